// SPDX-License-Identifier: GPL-2.0-or-later
// Collects documents and inverts them: from the words of each document to the documents of each word.
// Xapian's own writer does this with a node of a map of maps for each posting, which takes three in five of
// the seconds that indexing takes; here postings are numbers in arrays, sorted once.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/document_sink.h"
#include "indexer/glass/deflater.h"
#include "indexer/glass/table_writer.h"
#include "indexer/glass/term_table.h"

namespace chokepoint::glass {

// Documents are numbered from 0 here.
struct Posting {
  std::uint32_t term = 0;  // in `terms`
  std::uint32_t document = 0;
  std::uint32_t frequency = 0;  // of the term in the document; 0: a boolean term
  std::uint32_t positions_begin = 0;
  std::uint32_t positions = 0;  // how many
};

struct SegmentDocument {
  std::uint32_t length = 0;  // in words
  std::uint32_t terms = 0;
  std::string data;  // compressed or not, as `data_kind` says
  TagKind data_kind = TagKind::kPlain;
  std::vector<Xapian::valueno> slots;  // ascending
};

struct SlotValue {
  std::uint32_t document = 0;
  std::string value;
};

struct SegmentData {
  TermTable terms;
  std::vector<Posting> postings;         // by terms in byte order, then by documents
  std::vector<std::uint32_t> positions;  // of each posting ascending, each once
  std::vector<SegmentDocument> documents;
  std::map<Xapian::valueno, std::vector<SlotValue>> values;  // by documents
};

// Not to be shared by threads.
class SegmentBuilder final : public DocumentSink {
 public:
  void add_word(std::string_view prefix, std::string_view word, Position position) override;
  void add_boolean_term(std::string_view term) override;
  void add_value(Xapian::valueno slot, const std::string& value) override;
  void set_data(const std::string& data) override;

  // What was added since the last call is a document.
  void end_document();

  std::size_t documents() const { return data_.documents.size(); }

  // About what the documents take in memory, until they are written and while they are.
  std::size_t held_bytes() const;

  // All documents; the segment is empty again.
  SegmentData finish();

 private:
  static constexpr std::uint32_t kNoPosition = 0;

  struct Occurrence {
    std::uint32_t term;
    std::uint32_t position;
  };

  void add_postings();
  void add_positions(std::size_t first_posting);
  void sort_positions(Posting& posting);

  SegmentData data_;
  std::size_t string_bytes_ = 0;  // of data and values
  SegmentDocument document_;      // the open one
  std::vector<Occurrence> occurrences_;
  std::vector<std::uint32_t> posting_of_term_;  // the last one of each term, plus 1
  Deflater deflater_;
};

}  // namespace chokepoint::glass
