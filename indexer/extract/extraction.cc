// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/extraction.h"

#include <algorithm>
#include <set>
#include <string>

#include "indexer/extract/date_expressions.h"
#include "indexer/extract/event_dates.h"
#include "indexer/extract/rollup.h"

namespace chokepoint {
namespace {

constexpr std::size_t kBackgroundWindow = 6;
constexpr std::size_t kAnaphorReach = 4;    // sentences back to the measure that "the ban" stands for
constexpr std::size_t kAuthorityReach = 3;  // sentences back to the organ of the state that acts
constexpr std::size_t kReasons = 3;         // that --explain shows

// Probabilities from which on something is taken to be so; chosen by hand, by the F1 on labelled articles.
constexpr double kUnknown = 0.5;    // of a status that no model knows
constexpr double kLikely = 0.5;     // a target
constexpr double kAlsoActs = 0.65;  // another actor of the sentence, in no list with the first
constexpr double kFellow = 0.3;     // an actor in a list with the first
constexpr double kEvent = 0.3;
constexpr double kCoreLeaf = 0.22;

SentenceWords words_of_sentences(const Vocabulary::Data& data, Words& words) {
  SentenceWords found;
  for (const WordClassRow& row : data.word_classes) {
    for (const Cell word : row.words) {
      if (row.name == "abbreviation") found.abbreviations.insert(words.add(word));
      if (row.name == "sentence-starter") found.starters.insert(words.add(word));
    }
  }
  return found;
}

// By sentence, the index of its first mention; one more entry for the end. Mentions are in text order.
std::vector<std::size_t> index_by_sentence(const std::vector<Sentence>& sentences,
                                           const std::vector<Mention>& mentions) {
  std::vector<std::size_t> first;
  first.reserve(sentences.size() + 1);
  std::size_t at = 0;
  for (const Sentence& sentence : sentences) {
    while (at < mentions.size() && mentions[at].first < sentence.first) ++at;
    first.push_back(at);
  }
  first.push_back(mentions.size());
  return first;
}

// Sectors whose firms sell equipment; the others serve the public.
bool is_vendor(Cell sector) {
  for (const Cell vendor :
       {"telecom", "chips", "drones", "cameras", "hardware", "equipment", "biotech", "spyware"}) {
    if (sector == vendor) return true;
  }
  return false;
}

}  // namespace

Extraction::Extraction(const Vocabulary::Data& data)
    : data_(data),
      sets_(data.word_classes, words_),
      mentions_(data, words_, sets_),
      found_companies_(data.companies.size(), sets_, words_),
      found_authorities_(data, words_, sets_),
      grammar_(sets_, words_),
      measure_cues_(data.measure_cues, sets_),
      status_rules_(data.status_cues, sets_),
      denial_(sets_, words_),
      candidates_(sets_),
      role_features_(data, words_),
      event_writer_(data, sets_),
      sentence_words_(words_of_sentences(data, words_)),
      money_words_{sets_.of_class("currency"), sets_.of_class("magnitude")},
      background_(sets_.of_class("background")),
      act_anaphor_(sets_.of_class("act-anaphor")) {}

Reading Extraction::read(const Article& article) const {
  Reading reading;
  reading.text = article.text;
  reading.published = parse_iso_date(article.published);
  reading.tokens = split_tokens(article.text);
  words_.identify(article.text, reading.tokens);
  reading.sentences = split_sentences(reading.tokens, article.body_begin, sentence_words_);
  reading.hits = sets_.find(reading.tokens);
  mentions_.find(article.language, reading);
  // Names are introduced in other words elsewhere.
  if (article.language.empty() || article.language == "en") {
    found_companies_.find(reading);
    found_authorities_.find(reading);
  }
  reading.first_mention = index_by_sentence(reading.sentences, reading.mentions);
  count_standings(reading);
  reading.principal_state = find_principal_state(reading);
  reading.principal_company = find_principal_company(reading);
  reading.sums = find_sums(reading, money_words_);
  add_hits_of_mentions(reading);
  grammar_.mark(reading);
  return reading;
}

// From here on a mention is a hit like that of any phrase.
void Extraction::add_hits_of_mentions(Reading& reading) const {
  const auto add = [&](SetId pseudo_class, std::size_t first, std::size_t last) {
    reading.hits.add(pseudo_class, {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)});
  };
  for (const Mention& mention : reading.mentions) {
    if (!mention.is_state()) {
      add(kCompanySet, mention.first, mention.last);
      const CompanyRow* known = known_company(data_, mention.row);
      add(known != nullptr && is_vendor(known->sector) ? kVendorSet : kAppSet, mention.first, mention.last);
      continue;
    }
    if (mention.acts_as_state) add(kStateSet, mention.first, mention.last);
    if (mention.kind == MentionKind::kAuthority) add(kAuthoritySet, mention.first, mention.last);
  }
  for (const MoneySum& sum : reading.sums) add(kSumSet, sum.first, sum.last);
}

