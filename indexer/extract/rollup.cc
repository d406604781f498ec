// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/rollup.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace chokepoint {
namespace {

constexpr std::size_t kSubjectSentences = 3;  // so many sentences make somebody a subject of the story
constexpr std::size_t kNamedAgain = 2;        // in a story of a measure, a known company that is named again
constexpr std::size_t kManyCompanies = 5;     // so many in one sentence are the list that a measure is for
constexpr std::size_t kNeighbours = 1;        // sentences beside the one that tells of a measure
constexpr std::size_t kToldOften = 2;         // so many sentences make a measure the story
constexpr std::size_t kMaxCoreLeaves = 4;
constexpr int kMaxOwners = 4;  // a longer chain of parents is a circle

// How a value came up, over all its mentions.
struct Tally {
  std::set<std::size_t> sentences;
  std::set<std::size_t> sentences_as_state;
  bool in_title = false;
  bool in_lead = false;
  bool in_telling = false;  // in a sentence that tells of a measure, or beside one
  bool in_list = false;     // among many companies: those whom a measure binds
  bool in_title_as_state = false;
  bool organ_acts_early = false;  // an organ of the state in title or lead
};

// Collects the values of a facet, core overriding also.
class FacetValues {
 public:
  void add(std::string_view value, bool core, std::string_view rule) {
    const auto [found, is_new] =
        values_.try_emplace(std::string(value), FacetValue{std::string(value), core, std::string(rule)});
    if (is_new || found->second.core || !core) return;
    found->second = FacetValue{std::string(value), true, std::string(rule)};
  }
  std::vector<FacetValue> take() {
    std::vector<FacetValue> sorted;
    for (auto& [value, facet] : values_) sorted.push_back(std::move(facet));
    return sorted;
  }

