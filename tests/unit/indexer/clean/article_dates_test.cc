// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/clean/article_dates.h"

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("article dates: names of files and addresses that hold a date", "[clean]") {
  const struct {
    const char* path;
    const char* date;
  } kCases[] = {
      {"2024-11-07-canada.html", "2024-11-07"},
      {"canada_20241107.txt", "2024-11-07"},
      {"20241107103000-canada.html", "2024-11-07"},
      {"20241107T1030.txt", "2024-11-07"},
      {"2024-11-07T10:30.txt", "2024-11-07"},
      {"press/2024/11/07/canada.html", "2024-11-07"},
      {"world/2024/nov/07/canada-orders", "2024-11-07"},
      {"/2024/11/canada-orders/", "2024-11"},
      {"2023/11/07/copy-2024_11_08.html", "2024-11-08"},
      {"2024/11/story-12.html", "2024-11"},
      {"2024/canada.txt", ""},
      {"2024-11.txt", ""},
      {"story-12345678.html", ""},
      {"0041/20240230.txt", ""},
      {"1731000000.txt", ""},
      {"123456789012345678901234567890.txt", ""},
      {"", ""},
  };
  for (const auto& c : kCases) {
    INFO(c.path);
    const auto date = date_in_path(c.path);
    CHECK((date ? to_iso(*date) : "") == c.date);
  }
}

TEST_CASE("article dates: the most trustworthy source wins and is named", "[clean]") {
  Article article;
  article.id = "2020-01-02-a.html";
  article.url = "https://2019.example.org/2021/03/04/a?d=2022-05-06";
  SourceMetadata metadata;
  PageMetadata page;

  set_dates(metadata, page, article);
  CHECK(article.published == "2020-01-02");
  CHECK(article.published_from == "the file's name");

  article.id = "a.html";
  set_dates(metadata, page, article);
  CHECK(article.published == "2021-03-04");
  CHECK(article.published_from == "the address");

  page.published = "2018-05-06";
  set_dates(metadata, page, article);
  CHECK(article.published == "2018-05-06");
  CHECK(article.published_at.empty());

  metadata.published = "Thu, 07 Nov 2024 23:30:00 -0500";
  metadata.published_from = "feed pubDate";
  set_dates(metadata, page, article);
  CHECK(article.published == "2024-11-07");  // there, not in UTC
  CHECK(article.published_at == "2024-11-07T23:30:00-05:00");
  CHECK(article.published_from == "feed pubDate");
  CHECK(article.notes.empty());

  metadata.published = "1970-01-01T00:00:00Z";
  set_dates(metadata, page, article);
  CHECK(article.published == "2018-05-06");
  article.notes.clear();

  metadata.published = "last week";
  set_dates(metadata, page, article);
  CHECK(article.published == "2018-05-06");
  CHECK(article.notes == std::vector<std::string>{"published: not a date: \"last week\""});
}
