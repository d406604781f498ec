// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/analyzer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include "common/base/ascii.h"
#include "common/base/hash.h"
#include "common/base/utf8.h"
#include "common/text/fold.h"
#include "common/text/plain_words.h"
#include "common/text/word_breaker.h"

namespace chokepoint {
namespace {

// Increase when a rule below changes what terms a text gives.
constexpr std::string_view kRulesVersion = "2";

// Longer raw words are hashed as they stand: normalizing megabytes to make one hash is wasted.
constexpr std::size_t kMaxRawWordBytes = 4096;
constexpr std::size_t kMaxChainedWords = 6;    // "state-of-the-art" is joined, a dashed table row is not
constexpr std::size_t kMaxAmpersandBytes = 8;  // each side of a tight "&"
constexpr std::size_t kMaxSpacedAmpersandBytes = 2;
constexpr std::size_t kBytesPerToken = 6;  // in English, spaces counted
constexpr std::size_t kMaxReservedTokens = 64 * 1024;

constexpr std::array<std::string_view, 3> kCaseKeptWords = {"US", "IT", "WHO"};

// What follows a lone "e" in compounds that are also written in one word or with a hyphen.
constexpr std::array<std::string_view, 17> kSpacedCompounds = {
    "bike", "bikes", "book",     "books",     "commerce", "government", "governance", "invoice", "learning",
    "mail", "mails", "passport", "residency", "scooter",  "sim",        "wallet",     "waste"};

constexpr std::array<std::string_view, 22> kElidedPrefixes = {
    "l",    "d",    "j",    "m",    "t",     "s",    "n",     "c",      "qu",     "un",     "all",
    "dall", "dell", "nell", "sull", "quell", "bell", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_case_kept(std::string_view word) {
  return word.size() <= 3 && contains(kCaseKeptWords, word);
}

// The length of an apostrophe (' or U+2019 or U+02BC or U+FF07) at `offset`, or 0.
std::size_t apostrophe_length(std::string_view text, std::size_t offset) {
  const std::string_view rest = text.substr(offset);
  if (rest.starts_with('\'')) return 1;
  if (rest.starts_with("\u2019") || rest.starts_with("\uFF07")) return 3;
  return rest.starts_with("\u02BC") ? 2 : 0;
}

// "TikTok's" -> "TikTok".
std::string_view without_possessive(std::string_view word) {
  if (word.size() < 3 || (word.back() != 's' && word.back() != 'S')) return word;
  for (const std::size_t length : {1U, 2U, 3U}) {
    if (word.size() < length + 2) break;
    const std::size_t at = word.size() - 1 - length;
    if (apostrophe_length(word, at) == length) return word.substr(0, at);
  }
  return word;
}

// "l'application" -> "application"; other apostrophes are simply left out: "O'Brien" -> "OBrien".
std::string without_apostrophes(std::string_view word) {
  std::string out;
  bool is_first = true;
  for (std::size_t i = 0; i < word.size();) {
    const std::size_t length = apostrophe_length(word, i);
    if (length == 0) {
      out.push_back(word[i++]);
      continue;
    }
    i += length;
    if (std::exchange(is_first, false) && word.size() - i >= 2 && contains(kElidedPrefixes, ascii_lower(out)))
      out.clear();
  }
  return out;
}

std::string bounded(std::string term) {
  if (term.size() <= kMaxTermBytes) return term;
  return "#" + content_hash(term);
}

std::string fold_word(std::string_view word) {
  word = without_possessive(word);
  if (word.find_first_of("'\xE2\xCA\xEF") == std::string_view::npos) return fold(word);
  return fold(without_apostrophes(word));
}

bool is_part_separator(char32_t c) {
  return c == '.' || c == ':' || c == '_' || c == '@' || c == 0x00B7 || c == 0x2027;
}

// The first bytes of part separators.
constexpr std::string_view kPartSeparatorBytes = ".:_@\xC2\xE2";

std::vector<std::string_view> split_parts(std::string_view word) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < word.size();) {
    const DecodedCodePoint c = decode_utf8(word, i);
    if (is_part_separator(c.value)) {
      if (i > begin) parts.push_back(word.substr(begin, i - begin));
      begin = i + c.length;
    }
    i += c.length;
  }
  if (begin < word.size()) parts.push_back(word.substr(begin));
  return parts;
}

bool is_initials(const std::vector<std::string_view>& parts) {
  return parts.size() >= 2 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
           return count_code_points(part) == 1 && !is_ascii_digit(part.front());
         });
}

