// SPDX-License-Identifier: GPL-2.0-or-later
// An article as the stages of extraction pass it on: its tokens, its sentences, who is mentioned where and
// which cues stand where. Lists are in the order of the text.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/article/article.h"
#include "common/base/date.h"
#include "common/facets/gazetteer.h"
#include "indexer/extract/hits.h"
#include "indexer/extract/sentences.h"
#include "indexer/extract/tokens.h"

namespace chokepoint {

enum class MentionKind : std::uint8_t {
  kCompany,
  kAuthority,  // an organ of a state
  kCountry,    // the state by its name
  kDemonym,    // "Dutch": the state or its people, as the word after it says
  kMetonym,    // a seat of government that acts: "Ottawa ordered"
  kPlace       // a city, a province, a building
};

struct Mention {
  MentionKind kind = MentionKind::kCompany;
  std::size_t first = 0;  // tokens, half-open
  std::size_t last = 0;
  std::size_t sentence = 0;
  std::uint32_t row = 0;      // of an authority, in authorities.tsv, and past its end in
                              // Reading::found_authorities; of a company, likewise in companies.tsv
                              // and Reading::found_companies
  bool is_product = false;    // the company was mentioned by a product of its
  std::string_view code;      // the jurisdiction; empty for companies
  bool acts_as_state = true;  // false: "Chinese-owned", "London-based", "Dutch users"
  bool is_location = false;   // "in Zembla", "to Zembla": where, whether or not the state acts there

  bool is_state() const { return kind != MentionKind::kCompany; }
};

// An organ that is in no table; see found_authorities.h.
struct FoundAuthority {
  std::string name;
  Cell kind;  // as in authorities.tsv
};

// "the regulator", and which mention it stands for.
struct AuthorityAnaphor {
  std::size_t first = 0;  // tokens, half-open
  std::size_t last = 0;
  std::size_t sentence = 0;
  std::size_t mention = 0;  // index
};

struct MoneySum {
  std::size_t first = 0;  // tokens, half-open
  std::size_t last = 0;
};

// What a state or company is to an article, over all its mentions.
struct Standing {
  std::size_t sentences = 0;           // that name it
  std::size_t sentences_as_state = 0;  // of these, in which it acts
  std::size_t first_sentence = 0;
  bool in_title = false, in_title_as_state = false;
  bool in_lead = false;
  bool organ_acts_early = false;  // an organ of the state in title or lead
};

struct Reading {
  std::string_view text;
  std::optional<Date> published;  // the article, as far as is known
  std::vector<TextToken> tokens;
  std::vector<Sentence> sentences;
  std::vector<Mention> mentions;
  std::vector<std::pair<std::size_t, std::size_t>> stopped;  // tokens of names that mean nothing here
  std::vector<std::string> found_companies;                  // that are in no table; see found_companies.h
  std::vector<FoundAuthority> found_authorities;
  std::vector<AuthorityAnaphor> authority_anaphors;
  std::vector<MoneySum> sums;
  Hits hits;

  // By sentence: the first of its mentions; one more entry than there are sentences.
  std::vector<std::size_t> first_mention;

  // By token: the kinds of the words and phrases that begin, or end, with it; see grammar.h.
  std::vector<std::uint32_t> begins, ends;

  std::map<std::string_view, Standing> states;  // by code
  std::map<std::uint32_t, Standing> companies;  // by row

  // Who the story is of: the first state of the title, else the one that acts in most sentences; nullptr if
  // no state acts.
  const Mention* principal_state = nullptr;

  // Whom the story is about: the first company of the title, else the one named in most sentences, if in
  // several; nullptr if there is none.
  const Mention* principal_company = nullptr;

  std::string_view bytes(std::size_t first, std::size_t last) const {
    return text.substr(tokens[first].begin, tokens[last - 1].end - tokens[first].begin);
  }
};

// Fills `states` and `companies` from the mentions.
void count_standings(Reading& reading);

const Mention* find_principal_state(const Reading& reading);
const Mention* find_principal_company(const Reading& reading);

// The authority anaphors of a sentence.
std::span<const AuthorityAnaphor> anaphors_in(const Reading& reading, std::size_t sentence);

// Whether a hit of the set begins in the sentence, and whether one does within `window` tokens of
// [first, last).
bool is_in_sentence(const Reading& reading, std::size_t sentence, SetId set);
bool is_near(const Reading& reading, std::size_t sentence, SetId set, std::size_t first, std::size_t last,
             std::size_t window);

// The name of the company in this row; the table's row if it is in the table, else nullptr.
std::string_view company_name(const Reading& reading, const Vocabulary::Data& data, std::uint32_t row);
const CompanyRow* known_company(const Vocabulary::Data& data, std::uint32_t row);

// The name of the authority in this row, and its kind as in authorities.tsv.
std::string_view authority_name(const Reading& reading, const Vocabulary::Data& data, std::uint32_t row);
Cell authority_kind(const Reading& reading, const Vocabulary::Data& data, std::uint32_t row);

// How many tokens lie between two ranges; 0 if they touch or overlap.
std::size_t distance(std::size_t first, std::size_t last, std::size_t other_first, std::size_t other_last);

}  // namespace chokepoint
