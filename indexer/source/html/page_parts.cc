// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/page_parts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/base/ascii.h"
#include "common/base/utf8.h"
#include "common/facets/table.h"

namespace chokepoint {
namespace {

// "has-sidebar" is a name of what stands beside the sidebar.
constexpr auto kOtherParts = std::to_array<std::string_view>(
    {"has", "have", "no", "not", "with", "without", "layout", "template", "theme", "supports", "enable",
     "enabled", "disable", "disabled", "after", "before", "above", "below"});

// Names that a program made up, where three letters mean nothing: "css-1ad9x", "sc-bdVaJa".
constexpr auto kMadeUp = std::to_array<std::string_view>({"css-", "sc-", "jss", "jsx-", "emotion-"});

constexpr std::size_t kMaxNameBytes = 128;
constexpr std::size_t kMaxWordBytes = 24;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || is_ascii_upper(c) || is_ascii_digit(c) ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool contains_at(const std::vector<std::string>& words, std::size_t at,
                 const std::vector<std::string>& part) {
  return at + part.size() <= words.size() &&
         std::equal(part.begin(), part.end(), words.begin() + static_cast<std::ptrdiff_t>(at));
}

PartVerdict read_verdict(const Table& table, const Table::Row& row, std::string_view cell) {
  if (cell == "drop") return PartVerdict::kDrop;
  if (cell == "hide") return PartVerdict::kHide;
  if (cell != "keep") table.fail(row, "the verdict is not drop, hide or keep");
  return PartVerdict::kKeep;
}

}  // namespace

std::vector<std::string> split_name(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    while (!word.empty() && is_ascii_digit(word.back())) word.pop_back();
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  };
  char previous = '\0';
  for (const char c : name) {
    const bool is_new_word = is_ascii_upper(c) && previous >= 'a' && previous <= 'z';
    if (is_new_word || !is_name_character(c)) end_word();
    if (is_name_character(c)) word += is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    previous = c;
  }
  end_word();
  return words;
}

PageParts PageParts::parse(std::string_view text, std::string name) {
  const Table table = Table::parse(text, std::move(name));
  const std::size_t names_column = table.column("names");
  const std::size_t attribute_column = table.column("attribute");
  const std::size_t verdict_column = table.column("verdict");
  const std::size_t rule_column = table.column("rule");
  PageParts parts;
  for (const Table::Row& row : table.rows()) {
    const std::size_t part = parts.parts_.size();
    parts.parts_.push_back(
        {read_verdict(table, row, row.cells[verdict_column]), std::string(row.cells[rule_column])});
    if (parts.parts_.back().rule.empty()) table.fail(row, "the rule is empty");
    const std::string_view attribute = row.cells[attribute_column];
    for (const std::string_view each : split_list(row.cells[names_column])) {
      if (attribute == "name") {
        parts.add_name(each, part);
      } else if (attribute == "role") {
        parts.by_whole_[kRole].emplace(ascii_lower(each), part);
      } else if (attribute == "itemprop") {
        parts.by_whole_[kItemprop].emplace(ascii_lower(each), part);
      } else if (attribute == "tag") {
        parts.by_whole_[kTag].emplace(ascii_lower(each), part);
      } else {
        table.fail(row, "the attribute is not name, role, itemprop or tag");
      }
    }
  }
  return parts;
}

const PageParts& PageParts::embedded() {
  static const PageParts parts = parse(embedded_table("page_parts.tsv"), "page_parts.tsv");
  return parts;
}

void PageParts::add_name(std::string_view pattern, std::size_t part) {
  if (pattern.ends_with('*')) {
    by_beginning_.emplace(pattern.substr(0, pattern.size() - 1), part);
  } else if (pattern.starts_with('*')) {
    by_end_.emplace(pattern.substr(1), part);
  } else if (std::vector<std::string> words = split_name(pattern); !words.empty()) {
    by_first_word_[words.front()].push_back({words, part});
  }
}

const PagePart* PageParts::find_name(std::string_view name) const {
  name = name.substr(0, kMaxNameBytes);
  const auto begins_name = [&](std::string_view prefix) { return name.starts_with(prefix); };
  if (std::any_of(kMadeUp.begin(), kMadeUp.end(), begins_name)) return nullptr;
  const std::vector<std::string> words = split_name(name);
  if (words.empty()) return nullptr;
  if (std::find(kOtherParts.begin(), kOtherParts.end(), words.front()) != kOtherParts.end()) return nullptr;
  const PagePart* best = nullptr;
  const auto consider = [&](std::size_t part) {
    if (best == nullptr || parts_[part].verdict < best->verdict) best = &parts_[part];
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (const auto found = by_first_word_.find(words[i]); found != by_first_word_.end()) {
      for (const Sequence& sequence : found->second) {
        if (contains_at(words, i, sequence.words)) consider(sequence.part);
      }
    }
    const std::string_view word = std::string_view(words[i]).substr(0, kMaxWordBytes);
    for (std::size_t length = 2; length <= word.size(); ++length) {
      const auto beginning = by_beginning_.find(word.substr(0, length));
      if (beginning != by_beginning_.end()) consider(beginning->second);
      const auto end = by_end_.find(word.substr(word.size() - length));
      if (end != by_end_.end()) consider(end->second);
    }
  }
  return best;
}

const PagePart* PageParts::find_whole(Attribute attribute, std::string_view value) const {
  const auto found = by_whole_[attribute].find(value);
  return found == by_whole_[attribute].end() ? nullptr : &parts_[found->second];
}

}  // namespace chokepoint
