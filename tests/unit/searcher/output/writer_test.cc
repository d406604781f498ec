// SPDX-License-Identifier: GPL-2.0-or-later
// Laws that hold for every format: hostile text stays harmless, and what is read back is what was written.
#include "searcher/output/writer.h"

#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "common/base/utf8.h"
#include "common/cli/terminal.h"
#include "tests/unit/searcher/output/sample_results.h"

namespace chokepoint {
namespace {

constexpr Format kEscapedFormats[] = {Format::kText, Format::kJson, Format::kJsonl,
                                      Format::kCsv,  Format::kTsv,  Format::kPaths};

bool is_bidi(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

// Nothing but text and line feeds; a TAB only where it parts columns.
bool is_harmless(std::string_view text, bool has_tabs) {
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCodePoint c = decode_utf8(text, i);
    const bool is_control = c.value < 0x20 || (c.value >= 0x7F && c.value <= 0x9F);
    const bool is_allowed = c.value == '\n' || (has_tabs && c.value == '\t');
    if (!c.valid || (is_control && !is_allowed) || is_bidi(c.value)) return false;
    i += c.length;
  }
  return true;
}

class RandomText {
 public:
  explicit RandomText(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

  // Bytes of all kinds, with those that matter to the formats often among them.
  std::string bytes() {
    static const std::string_view kPieces[] = {
        "\n",   "\t",    "\r",     "\"",     ",",        ";",      "\\",   "\x1b[2J", "\x1b]8;;x\x07",
        "=1+1", "@x",    "\u202e", "\u2028", "\u0085",   "\u009b", "漢字", "e\u0301", "👩‍👧",
        " ",    "word ", "\x7f",   "\xff",   "\xe2\x82", "\u200f"};
    std::string out;
    for (std::size_t n = below(12); n > 0; --n) {
      if (below(3) == 0) {
        out.push_back(static_cast<char>(below(256)));
      } else {
        out += kPieces[below(std::size(kPieces))];
      }
    }
    return out;
  }

  std::vector<TextRange> ranges() {
    std::vector<TextRange> out;
    for (std::size_t n = below(3); n > 0; --n) out.push_back({below(20), below(40)});
    return out;
  }

  Event event() {
    Event event;
    for (std::string* text : {&event.actor, &event.authority, &event.measure, &event.home, &event.scope,
                              &event.status, &event.date, &event.penalty}) {
      *text = bytes();
    }
    event.targets = {bytes(), bytes()};
    event.evidence_begin = below(30);
    event.evidence_end = below(60);
    return event;
  }

  Hit hit() {
    Hit hit;
    Article& article = hit.article;
    for (std::string* text :
         {&article.id, &article.path, &article.title, &article.text, &article.published, &article.updated,
          &article.url, &article.publisher, &article.author, &article.language}) {
      *text = bytes();
    }
    article.body_begin = below(10);
    article.country = {{bytes(), true, ""}, {bytes(), false, ""}};
    article.company = {{bytes(), true, ""}};
    article.measure = {{bytes(), true, ""}};
    article.events = {event(), event()};
    hit.score = static_cast<double>(below(10000)) / 7;
    hit.snippet.text = bytes() + bytes();
    hit.snippet.hits = ranges();
    hit.title_hits = ranges();
    hit.why = {bytes()};
    return hit;
  }

  SearchResults results() {
    SearchResults results;
    results.query = bytes();
    results.query_id = bytes();
    results.total = below(5);
    results.hits = {hit(), hit()};
    results.events = {{1, 0}, {0, 1}, {0, 0}};
    results.explain = {bytes()};
    const std::vector<FacetCount> counts = {{bytes(), bytes(), below(50), true},
                                            {bytes(), bytes(), below(50), false}};
    results.facets = {{Field::kCountry, counts, 3, 1, 2},
                      {Field::kStatus, counts, 2, 0, 0},
                      {Field::kMonth, counts, 2, 0, 1}};
    if (below(4) == 0)
      results.cross = {{Field::kCountry, Field::kMeasure, counts, counts, {{1, 0}, {3}}, 2, 0}};
    return results;
  }

  OutputOptions options(Format format) {
    OutputOptions options = sample_options(format, 40 + below(100));
    options.count = below(10) == 0;
    options.events = below(3) == 0;
    options.explain = below(2) == 0;
    options.wants_results = below(5) != 0;
    options.batch = below(3) == 0;
    options.may_cut = below(2) == 0;
    return options;
  }

 private:
  std::mt19937 random_;
};

// A strict reader of RFC 4180 with LF line ends.
std::vector<std::vector<std::string>> read_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  while (!text.empty()) {
    std::string cell;
    if (text.front() == '"') {
      text.remove_prefix(1);
      for (;;) {
        const std::size_t quote = text.find('"');
        REQUIRE(quote != std::string_view::npos);
        cell += text.substr(0, quote);
        text.remove_prefix(quote + 1);
        if (!text.starts_with('"')) break;
        cell += '"';
        text.remove_prefix(1);
      }
    } else {
      const std::size_t end = text.find_first_of(",\n\"");
      REQUIRE((end != std::string_view::npos && text[end] != '"'));
      cell = text.substr(0, end);
      text.remove_prefix(end);
    }
    row.push_back(std::move(cell));
    REQUIRE_FALSE(text.empty());
    REQUIRE((text.front() == ',' || text.front() == '\n'));
    if (text.front() == '\n') rows.push_back(std::exchange(row, {}));
    text.remove_prefix(1);
  }
  REQUIRE(row.empty());
  return rows;
}

std::string guarded(std::string text) {
  const std::size_t first = text.find_first_not_of(" \n");
  if (first != std::string::npos && std::string_view("=+-@").find(text[first]) != std::string_view::npos)
    text.insert(0, "'");
  return text;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

TEST_CASE("writer: no bytes of an article, query or facet steer the terminal in any format") {
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  RandomText random(seed);
  for (int i = 0; i < 1500; ++i) {
    const SearchResults results = random.results();
    for (const Format format : kEscapedFormats) {
      const OutputOptions options = random.options(format);
      const bool has_tabs =
          format == Format::kTsv || (options.batch && (format == Format::kPaths || options.count));
      const std::string text = printed(results, options);
      INFO("format " << static_cast<int>(format) << "\n" << text);
      REQUIRE(is_harmless(text, has_tabs));
      REQUIRE(is_harmless(printed(results.hits.front().article, options), has_tabs));
    }
  }
}

TEST_CASE("writer: with colour only our own sequences are written, each ended on its line") {
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  RandomText random(seed);
  for (int i = 0; i < 500; ++i) {
    OutputOptions options = random.options(Format::kText);
    options.color = true;
    options.hyperlink_format = "default";
    const SearchResults results = random.results();
    for (const std::string& line : split(printed(results, options), '\n')) {
      bool is_styled = false;
      bool is_link = false;
      for (std::size_t at = line.find('\x1b'); at != std::string::npos; at = line.find('\x1b', at + 1)) {
        const std::string_view rest = std::string_view(line).substr(at);
        INFO(line);
        if (rest.starts_with("\x1b]8;;")) {
          is_link = !rest.starts_with("\x1b]8;;\x1b\\");
        } else if (!rest.starts_with("\x1b\\")) {
          REQUIRE(rest.starts_with("\x1b["));
          const std::string_view code = rest.substr(2, rest.find('m') - 2);
          REQUIRE(code.find_first_not_of("0123456789;") == std::string_view::npos);
          is_styled = code != "0";
        }
      }
      REQUIRE_FALSE(is_styled);
      REQUIRE_FALSE(is_link);
    }
  }
}

TEST_CASE("writer: lines of text fit the terminal") {
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  RandomText random(seed);
  for (int i = 0; i < 500; ++i) {
    OutputOptions options = random.options(Format::kText);
    options.may_cut = true;
    options.batch = false;
    options.count = false;
    const std::string text = printed(random.results(), options);
    for (const std::string& line : split(text, '\n')) {
      INFO(options.columns << " columns\n" << text << "\n" << line);
      REQUIRE(display_width(line) <= options.columns);
    }
  }
}

TEST_CASE("writer: JSON and JSONL parse back to what went in") {
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  RandomText random(seed);
  for (int i = 0; i < 500; ++i) {
    const SearchResults results = random.results();
    OutputOptions options = sample_options(Format::kJson);
    const auto json = nlohmann::json::parse(printed(results, options));
    REQUIRE(json.at("schema") == 1);
    REQUIRE(json.at("results").size() == 2);
    REQUIRE(json.at("facets").at("country").size() == 2);
    if (is_valid_utf8(results.hits[0].article.title)) {
      REQUIRE(json.at("results").at(0).at("title") == results.hits[0].article.title);
    }
    options.format = Format::kJsonl;
    const std::vector<std::string> lines = split(printed(results, options), '\n');
    REQUIRE(lines.size() == 3);
    REQUIRE(lines[2].empty());
    REQUIRE(nlohmann::json::parse(lines[0]) == json.at("results").at(0));
  }
}

TEST_CASE("writer: CSV reads back as the escaped cells, formulas guarded") {
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  RandomText random(seed);
  for (int i = 0; i < 500; ++i) {
    const SearchResults results = random.results();
    if (!results.cross.empty()) continue;
    const auto rows = read_csv(printed(results, sample_options(Format::kCsv)));
    REQUIRE(rows.size() == 3);
    for (const auto& row : rows) REQUIRE(row.size() == 7);
    const Article& article = results.hits[0].article;
    REQUIRE(rows[1][0] == guarded(escape_block(article.id)));
    REQUIRE(rows[1][3] == guarded(escape_block(article.title)));
    REQUIRE(rows[1][5] == guarded(escape_block(article.company[0].value)));
  }
}

TEST_CASE("writer: TSV is a line a row whatever cells hold") {
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  RandomText random(seed);
  for (int i = 0; i < 500; ++i) {
    SearchResults results = random.results();
    results.cross.clear();
    const std::vector<std::string> lines = split(printed(results, sample_options(Format::kTsv)), '\n');
    REQUIRE(lines.size() == 4);
    for (std::size_t k = 0; k < 3; ++k) REQUIRE(split(lines[k], '\t').size() == 7);
  }
}

}  // namespace chokepoint
