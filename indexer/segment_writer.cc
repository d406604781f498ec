// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segment_writer.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>
#include <map>
#include <string_view>

#include <sys/resource.h>

#include "common/index/index_info.h"
#include "indexer/glass/segment_files.h"
#include "indexer/interrupt.h"
#include "indexer/word_form_table.h"

namespace chokepoint {
namespace {

// Segments merged at once: each needs six file descriptors, of which the usual limit is 1,024.
std::size_t merge_fan_in() {
  constexpr rlim_t kMost = 64;
  constexpr rlim_t kPerSegment = 6;
  constexpr rlim_t kForOthers = 64;
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return kMost;
  const rlim_t left = files.rlim_cur > kForOthers ? files.rlim_cur - kForOthers : 0;
  return std::clamp<rlim_t>(left / kPerSegment, 2, kMost);
}

std::string numbered(const std::string& base, std::size_t number) {
  std::array<char, 24> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "-%03zu", number);
  return base + buffer.data();
}

void compact(const std::vector<std::filesystem::path>& inputs, const std::filesystem::path& destination) {
  with_write_errors("merge segments", [&] {
    Xapian::Database all;
    for (const auto& input : inputs) all.add_database(open_database(input.string()));
    all.compact(destination.string());  // in several passes it takes half as long again
  });
  for (const auto& input : inputs) std::filesystem::remove_all(input);
}

// Terms come in byte order, so a set's end is where each belongs.
glass::Synonyms word_forms_in(const glass::SegmentData& data, const std::vector<std::string>& languages) {
  std::map<std::string, WordSet> words_by_language;
  for (const glass::Posting& posting : data.postings) {
    const std::string_view term = data.terms.term(posting.term);
    if (posting.frequency == 0 || !is_word(term)) continue;
    WordSet& words = words_by_language[languages[posting.document]];
    if (words.empty() || *words.rbegin() != term) words.emplace_hint(words.end(), term);
  }
  glass::Synonyms entries;
  for (const auto& [language, words] : words_by_language) {
    auto more = word_form_entries(language, words);
    std::move(more.begin(), more.end(), std::back_inserter(entries));
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}

}  // namespace

SegmentWriter::SegmentWriter(const Analyzer& analyzer, std::filesystem::path directory, std::string base)
    : analyzer_(analyzer), directory_(std::move(directory)), base_(std::move(base)) {}

void SegmentWriter::add(Article article) {
  languages_.push_back(article.language);
  build_document(analyzer_, std::move(article), segment_);
  segment_.end_document();
  if (segment_.held_bytes() >= kSegmentBytes) write();
}

std::vector<std::filesystem::path> SegmentWriter::finish() {
  if (segment_.documents() != 0) write();
  return std::move(segments_);
}

void SegmentWriter::write() {
  segments_.push_back(directory_ / numbered(base_, segments_.size()));
  const glass::SegmentData data = segment_.finish();
  glass::write_segment(data, word_forms_in(data, languages_), segments_.back());
  languages_.clear();
}

void merge_segments(std::vector<std::filesystem::path> segments, const std::filesystem::path& destination) {
  const std::size_t fan_in = merge_fan_in();
  for (int level = 0; segments.size() > fan_in; ++level) {
    std::vector<std::filesystem::path> merged;
    for (std::size_t begin = 0; begin < segments.size(); begin += fan_in) {
      check_interrupt();
      const std::size_t end = std::min(begin + fan_in, segments.size());
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
