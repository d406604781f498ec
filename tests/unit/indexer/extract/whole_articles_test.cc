// SPDX-License-Identifier: GPL-2.0-or-later
// Clear-cut news in an invented world, from end to end: headline, lead and body tell one story in plain
// words. However the models are trained, they must come to its event and to what it is about.
#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "indexer/extract/extractor.h"
#include "tests/support/invented_world.h"

using namespace chokepoint;

namespace {

struct Story {
  const char* title;
  const char* body;
  const char* actor;
  const char* measure;
  const char* target;
};

// What the stories have in common: the state that acts, the company that is hit and the measure are core.
const Story kStories[] = {
    {"Ruritania bans ChatFox over security fears",
     "Ruritania banned the video app ChatFox on Monday, saying that it was a threat to national security.\n\n"
     "The Telecom Board ordered internet providers to block ChatFox from midnight. ChatFox has two million "
     "users "
     "in Ruritania.\n\n"
     "\"We will obey the ban,\" said a carrier. ChatFox, which is owned by Lumo, said that the decision was "
     "wrong "
     "and that it had never shared data.\n\n"
     "The ban on ChatFox is the first of its kind in Ruritania.\n",
     "RU", "app-ban", "ChatFox"},
    {"Zembla fines PicPal $40 million for breaking privacy law",
     "The Zemblan Privacy Office fined PicPal $40 million on Tuesday for breaching privacy law.\n\n"
     "The Privacy Office said that PicPal had collected children's data without consent. It is the largest "
     "fine "
     "that Zembla has imposed on a platform.\n\n"
     "PicPal said that it was disappointed by the fine and would read the decision.\n",
     "ZE", "fine", "PicPal"},
    {"Ruritania adds Norvik to entity list",
     "Ruritania's Commerce Ministry added Norvik to its entity list on Friday, barring companies from "
     "supplying "
     "it without a licence.\n\n"
     "The ministry said that Norvik had acted against the national security interests of Ruritania. Norvik "
     "makes "
     "network equipment.\n\n"
     "Norvik said that the listing would harm its customers.\n",
     "RU", "entity-listing", "Norvik"},
    {"Ruritania sanctions Castell",
     "Ruritania imposed sanctions on the software company Castell on Thursday.\n\n"
     "The Treasury said that the sanctions freeze all assets of Castell in Ruritania. Castell has its seat "
     "in "
     "Zembla.\n\n"
     "Castell called the sanctions unfounded.\n",
     "RU", "sanctions", "Castell"},
    {"Zembla opens antitrust investigation into Searchly",
     "Zembla's Competition Bureau opened an antitrust investigation into Searchly on Wednesday.\n\n"
     "The Competition Bureau said that Searchly may have abused its dominant position in search. The "
     "investigation into Searchly could last a year.\n\n"
     "Searchly said that it would cooperate with the bureau.\n",
     "ZE", "antitrust-action", "Searchly"},
    {"Ruritania orders Lumo to sell ChatFox",
     "Ruritania ordered Lumo to sell the video app ChatFox within 90 days, citing national security.\n\n"
     "The order by the Ruritanian government says that Lumo must divest ChatFox by June. Officials said that "
     "ChatFox could be used to spy.\n\n"
     "Lumo said that it would study the order to sell ChatFox.\n",
     "RU", "forced-divestiture", "ChatFox"},
    {"Zembla bars Norvik from 5G networks",
     "Zembla barred Norvik from its 5G networks on Monday.\n\n"
     "The Zemblan government told carriers to remove all equipment made by Norvik from their 5G networks by "
     "2027. "
     "Norvik supplies a third of the equipment.\n\n"
     "Norvik said that the decision to bar it from 5G networks was political.\n",
     "ZE", "telecom-exclusion", "Norvik"},
    {"Ruritania bans ChatFox from government devices",
     "Ruritania banned ChatFox from government devices on Tuesday.\n\n"
     "Civil servants in Ruritania must delete ChatFox from their work phones within a week, the government "
     "said. "
     "The ban covers all government devices.\n\n"
     "ChatFox said that it regretted the ban.\n",
     "RU", "gov-device-ban", "ChatFox"},
    {"Drones made by Aerolin banned in Ruritania",
     "Imports of drones made by Aerolin were banned by Ruritania on Friday.\n\n"
     "The Commerce Ministry said that Aerolin drones may no longer be sold in Ruritania, as they could spy "
     "on "
     "bridges and harbours.\n\n"
     "Aerolin said that the import ban on its drones was a mistake.\n",
     "RU", "product-ban", "Aerolin"},
    {"Zembla's court orders PicPal to remove posts",
     "A court in Zembla ordered PicPal on Monday to remove posts that insult judges.\n\n"
     "PicPal must take down the posts within 24 hours, the Zemblan court said. The posts were published in "
     "May.\n\n"
     "PicPal said that it would remove the posts.\n",
     "ZE", "content-order", "PicPal"},
    {"Ruritania blocks takeover of Halden by Lumo",
     "Ruritania blocked the takeover of chip maker Halden by Lumo on national security grounds.\n\n"
     "The government of Ruritania prohibited the acquisition of Halden after a security review of the "
     "deal.\n\n"
     "Halden said that it would stay independent. Lumo said that it regretted the decision to block the "
     "takeover.\n",
     "RU", "investment-screening", "Halden"},
    {"Ruritania's Cyber Centre warns against Castell software",
     "Ruritania's Cyber Centre warned companies on Tuesday against using Castell antivirus software.\n\n"
     "The Cyber Centre said that the software of Castell was a security risk and advised firms to replace "
     "it.\n\n"
     "Castell said that the warning was political.\n",
     "RU", "security-warning", "Castell"},
};

bool is_core(const std::vector<FacetValue>& values, std::string_view wanted) {
  return std::any_of(values.begin(), values.end(),
                     [&](const FacetValue& value) { return value.value == wanted && value.core; });
}

std::string show(const std::vector<FacetValue>& values) {
  std::string shown;
  for (const FacetValue& value : values)
    shown += (shown.empty() ? "" : " ") + std::string(value.core ? "" : "also:") + value.value;
  return shown;
}

std::string show(const std::vector<Event>& events) {
  std::string shown;
  for (const Event& event : events) {
    std::string targets;
    for (const std::string& target : event.targets) targets += (targets.empty() ? "" : ",") + target;
    shown += (shown.empty() ? "" : "; ") + event.actor + ' ' + event.measure + " [" + targets + "] " +
             event.status + (event.core ? "" : " (also)");
  }
  return shown;
}

Article extracted(const Story& story) {
  static const Extractor extractor(invented_vocabulary());
  Article article = english_article(story.title, story.body, "2024-03-15");
  extractor.extract(article);
  return article;
}

}  // namespace

