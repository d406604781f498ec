// SPDX-License-Identifier: GPL-2.0-or-later
// Pages in the manner of real ones: what is article, and by which rule the rest is not.
#include "indexer/source/html/main_content.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include "indexer/source/html_text.h"

using namespace chokepoint;

namespace {

// Paragraphs of the article; no test may lose one.
const std::string kFirst =
    "The ministry of trade said on Tuesday that the firm may no longer bid for contracts of the state.";
const std::string kSecond =
    "The firm, which employs four thousand people, said it would appeal to the court of the capital.";
const std::string kThird = "Analysts at two banks expect the order to cost it a tenth of its sales, or more.";
const std::string kStory = "<p>" + kFirst + "</p><p>" + kSecond + "</p><p>" + kThird + "</p>";
const std::string kText = kFirst + "\n\n" + kSecond + "\n\n" + kThird;

const std::string kMenu =
    "<ul><li><a href=/w>World</a><li><a href=/b>Business</a><li><a href=/c>Culture</a></ul>";
const std::string kTeasers =
    "<div><a href=/1><h3>Ten things to know about the port</h3></a><p>It is older than the city, they "
    "say.</p></div>"
    "<div><a href=/2><h3>Why farmers fear the new tax</h3></a><p>Prices fell by a third this year, they "
    "say.</p></div>";

HtmlText read(const std::string& body) {
  return read_html_text("<html><head><title>Page</title></head><body>" + body + "</body></html>",
                        HtmlKind::kPage);
}

bool is_dropped(const HtmlText& page, std::string_view text, std::string_view rule) {
  return std::any_of(page.dropped.begin(), page.dropped.end(), [&](const DroppedLine& line) {
    return line.text.find(text) != line.text.npos && line.rule == rule;
  });
}

}  // namespace

TEST_CASE("main content: parts that their names give away are left out, each by its rule") {
  struct Case {
    const char* before;
    const char* after;
    const char* dropped;
    const char* rule;
  };
  const Case cases[] = {
      {"<nav>", "</nav>", "Menu", "site-navigation"},
      {"<div role=navigation>", "</div>", "Menu", "site-navigation"},
      {"<div class='c-mega-menu'>", "</div>", "Menu", "site-navigation"},
      {"<div id=onetrust-consent-sdk>", "</div>", "We value your privacy, and so do our partners.",
       "consent"},
      {"<aside>", "</aside>", "See what else", "sidebar"},
      {"<div class=sidebarRight>", "</div>", "See what else", "sidebar"},
      {"<div class='related-articles'>", "</div>", "Another story of ours", "related-links"},
      {"<section id=comments>", "</section>", "I think that this is wrong, and so does everybody else.",
       "comments"},
      {"<form>", "</form>", "Your address", "form"},
      {"<div class=newsletter-box>", "</div>", "Get our best stories, every morning.", "newsletter"},
      {"<ul class=share-tools>", "</ul>", "Send to a friend", "share"},
      {"<div data-testid=article-tags>", "</div>", "Routers", "tags"},
      {"<footer>", "</footer>", "All rights reserved", "site-footer"},
      {"<div class=breadcrumbs>", "</div>", "Home, Trade", "breadcrumb"},
      {"<div aria-label=x class=advertisement>", "</div>", "Buy now", "advertisement"},
      {"<button>", "</button>", "Play", "control"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.before);
    const std::string part = std::string(each.before) + each.dropped + each.after;
    for (const std::string& body :
         {"<article>" + kStory + "</article>" + part, part + "<article>" + kStory + "</article>",
          "<article>" + kStory + part + "</article>"}) {
      const HtmlText page = read(body);
      CHECK(page.text == kText);
      CHECK(is_dropped(page, each.dropped, each.rule));
    }
  }
}

