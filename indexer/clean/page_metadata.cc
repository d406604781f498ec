// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/clean/page_metadata.h"

#include <algorithm>
#include <array>
#include <optional>

#include "common/base/utf8.h"
#include "indexer/clean/date_line.h"

namespace chokepoint {
namespace {

constexpr std::size_t kHeadLines = 12;
constexpr std::size_t kTailLines = 8;
constexpr std::size_t kMaxNameWords = 8;

struct Label {
  std::string_view text;  // folded, with its colon
  std::string PageMetadata::*field;
};

// "Label: value" lines, as exports and scrapers write them above an article.
constexpr std::array<Label, 30> kLabels = {{
    {"title:", &PageMetadata::title},
    {"headline:", &PageMetadata::title},
    {"titel:", &PageMetadata::title},
    {"titre:", &PageMetadata::title},
    {"titolo:", &PageMetadata::title},
    {"заголовок:", &PageMetadata::title},
    {"标题:", &PageMetadata::title},
    {"título:", &PageMetadata::title},
    {"author:", &PageMetadata::author},
    {"authors:", &PageMetadata::author},
    {"byline:", &PageMetadata::author},
    {"autor:", &PageMetadata::author},
    {"auteur:", &PageMetadata::author},
    {"autore:", &PageMetadata::author},
    {"автор:", &PageMetadata::author},
    {"作者:", &PageMetadata::author},
    {"source:", &PageMetadata::publisher},
    {"publisher:", &PageMetadata::publisher},
    {"via:", &PageMetadata::publisher},
    {"quelle:", &PageMetadata::publisher},
    {"fuente:", &PageMetadata::publisher},
    {"fonte:", &PageMetadata::publisher},
    {"источник:", &PageMetadata::publisher},
    {"来源:", &PageMetadata::publisher},
    {"來源:", &PageMetadata::publisher},
    {"url:", &PageMetadata::url},
    {"link:", &PageMetadata::url},
    {"source url:", &PageMetadata::url},
    {"original article:", &PageMetadata::url},
    {"full article:", &PageMetadata::url},
}};

std::string_view without_emphasis(std::string_view text) {
  while (!text.empty() && (text.front() == '*' || text.front() == '_' || text.front() == ' '))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == '*' || text.back() == '_' || text.back() == ' '))
    text.remove_suffix(1);
  return text;
}

void set_if_empty(std::string& field, std::string_view value) {
  if (field.empty()) field = std::string(value);
}

// What stands after the first colon, ASCII or full-width.
std::string_view after_colon(std::string_view text) {
  const std::size_t ascii = text.find(':');
  const std::size_t wide = text.find("：");
  if (wide < ascii) return trim(text.substr(wide + std::string_view("：").size()));
  return ascii == text.npos ? std::string_view{} : trim(text.substr(ascii + 1));
}

bool is_name_particle(std::string_view word) {
  for (const std::string_view particle :
       {"and", "de", "van", "von", "der", "den", "la", "le", "al",   "el",  "bin", "und", "et",
        "y",   "e",  "di",  "da",  "dos", "du",  "и",  "&",  "with", "for", "in",  "of"}) {
    if (word == particle) return true;
  }
  return false;
}

// Capitalised words, with the small words that names have between them.
bool looks_like_names(std::string_view text) {
  const auto words = split_words(text);
  if (words.empty() || words.size() > kMaxNameWords) return false;
  const bool capitalised = is_upper_case(decode_utf8(words.front(), 0).value);
  return capitalised && std::all_of(words.begin(), words.end(), [](std::string_view word) {
           const char32_t first = decode_utf8(word, 0).value;
           return is_upper_case(first) || !is_word_character(first) || is_name_particle(word);
         });
}

// The name in "By Ann Lee, Senior Reporter", "*By Ann Lee*", "Von Ann Lee |". English also without capital.
std::optional<std::string> read_byline(std::string_view line) {
  std::string_view text = without_emphasis(line);
  std::string_view name;
  for (const std::string_view opening : {"By ", "BY ", "by ", "By: ", "Written by ", "Story by ",
                                         "Posted by ", "Von ", "Par ", "Por ", "Di ", "Door "}) {
    if (text.starts_with(opening)) name = text.substr(opening.size());
  }
  if (name.empty()) return std::nullopt;
  std::size_t end = name.find_first_of(",|(/;");
  for (const std::string_view mark : {"•", "·", "—", "–", " - ", " @"}) end = std::min(end, name.find(mark));
  name = trim(without_emphasis(name.substr(0, end)));
  if (!looks_like_names(name) || count_words(text) > kMaxNameWords + 6 || text.ends_with('.'))
    return std::nullopt;
  return std::string(name);
}

