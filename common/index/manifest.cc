// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/index/manifest.h"

#include <cerrno>
#include <cstring>
#include <fstream>

#include "common/base/error.h"
#include "common/base/hash.h"
#include "common/base/program_name.h"
#include "common/base/read_rest.h"
#include "common/index/generation.h"
#include "common/index/json_bytes.h"

namespace chokepoint {
namespace {

using nlohmann::json;

constexpr int kManifestFormat = 1;
constexpr int kMaxDepth = 8;

Manifest parse_manifest(const json& value) {
  Manifest manifest;
  manifest.build = value.at("build");
  manifest.articles = value.at("articles");
  manifest.settings = value.at("settings");
  for (const auto& root : value.at("roots")) manifest.roots.push_back(bytes_from_json(root));
  for (const auto& row : value.at("tables")) manifest.tables.push_back({row.at(0), row.at(1), row.at(2)});
  return manifest;
}

// The manifest vouches for the other files, so something must vouch for it.
std::string sealed(const json& value) {
  const std::string content = value.dump();
  return R"({"hash":")" + content_hash(content) + R"(","manifest":)" + content + "}\n";
}

}  // namespace

std::string read_index_file(const std::filesystem::path& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    const std::string message = "cannot read \"" + path.string() + "\": " + std::strerror(errno);
    if (is_shortage(errno)) throw InputError(message);
    throw IndexError(message);
  }
  std::string content = read_rest(file);
  if (file.bad()) throw IndexError("cannot read \"" + path.string() + "\": " + std::strerror(errno));
  return content;
}

Manifest read_manifest(const std::filesystem::path& generation) {
  const std::filesystem::path path = generation / kManifestName;
  const std::string content = read_index_file(path);
  try {
    // What is nested deeper is no manifest, and dump() follows it by recursion.
    const json file =
        json::parse(content, [](int depth, json::parse_event_t, const json&) { return depth <= kMaxDepth; });
    const json& value = file.at("manifest");
    // Whatever differs from what was written is damage, be it in a place that says nothing.
    if (content != sealed(value)) throw IndexError("\"" + path.string() + "\" is damaged");
    if (value.at("format") != kManifestFormat)
      throw IndexError("\"" + path.string() + "\" has another format");
    return parse_manifest(value);
  } catch (const json::exception& error) {
    throw IndexError("\"" + path.string() + "\" is damaged: " + error.what());
  }
}

std::string to_text(const Manifest& manifest) {
  json value = {{"format", kManifestFormat},     {"build", manifest.build}, {"articles", manifest.articles},
                {"settings", manifest.settings}, {"roots", json::array()},  {"tables", json::array()}};
  for (const std::string& root : manifest.roots) value["roots"].push_back(bytes_to_json(root));
  for (const ManifestTable& table : manifest.tables) {
    value["tables"].push_back(json::array({table.name, table.size, table.content_hash}));
  }
  return sealed(value);
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
