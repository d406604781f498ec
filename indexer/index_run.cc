// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index_run.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

#include <xapian.h>

#include "common/base/error.h"
#include "common/base/hash.h"
#include "common/base/version.h"
#include "common/facets/table.h"
#include "common/facets/vocabulary.h"
#include "common/index/fields.h"
#include "common/index/generation.h"
#include "common/index/xapian_errors.h"
#include "common/text/analyzer.h"
#include "indexer/generation_build.h"
#include "indexer/progress.h"
#include "indexer/publisher.h"
#include "indexer/run_lock.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

// The index as a run finds it.
struct CurrentIndex {
  std::optional<Generation> generation;
  std::optional<Manifest> manifest;  // absent if there is no generation, or --rebuild finds it damaged
};

// Refuses a directory that somebody else's files fill: a mistyped --db must not be written into.
void prepare_directory(const fs::path& db) {
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

CurrentIndex open_current(const fs::path& db, bool may_be_damaged) {
  CurrentIndex current;
  try {
    current.generation = find_current_generation(db);
    if (current.generation) current.manifest = read_manifest(current.generation->path);
  } catch (const IndexError& error) {
    if (!may_be_damaged)
      throw IndexError(error.what(),
                       "rebuild it with \"indexer --rebuild --db=PATH\" and the PATHs of the articles");
  }
  return current;
}

// What the content depends on besides the files.
std::string settings_of(const IndexerOptions& options, const Vocabulary& vocabulary) {
  std::string settings = std::string(kVersion) + ";" + std::to_string(kIndexFormat) + ";" +
                         Analyzer::fingerprint() + ";" + vocabulary.fingerprint() + ";" +
                         content_hash(embedded_table("boilerplate.tsv")) + ";" +
                         std::to_string(options.max_bytes);
  for (const std::string& exclude : options.excludes) settings += ";" + exclude;
  return settings;
}

// A PATH that is gone is a mistake of the command line, unless it is a recorded root: then a disk may not
// be mounted, and the index must not be emptied.
std::vector<std::string> roots_of_run(const IndexerOptions& options,
                                      const std::vector<std::string>& recorded) {
  for (const std::string& path : options.paths) {
    const std::string absolute = fs::absolute(path).lexically_normal().string();
    if (!fs::exists(path) && std::find(recorded.begin(), recorded.end(), absolute) != recorded.end()) {
      throw GuardError("the root \"" + absolute + "\" is gone; nothing was published",
                       "mount or restore it, or forget it with --drop-root=" + absolute);
    }
  }
  const auto is_dropped = [&](const std::string& root) {
    return std::any_of(options.dropped_roots.begin(), options.dropped_roots.end(),
                       [&](const std::string& dropped) {
                         return fs::absolute(dropped).lexically_normal().string() == root || dropped == root;
                       });
  };
  std::vector<std::string> roots;
  for (const std::string& root : recorded) {
    if (is_dropped(root)) continue;
    if (!fs::exists(root)) {
      throw GuardError("the root \"" + root + "\" is gone; nothing was published",
                       "mount or restore it, or forget it with --drop-root=" + root);
    }
    roots.push_back(root);
  }
  for (const std::string& dropped : options.dropped_roots) {
    const std::string absolute = fs::absolute(dropped).lexically_normal().string();
    if (std::find(recorded.begin(), recorded.end(), absolute) == recorded.end()) {
      throw UsageError("\"" + dropped + "\" is not a root of this index");
    }
  }
  roots.insert(roots.end(), options.paths.begin(), options.paths.end());
  if (roots.empty() && options.dropped_roots.empty()) {
    throw UsageError("no PATH is given, and the index has none recorded", "indexer --db=PATH DIRECTORY");
  }
  return canonical_roots(roots);
}

bool is_same_file(const SourceFile& a, const SourceFile& b) {
  return a.id == b.id && a.path == b.path && a.root == b.root;
}

bool has_same_stamp(const SourceFile& a, const SourceFile& b) {
  return a.size == b.size && a.modified_ns == b.modified_ns && a.changed_ns == b.changed_ns &&
         a.inode == b.inode;
}

// stat(2) decides for nearly all files; only one whose stamp changed is read and hashed.
bool is_unchanged(const Manifest& manifest, const std::string& settings,
                  const std::vector<std::string>& roots, const std::vector<SourceFile>& files,
                  std::uint64_t max_bytes) {
  if (manifest.settings != settings || manifest.roots != roots || manifest.sources.size() != files.size())
    return false;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const ManifestSource& old = manifest.sources[i];
    if (!is_same_file(old.file, files[i])) return false;
    if (has_same_stamp(old.file, files[i]) && !old.content_hash.empty()) continue;
    const auto content = read_file(files[i].path, max_bytes);
    const auto* bytes = std::get_if<std::string>(&content);
    if ((bytes == nullptr) != old.content_hash.empty()) return false;
    if (bytes != nullptr && content_hash(*bytes) != old.content_hash) return false;
  }
  return true;
}

// Counts articles of the old generation that the new one has not; both lists of id terms are sorted.
std::uint64_t count_vanished(const fs::path& old_path, const fs::path& new_path,
                             const std::set<std::string>& dropped_files) {
  const Xapian::Database old_database(old_path.string());
  const Xapian::Database new_database(new_path.string());
  const std::string prefix(kIdPrefix);
  const auto is_dropped = [&](const std::string& term) {
    const std::string id = term.substr(prefix.size());
    return dropped_files.contains(id) || dropped_files.contains(id.substr(0, id.find('#')));
  };
  std::uint64_t vanished = 0;
  for (auto term = old_database.allterms_begin(prefix); term != old_database.allterms_end(prefix); ++term) {
    if (!new_database.term_exists(*term) && !is_dropped(*term)) ++vanished;
  }
  return vanished;
}