std::vector<Telling> Extraction::find_tellings(const Reading& reading) const {
  std::vector<Telling> tellings;
  std::vector<MeasureMatch> matches = measure_cues_.find(reading);
  add_anaphors(reading, matches);
  denial_.drop_denied(reading, matches);
  std::vector<DateExpression> dates;  // of the sentence
  for (const MeasureMatch& match : matches) {
    const bool is_next_sentence = tellings.empty() || tellings.back().match.sentence != match.sentence;
    if (is_next_sentence) dates = find_date_expressions(reading, reading.sentences[match.sentence]);
    Telling telling;
    telling.match = match;
    telling.date = date_of_telling(reading, match, dates);
    telling.head = grammar_.head(reading, match.sentence, match.first, match.last);
    telling.status_rules = status_rules_.read(reading, match);
    // "after the ban", "which earlier banned": history or comparison by the words before the head.
    const std::size_t first = match.first - std::min(match.first, kBackgroundWindow);
    telling.is_background = is_near(reading, match.sentence, background_, first, match.first, 0);
    candidates_.find(reading, telling);
    tellings.push_back(std::move(telling));
  }
  return tellings;
}

// "the ban", "the order", "lifted it" stand for the measure of the title, or the one told last.
void Extraction::add_anaphors(const Reading& reading, std::vector<MeasureMatch>& matches) const {
  const std::vector<MeasureMatch> told = matches;  // in the order of sentences
  const MeasureMatch* of_title = nullptr;
  const MeasureMatch* last = nullptr;
  std::size_t next = 0;
  for (std::size_t sentence = 0; sentence < reading.sentences.size(); ++sentence) {
    const std::size_t first_of_sentence = next;
    while (next < told.size() && told[next].sentence == sentence) ++next;
    const auto is_told = [&](Cell leaf) {
      return std::any_of(told.begin() + static_cast<std::ptrdiff_t>(first_of_sentence),
                         told.begin() + static_cast<std::ptrdiff_t>(next),
                         [&](const MeasureMatch& match) { return match.cue->leaf == leaf; });
    };
    const Sentence& place = reading.sentences[sentence];
    const auto anaphors = reading.hits.of(act_anaphor_, place.first, place.last);
    if (!anaphors.empty()) {
      const bool near = last != nullptr && last->sentence + kAnaphorReach >= sentence;
      for (const MeasureMatch* meant : {near ? last : nullptr, of_title}) {
        if (meant == nullptr || is_told(meant->cue->leaf)) continue;
        matches.push_back({meant->cue, sentence, anaphors.front().first, anaphors.front().last, "anaphor"});
        if (last != nullptr && of_title != nullptr && last->cue->leaf == of_title->cue->leaf) break;
      }
    }
    for (std::size_t i = first_of_sentence; i < next; ++i) {
      if (!told[i].flaw.empty()) continue;
      last = &told[i];
      if (place.section == Section::kTitle && of_title == nullptr) of_title = last;
    }
  }
  std::stable_sort(matches.begin(), matches.end(),
                   [](const auto& a, const auto& b) { return a.sentence < b.sentence; });
}

