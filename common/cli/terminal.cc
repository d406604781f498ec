// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/terminal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include <sys/ioctl.h>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unistd.h>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

constexpr std::string_view kEllipsis = "\u2026";
constexpr std::size_t kDefaultColumns = 80;
constexpr std::size_t kLeastColumns = 40;
constexpr std::size_t kMostColumns = 10000;

constexpr bool is_plain_ascii(char c) {
  return c >= 0x20 && c < 0x7F;
}

constexpr bool is_dangerous(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void append_code(const char* format, unsigned value, std::string& out) {
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), format, value);
  out += buffer.data();
}

enum class LineFeeds { kToSpaces, kKept, kEscaped };

std::string escape(std::string_view text, LineFeeds line_feeds) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (is_plain_ascii(text[i])) {
      out.push_back(text[i++]);
      continue;
    }
    const DecodedCodePoint c = decode_utf8(text, i);
    if (!c.valid) {
      for (std::size_t k = 0; k < c.length; ++k)
        append_code("\\x%02x", static_cast<unsigned char>(text[i + k]), out);
    } else if ((c.value == '\n' || c.value == '\t') && line_feeds != LineFeeds::kEscaped) {
      out.push_back(c.value == '\n' && line_feeds == LineFeeds::kKept ? '\n' : ' ');
    } else if (is_dangerous(c.value)) {
      append_code(c.value <= 0xFF ? "\\x%02x" : "\\u%04x", c.value, out);
    } else {
      out.append(text.substr(i, c.length));
    }
    i += c.length;
  }
  return out;
}

// Drawn as wide as the ideographs among which they stand, whatever UAX #11 says: circled numbers on black
// squares and the hexagrams.
constexpr bool is_wide_symbol(char32_t c) {
  return (c >= 0x3248 && c <= 0x324F) || (c >= 0x4DC0 && c <= 0x4DFF);
}

// As wcwidth(3) has it, but of one Unicode version and no locale. The soft hyphen and the Arabic number signs
// are format characters that terminals do show.
std::size_t code_point_width(char32_t c) {
  if (c < 0x300) return c < 0x20 || (c >= 0x7F && c < 0xA0) ? 0 : 1;
  const auto code_point = static_cast<UChar32>(c);
  const std::uint32_t category = U_MASK(u_charType(code_point));
  if ((category & U_GC_CF_MASK) != 0)
    return u_hasBinaryProperty(code_point, UCHAR_PREPENDED_CONCATENATION_MARK) ? 1 : 0;
  if ((category & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0) return 0;
  if (is_wide_symbol(c)) return 2;
  const int hangul = u_getIntPropertyValue(code_point, UCHAR_HANGUL_SYLLABLE_TYPE);
  if (hangul == U_HST_VOWEL_JAMO || hangul == U_HST_TRAILING_JAMO) return 0;  // part of the syllable before
  const int width = u_getIntPropertyValue(code_point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// Families, flags and keycaps are several code points drawn as one emoji.
std::size_t grapheme_width(std::string_view grapheme) {
  std::size_t width = 0;
  bool is_emoji = false;
  std::size_t indicators = 0;
  for (std::size_t i = 0; i < grapheme.size();) {
    const DecodedCodePoint c = decode_utf8(grapheme, i);
    width += code_point_width(c.value);
    if (c.value == 0xFE0F) is_emoji = true;
    if (c.value == 0x200D && width >= 2) is_emoji = true;
    if (c.value >= 0x1F3FB && c.value <= 0x1F3FF && i > 0) is_emoji = true;
    if (c.value >= 0x1F1E6 && c.value <= 0x1F1FF) ++indicators;
    i += c.length;
  }
  return (is_emoji && width > 0) || indicators == 2 ? 2 : width;
}

// Null if ICU's data is missing: then every code point is taken for a cluster, which is still safe to print.
icu::BreakIterator* thread_iterator() {
  thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) made.reset();
    return made;
  }();
  return iterator.get();
}

// Walks the grapheme clusters of a text. One a thread at a time, since they share the iterator.
class GraphemeWalk {
 public:
  explicit GraphemeWalk(std::string_view text) : text_(text) {}
  GraphemeWalk(const GraphemeWalk&) = delete;
  GraphemeWalk& operator=(const GraphemeWalk&) = delete;
  ~GraphemeWalk() {
    if (is_open_) utext_close(&utext_);
  }

  bool at_end() const { return at_ >= text_.size(); }

  std::string_view next() {
    const std::size_t begin = at_;
    const bool is_alone =
        is_plain_ascii(text_[at_]) && (at_ + 1 == text_.size() || is_plain_ascii(text_[at_ + 1]));
    at_ = is_alone ? at_ + 1 : end_from(at_);
    return text_.substr(begin, at_ - begin);
  }

 private:
  std::size_t end_from(std::size_t begin) {
    if (!open()) return begin + decode_utf8(text_, begin).length;
    const std::int32_t end = thread_iterator()->following(static_cast<std::int32_t>(begin));
    return end == icu::BreakIterator::DONE ? text_.size() : static_cast<std::size_t>(end);
  }

  // Opened only when a text is not plain ASCII throughout.
  bool open() {
    if (is_open_) return true;
    icu::BreakIterator* iterator = thread_iterator();
    if (iterator == nullptr) return false;
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&utext_, text_.data(), static_cast<std::int64_t>(text_.size()), &status);
    if (U_FAILURE(status)) return false;
    is_open_ = true;
    iterator->setText(&utext_, status);
    return U_SUCCESS(status);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  UText utext_ = UTEXT_INITIALIZER;
  bool is_open_ = false;
};

std::size_t sane_columns(std::size_t columns) {
  return std::clamp(columns, kLeastColumns, kMostColumns);
}

}  // namespace

