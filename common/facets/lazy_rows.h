// SPDX-License-Identifier: GPL-2.0-or-later
// The rows of one table, read when they are first asked for. A search needs two or three small tables to show
// its facets; to read all of them took longer than the search.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "common/facets/name_index.h"

namespace chokepoint {

// Reads like a const std::vector<Row>. May be shared by threads once set() has been called. The first of the
// other functions to be called throws what reading throws.
template <typename Row>
class LazyRows {
 public:
  // Reads the rows with names that begin so, or more; null asks for all.
  using Read = std::function<std::vector<Row>(const NameBeginnings* names)>;

  void set(Read read) { read_ = std::move(read); }

  const std::vector<Row>& get() const {
    std::call_once(once_, [this] { rows_ = read_(nullptr); });
    return rows_;
  }

  // Those with names that begin so, and maybe others, in their order; of an indexed table. They are not kept:
  // who needs a few rows of a large table once is spared the time that the others take.
  std::vector<Row> some(const NameBeginnings& names) const { return read_(&names); }

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
