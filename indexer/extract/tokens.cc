// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/tokens.h"

#include <algorithm>
#include <array>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

enum class CharClass : std::uint8_t { kSpace, kLetter, kUnspacedLetter, kDigit, kMark };

bool is_between(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

// Scripts without blanks between words. Katakana is left out: a run of it is a word of its own.
bool is_unspaced_script(char32_t c) {
  return is_between(c, 0x0E00, 0x0EFF) || is_between(c, 0x1000, 0x109F) || is_between(c, 0x1780, 0x17FF) ||
         is_between(c, 0x3041, 0x309F) || is_between(c, 0x3400, 0x9FFF) || is_between(c, 0xAC00, 0xD7AF) ||
         is_between(c, 0xF900, 0xFAFF) || is_between(c, 0x20000, 0x3FFFF);
}

bool is_mark_beyond_ascii(char32_t c) {
  return is_between(c, 0x80, 0xA9) || is_between(c, 0xAB, 0xB4) || is_between(c, 0xB6, 0xB9) ||
         is_between(c, 0xBB, 0xBF) || c == 0xD7 || c == 0xF7 || is_between(c, 0x2000, 0x2BFF) ||
         is_between(c, 0x3000, 0x3004) || is_between(c, 0x3008, 0x3030) || c == 0x30FB || c == 0x060C ||
         c == 0x061B || c == 0x061F || is_between(c, 0xFE10, 0xFE6F) || is_between(c, 0xFF01, 0xFF0F) ||
         is_between(c, 0xFF1A, 0xFF20) || is_between(c, 0xFF3B, 0xFF40) || is_between(c, 0xFF5B, 0xFF65) ||
         c == kReplacementCharacter || c >= 0xE0000;
}

constexpr CharClass ascii_class(unsigned char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return CharClass::kLetter;
  if (c >= '0' && c <= '9') return CharClass::kDigit;
  return c <= ' ' || c == 0x7F ? CharClass::kSpace : CharClass::kMark;
}

constexpr std::array<CharClass, 0x80> kAsciiClasses = [] {
  std::array<CharClass, 0x80> classes{};
  for (std::size_t c = 0; c < classes.size(); ++c) classes[c] = ascii_class(static_cast<unsigned char>(c));
  return classes;
}();

// What a byte is to a word.
enum class AsciiKind : std::uint8_t { kSmall, kCapital, kDigit, kOther };

constexpr std::array<AsciiKind, 0x100> kAsciiKinds = [] {
  std::array<AsciiKind, 0x100> kinds{};
  for (std::size_t c = 0; c < kinds.size(); ++c) {
    const CharClass of_c = c < kAsciiClasses.size() ? kAsciiClasses[c] : CharClass::kMark;
    kinds[c] = of_c == CharClass::kDigit    ? AsciiKind::kDigit
               : of_c != CharClass::kLetter ? AsciiKind::kOther
               : c <= 'Z'                   ? AsciiKind::kCapital
                                            : AsciiKind::kSmall;
  }
  return kinds;
}();

CharClass class_of(char32_t c) {
  if (c < 0x80) return kAsciiClasses[c];
  if (is_white_space(c) || c == 0x200B || c == 0xFEFF || c == 0xAD) return CharClass::kSpace;
  if (is_mark_beyond_ascii(c)) return CharClass::kMark;
  return is_unspaced_script(c) ? CharClass::kUnspacedLetter : CharClass::kLetter;
}

bool is_upper(char32_t c) {
  if (c < 0x80) return is_between(c, 'A', 'Z');
  if (is_between(c, 0xC0, 0xDE)) return c != 0xD7;
  if (is_between(c, 0x100, 0x137) || is_between(c, 0x14A, 0x177)) return c % 2 == 0;
  if (is_between(c, 0x139, 0x148) || is_between(c, 0x179, 0x17E)) return c % 2 == 1;
  return is_between(c, 0x391, 0x3A9) || is_between(c, 0x400, 0x42F);
}

char32_t to_lower(char32_t c) {
  if (!is_upper(c)) return c;
  if (c < 0x100 || is_between(c, 0x391, 0x3A9) || is_between(c, 0x410, 0x42F)) return c + 0x20;
  if (c < 0x180) return c + 1;
  return c + 0x50;  // U+0400..U+040F
}

// The ASCII mark that a typographic one stands for; 0 if there is none.
char folded_mark(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0x2032:
    case 0x60:
    case 0xB4:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB:
    case 0x2033:
    case 0x300C:
    case 0x300D:
      return '"';
    case 0x2010:
    case 0x2011:
      return '-';
    case 0x2013:
    case 0x2014:
    case 0x2015:
      return '~';  // a dash between clauses; no table has a tilde in a name
    case 0x3002:
    case 0xFF0E:
    case 0xFF61:
      return '.';
    case 0xFF01:
      return '!';
    case 0xFF1F:
    case 0x061F:
      return '?';
    case 0xFF0C:
    case 0x3001:
    case 0x060C:
      return ',';
    case 0xFF1A:
      return ':';
    case 0xFF1B:
    case 0x061B:
      return ';';
    case 0xFF08:
      return '(';
    case 0xFF09:
      return ')';
    case 0x2022:
    case 0x00B7:
      return '*';
    case 0x2026:
      return '.';
    default:
      return c < 0x80 ? static_cast<char>(c) : '\0';
  }
}

