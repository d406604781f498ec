// SPDX-License-Identifier: GPL-2.0-or-later
// Read here and not through pandoc, whose version in Debian 12 swallows the letters behind a "\uN?" (it makes
// "TikTok’ unit" of "TikTok\u8217?s unit") and takes lists into the tables behind them. The language is
// small: groups in braces that inherit the state around them, control words, and text in the code page of the
// font.
#include "indexer/source/rtf_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "common/base/ascii.h"
#include "common/base/utf8.h"
#include "indexer/source/pdf_text.h"
#include "indexer/source/short_field.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxDepth = 1000;  // groups below share the state of the last one
constexpr int kDefaultCodePage = 1252;

// ICU's converters by the numbers of Windows' code pages, each opened once.
class CodePages {
 public:
  void append_utf8(int code_page, std::string_view bytes, std::string& out) {
    UConverter* converter = open(code_page);
    if (converter == nullptr || bytes.empty()) return;
    UErrorCode error = U_ZERO_ERROR;
    icu::UnicodeString(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter, error)
        .toUTF8String(out);
  }

 private:
  using Converter = std::unique_ptr<UConverter, void (*)(UConverter*)>;

  static std::string name_of(int code_page) {
    switch (code_page) {
      case 932:
        return "ibm-943_P15A-2003";
      case 936:
        return "GBK";
      case 950:
        return "Big5";
      case 10000:
        return "macintosh";
      case 65001:
        return "UTF-8";
      default:
        return "windows-" + std::to_string(code_page);
    }
  }

  UConverter* open(int code_page) {
    const auto found = converters_.find(code_page);
    if (found != converters_.end()) return found->second.get();
    UErrorCode error = U_ZERO_ERROR;
    Converter converter(::ucnv_open(name_of(code_page).c_str(), &error), ::ucnv_close);
    if (U_FAILURE(error)) {
      if (code_page == kDefaultCodePage) return nullptr;
      return open(kDefaultCodePage);
    }
    return converters_.emplace(code_page, std::move(converter)).first->second.get();
  }

  std::map<int, Converter> converters_;
};

// The code page of a font's \fcharset; nothing for the default.
std::optional<int> code_page_of_charset(int charset) {
  static constexpr std::array<std::pair<int, int>, 17> kPages = {{{0, 1252},
                                                                  {77, 10000},
                                                                  {128, 932},
                                                                  {129, 949},
                                                                  {134, 936},
                                                                  {136, 950},
                                                                  {161, 1253},
                                                                  {162, 1254},
                                                                  {163, 1258},
                                                                  {177, 1255},
                                                                  {178, 1256},
                                                                  {186, 1257},
                                                                  {204, 1251},
                                                                  {222, 874},
                                                                  {238, 1250},
                                                                  {254, 437},
                                                                  {2, 1252}}};
  const auto found = std::find_if(kPages.begin(), kPages.end(),
                                  [charset](const auto& page) { return page.first == charset; });
  return found == kPages.end() ? std::nullopt : std::optional(found->second);
}

// Where the text of a group goes.
enum class Destination : std::uint8_t { kBody, kTitle, kAuthor, kListMark, kFontTable, kNowhere };

struct State {
  Destination destination = Destination::kBody;
  int font = -1;
  int fallback_bytes = 1;  // \ucN: how many characters stand behind a \uN for readers that do not know it
  bool is_hidden = false;
  bool is_deleted = false;
  bool is_in_table = false;
};

struct ControlWord {
  std::string_view name;
  std::optional<int> number;
};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

template <typename Value, std::size_t Size>
const Value* find_word(const std::array<std::pair<std::string_view, Value>, Size>& words,
                       std::string_view name) {
  const auto found =
      std::find_if(words.begin(), words.end(), [name](const auto& word) { return word.first == name; });
  return found == words.end() ? nullptr : &found->second;
}

