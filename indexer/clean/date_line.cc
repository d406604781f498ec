// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/clean/date_line.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <vector>

#include "common/base/ascii.h"
#include "common/base/date.h"
#include "common/base/utf8.h"
#include "indexer/clean/date_words.h"
#include "indexer/clean/page_lines.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxDateLineBytes = 300;
constexpr std::size_t kMaxStampedBytes = 2000;
constexpr std::size_t kMaxKickerBytes = 120;

struct Token {
  enum class Kind : std::uint8_t { kWord, kNumber, kMark };
  Kind kind = Kind::kMark;
  std::string text;  // folded
  int number = 0;
  std::size_t digits = 0;
  std::size_t begin = 0;  // bytes in the line
  std::size_t end = 0;

  bool is_mark(std::string_view marks) const {
    return kind == Kind::kMark && text.size() == 1 && marks.find(text[0]) != std::string_view::npos;
  }
};
using Tokens = std::vector<Token>;

// The value of a decimal digit in the scripts that news writes dates in, -1 for anything else.
int digit_value(char32_t c) {
  for (const char32_t zero : {U'0', U'\u0660', U'\u06F0', U'\u0966', U'\uFF10'}) {
    if (c >= zero && c <= zero + 9) return static_cast<int>(c - zero);
  }
  return -1;
}

// Words end where digits begin and the other way round ("2019Updated"); an ideograph is a word.
Token::Kind kind_of(char32_t c) {
  if (digit_value(c) >= 0) return Token::Kind::kNumber;
  return is_word_character(c) ? Token::Kind::kWord : Token::Kind::kMark;
}

// One character; what folding would leave nothing of stays as it is.
void append_folded(std::string_view character, Token::Kind kind, char32_t code_point, std::string& text) {
  if (kind == Token::Kind::kNumber) {
    text += static_cast<char>('0' + digit_value(code_point));
  } else if (code_point < 0x80) {
    text += to_ascii_lower(character.front());
  } else {
    text += fold_line(character);
    if (text.empty()) text = std::string(character);
  }
}

// False if there are no four digits in a row. Digits of other scripts count four each: D9 and DB begin Arabic
// ones, E0 Devanagari, EF full-width ones.
bool may_hold_year(std::string_view line) {
  std::size_t digits = 0;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0xD9 || byte == 0xDB || byte == 0xE0 || byte == 0xEF) return true;
    digits = is_ascii_digit(c) ? digits + 1 : 0;
    if (digits == 4) return true;
  }
  return false;
}

// No tokens of a line without a year, which each of the dates below has: most lines have none.
Tokens tokenize(std::string_view line) {
  Tokens tokens;
  if (!may_hold_year(line)) return tokens;
  bool joined = false;
  for (std::size_t at = 0; at < line.size();) {
    const DecodedCodePoint c = decode_utf8(line, at);
    const std::size_t begin = at;
    at += c.length;
    if (is_white_space(c.value)) {
      joined = false;
      continue;
    }
    const Token::Kind kind = kind_of(c.value);
    // "2019Updated": a capital after a digit begins a word of its own anyway; "4th" needs the cut as well.
    const bool extend = joined && !tokens.empty() && tokens.back().kind == kind &&
                        kind != Token::Kind::kMark && !is_ideograph(c.value);
    if (!extend) tokens.push_back({kind, {}, 0, 0, begin, begin});
    Token& token = tokens.back();
    append_folded(line.substr(begin, c.length), kind, c.value, token.text);
    token.end = at;
    joined = !is_ideograph(c.value);
  }
  for (Token& token : tokens) {
    if (token.kind != Token::Kind::kNumber) continue;
    token.digits = token.text.size();
    const char* const end = token.text.data() + token.text.size();
    if (std::from_chars(token.text.data(), end, token.number).ec != std::errc{}) token.number = -1;
  }
  return tokens;
}

// True if `word` is one of the blank-parted words of `list`.
bool is_listed(std::string_view word, std::string_view list) {
  for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
    const bool begins = at == 0 || list[at - 1] == ' ';
    const bool ends = at + word.size() == list.size() || list[at + word.size()] == ' ';
    if (begins && ends) return true;
  }
  return false;
}

int month_of(const Token& token) {
  const DateWord* word = token.kind == Token::Kind::kWord ? DateWords::embedded().find(token.text) : nullptr;
  return word == nullptr ? 0 : word->month;
}

// Reads tokens from left to right; every read_ function moves on only if it succeeds.
class DateReader {
 public:
  explicit DateReader(const Tokens& tokens, std::size_t at = 0) : tokens_(tokens), at_(at) {}

  std::size_t position() const { return at_; }
  bool done() const { return at_ >= tokens_.size(); }
  const Token& token() const { return tokens_[at_]; }
  void skip() { ++at_; }