std::string escape_line(std::string_view text) {
  return escape(text, LineFeeds::kToSpaces);
}

std::string escape_name(std::string_view text) {
  return escape(text, LineFeeds::kEscaped);
}

std::string escape_block(std::string_view text) {
  return escape(text, LineFeeds::kKept);
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (GraphemeWalk walk(text); !walk.at_end();) width += grapheme_width(walk.next());
  return width;
}

std::string cut_to_width(std::string_view text, std::size_t columns) {
  std::size_t width = 0;
  std::size_t end = 0;  // of what has been walked and fits
  std::size_t cut = 0;  // the last end that leaves a column for the ellipsis
  for (GraphemeWalk walk(text); !walk.at_end();) {
    const std::string_view grapheme = walk.next();
    width += grapheme_width(grapheme);
    if (width > columns)
      return columns == 0 ? std::string() : std::string(text.substr(0, cut)) + std::string(kEllipsis);
    end += grapheme.size();
    if (width < columns) cut = end;
  }
  return std::string(text);
}

std::vector<Grapheme> split_graphemes(std::string_view text) {
  std::vector<Grapheme> graphemes;
  for (GraphemeWalk walk(text); !walk.at_end();) {
    const std::string_view grapheme = walk.next();
    graphemes.push_back({grapheme, grapheme_width(grapheme)});
  }
  return graphemes;
}

std::size_t grapheme_end(std::string_view text, std::size_t begin) {
  GraphemeWalk walk(text.substr(begin));
  return begin + walk.next().size();
}

bool is_terminal(int fd) {
  return ::isatty(fd) == 1;
}

std::size_t terminal_columns(int fd) {
  winsize size{};
  if (is_terminal(fd) && ::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return sane_columns(size.ws_col);
  if (const char* variable = std::getenv("COLUMNS"); variable != nullptr) {
    const std::string_view text = variable;
    std::size_t columns = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), columns);
    if (error == std::errc() && end == text.data() + text.size() && columns > 0 && columns <= kMostColumns) {
      return sane_columns(columns);
    }
  }
  return kDefaultColumns;
}

std::size_t terminal_rows(int fd) {
  winsize size{};
  const bool is_known = is_terminal(fd) && ::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_row > 0;
  return is_known ? size.ws_row : 0;
}

bool use_color(When when, int fd) {
  if (when != When::kAuto) return when == When::kAlways;
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string_view(value == nullptr ? "" : value);
  };
  if (!variable("NO_COLOR").empty()) return false;
  const std::string_view force = variable("CLICOLOR_FORCE");
  if (!force.empty() && force != "0") return true;
  const std::string_view terminal = variable("TERM");
  return is_terminal(fd) && !terminal.empty() && terminal != "dumb";
}

}  // namespace chokepoint
