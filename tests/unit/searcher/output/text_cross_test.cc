// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/text_cross.h"

#include <catch2/catch.hpp>

#include "tests/unit/searcher/output/sample_results.h"

namespace chokepoint {
namespace {

std::string laid_out(const CrossTable& cross, std::size_t columns) {
  std::string text = "\n";
  for (const StyledText& line : cross_lines(cross, columns)) {
    CHECK(width(line) <= columns);
    text += render(line, Color::kNo) + "\n";
  }
  return text;
}

CrossTable wide_cross() {
  CrossTable cross{Field::kMeasure,
                   Field::kCountry,
                   {{"app-ban", "App ban", 10, false}, {"fine", "Fine", 3, false}},
                   {},
                   {{}, {}},
                   4,
                   38};
  for (const char* label : {"Canada", "Zembla and the Outer Isles", "Norway", "Atlantis"}) {
    cross.columns.push_back({std::string(label).substr(0, 2), label, 12, false});
    cross.counts[0].push_back(cross.columns.size());
    cross.counts[1].push_back(0);
  }
  return cross;
}

}  // namespace

TEST_CASE("cross: names beside one another where they fit, rows and columns with how many have the value") {
  CHECK(laid_out(sample_cross(), 80) == R"(
country by measure
                            compliance-
            all  app-ban  restructuring
CA  Canada   40       10              ·
NO  Norway   12        2             11
all                   10             20
)");
}

TEST_CASE("cross: names on steps where they are too wide, codes by their labels, what is hidden below") {
  CHECK(laid_out(wide_cross(), 50) == R"(
measure by country
                          Atlantis ┐
                        Norway ┐   │
Zembla and the Outer Isles ┐   │   │
                Canada ┐   │   │   │
               all ┐   │   │   │   │
app-ban           10   1   2   3   4
fine               3   ·   ·   ·   ·
all                   12  12  12  12
+4 more of measure, +38 more of country: --facet-
limit=N
)");
}

TEST_CASE("cross: in bands where the numbers are too wide as well") {
  CrossTable cross = sample_cross();
  cross.columns.clear();
  cross.counts.assign(2, {});
  for (int i = 0; i < 9; ++i) {
    cross.columns.push_back({"leaf-" + std::to_string(i), "", 1000, false});
    for (auto& row : cross.counts) row.push_back(1000);
  }
  CHECK(laid_out(cross, 40) == R"(
country by measure
                               leaf-3 ┐
                         leaf-2 ┐     │
                   leaf-1 ┐     │     │
             leaf-0 ┐     │     │     │
          all ┐     │     │     │     │
CA  Canada   40  1000  1000  1000  1000
NO  Norway   12  1000  1000  1000  1000
all              1000  1000  1000  1000

                                leaf-8 ┐
                          leaf-7 ┐     │
                    leaf-6 ┐     │     │
              leaf-5 ┐     │     │     │
        leaf-4 ┐     │     │     │     │
CA  Canada  1000  1000  1000  1000  1000
NO  Norway  1000  1000  1000  1000  1000
all         1000  1000  1000  1000  1000
)");
}

TEST_CASE("cross: nothing to show is no table") {
  CHECK(cross_lines({}, 80).empty());
}

}  // namespace chokepoint
