// SPDX-License-Identifier: GPL-2.0-or-later
// A list of documents, each with a number (how often a word stands in it, or its length), as Xapian's glass
// backend stores it: in chunks, each an entry of the postlist table (backends/glass/glass_postlist.cc of
// xapian-core). Document numbers are Xapian's, from 1.
#pragma once

#include <cstdint>
#include <string>

#include "indexer/glass/table_writer.h"

namespace chokepoint::glass {

class PostingListWriter {
 public:
  // `key` is that of the first chunk, `key_of_others` what those of the others begin with. `documents` and
  // `frequency` are sums over the list that the first chunk holds.
  PostingListWriter(TableWriter& table, std::string key, std::string key_of_others, std::uint64_t documents,
                    std::uint64_t frequency);

  // Documents ascend.
  void add(std::uint32_t document, std::uint32_t frequency);

  // Call it once, after at least one document.
  void finish();

 private:
  void write_chunk(bool is_last);

  TableWriter& table_;
  std::string key_;  // of the open chunk
  std::string key_of_others_;
  std::uint64_t documents_;
  std::uint64_t frequency_;
  bool is_first_ = true;
  std::uint32_t first_document_ = 0;  // of the open chunk
  std::uint32_t last_document_ = 0;
  std::string entries_;
};

}  // namespace chokepoint::glass
