// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segment_writer.h"

#include <array>
#include <cstdio>

#include "common/base/error.h"
#include "common/index/word_forms.h"
#include "common/index/xapian_errors.h"
#include "common/text/stemmer.h"
#include "indexer/interrupt.h"

namespace chokepoint {
namespace {

// Nobody reads a segment, and a crash throws it away: no fsync, blocks overwritten in place.
constexpr int kSegmentFlags =
    Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

// Segments merged at once: each needs six file descriptors, and the usual limit is 1,024.
constexpr std::size_t kMergeFanIn = 64;

template <typename Work>
void with_write_errors(const std::string& doing, Work&& work) {
  try {
    std::forward<Work>(work)();
  } catch (const Xapian::Error& error) {
    throw InputError(describe(error, doing),
                     "check the free space and the limits of the system, then run again");
  }
}

std::string numbered(const std::string& base, std::size_t number) {
  std::array<char, 24> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "-%03zu", number);
  return base + buffer.data();
}

void compact(const std::vector<std::filesystem::path>& inputs, const std::filesystem::path& destination) {
  with_write_errors("merge segments", [&] {
    Xapian::Database all;
    for (const auto& input : inputs) all.add_database(Xapian::Database(input.string()));
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
  with_write_errors("create a segment",
                    [&] { database_ = Xapian::WritableDatabase(segments_.back().string(), kSegmentFlags); });
  is_open_ = true;
}

void SegmentWriter::close() {
  with_write_errors("write to a segment", [&] {
    write_word_forms();
    database_.commit();
    database_.close();
  });
  is_open_ = false;
  articles_ = 0;
  text_bytes_ = 0;
  words_by_language_.clear();
}

void SegmentWriter::write_word_forms() {
  for (const auto& [language, words] : words_by_language_) {
    const Stemmer stemmer(language);
    if (!stemmer.is_active()) continue;
    for (const std::string& word : words) {
      const std::string stem = stemmer.stem(word);
      if (stem != word) database_.add_synonym(word_forms_key(language, stem), word);
    }
  }
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
