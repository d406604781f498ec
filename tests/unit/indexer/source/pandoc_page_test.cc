// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/pandoc_page.h"

#include <string>

#include <catch2/catch.hpp>

#include "indexer/source/short_field.h"

using namespace chokepoint;

namespace {

std::string page(const std::string& head, const std::string& body) {
  return "<html lang=\"en\"><head>" + head + "</head><body>\n" + body + "</body></html>";
}

}  // namespace

TEST_CASE("pandoc_page: the title block is metadata, and no part of the text", "[source]") {
  const HtmlText read = read_pandoc_page(
      page("<meta name=\"author\" content=\"Ann &amp; Bo\" /><meta name=\"dcterms.date\" "
           "content=\"2024-11-07\" />",
           "<header id=\"title-block-header\"><h1 class=\"title\">A <em>ban</em></h1></header><p>Text.</p>"));
  CHECK(read.text == "Text.");
  CHECK(read.metadata.title == "A ban");
  CHECK(read.metadata.author == "Ann & Bo");
  CHECK(read.metadata.published == "2024-11-07");
  CHECK(read.metadata.published_from == "title block of the document");
  CHECK(read.metadata.language == "en");
}

TEST_CASE("pandoc_page: a date that is none stays in the text", "[source]") {
  const HtmlText read = read_pandoc_page(
      page("<meta name=\"dcterms.date\" content=\"Spring\" />",
           "<header id=\"title-block-header\"><p class=\"date\">Spring</p></header><p>Text.</p>"));
  CHECK(read.text == "Spring\n\nText.");
  CHECK(read.metadata.published.empty());
}

TEST_CASE("pandoc_page: fields are short lines, whatever the document puts into its title block",
          "[source]") {
  const std::string lines = "one<p>two<br>three</p>" + std::string(10'000, 'x');
  const HtmlText read = read_pandoc_page(page("", "<h1 class=\"title\">" + lines + "</h1>"));
  CHECK(read.metadata.title.starts_with("one two three"));
  CHECK(read.metadata.title.size() == kMaxFieldBytes);
  CHECK(document_title("<dc:title>" + lines + "</dc:title>") == read.metadata.title);
  CHECK(document_title("<dc:title>Untitled</dc:title>").empty());
  CHECK(document_title("<x/>").empty());
}
