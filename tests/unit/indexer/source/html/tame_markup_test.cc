// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/tame_markup.h"

#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

struct Case {
  const char* html;
  const char* tame;
};

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("tame mark-up: tags, comments and scripts are told from text as the standard has it") {
  const Case cases[] = {
      {"plain & <b>bold</b> text", "plain & bold text"},
      {"a < b, a <3 b, a <", "a &lt; b, a &lt;3 b, a &lt;"},
      {"<P>one<P>two", "<p>one</p><p>two"},
      {"a<!-- x > y -->b<!-->c<!--->d<!-- - -- --!>e", "abcde"},
      {"a<!x>b<?pi?>c</ x>d</>e<![CDATA[f]]>g", "abcdeg"},
      {"a<!-- never closed <p>", "a"},
      {"a<p title='never closed > <p>", "a"},
      {"a<script>if (a<b) \"<p>\"</script>b", "ab"},
      {"a<script><!-- <script></script> --></script>b", "ab"},
      {"a<script><!-- </script>b", "ab"},
      {"a<script><!--></script>b", "ab"},
      {"a<SCRIPT>x</scripts></SCRIPT >b", "ab"},
      {"a<script>never closed", "a"},
      {"a<style>p{}</style><textarea><p></textarea><iframe><p></iframe>b", "ab"},
      {"<title>A &amp; <b>B</title><title>C</title>", "<x-title>A &amp; &lt;b>B</x-title>"},
      {"<xmp><p></xmp>", "<x-pre>&lt;p></x-pre>"},
      {"a<plaintext><p>", "a&lt;p>"},
      {"a<svg><g>b<svg></svg>c</g></svg>d", "ad"},
      {"a<svg><text>b<p>c", "a<p>c"},
      {"a<svg><![CDATA[ > <p> ]]></svg>b", "ab"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.html);
    CHECK(tame_markup(each.html).markup == each.tame);
  }
}

TEST_CASE("tame mark-up: attributes that a rule reads are kept, once and in quotes") {
  const Case cases[] = {
      {"<p class=a onclick=x id='b' class=c data-x=y>", "<p class=\"a\" id=\"b\">"},
      {"<p CLASS = \"a>b\" / hidden>", "<p class=\"a>b\" hidden=\"\">"},
      {"<p class='say \"x\"'>", "<p class=\"say &quot;x&quot;\">"},
      {"<p =class class=a>", "<p class=\"a\">"},
      {"<b class=x>a</b><b>c</b>", "<x-b class=\"x\">a</x-b>c"},
      {"<a href=/x>a</a><a name=top>b</a>", "<x-a href=\"/x\">a</x-a>b"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.html);
    CHECK(tame_markup(each.html).markup == each.tame);
  }
  const std::string markup = tame_markup("<p class=" + std::string(5000, 'x') + ">").markup;
  CHECK(markup.size() == kMaxValueBytes + std::string_view("<p class=\"\">").size());
}

TEST_CASE("tame mark-up: an end tag closes what is open last") {
  const Case cases[] = {
      {"<div><span class=a></div>x", "<div><span class=\"a\"></span></div>x"},
      {"<a href=1>x<a href=2>y", "<x-a href=\"1\">x</x-a><x-a href=\"2\">y"},
      {"<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"},
      {"<li>a<ul><li>b</ul><li>c", "<li>a<ul><li>b</li></ul></li><li>c"},
      {"<span class=a><div></span>x</div>", "<span class=\"a\"><div>x</div>"},
      {"<h1>a</h2>b", "<h1>a</h1>b"},
      {"<div></p></span></table></div>", "<div></div>"},
      {"<table><tr><td><div>a<td>b</table>", "<table><tr><td><div>a</div><td>b</table>"},
      {"<table></div><div></table>", "<table><div></div></table>"},
      {"<tr><td>a<td>b", "\n a b"},
      {"<template>a</template><template shadowrootmode=open>b</template>",
       "<x-template>a</x-template><div shadowrootmode=\"open\">b"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.html);
    CHECK(tame_markup(each.html).markup == each.tame);
  }
}

TEST_CASE("tame mark-up: elements beyond a limit are left out and counted, their text is kept") {
  const TameMarkup deep = tame_markup(repeated("<div>", 1000) + "x" + repeated("</div>", 1000) + "<p>y");
  CHECK(deep.flattened == 1000 - kMaxOpenElements);
  CHECK(deep.markup.find("x") != std::string::npos);
  CHECK(deep.markup.ends_with("</div><p>y"));

  const TameMarkup many = tame_markup(repeated("<p>x", kMaxElements + 100));
  CHECK(many.flattened == 100);
  CHECK(many.markup.ends_with(" x x x"));
}

TEST_CASE("tame mark-up: scripts with JSON-LD are listed") {
  const TameMarkup markup = tame_markup(
      "<script type=\"application/ld+json\">{1}</script><script>2</script>"
      "<SCRIPT TYPE='Application/LD+JSON; charset=utf-8'>{3}</SCRIPT>");
  REQUIRE(markup.json_ld.size() == 2);
  CHECK(markup.json_ld[0] == "{1}");
  CHECK(markup.json_ld[1] == "{3}");
}
