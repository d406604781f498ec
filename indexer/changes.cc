// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/changes.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>

#include "common/base/hash.h"
#include "indexer/clean/article_dates.h"
#include "indexer/interrupt.h"
#include "indexer/ordered_workers.h"
#include "indexer/source/read_file.h"

namespace chokepoint {
namespace {

// The coarsest clock of a file system in use, FAT's.
constexpr std::int64_t kTickNs = 2'000'000'000;

// A changed_ns that is like no other: the file will be hashed.
constexpr std::int64_t kNoTime = 0;

using Content = std::variant<std::string, Skip>;  // the hash of a file, or why it cannot be read

bool has_same_stamp(const SourceFile& a, const SourceFile& b) {
  return a.size == b.size && a.modified_ns == b.modified_ns && a.changed_ns == b.changed_ns &&
         a.changed_ns != kNoTime && a.inode == b.inode;
}

void copy_stamp(const SourceFile& from, SourceFile& to) {
  to.size = from.size;
  to.modified_ns = from.modified_ns;
  to.changed_ns = from.changed_ns;
  to.inode = from.inode;
}

// Whether the stamp tells what the content is: not if it was never read for a reason that may be gone.
bool is_known(const Source& source) {
  return std::none_of(source.skips.begin(), source.skips.end(),
                      [&](const Skip& skip) { return source.content_hash.empty() && is_passing(skip); });
}

// Whether an article of the one id would be the same under the other.
bool tells_the_same(const std::string& a, const std::string& b) {
  return a == b || date_in_path(a) == date_in_path(b);
}

bool is_at_or_below(const std::string& path, std::string_view place) {
  while (place.ends_with('/')) place.remove_suffix(1);
  return path.starts_with(place) && (path.size() == place.size() || path[place.size()] == '/');
}

void reuse(FileChange& change) {
  const SourceFile& before = change.previous->file;
  const bool is_same = before.id == change.file.id && before.path == change.file.path;
  change.fate = is_same ? Fate::kKept : Fate::kMoved;
}

class ChangeFinder {
 public:
  ChangeFinder(const CurrentIndex& current, const std::vector<std::string>& roots, const WalkResult& walk,
               const ComparisonOptions& options)
      : sources_(current.sources),
        old_roots_(current.manifest->roots),
        roots_(roots),
        walk_(walk),
        options_(options),
        is_claimed_(current.sources.size(), false) {}

  Changes run() && {
    for (const SourceFile& file : walk_.files) changes_.files.push_back({file});
    match_by_path();
    keep_unseen();
    match_moved();
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      if (!is_claimed_[i]) changes_.vanished.push_back(&sources_[i]);
    }
    std::sort(changes_.files.begin(), changes_.files.end(),
              [](const FileChange& a, const FileChange& b) { return a.file.id < b.file.id; });
    return std::move(changes_);
  }

 private:
  void match_by_path() {
    std::unordered_map<std::string_view, std::size_t> by_path;
    for (std::size_t i = 0; i < sources_.size(); ++i) by_path.emplace(sources_[i].file.path, i);
    std::vector<std::size_t> unsure;
    for (std::size_t i = 0; i < changes_.files.size(); ++i) {
      FileChange& change = changes_.files[i];
      const auto found = by_path.find(change.file.path);
      if (found == by_path.end()) continue;
      claim(found->second, change);
      if (!tells_the_same(change.previous->file.id, change.file.id)) continue;
      if (has_same_stamp(change.previous->file, change.file) && is_known(*change.previous)) {
        reuse(change);
      } else {
        unsure.push_back(i);
      }
    }
    look_at(unsure, [this](FileChange& change, const Content& content) { judge(change, content); });
  }

  // The content of a file that looks changed.
  void judge(FileChange& change, const Content& content) {
    const Source& previous = *change.previous;
    if (const auto* skip = std::get_if<Skip>(&content)) {
      // What was never read has no articles, so nothing changes either as long as it stays so.
      if (!is_passing(*skip) && !previous.content_hash.empty()) return;
      changes_.has_new_stamps = changes_.has_new_stamps || previous.content_hash.empty();
      keep_articles(change, *skip);
    } else if (std::get<std::string>(content) == previous.content_hash) {
      changes_.has_new_stamps = true;
      reuse(change);
    }
  }

  // Articles below a directory that could not be read. One whose id belongs to another file by now, since a
  // file of the same name in another root has moved up, cannot stay.
  void keep_unseen() {
    std::vector<std::string_view> places;
    for (const Skip& skip : walk_.skips) {
      if (is_passing(skip)) places.emplace_back(skip.path);
    }
    if (places.empty()) return;
    std::unordered_set<std::string_view> ids;
    for (const SourceFile& file : walk_.files) ids.insert(file.id);
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      SourceFile file = sources_[i].file;
      const auto root = std::find(roots_.begin(), roots_.end(), old_roots_.at(file.root));
      if (is_claimed_[i] || root == roots_.end() || ids.contains(file.id)) continue;
      if (std::none_of(places.begin(), places.end(),
                       [&](std::string_view place) { return is_at_or_below(file.path, place); }))
        continue;
      file.root = static_cast<std::size_t>(root - roots_.begin());
      changes_.files.push_back({file});
      claim(i, changes_.files.back());
      reuse(changes_.files.back());
    }
  }

