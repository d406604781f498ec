// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/facets/name_index.h"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "common/base/error.h"
#include "common/facets/table.h"
#include "common/text/fold.h"

namespace chokepoint {
namespace {

const IndexedTable kNames{"names.tsv", {"name", "others"}};

// The lines of the table, from 0, that are read for these names.
std::vector<std::size_t> lines_for(const std::string& text, const NameBeginnings& names) {
  const std::vector<NameIndexEntry> index = index_names(text, kNames);
  std::vector<std::size_t> lines;
  for (const std::uint32_t begin : names.lines(index))
    lines.push_back(static_cast<std::size_t>(std::count(text.begin(), text.begin() + begin, '\n')));
  return lines;
}

NameBeginnings names(const std::vector<std::string>& texts) {
  NameBeginnings beginnings;
  for (const std::string& text : texts) beginnings.add(fold(text));
  return beginnings;
}

NameBeginnings forms_of(const std::string& word) {
  NameBeginnings beginnings;
  beginnings.add_forms_of(fold(word));
  return beginnings;
}

const std::string kText =
    "name\tkind\tothers\n"
    "Meta\tfirm\tFacebook; Instagram\n"
    "# Meta\tfirm\tin a comment\n"
    "X\tfirm\tTwitter;X Corp.\n"
    "\u00d6sterreich\tstate\tAutriche\n"
    "\u0420\u043e\u0441\u0441\u0438\u044f\tstate\t\n"
    "Mettle\tunknown\t\n";

using Lines = std::vector<std::size_t>;

}  // namespace

TEST_CASE("name index: a line is found by each of its names, whatever their case and marks") {
  CHECK(lines_for(kText, names({"meta"})) == Lines{1});
  CHECK(lines_for(kText, names({"FACEBOOK"})) == Lines{1});
  CHECK(lines_for(kText, names({"instagram", "meta"})) == Lines{1});
  CHECK(lines_for(kText, names({"osterreich"})) == Lines{4});
  CHECK(lines_for(kText, names({"\u0440\u043e\u0441\u0441\u0438\u044f"})) == Lines{5});
  CHECK(lines_for(kText, names({"twitter", "meta"})) == Lines{1, 3});
}

TEST_CASE("name index: a name is found by what another word follows in it") {
  CHECK(lines_for(kText, names({"x"})) == Lines{3});
  CHECK(lines_for(kText, names({"x corp."})) == Lines{3});
}

TEST_CASE("name index: other columns hold no names") {
  CHECK(lines_for(kText, names({"firm", "unknown", "kind", ""})).empty());
}

TEST_CASE("name index: other forms of a word begin like it") {
  CHECK(lines_for(kText, forms_of("metals")) == Lines{1, 6});
  CHECK(lines_for(kText, forms_of("x")) == Lines{3});
  CHECK(lines_for(kText, forms_of("\u0440\u043e\u0441\u0441\u0438\u0438")) == Lines{5});
  CHECK(lines_for(kText, forms_of("tax")).empty());
}

TEST_CASE("name index: what was made with the program is what would be made now") {
  for (const IndexedTable& table : indexed_tables()) {
    INFO(table.table);
    const auto made = embedded_name_index(table.table);
    CHECK(std::vector<NameIndexEntry>(made.begin(), made.end()) ==
          index_names(embedded_table(table.table), table));
  }
  CHECK_THROWS_AS(embedded_name_index("weights.tsv"), UsageError);
}

TEST_CASE("name index: each name of our tables leads to its row") {
  for (const IndexedTable& indexed : indexed_tables()) {
    const std::string_view text = embedded_table(indexed.table);
    const Table table = Table::parse(text, std::string(indexed.table));
    std::size_t missed = 0;
    for (const std::string_view column : indexed.columns) {
      for (const Table::Row& row : table.rows()) {
        const auto line = static_cast<std::uint32_t>(row.cells.front().data() - text.data());
        for (const std::string_view name : split_list(row.cells[table.column(column)])) {
          NameBeginnings beginnings;
          beginnings.add(fold(name));
          const auto lines = beginnings.lines(embedded_name_index(indexed.table));
          if (!std::binary_search(lines.begin(), lines.end(), line)) ++missed;
        }
      }
    }
    INFO(indexed.table);
    CHECK(missed == 0);
  }
}

TEST_CASE("name index: chosen lines are read as they are among all") {
  const std::vector<NameIndexEntry> index = index_names(kText, kNames);
  const Table table = Table::parse(kText, "names.tsv", names({"twitter"}).lines(index));
  REQUIRE(table.rows().size() == 1);
  CHECK(table.rows().front().cells[table.column("others")] == "Twitter;X Corp.");
  CHECK(table.line_number(table.rows().front()) == 4);
  const std::vector<std::uint32_t> bad{0, static_cast<std::uint32_t>(kText.find("in a comment"))};
  CHECK_THROWS_WITH(Table::parse(kText, "names.tsv", bad),
                    "names.tsv:3: 1 cells where the header has 3 columns");
}

}  // namespace chokepoint
