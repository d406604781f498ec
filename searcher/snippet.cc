// SPDX-License-Identifier: GPL-2.0-or-later
// Finding hits is one pass over the tokens of what may hold one, a piece at a time so that the
// tokens of a long text are never all in memory. Choosing the passage is one pass over the hits with two ends
// of a window.
#include "searcher/snippet.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>

#include "common/base/utf8.h"
#include "common/cli/terminal.h"
#include "common/text/word_breaker.h"
#include "searcher/hit_filter.h"

namespace chokepoint {
namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;

// What is looked at before a passage for a sentence or word to begin with.
constexpr std::size_t kMaxLeadBytes = 120;

struct TermMatch {
  TextRange range;
  std::uint32_t term = 0;  // which of the terms asked for
  bool is_phrase = false;
};

// Follows one phrase through the tokens. Several spellings may stand at one position, and a joined one
// comes after its parts, so the ends of the last few partial matches are kept for each length.
class PhraseMatcher {
 public:
  PhraseMatcher(const std::vector<std::string>& terms, std::uint32_t number)
      : terms_(terms), number_(number), partial_(terms.size()) {}

  void add(const Token& token, std::vector<TermMatch>& out) {
    for (std::size_t k = terms_.size(); k-- > 0;) {
      if (terms_[k] != token.term) continue;
      if (k == 0) {
        extend(0, token.begin, token, out);
      } else if (const Partial* before = partial_[k - 1].ending_at(token.position); before != nullptr) {
        extend(k, before->begin, token, out);
      }
    }
  }

 private:
  struct Partial {
    Position next = 0;  // the position that has to follow; 0 is nobody's
    std::size_t begin = 0;
  };

  class RecentPartials {
   public:
    void add(Partial partial) { ring_[added_++ % ring_.size()] = partial; }
    const Partial* ending_at(Position position) const {
      const auto* found = std::find_if(ring_.begin(), ring_.end(), [position](const Partial& partial) {
        return partial.next == position;
      });
      return found == ring_.end() ? nullptr : found;
    }

   private:
    std::array<Partial, 8> ring_{};
    std::size_t added_ = 0;
  };

  void extend(std::size_t k, std::size_t begin, const Token& token, std::vector<TermMatch>& out) {
    if (k + 1 == terms_.size()) {
      out.push_back({{begin, token.end}, number_, true});
    } else {
      partial_[k].add({token.position + token.width, begin});
    }
  }

  const std::vector<std::string>& terms_;
  std::uint32_t number_;
  std::vector<RecentPartials> partial_;
};

class HitFinder {
 public:
  explicit HitFinder(const HighlightTerms& terms) : prefixes_(terms.prefixes) {
    std::uint32_t number = 0;
    for (const std::string& word : terms.words) words_.emplace(word, number++);
    first_prefix_ = number;
    number += static_cast<std::uint32_t>(terms.prefixes.size());
    for (const auto& phrase : terms.phrases) {
      if (phrase.empty()) continue;
      phrases_.emplace_back(phrase, number++);
      for (const std::string& term : phrase) phrase_terms_.insert(term);
    }
  }

  void add(const Token& token, std::vector<TermMatch>& out) {
    if (const auto word = words_.find(token.term); word != words_.end()) {
      out.push_back({{token.begin, token.end}, word->second, false});
    } else {
      add_prefix(token, out);
    }
    if (phrase_terms_.find(token.term) == phrase_terms_.end()) return;
    for (PhraseMatcher& phrase : phrases_) phrase.add(token, out);
  }

 private:
  void add_prefix(const Token& token, std::vector<TermMatch>& out) const {
    for (std::size_t i = 0; i < prefixes_.size(); ++i) {
      if (prefixes_[i].empty() || !token.term.starts_with(prefixes_[i])) continue;
      out.push_back({{token.begin, token.end}, first_prefix_ + static_cast<std::uint32_t>(i), false});
      return;
    }
  }

  std::unordered_map<std::string_view, std::uint32_t> words_;
  const std::vector<std::string>& prefixes_;
  std::uint32_t first_prefix_ = 0;
  std::vector<PhraseMatcher> phrases_;
  std::unordered_set<std::string_view> phrase_terms_;
};

// Takes a text apart as far as it may hold matches, a piece at a time.
class MatchFinder {
 public:
  MatchFinder(const Analyzer& analyzer, const HighlightTerms& terms, std::string_view text)
      : analyzer_(analyzer), filter_(terms), hits_(terms), text_(text) {}

  // In the order of their ends.
  std::vector<TermMatch> run() {
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = stretch_end(text_, begin);
      add_stretch(begin, end);
      begin = end;
    }
    take_apart();
    return std::move(matches_);
  }

