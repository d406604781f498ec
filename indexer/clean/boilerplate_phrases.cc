// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/clean/boilerplate_phrases.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

#include "common/base/ascii.h"
#include "common/base/utf8.h"
#include "common/facets/table.h"
#include "indexer/clean/page_lines.h"

namespace chokepoint {
namespace {

template <typename Value, std::size_t kCount>
std::optional<Value> named(const std::array<std::pair<std::string_view, Value>, kCount>& names,
                           std::string_view name) {
  const auto found =
      std::find_if(names.begin(), names.end(), [&](const auto& entry) { return entry.first == name; });
  if (found == names.end()) return std::nullopt;
  return found->second;
}

constexpr std::array<std::pair<std::string_view, Phrase::Where>, 3> kWhere = {
    {{"start", Phrase::Where::kStart},
     {"contains", Phrase::Where::kContains},
     {"whole", Phrase::Where::kWhole}}};

constexpr std::array<std::pair<std::string_view, PhraseVerdict>, 8> kVerdicts = {
    {{"drop", PhraseVerdict::kDrop},
     {"block", PhraseVerdict::kBlock},
     {"tags", PhraseVerdict::kTags},
     {"cut", PhraseVerdict::kCut},
     {"glue", PhraseVerdict::kGlue},
     {"navigation", PhraseVerdict::kNavigation},
     {"button", PhraseVerdict::kButton},
     {"masthead", PhraseVerdict::kMasthead}}};

constexpr std::array<bool, 256> kIsAsciiWordByte = [] {
  std::array<bool, 256> classes{};
  for (std::size_t i = 0; i < 0x80; ++i) classes[i] = is_ascii_letter_or_digit(static_cast<char>(i));
  return classes;
}();

bool extends_word(char32_t c) {
  return is_word_character(c) && !is_ideograph(c);
}

// The key of the word that begins at `offset`: a run of letters and digits, or one character of any other
// kind. Ideographs are words of their own.
std::string_view word_at(std::string_view text, std::size_t offset) {
  std::size_t end = offset;
  while (end < text.size()) {
    if (kIsAsciiWordByte[static_cast<unsigned char>(text[end])]) {
      ++end;
      continue;
    }
    if (static_cast<unsigned char>(text[end]) < 0x80)
      return text.substr(offset, std::max<std::size_t>(1, end - offset));
    const DecodedCodePoint c = decode_utf8(text, end);
    if (!extends_word(c.value)) return text.substr(offset, end > offset ? end - offset : c.length);
    end += c.length;
  }
  return text.substr(offset);
}

// True if a phrase that ends at `end` does not end inside a word.
bool ends_word(std::string_view text, std::size_t end) {
  if (end == text.size()) return true;
  std::size_t last = end - 1;
  while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
  const char32_t before = decode_utf8(text, last).value;
  if (!is_word_character(before) || is_ideograph(before)) return true;
  return !is_word_character(decode_utf8(text, end).value);
}

std::size_t read_number(const Table& table, const Table::Row& row, std::string_view cell) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc{} || end != cell.data() + cell.size()) table.fail(row, "max_words is not a number");
  return value;
}

std::vector<std::string> split_parts(std::string_view phrase) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t star = phrase.find('*');
    if (const auto part = trim(phrase.substr(0, star)); !part.empty()) parts.emplace_back(part);
    if (star == std::string_view::npos) return parts;
    phrase.remove_prefix(star + 1);
  }
}

// The verdicts that one phrase alone passes on its line.
bool is_verdict_of_a_line(PhraseVerdict verdict) {
  return verdict == PhraseVerdict::kDrop || verdict == PhraseVerdict::kBlock ||
         verdict == PhraseVerdict::kTags || verdict == PhraseVerdict::kCut;
}

// The end of the phrase if all of it stands in the line, the first part at `offset`; else npos.
std::size_t match_at(const Phrase& phrase, std::string_view line, std::size_t offset) {
  std::size_t end = offset;
  for (std::size_t i = 0; i < phrase.parts.size(); ++i) {
    const std::string& part = phrase.parts[i];
    const std::size_t found =
        i == 0 ? (line.substr(offset).starts_with(part) ? offset : line.npos) : line.find(part, end);
    if (found == line.npos) return line.npos;
    end = found + part.size();
  }
  return ends_word(line, end) ? end : line.npos;
}

}  // namespace

BoilerplatePhrases BoilerplatePhrases::parse(std::string_view text, std::string name) {
  const Table table = Table::parse(text, std::move(name));
  const std::size_t phrase_column = table.column("phrase");
  const std::size_t where_column = table.column("where");
  const std::size_t rule_column = table.column("rule");
  const std::size_t verdict_column = table.column("verdict");
  const std::size_t max_words_column = table.column("max_words");
  const std::size_t zone_column = table.column("zone");
  BoilerplatePhrases phrases;
  for (const Table::Row& row : table.rows()) {
    Phrase phrase;
    phrase.parts = split_parts(row.cells[phrase_column]);
    if (phrase.parts.empty()) table.fail(row, "the phrase is empty");
    const auto where = named(kWhere, row.cells[where_column]);
    if (!where) table.fail(row, "where is not start, contains or whole");
    phrase.where = *where;
    phrase.rule = row.cells[rule_column];
    const auto verdict = named(kVerdicts, row.cells[verdict_column]);
    if (!verdict)
      table.fail(row, "the verdict is unknown: \"" + std::string(row.cells[verdict_column]) + "\"");
    phrase.verdict = *verdict;
    phrase.max_words = read_number(table, row, row.cells[max_words_column]);
    const std::string_view zone = row.cells[zone_column];
    if (zone != "any" && zone != "head" && zone != "tail")
      table.fail(row, "the zone is not any, head or tail");
    phrase.head = zone != "tail";
    phrase.middle = zone == "any";
    phrase.tail = zone != "head";
    phrases.add(std::move(phrase));
  }
  return phrases;
}

