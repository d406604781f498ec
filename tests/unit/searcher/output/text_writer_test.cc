// SPDX-License-Identifier: GPL-2.0-or-later
// Captures of text output, to be looked at when they change. Lines end where the terminal's do, so these
// also show what is cut and where.
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include "tests/unit/searcher/output/sample_results.h"

namespace chokepoint {
namespace {

std::string printed_events(std::size_t columns) {
  SearchResults results;
  results.total = 5;
  results.hits = {ordinary_hit(), wide_hit()};
  Event plain = results.hits[0].article.events[0];
  plain.authority.clear();
  plain.penalty.clear();
  plain.targets = {"Lumenpost"};
  plain.measure = "app-ban";
  plain.status = "in-force";
  plain.date.clear();
  results.hits[0].article.events.push_back(plain);
  results.events = {{0, 0}, {0, 1}};
  OutputOptions options = sample_options(Format::kText, columns);
  options.events = true;
  return printed(results, options);
}

std::string printed_cross(std::size_t columns) {
  SearchResults results;
  results.total = 72;
  results.cross = {sample_cross()};
  return printed(results, sample_options(Format::kText, columns));
}

std::string printed_nothing(std::size_t columns) {
  OutputOptions options = sample_options(Format::kText, columns);
  options.has_filters = true;
  return printed(SearchResults(), options);
}

std::string printed_explained(std::size_t columns) {
  SearchResults results;
  results.total = 1;
  results.hits = {ordinary_hit()};
  results.hits[0].why = {"text 10.20", "title 2.11"};
  results.explain = {"words: review AND days"};
  OutputOptions options = sample_options(Format::kText, columns);
  options.explain = true;
  return printed(results, options);
}

// The captures begin with a line feed, so that they stand flush left.
void check(const std::string& text, std::string_view capture) {
  CHECK("\n" + text == std::string(capture));
}

std::string summary_of(const SearchResults& results, const OutputOptions& options) {
  const std::string text = printed(results, options);
  return text.substr(0, text.find('\n'));
}

}  // namespace

TEST_CASE("text writer: results, 80 columns") {
  check(printed(sample_results(), sample_options(Format::kText, 80)), R"(
3 of 72 articles · sorted by relevance

1. Harbour ministry opens a review of Lumenpost and asks its owner to move the
   servers abroad
   2031-05-02 · The Quay Gazette · 2031/lumenpost.txt
   Canada, Norway | Lumenpost | compliance-restructuring
   The ministry said on Friday that it had opened a review of Lumenpost. Its
   owner has ninety days to answer. …

2. 港湾省はルーメンポスト社の通信アプリに対する調査を開始し九十日以内の回答を求
   めた \u202eevil\u202c été 👩‍👩‍👧 \x1b]0;pwned\x07
   2031-05 · 2031/\x1b[31mred\xff.txt
   Japan
   … 調査は 五月に始まり、結果は秋までに公表される見通しだと同省の担当者が記者会
   見で述べた。

3. unending unending unending unending unending unending unending unending
   unending unending unending unending unending unending unending unending
   unending unending unending unending unending unending unending unending unen…
   huge.txt

country                                  company
* CA  Canada                 ██████ 40     Lumenpost                  ██████ 30
  NO  Norway                 █▊     12     Zephyr Cloud               ▋       3
  JP  Japan                  ▏       1     (none)                            41
  +6 more                           14
  (none)                             5

measure
  compliance-restructuring   ██████ 20
  app-ban                    ███    10

more: --offset=3, or --limit=all
)");
}

TEST_CASE("text writer: results, 120 columns") {
  check(printed(sample_results(), sample_options(Format::kText, 120)), R"(
3 of 72 articles · sorted by relevance

1. Harbour ministry opens a review of Lumenpost and asks its owner to move the servers abroad
   2031-05-02 · The Quay Gazette · 2031/lumenpost.txt
   Canada, Norway | Lumenpost | compliance-restructuring
   The ministry said on Friday that it had opened a review of Lumenpost. Its owner has ninety days
   to answer. …

2. 港湾省はルーメンポスト社の通信アプリに対する調査を開始し九十日以内の回答を求めた \u202eevil\u202c
   été 👩‍👩‍👧 \x1b]0;pwned\x07
   2031-05 · 2031/\x1b[31mred\xff.txt
   Japan
   … 調査は 五月に始まり、結果は秋までに公表される見通しだと同省の担当者が記者会見で述べた。

3. unending unending unending unending unending unending unending unending unending unending
   unending unending unending unending unending unending unending unending unending unending
   unending unending unending unending unending unending unending unending unending unending unendi…
   huge.txt

country                                  company                                  measure
* CA  Canada                 ██████ 40     Lumenpost                  ██████ 30     compliance-restructuring   ██████ 20
  NO  Norway                 █▊     12     Zephyr Cloud               ▋       3     app-ban                    ███    10
  JP  Japan                  ▏       1     (none)                            41
  +6 more                           14
  (none)                             5

more: --offset=3, or --limit=all
)");
}

TEST_CASE("text writer: results, 40 columns") {
  check(printed(sample_results(), sample_options(Format::kText, 40)), R"(
3 of 72 articles · sorted by relevance

1. Harbour ministry opens a review of
   Lumenpost and asks its owner to move
   the servers abroad
   2031-05-02 · The Quay Gazette ·
   2031/lumenpost.txt
   Canada, Norway | Lumenpost |
   compliance-restructuring
   The ministry said on Friday that it
   had opened a review of Lumenpost. Its
   owner has ninety days to answer. …

2. 港湾省はルーメンポスト社の通信アプリ
   に対する調査を開始し九十日以内の回答
   を求めた \u202eevil\u202c été 👩‍👩‍👧 \x1…
   2031-05 · 2031/\x1b[31mred\xff.txt
   Japan
   … 調査は 五月に始まり、結果は秋までに
   公表される見通しだと同省の担当者が記
   者会見で述べた。

3. unending unending unending unending
   unending unending unending unending
   unending unending unending unending …
   huge.txt

country
* CA  Canada                   ██████ 40
  NO  Norway                   █▊     12
  JP  Japan                    ▏       1
  +6 more                             14
  (none)                               5

company
  Lumenpost                    ██████ 30
  Zephyr Cloud                 ▋       3
  (none)                              41

measure
  compliance-restructuring     ██████ 20
  app-ban  App or platform ban ███    10

more: --offset=3, or --limit=all
)");
}

TEST_CASE("text writer: events, 80 columns") {
  check(printed_events(80), R"(
2 events in 2 of 5 articles · sorted by relevance

date          actor  measure                target                  status
2031-05-02    CA     compliance-            Lumenpost, Zephyr       under-review
                     restructuring          Cloud
  “The ministry said on Friday that it had opened a review of Lumenpost.”
  2031/lumenpost.txt · 2031-05-02 · Ministry of Harbours and Digital Trade ·
  penalty: 4 million crowns
(2031-05-02)  CA     app-ban                Lumenpost               in-force
  “The ministry said on Friday that it had opened a review of Lumenpost.”
  2031/lumenpost.txt · 2031-05-02

(date): the article's, where it gives none for the event

more: --offset=2, or --limit=all
)");
}

TEST_CASE("text writer: events, 120 columns") {
  check(printed_events(120), R"(
2 events in 2 of 5 articles · sorted by relevance

date          actor  measure                   target                   status
2031-05-02    CA     compliance-restructuring  Lumenpost, Zephyr Cloud  under-review
  “The ministry said on Friday that it had opened a review of Lumenpost.”
  2031/lumenpost.txt · 2031-05-02 · Ministry of Harbours and Digital Trade · penalty: 4 million
  crowns
(2031-05-02)  CA     app-ban                   Lumenpost                in-force
  “The ministry said on Friday that it had opened a review of Lumenpost.”
  2031/lumenpost.txt · 2031-05-02

(date): the article's, where it gives none for the event

more: --offset=2, or --limit=all
)");
}

TEST_CASE("text writer: a cross table") {
  check(printed_cross(80), R"(
72 articles

country by measure
                            compliance-
            all  app-ban  restructuring
CA  Canada   40       10              ·
NO  Norway   12        2             11
all                   10             20
)");
}

TEST_CASE("text writer: nothing found") {
  check(printed_nothing(80), R"(
no article matches
  - try fewer or other words, or --match=any for articles with some of them
  - leave a filter out: they go by what an article is about; mentions:VALUE
    finds all that is named
  - see what there is: searcher --limit=0
)");
}

TEST_CASE("text writer: explained") {
  check(printed_explained(80), R"(
how the query was read
  words: review AND days

1 article · sorted by relevance

1. Harbour ministry opens a review of Lumenpost and asks its owner to move the
   servers abroad
   2031-05-02 · The Quay Gazette · 2031/lumenpost.txt
   Canada, Norway | Lumenpost | compliance-restructuring
   The ministry said on Friday that it had opened a review of Lumenpost. Its
   owner has ninety days to answer. …
   score 12.31
     text 10.20
     title 2.11
)");
}

TEST_CASE("text writer: one article") {
  check(printed(ordinary_hit().article, sample_options(Format::kText, 80)), R"(
Harbour ministry opens a review of Lumenpost and asks its owner to move the
servers abroad
id        2031/lumenpost.txt
path      /data/press/2031/lumenpost.txt
published 2031-05-02
publisher The Quay Gazette
author    A. Writer
language  en
country   Canada, Norway (also: CN)
company   Lumenpost (also: Zephyr Cloud)
measure   compliance-restructuring

┃ The ministry said on Friday that it had opened a review of Lumenpost. Its
  owner has ninety days to answer.

  Shares of Zephyr Cloud fell.

date        actor  measure                 target                   status
2031-05-02  CA     compliance-             Lumenpost, Zephyr Cloud  under-review
                   restructuring
  “The ministry said on Friday that it had opened a review of Lumenpost.”
  Ministry of Harbours and Digital Trade · penalty: 4 million crowns
)");
}

TEST_CASE("text writer: the first line says what is shown of how much, and how it came about") {
  SearchResults results;
  OutputOptions options = sample_options();
  results.hits.resize(1);
  results.total = 1;
  CHECK(summary_of(results, options) == "1 article · sorted by relevance");
  options.sort = Sort::kNewest;
  results.total = 12;
  CHECK(summary_of(results, options) == "1 of 12 articles · newest first");
  results.offset = 10;
  CHECK(summary_of(results, options) == "11 of 12 articles · newest first");
  results.hits.resize(2);
  results.partial = true;
  CHECK(summary_of(results, options) ==
        "11–12 of 12 articles · newest first · incomplete, as an index is missing");
  results.partial = false;
  results.relaxed = true;
  options.sort = Sort::kOldest;
  options.columns = 120;
  CHECK(summary_of(results, options) ==
        "11–12 of 12 articles · with any of the words, as none has all · oldest first");
  results.relaxed = false;
  results.hits.clear();
  CHECK(summary_of(results, options) == "none of 12 articles: the offset is past the last one");
  options.wants_results = false;
  CHECK(summary_of(results, options) == "12 articles");
  options.batch = true;
  results.query_id =
      "q\x1b"
      "7";
  results.query = "words";
  CHECK(summary_of(results, options) == "q\\x1b7: words");
}

TEST_CASE("text writer: where copies are folded, results are counted apart from articles") {
  SearchResults results;
  results.hits.resize(2);
  results.total = 5;
  results.copies = 3;
  CHECK(summary_of(results, sample_options()) == "2 different articles, 5 with copies · sorted by relevance");
  CHECK(printed(results, sample_options()).find("more:") == std::string::npos);
  results.total = 6;
  CHECK(summary_of(results, sample_options()) ==
        "2 of 3 different articles, 6 with copies · sorted by relevance");
  CHECK(printed(results, sample_options()).find("more: --offset=2,") != std::string::npos);
  results.offset = 1;
  CHECK(summary_of(results, sample_options()) ==
        "2–3 of 3 different articles, 6 with copies · sorted by relevance");
}

TEST_CASE("text writer: a result tells who else printed it") {
  const std::string text = [] {
    SearchResults results;
    results.total = 4;
    results.copies = 3;
    results.hits = {ordinary_hit()};
    Article copy;
    copy.id = "a\x1b[2J";
    results.hits[0].copies = {copy, results.hits[0].article, copy};
    return printed(results, sample_options());
  }();
  CHECK(text.find("   also 3 copies: a\\x1b[2J (2), The Quay Gazette\n") != std::string::npos);
}

TEST_CASE("text writer: advice fits what was asked") {
  OutputOptions options = sample_options();
  options.has_query = false;
  CHECK(printed(SearchResults(), options).find("the index is empty") != std::string::npos);
  options.has_query = true;
  CHECK(printed(SearchResults(), options).find("--match=any") != std::string::npos);
  options.is_any_tried = true;
  CHECK(printed(SearchResults(), options).find("--match=any") == std::string::npos);
}

TEST_CASE("text writer: what does not go to a terminal is not shortened") {
  OutputOptions options = sample_options();
  options.may_cut = false;
  SearchResults results;
  results.total = 1;
  results.hits = {long_title_hit()};
  const std::string value(60, 'v');
  results.facets = {{Field::kCompany, {{value, value, 1, false}}, 1, 0, 0}};
  const std::string text = printed(results, options);
  std::size_t count = 0;
  for (std::size_t at = text.find("unending"); at != std::string::npos; at = text.find("unending", at + 1))
    ++count;
  CHECK(count == 1112);
  CHECK(text.find(value) != std::string::npos);
  CHECK(text.find("…") == std::string::npos);
}

TEST_CASE("text writer: colour marks hits and nothing else changes") {
  OutputOptions options = sample_options();
  options.color = true;
  std::string text = printed(sample_results(), options);
  CHECK(text.find("\x1b[1;31mreview\x1b[0m") != std::string::npos);
  for (std::size_t at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b', at)) {
    text.erase(at, text.find('m', at) + 1 - at);
  }
  CHECK(text == printed(sample_results(), sample_options()));
}

TEST_CASE("text writer: a title with a hit in it is a link to its file where links are wanted") {
  OutputOptions options = sample_options();
  options.hyperlink_format = "x://{path}";
  CHECK(printed(sample_results(), options)
            .find("\x1b]8;;x:///data/press/2031/lumenpost.txt\x1b\\Harbour ministry") != std::string::npos);
}

}  // namespace chokepoint
