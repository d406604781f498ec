// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/pdf_text.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

// A line of a test's page: where it begins, in characters and lines, and its words. A character is 5 points
// wide, a line 12 high. "|" before a line begins a block, "||" a flow.
struct Line {
  int x;
  double y;
  std::string text;
  std::string begins;
  int height = 10;
};

std::string number(double value) {
  return std::to_string(value);
}

std::string box(double x, double y, double width, double height) {
  return "xMin=\"" + number(x) + "\" yMin=\"" + number(y) + "\" xMax=\"" + number(x + width) + "\" yMax=\"" +
         number(y + height) + "\"";
}

std::string words_of(const Line& line) {
  std::string out;
  double x = line.x * 5;
  std::size_t at = 0;
  while (at < line.text.size()) {
    const std::size_t end = std::min(line.text.find(' ', at), line.text.size());
    const double width = static_cast<double>(end - at) * 5;
    out += "<word " + box(x, line.y * 12, width, line.height) + ">" + line.text.substr(at, end - at) +
           "</word>\n";
    x += width + 5;
    at = end + 1;
  }
  return out;
}

std::string page_of(const std::vector<Line>& lines) {
  std::string out = "<page width=\"600\" height=\"800\">\n";
  for (const Line& line : lines) {
    if (line.begins == "||") out += "<flow>\n";
    if (!line.begins.empty()) out += "<block " + box(0, 0, 0, 0) + ">\n";
    out += "<line " + box(line.x * 5, line.y * 12, static_cast<double>(line.text.size()) * 5, line.height) +
           ">\n" + words_of(line) + "</line>\n";
  }
  return out + "</page>\n";
}

std::string text_of(const std::vector<std::vector<Line>>& pages) {
  std::string layout = "<html><head><title></title></head><body><doc>\n";
  for (const auto& page : pages) layout += page_of(page);
  return read_pdf_layout(layout + "</doc></body></html>").text;
}

}  // namespace

TEST_CASE("pdf_text: lines become paragraphs by gap, indent, type and room", "[source]") {
  CHECK(text_of({{{0, 20, "The ministry told the company to leave", "||"},
                  {0, 21, "the market within ninety days, as it said", ""},
                  {0, 22, "on Monday.", ""},
                  {0, 23, "The company said that it would appeal the", ""},
                  {0, 24, "decision in court.", ""}}}) ==
        "The ministry told the company to leave the market within ninety days, as it said on Monday.\n\n"
        "The company said that it would appeal the decision in court.");
  CHECK(text_of({{{0, 20, "A line that fills the whole column here.", "||"},
                  {0, 22, "Another one after a gap, just as wide as.", ""}}}) ==
        "A line that fills the whole column here.\n\nAnother one after a gap, just as wide as.");
  CHECK(text_of({{{0, 20, "A line that fills the whole column here.", "||"},
                  {3, 21, "Another one with an indent, and as wide", ""},
                  {0, 22, "as any.", ""}}}) ==
        "A line that fills the whole column here.\n\nAnother one with an indent, and as wide as any.");
  CHECK(text_of({{{0, 20, "A heading in larger type, which fills it", "||", 14},
                  {0, 21.2, "The text begins at once and fills it too", ""}}}) ==
        "A heading in larger type, which fills it\n\nThe text begins at once and fills it too");
}

TEST_CASE("pdf_text: a paragraph goes on in the next column and on the next page", "[source]") {
  CHECK(text_of({{{0, 20, "The order, which the court", "||"},
                  {0, 21, "had stayed twice before it", ""},
                  {40, 20, "was heard, takes effect on", "||"},
                  {40, 21, "Friday, said the", ""}},
                 {{0, 20, "ministry of trade.", "||"}, {0, 22, "Nothing else.", "|"}}}) ==
        "The order, which the court had stayed twice before it was heard, takes effect on Friday, said the "
        "ministry of trade.\n\nNothing else.");
}

