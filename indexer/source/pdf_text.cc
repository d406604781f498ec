// SPDX-License-Identifier: GPL-2.0-or-later
// pdftotext's plain output has no paragraphs: it parts blocks only where the gap is wide. Its "-bbox-layout"
// has the columns in reading order and the place of each line, from which the paragraphs can be told.
#include "indexer/source/pdf_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <unordered_set>
#include <utility>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "common/base/utf8.h"
#include "indexer/source/short_field.h"

namespace chokepoint {
namespace {

// What of the page's height counts as margin, where headers and footers stand.
constexpr double kMargin = 0.12;
// Lines of one paragraph differ by less than this in height (of type), and are no further apart than this.
constexpr double kHeightTolerance = 0.15;
constexpr double kMaxLeading = 1.45;
constexpr double kIndent = 0.8;  // of a first line, in line heights
constexpr double kSpace = 0.25;  // between words, in line heights
// A block of so many lines has a right edge of its own; that of a smaller one is its column's.
constexpr std::size_t kTallBlockLines = 4;

struct Box {
  double x_min = 0;
  double y_min = 0;
  double x_max = 0;
  double y_max = 0;
  double height() const { return y_max - y_min; }
  double width() const { return x_max - x_min; }
};

struct Line {
  std::string text;
  Box box;
  double first_word_width = 0;
  std::size_t block = 0;  // numbers in the document
  std::size_t page = 0;
};

struct Block {
  std::size_t lines = 0;
  double x_max = 0;
  std::size_t flow = 0;
};

struct Layout {
  SourceMetadata metadata;
  std::string created;  // ISO 8601
  std::vector<Line> lines;
  std::vector<Block> blocks;
  std::vector<double> flow_edges;  // the largest x of each flow, which is a column or a part of one
  std::vector<double> page_heights;
};

std::string without_entities(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, char>, 6> kEntities = {
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&#39;", '\''}}};
  std::string out;
  while (!text.empty()) {
    const auto entity = std::find_if(kEntities.begin(), kEntities.end(),
                                     [text](const auto& each) { return text.starts_with(each.first); });
    const bool is_entity = text.front() == '&' && entity != kEntities.end();
    out += is_entity ? entity->second : text.front();
    text.remove_prefix(is_entity ? entity->first.size() : 1);
  }
  return out;
}

// The value of an attribute of a tag, as it stands.
std::string_view attribute(std::string_view tag, std::string_view name) {
  for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
    const std::string_view rest = tag.substr(at + name.size());
    if (at > 0 && tag[at - 1] == ' ' && rest.starts_with("=\"")) return rest.substr(2, rest.find('"', 2) - 2);
  }
  return {};
}

double number(std::string_view tag, std::string_view name) {
  const std::string_view text = attribute(tag, name);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::isfinite(value) ? value : 0;
}

Box box_of(std::string_view tag) {
  return {number(tag, "xMin"), number(tag, "yMin"), number(tag, "xMax"), number(tag, "yMax")};
}

char32_t first_of(std::string_view text) {
  return text.empty() ? 0 : decode_utf8(text, 0).value;
}

// Where the last code point of `text`, which is not empty, begins.
std::size_t last_at(std::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  return at;
}

char32_t last_of(std::string_view text) {
  return text.empty() ? 0 : decode_utf8(text, last_at(text)).value;
}

bool is_lower(char32_t c) {
  return u_islower(static_cast<UChar32>(c)) != 0;
}

// Scripts that part their words by nothing.
bool is_written_without_spaces(char32_t c) {
  const int width = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
  if (width != U_EA_WIDE && width != U_EA_FULLWIDTH) return false;
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &error) != USCRIPT_HANGUL;
}

void append_word(std::string& text, std::string_view word) {
  if (word.empty()) return;
  if (!text.empty() &&
      !(is_written_without_spaces(last_of(text)) && is_written_without_spaces(first_of(word))))
    text += ' ';
  text += word;
}

// Typographic ligatures, which readers do not type. Nothing else is normalised here: NFKC would turn the
// footnote mark of "10²" into a digit of the number.
std::string without_ligatures(std::string_view text) {
  static constexpr std::array<std::string_view, 7> kLetters = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCodePoint c = decode_utf8(text, at);
    if (c.value >= 0xFB00 && c.value <= 0xFB06) {
      out += kLetters[c.value - 0xFB00];
    } else {
      out += text.substr(at, c.length);
    }
    at += c.length;
  }
  return out;
}

