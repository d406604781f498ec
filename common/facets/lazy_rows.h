// SPDX-License-Identifier: GPL-2.0-or-later
// The rows of one table, read when they are first asked for. A search needs two or three small tables to show
// its facets; to read all of them took longer than the search.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "common/facets/table.h"

namespace chokepoint {

// Reads like a const std::vector<Row>. May be shared by threads once set() has been called. The first of the
// other functions to be called throws what reading throws.
template <typename Row>
class LazyRows {
 public:
  // Reads the rows whose lines are wanted, or more; null wants all.
  using Read = std::function<std::vector<Row>(const LineFilter& is_wanted)>;

  void set(Read read) { read_ = std::move(read); }

  const std::vector<Row>& get() const {
    std::call_once(once_, [this] { rows_ = read_(nullptr); });
    return rows_;
  }

  // Rows of which some line `is_wanted`, and maybe others, in their order. They are not kept: who needs a
  // few rows of a large table once is spared the time that the others take.
  std::vector<Row> some(const LineFilter& is_wanted) const { return read_(is_wanted); }

  // NOLINTNEXTLINE(google-explicit-constructor): whoever takes rows need not know when they were read.
  operator const std::vector<Row>&() const { return get(); }
  auto begin() const { return get().begin(); }
  auto end() const { return get().end(); }
  std::size_t size() const { return get().size(); }
  const Row& operator[](std::size_t i) const { return get()[i]; }

 private:
  Read read_;
  mutable std::once_flag once_;
  mutable std::vector<Row> rows_;
};

}  // namespace chokepoint