class MetadataReader {
 public:
  explicit MetadataReader(std::vector<PageLine>& lines) : lines_(lines) {}

  PageMetadata read() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      head_ = i < kHeadLines;
      above_prose_ = above_prose_ && head_ && lines_[i].words <= 30;
      if (!head_ && i + kTailLines < lines_.size()) continue;
      read_line(i);
    }
    if (found_.published.empty()) read_stamps();
    return std::move(found_);
  }

 private:
  void read_line(std::size_t index) {
    PageLine& line = lines_[index];
    if (line.words > 30) return;
    if (read_label(line) || read_feed_trailer(line)) return;
    if (const auto dates = read_date_line(line.text)) {
      take(*dates);
      line.rule = "date-line";
    } else if (head_ && index > 0) {
      read_byline_and_dates(line);
    }
    if (line.rule.empty() && above_prose_ && !line.ends_sentence && !is_headline(index)) read_kicker(line);
    if (index > 0 && is_web_address(line.text) && lines_[index - 1].words <= 4)
      set_if_empty(found_.url, line.text);
  }

  void take(const PageDates& dates) {
    set_if_empty(found_.published, dates.published);
    set_if_empty(found_.updated, dates.updated);
  }

  void read_byline_and_dates(PageLine& line) {
    std::string_view before = line.text;
    const auto dates = read_date_ending(line.text, before);
    if (const auto name = read_byline(before)) {
      set_if_empty(found_.author, *name);
      if (dates) take(*dates);
      line.rule = "byline";
    }
  }

  // The first line is above a headline only if the next one can be that.
  bool is_headline(std::size_t index) const {
    return index == 0 &&
           (lines_.size() < 2 || lines_[1].ends_sentence || lines_[1].words < 4 || lines_[1].words > 30);
  }

  void read_kicker(PageLine& line) {
    const auto date = read_dated_kicker(line.text);
    if (!date) return;
    set_if_empty(found_.published, *date);
    line.rule = "date-line";
  }

  bool read_label(PageLine& line) {
    for (const Label& label : kLabels) {
      if (!line.folded.starts_with(label.text)) continue;
      const std::string_view value = without_emphasis(after_colon(line.text));
      if (value.empty() || !accepts(label, value, line)) return false;
      const bool address = is_web_address(value);
      if (address && label.field != &PageMetadata::title) {
        set_if_empty(found_.url, value);
      } else {
        set_if_empty(found_.*label.field, value);
      }
      line.rule = label.field == &PageMetadata::author  ? "byline"
                  : label.field == &PageMetadata::title ? "metadata"
                                                        : "source-link";
      return true;
    }
    return false;
  }

  // A title is labelled above the article only; names are short, addresses are addresses.
  bool accepts(const Label& label, std::string_view value, const PageLine& line) const {
    if (label.field == &PageMetadata::title) return head_;
    if (label.field == &PageMetadata::url) return is_web_address(value);
    return line.words <= kMaxNameWords + 2 && !line.ends_sentence;
  }

  bool read_feed_trailer(PageLine& line) {
    if (head_ || !line.folded.starts_with("from ") || line.text.size() > kFoldedBytes) return false;
    const std::string_view last = split_words(line.text).back();
    if (!is_web_address(last)) return false;
    set_if_empty(found_.url, last);
    line.rule = "source-link";
    return true;
  }

  // Pages scraped into few lines have their date inside other text.
  void read_stamps() {
    for (std::size_t i = 0; i < std::min<std::size_t>(4, lines_.size()); ++i) {
      if (!lines_[i].rule.empty()) continue;
      if (const auto dateline = read_dateline(lines_[i].text)) {
        found_.published = dateline->date;
        return;
      }
      auto date = i == 0 ? std::nullopt : read_leading_date(lines_[i].text);
      if (!date && !lines_[i].ends_sentence) date = find_time_stamp(lines_[i].text);
      if (!date && lines_[i].words > 60) date = find_time_stamp(lines_[i].text);
      if (!date) continue;
      found_.published = *date;
      return;
    }
  }

  std::vector<PageLine>& lines_;
  PageMetadata found_;
  bool head_ = false;
  bool above_prose_ = true;
};

}  // namespace

PageMetadata harvest_metadata(std::vector<PageLine>& lines) {
  return MetadataReader(lines).read();
}

}  // namespace chokepoint