class LayoutReader {
 public:
  Layout read(std::string_view rest) {
    while (!rest.empty()) {
      const std::size_t open = rest.find('<');
      const std::size_t close = open == std::string_view::npos ? open : rest.find('>', open);
      if (close == std::string_view::npos) break;
      const std::string_view tag = rest.substr(open + 1, close - open - 1);
      rest.remove_prefix(close + 1);
      take(tag, rest.substr(0, rest.find('<')));
    }
    return std::move(layout_);
  }

 private:
  // `content` is what stands up to the next tag.
  void take(std::string_view tag, std::string_view content) {
    if (tag.starts_with("word ")) {
      take_word(box_of(tag), without_ligatures(without_entities(content)));
    } else if (tag.starts_with("line ")) {
      take_line(box_of(tag));
    } else if (tag.starts_with("block ")) {
      if (!layout_.flow_edges.empty()) layout_.blocks.push_back({0, 0, layout_.flow_edges.size() - 1});
    } else if (tag == "flow") {
      layout_.flow_edges.push_back(0);
    } else if (tag.starts_with("page ")) {
      layout_.page_heights.push_back(number(tag, "height"));
    } else if (tag == "title") {
      const std::string title = short_field(without_entities(content));
      if (is_real_title(title)) layout_.metadata.title = title;
    } else if (tag.starts_with("meta ")) {
      take_metadata(attribute(tag, "name"), short_field(without_entities(attribute(tag, "content"))));
    }
  }

  void take_word(const Box& box, std::string_view word) {
    if (layout_.lines.empty()) return;
    Line& line = layout_.lines.back();
    if (line.text.empty()) line.first_word_width = box.width();
    append_word(line.text, word);
  }

  void take_line(const Box& box) {
    if (layout_.page_heights.empty() || layout_.blocks.empty()) return;
    Block& block = layout_.blocks.back();
    ++block.lines;
    block.x_max = std::max(block.x_max, box.x_max);
    double& edge = layout_.flow_edges[block.flow];
    edge = std::max(edge, box.x_max);
    layout_.lines.push_back({"", box, 0, layout_.blocks.size() - 1, layout_.page_heights.size() - 1});
  }

  void take_metadata(std::string_view name, const std::string& value) {
    if (name == "Author") layout_.metadata.author = value;
    if (name == "CreationDate") layout_.created = value;
  }

  Layout layout_;
};

// The text with numbers made alike: "Page 3 of 12" and "Page 4 of 12" are the same footer.
std::string without_numbers(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit) out += c;
    if (is_digit && !out.ends_with('#')) out += '#';
  }
  return out;
}

// "3", "- 3 -", "3/12", "Page 3 of 12", "p. 3".
bool is_page_number(std::string_view text) {
  std::string shape;
  for (const char c : ascii_lower(without_numbers(text))) {
    if (c != ' ' && c != '-' && c != '.') shape += c;
  }
  static constexpr std::array<std::string_view, 6> kShapes = {"#", "#/#", "page#", "page#of#", "p#", "#of#"};
  return std::find(kShapes.begin(), kShapes.end(), shape) != kShapes.end();
}

bool is_in_margin(const Line& line, const Layout& layout) {
  const double height = layout.page_heights[line.page];
  return line.box.y_max < height * kMargin || line.box.y_min > height * (1 - kMargin);
}

// What makes lines on different pages the same header or footer: text but for numbers, and height on the
// page.
std::string furniture_key(const Line& line) {
  constexpr double kBand = 10;  // points
  return without_numbers(line.text) + '\n' + std::to_string(std::lround(line.box.y_min / kBand));
}