bool is_number(std::string_view word) {
  return is_ascii_digit(word.front()) && std::all_of(word.begin(), word.end(), [](char c) {
           return is_ascii_digit(c) || c == '.' || c == ',';
         });
}

// Where "hr7521" parts into letters and number: 1 to 4 letters, 3 to 6 digits. Shorter numbers belong to
// the word ("5g", "mi6", "iphone12"), longer ones are identifiers.
std::optional<std::size_t> letters_before_number(std::string_view term) {
  const auto letters =
      static_cast<std::size_t>(std::find_if_not(term.begin(), term.end(), is_ascii_letter) - term.begin());
  const std::size_t digits = term.size() - letters;
  if (letters < 1 || letters > 4 || digits < 3 || digits > 6) return std::nullopt;
  if (!std::all_of(term.begin() + static_cast<std::ptrdiff_t>(letters), term.end(), is_ascii_digit))
    return std::nullopt;
  return letters;
}

// Turns the segments of a text into tokens, left to right. No rule looks past a line end, and over a space
// only from a lone "e" and around an ampersand: next_piece() relies on that.
class TokenRules {
 public:
  // Tokens are appended to `out`; offsets are those in `text`.
  TokenRules(std::string_view text, Position first_position, std::vector<Token>& out)
      : text_(text), position_(first_position), out_(out) {}

  // Of the next word.
  Position position() const { return position_; }

  // The segments of a text, or of a piece of it as next_piece() cuts them.
  void add(const std::vector<Segment>& segments) {
    segments_ = segments;
    for (std::size_t i = 0; i < segments_.size();) i = segments_[i].is_word ? add_chain(i) : i + 1;
  }

  // What add() makes of a piece that is a plain word, without its segments.
  void add_plain_word(std::size_t begin, std::size_t end) {
    const std::string_view word = text_.substr(begin, end - begin);
    Token& token = out_.emplace_back();
    if (is_case_kept(word)) {
      token.term = case_kept_term(word);
    } else {
      token.term = word;
      std::transform(token.term.begin(), token.term.end(), token.term.begin(), to_ascii_lower);
    }
    token.position = position_++;
    token.begin = begin;
    token.end = end;
  }

 private:
  std::string_view raw(std::size_t i) const {
    return text_.substr(segments_[i].begin, segments_[i].end - segments_[i].begin);
  }
  bool is_word(std::size_t i) const { return i < segments_.size() && segments_[i].is_word; }
  bool is_text(std::size_t i, std::string_view text) const { return i < segments_.size() && raw(i) == text; }
  bool is_hyphen(std::size_t i) const {
    return is_text(i, "-") || is_text(i, "\u2010") || is_text(i, "\u2011");
  }

  void push(std::string term, Position position, Position width, std::size_t begin, std::size_t end,
            Token::Kind kind) {
    if (term.empty()) return;
    out_.push_back({bounded(std::move(term)), position, width, begin, end, kind});
  }

  // The segment after word `i`, past the stop that ends initials ("U.S.-based").
  std::size_t after_word(std::size_t i) const {
    const bool ends_initials = is_text(i + 1, ".") && raw(i).size() >= 3 && raw(i)[raw(i).size() - 2] == '.';
    return ends_initials ? i + 2 : i + 1;
  }

  // A word and what hyphens or an ampersand tie to it. Returns the segment after.
  std::size_t add_chain(std::size_t first) {
    const Position begin_position = position_;
    std::string joined = add_word(first);
    std::size_t last = first;
    std::size_t words = 1;
    for (std::size_t hyphen = after_word(last); is_hyphen(hyphen) && is_word(hyphen + 1); ++words) {
      last = hyphen + 1;
      joined += add_word(last);
      hyphen = after_word(last);
    }
    if (words >= 2 && words <= kMaxChainedWords) {
      push(std::move(joined), begin_position, position_ - begin_position, segments_[first].begin,
           segments_[last].end, Token::Kind::kJoined);
    }
    if (words == 1) join_over_ampersand(first) || join_spaced_compound(first);
    return after_possessive(last);
  }

