// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/rtf_reader.h"

#include <string>

#include <catch2/catch.hpp>

#include "common/base/utf8.h"
#include "indexer/source/short_field.h"

using namespace chokepoint;
using namespace std::string_literals;

namespace {

RawOutcome read(const std::string& rtf) {
  SourceFile file;
  file.id = "a.rtf";
  RawOutcome out;
  read_rtf({file, file.id, rtf}, [&](RawOutcome&& outcome) { out = std::move(outcome); });
  return out;
}

// The text of "{\rtf1\ansi BODY}".
std::string text_of(const std::string& body) {
  const RawOutcome outcome = read("{\\rtf1\\ansi\\ansicpg1252 " + body + "}");
  const auto* skip = std::get_if<Skip>(&outcome);
  return skip != nullptr ? "!" + skip->reason : std::get<RawArticle>(outcome).text;
}

}  // namespace

TEST_CASE("rtf_reader: text, signs and breaks", "[source]") {
  struct Case {
    std::string rtf;
    std::string text;
  };
  const Case kCases[] = {
      {"one\\par two\\par\\par three", "one\n\ntwo\n\nthree"},
      {"one\r\n two\nthree", "one twothree"},
      {"one\\\ntwo", "one\n\ntwo"},
      {"\\b bold\\b0  plain {\\i slanted}", "bold plain slanted"},
      {"a\\{b\\}c\\\\d", "a{b}c\\d"},
      {"\\ldblquote so\\rdblquote\\emdash it\\rquote s", "“so”—it’s"},
      {"one\\line two", "one\ntwo"},
      {"100\\~000, non\\_profit, syl\\-lable",
       "100\u00A0"
       "000, non-profit, syllable"},
      {"caf\\'e9 \\'93so\\'94", "café “so”"},
      {"TikTok\\u8217?s unit", "TikTok’s unit"},
      {"TikTok\\u8217's unit", "TikTok’s unit"},
      {"TikTok\\u8217\\'92s unit", "TikTok’s unit"},
      {"{\\uc0 TikTok\\u8217 s} \\u233 e", "TikTok’s é"},
      {"{\\uc2 \\u20013\\'d6\\'d0}.", "中."},
      {"\\u-10179?\\u-8704? \\u-8704?", "😀 \uFFFD"},
      {"one{\\v hidden} two{\\deleted gone} three", "one two three"},
      {"one{\\*\\unknown skipped{\\b too}} two", "one two"},
      {"{\\header Page one}{\\footer {\\b 2}}{\\pict 89504e47}text", "text"},
      {"{\\field{\\*\\fldinst HYPERLINK \"http://x\"}{\\fldrslt the link}}", "the link"},
      {"a\\bin3 {}}b", "ab"},
      {"\\trowd a\\intbl\\cell b\\cell\\row\\trowd c\\intbl\\par d\\cell e\\cell\\row\\pard text",
       "a | b\nc d | e\n\ntext"},
      {"{\\listtext\\f3\\'b7\\tab}one\\par{\\listtext 2.\\tab}two\\par{\\listtext\\tab}three",
       "- one\n\n2. two\n\nthree"},
      {"", "!no-text"},
      {"{\\stylesheet{\\s1 heading;}}", "!no-text"},
  };
  for (const Case& c : kCases) {
    INFO(c.rtf);
    CHECK(text_of(c.rtf) == c.text);
  }
}

TEST_CASE("rtf_reader: bytes are in the code page of their font, else of the file", "[source]") {
  const std::string fonts =
      "{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}{\\f2\\fcharset128 C;}{\\f3\\fcharset134 D;}}";
  CHECK(text_of(fonts + "\\f0 \\'e9 {\\f1\\'cf\\'f0\\'e8}\\'e9") == "é Приé");
  CHECK(text_of(fonts + "\\f2\\'93\\'fa\\'96\\'7b \\f3\\'d6\\'d0") == "日本 中");
  CHECK(std::get<RawArticle>(read("{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'f0\\'e8}")).text == "При");
  CHECK(std::get<RawArticle>(read("{\\rtf1\\ansi\\ansicpg99999 \\'e9}")).text == "é");
}

TEST_CASE("rtf_reader: title and author are the document's", "[source]") {
  const auto article =
      std::get<RawArticle>(read("{\\rtf1{\\info{\\title An order\\u8217?s end}{\\author M. Holt}{\\company "
                                "X}{\\creatim\\yr2024}}text}"));
  CHECK(article.metadata.title == "An order’s end");
  CHECK(article.metadata.author == "M. Holt");
  CHECK(article.text == "text");
}

TEST_CASE("rtf_reader: title and author are short lines, whatever stands in their place", "[source]") {
  const std::string words = "one\\par two\\tab three" + std::string(10'000, 'x');
  const auto article =
      std::get<RawArticle>(read("{\\rtf1{\\info{\\title " + words + "}{\\author " + words + "}}text}"));
  for (const std::string& field : {article.metadata.title, article.metadata.author}) {
    CHECK(field.starts_with("one"));
    CHECK(field == short_field(field));
  }
}

TEST_CASE("rtf_reader: any nesting and any end are survived", "[source]") {
  CHECK(text_of(std::string(200'000, '{') + "deep" + std::string(200'000, '}') + " after") == "deep after");
  CHECK(text_of(std::string(100'000, '{') + "open") == "open");
  const std::string good =
      "{\\rtf1\\ansi{\\fonttbl{\\f1\\fcharset204 B;}}\\f1 \\'cf\\u8217?s{\\*\\x y}\\bin2 ab\\par end}";
  for (std::size_t size = 0; size <= good.size(); ++size) {
    const RawOutcome outcome = read(good.substr(0, size));
    if (const auto* article = std::get_if<RawArticle>(&outcome)) CHECK(is_valid_utf8(article->text));
  }
  CHECK(text_of("\\'zz\\u99999999999 \\bin-5 \\bin999999999 x") == "zz");
}
