// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/corpus_walker.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <string_view>

#include <dirent.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/base/utf8.h"
#include "indexer/unique_fd.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxIgnoreFileBytes = 64 * 1024;
constexpr const char* kIgnoreFileName = ".indexignore";
constexpr std::array<std::string_view, 3> kSuffixes = {".txt", ".json", ".jsonl"};

std::string base_name(const std::string& path) {
  const auto slash = path.find_last_of('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::int64_t to_ns(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

// A pattern and the directory, relative to the root, below which it holds.
struct IgnoreRule {
  std::string directory;
  std::string pattern;
};

class RootWalker {
 public:
  RootWalker(std::size_t root, std::string root_path, const WalkOptions& options, WalkResult& result)
      : root_(root), root_path_(std::move(root_path)), options_(options), result_(result) {}

  void run() {
    struct stat info {};
    if (::lstat(root_path_.c_str(), &info) != 0) fail();
    if (!S_ISDIR(info.st_mode)) {
      if (!S_ISREG(info.st_mode))
        throw InputError("\"" + root_path_ + "\" is neither a directory nor a regular file");
      add_file(base_name(root_path_), root_path_, info);  // named outright, so read whatever its suffix
      return;
    }
    UniqueFd fd(::open(root_path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    if (!fd) fail();
    walk_directory(std::move(fd), "", 1);
  }

 private:
  [[noreturn]] void fail() const {
    throw InputError("cannot read \"" + root_path_ + "\": " + std::strerror(errno));
  }

  void skip(const std::string& relative, const char* reason, std::string detail) {
    result_.skips.push_back({root_path_ + "/" + relative, reason, std::move(detail)});
  }

  static std::vector<std::string> list_names(DIR* directory, int& error) {
    std::vector<std::string> names;
    for (;;) {
      errno = 0;
      const dirent* entry = ::readdir(directory);
      if (entry == nullptr) break;
      const std::string name = entry->d_name;
      if (name != "." && name != "..") names.push_back(name);
    }
    error = errno;
    std::sort(names.begin(), names.end());
    return names;
  }

  // Recursion is bounded by kMaxDepth.
  void walk_directory(UniqueFd fd, const std::string& relative, std::size_t depth) {
    const int dir_fd = fd.get();
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(::fdopendir(fd.release()), ::closedir);
    if (!directory) return skip(relative, "unreadable", std::strerror(errno));
    int error = 0;
    const std::vector<std::string> names = list_names(directory.get(), error);
    if (error != 0) skip(relative, "unreadable", std::strerror(error));
    const std::size_t rules_before = ignore_rules_.size();
    if (std::binary_search(names.begin(), names.end(), kIgnoreFileName)) read_ignore_file(dir_fd, relative);
    for (const std::string& name : names) {
      visit(dir_fd, name, relative.empty() ? name : relative + "/" + name, depth);
    }
    ignore_rules_.resize(rules_before);
  }

  void visit(int dir_fd, const std::string& name, const std::string& relative, std::size_t depth) {
    struct stat info {};
    if (::fstatat(dir_fd, name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) {
      if (errno != ENOENT) skip(relative, "unreadable", std::strerror(errno));
      return;
    }
    if (name == kIgnoreFileName) return;
    if (S_ISLNK(info.st_mode) || is_ignored(relative, name) || is_index(relative)) {
      ++result_.ignored;
    } else if (S_ISDIR(info.st_mode)) {
      enter(dir_fd, name, relative, depth);
    } else if (!is_article_file(name)) {
      ++result_.ignored;
    } else if (!S_ISREG(info.st_mode)) {
      skip(relative, "not-regular", "not a regular file");
    } else {
      add_file(relative, root_path_ + "/" + relative, info);
    }
  }

  void enter(int dir_fd, const std::string& name, const std::string& relative, std::size_t depth) {
    if (depth >= kMaxDepth)
      return skip(relative, "too-deep", "more than " + std::to_string(kMaxDepth) + " levels");
    UniqueFd child(::openat(dir_fd, name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    if (!child) return skip(relative, "unreadable", std::strerror(errno));
    walk_directory(std::move(child), relative, depth + 1);
  }

  void add_file(const std::string& id, const std::string& path, const struct stat& info) {
    result_.files.push_back({id, path, root_, static_cast<std::uint64_t>(info.st_size), to_ns(info.st_mtim),
                             to_ns(info.st_ctim), info.st_ino});
  }

  void read_ignore_file(int dir_fd, const std::string& relative) {
    const UniqueFd fd(::openat(dir_fd, kIgnoreFileName, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    std::string content(kMaxIgnoreFileBytes, '\0');
    const ssize_t length = fd ? ::read(fd.get(), content.data(), content.size()) : -1;
    if (length < 0)
      return skip(relative.empty() ? kIgnoreFileName : relative + "/" + kIgnoreFileName, "unreadable",
                  std::strerror(errno));
    content.resize(static_cast<std::size_t>(length));
    std::istringstream lines(content);
    for (std::string line; std::getline(lines, line);) {
      std::string pattern(trim(line));
      if (pattern.empty() || pattern.front() == '#') continue;
      if (pattern.back() == '/') pattern.pop_back();
      ignore_rules_.push_back({relative, pattern});
    }
  }

  bool is_index(const std::string& relative) const {
    return root_path_ + "/" + relative == options_.index_directory;
  }

  bool is_ignored(const std::string& relative, const std::string& name) const {
    const auto matches = [&](const std::string& pattern, const std::string& path) {
      return ::fnmatch(pattern.c_str(), path.c_str(), FNM_PATHNAME) == 0 ||
             ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
    };
    for (const std::string& pattern : options_.excludes) {
      if (matches(pattern, relative)) return true;
    }
    return std::any_of(ignore_rules_.begin(), ignore_rules_.end(), [&](const IgnoreRule& rule) {
      return matches(rule.pattern,
                     rule.directory.empty() ? relative : relative.substr(rule.directory.size() + 1));
    });
  }

  std::size_t root_;
  std::string root_path_;
  const WalkOptions& options_;
  WalkResult& result_;
  std::vector<IgnoreRule> ignore_rules_;
};

// Files of a later root whose id is taken get their root's base name before it, then a number.
void make_ids_unique(std::vector<SourceFile>& files, const std::vector<std::string>& roots) {
  std::set<std::string> taken;
  for (SourceFile& file : files) {  // still in the order of the roots
    if (taken.insert(file.id).second) continue;
    const std::string prefixed = base_name(roots[file.root]) + "/" + file.id;
    file.id = prefixed;
    for (int n = 2; !taken.insert(file.id).second; ++n) file.id = prefixed + "~" + std::to_string(n);
  }
}

}  // namespace

bool is_article_file(const std::string& name) {
  const std::string lower = ascii_lower(name);
  return std::any_of(kSuffixes.begin(), kSuffixes.end(),
                     [&](std::string_view suffix) { return lower.ends_with(suffix); });
}

WalkResult walk_corpus(const std::vector<std::string>& roots, const WalkOptions& options) {
  WalkResult result;
  for (std::size_t i = 0; i < roots.size(); ++i) RootWalker(i, roots[i], options, result).run();
  make_ids_unique(result.files, roots);
  std::sort(result.files.begin(), result.files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.id < b.id; });
  return result;
}

}  // namespace chokepoint
