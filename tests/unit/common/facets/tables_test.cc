// SPDX-License-Identifier: GPL-2.0-or-later
// What no parser can know: that the tables fit together.
#include <cmath>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "common/facets/gazetteer.h"
#include "common/facets/table.h"

using namespace chokepoint;

namespace {

const Vocabulary::Data& data() {
  static const Vocabulary loaded = Vocabulary::load();
  return loaded.data();
}

std::set<Cell> country_codes() {
  std::set<Cell> codes;
  for (const CountryRow& row : data().countries) codes.insert(row.code);
  return codes;
}

bool contains(const CellList& list, Cell wanted) {
  for (const Cell cell : list) {
    if (cell == wanted) return true;
  }
  return false;
}

// Fails the test with one line a fault, so that all of them are seen at once.
class Faults {
 public:
  void add(const std::string& fault) { faults_ += "\n  " + fault; }
  ~Faults() {
    INFO("faults:" << faults_);
    CHECK(faults_.empty());
  }
  Faults() = default;
  Faults(const Faults&) = delete;
  Faults& operator=(const Faults&) = delete;

 private:
  std::string faults_;
};

template <typename Rows, typename Key>
void check_unique(const Rows& rows, Key key) {
  Faults faults;
  std::set<std::string> seen;
  for (const auto& row : rows) {
    if (!seen.insert(key(row)).second) faults.add("twice: " + key(row));
  }
}

std::string text(Cell cell) {
  return std::string(cell);
}

}  // namespace

TEST_CASE("tables: no key stands twice") {
  check_unique(data().countries, [](const CountryRow& row) { return text(row.code); });
  check_unique(data().companies, [](const CompanyRow& row) { return text(row.name); });
  check_unique(data().authorities,
               [](const AuthorityRow& row) { return text(row.code) + ' ' + text(row.name); });
  check_unique(data().places, [](const PlaceRow& row) { return text(row.code) + ' ' + text(row.name); });
  check_unique(data().stop_phrases, [](const StopPhraseRow& row) { return text(row.phrase); });
  check_unique(data().measures, [](const MeasureRow& row) { return text(row.leaf); });
  check_unique(data().statuses, [](const StatusRow& row) { return text(row.status); });
  check_unique(data().word_classes, [](const WordClassRow& row) { return text(row.name); });
  check_unique(data().measure_cues, [](const MeasureCueRow& row) { return text(row.id); });
  check_unique(data().status_cues, [](const StatusCueRow& row) { return text(row.id); });
  check_unique(read_weights(data()),
               [](const WeightRow& row) { return text(row.model) + ' ' + text(row.feature); });
}

TEST_CASE("tables: every code is a jurisdiction of countries.tsv") {
  const std::set<Cell> codes = country_codes();
  Faults faults;
  for (const PlaceRow& row : data().places) {
    if (!codes.contains(row.code)) faults.add("place " + text(row.name) + ": " + text(row.code));
  }
  for (const AuthorityRow& row : data().authorities) {
    if (!codes.contains(row.code)) faults.add("authority " + text(row.name) + ": " + text(row.code));
  }
  for (const CompanyRow& row : data().companies) {
    if (!row.home.empty() && !codes.contains(row.home))
      faults.add("company " + text(row.name) + ": " + text(row.home));
  }
  for (const LocalNameRow& row : data().local_names) {
    if (!codes.contains(row.code)) faults.add("local name " + text(row.name) + ": " + text(row.code));
  }
  for (const CountryRow& row : data().countries) {
    if (!codes.contains(row.emitted())) faults.add("gives of " + text(row.code));
  }
}

TEST_CASE("tables: every parent is a company, and no chain of parents is a circle") {
  std::map<Cell, Cell> parent_of;
  for (const CompanyRow& row : data().companies) parent_of[row.name] = row.parent;
  Faults faults;
  for (const CompanyRow& row : data().companies) {
    Cell name = row.name;
    int steps = 0;
    while (!name.empty() && steps < 6) {
      const auto found = parent_of.find(name);
      if (found == parent_of.end()) {
        faults.add(text(row.name) + ": no row for the parent " + text(name));
        break;
      }
      name = found->second;
      ++steps;
    }
    if (steps == 6) faults.add(text(row.name) + ": the parents are a circle");
  }
}

TEST_CASE("tables: what a row declares ambiguous is one of its names") {
  Faults faults;
  for (const CompanyRow& row : data().companies) {
    for (const Cell name : row.ambiguous) {
      if (name != row.name && !contains(row.aliases, name) && !contains(row.products, name)) {
        faults.add(text(row.name) + ": " + text(name));
      }
    }
    if (!row.guard.empty() && row.guard != "ambiguous")
      faults.add(text(row.name) + ": guard " + text(row.guard));
  }
  for (const AuthorityRow& row : data().authorities) {
    for (const Cell name : row.context) {
      if (name != row.name && !contains(row.aliases, name)) faults.add(text(row.name) + ": " + text(name));
    }
  }
}

