// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/page_parts.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "common/base/error.h"

using namespace chokepoint;

namespace {

constexpr const char* kHead = "names\tattribute\tverdict\trule\n";

PageParts table(const std::string& rows) {
  return PageParts::parse(kHead + rows, "parts.tsv");
}

std::string rule_of(const PagePart* part) {
  return part == nullptr ? "" : part->rule;
}

}  // namespace

TEST_CASE("page parts: names are split into words") {
  using Words = std::vector<std::string>;
  CHECK(split_name("articleBody--wide2") == Words{"article", "body", "wide"});
  CHECK(split_name("c-Main_NAV 3") == Words{"c", "main", "nav"});
  CHECK(split_name("").empty());
}

TEST_CASE("page parts: a row's words are looked for anywhere in a name") {
  const PageParts parts = table(
      "related;read-more;promo*;*menu\tname\tdrop\tlinks\n"
      "article-body\tname\tkeep\tbody\n"
      "sr-only\tname\thide\thidden\n"
      "navigation\trole\tdrop\tmenu\n"
      "nav\ttag\tdrop\tmenu\n");
  struct Case {
    const char* name;
    const char* rule;
  };
  const Case cases[] = {
      {"related", "links"},
      {"box-related__list", "links"},
      {"relatedness", ""},
      {"more-read", ""},
      {"js-readMore", "links"},
      {"promotions2", "links"},
      {"mainmenu", "links"},
      {"menus", ""},
      {"article__body", "body"},
      {"body-article", ""},
      {"article-body-related", "links"},
      {"has-related", ""},
      {"css-related", ""},
      {"u-sr-only", "hidden"},
      {"nav", ""},
  };
  for (const Case& each : cases) {
    CAPTURE(each.name);
    CHECK(rule_of(parts.find_name(each.name)) == each.rule);
  }
  CHECK(rule_of(parts.find_role("navigation")) == "menu");
  CHECK(rule_of(parts.find_tag("nav")) == "menu");
  CHECK(parts.find_itemprop("nav") == nullptr);
}

TEST_CASE("page parts: a faulty row is named") {
  CHECK_THROWS_WITH(table("a\tname\tcut\tx\n"), Catch::Contains("parts.tsv:2") && Catch::Contains("verdict"));
  CHECK_THROWS_WITH(table("a\tclass\tdrop\tx\n"), Catch::Contains("attribute"));
  CHECK_THROWS_WITH(table("a\tname\tdrop\t\n"), Catch::Contains("rule"));
}

TEST_CASE("page parts: the compiled-in table is sound") {
  const PageParts& parts = PageParts::embedded();
  CHECK(rule_of(parts.find_name("cookie-banner")) == "consent");
  CHECK(rule_of(parts.find_name("entry-content")) == "article-body");
  CHECK(parts.find_name("paragraph") == nullptr);
}