class Splitter {
 public:
  Splitter(std::string_view text, std::vector<TextToken>& tokens) : text_(text), tokens_(tokens) {}

  void run() {
    while (at_ < text_.size()) {
      const DecodedCodePoint point = code_point();
      switch (class_of(point.value)) {
        case CharClass::kSpace:
          skip_space(point);
          break;
        case CharClass::kLetter:
        case CharClass::kDigit:
          take_word(point);
          break;
        case CharClass::kUnspacedLetter: {
          TextToken& token = begin_token(TokenKind::kWord);
          token.unspaced_script = true;
          at_ += point.length;
          token.end = static_cast<std::uint32_t>(at_);
          break;
        }
        case CharClass::kMark:
          take_mark(point);
          break;
      }
    }
  }

 private:
  // The one at `at_`. Nearly all are ASCII, which is worth a shortcut here.
  DecodedCodePoint code_point() const {
    const auto byte = static_cast<unsigned char>(text_[at_]);
    return byte < 0x80 ? DecodedCodePoint{byte, 1, true} : decode_utf8(text_, at_);
  }

  void skip_space(const DecodedCodePoint& point) {
    spaced_ = true;
    if (point.value == '\n') {
      new_block_ = new_block_ || new_line_;
      new_line_ = true;
    }
    at_ += point.length;
  }

  TextToken& begin_token(TokenKind kind) {
    TextToken token;
    token.begin = token.end = static_cast<std::uint32_t>(at_);
    token.kind = kind;
    token.spaced = spaced_;
    token.new_line = new_line_;
    token.new_block = new_block_;
    spaced_ = new_line_ = new_block_ = false;
    tokens_.push_back(token);
    return tokens_.back();
  }

  // The apostrophe at `at_`, if it is one: its length, else 0.
  std::size_t apostrophe() const {
    if (at_ >= text_.size()) return 0;
    if (text_[at_] == '\'') return 1;
    return text_.substr(at_).starts_with("\xE2\x80\x99") ? 3 : 0;
  }

  bool is_letter_at(std::size_t offset) const {
    return offset < text_.size() && class_of(decode_utf8(text_, offset).value) == CharClass::kLetter;
  }

  // A possessive or contracted "'s" at `at_`, or nothing.
  bool takes_possessive() {
    const std::size_t mark = apostrophe();
    if (mark == 0 || at_ + mark >= text_.size()) return false;
    const char next = text_[at_ + mark];
    if ((next != 's' && next != 'S') || is_letter_at(at_ + mark + 1)) return false;
    TextToken& token = begin_token(TokenKind::kWord);
    at_ += mark + 1;
    token.end = static_cast<std::uint32_t>(at_);
    return true;
  }

  // What the letters of a word are.
  struct Letters {
    std::size_t count = 0, capitals = 0;
  };

