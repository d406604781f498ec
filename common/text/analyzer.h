// SPDX-License-Identifier: GPL-2.0-or-later
// Splits text into index terms. The indexer, the query parser and the snippets all use this class: a term
// that one produces and another does not could never match.
//
// Words are ICU's (word_breaker.h), folded (fold.h), without possessive 's, Romance elision (l', d', qu')
// and inner apostrophes. On top of UAX #29, by intent:
//   - what is written together is found together and apart: "CVE-2024-3094", "5-G", "e-mail",
//     "example.com", "HR7521" give their parts and, over them, one joined term ("cve20243094", "5g");
//   - initials lose their stops: "U.S.", "U.S" and "US" are one word, "H.R. 7521" is "hr", "7521";
//   - "AT&T" and "AT & T" give the joined term "at&t"; "e mail" gives "email" (kSpacedCompounds);
//   - "C++", "C#" are words of their own, apart from "C";
//   - a few upper-case words are apart from the lower-case ones ("US" and "us": kCaseKeptWords);
//   - digits lose their thousands separators: "1,000" is "1000".
// Folded words hold no upper-case ASCII letter, so terms never look like prefixed ones.
//
// Input is valid UTF-8 of less than 2 GiB. A const Analyzer may be shared by threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

using Position = std::uint32_t;

struct Token {
  enum class Kind : std::uint8_t {
    kWord,    // one word, at `position`
    kJoined,  // another spelling of the `width` words from `position` on
    kWhole,   // as kJoined, but the words apart do not mean the same: "at&t" is not "at" before "t"
  };

  std::string term;  // at most kMaxTermBytes
  Position position = 0;
  Position width = 1;
  std::size_t begin = 0;  // byte offsets into the analyzed text
  std::size_t end = 0;
  Kind kind = Kind::kWord;

  bool operator==(const Token&) const = default;
};

// A folded word longer than this becomes one hash term ("#" and 32 hexadecimal digits): never cut, so that
// a SHA-512 is found and a megabyte of base64 costs one posting. Leaves room for field prefixes in
// Xapian's 245 bytes.
inline constexpr std::size_t kMaxTermBytes = 200;

class Analyzer {
 public:
  // Appends the terms of `text` to `out` in reading order, joined terms after their parts. Positions count
  // words from `first_position`; returns the position after the last word.
  Position analyze(std::string_view text, Position first_position, std::vector<Token>& out) const;

  // The same, and what it is by definition: each boundary is asked of ICU and each word goes through all
  // rules.
  static Position analyze_by_icu(std::string_view text, Position first_position, std::vector<Token>& out);

  // Changes whenever the same text could give other terms: rules, ICU and Unicode version.
  static std::string fingerprint();
};

// The term of an upper-case word that is kept apart from its lower-case namesake ("US" -> "^us"); empty
// for all other words.
std::string case_kept_term(std::string_view word);

// True if `folded` is the lower-case namesake of a word that is kept apart ("us").
bool has_case_kept_form(std::string_view folded);

}  // namespace chokepoint
