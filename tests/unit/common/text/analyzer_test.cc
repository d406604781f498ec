// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/analyzer.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "common/base/utf8.h"

using namespace chokepoint;

namespace {

std::vector<Token> analyze(const std::string& text) {
  std::vector<Token> tokens;
  Analyzer().analyze(text, 1, tokens);
  return tokens;
}

// "cve 2024 3094 [cve20243094]@1+3": words in order, then joined terms with position and width.
std::string printed(const std::string& text) {
  std::string words;
  std::string joined;
  for (const Token& token : analyze(text)) {
    if (token.kind == Token::Kind::kWord) {
      words += (words.empty() ? "" : " ") + token.term;
    } else {
      joined += (token.kind == Token::Kind::kWhole ? " <" : " [") + token.term +
                (token.kind == Token::Kind::kWhole ? ">@" : "]@") + std::to_string(token.position) + "+" +
                std::to_string(token.width);
    }
  }
  return words + joined;
}

}  // namespace

TEST_CASE("analyzer: what a text gives", "[text]") {
  struct Case {
    const char* text;
    const char* terms;
  };
  const Case kCases[] = {
      {"", ""},
      {" ,.;- \n", ""},
      {"Bans the App", "bans the app"},
      {"U.S. US U.S", "^us ^us ^us"},
      {"tell us", "tell us"},
      {"it IT's WHO who", "it ^it ^who who"},
      {"U.S.-based", "^us based [usbased]@1+2"},
      {"AT&T", "at t <at&t>@1+2"},
      {"AT & T", "at t <at&t>@1+2"},
      {"Barnes & Noble", "barnes noble"},
      {"5G", "5g"},
      {"5-G", "5 g [5g]@1+2"},
      {"e-mail", "e mail [email]@1+2"},
      {"email", "email"},
      {"e mail", "e mail [email]@1+2"},
      {"Meta e Google", "meta e google"},
      {"CVE-2024-3094", "cve 2024 3094 [cve20243094]@1+3"},
      {"C++", "c++"},
      {"C", "c"},
      {"C#, F#", "c# f#"},
      {"C++17", "c++ 17"},
      {"CVE-2024-3094\u2019s flaw", "cve 2024 3094 flaw [cve20243094]@1+3"},
      {"Notepad++", "notepad <notepad++>@1+1"},
      {"A#1", "a 1"},
      {"H.R. 7521", "hr 7521"},
      {"HR 7521", "hr 7521"},
      {"HR7521", "hr 7521 [hr7521]@1+2"},
      {"MI6 Covid19", "mi6 covid19"},
      {"O'Brien O\u2019Brien OBRIEN", "obrien obrien obrien"},
      {"TikTok's TikTok\u2019s TikTok", "tiktok tiktok tiktok"},
      {"l'application qu\u2019elle d'accord", "application elle accord"},
      {"na\u00EFve naive NAI\u0308VE", "naive naive naive"},
      {"\uFB01ne fine", "fine fine"},
      {"soft\u00ADhyphen zero\u200Dwidth", "softhyphen zerowidth"},
      {"Stra\u00DFe STRASSE", "strasse strasse"},
      {"K\u00F8benhavn \u0141\u00F3d\u017A", "kobenhavn lodz"},
      {"1,000 3.5", "1000 3.5"},
      {"@tiktok a@example.com", "tiktok a example com [aexamplecom]@2+3"},
      {"example.com", "example com [examplecom]@1+2"},
      {"state-of-the-art", "state of the art [stateoftheart]@1+4"},
      {"a-b-c-d-e-f-g", "a b c d e f g"},
      {"state-\nowned", "state owned"},
      {"\u4E2D\u56FD\u653F\u5E9C", "\u4E2D\u56FD \u653F\u5E9C"},
      {"\u304C", "\u304C"},
      {"\u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35\u0E04\u0E23\u0E31\u0E1A",
       "\u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35 \u0E04\u0E23\u0E31\u0E1A"},
      {"\uD55C\uAD6D \uC815\uBD80", "\uD55C\uAD6D \uC815\uBD80"},
  };
  for (const Case& c : kCases) {
    INFO(c.text);
    CHECK(printed(c.text) == c.terms);
  }
}

TEST_CASE("analyzer: a CVE identifier is one term and three words", "[text]") {
  const auto tokens = analyze("see CVE-2024-3094 now");
  REQUIRE(tokens.size() == 6);
  CHECK(tokens[4].term == "cve20243094");
  CHECK(tokens[4].position == 2);
  CHECK(tokens[4].width == 3);
  CHECK(tokens[5].position == 5);
}

TEST_CASE("analyzer: offsets are those of the words in the text", "[text]") {
  const std::string text = "Le caf\u00E9 d\u2019or: AT&T's CVE-2024-1";
  for (const Token& token : analyze(text)) {
    REQUIRE(token.begin < token.end);
    REQUIRE(token.end <= text.size());
    CHECK(is_valid_utf8(text.substr(token.begin, token.end - token.begin)));
  }
}