  // UAX #29 keeps the possessive with letters, but not with digits: "2024's" is three segments.
  std::size_t after_possessive(std::size_t i) const {
    const bool has_mark = is_text(i + 1, "'") || is_text(i + 1, "\u2019");
    const bool is_possessive = has_mark && is_text(i + 2, "s") && is_ascii_digit(raw(i).back());
    return is_possessive ? i + 3 : i + 1;
  }

  // The next word is added in its own turn, so its position is known: the one after this word's.
  bool join_over_ampersand(std::size_t first) {
    const bool is_tight = is_text(first + 1, "&") && is_word(first + 2);
    const bool is_spaced =
        is_text(first + 1, " ") && is_text(first + 2, "&") && is_text(first + 3, " ") && is_word(first + 4);
    if (!is_tight && !is_spaced) return false;
    const std::size_t second = is_tight ? first + 2 : first + 4;
    const std::size_t limit = is_tight ? kMaxAmpersandBytes : kMaxSpacedAmpersandBytes;
    const std::string left = fold_word(raw(first));
    const std::string right = fold_word(raw(second));
    if (left.empty() || right.empty() || left.size() > limit || right.size() > limit) return false;
    push(left + "&" + right, position_ - 1, 2, segments_[first].begin, segments_[second].end,
         Token::Kind::kWhole);
    return true;
  }

  bool join_spaced_compound(std::size_t first) {
    if (!is_text(first, "e") && !is_text(first, "E")) return false;
    if (!is_text(first + 1, " ") || !is_word(first + 2)) return false;
    const std::string tail = fold_word(raw(first + 2));
    if (!contains(kSpacedCompounds, tail)) return false;
    push("e" + tail, position_ - 1, 2, segments_[first].begin, segments_[first + 2].end,
         Token::Kind::kJoined);
    return true;
  }

  // Adds segment `i` as one word or as its parts; returns the letters that a joined form takes from it.
  std::string add_word(std::size_t i) {
    const std::string_view word = raw(i);
    const std::size_t begin = segments_[i].begin;
    const std::size_t end = segments_[i].end;
    if (word.size() > kMaxRawWordBytes) {
      push("#" + content_hash(word), position_++, 1, begin, end, Token::Kind::kWord);
      return {};
    }
    if (const std::string_view kept_word = without_possessive(word); is_case_kept(kept_word)) {
      const std::string kept = case_kept_term(kept_word);
      push(kept, position_++, 1, begin, end, Token::Kind::kWord);
      return kept.substr(1);
    }
    if (is_number(word)) return add_plain(without_thousands(word), begin, end);
    const std::string_view stem = without_possessive(word);
    if (stem.find_first_of(kPartSeparatorBytes) == std::string_view::npos)
      return add_undivided(word, stem, begin, end);
    const auto parts = split_parts(stem);
    if (is_initials(parts)) return add_initials(parts, begin, end);
    if (parts.size() >= 2) return add_parts(parts, begin, end);
    if (parts.empty()) return {};
    return add_undivided(word, parts.front(), begin, end);
  }

  // A word of one part; `stem` is that part.
  std::string add_undivided(std::string_view word, std::string_view stem, std::size_t begin,
                            std::size_t end) {
    if (auto symbol = symbol_suffix(end); !symbol.empty()) return add_with_symbol(word, symbol, begin, end);
    std::string term = fold_word(stem);
    if (const auto letters = letters_before_number(term))
      return add_letters_and_number(term, *letters, begin, end);
    return add_plain(std::move(term), begin, end);
  }

  std::string add_plain(std::string term, std::size_t begin, std::size_t end) {
    if (!term.empty()) push(term, position_++, 1, begin, end, Token::Kind::kWord);
    return term;
  }

  static std::string without_thousands(std::string_view number) {
    std::string out(number);
    std::erase(out, ',');
    return out;
  }

  std::string add_initials(const std::vector<std::string_view>& parts, std::size_t begin, std::size_t end) {
    std::string letters;
    for (const std::string_view part : parts) letters += part;
    if (const auto kept = case_kept_term(letters); !kept.empty()) {
      push(kept, position_++, 1, begin, end, Token::Kind::kWord);
      return kept.substr(1);
    }
    return add_plain(fold(letters), begin, end);
  }

