// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/facet_counts.h"

#include <catch2/catch.hpp>

namespace chokepoint {
namespace {

std::string show(const FacetResult& facet) {
  std::string text;
  for (const FacetCount& value : facet.values) text += value.value + ":" + std::to_string(value.count) + " ";
  return text + "of " + std::to_string(facet.distinct) + ", other " + std::to_string(facet.other) +
         ", none " + std::to_string(facet.none);
}

}  // namespace

TEST_CASE("facet counts: whole slots expand to values, ordered by count, then value") {
  const SlotCounts counts = {{pack_values({"CA", "US"}), 3}, {"US", 2}, {"DE", 3}, {"", 4}};
  CHECK(show(expand_facet(Field::kCountry, counts, {})) == "US:5 CA:3 DE:3 of 3, other 0, none 4");
  FacetOptions options;
  options.limit = 1;
  // An article with both a shown and a hidden value counts as "other" once.
  CHECK(show(expand_facet(Field::kCountry, counts, options)) == "US:5 of 3, other 6, none 4");
  options.selected = {"DE"};
  CHECK(show(expand_facet(Field::kCountry, counts, options)) == "US:5 DE:3 of 3, other 3, none 4");
  options.limit = 0;
  options.selected = {};
  CHECK(show(expand_facet(Field::kCountry, counts, options)) == "of 3, other 8, none 4");
  CHECK(show(expand_facet(Field::kCountry, {}, {})) == "of 0, other 0, none 0");
}

TEST_CASE("facet counts: years and months are ordered by time, all of them, and selected by the dates") {
  const SlotCounts counts = {{"20241106", 3}, {"2023", 5}, {"20240201", 1}, {"20241230", 2}, {"", 4}};
  FacetOptions options;
  options.limit = 1;
  CHECK(show(expand_facet(Field::kYear, counts, options)) == "2023:5 2024:6 of 2, other 0, none 4");
  CHECK(show(expand_facet(Field::kMonth, counts, options)) ==
        "2024-02:1 2024-11:3 2024-12:2 of 3, other 0, none 9");
  options.dates = {Date{2024, 11, 30}, Date{2024, 12, 1}};
  std::string selected;
  for (const FacetCount& month : expand_facet(Field::kMonth, counts, options).values)
    selected += month.selected ? month.value + " " : "";
  CHECK(selected == "2024-11 2024-12 ");
}

TEST_CASE("facet counts: year and month come from a date of any precision") {
  CHECK(values_in_slot(Field::kYear, "20241106") == std::vector<std::string>{"2024"});
  CHECK(values_in_slot(Field::kYear, "2024") == std::vector<std::string>{"2024"});
  CHECK(values_in_slot(Field::kMonth, "20241106") == std::vector<std::string>{"2024-11"});
  CHECK(values_in_slot(Field::kMonth, "202411") == std::vector<std::string>{"2024-11"});
  CHECK(values_in_slot(Field::kMonth, "2024").empty());
  CHECK(values_in_slot(Field::kYear, "").empty());
}

}  // namespace chokepoint
