// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/json_ld.h"

#include <string>
#include <string_view>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

JsonLdArticle read(std::string_view block, std::string_view title = "") {
  return read_json_ld({&block, 1}, title);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("JSON-LD: an article is found wherever pages put it") {
  const char* const kBlocks[] = {
      R"({"@type":"NewsArticle","headline":"A"})",
      R"([{"@type":"Organization","name":"B"},{"@type":["Thing","BlogPosting"],"headline":"A"}])",
      R"({"@graph":[{"@type":"WebSite","name":"B"},{"@type":"Article","headline":"A"}]})",
      R"({"@type":"WebPage","name":"B","mainEntity":{"@type":"http://schema.org/NewsArticle","headline":"A"}})",
      R"({"@type":"WebPage","name":"A"})",
      "//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"A\"}\n//]]>",
      "/*<![CDATA[*/{\"@type\":\"Article\",\"headline\":\"A\"}/*]]>*/",
      "<!-- {\"@type\":\"Article\",\"headline\":\"A\"} -->",
      "{\"@type\":\"Article\",\"headline\":\"A\",\"articleBody\":\"b\nc\"};",
      R"({"@type":["Article",],"headline":"A","name":",}\",]", })",
  };
  for (const char* block : kBlocks) {
    CAPTURE(block);
    CHECK(read(block).headline == "A");
  }
}

TEST_CASE("JSON-LD: names are read in place, by @id, and from lists") {
  const JsonLdArticle article = read(R"({"@graph":[
    {"@type":"Person","@id":"#ann","name":"Ann Lee"},
    {"@type":"Organization","@id":"#post","name":"Harbour Post"},
    {"@type":"NewsArticle","headline":"Firm &amp; <i>ministry</i>","author":[{"@id":"#ann"},"Bo Ek",{"@id":"#none"}],
     "publisher":{"@id":"#post"},"datePublished":"2026-03-04T10:00:00+01:00","dateModified":"2026-03-05",
     "inLanguage":{"@type":"Language","name":"German","alternateName":"de"},
     "mainEntityOfPage":{"@id":"https://post.example/a"},"isAccessibleForFree":"False"}]})");
  CHECK(article.is_found);
  CHECK(article.headline == "Firm & ministry");
  CHECK(article.author == "Ann Lee, Bo Ek");
  CHECK(article.publisher == "Harbour Post");
  CHECK(article.published == "2026-03-04T10:00:00+01:00");
  CHECK(article.updated == "2026-03-05");
  CHECK(article.url == "https://post.example/a");
  CHECK(article.is_behind_paywall);
}

TEST_CASE("JSON-LD: of several articles the one of this title is meant") {
  const char* block = R"([{"@type":"Article","headline":"One"},{"@type":"Article","headline":"Two"}])";
  CHECK(read(block).headline == "One");
  CHECK(read(block, "Two!").headline == "Two");
  CHECK(read(block, "Three").headline == "One");
  // Items of a list are other stories.
  CHECK_FALSE(
      read(R"({"@type":"ItemList","itemListElement":[{"@type":"Article","headline":"A"}]})").is_found);
}

TEST_CASE("JSON-LD: faulty and hostile blocks are passed over") {
  const std::string kBlocks[] = {
      "",
      "{",
      "]]>",
      "]]]]]]",
      R"({"@type":"Article","headline":})",
      R"({"@type":{"@type":"Article"},"headline":[[["A"]]]})",
      R"("Article")",
      "null",
      repeated("[", 1'000'000),
      R"({"@type":"Article","a":)" + repeated("[", 100) + repeated("]", 100) + "}",
      R"({"@type":"Article","headline":"A","b":")" + std::string(3'000'000, 'x') + "\"}",
      R"({"@type":"Article","headline":12,"author":7,"publisher":[null],"datePublished":{}})",
      R"({"@type":"Article","author":{"@id":"#a"},"@id":"#a"})",
  };
  for (const std::string& block : kBlocks) {
    CAPTURE(block.substr(0, 60));
    const JsonLdArticle article = read(block);
    CHECK(article.headline.empty());
    CHECK(article.author.empty());
  }
  const std::string_view blocks[] = {"{broken", R"({"@type":"Article","headline":"A"})"};
  CHECK(read_json_ld(blocks, "").headline == "A");
}
