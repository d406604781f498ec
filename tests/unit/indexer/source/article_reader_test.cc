// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/article_reader.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "common/base/utf8.h"
#include "tests/support/temp_directory.h"

using namespace chokepoint;

namespace {

// "id: text" of an article, "!reason" of a skip, a line each.
std::string read(const std::string& name, const std::string& content, std::uint64_t max_bytes = 1'000'000) {
  const TempDirectory directory;
  SourceFile file;
  file.id = name;
  file.path = directory.write(name, content).string();
  std::string out;
  read_articles(file, {max_bytes}, [&](RawOutcome&& outcome) {
    if (const auto* skip = std::get_if<Skip>(&outcome)) {
      out += "!" + skip->reason + "\n";
    } else {
      const auto& article = std::get<RawArticle>(outcome);
      out += article.id + ": " + article.text + "\n";
    }
  });
  return out;
}

// Little-endian, of characters that UTF-16 writes in two bytes, the mark or ASCII.
std::string utf16(std::string_view utf8) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const DecodedCodePoint decoded = decode_utf8(utf8, i);
    out += {static_cast<char>(decoded.value & 0xFFU), static_cast<char>(decoded.value >> 8U)};
    i += decoded.length;
  }
  return out;
}

}  // namespace

TEST_CASE("article_reader: one article, or one skip with its reason, for each file", "[source]") {
  struct Case {
    const char* what;
    const char* name;
    std::string content;
    std::string outcome;
  };
  const Case kCases[] = {
      {"text", "a.txt", "Text", "a.txt: Text\n"},
      {"CR LF and a byte order mark", "a.txt", "\xEF\xBB\xBFone\r\ntwo", "a.txt: one\ntwo\n"},
      {"a bad byte in much text", "a.txt", std::string(200, 'x') + "\xFF",
       "a.txt: " + std::string(200, 'x') + "\uFFFD\n"},
      {"another encoding", "a.txt", "caf\xE9 cr\xE8me", "a.txt: café crème\n"},
      {"mostly bad bytes", "a.txt", "a" + std::string(50, '\xFF'), "!undecodable\n"},
      {"UTF-16", "a.txt",
       std::string("\xFF\xFE"
                   "a\0b\0",
                   6),
       "a.txt: ab\n"},
      {"NUL bytes", "a.txt", std::string(5000, '\0'), "!binary\n"},
      {"nothing", "a.txt", "", "!empty\n"},
      {"white space", "a.txt", " \n\t\u00A0", "!empty\n"},
      {"one object", "a.json", R"({"title":"T","text":"Body"})", "a.json: Body\n"},
      {"an array", "a.json", R"([{"text":"x"},{"id":"k","text":"y"}])", "a.json#1: x\na.json#k: y\n"},
      {"lines", "a.jsonl", "{\"text\":\"x\"}\n\n{\"id\":\"k\",\"text\":\"y\"}\n",
       "a.jsonl#1: x\na.jsonl#k: y\n"},
      {"a bad line costs only itself", "a.jsonl", "{\"text\":\"x\"}\n{oops\n{\"text\":\"z\"}\n",
       "a.jsonl#1: x\n!bad-json\na.jsonl#3: z\n"},
      {"repeated ids", "a.jsonl", "{\"id\":1,\"text\":\"x\"}\n{\"id\":1,\"text\":\"y\"}\n",
       "a.jsonl#1: x\na.jsonl#1~2: y\n"},
      {"no text", "a.jsonl", "{\"title\":\"x\"}\n{\"html\":\"<p>\"}\n[1]\n",
       "!no-text\n!no-text\n!bad-json\n"},
      {"a bad byte in a line", "a.jsonl",
       "{\"text\":\"é\"}\n{\"text\":\"" + std::string(200, 'x') + "\xE9\"}\n",
       "a.jsonl#1: é\na.jsonl#2: " + std::string(200, 'x') + "\uFFFD\n"},
      {"lines in another encoding", "a.jsonl", "{\"text\":\"caf\xE9\"}\n\n{oops\n",
       "a.jsonl#1: café\n!bad-json\n"},
      {"lines in UTF-16", "a.jsonl", utf16("\uFEFF{\"text\":\"x\"}\r\n\r\n{\"text\":\"y\"}"),
       "a.jsonl#1: x\na.jsonl#2: y\n"},
      {"an object in UTF-16 without a mark", "a.json",
       utf16("{\"text\":\"The ministry said so on Tuesday.\"}"),
       "a.json: The ministry said so on Tuesday.\n"},
      {"bad bytes in a line, and no encoding that explains them", "a.jsonl",
       "{\"text\":\"x\"}\n{\"text\":\"" + std::string(50, '\xFF') + "\"}\n", "a.jsonl#1: x\n!undecodable\n"},
      {"a lone surrogate", "a.jsonl", "{\"text\":\"\\ud800\"}\n", "!bad-json\n"},
      {"a bad element costs only itself", "a.json",
       "[{\"text\":\"a, b\"}, {\"text\":\"\\ud83d\"}, {\"text\":\"[\\\"]\"}]\n",
       "a.json#1: a, b\n!bad-json\na.json#3: [\"]\n"},
      {"an array that was cut off", "a.json", "[{\"text\":\"x\"},{\"te", "a.json#1: x\n!bad-json\n"},
      {"an empty array", "a.json", " [ ] ", "!empty\n"},
      {"an array with more after it", "a.json", "[{\"text\":\"x\"}] {}", "!bad-json\n"},
      {"deep nesting", "a.json", std::string(100000, '['), "!bad-json\n"},
      {"deep but closed", "a.jsonl",
       R"({"text":"x","deep":)" + std::string(100, '[') + std::string(100, ']') + "}\n", "!bad-json\n"},
  };
  for (const Case& c : kCases) {
    INFO(c.what);
    CHECK(read(c.name, c.content) == c.outcome);
  }
}

TEST_CASE("article_reader: a file above the limit is skipped, one at the limit is read", "[source]") {
  CHECK(read("a.txt", std::string(100, 'x'), 100) == "a.txt: " + std::string(100, 'x') + "\n");
  CHECK(read("a.txt", std::string(101, 'x'), 100) == "!too-big\n");
}

TEST_CASE("article_reader: metadata of a JSON article is taken, a bad date is noted and not guessed",
          "[source]") {
  const TempDirectory directory;
  SourceFile file;
  file.id = "a.json";
  file.path =
      directory
          .write("a.json",
                 R"({"text":"x","title":" T ","published":"2024-13-01","updated":"2024-02-03T10:00:00Z",
      "url":"https://example.org/a","publisher":"P","author":"A","language":"EN","other":[1]})")
          .string();
  read_articles(file, {}, [&](RawOutcome&& outcome) {
    const auto& article = std::get<RawArticle>(outcome);
    CHECK(article.metadata.title == "T");
    CHECK(article.metadata.published == "2024-13-01");  // read, and refused, by the cleaner
    CHECK(article.metadata.updated == "2024-02-03T10:00:00Z");
    CHECK(article.metadata.publisher == "P");
    CHECK(article.metadata.language == "EN");
  });
}