 private:
  void add_stretch(std::size_t begin, std::size_t end) {
    const HitFilter::Verdict verdict = filter_.judge(text_.substr(begin, end - begin));
    if (verdict == HitFilter::Verdict::kMayHold) {
      if (piece_.begin == piece_.end) piece_.begin = begin;
      piece_.end = end;
      if (piece_.end - piece_.begin >= kPieceBytes) take_apart();
      return;
    }
    take_apart();
    // However many words are left out, one position is enough to keep apart what they part.
    if (verdict == HitFilter::Verdict::kNoHit) ++position_;
  }

  void take_apart() {
    tokens_.clear();
    position_ = analyzer_.analyze(text_.substr(piece_.begin, piece_.end - piece_.begin), position_, tokens_);
    for (Token& token : tokens_) {
      token.begin += piece_.begin;
      token.end += piece_.begin;
      hits_.add(token, matches_);
    }
    piece_ = {};
  }

  const Analyzer& analyzer_;
  HitFilter filter_;
  HitFinder hits_;
  std::string_view text_;
  TextRange piece_;  // stretches that may hold matches; empty if there are none
  Position position_ = 1;
  std::vector<Token> tokens_;
  std::vector<TermMatch> matches_;
};

// All matches in `text`, by begin, then end.
std::vector<TermMatch> find_matches(const Analyzer& analyzer, const HighlightTerms& terms,
                                    std::string_view text) {
  if (terms.empty()) return {};
  std::vector<TermMatch> matches = MatchFinder(analyzer, terms, text).run();
  std::stable_sort(matches.begin(), matches.end(), [](const TermMatch& a, const TermMatch& b) {
    return a.range.begin != b.range.begin ? a.range.begin < b.range.begin : a.range.end < b.range.end;
  });
  return matches;
}

// The parts of `matches` that lie in `window`, relative to it, overlapping ones merged.
std::vector<TextRange> merged_hits(const std::vector<TermMatch>& matches, TextRange window) {
  std::vector<TextRange> hits;
  for (const TermMatch& match : matches) {
    const std::size_t begin = std::max(match.range.begin, window.begin);
    const std::size_t end = std::min(match.range.end, window.end);
    if (begin >= end) continue;
    const TextRange hit{begin - window.begin, end - window.begin};
    if (!hits.empty() && hit.begin < hits.back().end) {
      hits.back().end = std::max(hits.back().end, hit.end);
    } else {
      hits.push_back(hit);
    }
  }
  return hits;
}

// How good a window of matches is. Compared member by member, in this order.
struct Merit {
  std::size_t different = 0;
  std::size_t hits = 0;
  std::size_t phrases = 0;

  auto operator<=>(const Merit&) const = default;
};

// The matches of the best window of `max_bytes`, as a range of the text. The window's first match is
// always whole; matches are ordered by begin, and their ends hardly ever are not.
TextRange best_window(const std::vector<TermMatch>& matches, std::size_t max_bytes) {
  std::unordered_map<std::uint32_t, std::size_t> counts;
  Merit merit;
  Merit best;
  TextRange window;
  std::size_t last = 0;
  for (std::size_t first = 0; first < matches.size(); ++first) {
    const std::size_t begin = matches[first].range.begin;
    while (last < matches.size() && (last <= first || matches[last].range.end <= begin + max_bytes)) {
      if (counts[matches[last].term]++ == 0) ++merit.different;
      ++merit.hits;
      if (matches[last].is_phrase) ++merit.phrases;
      ++last;
    }
    if (merit > best) {
      best = merit;
      window = {begin, std::max(matches[first].range.end, matches[last - 1].range.end)};
    }
    if (--counts[matches[first].term] == 0) --merit.different;
    --merit.hits;
    if (matches[first].is_phrase) --merit.phrases;
  }
  return window;
}

bool is_space_at(std::string_view text, std::size_t at) {
  return is_white_space(decode_utf8(text, at).value);
}

bool is_continuation_byte(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::size_t at_code_point(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && is_continuation_byte(text[at])) --at;
  return at;
}

// A space that carries a combining mark is no mere space: cutting after it would tear the mark off.
std::size_t skip_spaces(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && is_space_at(text, at)) {
    const std::size_t next = at + decode_utf8(text, at).length;
    if (text[at] != '\n' && grapheme_end(text, at) != next) break;
    at = next;
  }
  return at;
}

// Where a sentence begins in [from, to]: the first one, since it gives the most context.
std::size_t sentence_begin(std::string_view text, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i + 1 < to; ++i) {
    const bool ends_line = text[i] == '\n';
    const bool ends_sentence =
        (text[i] == '.' || text[i] == '!' || text[i] == '?') && (text[i + 1] == ' ' || text[i + 1] == '\n');
    if (!ends_line && !ends_sentence) continue;
    return skip_spaces(text, i + 1, to);
  }
  return std::string_view::npos;
}

