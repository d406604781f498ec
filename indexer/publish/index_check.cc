// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/index_check.h"

#include <algorithm>

#include <xapian.h>

#include "common/base/error.h"
#include "common/index/index_info.h"
#include "common/index/xapian_errors.h"
#include "indexer/publish/generation_files.h"
#include "indexer/publish/index_directory.h"
#include "indexer/publish/probes.h"
#include "indexer/sources.h"

namespace chokepoint {
namespace {

// What list_tables() passes over.
void check_other_entries(const std::filesystem::path& generation, std::vector<std::string>& faults) {
  for (const auto& entry : std::filesystem::directory_iterator(generation)) {
    const std::string file = "\"" + entry.path().string() + "\"";
    const std::string name = entry.path().filename().string();
    if (entry.symlink_status().type() != std::filesystem::file_type::regular) {
      faults.push_back(file + " is no regular file");
    } else if (name == kFlintlockName && entry.file_size() != 0) {
      faults.push_back(file + " is not empty");
    } else if (name == kRefreshedSourcesName && !are_refreshed_sources_sound(generation)) {
      faults.push_back(file + " was changed or is damaged");
    }
  }
}

void check_database(const Manifest& manifest, const std::string& path, std::vector<std::string>& faults) {
  try {
    const Xapian::Database database = open_database(path);
    read_index_info(database, path);
    if (database.get_doccount() != manifest.articles) {
      faults.push_back("\"" + path + "\" holds " + std::to_string(database.get_doccount()) +
                       " articles, not " + std::to_string(manifest.articles));
    }
    for (const std::string& fault : probe(database)) faults.push_back("\"" + path + "\": " + fault);
  } catch (const Xapian::Error& error) {
    faults.push_back(describe(error, "read \"" + path + "\""));
  } catch (const IndexError& error) {
    faults.emplace_back(error.what());
  }
}

}  // namespace

std::vector<std::string> compare_tables(const Manifest& manifest, const std::filesystem::path& generation) {
  const std::vector<ManifestTable> present = list_tables(generation);
  const std::string directory = generation.string();
  std::vector<std::string> faults;
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
  return faults;
}

std::vector<std::string> check_generation(const std::filesystem::path& generation) {
  std::vector<std::string> faults;
  const std::string path = generation.string();
  try {
    const Manifest manifest = read_manifest(generation);
    check_other_entries(generation, faults);
    const auto of_tables = compare_tables(manifest, generation);
    faults.insert(faults.end(), of_tables.begin(), of_tables.end());
    // Xapian may crash on damaged tables, so it reads only what is byte for byte as it was written. (Xapian's
    // own check passed when the tables were built; it cannot run on read-only media.)
    if (faults.empty()) check_database(manifest, path, faults);
  } catch (const IndexError& error) {
    faults.emplace_back(error.what());
  } catch (const std::filesystem::filesystem_error& error) {
    const std::string fault = "cannot list \"" + path + "\": " + error.code().message();
    if (is_shortage(error.code().value())) throw InputError(fault);
    faults.push_back(fault);
  }
  return faults;
}

std::vector<std::string> check_index(const std::filesystem::path& db, const Generation& current) {
  std::vector<std::string> faults;
  for (const std::string& name : foreign_names(db))
    faults.push_back("\"" + (db / name).string() + "\" does not belong to the index");
  std::error_code absent;
  if (const auto size = std::filesystem::file_size(db / kLockName, absent); !absent && size != 0)
    faults.push_back("\"" + (db / kLockName).string() + "\" is not empty");
  const auto of_generation = check_generation(current.path);
  faults.insert(faults.end(), of_generation.begin(), of_generation.end());
  return faults;
}

}  // namespace chokepoint
