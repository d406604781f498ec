// SPDX-License-Identifier: GPL-2.0-or-later
// The terms of any text: they are what Xapian takes, they lie in the text in order, and the searcher, which
// asks for the words of a query one by one, in phrases or as one text, asks for terms that the indexer made.
#include "common/text/analyzer.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/index/fields.h"
#include "common/text/stemmer.h"
#include "common/text/word_breaker.h"
#include "searcher/query/term_lookup.h"
#include "searcher/query/word_groups.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

constexpr Position kFirst = 7;

std::vector<Token> analyzed(std::string_view text) {
  std::vector<Token> tokens;
  const Position end = Analyzer().analyze(text, kFirst, tokens);
  for (const Token& token : tokens)
    require(token.position >= kFirst && token.position + token.width <= end,
            "positions are those of the words", text);
  return tokens;
}

void check_segments(std::string_view text) {
  std::vector<Segment> segments;
  break_words(text, 0, segments);
  std::size_t end = 0;
  for (const Segment& segment : segments) {
    require(segment.begin == end && segment.end > end, "segments tile the text", text);
    end = segment.end;
  }
  require(end == text.size(), "segments tile the text", text);
}

void check_tokens(std::string_view text, const std::vector<Token>& tokens) {
  Position last = kFirst;
  for (const Token& token : tokens) {
    require(!token.term.empty() && token.term.size() <= kMaxTermBytes, "a term has its length", token.term);
    require(is_valid_utf8(token.term) && token.term.find('\0') == std::string::npos, "a term is text",
            token.term);
    require(field_term(Field::kTitle, token.term).size() <= 245, "Xapian takes the term", token.term);
    require(token.term.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos,
            "no term looks like one of a field", token.term);
    require(token.begin < token.end && token.end <= text.size(), "a term lies in the text", token.term);
    require(is_valid_utf8(text.substr(token.begin, token.end - token.begin)), "a term cuts no character",
            token.term);
    require(token.kind != Token::Kind::kWord || token.position >= last, "words come in order", text);
    if (token.kind == Token::Kind::kWord) last = token.position;
    for (const char* language : {"en", "ru", "tr"}) {
      require(is_valid_utf8(Stemmer(language).stem(token.term)), "a stem is text", token.term);
    }
  }
}

// Boundaries and terms are ICU's, whatever short ways were taken.
void check_by_icu(std::string_view text, const std::vector<Token>& tokens) {
  std::vector<Segment> segments;
  std::vector<Segment> segments_by_icu;
  break_words(text, 0, segments);
  break_words_by_icu(text, 0, segments_by_icu);
  require(segments == segments_by_icu, "boundaries are ICU's", text);
  std::vector<Token> tokens_by_icu;
  Analyzer::analyze_by_icu(text, kFirst, tokens_by_icu);
  require(tokens == tokens_by_icu, "terms are those of ICU's words", text);
}

// No rule looks past a line end.
void check_lines(std::string_view text, const std::vector<Token>& tokens) {
  std::vector<Token> of_lines;
  Position position = kFirst;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const std::size_t before = of_lines.size();
    position = Analyzer().analyze(text.substr(begin, end - begin), position, of_lines);
    for (std::size_t i = before; i < of_lines.size(); ++i) {
      of_lines[i].begin += begin;
      of_lines[i].end += begin;
    }
    begin = end;
  }
  require(tokens == of_lines, "the terms of a text are those of its lines", text);
}

bool has_term(const std::vector<Token>& tokens, std::string_view term) {
  return std::any_of(tokens.begin(), tokens.end(), [term](const Token& token) { return token.term == term; });
}

// What is asked for if the whole text is a query: each group is among the terms of the text.
void check_query_words(const std::string& text, const std::vector<Token>& tokens) {
  for (const WordGroup& group : group_words(Analyzer(), text)) {
    require(!group.words.empty() || !group.wholes.empty(), "a group asks for something", text);
    require(group.begin < group.end && group.end <= text.size(), "a group lies in the query", text);
    for (const auto* terms : {&group.words, &group.wholes}) {
      for (const std::string& term : *terms)
        require(has_term(tokens, term), "what a query asks for is what its text has", term);
    }
    require(group.joined.empty() || has_term(tokens, group.joined),
            "joined spellings are asked for as indexed", group.joined);
  }
}

// As a phrase the words stand next to each other where the text has them.
void check_phrase(const std::string& text, const std::vector<Token>& tokens) {
  const PhraseTerms phrase = phrase_terms(Analyzer(), text);
  require(phrase.words.empty() == tokens.empty(), "a phrase has words if its text has", text);
  if (phrase.words.empty()) return;
  const auto is_at = [&tokens](const std::string& term, Position position) {
    return std::any_of(tokens.begin(), tokens.end(),
                       [&](const Token& token) { return token.term == term && token.position == position; });
  };
  for (std::size_t i = 0; i < phrase.words.size(); ++i)
    require(is_at(phrase.words[i], kFirst + static_cast<Position>(i)), "a phrase finds its own text", text);
  require(phrase.joined.empty() || has_term(tokens, phrase.joined),
          "joined spellings are asked for as indexed", phrase.joined);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = repair_utf8({reinterpret_cast<const char*>(data), size});
  check_segments(text);
  const std::vector<Token> tokens = analyzed(text);
  check_tokens(text, tokens);
  check_by_icu(text, tokens);
  check_lines(text, tokens);
  check_query_words(text, tokens);
  check_phrase(text, tokens);
  return 0;
}
