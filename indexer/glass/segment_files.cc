// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/segment_files.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

#include "common/base/error.h"
#include "indexer/glass/packing.h"
#include "indexer/glass/position_list.h"
#include "indexer/glass/posting_list.h"
#include "indexer/glass/version_file.h"

namespace chokepoint::glass {
namespace {

using namespace std::string_view_literals;

// Keys of the postlist table that are no terms begin with NUL and a byte that says what they are.
constexpr std::string_view kSlotStatistics = "\0\xD0"sv;
constexpr std::string_view kSlotValues = "\0\xD8"sv;
constexpr std::string_view kLengths = "\0\xE0"sv;

constexpr std::size_t kValueChunkBytes = 2000;
constexpr unsigned char kSynonymLengthMask = 96;  // makes lengths look like letters, which compress well

// Xapian numbers documents from 1.
std::uint32_t number_of(std::size_t document) {
  return static_cast<std::uint32_t>(document + 1);
}

std::string document_key(std::size_t document) {
  std::string key;
  pack_sortable_uint(key, number_of(document));
  return key;
}

void add_compressed(TableWriter& table, std::string_view key, std::string_view tag, Deflater& deflater) {
  const auto compressed = tag.size() > kCompressBeyond ? deflater.compress(tag) : std::nullopt;
  if (compressed) {
    table.add(key, *compressed, TagKind::kCompressed);
  } else {
    table.add(key, tag);
  }
}

std::string slot_statistics(const std::vector<SlotValue>& values) {
  const auto [least, greatest] = std::minmax_element(
      values.begin(), values.end(), [](const SlotValue& a, const SlotValue& b) { return a.value < b.value; });
  std::string tag;
  pack_uint(tag, values.size());
  pack_string(tag, least->value);
  if (least->value != greatest->value) tag += greatest->value;
  return tag;
}

void write_values(Xapian::valueno slot, const std::vector<SlotValue>& values, TableWriter& table) {
  std::string key;
  std::string tag;
  std::uint32_t previous = 0;
  for (const SlotValue& value : values) {
    if (tag.empty()) {
      key = kSlotValues;
      pack_uint(key, slot);
      pack_sortable_uint(key, number_of(value.document));
    } else {
      pack_uint(tag, value.document - previous - 1);
    }
    pack_string(tag, value.value);
    previous = value.document;
    if (tag.size() < kValueChunkBytes) continue;
    table.add(key, tag);
    tag.clear();
  }
  if (!tag.empty()) table.add(key, tag);
}

void write_lengths(const std::vector<SegmentDocument>& documents, TableWriter& table) {
  PostingListWriter lengths(table, std::string(kLengths), std::string(kLengths), 0, 0);
  for (std::size_t i = 0; i < documents.size(); ++i) lengths.add(number_of(i), documents[i].length);
  lengths.finish();
}

void write_postings(std::string_view term, std::span<const Posting> postings, TableWriter& table) {
  std::string key_of_others;
  pack_sortable_term(key_of_others, term);
  std::uint64_t frequency = 0;
  for (const Posting& posting : postings) frequency += posting.frequency;
  PostingListWriter list(table, std::string(term), std::move(key_of_others), postings.size(), frequency);
  for (const Posting& posting : postings) list.add(number_of(posting.document), posting.frequency);
  list.finish();
}

TableRoot write_postlist_table(const SegmentData& segment, const std::filesystem::path& path) {
  TableWriter table(path);
  for (const auto& [slot, values] : segment.values) {
    std::string key(kSlotStatistics);
    pack_last_uint(key, slot);
    table.add(key, slot_statistics(values));
  }
  for (const auto& [slot, values] : segment.values) write_values(slot, values, table);
  write_lengths(segment.documents, table);
  const std::span<const Posting> postings = segment.postings;
  for (std::size_t begin = 0; begin < postings.size();) {
    std::size_t end = begin + 1;
    while (end < postings.size() && postings[end].term == postings[begin].term) ++end;
    write_postings(segment.terms.term(postings[begin].term), postings.subspan(begin, end - begin), table);
    begin = end;
  }
  return table.finish();
}

TableRoot write_position_table(const SegmentData& segment, const std::filesystem::path& path) {
  TableWriter table(path);
  std::string key;
  std::string tag;
  for (const Posting& posting : segment.postings) {
    if (posting.positions == 0) continue;
    key.clear();
    pack_sortable_term(key, segment.terms.term(posting.term));
    pack_sortable_uint(key, number_of(posting.document));
    tag.clear();
    append_position_list(std::span(segment.positions).subspan(posting.positions_begin, posting.positions),
                         tag);
    table.add(key, tag);
  }
  return table.finish();
}

TableRoot write_data_table(const SegmentData& segment, const std::filesystem::path& path) {
  TableWriter table(path);
  for (std::size_t i = 0; i < segment.documents.size(); ++i) {
    const SegmentDocument& document = segment.documents[i];
    if (!document.data.empty()) table.add(document_key(i), document.data, document.data_kind);
  }
  return table.finish();
}

// The postings of each document, by terms in byte order: indexes of segment.postings, those of a document
// after those of the one before.
std::vector<std::uint32_t> postings_by_document(const SegmentData& segment) {
  std::vector<std::uint32_t> next;
  std::uint32_t begin = 0;
  for (const SegmentDocument& document : segment.documents) {
    next.push_back(begin);
    begin += document.terms;
  }
  std::vector<std::uint32_t> postings(segment.postings.size());
  for (std::uint32_t i = 0; i < segment.postings.size(); ++i)
    postings[next[segment.postings[i].document]++] = i;
  return postings;
}

// Each term as what it does not share with the one before.
class TermListPacker {
 public:
  void begin(std::uint32_t length, std::uint32_t terms) {
    tag_.clear();
    previous_ = {};
    if (terms == 0) return;
    pack_uint(tag_, length);
    pack_uint(tag_, terms);
  }

