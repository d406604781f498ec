// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/generation_build.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include <xapian.h>

#include "common/base/error.h"
#include "common/index/index_info.h"
#include "common/index/xapian_errors.h"
#include "indexer/article_stream.h"
#include "indexer/ordered_workers.h"
#include "indexer/segment_writer.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

// What one thread made of one piece of the files.
struct PieceResult {
  std::vector<fs::path> segments;
  Sources sources;
  std::set<std::string> languages;
  std::string newest;
  std::uint64_t articles = 0;
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
    const ReadReceipt receipt = stream_articles(
        processor_, file, plan_.read, [this](ArticleOutcome&& outcome) { add(std::move(outcome)); });
    result_.sources.files.push_back({file, receipt.content_hash, receipt.articles});
  }

  PieceResult finish() {
    result_.segments = writer_.finish();
    return std::move(result_);
  }

 private:
  void add(ArticleOutcome&& outcome) {
    if (auto* skip = std::get_if<Skip>(&outcome)) {
      result_.sources.skips.push_back(std::move(*skip));
      return;
    }
    Article& article = std::get<Article>(outcome);
    ++result_.articles;
    if (!article.language.empty()) result_.languages.insert(article.language);
    result_.newest = std::max(result_.newest, article.published);
    writer_.add(std::move(article));
  }

  const BuildPlan& plan_;
  const ArticleProcessor& processor_;
  SegmentWriter writer_;
  PieceResult result_;
};

// The stamps go into a segment of their own without articles: what they say is known only at the end, and
// merging keeps metadata.
fs::path write_info_segment(const IndexInfo& info, const fs::path& scratch) {
  const fs::path path = scratch / "info";
  try {
    Xapian::WritableDatabase database(path.string(),
                                      Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC);
    write_index_info(info, database);
    database.commit();
  } catch (const Xapian::Error& error) {
    throw InputError(describe(error, "write the stamps of the index"));
  }
  return path;
}

}  // namespace

BuildResult build_generation(const BuildPlan& plan, const ArticleProcessor& processor,
                             const std::vector<SourceFile>& files, const fs::path& scratch,
                             const fs::path& database) {
  const Analyzer analyzer;
  const auto pieces = cut_into_pieces(files);
  BuildResult result;
  std::vector<fs::path> segments;
  std::set<std::string> languages;
  IndexInfo info = current_index_info();

  run_in_order<PieceResult>(
      pieces.size(), plan.threads,
      [&](std::size_t index) {
        PieceBuilder builder(plan, processor, analyzer, scratch, index);
        for (std::size_t i = pieces[index].first; i < pieces[index].second; ++i) builder.add_file(files[i]);
        return builder.finish();
      },
      [&](std::size_t index, PieceResult&& piece) {
        result.articles += piece.articles;
        std::move(piece.sources.files.begin(), piece.sources.files.end(),
                  std::back_inserter(result.sources.files));
        std::move(piece.sources.skips.begin(), piece.sources.skips.end(),
                  std::back_inserter(result.sources.skips));
        std::move(piece.segments.begin(), piece.segments.end(), std::back_inserter(segments));
        languages.merge(piece.languages);
        info.newest = std::max(info.newest, piece.newest);
        if (plan.on_progress) plan.on_progress(pieces[index].second, files.size());
      });

  info.build = plan.build;
  info.vocabulary = plan.vocabulary_fingerprint;
  info.languages.assign(languages.begin(), languages.end());
  segments.push_back(write_info_segment(info, scratch));
  merge_segments(std::move(segments), database);
  return result;
}

}  // namespace chokepoint
