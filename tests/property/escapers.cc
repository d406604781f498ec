// SPDX-License-Identifier: GPL-2.0-or-later
// What escapes text for terminals, JSON, CSV and TSV, over a million strings that are made to get through.
//
// The judge is ICU's macros and tables of its own, not what the escapers are made of. Besides being safe:
// escaping twice is escaping once, graphemes tile the text and their columns add up, what is cut and wrapped
// fits, colours only add sequences, and JSON, CSV and TSV read back as what was written.
#include <algorithm>
#include <cstdio>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

#include "common/article/article_json.h"
#include "common/cli/terminal.h"
#include "searcher/output/styled_text.h"
#include "searcher/output/writer.h"
#include "tests/support/goal.h"

namespace chokepoint {
namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr std::uint64_t kStrings = 200'000;
#else
constexpr std::uint64_t kStrings = 1'000'000;
#endif
constexpr std::size_t kShownFailures = 20;

class HostileText {
 public:
  explicit HostileText(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return random_() % limit; }

  std::string bytes() {
    static constexpr std::string_view kPieces[] = {"\x1b[31m",
                                                   "\x1b[2J",
                                                   "\x1b]0;title\x07",
                                                   "\x1b]8;;http://x\x1b\\",
                                                   "\x1b]52;c;eA==\x07",
                                                   "\x1bPq\x1b\\",
                                                   "\x1b_x\x1b\\",
                                                   "\x1b",
                                                   "\u009b31m",
                                                   "\u009d0;x\u009c",
                                                   "\u0085",
                                                   "\x9b",
                                                   "\xc2",
                                                   "\x9b\x31m",
                                                   "\x07",
                                                   "\b\b",
                                                   "\r",
                                                   "\x7f",
                                                   "\n",
                                                   "\t",
                                                   " ",
                                                   "  ",
                                                   "\u00a0",
                                                   "\u202e",
                                                   "\u2066",
                                                   "\u2069",
                                                   "\u061c",
                                                   "\u200e",
                                                   "\u200f",
                                                   "\u2028",
                                                   "\u2029",
                                                   "\u200b",
                                                   "\u200d",
                                                   "\u00ad",
                                                   "\ufeff",
                                                   "\u0301",
                                                   "e\u0301\u0323",
                                                   "\u7981\u4ee4",
                                                   "\u1100\u1161\u11a8",
                                                   "\U0001f468\u200d\U0001f469\u200d\U0001f467",
                                                   "\U0001f1e8\U0001f1e6",
                                                   "\U0001f44d\U0001f3fd",
                                                   "\u2764\ufe0f",
                                                   "\ufdfd",
                                                   "\uff1d",
                                                   "=1+1",
                                                   "@x",
                                                   "+",
                                                   "-",
                                                   "'",
                                                   "\"",
                                                   "\"\"",
                                                   ",",
                                                   ";",
                                                   "\\",
                                                   "\\x1b",
                                                   "\\u202e",
                                                   "\\n",
                                                   "</script>",
                                                   "{\"a\":1}",
                                                   "\x1f",
                                                   "\xff",
                                                   "\xc0\x9b",
                                                   "\xe0\x80\x9b",
                                                   "\xed\xa0\x80",
                                                   "\xf4\x90\x80\x80",
                                                   "\xe2\x80",
                                                   "\xf0\x9f\x98",
                                                   "\ufffd",
                                                   "\U0010ff1b",
                                                   "\U000e0041",
                                                   "word",
                                                   "a",
                                                   "Canada"};
    std::string out;
    for (std::size_t n = below(8); n > 0; --n) {
      if (below(4) == 0)
        out += static_cast<char>(below(256));
      else
        out += kPieces[below(std::size(kPieces))];
    }
    if (below(1000) == 0) {
      for (std::size_t n = below(9); n > 0; --n) out += out;
    }
    return out;
  }

