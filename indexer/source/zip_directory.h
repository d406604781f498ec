// SPDX-License-Identifier: GPL-2.0-or-later
// The central directory of a zip file: what a DOCX, ODT or EPUB holds, looked at before any converter sees
// it.
//
// Read by ourselves rather than by a library: what is asked here (do entries overlap? what do they claim to
// unpack to?) is what libraries hide, and those that stream (libarchive) go by the local headers, while the
// converters go by the directory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace chokepoint {

struct ZipEntry {
  std::string_view name;
  std::uint64_t data_begin = 0;  // of its packed bytes, in the file
  std::uint64_t packed_bytes = 0;
  std::uint64_t unpacked_bytes = 0;  // as declared
  std::uint16_t method = 0;          // 0 stored, 8 deflated
  bool is_encrypted = false;
};

struct ZipDirectory {
  std::string_view bytes;  // the file
  std::vector<ZipEntry> entries;

  const ZipEntry* find(std::string_view name) const;

  // The content of an entry, at most `max_bytes` of it; nothing if it cannot be unpacked.
  std::optional<std::string> read(const ZipEntry& entry, std::size_t max_bytes) const;
};

// Entries are checked: at most 10,000, 256 MiB unpacked in all, a large one packed 1:100 at most, with
// relative names that stay below their root, their bytes inside the file and nobody else's. The string says
// what is wrong. Views point into `bytes`. Linear (but for a sort of the entries); never reads outside
// `bytes`.
std::variant<ZipDirectory, std::string> read_zip_directory(std::string_view bytes);

}  // namespace chokepoint
