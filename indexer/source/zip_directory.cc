// SPDX-License-Identifier: GPL-2.0-or-later
// Layout: PKWARE's APPNOTE.TXT, 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (its end), 4.5.3 (zip64).
// Overlap is how a bomb of 42 kB claims petabytes (CVE-2019-13232): each entry's bytes must be its own.
#include "indexer/source/zip_directory.h"

#include <algorithm>
#include <cstddef>
#include <new>
#include <utility>

#include <zlib.h>

namespace chokepoint {
namespace {

constexpr std::size_t kMaxEntries = 10'000;
constexpr std::uint64_t kMaxTotalBytes = 256ULL * 1024 * 1024;
constexpr std::uint64_t kMaxRatio = 100;
constexpr std::uint64_t kLargeBytes = 1024ULL * 1024;  // smaller ones may be packed as tightly as they like

constexpr std::size_t kLocalHeaderBytes = 30;
constexpr std::size_t kDirectoryHeaderBytes = 46;
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kMaxCommentBytes = 0xFFFF;
constexpr std::uint32_t kLocalHeaderMark = 0x04034B50;
constexpr std::uint32_t kDirectoryHeaderMark = 0x02014B50;
constexpr std::uint32_t kEndMark = 0x06054B50;
constexpr std::uint32_t kIsInZip64 = 0xFFFFFFFF;
constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflated = 8;

// Little-endian numbers; what lies outside is 0, so the caller checks sizes first where it matters.
std::uint64_t number_at(std::string_view bytes, std::uint64_t at, unsigned size) {
  std::uint64_t value = 0;
  for (unsigned i = size; i-- > 0;) {
    if (at + i >= bytes.size()) return 0;
    value = value << 8U | static_cast<unsigned char>(bytes[static_cast<std::size_t>(at + i)]);
  }
  return value;
}

std::uint16_t u16(std::string_view bytes, std::uint64_t at) {
  return static_cast<std::uint16_t>(number_at(bytes, at, 2));
}

std::uint32_t u32(std::string_view bytes, std::uint64_t at) {
  return static_cast<std::uint32_t>(number_at(bytes, at, 4));
}

// Where the record that ends the directory begins.
std::optional<std::size_t> find_end_record(std::string_view bytes) {
  if (bytes.size() < kEndBytes) return std::nullopt;
  const std::size_t first = bytes.size() - std::min(bytes.size(), kEndBytes + kMaxCommentBytes);
  for (std::size_t at = bytes.size() - kEndBytes;; --at) {
    if (u32(bytes, at) == kEndMark && at + kEndBytes + u16(bytes, at + 20) <= bytes.size()) return at;
    if (at == first) return std::nullopt;
  }
}

// Values that do not fit 32 bits stand in an extra field, in this order.
bool read_zip64(std::string_view extra, ZipEntry& entry, std::uint64_t& offset) {
  while (extra.size() >= 4) {
    const std::size_t size = u16(extra, 2);
    if (size > extra.size() - 4) return false;
    if (u16(extra, 0) == 1) {
      std::string_view values = extra.substr(4, size);
      for (std::uint64_t* value : {&entry.unpacked_bytes, &entry.packed_bytes, &offset}) {
        if (*value != kIsInZip64) continue;
        if (values.size() < 8) return false;
        *value = number_at(values, 0, 8);
        values.remove_prefix(8);
      }
      return true;
    }
    extra.remove_prefix(4 + size);
  }
  return false;
}

// "/etc/passwd", "C:\x", "../x" and what hides them.
bool is_harmless_name(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.front() == '\\' ||
      name.find('\0') != std::string_view::npos)
    return false;
  if (name.size() > 1 && name[1] == ':') return false;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find_first_of("/\\"), name.size());
    if (name.substr(0, end) == "..") return false;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return true;
}

bool is_too_tight(const ZipEntry& entry) {
  return entry.unpacked_bytes > kLargeBytes && entry.unpacked_bytes / kMaxRatio > entry.packed_bytes;
}

using Range = std::pair<std::uint64_t, std::uint64_t>;  // half-open, in the file

