// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/sentences.h"

namespace chokepoint {
namespace {

bool is_final_mark(const TextToken& token) {
  return token.kind == TokenKind::kMark && (token.mark == '.' || token.mark == '!' || token.mark == '?');
}

bool is_closing_mark(const TextToken& token) {
  return token.kind == TokenKind::kMark && !token.spaced &&
         (token.mark == '"' || token.mark == '\'' || token.mark == ')' || token.mark == ']');
}

class Cutter {
 public:
  Cutter(const std::vector<TextToken>& tokens, std::size_t body_begin, const SentenceWords& words)
      : tokens_(tokens), body_begin_(body_begin), words_(words) {}

  std::vector<Sentence> run() {
    for (std::size_t i = 0; i < tokens_.size();) {
      const std::size_t end = end_of_sentence(i);
      add(i, end);
      i = end;
    }
    return std::move(sentences_);
  }

 private:
  bool starts_paragraph(std::size_t i) const {
    const TextToken& token = tokens_[i];
    if (token.new_block) return true;
    if (!token.new_line) return false;
    // A line that goes on in lower case was merely wrapped.
    return !(token.kind == TokenKind::kWord && !token.capital && !token.unspaced_script);
  }

  // A stop after `i - 1` that is part of the word: "U.S.", "Gov.", "J. Doe".
  bool is_abbreviated(std::size_t stop) const {
    if (tokens_[stop].mark != '.' || stop == 0) return false;
    const TextToken& word = tokens_[stop - 1];
    if (tokens_[stop].spaced || word.kind != TokenKind::kWord) return false;
    const bool is_initial = word.capital && word.end - word.begin == 1;
    if (!is_initial && !words_.abbreviations.contains(word.lower)) return false;
    // "in the U.S. The ministry ...": an initial may end a sentence when the next word is a known starter.
    return !(is_initial && stop + 1 < tokens_.size() && tokens_[stop + 1].capital &&
             words_.starters.contains(tokens_[stop + 1].lower));
  }

  bool may_start_sentence(const TextToken& token) const {
    if (token.kind == TokenKind::kWord) return token.capital || token.unspaced_script;
    return token.kind == TokenKind::kNumber || token.mark == '"' || token.mark == '\'' || token.mark == '(' ||
           token.mark == '[' || token.mark == '*' || token.mark == '-' || token.mark == '$' ||
           token.mark == 0;
  }

  std::size_t end_of_sentence(std::size_t first) const {
    for (std::size_t i = first; i < tokens_.size(); ++i) {
      if (i > first && (starts_paragraph(i) || i - first == kMaxSentenceTokens)) return i;
      if (!is_final_mark(tokens_[i])) continue;
      std::size_t end = i + 1;
      while (end < tokens_.size() && (is_final_mark(tokens_[end]) || is_closing_mark(tokens_[end])) &&
             !tokens_[end].new_line) {
        ++end;
      }
      if (end == tokens_.size()) return end;
      const bool ideographic = tokens_[i].end - tokens_[i].begin == 3 && tokens_[i].mark != 0;
      if (!ideographic) {
        if (!tokens_[end].spaced || !may_start_sentence(tokens_[end])) continue;
        if (end == i + 1 && is_abbreviated(i)) continue;
      }
      return end;
    }
    return tokens_.size();
  }

  void add(std::size_t first, std::size_t last) {
    if (!sentences_.empty() && starts_paragraph(first)) ++paragraph_;
    Sentence sentence;
    sentence.first = first;
    sentence.last = last;
    sentence.begin = tokens_[first].begin;
    sentence.end = tokens_[last - 1].end;
    sentence.paragraph = paragraph_;
    for (std::size_t i = first; i < last; ++i) {
      if (tokens_[i].kind != TokenKind::kWord) continue;
      ++sentence.words;
      if (tokens_[i].capital) ++sentence.capitals;
    }
    if (sentence.begin < body_begin_) {
      sentence.section = Section::kTitle;
    } else if (body_sentences_ < kLeadSentences) {
      sentence.section = Section::kLead;
      ++body_sentences_;
    }
    sentences_.push_back(sentence);
  }

  const std::vector<TextToken>& tokens_;
  const std::size_t body_begin_;
  const SentenceWords& words_;
  std::vector<Sentence> sentences_;
  std::size_t paragraph_ = 0;
  std::size_t body_sentences_ = 0;
};

}  // namespace

std::vector<Sentence> split_sentences(const std::vector<TextToken>& tokens, std::size_t body_begin,
                                      const SentenceWords& words) {
  return Cutter(tokens, body_begin, words).run();
}

}  // namespace chokepoint
