// SPDX-License-Identifier: GPL-2.0-or-later
// What a search found, of any texts, in every format: nothing that a terminal obeys gets through, and a
// strict reader of JSON, CSV and TSV reads what went in. The parts of the input are the texts.
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "common/article/article_json.h"
#include "searcher/output/hyperlink.h"
#include "searcher/output/writer.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

constexpr std::size_t kTitleColumn = 4;  // behind the ID of the query

struct Texts {
  std::string query, query_id, title, body, publisher, country, company, label, note;
  std::string id;  // any bytes
};

Texts read_texts(Input& input) {
  Texts texts;
  texts.id = input.part();
  for (std::string* text : {&texts.query, &texts.query_id, &texts.title, &texts.body, &texts.publisher,
                            &texts.country, &texts.company, &texts.label, &texts.note})
    *text = repair_utf8(input.part());
  return texts;
}

Article article_of(const Texts& texts) {
  Article article;
  article.id = texts.id;
  article.path = "/" + texts.id;
  article.title = texts.title;
  article.text = texts.title + "\n\n" + texts.body;
  article.body_begin = texts.title.size() + 2;
  article.publisher = article.url = article.author = texts.publisher;
  article.published = "2024-05-17";
  article.country = {{texts.country, true, "rule"}, {texts.label, false, "rule"}};
  article.company = {{texts.company, true, "rule"}};
  Event event;
  event.actor = texts.country;
  event.authority = texts.label;
  event.measure = "app-ban";
  event.targets = {texts.company};
  event.status = "in-force";
  event.penalty = texts.note;
  event.evidence_begin = article.body_begin;
  event.evidence_end = article.text.size();
  article.events = {event, event};
  return article;
}

SearchResults results_of(const Texts& texts) {
  SearchResults results;
  results.query = texts.query;
  results.query_id = texts.query_id;
  results.total = 2;
  results.is_folded = results.has_words = true;
  Hit& hit = results.hits.emplace_back();
  hit.article = article_of(texts);
  hit.score = 1.5;
  hit.snippet.text = texts.body;
  if (!texts.body.empty()) hit.snippet.hits = {{0, texts.body.size()}};
  if (!texts.title.empty()) hit.title_hits = {{0, texts.title.size()}};
  hit.cluster = texts.label;
  hit.copies = {hit.article};
  hit.why = {texts.note};
  results.events = {{0, 0}, {0, 1}};
  FacetResult facet;
  facet.values = {{texts.country, texts.label, 2, true}, {texts.label, "", 1, false}};
  facet.distinct = 3;
  results.facets = {facet};
  results.notes = results.explain = results.corrections = {texts.note};
  return results;
}

CrossTable cross_of(const Texts& texts) {
  CrossTable cross;
  cross.rows = {{texts.country, texts.label, 2, false}};
  cross.columns = {{texts.company, texts.note, 2, false}};
  cross.counts = {{2}};
  return cross;
}

std::string written(const SearchResults& results, const OutputOptions& options) {
  StringSink out;
  write_results(results, options, out);
  return out.text();
}

enum class Shape { kResults, kExplained, kEvents, kFacets };

OutputOptions options_of(Format format, Shape shape) {
  OutputOptions options;
  options.format = format;
  options.batch = true;
  options.explain = shape == Shape::kExplained;
  options.events = shape == Shape::kEvents;
  options.wants_results = shape != Shape::kFacets;
  return options;
}

// Without the sequences of colours and links, whose content must be plain ASCII.
std::string without_sequences(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    if (text.front() != '\x1b') {
      plain += text.front();
      text.remove_prefix(1);
      continue;
    }
    const bool is_link = text.starts_with("\x1b]8;;");
    require(is_link || text.starts_with("\x1b["), "escape sequences are colours and links", text);
    const std::size_t begin = is_link ? 5 : 2;
    const std::size_t end = text.find_first_of(is_link ? "\x1b" : "m", begin);
    require(end != std::string_view::npos, "a sequence ends", text);
    for (const char c : text.substr(begin, end - begin))
      require(c > 0x20 && c < 0x7F && (is_link || c == ';' || (c >= '0' && c <= '9')),
              "a sequence holds no text", text);
    require(!is_link || text.substr(end).starts_with("\x1b\\"), "a link ends as it should", text);
    text.remove_prefix(end + (is_link ? 2 : 1));
  }
  return plain;
}