// Reads the entry at `at` and moves `at` behind it. The string says what is wrong; empty if nothing is.
std::string read_entry(std::string_view bytes, std::size_t directory_end, std::size_t& at, ZipEntry& entry,
                       Range& range) {
  if (directory_end - at < kDirectoryHeaderBytes || u32(bytes, at) != kDirectoryHeaderMark)
    return "its directory is damaged";
  const std::size_t name_bytes = u16(bytes, at + 28);
  const std::size_t extra_bytes = u16(bytes, at + 30);
  const std::size_t size = kDirectoryHeaderBytes + name_bytes + extra_bytes + u16(bytes, at + 32);
  if (size > directory_end - at) return "its directory is damaged";
  entry.is_encrypted = (u16(bytes, at + 8) & 1U) != 0;
  entry.method = u16(bytes, at + 10);
  entry.packed_bytes = u32(bytes, at + 20);
  entry.unpacked_bytes = u32(bytes, at + 24);
  entry.name = bytes.substr(at + kDirectoryHeaderBytes, name_bytes);
  std::uint64_t offset = u32(bytes, at + 42);
  const bool is_zip64 =
      entry.packed_bytes == kIsInZip64 || entry.unpacked_bytes == kIsInZip64 || offset == kIsInZip64;
  if (is_zip64 &&
      !read_zip64(bytes.substr(at + kDirectoryHeaderBytes + name_bytes, extra_bytes), entry, offset))
    return "its directory is damaged";
  at += size;

  if (!is_harmless_name(entry.name)) return "the name of an entry leads out of it";
  if (is_too_tight(entry)) return "an entry is packed more than 100 to 1";
  if (offset > bytes.size() || bytes.size() - offset < kLocalHeaderBytes ||
      u32(bytes, offset) != kLocalHeaderMark)
    return "an entry is not where its directory says";
  entry.data_begin = offset + kLocalHeaderBytes + u16(bytes, offset + 26) + u16(bytes, offset + 28);
  if (entry.data_begin > bytes.size() || entry.packed_bytes > bytes.size() - entry.data_begin)
    return "an entry is not where its directory says";
  range = {offset, entry.data_begin + entry.packed_bytes};
  return {};
}

bool overlap(std::vector<Range>& ranges) {
  std::sort(ranges.begin(), ranges.end());
  return std::adjacent_find(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) {
           return b.first < a.second;
         }) != ranges.end();
}

std::optional<std::string> inflate_raw(std::string_view packed, std::size_t max_bytes) {
  z_stream stream{};
  std::string out(max_bytes, '\0');
  if (::inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw std::bad_alloc();
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = ::inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  ::inflateEnd(&stream);
  if (result == Z_MEM_ERROR) throw std::bad_alloc();
  const bool is_full = result == Z_BUF_ERROR && out.size() == max_bytes;
  return result == Z_STREAM_END || is_full ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

const ZipEntry* ZipDirectory::find(std::string_view name) const {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [name](const ZipEntry& entry) { return entry.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

std::optional<std::string> ZipDirectory::read(const ZipEntry& entry, std::size_t max_bytes) const {
  if (entry.is_encrypted) return std::nullopt;
  const std::string_view packed =
      bytes.substr(static_cast<std::size_t>(entry.data_begin), static_cast<std::size_t>(entry.packed_bytes));
  if (entry.method == kStored) return std::string(packed.substr(0, max_bytes));
  if (entry.method != kDeflated) return std::nullopt;
  return inflate_raw(packed,
                     static_cast<std::size_t>(std::min<std::uint64_t>(max_bytes, entry.unpacked_bytes)));
}

std::variant<ZipDirectory, std::string> read_zip_directory(std::string_view bytes) {
  const auto end = find_end_record(bytes);
  if (!end) return "it is cut off, or no zip file";
  const std::size_t count = u16(bytes, *end + 10);
  const std::uint64_t begin = u32(bytes, *end + 16);
  if (count > kMaxEntries) return "it has more than 10000 entries";
  if (begin > *end) return "its directory is damaged";

  ZipDirectory directory{bytes, {}};
  std::vector<Range> ranges = {{begin, *end}};
  std::uint64_t total = 0;
  std::size_t at = static_cast<std::size_t>(begin);
  for (std::size_t i = 0; i < count; ++i) {
    ZipEntry entry;
    Range range;
    if (std::string fault = read_entry(bytes, *end, at, entry, range); !fault.empty()) return fault;
    total += entry.unpacked_bytes;
    if (entry.unpacked_bytes > kMaxTotalBytes || total > kMaxTotalBytes)
      return "it claims to unpack to more than 256 MiB";
    ranges.push_back(range);
    directory.entries.push_back(entry);
  }
  if (at < *end && u32(bytes, at) == kDirectoryHeaderMark)
    return "its directory has more entries than it says";
  if (overlap(ranges)) return "entries overlap";
  return directory;
}

}  // namespace chokepoint
