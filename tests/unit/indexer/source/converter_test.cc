// SPDX-License-Identifier: GPL-2.0-or-later
// Files that real programs wrote (tests/formats/make_converted_fixtures), through the real converters.
#include "indexer/source/converter.h"

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "indexer/source/article_reader.h"
#include "indexer/source/confined_process.h"
#include "tests/support/temp_directory.h"

using namespace chokepoint;

namespace {

const std::string kFixtures = std::string(CHOKEPOINT_SOURCE_DIR) + "/tests/formats/converted/";

RawOutcome read(const std::string& path, const std::vector<std::string>& filters = {}) {
  SourceFile file;
  file.id = path.substr(path.rfind('/') + 1);
  file.path = path;
  ReadOptions options;
  for (const std::string& filter : filters) options.filters.push_back(parse_filter(filter));
  std::vector<RawOutcome> outcomes;
  read_articles(file, options, [&](RawOutcome&& outcome) { outcomes.push_back(std::move(outcome)); });
  REQUIRE(outcomes.size() == 1);
  return std::move(outcomes.front());
}

// The article's text, or "!REASON: DETAIL".
std::string text_or_skip(const RawOutcome& outcome) {
  const auto* skip = std::get_if<Skip>(&outcome);
  return skip != nullptr ? "!" + skip->reason + ": " + skip->detail : std::get<RawArticle>(outcome).text;
}

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool has_converters() {
  const bool has_both = find_program("pdftotext") && find_program("pandoc");
  if (!has_both) WARN("pdftotext or pandoc is not installed: nothing of the formats was tested");
  return has_both;
}

// A script below a directory that is gone after the test.
std::string script_in(const TempDirectory& directory, const std::string& name, const std::string& content) {
  const auto path = directory.write(name, "#!/bin/sh\n" + content);
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path.string();
}

}  // namespace

TEST_CASE("converter: a story is the same from each word processor's file and from its PDF",
          "[source][converters]") {
  if (!has_converters()) return;
  const char* kPassages[] = {
      "The government of Norland on Wednesday ordered Velora Semiconductor to wind up its business in the "
      "country "
      "within ninety days, citing a risk to national security. It is the first such order under the "
      "Investment "
      "Act of 2023.\n",
      "We don’t make this decision lightly,",
      "\nWhat the order says\n",
      "the office in Osthavn closes;\n",
      "its forty engineers may not take up work on lithography;\n",
      "order takes effect",
      "Café owners in Osthavn, where the firm’s staff eat, said that they were worried: “It’s our best "
      "customer.”",
  };
  for (const char* name : {"libreoffice.docx", "libreoffice.odt", "libreoffice.epub", "libreoffice.rtf",
                           "libreoffice.pdf", "pandoc.docx", "pandoc.odt", "pandoc.epub"}) {
    INFO(name);
    const RawOutcome outcome = read(kFixtures + name);
    const std::string text = text_or_skip(outcome);
    for (const char* passage : kPassages) {
      INFO(passage);
      CHECK(text.find(passage) != std::string::npos);
    }
    CHECK(text.find('<') == std::string::npos);
    const std::string& title = std::get<RawArticle>(outcome).metadata.title;
    CHECK((title.empty() ? text.substr(0, text.find('\n')) : title) ==
          "Norland orders Velora’s chip unit to close");
  }
}

TEST_CASE("converter: a document's title block gives author and date", "[source][converters]") {
  if (!has_converters()) return;
  for (const char* name : {"libreoffice.docx", "pandoc.docx", "pandoc.epub"}) {
    INFO(name);
    const auto article = std::get<RawArticle>(read(kFixtures + name));
    CHECK(article.metadata.author == "Maren Holt");
    CHECK(article.metadata.published == "2024-11-06");
    CHECK(article.text.find("Maren Holt") == std::string::npos);
  }
}

TEST_CASE("converter: a printed page has its paragraphs and none of its headers", "[source][converters]") {
  if (!has_converters()) return;
  const auto article = std::get<RawArticle>(read(kFixtures + "chromium.pdf"));
  CHECK(article.text.find("three schools.\n\nThe company told") != std::string::npos);
  CHECK(article.text.find("contest the fine.\n\nOther cases\n\nTwo more") != std::string::npos);
  CHECK(article.text.find("file:///") == std::string::npos);
  CHECK(article.text.find("1/2") == std::string::npos);
  CHECK(article.metadata.title == "Regulator fines Brightwave over children's data");
  CHECK(article.dropped.size() == 8);
}

