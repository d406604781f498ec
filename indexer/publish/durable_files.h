// SPDX-License-Identifier: GPL-2.0-or-later
// Writing so that it outlasts a power cut. A file is on the disk once it is synced and so is the directory
// that holds its name. A failed fsync is never retried: the kernel may have dropped the pages that it could
// not write, and the next fsync would succeed without them. All throw InputError, with the system's reason.
#pragma once

#include <filesystem>
#include <string_view>

namespace chokepoint {

// Writes all of `bytes` to `fd`, interrupted or not; false, with errno, if it cannot.
bool write_all(int fd, std::string_view bytes);

// Creates or replaces the file, with permissions by the umask, and syncs it; follows no link.
void write_durably(const std::filesystem::path& path, std::string_view content);

// Syncs a file that others wrote. Its pages leave the cache, so that whoever reads it next reads the disk.
void sync_file(const std::filesystem::path& path);

void sync_directory(const std::filesystem::path& path);

void rename_file(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace chokepoint