void Extraction::choose_roles(const Reading& reading, const LinearModels& models, Telling& telling) const {
  Features features;
  const LinearModel& actor_model = models.get(model::kActor);
  telling.actor = nullptr;
  telling.fellow_actors.clear();
  telling.chosen_targets.clear();
  for (Candidate& candidate : telling.actors) {
    role_features_.of_actor(reading, telling, candidate, features);
    candidate.probability = actor_model.probability(features);
    if (telling.actor == nullptr || candidate.probability > telling.actor->probability)
      telling.actor = &candidate;
  }
  find_fellows(reading, telling);
  const LinearModel& target_model = models.get(model::kTarget);
  const Candidate* elsewhere = nullptr;
  std::set<std::uint32_t> rows;
  for (Candidate& candidate : telling.targets) {
    role_features_.of_target(reading, telling, candidate, features);
    candidate.probability = target_model.probability(features);
    if (candidate.probability < kLikely) continue;
    if (candidate.source == Origin::kSentence) {
      if (rows.insert(candidate.mention->row).second) telling.chosen_targets.push_back(&candidate);
    } else if (elsewhere == nullptr || candidate.probability > elsewhere->probability) {
      elsewhere = &candidate;
    }
  }
  if (telling.chosen_targets.empty() && elsewhere != nullptr) telling.chosen_targets.push_back(elsewhere);
  std::stable_sort(telling.chosen_targets.begin(), telling.chosen_targets.end(),
                   [](const Candidate* a, const Candidate* b) { return a->probability > b->probability; });
  telling.authority = find_authority(reading, telling);
}

// Those that stand in a list with the actor: "the UK and Australia have blocked".
void Extraction::find_fellows(const Reading& reading, Telling& telling) const {
  if (telling.actor == nullptr || telling.actor->source != Origin::kSentence) return;
  const auto joins = [&](const Mention& left, const Mention& right) {
    return left.is_state() && right.is_state() && role_features_.is_list_gap(reading, left.last, right.first);
  };
  const auto candidate_of = [&](const Mention& mention) -> const Candidate* {
    for (const Candidate& candidate : telling.actors) {
      const bool is_it = candidate.mention->code == mention.code && candidate.source == Origin::kSentence;
      if (is_it && mention.code != telling.actor->mention->code) return &candidate;
    }
    return nullptr;
  };
  const auto add = [&](const Mention& mention) {
    const Candidate* fellow = candidate_of(mention);
    const bool is_new =
        std::none_of(telling.fellow_actors.begin(), telling.fellow_actors.end(),
                     [&](const Candidate* known) { return known->mention->code == mention.code; });
    if (fellow != nullptr && is_new && fellow->probability >= kFellow)
      telling.fellow_actors.push_back(fellow);
  };
  for (const Candidate& candidate : telling.actors) {
    if (candidate.source == Origin::kSentence && candidate.probability >= kAlsoActs) add(*candidate.mention);
  }
  const auto index = static_cast<std::size_t>(telling.actor->mention - reading.mentions.data());
  const std::size_t begin = reading.first_mention[telling.match.sentence];
  const std::size_t end = reading.first_mention[telling.match.sentence + 1];
  for (std::size_t i = index; i > begin && joins(reading.mentions[i - 1], reading.mentions[i]); --i)
    add(reading.mentions[i - 1]);
  for (std::size_t i = index + 1; i < end && joins(reading.mentions[i - 1], reading.mentions[i]); ++i)
    add(reading.mentions[i]);
}