TEST_CASE("main content: pages without names are read by their shape") {
  const std::string bodies[] = {
      "<div><div>" + kMenu + "</div><div><h1>Firm barred</h1>" + kStory + "</div><div>" + kMenu +
          "</div></div>",
      "<div><div class=css-ad><h1>Firm barred</h1></div><div class=css-1share>" + kStory + "</div><div>" +
          kTeasers + "</div></div>",
      "<table><tr><td>" + kMenu + "</td><td><h1>Firm barred</h1>" + kFirst + "<br><br>" + kSecond +
          "<br><br>" + kThird + "</td></tr></table>",
      "<h1>Firm barred</h1><div><div><p>" + kFirst + "</p></div><div><p>" + kSecond + "</p></div><div><p>" +
          kThird + "</p></div></div>",
      "<div><h1>Firm barred</h1><div><p>" + kFirst + "</p></div><div><p>" + kSecond + "</p><p>" + kThird +
          "</p></div><div><h2>More stories</h2>" + kTeasers + "</div></div>",
  };
  for (const std::string& body : bodies) {
    CAPTURE(body);
    CHECK(read(body).text == "Firm barred\n\n" + kText);
  }
}

TEST_CASE("main content: what stands in the article and is no article") {
  const HtmlText page =
      read("<article><h1>Firm barred</h1><p class=standfirst>It must not bid for a year.</p><div><p>" +
           kFirst + "</p><p>Read more: <a href=/1>Ten things to know about the port</a></p><p>" + kSecond +
           "</p><h2>The port</h2><p>" + kThird +
           "</p><h2>More stories</h2><ul><li><a href=/2>Why farmers "
           "fear the new tax</a><li><a href=/3>Storm closes the harbour again</a></ul></div></article>");
  CHECK(page.text == "Firm barred\n\nIt must not bid for a year.\n\n" + kFirst + "\n\n" + kSecond +
                         "\n\nThe port\n\n" + kThird);
  CHECK(is_dropped(page, "Ten things", "related-links"));
  CHECK(is_dropped(page, "Why farmers", "link-list"));
  CHECK(is_dropped(page, "More stories", "heading-of-dropped"));
}

TEST_CASE("main content: lists and tables are article, linked or not") {
  const HtmlText page =
      read("<main><h1>Order 7</h1><p>" + kFirst +
           "</p><ol><li>Alpha Drones Ltd<li>Beta Optics</ol><ul>"
           "<li><a href=/g>Gamma Cables</a><li><a href=/d>Delta Masts</a></ul><table><tr><th>Firm<th>From"
           "<tr><td>Alpha<td>1 May</table><p>" +
           kSecond + "</p></main>");
  CHECK(page.text == "Order 7\n\n" + kFirst +
                         "\n\n1. Alpha Drones Ltd\n2. Beta Optics\n\n- Gamma Cables\n- Delta Masts\n\n"
                         "Firm | From\nAlpha | 1 May\n\n" +
                         kSecond);
  CHECK(read("<div><h1>Order 7</h1><ol><li>Alpha Drones Ltd<li>Beta Optics</ol></div>").text ==
        "Order 7\n\n1. Alpha Drones Ltd\n2. Beta Optics");
}

TEST_CASE("main content: links to other stories with a few words each are teasers") {
  const HtmlText page =
      read("<div><h1>Firm barred</h1>" + kStory +
           "<b>Other stories</b><ul><li><a href=#>Clam flats to reopen</a> - Wardens lift the closure.<li>"
           "<a href=#>Tigers drop two games</a> - Errors prove costly, they say.<li><a href=#>Board tables "
           "the roof "
           "vote</a> - Members want a third bid.</ul></div>");
  CHECK(page.text == "Firm barred\n\n" + kText);
  CHECK(is_dropped(page, "Tigers", "teaser"));
  CHECK(is_dropped(page, "Other stories", "heading-of-dropped"));
}

