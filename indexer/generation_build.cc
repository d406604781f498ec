// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/generation_build.h"

#include <array>
#include <cstdio>
#include <set>

#include "common/article/article_json.h"
#include "common/base/error.h"
#include "common/index/fields.h"
#include "common/index/index_info.h"
#include "indexer/article_stream.h"
#include "indexer/duplicates/cluster_assignment.h"
#include "indexer/ordered_workers.h"
#include "indexer/segment_writer.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

// What one thread made of one piece of the files. Its articles are numbered from 1.
struct PieceResult {
  std::vector<fs::path> segments;
  Sources sources;
  std::uint32_t articles = 0;
};

std::string piece_name(std::size_t index) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "segment-%08zu", index);
  return buffer.data();
}

class PieceBuilder {
 public:
  PieceBuilder(const BuildPlan& plan, const ArticleProcessor& processor, const Analyzer& analyzer,
               const fs::path& scratch, std::size_t index)
      : plan_(plan), processor_(processor), writer_(analyzer, scratch, piece_name(index)) {}

  void add_file(const SourceFile& file) {
    Source source{file, {}, {}, {}};
    const ReadReceipt receipt =
        stream_articles(processor_, file, plan_.read, *plan_.memory,
                        [&](ArticleOutcome&& outcome) { add(std::move(outcome), source); });
    source.content_hash = receipt.content_hash;
    result_.sources.push_back(std::move(source));
  }

  PieceResult finish() {
    result_.segments = writer_.finish();
    return std::move(result_);
  }

 private:
  void add(ArticleOutcome&& outcome, Source& source) {
    if (auto* skip = std::get_if<Skip>(&outcome)) {
      source.skips.push_back(std::move(*skip));
      return;
    }
    writer_.add(std::get<Article>(std::move(outcome)));
    source.articles.push_back(++result_.articles);
  }

  const BuildPlan& plan_;
  const ArticleProcessor& processor_;
  SegmentWriter writer_;
  PieceResult result_;
};

// Merging numbers the articles of all pieces in their order.
void append(PieceResult&& piece, BuildResult& result) {
  for (Source& source : piece.sources) {
    for (std::uint32_t& article : source.articles) article += static_cast<std::uint32_t>(result.articles);
    result.skips.insert(result.skips.end(), source.skips.begin(), source.skips.end());
    result.sources.push_back(std::move(source));
  }
  result.articles += piece.articles;
}

std::set<std::string> languages_of(const Xapian::Database& database) {
  const auto slot = static_cast<Xapian::valueno>(field_info(Field::kLanguage).slot);
  std::set<std::string> languages;
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value)
    languages.insert(*value);
  return languages;
}

// The slot has dates as digits, in which the latest is the greatest, too.
std::string newest_date_of(const Xapian::Database& database) {
  std::string newest;
  Xapian::docid article = 0;
  for (auto date = database.valuestream_begin(kDateSlot); date != database.valuestream_end(kDateSlot);
       ++date) {
    if (*date <= newest) continue;
    newest = *date;
    article = date.get_docid();
  }
  return article == 0 ? newest : parse_stored_article(database.get_document(article).get_data()).published;
}

}  // namespace

void finish_generation(const BuildPlan& plan, Xapian::WritableDatabase& database) {
  IndexInfo info = current_index_info();
  info.build = plan.build;
  info.vocabulary = plan.vocabulary_fingerprint;
  const std::set<std::string> languages = languages_of(database);
  info.languages.assign(languages.begin(), languages.end());
  info.newest = newest_date_of(database);
  write_index_info(info, database);
  assign_clusters(database);
  database.commit();
}

BuildResult build_generation(const BuildPlan& plan, const ArticleProcessor& processor,
                             const std::vector<SourceFile>& files, const fs::path& scratch,
                             const fs::path& database) {
  const Analyzer analyzer;
  const auto pieces = cut_into_pieces(files, plan.read);
  BuildResult result;
  std::vector<fs::path> segments;

  run_in_order<PieceResult>(
      pieces.size(), plan.threads,
      [&](std::size_t index) {
        PieceBuilder builder(plan, processor, analyzer, scratch, index);
        for (std::size_t i = pieces[index].first; i < pieces[index].second; ++i) builder.add_file(files[i]);
        return builder.finish();
      },
      [&](std::size_t index, PieceResult&& piece) {
        std::move(piece.segments.begin(), piece.segments.end(), std::back_inserter(segments));
        append(std::move(piece), result);
        if (plan.on_progress) plan.on_progress(pieces[index].second, files.size());
      });

  if (!segments.empty()) merge_segments(std::move(segments), database);
  with_write_errors("finish the generation", [&] {
    Xapian::WritableDatabase merged(database.string(), Xapian::DB_CREATE_OR_OPEN | kUnsharedDatabaseFlags);
    finish_generation(plan, merged);
    merged.close();
  });
  result.files_read = files.size();
  return result;
}

}  // namespace chokepoint