TEST_CASE("analyzer: a long word becomes one hash term, a SHA-512 stays itself", "[text]") {
  const std::string sha512(128, 'a');
  CHECK(printed(sha512) == sha512);
  for (const std::size_t length : {300U, 5000U, 100000U}) {
    const auto tokens = analyze(std::string(length, 'x'));
    REQUIRE(tokens.size() == 1);
    CHECK(tokens[0].term.size() == 33);
    CHECK(tokens[0].term.front() == '#');
  }
  CHECK(analyze(std::string(300, 'x'))[0].term != analyze(std::string(301, 'x'))[0].term);
}

TEST_CASE("analyzer: no term is too long or looks like a prefixed one, whatever the text", "[text]") {
  const unsigned seed = 7;
  INFO("seed " << seed);
  std::mt19937 random(seed);
  const std::string alphabet[] = {"a",      "B",      "3",      ".",      "-",      "'",
                                  "&",      "+",      "#",      " ",      "\n",     "\u2019",
                                  "\u00E9", "\u4E2D", "\u0301", "\u200D", "\uFDFA", "\U0001F600",
                                  "_",      ":",      "US",     "U.S.",   "e mail"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (auto i = random() % 40; i > 0; --i) text += alphabet[random() % std::size(alphabet)];
    INFO(text);
    Position last = 0;
    for (const Token& token : analyze(text)) {
      REQUIRE(!token.term.empty());
      REQUIRE(token.term.size() <= kMaxTermBytes);
      REQUIRE(is_valid_utf8(token.term));
      REQUIRE(
          std::none_of(token.term.begin(), token.term.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
      REQUIRE(token.position >= 1);
      if (token.kind == Token::Kind::kWord) {
        REQUIRE(token.position == last + 1);
        last = token.position;
      } else {
        REQUIRE(token.position + token.width <= last + 2);
      }
    }
  }
}

TEST_CASE("analyzer: the short way gives what ICU and all rules give", "[text]") {
  const unsigned seed = 11;
  INFO("seed " << seed);
  std::mt19937 random(seed);
  // Drawn as characters or as the words that rules know; the second row is what the short way leaves to ICU.
  std::vector<std::string> pieces = {"e",
                                     "US",
                                     "U.S.",
                                     "IT",
                                     "e mail",
                                     "AT&T",
                                     "1,000",
                                     "C++",
                                     "H.R. 7521",
                                     "hr7521",
                                     "TikTok's",
                                     "2024's",
                                     "\r\n",
                                     "\u2018",
                                     "\u2019",
                                     "\u201C",
                                     "\u201D",
                                     "\u2010",
                                     "\u2011",
                                     "\u2013",
                                     "\u2014",
                                     "\u2022",
                                     "\u2026",
                                     "\u00A0",
                                     "\u00E9",
                                     "\u00DF",
                                     "\u00D7",
                                     "\u00F7",
                                     "\u0301",
                                     "\u00AD",
                                     "\u200B",
                                     "\u200D",
                                     "\u2003",
                                     "\u2028",
                                     "\u00B7",
                                     "\u2024",
                                     "\u3000",
                                     "\u05D0",
                                     "\u30AB",
                                     "\u4E2D",
                                     "\u0E2A\u0E27\u0E31\u0E2A",
                                     "\u0441\u043B",
                                     "\U0001F600",
                                     "\U0001F1E9",
                                     "\uFE0F",
                                     "\uFFFD"};
  for (char c = 1; c != 0x7F; ++c) pieces.emplace_back(1, c);
  const std::string common = "aAeEsS15..,,''--&&  __@@++##::\n\t";
  for (int round = 0; round < 60000; ++round) {
    std::string text;
    for (auto i = random() % 16; i > 0; --i) {
      text += random() % 3 == 0 ? pieces[random() % pieces.size()]
                                : std::string(1, common[random() % common.size()]);
    }
    if (round % 1000 == 0) text += std::string(random() % 300, 'x');
    INFO(text);
    std::vector<Token> by_icu;
    const Position end = Analyzer::analyze_by_icu(text, 1, by_icu);
    std::vector<Token> tokens;
    REQUIRE(Analyzer().analyze(text, 1, tokens) == end);
    REQUIRE(tokens == by_icu);
  }
}

TEST_CASE("analyzer: a text gives the same terms however many threads of lines it is cut into", "[text]") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "line " + std::to_string(i) + " of the U.S. e-mail\n";
  const auto whole = analyze(text);  // several blocks
  std::vector<Token> by_line;
  Position position = 1;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin) + 1;
    std::vector<Token> line;
    position = Analyzer().analyze(text.substr(begin, end - begin), position, line);
    for (Token& token : line) by_line.push_back(std::move(token));
    begin = end;
  }
  REQUIRE(whole.size() == by_line.size());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    REQUIRE(whole[i].term == by_line[i].term);
    REQUIRE(whole[i].position == by_line[i].position);
  }
}

TEST_CASE("analyzer: ten megabytes in one line and long runs of marks take linear time", "[text]") {
  std::string line;
  while (line.size() < 10'000'000) line += "word ";
  CHECK(analyze(line).size() == line.size() / 5);
  std::string marks = "a";
  for (int i = 0; i < 80000; ++i) marks += i % 2 == 0 ? "\u0301" : "\u0323";
  CHECK(analyze(marks).size() == 1);
}
