// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/segment_builder.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace chokepoint::glass {
namespace {

constexpr std::size_t kBytesPerDocument = 128;  // its slots, and what whoever adds it keeps of it

// By term in byte order; the documents of a term stay in their order.
std::vector<Posting> sorted(const std::vector<Posting>& postings, const TermTable& terms) {
  std::vector<std::uint32_t> next(terms.size());  // of each term: how many, then where the next one goes
  for (const Posting& posting : postings) ++next[posting.term];
  std::uint32_t begin = 0;
  for (const std::uint32_t term : terms.in_order()) begin += std::exchange(next[term], begin);
  std::vector<Posting> result(postings.size());
  for (const Posting& posting : postings) result[next[posting.term]++] = posting;
  return result;
}

}  // namespace

void SegmentBuilder::add_word(std::string_view prefix, std::string_view word, Position position) {
  occurrences_.push_back({data_.terms.number(prefix, word), position});
}

void SegmentBuilder::add_boolean_term(std::string_view term) {
  occurrences_.push_back({data_.terms.number({}, term), kNoPosition});
}

void SegmentBuilder::add_value(Xapian::valueno slot, const std::string& value) {
  if (value.empty()) return;
  document_.slots.push_back(slot);
  string_bytes_ += value.size() + sizeof(SlotValue);
  data_.values[slot].push_back({static_cast<std::uint32_t>(documents()), value});
}

void SegmentBuilder::set_data(const std::string& data) {
  const auto compressed = data.size() > kCompressBeyond ? deflater_.compress(data) : std::nullopt;
  document_.data = compressed ? std::string(*compressed) : data;
  string_bytes_ += document_.data.size();
  document_.data_kind = compressed ? TagKind::kCompressed : TagKind::kPlain;
}

void SegmentBuilder::end_document() {
  add_postings();
  std::sort(document_.slots.begin(), document_.slots.end());
  data_.documents.push_back(std::exchange(document_, {}));
  occurrences_.clear();
}

void SegmentBuilder::add_postings() {
  posting_of_term_.resize(data_.terms.size());
  std::vector<Posting>& postings = data_.postings;
  const std::size_t first = postings.size();
  for (const Occurrence& occurrence : occurrences_) {
    std::uint32_t& last = posting_of_term_[occurrence.term];
    if (last <= first) {
      postings.push_back({occurrence.term, static_cast<std::uint32_t>(documents()), 0, 0, 0});
      last = static_cast<std::uint32_t>(postings.size());
    }
    if (occurrence.position == kNoPosition) continue;
    ++postings[last - 1].frequency;
    ++document_.length;
  }
  document_.terms = static_cast<std::uint32_t>(postings.size() - first);
  add_positions(first);
}

void SegmentBuilder::add_positions(std::size_t first_posting) {
  auto end = static_cast<std::uint32_t>(data_.positions.size());
  for (std::size_t i = first_posting; i < data_.postings.size(); ++i) {
    data_.postings[i].positions_begin = end;
    end += data_.postings[i].frequency;
  }
  data_.positions.resize(end);
  for (const Occurrence& occurrence : occurrences_) {
    if (occurrence.position == kNoPosition) continue;
    Posting& posting = data_.postings[posting_of_term_[occurrence.term] - 1];
    data_.positions[posting.positions_begin + posting.positions++] = occurrence.position;
  }
  for (std::size_t i = first_posting; i < data_.postings.size(); ++i) sort_positions(data_.postings[i]);
}

// Nearly always they are: another spelling of several words stands at the first of them, and comes after.
void SegmentBuilder::sort_positions(Posting& posting) {
  const auto begin = data_.positions.begin() + posting.positions_begin;
  const auto end = begin + posting.positions;
  if (std::adjacent_find(begin, end, std::greater_equal<>()) == end) return;
  std::sort(begin, end);
  posting.positions = static_cast<std::uint32_t>(std::unique(begin, end) - begin);
}

// Postings are sorted into a copy; a word that is indexed is listed once more, for its forms.
std::size_t SegmentBuilder::held_bytes() const {
  constexpr std::size_t kBytesPerTerm = 128;
  return 2 * data_.postings.size() * sizeof(Posting) + data_.positions.size() * sizeof(std::uint32_t) +
         data_.documents.size() * (sizeof(SegmentDocument) + kBytesPerDocument) +
         data_.terms.size() * kBytesPerTerm + string_bytes_;
}

SegmentData SegmentBuilder::finish() {
  string_bytes_ = 0;
  data_.postings = sorted(data_.postings, data_.terms);
  posting_of_term_.clear();
  return std::exchange(data_, {});
}

}  // namespace chokepoint::glass
