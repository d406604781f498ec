// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/sources.h"

#include <algorithm>
#include <fstream>

#include "common/base/error.h"
#include "common/base/hash.h"
#include "common/index/generation.h"
#include "common/index/json_bytes.h"

namespace chokepoint {
namespace {

using nlohmann::json;

constexpr const char* kSourcesName = "sources.json";

json to_json(const Source& source) {
  const SourceFile& file = source.file;
  return json::array({bytes_to_json(file.id), bytes_to_json(file.path), file.root, file.size,
                      file.modified_ns, file.changed_ns, file.inode, source.content_hash, source.articles});
}

Source source_from_json(const json& row) {
  Source source;
  source.file.id = bytes_from_json(row.at(0));
  source.file.path = bytes_from_json(row.at(1));
  source.file.root = row.at(2);
  source.file.size = row.at(3);
  source.file.modified_ns = row.at(4);
  source.file.changed_ns = row.at(5);
  source.file.inode = row.at(6);
  source.content_hash = row.at(7);
  source.articles = row.at(8);
  return source;
}

}  // namespace

Sources read_sources(const std::filesystem::path& generation) {
  const std::filesystem::path path = generation / kSourcesName;
  const std::string content = read_index_file(path);
  try {
    const json value = json::parse(content);
    Sources sources;
    for (const auto& row : value.at("files")) sources.files.push_back(source_from_json(row));
    for (const auto& row : value.at("skips")) {
      sources.skips.push_back({bytes_from_json(row.at(0)), row.at(1), bytes_from_json(row.at(2))});
    }
    return sources;
  } catch (const json::exception& error) {
    throw IndexError("\"" + path.string() + "\" is damaged: " + error.what());
  }
}

void write_sources(const Sources& sources, const std::filesystem::path& generation) {
  json value = {{"files", json::array()}, {"skips", json::array()}};
  for (const Source& source : sources.files) value["files"].push_back(to_json(source));
  for (const Skip& skip : sources.skips) {
    value["skips"].push_back(
        json::array({bytes_to_json(skip.path), skip.reason, bytes_to_json(skip.detail)}));
  }
  const std::filesystem::path path = generation / kSourcesName;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << value.dump() << '\n';
  file.close();
  if (!file) throw InputError("cannot write \"" + path.string() + "\"");
}

std::vector<ManifestTable> list_tables(const std::filesystem::path& generation) {
  std::vector<ManifestTable> tables;
  for (const auto& entry : std::filesystem::directory_iterator(generation)) {
    const std::string name = entry.path().filename().string();
    // "flintlock" is Xapian's writer lock, made and emptied at will; it holds no data.
    if (name == kManifestName || name == "flintlock" || !entry.is_regular_file()) continue;
    const std::string content = read_index_file(entry.path());
    tables.push_back({name, content.size(), content_hash(content)});
  }
  std::sort(tables.begin(), tables.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return tables;
}

}  // namespace chokepoint
