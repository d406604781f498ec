// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/manifest.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "common/base/error.h"
#include "common/base/hash.h"
#include "common/base/utf8.h"
#include "common/index/generation.h"

namespace chokepoint {
namespace {

using nlohmann::json;

constexpr int kManifestFormat = 1;

// Paths and ids are bytes; JSON strings must be UTF-8. An array of numbers where they are not.
json bytes_to_json(const std::string& bytes) {
  if (is_valid_utf8(bytes)) return bytes;
  json array = json::array();
  for (const char c : bytes) array.push_back(static_cast<unsigned char>(c));
  return array;
}

std::string bytes_from_json(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  std::string bytes;
  for (const auto& byte : value) bytes.push_back(static_cast<char>(byte.get<unsigned char>()));
  return bytes;
}

json source_to_json(const ManifestSource& source) {
  const SourceFile& file = source.file;
  return json::array({bytes_to_json(file.id), bytes_to_json(file.path), file.root, file.size,
                      file.modified_ns, file.changed_ns, file.inode, source.content_hash, source.articles});
}

ManifestSource source_from_json(const json& row) {
  ManifestSource source;
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

std::string read_whole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw IndexError("cannot read \"" + path.string() + "\"");
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

}  // namespace

Manifest read_manifest(const std::filesystem::path& generation) {
  const std::filesystem::path path = generation / kManifestName;
  const std::string content = read_whole(path);
  try {
    const json value = json::parse(content);
    if (value.at("format") != kManifestFormat)
      throw IndexError("\"" + path.string() + "\" has another format");
    Manifest manifest;
    manifest.build = value.at("build");
    manifest.articles = value.at("articles");
    manifest.settings = value.at("settings");
    for (const auto& root : value.at("roots")) manifest.roots.push_back(bytes_from_json(root));
    for (const auto& row : value.at("sources")) manifest.sources.push_back(source_from_json(row));
    for (const auto& row : value.at("tables")) manifest.tables.push_back({row.at(0), row.at(1), row.at(2)});
    return manifest;
  } catch (const json::exception& error) {
    throw IndexError("\"" + path.string() + "\" is damaged: " + error.what());
  }
}

void write_manifest(const Manifest& manifest, const std::filesystem::path& generation) {
  json value = {{"format", kManifestFormat},     {"build", manifest.build}, {"articles", manifest.articles},
                {"settings", manifest.settings}, {"roots", json::array()},  {"sources", json::array()},
                {"tables", json::array()}};
  for (const std::string& root : manifest.roots) value["roots"].push_back(bytes_to_json(root));
  for (const ManifestSource& source : manifest.sources) value["sources"].push_back(source_to_json(source));
  for (const ManifestTable& table : manifest.tables) {
    value["tables"].push_back(json::array({table.name, table.size, table.content_hash}));
  }
  const std::filesystem::path path = generation / kManifestName;
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
    const std::string content = read_whole(entry.path());
    tables.push_back({name, content.size(), content_hash(content)});
  }
  std::sort(tables.begin(), tables.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return tables;
}

}  // namespace chokepoint