 private:
  std::map<std::string, FacetValue> values_;
};

bool has_core_measure(const Article& article) {
  return std::any_of(article.measure.begin(), article.measure.end(),
                     [](const FacetValue& value) { return value.core; });
}

const CompanyRow* find_company(const Vocabulary::Data& data, std::string_view name) {
  for (const CompanyRow& row : data.companies) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

// Ownership holds on the day of publication; without a day, if it has no known end.
bool parent_holds(const CompanyRow& row, std::string_view published) {
  if (row.parent.empty()) return false;
  if (published.empty()) return row.valid_to.empty();
  if (!row.valid_from.empty() && published < row.valid_from.substr(0, published.size())) return false;
  return row.valid_to.empty() || published <= row.valid_to;
}

// The act with its actor or its target in one sentence, and not as history: a paragraph of its own.
bool is_told_in_full(const Assertion& assertion) {
  const bool names_actor =
      assertion.roles.actor_pattern == "subject" || assertion.roles.actor_pattern == "by";
  const bool names_target =
      !assertion.roles.targets.empty() && assertion.roles.target_pattern != kPrincipalPattern;
  return (names_actor || names_target) && !assertion.is_background;
}

// By sentence: does it, or its neighbour in the paragraph, tell of a measure, and not as history?
std::vector<bool> sentences_of_measures(const Reading& reading, const std::vector<Assertion>& assertions) {
  std::vector<bool> telling(reading.sentences.size());
  for (const Assertion& assertion : assertions) {
    if (assertion.is_background) continue;
    const std::size_t at = assertion.match.sentence;
    const std::size_t end = std::min(at + kNeighbours + 1, telling.size());
    for (std::size_t i = at - std::min(at, kNeighbours); i < end; ++i) {
      if (reading.sentences[i].paragraph == reading.sentences[at].paragraph) telling[i] = true;
    }
  }
  return telling;
}

// By sentence: how many companies it names.
std::vector<std::size_t> companies_by_sentence(const Reading& reading) {
  std::vector<std::size_t> counts(reading.sentences.size());
  std::set<std::pair<std::size_t, std::uint32_t>> seen;
  for (const Mention& mention : reading.mentions) {
    const bool is_new = !mention.is_state() && seen.emplace(mention.sentence, mention.row).second;
    if (is_new) ++counts[mention.sentence];
  }
  return counts;
}

}  // namespace

std::vector<Cell> core_leaves(const Reading& reading, const std::vector<Assertion>& assertions) {
  struct Weight {
    Cell leaf;
    std::size_t points = 0;
  };
  std::vector<Weight> weights;
  for (const Assertion& assertion : assertions) {
    auto found = std::find_if(weights.begin(), weights.end(),
                              [&](const Weight& weight) { return weight.leaf == assertion.match.cue->leaf; });
    if (found == weights.end()) found = weights.insert(weights.end(), {assertion.match.cue->leaf, 0});
    switch (reading.sentences[assertion.match.sentence].section) {
      case Section::kTitle:
        found->points += kToldOften + 2;
        break;
      case Section::kLead:
        found->points += assertion.is_background ? 1 : kToldOften;
        break;
      case Section::kBody:
        found->points += is_told_in_full(assertion) ? kToldOften : 1;
        break;
    }
  }
  std::stable_sort(weights.begin(), weights.end(),
                   [](const Weight& a, const Weight& b) { return a.points > b.points; });
  std::vector<Cell> leaves;
  for (const Weight& weight : weights) {
    if (weight.points >= kToldOften && leaves.size() < kMaxCoreLeaves) leaves.push_back(weight.leaf);
  }
  return leaves;
}

void roll_up_measures(const std::vector<Cell>& core, Article& article) {
  FacetValues values;
  for (const Event& event : article.events) {
    const bool is_core = std::find(core.begin(), core.end(), event.measure) != core.end();
    values.add(event.measure, is_core, event.rule);
  }
  article.measure = values.take();
}

void roll_up_countries(const Reading& reading, Article& article) {
  std::map<std::string_view, Tally> tallies;
  for (const Mention& mention : reading.mentions) {
    if (!mention.is_state()) continue;
    Tally& tally = tallies[mention.code];
    const Section section = reading.sentences[mention.sentence].section;
    tally.sentences.insert(mention.sentence);
    tally.in_title = tally.in_title || section == Section::kTitle;
    if (!mention.acts_as_state) continue;
    tally.sentences_as_state.insert(mention.sentence);
    tally.in_title_as_state = tally.in_title_as_state || section == Section::kTitle;
    const bool is_organ = mention.kind == MentionKind::kAuthority || mention.kind == MentionKind::kMetonym;
    if (is_organ && section != Section::kBody) tally.organ_acts_early = true;
  }
  const bool measure_story = has_core_measure(article);
  FacetValues values;
  for (const Event& event : article.events) {
    if (event.actor.empty() || !event.core) continue;
    const Tally& tally = tallies[event.actor];
    const bool prominent =
        tally.sentences.size() >= kSubjectSentences || tally.in_title || tally.organ_acts_early;
    values.add(event.actor, prominent, "actor of " + event.measure);
  }
  for (const auto& [code, tally] : tallies) {
    if (tally.sentences.empty()) continue;
    if (tally.in_title_as_state) {
      values.add(code, true, "state in the title");
    } else if (measure_story && tally.sentences_as_state.size() >= kSubjectSentences) {
      values.add(code, true, "state in " + std::to_string(tally.sentences_as_state.size()) + " sentences");
    } else if (!measure_story && tally.organ_acts_early) {
      values.add(code, true, "an organ of it acts in the lead");
    } else {
      values.add(code, false, "mentioned in " + std::to_string(tally.sentences.size()) + " sentences");
    }
  }
  article.country = values.take();
}

void roll_up_companies(const Reading& reading, const Vocabulary::Data& data,
                       const std::vector<Assertion>& assertions, Article& article) {
  const std::vector<bool> is_telling = sentences_of_measures(reading, assertions);
  const std::vector<std::size_t> named_together = companies_by_sentence(reading);
  std::map<std::uint32_t, Tally> tallies;
  for (const Mention& mention : reading.mentions) {
    if (mention.kind != MentionKind::kCompany) continue;
    Tally& tally = tallies[mention.row];
    tally.sentences.insert(mention.sentence);
    const Section section = reading.sentences[mention.sentence].section;
    tally.in_title = tally.in_title || section == Section::kTitle;
    tally.in_lead = tally.in_lead || section == Section::kLead;
    tally.in_telling = tally.in_telling || is_telling[mention.sentence];
    tally.in_list = tally.in_list || named_together[mention.sentence] >= kManyCompanies;
  }
  FacetValues values;
  const auto add_owners = [&](const CompanyRow& row, bool core) {
    const CompanyRow* brand = &row;
    for (int level = 0; level < kMaxOwners && parent_holds(*brand, article.published); ++level) {
      const CompanyRow* parent = find_company(data, brand->parent);
      if (parent == nullptr) break;
      values.add(parent->name, core, "owner of " + std::string(brand->name));
      brand = parent;
    }
  };
  for (const Event& event : article.events) {
    if (!event.core) continue;
    for (const std::string& target : event.targets) {
      values.add(target, true, "target of " + event.measure);
      const CompanyRow* row = find_company(data, target);
      if (row != nullptr) add_owners(*row, true);
    }
  }
  const bool measure_story = has_core_measure(article);
  for (const auto& [number, tally] : tallies) {
    const CompanyRow* row = known_company(data, number);
    const bool often = tally.sentences.size() >= (measure_story ? kNamedAgain : kSubjectSentences);
    const bool is_subject =
        row != nullptr && (often || (measure_story && (tally.in_lead || tally.in_telling || tally.in_list)));
    const std::string rule = tally.in_title
                                 ? "named in the title"
                                 : "mentioned in " + std::to_string(tally.sentences.size()) + " sentences";
    const bool core = tally.in_title || is_subject;
    values.add(company_name(reading, data, number), core, rule);
    if (row != nullptr) add_owners(*row, core);
  }
  article.company = values.take();
}

}  // namespace chokepoint
