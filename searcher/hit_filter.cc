// SPDX-License-Identifier: GPL-2.0-or-later
// A term's letters and digits follow one another in the letters and digits of the text that it came from:
// the Analyzer only leaves things out in between ("5-G", "1,000", "U.S.", "AT & T"). It leaves out letters in
// two cases, the possessive s and elided articles, both at an apostrophe. That shows only where something is
// joined to what was shortened ("the state's-eye view"), so a stretch with such a place is not judged.
#include "searcher/hit_filter.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace chokepoint {
namespace {

// Looking for the first letters of a term is enough: the forms of a word share them.
constexpr std::size_t kNeedleBytes = 6;

// Long enough for a stretch to be worth a call, short enough for most to hold nothing.
constexpr std::size_t kStretchBytes = 48;

// With more to look for, looking is no longer cheap.
constexpr std::size_t kMaxNeedles = 24;

// The last three letters that were seen are a number of 15 bits, the latest in the lowest five.
constexpr std::size_t kLetterBits = 5;
constexpr std::size_t kLastLetters = 3;
constexpr unsigned kWindowMask = (1U << (kLetterBits * kLastLetters)) - 1;

enum class ByteKind : std::uint8_t { kOther, kLetter, kSpace, kApostrophe, kJoint, kNotAscii };

// Joints may stand inside what becomes one term.
constexpr std::array<ByteKind, 256> kByteKinds = [] {
  std::array<ByteKind, 256> kinds{};
  for (std::size_t c = 0; c < kinds.size(); ++c) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
      kinds[c] = ByteKind::kLetter;
    if (c >= 0x80) kinds[c] = ByteKind::kNotAscii;
  }
  const auto set = [&kinds](std::string_view bytes, ByteKind kind) {
    for (const char c : bytes) kinds[static_cast<unsigned char>(c)] = kind;
  };
  set(" \t\n", ByteKind::kSpace);
  set("-.:_@&", ByteKind::kJoint);
  set("'", ByteKind::kApostrophe);
  return kinds;
}();

ByteKind kind_of(char c) {
  return kByteKinds[static_cast<unsigned char>(c)];
}

// From 1 for letters and digits, the same for both cases; two digits share a number. 0 for all else.
constexpr std::array<std::uint8_t, 256> kLetterNumbers = [] {
  std::array<std::uint8_t, 256> numbers{};
  for (std::size_t i = 0; i < 26; ++i) numbers['a' + i] = numbers['A' + i] = static_cast<std::uint8_t>(1 + i);
  for (std::size_t i = 0; i < 10; ++i) numbers['0' + i] = static_cast<std::uint8_t>(27 + i / 2);
  return numbers;
}();

unsigned letter_number(char c) {
  return kLetterNumbers[static_cast<unsigned char>(c)];
}

bool is_letter_at(std::string_view text, std::size_t at) {
  return at < text.size() && kind_of(text[at]) == ByteKind::kLetter;
}

char lower(char letter_or_digit) {
  return letter_or_digit >= 'A' && letter_or_digit <= 'Z' ? static_cast<char>(letter_or_digit + ('a' - 'A'))
                                                          : letter_or_digit;
}

constexpr std::string_view kCurlyApostrophe = "\u2019";

bool is_apostrophe_at(std::string_view text, std::size_t at) {
  return at < text.size() &&
         (kind_of(text[at]) == ByteKind::kApostrophe || text.substr(at).starts_with(kCurlyApostrophe));
}

// The length of a character at `at` that parts words as ASCII punctuation does, or 0.
std::size_t common_punctuation(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 8> kCommon = {"\u00A0", "\u2013", "\u2014", "\u2018",
                                                              "\u201C", "\u201D", "\u2022", "\u2026"};
  for (const std::string_view punctuation : kCommon) {
    if (text.substr(at).starts_with(punctuation)) return punctuation.size();
  }
  return 0;
}

bool is_plain_at(std::string_view text, std::size_t at) {
  return kind_of(text[at]) != ByteKind::kNotAscii || is_apostrophe_at(text, at) ||
         common_punctuation(text, at) > 0;
}

// "e mail" is read as "email", so what is shortened after a lone "e" is joined to it.
bool ends_lone_e(std::string_view before) {
  return !before.empty() && lower(before.back()) == 'e' &&
         (before.size() == 1 || !is_letter_at(before, before.size() - 2));
}

}  // namespace

std::size_t stretch_end(std::string_view text, std::size_t begin) {
  const std::size_t line_feed = text.substr(begin, kStretchBytes).find('\n');
  if (line_feed != std::string_view::npos) return begin + line_feed + 1;
  for (std::size_t i = begin + kStretchBytes; i < text.size(); ++i) {
    if (text[i] == '\n') return i + 1;
    // A space between two letters of ASCII is a boundary by UAX #29, and the Analyzer joins nothing over it
    // but what follows a lone "e".
    if (text[i] == ' ' && is_letter_at(text, i - 1) && is_letter_at(text, i + 1) &&
        !ends_lone_e(text.substr(begin, i - begin)))
      return i + 1;
  }
  return text.size();
}