// Which lines are headers or footers: in the margin, and a page number or the same on two pages and on two
// fifths of all (left and right pages may differ, the first may have none).
std::vector<bool> find_furniture(const Layout& layout) {
  std::map<std::string, std::unordered_set<std::size_t>> pages_of;
  for (const Line& line : layout.lines) {
    if (is_in_margin(line, layout)) pages_of[furniture_key(line)].insert(line.page);
  }
  const std::size_t needed = std::max<std::size_t>(2, layout.page_heights.size() * 2 / 5);
  std::vector<bool> is_furniture;
  for (const Line& line : layout.lines) {
    is_furniture.push_back(is_in_margin(line, layout) &&
                           (is_page_number(line.text) || pages_of[furniture_key(line)].size() >= needed));
  }
  return is_furniture;
}

bool has_letter_or_digit(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCodePoint c = decode_utf8(text, at);
    if (u_isalnum(static_cast<UChar32>(c.value)) != 0) return true;
    at += c.length;
  }
  return false;
}

bool ends_sentence(std::string_view text) {
  static constexpr std::u32string_view kClosing = U"\"'”’»)]」』";
  static constexpr std::u32string_view kEnds = U".!?:;…。！？：؟।";
  while (!text.empty() && kClosing.find(last_of(text)) != std::u32string_view::npos)
    text = text.substr(0, last_at(text));
  return !text.empty() && kEnds.find(last_of(text)) != std::u32string_view::npos;
}

bool is_bullet(char32_t c) {
  static constexpr std::u32string_view kBullets = U"•‣▪●○◦–—*-·";
  return kBullets.find(c) != std::u32string_view::npos;
}

bool have_same_type(const Box& a, const Box& b) {
  return std::abs(a.height() - b.height()) <= kHeightTolerance * std::max(a.height(), b.height());
}

class ParagraphBuilder {
 public:
  explicit ParagraphBuilder(const Layout& layout) : layout_(layout) {
    bool is_cut = false;
    for (const Line& line : layout.lines) {
      add_words(line.text, is_cut);
      is_cut = line.text.ends_with('-');
    }
  }

  // Whether `next` begins a paragraph when `line` is the one before it.
  bool begins_paragraph(const Line& line, const Line& next) const {
    const bool goes_on = !ends_sentence(line.text) && is_lower(first_of(next.text));
    if (!have_same_type(line.box, next.box)) return true;
    if (line.block != next.block) return !goes_on;
    if (next.box.y_min - line.box.y_min > kMaxLeading * line.box.height()) return true;
    if (goes_on) return false;
    if (is_bullet(first_of(next.text)) && next.text.size() > 4) return true;
    if (has_room_for(line, next)) return true;
    return next.box.x_min - line.box.x_min > kIndent * line.box.height() && !is_bullet(first_of(line.text));
  }

  // Appends a line to the paragraph that it belongs to.
  void append_line(std::string& paragraph, std::string_view line) const {
    if (paragraph.empty() || !ends_in_hyphen(paragraph) || !is_lower(first_of(line)))
      return append_word(paragraph, line);
    const std::size_t hyphen = last_at(paragraph);
    const bool is_soft = last_of(paragraph) == 0xAD;
    const std::string_view before = last_word(std::string_view(paragraph).substr(0, hyphen));
    const std::string_view after = first_word(line);
    if (is_soft || !is_compound(before, after)) paragraph.resize(hyphen);
    paragraph += line;
  }

 private:
  // Whether the next line's first word would have fit behind this line: then the line was ended on purpose.
  bool has_room_for(const Line& line, const Line& next) const {
    const Block& block = layout_.blocks[line.block];
    const double edge = block.lines >= kTallBlockLines ? block.x_max : layout_.flow_edges[block.flow];
    return line.box.x_max + kSpace * line.box.height() + next.first_word_width < edge;
  }