  std::optional<std::string> read_date() {
    for (const auto form : {&DateReader::year_first, &DateReader::year_month_day, &DateReader::day_month_year,
                            &DateReader::month_day_year, &DateReader::all_numbers}) {
      const std::size_t begin = at_;
      if (const auto date = (this->*form)();
          date && is_valid(*date) && date->year >= 1900 && date->year < 2100) {
        return to_iso(*date);
      }
      at_ = begin;
    }
    return std::nullopt;
  }

  // "10:00", "10:00:31.5", "10.30 Uhr" is left to the marks and words that any date line may have.
  bool read_time() {
    const std::size_t begin = at_;
    if (number(1, 2) && mark(":") && number(2, 2)) {
      while (at_ + 1 < tokens_.size() && token().is_mark(":.") &&
             tokens_[at_ + 1].kind == Token::Kind::kNumber)
        at_ += 2;
      return true;
    }
    at_ = begin;
    return false;
  }

 private:
  std::optional<int> number(std::size_t min_digits, std::size_t max_digits) {
    if (done() || token().kind != Token::Kind::kNumber) return std::nullopt;
    if (token().digits < min_digits || token().digits > max_digits) return std::nullopt;
    return tokens_[at_++].number;
  }

  bool mark(std::string_view marks) {
    if (done() || !token().is_mark(marks)) return false;
    ++at_;
    return true;
  }

  bool word(std::string_view list) {
    if (done() || token().kind != Token::Kind::kWord || !is_listed(token().text, list)) return false;
    ++at_;
    return true;
  }

  std::optional<int> month_name() {
    if (done()) return std::nullopt;
    const int month = month_of(token());
    if (month == 0) return std::nullopt;
    ++at_;
    mark(".");
    return month;
  }

  std::optional<Date> year_first() {
    const auto year = number(4, 4);
    if (!year || !(mark("-/.") || word("年 년"))) return std::nullopt;
    const auto month = number(1, 2);
    if (!month || !(mark("-/.") || word("月 월"))) return std::nullopt;
    const auto day = number(1, 2);
    if (!day) return std::nullopt;
    word("日 일 号");
    return Date{*year, *month, *day};
  }

  // "2024. november 7.", as Hungarian writes it.
  std::optional<Date> year_month_day() {
    const auto year = number(4, 4);
    if (!year || !mark(".")) return std::nullopt;
    const auto month = month_name();
    if (!month) return std::nullopt;
    const auto day = number(1, 2);
    if (!day) return std::nullopt;
    mark(".");
    return Date{*year, *month, *day};
  }

  std::optional<Date> day_month_year() {
    const auto day = number(1, 2);
    if (!day) return std::nullopt;
    mark(".-");
    word("st nd rd th er º ª");
    word("de of");
    const auto month = word("tháng") ? number(1, 2) : month_name();
    if (!month) return std::nullopt;
    mark(",-");
    word("de del of năm");
    const auto year = number(4, 4);
    if (!year) return std::nullopt;
    return Date{*year, *month, *day};
  }

  std::optional<Date> month_day_year() {
    const auto month = month_name();
    if (!month) return std::nullopt;
    const auto day = number(1, 2);
    if (!day) return std::nullopt;
    word("st nd rd th");
    mark(",");
    const auto year = number(4, 4);
    if (!year) return std::nullopt;
    return Date{*year, *month, *day};
  }

  // Dots mean day first. Strokes are read only if one number can be no month.
  std::optional<Date> all_numbers() {
    const auto first = number(1, 2);
    const bool dots = !done() && token().is_mark(".");
    if (!first || !mark("./")) return std::nullopt;
    const auto second = number(1, 2);
    if (!second || !mark(dots ? "." : "/")) return std::nullopt;
    const auto year = number(4, 4);
    if (!year) return std::nullopt;
    if (dots || *first > 12 || *first == *second) return Date{*year, *second, *first};
    if (*second > 12) return Date{*year, *first, *second};
    return std::nullopt;
  }

  const Tokens& tokens_;
  std::size_t at_;
};

bool is_comma(const Token& token) {
  return token.is_mark(",") || token.text == "،" || token.text == "，" || token.text == "、";
}

bool is_separator(const Token& token) {
  if (token.is_mark(",|-/")) return true;
  for (const std::string_view mark : {"—", "–", "•", "·"}) {
    if (token.text == mark) return true;
  }
  return false;
}

// Reads the rest of the tokens as a date line.
std::optional<PageDates> read_dates(const Tokens& tokens, std::size_t from) {
  PageDates dates;
  bool update = false;
  bool found = false;
  for (DateReader reader(tokens, from); !reader.done();) {
    if (const auto date = reader.read_date()) {
      std::string& slot = update || (found && !dates.published.empty()) ? dates.updated : dates.published;
      if (slot.empty()) slot = *date;
      found = true;
      continue;
    }
    if (reader.read_time()) continue;
    const Token& token = reader.token();
    if (token.kind == Token::Kind::kWord) {
      const DateWord* word = DateWords::embedded().find(token.text);
      if (word == nullptr) return std::nullopt;
      if (word->is_updated) update = true;
      if (word->is_published) update = false;
    } else if (token.kind == Token::Kind::kNumber && token.digits > 4) {
      return std::nullopt;
    }
    reader.skip();
  }
  if (!found) return std::nullopt;
  if (dates.updated == dates.published) dates.updated.clear();
  return dates;
}

}  // namespace

