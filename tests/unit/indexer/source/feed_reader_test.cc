// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/feed_reader.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

std::vector<RawOutcome> read(const std::string& xml) {
  SourceFile file;
  file.id = "a.rss";
  file.path = "/x/a.rss";
  std::vector<RawOutcome> outcomes;
  read_feed({file, "a.rss", xml}, [&](RawOutcome&& outcome) { outcomes.push_back(std::move(outcome)); });
  return outcomes;
}

RawArticle read_one(const std::string& xml) {
  const auto outcomes = read(xml);
  REQUIRE(outcomes.size() == 1);
  REQUIRE(std::holds_alternative<RawArticle>(outcomes[0]));
  return std::get<RawArticle>(outcomes[0]);
}

std::string rss(const std::string& channel) {
  return "<rss version='2.0'><channel>" + channel + "</channel></rss>";
}

// "id: text" of an article, "!place reason detail" of a skip, a line each.
std::string outline(const std::string& xml) {
  std::string out;
  for (const RawOutcome& outcome : read(xml)) {
    if (const auto* skip = std::get_if<Skip>(&outcome)) {
      out += "!" + skip->path + " " + skip->reason + " " + skip->detail + "\n";
    } else {
      out += std::get<RawArticle>(outcome).id + ": " + std::get<RawArticle>(outcome).text + "\n";
    }
  }
  return out;
}

}  // namespace

TEST_CASE("feed_reader: an item says what it is; what it does not say the feed says", "[source]") {
  const std::string channel =
      "<title>Harbour &amp;amp; Wire</title><language>en-GB</language>"
      "<item><title>Ports &amp;amp; &lt;i&gt;ships&lt;/i&gt;</title><link>https://example.org/a</link>"
      "<pubDate>Thu, 07 Nov 2024 10:00:00 +0800</pubDate>"
      "<author>jane@example.org (Jane Doe)</author><description>Port closed.</description>";
  const RawArticle article = read_one(rss(channel + "</item>"));
  CHECK(article.id == "a.rss#https://example.org/a");
  CHECK(article.metadata.title == "Ports & ships");
  CHECK(article.metadata.published == "Thu, 07 Nov 2024 10:00:00 +0800");
  CHECK(article.metadata.published_from == "feed pubDate");
  CHECK(article.metadata.url == "https://example.org/a");
  CHECK(article.metadata.publisher == "Harbour & Wire");
  CHECK(article.metadata.author == "Jane Doe");
  CHECK(article.metadata.language == "en-GB");
  CHECK(article.text == "Port closed.");
  CHECK(read_one(rss(channel + "<source url='x'>Strait Times</source></item>")).metadata.publisher ==
        "Strait Times");
}

TEST_CASE("feed_reader: Atom demands only the date of the last change", "[source]") {
  const RawArticle article = read_one(
      "<feed xmlns='http://www.w3.org/2005/Atom'><title>Wire</title><author><name>Desk</name></author>"
      "<entry><title>A</title><updated>2024-11-08T10:00:00Z</updated></entry></feed>");
  CHECK(article.metadata.published == "2024-11-08T10:00:00Z");
  CHECK(article.metadata.published_from == "feed updated");
  CHECK(article.metadata.updated == "2024-11-08T10:00:00Z");
  CHECK(article.metadata.author == "Desk");
}

TEST_CASE("feed_reader: the whole text is taken before the summary, the title where there is neither",
          "[source]") {
  struct Case {
    const char* what;
    std::string xml;
    std::string outline;
  };
  const Case kCases[] = {
      {"content and summary",
       rss("<item><guid>1</guid><description>short</description><content:encoded>long</content:encoded></"
           "item>"),
       "a.rss#1: long\n"},
      {"HTML in CDATA", rss("<item><description><![CDATA[<p>One.</p><p>Two.</p>]]></description></item>"),
       "a.rss#1: One.\n\nTwo.\n"},
      {"HTML that is escaped",
       rss("<item><description>&lt;p&gt;A &amp;amp; B&lt;/p&gt;</description></item>"), "a.rss#1: A & B\n"},
      {"HTML without any text, then a summary",
       rss("<item><content:encoded>&lt;img src='x'&gt;</content:encoded><description>B</description></item>"),
       "a.rss#1: B\n"},
      {"plain text keeps its lines", rss("<item><description>A &lt; B\n\nC &amp; D</description></item>"),
       "a.rss#1: A < B\n\nC & D\n"},
      {"what looks like a tag, but is none", rss("<item><title>A &lt;b c</title></item>"),
       "a.rss#1: A <b c\n"},
      {"a name in angle brackets", rss("<item><title>Ban &lt;at sea&gt;</title></item>"),
       "a.rss#1: Ban <at sea>\n"},
      {"only a title", rss("<item><title>A</title></item>"), "a.rss#1: A\n"},
      {"nothing", rss("\n<item><guid>1</guid></item>\n<item><title>B</title></item>"),
       "!/x/a.rss:2 no-text the item has neither text nor title\na.rss#2: B\n"},
      {"the same id twice",
       rss("<item><guid>k</guid><title>A</title></item><item><guid>k</guid><title>B</title></item>"),
       "a.rss#k: A\na.rss#k~2: B\n"},
      {"no items", rss("<title>Wire</title>"), "!/x/a.rss empty no article in the feed\n"},
      {"a cut feed", "<rss><channel><item><title>A</title></item>\n<item><title>B",
       "a.rss#1: A\n!/x/a.rss:2 bad-xml Premature end of data in tag title line 2; 1 articles before it were "
       "read\n"},
  };
  for (const Case& c : kCases) {
    INFO(c.what);
    CHECK(outline(c.xml) == c.outline);
  }
}
