// SPDX-License-Identifier: GPL-2.0-or-later
// What each token of an article is to somebody who looks for names that no table has: part of a known name,
// a word that introduces a company ("maker", "Ltd", "CEO"), a word that no company begins with, and so on.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "indexer/extract/phrase_sets.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

enum NameMark : std::uint32_t {
  kSuffixMark = 1,              // "Ltd": ends the name of a company and is no part of it
  kFirmMark = 1 << 1,           // "maker", "vendor": the name beside it is a company
  kProductNounMark = 1 << 2,    // "app", "website": the name beside it is a company or its product
  kPluralMark = 1 << 3,         // "carriers": the names of the list after it are companies
  kListWordMark = 1 << 4,       // "including": a list comes, or a single example
  kBelongingMark = 1 << 5,      // "shares", "app": what a company has
  kOfficerMark = 1 << 6,        // "CTO": who works at a company
  kPersonTitleMark = 1 << 7,    // "analyst": the name beside it is a person
  kSpeechMark = 1 << 8,         // "said"
  kNeverMark = 1 << 9,          // "Monday": no company begins with it
  kOrganisationMark = 1 << 10,  // "University": what is called so is no company
  kThingMark = 1 << 11,         // "botnet", "operation": the name beside it is one
  kTakenMark = 1 << 12,         // part of a name of the tables
  kCompanyMark = 1 << 13,       // part of the name of a company, of the tables or introduced
  kProductMark = 1 << 14,       // part of the name of a product
  kIntroducedMark = 1 << 15,    // part of the name of a company that no table has
  kListVerbMark = 1 << 16,      // "are": a list may come
  kBystanderMark = 1 << 17,     // "law firm": the name beside it is a company that stories only quote
  kAuthorityMark = 1 << 18,     // part of the name of an organ of a state
  kNamingMark = 1 << 19         // "called": between such a noun and the name
};

// The classes of words that the marks stand for.
class NameMarkRules {
 public:
  explicit NameMarkRules(PhraseSets& sets);
  const std::vector<std::pair<SetId, std::uint32_t>>& marks() const { return marks_; }

 private:
  std::vector<std::pair<SetId, std::uint32_t>> marks_;
};

class NameMarks {
 public:
  // `reading` must outlive the marks and have its mentions.
  NameMarks(const NameMarkRules& rules, const Reading& reading);

  bool has(std::size_t token, std::uint32_t marks) const {
    return token < marks_.size() && (marks_[token] & marks) != 0;
  }
  bool any_has(std::size_t first, std::size_t last, std::uint32_t marks) const;
  void add(std::size_t first, std::size_t last, std::uint32_t marks);

  // A capitalised word that no table knows as part of a name.
  bool is_name_word(std::size_t token) const;

  // The run of name words that begins at `first`; equal to `first` if there is none. A hyphen or a dot
  // inside a word ("X-VPN", "Fen.io") belongs to it, a suffix does not.
  std::size_t end_of_name(std::size_t first, std::size_t limit) const;

 private:
  bool is_joined(std::size_t first, std::size_t at, std::size_t limit) const;

  const Reading& reading_;
  std::vector<std::uint32_t> marks_;  // by token
};

}  // namespace chokepoint
