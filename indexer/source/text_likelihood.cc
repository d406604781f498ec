// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/text_likelihood.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

namespace cost {

// Bits of surprise, to the half. Where no figure was counted these are guesses at how often a thing is seen
// in news; the order of size is what matters.
constexpr double kForeignLetter = 18;  // a letter that the language does not have
constexpr double kRareIdeograph = 15;  // or Korean syllable: what the table leaves out, shared by thousands
constexpr double kCapital = 1.5;       // at the beginning of a word or among capitals
constexpr double kCapitalInside = 8;   // after a small letter
constexpr double kTwoAccents = 3;      // two letters of Latin in a row that are not ASCII
constexpr double kScriptsMixed = 12;   // letters of two alphabets in a word
constexpr double kIdeographBesideLatin = 6;
constexpr double kThirdAlike = 10;      // a letter or sign for the third time in a row, and more
constexpr double kScriptChanged = 7;    // a word in another script than the word before
constexpr double kLooseClosing = 4;     // a closing quote with no letter before it
constexpr double kLooseMark = 10;       // a combining mark without a letter before it
constexpr double kTypographicSign = 6;  // quotes, dashes and the like
constexpr double kWideSign = 6;         // of Chinese, Japanese and Korean
constexpr double kOtherSign = 16;
constexpr double kSignInside = 8;  // a sign between two letters
constexpr double kHalfwidthKatakana = 16;
constexpr double kFault = 30;  // a control, an unassigned character, a byte that stands for nothing

constexpr double kGuest = 8;            // a letter of one language amid words of another
constexpr double kBeyondGuest = 0.125;  // of each bit beyond that, as letters counted one by one overstate
constexpr double kWesternName = 14;     // a letter that only a neighbour's names have

}  // namespace cost

constexpr std::u32string_view kTypographicSigns = U"“”„‘’‚–—…«»‹›·•€£§°®©™№¿¡\u00A0\u00AD‐‑―";

enum class Kind { kLetter, kMark, kAsciiOther, kTypographicSign, kWideSign, kOtherSign, kFault };

Kind kind_of_ascii(char32_t c) {
  if ((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z') return Kind::kLetter;
  const bool is_control = (c < 0x20 && (c < '\t' || c > '\r')) || c == 0x7F;
  return is_control ? Kind::kFault : Kind::kAsciiOther;
}

Kind kind_of(char32_t c) {
  if (c < 0x80) return kind_of_ascii(c);
  const auto code_point = static_cast<UChar32>(c);
  const auto mask = U_GET_GC_MASK(code_point);
  if (kTypographicSigns.find(c) != std::u32string_view::npos) return Kind::kTypographicSign;
  // Ordinals and modifiers are letters by category only.
  if (c == 0xAA || c == 0xBA || (c >= 0x2B0 && c <= 0x2FF)) return Kind::kOtherSign;
  if ((mask & U_GC_L_MASK) != 0) return Kind::kLetter;
  if ((mask & U_GC_M_MASK) != 0) return Kind::kMark;
  if ((c >= 0x3001 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF5E) || c == 0x30FB || c == 0x3000)
    return Kind::kWideSign;
  if (c == kReplacementCharacter || (mask & (U_GC_CC_MASK | U_GC_CN_MASK | U_GC_CO_MASK | U_GC_CS_MASK)) != 0)
    return Kind::kFault;
  return Kind::kOtherSign;
}

UScriptCode script_of(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &status);
}

bool is_alphabet(UScriptCode script) {
  return script == USCRIPT_LATIN || script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK ||
         script == USCRIPT_HEBREW || script == USCRIPT_ARABIC || script == USCRIPT_THAI;
}

double cost_of_neighbours(UScriptCode a, UScriptCode b) {
  if (a == b) return 0;
  if (is_alphabet(a) && is_alphabet(b)) return cost::kScriptsMixed;
  return a == USCRIPT_LATIN || b == USCRIPT_LATIN ? cost::kIdeographBesideLatin : 0;
}

// The signs that words have: apostrophe, hyphens, the dot of Catalan.
bool is_seen_in_words(char32_t c) {
  return c == U'’' || c == 0xAD || c == U'‐' || c == U'‑' || c == U'·';
}

double cost_of(Kind sign) {
  switch (sign) {
    case Kind::kTypographicSign:
      return cost::kTypographicSign;
    case Kind::kWideSign:
      return cost::kWideSign;
    case Kind::kFault:
      return cost::kFault;
    default:
      return cost::kOtherSign;
  }
}

bool is_ideograph_or_syllable(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
}

// Costs of the letters of one language, in bits.
class LetterCosts {
 public:
  explicit LetterCosts(const LanguageLetters& row) : row_(row) {
    for (std::size_t i = 0; i < row.letters.size(); ++i)
      bits_.emplace(row.letters[i], (row.costs[i] - '0') / 2.0);
  }
  const LanguageLetters& row() const { return row_; }
  // For letters that have no cost so far.
  void add(std::u32string_view letters, double bits) {
    for (const char32_t letter : letters) bits_.emplace(letter, bits);
  }
  double of(char32_t letter) const {
    const auto found = bits_.find(letter);
    if (found != bits_.end()) return found->second;
    return is_ideograph_or_syllable(letter) ? cost::kRareIdeograph : cost::kForeignLetter;
  }

 private:
  LanguageLetters row_;
  std::unordered_map<char32_t, double> bits_;
};

// Texts of western languages have names of all their neighbours.
const std::vector<LetterCosts>& all_letter_costs() {
  static const std::vector<LetterCosts> all = [] {
    std::vector<LetterCosts> rows(language_letters().begin(), language_letters().end());
    for (LetterCosts& costs : rows) {
      for (const LanguageLetters& other : language_letters()) {
        if (costs.row().group == LetterGroup::kWestern && other.group == LetterGroup::kWestern)
          costs.add(other.letters, cost::kWesternName);
      }
    }
    return rows;
  }();
  return all;
}

bool is_latin(LetterGroup group) {
  return group <= LetterGroup::kBaltic;
}

double bits_of_ascii(const LetterCosts& costs, const std::array<std::size_t, 26>& letters) {
  double bits = 0;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (letters[i] > 0) bits += static_cast<double>(letters[i]) * costs.of(static_cast<char32_t>('a' + i));
  }
  return bits;
}