TEST_CASE("main content: a box of facts is article, a quotation set twice and a newsletter box are not") {
  const HtmlText page = read(
      "<article><h1>Firm barred</h1><p>" + kFirst + "</p><aside><h3>The rules</h3><p>" + kThird +
      " It has no others, whatever its lawyers may have said about them on Monday.</p></aside><aside "
      "aria-label='newsletter promotion'><p>" +
      "Get our best stories in your mail, every morning, at no cost at all. We send it at six, before you "
      "are up, and "
      "you can read it in a minute.</p></aside><blockquote>“The firm, which employs four thousand "
      "people!”</blockquote><p>" +
      kSecond + "</p></article>");
  CHECK(page.text == "Firm barred\n\n" + kFirst + "\n\nThe rules\n\n" + kThird +
                         " It has no others, whatever its lawyers may have said about them on Monday.\n\n" +
                         kSecond);
  CHECK(is_dropped(page, "Get our best", "newsletter"));
  CHECK(is_dropped(page, "The firm", "pull-quote"));
}

TEST_CASE("main content: a misleading name does not cost the article") {
  const std::string bodies[] = {
      "<div class=sidebar><h1>Firm barred</h1>" + kStory + "</div>",
      "<form id=aspnetForm><div>" + kMenu + "</div><div><h1>Firm barred</h1>" + kStory + "</div></form>",
      "<div class='social-wrapper promo'><article><h1>Firm barred</h1>" + kStory +
          "</article></div><footer>(c)</footer>",
      "<aside><article itemprop=articleBody><h1>Firm barred</h1>" + kStory +
          "</article></aside><p>We use cookies.</p>",
  };
  for (const std::string& body : bodies) {
    CAPTURE(body);
    CHECK(read(body).text == "Firm barred\n\n" + kText);
  }
}

TEST_CASE("main content: comments are no article, however many there are") {
  std::string comments;
  for (int i = 0; i < 50; ++i)
    comments += "<li class=comment><p>I think that this is a bad idea, for many reasons.</p>";
  const HtmlText page =
      read("<div><h1>Firm barred</h1>" + kStory + "<ol class=comment-list>" + comments + "</ol></div>");
  CHECK(page.text == "Firm barred\n\n" + kText);
}

TEST_CASE("main content: all posts of a live blog are the article") {
  struct Case {
    const char* before;
    const char* after;
  };
  const Case cases[] = {
      {"<h2>Update</h2>", ""},
      {"<h2>Update</h2>", "<div class=block-share><a href=#>Share this post on X</a></div>"},
      {"<h2>Update</h2>", "<div><a href=#>Send the post to friends</a></div>"},
      {"<h2><a href='?post=1'>Update</a></h2>", ""},
  };
  for (const Case& each : cases) {
    CAPTURE(each.before, each.after);
    std::string posts;
    for (const std::string& post : {kFirst, kSecond, kThird}) {
      posts += "<article><time datetime=2024-05-01T10:00Z>10:00</time>" + std::string(each.before) + "<p>" +
               post + "</p>" + each.after + "</article>";
    }
    const HtmlText page =
        read("<header>" + kMenu + "</header><main><h1>Live: the order</h1>" + posts + "</main>");
    for (const std::string& post : {kFirst, kSecond, kThird})
      CHECK(page.text.find(post) != std::string::npos);
    CHECK(page.text.find("Culture") == std::string::npos);
  }
  std::string posts;
  for (const std::string& post : {kFirst, kSecond, kThird}) {
    posts +=
        "<article><h2><a href=/post>What the ministry says about it</a></h2><p>" + post + "</p></article>";
  }
  const HtmlText page = read("<main><h1>Live: the order</h1>" + posts + "</main>");
  for (const std::string& post : {kFirst, kSecond, kThird}) CHECK(page.text.find(post) != std::string::npos);
}

TEST_CASE("main content: a page in another script needs no other rules") {
  const HtmlText page =
      read("<div class=top>" + kMenu +
           "</div><div class=con><h1>关于路由器的公告</h1><p>有关单位不得采购未经认证的路由器，"
           "已经签订的合同可以继续履行至年底，但应当向主管部门备案。</"
           "p><p>违反本公告规定的，由主管部门责令改正，并处以罚款，情节严重的"
           "依法追究责任。</p></div><div class=foot>版权所有</div>");
  CHECK(page.text.starts_with("关于路由器的公告\n\n有关单位"));
  CHECK(page.text.ends_with("追究责任。"));
}