  void match_moved() {
    std::set<std::pair<std::string_view, std::uint64_t>> likely;  // base names and sizes of what is missing
    std::multimap<std::pair<std::string_view, std::string_view>, std::size_t>
        missing;  // by base name and hash
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      const Source& source = sources_[i];
      if (is_claimed_[i] || source.content_hash.empty()) continue;
      const std::string_view name = base_name(source.file.path);
      likely.emplace(name, source.file.size);
      missing.emplace(std::pair(name, std::string_view(source.content_hash)), i);
    }
    std::vector<std::size_t> unsure;
    for (std::size_t i = 0; i < changes_.files.size(); ++i) {
      const SourceFile& file = changes_.files[i].file;
      if (changes_.files[i].previous == nullptr && likely.contains({base_name(file.path), file.size}))
        unsure.push_back(i);
    }
    look_at(unsure, [&](FileChange& change, const Content& content) {
      const auto* hash = std::get_if<std::string>(&content);
      if (hash == nullptr) return;
      const auto [begin, end] = missing.equal_range({base_name(change.file.path), *hash});
      const auto match = std::find_if(begin, end, [&](const auto& candidate) {
        return tells_the_same(sources_[candidate.second].file.id, change.file.id);
      });
      if (match == end) return;
      claim(match->second, change);
      missing.erase(match);
      reuse(change);
    });
  }

  void claim(std::size_t source, FileChange& change) {
    is_claimed_[source] = true;
    change.previous = &sources_[source];
  }

  // Hashes the files of these numbers on all threads, and hands each to `judge`, in order.
  template <typename Judge>
  void look_at(const std::vector<std::size_t>& numbers, Judge&& judge) {
    run_in_order<Content>(
        numbers.size(), std::min(options_.threads, numbers.size()),
        [&](std::size_t i) -> Content {
          check_interrupt();
          auto content = read_file(changes_.files[numbers[i]].file, options_.max_bytes);
          if (auto* skip = std::get_if<Skip>(&content)) return std::move(*skip);
          return content_hash(std::get<std::string>(content));
        },
        [&](std::size_t i, Content&& content) { judge(changes_.files[numbers[i]], content); });
  }

  const Sources& sources_;
  const std::vector<std::string>& old_roots_;
  const std::vector<std::string>& roots_;
  const WalkResult& walk_;
  const ComparisonOptions& options_;
  std::vector<bool> is_claimed_;  // the sources whose articles some file has now
  Changes changes_;
};

}  // namespace

bool is_passing(const Skip& skip) {
  constexpr std::array<std::string_view, 5> kPassing = {"eacces", "eio", "vanished", "unreadable", "changed"};
  return std::find(kPassing.begin(), kPassing.end(), skip.reason) != kPassing.end();
}

bool Changes::is_empty() const {
  return vanished.empty() && std::all_of(files.begin(), files.end(),
                                         [](const FileChange& change) { return change.fate == Fate::kKept; });
}

std::vector<SourceFile> Changes::files_to_read() const {
  std::vector<SourceFile> to_read;
  for (const FileChange& change : files) {
    if (change.fate == Fate::kRead) to_read.push_back(change.file);
  }
  return to_read;
}

std::vector<std::string> Changes::moved_ids() const {
  std::vector<std::string> ids;
  for (const FileChange& change : files) {
    if (change.fate == Fate::kMoved) ids.push_back(change.previous->file.id);
  }
  return ids;
}

void keep_articles(FileChange& change, const Skip& skip) {
  change.skip = skip;
  // The stamp that is recorded is that of the content which the articles have.
  if (!change.previous->content_hash.empty()) copy_stamp(change.previous->file, change.file);
  reuse(change);
}

Source source_of_reused(const FileChange& change) {
  const Source& previous = *change.previous;
  Source source{change.file, previous.content_hash, previous.articles, previous.skips};
  if (previous.content_hash.empty() && change.skip) source.skips = {*change.skip};
  for (Skip& skip : source.skips) {
    if (skip.path.starts_with(previous.file.path))
      skip.path.replace(0, previous.file.path.size(), change.file.path);
  }
  return source;
}

void append_skips(const FileChange& change, const Source& source, std::vector<Skip>& skips) {
  if (change.skip) {
    skips.push_back(*change.skip);
  } else {
    skips.insert(skips.end(), source.skips.begin(), source.skips.end());
  }
}

Changes find_changes(const CurrentIndex& current, const std::vector<std::string>& roots,
                     const WalkResult& walk, const ComparisonOptions& options) {
  return ChangeFinder(current, roots, walk, options).run();
}

void distrust_young_stamps(std::vector<SourceFile>& files, std::int64_t now_ns) {
  for (SourceFile& file : files) {
    if (file.changed_ns > now_ns - kTickNs) file.changed_ns = kNoTime;
  }
}

}  // namespace chokepoint
