// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/current_index.h"

#include "common/base/error.h"
#include "common/base/program_name.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

}  // namespace

void prepare_index_directory(const fs::path& db) {
  std::error_code error;
  if (fs::exists(db, error) && !fs::is_directory(db, error)) {
    throw IndexError("\"" + db.string() + "\" is not a directory",
                     "name a directory for the index with --db=PATH");
  }
  fs::create_directories(db, error);
  if (error) throw IndexError("cannot create \"" + db.string() + "\": " + error.message());
  const auto is_ours = [](const std::string& name) {
    return name.starts_with(kStubName) || name == kLockName || name.starts_with("gen-");
  };
  for (const auto& entry : fs::directory_iterator(db, error)) {
    const std::string name = entry.path().filename().string();
    if (!is_ours(name)) {
      throw IndexError("\"" + db.string() + "\" is not an index: it holds \"" + name + "\"",
                       "name another directory with --db=PATH");
    }
  }
  if (error) throw IndexError("cannot list \"" + db.string() + "\": " + error.message());
}

void fail_for_damage(const IndexError& error) {
  throw IndexError(error.what(), std::string("rebuild it with \"") + indexer_name() +
                                     " --rebuild --db=PATH\" and the PATHs of the articles");
}

CurrentIndex open_current_index(const fs::path& db, Damage damage) {
  CurrentIndex current;
  try {
    current.generation = find_current_generation(db);
    if (current.generation) {
      current.manifest = read_manifest(current.generation->path);
      current.sources = read_sources(current.generation->path);
      if (damage == Damage::kIsError) check_table_sizes(*current.manifest, current.generation->path);
    }
  } catch (const IndexError& error) {
    if (damage == Damage::kIsError) fail_for_damage(error);
  }
  return current;
}

}  // namespace chokepoint
