// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/json_ld.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "common/base/utf8.h"
#include "indexer/clean/headline.h"
#include "indexer/source/html/html_tree.h"
#include "indexer/source/html/tame_markup.h"
#include "indexer/source/short_field.h"

namespace chokepoint {
namespace {

using nlohmann::json;

constexpr int kMaxDepth = 32;
constexpr std::size_t kMaxBlockBytes = std::size_t{2} * 1024 * 1024;
constexpr std::size_t kMaxObjects = 2000;
constexpr std::size_t kMaxAuthors = 20;

constexpr auto kArticleTypes = std::to_array<std::string_view>({"NewsArticle",
                                                                "ReportageNewsArticle",
                                                                "AnalysisNewsArticle",
                                                                "OpinionNewsArticle",
                                                                "BackgroundNewsArticle",
                                                                "ReviewNewsArticle",
                                                                "AskPublicNewsArticle",
                                                                "Article",
                                                                "BlogPosting",
                                                                "LiveBlogPosting",
                                                                "SocialMediaPosting",
                                                                "TechArticle",
                                                                "ScholarlyArticle",
                                                                "Report",
                                                                "SatiricalArticle",
                                                                "AdvertiserContentArticle",
                                                                "MedicalScholarlyArticle",
                                                                "PressRelease",
                                                                "SpecialAnnouncement",
                                                                "Legislation"});
constexpr auto kPageTypes = std::to_array<std::string_view>({"WebPage", "ItemPage", "AboutPage"});

// Without "<!--", "//<![CDATA[" and the like, which pages put around scripts, and a last semicolon.
std::string_view without_wrapping(std::string_view text) {
  text = trim(text);
  for (bool is_wrapped = true; is_wrapped;) {
    is_wrapped = false;
    for (const std::string_view mark : {"/*", "*/", "//", "<!--", "<![CDATA["}) {
      if (!text.starts_with(mark)) continue;
      text = trim(text.substr(mark.size()));
      is_wrapped = true;
    }
    for (const std::string_view mark : {"/*", "*/", "//", "-->", "]]>", ";"}) {
      if (!text.ends_with(mark)) continue;
      text = trim(text.substr(0, text.size() - mark.size()));
      is_wrapped = true;
    }
  }
  return text;
}

// Line breaks inside of strings and commas before a closing bracket are faults that many pages have.
std::string mended(std::string_view text) {
  std::string json_text;
  json_text.reserve(text.size());
  bool is_string = false;
  std::size_t comma = text.npos;  // in json_text, with nothing but white space after it
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = static_cast<unsigned char>(text[i]) < 0x20 ? ' ' : text[i];
    if (is_string && c == '\\' && i + 1 < text.size()) {
      json_text += c;
      json_text += text[++i];
      continue;
    }
    if (c == '"') is_string = !is_string;
    if (!is_string && (c == '}' || c == ']') && comma != text.npos) json_text[comma] = ' ';
    if (c != ' ') comma = !is_string && c == ',' ? json_text.size() : text.npos;
    json_text += c;
  }
  return json_text;
}

json parse_block(std::string_view block) {
  if (block.size() > kMaxBlockBytes) return json(json::value_t::discarded);
  bool is_too_deep = false;
  const auto limit_depth = [&](int depth, json::parse_event_t, json&) {
    is_too_deep = is_too_deep || depth > kMaxDepth;
    return !is_too_deep;
  };
  json value = json::parse(mended(without_wrapping(block)), limit_depth, false, true);
  return is_too_deep ? json(json::value_t::discarded) : value;
}

// Entities and mark-up inside of a JSON string are a fault that many pages have.
std::string plain_text(const std::string& text) {
  if (text.find_first_of("&<") == text.npos) return short_field(repair_utf8(text));
  const std::string repaired = repair_utf8(utf8_prefix(text, 4 * kMaxFieldBytes));
  const TameMarkup markup = tame_markup(repaired);
  return HtmlTree::parse(markup.markup).text_of(HtmlTree::kRoot, kMaxFieldBytes);
}

bool has_type(const json& object, std::span<const std::string_view> types) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  const auto is_wanted = [&](const json& each) {
    if (!each.is_string()) return false;
    std::string_view name = each.get_ref<const std::string&>();
    if (const std::size_t slash = name.find_last_of("/:"); slash != name.npos) name.remove_prefix(slash + 1);
    return std::find(types.begin(), types.end(), name) != types.end();
  };
  if (type->is_array()) return std::any_of(type->begin(), type->end(), is_wanted);
  return is_wanted(*type);
}

class JsonLd {
 public:
  explicit JsonLd(std::span<const std::string_view> blocks) {
    for (const std::string_view block : blocks) {
      json value = parse_block(block);
      if (!value.is_discarded()) values_.push_back(std::move(value));
    }
    for (const json& value : values_) collect(value);
  }

  JsonLdArticle read(std::string_view title) const {
    const json* object = choose(articles_, title);
    if (object == nullptr) object = choose(pages_, title);
    return object == nullptr ? JsonLdArticle{} : article_of(*object);
  }

