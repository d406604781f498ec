// SPDX-License-Identifier: GPL-2.0-or-later
// Compressed and zipped bytes: whatever they are, unpacking ends, keeps its limits and reads nothing outside.
#include "indexer/source/unpack.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "indexer/source/pdf_text.h"
#include "indexer/source/zip_directory.h"

using namespace chokepoint;

namespace {

constexpr std::uint64_t kMaxBytes = 1 << 20;

void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"a", "a.gz", "a.html.br"}) check_unpacking(bytes, name);
  check_zip(bytes);
  read_pdf_layout(bytes);
  return 0;
}