const BoilerplatePhrases& BoilerplatePhrases::embedded() {
  static const BoilerplatePhrases phrases = parse(embedded_table("boilerplate.tsv"), "boilerplate.tsv");
  return phrases;
}

void BoilerplatePhrases::add(Phrase phrase) {
  const std::string_view part = phrase.parts.front();
  const std::string_view word = word_at(part, 0);
  if (phrase.where == Phrase::Where::kContains) {
    const std::size_t hash = hash_of_word(word);
    const std::string_view behind = part.substr(word.size(), 2);
    openings_.set(behind.size() == 2 ? hash_of_opening(hash, behind) : hash % kOpenings);
  }
  by_first_word_[std::string(word)].push_back(std::move(phrase));
}

std::size_t BoilerplatePhrases::hash_of_word(std::string_view word) {
  const auto byte = [word](std::size_t i) { return std::size_t{static_cast<unsigned char>(word[i])}; };
  return ((word.size() * 31 + byte(0)) * 31 + byte(word.size() / 2)) * 31 + byte(word.size() - 1);
}

std::size_t BoilerplatePhrases::hash_of_opening(std::size_t hash_of_word, std::string_view two_bytes_behind) {
  const auto byte = [two_bytes_behind](std::size_t i) {
    return std::size_t{static_cast<unsigned char>(two_bytes_behind[i])};
  };
  return ((hash_of_word * 31 + byte(0)) * 31 + byte(1)) % kOpenings;
}

bool BoilerplatePhrases::may_open_phrase(std::string_view folded, std::string_view word) const {
  const std::size_t hash = hash_of_word(word);
  if (openings_[hash % kOpenings]) return true;
  const std::size_t end = static_cast<std::size_t>(word.data() - folded.data()) + word.size();
  return end + 2 <= folded.size() && openings_[hash_of_opening(hash, folded.substr(end, 2))];
}

LinePhrases BoilerplatePhrases::match(std::string_view folded) const {
  std::vector<LinePhrases::Match> matches;
  for (std::size_t at = 0; at < folded.size();) {
    if (folded[at] == ' ') {
      ++at;
      continue;
    }
    const std::string_view word = word_at(folded, at);
    if (at == 0 || may_open_phrase(folded, word)) match_at_word(folded, word, matches);
    at += word.size();
  }
  return {folded, std::move(matches)};
}

// `word` is a view into `folded`.
void BoilerplatePhrases::match_at_word(std::string_view folded, std::string_view word,
                                       std::vector<LinePhrases::Match>& matches) const {
  const auto found = by_first_word_.find(word);
  if (found == by_first_word_.end()) return;
  const auto begin = static_cast<std::size_t>(word.data() - folded.data());
  for (const Phrase& phrase : found->second) {
    if (phrase.where != Phrase::Where::kContains && begin != 0) continue;
    const std::size_t end = match_at(phrase, folded, begin);
    if (end == folded.npos) continue;
    const bool to_the_end = folded.find_first_not_of(" .:!?…>»\"'", end) == folded.npos;
    if (phrase.where == Phrase::Where::kWhole && !to_the_end) continue;
    matches.push_back({&phrase, begin, end});
  }
}

const Phrase* LinePhrases::first_verdict(std::size_t words, PageZone zone, bool whole_line_only) const {
  const auto passes = [&](const Match& match) {
    const Phrase& phrase = *match.phrase;
    const bool here = zone == PageZone::kHead   ? phrase.head
                      : zone == PageZone::kTail ? phrase.tail
                                                : phrase.middle;
    return here && words <= phrase.max_words && is_verdict_of_a_line(phrase.verdict) &&
           !(whole_line_only && phrase.where == Phrase::Where::kContains);
  };
  const auto found = std::find_if(matches_.begin(), matches_.end(), passes);
  return found == matches_.end() ? nullptr : found->phrase;
}

std::size_t LinePhrases::count_navigation() const {
  std::set<const Phrase*> different;
  for (const Match& match : matches_) {
    if (match.phrase->verdict == PhraseVerdict::kNavigation) different.insert(match.phrase);
  }
  return different.size();
}

bool LinePhrases::is_button_row() const {
  std::set<std::size_t> buttons;
  for (const Match& match : matches_) {
    if (match.phrase->verdict == PhraseVerdict::kButton) buttons.insert(match.begin);
  }
  if (buttons.size() < 2) return false;
  for (std::size_t at = 0; at < folded_.size();) {
    const std::string_view word = word_at(folded_, at);
    const bool letters = is_word_character(decode_utf8(folded_, at).value);
    if (letters && !buttons.contains(at)) return false;
    at += word.size();
  }
  return true;
}

bool LinePhrases::is_masthead(std::size_t words) const {
  return std::any_of(matches_.begin(), matches_.end(), [&](const Match& match) {
    return match.phrase->verdict == PhraseVerdict::kMasthead && words <= match.phrase->max_words &&
           match.end == folded_.size();
  });
}

std::size_t LinePhrases::find_glue() const {
  const auto found = std::find_if(matches_.begin(), matches_.end(), [](const Match& match) {
    return match.phrase->verdict == PhraseVerdict::kGlue;
  });
  return found == matches_.end() ? std::string_view::npos : found->begin;
}

}  // namespace chokepoint
