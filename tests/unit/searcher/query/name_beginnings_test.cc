// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/name_beginnings.h"

#include <catch2/catch.hpp>

#include "common/base/utf8.h"
#include "common/facets/table.h"
#include "common/text/fold.h"

namespace chokepoint {
namespace {

NameBeginnings beginnings_of(const std::vector<std::string>& names) {
  NameBeginnings beginnings;
  for (const std::string& name : names) beginnings.add(fold(name));
  return beginnings;
}

}  // namespace

TEST_CASE("name beginnings: what begins alike may be meant, whatever its case and marks") {
  const auto [asked, name, may_begin] = GENERATE(table<std::string, std::string, bool>({
      {"tiktok", "TikTok", true},
      {"tiktok", "Tibet", true},
      {"tiktok", "Twitter", false},
      {"tiktok", "X", false},
      {"x", "X", true},
      {"x", "X;Twitter", true},
      {"x", "X Corp.", true},
      {"x", "Xiaomi", false},
      {"xiaomi", "X", false},
      {"osterreich", "\u00d6sterreich", true},
      {"\u00d6sterreich", "Oesterreich", false},
      {"turkiye", "T\u00fcrkiye", true},
      {"\u0440\u043e\u0441\u0441\u0438\u044f", "\u0420\u043e\u0441\u0441\u0438\u044f", true},
      {"\u0440\u043e\u0441\u0441\u0438\u044f", "Russia", false},
      {"russia", "\u0420\u043e\u0441\u0441\u0438\u044f", false},
      {"tiktok", "", false},
  }));
  CAPTURE(asked, name);
  CHECK(beginnings_of({asked}).may_begin(name) == may_begin);
}

TEST_CASE("name beginnings: nothing is passed over that equals a name when folded") {
  for (char32_t letter = 1; letter < 0x20000; ++letter) {
    if (letter >= 0xD800 && letter < 0xE000) continue;
    std::string name;
    append_utf8(letter, name);
    if (fold(name).empty() || letter == ';' || letter == '\t') continue;
    INFO("U+" << std::hex << static_cast<unsigned>(letter));
    if (!beginnings_of({name}).may_begin(name)) FAIL();
    if (!beginnings_of({name + "a"}).may_begin(name + "A")) FAIL();
  }
}

TEST_CASE("name beginnings: each item of a line is looked at") {
  const NameBeginnings beginnings = beginnings_of({"meta"});
  CHECK(beginnings.may_stand_in("Meta\tcompany"));
  CHECK(beginnings.may_stand_in("Facebook\tInstagram; Meta Platforms\t"));
  CHECK_FALSE(beginnings.may_stand_in("Facebook\tInstagram;A Meta\t;\t"));
  CHECK_FALSE(beginnings.may_stand_in(""));
}

TEST_CASE("name beginnings: the rows of a table with a name are among those that are read") {
  const std::string text = "name\taliases\nMeta\tFacebook\nX\tTwitter\n# Tiny\ta\tb\nY\ttoo\tmany\n";
  const NameBeginnings beginnings = beginnings_of({"twitter", "tiny"});
  const Table table = Table::parse(text, "names.tsv", [&](std::string_view line) {
    return line.starts_with("#") || beginnings.may_stand_in(line);
  });
  REQUIRE(table.rows().size() == 1);
  CHECK(table.rows().front().line == 3);
  CHECK(table.rows().front().cells.back() == "Twitter");
}

}  // namespace chokepoint
