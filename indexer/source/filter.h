// SPDX-License-Identifier: GPL-2.0-or-later
// --filter=TYPE:COMMAND: a user's own converter for a kind of file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

struct Filter {
  std::string type;                // a MIME type or a suffix (".abc"), lower case
  std::string command;             // as it was given
  std::vector<std::string> words;  // the command, parted as a shell would; never empty
};

// Reads "TYPE:COMMAND". The words of COMMAND are parted by blanks; '…', "…" and \ quote as in a shell, and
// nothing else means anything. A program with a slash in its name is made absolute, as it runs in another
// directory. Throws UsageError.
Filter parse_filter(const std::string& text);

// The filter for files of this base name, or of this MIME type; the last one given wins. Null if there is
// none.
const Filter* find_filter_by_name(const std::vector<Filter>& filters, std::string_view name);
const Filter* find_filter_by_type(const std::vector<Filter>& filters, std::string_view media_type);

}  // namespace chokepoint
