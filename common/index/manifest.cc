// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/index/manifest.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "common/base/error.h"
#include "common/base/hash.h"
#include "common/base/program_name.h"
#include "common/index/generation.h"
#include "common/index/json_bytes.h"

namespace chokepoint {
namespace {

using nlohmann::json;

constexpr int kManifestFormat = 1;

Manifest parse_manifest(const json& value) {
  Manifest manifest;
  manifest.build = value.at("build");
  manifest.articles = value.at("articles");
  manifest.settings = value.at("settings");
  for (const auto& root : value.at("roots")) manifest.roots.push_back(bytes_from_json(root));
  for (const auto& row : value.at("tables")) manifest.tables.push_back({row.at(0), row.at(1), row.at(2)});
  return manifest;
}

}  // namespace

std::string read_index_file(const std::filesystem::path& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    const std::string message = "cannot read \"" + path.string() + "\": " + std::strerror(errno);
    if (errno == EMFILE || errno == ENFILE || errno == ENOMEM) throw InputError(message);
    throw IndexError(message);
  }
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

Manifest read_manifest(const std::filesystem::path& generation) {
  const std::filesystem::path path = generation / kManifestName;
  const std::string content = read_index_file(path);
  try {
    const json file = json::parse(content);
    const json& value = file.at("manifest");
    if (file.at("hash") != content_hash(value.dump()))
      throw IndexError("\"" + path.string() + "\" is damaged");
    if (value.at("format") != kManifestFormat)
      throw IndexError("\"" + path.string() + "\" has another format");
    return parse_manifest(value);
  } catch (const json::exception& error) {
    throw IndexError("\"" + path.string() + "\" is damaged: " + error.what());
  }
}

void write_manifest(const Manifest& manifest, const std::filesystem::path& generation) {
  json value = {{"format", kManifestFormat},     {"build", manifest.build}, {"articles", manifest.articles},
                {"settings", manifest.settings}, {"roots", json::array()},  {"tables", json::array()}};
  for (const std::string& root : manifest.roots) value["roots"].push_back(bytes_to_json(root));
  for (const ManifestTable& table : manifest.tables) {
    value["tables"].push_back(json::array({table.name, table.size, table.content_hash}));
  }
  const std::filesystem::path path = generation / kManifestName;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  // The manifest vouches for the other files, so something must vouch for it.
  const std::string content = value.dump();
  file << R"({"hash":")" << content_hash(content) << R"(","manifest":)" << content << "}\n";
  file.close();
  if (!file) throw InputError("cannot write \"" + path.string() + "\"");
}

void check_table_sizes(const Manifest& manifest, const std::filesystem::path& generation) {
  for (const ManifestTable& table : manifest.tables) {
    std::error_code error;
    const auto size = std::filesystem::file_size(generation / table.name, error);
    if (error || size != table.size) {
      throw IndexError(
          "the index is damaged: \"" + (generation / table.name).string() + "\" " +
              (error ? "cannot be read: " + error.message()
                     : "has " + std::to_string(size) + " bytes, not " + std::to_string(table.size)),
          std::string("rebuild it with \"") + indexer_name() + " --rebuild --db=PATH\"");
    }
  }
}

}  // namespace chokepoint
