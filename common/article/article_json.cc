// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/article/article_json.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "common/article/json_string.h"
#include "common/base/error.h"
#include "common/base/program_name.h"
#include "common/base/utf8.h"

namespace chokepoint {
namespace {

using nlohmann::ordered_json;

// File names are bytes, JSON is text. A byte that is not UTF-8 becomes the private-use character
// U+10FF00 + byte, and name_from_json() undoes it. A name that holds such a character has it written as its
// bytes, so that no two names are written alike.
constexpr char32_t kByteBase = 0x10FF00;

std::string bytes_to_text(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size();) {
    const DecodedCodePoint c = decode_utf8(bytes, i);
    if (c.valid && c.value < kByteBase) {
      out.append(bytes.substr(i, c.length));
    } else {
      for (std::size_t k = 0; k < c.length; ++k)
        append_utf8(kByteBase + static_cast<unsigned char>(bytes[i + k]), out);
    }
    i += c.length;
  }
  return out;
}

ordered_json or_null(const std::string& text) {
  return text.empty() ? ordered_json(nullptr) : ordered_json(text);
}

std::string from_nullable(const ordered_json& value) {
  return value.is_null() ? std::string() : value.get<std::string>();
}

ordered_json values_of(const std::vector<FacetValue>& facet, bool core) {
  ordered_json values = ordered_json::array();
  for (const FacetValue& value : facet) {
    if (value.core == core) values.push_back(value.value);
  }
  return values;
}

ordered_json event_to_json(const Event& event, std::string_view text) {
  const std::size_t begin = std::min(event.evidence_begin, text.size());
  const std::size_t end = std::clamp(event.evidence_end, begin, text.size());
  return {{"actor", or_null(event.actor)},
          {"authority", or_null(event.authority)},
          {"measure", event.measure},
          {"target", event.targets},
          {"home", or_null(event.home)},
          {"scope", or_null(event.scope)},
          {"status", event.status},
          {"date", or_null(event.date)},
          {"penalty", or_null(event.penalty)},
          {"retaliatory", event.retaliatory},
          {"evidence", std::string(text.substr(begin, end - begin))},
          {"evidence_begin", begin},
          {"evidence_end", end}};
}

[[noreturn]] void fail_for_damage(const std::string& what) {
  throw IndexError("a stored article is damaged: " + what,
                   std::string("check the index with \"") + indexer_name() + " --verify\"");
}

// An offset from `low` to `high`: whoever cuts a text by it need not ask again.
std::size_t offset_from_json(const ordered_json& json, std::size_t low, std::size_t high) {
  const bool is_number = json.is_number_unsigned();  // -1 would be read as a large one
  const auto offset = is_number ? json.get<std::size_t>() : high + 1;
  if (offset < low || offset > high) fail_for_damage("an offset lies outside of the text");
  return offset;
}

Event event_from_json(const ordered_json& json, std::size_t text_size) {
  Event event;
  event.actor = from_nullable(json.at("actor"));
  event.authority = from_nullable(json.at("authority"));
  event.measure = json.at("measure");
  event.targets = json.at("target").get<std::vector<std::string>>();
  event.home = from_nullable(json.at("home"));
  event.scope = from_nullable(json.at("scope"));
  event.status = json.at("status");
  event.date = from_nullable(json.at("date"));
  event.penalty = from_nullable(json.at("penalty"));
  event.retaliatory = json.at("retaliatory");
  event.evidence_begin = offset_from_json(json.at("evidence_begin"), 0, text_size);
  event.evidence_end = offset_from_json(json.at("evidence_end"), event.evidence_begin, text_size);
  event.rule = json.at("rule");
  event.core = json.at("core");
  return event;
}

ordered_json facet_to_json(const std::vector<FacetValue>& facet) {
  ordered_json json = ordered_json::array();
  for (const FacetValue& value : facet) json.push_back({value.value, value.core, value.rule});
  return json;
}

std::vector<FacetValue> facet_from_json(const ordered_json& json) {
  std::vector<FacetValue> facet;
  for (const auto& value : json) facet.push_back({value.at(0), value.at(1), value.at(2)});
  return facet;
}

bool needs_escape(char32_t c) {
  return (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// `stored` without the content of its text, which goes to `text`: it is most of an article. All of `stored`
// if it has none, or one to be judged by the parser.
std::string cut_text(std::string_view stored, std::string& text) {
  constexpr std::string_view kKey = R"(,"text":")";  // inside a string its quotes would be escaped
  const std::size_t key = stored.find(kKey);
  if (key == std::string_view::npos) return std::string(stored);
  const std::size_t begin = key + kKey.size();
  const std::size_t end = read_json_string(stored, begin, text);
  if (end == std::string_view::npos) {
    text.clear();
    return std::string(stored);
  }
  return std::string(stored.substr(0, begin)) += stored.substr(end);
}

}  // namespace

std::string store_article(const Article& article) {
  ordered_json json = {{"id", bytes_to_text(article.id)},
                       {"path", bytes_to_text(article.path)},
                       {"title", article.title},
                       {"text", article.text},
                       {"body_begin", article.body_begin},
                       {"truncated", article.truncated},
                       {"published", article.published},
                       {"published_at", article.published_at},
                       {"published_from", article.published_from},
                       {"updated", article.updated},
                       {"url", article.url},
                       {"publisher", article.publisher},
                       {"author", article.author},
                       {"language", article.language},
                       {"country", facet_to_json(article.country)},
                       {"company", facet_to_json(article.company)},
                       {"measure", facet_to_json(article.measure)},
                       {"notes", article.notes}};
  json["events"] = ordered_json::array();
  for (const Event& event : article.events) {
    ordered_json stored = event_to_json(event, {});
    stored.erase("evidence");  // it is in the text
    stored["evidence_begin"] = event.evidence_begin;
    stored["evidence_end"] = event.evidence_end;
    stored["rule"] = event.rule;
    stored["core"] = event.core;
    json["events"].push_back(std::move(stored));
  }
  json["dropped"] = ordered_json::array();
  for (const DroppedLine& line : article.dropped)
    json["dropped"].push_back({line.text, line.rule, line.at, line.is_metadata});
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

Article parse_stored_article(std::string_view stored) {
  try {
    Article article;
    std::string text;
    const ordered_json json = ordered_json::parse(cut_text(stored, text));
    article.id = name_from_json(json.at("id").get<std::string>());
    article.path = name_from_json(json.at("path").get<std::string>());
    article.title = json.at("title");
    article.text = text.empty() ? json.at("text").get<std::string>() : std::move(text);
    article.body_begin = offset_from_json(json.at("body_begin"), 0, article.text.size());
    article.truncated = json.at("truncated");
    article.published = json.at("published");
    article.published_at = json.at("published_at");
    article.published_from = json.at("published_from");
    article.updated = json.at("updated");
    article.url = json.at("url");
    article.publisher = json.at("publisher");
    article.author = json.at("author");
    article.language = json.at("language");
    article.country = facet_from_json(json.at("country"));
    article.company = facet_from_json(json.at("company"));
    article.measure = facet_from_json(json.at("measure"));
    article.notes = json.at("notes").get<std::vector<std::string>>();
    for (const auto& event : json.at("events"))
      article.events.push_back(event_from_json(event, article.text.size()));
    for (const auto& line : json.at("dropped"))
      article.dropped.push_back({line.at(0), line.at(1), line.at(2), line.at(3)});
    return article;
  } catch (const nlohmann::json::exception& error) {
    fail_for_damage(error.what());
  }
}

std::string name_from_json(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    const DecodedCodePoint c = decode_utf8(name, i);
    if (c.value >= kByteBase && c.value <= kByteBase + 0xFF) {
      out.push_back(static_cast<char>(c.value - kByteBase));
    } else {
      out.append(name.substr(i, c.length));
    }
    i += c.length;
  }
  return out;
}

ordered_json article_to_json(const Article& article) {
  ordered_json events = ordered_json::array();
  for (const Event& event : article.events) events.push_back(event_to_json(event, article.text));
  return {{"id", bytes_to_text(article.id)},
          {"path", bytes_to_text(article.path)},
          {"title", article.title},
          {"published", or_null(article.published)},
          {"published_at", or_null(article.published_at)},
          {"updated", or_null(article.updated)},
          {"url", or_null(article.url)},
          {"publisher", or_null(article.publisher)},
          {"author", or_null(article.author)},
          {"language", or_null(article.language)},
          {"truncated", article.truncated},
          {"country", values_of(article.country, true)},
          {"company", values_of(article.company, true)},
          {"measure", values_of(article.measure, true)},
          {"also",
           {{"country", values_of(article.country, false)},
            {"company", values_of(article.company, false)},
            {"measure", values_of(article.measure, false)}}},
          {"events", std::move(events)}};
}

std::string to_json_text(const ordered_json& value) {
  const std::string json = value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  std::string out;
  out.reserve(json.size());
  for (std::size_t i = 0; i < json.size();) {
    if (static_cast<unsigned char>(json[i]) < 0x7F) {  // dump() escaped C0 already
      out.push_back(json[i++]);
      continue;
    }
    const DecodedCodePoint c = decode_utf8(json, i);
    if (needs_escape(c.value)) {
      std::array<char, 8> buffer{};
      std::snprintf(buffer.data(), buffer.size(), "\\u%04x", static_cast<unsigned>(c.value));
      out += buffer.data();
    } else {
      out.append(json, i, c.length);
    }
    i += c.length;
  }
  return out;
}

}  // namespace chokepoint
