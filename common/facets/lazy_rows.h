// SPDX-License-Identifier: GPL-2.0-or-later
// The rows of one table, read when they are first asked for. A search needs two or three small tables to show
// its facets; to read all of them took longer than the search.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace chokepoint {

// Reads like a const std::vector<Row>. May be shared by threads once set() has been called. The first of the
// other functions to be called throws what reading throws.
template <typename Row>
class LazyRows {
 public:
  using Read = std::function<std::vector<Row>()>;

  void set(Read read) { read_ = std::move(read); }

  const std::vector<Row>& get() const {
    std::call_once(once_, [this] { rows_ = read_(); });
    return rows_;
  }

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
