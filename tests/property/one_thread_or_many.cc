// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever the threads, the index is the same: the terms, positions, values, data, word forms, stamps,
// numbers of documents and recorded sources of an index that one thread built are those of one that several
// built.
//
// usage: one_thread_or_many SOURCE_DIRECTORY ARTICLES
//
// Reads the corpus, files of each written format, and ARTICLES mixed articles: most of them a file each, one
// in four a line of a JSON Lines file, with copies, and with files that cannot be read between them.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>

#include <nlohmann/json.hpp>

#include "indexer/sources.h"
#include "tests/support/goal.h"
#include "tests/support/index_dump.h"
#include "tests/support/mixed_articles.h"
#include "tests/support/workplace.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kThreads[] = {2, 5};

std::string numbered(const char* stem, std::size_t number, const char* suffix) {
  return stem + std::to_string(number / 100) + "/" + std::to_string(number) + suffix;
}

void write_articles(const fs::path& source, std::size_t count, unsigned seed, const TempDirectory& place) {
  MixedArticles mixed(source / "corpus", seed);
  std::string lines;
  std::string earlier;
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_copy = i > 0 && mixed.below(8) == 0;
    const std::string text = is_copy ? earlier : mixed.next();
    if (mixed.below(5) == 0) earlier = text;
    if (mixed.below(4) == 0)
      lines += nlohmann::json{{"id", std::to_string(i)}, {"text", text}}.dump() + "\n";
    else
      place.write(numbered("mixed", i, ".txt"), text);
    if (mixed.below(60) == 0) place.write(numbered("mixed", i, ".broken.txt"), std::string(100, '\0'));
  }
  place.write("lines.jsonl", lines);
  for (const char* folder : {"corpus/articles", "corpus/annotated/articles", "corpus/unread/articles",
                             "tests/formats/written", "tests/pages/saved"}) {
    fs::create_directories(place.path() / folder);
    fs::copy(source / folder, place.path() / folder, fs::copy_options::recursive);
  }
}

// What was recorded of the files, without their stamps: of files just written those are not trusted.
std::string dump_sources(const fs::path& generation) {
  std::string out;
  for (const Source& source : read_sources(generation)) {
    out += "source " + source.file.id + " " + source.content_hash;
    for (const std::uint32_t article : source.articles) out += " " + std::to_string(article);
    for (const Skip& skip : source.skips) out += " " + skip.path + " " + skip.reason;
    out += "\n";
  }
  return out;
}

struct Built {
  IndexSummary summary;
  std::string content;
};

Built build(const Workplace& workplace, std::size_t threads) {
  Built built;
  built.summary = workplace.run([threads](IndexerOptions& options) {
    options.jobs = threads;
    options.rebuild = Rebuild::kAlways;
  });
  const fs::path generation = workplace.current().path;
  built.content = dump_index(generation.string());
  for (const Skip& skip : built.summary.skips)
    built.content += "skip " + skip.path + " " + skip.reason + "\n";
  built.content += dump_sources(generation);
  return built;
}

// The first line of each text in which they differ.
std::string first_difference(const std::string& left, const std::string& right) {
  std::istringstream lines(left);
  std::istringstream others(right);
  for (std::size_t number = 1;; ++number) {
    std::string line;
    std::string other;
    const bool has_line = static_cast<bool>(std::getline(lines, line));
    const bool has_other = static_cast<bool>(std::getline(others, other));
    if (line != other || has_line != has_other)
      return "line " + std::to_string(number) + ":\n  " + line.substr(0, 300) + "\n  " + other.substr(0, 300);
    if (!has_line) return "nowhere";
  }
}

// How many of the thread counts give another index than one thread.
std::uint64_t check(const fs::path& source, std::size_t count, unsigned seed) {
  const Workplace workplace;
  write_articles(source, count, seed, workplace.articles);
  const Built one = build(workplace, 1);
  if (one.summary.articles < count || one.summary.skips.empty()) {
    std::printf("seed %u: %llu articles and %zu skipped files show too little\n", seed,
                static_cast<unsigned long long>(one.summary.articles), one.summary.skips.size());
    return 1;
  }
  std::uint64_t failures = 0;
  for (const std::size_t threads : kThreads) {
    const Built many = build(workplace, threads);
    if (many.content == one.content) continue;
    ++failures;
    std::printf("seed %u: %zu threads make another index than one, first in %s\n", seed, threads,
                first_difference(one.content, many.content).c_str());
  }
  std::printf("seed %u: %llu articles, %zu skipped, %zu bytes of dump\n", seed,
              static_cast<unsigned long long>(one.summary.articles), one.summary.skips.size(),
              one.content.size());
  return failures;
}

int check_all(const fs::path& source, std::size_t count) {
  const Goal goal("one thread or many");
  std::uint64_t failures = 0;
  unsigned corpora = 0;
  for (; goal.has_time(corpora == 0); ++corpora) failures += check(source, count, goal.seed() + corpora);
  goal.report(failures, {{"corpora", corpora}, {"articles", corpora * count}});
  return failures == 0 ? 0 : 1;
}

}  // namespace
}  // namespace chokepoint

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: one_thread_or_many SOURCE_DIRECTORY ARTICLES\n", stderr);
    return 2;
  }
  return chokepoint::check_all(argv[1], static_cast<std::size_t>(std::strtoul(argv[2], nullptr, 10)));
}
