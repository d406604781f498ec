// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/posting_list.h"

#include <utility>

#include "indexer/glass/packing.h"

namespace chokepoint::glass {
namespace {

constexpr std::size_t kChunkBytes = 2000;  // a chunk that has them is closed

}  // namespace

PostingListWriter::PostingListWriter(TableWriter& table, std::string key, std::string key_of_others,
                                     std::uint64_t documents, std::uint64_t frequency)
    : table_(table),
      key_(std::move(key)),
      key_of_others_(std::move(key_of_others)),
      documents_(documents),
      frequency_(frequency) {}

void PostingListWriter::add(std::uint32_t document, std::uint32_t frequency) {
  if (entries_.size() >= kChunkBytes) {
    write_chunk(false);
    key_ = key_of_others_;
    pack_sortable_uint(key_, document);
  }
  if (entries_.empty()) {
    first_document_ = document;
  } else {
    pack_uint(entries_, document - last_document_ - 1);
  }
  pack_uint(entries_, frequency);
  last_document_ = document;
}

void PostingListWriter::finish() {
  write_chunk(true);
}

void PostingListWriter::write_chunk(bool is_last) {
  std::string chunk;
  if (std::exchange(is_first_, false)) {
    pack_uint(chunk, documents_);
    pack_uint(chunk, frequency_);
    pack_uint(chunk, first_document_ - 1);
  }
  pack_bool(chunk, is_last);
  pack_uint(chunk, last_document_ - first_document_);
  table_.add(key_, chunk + entries_);
  entries_.clear();
}

}  // namespace chokepoint::glass
