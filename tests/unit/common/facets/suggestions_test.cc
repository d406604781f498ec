// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/facets/suggestions.h"

#include <catch2/catch.hpp>

namespace chokepoint {
namespace {

using Values = std::vector<std::string>;

Values suggest(const std::string& wrong, const Values& known) {
  Suggestions suggestions(wrong);
  for (const std::string& value : known) suggestions.consider(value, value);
  return suggestions.best();
}

}  // namespace

TEST_CASE("suggestions: the nearest first, at most two edits away, at most three") {
  CHECK(suggest("hikvison", {"dahua", "hikvision", "hikvisio"}) == Values{"hikvision", "hikvisio"});
  CHECK(suggest("cat", {"bat", "car", "cut", "oat", "dog"}) == Values{"bat", "car", "cut"});
  CHECK(suggest("entirely different", {"hikvision"}).empty());
}

TEST_CASE("suggestions: a word of less than four letters may have one edit") {
  CHECK(suggest("ab", {"xy"}).empty());
  CHECK(suggest("abcd", {"abxy"}) == Values{"abxy"});
}

TEST_CASE("suggestions: then what has a word that begins so") {
  CHECK(suggest("hik", {"hikvision", "shikoku"}) == Values{"hikvision"});
  CHECK(suggest("korea", {"north korea", "south korea"}) == Values{"north korea", "south korea"});
  CHECK(suggest("store", {"app-store-removal"}) == Values{"app-store-removal"});
  CHECK(suggest("hik", {"hikvision", "kik"}) == Values{"kik", "hikvision"});
  CHECK(suggest("canad", {"canada"}) == Values{"canada"});
}

TEST_CASE("suggestions: a long list of what begins so says nothing") {
  CHECK(suggest("com", {"com-aaa", "com-bbb", "com-ccc", "com-ddd", "com-eee"}).size() == 5);
  CHECK(suggest("com", {"com-aaa", "com-bbb", "com-ccc", "com-ddd", "com-eee", "com-fff"}).empty());
  CHECK(suggest("c", {"cabbage"}).empty());
  CHECK(suggest("", {"cabbage", ""}) == Values{""});
}

TEST_CASE("suggestions: a value with several names is suggested once, by the nearest of them") {
  Suggestions suggestions("weibo");
  suggestions.consider("weiboo", "Sina");
  suggestions.consider("weib", "Sina");
  suggestions.consider("weixx", "Tencent");
  CHECK(suggestions.best() == Values{"Sina", "Tencent"});
}

}  // namespace chokepoint
