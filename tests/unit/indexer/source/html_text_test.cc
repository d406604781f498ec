// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html_text.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "common/base/utf8.h"

using namespace chokepoint;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

bool has_note(const HtmlText& page, std::string_view part) {
  return std::any_of(page.notes.begin(), page.notes.end(),
                     [&](const std::string& note) { return note.find(part) != note.npos; });
}

double seconds_to_read(const std::string& html) {
  const auto begin = std::chrono::steady_clock::now();
  const HtmlText page = read_html_text(html, HtmlKind::kPage);
  REQUIRE(is_valid_utf8(page.text));
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

const std::string kParagraph =
    "The council of ministers decided on Friday to stop the import of drones from three countries, it said. ";

}  // namespace

TEST_CASE("html text: what is nested deep keeps its text") {
  for (const char* tag : {"div", "i", "b class=x", "table", "p", "a href=x", "font", "ul><li",
                          "table><tr><td", "span", "blockquote", "x-y", "form", "object", "h1", "section"}) {
    CAPTURE(tag);
    const HtmlText page =
        read_html_text(repeated("<" + std::string(tag) + ">", 100'000) + "text", HtmlKind::kPage);
    CHECK(page.text.ends_with("text"));
  }
  CHECK(has_note(read_html_text(repeated("<div>", 100'000) + "text", HtmlKind::kPage), "nested too deeply"));
}

TEST_CASE("html text: what is never closed ends at the end") {
  for (const char* html :
       {"before<script>if (a < b) <p>", "before<!-- <p>", "before<style>p {", "before<p title=\"x",
        "before<svg><![CDATA[ <p>", "before<textarea><p>", "before<title>x", "before<", "before</",
        "before<p", "before<!", "before<script><!--<script></script>"}) {
    CAPTURE(html);
    CHECK(trim(read_html_text(html, HtmlKind::kPage).text).starts_with("before"));
  }
}

// Ten times the size may take ten times as long; the rest is for a busy machine. What is quadratic takes a
// hundred.
TEST_CASE("html text: hostile mark-up takes time in proportion to its size") {
  const auto of_size = [](std::string_view part, std::size_t bytes) {
    return repeated(part, bytes / part.size());
  };
  const std::pair<const char*, const char*> parts[] = {
      {"", "<div>"},
      {"", "<i>"},
      {"", "<b class=x>"},
      {"", "<p>"},
      {"", "<a href=x>"},
      {"", "<table>"},
      {"", "<table><tr><td>"},
      {"", "<select>"},
      {"", "<svg>"},
      {"<p ", "a "},
      {"<p ", "class=x "},
      {"<script>", "<!--<script>"},
      {"<!--", "--! "},
      {"", "<"},
      {"", "&"},
      {"", "&#x110000;"},
      {"", "&Counter"},
      {"", "</p>"},
      {"", "<ul><li>x"},
      {"", "<b><p><i></b><a></p></i></a>"},
      {"<div>", "</span>"},
      {"", "<h1><h2>"},
      {"", "<dd><dt>"},
      {"", "<td>"},
      {"<table>", "x<tr>"},
      {"", "<!doctype>"},
      {"", "<article>a, b"},
      {"", "<a href=x>one two three four</a><p>"},
      {"<pre>", "\n"},
      {"", "<br>"},
      {"", "<nav>x"},
      {"", "<style>"},
      {"<title>", "<"},
      {"<style>", "</styl"},
      {"", "<li class='related share nav'>x"},
  };
  for (const auto& [beginning, part] : parts) {
    CAPTURE(beginning, part);
    const double small = seconds_to_read(beginning + of_size(part, 20'000));
    const double large = seconds_to_read(beginning + of_size(part, 200'000));
    CHECK(large < 30 * small + 0.2);
  }
}

TEST_CASE("html text: a text that only the metadata have is taken from there") {
  const std::string page =
      "<script "
      "type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Drones\",\"articleBody\":\"" +
      kParagraph + "\\n\\n" + kParagraph + "&amp; <b>more</b>.\"}</script><div id=root></div>" +
      "<noscript>You need to enable JavaScript.</noscript>";
  const HtmlText text = read_html_text(page, HtmlKind::kPage);
  CHECK(text.text.starts_with(trim(kParagraph)));
  CHECK(text.text.ends_with("& more."));
  CHECK(has_note(text, "articleBody"));
}

TEST_CASE("html text: no page with visible text comes out empty") {
  for (const char* body :
       {"Gone.", "<footer><p>All rights are reserved, it says, and nothing else is said here.</p></footer>",
        "<div class=sidebar><a href=x>One link</a></div>",
        "<div style='display:none'>Shown by a script</div>", "<noscript>Turn it on</noscript>"}) {
    CAPTURE(body);
    CHECK_FALSE(read_html_text(body, HtmlKind::kPage).text.empty());
  }
  for (const char* body : {"", " \n ", "<script>x</script>", "<title>Only a title</title>", "<!-- x -->",
                           "<nav>Home</nav>", "<button>Accept</button>"}) {
    CAPTURE(body);
    CHECK(read_html_text(body, HtmlKind::kPage).text.empty());
  }
}

TEST_CASE("html text: an article that is hidden until a script runs is read, with a note") {
  std::string story;
  for (int i = 0; i < 12; ++i)
    story += "<p>The regulator ordered the firm to stop selling cameras in its ports.</p>";
  const HtmlText text = read_html_text(
      "<h1>Port ban</h1><p>Loading...</p><article hidden>" + story + "</article>", HtmlKind::kPage);
  CHECK(text.text.find("stop selling cameras") != std::string::npos);
  REQUIRE(text.notes.size() == 1);
  CHECK(text.notes[0].find("hides most of its text") != std::string::npos);

  const std::string shown =
      "<h1>Port ban</h1><article>" + story + "</article><div hidden>" + story + story + "</div>";
  CHECK(read_html_text(shown, HtmlKind::kPage).notes.empty());
}

TEST_CASE("html text: paywalls and error pages are noted") {
  CHECK(has_note(
      read_html_text(
          "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":false}"
          "</script><p>" +
              kParagraph,
          HtmlKind::kPage),
      "subscribers"));
  CHECK(has_note(
      read_html_text("<title>404 Not Found</title><h1>Not Found</h1><p>It is gone.", HtmlKind::kPage),
      "error page"));
}

TEST_CASE("html text: a newsletter of nested tables comes out in lines, without what it hides") {
  const std::string mail =
      "<div style='display:none;max-height:0'>Preheader</div><table width=100%><tr><td><table "
      "class=container><tr><td>"
      "<img src=x width=1 height=1><h1>The Brief</h1></td></tr><tr><td><table><tr><td>" +
      kParagraph + "<br><br>" + kParagraph +
      "</td></tr></table></td></tr><tr><td><a href=x>Unsubscribe</a></td></tr></table></td></tr></table>";
  const std::string paragraph(trim(kParagraph));
  CHECK(read_html_text(mail, HtmlKind::kFragment).text ==
        "The Brief\n\n" + paragraph + "\n\n" + paragraph + "\n\nUnsubscribe");
}

TEST_CASE("html text: what is left out is listed, up to a bound") {
  const HtmlText page = read_html_text(
      "<p>" + kParagraph + kParagraph + "</p><nav>" + repeated("<p>x</p>", 2000) + "</nav>", HtmlKind::kPage);
  CHECK(page.dropped.size() == 500);
  CHECK(page.dropped.front().at == page.text.size());
  CHECK(has_note(page, "1500 more lines"));
}
