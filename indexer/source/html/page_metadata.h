// SPDX-License-Identifier: GPL-2.0-or-later
// What a page says of its article outside of the text: JSON-LD first, then Open Graph and other <meta>, then
// the elements (<h1>, <time>, rel=author, <html lang>).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/clean/cleaner.h"
#include "indexer/source/html/html_tree.h"
#include "indexer/source/html/json_ld.h"

namespace chokepoint {

// Where an element stands.
enum class PagePlace : std::uint8_t {
  kArticle,
  kPage,   // around the article
  kOther,  // in what belongs to something else: a teaser, a comment, a menu
};

class HtmlMetadata {
 public:
  // Reads the <meta> and <link> elements of `tree`, which must outlive this.
  explicit HtmlMetadata(const HtmlTree& tree);

  // What the page's <meta> says is the title; empty if nothing does.
  std::string social_title() const;

  // <title>; empty if there is none.
  const std::string& document_title() const { return document_title_; }

  // `headline` is the article's title as the page shows it, if that was found; `places` has one for each
  // node. Strings are one line of at most 2,000 bytes; addresses are absolute.
  SourceMetadata read(const JsonLdArticle& json_ld, const std::string& headline,
                      const std::vector<PagePlace>& places) const;

 private:
  struct Entry {
    std::string name;  // lower case
    std::string_view content;
  };

  std::string first_of(std::initializer_list<std::string_view> names) const;
  std::string title(const JsonLdArticle& json_ld, const std::string& publisher, std::string headline) const;
  void set_dates(const JsonLdArticle& json_ld, const std::vector<PagePlace>& places,
                 SourceMetadata& metadata) const;
  std::string site_in_title(const std::string& headline) const;
  std::string find_heading(const std::vector<PagePlace>& places) const;
  std::string find_author(const std::vector<PagePlace>& places) const;

  const HtmlTree& tree_;
  std::vector<Entry> entries_;
  std::string canonical_;
  std::string document_title_;
  std::string document_language_;
};

}  // namespace chokepoint
