// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/command_line.h"

#include <cstdlib>

#include <catch2/catch.hpp>

#include "tests/support/temp_directory.h"

namespace chokepoint {
namespace {

OptionTable make_table() {
  OptionTable table = {
      {"db", "PATH", 0, "", Repeat::kAny, Place::kAnywhere, "CHOKEPOINT_TEST_VARIABLE"},
      {"limit", "N|all", 0, ""},
      {"quiet", "", 0, "", Repeat::kOnce, Place::kAnywhere, "", "verbose"},
      {"verbose", "", 0, "", Repeat::kOnce, Place::kAnywhere, "", "quiet"},
      {"show", "ID", 0, "", Repeat::kOnce, Place::kCommandLine},
      {"help", "", 0, "", Repeat::kOnce, Place::kAlone},
  };
  for (const OptionSpec& spec : config_options(0)) table.push_back(spec);
  return table;
}

// "--name=value" or "--name" of what is given and then the words, separated by blanks; the message if the
// line is refused, with "$" for the file.
std::string read(std::vector<std::string> arguments, const std::filesystem::path& config = {},
                 SingleDash single_dash = SingleDash::kIsWord) {
  const OptionTable table = make_table();
  std::string out;
  const auto add = [&out](const std::string& text) { out += (out.empty() ? "" : " ") + text; };
  try {
    const CommandLine line = read_command_line(table, std::move(arguments), single_dash, config);
    for (const GivenOption& given : line.options)
      add(flag(table[given.index].name) + (given.text.empty() ? "" : "=" + given.text));
    for (const std::string& word : line.words) add(word);
  } catch (const UsageError& error) {
    out = error.what();
  }
  const std::size_t at = config.empty() ? std::string::npos : out.find(config.string());
  return at == std::string::npos ? out : out.replace(at, config.string().size(), "$");
}

}  // namespace

TEST_CASE("command line: options, values and words") {
  CHECK(read({}).empty());
  CHECK(read({"a", "--limit", "5", "b", "--quiet"}) == "--limit=5 --quiet a b");
  CHECK(read({"--db=a", "--db=b", "--", "--limit"}) == "--db=a --db=b --limit");
  CHECK(read({"-h"}) == "--help");
  CHECK(read({"-word"}) == "-word");
  CHECK(read({"-word"}, {}, SingleDash::kIsUnknown) == "unknown option \"-word\"");
  CHECK(read({"--", "-word"}, {}, SingleDash::kIsUnknown) == "-word");
  CHECK(read({"-"}, {}, SingleDash::kIsUnknown) == "-");
  CHECK(read({"-w"}) == "unknown option \"-w\"");
  CHECK(read({"--limt=5"}) == "unknown option \"--limt\"; did you mean \"--limit\"?");
  CHECK(read({"--limit"}) == "--limit needs a value");
  CHECK(read({"--limit="}) == "--limit needs a value");
  CHECK(read({"--quiet=yes"}) == "--quiet takes no value");
  CHECK(read({"--limit=1", "--limit=2"}) == "--limit is given twice");
}

TEST_CASE("command line: a file gives what the command line does not") {
  const TempDirectory directory;
  const auto config = directory.write("x.conf", "db = a\nlimit = 5\ndb = b\nquiet\n");
  CHECK(read({"word"}, config) == "--db=a --limit=5 --db=b --quiet word");
  CHECK(read({"--limit=7"}, config) == "--db=a --db=b --quiet --limit=7");
  CHECK(read({"--db=c"}, config) == "--limit=5 --quiet --db=c");
  CHECK(read({"--verbose"}, config) == "--db=a --limit=5 --db=b --verbose");
  CHECK(read({"--no-config", "--limit=7"}, config) == "--limit=7");
  CHECK(read({"--config=" + config.string()}) == "--db=a --limit=5 --db=b --quiet");
  CHECK(read({"--config=" + config.string(), "--no-config"}) ==
        "--config and --no-config exclude one another");
  CHECK(read({}, directory.path() / "none.conf").empty());
}

TEST_CASE("command line: the environment beats the file, and the command line both") {
  const TempDirectory directory;
  const auto config = directory.write("x.conf", "db = a\n");
  ::setenv("CHOKEPOINT_TEST_VARIABLE", "", 1);
  CHECK(read({}, config) == "--db=a");
  ::setenv("CHOKEPOINT_TEST_VARIABLE", "e", 1);
  CHECK(read({}, config).empty());
  CHECK(read({"--db=c"}, config) == "--db=c");
  ::unsetenv("CHOKEPOINT_TEST_VARIABLE");
}

TEST_CASE("command line: what is wrong in a file is named with its line") {
  const TempDirectory directory;
  struct Case {
    std::string text, message;
  };
  const std::vector<Case> cases = {
      {"\nlimt = 5", "$:2: unknown option \"limt\"; did you mean \"limit\"?"},
      {"frobnicate", "$:1: unknown option \"frobnicate\""},
      {"--limit = 5", "$:1: in a file, names have no dashes: \"--limit\""},
      {"show = a", "$:1: \"show\" is for the command line only"},
      {"help", "$:1: \"help\" is for the command line only"},
      {"config = x", "$:1: \"config\" is for the command line only"},
      {"limit", "$:1: \"limit\" needs a value"},
      {"limit =", "$:1: \"limit\" needs a value"},
      {"quiet = yes", "$:1: \"quiet\" takes no value"},
      {"limit = 1\nlimit = 2", "$:2: --limit is given twice"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const auto config = directory.write("x.conf", c.text);
    CHECK(read({}, config) == c.message);
    CHECK(read({"--help"}, config) == "--help");  // which must work with any file
  }
}

TEST_CASE("command line: a file name in a file may begin with the home directory") {
  const TempDirectory directory;
  const auto config = directory.write("x.conf", "db = ~/a\nlimit = ~/b");
  const char* home = std::getenv("HOME");
  const std::string before = home == nullptr ? "" : home;
  ::setenv("HOME", "/home/u", 1);
  CHECK(read({}, config) == "--db=/home/u/a --limit=~/b");
  if (home == nullptr)
    ::unsetenv("HOME");
  else
    ::setenv("HOME", before.c_str(), 1);
}

}  // namespace chokepoint