constexpr std::array<std::pair<std::string_view, Destination>, 27> kDestinations = {{
    {"fonttbl", Destination::kFontTable},
    {"title", Destination::kTitle},
    {"author", Destination::kAuthor},
    {"listtext", Destination::kListMark},
    {"pntext", Destination::kListMark},
    {"colortbl", Destination::kNowhere},
    {"stylesheet", Destination::kNowhere},
    {"info", Destination::kNowhere},
    {"pict", Destination::kNowhere},
    {"object", Destination::kNowhere},
    {"header", Destination::kNowhere},
    {"headerl", Destination::kNowhere},
    {"headerr", Destination::kNowhere},
    {"headerf", Destination::kNowhere},
    {"footer", Destination::kNowhere},
    {"footerl", Destination::kNowhere},
    {"footerr", Destination::kNowhere},
    {"footerf", Destination::kNowhere},
    {"fldinst", Destination::kNowhere},
    {"listtable", Destination::kNowhere},
    {"nonshppict", Destination::kNowhere},
    {"annotation", Destination::kNowhere},
    {"private", Destination::kNowhere},
    {"tc", Destination::kNowhere},
    {"xe", Destination::kNowhere},
    {"filetbl", Destination::kNowhere},
    {"listoverridetable", Destination::kNowhere},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kSigns = {{
    {"emdash", "—"},
    {"endash", "–"},
    {"lquote", "‘"},
    {"rquote", "’"},
    {"ldblquote", "“"},
    {"rdblquote", "”"},
    {"bullet", "•"},
    {"tab", " "},
    {"line", "\n"},
    {"emspace", " "},
    {"enspace", " "},
    {"qmspace", " "},
    {"zwnj", "\u200C"},
}};

class RtfParser {
 public:
  // Reads the whole file. What is behind its last brace is not looked at.
  void parse(std::string_view bytes) {
    rest_ = bytes;
    while (!rest_.empty() && !is_done_) {
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '{') {
        open_group();
      } else if (c == '}') {
        close_group();
      } else if (c == '\\') {
        take_control();
      } else if (c != '\r' && c != '\n') {
        take_byte(c);
      }
    }
    end_paragraph();
  }

  std::string text;
  std::string title;
  std::string author;

 private:
  State& state() { return states_.back(); }

  void open_group() {
    flush();
    skipped_characters_ = 0;
    ++depth_;
    if (depth_ <= kMaxDepth) states_.push_back(state());
    is_ignorable_ = false;
  }

  void close_group() {
    flush();
    skipped_characters_ = 0;
    if (depth_ == 0) return;
    if (state().destination == Destination::kListMark && depth_ <= kMaxDepth) take_list_mark();
    if (depth_ <= kMaxDepth) states_.pop_back();
    --depth_;
    is_done_ = depth_ == 0;
  }

  // The group says how the list item is marked: a number stays, a bullet of whatever font becomes a dash.
  void take_list_mark() {
    if (states_[states_.size() - 2].destination == Destination::kListMark) return;
    const std::string_view mark = trim(list_mark_);
    const bool is_number = std::any_of(mark.begin(), mark.end(),
                                       [](char c) { return is_ascii_letter(c) || (c >= '0' && c <= '9'); });
    if (!mark.empty()) paragraph_ += is_number ? std::string(mark) + " " : "- ";
    list_mark_.clear();
  }

  // The string that text goes to now; null if it goes nowhere.
  std::string* target() {
    if (state().is_hidden || state().is_deleted) return nullptr;
    switch (state().destination) {
      case Destination::kBody:
        return &paragraph_;
      case Destination::kTitle:
        return &title;
      case Destination::kAuthor:
        return &author;
      case Destination::kListMark:
        return &list_mark_;
      default:
        return nullptr;
    }
  }

  void take_byte(char c) {
    is_ignorable_ = false;
    if (skipped_characters_ > 0) {
      --skipped_characters_;
    } else if (target() != nullptr) {
      pending_ += c;
    }
  }

  // Text so far, from the code page of its font. A font's page counts, or a Cyrillic \'xx would be read as
  // Latin.
  void flush() {
    if (pending_.empty()) return;
    const auto font = font_pages_.find(state().font);
    if (std::string* to = target())
      code_pages_.append_utf8(font == font_pages_.end() ? code_page_ : font->second, pending_, *to);
    pending_.clear();
  }

  void append(std::string_view sign) {
    flush();
    if (std::string* to = target()) *to += sign;
  }

  void take_control() {
    if (rest_.empty()) return;
    const char c = rest_.front();
    if (is_ascii_letter(c)) return take_word(read_word());
    rest_.remove_prefix(1);
    if (c == '\'') return take_hex_byte();
    if (c == '*') {
      is_ignorable_ = true;
    } else if (c == '\\' || c == '{' || c == '}') {
      take_byte(c);
    } else if (c == '~') {
      append("\u00A0");
    } else if (c == '_') {
      append("-");
    } else if (c == '\n' || c == '\r') {
      take_paragraph_end();
    }
  }

  ControlWord read_word() {
    std::size_t end = 0;
    while (end < rest_.size() && is_ascii_letter(rest_[end])) ++end;
    ControlWord word{rest_.substr(0, end), std::nullopt};
    rest_.remove_prefix(end);
    int number = 0;
    const auto [after, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    rest_.remove_prefix(static_cast<std::size_t>(after - rest_.data()));
    if (error == std::errc()) word.number = number;
    if (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    return word;
  }

  void take_hex_byte() {
    const int high = rest_.empty() ? -1 : hex_digit(rest_[0]);
    const int low = rest_.size() < 2 ? -1 : hex_digit(rest_[1]);
    if (high < 0 || low < 0) return;
    rest_.remove_prefix(2);
    take_byte(static_cast<char>(high * 16 + low));
  }

  void take_word(const ControlWord& word) {
    const bool is_ignorable = std::exchange(is_ignorable_, false);
    const int number = word.number.value_or(1);
    if (const Destination* destination = find_word(kDestinations, word.name)) return enter(*destination);
    if (is_ignorable) return enter(Destination::kNowhere);
    if (const std::string_view* sign = find_word(kSigns, word.name)) return append(*sign);
    if (word.name == "u" && word.number) {
      take_code_point(number);
    } else if (word.name == "bin") {
      rest_.remove_prefix(std::min(static_cast<std::size_t>(std::max(number, 0)), rest_.size()));
    } else if (!take_break(word.name)) {
      take_property(word.name, number);
    }
  }

  void enter(Destination destination) {
    flush();
    // What stands inside a skipped group is skipped, but for the properties among the information.
    const bool is_property = destination == Destination::kTitle || destination == Destination::kAuthor;
    if (state().destination == Destination::kNowhere && !is_property) return;
    // A second author is the one who changed it last.
    if (destination == Destination::kAuthor && !author.empty()) return;
    state().destination = destination;
  }

  // \uN is a signed UTF-16 unit.
  void take_code_point(int number) {
    flush();
    skipped_characters_ = state().fallback_bytes;
    const auto unit = static_cast<char32_t>(static_cast<std::uint16_t>(number));
    const char32_t high = std::exchange(high_surrogate_, 0);
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_surrogate_ = unit;
    } else if (std::string* to = target()) {
      const bool is_low = unit >= 0xDC00 && unit < 0xE000;
      const char32_t whole = is_low ? 0x10000 + ((high - 0xD800) << 10U) + (unit - 0xDC00) : unit;
      append_utf8(is_low && high == 0 ? kReplacementCharacter : whole, *to);
    }
  }

  bool take_break(std::string_view name) {
    if (name == "par" || name == "sect" || name == "page") {
      take_paragraph_end();
    } else if (name == "cell" || name == "nestcell") {
      append("\t");
    } else if (name == "row" || name == "nestrow") {
      flush();
      if (target() == &paragraph_) end_row();
    } else {
      return false;
    }
    return true;
  }

  void take_property(std::string_view name, int number) {
    if (name == "uc") {
      state().fallback_bytes = std::clamp(number, 0, 8);
    } else if (name == "ansicpg") {
      code_page_ = number;
    } else if (name == "f") {
      flush();
      state().font = number;
    } else if (name == "fcharset" && state().destination == Destination::kFontTable) {
      if (const auto page = code_page_of_charset(number)) font_pages_[state().font] = *page;
    } else if (name == "v") {
      flush();
      state().is_hidden = number != 0;
    } else if (name == "deleted") {
      flush();
      state().is_deleted = number != 0;
    } else if (name == "plain") {
      flush();
      state().is_hidden = state().is_deleted = false;
    } else if (name == "intbl") {
      state().is_in_table = true;
    } else if (name == "pard") {
      state().is_in_table = false;
    }
  }

  void take_paragraph_end() {
    flush();
    if (target() != &paragraph_) return;
    if (state().is_in_table) {
      paragraph_ += ' ';  // a cell of several paragraphs is a cell of one row
    } else {
      end_paragraph();
    }
  }

  void end_paragraph() {
    flush();
    is_after_row_ = false;
    const std::string_view line = trim(paragraph_);
    if (!line.empty()) {
      if (!text.empty()) text += "\n\n";
      text += line;
    }
    paragraph_.clear();
  }

  // The cells, which end in tabs, as "a | b"; rows follow one another without a blank line.
  void end_row() {
    std::string row;
    for (std::string_view rest = paragraph_; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\t'), rest.size());
      const std::string_view cell = trim(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (!cell.empty()) row += (row.empty() ? "" : " | ") + std::string(cell);
    }
    paragraph_.clear();
    if (row.empty()) return;
    if (!text.empty()) text += is_after_row_ ? "\n" : "\n\n";
    text += row;
    is_after_row_ = true;
  }

  std::string_view rest_;
  std::vector<State> states_ = {State()};
  std::size_t depth_ = 0;
  bool is_done_ = false;
  bool is_ignorable_ = false;   // "\*" came: a destination that we do not know is to be skipped
  int skipped_characters_ = 0;  // of what stands behind a \uN
  char32_t high_surrogate_ = 0;
  int code_page_ = kDefaultCodePage;
  std::map<int, int> font_pages_;
  CodePages code_pages_;
  std::string pending_;  // bytes in the code page of the current font
  std::string paragraph_;
  std::string list_mark_;
  bool is_after_row_ = false;
};

}  // namespace

void read_rtf(const SourceContent& content, const ArticleSink& sink) {
  RtfParser parser;
  parser.parse(content.bytes);
  RawArticle article;
  article.id = content.file.id;
  article.path = content.file.path;
  article.text = repair_utf8(parser.text);
  if (article.text.empty()) return sink(Skip{content.file.path, "no-text", "the document has no text"});
  const std::string title = short_field(repair_utf8(parser.title));
  if (is_real_title(title)) article.metadata.title = title;
  article.metadata.author = short_field(repair_utf8(parser.author));
  sink(std::move(article));
}

}  // namespace chokepoint