// The first word that begins after `from` (which may be inside one) and before `to`; else `to`.
std::size_t word_begin(std::string_view text, std::size_t from, std::size_t to) {
  std::vector<Segment> segments;
  break_words(text.substr(from, to - from), from, segments);
  for (std::size_t i = 1; i < segments.size(); ++i) {
    if (segments[i].is_word) return segments[i].begin;
  }
  return to;
}

// Where to begin so that `wanted` is in and some context before it.
std::size_t passage_begin(std::string_view text, std::size_t body_begin, TextRange wanted,
                          std::size_t max_bytes) {
  const std::size_t wanted_bytes = wanted.end - wanted.begin;
  const std::size_t room = max_bytes > wanted_bytes ? max_bytes - wanted_bytes : 0;
  const std::size_t rest = text.size() - wanted.end;
  std::size_t lead = std::min(room / 2, kMaxLeadBytes);
  if (rest < room / 2) lead = room - rest;  // near the end: the room there is used here
  if (wanted.begin - body_begin <= lead) return body_begin;
  const std::size_t from = at_code_point(text, wanted.begin - lead);
  const std::size_t sentence = sentence_begin(text, from, wanted.begin);
  return sentence != std::string_view::npos ? sentence : word_begin(text, from, wanted.begin);
}

// The last word boundary at most `max_bytes` after `begin`; inside a longer word the last grapheme boundary.
std::size_t passage_end(std::string_view text, std::size_t begin, std::size_t limit, std::size_t max_bytes) {
  if (limit - begin <= max_bytes) return limit;
  // Somewhat more text is looked at, so that the word at the limit is seen whole.
  const std::size_t seen = at_code_point(text, begin + std::min(limit - begin, max_bytes + 64));
  std::vector<Segment> segments;
  break_words(text.substr(begin, seen - begin), begin, segments);
  std::size_t end = begin;
  for (const Segment& segment : segments) {
    if (segment.end - begin > max_bytes) break;
    end = segment.end;
  }
  if (end > begin) return end;
  for (std::size_t next = begin; next < limit;) {
    next = grapheme_end(text.substr(0, limit), next);
    if (next - begin > max_bytes) break;
    end = next;
  }
  return end;
}

// Cuts [begin, end) without the white space at its ends.
Snippet cut(std::string_view text, std::size_t body_begin, TextRange range,
            const std::vector<TermMatch>& matches) {
  range.begin = skip_spaces(text, range.begin, range.end);
  const std::string_view passage = trim(text.substr(range.begin, range.end - range.begin));
  range.end = static_cast<std::size_t>(passage.data() + passage.size() - text.data());
  Snippet snippet;
  snippet.text = std::string(text.substr(range.begin, range.end - range.begin));
  snippet.hits = merged_hits(matches, range);
  snippet.starts_inside = !trim(text.substr(body_begin, range.begin - body_begin)).empty();
  snippet.ends_inside = !trim(text.substr(range.end)).empty();
  return snippet;
}

// What to show when no word is a hit: evidence in the body, else the body's beginning.
TextRange passage_without_hits(std::string_view text, std::size_t body_begin,
                               const std::vector<TextRange>& evidence, std::size_t max_bytes) {
  for (const TextRange& range : evidence) {
    if (range.begin < body_begin || range.begin >= range.end || range.end > text.size()) continue;
    return {range.begin, passage_end(text, range.begin, range.end, max_bytes)};
  }
  const std::size_t begin = skip_spaces(text, body_begin, text.size());
  return {begin, passage_end(text, begin, text.size(), max_bytes)};
}

}  // namespace

std::vector<TextRange> find_hits(const Analyzer& analyzer, const HighlightTerms& terms,
                                 std::string_view text) {
  return merged_hits(find_matches(analyzer, terms, text), {0, text.size()});
}

Snippet make_snippet(const Analyzer& analyzer, const HighlightTerms& terms, std::string_view text,
                     std::size_t body_begin, const std::vector<TextRange>& evidence, std::size_t max_bytes) {
  body_begin = std::min(body_begin, text.size());
  std::vector<TermMatch> matches = find_matches(analyzer, terms, text.substr(body_begin));
  for (TermMatch& match : matches) {
    match.range.begin += body_begin;
    match.range.end += body_begin;
  }
  if (matches.empty()) {
    return cut(text, body_begin, passage_without_hits(text, body_begin, evidence, max_bytes), matches);
  }
  // A quarter of the passage is kept for the words around the hits.
  const TextRange wanted = best_window(matches, max_bytes - max_bytes / 4);
  const std::size_t begin = passage_begin(text, body_begin, wanted, max_bytes);
  return cut(text, body_begin, {begin, passage_end(text, begin, text.size(), max_bytes)}, matches);
}

}  // namespace chokepoint
