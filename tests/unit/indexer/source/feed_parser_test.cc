// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/feed_parser.h"

#include <chrono>
#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

constexpr const char* kNames[] = {"title",  "link",      "id",       "published", "updated",
                                  "author", "publisher", "language", "content",   "summary"};
constexpr const char* kKinds[] = {"?", "plain", "html"};

std::string describe(const FeedRecord& record) {
  std::string out;
  for (const FeedText& text : record.texts) {
    out += std::string(out.empty() ? "" : " | ") + kNames[static_cast<std::size_t>(text.field)] + "(" +
           std::string(text.element) + ", " + kKinds[static_cast<std::size_t>(text.kind)] + ") " + text.text;
  }
  return out;
}

// The channel and the items, a line each; the fault at the end.
std::string parse(const std::string& xml) {
  const Feed feed = parse_feed(xml);
  std::string out = describe(feed.channel) + "\n";
  for (const FeedRecord& item : feed.items) out += describe(item) + "\n";
  if (!feed.fault.empty()) out += "!" + std::to_string(feed.fault_line) + "\n";
  return out;
}

std::string rss(const std::string& item) {
  return "<rss version='2.0'><channel>" + item + "</channel></rss>";
}

std::string atom(const std::string& entry) {
  return "<feed xmlns='http://www.w3.org/2005/Atom'>" + entry + "</feed>";
}

}  // namespace

TEST_CASE("feed_parser: each dialect gives the same shape", "[source]") {
  struct Case {
    const char* what;
    std::string xml;
    std::string parsed;
  };
  const Case kCases[] = {
      {"RSS 2.0",
       rss("<title>Wire</title><language>en</language><image><title>Logo</title></image>"
           "<item><title>A</title><link>https://e.org/a</link><guid isPermaLink='false'>1</guid>"
           "<pubDate>Thu, 07 Nov 2024 10:00:00 +0000</pubDate><description>B</description>"
           "<source url='x'>Other wire</source></item>"),
       "title(title, ?) Wire | language(language, ?) en\n"
       "title(title, ?) A | link(link, ?) https://e.org/a | id(guid, ?) 1 | "
       "published(pubDate, ?) Thu, 07 Nov 2024 10:00:00 +0000 | summary(description, ?) B | "
       "publisher(source, ?) Other wire\n"},
      {"a guid that is an address", rss("<item><guid>https://e.org/a</guid></item>"),
       "\nlink(guid, plain) https://e.org/a | id(guid, ?) https://e.org/a\n"},
      {"modules",
       "<rss xmlns:content='http://purl.org/rss/1.0/modules/content/' "
       "xmlns:d='http://purl.org/dc/elements/1.1/' xmlns:m='http://search.yahoo.com/mrss/'><channel>"
       "<item><m:title>no</m:title><d:creator>Jane</d:creator><d:creator>Bob</d:creator><d:date>2024</d:date>"
       "<content:encoded><![CDATA[<p>x</p>]]></content:encoded></item></channel></rss>",
       "\nauthor(dc:creator, ?) Jane, Bob | published(dc:date, ?) 2024 | "
       "content(content:encoded, ?) <p>x</p>\n"},
      {"modules that are not declared",
       rss("<item><dc:date>2024</dc:date><content:encoded>x</content:encoded></item>"),
       "\npublished(dc:date, ?) 2024 | content(content:encoded, ?) x\n"},
      {"RSS 1.0",
       "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
       "<channel rdf:about='c'><title>Wire</title><items><rdf:Seq/></items></channel>"
       "<item rdf:about='https://e.org/a'><title>A</title></item></rdf:RDF>",
       "title(title, ?) Wire\nid(rdf:about, plain) https://e.org/a | title(title, ?) A\n"},
      {"Atom",
       atom("<title>Wire</title><author><name>Desk</name></author>"
            "<entry xml:lang='fr'><title type='html'>A &amp;amp; B</title><id>urn:1</id>"
            "<link rel='self' href='no'/><link href='https://e.org/?a=1&amp;b=2'/>"
            "<updated>2024-11-08</updated><published>2024-11-07</published>"
            "<author><name>Jane</name><email>j@e.org</email></author><author><name>Bob</name></author>"
            "<source><title>Other wire</title><id>no</id></source>"
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a &lt; b<br/>c</div></content>"
            "<summary>x &lt;b&gt;</summary></entry>"),
       "title(title, plain) Wire | author(author, plain) Desk\n"
       "language(xml:lang, plain) fr | title(title, html) A &amp; B | id(id, plain) urn:1 | "
       "link(link, plain) https://e.org/?a=1&b=2 | updated(updated, plain) 2024-11-08 | "
       "published(published, plain) 2024-11-07 | author(author, plain) Jane, Bob | "
       "publisher(source, plain) Other wire | content(content, html) <div>a &lt; b<br>c</div> | "
       "summary(summary, plain) x <b>\n"},
      {"Atom with a prefix, and content that is elsewhere",
       "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>A</a:title>"
       "<a:content src='x'/><a:content type='image/png'>iVBO</a:content></a:entry></a:feed>",
       "\ntitle(title, plain) A\n"},
      {"Atom 0.3",
       "<feed xmlns='http://purl.org/atom/ns#'><entry><issued>2004</issued><content mode='escaped' "
       "type='text/html'>&lt;p></content></entry></feed>",
       "\npublished(issued, ?) 2004 | content(content, html) <p>\n"},
      {"no items", rss(""), "\n"},
      {"podcast", rss("<item><title>A</title><enclosure url='a.mp3' length='1' type='audio/mpeg'/></item>"),
       "\ntitle(title, ?) A\n"},
  };
  for (const Case& c : kCases) {
    INFO(c.what);
    CHECK(parse(c.xml) == c.parsed);
  }
}

