// SPDX-License-Identifier: GPL-2.0-or-later
// Ignore files of any bytes: reading and matching end, and a path says of itself what a line that quotes each
// of its characters says of it. Names of files and directories: judging ends, and what is wanted by its
// suffix is not ignored for it.
//
// The input is a path, a newline, and the lines.
#include "indexer/source/ignore_rules.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/source/directory_names.h"
#include "indexer/source/ignored_names.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

// A pattern that matches exactly `path`, bound to the directory.
std::string quoted(std::string_view path) {
  std::string line = "/";
  for (const char c : path) line += c == '/' ? std::string("/") : std::string("\\") + c;
  return line;
}

void check_rules(std::string_view path, std::string_view lines) {
  IgnoreRules rules;
  rules.push("", lines);
  for (const bool is_directory : {false, true}) rules.judge(path, is_directory);

  const bool is_path = !path.empty() && path.find('\0') == std::string_view::npos && path.front() != '/' &&
                       path.back() != '/' && path.back() != '\r';
  rules.push("", quoted(path));
  if (is_path) require(rules.judge(path, false) == Verdict::kIgnore, "a quoted path matches itself", path);
}

// `neighbours` are in the same directory, a line each.
void check_name(std::string_view name, std::string_view neighbours) {
  std::vector<std::string> names = {std::string(name.substr(0, name.find('\0')))};
  while (!neighbours.empty()) {
    const std::string_view line = neighbours.substr(0, neighbours.find_first_of(std::string_view("\n\0", 2)));
    neighbours.remove_prefix(std::min(line.size() + 1, neighbours.size()));
    names.emplace_back(line);
  }
  const DirectoryNames siblings(names);
  for (const DirectoryKind parent :
       {DirectoryKind::kOrdinary, DirectoryKind::kMaildir, DirectoryKind::kMail}) {
    const Surroundings here{kind_of_directory("cur", siblings, parent), siblings};
    is_ignored_name(names[0], true, here, {});
    const bool is_ignored = is_ignored_name(names[0], false, here, {});
    const bool is_still_ignored = is_ignored_name(names[0], false, here, {type_suffix(names[0])});
    require(is_ignored || !is_still_ignored, "what is wanted is no more ignored than before", name);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::string_view path = input.line();
  const std::string_view lines = input.rest();
  check_rules(path, lines);
  check_name(path, lines);
  return 0;
}
