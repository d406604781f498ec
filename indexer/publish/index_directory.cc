// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/index_directory.h"

#include <algorithm>
#include <new>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "common/base/error.h"
#include "common/index/generation.h"
#include "indexer/publish/durable_files.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

// A name in the directory of an index, and what it stands for.
struct Name {
  std::string text;
  std::optional<std::uint64_t> generation;  // of "gen-00000007" and of "gen-00000007.tmp"
  bool is_unfinished = false;
  bool is_foreign = false;
};

Name parse_name(std::string text) {
  Name name;
  std::string_view stem = text;
  name.is_unfinished = stem.ends_with(kUnfinishedSuffix);
  if (name.is_unfinished) stem.remove_suffix(kUnfinishedSuffix.size());
  name.generation = parse_generation_name(stem);
  const bool is_lock = text == kLockName;
  name.is_foreign = !name.generation && stem != kStubName && !is_lock;
  name.text = std::move(text);
  return name;
}

std::vector<Name> list_names(const fs::path& db) {
  std::vector<Name> names;
  std::error_code error;
  for (fs::directory_iterator entry(db, error), end; !error && entry != end; entry.increment(error))
    names.push_back(parse_name(entry->path().filename().string()));
  const std::string fault = "cannot list \"" + db.string() + "\": " + error.message();
  if (is_shortage(error.value())) throw InputError(fault);
  if (error) throw IndexError(fault);
  std::sort(names.begin(), names.end(), [](const Name& a, const Name& b) {
    return std::tie(a.generation, a.text) < std::tie(b.generation, b.text);
  });
  return names;
}

// With its name on the disk, or the power may take it and all below away again.
void create_directories_durably(const fs::path& path) {
  std::error_code error;
  if (path.empty() || fs::exists(path, error)) return;
  create_directories_durably(path.parent_path());
  fs::create_directory(path, error);
  if (error) throw IndexError("cannot create \"" + path.string() + "\": " + error.message());
  sync_directory(path.parent_path());
}

}  // namespace

std::string unfinished_name(std::string name) {
  return name.append(kUnfinishedSuffix);
}

void prepare_index_directory(const fs::path& db) {
  std::error_code error;
  if (fs::exists(db, error) && !fs::is_directory(db, error)) {
    throw IndexError("\"" + db.string() + "\" is not a directory",
                     "name a directory for the index with --db=PATH");
  }
  create_directories_durably(db);
  if (const auto foreign = foreign_names(db); !foreign.empty()) {
    throw IndexError("\"" + db.string() + "\" is not an index: it holds \"" + foreign.front() + "\"",
                     "name another directory with --db=PATH");
  }
}

std::vector<std::string> foreign_names(const fs::path& db) {
  std::vector<std::string> foreign;
  for (Name& name : list_names(db)) {
    if (name.is_foreign) foreign.push_back(std::move(name.text));
  }
  return foreign;
}

std::uint64_t next_generation_number(const fs::path& db) {
  std::uint64_t highest = 0;
  for (const Name& name : list_names(db)) highest = std::max(highest, name.generation.value_or(0));
  if (!parse_generation_name(generation_name(highest + 1)))
    throw IndexError("\"" + db.string() + "\" has no number left for a new generation",
                     "remove the directory \"" + generation_name(highest) + "\" if no indexer made it");
  return highest + 1;
}

void collect_garbage(const fs::path& db, std::uint64_t current, std::size_t keep) {
  std::vector<std::string> doomed;
  std::vector<std::string> older;
  try {
    for (const Name& name : list_names(db)) {
      const bool is_newer = name.generation > current;  // placed, but its run died before the stub named it
      if (name.is_foreign) continue;
      if (name.is_unfinished || is_newer) {
        doomed.push_back(name.text);
      } else if (name.generation && name.generation < current) {
        older.push_back(name.text);
      }
    }
    if (older.size() > keep)
      doomed.insert(doomed.end(), older.begin(), older.end() - static_cast<std::ptrdiff_t>(keep));
    if (!doomed.empty()) sync_directory(db);
    std::error_code ignored;
    for (const std::string& name : doomed) fs::remove_all(db / name, ignored);
  } catch (const Error&) {  // left to the next run
  } catch (const std::bad_alloc&) {
  }
}

}  // namespace chokepoint