TEST_CASE("feed_parser: a fault costs what it breaks, and no more", "[source]") {
  struct Case {
    const char* what;
    std::string xml;
    std::string parsed;
  };
  const Case kCases[] = {
      {"a lone ampersand", rss("<item><title>A & B</title></item>"), "\ntitle(title, ?) A & B\n"},
      {"a name of HTML", rss("<item><title>caf&eacute;</title></item>"), "\ntitle(title, ?) caf&eacute;\n"},
      {"a less-than sign", rss("<item><title>a < b &amp; c</title></item><item><title>B</title></item>"),
       "\ntitle(title, ?) a < b & c\ntitle(title, ?) B\n"},
      {"a control character",
       rss("<item><title>a\x0B"
           "b</title></item>"),
       "\ntitle(title, ?) ab\n"},
      {"a misspelt end", rss("<item><title>A</titel></item><item><title>B &amp; C</title></item>"),
       "\ntitle(title, ?) A\ntitle(title, ?) B & C\n"},
      {"HTML that is not escaped", rss("<item><description>a <b>c</b></description></item>"),
       "\nsummary(description, html) a <b>c</b>\n"},
      {"an item without end", rss("<item><title>A</title><item><title>B</title></item>"),
       "\ntitle(title, ?) A\ntitle(title, ?) B\n!1\n"},
      {"a cut feed", "<rss><channel>\n<item><title>A</title></item>\n<item><title>B",
       "\ntitle(title, ?) A\n!3\n"},
      {"text after the feed", rss("<item><title>A</title></item>") + "\n<rss/>", "\ntitle(title, ?) A\n!2\n"},
      {"not XML", "rss", "\n!1\n"},
      {"nothing", "", "\n!1\n"},
  };
  for (const Case& c : kCases) {
    INFO(c.what);
    CHECK(parse(c.xml) == c.parsed);
  }
}

TEST_CASE("feed_parser: a fault that was mended is noted with its item", "[source]") {
  const Feed feed = parse_feed(rss("<item><title>A</title></item>\n<item><title>B</titel></item>"));
  REQUIRE(feed.items.size() == 2);
  CHECK(feed.items[0].note.empty());
  CHECK(feed.items[1].note.find("feed: line 2: Opening and ending tag mismatch") == 0);
  CHECK(feed.items[1].line == 2);
}

TEST_CASE("feed_parser: nothing is expanded, fetched or nested without bound", "[source]") {
  const std::string item = "<item><title>[&b;]</title></item>";
  std::string bomb = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'>";
  for (char c = 'b'; c <= 'z'; ++c) {
    const std::string before(1, static_cast<char>(c - 1));
    bomb += std::string("<!ENTITY ") + c + " '&" + before + ";&" + before + ";'>";
  }
  CHECK(parse(bomb + "]>" + rss(item)) == "\ntitle(title, ?) [&b;]\n");
  CHECK(parse("<!DOCTYPE rss [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>" + rss(item)) ==
        "\ntitle(title, ?) [&b;]\n");
  CHECK(parse("<!DOCTYPE rss SYSTEM 'http://192.0.2.1/rss.dtd'>" + rss(item)) == "\ntitle(title, ?) [&b;]\n");
  CHECK(parse("<?xml version='1.0'><!DOCTYPE rss [<!ENTITY b 'x'>]><?x?>" + rss(item)) == "\n!1\n");

  std::string deep = "<rss><channel><item><title>A</title></item><item><title>";
  for (int i = 0; i < 100'000; ++i) deep += "<b>";
  const Feed feed = parse_feed(deep);
  CHECK(feed.items.size() == 1);
  CHECK(feed.fault == "nested more than 128 levels deep");
}

TEST_CASE("feed_parser: hostile feeds take linear time", "[source]") {
  const auto repeated = [](const std::string& unit) {
    std::string text;
    while (text.size() < 2'000'000) text += unit;
    return text;
  };
  std::string namespaces = "<rss";
  for (int i = 0; i < 60; ++i) namespaces += " xmlns:n" + std::to_string(i) + "='u'";
  const std::string kCases[] = {
      rss(repeated("<item/>")),
      rss(repeated("<item>")),
      rss("<item><title>" + repeated("&amp;")),
      rss("<item><title>" + repeated("&x;")),
      rss("<item><title>" + repeated("<")),
      rss("<item><title>" + repeated("<!--")),
      rss("<item><title>" + repeated("<![CDATA[]]>")),
      rss("<item><title>" + repeated("]]>")),
      rss("<item><dc:creator>" + repeated("</dc:creator><dc:creator>a")),
      repeated("<!DOCTYPE r [\"'"),
      repeated("<!DOCTYPE r [ ]>"),
      "<a b='" + repeated("x"),
      "<a " + repeated("b='c' "),
      namespaces + ">" + repeated("<z:a/>"),
  };
  for (const std::string& xml : kCases) {
    INFO(xml.substr(0, 60));
    const auto begin = std::chrono::steady_clock::now();
    parse_feed(xml);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
  }
}
