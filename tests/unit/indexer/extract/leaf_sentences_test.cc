// SPDX-License-Identifier: GPL-2.0-or-later
// leaf_sentences.tsv: how English news tells of each measure. The world is invented, the cue tables are the
// real ones. What the models make of a telling depends on their training and is not tested here.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include <catch2/catch.hpp>

#include "common/facets/table.h"
#include "tests/support/invented_world.h"

using namespace chokepoint;

namespace {

constexpr std::string_view kNone = "none";
constexpr std::size_t kLeastSentences = 15;  // a leaf

struct LeafSentence {
  std::string leaf, sentence;
  bool fails = false;
};

std::vector<LeafSentence> read_sentences() {
  std::ifstream in(CHOKEPOINT_SOURCE_DIR "/tests/unit/indexer/extract/leaf_sentences.tsv");
  const std::string text(std::istreambuf_iterator<char>(in), {});
  const Table table = Table::parse(text, "leaf_sentences.tsv");
  const std::size_t leaf = table.column("leaf"), sentence = table.column("sentence"),
                    fails = table.column("fails");
  std::vector<LeafSentence> sentences;
  for (const Table::Row& row : table.rows())
    sentences.push_back(
        {std::string(row.cells[leaf]), std::string(row.cells[sentence]), !row.cells[fails].empty()});
  return sentences;
}

// "app-ban fine (with is far)": a flaw stands after its leaf.
std::string show(const std::vector<Telling>& tellings) {
  std::string shown;
  for (const Telling& telling : tellings) {
    shown += (shown.empty() ? "" : " ") + std::string(telling.match.cue->leaf);
    if (!telling.match.flaw.empty()) shown += " (" + std::string(telling.match.flaw) + ')';
  }
  return shown;
}

// Something is told that meets all conditions of its row: of the leaf, or of none if that is expected. What
// has a flaw is left to the models.
bool does_as_it_should(const LeafSentence& expected, const std::vector<Telling>& tellings) {
  const bool is_told = std::any_of(tellings.begin(), tellings.end(), [&](const Telling& telling) {
    const bool fits = expected.leaf == kNone || telling.match.cue->leaf == expected.leaf;
    return fits && telling.match.flaw.empty();
  });
  return is_told == (expected.leaf != kNone);
}

void check_sentences(bool that_fail) {
  for (const LeafSentence& expected : read_sentences()) {
    if (expected.fails != that_fail) continue;
    const ReadArticle read(expected.sentence);
    INFO(expected.leaf << ": " << expected.sentence);
    INFO("gives " << show(read.tellings));
    CHECK(does_as_it_should(expected, read.tellings));
  }
}

}  // namespace

TEST_CASE("leaf sentences: however a measure is told its leaf is found, and what tells of none gives none") {
  check_sentences(false);
}

// Fails no longer when all of them are as they should be; the column "fails" is then to be emptied.
TEST_CASE("leaf sentences: some are not as they should be, as the file says", "[!shouldfail]") {
  check_sentences(true);
}

TEST_CASE("leaf sentences: every leaf has its share, and so has what is none") {
  std::map<std::string, std::size_t> count;
  for (const LeafSentence& each : read_sentences()) ++count[each.leaf];
  for (const std::string& leaf : invented_vocabulary().all_measures()) {
    INFO(leaf);
    CHECK(count[leaf] >= kLeastSentences);
  }
  CHECK(count[std::string(kNone)] >= 50);
  CHECK(count.size() == invented_vocabulary().all_measures().size() + 1);
}
