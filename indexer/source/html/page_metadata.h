// SPDX-License-Identifier: GPL-2.0-or-later
// What a page says of its article outside of the text: JSON-LD first, then Open Graph and other <meta>, then
// the elements (<h1>, <time>, rel=author, <html lang>).
#pragma once

#include <vector>

#include "indexer/clean/cleaner.h"
#include "indexer/source/html/html_tree.h"
#include "indexer/source/html/json_ld.h"

namespace chokepoint {

class HtmlMetadata {
 public:
  // Reads the <meta> and <link> elements of `tree`, which must outlive this.
  explicit HtmlMetadata(const HtmlTree& tree);

  // What the page's <meta> says is the title; empty if nothing does.
  std::string social_title() const;

  // `is_outside` says of each node whether it belongs to something else than the article (a teaser, a
  // comment). Strings are one line of at most 2,000 bytes; addresses are absolute.
  SourceMetadata read(const JsonLdArticle& json_ld, const std::vector<bool>& is_outside) const;

 private:
  struct Entry {
    std::string name;  // lower case
    std::string_view content;
  };

  std::string first_of(std::initializer_list<std::string_view> names) const;
  std::string title(const JsonLdArticle& json_ld, const std::string& publisher,
                    const std::vector<bool>& is_outside) const;
  void set_dates(const JsonLdArticle& json_ld, const std::vector<bool>& is_outside,
                 SourceMetadata& metadata) const;
  std::string author_element(const std::vector<bool>& is_outside) const;

  const HtmlTree& tree_;
  std::vector<Entry> entries_;
  std::string canonical_;
  std::string document_title_;
  std::string document_language_;
};

}  // namespace chokepoint