  void add(std::string_view term, std::uint32_t frequency) {
    if (previous_.empty()) {
      tag_.push_back(static_cast<char>(term.size()));
      tag_ += term;
      pack_uint(tag_, frequency);
    } else {
      add_next(term, frequency);
    }
    previous_ = term;
  }

  const std::string& tag() const { return tag_; }

 private:
  // What is shared is at most the length of the term before; so it and a small frequency fit into one byte.
  void add_next(std::string_view term, std::uint32_t frequency) {
    const auto differ = std::mismatch(term.begin(), term.end(), previous_.begin(), previous_.end());
    const auto shared = static_cast<std::size_t>(differ.first - term.begin());
    constexpr std::uint32_t kMostPacked = 126;
    const std::size_t packed =
        frequency <= kMostPacked ? (frequency + 1) * (previous_.size() + 1) + shared : 256;
    const bool is_packed = packed < 256;
    tag_.push_back(static_cast<char>(is_packed ? packed : shared));
    tag_.push_back(static_cast<char>(term.size() - shared));
    tag_ += term.substr(shared);
    if (!is_packed) pack_uint(tag_, frequency);
  }

  std::string tag_;
  std::string_view previous_;
};

TableRoot write_term_table(const SegmentData& segment, const std::filesystem::path& path) {
  TableWriter table(path);
  Deflater deflater;
  TermListPacker packer;
  const std::vector<std::uint32_t> postings = postings_by_document(segment);
  std::size_t next = 0;
  for (std::size_t i = 0; i < segment.documents.size(); ++i) {
    const SegmentDocument& document = segment.documents[i];
    packer.begin(document.length, document.terms);
    for (const std::size_t end = next + document.terms; next < end; ++next) {
      const Posting& posting = segment.postings[postings[next]];
      packer.add(segment.terms.term(posting.term), posting.frequency);
    }
    add_compressed(table, document_key(i), packer.tag(), deflater);
    if (document.slots.empty()) continue;
    std::string slots;
    Xapian::valueno expected = 0;
    for (const Xapian::valueno slot : document.slots) {
      pack_uint(slots, slot - expected);
      expected = slot + 1;
    }
    add_compressed(table, document_key(i) + '\0', slots, deflater);
  }
  return table.finish();
}

TableRoot write_synonym_table(const Synonyms& synonyms, const std::filesystem::path& path) {
  TableWriter table(path);
  Deflater deflater;
  for (auto next = synonyms.begin(); next != synonyms.end();) {
    const std::string& key = next->first;
    std::string tag;
    for (; next != synonyms.end() && next->first == key; ++next) {
      tag.push_back(static_cast<char>(next->second.size() ^ kSynonymLengthMask));
      tag += next->second;
    }
    add_compressed(table, key, tag, deflater);
  }
  return table.finish();
}

Statistics statistics_of(const SegmentData& segment) {
  Statistics statistics;
  statistics.documents = static_cast<std::uint32_t>(segment.documents.size());
  for (const SegmentDocument& document : segment.documents) {
    statistics.all_lengths += document.length;
    statistics.greatest_length = std::max(statistics.greatest_length, document.length);
    if (document.length == 0) continue;
    statistics.least_length =
        statistics.least_length == 0 ? document.length : std::min(statistics.least_length, document.length);
  }
  for (const Posting& posting : segment.postings)
    statistics.greatest_frequency = std::max(statistics.greatest_frequency, posting.frequency);
  return statistics;
}

}  // namespace

void write_segment(const SegmentData& segment, const Synonyms& synonyms,
                   const std::filesystem::path& directory) {
  std::error_code error;
  if (!std::filesystem::create_directory(directory, error))
    throw InputError("cannot create \"" + directory.string() + "\": " + error.message());
  TableRoots roots;
  roots.postlist = write_postlist_table(segment, directory / "postlist.glass");
  roots.position = write_position_table(segment, directory / "position.glass");
  roots.docdata = write_data_table(segment, directory / "docdata.glass");
  roots.termlist = write_term_table(segment, directory / "termlist.glass");
  roots.synonym = write_synonym_table(synonyms, directory / "synonym.glass");
  write_version_file(directory, roots, statistics_of(segment));
}

}  // namespace chokepoint::glass
