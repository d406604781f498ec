// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/clean/article_dates.h"

#include <charconv>
#include <string>
#include <vector>

#include "common/base/ascii.h"
#include "common/base/time_stamp.h"

namespace chokepoint {
namespace {

// News on the web is younger; a number beyond is no year.
constexpr int kMinYear = 1990;
constexpr int kMaxYear = 2099;

// A run of digits or of anything else between separators; "/" parts folders, the others parts of a name.
struct PathPart {
  std::string_view text;
  char before = '/';
};

std::vector<PathPart> split_path(std::string_view path) {
  std::vector<PathPart> parts;
  char before = '/';
  while (!path.empty()) {
    const std::size_t end = path.find_first_of("/-_. ");
    if (end != 0) parts.push_back({path.substr(0, end), before});
    if (end == std::string_view::npos) break;
    before = path[end];
    path.remove_prefix(end + 1);
  }
  return parts;
}

// The number that `text` is, all of it, with that many digits; else -1.
int number(std::string_view text, std::size_t low, std::size_t high) {
  if (text.size() < low || text.size() > high) return -1;
  int value = 0;
  for (const char c : text) {
    if (!is_ascii_digit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool is_plausible(const Date& date) {
  return is_valid(date) && date.year >= kMinYear && date.year <= kMaxYear;
}

// "20241107", also with a time after it: "20241107T1030", "20241107103000".
std::optional<Date> packed_date(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && is_ascii_digit(text[digits])) ++digits;
  const bool has_time = digits == 12 || digits == 14;
  const bool ends = digits == text.size() || text[digits] == 'T' || text[digits] == 't';
  if ((digits != 8 && !has_time) || !ends) return std::nullopt;
  if (has_time && (number(text.substr(8, 2), 2, 2) > 23 || number(text.substr(10, 2), 2, 2) > 59))
    return std::nullopt;
  const Date date{number(text.substr(0, 4), 4, 4), number(text.substr(4, 2), 2, 2),
                  number(text.substr(6, 2), 2, 2)};
  return is_plausible(date) ? std::optional(date) : std::nullopt;
}

int month_number(std::string_view text) {
  const int month = number(text, 1, 2);
  return month > 0 ? month : month_from_name(text);
}

// A year, a month and a day as parts that follow each other, all parted by the same separator; a year and a
// month only as folders.
std::optional<Date> parted_date(const std::vector<PathPart>& parts, std::size_t at) {
  const int year = number(parts[at].text, 4, 4);
  if (year < 0 || at + 1 >= parts.size()) return std::nullopt;
  const PathPart& second = parts[at + 1];
  Date date{year, month_number(second.text), 0};
  if (date.month <= 0 || !is_plausible(date)) return std::nullopt;
  if (at + 2 < parts.size() && parts[at + 2].before == second.before) {
    std::string_view day = parts[at + 2].text;
    if (const std::size_t t = day.find_first_of("Tt"); t == 1 || t == 2) day = day.substr(0, t);
    date.day = std::max(number(day, 1, 2), 0);
    if (date.day != 0 && is_plausible(date)) return date;
    date.day = 0;
  }
  const bool is_folder =
      parts[at].before == '/' && second.before == '/' && at + 2 < parts.size() && parts[at + 2].before == '/';
  return is_folder ? std::optional(date) : std::nullopt;
}

// The part of an address that names the article: no host, no query.
std::string_view path_of_url(std::string_view url) {
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    url.remove_prefix(scheme + 3);
    const std::size_t slash = url.find('/');
    url.remove_prefix(slash == std::string_view::npos ? url.size() : slash);
  }
  return url.substr(0, url.find_first_of("?#"));
}

struct Dating {
  std::string date;
  std::string stamp;  // with the time, if one is known
  std::string from;
};

Dating dating_of(const TimeStamp& stamp, std::string from) {
  return {to_iso(stamp.date), stamp.second_of_day ? to_iso(stamp) : std::string(), std::move(from)};
}

std::optional<Dating> read_metadata(const char* name, const std::string& text, const std::string& from,
                                    Article& article) {
  if (text.empty()) return std::nullopt;
  const auto stamp = parse_time_stamp(text);
  // Programs that know no date write their clock's zero: 0001-01-01, 1970-01-01.
  if (stamp && stamp->date.year >= kMinYear) return dating_of(*stamp, from.empty() ? "metadata" : from);
  article.notes.push_back(std::string(name) + (stamp ? ": too early to be true: \"" : ": not a date: \"") +
                          text + "\"");
  return std::nullopt;
}

Dating choose_published(const SourceMetadata& metadata, const PageMetadata& page, Article& article) {
  if (auto dating = read_metadata("published", metadata.published, metadata.published_from, article))
    return *dating;
  if (!page.published.empty()) return {page.published, {}, "the page's text"};
  if (const auto date = date_in_path(article.id)) return {to_iso(*date), {}, "the file's name"};
  if (const auto date = date_in_path(path_of_url(article.url))) return {to_iso(*date), {}, "the address"};
  return {};
}

}  // namespace

std::optional<Date> date_in_path(std::string_view path) {
  const std::vector<PathPart> parts = split_path(path);
  std::optional<Date> found;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    auto date = packed_date(parts[at].text);
    if (!date) date = parted_date(parts, at);
    if (date && (date->is_complete() || !found || !found->is_complete())) found = date;
  }
  return found;
}

void set_dates(const SourceMetadata& metadata, const PageMetadata& page, Article& article) {
  Dating published = choose_published(metadata, page, article);
  article.published = std::move(published.date);
  article.published_at = std::move(published.stamp);
  article.published_from = std::move(published.from);
  const auto updated = read_metadata("updated", metadata.updated, "", article);
  article.updated = updated ? updated->date : page.updated;
}

}  // namespace chokepoint
