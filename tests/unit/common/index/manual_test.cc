// SPDX-License-Identifier: GPL-2.0-or-later
// The manual says of fields, their values and exit statuses what the code says.
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "common/facets/vocabulary.h"
#include "common/index/fields.h"
#include "tests/support/manual_page.h"

namespace chokepoint {
namespace {

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text;
}

// Each group with its members, both in the order of the table.
ManualPage::Items groups_of(const std::vector<std::string>& members,
                            const std::function<std::string(const std::string&)>& group_of) {
  std::vector<std::pair<std::string, std::vector<std::string>>> groups;
  for (const std::string& member : members) {
    const std::string group = group_of(member);
    if (groups.empty() || groups.back().first != group) groups.push_back({group, {}});
    groups.back().second.push_back(member);
  }
  ManualPage::Items items;
  for (const auto& [group, values] : groups) items.emplace_back(group, joined(values));
  return items;
}

// The numbers that exit_status.h gives to "kName = NUMBER".
std::set<int> declared_exit_statuses() {
  std::set<int> statuses;
  for (const std::string& line : read_source_lines("common/cli/exit_status.h")) {
    const auto equals = line.find(" = ");
    if (line.starts_with("  k") && equals != std::string::npos)
      statuses.insert(std::stoi(line.substr(equals + 3)));
  }
  return statuses;
}

}  // namespace

TEST_CASE("manual: the fields of a query and their help are those of the field table") {
  ManualPage::Items expected;
  for (const FieldInfo& field : all_fields()) {
    if (field.is_queried) expected.emplace_back(field.name, field.help);
  }
  CHECK(ManualPage("searcher/query.7").list("fields") == expected);
}

TEST_CASE("manual: measures and statuses and their groups are those of the tables") {
  const Vocabulary vocabulary = Vocabulary::load();
  const ManualPage page("searcher/query.7");
  CHECK(page.list("measures") == groups_of(vocabulary.all_measures(), [&](const std::string& leaf) {
          return vocabulary.measure_group(leaf);
        }));
  CHECK(page.list("statuses") == groups_of(vocabulary.all_statuses(), [&](const std::string& status) {
          return vocabulary.status_group(status);
        }));
}

TEST_CASE("manual: both pages together list each exit status, and no other") {
  std::set<int> listed = ManualPage("indexer/indexer.1").exit_statuses();
  listed.merge(ManualPage("searcher/searcher.1").exit_statuses());
  REQUIRE(listed.size() > 5);
  CHECK(listed == declared_exit_statuses());
}

}  // namespace chokepoint
