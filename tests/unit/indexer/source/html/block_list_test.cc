// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/block_list.h"

#include <string>

#include <catch2/catch.hpp>

#include "indexer/source/html/tame_markup.h"
#include "indexer/source/html_text.h"

using namespace chokepoint;

namespace {

struct Case {
  const char* html;
  const char* text;
};

}  // namespace

TEST_CASE("blocks: a block is a line, and blank lines stand where a browser sets a distance") {
  const Case cases[] = {
      {"<p>one\n  two</p><p>three", "one two\n\nthree"},
      {"<div>a<p>b</p>c</div>d", "a\n\nb\n\nc\n\nd"},
      {"a<br>b<br><br>c", "a\nb\n\nc"},
      {"<h2>Head</h2>text", "Head\n\ntext"},
      {"a <b> b</b> <i>c </i> d", "a b c d"},
      {"a&nbsp;&nbsp;b &amp; c&#8217;s &lt;d&gt;", "a b & c’s <d>"},
      {"a&#0;b&#x110000;c&#xD800;d&#x80;", "a\uFFFDb\uFFFDc\uFFFDd\u20AC"},
      {"<ul><li>a<li><p>b</p><li></ul>c", "- a\n- b\n\nc"},
      {"<ol start=3><li>a<li value=9>b<li>c</ol>", "3. a\n9. b\n10. c"},
      {"<ol><li>a<ul><li>b</ul><li>c</ol>", "1. a\n- b\n2. c"},
      {"<dl><dt>Term<dd>what it means</dl>", "Term\nwhat it means"},
      {"<blockquote>said</blockquote>", "said"},
      {"<pre>a  b\n c\n\nd</pre>", "a b\nc\n\nd"},
      {"<a href=1>Home</a><a href=2>News</a> <time>1 May</time><span>Updated</span><b>H</b><i>e</i>",
       "Home News 1 May UpdatedHe"},
      {"at <time>noon</time>, he", "at noon, he"},
      {"<ruby>漢<rp>(<rt>kan<rp>)</ruby>", "漢"},
      {"<figure><figcaption>A port</figcaption></figure>x", "A port\n\nx"},
      {"中文<span>字</span>体", "中文字体"},
      {"<select><option>a</select><textarea>b</textarea><button>c</button>d", "cd"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.html);
    CHECK(read_html_text(each.html, HtmlKind::kFragment).text == each.text);
  }
}

TEST_CASE("blocks: the rows of a table of data are lines, those of a table of columns are not") {
  const Case cases[] = {
      {"<table><tr><th>Firm<th>Date<tr><td>Alpha<td><p>1 May</p></table>", "Firm | Date\nAlpha | 1 May"},
      {"<table><tr><td>a<td></td><td>b<br>c</table>", "a | b c"},
      {"<table><tr><td>only<tr><td>one</table>", "only\none"},
      {"<table><tr><td>menu<td><h1>Title</h1><p>text</table>", "menu\n\nTitle\n\ntext"},
      {"<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "a | b\n\nc"},
      {"<table><caption>List</caption><thead><tr><th>a<th>b</thead><tr><td>1<td>2</table>",
       "List\n\na | b\n1 | 2"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.html);
    CHECK(read_html_text(each.html, HtmlKind::kFragment).text == each.text);
  }
}

TEST_CASE("blocks: what is hidden is no text, unless all is") {
  const Case cases[] = {
      {"a<span hidden>b</span>c", "ac"},
      {"a<div style='color:red; Display : None'>b</div>c", "a\n\nc"},
      {"a<i aria-hidden=true>icon</i>b", "ab"},
      {"<template>a</template><noscript>b</noscript><style>c</style><script>d</script>e<title>f</title>",
       "e"},
      {"<video>no video</video>a", "a"},
      {"<div style='display:none'>all of it</div>", "all of it"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.html);
    CHECK(read_html_text(each.html, HtmlKind::kFragment).text == each.text);
  }
}

TEST_CASE("blocks: letters, marks and links are counted") {
  const std::string html = "<p>One, two. <a href=/x>Three</a> 四五。<a href='#note'>1</a></p><h3>Six</h3>";
  const TameMarkup markup = tame_markup(html);
  const HtmlTree tree = HtmlTree::parse(markup.markup);
  const BlockList list = layout_blocks(tree, std::vector<NodeMark>(tree.size(), NodeMark::kShown));
  REQUIRE(list.blocks.size() == 2);
  CHECK(list.blocks[0].letters == 3 + 3 + 5 + 4 + 1);
  CHECK(list.blocks[0].link_letters == 5);
  CHECK(list.blocks[0].links == 1);
  CHECK(list.blocks[0].marks == 3);
  CHECK_FALSE(list.blocks[0].is_link());
  CHECK(list.blocks[1].heading == 3);
  CHECK(list.text_of(list.blocks[1]) == "Six");
}
