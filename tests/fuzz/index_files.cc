// SPDX-License-Identifier: GPL-2.0-or-later
// The files of an index that are ours, of any bytes: each is read, or refused as damaged (IndexError); and
// what was read is written such that the same is read again. The first byte chooses the file.
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "common/base/error.h"
#include "common/base/hash.h"
#include "common/index/generation.h"
#include "common/index/manifest.h"
#include "indexer/sources.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/promise.h"
#include "tests/support/temp_directory.h"

using namespace chokepoint;

namespace {

namespace fs = std::filesystem;

const fs::path& directory() {
  static const TempDirectory made;
  static const fs::path path = made.path();
  return path;
}

void write(const char* name, std::string_view bytes) {
  std::ofstream(directory() / name, std::ios::binary | std::ios::trunc) << bytes;
}

// Calls `read`; false if it says that the file is damaged. Whatever else it throws ends the target.
template <typename Read>
bool is_readable(Read read) {
  try {
    read();
    return true;
  } catch (const IndexError& error) {
    require(!std::string_view(error.what()).empty(), "damage is named");
    return false;
  }
}

// A manifest vouches for itself by a hash, which chance does not find: what stands in it is tried with its
// own, too.
void check_manifest(std::string_view bytes) {
  const std::string vouched =
      R"({"hash":")" + content_hash(bytes) + R"(","manifest":)" + std::string(bytes) + "}\n";
  for (const std::string& file : {std::string(bytes), vouched}) {
    write(kManifestName, file);
    Manifest manifest;
    if (!is_readable([&] { manifest = read_manifest(directory()); })) continue;
    const std::string written = to_text(manifest);
    write(kManifestName, written);
    require(to_text(read_manifest(directory())) == written, "a manifest is read as it was written", written);
    is_readable([&] { check_table_sizes(manifest, directory()); });
  }
}

void check_stub(std::string_view bytes) {
  write(kStubName, bytes);
  std::optional<Generation> current;
  if (!is_readable([&] { current = find_current_generation(directory()); })) return;
  require(current.has_value(), "a stub that is there is read");
  const std::string name = current->path.filename().string();
  require(current->path.parent_path() == directory(), "a generation lies in its index", name);
  require(parse_generation_name(name) == current->number, "a generation has the number of its name", name);
  write(kStubName, stub_text(current->number));
  require(find_current_generation(directory())->number == current->number, "a stub is read as it was written",
          name);
}

// Of any bytes, in either of the files that sources stand in.
void check_damaged_sources(std::string_view bytes) {
  fs::remove(directory() / kRefreshedSourcesName);
  write(kSourcesName, bytes);
  is_readable([] { read_sources(directory()); });
  write(kSourcesName, to_text(Sources()));
  write(kRefreshedSourcesName, bytes);
  is_readable([] { read_sources(directory()); });
}

// Sources with these bytes for names, paths and reasons: the hash that vouches for them lets through nothing
// but what was written.
Sources sources_of(Input& input) {
  Sources sources;
  while (!input.is_empty()) {
    Source& source = sources.emplace_back();
    source.file.size = input.below(256);
    source.file.modified_ns = -static_cast<std::int64_t>(input.below(256));
    for (std::uint32_t number = 1, i = 0; i < source.file.size % 7; ++i)
      source.articles.push_back(number += 1 + static_cast<std::uint32_t>(input.below(3)));
    source.file.id = input.part();
    source.file.path = input.part();
    if (input.coin()) source.skips.push_back({std::string(input.part()), "empty", std::string(input.part())});
  }
  return sources;
}

void check_sources(Input& input) {
  fs::remove(directory() / kRefreshedSourcesName);
  const Sources sources = sources_of(input);
  const std::string written = to_text(sources);
  write(kSourcesName, written);
  const Sources read = read_sources(directory());
  require(read.size() == sources.size() && count_articles(read) == count_articles(sources),
          "sources are read as they were written", written);
  for (std::size_t i = 0; i < read.size(); ++i)
    require(read[i].file.id == sources[i].file.id && read[i].file.path == sources[i].file.path &&
                read[i].articles == sources[i].articles,
            "names are kept byte for byte", written);
  require(to_text(read) == written, "sources are written as they were read", written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::size_t choice = input.below(4);
  if (choice == 0) check_sources(input);
  const std::string_view bytes = input.rest();
  if (choice == 1) check_manifest(bytes);
  if (choice == 2) check_stub(bytes);
  if (choice == 3) check_damaged_sources(bytes);
  return 0;
}
