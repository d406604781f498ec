// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/denial.h"

#include <string>

#include <catch2/catch.hpp>

#include "tests/support/invented_world.h"

using namespace chokepoint;

namespace {

bool tells(const std::string& sentence, std::string_view leaf) {
  return ReadArticle("News of the day", sentence, "2024-05-01").telling(leaf) != nullptr;
}

struct Case {
  const char* leaf;
  const char* sentence;
};

}  // namespace

TEST_CASE("denial: what a sentence denies is not told") {
  const Case cases[] = {
      {"app-ban", "Zembla has not banned ChatFox."},
      {"app-ban", "Zembla won't ban or block ChatFox."},
      {"app-ban", "Zembla has never formally banned the platform ChatFox."},
      {"app-ban", "Zembla is not going to order internet providers to block ChatFox."},
      {"app-ban", "ChatFox has not been banned in Zembla."},
      {"app-ban", "Zembla has no plans to ban ChatFox."},
      {"app-ban", "There is no ban on ChatFox in Zembla."},
      {"app-ban", "There will be no nationwide ban on ChatFox, Zembla said."},
      {"app-ban", "No court in Zembla has banned ChatFox."},
      {"app-ban", "Nobody in Zembla wants to ban ChatFox."},
      {"app-ban", "Neither Ruritania nor Zembla has banned ChatFox."},
      {"app-ban", "Zembla has neither banned nor blocked ChatFox."},
      {"app-ban", "Had Zembla banned ChatFox, investors would have fled."},
      {"app-ban", "It is not true that Zembla has banned ChatFox."},
      {"app-ban", "Zembla denied that it had banned ChatFox."},
      {"app-ban", "Zembla denied banning ChatFox."},
      {"app-ban", "Zembla denied reports of a ban on ChatFox."},
      {"app-ban", "Zembla dismissed a report that it had banned ChatFox."},
      {"app-ban", "Zembla sent a letter rather than ban ChatFox."},
      {"app-ban", "Instead of banning ChatFox, Zembla asked for talks."},
      {"app-ban", "Zembla stopped short of banning ChatFox."},
      {"app-ban", "The ban on ChatFox in Zembla will not happen."},
      {"app-ban", "Zembla's ban on ChatFox was never adopted."},
      {"app-ban", "Zembla's ban on ChatFox is a rumour."},
      {"app-ban", "Critics say that Zembla would ban ChatFox."},
      {"app-ban", "Zembla rebuked Lumo but did not ban ChatFox."},
      {"telecom-exclusion", "Zembla has not excluded Norvik, which is based in Strelsau, from 5G networks."},
      {"fine", "ChatFox escaped a fine of $3 million in Zembla."},
      {"entity-listing", "Zembla has not added Aerolin to the trade blacklist."}};
  for (const Case& c : cases) {
    INFO(c.sentence);
    CHECK_FALSE(tells(c.sentence, c.leaf));
  }
}

TEST_CASE("denial: a denial ends with its clause") {
  const Case cases[] = {{"app-ban", "Zembla did not fine Lumo but banned ChatFox."},
                        {"app-ban", "Zembla has not said when it will ban ChatFox."},
                        {"app-ban", "Zembla, which has not fined Lumo, banned ChatFox."},
                        {"app-ban", "Platforms that do not register will be banned in Zembla."},
                        {"app-ban",
                         "Zembla has not yet banned ChatFox but, after months of talks in the capital, is "
                         "considering a ban on ChatFox."},
                        {"app-ban", "Zembla will neither confirm nor deny that it banned ChatFox."}};
  for (const Case& c : cases) {
    INFO(c.sentence);
    CHECK(tells(c.sentence, c.leaf));
  }
}

TEST_CASE("denial: not every negation denies") {
  const Case cases[] = {
      {"app-ban", "Zembla not only fined Lumo, it banned ChatFox."},
      {"app-ban", "ChatFox is no longer banned in Zembla."},
      {"app-ban", "Zembla has not lifted the ban on ChatFox."},
      {"app-ban", "Lumo did not comment on the ban on ChatFox in Zembla."},
      {"app-ban", "Zembla gave no reason for its ban on ChatFox."},
      {"app-ban", "Zembla ruled out a ban on ChatFox."},
      {"app-ban", "Zembla's president vetoed a ban on ChatFox."},
      {"app-ban", "Zembla has decided against banning ChatFox."},
      {"product-ban", "Aerolin drones cannot be sold in Zembla, the government said."},
      {"product-ban", "Norvik phones may not be sold in Zembla, the government said."},
      {"app-ban", "In Zembla nobody may use ChatFox."},
      {"security-warning", "Zembla's Privacy Office warned against using Castell software."},
      {"non-cooperation", "Lumo refused to comply with the order of Zembla."}};
  for (const Case& c : cases) {
    INFO(c.sentence);
    CHECK(tells(c.sentence, c.leaf));
  }
}
