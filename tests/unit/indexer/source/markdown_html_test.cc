// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/markdown_html.h"

#include <chrono>
#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("markdown_html: a block of Markdown is a block of HTML", "[source]") {
  struct Case {
    const char* what;
    std::string markdown;
    std::string html;
  };
  const Case kCases[] = {
      {"paragraphs", "One\nline.\n\nTwo & <three.", "<p>One\nline.</p><p>Two &amp; &lt;three.</p>"},
      {"headings", "## A\n\nB\n=", "<h1>A</h1><h1>B</h1>"},
      {"emphasis, links, code", "*a* **b** [c](d \"e\") `f<` <https://e.org>",
       "<p>a b c f&lt; https://e.org</p>"},
      {"pictures leave nothing", "a ![b *c*](d.png) e", "<p>a  e</p>"},
      {"lists", "- a\n  1. b\n- c", "<li>a<li>b</li></li><li>c</li>"},
      {"quotations", "> a\n>> b", "<p>a</p><p>b</p>"},
      {"code", "```c\na\n<b\n```", "<pre>a\n&lt;b\n</pre>"},
      {"a table", "|a|b|\n|---|---|\n|c|~~d~~|",
       "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td><del>d</del></td></tr></table>"},
      {"raw HTML", "<div>a</div>\n\nb <i>c</i>", "<div>a</div>\n<p>b <i>c</i></p>"},
      {"references", "&eacute;&#8217;&x", "<p>&eacute;&#8217;&amp;x</p>"},
      {"line breaks and rules", "a  \nb\n\n---", "<p>a<br>b</p><hr>"},
      {"nothing", "", ""},
  };
  for (const Case& c : kCases) {
    INFO(c.what);
    const auto rendered = render_markdown(c.markdown);
    REQUIRE(rendered);
    CHECK(rendered->html == c.html);
  }
}

TEST_CASE("markdown_html: the title is a heading of the first level at the beginning", "[source]") {
  CHECK(render_markdown("# A *b*\n\nText")->title_html == "<h1>A b</h1>");
  CHECK(render_markdown("A\n===\n# B")->title_html == "<h1>A</h1>");
  CHECK(render_markdown("## A\n# B").value().title_html.empty());
  CHECK(render_markdown("Text\n\n# A").value().title_html.empty());
}

TEST_CASE("markdown_html: hostile Markdown takes linear time and bounded space", "[source]") {
  const std::string kUnits[] = {">",    "> ",     "[",          "![l",    "*",          "*a ",      "*a_ ",
                                "` ``", "<!-",    "<?",         "<!A ",   "a<![CDATA[", "- ",       "1) ",
                                "~~a ", "[a](<b", "&a",         "<a b='", "\\[",        "**x* ",    "[x][",
                                "\t",   "![[]()", "|a\n|---\n", "#",      "```\n",      "[a]: b\n", "> - "};
  for (const std::string& unit : kUnits) {
    INFO(unit);
    std::string markdown;
    while (markdown.size() < 1'000'000) markdown += unit;
    const auto begin = std::chrono::steady_clock::now();
    const auto rendered = render_markdown(markdown);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
    CHECK((!rendered || rendered->html.size() <= 17 * markdown.size()));
  }
}

TEST_CASE("markdown_html: a table of many columns and empty rows is refused", "[source]") {
  std::string table;
  for (int i = 0; i < 1000; ++i) table += "|a";
  table += "\n";
  for (int i = 0; i < 1000; ++i) table += "|---";
  table += "\n";
  for (int i = 0; i < 10'000; ++i) table += "b\n";
  CHECK(!render_markdown(table));
}
