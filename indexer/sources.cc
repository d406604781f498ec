// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/sources.h"

#include <charconv>
#include <numeric>
#include <optional>
#include <string_view>

#include "common/base/error.h"
#include "common/base/hash.h"
#include "common/index/manifest.h"
#include "indexer/publish/durable_files.h"
#include "indexer/publish/index_directory.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHeading = "chokepoint-sources 1 ";
constexpr std::string_view kSkipMark = "-";

// What is wrong with the file, for people. Caught below, where its name is known.
struct Damage {
  std::string what;
};

void append_escaped(std::string_view bytes, std::string& out) {
  for (const char c : bytes) {
    switch (c) {
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\\':
        out += "\\\\";
        break;
      default:
        out += c;
    }
  }
}

std::string unescaped(std::string_view field) {
  std::string bytes;
  bytes.reserve(field.size());
  for (std::size_t i = 0; i < field.size(); ++i) {
    if (field[i] != '\\' || i + 1 == field.size()) {
      bytes += field[i];
      continue;
    }
    const char code = field[++i];
    bytes += code == 't' ? '\t' : code == 'n' ? '\n' : code;
  }
  return bytes;
}

void append_runs(const std::vector<std::uint32_t>& numbers, std::string& out) {
  for (std::size_t begin = 0; begin < numbers.size();) {
    std::size_t end = begin + 1;
    while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
    if (begin != 0) out += ',';
    out += std::to_string(numbers[begin]);
    if (end - begin > 1) out += '-' + std::to_string(numbers[end - 1]);
    begin = end;
  }
}

template <typename Number>
Number parse_number(std::string_view field) {
  Number number = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
  if (error != std::errc() || end != field.data() + field.size())
    throw Damage{"\"" + std::string(field) + "\" is no number"};
  return number;
}

// What stands before the first `separator`, taken from `rest` together with it; all of it if there is none.
std::string_view take(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view field = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return field;
}

std::vector<std::uint32_t> parse_runs(std::string_view field) {
  std::vector<std::uint32_t> numbers;
  while (!field.empty()) {
    std::string_view run = take(field, ',');
    const auto first = parse_number<std::uint32_t>(take(run, '-'));
    const auto last = run.empty() ? first : parse_number<std::uint32_t>(run);
    if (last < first) throw Damage{"articles run backwards"};
    const std::size_t before = numbers.size();
    numbers.resize(before + (last - first) + 1);
    std::iota(numbers.begin() + static_cast<std::ptrdiff_t>(before), numbers.end(), first);
  }
  return numbers;
}

void append_source(const Source& source, std::string& out) {
  const SourceFile& file = source.file;
  out += std::to_string(file.size) + '\t' + std::to_string(file.modified_ns) + '\t' +
         std::to_string(file.changed_ns) + '\t' + std::to_string(file.inode) + '\t' +
         std::to_string(file.root) + '\t' + source.content_hash + '\t';
  append_runs(source.articles, out);
  out += '\t';
  append_escaped(file.id, out);
  out += '\t';
  append_escaped(file.path, out);
  out += '\n';
  for (const Skip& skip : source.skips) {
    out += kSkipMark;
    for (const std::string* field : {&skip.path, &skip.reason, &skip.detail}) {
      out += '\t';
      append_escaped(*field, out);
    }
    out += '\n';
  }
}

Source parse_source(std::string_view size, std::string_view line) {
  Source source;
  source.file.size = parse_number<std::uint64_t>(size);
  source.file.modified_ns = parse_number<std::int64_t>(take(line, '\t'));
  source.file.changed_ns = parse_number<std::int64_t>(take(line, '\t'));
  source.file.inode = parse_number<std::uint64_t>(take(line, '\t'));
  source.file.root = parse_number<std::size_t>(take(line, '\t'));
  source.content_hash = take(line, '\t');
  source.articles = parse_runs(take(line, '\t'));
  source.file.id = unescaped(take(line, '\t'));
  source.file.path = unescaped(line);
  return source;
}

Skip parse_skip(std::string_view line) {
  Skip skip;
  skip.path = unescaped(take(line, '\t'));
  skip.reason = unescaped(take(line, '\t'));
  skip.detail = unescaped(line);
  return skip;
}

Sources parse_sources(std::string_view content) {
  std::string_view heading = take(content, '\n');
  if (!heading.starts_with(kHeading)) throw Damage{"its heading is another"};
  heading.remove_prefix(kHeading.size());
  if (heading != content_hash(content)) throw Damage{"its hash is another"};
  Sources sources;
  while (!content.empty()) {
    std::string_view line = take(content, '\n');
    const std::string_view first = take(line, '\t');
    if (first != kSkipMark) {
      sources.push_back(parse_source(first, line));
    } else if (!sources.empty()) {
      sources.back().skips.push_back(parse_skip(line));
    } else {
      throw Damage{"a skip stands before any file"};
    }
  }
  return sources;
}

// Nothing if there are none, or none to rely on.
std::optional<Sources> read_refreshed(const fs::path& generation) {
  std::error_code error;
  if (!fs::exists(generation / kRefreshedSourcesName, error)) return std::nullopt;
  try {
    return parse_sources(read_index_file(generation / kRefreshedSourcesName));
  } catch (const IndexError&) {
    return std::nullopt;
  } catch (const Damage&) {
    return std::nullopt;
  }
}

}  // namespace

std::uint64_t count_articles(const Sources& sources) {
  return std::accumulate(
      sources.begin(), sources.end(), std::uint64_t{0},
      [](std::uint64_t count, const Source& source) { return count + source.articles.size(); });
}

Sources read_sources(const fs::path& generation) {
  if (auto refreshed = read_refreshed(generation)) return *std::move(refreshed);
  const fs::path path = generation / kSourcesName;
  const std::string content = read_index_file(path);
  try {
    return parse_sources(content);
  } catch (const Damage& damage) {
    throw IndexError("\"" + path.string() + "\" is damaged: " + damage.what);
  }
}

std::string to_text(const Sources& sources) {
  std::string lines;
  for (const Source& source : sources) append_source(source, lines);
  return std::string(kHeading) + content_hash(lines) + "\n" + lines;
}

bool are_refreshed_sources_sound(const fs::path& generation) {
  std::error_code error;
  return !fs::exists(generation / kRefreshedSourcesName, error) || read_refreshed(generation).has_value();
}

void refresh_sources(const Sources& sources, const fs::path& generation) noexcept {
  try {
    std::error_code ignored;
    const fs::path path = generation / kRefreshedSourcesName;
    const fs::path unfinished = generation / unfinished_name(kRefreshedSourcesName);
    try {
      write_durably(unfinished, to_text(sources));
      rename_file(unfinished, path);
    } catch (const InputError&) {
      fs::remove(unfinished, ignored);
    }
  } catch (...) {  // out of memory
  }
}

}  // namespace chokepoint