// The organ that acts: the actor itself, else the one of the actor's state that the sentence names or means
// ("the regulator"), else the last one before it.
const Mention* Extraction::find_authority(const Reading& reading, const Telling& telling) const {
  if (telling.actor == nullptr) return nullptr;
  const Mention& actor = *telling.actor->mention;
  if (actor.kind == MentionKind::kAuthority) return &actor;
  const Mention* nearest = nullptr;
  std::size_t least = 0;
  const std::size_t sentence = telling.match.sentence;
  for (std::size_t i = reading.first_mention[sentence]; i < reading.first_mention[sentence + 1]; ++i) {
    const Mention& mention = reading.mentions[i];
    if (mention.kind != MentionKind::kAuthority || mention.code != actor.code) continue;
    const std::size_t gap = distance(telling.match.first, telling.match.last, mention.first, mention.last);
    if (nearest != nullptr && gap >= least) continue;
    nearest = &mention;
    least = gap;
  }
  if (nearest != nullptr) return nearest;
  for (const AuthorityAnaphor& anaphor : anaphors_in(reading, sentence)) {
    const Mention& meant = reading.mentions[anaphor.mention];
    if (meant.code == actor.code) return &meant;
  }
  for (std::size_t i = reading.first_mention[sentence]; i > 0; --i) {
    const Mention& mention = reading.mentions[i - 1];
    if (mention.sentence + kAuthorityReach < sentence) break;
    if (mention.kind == MentionKind::kAuthority && mention.code == actor.code) return &mention;
  }
  return nullptr;
}

void Extraction::weigh(const Reading& reading, const LinearModels& models, const LeafStories& stories,
                       Telling& telling) const {
  Features common;
  common_features(reading, telling, common);
  Features features = common;
  add_assertion_features(reading, telling, stories, features);
  telling.probability = models.get(model::kAssertion).probability(features);
  features = common;
  add_status_features(reading, telling, features);
  telling.statuses.clear();
  const std::vector<double> probabilities = models.statuses().probabilities(features);
  double sum = 0;
  for (const StatusRow& row : data_.statuses) {
    const auto place = models.statuses().place_of(row.status);
    telling.statuses.push_back({row.status, place ? probabilities[*place] : kUnknown});
    sum += telling.statuses.back().probability;
  }
  for (StatusFinding& status : telling.statuses) status.probability /= sum;
  std::stable_sort(telling.statuses.begin(), telling.statuses.end(),
                   [](const auto& a, const auto& b) { return a.probability > b.probability; });
}

void Extraction::weigh_events(const Reading& reading, const LinearModels& models,
                              std::vector<EventDraft>& drafts) const {
  Features features;
  for (EventDraft& draft : drafts) {
    event_features(reading, draft, drafts, features);
    const LinearModel& model = models.get(model::kEvent);
    draft.probability = model.probability(features);
    if (draft.probability >= kEvent) draft.reasons = model.reasons(features, kReasons);
  }
}

void Extraction::keep_events(std::vector<EventDraft>& drafts) const {
  std::erase_if(drafts, [](const EventDraft& draft) { return draft.probability < kEvent; });
}

void Extraction::judge_leaves(const Reading& reading, const LinearModels& models,
                              std::vector<EventDraft>& events) const {
  constexpr std::size_t kMaxCoreLeaves = 4;  // an article is about no more
  Features features;
  std::vector<std::pair<double, std::string_view>> leaves;
  for (const EventDraft& event : events) {
    const bool is_known = std::any_of(leaves.begin(), leaves.end(),
                                      [&](const auto& known) { return known.second == event.leaf; });
    if (is_known) continue;
    core_leaf_features(reading, event.leaf, events, features);
    leaves.emplace_back(models.get(model::kCoreLeaf).probability(features), event.leaf);
  }
  std::stable_sort(leaves.begin(), leaves.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (leaves.size() > kMaxCoreLeaves) leaves.resize(kMaxCoreLeaves);
  for (EventDraft& event : events) {
    event.is_core = std::any_of(leaves.begin(), leaves.end(), [&](const auto& leaf) {
      return leaf.second == event.leaf && leaf.first >= kCoreLeaf;
    });
  }
}

void Extraction::write(const Reading& reading, const LinearModels& models,
                       const std::vector<EventDraft>& events, Article& article) const {
  article.events.clear();
  for (const EventDraft& event : events) article.events.push_back(event_writer_.write(reading, event));
  std::stable_sort(article.events.begin(), article.events.end(),
                   [](const Event& a, const Event& b) { return a.evidence_begin < b.evidence_begin; });
  roll_up_measures(article);
  roll_up_countries(reading, models.get(model::kCountry), events, article);
  roll_up_companies(reading, data_, models.get(model::kCompany), events, article);
}

}  // namespace chokepoint
