// SPDX-License-Identifier: GPL-2.0-or-later
// indexer.1 says of options, exit statuses and skip reasons what the code says.
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "common/cli/exit_status.h"
#include "indexer/options.h"
#include "indexer/source/ignored_names.h"
#include "indexer/source/skip.h"
#include "tests/support/manual_page.h"

namespace chokepoint {
namespace {

constexpr const char* kPage = "indexer/indexer.1";

// The codes of the table in skip.cc, whose rows begin with SkipReason{"CODE".
std::set<std::string> declared_skip_reasons() {
  const std::string beginning = "SkipReason{\"";
  std::set<std::string> codes;
  for (const std::string& line : read_source_lines("indexer/source/skip.cc")) {
    const auto at = line.find(beginning);
    if (at == std::string::npos) continue;
    const auto begin = at + beginning.size();
    codes.insert(line.substr(begin, line.find('"', begin) - begin));
  }
  return codes;
}

}  // namespace

TEST_CASE("manual: indexer.1 has an entry for each option of --help, and for no other") {
  const std::string help = indexer_help();
  // The list; above it stands an example with options of the searcher.
  const std::set<std::string> expected = long_options_in(help.substr(help.find("\n  --")));
  REQUIRE(expected.contains("rebuild"));
  CHECK(ManualPage(kPage).options() == expected);
}

TEST_CASE("manual: indexer.1 names the options that no configuration file may have") {
  std::set<std::string> expected;
  for (const OptionSpec& spec : indexer_option_table()) {
    if (spec.place != Place::kAnywhere) expected.emplace(spec.name);
  }
  CHECK(ManualPage("indexer/indexer.1").options_below("command line only") == expected);
}

TEST_CASE("manual: indexer.1 lists the exit statuses of the indexer") {
  std::set<int> expected;
  for (const ExitStatus status :
       {ExitStatus::kOk, ExitStatus::kNoResult, ExitStatus::kUsage, ExitStatus::kIndex,
        ExitStatus::kResources, ExitStatus::kGuard, ExitStatus::kLocked, ExitStatus::kSignal})
    expected.insert(static_cast<int>(status));
  CHECK(ManualPage(kPage).exit_statuses() == expected);
}

TEST_CASE("manual: indexer.1 lists each skip reason with its meaning") {
  std::set<std::string> listed;
  for (const auto& [code, meaning] : ManualPage(kPage).list("reasons")) {
    CHECK(meaning == explain_skip_reason(code));
    listed.insert(code);
  }
  REQUIRE(listed.contains("binary"));
  CHECK(listed == declared_skip_reasons());
}

TEST_CASE("manual: indexer.1 lists the suffixes that are ignored") {
  std::set<std::string> listed;
  bool is_list = false;
  for (const std::string& line : read_source_lines(kPage)) {
    if (is_list && !line.starts_with(".Pa ")) break;
    std::istringstream words(is_list ? line : std::string());
    for (std::string word; words >> word;) {
      if (word != ".Pa" && word != "," && word != ".") listed.insert(word);
    }
    is_list = is_list || line == ".\\\" ignored suffixes:";
  }
  const std::vector<std::string> suffixes = ignored_suffixes();
  CHECK(listed == std::set<std::string>(suffixes.begin(), suffixes.end()));
}

}  // namespace chokepoint
