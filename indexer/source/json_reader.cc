// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/json_reader.h"

#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "common/base/date.h"
#include "common/base/utf8.h"

namespace chokepoint {
namespace {

using nlohmann::json;

constexpr int kMaxJsonDepth = 64;
constexpr std::size_t kMaxIdBytes = 200;
constexpr std::size_t kMaxFieldBytes = 2000;

// "[json.exception.parse_error.101] parse error at line 1, column 2: ..." without the library's own codes
// and its count of lines, which is another than ours.
std::string plain_message(std::string_view message) {
  if (const auto code = message.find("] "); message.starts_with('[') && code != std::string_view::npos) {
    message.remove_prefix(code + 2);
  }
  if (const auto line = message.find("line 1, "); line != std::string_view::npos) {
    return std::string(message.substr(0, line)) + std::string(message.substr(line + 8));
  }
  return std::string(message);
}

// The parsed value, or nothing and why. The parser itself keeps no stack of calls, but a value nested a
// million deep would need one to be destroyed; so depth is counted while parsing.
std::optional<json> parse_json(std::string_view text, std::string& fault) {
  bool is_too_deep = false;
  const auto limit_depth = [&](int depth, json::parse_event_t, json&) {
    is_too_deep = is_too_deep || depth > kMaxJsonDepth;
    return !is_too_deep;
  };
  try {
    json value = json::parse(text, limit_depth);
    if (!is_too_deep) return value;
    fault = "nested more than " + std::to_string(kMaxJsonDepth) + " levels deep";
  } catch (const json::exception& error) {
    fault = plain_message(error.what());
  }
  return std::nullopt;
}

// A string, or a number written as one (ids and years often are); empty for anything else.
std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return {};
  if (found->is_string()) return repair_utf8(found->get_ref<const std::string&>());
  return found->is_number_integer() ? found->dump() : std::string();
}

// A field that is shown on one line and may become a term.
std::string short_text_of(const json& object, const char* key) {
  const std::string text = text_of(object, key);
  return std::string(trim(utf8_prefix(text, kMaxFieldBytes)));
}

class JsonArticles {
 public:
  JsonArticles(const SourceFile& file, const std::function<void(RawOutcome&&)>& sink)
      : file_(file), sink_(sink) {}

  // `place` is what a skip is reported at.
  void add(const std::optional<json>& value, const std::string& fault, const std::string& place,
           bool is_whole_file) {
    ++ordinal_;
    if (!value) return sink_(Skip{place, "bad-json", fault});
    if (!value->is_object()) return sink_(Skip{place, "bad-json", "not a JSON object"});
    RawArticle article;
    article.path = file_.path;
    article.text = text_of(*value, "text");
    if (trim(article.text).empty()) return sink_(Skip{place, "no-text", missing_text_detail(*value)});
    article.id = is_whole_file ? file_.id : file_.id + "#" + unique_id(short_text_of(*value, "id"));
    article.metadata = metadata_of(*value, article.note);
    sink_(std::move(article));
  }

 private:
  static std::string missing_text_detail(const json& value) {
    return value.contains("html") ? "the article has only \"html\", which this version does not read"
                                  : "the article has no \"text\"";
  }

  std::string unique_id(std::string id) {
    if (id.empty()) id = std::to_string(ordinal_);
    id = std::string(utf8_prefix(id, kMaxIdBytes));
    std::string unique = id;
    for (int n = 2; !ids_.insert(unique).second; ++n) unique = id + "~" + std::to_string(n);
    return unique;
  }

  static SourceMetadata metadata_of(const json& value, std::string& note) {
    SourceMetadata metadata;
    metadata.title = short_text_of(value, "title");
    metadata.url = short_text_of(value, "url");
    metadata.publisher = short_text_of(value, "publisher");
    metadata.author = short_text_of(value, "author");
    metadata.language = ascii_lower(short_text_of(value, "language"));
    metadata.published = date_of(value, "published", note);
    metadata.updated = date_of(value, "updated", note);
    return metadata;
  }

  static std::string date_of(const json& value, const char* key, std::string& note) {
    const std::string text = short_text_of(value, key);
    if (text.empty()) return {};
    if (const auto date = parse_iso_date(text)) return to_iso(*date);
    note = std::string("\"") + key + "\" is not an ISO 8601 date: \"" + text + "\"";
    return {};
  }

  const SourceFile& file_;
  const std::function<void(RawOutcome&&)>& sink_;
  std::size_t ordinal_ = 0;
  std::set<std::string> ids_;
};

}  // namespace

void read_json_lines(std::string_view bytes, const SourceFile& file,
                     const std::function<void(RawOutcome&&)>& sink) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  JsonArticles articles(file, sink);
  std::size_t number = 0;
  bool is_empty = true;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view line = trim(bytes.substr(0, end));
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    ++number;
    if (line.empty()) continue;
    is_empty = false;
    std::string fault;
    const auto value = is_valid_utf8(line) ? parse_json(line, fault) : parse_json(repair_utf8(line), fault);
    articles.add(value, fault, file.path + ":" + std::to_string(number), false);
  }
  if (is_empty) sink(Skip{file.path, "empty", "no article in the file"});
}

void read_json_article(std::string_view bytes, const SourceFile& file,
                       const std::function<void(RawOutcome&&)>& sink) {
  if (trim(bytes).empty()) return sink(Skip{file.path, "empty", "nothing but white space"});
  JsonArticles articles(file, sink);
  std::string fault;
  const auto value = is_valid_utf8(bytes) ? parse_json(bytes, fault) : parse_json(repair_utf8(bytes), fault);
  if (!value || !value->is_array()) return articles.add(value, fault, file.path, true);
  std::size_t number = 0;
  for (const json& element : *value)
    articles.add(element, {}, file.path + "#" + std::to_string(++number), false);
  if (number == 0) sink(Skip{file.path, "empty", "no article in the file"});
}

}  // namespace chokepoint