std::optional<PageDates> read_date_line(std::string_view line) {
  if (line.size() > kMaxDateLineBytes) return std::nullopt;
  return read_dates(tokenize(line), 0);
}

std::optional<PageDates> read_date_ending(std::string_view line, std::string_view& before) {
  if (line.size() > kMaxDateLineBytes) return std::nullopt;
  const Tokens tokens = tokenize(line);
  for (std::size_t from = 1; from < tokens.size(); ++from) {
    const bool starts =
        tokens[from].kind == Token::Kind::kNumber ||
        (tokens[from].kind == Token::Kind::kWord && DateWords::embedded().find(tokens[from].text) != nullptr);
    if (!starts) continue;
    if (const auto dates = read_dates(tokens, from)) {
      before = trim(line.substr(0, tokens[from].begin));
      return dates;
    }
  }
  return std::nullopt;
}

std::optional<std::string> read_dated_kicker(std::string_view line) {
  if (line.size() > kMaxKickerBytes) return std::nullopt;
  const Tokens tokens = tokenize(line);
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    DateReader reader(tokens, at);
    const auto date = reader.read_date();
    if (!date) continue;
    const std::string_view before = trim(line.substr(0, tokens[at].begin));
    const std::string_view after =
        reader.done() ? std::string_view{} : trim(line.substr(reader.token().begin));
    const std::size_t words = count_words(before) + count_words(after);
    const bool is_last = at > 0 && reader.done() && is_separator(tokens[at - 1]);
    const bool is_first = at == 0 && !reader.done() && is_separator(reader.token());
    if (words <= 3 || ((is_first || is_last) && words <= 8)) return date;
    return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Dateline> read_dateline(std::string_view text) {
  const std::string_view head = utf8_prefix(text, kMaxKickerBytes);
  const Tokens tokens = tokenize(head);
  for (std::size_t at = 1; at < std::min<std::size_t>(tokens.size(), 8); ++at) {
    const bool capital = is_upper_case(decode_utf8(head, tokens[at - 1].begin).value);
    const bool cased = is_lower_case(decode_utf8(head, tokens[at - 1].begin).value) || capital;
    // "Paris, le 7 novembre": the words that stand before dates are small. Not all scripts have capitals.
    const bool is_date_word = DateWords::embedded().find(tokens[at - 1].text) != nullptr;
    if (tokens[at - 1].kind == Token::Kind::kWord && cased && !capital && !is_date_word) return std::nullopt;
    DateReader reader(tokens, at);
    const auto date = reader.read_date();
    if (!date) continue;
    const bool comma = std::any_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(at),
                                   [](const Token& token) { return is_comma(token); });
    const bool is_small = tokens[at - 1].kind == Token::Kind::kWord &&
                          is_lower_case(decode_utf8(head, tokens[at - 1].begin).value);
    if (!comma || reader.done() || (is_small && is_comma(reader.token())) ||
        !(is_separator(reader.token()) || reader.token().is_mark(".:")))
      return std::nullopt;
    const std::size_t end = head.find_first_not_of(" -:.", reader.token().end);
    return Dateline{*date, std::min(end, head.size())};
  }
  return std::nullopt;
}

std::optional<std::string> find_time_stamp(std::string_view text) {
  const Tokens tokens = tokenize(utf8_prefix(text, kMaxStampedBytes));
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    DateReader reader(tokens, at);
    const auto date = reader.read_date();
    if (!date) continue;
    while (!reader.done() &&
           (reader.token().is_mark(",-|") || reader.token().text == "at" || reader.token().text == "t")) {
      reader.skip();
    }
    if (reader.read_time()) return date;
  }
  return std::nullopt;
}

std::optional<std::string> read_leading_date(std::string_view text) {
  const std::string_view head = utf8_prefix(text, 80);
  const Tokens tokens = tokenize(head);
  DateReader reader(tokens);
  const auto date = reader.read_date();
  if (!date || reader.done()) return std::nullopt;
  const DecodedCodePoint next = decode_utf8(head, reader.token().begin);
  // "2024年11月7日，...": scripts without capitals put a comma there.
  const bool goes_on = is_comma(reader.token()) && is_ideograph(decode_utf8(head, tokens[0].end).value);
  if (!is_upper_case(next.value) && !reader.token().is_mark("-|(") && !goes_on) return std::nullopt;
  return date;
}

}  // namespace chokepoint
