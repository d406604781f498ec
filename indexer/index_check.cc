// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index_check.h"

#include <algorithm>

#include <xapian.h>

#include "common/base/error.h"
#include "common/index/index_info.h"
#include "common/index/xapian_errors.h"
#include "indexer/generation_files.h"

namespace chokepoint {
namespace {

void compare_tables(const Manifest& manifest, const std::vector<ManifestTable>& present,
                    const std::string& directory, std::vector<std::string>& faults) {
  const auto named = [](const std::string& name) {
    return [name](const ManifestTable& table) { return table.name == name; };
  };
  for (const ManifestTable& wanted : manifest.tables) {
    const auto found = std::find_if(present.begin(), present.end(), named(wanted.name));
    const std::string file = "\"" + directory + "/" + wanted.name + "\"";
    if (found == present.end()) {
      faults.push_back(file + " is missing");
    } else if (found->size != wanted.size) {
      faults.push_back(file + " has " + std::to_string(found->size) + " bytes, not " +
                       std::to_string(wanted.size));
    } else if (found->content_hash != wanted.content_hash) {
      faults.push_back(file + " was changed or is damaged");
    }
  }
  for (const ManifestTable& table : present) {
    if (std::none_of(manifest.tables.begin(), manifest.tables.end(), named(table.name))) {
      faults.push_back("\"" + directory + "/" + table.name + "\" does not belong to the index");
    }
  }
}

void check_database(const Manifest& manifest, const std::string& path, std::vector<std::string>& faults) {
  try {
    const Xapian::Database database(path);
    read_index_info(database, path);
    if (database.get_doccount() != manifest.articles) {
      faults.push_back("\"" + path + "\" holds " + std::to_string(database.get_doccount()) +
                       " articles, not " + std::to_string(manifest.articles));
    }
  } catch (const Xapian::Error& error) {
    faults.push_back(describe(error, "read \"" + path + "\""));
  } catch (const IndexError& error) {
    faults.emplace_back(error.what());
  }
}

}  // namespace

std::vector<std::string> check_generation(const Generation& generation) {
  std::vector<std::string> faults;
  const std::string path = generation.path.string();
  try {
    const Manifest manifest = read_manifest(generation.path);
    compare_tables(manifest, list_tables(generation.path), path, faults);
    // Xapian may crash on damaged tables, so it reads only what is byte for byte as it was written. (Xapian's
    // own check passed when the tables were built; it cannot run on read-only media.)
    if (faults.empty()) check_database(manifest, path, faults);
  } catch (const IndexError& error) {
    faults.emplace_back(error.what());
  } catch (const std::filesystem::filesystem_error& error) {
    faults.push_back("cannot list \"" + path + "\": " + error.code().message());
  }
  return faults;
}

}  // namespace chokepoint
