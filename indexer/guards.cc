// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/guards.h"

#include <algorithm>
#include <set>

#include <xapian.h>

#include "common/base/error.h"
#include "common/index/fields.h"
#include "common/index/index_info.h"
#include "common/index/xapian_errors.h"
#include "indexer/publish/index_check.h"

namespace chokepoint {
namespace {

constexpr std::uint64_t kMaxReadFailuresOneIn = 20;
constexpr const char* kHint = "check the disk and the limits of the system, then run again";

bool contains(const std::vector<std::string>& roots, const std::string& root) {
  return std::find(roots.begin(), roots.end(), root) != roots.end();
}

std::set<std::string> files_of_dropped_roots(const CurrentIndex& current,
                                             const std::vector<std::string>& roots) {
  std::set<std::string> files;
  for (const Source& source : current.sources) {
    if (!contains(roots, current.manifest->roots.at(source.file.root))) files.insert(source.file.id);
  }
  return files;
}

std::uint64_t count_vanished(const Xapian::Database& old_database, const Xapian::Database& new_database,
                             const std::set<std::string>& excused_files) {
  const std::string prefix(kIdPrefix);
  std::uint64_t vanished = 0;
  for (auto term = old_database.allterms_begin(prefix); term != old_database.allterms_end(prefix); ++term) {
    if (new_database.term_exists(*term)) continue;
    const std::string id = (*term).substr(prefix.size());
    if (!excused_files.contains(id) && !excused_files.contains(id.substr(0, id.find('#')))) ++vanished;
  }
  return vanished;
}

std::uint64_t articles_of_root(const CurrentIndex& current, const std::string& root) {
  std::uint64_t articles = 0;
  for (const Source& source : current.sources) {
    if (current.manifest->roots.at(source.file.root) == root) articles += source.articles.size();
  }
  return articles;
}

// False, too, if it cannot be read: that may be the fault of the system.
bool is_damaged(const CurrentIndex& current) {
  try {
    return !compare_tables(*current.manifest, current.generation->path).empty();
  } catch (const IndexError&) {
    return false;
  } catch (const std::filesystem::filesystem_error&) {
    return false;
  }
}

Xapian::Database open_new(const std::filesystem::path& database) {
  try {
    return open_database(database.string());
  } catch (const Xapian::Error& error) {
    throw InputError(describe(error, "read the new generation"), kHint);
  }
}

}  // namespace

void guard_against_vanishing(const CurrentIndex& current, const std::filesystem::path& database,
                             const std::vector<std::string>& roots, const std::vector<std::string>& moved,
                             unsigned max_percent, const Diagnostics& diagnostics) {
  if (!current.has_articles()) return;
  std::set<std::string> excused = files_of_dropped_roots(current, roots);
  excused.insert(moved.begin(), moved.end());
  std::uint64_t vanished = 0;
  const Xapian::Database new_database = open_new(database);
  try {
    vanished = count_vanished(open_database(current.generation->path.string()), new_database, excused);
  } catch (const Xapian::Error& error) {
    const std::string what = describe(error, "compare with the current generation");
    // Whatever else keeps us from reading it must not disarm the guard.
    if (!is_damaged(current)) throw InputError(what, kHint);
    diagnostics.warning(what + ": it is damaged");
    return;
  }
  const std::uint64_t articles = current.manifest->articles;
  if (vanished * 100 > articles * max_percent) {
    throw GuardError(std::to_string(vanished) + " of " + std::to_string(articles) +
                         " articles vanished, more than " + std::to_string(max_percent) +
                         " percent; nothing was published",
                     "if they were meant to go, run again with --max-vanished=100");
  }
}

void guard_against_failing_disk(const std::vector<Skip>& skips, std::uint64_t files) {
  const auto failed = static_cast<std::uint64_t>(std::count_if(
      skips.begin(), skips.end(), [](const Skip& skip) { return skip.reason == kReadFailure; }));
  if (failed * kMaxReadFailuresOneIn <= files) return;
  throw InputError(std::to_string(failed) + " of " + std::to_string(files) +
                       " files could not be read because of I/O errors; nothing was published",
                   "is the disk or the network failing? see the system's log");
}

void guard_against_empty_roots(const CurrentIndex& current, const std::vector<std::string>& roots,
                               const std::vector<Source>& sources, const Diagnostics& diagnostics) {
  std::vector<std::uint64_t> articles(roots.size(), 0);
  for (const Source& source : sources) articles[source.file.root] += source.articles.size();
  for (std::size_t i = 0; i < roots.size(); ++i) {
    if (articles[i] != 0) continue;
    const bool was_empty = contains(current.roots(), roots[i]) && articles_of_root(current, roots[i]) == 0;
    if (current.has_articles() && !was_empty) {
      throw GuardError("\"" + roots[i] + "\" has no article; nothing was published",
                       "is a disk not mounted? forget a root with --drop-root=PATH");
    }
    diagnostics.warning("\"" + roots[i] + "\" has no article");
  }
}

}  // namespace chokepoint
