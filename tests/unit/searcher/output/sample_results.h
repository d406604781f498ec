// SPDX-License-Identifier: GPL-2.0-or-later
// An invented search to print: one ordinary article, and two that are hard to lay out.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "searcher/output/writer.h"
#include "searcher/search_results.h"

namespace chokepoint {

inline TextRange range_of(std::string_view text, std::string_view part) {
  const std::size_t begin = text.find(part);
  return {begin, begin + part.size()};
}

inline Event sample_event(const std::string& text, std::string_view evidence) {
  const TextRange range = range_of(text, evidence);
  Event event;
  event.actor = "CA";
  event.authority = "Ministry of Harbours and Digital Trade";
  event.measure = "compliance-restructuring";
  event.targets = {"Lumenpost", "Zephyr Cloud"};
  event.status = "under-review";
  event.date = "2031-05-02";
  event.penalty = "4 million crowns";
  event.evidence_begin = range.begin;
  event.evidence_end = range.end;
  event.core = true;
  return event;
}

inline Hit ordinary_hit() {
  Hit hit;
  Article& article = hit.article;
  article.id = "2031/lumenpost.txt";
  article.path = "/data/press/2031/lumenpost.txt";
  article.title =
      "Harbour ministry opens a review of Lumenpost and asks its owner to move the servers abroad";
  article.text =
      article.title +
      "\n\nThe ministry said on Friday that it had opened a review of Lumenpost. Its owner has ninety days "
      "to answer.\n\nShares of Zephyr Cloud fell.\n";
  article.body_begin = article.title.size() + 2;
  article.published = "2031-05-02";
  article.publisher = "The Quay Gazette";
  article.author = "A. Writer";
  article.language = "en";
  article.country = {{"CA", true, ""}, {"NO", true, ""}, {"CN", false, ""}};
  article.company = {{"Lumenpost", true, ""}, {"Zephyr Cloud", false, ""}};
  article.measure = {{"compliance-restructuring", true, ""}};
  article.events = {
      sample_event(article.text, "The ministry said on Friday that it had opened a review of Lumenpost.")};
  hit.score = 12.3149;
  hit.title_hits = {range_of(article.title, "review")};
  hit.snippet.text =
      "The ministry said on Friday that it had opened a review of Lumenpost. Its owner has ninety days to "
      "answer.";
  hit.snippet.hits = {range_of(hit.snippet.text, "review"), range_of(hit.snippet.text, "days")};
  hit.snippet.ends_inside = true;
  return hit;
}

// Wide characters, combining marks, an emoji of several code points, and controls that must not get through.
inline Hit wide_hit() {
  Hit hit;
  Article& article = hit.article;
  article.id = "2031/\x1b[31mred\xff.txt";
  article.path = "/data/press/2031/\x1b[31mred\xff.txt";
  article.title =
      "港湾省はルーメンポスト社の通信アプリに対する調査を開始し九十日以内の回答を求めた \u202eevil\u202c "
      "e\u0301te\u0301 "
      "👩‍👩‍👧 \x1b]0;pwned\x07";
  article.text = article.title;
  article.published = "2031-05";
  article.country = {{"JP", true, ""}};
  hit.score = 3;
  hit.title_hits = {range_of(article.title, "調査")};
  hit.snippet.text =
      "調査は\n\n五月に始まり、結果は秋までに公表される見通しだと同省の担当者が記者会見で述べた。";
  hit.snippet.hits = {range_of(hit.snippet.text, "調査")};
  hit.snippet.starts_inside = true;
  return hit;
}

inline Hit long_title_hit() {
  Hit hit;
  hit.article.id = "huge.txt";
  hit.article.path = "/data/press/huge.txt";
  while (hit.article.title.size() < 10000) hit.article.title += "unending ";
  hit.article.text = hit.article.title;
  return hit;
}

inline SearchResults sample_results() {
  SearchResults results;
  results.query = "review days";
  results.total = 72;
  results.generation = 7;
  results.hits = {ordinary_hit(), wide_hit(), long_title_hit()};
  results.facets = {{Field::kCountry,
                     {{"CA", "Canada", 40, true}, {"NO", "Norway", 12, false}, {"JP", "Japan", 1, false}},
                     9,
                     14,
                     5},
                    {Field::kCompany,
                     {{"Lumenpost", "Lumenpost", 30, false}, {"Zephyr Cloud", "Zephyr Cloud", 3, false}},
                     2,
                     0,
                     41},
                    {Field::kMeasure,
                     {{"compliance-restructuring", "Compliance restructuring", 20, false},
                      {"app-ban", "App or platform ban", 10, false}},
                     2,
                     0,
                     0}};
  return results;
}

inline OutputOptions sample_options(Format format = Format::kText, std::size_t columns = 80) {
  OutputOptions options;
  options.format = format;
  options.columns = columns;
  options.label = [](Field field, std::string_view value) {
    if (field == Field::kCountry && value == "CA") return std::string("Canada");
    if (field == Field::kCountry && value == "NO") return std::string("Norway");
    if (field == Field::kCountry && value == "JP") return std::string("Japan");
    return std::string(value);
  };
  return options;
}

inline CrossTable sample_cross() {
  return {Field::kCountry,
          Field::kMeasure,
          {{"CA", "Canada", 40, false}, {"NO", "Norway", 12, false}},
          {{"app-ban", "App ban", 10, false},
           {"compliance-restructuring", "Compliance restructuring", 20, false}},
          {{10, 0}, {2, 11}}};
}

inline std::string printed(const SearchResults& results, const OutputOptions& options) {
  StringSink sink;
  write_results(results, options, sink);
  return sink.text();
}

inline std::string printed(const Article& article, const OutputOptions& options) {
  StringSink sink;
  write_article(article, options, sink);
  return sink.text();
}

}  // namespace chokepoint
