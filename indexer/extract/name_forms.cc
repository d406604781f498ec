// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/name_forms.h"

#include <bitset>

namespace chokepoint {
namespace {

constexpr std::size_t kLongestWord = 96;   // bytes; what is longer is no form of a name
constexpr std::size_t kLongestGlued = 30;  // bytes: ten syllables of Hangul

}  // namespace

void NameForms::add(const NameFormRow& row) {
  for (const Cell form : row.forms) {
    if (row.kind == "prefix") prefixes_.push_back({form, row.base});
    if (row.kind == "ending") endings_.push_back({form, row.base});
    if (row.kind == "particle") particles_.push_back(form);
  }
}

bool NameForms::is_particles(std::string_view glued) const {
  if (glued.size() > kLongestGlued) return false;
  std::bitset<kLongestGlued + 1> reached;  // offsets up to which all is particles
  reached.set(0);
  for (std::size_t at = 0; at < glued.size(); ++at) {
    if (!reached.test(at)) continue;
    const std::string_view rest = glued.substr(at);
    for (const std::string_view particle : particles_) {
      if (rest.starts_with(particle)) reached.set(at + particle.size());
    }
  }
  return reached.test(glued.size());
}

std::map<std::string_view, NameForms> name_forms_by_language(const Vocabulary::Data& data) {
  std::map<std::string_view, NameForms> forms;
  for (const NameFormRow& row : data.name_forms) forms[row.language].add(row);
  return forms;
}

TokenBases::TokenBases(const NameForms& forms, const Words& words, std::string_view text,
                       const std::vector<TextToken>& tokens) {
  ends_.reserve(tokens.size());
  std::string word;
  for (const TextToken& token : tokens) {
    if (token.kind == TokenKind::kWord && !token.unspaced_script && token.end - token.begin <= kLongestWord) {
      word.clear();
      append_exact_form(text, token, word);
      forms.for_each_base(word, [&](std::string_view base) {
        if (const WordId id = words.find(base); id != kUnknownWord) ids_.push_back(id);
      });
    }
    ends_.push_back(static_cast<std::uint32_t>(ids_.size()));
  }
}

}  // namespace chokepoint
