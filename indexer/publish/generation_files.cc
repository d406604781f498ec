// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/generation_files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/base/hash.h"
#include "common/index/generation.h"
#include "indexer/interrupt.h"
#include "indexer/publish/durable_files.h"
#include "indexer/publish/index_directory.h"
#include "indexer/sources.h"
#include "indexer/unique_fd.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kReadBytes = 1024 * 1024;
constexpr std::size_t kCopyBytes = 16 * kReadBytes;  // between two looks for a signal

bool is_table(const std::string& name) {
  return name != kManifestName && name != kFlintlockName && name != kRefreshedSourcesName &&
         name != unfinished_name(kRefreshedSourcesName);
}

UniqueFd open_to_read(const fs::path& path) {
  UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd) return fd;
  const std::string message = "cannot read \"" + path.string() + "\": " + std::strerror(errno);
  if (is_shortage(errno)) throw InputError(message);
  throw IndexError(message);
}

[[noreturn]] void fail_to_copy(const fs::path& path) {
  throw InputError("cannot copy \"" + path.string() + "\": " + std::strerror(errno),
                   "the index is as it was before the run");
}

ssize_t read_some(int fd, std::string& buffer, const fs::path& path) {
  for (;;) {
    const ssize_t length = ::read(fd, buffer.data(), buffer.size());
    if (length >= 0) return length;
    if (errno != EINTR) throw IndexError("cannot read \"" + path.string() + "\": " + std::strerror(errno));
    check_interrupt();
  }
}

ManifestTable table_of(const fs::path& path) {
  const UniqueFd fd = open_to_read(path);
  ManifestTable table{path.filename().string(), 0, {}};
  ContentHasher hasher;
  std::string buffer(kReadBytes, '\0');
  while (const ssize_t length = read_some(fd.get(), buffer, path)) {
    hasher.add(std::string_view(buffer).substr(0, static_cast<std::size_t>(length)));
    table.size += static_cast<std::uint64_t>(length);
    check_interrupt();
  }
  table.content_hash = hasher.hash();
  return table;
}

void copy_by_reading(int from, int to, const fs::path& path) {
  std::string buffer(kReadBytes, '\0');
  while (const ssize_t length = read_some(from, buffer, path)) {
    if (!write_all(to, std::string_view(buffer).substr(0, static_cast<std::size_t>(length))))
      fail_to_copy(path);
    check_interrupt();
  }
}

// The kernel copies, or shares blocks where the file system can; where it can do neither, we do.
void copy_table(const fs::path& from, const fs::path& to) {
  const UniqueFd source = open_to_read(from);
  const UniqueFd target(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!target) fail_to_copy(from);
  for (;;) {
    check_interrupt();
    const ssize_t copied = ::copy_file_range(source.get(), nullptr, target.get(), nullptr, kCopyBytes, 0);
    if (copied == 0) return;
    if (copied > 0 || errno == EINTR) continue;
    if (errno != EXDEV && errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP) fail_to_copy(from);
    return copy_by_reading(source.get(), target.get(), from);
  }
}

}  // namespace

std::vector<ManifestTable> list_tables(const fs::path& generation) {
  std::vector<ManifestTable> tables;
  for (const auto& entry : fs::directory_iterator(generation)) {
    if (is_table(entry.path().filename().string()) && fs::is_regular_file(entry.symlink_status()))
      tables.push_back(table_of(entry.path()));
  }
  std::sort(tables.begin(), tables.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return tables;
}

void copy_tables(const Manifest& manifest, const fs::path& from, const fs::path& to) {
  std::error_code error;
  if (!fs::create_directory(to, error))
    throw InputError("cannot create \"" + to.string() + "\": " + error.message());
  for (const ManifestTable& table : manifest.tables) {
    if (table.name == kSourcesName) continue;
    copy_table(from / table.name, to / table.name);
    const ManifestTable copy = table_of(to / table.name);
    if (copy.size != table.size || copy.content_hash != table.content_hash)
      throw IndexError("\"" + (from / table.name).string() + "\" was changed or is damaged");
  }
}

}  // namespace chokepoint
