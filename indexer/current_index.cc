// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/current_index.h"

#include "common/base/error.h"
#include "common/base/hash.h"
#include "common/base/program_name.h"
#include "indexer/source/read_file.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

bool is_same_file(const SourceFile& a, const SourceFile& b) {
  return a.id == b.id && a.path == b.path && a.root == b.root;
}

bool has_same_stamp(const SourceFile& a, const SourceFile& b) {
  return a.size == b.size && a.modified_ns == b.modified_ns && a.changed_ns == b.changed_ns &&
         a.inode == b.inode;
}

bool has_same_content(const Source& source, const SourceFile& file, std::uint64_t max_bytes) {
  if (has_same_stamp(source.file, file) && !source.content_hash.empty()) return true;
  const auto content = read_file(file, max_bytes);
  const auto* bytes = std::get_if<std::string>(&content);
  return (bytes == nullptr ? std::string() : content_hash(*bytes)) == source.content_hash;
}

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

CurrentIndex open_current_index(const fs::path& db, Damage damage) {
  CurrentIndex current;
  try {
    current.generation = find_current_generation(db);
    if (current.generation) {
      current.manifest = read_manifest(current.generation->path);
      current.sources = read_sources(current.generation->path);
    }
  } catch (const IndexError& error) {
    if (damage == Damage::kIsError) {
      throw IndexError(error.what(), std::string("rebuild it with \"") + indexer_name() +
                                         " --rebuild --db=PATH\" and the PATHs of the articles");
    }
  }
  return current;
}

bool is_unchanged(const CurrentIndex& current, const std::string& settings,
                  const std::vector<std::string>& roots, const std::vector<SourceFile>& files,
                  std::uint64_t max_bytes) {
  if (!current.manifest || current.manifest->settings != settings || current.manifest->roots != roots)
    return false;
  const std::vector<Source>& sources = current.sources.files;
  if (sources.size() != files.size()) return false;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!is_same_file(sources[i].file, files[i]) || !has_same_content(sources[i], files[i], max_bytes))
      return false;
  }
  return true;
}

}  // namespace chokepoint