 private:
  // Objects that the page speaks of: not those that stand inside of another for its own sake (the items of a
  // list of other stories), but for a page's main entity.
  void collect(const json& root) {
    std::vector<const json*> open = {&root};
    for (std::size_t seen = 0; !open.empty() && seen < kMaxObjects; ++seen) {
      const json& value = *open.back();
      open.pop_back();
      if (value.is_array()) {
        for (auto each = value.rbegin(); each != value.rend(); ++each) open.push_back(&*each);
      }
      if (!value.is_object()) continue;
      if (const auto id = value.find("@id"); id != value.end() && id->is_string() && value.size() > 1) {
        by_id_.emplace(id->get_ref<const std::string&>(), &value);
      }
      if (has_type(value, kArticleTypes)) articles_.push_back(&value);
      if (has_type(value, kPageTypes)) pages_.push_back(&value);
      for (const char* key : {"mainEntity", "mainEntityOfPage", "@graph"}) {
        if (const auto found = value.find(key); found != value.end()) open.push_back(&*found);
      }
    }
  }

  const json* choose(const std::vector<const json*>& objects, std::string_view title) const {
    for (const json* object : objects) {
      if (!title.empty() && is_same_title(text(*object, {"headline", "name"}), title)) return object;
    }
    return objects.empty() ? nullptr : objects.front();
  }

  JsonLdArticle article_of(const json& object) const {
    JsonLdArticle article;
    article.is_found = true;
    article.headline = text(object, {"headline", "name", "alternativeHeadline"});
    article.published = text(object, {"datePublished", "dateCreated", "uploadDate"});
    article.updated = text(object, {"dateModified"});
    article.publisher = names(object, {"publisher", "sourceOrganization", "provider"}, 1);
    article.author = names(object, {"author", "creator"}, kMaxAuthors);
    article.url = text(object, {"url", "mainEntityOfPage", "@id"});
    article.language = text(object, {"inLanguage"});
    if (const json* body = find(object, "articleBody"); body != nullptr && body->is_string()) {
      article.body = repair_utf8(body->get_ref<const std::string&>());
    }
    article.is_behind_paywall = is_false(object, "isAccessibleForFree");
    return article;
  }

  static const json* find(const json& object, const char* key) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
  }

  static bool is_false(const json& object, const char* key) {
    const json* value = find(object, key);
    if (value == nullptr) return false;
    if (value->is_boolean()) return !value->get<bool>();
    return value->is_string() && ascii_lower(value->get_ref<const std::string&>()) == "false";
  }

  // The first of these that has a text of its own, or an object with a name or address.
  std::string text(const json& object, std::initializer_list<const char*> keys) const {
    for (const char* key : keys) {
      const json* value = find(object, key);
      if (value == nullptr) continue;
      if (std::string found = text_of(*value); !found.empty()) return found;
    }
    return {};
  }

  std::string text_of(const json& value) const {
    const json* plain = &value;
    if (plain->is_array() && !plain->empty()) plain = &plain->front();
    if (plain->is_object()) {
      for (const char* key : {"@value", "name", "alternateName", "@id", "url"}) {
        const json* inner = find(*plain, key);
        if (inner != nullptr && inner->is_string()) return plain_text(inner->get_ref<const std::string&>());
      }
      return {};
    }
    return plain->is_string() ? plain_text(plain->get_ref<const std::string&>()) : std::string();
  }

  // Names of persons or organisations.
  std::string names(const json& object, std::initializer_list<const char*> keys, std::size_t limit) const {
    for (const char* key : keys) {
      const json* value = find(object, key);
      if (value == nullptr) continue;
      std::string all;
      std::size_t count = 0;
      const auto add = [&](const json& each) {
        const std::string name = name_of(each);
        if (name.empty() || count >= limit) return;
        ++count;
        all += (all.empty() ? "" : ", ") + name;
      };
      if (value->is_array()) {
        for (const json& each : *value) add(each);
      } else {
        add(*value);
      }
      if (!all.empty()) return short_field(all);
    }
    return {};
  }

  std::string name_of(const json& value) const {
    std::string name;
    if (value.is_string()) name = plain_text(value.get_ref<const std::string&>());
    if (value.is_object()) {
      const json* object = &value;
      if (find(value, "name") == nullptr) {
        const json* id = find(value, "@id");
        if (id == nullptr || !id->is_string()) return {};
        const auto known = by_id_.find(id->get_ref<const std::string&>());
        if (known == by_id_.end()) return {};
        object = known->second;
      }
      if (const json* own = find(*object, "name"); own != nullptr) name = text_of(*own);
    }
    // An address is no name.
    return name.starts_with("http://") || name.starts_with("https://") ? std::string() : name;
  }

  std::vector<json> values_;
  std::map<std::string, const json*> by_id_;
  std::vector<const json*> articles_;
  std::vector<const json*> pages_;
};

}  // namespace

JsonLdArticle read_json_ld(std::span<const std::string_view> blocks, std::string_view title) {
  if (blocks.empty()) return {};
  return JsonLd(blocks).read(title);
}

}  // namespace chokepoint
