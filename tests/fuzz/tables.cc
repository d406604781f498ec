// SPDX-License-Identifier: GPL-2.0-or-later
// Tables of any bytes: each is read, or refused with its name (UsageError), and what was read answers. The
// first byte chooses the table, whose heading stands before the rows so that they are looked at.
#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.h"
#include "common/facets/gazetteer.h"
#include "common/facets/table.h"
#include "common/facets/vocabulary.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

void check_refusal(const UsageError& error, std::string_view name) {
  require(std::string_view(error.what()).find(name) != std::string_view::npos, "a refusal names the table",
          error.what());
}

std::string_view heading_of(std::string_view name) {
  std::string_view table = embedded_table(name);
  while (table.starts_with('#')) table.remove_prefix(table.find('\n') + 1);
  return table.substr(0, table.find('\n'));
}

void check_table(std::string_view text) {
  try {
    const Table table = Table::parse(text, "any.tsv");
    std::size_t line = 0;
    for (const Table::Row& row : table.rows()) {
      require(table.line_number(row) > line, "rows come in the order of their lines", text);
      line = table.line_number(row);
      for (const std::string_view cell : row.cells) {
        require(is_valid_utf8(cell) && cell.find_first_of("\t\n") == cell.npos, "a cell is text", cell);
        for (const std::string_view part : split_list(cell))
          require(!part.empty() && part == trim(part), "a part of a list is trimmed", cell);
      }
    }
  } catch (const UsageError& error) {
    check_refusal(error, "any.tsv");
  }
}

void check_suggestions(const std::vector<std::string>& suggestions) {
  for (const std::string& suggestion : suggestions)
    require(is_valid_utf8(suggestion), "a suggestion is text");
}

// What is asked of the table by whoever types a name.
void check_answers(const Vocabulary& vocabulary, std::string_view table, const std::string& name) {
  if (table == "countries.tsv") {
    vocabulary.country_label(vocabulary.country_code(name).value_or(name));
    check_suggestions(vocabulary.suggest_country(name));
  } else if (table == "companies.tsv") {
    vocabulary.company(name);
    check_suggestions(vocabulary.suggest_company(name));
  } else if (table == "measures.tsv") {
    for (const std::string& leaf : vocabulary.measures(name)) vocabulary.measure_label(leaf);
    check_suggestions(vocabulary.suggest_measure(name));
  } else if (table == "statuses.tsv") {
    for (const std::string& status : vocabulary.statuses(name)) vocabulary.status_meaning(status);
    check_suggestions(vocabulary.suggest_status(name));
  } else if (table == "weights.tsv") {
    read_weights(vocabulary.data());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::vector<std::string_view>& names = table_names();
  const std::string name(names[input.below(names.size())]);
  const std::string_view rows = input.rest();
  check_table(rows);
  const std::string text = std::string(heading_of(name)) + "\n" + std::string(rows);
  check_table(text);
  try {
    const Vocabulary vocabulary = Vocabulary::load_texts({{name, text}});
    check_answers(vocabulary, name, repair_utf8(rows.substr(0, rows.find('\t'))));
  } catch (const UsageError& error) {
    check_refusal(error, name);
  }
  return 0;
}