 private:
  std::mt19937 random_;
};

// As ICU reads it; nothing if it is not UTF-8.
std::optional<std::u16string> utf16_of(std::string_view text) {
  std::u16string out(text.size() + 1, u'\0');
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t length = 0;
  u_strFromUTF8(out.data(), static_cast<std::int32_t>(out.size()), &length, text.data(),
                static_cast<std::int32_t>(text.size()), &status);
  if (U_FAILURE(status)) return std::nullopt;
  out.resize(static_cast<std::size_t>(length));
  return out;
}

// Nothing that acts on a terminal, but for the characters in `kept`.
bool is_safe(std::string_view text, std::u16string_view kept) {
  const auto is_dangerous = [kept](char16_t c) {
    const bool is_control = (c < 0x20 && kept.find(c) == kept.npos) || (c >= 0x7F && c < 0xA0);
    const bool is_direction = c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                              (c >= 0x2066 && c <= 0x2069);
    return is_control || is_direction || c == 0x2028 || c == 0x2029;
  };
  const auto read = utf16_of(text);
  return read && std::none_of(read->begin(), read->end(), is_dangerous);
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

// The bytes that a cell of TSV stands for. A C1 control and its last byte alone are written alike.
std::string tsv_bytes(std::string_view cell) {
  std::string out;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] != '\\') {
      out += cell[i];
      continue;
    }
    const char kind = cell[++i];
    const auto code = [&](std::size_t digits) {
      const unsigned value =
          static_cast<unsigned>(std::stoul(std::string(cell.substr(i + 1, digits)), nullptr, 16));
      i += digits;
      return value;
    };
    if (kind == 'x') {
      out += static_cast<char>(code(2));
    } else if (kind == 'u') {
      icu::UnicodeString(static_cast<char16_t>(code(4))).toUTF8String(out);
    } else {
      out += kind == 't' ? '\t' : kind == 'n' ? '\n' : '\\';
    }
  }
  return out;
}

std::string with_c1_as_bytes(std::string text) {
  for (unsigned c = 0x80; c < 0xA0; ++c)
    text = replaced(std::move(text), {"\xC2" + std::string(1, static_cast<char>(c))},
                    std::string(1, static_cast<char>(c)));
  return text;
}

class Laws {
 public:
  explicit Laws(unsigned seed) : draw_(seed) {}

  std::uint64_t strings() const { return strings_; }
  std::uint64_t failures() const { return failures_; }

  void check_next() {
    const std::string text = next();
    check_escapes(text);
    check_layout(escape_line(text));
    check_json(text);
    if (strings_ % 8 == 0) check_tables();
  }

 private:
  std::string next() {
    ++strings_;
    return draw_.bytes();
  }

  void expect(bool holds, const char* law, std::string_view text) {
    if (holds || ++failures_ > kShownFailures) return;
    std::printf("%s: ", law);
    for (const char c : text) std::printf("\\x%02x", static_cast<unsigned char>(c));
    std::printf("\n");
  }

  void check_escapes(const std::string& text) {
    const std::string line = escape_line(text);
    const std::string block = escape_block(text);
    const std::string name = escape_name(text);
    expect(is_safe(line, u""), "an escaped line is safe", text);
    expect(is_safe(name, u""), "an escaped name is safe", text);
    expect(is_safe(block, u"\n"), "an escaped block is safe", text);
    expect(escape_line(line) == line, "a line escaped twice", text);
    expect(escape_name(name) == name, "a name escaped twice", text);
    expect(escape_block(block) == block, "a block escaped twice", text);
    expect(replaced(block, "\n", " ") == line, "a block is its lines", text);
    expect(replaced(replaced(name, "\\x0a", " "), "\\x09", " ") ==
               replaced(replaced(line, "\\x0a", " "), "\\x09", " "),
           "a name is a line but for its white space", text);
    if (is_safe(text, u"")) expect(line == text && name == text, "harmless text is left alone", text);
  }

  void check_layout(const std::string& line) {
    std::string joined;
    std::size_t columns = 0;
    for (const Grapheme& grapheme : split_graphemes(line)) {
      joined += grapheme.text;
      columns += grapheme.columns;
    }
    expect(joined == line, "graphemes tile the text", line);
    expect(columns == display_width(line), "columns add up", line);
    const std::size_t room = draw_.below(40);
    const std::string cut = cut_to_width(line, room);
    expect(display_width(cut) <= room, "what is cut fits", line);
    expect(is_safe(cut, u""), "what is cut is safe", line);
    expect(columns > room ? cut != line : cut == line, "only what is too wide is cut", line);
    check_wrapped(line, room + 2);
  }

