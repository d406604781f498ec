// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/json_reader.h"

#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "common/base/utf8.h"
#include "indexer/source/html_text.h"

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
  JsonArticles(const SourceFile& file, const ArticleSink& sink) : file_(file), sink_(sink) {}

  // `place` is what a skip is reported at.
  void add(const std::optional<json>& value, const std::string& fault, const std::string& place,
           bool is_whole_file) {
    ++ordinal_;
    if (!value) return sink_(Skip{place, "bad-json", fault});
    if (!value->is_object()) return sink_(Skip{place, "bad-json", "not a JSON object"});
    RawArticle article;
    article.path = file_.path;
    if (!set_text(*value, article)) return sink_(Skip{place, "no-text", "the article has no \"text\""});
    article.id = is_whole_file ? file_.id : file_.id + "#" + unique_id(short_text_of(*value, "id"));
    set_metadata(*value, article);
    sink_(std::move(article));
  }

 private:
  // "text" is taken before "html", which may say more of itself.
  static bool set_text(const json& value, RawArticle& article) {
    article.text = text_of(value, "text");
    if (trim(article.text).empty()) {
      HtmlText html = read_html_text(text_of(value, "html"), HtmlKind::kFragment);
      article.text = std::move(html.text);
      article.metadata = std::move(html.metadata);
      article.dropped = std::move(html.dropped);
      article.notes = std::move(html.notes);
    }
    return !trim(article.text).empty();
  }

  std::string unique_id(std::string id) {
    if (id.empty()) id = std::to_string(ordinal_);
    id = std::string(utf8_prefix(id, kMaxIdBytes));
    std::string unique = id;
    for (int n = 2; !ids_.insert(unique).second; ++n) unique = id + "~" + std::to_string(n);
    return unique;
  }

  static void set_metadata(const json& value, RawArticle& article) {
    SourceMetadata& metadata = article.metadata;
    set_if_given(value, "title", metadata.title);
    set_if_given(value, "url", metadata.url);
    set_if_given(value, "publisher", metadata.publisher);
    set_if_given(value, "author", metadata.author);
    set_if_given(value, "language", metadata.language);
    set_if_given(value, "published", metadata.published);
    set_if_given(value, "updated", metadata.updated);
    if (!short_text_of(value, "published").empty()) metadata.published_from = "\"published\"";
  }

  static void set_if_given(const json& value, const char* key, std::string& field) {
    if (std::string text = short_text_of(value, key); !text.empty()) field = std::move(text);
  }

  const SourceFile& file_;
  const ArticleSink& sink_;
  std::size_t ordinal_ = 0;
  std::set<std::string> ids_;
};

}  // namespace

void read_json_lines(const SourceContent& content, const ArticleSink& sink) {
  const SourceFile& file = content.file;
  std::string_view bytes = content.bytes;
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

void read_json_article(const SourceContent& content, const ArticleSink& sink) {
  const SourceFile& file = content.file;
  const std::string_view bytes = content.bytes;
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
