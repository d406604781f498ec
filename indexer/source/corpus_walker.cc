// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/corpus_walker.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <limits>
#include <memory>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/index/generation.h"
#include "indexer/interrupt.h"
#include "indexer/source/directory_names.h"
#include "indexer/source/file_errors.h"
#include "indexer/source/ignore_rules.h"
#include "indexer/source/ignored_names.h"
#include "indexer/source/open_without_links.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxIgnoreFileBytes = 1024UL * 1024;
constexpr const char* kIgnoreFileName = ".indexignore";

std::string join(const std::string& directory, std::string_view name) {
  std::string path = directory;
  if (!path.empty() && path.back() != '/') path += '/';
  return path.append(name);
}

// Some file systems keep times that 64 bits of nanoseconds do not reach.
std::int64_t to_ns(const timespec& time) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  using Limits = std::numeric_limits<std::int64_t>;
  if (time.tv_sec >= Limits::max() / kSecond) return Limits::max();
  if (time.tv_sec <= Limits::min() / kSecond) return Limits::min();
  return std::int64_t{time.tv_sec} * kSecond + time.tv_nsec;
}

// What tells one file or directory from all others, whatever it is called.
struct FileIdentity {
  dev_t device = 0;
  ino_t inode = 0;
  auto operator<=>(const FileIdentity&) const = default;
};

FileIdentity identity_of(const struct stat& info) {
  return {info.st_dev, info.st_ino};
}

// What the walks of all roots share.
struct Walk {
  const std::vector<std::string>& roots;
  const WalkOptions& options;
  IgnoreRules excludes;
  FileIdentity index;  // zero: none
  // Each is entered through one link only: links to one another would else give paths without end.
  std::set<FileIdentity> entered_by_link;
  WalkResult result;
};

// What Xapian keeps is no article: our indexes, which have a stub, and databases of any program.
bool is_index(const DirectoryNames& names) {
  return names.contains(kStubName) || names.contains("iamglass");
}

// A directory that is being walked.
struct Directory {
  int fd = -1;
  std::string relative;               // to the root, empty for the root itself
  std::string real_path;              // absolute, without links
  bool is_behind_link = false;        // then `real_path` is not the root's with `relative`
  const Directory* parent = nullptr;  // nullptr: this is the root
  std::size_t depth = 1;
  DirectoryKind kind = DirectoryKind::kOrdinary;
  FileIdentity identity = {};
};

class RootWalker {
 public:
  RootWalker(std::size_t root, Walk& walk) : root_(root), root_path_(walk.roots[root]), walk_(walk) {}

  void run() {
    struct stat info {};
    if (::lstat(root_path_.c_str(), &info) != 0) fail();
    if (S_ISREG(info.st_mode)) {
      add_file(std::string(base_name(root_path_)), root_path_, {}, info);
      return;
    }
    if (!S_ISDIR(info.st_mode))
      throw InputError("\"" + root_path_ + "\" is neither a directory nor a regular file");
    UniqueFd fd = open_without_links(root_path_, O_RDONLY | O_DIRECTORY);
    if (!fd) fail();
    Directory directory;
    directory.real_path = root_path_;
    walk_directory(std::move(fd), directory);
  }

 private:
  [[noreturn]] void fail() const {
    throw InputError("cannot read \"" + root_path_ + "\": " + std::strerror(errno));
  }

  std::string shown_path(const std::string& relative) const { return join(root_path_, relative); }

  void skip(const std::string& relative, const char* reason, std::string detail) {
    walk_.result.skips.push_back({shown_path(relative), reason, std::move(detail)});
  }

  void skip_for(const std::string& relative, int error) {
    walk_.result.skips.push_back(skip_for_error(shown_path(relative), error));
  }

