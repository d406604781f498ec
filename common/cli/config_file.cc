// SPDX-License-Identifier: GPL-2.0-or-later
// Boost has a parser of such files, but its errors name no line, and it takes a "#" anywhere, also inside a
// value, for a comment.
#include "common/cli/config_file.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "common/base/error.h"

namespace chokepoint {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr const char* kForm = "a line is \"name = value\", \"name\", or a comment that begins with \"#\"";

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

// Where a comment begins in `text`; its size if there is none.
std::size_t comment_begin(std::string_view text) {
  for (std::size_t at = text.find('#'); at != std::string_view::npos; at = text.find('#', at + 1)) {
    if (at == 0 || kBlanks.find(text[at - 1]) != std::string_view::npos) return at;
  }
  return text.size();
}

std::string_view without_comment(std::string_view text) {
  return without_blanks(text.substr(0, comment_begin(text)));
}

std::string value_of(std::string_view text, const std::string& where) {
  text = without_blanks(text);
  if (!text.starts_with('"')) return std::string(without_comment(text));
  const std::size_t end = text.find('"', 1);
  if (end == std::string_view::npos) throw UsageError(where + ": the quote is not closed");
  if (!without_comment(text.substr(end + 1)).empty())
    throw UsageError(where + ": something follows the closing quote");
  return std::string(text.substr(1, end - 1));
}

ConfigLine parse_line(std::string_view line, const std::string& where) {
  // An "=" inside a comment makes no value.
  const std::size_t equals = line.substr(0, comment_begin(line)).find('=');
  ConfigLine parsed;
  parsed.where = where;
  if (equals == std::string_view::npos) {
    parsed.name = without_comment(line);
  } else {
    parsed.name = without_blanks(line.substr(0, equals));
    parsed.value = value_of(line.substr(equals + 1), where);
  }
  if (parsed.name.empty()) throw UsageError(where + ": the name is missing", kForm);
  if (parsed.name.find_first_of(kBlanks) != std::string::npos)
    throw UsageError(where + ": \"" + parsed.name + "\" is no name", kForm);
  return parsed;
}

std::filesystem::path absolute_directory(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value == '/' ? std::filesystem::path(value) : std::filesystem::path();
}

}  // namespace

std::filesystem::path default_config_path(std::string_view program) {
  std::filesystem::path directory = absolute_directory("XDG_CONFIG_HOME");
  if (directory.empty()) {
    directory = absolute_directory("HOME");
    if (directory.empty()) return {};
    directory /= ".config";
  }
  return directory / "chokepoint" / (std::string(program) + ".conf");
}

std::vector<ConfigLine> parse_config(std::string_view text, const std::string& path) {
  std::vector<ConfigLine> lines;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::string where = path + ":" + std::to_string(number);
    if (line.find('\0') != std::string_view::npos) throw UsageError(where + ": not text");
    if (!without_comment(line).empty()) lines.push_back(parse_line(line, where));
  }
  return lines;
}

std::vector<ConfigLine> read_config_file(const std::filesystem::path& path, MissingFile missing) {
  const auto fail = [&path](const std::string& why) {
    throw UsageError("cannot read the configuration file \"" + path.string() + "\": " + why,
                     "--no-config does without it");
  };
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) fail("it is a directory");
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    const bool is_missing = errno == ENOENT || errno == ENOTDIR;
    if (is_missing && missing == MissingFile::kIsEmpty) return {};
    fail(std::strerror(errno));
  }
  // Bounded, as it may be a pipe or a device.
  std::string text(kMaxConfigBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) fail(std::strerror(errno));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kMaxConfigBytes) fail("it is larger than 1 MiB");
  return parse_config(text, path.string());
}

}  // namespace chokepoint
