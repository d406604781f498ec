// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/spelling.h"

#include <algorithm>
#include <tuple>

#include "common/base/ascii.h"
#include "common/base/utf8.h"
#include "common/facets/edit_distance.h"
#include "common/text/fold.h"

namespace chokepoint {
namespace {

// Index words looked at for one misspelt word: bounds the time in an index of any size.
constexpr std::size_t kMaxCandidates = 200'000;
constexpr std::size_t kLongWordCharacters = 6;

bool is_word_of_letters(const std::string& word) {
  return std::none_of(word.begin(), word.end(), [](char c) { return (c >= '0' && c <= '9') || c == '#'; });
}

std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCodePoint point = decode_utf8(text, i);
    points += point.value;
    i += point.length;
  }
  return points;
}

// In letters, where they are more than a byte each.
std::size_t distance_of(const std::string& a, const std::string& b, std::size_t limit) {
  if (is_ascii(a) && is_ascii(b)) return edit_distance(a, b, limit);
  return edit_distance(code_points(a), code_points(b), limit);
}

// Empty if there is none.
std::string nearest_word(const std::string& word, const Xapian::Database& database) {
  const std::size_t limit = count_code_points(word) < kLongWordCharacters ? 1 : 2;
  const std::string beginning = word.substr(0, decode_utf8(word, 0).length);
  std::tuple<std::size_t, double, std::string> best{limit + 1, 0, {}};
  std::size_t seen = 0;
  for (auto term = database.allterms_begin(beginning); term != database.allterms_end(beginning); ++term) {
    if (++seen > kMaxCandidates) break;
    const std::string candidate = *term;
    const std::size_t distance = distance_of(word, candidate, limit);
    if (distance > limit) continue;
    best = std::min(best, std::tuple(distance, -static_cast<double>(term.get_termfreq()), candidate));
  }
  return std::get<2>(best);
}

bool is_named(const QueryMeaning& meaning, const WordSpan& span) {
  return std::any_of(meaning.names.begin(), meaning.names.end(), [&](const QueryName& name) {
    return name.span.run == span.run && name.span.first <= span.first && span.last <= name.span.last;
  });
}

bool is_name(const std::string& word, const Vocabulary& vocabulary) {
  return vocabulary.company(word) || vocabulary.country_code(word);
}

Node* find_node(Node& node, std::size_t position) {
  if (node.kind == Node::Kind::kText && node.position == position) return &node;
  for (Node& child : node.children) {
    if (Node* found = find_node(child, position)) return found;
  }
  return nullptr;
}

}  // namespace

std::vector<Correction> find_corrections(const QueryMeaning& meaning, const Vocabulary& vocabulary,
                                         const Xapian::Database& database, TermLookup& lookup) {
  std::vector<Correction> corrections;
  std::size_t words = 0;
  for (const WordRun& run : meaning.runs) words += run.is_excluded ? 0 : run.words.size();
  const bool is_short = words <= kMaxShortQueryWords;
  for (std::size_t number = 0; number < meaning.runs.size(); ++number) {
    const WordRun& run = meaning.runs[number];
    if (run.is_quoted || run.is_excluded) continue;
    for (std::size_t i = 0; i < run.words.size(); ++i) {
      const std::string& word = run.words[i].word;
      const WordSpan span{number, i, i + 1};
      if (count_code_points(word) < kMinCorrectedCharacters || !is_word_of_letters(word)) continue;
      const std::vector<std::string>& forms = lookup.forms(word);
      const bool is_known = std::any_of(forms.begin(), forms.end(),
                                        [&](const std::string& form) { return database.term_exists(form); });
      if (is_known || is_named(meaning, span)) continue;
      std::string nearest = nearest_word(word, database);
      if (nearest.empty() || !(is_short || is_name(nearest, vocabulary))) continue;
      corrections.push_back({span, word, std::move(nearest)});
    }
  }
  return corrections;
}

Node corrected(Node root, const QueryMeaning& meaning, const std::vector<Correction>& corrections) {
  // From the end, so that places before a correction stay what they were.
  for (auto correction = corrections.rbegin(); correction != corrections.rend(); ++correction) {
    const WordRun& run = meaning.runs[correction->span.run];
    const QueryWord& word = run.words[correction->span.first];
    if (Node* node = find_node(root, run.position))
      node->text.replace(word.begin, word.end - word.begin, correction->word);
  }
  return root;
}

}  // namespace chokepoint
