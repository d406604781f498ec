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

NameIndex::NameIndex(const Vocabulary::Data& data, Words& words, PhraseSets& sets)
    : words_(words), forms_(name_forms_by_language(data)) {
  for (std::size_t i = 0; i < data.stop_phrases.size(); ++i) {
    add(data.stop_phrases[i].phrase, make_name(NameKind::kStopPhrase, i, {}));
  }
  add_countries(data, sets);
  add_authorities(data);
  add_companies(data, sets);
  add_company_names(data, sets);
  file_spellings();
}

// "the Kremlin" begins a sentence as "The Kremlin".
void NameIndex::add(std::string_view spelling, Name name) {
  const auto number = static_cast<std::uint32_t>(names_.size());
  names_.push_back(name);
  add_spelling(spelling, number);
  if (spelling.starts_with("the ")) add_spelling("The " + std::string(spelling.substr(4)), number);
}

void NameIndex::add_spelling(std::string_view spelling, std::uint32_t name) {
  PhraseTrie::Node node = PhraseTrie::kNone;
  for (const TextToken& token : words_.add_phrase(spelling))
    node = node == PhraseTrie::kNone ? trie_.add_first(token.exact) : trie_.add_next(node, token.exact);
  if (node != PhraseTrie::kNone) spellings_.push_back({node, name});
}

// A counting sort; names of one spelling stay in order.
void NameIndex::file_spellings() {
  begins_.assign(trie_.size() + 1, 0);
  for (const Spelling& spelling : spellings_) ++begins_[spelling.node];
  std::uint32_t end = 0;
  for (std::uint32_t& begin : begins_) {
    end += begin;
    begin = end;
  }
  named_.resize(spellings_.size());
  for (auto spelling = spellings_.rbegin(); spelling != spellings_.rend(); ++spelling)
    named_[--begins_[spelling->node]] = spelling->name;
  spellings_ = {};
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

void NameIndex::add_company_names(const Vocabulary::Data& data, PhraseSets& sets) {
  std::unordered_map<Cell, std::size_t> row_of;
  for (std::size_t i = 0; i < data.companies.size(); ++i) row_of.emplace(data.companies[i].name, i);
  for (const CompanyNameRow& row : data.company_names) {
    const auto company = row_of.find(row.company);
    if (company == row_of.end()) continue;  // a table of other companies may stand in place of ours
    Name name = make_name(NameKind::kCompany, company->second, {});
    name.cues = sets.add(row.cues, "company_names.tsv");
    if (!row.cues.empty()) name.guard = Guard::kCue;
    name.is_english = false;
    for (const Cell language : row.languages) {
      name.language = language;
      add(row.name, name);
    }
  }
}

// One article's search.
class NameIndex::Search {
 public:
  Search(const NameIndex& index, std::string_view text, const std::vector<TextToken>& tokens,
         std::string_view language)
      : index_(index), trie_(index.trie_), text_(text), tokens_(tokens), language_(language) {
    const auto forms = index.forms_.find(language);
    if (forms == index.forms_.end()) return;
    if (forms->second.has_particles()) particles_ = &forms->second;
    if (forms->second.has_affixes()) bases_ = TokenBases(forms->second, index.words_, text, tokens);
  }

  std::vector<Found> run() {
    std::vector<Found> found;
    for (std::size_t first = 0; first < tokens_.size();) {
      if (!may_begin(first)) {
        ++first;
        continue;
      }
      const Found best = longest_at(first);
      if (best.names.empty()) {
        ++first;
        continue;
      }
      found.push_back(best);
      first = best.last;
    }
    return found;
  }

 private:
  bool may_begin(std::size_t first) const {
    return trie_.first(tokens_[first].exact) != PhraseTrie::kNone || !bases_.of(first).empty();
  }

  Found longest_at(std::size_t first) const {
    Found best;
    const Found none{first, first, {}, false};
    follow(trie_.first(tokens_[first].exact), none, best);
    for (const WordId base : bases_.of(first)) follow(trie_.first(base), as_form(none), best);
    return best;
  }

  static Found as_form(Found found) {
    found.is_form = true;
    return found;
  }

  // Goes on with the token after `before`, which leads to `node`. As deep as the tables' longest name; as
  // written comes first, so that a form counts only where it makes the name longer.
  void follow(PhraseTrie::Node node, const Found& before, Found& best) const {
    if (node == PhraseTrie::kNone) return;
    Found found = before;
    ++found.last;
    found.names = index_.names_at(node);
    if (found.last > best.last && holds(found.names) && is_whole(found)) best = found;
    if (found.last == tokens_.size() || tokens_[found.last].new_block) return;
    follow(trie_.next(node, tokens_[found.last].exact), found, best);
    for (const WordId base : bases_.of(found.last)) follow(trie_.next(node, base), as_form(found), best);
  }

  // Some of the names there may mean something in the article's language.
  bool holds(std::span<const std::uint32_t> names) const {
    return std::any_of(names.begin(), names.end(), [this](std::uint32_t number) {
      const Name& name = index_.names_[number];
      return name.is_english || name.language == language_;
    });
  }

  // Where particles tell names from words that merely begin with their characters.
  bool is_whole(const Found& found) const {
    return particles_ == nullptr || (begins_word(found.first) && ends_name(found.last));
  }

  bool begins_word(std::size_t first) const {
    if (first == 0 || !tokens_[first].unspaced_script || tokens_[first].spaced) return true;
    const TextToken& before = tokens_[first - 1];
    if (before.kind != TokenKind::kMark) return false;
    // After what was quoted or put in brackets comes a particle.
    const bool may_close = before.mark == '"' || before.mark == '\'' || before.mark == ')';
    return !may_close || before.spaced || (first > 1 && tokens_[first - 2].kind == TokenKind::kMark);
  }

  bool ends_name(std::size_t last) const {
    if (!tokens_[last - 1].unspaced_script) return true;
    std::size_t end = last;
    while (end < tokens_.size() && tokens_[end].unspaced_script && !tokens_[end].spaced) ++end;
    return end == last || particles_->is_particles(
                              text_.substr(tokens_[last].begin, tokens_[end - 1].end - tokens_[last].begin));
  }

  const NameIndex& index_;
  const PhraseTrie& trie_;
  const std::string_view text_;
  const std::vector<TextToken>& tokens_;
  const std::string_view language_;
  const NameForms* particles_ = nullptr;
  TokenBases bases_;
};

std::vector<NameIndex::Found> NameIndex::find(std::string_view text, const std::vector<TextToken>& tokens,
                                              std::string_view language) const {
  return Search(*this, text, tokens, language).run();
}

}  // namespace chokepoint
