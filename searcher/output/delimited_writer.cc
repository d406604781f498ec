// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "common/base/utf8.h"
#include "common/cli/terminal.h"
#include "searcher/output/formats.h"
#include "searcher/output/number_text.h"

namespace chokepoint {
namespace {

using Row = std::vector<std::string>;

// True if a spreadsheet would calculate the cell (CWE-1236): some look past white space, and those of East
// Asia take the wide forms of the signs too.
bool is_formula(std::string_view cell) {
  cell = trim(cell);
  constexpr std::string_view kSigns[] = {"=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  return std::any_of(std::begin(kSigns), std::end(kSigns),
                     [cell](std::string_view sign) { return cell.starts_with(sign); });
}

// A cell as RFC 4180 has it. A "'" before what looks like a formula makes it text.
std::string csv_cell(std::string_view text) {
  std::string cell = escape_block(text);
  if (is_formula(cell)) cell.insert(0, 1, '\'');
  if (cell.find_first_of(",\"\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

// A backslash of the text is doubled, so what is escaped can be told from what looks so.
std::string tsv_cell(std::string_view text) {
  std::string cell;
  while (!text.empty()) {
    const std::size_t special = std::min(text.find_first_of("\t\n\\"), text.size());
    cell += escape_line(text.substr(0, special));
    if (special == text.size()) break;
    const char c = text[special];
    cell += c == '\t' ? "\\t" : c == '\n' ? "\\n" : "\\\\";
    text.remove_prefix(special + 1);
  }
  return cell;
}

class TableWriter {
 public:
  TableWriter(const SearchResults& results, const OutputOptions& options, Sink& out)
      : results_(results), options_(options), out_(out) {}

  void write_header(const Row& names) const {
    if (options_.has_header) write("query_id", names);
  }
  void write_row(const Row& row) const { write(results_.query_id, row); }

 private:
  void write(std::string_view query_id, const Row& row) const {
    const bool is_csv = options_.format == Format::kCsv;
    std::string line;
    bool is_first = true;
    const auto add_cell = [&](std::string_view text) {
      if (!std::exchange(is_first, false)) line += is_csv ? ',' : '\t';
      line += is_csv ? csv_cell(text) : tsv_cell(text);
    };
    if (options_.batch) add_cell(query_id);
    for (const std::string& cell : row) add_cell(cell);
    out_.write(line + "\n");
  }

  const SearchResults& results_;
  const OutputOptions& options_;
  Sink& out_;
};

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) {
    if (!out.empty()) out += ';';
    out += value;
  }
  return out;
}

std::string core_values(const std::vector<FacetValue>& facet) {
  std::vector<std::string> values;
  for (const FacetValue& value : facet) {
    if (value.core) values.push_back(value.value);
  }
  return joined(values);
}

std::string evidence_of(const Event& event, const Article& article) {
  const std::size_t begin = std::min(event.evidence_begin, article.text.size());
  const std::size_t end = std::max(begin, std::min(event.evidence_end, article.text.size()));
  return article.text.substr(begin, end - begin);
}

void write_hits(const SearchResults& results, const TableWriter& table) {
  table.write_header({"id", "score", "published", "title", "country", "company", "measure"});
  for (const Hit& hit : results.hits) {
    const Article& article = hit.article;
    table.write_row({article.id, score_text(hit.score), article.published, article.title,
                     core_values(article.country), core_values(article.company),
                     core_values(article.measure)});
  }
}

void write_events(const SearchResults& results, const TableWriter& table) {
  table.write_header(
      {"id", "published", "actor", "authority", "measure", "target", "status", "date", "evidence"});
  for (const ListedEvent& listed : results.events) {
    const Article& article = results.hits[listed.hit].article;
    const Event& event = article.events[listed.event];
    table.write_row({article.id, article.published, event.actor, event.authority, event.measure,
                     joined(event.targets), event.status, event.date, evidence_of(event, article)});
  }
}

void write_facets(const SearchResults& results, const TableWriter& table) {
  table.write_header({"facet", "value", "label", "count"});
  for (const FacetResult& facet : results.facets) {
    for (const FacetCount& count : facet.values) {
      table.write_row(
          {std::string(field_info(facet.field).name), count.value, count.label, std::to_string(count.count)});
    }
  }
}

void write_cross(const CrossTable& cross, const TableWriter& table) {
  Row header = {std::string(field_info(cross.row_field).name)};
  for (const FacetCount& column : cross.columns) header.push_back(column.value);
  table.write_header(header);
  for (std::size_t i = 0; i < cross.rows.size() && i < cross.counts.size(); ++i) {
    Row row = {cross.rows[i].value};
    for (const std::uint64_t count : cross.counts[i]) row.push_back(std::to_string(count));
    table.write_row(row);
  }
}

}  // namespace

void write_delimited(const SearchResults& results, const OutputOptions& options, Sink& out) {
  if (!results.cross.empty()) {
    OutputOptions with_header = options;  // the columns are another query's own
    with_header.has_header = true;
    return write_cross(results.cross.front(), TableWriter(results, with_header, out));
  }
  const TableWriter table(results, options, out);
  if (!options.wants_results && !results.facets.empty()) return write_facets(results, table);
  if (options.events) return write_events(results, table);
  write_hits(results, table);
}

}  // namespace chokepoint
