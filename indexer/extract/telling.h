// SPDX-License-Identifier: GPL-2.0-or-later
// One telling of a measure: a sentence with a cue, who may be the actor and the targets, and what the
// models made of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/grammar.h"
#include "indexer/extract/measure_cues.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

// Where a candidate for a role comes from.
enum class Origin : std::uint8_t {
  kSentence,   // named in the sentence
  kAnaphor,    // "the regulator", "the company" in the sentence, named before
  kBefore,     // named in one of the sentences before
  kTitle,      // named in the title
  kPrincipal,  // whom the story is about
};

std::string_view name_of(Origin source);

struct Candidate {
  const Mention* mention = nullptr;
  Origin source = Origin::kSentence;
  std::size_t back = 0;  // how many sentences before the telling it was named
  double probability = 0;
};

struct StatusFinding {
  std::string_view status;
  double probability = 0;
};

struct Telling {
  MeasureMatch match;
  HeadGrammar head;
  std::vector<std::string_view> status_rules;  // ids of the rows that fire, in the table's order
  bool is_background = false;                  // told as history or comparison
  std::string date;                            // of what is told, as date_of_telling() says

  std::vector<Candidate> actors;   // each code once in the sentence, and those from outside
  std::vector<Candidate> targets;  // each company once

  // What the models chose.
  const Candidate* actor = nullptr;
  std::vector<const Candidate*> fellow_actors;  // who do the same: "the UK and Australia"
  std::vector<const Candidate*> chosen_targets;
  const Mention* authority = nullptr;
  std::vector<StatusFinding> statuses;  // the likeliest first
  double probability = 0;               // that the sentence asserts the measure

  bool is_by_company() const { return match.is_by_company(); }
};

}  // namespace chokepoint