  // Recursion is bounded by kMaxDepth.
  void walk_directory(UniqueFd fd, Directory& directory) {
    struct stat info {};
    if (::fstat(fd.get(), &info) != 0) return skip_for(directory.relative, errno);
    directory.identity = identity_of(info);
    directory.fd = fd.get();
    const std::unique_ptr<DIR, int (*)(DIR*)> stream(::fdopendir(fd.get()), ::closedir);
    if (!stream) return skip_for(directory.relative, errno);
    fd.release();

    int error = 0;
    const DirectoryNames names = DirectoryNames::read(stream.get(), error);
    if (error != 0) skip_for(directory.relative, error);
    if (is_index(names)) {
      ++walk_.result.ignored;
      return;
    }
    directory.kind = kind_of_directory(base_name(directory.relative), names,
                                       directory.parent ? directory.parent->kind : DirectoryKind::kOrdinary);
    const bool has_rules = names.contains(kIgnoreFileName);
    if (has_rules) ignore_files_.push(directory.relative, read_ignore_file(directory));
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] != kIgnoreFileName) visit(directory, names, names[i]);
    }
    if (has_rules) ignore_files_.pop();
  }

  void visit(const Directory& directory, const DirectoryNames& names, std::string_view name) {
    check_interrupt();
    const std::string relative = join(directory.relative, name);
    struct stat info {};
    // The names are C strings in their storage.
    if (::fstatat(directory.fd, name.data(), &info, AT_SYMLINK_NOFOLLOW) != 0)
      return skip_for(relative, errno);
    const Surroundings surroundings{directory.kind, names};
    if (is_left_out(relative, name, S_ISDIR(info.st_mode), surroundings) ||
        identity_of(info) == walk_.index) {
      ++walk_.result.ignored;
    } else if (S_ISLNK(info.st_mode)) {
      visit_link(directory, surroundings, name, relative);
    } else if (S_ISDIR(info.st_mode)) {
      if (is_too_deep(directory, relative)) return;
      UniqueFd child = open_child(directory.fd, name.data(), O_RDONLY | O_DIRECTORY);
      if (!child) return skip_for(relative, errno);
      enter(std::move(child), directory, relative, join(directory.real_path, name), directory.is_behind_link);
    } else if (!S_ISREG(info.st_mode)) {
      skip(relative, "not-regular", "not a regular file");
    } else {
      add_file(relative, shown_path(relative),
               directory.is_behind_link ? join(directory.real_path, name) : std::string(), info);
    }
  }

  bool is_left_out(const std::string& relative, std::string_view name, bool is_directory,
                   const Surroundings& surroundings) const {
    Verdict verdict = walk_.excludes.judge(relative, is_directory);
    if (verdict == Verdict::kNone) verdict = ignore_files_.judge(relative, is_directory);
    if (verdict != Verdict::kNone) return verdict == Verdict::kIgnore;
    return is_ignored_name(name, is_directory, surroundings, walk_.options.wanted_suffixes);
  }

  bool is_too_deep(const Directory& directory, const std::string& relative) {
    if (directory.depth < kMaxDepth) return false;
    skip(relative, "too-deep", "more than " + std::to_string(kMaxDepth) + " levels");
    return true;
  }

  void enter(UniqueFd fd, const Directory& parent, const std::string& relative, std::string real_path,
             bool is_behind_link) {
    Directory child;
    child.relative = relative;
    child.real_path = std::move(real_path);
    child.is_behind_link = is_behind_link;
    child.parent = &parent;
    child.depth = parent.depth + 1;
    walk_directory(std::move(fd), child);
  }

  void visit_link(const Directory& directory, const Surroundings& surroundings, std::string_view name,
                  const std::string& relative) {
    const bool is_followed = walk_.options.links == Links::kFollowed;
    std::error_code error;
    const std::string target = std::filesystem::canonical(join(directory.real_path, name), error).string();
    if (!error && !is_in_some_root(target))
      return skip(relative, "outside-root", "a link to \"" + target + "\", which is below no PATH");
    if (!is_followed) {
      ++walk_.result.ignored;
    } else if (error == std::errc::no_such_file_or_directory) {
      skip(relative, "vanished", "a link to what does not exist");
    } else if (error == std::errc::too_many_symbolic_link_levels) {
      skip(relative, "unreadable", "a link that leads back to itself");
    } else if (error) {
      skip_for(relative, error.value());
    } else {
      follow(directory, surroundings, name, relative, target);
    }
  }

  // From here on a link goes by the canonical path of what it leads to; that has been checked, and nothing on
  // it is a link when it is opened.
  void follow(const Directory& directory, const Surroundings& surroundings, std::string_view name,
              const std::string& relative, const std::string& target) {
    struct stat info {};
    const UniqueFd handle = open_without_links(target, O_PATH);
    if (!handle || ::fstat(handle.get(), &info) != 0) return skip_for(relative, errno);
    if (S_ISREG(info.st_mode)) return add_file(relative, shown_path(relative), target, info);
    if (!S_ISDIR(info.st_mode)) return skip(relative, "not-regular", "not a regular file");
    const FileIdentity identity = identity_of(info);
    if (is_left_out(relative, name, true, surroundings) || identity == walk_.index ||
        is_on_the_way(directory, identity) || walk_.entered_by_link.contains(identity)) {
      ++walk_.result.ignored;
      return;
    }
    if (is_too_deep(directory, relative)) return;
    UniqueFd fd = open_without_links(target, O_RDONLY | O_DIRECTORY);
    if (!fd) return skip_for(relative, errno);
    walk_.entered_by_link.insert(identity);
    enter(std::move(fd), directory, relative, target, true);
  }

  bool is_in_some_root(const std::string& path) const {
    return std::any_of(walk_.roots.begin(), walk_.roots.end(),
                       [&](const std::string& root) { return is_inside(path, root); });
  }

  static bool is_on_the_way(const Directory& directory, const FileIdentity& identity) {
    for (const Directory* at = &directory; at != nullptr; at = at->parent) {
      if (at->identity == identity) return true;
    }
    return false;
  }

  void add_file(const std::string& id, const std::string& path, std::string target, const struct stat& info) {
    walk_.result.files.push_back({id, path, root_, static_cast<std::uint64_t>(info.st_size),
                                  to_ns(info.st_mtim), to_ns(info.st_ctim), info.st_ino, std::move(target)});
  }

  // Not obeyed in part: what it leaves out would be indexed.
  std::string read_ignore_file(const Directory& directory) {
    const std::string relative = join(directory.relative, kIgnoreFileName);
    const UniqueFd fd = open_child(directory.fd, kIgnoreFileName, O_RDONLY | O_NONBLOCK);
    std::string content(kMaxIgnoreFileBytes + 1, '\0');
    std::size_t size = 0;
    ssize_t length = fd ? 1 : -1;
    while (length > 0 && size < content.size()) {
      length = ::read(fd.get(), content.data() + size, content.size() - size);
      if (length > 0) size += static_cast<std::size_t>(length);
    }
    if (length < 0) {
      skip_for(relative, errno);
      return {};
    }
    if (size == content.size()) {
      skip(relative, "too-big",
           "an ignore file of more than " + std::to_string(kMaxIgnoreFileBytes) + " bytes");
      return {};
    }
    content.resize(size);
    return content;
  }

  std::size_t root_;
  const std::string& root_path_;
  Walk& walk_;
  IgnoreRules ignore_files_;
};