HitFilter::HitFilter(const HighlightTerms& terms) {
  for (const std::string& word : terms.words) add(word);
  for (const std::string& prefix : terms.prefixes) add(prefix);
  for (const auto& phrase : terms.phrases) {
    for (const std::string& term : phrase) add(term);
  }
  if (needles_.size() > kMaxNeedles) is_off_ = true;
}

void HitFilter::add(std::string_view term) {
  if (term.empty() || !is_plain_at(term, 0)) return;  // nothing plain has it
  std::string needle;
  for (const char c : term) {
    if (kind_of(c) == ByteKind::kLetter && needle.size() < kNeedleBytes) needle += lower(c);
  }
  // "#" and more is the hash of a word that was too long.
  if (needle.empty() || term.front() == '#') is_off_ = true;
  if (std::find(needles_.begin(), needles_.end(), needle) != needles_.end()) return;
  note_beginning(needle);
  needles_.push_back(std::move(needle));
}

// A needle of less than three letters may stand behind any others.
void HitFilter::note_beginning(std::string_view needle) {
  const std::string_view first = needle.substr(0, kLastLetters);
  unsigned letters = 0;
  for (const char c : first) letters = (letters << kLetterBits) | letter_number(c);
  const std::size_t free_bits = kLetterBits * (kLastLetters - first.size());
  const std::size_t step = std::size_t{1} << (kLetterBits * first.size());
  for (std::size_t before = 0; before < std::size_t{1} << free_bits; ++before)
    beginnings_.set(before * step + letters);
}

HitFilter::Look HitFilter::look_at(std::string_view stretch) const {
  Look look;
  unsigned window = 0;          // the last letters
  bool may_begin = false;       // a needle, by some three letters
  bool has_joint = false;       // in what is between two spaces
  bool has_apostrophe = false;  // likewise
  bool has_any_apostrophe = false;
  bool has_far_joint = false;  // joins over a space
  bool has_any_joint = false;
  for (std::size_t i = 0; i < stretch.size(); ++i) {
    const char c = stretch[i];
    if (const unsigned letter = letter_number(c); letter != 0) {
      window = ((window << kLetterBits) | letter) & kWindowMask;
      may_begin |= beginnings_[window];
      continue;
    }
    switch (kind_of(c)) {
      case ByteKind::kLetter:
      case ByteKind::kOther:
        continue;
      case ByteKind::kSpace:
        has_far_joint = has_far_joint || ends_lone_e(stretch.substr(0, i));
        has_joint = has_apostrophe = false;
        continue;
      case ByteKind::kJoint:
        has_any_joint = true;
        has_far_joint = has_far_joint || c == '&';
        has_joint = has_joint || (i + 1 < stretch.size() && kind_of(stretch[i + 1]) != ByteKind::kSpace);
        break;
      case ByteKind::kApostrophe:
        has_apostrophe = has_any_apostrophe = true;
        break;
      case ByteKind::kNotAscii:
        if (stretch.substr(i).starts_with(kCurlyApostrophe)) {
          has_apostrophe = has_any_apostrophe = true;
          i += kCurlyApostrophe.size() - 1;
        } else if (const std::size_t length = common_punctuation(stretch, i); length > 0) {
          i += length - 1;
        } else {
          return look;
        }
        break;
    }
    if (has_joint && has_apostrophe) return look;
  }
  look.has_letters = window != 0;
  look.may_hold = may_begin;
  const bool is_mere_joints = has_any_joint && !look.has_letters;  // ICU takes some for words: "@"
  look.is_plain = !is_mere_joints && !(has_far_joint && has_any_apostrophe);
  return look;
}

bool HitFilter::holds_needle(std::string_view stretch) {
  letters_.clear();
  for (const char c : stretch) {
    if (kind_of(c) == ByteKind::kLetter) letters_ += lower(c);
  }
  return std::any_of(needles_.begin(), needles_.end(), [this](const std::string& needle) {
    return letters_.find(needle) != std::string::npos;
  });
}

HitFilter::Verdict HitFilter::judge(std::string_view stretch) {
  if (is_off_) return Verdict::kMayHold;
  const Look look = look_at(stretch);
  if (!look.is_plain) return Verdict::kMayHold;
  if (!look.has_letters) return Verdict::kNoWord;
  return look.may_hold && holds_needle(stretch) ? Verdict::kMayHold : Verdict::kNoHit;
}

}  // namespace chokepoint
