// SPDX-License-Identifier: GPL-2.0-or-later
// "Did you mean": what a value that nothing knows was meant for.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

// Takes the known values one by one and keeps those nearest to the wrong one, at most two edits away, and
// those that have a word that begins with it ("Hik", "Korea"). Spellings are compared byte by byte, so all
// are to be folded in the same way.
class Suggestions {
 public:
  explicit Suggestions(std::string folded_wrong);

  // `value` is what to suggest for `folded_spelling`, one of its names.
  void consider(std::string_view folded_spelling, std::string_view value);

  // The nearest first, at most three; then those that begin so, unless they are more than five: a long list
  // says nothing.
  std::vector<std::string> best() const;

 private:
  bool has_word_begun_by_wrong(std::string_view spelling) const;

  std::string wrong_;
  std::size_t limit_;
  std::map<std::string, std::size_t> distance_of_;
  std::set<std::string> completions_;
};

}  // namespace chokepoint