// Files of a later root whose id is taken get their root's base name before it, then a number.
void make_ids_unique(std::vector<SourceFile>& files, const std::vector<std::string>& roots) {
  if (roots.size() < 2) return;  // the ids are the paths
  std::set<std::string> taken;
  for (SourceFile& file : files) {  // still in the order of the roots
    if (taken.insert(file.id).second) continue;
    const std::string prefixed = std::string(base_name(roots[file.root])) + "/" + file.id;
    file.id = prefixed;
    for (int n = 2; !taken.insert(file.id).second; ++n) file.id = prefixed + "~" + std::to_string(n);
  }
}

// On the command line "#" begins no comment.
std::string ignore_lines(const std::vector<std::string>& excludes) {
  std::string lines;
  for (const std::string& exclude : excludes)
    lines += (exclude.starts_with('#') ? "\\" : "") + exclude + "\n";
  return lines;
}

}  // namespace

bool is_inside(const std::string& path, const std::string& root) {
  return path == root || (path.starts_with(root) && (root.ends_with('/') || path[root.size()] == '/'));
}

WalkResult walk_corpus(const std::vector<std::string>& roots, const WalkOptions& options) {
  Walk walk{roots, options, {}, {}, {}, {}};
  walk.excludes.push("", ignore_lines(options.excludes));
  struct stat info {};
  if (!options.index_directory.empty() && ::stat(options.index_directory.c_str(), &info) == 0)
    walk.index = identity_of(info);
  for (std::size_t i = 0; i < roots.size(); ++i) RootWalker(i, walk).run();
  make_ids_unique(walk.result.files, roots);
  std::sort(walk.result.files.begin(), walk.result.files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.id < b.id; });
  return std::move(walk.result);
}

std::string_view base_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

}  // namespace chokepoint
