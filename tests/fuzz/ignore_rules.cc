// SPDX-License-Identifier: GPL-2.0-or-later
// Ignore files of any bytes: reading and matching end, and a path says of itself what a line that quotes each
// of its characters says of it.
//
// The input is a path, a newline, and the lines.
#include "indexer/source/ignore_rules.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace chokepoint;

namespace {

// A pattern that matches exactly `path`, bound to the directory.
std::string quoted(std::string_view path) {
  std::string line = "/";
  for (const char c : path) line += c == '/' ? std::string("/") : std::string("\\") + c;
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = input.find('\n');
  const std::string_view path = input.substr(0, end);
  const std::string_view lines = end == std::string_view::npos ? std::string_view() : input.substr(end + 1);

  IgnoreRules rules;
  rules.push("", lines);
  for (const bool is_directory : {false, true}) rules.judge(path, is_directory);

  const bool is_path = !path.empty() && path.find('\0') == std::string_view::npos && path.front() != '/' &&
                       path.back() != '/' && path.back() != '\r';
  rules.push("", quoted(path));
  if (is_path && rules.judge(path, false) != Verdict::kIgnore) {
    std::fprintf(stderr, "a quoted path does not match itself: \"%s\"\n", std::string(path).c_str());
    std::abort();
  }
  return 0;
}
