// SPDX-License-Identifier: GPL-2.0-or-later
// Files and directories that hold no article, told by their names alone and never opened: hidden ones, what
// editors and downloads leave behind, and what comes along with articles (pictures and scripts of a saved
// page, a Maildir's unfinished mail). Everything else is opened, and its content decides.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/source/directory_names.h"

namespace chokepoint {

// A Maildir has the directories cur, new and tmp; the files in cur and new are mail, one each.
enum class DirectoryKind { kOrdinary, kMaildir, kMail };

// What the directory `name` in a directory of kind `parent` is, by the names in it.
DirectoryKind kind_of_directory(std::string_view name, const DirectoryNames& names, DirectoryKind parent);

// Where a name stands.
struct Surroundings {
  DirectoryKind kind = DirectoryKind::kOrdinary;
  const DirectoryNames& siblings;  // itself among them
};

// `wanted_suffixes` (".csv") are never ignored: something has been set up that reads them.
bool is_ignored_name(std::string_view name, bool is_directory, const Surroundings& surroundings,
                     const std::vector<std::string>& wanted_suffixes);

// What a file's name says of its type, in lower case and with the dot; empty if nothing. What compression
// adds does not count (".html" for "A.HTML.gz"), nor does the query of a mirrored page (".php" for
// "a.php?id=3", which wget writes "a.php@id=3" where file names have no "?").
std::string type_suffix(std::string_view name);

// The suffixes of files that are ignored, with the dot, for the manual.
std::vector<std::string> ignored_suffixes();

}  // namespace chokepoint
