// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/hit_filter.h"

#include <array>
#include <cstdlib>
#include <random>
#include <string>

#include <catch2/catch.hpp>

namespace chokepoint {
namespace {

using Verdict = HitFilter::Verdict;

Verdict judge(std::string_view term, std::string_view line) {
  return HitFilter({.words = {std::string(term)}, .phrases = {}, .prefixes = {}}).judge(line);
}

// Whatever the Analyzer may shorten, join or fold, next to what ends words.
// The same in every run, unless CHOKEPOINT_SEED says otherwise.
unsigned test_seed() {
  const char* seed = std::getenv("CHOKEPOINT_SEED");
  return seed == nullptr ? 20240229U : static_cast<unsigned>(std::strtoul(seed, nullptr, 10));
}

std::string random_line(std::mt19937& random) {
  static constexpr std::array<std::string_view, 48> kPieces = {
      "e",     "E",       "s",  "l", "d",      "qu", "ban", "US",     "mail", "book",   "state",  "5",
      "1,000", "2024",    "HR", "é", "ﬁ",      "中", "ﷺ",   "\u00AD", "'",    "\u2019", "\u2018", "\u02BC",
      "'s",    "\u2019s", "-",  "-", "\u2010", ".",  ".",   ":",      "_",    "@",      "\u00B7", "&",
      " & ",   "++",      "#",  "/", "\u2014", " ",  " ",   " ",      " ",    "\u00A0", "\u200D", "\t"};
  std::string line;
  for (auto pieces = random() % 12; pieces > 0; --pieces) line += kPieces[random() % kPieces.size()];
  return line;
}

TEST_CASE("hit filter: rules out what lacks the letters of a term") {
  CHECK(judge("tiktok", "The ban on TikTok's owner stands.") == Verdict::kMayHold);
  CHECK(judge("tiktok", "The ban on other “platforms” – nine of them – stands…\n") == Verdict::kNoHit);
  CHECK(judge("5g", "a 5-G network") == Verdict::kMayHold);
  CHECK(judge("at&t", "AT & T") == Verdict::kMayHold);
  CHECK(judge("^us", "the U.S. government") == Verdict::kMayHold);
  CHECK(judge("1000", "some 1,000 phones") == Verdict::kMayHold);
  CHECK(judge("", "anything") == Verdict::kNoHit);
}

TEST_CASE("hit filter: what has no word parts nothing") {
  CHECK(judge("ban", "") == Verdict::kNoWord);
  CHECK(judge("ban", " — * * * —\n") == Verdict::kNoWord);
}

TEST_CASE("hit filter: does not judge what the Analyzer may fold or shorten") {
  CHECK(judge("tiktok", "ＴｉｋＴｏｋ") == Verdict::kMayHold);
  CHECK(judge("statebank", "the state's-bank") == Verdict::kMayHold);
  CHECK(judge("proapp", "pro-l’app") == Verdict::kMayHold);
  CHECK(judge("e‘lban", "E's@‘lban") == Verdict::kMayHold);
  CHECK(judge("#0123", "no line shows the hash of a long word") == Verdict::kMayHold);
}

TEST_CASE("hit filter: looks for prefixes and for every word of a phrase") {
  HitFilter filter({.words = {}, .phrases = {{"export", "ban"}}, .prefixes = {"sanc"}});
  CHECK(filter.judge("an export") == Verdict::kMayHold);
  CHECK(filter.judge("a ban") == Verdict::kMayHold);
  CHECK(filter.judge("sanctions") == Verdict::kMayHold);
  CHECK(filter.judge("a tariff") == Verdict::kNoHit);
}

TEST_CASE("hit filter: never rules out what has the term") {
  const unsigned seed = test_seed();
  INFO("CHOKEPOINT_SEED=" << seed);
  std::mt19937 random(seed);
  const Analyzer analyzer;
  std::vector<Token> tokens;
  std::string wrong;
  for (int i = 0; i < 40000; ++i) {
    const std::string line = random_line(random);
    tokens.clear();
    analyzer.analyze(line, 1, tokens);
    for (const Token& token : tokens) {
      if (judge(token.term, line) != Verdict::kMayHold)
        wrong += '"' + token.term + "\" in \"" + line + "\"\n";
    }
    const Verdict verdict = judge("other", line);
    if (verdict == (tokens.empty() ? Verdict::kNoHit : Verdict::kNoWord))
      wrong += "words in \"" + line + "\"\n";
  }
  CHECK(wrong == "");
}

// The terms of `text` with their places, taken apart whole or stretch by stretch.
std::string terms_of(std::string_view text, bool in_stretches) {
  std::vector<Token> tokens;
  Position position = 1;
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = in_stretches ? stretch_end(text, begin) : text.size();
    tokens.clear();
    position = Analyzer().analyze(text.substr(begin, end - begin), position, tokens);
    for (const Token& token : tokens) {
      out += token.term + ' ' + std::to_string(token.position) + ' ' + std::to_string(begin + token.begin) +
             '-' + std::to_string(begin + token.end) + '\n';
    }
    begin = end;
  }
  return out;
}

TEST_CASE("hit filter: stretches give the same terms as the whole text") {
  const unsigned seed = test_seed();
  INFO("CHOKEPOINT_SEED=" << seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 1000; ++i) {
    std::string text;
    while (text.size() < 400) text += random_line(random) + (random() % 20 == 0 ? "\n" : "");
    const bool is_same = terms_of(text, true) == terms_of(text, false);
    if (!is_same) CHECK(text == "");
  }
  const std::string plain = "words and words and " + std::string(200, 'x') + " and words";
  CHECK(stretch_end(plain, 0) < plain.size());
}

}  // namespace
}  // namespace chokepoint