TEST_CASE("tables: a name that two companies share is guarded in at least one of them") {
  std::map<Cell, std::vector<Cell>> unguarded;
  for (const CompanyRow& row : data().companies) {
    std::set<Cell> names{row.name};
    names.insert(row.aliases.begin(), row.aliases.end());
    names.insert(row.products.begin(), row.products.end());
    for (const Cell name : names) {
      const bool guarded = contains(row.ambiguous, name) || (name == row.name && row.guard == "ambiguous");
      if (!guarded) unguarded[name].push_back(row.name);
    }
  }
  Faults faults;
  for (const auto& [name, rows] : unguarded) {
    if (rows.size() > 1) faults.add(text(name) + ": " + text(rows[0]) + " and " + text(rows[1]));
  }
}

TEST_CASE("tables: no stop phrase hides a company, an authority or a country") {
  std::set<Cell> stopped;
  for (const StopPhraseRow& row : data().stop_phrases) stopped.insert(row.phrase);
  Faults faults;
  const auto check = [&](Cell name, const CellList& others, Cell owner) {
    if (stopped.contains(name)) faults.add(text(owner) + ": " + text(name));
    for (const Cell other : others) {
      if (stopped.contains(other)) faults.add(text(owner) + ": " + text(other));
    }
  };
  for (const CompanyRow& row : data().companies) {
    check(row.name, row.aliases, row.name);
    check(row.name, row.products, row.name);
  }
  for (const AuthorityRow& row : data().authorities) check(row.name, row.aliases, row.name);
  for (const CountryRow& row : data().countries) check(row.name, row.names, row.code);
}

TEST_CASE("tables: a name of authorities of two jurisdictions needs its context in at least one") {
  std::map<Cell, std::set<Cell>> codes_of;
  for (const AuthorityRow& row : data().authorities) {
    std::set<Cell> names{row.name};
    names.insert(row.aliases.begin(), row.aliases.end());
    for (const Cell name : names) {
      if (!contains(row.context, name)) codes_of[name].insert(row.code);
    }
  }
  Faults faults;
  for (const auto& [name, codes] : codes_of) {
    if (codes.size() > 1) faults.add(text(name));
  }
}

TEST_CASE("tables: cues name leaves and statuses that exist") {
  std::set<Cell> leaves, statuses{"none"};
  for (const MeasureRow& row : data().measures) leaves.insert(row.leaf);
  for (const StatusRow& row : data().statuses) statuses.insert(row.status);
  Faults faults;
  for (const MeasureCueRow& row : data().measure_cues) {
    if (!leaves.contains(row.leaf)) faults.add(text(row.id) + ": leaf " + text(row.leaf));
    if (!row.status.empty() && !statuses.contains(row.status))
      faults.add(text(row.id) + ": " + text(row.status));
    if (row.actor != "state" && row.actor != "company" && row.actor != "either")
      faults.add(text(row.id) + ": actor " + text(row.actor));
    if (row.head.empty()) faults.add(text(row.id) + ": no head");
  }
  for (const StatusCueRow& row : data().status_cues) {
    if (!statuses.contains(row.status)) faults.add(text(row.id) + ": " + text(row.status));
  }
}

TEST_CASE("tables: every leaf has a cue") {
  std::set<Cell> leaves;
  for (const MeasureCueRow& row : data().measure_cues) leaves.insert(row.leaf);
  for (const MeasureRow& row : data().measures) {
    INFO(row.leaf);
    CHECK(leaves.contains(row.leaf));
  }
}

TEST_CASE("tables: every weight is a number that adds up") {
  Faults faults;
  for (const WeightRow& row : read_weights(data())) {
    if (!std::isfinite(row.weight)) faults.add(text(row.model) + ' ' + text(row.feature));
  }
}

TEST_CASE("tables: the rows that were compared with their source are counted") {
  for (const std::string_view name : table_names()) {
    if (name == "weights.tsv") continue;  // trained, not taken from a source that it could be compared with
    const Table table = Table::parse(embedded_table(name), std::string(name));
    const std::size_t source = table.column("source");
    const std::size_t checked = table.column("checked");
    std::size_t done = 0;
    for (const Table::Row& row : table.rows()) {
      if (!row.cells[checked].empty()) ++done;
      if (row.cells[source].empty()) FAIL_CHECK(name << ':' << table.line_number(row) << ": no source");
    }
    std::cout << name << ": " << done << " of " << table.rows().size() << " rows checked\n";
  }
}
