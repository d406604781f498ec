// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/clean/boilerplate.h"

#include <algorithm>
#include <string_view>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

constexpr std::size_t kHeadLines = 8;
constexpr std::size_t kMaxTeaserTitleWords = 25;
constexpr std::size_t kMaxTeaserTextWords = 60;
constexpr std::size_t kMaxHeadNavigationWords = 60;
constexpr std::size_t kMaxButtons = 16;  // words of a row of share buttons

bool is_teaser_title(const PageLine& line) {
  return line.words <= kMaxTeaserTitleWords && !line.text.ends_with(':') &&
         (!line.ends_sentence || line.text.ends_with('?'));
}

// A paragraph of the article, as opposed to furniture: it ends like a sentence and is no list item.
bool is_prose(const PageLine& line) {
  return line.ends_sentence && line.words >= 8 && !line.list_item;
}

// "[gallery ids='1,2']", "<img src=...>", "![](a.png)", "window.dataLayer.push(...);", ".jpg)".
bool is_markup(std::string_view text) {
  if (text.starts_with("![") && text.ends_with(')')) return true;
  if (text.size() > 2 && text.starts_with('<') && text.ends_with('>') && !is_web_address(text)) {
    const char next = text[1];
    return next == '/' || next == '!' || (next >= 'a' && next <= 'z');
  }
  if (text.starts_with('[') && text.ends_with(']') && text.find("='") != text.npos) return true;
  if (text.starts_with('[') && text.ends_with(']') && text.find("=\"") != text.npos) return true;
  for (const std::string_view begin :
       {"window.", "document.", "(function", "var _", "$(document)", "googletag."}) {
    if (text.starts_with(begin) && text.find('(') != text.npos) return true;
  }
  if (text.find(' ') != text.npos) return false;
  for (const std::string_view suffix :
       {".jpg", ".jpeg", ".png", ".gif", ".webp", ".jpg)", ".jpeg)", ".png)", ".webp)"}) {
    if (text.ends_with(suffix)) return true;
  }
  return false;
}

// A separator or other line without a single letter or digit.
bool has_no_word(const PageLine& line) {
  return std::none_of(line.folded.begin(), line.folded.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80) != 0;
  });
}

bool is_bracket_tag_line(std::string_view text) {
  return text.starts_with("[[") && text.ends_with("]]");
}

// "chips, export control, tariffs, ...": eight or more short parts and no sentence.
bool is_comma_list(const PageLine& line) {
  if (line.ends_sentence || line.text.size() > kFoldedBytes) return false;
  const auto commas = static_cast<std::size_t>(std::count(line.text.begin(), line.text.end(), ','));
  return commas >= 8 && line.words <= 3 * (commas + 1);
}

// "Facebook : www.facebook.com/page": a label of at most four words and an address, or the address alone.
bool is_labelled_address(const PageLine& line) {
  if (line.words > 6 || line.text.size() > kFoldedBytes) return false;
  const auto words = split_words(line.text);
  return !words.empty() && is_web_address(words.back());
}

// "from Some Feed https://short.example/abc": what feed readers add below an article.
bool is_feed_trailer(const PageLine& line) {
  if (!line.folded.starts_with("from ") || line.words > 16 || line.text.size() > kFoldedBytes) return false;
  return is_web_address(split_words(line.text).back());
}

// "Home > Policy > Chips", "World / Tech / Chips", "> Chips": steps of at most three words.
bool is_section_path(const PageLine& line) {
  if (line.words > 12 || line.ends_sentence || line.text.size() > 200) return false;
  if (line.text.starts_with("> ") || line.text.starts_with("› ")) return line.words <= 4;
  for (const std::string_view step : {" > ", " » ", " › ", " / "}) {
    std::size_t steps = 0;
    std::size_t begin = 0;
    bool short_steps = true;
    for (std::size_t at = 0; at != std::string_view::npos && short_steps; ++steps) {
      at = line.text.find(step, begin);
      const std::size_t words = count_words(line.text.substr(begin, at == line.text.npos ? at : at - begin));
      short_steps = words >= 1 && words <= 3;
      begin = at + step.size();
    }
    if (short_steps && steps >= (step == " / " ? 3U : 2U)) return true;
  }
  return false;
}

