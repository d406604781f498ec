// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/page_metadata.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

#include "common/base/time_stamp.h"
#include "common/base/utf8.h"
#include "indexer/clean/date_line.h"
#include "indexer/clean/headline.h"
#include "indexer/clean/page_lines.h"
#include "indexer/source/short_field.h"

namespace chokepoint {
namespace {

using NodeIndex = HtmlTree::NodeIndex;

constexpr std::size_t kMaxMetaEntries = 2000;
constexpr std::size_t kMaxNameBytes = 60;
constexpr std::size_t kMaxSiteNameWords = 5;
constexpr std::size_t kMinHeadlineBytes = 8;

constexpr auto kPublishedNames = std::to_array<std::string_view>({"article:published_time",
                                                                  "og:published_time",
                                                                  "og:article:published_time",
                                                                  "datepublished",
                                                                  "parsely-pub-date",
                                                                  "sailthru.date",
                                                                  "cxenseparse:recs:publishtime",
                                                                  "article.published",
                                                                  "dcterms.issued",
                                                                  "dc.date.issued",
                                                                  "dcterms.created",
                                                                  "dc.date.created",
                                                                  "dcterms.date",
                                                                  "dc.date",
                                                                  "dcterms.available",
                                                                  "citation_publication_date",
                                                                  "citation_online_date",
                                                                  "citation_date",
                                                                  "pubdate",
                                                                  "publishdate",
                                                                  "publish-date",
                                                                  "publish_date",
                                                                  "published-date",
                                                                  "published_date",
                                                                  "published_time",
                                                                  "publication_date",
                                                                  "publication-date",
                                                                  "publicationdate",
                                                                  "originalpublicationdate",
                                                                  "article_date_original",
                                                                  "release_date",
                                                                  "displaydate",
                                                                  "ptime",
                                                                  "pub_date",
                                                                  "date"});
constexpr auto kUpdatedNames = std::to_array<std::string_view>(
    {"article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified",
     "dcterms.modified", "dc.date.modified", "article.updated", "last-modified", "last_modified", "lastmod",
     "modified_date", "updated_time", "revised"});

// The date as parse_time_stamp() reads it; empty if it is none.
std::string readable_date(std::string_view text) {
  const std::string line = short_field(text);
  if (parse_time_stamp(line)) return line;
  const auto dates = read_date_line(line);
  return dates ? (dates->published.empty() ? dates->updated : dates->published) : std::string();
}

std::string absolute_address(std::string_view text) {
  const std::string address = short_field(text);
  const std::string beginning = ascii_lower(address.substr(0, 8));
  const bool is_absolute = beginning.starts_with("http://") || beginning.starts_with("https://");
  return is_absolute && address.find(' ') == address.npos ? address : std::string();
}

// "de-AT", "en_US" or a list of them -> the first as BCP 47.
std::string language_tag(std::string_view text) {
  text = trim(text.substr(0, text.find_first_of(",; ")));
  if (text.size() < 2 || text.size() > 35) return {};
  std::string tag(text);
  std::replace(tag.begin(), tag.end(), '_', '-');
  const bool is_tag = std::all_of(tag.begin(), tag.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
  const std::size_t primary = tag.find('-');
  return is_tag && (primary == tag.npos ? tag.size() <= 3 : primary == 2 || primary == 3) ? tag
                                                                                          : std::string();
}

// "www.nordlicht-post.example" and the like: the name without what all names have.
std::string site_label(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == address.npos) return {};
  address.remove_prefix(scheme + 3);
  address = address.substr(0, address.find_first_of("/?#:"));
  if (address.starts_with("www.")) address.remove_prefix(4);
  return std::string(address.substr(0, address.find('.')));
}

constexpr auto kTitleMarks = std::to_array<std::string_view>(
    {" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " / ", "_", "丨", "｜"});

struct TitleParts {
  std::string before;
  std::string after;
};

// The parts before and after the first or the last mark; nothing if the title has none.
std::optional<TitleParts> split_title(const std::string& title, bool at_last) {
  std::size_t cut = title.npos;
  std::size_t mark_size = 0;
  for (const std::string_view mark : kTitleMarks) {
    const std::size_t found = at_last ? title.rfind(mark) : title.find(mark);
    if (found == title.npos || found == 0) continue;
    if (cut != title.npos && (at_last ? found <= cut : found >= cut)) continue;
    cut = found;
    mark_size = mark.size();
  }
  if (cut == title.npos) return std::nullopt;
  return TitleParts{std::string(trim(std::string_view(title).substr(0, cut))),
                    std::string(trim(std::string_view(title).substr(cut + mark_size)))};
}

// `title` without the site's name at its end or beginning, where another source shows that it is none of the
// title's: the rest is the title that the page shows, or the part is the name of the site.
std::string without_site(const std::string& title, std::initializer_list<std::string> site_names,
                         const std::string& shown) {
  const auto is_site = [&](const std::string& part) {
    return std::any_of(site_names.begin(), site_names.end(),
                       [&](const std::string& name) { return !name.empty() && is_same_title(part, name); });
  };
  const auto is_shown = [&](const std::string& part) { return !shown.empty() && is_same_title(part, shown); };
  std::string rest = title;
  for (int parts = 0; parts < 3 && !is_shown(rest); ++parts) {
    const auto last = split_title(rest, true);
    if (!last) break;
    const auto first = split_title(rest, false);
    if (is_shown(last->before) || is_site(last->after)) {
      rest = last->before;
    } else if (is_shown(first->after) || is_site(first->before)) {
      rest = first->after;
    } else if (is_shown(first->before)) {
      rest = first->before;
    } else {
      break;
    }
  }
  return rest;
}

bool is_cut_short(std::string_view title) {
  return title.ends_with("…") || title.ends_with("...");
}

}  // namespace

HtmlMetadata::HtmlMetadata(const HtmlTree& tree) : tree_(tree) {
  for (NodeIndex node = 0; node < tree.size(); ++node) {
    const HtmlNode& each = tree[node];
    if (each.tag == Tag::kTitle && document_title_.empty())
      document_title_ = tree.text_of(node, kMaxFieldBytes);
    if (each.tag == Tag::kHtml) {
      document_language_ = language_tag(tree.attribute(node, "lang"));
      if (document_language_.empty()) document_language_ = language_tag(tree.attribute(node, "xml:lang"));
    }
    if (each.tag == Tag::kLink && canonical_.empty() &&
        ascii_lower(trim(tree.attribute(node, "rel"))) == "canonical") {
      canonical_ = absolute_address(tree.attribute(node, "href"));
    }
    if (each.tag != Tag::kMeta || entries_.size() >= kMaxMetaEntries) continue;
    const std::string_view content = trim(tree.attribute(node, "content"));
    if (content.empty()) continue;
    for (const char* attribute : {"property", "name", "itemprop", "http-equiv"}) {
      const std::string_view name = trim(tree.attribute(node, attribute));
      if (name.empty() || name.size() > kMaxNameBytes) continue;
      entries_.push_back({ascii_lower(name), content});
    }
  }
}

std::string HtmlMetadata::first_of(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    for (const Entry& entry : entries_) {
      if (entry.name != name) continue;
      if (std::string text = short_field(entry.content); !text.empty()) return text;
    }
  }
  return {};
}

std::string HtmlMetadata::social_title() const {
  return first_of({"og:title", "twitter:title", "headline"});
}

SourceMetadata HtmlMetadata::read(const JsonLdArticle& json_ld, const std::string& headline,
                                  const std::vector<PagePlace>& places) const {
  SourceMetadata metadata;
  metadata.publisher = json_ld.publisher;
  if (metadata.publisher.empty()) {
    metadata.publisher = first_of({"og:site_name", "application-name", "citation_journal_title", "publisher",
                                   "dc.publisher", "dcterms.publisher", "article:publisher"});
  }
  if (!absolute_address(metadata.publisher).empty()) metadata.publisher.clear();
  metadata.url = canonical_;
  if (metadata.url.empty()) metadata.url = absolute_address(first_of({"og:url", "twitter:url"}));
  if (metadata.url.empty()) metadata.url = absolute_address(json_ld.url);
  if (metadata.publisher.empty()) metadata.publisher = site_in_title(headline);
  metadata.title = title(json_ld, metadata.publisher, headline.empty() ? find_heading(places) : headline);
  metadata.author = json_ld.author;
  for (const std::string_view name : {"author", "article:author", "parsely-author", "sailthru.author",
                                      "dc.creator", "dcterms.creator", "byl", "citation_author"}) {
    if (!metadata.author.empty()) break;
    metadata.author = first_of({name});
    if (!absolute_address(metadata.author).empty()) metadata.author.clear();
  }
  if (metadata.author.empty()) metadata.author = find_author(places);
  metadata.language = document_language_;
  if (metadata.language.empty()) metadata.language = language_tag(json_ld.language);
  if (metadata.language.empty()) {
    metadata.language = language_tag(
        first_of({"og:locale", "content-language", "language", "dc.language", "dcterms.language"}));
  }
  set_dates(json_ld, places, metadata);
  return metadata;
}

// "The headline that the page shows - Section - The Site", or the site first.
std::string HtmlMetadata::site_in_title(const std::string& headline) const {
  if (headline.size() < kMinHeadlineBytes) return {};
  std::string site;
  if (document_title_.starts_with(headline)) {
    const auto parts = split_title(document_title_, true);
    if (parts && parts->before.size() >= headline.size()) site = parts->after;
  } else if (document_title_.ends_with(headline)) {
    const std::string before = document_title_.substr(0, document_title_.size() - headline.size());
    const auto parts = split_title(before, false);
    site = parts                    ? parts->before
           : before.ends_with(": ") ? before.substr(0, before.size() - 2)
                                    : std::string();
  }
  return count_words(site) <= kMaxSiteNameWords ? site : std::string();
}

std::string HtmlMetadata::find_heading(const std::vector<PagePlace>& places) const {
  for (const PagePlace place : {PagePlace::kArticle, PagePlace::kPage}) {
    for (NodeIndex node = 0; node < tree_.size(); ++node) {
      if (tree_[node].tag != Tag::kH1 || places[node] != place) continue;
      if (std::string text = tree_.text_of(node, kMaxFieldBytes); !text.empty()) return text;
    }
  }
  return {};
}

std::string HtmlMetadata::title(const JsonLdArticle& json_ld, const std::string& publisher,
                                std::string heading) const {
  const std::string site = first_of({"og:site_name", "application-name"});
  const std::initializer_list<std::string> site_names = {site, publisher, site_label(canonical_)};
  const std::string social = social_title();
  if (!json_ld.headline.empty() && !is_cut_short(json_ld.headline)) {
    return without_site(json_ld.headline, site_names, heading);
  }
  if (!social.empty() && !is_cut_short(social)) return without_site(social, site_names, heading);
  if (!heading.empty()) return heading;
  for (const std::string& cut : {json_ld.headline, social}) {
    if (!cut.empty()) return cut;
  }
  return without_site(document_title_, site_names, {});
}

void HtmlMetadata::set_dates(const JsonLdArticle& json_ld, const std::vector<PagePlace>& places,
                             SourceMetadata& metadata) const {
  const auto set_published = [&](std::string_view text, std::string from) {
    if (!metadata.published.empty()) return;
    metadata.published = readable_date(text);
    if (!metadata.published.empty()) metadata.published_from = std::move(from);
  };
  const auto set_updated = [&](std::string_view text) {
    if (metadata.updated.empty()) metadata.updated = readable_date(text);
  };
  set_published(json_ld.published, "JSON-LD datePublished");
  set_updated(json_ld.updated);
  for (const std::string_view name : kPublishedNames) {
    set_published(first_of({name}), "<meta> " + std::string(name));
  }
  for (const std::string_view name : kUpdatedNames) set_updated(first_of({name}));
  // Elements: those that say which date they hold, then the first date of the article.
  for (NodeIndex node = 0; node < tree_.size(); ++node) {
    if (places[node] == PagePlace::kOther) continue;
    const std::string_view itemprop = tree_.attribute(node, "itemprop");
    if (tree_[node].tag != Tag::kTime && itemprop.empty()) continue;
    std::string date(tree_.attribute(node, "datetime"));
    if (date.empty()) date = tree_.attribute(node, "content");
    if (date.empty() && tree_[node].tag != Tag::kMeta) date = tree_.text_of(node, 100);
    if (itemprop.find("datePublished") != itemprop.npos) set_published(date, "itemprop datePublished");
    if (itemprop.find("dateModified") != itemprop.npos) set_updated(date);
    if (tree_.has_attribute(node, "pubdate")) set_published(date, "<time pubdate>");
  }
  for (const PagePlace place : {PagePlace::kArticle, PagePlace::kPage}) {
    for (NodeIndex node = 0; node < tree_.size() && metadata.published.empty(); ++node) {
      if (tree_[node].tag != Tag::kTime || places[node] != place) continue;
      set_published(tree_.attribute(node, "datetime"), "<time>");
    }
  }
}

std::string HtmlMetadata::find_author(const std::vector<PagePlace>& places) const {
  for (NodeIndex node = 0; node < tree_.size(); ++node) {
    if (places[node] == PagePlace::kOther) continue;
    const bool is_author = ascii_lower(trim(tree_.attribute(node, "rel"))) == "author" ||
                           tree_.attribute(node, "itemprop") == "author";
    if (!is_author || tree_[node].tag == Tag::kLink) continue;
    std::string name = tree_.text_of(node, 200);
    if (name.empty()) name = short_field(tree_.attribute(node, "content"));
    if (!name.empty() && absolute_address(name).empty()) return name;
  }
  return {};
}

}  // namespace chokepoint
