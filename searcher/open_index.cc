// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/open_index.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "common/base/program_name.h"
#include "common/index/generation.h"
#include "common/index/manifest.h"
#include "searcher/descriptor_limit.h"

namespace chokepoint {
namespace {

struct Shard {
  Xapian::Database database;
  IndexInfo info;
  std::uint64_t generation = 0;
};

// The current generation is damaged if it does not open. One that was replaced meanwhile is being removed,
// file by file, and the search is done again.
[[noreturn]] void throw_as_gone_or(const IndexError& damage, const std::string& path,
                                   const Generation& generation) {
  const auto current = find_current_generation(path);
  std::error_code ignored;
  const bool is_current = current && current->number == generation.number;
  if (!is_current || !std::filesystem::exists(generation.path, ignored)) {
    throw Xapian::DatabaseOpeningError('"' + generation.path.string() + "\" is missing");
  }
  throw damage;
}

Shard open_shard(const std::string& path) {
  const auto generation = find_current_generation(path);
  if (!generation) {
    throw IndexError("no index at \"" + path + '"',
                     std::string("create it with \"") + indexer_name() + " --db=" + path + " DIRECTORY\"");
  }
  Shard shard;
  const std::string doing = "open the index \"" + path + '"';
  try {
    shard.database = open_database(generation->path.string());
    shard.info = read_index_info(shard.database, path);  // first: another format may have other files
    check_table_sizes(read_manifest(generation->path), generation->path);
  } catch (const Xapian::DatabaseModifiedError&) {
    throw;
  } catch (const Xapian::Error& error) {
    throw_as_gone_or(IndexError(describe(error, doing)), path, *generation);
  } catch (const IndexError& error) {
    throw_as_gone_or(error, path, *generation);
  }
  shard.generation = generation->number;
  return shard;
}

void add_shard(Shard shard, OpenIndex& index) {
  if (index.generation == 0) {
    index.database = std::move(shard.database);
    index.info = std::move(shard.info);
    index.generation = shard.generation;
    return;
  }
  index.database.add_database(shard.database);
  auto& languages = index.info.languages;
  languages.insert(languages.end(), shard.info.languages.begin(), shard.info.languages.end());
  std::sort(languages.begin(), languages.end());
  languages.erase(std::unique(languages.begin(), languages.end()), languages.end());
  index.info.newest = std::max(index.info.newest, shard.info.newest);
}

}  // namespace

OpenIndex open_index(const std::vector<std::string>& paths, MissingShards missing) {
  allow_open_indexes(paths.size());
  OpenIndex index;
  bool has_shard = false;
  std::set<std::string> opened;
  for (const std::string& path : paths) {
    // The same index named twice would count each article twice.
    std::error_code unresolved;
    const std::string place = std::filesystem::weakly_canonical(path, unresolved).string();
    if (!opened.insert(unresolved ? path : place).second) continue;
    try {
      add_shard(open_shard(path), index);
      has_shard = true;
    } catch (const IndexError& error) {
      if (paths.size() == 1) throw;
      if (missing == MissingShards::kRefuse)
        throw ShardError(error.what(), "--allow-partial answers without it");
      index.is_partial = true;
      index.notes.push_back("answered without one index: " + std::string(error.what()));
    }
  }
  if (!has_shard)
    throw IndexError("none of the " + std::to_string(paths.size()) + " indexes can be used; " +
                     index.notes.front());
  return index;
}

}  // namespace chokepoint