bool is_capitals(std::string_view text) {
  std::size_t upper = 0;
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCodePoint c = decode_utf8(text, at);
    at += c.length;
    if (is_lower_case(c.value)) return false;
    upper += is_upper_case(c.value);
  }
  return upper >= 5;
}

// Links to other stories are printed in capitals by some sites. Six words, because subheads can be, too.
bool is_capital_teaser(const PageLine& line) {
  if (line.words < 6 || line.words > kMaxTeaserTitleWords || line.text.size() > 300) return false;
  return is_capitals(line.text);
}

// What the fixed phrases say of one line.
struct Findings {
  const Phrase* hit = nullptr;  // what makes it a line to drop, cut or block
  std::size_t navigation = 0;   // different navigation phrases
  bool is_button_row = false;
};

// Marks the lines of one page; each step is one kind of rule, in the order of mark_boilerplate.
class PageMarker {
 public:
  PageMarker(std::vector<PageLine>& lines, const BoilerplatePhrases& phrases)
      : lines_(lines), phrases_(phrases) {
    if (!lines.empty() && is_headline_like(lines.front())) headline_first_ = true;
    find_phrases();
  }

  void mark() {
    mark_above_headline();
    mark_cuts();
    mark_blocks();
    mark_phrases();
    mark_shapes();
    mark_repeated_captions();
    mark_enclosed();
    mark_trailing_headlines();
  }

 private:
  std::size_t size() const { return lines_.size(); }

  void drop(std::size_t index, std::string_view rule) {
    if (lines_[index].rule.empty()) lines_[index].rule = rule;
  }

  bool is_dropped(std::size_t index) const { return !lines_[index].rule.empty(); }

  bool is_verdict(std::size_t index, PhraseVerdict verdict) const {
    const Phrase* const hit = findings_[index].hit;
    return hit != nullptr && hit->verdict == verdict;
  }

  bool is_hit(std::size_t index) const { return findings_[index].hit != nullptr; }

  // A headline may well speak of privacy policies or newsletters: only whole-line rules apply to it.
  void find_phrases() {
    findings_.reserve(size());
    for (std::size_t i = 0; i < size(); ++i) {
      const bool whole_line_only = i == 0 && headline_first_;
      findings_.push_back(find_phrases(lines_[i], zone_of(i, size()), whole_line_only));
    }
  }

  Findings find_phrases(const PageLine& line, PageZone zone, bool whole_line_only) const {
    const LinePhrases phrases = phrases_.match(line.folded);
    Findings findings;
    findings.hit = phrases.first_verdict(line.words, zone, whole_line_only);
    findings.navigation = phrases.count_navigation();
    findings.is_button_row = line.words <= kMaxButtons && phrases.is_button_row();
    if (const Phrase* const counted = find_counted_cut(line, zone, whole_line_only); counted != nullptr)
      findings.hit = counted;
    return findings;
  }

  // "12 comments" is the heading that "comments" is.
  const Phrase* find_counted_cut(const PageLine& line, PageZone zone, bool whole_line_only) const {
    if (line.words != 2) return nullptr;
    const std::size_t word = line.folded.find_first_not_of("0123456789 ");
    if (word == std::string::npos || word == 0) return nullptr;
    const Phrase* const counted =
        phrases_.match(std::string_view(line.folded).substr(word)).first_verdict(1, zone, whole_line_only);
    return counted != nullptr && counted->verdict == PhraseVerdict::kCut ? counted : nullptr;
  }

