// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/config_file.h"

#include <catch2/catch.hpp>

#include "common/base/error.h"
#include "tests/support/temp_directory.h"

namespace chokepoint {
namespace {

// "LINE:name" or "LINE:name=value" of each line, separated by "|"; the message if the text is refused.
std::string parsed(std::string_view text) {
  std::string out;
  try {
    for (const ConfigLine& line : parse_config(text, "f")) {
      out += (out.empty() ? "" : "|") + line.where + ":" + line.name;
      if (line.value) out += "=" + *line.value;
    }
  } catch (const UsageError& error) {
    return error.what();
  }
  return out;
}

std::string why_unreadable(const std::filesystem::path& path, MissingFile missing) {
  try {
    read_config_file(path, missing);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "read";
}

}  // namespace

TEST_CASE("config file: lines are names, or names and values") {
  using namespace std::string_view_literals;
  struct Case {
    std::string_view text, expected;
  };
  const Case cases[] = {
      {"", ""},
      {"\n  \n\t\n", ""},
      {"limit=5", "f:1:limit=5"},
      {"limit = 5\n", "f:1:limit=5"},
      {" \tlimit\t=\t5 6 \r\nstrict\r\n", "f:1:limit=5 6|f:2:strict"},
      {"\xEF\xBB\xBFstrict", "f:1:strict"},
      {"# a = b\n  # c\nstrict # d = e", "f:3:strict"},
      {"limit = 5 # more", "f:1:limit=5"},
      {"publisher = C#", "f:1:publisher=C#"},
      {"publisher = \"Wire # 9\" # why", "f:1:publisher=Wire # 9"},
      {"publisher = \" x \"", "f:1:publisher= x "},
      {"publisher = a \"b\" c", "f:1:publisher=a \"b\" c"},
      {"since =", "f:1:since="},
      {"a = b = c", "f:1:a=b = c"},
      {"x\n= 5", "f:2: the name is missing"},
      {"x\n\nlimit 5", "f:3: \"limit 5\" is no name"},
      {"lim it = 5", "f:1: \"lim it\" is no name"},
      {"publisher = \"x", "f:1: the quote is not closed"},
      {"publisher = \"x\" y", "f:1: something follows the closing quote"},
      {"limit = 5\n\0\n"sv, "f:2: not text"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(parsed(c.text) == c.expected);
  }
}

TEST_CASE("config file: what cannot be read is an error, and missing it is when it was asked for") {
  const TempDirectory directory;
  const std::string missing = (directory.path() / "none.conf").string();
  CHECK(why_unreadable(missing, MissingFile::kIsEmpty) == "read");
  CHECK(why_unreadable(missing, MissingFile::kIsAnError) ==
        "cannot read the configuration file \"" + missing + "\": No such file or directory");
  CHECK(why_unreadable(directory.path(), MissingFile::kIsEmpty) ==
        "cannot read the configuration file \"" + directory.path().string() + "\": it is a directory");
  const auto large = directory.write("large.conf", std::string(kMaxConfigBytes + 1, '\n'));
  CHECK(why_unreadable(large, MissingFile::kIsEmpty) ==
        "cannot read the configuration file \"" + large.string() + "\": it is larger than 1 MiB");
  CHECK(read_config_file(directory.write("ok.conf", "a\nb = c"), MissingFile::kIsAnError).size() == 2);
}

}  // namespace chokepoint
