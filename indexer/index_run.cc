// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index_run.h"

#include <filesystem>
#include <sstream>

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
#include "indexer/current_index.h"
#include "indexer/generation_build.h"
#include "indexer/guards.h"
#include "indexer/progress.h"
#include "indexer/publisher.h"
#include "indexer/roots.h"
#include "indexer/run_lock.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

// What the content depends on besides the files.
std::string settings_of(const IndexerOptions& options, const Vocabulary& vocabulary) {
  std::string settings =
      std::string(kVersion) + ";" + std::to_string(kIndexFormat) + ";" + Analyzer::fingerprint() + ";" +
      vocabulary.fingerprint() + ";" + content_hash(embedded_table("boilerplate.tsv")) + ";" +
      content_hash(embedded_table("page_parts.tsv")) + ";" + std::to_string(options.max_bytes);
  for (const std::string& exclude : options.excludes) settings += ";" + exclude;
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
    const Xapian::doccount found = Xapian::Database(database.string()).get_doccount();
    if (errors != 0 || found != articles) {
      throw InputError("the new generation is not sound (" + std::to_string(errors) + " errors, " +
                       std::to_string(found) + " of " + std::to_string(articles) +
                       " articles); nothing was published");
    }
  });
}

Manifest make_manifest(const BuildPlan& plan, std::uint64_t articles, std::string settings,
                       std::vector<std::string> roots, const fs::path& database) {
  return {plan.build, articles, std::move(settings), std::move(roots), list_tables(database)};
}

void append(std::vector<Skip>& skips, const std::vector<Skip>& more) {
  skips.insert(skips.end(), more.begin(), more.end());
}

}  // namespace

IndexSummary run_index(const IndexerOptions& options, const Diagnostics& diagnostics) {
  const auto started = std::chrono::steady_clock::now();
  const Vocabulary vocabulary = Vocabulary::load(options.tables);
  const ArticleProcessor processor(vocabulary);
  const fs::path db = index_path(options);
  check_before_creating(db, options);
  prepare_index_directory(db);
  const RunLock lock(db, options.lock_wait);

  const bool is_rebuild = options.rebuild == Rebuild::kAlways;
  const CurrentIndex current = open_current_index(db, is_rebuild ? Damage::kIsMended : Damage::kIsError);
  const std::vector<std::string> roots = roots_of_run(options, current.roots());
  const WalkResult walk = walk_corpus(roots, walk_options(options, db));
  const std::string settings = settings_of(options, vocabulary);

  IndexSummary summary;
  summary.files = walk.files.size();
  summary.ignored = walk.ignored;
  summary.skips = walk.skips;
  if (!is_rebuild && is_unchanged(current, settings, roots, walk.files, options.max_bytes)) {
    append(summary.skips, current.sources.skips);
    summary.generation = current.generation->number;
    summary.articles = current.manifest->articles;
  } else {
    const std::uint64_t number = next_generation_number(db);
    Staging staging(db, number, options.mode);
    Progress progress(options.progress, options.quiet);
    const BuildPlan plan{number,
                         vocabulary.fingerprint(),
                         options.jobs,
                         {options.max_bytes},
                         [&](std::size_t done, std::size_t all) { progress.show(done, all); }};
    const BuildResult result =
        build_generation(plan, processor, walk.files, staging.directory(), staging.database());
    progress.clear();

    validate(staging.database(), result.articles);
    append(summary.skips, result.sources.skips);
    guard_against_failing_disk(summary.skips, summary.files);
    guard_against_empty_roots(current, roots, result.sources.files, diagnostics);
    guard_against_vanishing(current, staging.database(), roots, options.max_vanished_percent, diagnostics);
    write_sources(result.sources, staging.database());
    write_manifest(make_manifest(plan, result.articles, settings, roots, staging.database()),
                   staging.database());
    staging.publish();

    summary.is_published = true;
    summary.generation = number;
    summary.articles = result.articles;
  }
  collect_garbage(db, summary.generation, options.keep);  // also of runs that died before they published
  summary.elapsed =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started);
  return summary;
}

}  // namespace chokepoint
