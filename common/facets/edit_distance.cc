// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/facets/edit_distance.h"

#include <algorithm>
#include <vector>

namespace chokepoint {
namespace {

// Optimal string alignment. Only the cells within `limit` of the diagonal can hold an answer that counts,
// so the others keep the value `limit + 1`.
template <typename Text>
std::size_t distance(Text a, Text b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  const std::size_t too_far = limit + 1;
  if (b.size() - a.size() > limit) return too_far;

  std::vector<std::size_t> before_last(b.size() + 1, too_far);
  std::vector<std::size_t> last(b.size() + 1, too_far);
  std::vector<std::size_t> row(b.size() + 1, too_far);
  for (std::size_t j = 0; j <= std::min(limit, b.size()); ++j) last[j] = j;

  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t first = i > limit ? i - limit : 1;
    const std::size_t end = std::min(b.size(), i + limit);
    // The neighbours of the band, which the next rows read.
    row[first - 1] = first == 1 && i <= limit ? i : too_far;
    if (end < b.size()) row[end + 1] = too_far;
    for (std::size_t j = first; j <= end; ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({changed, last[j] + 1, row[j - 1] + 1, too_far});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  return distance(a, b, limit);
}

std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  return distance(a, b, limit);
}

}  // namespace chokepoint
