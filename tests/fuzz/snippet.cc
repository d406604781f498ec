// SPDX-License-Identifier: GPL-2.0-or-later
// Hits and snippets of any text, for any words. The filter that leaves stretches out changes nothing, and
// each word of a text is a hit when it is asked for. The input: words to mark, parted by white space (a star
// at the end makes a prefix); a part with a phrase; then title and body.
#include "searcher/snippet.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/clean/page_lines.h"
#include "searcher/hit_filter.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

const Analyzer kAnalyzer;

std::vector<Token> analyzed(std::string_view text) {
  std::vector<Token> tokens;
  kAnalyzer.analyze(text, 1, tokens);
  return tokens;
}

std::vector<std::string> terms_of(std::string_view text) {
  std::vector<std::string> terms;
  for (Token& token : analyzed(text)) terms.push_back(std::move(token.term));
  return terms;
}

HighlightTerms read_terms(Input& input) {
  HighlightTerms terms;
  const std::string words = repair_utf8(input.part());
  for (std::string_view word : split_words(words)) {
    const bool is_prefix = word.ends_with('*');
    if (is_prefix) word.remove_suffix(1);
    for (std::string& term : terms_of(word))
      (is_prefix ? terms.prefixes : terms.words).push_back(std::move(term));
  }
  if (auto phrase = terms_of(repair_utf8(input.part())); phrase.size() > 1)
    terms.phrases.push_back(std::move(phrase));
  return terms;
}

void check_ranges(const std::vector<TextRange>& ranges, std::string_view text) {
  std::size_t end = 0;
  for (const TextRange& range : ranges) {
    require(range.begin >= end && range.begin < range.end && range.end <= text.size(), "hits are in order",
            text);
    require(is_valid_utf8(text.substr(range.begin, range.end - range.begin)), "a hit cuts no character",
            text);
    end = range.end;
  }
}

bool is_marked(const std::vector<TextRange>& hits, const Token& token) {
  return std::any_of(hits.begin(), hits.end(), [&token](const TextRange& hit) {
    return hit.begin <= token.begin && token.end <= hit.end;
  });
}

// Plainly: each token of the text that is asked for is inside of a hit, and a text without one has none.
void check_hits(const HighlightTerms& terms, std::string_view text) {
  const std::vector<TextRange> hits = find_hits(kAnalyzer, terms, text);
  check_ranges(hits, text);
  const std::set<std::string> words(terms.words.begin(), terms.words.end());
  bool is_any_wanted = false;
  for (const Token& token : analyzed(text)) {
    const bool is_wanted =
        words.count(token.term) != 0 ||
        std::any_of(terms.prefixes.begin(), terms.prefixes.end(),
                    [&](const std::string& prefix) { return token.term.starts_with(prefix); });
    require(!is_wanted || is_marked(hits, token), "what is asked for is marked", token.term);
    is_any_wanted = is_any_wanted || is_wanted;
  }
  require(is_any_wanted || hits.empty() || !terms.phrases.empty(), "what is not asked for is not marked",
          text);
}

// The stretches tile the text, and one that is ruled out has no term that is asked for.
void check_filter(const HighlightTerms& terms, std::string_view text) {
  HitFilter filter(terms);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = stretch_end(text, begin);
    require(end > begin && end <= text.size(), "stretches tile the text", text);
    const std::string_view stretch = text.substr(begin, end - begin);
    const HitFilter::Verdict verdict = filter.judge(stretch);
    const std::vector<Token> tokens = analyzed(stretch);
    if (verdict == HitFilter::Verdict::kNoWord) require(tokens.empty(), "there is no word", stretch);
    if (verdict == HitFilter::Verdict::kNoHit) {
      for (const Token& token : tokens)
        require(std::find(terms.words.begin(), terms.words.end(), token.term) == terms.words.end(),
                "a hit is never ruled out", stretch);
    }
    begin = end;
  }
}

void check_snippet(const HighlightTerms& terms, const std::string& text, std::size_t body_begin,
                   const TextRange& evidence, std::size_t max_bytes) {
  const Snippet snippet = make_snippet(kAnalyzer, terms, text, body_begin, {evidence}, max_bytes);
  require(is_valid_utf8(snippet.text), "a snippet cuts no character", snippet.text);
  require(text.find(snippet.text, body_begin) != std::string::npos, "a snippet is a passage of the body",
          snippet.text);
  require(snippet.text == trim(snippet.text), "a snippet has no white space at its ends", snippet.text);
  check_ranges(snippet.hits, snippet.text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::size_t max_bytes = 16 + input.below(256);
  const HighlightTerms terms = read_terms(input);
  const std::string title = repair_utf8(input.line());
  const std::string text = title + "\n\n" + repair_utf8(input.rest());
  const std::size_t body_begin = title.size() + 2;
  check_hits(terms, text);
  check_filter(terms, text);
  const std::vector<Token> tokens = analyzed(text);
  const TextRange evidence =
      tokens.empty() ? TextRange{0, 0} : TextRange{tokens.back().begin, tokens.back().end};
  check_snippet(terms, text, body_begin, evidence, max_bytes);

  HighlightTerms all;
  for (const Token& token : tokens) all.words.push_back(token.term);
  check_hits(all, text);
  check_filter(all, text);
  return 0;
}