void check_colored(const SearchResults& results) {
  OutputOptions options;
  options.color = true;
  options.hyperlink_format = "default";
  options.columns = 60;
  require_safe(without_sequences(written(results, options)), "coloured text is safe but for its colours");
}

std::vector<std::string> read_csv_line(std::string_view& text) {
  std::vector<std::string> cells(1);
  bool is_quoted = false;
  while (!text.empty()) {
    const char c = text.front();
    text.remove_prefix(1);
    if (is_quoted && c == '"' && text.starts_with('"')) {
      cells.back() += '"';
      text.remove_prefix(1);
    } else if (c == '"') {
      require(is_quoted || cells.back().empty(), "a quote begins a cell or ends it", text);
      is_quoted = !is_quoted;
    } else if (!is_quoted && c == ',') {
      cells.emplace_back();
    } else if (!is_quoted && c == '\n') {
      return cells;
    } else {
      cells.back() += c;
    }
  }
  require(false, "a line ends");
  return cells;
}

// Undoes "\t", "\n", "\\", "\x1b" and "\u202e".
std::string read_tsv_cell(std::string_view cell) {
  std::string text;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] != '\\') {
      text += cell[i];
      continue;
    }
    require(i + 1 < cell.size(), "an escape is whole", cell);
    const char c = cell[++i];
    const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : 0;
    require(digits > 0 || c == 't' || c == 'n' || c == '\\', "an escape is one of five", cell);
    if (digits > 0) {
      append_utf8(static_cast<char32_t>(std::stoul(std::string(cell.substr(i + 1, digits)), nullptr, 16)),
                  text);
      i += digits;
    } else {
      text += c == 't' ? '\t' : c == 'n' ? '\n' : '\\';
    }
  }
  return text;
}

// The titles of the one row below the header.
void check_csv(std::string_view table, std::string title) {
  const std::vector<std::string> names = read_csv_line(table);
  const std::vector<std::string> cells = read_csv_line(table);
  require(table.empty() && cells.size() == names.size(), "a table has a row a result");
  const std::string& cell = cells[kTitleColumn];
  const std::string_view shown = trim(cell);
  require(shown.empty() || std::string_view("=+-@").find(shown.front()) == std::string_view::npos,
          "no cell is calculated", cell);
  title = escape_block(title);
  require(cell == title || cell == "'" + title, "CSV is read as it was written", cell);
}

void check_tsv(std::string_view table, std::string_view title) {
  const std::size_t begin = table.find('\n') + 1;
  std::string_view row = table.substr(begin, table.find('\n', begin) - begin);
  require(begin + row.size() + 1 == table.size(), "a row is a line", row);
  for (std::size_t i = 0; i < kTitleColumn; ++i) row.remove_prefix(row.find('\t') + 1);
  require(read_tsv_cell(row.substr(0, row.find('\t'))) == title, "TSV is read as it was written", row);
}

void check_json(std::string_view text, const Texts& texts) {
  const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  require(json.is_object(), "a line is a JSON object", text);
  const auto& hit = json.contains("results") ? json.at("results").at(0) : json;
  require(hit.at("title") == texts.title && hit.at("snippet") == texts.body, "JSON is read as it was written",
          text);
  require(name_from_json(hit.at("id").get<std::string>()) == texts.id, "an id is read as it was written",
          text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const Texts texts = read_texts(input);
  const SearchResults results = results_of(texts);
  SearchResults crossed = results;
  crossed.cross = {cross_of(texts)};
  for (const Format format :
       {Format::kText, Format::kJson, Format::kJsonl, Format::kCsv, Format::kTsv, Format::kPaths}) {
    for (const Shape shape : {Shape::kResults, Shape::kExplained, Shape::kEvents, Shape::kFacets}) {
      require_safe(written(results, options_of(format, shape)), "what is printed is safe");
      require_safe(written(crossed, options_of(format, shape)), "a table is safe");
    }
    const std::string plain = written(results, options_of(format, Shape::kResults));
    if (format == Format::kJson || format == Format::kJsonl) check_json(plain, texts);
    if (format == Format::kCsv) check_csv(plain, texts.title);
    if (format == Format::kTsv) check_tsv(plain, texts.title);
  }
  check_colored(results);
  require_safe(without_sequences(linked("text", texts.id, texts.label)),
               "a link is plain but for its sequence");
  return 0;
}