void guard_against_vanishing(const IndexerOptions& options, const CurrentIndex& current,
                             const std::vector<std::string>& roots, const fs::path& database) {
  if (!current.generation || !current.manifest || current.manifest->articles == 0) return;
  std::set<std::string> dropped_files;
  for (const ManifestSource& source : current.manifest->sources) {
    const std::string& root = current.manifest->roots.at(source.file.root);
    if (std::find(roots.begin(), roots.end(), root) == roots.end()) dropped_files.insert(source.file.id);
  }
  const std::uint64_t vanished = with_xapian_errors("compare the new generation with the current one", [&] {
    return count_vanished(current.generation->path, database, dropped_files);
  });
  if (vanished * 100 > current.manifest->articles * options.max_vanished_percent) {
    throw GuardError(std::to_string(vanished) + " of " + std::to_string(current.manifest->articles) +
                         " articles vanished, more than " + std::to_string(options.max_vanished_percent) +
                         " percent; nothing was published",
                     "if they were meant to go, run again with --max-vanished=100");
  }
}

// Every root must have given an article, or the one that has none may be an empty mount point.
void guard_against_empty_roots(const std::vector<std::string>& roots, const BuildResult& result,
                               const CurrentIndex& current, const Diagnostics& diagnostics) {
  std::vector<std::uint64_t> articles(roots.size(), 0);
  for (const ManifestSource& source : result.sources) articles[source.file.root] += source.articles;
  for (std::size_t i = 0; i < roots.size(); ++i) {
    if (articles[i] != 0) continue;
    if (current.manifest && current.manifest->articles != 0) {
      throw GuardError("\"" + roots[i] + "\" has no article; nothing was published",
                       "is a disk not mounted? forget a root with --drop-root=PATH");
    }
    diagnostics.warning("\"" + roots[i] + "\" has no article");
  }
}

Manifest make_manifest(const BuildPlan& plan, BuildResult& result, std::string settings,
                       std::vector<std::string> roots, const fs::path& database) {
  Manifest manifest;
  manifest.build = plan.build;
  manifest.articles = result.articles;
  manifest.settings = std::move(settings);
  manifest.roots = std::move(roots);
  manifest.sources = std::move(result.sources);
  manifest.tables = list_tables(database);
  return manifest;
}

void validate(const fs::path& database, std::uint64_t articles) {
  with_xapian_errors("open the new generation", [&] {
    const Xapian::Database opened(database.string());
    if (opened.get_doccount() != articles) {
      throw InputError("the new generation holds " + std::to_string(opened.get_doccount()) +
                       " articles instead of " + std::to_string(articles) + "; nothing was published");
    }
  });
}

}  // namespace

IndexSummary run_index(const IndexerOptions& options, const Diagnostics& diagnostics) {
  const auto started = std::chrono::steady_clock::now();
  const Vocabulary vocabulary = Vocabulary::load(options.tables);
  const ArticleProcessor processor(vocabulary);
  const fs::path db = index_path(options);
  if (!fs::exists(db / kStubName))
    canonical_roots(options.paths);  // a mistyped PATH must not leave an empty index
  prepare_directory(db);
  const RunLock lock(db, options.lock_wait);

  const CurrentIndex current = open_current(db, options.rebuild == Rebuild::kAlways);
  const std::vector<std::string> roots =
      roots_of_run(options, current.manifest ? current.manifest->roots : std::vector<std::string>());
  WalkResult walk = walk_corpus(roots, {options.excludes, fs::canonical(db).string()});
  const std::string settings = settings_of(options, vocabulary);

  IndexSummary summary;
  summary.files = walk.files.size();
  summary.ignored = walk.ignored;
  const auto finish = [&](std::vector<Skip> skips) {
    summary.skips = std::move(skips);
    summary.elapsed =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started);
    return summary;
  };
  if (options.rebuild != Rebuild::kAlways && current.manifest &&
      is_unchanged(*current.manifest, settings, roots, walk.files, options.max_bytes)) {
    summary.generation = current.generation->number;
    summary.articles = current.manifest->articles;
    return finish(std::move(walk.skips));
  }

  const std::uint64_t number = next_generation_number(db);
  Staging staging(db, number);
  Progress progress(options.progress, options.quiet);
  BuildPlan plan{number,
                 vocabulary.fingerprint(),
                 options.jobs,
                 {options.max_bytes},
                 [&](std::size_t done, std::size_t all) { progress.show(done, all); }};
  BuildResult result = build_generation(plan, processor, walk.files, staging.directory(), staging.database());
  progress.clear();

  validate(staging.database(), result.articles);
  guard_against_empty_roots(roots, result, current, diagnostics);
  guard_against_vanishing(options, current, roots, staging.database());
  write_manifest(make_manifest(plan, result, settings, roots, staging.database()), staging.database());
  staging.publish();
  collect_garbage(db, number, options.keep);

  summary.is_published = true;
  summary.generation = number;
  summary.articles = result.articles;
  std::vector<Skip> skips = std::move(walk.skips);
  std::move(result.skips.begin(), result.skips.end(), std::back_inserter(skips));
  return finish(std::move(skips));
}

}  // namespace chokepoint
