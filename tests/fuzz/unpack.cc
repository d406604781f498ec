// SPDX-License-Identifier: GPL-2.0-or-later
// Compressed and zipped bytes: whatever they are, unpacking ends, keeps its limits and reads nothing outside.
#include "indexer/source/unpack.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include <zlib.h>
#include <zstd.h>

#include "indexer/source/zip_directory.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

constexpr std::uint64_t kMaxBytes = 1 << 20;

void check_unpacking(const std::string& bytes, const std::string& name) {
  const auto result = unpack_file(bytes, name, kMaxBytes, "path");
  if (const auto* skip = std::get_if<Skip>(&result)) {
    require(!explain_skip_reason(skip->reason).empty(), "a skip has a known reason");
    return;
  }
  const auto& file = std::get<UnpackedFile>(result);
  require(file.bytes == bytes || file.bytes.size() <= kMaxBytes, "the limit holds");
  require(name.starts_with(file.name) && !file.name.empty(), "the name loses its suffix only");
}

bool is_inside(std::string_view part, std::string_view whole) {
  return part.empty() ||
         (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

void check_zip(std::string_view bytes) {
  const auto read = read_zip_directory(bytes);
  const auto* zip = std::get_if<ZipDirectory>(&read);
  if (zip == nullptr) {
    require(!std::get<std::string>(read).empty(), "a refusal says why");
    return;
  }
  std::uint64_t packed = 0;
  for (const ZipEntry& entry : zip->entries) {
    require(is_inside(entry.name, bytes), "names are in the file");
    require(entry.data_begin <= bytes.size() && entry.packed_bytes <= bytes.size() - entry.data_begin,
            "contents are in the file");
    packed += entry.packed_bytes;
    const auto content = zip->read(entry, 10'000);
    require(!content || content->size() <= 10'000, "as much is read as was asked for");
  }
  require(packed <= bytes.size(), "no byte is in two entries");
}

// As gzip(1) would.
std::string gzipped(const std::string& bytes) {
  z_stream stream{};
  deflateInit2(&stream, 1, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  std::string input = bytes;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string zstandard(const std::string& bytes) {
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 1));
  return packed;
}

// What is packed comes out as it went in; what was packed before loses that, too.
void check_packing(const std::string& bytes) {
  const auto plain = unpack_file(bytes, "a", kMaxBytes, "path");
  const auto* same = std::get_if<UnpackedFile>(&plain);
  if (same == nullptr || same->bytes != bytes) return;
  for (const std::string& packed : {gzipped(bytes), zstandard(bytes)}) {
    const auto result = unpack_file(packed, "a", kMaxBytes, "path");
    const auto* file = std::get_if<UnpackedFile>(&result);
    require(file != nullptr && file->bytes == bytes, "what was packed is unpacked");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"a", "a.gz", "a.html.br"}) check_unpacking(bytes, name);
  check_packing(bytes);
  check_zip(bytes);
  return 0;
}
