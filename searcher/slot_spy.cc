// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/slot_spy.h"

#include <algorithm>
#include <limits>

namespace chokepoint {
namespace {

constexpr Xapian::docid kNone = std::numeric_limits<Xapian::docid>::max();

// Tells apart most of what is frequent.
std::size_t rough_hash(const std::string& value) {
  if (value.empty()) return 0;
  const auto byte = [&value](std::size_t at) { return std::size_t{static_cast<unsigned char>(value[at])}; };
  return value.size() + 7 * byte(0) + 3 * byte(value.size() / 2) + 5 * byte(value.size() - 1);
}

}  // namespace

void SlotReader::skip_to(Xapian::docid article) {
  if (last_ == 0 || article < last_) place_ = database_->valuestream_begin(slot_);
  place_.skip_to(article);
  next_ = place_ == database_->valuestream_end(slot_) ? kNone : place_.get_docid();
}

const std::string& SlotReader::read(Xapian::docid article) {
  if (article < last_ || next_ < article) skip_to(article);
  last_ = article;
  static const std::string kNoValue;
  if (next_ != article) return kNoValue;
  value_ = *place_;
  return value_;
}

void SlotTally::add(const std::string& value) {
  SlotCounts::value_type*& recent = recent_[rough_hash(value) % recent_.size()];
  if (recent == nullptr || recent->first != value) recent = &*counts_.try_emplace(value, 0).first;
  ++recent->second;
}

void SlotSpy::clear() {
  slots_.clear();
  pair_.reset();
  pair_counts_.clear();
}

void SlotSpy::watch(Xapian::valueno slot) {
  if (index_of(slot) == slots_.size()) slots_.push_back({slot, SlotReader(database_, slot), {}, nullptr, {}});
}

void SlotSpy::watch_pair(Xapian::valueno row, Xapian::valueno column) {
  watch(row);
  watch(column);
  pair_ = {index_of(row), index_of(column)};
}

void SlotSpy::operator()(const Xapian::Document& document, double /*weight*/) {
  // Of several databases that are matched as one, each counts its articles for itself.
  const bool is_one = database_.size() == 1;
  const Xapian::docid article = is_one ? document.get_docid() : 0;
  for (WatchedSlot& watched : slots_) {
    if (is_one) {
      watched.value = &watched.reader.read(article);
    } else {
      watched.own_value = document.get_value(watched.slot);
      watched.value = &watched.own_value;
    }
    watched.tally.add(*watched.value);
  }
  if (pair_) ++pair_counts_[*slots_[pair_->first].value][*slots_[pair_->second].value];
}

const SlotCounts& SlotSpy::counts(Xapian::valueno slot) const {
  return slots_[index_of(slot)].tally.counts();
}

std::size_t SlotSpy::index_of(Xapian::valueno slot) const {
  const auto found = std::find_if(slots_.begin(), slots_.end(),
                                  [slot](const WatchedSlot& watched) { return watched.slot == slot; });
  return static_cast<std::size_t>(found - slots_.begin());
}

}  // namespace chokepoint
