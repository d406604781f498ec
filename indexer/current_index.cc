// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/current_index.h"

#include "common/base/error.h"
#include "common/base/program_name.h"

namespace chokepoint {

namespace fs = std::filesystem;

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
