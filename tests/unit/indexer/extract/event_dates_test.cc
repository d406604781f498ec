// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/event_dates.h"

#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "common/facets/vocabulary.h"
#include "indexer/extract/extraction.h"

using namespace chokepoint;

namespace {

// The date that belongs to the word in square brackets.
std::string date_of(std::string text, const std::optional<Date>& published) {
  static const Vocabulary vocabulary = Vocabulary::load();
  static const Extraction extraction(vocabulary.data());
  const std::size_t begin = text.find('[');
  text.erase(begin, 1);
  const std::size_t end = text.find(']');
  text.erase(end, 1);
  Article article;
  article.text = text;
  article.language = "en";
  Reading reading = extraction.read(article);
  reading.published = published;
  MeasureMatch match;
  while (match.sentence + 1 < reading.sentences.size() && reading.sentences[match.sentence].end < end)
    ++match.sentence;
  while (reading.tokens[match.first].begin < begin) ++match.first;
  match.last = match.first + 1;
  return date_of_telling(reading, match, find_date_expressions(reading, reading.sentences[match.sentence]));
}

struct Case {
  std::string text;
  std::string date;
};

void check(const std::vector<Case>& cases, const std::optional<Date>& published) {
  for (const Case& each : cases) {
    INFO(each.text);
    CHECK(date_of(each.text, published) == each.date);
  }
}

const Date kWednesday{2024, 11, 13};

}  // namespace

TEST_CASE("event dates: a full date is read in every form") {
  check({{"The office [banned] the app on November 6, 2024.", "2024-11-06"},
         {"The office [banned] the app on Nov. 6, 2024.", "2024-11-06"},
         {"The office [banned] the app on 6 November 2024.", "2024-11-06"},
         {"The office [banned] the app on 6 Nov. 2024.", "2024-11-06"},
         {"The office [banned] the app on the 6th of November 2024.", "2024-11-06"},
         {"The office [banned] the app on November 6th, 2024.", "2024-11-06"},
         {"The office [banned] the app on 2024-11-06.", "2024-11-06"},
         {"The office [banned] the app on 6.11.2024.", "2024-11-06"},
         {"The office [banned] the app on 16/11/2024.", "2024-11-16"},
         {"The office [banned] the app on 11/16/2024.", "2024-11-16"},
         {"The office [banned] the app from 6 to 8 November 2024.", "2024-11-06"},
         {"The office [banned] the app on November 6-8, 2024.", "2024-11-06"},
         {"2024年11月6日 [ban].", "2024-11-06"},
         {"The office [banned] the app in July 2022.", "2022-07"}},
        std::nullopt);
}

TEST_CASE("event dates: what is no date, or may be two, gives none") {
  check({{"The office [banned] the app in 2016.", ""},
         {"The office [banned] the app on 06/11/2024.", ""},
         {"The office [banned] the app last week.", ""},
         {"The office [banned] the app and gave its owner 30 days.", ""},
         {"The office [banned] the app within 30 days of the 2016 election.", ""},
         {"The app may be [banned] for the 2025 model year, or in the third quarter.", ""},
         {"The office [banned] the app for those aged 14 to 17.", ""},
         {"Theresa May [banned] the app, and a March of users followed.", ""},
         {"Rule 17-01 [banned] the app under section 3.6 of the act.", ""},
         {"The office [banned] the app on 31 February 2024.", ""}},
        kWednesday);
}

TEST_CASE("event dates: what was written is resolved against the day of publication") {
  check({{"The office [banned] the app on Tuesday.", "2024-11-12"},
         {"On Tuesday the office [banned] the app.", "2024-11-12"},
         {"The office [banned] the app on Wednesday.", "2024-11-13"},
         {"The office [banned] the app on Thursday.", "2024-11-07"},
         {"The office [banned] the app last Wednesday.", "2024-11-06"},
         {"The office [banned] the app on Friday of last week.", "2024-11-08"},
         {"The app will be [banned] next Monday.", "2024-11-18"},
         {"The app will be [banned] this Friday.", "2024-11-15"},
         {"The app is [banned] from Sunday.", "2024-11-17"},
         {"The office [banned] the app on Sunday, 3 November.", "2024-11-03"},
         {"The office [banned] the app on Tuesday the 5th of November.", "2024-11-05"},
         {"Today the office [banned] the app.", "2024-11-13"},
         {"The office [banned] the app yesterday.", "2024-11-12"},
         {"The app will be [banned] tomorrow.", "2024-11-14"},
         {"The office [banned] the app earlier this month.", "2024-11"},
         {"The office [banned] the app last month.", "2024-10"},
         {"The office [banned] the app in July.", "2024-07"},
         {"The app will be [banned] in July.", "2025-07"},
         {"The office [banned] the app last July.", "2024-07"},
         {"The office [banned] the app in July last year.", "2023-07"},
         {"The office [banned] the app in December.", "2023-12"},
         {"The office [banned] the app on 20 December.", "2023-12-20"},
         {"The app will be [banned] on 6 January.", "2025-01-06"},
         {"The owner must [sell] the app by the end of March.", "2025-03-31"},
         {"The owner must [sell] the app by the end of the month.", "2024-11-30"},
         {"From 1 March, minors will be [barred] from the app.", "2025-03-01"}},
        kWednesday);
}

TEST_CASE("event dates: without the day of publication only dates with a year are found") {
  check({{"The office [banned] the app on Tuesday.", ""},
         {"The office [banned] the app on 6 November.", ""},
         {"The office [banned] the app last month.", ""},
         {"After a hearing on 3 May 2021 it was [banned] on 5 May.", "2021-05-05"},
         {"It was [banned] on 3 March and 5 May 2021.", "2021-03-03"}},
        std::nullopt);
}

TEST_CASE("event dates: the day it takes effect goes before the deadline and the day of the decision") {
  check({{"The office on 4 November [banned] the app from 1 December.", "2024-12-01"},
         {"The office on 4 November ordered the owner to [sell] the app by 1 December.", "2024-12-01"},
         {"The order of 4 November, effective as of 15 November, [bars] the app.", "2024-11-15"},
         {"The app will be [barred] after December 31.", "2024-12-31"},
         {"The office [banned] the app on 4 November, the minister said on Tuesday.", "2024-11-04"}},
        kWednesday);
}

TEST_CASE("event dates: the date of something else is not taken while the head's clause has one") {
  check({{"The app, which was founded in March 2010, was [banned] on 4 November.", "2024-11-04"},
         {"The office [banned] on 4 November the app whose owner went public in May 2019.", "2024-11-04"},
         {"The office [banned] the app on 4 November because users were harmed in May 2019.", "2024-11-04"},
         {"The app, founded in March 2010, has been [banned].", ""},
         {"The office has [banned] the app after the riots that followed; on 4 November it had warned.",
          "2024-11-04"},
         {"The office may [ban] the app, the Gazette reported on Monday.", ""},
         {"STRELSAU, 4 November 2024 - The office [banned] the app on Friday.", "2024-11-08"},
         {"STRELSAU, 4 November 2024 - The office has [banned] the app.", ""}},
        kWednesday);
}

TEST_CASE("event dates: a sentence of nothing but dates is read to its end") {
  std::string text = "The office [banned] the app";
  for (int i = 0; i < 20000; ++i) text += " on May that year, Monday 6";
  CHECK(date_of(text, kWednesday) == "2024-11-11");
}
