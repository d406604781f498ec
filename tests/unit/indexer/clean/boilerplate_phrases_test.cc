// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/clean/boilerplate_phrases.h"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "common/base/error.h"
#include "common/facets/table.h"

using namespace chokepoint;

namespace {

const std::string kHeader = "phrase\twhere\trule\tverdict\tmax_words\tzone\n";

BoilerplatePhrases parse(const std::string& rows) {
  return BoilerplatePhrases::parse(kHeader + rows, "test.tsv");
}

}  // namespace

TEST_CASE("boilerplate phrases: place, zone, length and the words between decide", "[clean]") {
  const BoilerplatePhrases phrases = parse(
      "see also:\tstart\ta\tdrop\t10\tany\n"
      "share\twhole\tb\tdrop\t3\tany\n"
      "sign up*letter\tcontains\tc\tdrop\t10\ttail\n"
      "阅读\tstart\td\tdrop\t10\tany\n");
  const struct {
    const char* folded;
    std::size_t words;
    PageZone zone;
    const char* rule;
  } kCases[] = {
      {"see also: masts", 3, PageZone::kMiddle, "a"},
      {"you see also: masts", 4, PageZone::kMiddle, ""},
      {"see also: masts", 11, PageZone::kMiddle, ""},
      {"share", 1, PageZone::kHead, "b"},
      {"share:", 1, PageZone::kHead, "b"},
      {"share price", 2, PageZone::kHead, ""},
      {"shares", 1, PageZone::kHead, ""},
      {"do sign up for a letter", 5, PageZone::kTail, "c"},
      {"do sign up for a letter", 5, PageZone::kHead, ""},
      {"sign up for letters", 4, PageZone::kTail, ""},
      {"阅读全文", 2, PageZone::kMiddle, "d"},
      {"", 0, PageZone::kMiddle, ""},
  };
  for (const auto& c : kCases) {
    INFO(c.folded);
    const Phrase* const found = phrases.match(c.folded).first_verdict(c.words, c.zone, false);
    CHECK((found == nullptr ? "" : found->rule) == c.rule);
  }
  CHECK(phrases.match("do sign up for a letter").first_verdict(5, PageZone::kTail, true) == nullptr);
}

TEST_CASE("boilerplate phrases: a bad row is named", "[clean]") {
  for (const char* const row :
       {"\tstart\ta\tdrop\t1\tany\n", "a\tnowhere\ta\tdrop\t1\tany\n", "a\tstart\ta\tburn\t1\tany\n",
        "a\tstart\ta\tdrop\tmany\tany\n", "a\tstart\ta\tdrop\t1\tmoon\n"}) {
    INFO(row);
    REQUIRE_THROWS_AS(parse(row), UsageError);
    try {
      parse(row);
    } catch (const UsageError& error) {
      CHECK(std::string(error.what()).starts_with("test.tsv:2: "));
    }
  }
}

TEST_CASE("boilerplate phrases: the embedded table loads", "[clean]") {
  CHECK(BoilerplatePhrases::embedded().match("facebook | whatsapp").is_button_row());
  CHECK_FALSE(BoilerplatePhrases::embedded().match("facebook sues whatsapp").is_button_row());
}

TEST_CASE("boilerplate phrases: each of the embedded table is found in a line", "[clean]") {
  const Table table = Table::parse(embedded_table("boilerplate.tsv"), "boilerplate.tsv");
  const std::size_t phrase = table.column("phrase");
  const std::size_t where = table.column("where");
  for (const Table::Row& row : table.rows()) {
    std::string line(row.cells[phrase]);
    INFO(line);
    std::replace(line.begin(), line.end(), '*', ' ');
    const bool anywhere = row.cells[where] == "contains";
    const LinePhrases found =
        BoilerplatePhrases::embedded().match(anywhere ? "masts, " + line + " - masts" : line);
    CHECK_FALSE(found.is_empty());
  }
}
