// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/word_groups.h"

#include <algorithm>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

Position end_of(const Token& token) {
  return token.position + token.width;
}

bool covers(const Token& outer, const Token& inner) {
  return outer.position <= inner.position && end_of(inner) <= end_of(outer);
}

bool has_space(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCodePoint point = decode_utf8(text, i);
    if (is_white_space(point.value)) return true;
    i += point.length;
  }
  return false;
}

// The tokens [first, last) take positions that joined terms tie together.
WordGroup make_group(const std::vector<Token>& tokens, std::size_t first, std::size_t last,
                     std::string_view text) {
  WordGroup group;
  Position end = tokens[first].position;
  group.begin = tokens[first].begin;
  for (std::size_t i = first; i < last; ++i) {
    end = std::max(end, end_of(tokens[i]));
    group.begin = std::min(group.begin, tokens[i].begin);
    group.end = std::max(group.end, tokens[i].end);
  }
  const Position begin = tokens[first].position;
  for (std::size_t i = first; i < last; ++i) {
    const Token& token = tokens[i];
    if (token.kind == Token::Kind::kWhole) group.wholes.push_back(token.term);
    if (token.kind != Token::Kind::kJoined || token.position != begin || end_of(token) != end) continue;
    group.joined = token.term;
    group.is_tight = !has_space(text.substr(token.begin, token.end - token.begin));
  }
  if (!group.wholes.empty()) group.joined.clear();
  for (std::size_t i = first; i < last; ++i) {
    const Token& word = tokens[i];
    const bool is_covered = std::any_of(
        tokens.begin() + static_cast<std::ptrdiff_t>(first),
        tokens.begin() + static_cast<std::ptrdiff_t>(last),
        [&](const Token& other) { return other.kind == Token::Kind::kWhole && covers(other, word); });
    if (word.kind == Token::Kind::kWord && !is_covered) group.words.push_back(word.term);
  }
  return group;
}

}  // namespace

std::string label_of(const WordGroup& group) {
  std::string label;
  for (const auto* list : {&group.wholes, &group.words}) {
    for (const std::string& word : *list) label += (label.empty() ? "" : " ") + word;
  }
  return label;
}

std::vector<WordGroup> group_words(const Analyzer& analyzer, std::string_view text) {
  std::vector<Token> tokens;
  analyzer.analyze(text, 1, tokens);
  // Joined terms come after their parts: by position, wider ones first, those that overlap are neighbours.
  std::stable_sort(tokens.begin(), tokens.end(), [](const Token& a, const Token& b) {
    return a.position != b.position ? a.position < b.position : a.width > b.width;
  });
  std::vector<WordGroup> groups;
  for (std::size_t first = 0; first < tokens.size();) {
    Position end = end_of(tokens[first]);
    std::size_t last = first + 1;
    for (; last < tokens.size() && tokens[last].position < end; ++last)
      end = std::max(end, end_of(tokens[last]));
    groups.push_back(make_group(tokens, first, last, text));
    first = last;
  }
  return groups;
}

}  // namespace chokepoint
