// SPDX-License-Identifier: GPL-2.0-or-later
// Reads a command line, and the configuration file behind it, by a table of options.
//
// What is given on the command line beats the file: a name that stands there makes all lines of that name
// void, also of options that may be repeated. A variable of the environment (OptionSpec::environment) beats
// the file, too, and the command line beats the variable.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "common/base/error.h"
#include "common/cli/option_table.h"

namespace chokepoint {

struct GivenOption {
  std::size_t index = 0;  // in the table
  std::string text;       // its value; never empty where the option takes one
  std::string where;      // "PATH:LINE" in a file; empty: on the command line
};

struct CommandLine {
  std::vector<GivenOption> options;  // those of the file first, without --config and --no-config
  std::vector<std::string> words;    // what is no option, in order
  std::string config;                // the file that had a say; empty: none
};

// How arguments with a single dash are taken.
enum class SingleDash { kIsUnknown, kIsWord };  // kIsWord: but for a dash and one letter

// `arguments` are what follows the program's name, UTF-8 or not. -h and -V mean --help and --version; "--"
// ends the options. `default_config` is read, if it exists, unless --config or --no-config says otherwise;
// empty: there is none. Throws UsageError, with a hint, for an unknown or repeated option and for a value too
// many or too few; of a file it names the line.
CommandLine read_command_line(const OptionTable& table, std::vector<std::string> arguments,
                              SingleDash single_dash, const std::filesystem::path& default_config);

// Calls `set`, and puts before the message of a UsageError where `given` was given.
template <typename Set>
void set_given(const GivenOption& given, Set set) {
  try {
    set();
  } catch (const UsageError& error) {
    if (given.where.empty()) throw;
    throw UsageError(given.where + ": " + error.what(), error.hint());
  }
}

}  // namespace chokepoint
