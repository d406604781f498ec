// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/index/fields.h"

#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "common/index/event_terms.h"

using namespace chokepoint;

TEST_CASE("fields: no two fields share a name or a prefix, and no prefix is another's beginning", "[index]") {
  std::set<std::string_view> names;
  for (const FieldInfo& field : all_fields()) {
    CHECK(names.insert(field.name).second);
    CHECK_FALSE(field.help.empty());
    CHECK(find_field(field.name) == &field_info(field.field));
    for (const FieldInfo& other : all_fields()) {
      if (&field == &other || field.prefix.empty() || other.prefix.empty()) continue;
      INFO(field.name << " and " << other.name);
      CHECK_FALSE(other.prefix.starts_with(field.prefix));
    }
  }
  CHECK(find_field("contry") == nullptr);
}

TEST_CASE("fields: a value with the separator in it is one value, in its term and in its slot", "[index]") {
  CHECK(field_term(Field::kPublisher, "Wire\x1FReuters") == field_term(Field::kPublisher, "Wire Reuters"));
  const std::string packed = pack_values({"Wire\x1FReuters",
                                          "\x1F"
                                          "AP",
                                          "\x1F"});
  CHECK(unpack_values(packed) == std::vector<std::string_view>{"AP", "Wire Reuters"});
  CHECK(event_term({"CA", "X\x1Fm=fine", "app-ban", ""}) == event_term({"CA", "X m=fine", "app-ban", ""}));
}

TEST_CASE("fields: a value too long for a term is replaced by its hash, and 245 bytes are not", "[index]") {
  CHECK(field_term("Q", std::string(244, 'x')).size() == 245);
  const std::string hashed = field_term("Q", std::string(245, 'x'));
  CHECK(hashed.size() == 34);
  CHECK(hashed != field_term("Q", std::string(246, 'x')));
  CHECK(field_term("Q", std::string("a\0b", 3)).find('\0') == std::string::npos);
}

TEST_CASE("fields: packed values are sorted, each once, and come back", "[index]") {
  const std::string packed = pack_values({"US", "CA", "US", "EU"});
  CHECK(unpack_values(packed) == std::vector<std::string_view>{"CA", "EU", "US"});
  CHECK(pack_values({}).empty());
  CHECK(unpack_values("").empty());
}

TEST_CASE("event_terms: every combination of two or more roles, and no single one", "[index]") {
  Event event;
  event.actor = "CA";
  event.measure = "app-ban";
  event.status = "in-force";
  event.targets = {"TikTok", "WeChat"};
  const auto terms = event_terms(event);
  // Of actor, measure and status: 4 combinations without target; with each of two targets: 7.
  CHECK(terms.size() == 4 + 2 * 7);
  const auto has = [&](const EventRoles& roles) {
    return std::find(terms.begin(), terms.end(), event_term(roles)) != terms.end();
  };
  CHECK(has({"CA", "WeChat", "app-ban", "in-force"}));
  CHECK(has({"", "TikTok", "", "in-force"}));
  CHECK_FALSE(has({"US", "TikTok", "", ""}));
  event.actor.clear();
  event.targets.clear();
  CHECK(event_terms(event).size() == 1);
}
