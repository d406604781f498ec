// SPDX-License-Identifier: GPL-2.0-or-later
// searcher.1 says of options and exit statuses what the code says.
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "common/cli/exit_status.h"
#include "searcher/option_rows.h"
#include "searcher/options.h"
#include "tests/support/manual_page.h"

namespace chokepoint {

TEST_CASE("manual: searcher.1 has an entry for each option of --help, and for no other") {
  const std::set<std::string> expected = long_options_in(help_text());
  REQUIRE(expected.contains("country"));
  CHECK(ManualPage("searcher/searcher.1").options() == expected);
}

TEST_CASE("manual: searcher.1 names the options that no configuration file may have") {
  std::set<std::string> expected;
  for (const OptionSpec& spec : option_table()) {
    if (spec.place != Place::kAnywhere) expected.emplace(spec.name);
  }
  CHECK(ManualPage("searcher/searcher.1").options_below("command line only") == expected);
}

TEST_CASE("manual: searcher.1 lists the exit statuses of the searcher") {
  std::set<int> expected;
  for (const ExitStatus status :
       {ExitStatus::kOk, ExitStatus::kNoResult, ExitStatus::kUsage, ExitStatus::kIndex,
        ExitStatus::kResources, ExitStatus::kShard, ExitStatus::kDeadline, ExitStatus::kSignal})
    expected.insert(static_cast<int>(status));
  CHECK(ManualPage("searcher/searcher.1").exit_statuses() == expected);
}

}  // namespace chokepoint