// Words of another language around them are little proof against a few letters of this one.
double softened(double against, std::size_t letters) {
  const double as_guests = cost::kGuest * static_cast<double>(letters);
  return against <= as_guests ? against : as_guests + (against - as_guests) * cost::kBeyondGuest;
}

}  // namespace

TextProfile::TextProfile(std::string_view utf8) {
  char32_t previous = 0;     // the character before, if it is a letter or mark, else 0
  char32_t before_sign = 0;  // the letter before the sign that has just been read, else 0
  char32_t last = 0;
  int alike = 0;  // how many times in a row there has been `last`
  for (std::size_t i = 0; i < utf8.size();) {
    const DecodedCodePoint decoded = decode_utf8(utf8, i);
    const char32_t c = decoded.value;
    i += decoded.length;
    if (c >= 0x80) ++outside_ascii_;
    alike = c == last ? alike + 1 : 1;
    last = c;
    if (c >= 0x80 && alike >= 3) shape_bits_ += cost::kThirdAlike;
    const Kind kind = kind_of(c);
    if (kind == Kind::kLetter || kind == Kind::kMark) {
      if (before_sign != 0) shape_bits_ += cost::kSignInside;
      before_sign = 0;
      add_letter(c, previous);
      previous = c;
      continue;
    }
    if ((c == U'’' || c == U'”') && previous == 0) shape_bits_ += cost::kLooseClosing;
    if ((c == U'€' || c == U'£') && previous != 0) shape_bits_ += cost::kSignInside;
    before_sign = kind == Kind::kAsciiOther || is_seen_in_words(c) ? 0 : previous;
    previous = 0;
    if (kind == Kind::kAsciiOther) continue;
    ++counted_;
    shape_bits_ += cost_of(kind);
  }
  count_letters();
}

void TextProfile::begin_word(char32_t first) {
  const bool is_latin_word = script_of(first) == USCRIPT_LATIN;
  if (last_word_ != LastWord::kNone && is_latin_word != (last_word_ == LastWord::kLatin))
    shape_bits_ += cost::kScriptChanged;
  last_word_ = is_latin_word ? LastWord::kLatin : LastWord::kOther;
}

void TextProfile::add_letter(char32_t c, char32_t previous) {
  const auto code_point = static_cast<UChar32>(c);
  const auto lower = static_cast<char32_t>(u_tolower(code_point));
  if (c < 0x80) {
    ++ascii_letters_[lower - 'a'];
  } else {
    letters_.push_back(lower);
    ++counted_;
  }
  if (previous == 0) begin_word(c);
  if (c < 0x80 && previous < 0x80) return;
  if (lower != c) {
    const bool is_inside = previous != 0 && u_islower(static_cast<UChar32>(previous)) != 0;
    shape_bits_ += is_inside ? cost::kCapitalInside : cost::kCapital;
  }
  if (previous != 0) shape_bits_ += cost_of_neighbours(script_of(previous), script_of(c));
  if (previous >= 0x80 && c >= 0x80 && script_of(c) == USCRIPT_LATIN) shape_bits_ += cost::kTwoAccents;
  if (previous == 0 && kind_of(c) == Kind::kMark) shape_bits_ += cost::kLooseMark;
  if (c >= 0xFF61 && c <= 0xFF9F) shape_bits_ += cost::kHalfwidthKatakana;
}

void TextProfile::count_letters() {
  std::sort(letters_.begin(), letters_.end());
  for (const char32_t letter : letters_) {
    if (counts_.empty() || counts_.back().first != letter) counts_.emplace_back(letter, 0);
    ++counts_.back().second;
  }
}

TextProfile::Fit TextProfile::best_fit(const std::vector<LetterGroup>& groups) const {
  const auto is_wanted = [&](LetterGroup group) {
    return std::find(groups.begin(), groups.end(), group) != groups.end();
  };
  double least_ascii = std::numeric_limits<double>::max();
  for (const LetterCosts& costs : all_letter_costs()) {
    if (is_latin(costs.row().group))
      least_ascii = std::min(least_ascii, bits_of_ascii(costs, ascii_letters_));
  }
  Fit best{{}, std::numeric_limits<double>::max(), 0};
  for (const LetterCosts& costs : all_letter_costs()) {
    if (!is_wanted(costs.row().group)) continue;
    double bits = shape_bits_;
    for (const auto& [letter, count] : counts_) bits += static_cast<double>(count) * costs.of(letter);
    const double against = is_latin(costs.row().group)
                               ? softened(bits_of_ascii(costs, ascii_letters_) - least_ascii, letters_.size())
                               : 0;
    if (bits + against < best.bits + best.against) best = {costs.row().language, bits, against};
  }
  return best;
}

}  // namespace chokepoint
