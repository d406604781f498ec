// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/phrase_sets.h"

#include <algorithm>

#include "common/base/error.h"

namespace chokepoint {
namespace {

constexpr int kMaxClassDepth = 4;  // classes may name classes; deeper is a circle

constexpr std::string_view kIrregularClass = "irregular";

std::vector<std::string_view> split_blanks(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

bool is_vowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

SetId pseudo_set(std::string_view phrase) {
  if (phrase == "<COMPANY>") return kCompanySet;
  if (phrase == "<APP>") return kAppSet;
  if (phrase == "<VENDOR>") return kVendorSet;
  if (phrase == "<STATE>") return kStateSet;
  if (phrase == "<AUTHORITY>") return kAuthoritySet;
  if (phrase == "<SUM>") return kSumSet;
  return kNoSet;
}

}  // namespace

std::vector<std::string> regular_forms(std::string_view word) {
  const std::string base(word);
  std::vector<std::string> forms{base};
  if (base.size() < 2) return forms;
  const char last = base.back();
  const char before = base[base.size() - 2];
  const std::string stem = base.substr(0, base.size() - 1);
  if (last == 'e') {
    for (const char* ending : {"es", "ed", "ing", "er", "ers"}) forms.push_back(stem + ending);
  } else if (last == 'y' && !is_vowel(before)) {
    for (const char* ending : {"ies", "ied"}) forms.push_back(stem + ending);
    forms.push_back(base + "ing");
  } else {
    const bool hisses =
        last == 's' || last == 'x' || last == 'z' || (last == 'h' && (before == 's' || before == 'c'));
    forms.push_back(base + (hisses ? "es" : "s"));
    for (const char* ending : {"ed", "ing"}) forms.push_back(base + ending);
    const bool doubles =
        std::string_view("bdglmnprt").find(last) != std::string_view::npos && is_vowel(before);
    if (doubles) {
      for (const char* ending : {"ed", "ing"}) forms.push_back(base + last + ending);
    }
  }
  return forms;
}

PhraseSets::PhraseSets(const std::vector<WordClassRow>& classes, Words& words)
    : classes_(classes), words_(words) {
  listed_.assign(kFirstOwnSet, 0);
  for (const WordClassRow& row : classes_) {
    if (row.name != kIrregularClass) continue;
    for (const Cell verb : row.words) {
      Forms forms;
      for (const std::string_view form : split_blanks(verb)) forms.emplace_back(form);
      irregular_[forms.front()] = forms;
    }
  }
}

SetId PhraseSets::add(const CellList& phrases, std::string_view where) {
  if (phrases.empty()) return kNoSet;
  if (phrases.size() == 1 && pseudo_set(phrases.front()) != kNoSet) return pseudo_set(phrases.front());
  std::string key;
  for (const Cell phrase : phrases) key.append(phrase).append(";");
  const auto [found, is_new] = set_of_list_.emplace(key, static_cast<SetId>(listed_.size()));
  if (!is_new) return found->second;
  const SetId set = found->second;
  listed_.push_back(0);
  for (const Cell phrase : phrases) {
    if (const SetId pseudo = pseudo_set(phrase); pseudo != kNoSet) {
      listed_[set] = static_cast<PseudoClasses>(listed_[set] | 1U << pseudo);
      continue;
    }
    for (const std::string& form : expand(phrase, where, 0)) add_form(form, set);
  }
  return set;
}

SetId PhraseSets::of_class(std::string_view name) {
  const std::string phrase = '<' + std::string(name) + '>';
  return add({phrase}, "the program");
}

PhraseSets::Forms PhraseSets::expand(std::string_view phrase, std::string_view where, int depth) const {
  Forms whole{""};
  for (const std::string_view word : split_blanks(phrase)) {
    Forms longer;
    for (const std::string& form : forms_of_word(word, where, depth)) {
      for (const std::string& start : whole) longer.push_back(start.empty() ? form : start + ' ' + form);
    }
    whole = std::move(longer);
  }
  return whole;
}

PhraseSets::Forms PhraseSets::forms_of_word(std::string_view word, std::string_view where, int depth) const {
  if (word.size() > 1 && word.ends_with('+')) {
    word.remove_suffix(1);
    const auto irregular = irregular_.find(std::string(word));
    return irregular == irregular_.end() ? regular_forms(word) : irregular->second;
  }
  if (!word.starts_with('<') || !word.ends_with('>')) return {std::string(word)};
  if (pseudo_set(word) != kNoSet) {
    throw UsageError(std::string(where) + ": " + std::string(word) +
                     " must be a phrase of its own in the row's cell, not part of another or of a class");
  }
  const std::string_view name = word.substr(1, word.size() - 2);
  for (const WordClassRow& row : classes_) {
    if (row.name != name || depth == kMaxClassDepth) continue;
    Forms forms;
    for (const Cell member : row.words) {
      for (std::string& form : expand(member, where, depth + 1)) forms.push_back(std::move(form));
    }
    return forms;
  }
  throw UsageError(std::string(where) + ": no class of words is called \"" + std::string(name) + '"');
}

void PhraseSets::add_form(const std::string& form, SetId set) {
  const auto [found, is_new] = phrase_of_form_.emplace(form, static_cast<std::uint32_t>(phrases_.size()));
  if (is_new) {
    Phrase phrase;
    std::vector<WordId> lower;
    bool has_capital = false;
    for (const TextToken& token : words_.add_phrase(form)) {
      lower.push_back(token.lower);
      phrase.exact.push_back(token.exact);
      has_capital = has_capital || token.exact != token.lower;
    }
    if (!has_capital) phrase.exact.clear();
    trie_.add(lower, found->second);
    phrases_.push_back(std::move(phrase));
  }
  std::vector<SetId>& sets = phrases_[found->second].sets;
  if (std::find(sets.begin(), sets.end(), set) == sets.end()) sets.push_back(set);
}

Hits PhraseSets::find(const std::vector<TextToken>& tokens) const {
  std::vector<SetHit> found;
  found.reserve(tokens.size() * 2);  // English prose has some 1.3 hits a token
  for (std::size_t first = 0; first < tokens.size(); ++first) {
    PhraseTrie::Node node = trie_.first(tokens[first].lower);
    for (std::size_t last = first + 1; node != PhraseTrie::kNone; ++last) {
      for (const std::uint32_t number : trie_.numbers(node)) {
        const Phrase& phrase = phrases_[number];
        bool fits = true;
        for (std::size_t i = 0; i < phrase.exact.size() && fits; ++i)
          fits = phrase.exact[i] == tokens[first + i].exact;
        if (!fits) continue;
        const Hit hit{static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)};
        for (const SetId set : phrase.sets) found.push_back({set, hit});
      }
      if (last == tokens.size()) break;
      node = trie_.next(node, tokens[last].lower);
    }
  }
  return {found, listed_};
}

}  // namespace chokepoint