  // Section names, the publication's name and breadcrumbs stand above the headline. They can only be told
  // from it by what follows: nothing is dropped unless a longer headline stands below, before any prose.
  void mark_above_headline() {
    std::size_t end = 0;
    while (end < std::min(size(), kHeadLines) && !is_prose(lines_[end])) ++end;
    for (std::size_t i = 0; i < end; ++i) {
      PageLine& line = lines_[i];
      if (is_dropped(i)) continue;
      if (is_section_path(line) && has_headline(i + 1, end)) {
        drop(i, "breadcrumb");
      } else if (is_masthead(line) && has_headline(i + 1, end)) {
        line.above_headline = true;
      } else if (is_section_name(i) && has_headline(i + 1, end)) {
        drop(i, "breadcrumb");
      } else if (is_headline_like(line)) {
        return;
      }
    }
  }

  bool has_headline(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      const PageLine& line = lines_[i];
      if (!is_dropped(i) && !is_hit(i) && line.words >= 5 && is_headline_like(line)) return true;
    }
    return false;
  }

  // A publication's name, perhaps with its motto or section: up to four capitalised words of which the last
  // is one such as "Weekly", or two to four in capitals. It is kept, as a headline can look like that.
  bool is_masthead(const PageLine& line) const {
    if (line.ends_sentence) return false;
    std::size_t end = line.text.size();
    for (const std::string_view mark : {" — ", " – ", " • ", " | ", " · ", " - "})
      end = std::min(end, line.text.find(mark));
    const std::string_view name = line.text.substr(0, end);
    const auto words = split_words(name);
    if (words.size() < 2 || words.size() > 4) return false;
    const bool capitalised = std::all_of(words.begin(), words.end(), [](std::string_view word) {
      return !is_lower_case(decode_utf8(word, 0).value);
    });
    return (capitalised && phrases_.match(fold_line(name)).is_masthead(words.size())) ||
           (words.size() >= 2 && is_capitals(name));
  }

  // One or two words next to a breadcrumb or to another such line.
  bool is_section_name(std::size_t index) const {
    const auto is_short = [&](std::size_t i) { return lines_[i].words <= 2 && !lines_[i].ends_sentence; };
    if (!is_short(index)) return false;
    return lines_[index].list_item ||
           (index > 0 && (lines_[index - 1].rule == "breadcrumb" || is_section_word(index - 1))) ||
           (index + 1 < size() && is_short(index + 1));
  }

  bool is_section_word(std::size_t index) const {
    return is_hit(index) && findings_[index].hit->rule == "breadcrumb";
  }

  // Comment forms and the furniture at a page's end: nothing after them is article. A cut that would take
  // more than half of the words is a misreading, and only its line is dropped.
  void mark_cuts() {
    std::size_t total = 0;
    for (const PageLine& line : lines_) total += line.words;
    std::size_t before = 0;
    for (std::size_t i = 0; i < size(); before += lines_[i].words, ++i) {
      const bool furniture = is_furniture(i);
      if (furniture && zone_of(i, size()) == PageZone::kHead && lines_[i].words <= kMaxHeadNavigationWords) {
        drop(i, "site-navigation");
      }
      const bool cut =
          is_verdict(i, PhraseVerdict::kCut) || (furniture && zone_of(i, size()) == PageZone::kTail);
      if (!cut) continue;
      const std::string_view rule =
          furniture ? std::string_view("site-navigation") : std::string_view(findings_[i].hit->rule);
      const bool plausible = before * 2 >= total && i > 0;
      if (!plausible && furniture) continue;
      drop(i, rule);
      if (!plausible) continue;
      for (std::size_t k = i + 1; k < size(); ++k) drop(k, rule);
      return;
    }
  }

  bool is_furniture(std::size_t index) const {
    const PageLine& line = lines_[index];
    if (index == 0 || line.words < 4) return false;
    const std::size_t count = findings_[index].navigation;
    return count >= 3 && count * 30 >= std::min<std::size_t>(line.words, 300);
  }

  void mark_blocks() {
    for (std::size_t i = 0; i < size(); ++i) {
      if (is_dropped(i) || (i == 0 && headline_first_)) continue;
      if (is_verdict(i, PhraseVerdict::kBlock)) mark_teasers(i);
      if (is_verdict(i, PhraseVerdict::kTags)) mark_tags(i);
    }
  }

  // A heading and what hangs below it: list items, or titles that may have a sentence or two each.
  void mark_teasers(std::size_t heading) {
    const std::string& rule = findings_[heading].hit->rule;
    drop(heading, rule);
    bool listed = false;
    bool after_title = false;
    for (std::size_t i = heading + 1; i < size(); ++i) {
      const PageLine& line = lines_[i];
      if (is_dropped(i) || is_hit(i) || is_feed_trailer(line)) {
        // The next heading has teasers of its own; going on would make a page of headings quadratic.
        if (is_verdict(i, PhraseVerdict::kBlock) || is_verdict(i, PhraseVerdict::kTags) ||
            is_feed_trailer(line))
          return;
        after_title = false;
        continue;
      }
      if (line.list_item && line.words <= kMaxTeaserTextWords) {
        listed = true;
      } else if (listed) {
        return;
      } else if (is_teaser_title(line)) {
        // Followed by paragraphs, the first line is still a teaser, a later one a subhead of the article.
        if (i > heading + 1 && i + 1 < size() && is_prose(lines_[i + 1]) && !is_teaser_text(i + 1)) return;
        after_title = true;
        drop(i, rule);
        continue;
      } else if (!after_title || !is_teaser_text(i)) {
        return;
      }
      after_title = false;
      drop(i, rule);
    }
  }

  // What stands below a teaser's title: a short paragraph before the next title or the end of the page.
  bool is_teaser_text(std::size_t index) const {
    const PageLine& line = lines_[index];
    if (!line.ends_sentence || line.words > kMaxTeaserTextWords) return false;
    if (index + 1 == size()) return true;
    const PageLine& next = lines_[index + 1];
    return is_teaser_title(next) || is_hit(index + 1) || is_feed_trailer(next);
  }

  void mark_tags(std::size_t heading) {
    drop(heading, "tags");
    for (std::size_t i = heading + 1; i < size(); ++i) {
      const PageLine& line = lines_[i];
      const bool label = line.words <= 3 && !line.ends_sentence;
      const bool closed = line.words <= 8 && line.list_item;
      if (!is_bracket_tag_line(line.text) && !label && !closed && !is_comma_list(line)) return;
      drop(i, "tags");
    }
  }

  void mark_phrases() {
    for (std::size_t i = 0; i < size(); ++i) {
      if (is_verdict(i, PhraseVerdict::kDrop)) drop(i, findings_[i].hit->rule);
    }
  }

  void mark_shapes() {
    for (std::size_t i = 0; i < size(); ++i) {
      const PageLine& line = lines_[i];
      if (is_markup(line.text)) drop(i, "markup");
      if (has_no_word(line)) drop(i, "separator");
      if (is_bracket_tag_line(line.text)) drop(i, "tags");
      if (i == 0) continue;
      if (is_feed_trailer(line)) drop(i, "source-link");
      if (is_labelled_address(line)) drop(i, "link");
      if (findings_[i].is_button_row) drop(i, "share");
      if (zone_of(i, size()) == PageZone::kTail && is_comma_list(line)) drop(i, "tags");
      if (is_capital_teaser(line) && i > 1) drop(i, "related-block");
      if (is_breadcrumb(i)) drop(i, "breadcrumb");
      if (follows_tags(i)) drop(i, "tags");
    }
  }

  // Section paths, and bullets of up to three words, above the article's first paragraph.
  bool is_breadcrumb(std::size_t index) const {
    const PageLine& line = lines_[index];
    if (index >= kHeadLines || line.ends_sentence || has_prose_before(index)) return false;
    const bool numbered = line.text.front() >= '0' && line.text.front() <= '9';
    if (line.list_item && !numbered && line.words <= 4) return !is_announced_list(index);
    return is_section_path(line);
  }

  bool has_prose_before(std::size_t index) const {
    return std::any_of(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(index),
                       [](const PageLine& line) { return is_prose(line); });
  }

  // "The list now has:", and its items.
  bool is_announced_list(std::size_t index) const {
    while (index > 0 && lines_[index].list_item) --index;
    return lines_[index].text.ends_with(':') || lines_[index].text.ends_with("：");
  }

  // "Companies: a, b" below a line of tags.
  bool follows_tags(std::size_t index) const {
    const PageLine& line = lines_[index];
    const std::size_t colon = line.text.find(':');
    return lines_[index - 1].rule == "tags" && !line.ends_sentence && line.words <= 40 &&
           colon != line.text.npos && line.text.substr(0, colon).find(' ') == line.text.npos;
  }

  // The caption of a dropped image printed once more without its credit.
  void mark_repeated_captions() {
    for (std::size_t i = 0; i + 1 < size(); ++i) {
      if (lines_[i].rule != "image-credit") continue;
      for (std::size_t k = i + 1; k < std::min(i + 4, size()); ++k) {
        if (lines_[k].words >= 5 && lines_[i].folded.starts_with(lines_[k].folded)) drop(k, "image-credit");
      }
    }
  }

  static bool is_promotion(std::string_view rule) {
    return rule == "newsletter" || rule == "lead-gen" || rule == "share" || rule == "cookie-legal" ||
           rule == "site-navigation" || rule == "paywall";
  }

  // A short line between two lines of promotion belongs to them.
  void mark_enclosed() {
    for (std::size_t i = 1; i + 1 < size(); ++i) {
      if (is_dropped(i) || lines_[i].words > kMaxTeaserTitleWords) continue;
      if (is_promotion(lines_[i - 1].rule) && is_promotion(lines_[i + 1].rule)) drop(i, lines_[i - 1].rule);
    }
  }

  // Titles of other stories below the last paragraph, without a heading. Only where the article is prose
  // whose every other paragraph ends like one.
  void mark_trailing_headlines() {
    std::size_t end = size();
    while (end > 0 && is_dropped(end - 1)) --end;
    std::size_t begin = end;
    while (begin > 1 && end - begin < 5 && is_trailing_headline(begin - 1)) --begin;
    if (begin == end || begin < 6) return;
    std::size_t prose = 0;
    for (std::size_t i = 1; i < begin; ++i) prose += is_dropped(i) || is_prose(lines_[i]);
    if (prose * 10 < (begin - 1) * 9 || !is_prose(lines_[begin - 1])) return;
    for (std::size_t i = begin; i < end; ++i) drop(i, "related-block");
  }

  bool is_trailing_headline(std::size_t index) const {
    const PageLine& line = lines_[index];
    if (is_dropped(index) || line.list_item || line.ends_sentence || line.words < 5) return false;
    return line.words <= kMaxTeaserTitleWords && !line.text.ends_with(':') && !line.text.ends_with("...") &&
           !line.text.ends_with("…") && is_upper_case(decode_utf8(line.text, 0).value);
  }

  std::vector<PageLine>& lines_;
  const BoilerplatePhrases& phrases_;
  std::vector<Findings> findings_;
  bool headline_first_ = false;
};

}  // namespace

bool is_headline_like(const PageLine& line) {
  return line.words >= 3 && line.words <= 30 && !line.list_item && !line.text.ends_with(':') &&
         (!line.ends_sentence || line.text.ends_with('?') || line.text.ends_with('!'));
}

PageZone zone_of(std::size_t index, std::size_t line_count) {
  const bool last = index > 0 && (index * 5 >= line_count * 3 || index + 6 >= line_count);
  // A short page has lines that are both first and last: the end is where the furniture is.
  if (last && index >= 3) return PageZone::kTail;
  return index < kHeadLines ? PageZone::kHead : (last ? PageZone::kTail : PageZone::kMiddle);
}

void mark_boilerplate(std::vector<PageLine>& lines, const BoilerplatePhrases& phrases) {
  PageMarker(lines, phrases).mark();
}

}  // namespace chokepoint
