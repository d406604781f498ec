// SPDX-License-Identifier: GPL-2.0-or-later
// Cleaning of any text: the lines that are kept and those that are dropped are lines of the text, none is
// there twice, and what was harvested is short or a date. The first line of the input is the title that the
// source gives, if it is not empty.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "common/base/time_stamp.h"
#include "indexer/clean/cleaner.h"
#include "indexer/clean/page_lines.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

std::multiset<std::string> lines_of(std::string_view text) {
  std::multiset<std::string> lines;
  for (const PageLine& line : split_lines(text)) lines.emplace(line.text);
  return lines;
}

void check_place(const Article& article) {
  require(article.body_begin <= article.text.size(), "the body begins in the text", article.text);
  const std::string_view head = std::string_view(article.text).substr(0, article.body_begin);
  require(head.empty() || trim(head) == trim(article.title), "the title stands before the body", head);
  require(article.title.find('\n') == std::string::npos, "the title is one line", article.title);
  for (const DroppedLine& line : article.dropped) {
    require(line.at <= article.text.size(), "a dropped line stood in the text", line.text);
    require(!line.rule.empty(), "a dropped line has a rule", line.text);
  }
}

// A line that is only kept in part (its beginning is the headline) is found inside of one.
void check_lines(std::string_view raw, const Article& article) {
  std::multiset<std::string> open = lines_of(raw);
  const auto take = [&](std::string_view line) {
    auto found = open.find(std::string(line));
    if (found == open.end()) {
      found = std::find_if(open.begin(), open.end(),
                           [line](const std::string& each) { return each.find(line) != std::string::npos; });
    }
    require(found != open.end(), "a line that comes out is one that went in", line);
    open.erase(found);
  };
  for (const DroppedLine& line : article.dropped) take(line.text);
  for (const PageLine& line : split_lines(std::string_view(article.text).substr(article.body_begin)))
    take(line.text);
}

void check_date(const std::string& date) {
  if (date.empty()) return;
  const auto stamp = parse_time_stamp(date);
  require(stamp.has_value() && to_iso(*stamp) == date, "a date is ISO 8601", date);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  SourceMetadata metadata;
  metadata.title = repair_utf8(input.line());
  const std::string raw = repair_utf8(input.rest());
  Article article;
  article.id = "2024/story.txt";
  clean_article(raw, metadata, article);

  check_place(article);
  check_lines(raw, article);
  for (const std::string& date : {article.published, article.published_at, article.updated}) check_date(date);
  for (const std::string* text :
       {&article.title, &article.text, &article.url, &article.publisher, &article.author}) {
    require(is_valid_utf8(*text), "what comes out is UTF-8", *text);
  }
  require(article.published.empty() == article.published_from.empty(), "a date says where it stood",
          article.published);
  return 0;
}
