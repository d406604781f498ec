// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index_run.h"

#include <array>
#include <filesystem>
#include <numeric>
#include <optional>
#include <sstream>

#include <xapian.h>

#include "common/base/error.h"
#include "common/base/hash.h"
#include "common/base/version.h"
#include "common/facets/table.h"
#include "common/facets/vocabulary.h"
#include "common/index/fields.h"
#include "common/index/generation.h"
#include "common/index/index_info.h"
#include "common/index/xapian_errors.h"
#include "common/text/analyzer.h"
#include "indexer/changes.h"
#include "indexer/current_index.h"
#include "indexer/generation_build.h"
#include "indexer/generation_update.h"
#include "indexer/guards.h"
#include "indexer/memory_budget.h"
#include "indexer/ordered_workers.h"
#include "indexer/progress.h"
#include "indexer/publish/durable_files.h"
#include "indexer/publish/free_space.h"
#include "indexer/publish/generation_files.h"
#include "indexer/publish/index_directory.h"
#include "indexer/publish/publisher.h"
#include "indexer/publish/run_lock.h"
#include "indexer/roots.h"
#include "indexer/source/converter.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

// The tables that say what of a page is article; the vocabulary's fingerprint has the others.
constexpr std::array kReadingTables = {"boilerplate.tsv", "page_parts.tsv", "error_pages.tsv",
                                       "date_words.tsv", "month_names_cldr.tsv"};

// What the articles depend on besides the files.
std::string settings_of(const IndexerOptions& options, const Vocabulary& vocabulary) {
  std::string settings = std::string(kVersion) + ";" + std::to_string(kIndexFormat) + ";" +
                         Analyzer::fingerprint() + ";" + vocabulary.fingerprint() + ";" +
                         std::to_string(options.max_bytes);
  for (const char* table : kReadingTables) settings += ";" + content_hash(embedded_table(table));
  for (const Filter& filter : options.filters) settings += ";" + filter.type + ":" + filter.command;
  settings += ";" + installed_converters();
  return settings;
}

// A mistyped command line must not leave a directory, a lock or an empty index behind.
void check_before_creating(const fs::path& db, const IndexerOptions& options) {
  std::error_code error;
  const fs::file_status status = fs::status(db / kStubName, error);
  if (error && status.type() != fs::file_type::not_found) {
    throw IndexError("cannot open the index \"" + db.string() + "\": " + error.message());
  }
  if (status.type() == fs::file_type::not_found) roots_of_run(options, {});
}

// Articles were counted, tables written and closed: what Xapian reads back must agree.
void validate(const fs::path& database, std::uint64_t articles) {
  with_xapian_errors("check the new generation", [&] {
    std::ostringstream log;
    const std::size_t errors = Xapian::Database::check(database.string(), 0, &log);
    const Xapian::doccount found = open_database(database.string()).get_doccount();
    if (errors != 0 || found != articles) {
      throw InputError("the new generation is not sound (" + std::to_string(errors) + " errors, " +
                       std::to_string(found) + " of " + std::to_string(articles) +
                       " articles); nothing was published");
    }
  });
}

// Everything is read for Xapian's check and for the hashes, at once if there are two threads.
std::vector<ManifestTable> list_sound_tables(const fs::path& database, std::uint64_t articles,
                                             std::size_t threads) {
  std::vector<ManifestTable> tables;
  run_in_order<std::vector<ManifestTable>>(
      2, threads,
      [&](std::size_t step) {
        if (step == 1) return list_tables(database);
        validate(database, articles);
        return std::vector<ManifestTable>();
      },
      [&](std::size_t, std::vector<ManifestTable>&& listed) { tables = std::move(listed); });
  return tables;
}

std::string in_mebibytes(std::uint64_t bytes) {
  return std::to_string((bytes + kMebibyte - 1) / kMebibyte) + " MiB";
}

std::int64_t now_ns() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

// One run, once its lock is held.
class IndexRun {
 public:
  IndexRun(const IndexerOptions& options, const Diagnostics& diagnostics, const Vocabulary& vocabulary,
           const fs::path& db)
      : options_(options),
        diagnostics_(diagnostics),
        db_(db),
        is_rebuild_(options.rebuild == Rebuild::kAlways),
        vocabulary_(vocabulary),
        settings_(settings_of(options, vocabulary_)),
        current_(open_current_index(db, is_rebuild_ ? Damage::kIsMended : Damage::kIsError)),
        roots_(roots_of_run(options, current_.roots())) {}