  static bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || c == '-' ||
           c == '\'';
  }

  static std::string_view first_word(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && is_word_byte(text[end]) && text[end] != '-') ++end;
    return text.substr(0, end);
  }

  static std::string_view last_word(std::string_view text) {
    std::size_t begin = text.size();
    while (begin > 0 && is_word_byte(text[begin - 1])) --begin;
    return text.substr(begin);
  }

  static bool ends_in_hyphen(std::string_view text) {
    const char32_t last = last_of(text);
    const std::size_t at = last_at(text);
    return (last == '-' || last == 0xAD || last == 0x2010) && at > 0 &&
           u_isalpha(static_cast<UChar32>(last_of(text.substr(0, at)))) != 0;
  }

  // The words of the document, without the halves of those that were hyphenated at a line's end: the last one
  // if the line ends in a hyphen, the first one if the line before did (`is_cut`).
  void add_words(std::string_view line, bool is_cut) {
    for (std::size_t at = 0; at < line.size();) {
      std::size_t end = at;
      while (end < line.size() && is_word_byte(line[end])) ++end;
      const bool is_half = (at == 0 && is_cut) || (end == line.size() && line.ends_with('-'));
      if (end > at && !is_half) words_.insert(ascii_lower(line.substr(at, end - at)));
      at = end + 1;
    }
  }

  bool has_word(const std::string& word) const { return words_.contains(ascii_lower(word)); }

  // Whether the hyphen belongs to the word, as the rest of the document writes it: "state-owned" is there, or
  // "state" and "owned" are and "stateowned" is not.
  bool is_compound(std::string_view before, std::string_view after) const {
    const std::string left(before);
    const std::string right(after);
    if (has_word(left + "-" + right)) return true;
    if (has_word(left + right)) return false;
    return left.find('-') != std::string::npos || (has_word(left) && has_word(right));
  }

  const Layout& layout_;
  std::unordered_set<std::string> words_;
};

void finish_paragraph(std::string& paragraph, PdfText& pdf) {
  if (has_letter_or_digit(paragraph)) {
    if (!pdf.text.empty()) pdf.text += "\n\n";
    pdf.text += paragraph;
  }
  paragraph.clear();
}

void write_paragraphs(const Layout& layout, PdfText& pdf) {
  const std::vector<bool> is_furniture = find_furniture(layout);
  const ParagraphBuilder builder(layout);
  std::string paragraph;
  const Line* previous = nullptr;
  for (std::size_t i = 0; i < layout.lines.size(); ++i) {
    const Line& line = layout.lines[i];
    if (line.text.empty()) continue;
    if (is_furniture[i]) {
      pdf.dropped.push_back({line.text, "header or footer of a page", pdf.text.size(), false});
      continue;
    }
    if (previous != nullptr && builder.begins_paragraph(*previous, line)) finish_paragraph(paragraph, pdf);
    builder.append_line(paragraph, line.text);
    previous = &line;
  }
  finish_paragraph(paragraph, pdf);
}

}  // namespace

bool is_real_title(std::string_view title) {
  const std::string lower = ascii_lower(title);
  if (lower.starts_with("microsoft word") || lower.starts_with("untitled")) return false;
  if (lower.find("://") != std::string::npos) return false;
  const std::size_t dot = lower.rfind('.');
  const bool has_suffix =
      dot != std::string::npos && lower.size() - dot <= 5 && lower.size() - dot > 2 &&
      std::all_of(lower.begin() + static_cast<std::ptrdiff_t>(dot) + 1, lower.end(),
                  [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
  return !has_suffix && lower.find(' ') != std::string::npos;
}

PdfText read_pdf_layout(std::string_view layout_text) {
  Layout layout = LayoutReader().read(layout_text);
  PdfText pdf;
  write_paragraphs(layout, pdf);
  pdf.metadata = std::move(layout.metadata);
  // When the file was written, which may be long after what it says; no date of publication.
  if (!layout.created.empty())
    pdf.notes.push_back("the PDF was made on " + layout.created + ", which is not taken as its date");
  return pdf;
}

}  // namespace chokepoint
