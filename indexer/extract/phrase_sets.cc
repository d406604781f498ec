// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/phrase_sets.h"

#include <algorithm>
#include <bit>

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

// "<forbid>", "<COMPANY>"; not "<stop> using <app>".
bool is_class(std::string_view phrase) {
  return phrase.starts_with('<') && phrase.find('>') + 1 == phrase.size();
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
  listed_.resize(kFirstOwnSet);
  for (const WordClassRow& row : classes_) {
    if (row.name != kIrregularClass) continue;
    for (const Cell verb : row.words) irregular_[split_blanks(verb).front()] = verb;
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
  listed_.emplace_back();
  for (const Cell phrase : phrases) {
    if (phrases.size() > 1 && is_class(phrase)) {
      const SetId listed = add({phrase}, where);
      listed_[set].push_back(listed);
      continue;
    }
    for_each_form(phrase, where, 0, [&](const Form& form) { add_form(form, set); });
  }
  return set;
}

SetId PhraseSets::of_class(std::string_view name) {
  const std::string phrase = '<' + std::string(name) + '>';
  return add({phrase}, "the program");
}

template <typename Use>
void PhraseSets::for_each_form(std::string_view phrase, std::string_view where, int depth, Use use) {
  std::vector<const Forms*> words;
  for (const std::string_view word : split_blanks(phrase))
    words.push_back(&forms_of_word(word, where, depth));
  Form form;
  for_each_end(words, form, use);
}

// Each form of the words that are left, behind `form`.
template <typename Use>
void PhraseSets::for_each_end(std::span<const Forms* const> words, Form& form, Use& use) {
  if (words.empty()) return use(form);
  const std::size_t size = form.size();
  for (const Form& next : *words.front()) {
    form.insert(form.end(), next.begin(), next.end());
    for_each_end(words.subspan(1), form, use);
    form.resize(size);
  }
}

// Kept, as the tables say most words many times.
const PhraseSets::Forms& PhraseSets::forms_of_word(std::string_view word, std::string_view where, int depth) {
  const auto known = forms_of_word_.find(word);
  if (known != forms_of_word_.end()) return known->second;
  return forms_of_word_.emplace(word, read_forms(word, where, depth)).first->second;
}

PhraseSets::Forms PhraseSets::read_forms(std::string_view word, std::string_view where, int depth) {
  if (is_class(word)) return forms_of_class(word, where, depth);
  Forms forms;
  if (word.size() == 1 || !word.ends_with('+')) {
    forms.push_back(form_of(word));
    return forms;
  }
  word.remove_suffix(1);
  if (const auto irregular = irregular_.find(word); irregular != irregular_.end()) {
    for (const std::string_view form : split_blanks(irregular->second)) forms.push_back(form_of(form));
  } else {
    for (const std::string& form : regular_forms(word)) forms.push_back(form_of(form));
  }
  return forms;
}

PhraseSets::Forms PhraseSets::forms_of_class(std::string_view word, std::string_view where, int depth) {
  if (pseudo_set(word) != kNoSet) {
    throw UsageError(std::string(where) + ": " + std::string(word) +
                     " must be a phrase of its own in the row's cell, not part of another or of a class");
  }
  const std::string_view name = word.substr(1, word.size() - 2);
  for (const WordClassRow& row : classes_) {
    if (row.name != name || depth == kMaxClassDepth) continue;
    Forms forms;
    for (const Cell member : row.words) {
      for_each_form(member, where, depth + 1, [&](const Form& form) { forms.push_back(form); });
    }
    return forms;
  }
  throw UsageError(std::string(where) + ": no class of words is called \"" + std::string(name) + '"');
}

PhraseSets::Form PhraseSets::form_of(std::string_view words) {
  Form form;
  for (const TextToken& token : words_.add_phrase(words)) form.push_back({token.lower, token.exact});
  return form;
}

void PhraseSets::add_form(const Form& form, SetId set) {
  PhraseTrie::Node node = PhraseTrie::kNone;
  for (const WordForm& word : form)
    node = node == PhraseTrie::kNone ? trie_.add_first(word.lower) : trie_.add_next(node, word.lower);
  if (node == PhraseTrie::kNone) return;
  add_set(phrases_[phrase_of(node, form)], set);
}

// A list that is full moves to the end, where it gets room for as many again.
void PhraseSets::add_set(Phrase& phrase, SetId set) {
  // Phrases are added to one set after the other, so that this one can only be the newest.
  if (phrase.set_count > 0 && sets_[phrase.sets + phrase.set_count - 1] == set) return;
  if (std::has_single_bit(phrase.set_count) || phrase.set_count == 0) {
    const std::size_t begin = sets_.size();
    sets_.resize(begin + std::max(1U, 2 * phrase.set_count), kNoSet);
    std::copy_n(sets_.begin() + phrase.sets, phrase.set_count,
                sets_.begin() + static_cast<std::ptrdiff_t>(begin));
    phrase.sets = static_cast<std::uint32_t>(begin);
  }
  sets_[phrase.sets + phrase.set_count++] = set;
}

// The phrase of this node that has the form's case; a new one if there is none.
std::uint32_t PhraseSets::phrase_of(PhraseTrie::Node node, const Form& form) {
  const bool has_capital =
      std::any_of(form.begin(), form.end(), [](const WordForm& word) { return word.exact != word.lower; });
  const auto is_exact = [](WordId exact, const WordForm& word) { return exact == word.exact; };
  const std::uint32_t first = trie_.value(node);
  for (std::uint32_t number = first; number != kNoPhrase; number = phrases_[number].other_case) {
    const std::uint32_t exact = phrases_[number].exact;
    const bool is_same =
        exact == kAnyCase
            ? !has_capital
            : has_capital && std::equal(form.begin(), form.end(), exact_.begin() + exact,
                                        [&](const WordForm& word, WordId id) { return is_exact(id, word); });
    if (is_same) return number;
  }
  Phrase phrase;
  phrase.other_case = first;
  if (has_capital) {
    phrase.exact = static_cast<std::uint32_t>(exact_.size());
    for (const WordForm& word : form) exact_.push_back(word.exact);
  }
  const auto number = static_cast<std::uint32_t>(phrases_.size());
  phrases_.push_back(phrase);
  trie_.set_value(node, number);
  return number;
}

bool PhraseSets::fits(const Phrase& phrase, std::span<const TextToken> tokens) const {
  return phrase.exact == kAnyCase ||
         std::equal(tokens.begin(), tokens.end(), exact_.begin() + phrase.exact,
                    [](const TextToken& token, WordId exact) { return token.exact == exact; });
}

Hits PhraseSets::find(const std::vector<TextToken>& tokens) const {
  std::vector<SetHit> found;
  found.reserve(tokens.size() * 2);  // English prose has some 1.3 hits a token
  const auto note = [&](PhraseTrie::Node node, std::size_t first, std::size_t last) {
    const Hit hit{static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)};
    for (std::uint32_t number = trie_.value(node); number != kNoPhrase;
         number = phrases_[number].other_case) {
      const Phrase& phrase = phrases_[number];
      if (!fits(phrase, std::span(tokens).subspan(first, last - first))) continue;
      for (const SetId set : std::span(sets_).subspan(phrase.sets, phrase.set_count))
        found.push_back({set, hit});
    }
  };
  for (std::size_t first = 0; first < tokens.size(); ++first) {
    PhraseTrie::Node node = trie_.first(tokens[first].lower);
    for (std::size_t last = first + 1; node != PhraseTrie::kNone; ++last) {
      note(node, first, last);
      if (last == tokens.size()) break;
      node = trie_.next(node, tokens[last].lower);
    }
  }
  return {found, listed_};
}

}  // namespace chokepoint
