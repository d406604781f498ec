// SPDX-License-Identifier: GPL-2.0-or-later
// What a page says of its article in JSON-LD (schema.org): NewsArticle and its kin, in an array, a @graph or
// as the main entity of a page; persons and organisations in place or by @id.
//
// The blocks are untrusted: faulty ones are passed over, nesting and number of objects are bounded.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace chokepoint {

struct JsonLdArticle {
  std::string headline;
  std::string published;  // as it is written there
  std::string updated;
  std::string publisher;
  std::string author;  // several are parted by ", "
  std::string url;
  std::string language;
  std::string body;  // articleBody, with line breaks; may hold mark-up
  bool is_found = false;
  bool is_behind_paywall = false;  // isAccessibleForFree: false
};

// `blocks` are the contents of the scripts, `title` what the page says elsewhere that its title is: of
// several articles the one with this headline is meant, else the first. Strings but `body` are one line each.
JsonLdArticle read_json_ld(std::span<const std::string_view> blocks, std::string_view title);

}  // namespace chokepoint
