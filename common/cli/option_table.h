// SPDX-License-Identifier: GPL-2.0-or-later
// What is said once of each option: its name, what it takes, its help. Command lines, configuration files,
// --help and completion all go by a program's table of these.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

enum class Repeat { kOnce, kAny };

// Where an option may stand.
enum class Place {
  kAnywhere,     // on the command line or in a configuration file
  kCommandLine,  // asks for something this once, so it has no place in a file
  kAlone,        // on the command line, and then nothing else matters, a broken file least (--help)
};

struct OptionSpec {
  std::string_view name;  // without dashes
  // What --help calls the value; empty: takes none. Of the parts between "|", those in lower case are values
  // as they stand ("all" in "N|all"), the others say what to put there; PATH and FILE are names of files.
  std::string_view value;
  int group = 0;  // the heading of --help, as the program numbers them
  std::string_view help;
  Repeat repeat = Repeat::kOnce;
  Place place = Place::kAnywhere;
  std::string_view environment = {};  // a variable that beats the file, if it is set and not empty
  std::string_view rival = {};        // an option that, on the command line, makes one in the file void
};

using OptionTable = std::vector<OptionSpec>;

// "--name"
std::string flag(std::string_view name);
std::string in_quotes(std::string_view text);

// Null if there is none of that name.
const OptionSpec* find_option(const OptionTable& table, std::string_view name);

// The name in `table` that a misspelt one is nearest to; empty if none is near.
std::string_view nearest_option(const OptionTable& table, std::string_view wrong);

// The values of `spec` that can be written as they stand, in order; views into spec.value.
std::vector<std::string_view> literal_values(const OptionSpec& spec);

bool takes_file_name(const OptionSpec& spec);

// The options that both programs have for their configuration file, under `group`.
OptionTable config_options(int group);
inline constexpr std::string_view kConfigOption = "config";
inline constexpr std::string_view kNoConfigOption = "no-config";

}  // namespace chokepoint
