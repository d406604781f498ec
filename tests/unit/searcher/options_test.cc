// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/options.h"

#include <catch2/catch.hpp>

#include "common/base/error.h"

namespace chokepoint {
namespace {

constexpr Date kToday{2024, 3, 31};

SearcherOptions parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "searcher");
  return parse_options(static_cast<int>(arguments.size()), arguments.data(), kToday);
}

std::string error_of(std::vector<const char*> arguments) {
  try {
    parse(std::move(arguments));
  } catch (const UsageError& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("options: without arguments everything has its default") {
  const SearcherOptions options = parse({});
  CHECK(options.query.empty());
  CHECK(options.limit == 10U);
  CHECK(options.facets == std::vector<Field>{Field::kCountry, Field::kCompany, Field::kMeasure});
  CHECK_FALSE(options.are_facets_given);
  CHECK(options.timeout == std::chrono::seconds(10));
  CHECK(options.format == Format::kText);
}

TEST_CASE("options: what is no option is the query, and \"--\" ends the options") {
  CHECK(parse({"tiktok", "ban"}).query == "tiktok ban");
  CHECK(parse({"tiktok", "-ban", "--count"}).query == "tiktok -ban");
  CHECK(parse({"--count", "--", "--count", "-x"}).query == "--count -x");
  CHECK(parse({"a", "--limit", "5", "b"}).query == "a b");
}

TEST_CASE("options: every option reaches its field") {
  const SearcherOptions options = parse({"--db=a",
                                         "--db=b",
                                         "--country=CA",
                                         "--country=!US",
                                         "--publisher=Wire",
                                         "--since=2023",
                                         "--until=2023-02",
                                         "--match=any",
                                         "--sort=oldest",
                                         "--facets=year,month,year",
                                         "--facet-limit=3",
                                         "--cross=country,measure",
                                         "--limit=all",
                                         "--offset=7",
                                         "--timeout=0.5",
                                         "--allow-partial",
                                         "--format=jsonl",
                                         "--explain",
                                         "--color=never",
                                         "--pager=never",
                                         "--hyperlink-format=none",
                                         "--group-duplicates=no"});
  CHECK(options.group_duplicates == false);
  CHECK(options.databases == std::vector<std::string>{"a", "b"});
  CHECK(options.filters.at(Field::kCountry) == std::vector<std::string>{"CA", "!US"});
  CHECK(options.filters.at(Field::kPublisher) == std::vector<std::string>{"Wire"});
  CHECK(options.since == Date{2023, 1, 1});
  CHECK(options.until == Date{2023, 2, 28});
  CHECK(options.match == Match::kAny);
  CHECK(options.sort == Sort::kOldest);
  CHECK(options.facets == std::vector<Field>{Field::kYear, Field::kMonth});
  CHECK(options.are_facets_given);
  CHECK(options.facet_limit == 3);
  CHECK(options.cross == std::pair(Field::kCountry, Field::kMeasure));
  CHECK(options.limit == std::nullopt);
  CHECK(options.paging == Paging::kNever);
  CHECK(parse({"--events"}).limit == kEventsLimit);
  CHECK(parse({"--limit=3", "--events"}).limit == 3U);
  CHECK(options.offset == 7);
  CHECK(options.timeout == std::chrono::milliseconds(500));
  CHECK(options.allow_partial);
  CHECK(options.format == Format::kJsonl);
  CHECK(options.explain);
  CHECK(options.color == When::kNever);
  CHECK(parse({"--facets=none"}).facets.empty());
  CHECK(parse({"--count"}).count);
  CHECK(parse({"--events"}).events);
  CHECK(parse({"--show=a.txt#3"}).show_id == "a.txt#3");
  CHECK(parse({"--batch=-"}).batch == "-");
  CHECK(parse({"--help"}).help);
  CHECK(parse({"-h"}).help);
  CHECK(parse({"--version"}).version);
}

TEST_CASE("options: what is wrong is named") {
  struct Case {
    std::vector<const char*> arguments;
    std::string message;
  };
  const std::vector<Case> cases = {
      {{"--contry=CA"}, "unknown option \"--contry\"; did you mean \"--country\"?"},
      {{"--coun=CA"}, "unknown option \"--coun\"; did you mean \"--count\"?"},
      {{"--frobnicate"}, "unknown option \"--frobnicate\""},
      {{"--query=x"}, "unknown option \"--query\""},
      {{"-n"}, "unknown option \"-n\""},
      {{"--limit"}, "--limit needs a value"},
      {{"--limit="}, "--limit needs a value"},
      {{"--country="}, "--country needs a value"},
      {{"--country=!"}, "--country needs a value"},
      {{"--count=1"}, "--count takes no value"},
      {{"--limit=-1"}, "--limit is a number from 0 on, not \"-1\""},
      {{"--limit=5x"}, "--limit is a number from 0 on, not \"5x\""},
      {{"--limit=99999999999999999999"}, "--limit is too large: \"99999999999999999999\""},
      {{"--offset=all"}, "--offset is a number from 0 on, not \"all\""},
      {{"--limit=1", "--limit=2"}, "--limit is given twice"},
      {{"--timeout=nan"}, "--timeout is a number of seconds from 0 on, not \"nan\""},
      {{"--timeout=-1"}, "--timeout is a number of seconds from 0 on, not \"-1\""},
      {{"--match=some"}, "--match is one of all, any, auto, not \"some\""},
      {{"--facets=title"}, "--facets: \"title\" is not a facet"},
      {{"--facets="}, "--facets needs a value"},
      {{"--cross=country"}, "--cross takes two different facets, as in --cross=country,measure"},
      {{"--since=soon"}, "--since: \"soon\" is not a date"},
      {{"--since=2024", "--until=2023"}, "--since=2024-01-01 is later than --until=2023-12-31"},
      {{"--pager=always"}, "--pager is one of auto, never, not \"always\""},
      {{"--group-duplicates=maybe"}, "--group-duplicates is one of yes, no, not \"maybe\""},
      {{"--show=a", "words"}, "--show and a query exclude one another"},
      {{"--show=a", "--count"}, "--show and --count exclude one another"},
      {{"--show=a", "--events"}, "--show and --events exclude one another"},
      {{"--show=a", "--cross=country,measure"}, "--show and --cross exclude one another"},
      {{"--batch=a", "words"}, "--batch and a query exclude one another"},
      {{"--count", "--events"}, "--count and --events exclude one another"},
  };
  for (const Case& c : cases) {
    INFO(c.message);
    CHECK(error_of(c.arguments) == c.message);
  }
}

TEST_CASE("options: help names every option and fits a terminal") {
  const std::string help = help_text();
  for (const FieldInfo& field : all_fields()) {
    if (field.is_filter) CHECK(help.find("--" + std::string(field.name) + "=") != std::string::npos);
    if (field.is_queried) CHECK(help.find(std::string(field.name) + ":VALUE") != std::string::npos);
  }
  for (std::size_t begin = 0; begin < help.size();) {
    const std::size_t end = help.find('\n', begin);
    REQUIRE(end != std::string::npos);
    INFO(help.substr(begin, end - begin));
    CHECK(end - begin <= 100);
    begin = end + 1;
  }
}

}  // namespace chokepoint
