// SPDX-License-Identifier: GPL-2.0-or-later
// The words that stand in and beside dates on pages, in many languages: names of months and weekdays
// (month_names_cldr.tsv), labels and what else a line of nothing but dates may hold (date_words.tsv).
//
// Immutable after loading; may be shared by threads.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace chokepoint {

struct DateWord {
  int month = 0;              // 1..12; 0: no month
  bool is_published = false;  // a label of the date of publication
  bool is_updated = false;    // a label of the date of an update
};

class DateWords {
 public:
  // The compiled-in tables.
  static const DateWords& embedded();

  // What a word in lower case is; null if it has no business on a line of dates. Hebrew's one-letter prefix
  // "in" before a month is looked through.
  const DateWord* find(std::string_view word) const;

 private:
  DateWords();

  std::unordered_map<std::string, DateWord> words_;
};

}  // namespace chokepoint