TEST_CASE("converter: columns are read one after the other, their hyphens are gone", "[source][converters]") {
  if (!has_converters()) return;
  const std::string text = text_or_skip(read(kFixtures + "columns.pdf"));
  for (const char* passage :
       {"\n\n1. Scope\n\nThis order binds all providers of public telecommunications networks who have been "
        "licensed",
        "including antennas and baseband processors", "State-owned providers are not compensated",
        "reconsideration once a year, and it is removed when the circumstances"}) {
    INFO(passage);
    CHECK(text.find(passage) != std::string::npos);
  }
  CHECK(text.find("Official Gazette") == std::string::npos);
}

TEST_CASE("converter: what cannot be read says why", "[source][converters]") {
  if (!has_converters()) return;
  CHECK(text_or_skip(read(kFixtures + "encrypted.pdf")) == "!encrypted: it asks for a password");
  CHECK(text_or_skip(read(kFixtures + "encrypted.odt")).starts_with("!encrypted: "));
  CHECK(text_or_skip(read(kFixtures + "scan.pdf")).starts_with("!no-text: the PDF has no text layer"));

  const TempDirectory directory;
  const std::string docx = content_of(kFixtures + "pandoc.docx");
  const auto cut = directory.write("cut.docx", docx.substr(0, docx.size() / 2));
  CHECK(text_or_skip(read(cut)) == "!bad-archive: the docx file is refused: it is cut off, or no zip file");
  const auto damaged = directory.write("damaged.pdf", "%PDF-1.7\nnothing else");
  CHECK(text_or_skip(read(damaged)).starts_with("!filter-crash: pdftotext ended with status 1: "));
}

TEST_CASE("converter: a filter reads a suffix or a type, before our own readers", "[source]") {
  const TempDirectory directory;
  const std::string abc = directory.write("a.abc", "any\xFF\x01 bytes").string();
  CHECK(text_or_skip(read(abc, {".abc:wc -c"})) == "11\n");
  CHECK(text_or_skip(read(abc, {".abc:wc -c %f"})) == "11 /proc/self/fd/0\n");
  CHECK(text_or_skip(read(abc, {".ABC:echo 'two  words'"})) == "two  words\n");
  const std::string page = directory.write("a.html", "<p>one").string();
  CHECK(text_or_skip(read(page, {"text/html:cat -A"})) == "one");
  CHECK(text_or_skip(read(page, {"text/html:tr a-z A-Z"})).find("ONE") != std::string::npos);
  const std::string packed = directory.write("b.abc", "").string();
  CHECK(text_or_skip(read(packed, {".abc:echo '<html><body><p>one</p><p>two</p>'"})) == "one\n\ntwo");
}

TEST_CASE("converter: how a filter fails is told, and what it wrote is dropped", "[source]") {
  const TempDirectory directory;
  const std::string abc = directory.write("a.abc", "text").string();
  const auto outcome = [&](const std::string& script) {
    return text_or_skip(read(abc, {".abc:" + script_in(directory, "script", script)}));
  };
  const std::string path = (directory.path() / "script").string();
  CHECK(outcome("echo text; echo 'no \x1B[31mluck' >&2; exit 3") ==
        "!filter-crash: " + path + " ended with status 3: no \x1B[31mluck");
  CHECK(outcome("echo text; ulimit -f 0; exec python3 -c 'import ctypes; ctypes.string_at(0)'") ==
        "!filter-crash: " + path + " was ended by signal 11 (Segmentation fault)");
  CHECK(outcome("yes") == "!filter-output: " + path + " wrote more than 64 MiB");
  CHECK(outcome("head -c 5000 /dev/zero").starts_with("!binary: what "));
  CHECK(text_or_skip(read(abc, {".abc:no-such-program"})) ==
        "!filter-missing: \"no-such-program\" is not installed");
  directory.write("script", "no program at all");
  CHECK(
      text_or_skip(read(abc, {".abc:" + path})).starts_with("!filter-crash: " + path + " cannot be started"));
}
