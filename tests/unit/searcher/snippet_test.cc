// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/snippet.h"

#include <chrono>
#include <random>
#include <string>

#include <catch2/catch.hpp>

#include "common/cli/terminal.h"

namespace chokepoint {
namespace {

// The text with each range in brackets.
std::string bracketed(std::string_view text, const std::vector<TextRange>& ranges) {
  std::string out;
  std::size_t at = 0;
  for (const TextRange& range : ranges) {
    out += text.substr(at, range.begin - at);
    out += "[";
    out += text.substr(range.begin, range.end - range.begin);
    out += "]";
    at = range.end;
  }
  out += text.substr(at);
  return out;
}

std::string shown(const HighlightTerms& terms, std::string_view text, std::size_t body_begin = 0,
                  const std::vector<TextRange>& evidence = {}, std::size_t max_bytes = 60) {
  const Snippet snippet = make_snippet(Analyzer(), terms, text, body_begin, evidence, max_bytes);
  return (snippet.starts_inside ? "<" : "") + bracketed(snippet.text, snippet.hits) +
         (snippet.ends_inside ? ">" : "");
}

HighlightTerms words(std::vector<std::string> terms) {
  return {.words = std::move(terms), .phrases = {}, .prefixes = {}};
}

std::string repeated(std::string_view text, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += text;
  return out;
}

}  // namespace

TEST_CASE("snippet: hits are found as the index sees words") {
  struct Case {
    HighlightTerms terms;
    std::string text;
    std::string marked;
  };
  const Case cases[] = {
      {words({"harbour", "harbours"}), "The Harbour's wall; HARBOURS.", "The [Harbour's] wall; [HARBOURS]."},
      {words({"cafe"}), "A Café and a cafe\u0301.", "A [Café] and a [cafe\u0301]."},
      {words({"email"}), "An e-mail, an email.", "An [e-mail], an [email]."},
      {words({"at", "at&t"}), "AT&T said", "[AT&T] said"},
      {words({"^us"}), "The US told us", "The [US] told us"},
      {words({"us"}), "The US told us", "The US told [us]"},
      {{{}, {{"quay", "wall"}}, {}},
       "A quay, the quay wall. Quay\nwall",
       "A quay, the [quay wall]. [Quay\nwall]"},
      {{{}, {{"a", "a", "b"}}, {}}, "a a a b", "a [a a b]"},
      {{{}, {{"e", "mail"}}, {}}, "e-mail", "[e-mail]"},
      {{{}, {}, {"harb"}}, "harbour harbinger herb", "[harbour] [harbinger] herb"},
      {words({"none"}), "no hit here", "no hit here"},
      {{}, "nothing asked", "nothing asked"},
      {{{"", "x"}, {{}}, {""}}, "x y", "[x] y"},
  };
  for (const Case& c : cases) CHECK(bracketed(c.text, find_hits(Analyzer(), c.terms, c.text)) == c.marked);
}

TEST_CASE("snippet: the passage with the most different words wins, then the most hits, then the earliest") {
  const std::string gap = "\n\n" + repeated("filler words stand here. ", 200) + "\n\n";
  CHECK(
      shown(words({"crane", "dock"}), "A crane, crane, crane." + gap + "One crane at a dock." + gap + "dock")
          .starts_with("<One [crane] at a [dock].\n"));
  CHECK(shown(words({"crane"}), "A crane." + gap + "Crane by crane." + gap + "Crane by crane.")
            .starts_with("<[Crane] by [crane].\n"));
  const std::string phrase_text = "Old quay, low wall." + gap + "The quay wall.";
  CHECK(shown({{"quay", "wall"}, {{"quay", "wall"}}, {}}, phrase_text, 0, {}, 40).find("[quay wall]") !=
        std::string::npos);
}

TEST_CASE("snippet: the title is not repeated") {
  const std::string text = "The crane title\n\nThe body has a crane too.";
  CHECK(shown(words({"crane"}), text, 17) == "The body has a [crane] too.");
  CHECK(shown(words({"title"}), text, 17) == "The body has a crane too.");
  CHECK(shown(words({"title"}), text, text.size()).empty());
  CHECK(shown(words({"title"}), text, text.size() + 9).empty());
  CHECK(shown(words({"x"}), "").empty());
}

TEST_CASE("snippet: without a hit the evidence is shown, else the beginning of the body") {
  const std::string text = "Title\n\nFirst sentence of it. The evidence stands here. And more.";
  const std::size_t begin = text.find("The evidence");
  const TextRange evidence{begin, begin + 26};
  CHECK(shown({}, text, 7, {evidence}) == "<The evidence stands here.>");
  CHECK(shown({}, text, 7, {{0, 5}, evidence}) == "<The evidence stands here.>");  // the title is no passage
  CHECK(shown({}, text, 7, {{begin, 100000}}, 30) == "First sentence of it. The>");
  CHECK(shown({}, text, 7, {}, 30) == "First sentence of it. The>");
  CHECK(shown({}, text, 7, {evidence}, 14) == "<The evidence>");
}

TEST_CASE("snippet: a passage begins with a sentence if one is near, else with a word") {
  const std::string filler = repeated("filler ", 400);
  CHECK(shown(words({"crane"}), filler + "ends. A new crane came today, and then " + filler)
            .starts_with("<A new [crane]"));
  CHECK(shown(words({"crane"}), filler + "crane " + filler).starts_with("<filler"));
  CHECK(shown(words({"crane"}), filler + "at the end crane").ends_with("at the end [crane]"));
}

TEST_CASE("snippet: text without spaces is cut between words or, failing that, graphemes") {
  const std::string chinese = repeated("港口管理部门宣布将对该公司的通信软件展开调查", 900);
  const Snippet snippet = make_snippet(Analyzer(), words({"调查"}), chinese, 0, {}, 60);
  CHECK(snippet.text.size() <= 60);
  CHECK_FALSE(snippet.hits.empty());
  const std::string marks = repeated("e\u0301", 3000);  // one long word
  const Snippet cut = make_snippet(Analyzer(), {}, marks, 0, {}, 61);
  CHECK(cut.text == repeated("e\u0301", 60));
  CHECK(cut.ends_inside);
}

TEST_CASE("snippet: no passage is too long, cuts a grapheme or has a hit outside of it") {
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  const std::string_view pieces[] = {"crane ",  "dock", "漢字", "e\u0301", "👩‍👧", "🇨🇦",
                                     " \u0301", "\n",   ". ",   "-",       "ไทย",         "한국"};
  std::uniform_int_distribution<std::size_t> pick(0, std::size(pieces) - 1);
  const HighlightTerms terms{{"crane", "漢字"}, {{"dock", "crane"}}, {"ไท"}};
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    std::vector<std::size_t> boundaries;
    for (int k = 0; k < 120; ++k) text += pieces[pick(random)];
    const std::size_t max_bytes = 20 + static_cast<std::size_t>(i % 100);
    const Snippet snippet = make_snippet(Analyzer(), terms, text, 0, {}, max_bytes);
    INFO(text << "\n" << snippet.text);
    REQUIRE(snippet.text.size() <= max_bytes);
    const std::size_t at = text.find(snippet.text);
    REQUIRE(at != std::string::npos);
    std::string_view rest = text;
    bool begins = snippet.text.empty();
    std::size_t offset = 0;
    for (const Grapheme& grapheme : split_graphemes(text)) {
      begins = begins || rest.substr(offset).starts_with(snippet.text);
      offset += grapheme.text.size();
    }
    REQUIRE(begins);
    std::size_t last = 0;
    for (const TextRange& hit : snippet.hits) {
      REQUIRE(hit.begin >= last);
      REQUIRE(hit.end > hit.begin);
      REQUIRE(hit.end <= snippet.text.size());
      last = hit.end;
    }
  }
}

TEST_CASE("snippet: ten megabytes take linear time") {
  const auto seconds_for = [](const std::string& text) {
    const auto begin = std::chrono::steady_clock::now();
    make_snippet(Analyzer(), {{"crane", "b"}, {{"a", "a", "b"}, {"crane", "crane"}}, {"cra"}}, text, 0, {},
                 kSnippetBytes);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  // The bound is generous, as sanitizers and busy machines are slow; what is quadratic takes hours.
  for (const std::string_view piece : {"crane ", "a ", "line of words\n", " ", "\n", "x"}) {
    CHECK(seconds_for(repeated(piece, 10'000'000)) < 60);
  }
}

}  // namespace chokepoint