TEST_CASE("pdf_text: words hyphenated at line ends are joined, compounds keep their hyphen", "[source]") {
  CHECK(text_of({{{0, 20, "The tele-", "||"},
                  {0, 21, "com firm is a state-", ""},
                  {0, 22, "owned firm of the state; it", ""},
                  {0, 23, "is owned by it.", ""}}}) ==
        "The telecom firm is a state-owned firm of the state; it is owned by it.");
  CHECK(text_of({{{0, 20, "A well-known rule is well-", "||"}, {0, 21, "known.", ""}}}) ==
        "A well-known rule is well-known.");
  CHECK(text_of({{{0, 20, "The rule of 2020-", "||"}, {0, 21, "of which more", ""}}}) ==
        "The rule of 2020- of which more");
  CHECK(text_of({{{0, 20, "regu\u00ADlation by regu\u00AD", "||"}, {0, 21, "lators", ""}}}) ==
        "regu\u00ADlation by regulators");
}

TEST_CASE("pdf_text: headers, footers and page numbers are left out, and say so", "[source]") {
  std::string layout;
  for (int page = 1; page <= 4; ++page) {
    layout += page_of(
        {{0, 1, "Official Gazette, No. " + std::to_string(page + 200), "||"},
         {0, 20, "Article " + std::string(static_cast<std::size_t>(page), 'I') + " of the order.", "|"},
         {40, 65, std::to_string(page) + "/4", "|"}});
  }
  const PdfText pdf = read_pdf_layout(layout);
  CHECK(pdf.text ==
        "Article I of the order.\n\nArticle II of the order.\n\nArticle III of the order.\n\nArticle IIII of "
        "the order.");
  REQUIRE(pdf.dropped.size() == 8);
  CHECK(pdf.dropped[0].text == "Official Gazette, No. 201");
  CHECK(pdf.dropped[0].rule == "header or footer of a page");
  CHECK(pdf.dropped[1].text == "1/4");
}

TEST_CASE("pdf_text: ligatures are letters, other signs stay", "[source]") {
  CHECK(text_of({{{0, 20, "The o\uFB03ce \uFB01ned it 10\u00B2 times", "||"}}}) ==
        "The office fined it 10\u00B2 times");
}

TEST_CASE("pdf_text: Chinese lines are joined without blanks, Korean ones with", "[source]") {
  CHECK(text_of({{{0, 20, "市场监管总局对该公司处以", "||"}, {0, 21, "罚款。", ""}}}) ==
        "市场监管总局对该公司处以罚款。");
  CHECK(text_of({{{0, 20, "정부는 회사에 벌금을", "||"}, {0, 21, "부과했다.", ""}}}) ==
        "정부는 회사에 벌금을 부과했다.");
}

TEST_CASE("pdf_text: title and author are taken, file names and dates of making are not", "[source]") {
  const auto head = [](const std::string& title) {
    return read_pdf_layout(
        "<html><head><title>" + title +
        "</title><meta name=\"Author\" content=\"R. &amp; Co\"/><meta name=\"CreationDate\" "
        "content=\"2024-11-06T10:00:00Z\"/></head>");
  };
  CHECK(head("Order &lt;5&gt; of the Council").metadata.title == "Order <5> of the Council");
  CHECK(head("Microsoft Word - order final v2.doc").metadata.title == "");
  CHECK(head("order final.docx").metadata.title == "");
  CHECK(head("untitled").metadata.title == "");
  CHECK(head("x").metadata.author == "R. & Co");
  CHECK(head("x").metadata.published == "");
  CHECK(head("x").notes.size() == 1);
}

TEST_CASE("pdf_text: what is no layout gives no text", "[source]") {
  for (const char* layout : {"", "<", "<word>", "<word xMin=\"1\">a</word>", "<line ><word >a",
                             "<page ><block ><line ><word >a", "<page height=\"nan\"><flow><line xMin=\"\">"})
    CHECK(read_pdf_layout(layout).text == "");
  CHECK(read_pdf_layout("<page height=\"1e999\"><flow><block ><line ><word >a</word>").text == "a");
}