  IndexSummary run() {
    // What runs left that died may be what this one has no room for.
    if (current_.generation) collect_garbage(db_, current_.generation->number, kAllGenerations);
    const std::int64_t began_ns = now_ns();
    WalkResult walk = walk_corpus(roots_, walk_options(options_, fs::canonical(db_).string()));
    distrust_young_stamps(walk.files, began_ns);
    summary_.files = walk.files.size();
    summary_.ignored = walk.ignored;
    summary_.skips = walk.skips;

    std::optional<Changes> changes;
    if (is_comparable()) changes = find_changes(current_, roots_, walk, {options_.max_bytes, options_.jobs});
    if (changes && changes->is_empty() && current_.manifest->roots == roots_) {
      stay(*changes);
    } else {
      publish(walk, changes);
    }
    collect_garbage(db_, summary_.generation, options_.keep);  // also of runs that died before they published
    return std::move(summary_);
  }

 private:
  // Under other settings the same files give other articles.
  bool is_comparable() const {
    return !is_rebuild_ && current_.manifest && current_.manifest->settings == settings_;
  }

  void stay(const Changes& changes) {
    Sources sources;
    for (const FileChange& change : changes.files) {
      sources.push_back(source_of_reused(change));
      append_skips(change, sources.back(), summary_.skips);
    }
    if (changes.has_new_stamps) refresh_sources(sources, current_.generation->path);
    summary_.generation = current_.generation->number;
    summary_.articles = current_.manifest->articles;
  }

  void publish(const WalkResult& walk, const std::optional<Changes>& changes) {
    const std::uint64_t number = next_generation_number(db_);
    Progress progress(options_.progress, options_.quiet);
    say_space(walk, changes, progress.is_on());
    Staging staging(db_, number, options_.mode);
    const BuildResult result = fill(staging, number, walk, changes, progress);
    summary_.skips.insert(summary_.skips.end(), result.skips.begin(), result.skips.end());
    guard_against_failing_disk(summary_.skips, summary_.files);
    guard_against_empty_roots(current_, roots_, result.sources, diagnostics_);
    guard_against_vanishing(current_, staging.database(), roots_,
                            changes ? changes->moved_ids() : std::vector<std::string>(),
                            options_.max_vanished_percent, diagnostics_);
    write_durably(staging.database() / kSourcesName, to_text(result.sources));
    const Manifest manifest{number, result.articles, settings_, roots_,
                            changes ? list_tables(staging.database())
                                    : list_sound_tables(staging.database(), result.articles, options_.jobs)};
    write_durably(staging.database() / kManifestName, to_text(manifest));
    staging.publish();

    summary_.is_published = true;
    summary_.generation = number;
    summary_.articles = result.articles;
    summary_.files_read = result.files_read;
  }

  void say_space(const WalkResult& walk, const std::optional<Changes>& changes, bool is_watched) const {
    const auto size_of = [](const std::vector<SourceFile>& files) {
      return std::accumulate(files.begin(), files.end(), std::uint64_t{0},
                             [](std::uint64_t bytes, const SourceFile& file) { return bytes + file.size; });
    };
    const std::uint64_t needed = changes
                                     ? space_to_update(size_of(changes->files_to_read()), *current_.manifest)
                                     : space_to_rebuild(size_of(walk.files), current_.manifest);
    const auto free = free_space(db_);
    if (!free) return;
    const std::string text = "about " + in_mebibytes(needed) + " of space will be needed, " +
                             in_mebibytes(*free) + " are free at \"" + db_.string() + "\"";
    if (needed > *free) {
      diagnostics_.warning(text);
    } else if (options_.verbose || is_watched) {
      diagnostics_.note(text);
    }
  }

  BuildResult fill(const Staging& staging, std::uint64_t number, const WalkResult& walk,
                   const std::optional<Changes>& changes, Progress& progress) const {
    const ArticleProcessor processor(vocabulary_);
    const std::size_t threads = threads_within(options_.memory, options_.jobs);
    MemoryBudget memory(options_.memory, threads);
    const BuildPlan plan{number,  vocabulary_.fingerprint(),
                         threads, {options_.max_bytes, options_.filters},
                         &memory, [&](std::size_t done, std::size_t all) { progress.show(done, all); }};
    BuildResult result;
    if (changes) {
      result = update_generation(plan, processor, current_, *changes, staging.database());
    } else {
      result = build_generation(plan, processor, walk.files, staging.directory(), staging.database());
    }
    progress.clear();
    return result;
  }

  const IndexerOptions& options_;
  const Diagnostics& diagnostics_;
  const fs::path& db_;
  const bool is_rebuild_;
  const Vocabulary& vocabulary_;
  const std::string settings_;
  const CurrentIndex current_;
  const std::vector<std::string> roots_;
  IndexSummary summary_;
};

}  // namespace

IndexSummary run_index(const IndexerOptions& options, const Diagnostics& diagnostics) {
  const auto started = std::chrono::steady_clock::now();
  const Vocabulary vocabulary = Vocabulary::load(options.tables);
  const fs::path db = index_path(options);
  check_before_creating(db, options);
  prepare_index_directory(db);
  const RunLock lock(db, options.lock_wait);
  IndexSummary summary = IndexRun(options, diagnostics, vocabulary, db).run();
  summary.elapsed =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started);
  return summary;
}

}  // namespace chokepoint
