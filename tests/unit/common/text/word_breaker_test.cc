// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/word_breaker.h"

#include <fstream>
#include <iostream>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "common/base/utf8.h"
#include "common/text/word_characters.h"

using namespace chokepoint;

namespace {

constexpr const char* kConformanceFile = "/usr/share/unicode/auxiliary/WordBreakTest.txt";

struct Sample {
  std::string text;
  std::vector<std::size_t> boundaries;  // byte offsets, 0 and the end included
};

// A line is "÷ 0061 × 0308 ÷ # comment": boundaries and code points in turn.
Sample parse_sample(const std::string& line) {
  Sample sample;
  std::istringstream words(line.substr(0, line.find('#')));
  for (std::string word; words >> word;) {
    if (word == "\u00F7") {
      sample.boundaries.push_back(sample.text.size());
    } else if (word != "\u00D7") {
      append_utf8(static_cast<char32_t>(std::stoul(word, nullptr, 16)), sample.text);
    }
  }
  return sample;
}

// CLDR's root locale, which ICU implements, breaks around a colon, where UAX #29 joins "a:b" (it serves
// Swedish abbreviations). That suits us: "note:this" is two words.
std::vector<std::size_t> with_breaks_at_colons(const Sample& sample) {
  std::set<std::size_t> boundaries(sample.boundaries.begin(), sample.boundaries.end());
  for (std::size_t i = 0; i < sample.text.size(); ++i) {
    if (sample.text[i] != ':') continue;
    boundaries.insert(i);
    // Marks behind the colon stay with it.
    std::size_t end = i + 1;
    while (sample.text.substr(end, 2) == "\u0308" || sample.text.substr(end, 3) == "\u2060") {
      end += sample.text.substr(end, 2) == "\u0308" ? 2U : 3U;
    }
    boundaries.insert(end);
  }
  return {boundaries.begin(), boundaries.end()};
}

std::vector<std::size_t> boundaries(const std::string& text) {
  std::vector<Segment> segments;
  break_words(text, 0, segments);
  std::vector<std::size_t> out{0};
  for (const Segment& segment : segments) out.push_back(segment.end);
  return out;
}

}  // namespace

TEST_CASE("word_breaker: boundaries agree with WordBreakTest.txt of Unicode", "[text]") {
  std::ifstream file(kConformanceFile);
  if (!file) FAIL("the package unicode-data is missing: " << kConformanceFile);
  std::size_t tested = 0;
  std::size_t at_colons = 0;
  std::vector<std::string> differing;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    const Sample sample = parse_sample(line);
    ++tested;
    const auto ours = boundaries(sample.text);
    if (ours == sample.boundaries) continue;
    if (ours == with_breaks_at_colons(sample)) {
      ++at_colons;
    } else {
      differing.push_back(line.substr(0, line.find('#')));
    }
  }
  std::cout << "WordBreakTest.txt: " << tested << " samples, " << at_colons
            << " differ by intent (a colon breaks), " << differing.size() << " otherwise\n";
  CHECK(tested > 1800);
  for (const std::string& line : differing) UNSCOPED_INFO(line);
  CHECK(differing.empty());
  CHECK(at_colons < 20);
}

TEST_CASE("word_breaker: segments tile the text", "[text]") {
  const std::string text = "One two,\n\u4E2D\u56FD three\u2019s.";
  std::vector<Segment> segments;
  break_words(text, 100, segments);
  std::size_t at = 100;
  for (const Segment& segment : segments) {
    CHECK(segment.begin == at);
    at = segment.end;
  }
  CHECK(at == 100 + text.size());
}

TEST_CASE("word_breaker: what it knows without ICU is what ICU says", "[text]") {
  const auto is_same = [](const std::string& text) {
    std::vector<Segment> segments;
    std::vector<Segment> by_icu;
    break_words(text, 3, segments);
    break_words_by_icu(text, 3, by_icu);
    return segments == by_icu;
  };
  // Each known character alone, and each two and three in a row of one character of each kind.
  std::vector<std::string> known;
  for (char32_t c = 1; c < 0x2100; ++c) {
    std::string character;
    append_utf8(c, character);
    if (word_character(character, 0).word_class == WordClass::kUnknown) continue;
    CHECK(is_same(character));
    for (const std::string around : {"a", "1", "_", " ", "\"", "\r", "\n", ".", ","}) {
      INFO(character << " by " << around);
      CHECK(is_same(around + character + around));
      CHECK(is_same(character + around + character));
    }
    known.push_back(character);
  }
  CHECK(known.size() > 200);
  std::mt19937 random(5);
  for (int round = 0; round < 40000; ++round) {
    std::string text;
    for (auto i = random() % 10; i > 0; --i)
      text += known[random() % (random() % 2 == 0 ? 128 : known.size())];
    INFO(text);
    REQUIRE(is_same(text));
  }
}
