// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/json_reader.h"

#include <optional>

#include <nlohmann/json.hpp>

#include "common/base/utf8.h"
#include "indexer/source/article_ids.h"
#include "indexer/source/charset.h"
#include "indexer/source/html_text.h"
#include "indexer/source/short_field.h"

namespace chokepoint {
namespace {

using nlohmann::json;

constexpr int kMaxJsonDepth = 64;

// "[json.exception.parse_error.101] parse error at line 1, column 2: ..." without the library's own codes
// and its count of lines, which is another than ours. What it quotes may end inside of a character.
std::string plain_message(std::string_view message) {
  if (const auto code = message.find("] "); message.starts_with('[') && code != std::string_view::npos) {
    message.remove_prefix(code + 2);
  }
  if (const auto line = message.find("line 1, "); line != std::string_view::npos) {
    return repair_utf8(std::string(message.substr(0, line)) + std::string(message.substr(line + 8)));
  }
  return repair_utf8(message);
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

// The elements of the array that `text` begins with, by commas and brackets alone: an element that is no JSON
// costs itself, and what an export that was cut off still holds is found. What follows the array belongs to
// its last element, which it spoils.
std::vector<std::string_view> split_array(std::string_view text) {
  std::vector<std::string_view> elements;
  std::size_t begin = 1;
  std::size_t depth = 1;
  bool is_string = false;
  const auto take = [&](std::size_t end) {
    elements.push_back(trim(text.substr(begin, end - begin)));
    begin = end + 1;
  };
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    if (is_string) {
      if (c == '\\') ++i;
      is_string = c != '"';
    } else if (c == '"') {
      is_string = true;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if ((c == ']' || c == '}') && depth > 1) {
      --depth;
    } else if (c == ',' && depth == 1) {
      take(i);
    }
  }
  const bool is_closed = !is_string && depth == 1 && text.ends_with(']');
  const std::size_t end = is_closed ? text.size() - 1 : text.size();
  if (!trim(text.substr(begin, end - begin)).empty() || !elements.empty()) take(end);
  return elements;
}

// JSON should be UTF-8, but exports in UTF-16 and in older encodings exist.
class JsonEncoding {
 public:
  JsonEncoding(std::string_view bytes, const std::string& path) : text_(bytes) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
    if (is_valid_utf8(text_) && text_.find('\0') == std::string_view::npos) return;
    auto outcome = decode_text(bytes, "", path);
    if (auto* skip = std::get_if<Skip>(&outcome)) {
      skip_ = std::move(*skip);
      return;
    }
    auto& decoded = std::get<DecodedText>(outcome);
    note_ = std::move(decoded.note);
    if (decoded.charset == "UTF-8") return;  // with faults, which cost the lines that they are in
    decoded_ = std::move(decoded.text);
    text_ = decoded_;
  }
  JsonEncoding(const JsonEncoding&) = delete;
  JsonEncoding& operator=(const JsonEncoding&) = delete;

  // UTF-8, or bytes that are as they were, with faults. JSON that was not decoded keeps its lines.
  std::string_view text() const { return text_; }
  // What to say of an article in these bytes of text().
  std::string note_of(bool is_valid) const { return is_valid && decoded_.empty() ? std::string() : note_; }
  // Why bytes of text() that are not valid UTF-8 cannot be read; null if they can be repaired.
  const Skip* skip() const { return skip_ ? &*skip_ : nullptr; }

 private:
  std::string_view text_;
  std::string decoded_;
  std::string note_;
  std::optional<Skip> skip_;
};

class JsonArticles {
 public:
  JsonArticles(const SourceFile& file, const JsonEncoding& encoding, const ArticleSink& sink)
      : file_(file), encoding_(encoding), sink_(sink), ids_(file.id) {}

  // Parses the text of one article: a line, an element or the whole file.
  void parse(std::string_view text, const std::string& place, bool is_whole_file) {
    const bool is_valid = is_valid_utf8(text);
    if (!is_valid && encoding_.skip() != nullptr) {
      ++ordinal_;
      return sink_(Skip{place, encoding_.skip()->reason, encoding_.skip()->detail});
    }
    note_ = encoding_.note_of(is_valid);
    std::string fault;
    const auto value = is_valid ? parse_json(text, fault) : parse_json(repair_utf8(text), fault);
    add(value, fault, place, is_whole_file);
  }

  // `place` is what a skip is reported at.
  void add(const std::optional<json>& value, const std::string& fault, const std::string& place,
           bool is_whole_file) {
    ++ordinal_;
    if (!value) return sink_(Skip{place, "bad-json", fault});
    if (!value->is_object()) return sink_(Skip{place, "bad-json", "not a JSON object"});
    RawArticle article;
    article.path = file_.path;
    if (!set_text(*value, article)) return sink_(Skip{place, "no-text", "the article has no \"text\""});
    article.id = is_whole_file ? file_.id : ids_.next(text_of(*value, "id"), ordinal_);
    set_metadata(*value, article);
    if (!note_.empty()) article.notes.push_back(note_);
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

  static void set_metadata(const json& value, RawArticle& article) {
    SourceMetadata& metadata = article.metadata;
    set_if_given(value, "title", metadata.title);
    set_if_given(value, "url", metadata.url);
    set_if_given(value, "publisher", metadata.publisher);
    set_if_given(value, "author", metadata.author);
    set_if_given(value, "language", metadata.language);
    set_if_given(value, "published", metadata.published);
    set_if_given(value, "updated", metadata.updated);
    if (!short_field(text_of(value, "published")).empty()) metadata.published_from = "\"published\"";
  }

  static void set_if_given(const json& value, const char* key, std::string& field) {
    if (std::string text = short_field(text_of(value, key)); !text.empty()) field = std::move(text);
  }

  const SourceFile& file_;
  const JsonEncoding& encoding_;
  const ArticleSink& sink_;
  std::string note_;  // of the article that is being read
  std::size_t ordinal_ = 0;
  ArticleIds ids_;
};

}  // namespace

void read_json_lines(const SourceContent& content, const ArticleSink& sink) {
  const SourceFile& file = content.file;
  const JsonEncoding encoding(content.bytes, file.path);
  std::string_view text = encoding.text();
  JsonArticles articles(file, encoding, sink);
  std::size_t number = 0;
  bool is_empty = true;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (line.empty()) continue;
    is_empty = false;
    articles.parse(line, file.path + ":" + std::to_string(number), false);
  }
  if (is_empty) sink(Skip{file.path, "empty", "no article in the file"});
}

void read_json_article(const SourceContent& content, const ArticleSink& sink) {
  const SourceFile& file = content.file;
  const JsonEncoding encoding(content.bytes, file.path);
  const std::string_view text = trim(encoding.text());
  if (text.empty()) return sink(Skip{file.path, "empty", "nothing but white space"});
  JsonArticles articles(file, encoding, sink);
  if (!text.starts_with('[')) return articles.parse(text, file.path, true);
  std::size_t number = 0;
  for (const std::string_view element : split_array(text))
    articles.parse(element, file.path + "#" + std::to_string(++number), false);
  if (number == 0) sink(Skip{file.path, "empty", "no article in the file"});
}

}  // namespace chokepoint
