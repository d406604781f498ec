// SPDX-License-Identifier: GPL-2.0-or-later
// Counts what stands in slots over all matches, for facets. A slot holds all values of an article, so whole
// slots are counted (there are few different ones) and taken apart afterwards.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <xapian.h>

namespace chokepoint {

// How many articles have the very same slot; the empty one included.
using SlotCounts = std::unordered_map<std::string, std::uint64_t>;

// What articles have in one slot, asked for in ascending order. Reading along the slot takes a quarter of the
// time that Xapian's way from each article to its slot takes.
class SlotReader {
 public:
  SlotReader(const Xapian::Database& database, Xapian::valueno slot) : database_(&database), slot_(slot) {}

  // Empty if the article has none. Holds until the next call.
  const std::string& read(Xapian::docid article);

 private:
  void skip_to(Xapian::docid article);

  const Xapian::Database* database_;
  Xapian::valueno slot_;
  Xapian::ValueIterator place_;
  Xapian::docid last_ = 0;  // that was asked for; 0: nothing was
  Xapian::docid next_ = 0;  // from last_ on, the first that has a value
  std::string value_;
};

// How often each value was added. Most are one of a few, which are not even looked up.
class SlotTally {
 public:
  SlotTally() = default;
  SlotTally(SlotTally&&) = default;  // a copy would point into what it was copied from
  SlotTally& operator=(SlotTally&&) = default;

  void add(const std::string& value);
  const SlotCounts& counts() const { return counts_; }

 private:
  SlotCounts counts_;
  std::array<SlotCounts::value_type*, 64> recent_{};  // into counts_, whose nodes stay where they are
};

// Counts the slots of every article that Xapian matches. Give check_at_least = all articles to get_mset(),
// or Xapian leaves some out.
class SlotSpy : public Xapian::MatchSpy {
 public:
  // `database` is the one that is matched, and must outlive the spy.
  explicit SlotSpy(const Xapian::Database& database) : database_(database) {}

  void clear();  // watches nothing
  void watch(Xapian::valueno slot);
  void watch_pair(Xapian::valueno row, Xapian::valueno column);

  void operator()(const Xapian::Document& document, double weight) override;
  std::string get_description() const override { return "SlotSpy"; }

  const SlotCounts& counts(Xapian::valueno slot) const;  // of a watched slot
  const std::unordered_map<std::string, SlotCounts>& pair_counts() const {
    return pair_counts_;
  }  // [row][column]

 private:
  struct WatchedSlot {
    Xapian::valueno slot;
    SlotReader reader;
    SlotTally tally;
    const std::string* value = nullptr;  // of the article that is looked at
    std::string own_value;               // where the reader does not hold it
  };

  std::size_t index_of(Xapian::valueno slot) const;

  const Xapian::Database& database_;
  std::vector<WatchedSlot> slots_;
  std::optional<std::pair<std::size_t, std::size_t>> pair_;  // into slots_
  std::unordered_map<std::string, SlotCounts> pair_counts_;
};

}  // namespace chokepoint
