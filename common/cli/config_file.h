// SPDX-License-Identifier: GPL-2.0-or-later
// Configuration files: a line "name = value" an option, "name" alone for one without a value. Blanks around
// names and values do not count. "#" at the beginning of a line or after a blank begins a comment; a value
// that holds one, or begins or ends with blanks, stands in double quotes, in which nothing is special.
//
// What a name or value means is not known here; command_line.h checks both.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

inline constexpr std::size_t kMaxConfigBytes = 1024 * 1024;

struct ConfigLine {
  std::string name;
  std::optional<std::string> value;
  std::string where;  // "PATH:LINE", for messages
};

// $XDG_CONFIG_HOME/chokepoint/PROGRAM.conf, else $HOME/.config/chokepoint/PROGRAM.conf. Empty if neither is
// an absolute path: one relative to wherever we are started could be anybody's.
std::filesystem::path default_config_path(std::string_view program);

enum class MissingFile { kIsAnError, kIsEmpty };

// The lines of the file, in order. Throws UsageError that names file and line for one that is not of the form
// above, and that names the file for one that cannot be read, is longer than kMaxConfigBytes, or, if asked
// for, is missing.
std::vector<ConfigLine> read_config_file(const std::filesystem::path& path, MissingFile missing);

// The same of a text; `path` is for messages.
std::vector<ConfigLine> parse_config(std::string_view text, const std::string& path);

}  // namespace chokepoint
