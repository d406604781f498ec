// SPDX-License-Identifier: GPL-2.0-or-later
// The story of one cleaning: split into lines, harvest metadata, mark boilerplate, find the headline, join
// what is left. Everything dropped is listed with its rule in Article::dropped, metadata lines included.
#include "indexer/clean/cleaner.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/base/utf8.h"
#include "indexer/clean/article_dates.h"
#include "indexer/clean/boilerplate.h"
#include "indexer/clean/boilerplate_phrases.h"
#include "indexer/clean/date_line.h"
#include "indexer/clean/headline.h"
#include "indexer/clean/page_lines.h"
#include "indexer/clean/page_metadata.h"

namespace chokepoint {
namespace {

constexpr std::size_t kNotedPercent = 40;

using Lines = std::vector<PageLine>;

std::string first_set(const std::string& preferred, const std::string& otherwise) {
  return preferred.empty() ? otherwise : preferred;
}

Lines::iterator first_kept(Lines& lines) {
  return std::find_if(lines.begin(), lines.end(), [](const PageLine& line) { return line.rule.empty(); });
}

// A page of nothing but boilerplate, as the rules see it, is an article that they misread.
void keep_all_if_nothing_is_left(Lines& lines, Article& article) {
  const bool left = std::any_of(lines.begin(), lines.end(),
                                [](const PageLine& line) { return line.rule.empty() && line.words > 0; });
  if (left || lines.empty()) return;
  for (PageLine& line : lines) line.rule.clear();
  article.notes.push_back("cleaning: every line looked like boilerplate, so all are kept");
}

// Lines that were harvested rather than thrown away: what they said is in a field of the article.
bool is_metadata_rule(std::string_view rule) {
  return rule == "byline" || rule == "date-line" || rule == "metadata" || rule == "separator";
}

void list_dropped(const Lines& lines, Article& article) {
  std::size_t total = 0;
  std::size_t dropped = 0;
  for (const PageLine& line : lines) {
    total += line.words;
    if (line.rule.empty()) continue;
    dropped += line.words;
    article.dropped.push_back({std::string(line.text), line.rule, 0, is_metadata_rule(line.rule)});
  }
  if (dropped * 100 <= total * kNotedPercent) return;
  article.notes.push_back("cleaning: " + std::to_string(dropped) + " of " + std::to_string(total) +
                          " words dropped as boilerplate");
}

// The kept lines with their paragraph breaks. A dropped line does not glue its neighbours together.
// Notes in `article` where each dropped line stood in that text.
std::string join_kept(const Lines& lines, Article& article) {
  std::string text;
  bool gap = false;
  std::size_t dropped = 0;
  for (const PageLine& line : lines) {
    gap = gap || line.blank_before || !line.rule.empty();
    if (!line.rule.empty()) {
      article.dropped[dropped++].at = text.size();
      continue;
    }
    if (!text.empty()) text += gap ? "\n\n" : "\n";
    text += line.text;
    gap = false;
  }
  return text;
}

// Takes the headline's line, or its beginning, out of the body.
std::string take_headline(Lines& lines) {
  const auto first = std::find_if(lines.begin(), lines.end(), [](const PageLine& line) {
    return line.rule.empty() && !line.above_headline;
  });
  if (first == lines.end()) return {};
  auto headline = read_headline(*first, BoilerplatePhrases::embedded());
  // The only line is the article: it stays body.
  if (!headline || (headline->rest.empty() && std::none_of(first + 1, lines.end(), [](const PageLine& line) {
                      return line.rule.empty();
                    }))) {
    return {};
  }
  if (headline->rest.empty()) {
    lines.erase(first);
  } else {
    first->text = headline->rest;
  }
  return std::move(headline->title);
}

void remove_repeated_title(Lines& lines, std::string_view title) {
  const auto first = first_kept(lines);
  if (first != lines.end() && first->words <= 60 && is_same_title(first->text, title)) lines.erase(first);
}

void set_text(std::string title, std::string body, Article& article) {
  if (title.empty()) {
    const auto dateline = read_dateline(body);
    article.title = first_sentence(std::string_view(body).substr(dateline ? dateline->end : 0));
    article.text = std::move(body);
    article.body_begin = 0;
    return;
  }
  article.text = title;
  if (!body.empty()) article.text += "\n\n";
  article.body_begin = article.text.size();
  article.text += body;
  article.title = std::move(title);
}

// One line: a title with a line break would be two lines of the text.
std::string one_line(std::string_view title) {
  std::string line(trim(title));
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

}  // namespace

void clean_article(std::string_view raw, const SourceMetadata& metadata, Article& article) {
  Lines lines = split_lines(raw);
  PageMetadata found = harvest_metadata(lines);
  mark_boilerplate(lines, BoilerplatePhrases::embedded());
  keep_all_if_nothing_is_left(lines, article);
  list_dropped(lines, article);

  std::string title = one_line(first_set(metadata.title, found.title));
  if (title.empty()) {
    title = take_headline(lines);
  } else {
    remove_repeated_title(lines, title);
  }
  set_text(std::move(title), join_kept(lines, article), article);
  for (DroppedLine& line : article.dropped) line.at += line.at == 0 ? 0 : article.body_begin;

  article.url = first_set(metadata.url, found.url);
  article.publisher = first_set(metadata.publisher, found.publisher);
  article.author = first_set(metadata.author, found.author);
  set_dates(metadata, found, article);
}

}  // namespace chokepoint