TEST_CASE("whole articles: clear news gives its event, its state, its company and its measure") {
  for (const Story& story : kStories) {
    const Article article = extracted(story);
    INFO(story.title);
    INFO("events: " << show(article.events));
    INFO("country: " << show(article.country) << ", company: " << show(article.company)
                     << ", measure: " << show(article.measure));
    CHECK(is_core(article.country, story.actor));
    CHECK(is_core(article.company, story.target));
    CHECK(is_core(article.measure, story.measure));
    const auto event = std::find_if(article.events.begin(), article.events.end(), [&](const Event& each) {
      return each.measure == story.measure && each.actor == story.actor && each.core &&
             std::find(each.targets.begin(), each.targets.end(), story.target) != each.targets.end();
    });
    CHECK(event != article.events.end());
    if (event == article.events.end()) continue;
    CHECK(event->evidence_begin < event->evidence_end);
    CHECK(event->evidence_end <= article.text.size());
    CHECK(event->rule.find("cue ") == 0);
  }
}

TEST_CASE("whole articles: a story without a measure has no event and no core measure") {
  const Story calm{"Norvik opens a laboratory in Hentzau",
                   "Norvik opened a laboratory in Hentzau on Monday.\n\n"
                   "Two hundred engineers will work there on antennas. The town has a river and a castle.\n\n"
                   "Norvik said that the weather was fine.\n",
                   "", "", ""};
  const Article article = extracted(calm);
  INFO("events: " << show(article.events));
  CHECK(article.events.empty());
  CHECK(article.measure.empty());
}
