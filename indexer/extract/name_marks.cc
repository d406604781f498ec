// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/name_marks.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace chokepoint {
namespace {

constexpr std::size_t kMaxNameWords = 4;

constexpr std::pair<std::string_view, std::uint32_t> kMarkOfClass[] = {
    {"company-suffix", kSuffixMark},
    {"introducing-firm", kFirmMark},
    {"introducing-product", kProductNounMark},
    {"introducing-plural", kPluralMark},
    {"list-word", kListWordMark},
    {"introducing-belonging", kBelongingMark},
    {"introducing-officer", kOfficerMark},
    {"person-title", kPersonTitleMark},
    {"speech-verb", kSpeechMark},
    {"never-company", kNeverMark},
    {"organisation-word", kOrganisationMark},
    {"thing-noun", kThingMark},
    {"list-verb", kListVerbMark},
    {"bystander-firm", kBystanderMark},
    {"naming-word", kNamingMark}};

}  // namespace

NameMarkRules::NameMarkRules(PhraseSets& sets) {
  for (const auto& [name, mark] : kMarkOfClass) marks_.emplace_back(sets.of_class(name), mark);
}

NameMarks::NameMarks(const NameMarkRules& rules, const Reading& reading) : reading_(reading) {
  marks_.assign(reading.tokens.size(), 0);
  for (const auto& [set, mark] : rules.marks()) {
    for (const Hit& hit : reading.hits.of(set)) add(hit.first, hit.last, mark);
  }
  for (const Mention& mention : reading.mentions) {
    const std::uint32_t company = mention.is_product ? kProductMark : kCompanyMark;
    const std::uint32_t state = mention.kind == MentionKind::kAuthority ? kAuthorityMark : 0U;
    add(mention.first, mention.last, kTakenMark | (mention.is_state() ? state : company));
  }
  for (const auto& [first, last] : reading.stopped) add(first, last, kTakenMark);
}

bool NameMarks::any_has(std::size_t first, std::size_t last, std::uint32_t marks) const {
  for (std::size_t i = first; i < last; ++i) {
    if (has(i, marks)) return true;
  }
  return false;
}

void NameMarks::add(std::size_t first, std::size_t last, std::uint32_t marks) {
  for (std::size_t i = first; i < last; ++i) marks_[i] |= marks;
}

bool NameMarks::is_name_word(std::size_t i) const {
  const TextToken& token = reading_.tokens[i];
  if (token.kind != TokenKind::kWord || !token.capital || has(i, kTakenMark)) return false;
  return token.end - token.begin > 1 || is_joined(i, i + 1, marks_.size());
}

bool NameMarks::is_joined(std::size_t first, std::size_t at, std::size_t limit) const {
  const std::vector<TextToken>& tokens = reading_.tokens;
  return at > first && at + 1 < limit && !tokens[at].spaced &&
         (tokens[at].mark == '-' || tokens[at].mark == '.') && !tokens[at + 1].spaced &&
         tokens[at + 1].kind == TokenKind::kWord;
}

std::size_t NameMarks::end_of_name(std::size_t first, std::size_t limit) const {
  if (has(first, kNeverMark | kOfficerMark)) return first;
  std::size_t i = first;
  std::size_t words = 0;
  while (i < limit && words < kMaxNameWords) {
    if (is_joined(first, i, limit)) {
      i += 2;
    } else if ((i == first || (reading_.tokens[i].spaced && !has(i, kOfficerMark))) && is_name_word(i) &&
               !has(i, kSuffixMark)) {
      ++i;
      ++words;
    } else {
      break;
    }
  }
  return i;
}

}  // namespace chokepoint
