// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/index/generation.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "common/base/error.h"
#include "common/base/hash.h"
#include "common/base/utf8.h"

namespace chokepoint {
namespace {

constexpr std::string_view kPrefix = "gen-";
constexpr std::string_view kStubType = "auto ";
constexpr std::size_t kDigits = 8;
constexpr std::size_t kMaxStubBytes = 4096;

const char* non_empty_environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : nullptr;
}

}  // namespace

std::string generation_name(std::uint64_t number) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "gen-%08llu", static_cast<unsigned long long>(number));
  return buffer.data();
}

std::optional<std::uint64_t> parse_generation_name(std::string_view name) {
  if (!name.starts_with(kPrefix)) return std::nullopt;
  name.remove_prefix(kPrefix.size());
  if (name.size() < kDigits || name.size() > 18) return std::nullopt;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size()) return std::nullopt;
  return number;
}

std::string stub_text(std::uint64_t number) {
  const std::string line = std::string(kStubType) + generation_name(number) + "\n";
  return line + "# hash " + content_hash(line) + "\n";
}

std::optional<Generation> find_current_generation(const std::filesystem::path& db) {
  const std::filesystem::path stub = db / kStubName;
  errno = 0;
  std::ifstream file(stub, std::ios::binary);
  if (!file) {
    if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
    const std::string message = "cannot read \"" + stub.string() + "\": " + std::strerror(errno);
    if (is_shortage(errno)) throw InputError(message);
    throw IndexError(message);
  }
  std::string content(kMaxStubBytes, '\0');
  file.read(content.data(), static_cast<std::streamsize>(content.size()));
  content.resize(static_cast<std::size_t>(file.gcount()));
  const std::string_view first_line = trim(std::string_view(content).substr(0, content.find('\n')));
  if (first_line.starts_with(kStubType)) {
    const std::string_view name = first_line.substr(kStubType.size());
    const auto number = parse_generation_name(name);
    if (number && (trim(content) == first_line || content == stub_text(*number)))
      return Generation{*number, db / name};
  }
  throw IndexError("\"" + stub.string() + "\" is damaged, or not a stub that chokepoint wrote",
                   "give another --db, or remove that file if the index may be rebuilt");
}

std::filesystem::path default_index_path() {
  if (const char* db = non_empty_environment("CHOKEPOINT_DB")) return db;
  if (const char* data = non_empty_environment("XDG_DATA_HOME"))
    return std::filesystem::path(data) / "chokepoint/index";
  if (const char* home = non_empty_environment("HOME")) {
    return std::filesystem::path(home) / ".local/share/chokepoint/index";
  }
  throw UsageError("no index is named and none of CHOKEPOINT_DB, XDG_DATA_HOME and HOME is set",
                   "name the index with --db=PATH");
}

}  // namespace chokepoint