  // `first` is the code point at `at_`.
  void take_word(const DecodedCodePoint& first) {
    TextToken& token = begin_token(TokenKind::kNumber);
    token.capital = is_upper(first.value);
    Letters letters;
    for (;;) {
      take_ascii(letters);
      if (at_ == text_.size()) break;
      if (!take_beyond_ascii(letters) && !goes_on_after_apostrophe(letters.count)) break;
    }
    if (letters.count > 0) token.kind = TokenKind::kWord;
    token.end = static_cast<std::uint32_t>(at_);
    token.all_caps = letters.count >= 2 && letters.capitals == letters.count;
    takes_possessive();
  }

  // The run of ASCII's letters and digits that begins at `at_`, which is all of most words.
  void take_ascii(Letters& letters) {
    const std::size_t begin = at_;
    std::size_t digits = 0;
    std::size_t capitals = 0;
    for (; at_ < text_.size(); ++at_) {
      const AsciiKind kind = kAsciiKinds[static_cast<unsigned char>(text_[at_])];
      if (kind == AsciiKind::kOther) break;
      digits += kind == AsciiKind::kDigit ? 1U : 0U;
      capitals += kind == AsciiKind::kCapital ? 1U : 0U;
    }
    letters.count += at_ - begin - digits;
    letters.capitals += capitals;
  }

  // A letter or digit beyond ASCII.
  bool take_beyond_ascii(Letters& letters) {
    if (static_cast<unsigned char>(text_[at_]) < 0x80) return false;
    const DecodedCodePoint point = decode_utf8(text_, at_);
    const CharClass kind = class_of(point.value);
    if (kind != CharClass::kDigit && kind != CharClass::kLetter) return false;
    if (kind == CharClass::kLetter) {
      ++letters.count;
      if (is_upper(point.value)) ++letters.capitals;
    }
    at_ += point.length;
    return true;
  }

  // An apostrophe inside a word: "won't" stays whole, "l'Italie" is an article and a name.
  bool goes_on_after_apostrophe(std::size_t letters) {
    const std::size_t mark = apostrophe();
    if (mark == 0 || letters == 0 || !is_letter_at(at_ + mark)) return false;
    if (letters > 1 && text_[at_ + mark] == 's' && !is_letter_at(at_ + mark + 1)) return false;
    at_ += mark;
    return letters > 1;
  }

  void take_mark(const DecodedCodePoint& point) {
    TextToken& token = begin_token(TokenKind::kMark);
    token.mark = folded_mark(point.value);
    at_ += point.length;
    token.end = static_cast<std::uint32_t>(at_);
  }

  std::string_view text_;
  std::vector<TextToken>& tokens_;
  std::size_t at_ = 0;
  bool spaced_ = true;
  bool new_line_ = true;
  bool new_block_ = true;
};

}  // namespace

std::vector<TextToken> split_tokens(std::string_view text) {
  std::vector<TextToken> tokens;
  tokens.reserve(text.size() / 5 + 8);
  split_tokens(text, tokens);
  return tokens;
}

void split_tokens(std::string_view text, std::vector<TextToken>& tokens) {
  Splitter(text, tokens).run();
}

void append_exact_form(std::string_view text, const TextToken& token, std::string& out) {
  const std::string_view raw = text.substr(token.begin, token.end - token.begin);
  if (token.kind == TokenKind::kMark && token.mark != 0) {
    out += token.mark;
    return;
  }
  for (std::size_t i = 0; i < raw.size();) {
    const std::size_t curly = std::min(raw.find("\xE2\x80\x99", i), raw.size());
    out.append(raw, i, curly - i);
    if (curly < raw.size()) out += '\'';
    i = curly + 3;
  }
}

void append_lower_form(std::string_view exact, std::string& out) {
  for (std::size_t i = 0; i < exact.size();) {
    const auto byte = static_cast<unsigned char>(exact[i]);
    if (byte < 0x80) {
      out += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 0x20 : byte);
      ++i;
      continue;
    }
    const DecodedCodePoint point = decode_utf8(exact, i);
    append_utf8(to_lower(point.value), out);
    i += point.length;
  }
}

}  // namespace chokepoint
