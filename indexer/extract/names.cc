// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/names.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace chokepoint {
namespace {

bool contains(const CellList& list, Cell wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

constexpr std::size_t kShortestShouted = 5;  // a shorter word in capitals may be an acronym

std::string ascii_capitals(Cell text) {
  std::string capitals(text);
  for (char& c : capitals) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return capitals;
}

Name make_name(NameKind kind, std::size_t row, Cell code) {
  Name name;
  name.kind = kind;
  name.row = static_cast<std::uint32_t>(row);
  name.code = code;
  return name;
}

}  // namespace

NameIndex::NameIndex(const Vocabulary::Data& data, Words& words, PhraseSets& sets) : words_(words) {
  for (std::size_t i = 0; i < data.stop_phrases.size(); ++i) {
    add(data.stop_phrases[i].phrase, make_name(NameKind::kStopPhrase, i, {}));
  }
  add_countries(data, sets);
  add_authorities(data);
  add_companies(data, sets);
}

// "the Kremlin" begins a sentence as "The Kremlin".
void NameIndex::add(std::string_view spelling, Name name) {
  const auto number = static_cast<std::uint32_t>(names_.size());
  names_.push_back(name);
  const auto add_spelling = [&](std::string_view text) {
    std::vector<WordId> ids;
    for (const Token& token : words_.add_phrase(text)) ids.push_back(token.exact);
    trie_.add(ids, number);
  };
  add_spelling(spelling);
  if (spelling.starts_with("the ")) add_spelling("The " + std::string(spelling.substr(4)));
}

void NameIndex::add_countries(const Vocabulary::Data& data, PhraseSets& sets) {
  std::unordered_map<Cell, std::uint32_t> row_of;
  for (std::size_t i = 0; i < data.countries.size(); ++i) {
    const CountryRow& row = data.countries[i];
    row_of.emplace(row.code, static_cast<std::uint32_t>(i));
    const SetId cues = sets.add(row.cues, "countries.tsv");
    const auto add_one = [&](Cell spelling, NameKind kind) {
      Name name = make_name(kind, i, row.emitted());
      name.cues = cues;
      if (contains(row.ambiguous, spelling)) name.guard = Guard::kCue;
      add(spelling, name);
      // Headings shout: "AUSTRALIA. From December on ...".
      const std::string capitals = ascii_capitals(spelling);
      if (kind == NameKind::kCountry && capitals.size() >= kShortestShouted && capitals != spelling)
        add(capitals, name);
    };
    add_one(row.name, NameKind::kCountry);
    for (const Cell spelling : row.names) {
      if (spelling != row.name) add_one(spelling, NameKind::kCountry);
    }
    for (const Cell spelling : row.demonyms) add_one(spelling, NameKind::kDemonym);
    for (const Cell spelling : row.capitals) add_one(spelling, NameKind::kCapital);
  }
  for (const LocalNameRow& row : data.local_names) {
    const auto country = row_of.find(row.code);
    if (country == row_of.end() || row.language == "en") continue;
    Name name = make_name(NameKind::kCountry, country->second, data.countries[country->second].emitted());
    name.is_english = false;
    name.language = row.language;
    add(row.name, name);
  }
  for (std::size_t i = 0; i < data.places.size(); ++i) {
    const PlaceRow& row = data.places[i];
    const auto country = row_of.find(row.code);
    Name name = make_name(NameKind::kPlace, i,
                          country == row_of.end() ? row.code : data.countries[country->second].emitted());
    if (row.guard == "actor") name.guard = Guard::kActor;
    if (row.guard == "ambiguous") name.guard = Guard::kContext;
    name.voided_by = sets.add(row.voided_by, "places.tsv");
    add(row.name, name);
  }
}

void NameIndex::add_authorities(const Vocabulary::Data& data) {
  for (std::size_t i = 0; i < data.authorities.size(); ++i) {
    const AuthorityRow& row = data.authorities[i];
    const auto add_one = [&](Cell spelling) {
      Name name = make_name(NameKind::kAuthority, i, row.code);
      if (contains(row.context, spelling)) name.guard = Guard::kContext;
      add(spelling, name);
    };
    add_one(row.name);
    for (const Cell alias : row.aliases) {
      if (alias != row.name) add_one(alias);
    }
  }
}

void NameIndex::add_companies(const Vocabulary::Data& data, PhraseSets& sets) {
  for (std::size_t i = 0; i < data.companies.size(); ++i) {
    const CompanyRow& row = data.companies[i];
    const SetId cues = sets.add(row.cues, "companies.tsv");
    const auto add_one = [&](Cell spelling, bool is_product) {
      Name name = make_name(NameKind::kCompany, i, {});
      name.cues = cues;
      name.is_product = is_product;
      const bool guarded =
          contains(row.ambiguous, spelling) || (spelling == row.name && row.guard == "ambiguous");
      if (guarded) name.guard = Guard::kCue;
      add(spelling, name);
    };
    add_one(row.name, false);
    for (const Cell alias : row.aliases) {
      if (alias != row.name) add_one(alias, false);
    }
    for (const Cell product : row.products) {
      if (product != row.name && !contains(row.aliases, product)) add_one(product, true);
    }
  }
}

std::vector<NameIndex::Found> NameIndex::find(const std::vector<Token>& tokens) const {
  std::vector<Found> found;
  for (std::size_t first = 0; first < tokens.size();) {
    Found best;
    PhraseTrie::Node node = trie_.first(tokens[first].exact);
    for (std::size_t last = first + 1; node != PhraseTrie::kNone; ++last) {
      if (!trie_.numbers(node).empty()) best = {first, last, &trie_.numbers(node)};
      if (last == tokens.size() || tokens[last].new_block) break;
      node = trie_.next(node, tokens[last].exact);
    }
    if (best.names == nullptr) {
      ++first;
      continue;
    }
    found.push_back(best);
    first = best.last;
  }
  return found;
}

}  // namespace chokepoint