  std::string add_parts(const std::vector<std::string_view>& parts, std::size_t begin, std::size_t end) {
    const Position begin_position = position_;
    std::string joined;
    for (const std::string_view part : parts) {
      std::string term = fold_word(part);
      if (term.empty()) continue;
      const auto part_begin = static_cast<std::size_t>(part.data() - text_.data());
      joined += term;
      push(std::move(term), position_++, 1, part_begin, part_begin + part.size(), Token::Kind::kWord);
    }
    if (position_ - begin_position >= 2 && parts.size() <= kMaxChainedWords) {
      push(joined, begin_position, position_ - begin_position, begin, end, Token::Kind::kJoined);
    }
    return joined;
  }

  std::string add_letters_and_number(const std::string& term, std::size_t letters, std::size_t begin,
                                     std::size_t end) {
    const Position at = position_;
    push(term.substr(0, letters), position_++, 1, begin, end, Token::Kind::kWord);
    push(term.substr(letters), position_++, 1, begin, end, Token::Kind::kWord);
    push(term, at, 2, begin, end, Token::Kind::kJoined);
    return term;
  }

  // "++" or "#" right after a word that ends at `end`, itself followed by no letter or symbol.
  std::string_view symbol_suffix(std::size_t end) const {
    const std::string_view rest = text_.substr(end);
    const std::string_view symbol = rest.starts_with("++") ? "++" : rest.starts_with('#') ? "#" : "";
    if (symbol.empty()) return {};
    if (rest.size() == symbol.size()) return symbol;
    const char next = rest[symbol.size()];
    // "C++17" is C++ of 2017, but "A#1" is no language.
    const bool is_free =
        !is_ascii_letter(next) && (symbol == "++" || !is_ascii_digit(next)) && next != '+' && next != '#';
    return is_free ? symbol : std::string_view{};
  }

  // "C++" and "C#" are no "C"; "Notepad++" is still found by "notepad".
  std::string add_with_symbol(std::string_view word, std::string_view symbol, std::size_t begin,
                              std::size_t end) {
    const std::string term = fold_word(word);
    const bool is_letter = term.size() == 1 && is_ascii_letter(term.front());
    if (is_letter) return add_plain(term + std::string(symbol), begin, end + symbol.size());
    const Position at = position_;
    add_plain(term, begin, end);
    if (symbol == "++") push(term + "++", at, 1, begin, end + symbol.size(), Token::Kind::kWhole);
    return term;
  }

  std::string_view text_;
  std::span<const Segment> segments_;
  Position position_;
  std::vector<Token>& out_;
};

// Room for the tokens of that many bytes of prose, so that they need not move as they become more.
void reserve_tokens(std::size_t bytes, std::vector<Token>& out) {
  const std::size_t expected = out.size() + std::min(bytes / kBytesPerToken, kMaxReservedTokens);
  if (expected > out.capacity()) out.reserve(std::max(expected, 2 * out.capacity()));
}

}  // namespace

std::string case_kept_term(std::string_view word) {
  return is_case_kept(word) ? "^" + ascii_lower(word) : std::string();
}

bool has_case_kept_form(std::string_view folded) {
  return std::any_of(kCaseKeptWords.begin(), kCaseKeptWords.end(),
                     [&](std::string_view word) { return ascii_lower(word) == folded; });
}

Position Analyzer::analyze(std::string_view text, Position first_position, std::vector<Token>& out) const {
  reserve_tokens(text.size(), out);
  TokenRules rules(text, first_position, out);
  std::vector<Segment> segments;
  for (auto piece = next_piece(text, 0); piece; piece = next_piece(text, piece->end)) {
    if (piece->is_plain_word) {
      rules.add_plain_word(piece->begin, piece->end);
      continue;
    }
    segments.clear();
    break_words(text.substr(piece->begin, piece->end - piece->begin), piece->begin, segments);
    rules.add(segments);
  }
  return rules.position();
}

Position Analyzer::analyze_by_icu(std::string_view text, Position first_position, std::vector<Token>& out) {
  TokenRules rules(text, first_position, out);
  std::vector<Segment> segments;
  break_words_by_icu(text, 0, segments);
  rules.add(segments);
  return rules.position();
}

std::string Analyzer::fingerprint() {
  return std::string("rules ") + std::string(kRulesVersion) + ", ICU " + U_ICU_VERSION + ", Unicode " +
         U_UNICODE_VERSION;
}

}  // namespace chokepoint
