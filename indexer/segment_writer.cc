// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segment_writer.h"

#include <array>
#include <cstdio>

#include "common/index/index_info.h"
#include "indexer/interrupt.h"
#include "indexer/word_form_table.h"

namespace chokepoint {
namespace {

// Segments merged at once: each needs six file descriptors, and the usual limit is 1,024.
constexpr std::size_t kMergeFanIn = 64;

std::string numbered(const std::string& base, std::size_t number) {
  std::array<char, 24> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "-%03zu", number);
  return base + buffer.data();
}

void compact(const std::vector<std::filesystem::path>& inputs, const std::filesystem::path& destination) {
  with_write_errors("merge segments", [&] {
    Xapian::Database all;
    for (const auto& input : inputs) all.add_database(open_database(input.string()));
    all.compact(destination.string(), Xapian::DBCOMPACT_MULTIPASS);
  });
  for (const auto& input : inputs) std::filesystem::remove_all(input);
}

}  // namespace

SegmentWriter::SegmentWriter(const Analyzer& analyzer, std::filesystem::path directory, std::string base)
    : analyzer_(analyzer), directory_(std::move(directory)), base_(std::move(base)) {}

void SegmentWriter::add(Article article) {
  if (!is_open_) open();
  ++articles_;
  text_bytes_ += article.text.size();
  with_write_errors("write to a segment", [&] {
    WordSet& words = words_by_language_[article.language];
    database_.add_document(build_document(analyzer_, std::move(article), words));
  });
  if (articles_ >= kSegmentArticles || text_bytes_ >= kSegmentTextBytes) close();
}

std::vector<std::filesystem::path> SegmentWriter::finish() {
  if (is_open_) close();
  return std::move(segments_);
}

void SegmentWriter::open() {
  segments_.push_back(directory_ / numbered(base_, segments_.size()));
  with_write_errors("create a segment", [&] {
    database_ =
        Xapian::WritableDatabase(segments_.back().string(), Xapian::DB_CREATE | kUnsharedDatabaseFlags);
  });
  is_open_ = true;
}

void SegmentWriter::close() {
  with_write_errors("write to a segment", [&] {
    for (const auto& [language, words] : words_by_language_) add_word_forms(language, words, database_);
    database_.commit();
    database_.close();
  });
  is_open_ = false;
  articles_ = 0;
  text_bytes_ = 0;
  words_by_language_.clear();
}

void merge_segments(std::vector<std::filesystem::path> segments, const std::filesystem::path& destination) {
  for (int level = 0; segments.size() > kMergeFanIn; ++level) {
    std::vector<std::filesystem::path> merged;
    for (std::size_t begin = 0; begin < segments.size(); begin += kMergeFanIn) {
      check_interrupt();
      const std::size_t end = std::min(begin + kMergeFanIn, segments.size());
      const std::vector<std::filesystem::path> group(segments.begin() + static_cast<std::ptrdiff_t>(begin),
                                                     segments.begin() + static_cast<std::ptrdiff_t>(end));
      merged.push_back(
          numbered((destination.parent_path() / ("merge-" + std::to_string(level))).string(), merged.size()));
      compact(group, merged.back());
    }
    segments = std::move(merged);
  }
  check_interrupt();
  compact(segments, destination);
}

}  // namespace chokepoint