  void check_wrapped(const std::string& text, std::size_t columns) {
    std::string words;
    for (const StyledText& line : wrap(marked(text, {{1, 4}, {6, 7}}, Style::kPlain, Style::kHit), columns)) {
      const std::string plain = render(line, Color::kNo);
      expect(is_safe(plain, u""), "a wrapped line is safe", text);
      expect(width(line) <= columns, "a wrapped line fits", text);
      std::string colored = render(line, Color::kYes);
      colored = replaced(replaced(std::move(colored), "\x1b[1;31m", ""), "\x1b[0m", "");
      expect(colored == plain, "colours only add sequences", text);
      words += plain;
    }
    // Marks may cut a cluster of characters or a sequence of bytes, whose parts are then shown each.
    if (is_ascii(text))
      expect(replaced(words, " ", "") == replaced(text, " ", ""), "wrapping loses nothing", text);
  }

  static bool is_ascii(std::string_view text) {
    for (const char c : text) {
      if (static_cast<unsigned char>(c) >= 0x80) return false;
    }
    return true;
  }

  void check_json(const std::string& text) {
    const std::string json = to_json_text(nlohmann::ordered_json::object({{text, text}}));
    expect(is_safe(json, u""), "JSON is safe", text);
    const auto read = nlohmann::ordered_json::parse(json, nullptr, false);
    if (!read.is_object() || read.size() != 1) return expect(false, "JSON parses", text);
    const std::string value = read.begin().value().get<std::string>();
    expect(utf16_of(text) ? value == text : utf16_of(value).has_value(), "JSON reads back", text);
  }

  // A row of cells, read back from CSV and from TSV.
  void check_tables() {
    SearchResults results;
    results.total = 1;
    Article& article = results.hits.emplace_back().article;
    article.id = next();
    article.title = next();
    article.company = {{next(), true, ""}};
    const std::string_view cells[] = {article.id, article.title, article.company[0].value};
    OutputOptions options;
    options.has_header = false;
    for (const Format format : {Format::kCsv, Format::kTsv}) {
      options.format = format;
      StringSink out;
      write_results(results, options, out);
      const bool is_csv = format == Format::kCsv;
      const std::vector<std::string> row = is_csv ? csv_row(out.text()) : tsv_row(out.text());
      expect(is_safe(out.text(), is_csv ? u"\n" : u"\n\t"), "a row is safe", out.text());
      if (row.size() != 7) {
        expect(false, "a row has its columns", out.text());
        continue;
      }
      const std::string_view got[] = {row[0], row[3], row[5]};
      for (std::size_t i = 0; i < 3; ++i) check_cell(is_csv, cells[i], got[i]);
    }
  }

  void check_cell(bool is_csv, std::string_view text, std::string_view cell) {
    if (!is_csv)
      return expect(tsv_bytes(cell) == with_c1_as_bytes(std::string(text)), "TSV reads back", text);
    const std::string escaped = escape_block(text);
    expect(cell == escaped || cell == "'" + escaped, "CSV reads back", text);
    const std::size_t first = cell.find_first_not_of(" \n");
    expect(first == cell.npos || std::string_view("=+-@").find(cell[first]) == cell.npos,
           "no cell is calculated", text);
  }

  static std::vector<std::string> tsv_row(std::string_view text) {
    std::vector<std::string> row(1);
    for (const char c : text.substr(0, text.size() - 1)) {
      if (c == '\t')
        row.emplace_back();
      else if (c == '\n')
        return {};
      else
        row.back() += c;
    }
    return row;
  }

  // As RFC 4180 has it, with LF line ends; empty for anything else.
  static std::vector<std::string> csv_row(std::string_view text) {
    std::vector<std::string> row(1);
    bool is_quoted = false;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
      const char c = text[i];
      if (is_quoted) {
        if (c != '"')
          row.back() += c;
        else if (text[i + 1] == '"')
          row.back() += text[++i];
        else
          is_quoted = false;
      } else if (c == '"' && row.back().empty() && (i == 0 || text[i - 1] == ',')) {
        is_quoted = true;
      } else if (c == ',') {
        row.emplace_back();
      } else if (c == '"' || c == '\n') {
        return {};
      } else {
        row.back() += c;
      }
    }
    return text.ends_with('\n') && !is_quoted ? row : std::vector<std::string>();
  }

  HostileText draw_;
  std::uint64_t strings_ = 0;
  std::uint64_t failures_ = 0;
};

int check_laws() {
  const Goal goal("escapers");
  Laws laws(goal.seed());
  while (goal.has_time(laws.strings() < kStrings)) {
    for (int i = 0; i < 1000; ++i) laws.check_next();
  }
  goal.report(laws.failures(), {{"strings", laws.strings()}});
  return laws.failures() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace chokepoint

int main() {
  return chokepoint::check_laws();
}
