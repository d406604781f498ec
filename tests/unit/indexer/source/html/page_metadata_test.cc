// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/page_metadata.h"

#include <string>

#include <catch2/catch.hpp>

#include "indexer/source/html_text.h"

using namespace chokepoint;

namespace {

const std::string kBody =
    "<p>The ministry said on Tuesday that the firm may not bid for public contracts, and that those it has "
    "end in "
    "June. The firm, which makes routers, said it would appeal to the court of the capital.</p>";

SourceMetadata read(const std::string& html) {
  return read_html_text(html, HtmlKind::kPage).metadata;
}

}  // namespace

TEST_CASE("page metadata: the title, by trust in where it stands") {
  struct Case {
    const char* head;
    const char* heading;
    const char* title;
  };
  const Case cases[] = {
      {"<title>T - Post</title><meta property=og:title content='O'>"
       "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"J\"}</script>",
       "H", "J"},
      {"<title>T - Post</title><meta property='og:title' content='O &amp; P'>", "H", "O & P"},
      {"<title>T - Post</title><meta name=twitter:title content=W>", "H", "W"},
      {"<title>Firm barred - Post</title>", "Firm barred", "Firm barred"},
      {"<title>Firm barred | Harbour Post</title><meta property=og:site_name content='Harbour Post'>", "",
       "Firm barred"},
      {"<title>Firm barred - Trade - harbourpost</title><link rel=canonical "
       "href=https://www.harbourpost.example/a>",
       "", "Firm barred - Trade"},
      {"<title>Firm barred - twice</title>", "", "Firm barred - twice"},
      {"<title>Harbour Post: News - Firm barred</title>", "Firm barred", "Firm barred"},
      {"<meta property=og:title content='Harbour Post | Firm barred'><meta property=og:site_name "
       "content='Harbour Post'>",
       "", "Firm barred"},
      {"<meta property=og:title content='Firm barred | Harbour Post'><meta property=og:site_name "
       "content='Harbour Post'>",
       "", "Firm barred"},
      {"<meta property=og:title content='The firm that was bar…'>", "The firm that was barred",
       "The firm that was barred"},
      {"", "Firm\n  barred", "Firm barred"},
      {"", "", ""},
  };
  for (const Case& each : cases) {
    CAPTURE(each.head, each.heading);
    const std::string heading = *each.heading == '\0' ? "" : "<h1>" + std::string(each.heading) + "</h1>";
    CHECK(read("<html><head>" + std::string(each.head) + "</head><body>" + heading + kBody).title ==
          each.title);
  }
}

TEST_CASE("page metadata: the date, by trust in where it stands, and where that was") {
  struct Case {
    const char* html;
    const char* published;
    const char* from;
  };
  const Case cases[] = {
      {"<meta property=article:published_time content=2024-05-02><script type='application/ld+json'>"
       "{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-05-01T08:00:00Z\"}</script>",
       "2024-05-01T08:00:00Z", "JSON-LD datePublished"},
      {"<time datetime=2024-05-03></time><meta name=date content=2024-05-04>"
       "<meta property=article:published_time content='2024-05-02T10:00:00+02:00'>",
       "2024-05-02T10:00:00+02:00", "<meta> article:published_time"},
      {"<meta name=DC.date.issued content=2024-05-02>", "2024-05-02", "<meta> dc.date.issued"},
      {"<meta name=pubdate content='soon'><meta name=date content='May 4, 2024'>", "2024-05-04",
       "<meta> date"},
      {"<span itemprop=datePublished content=2024-05-05>May</span><time datetime=2024-05-06>", "2024-05-05",
       "itemprop datePublished"},
      {"<time datetime=2024-05-05>5 May</time><time pubdate datetime=2024-05-06>", "2024-05-06",
       "<time pubdate>"},
      {"<aside><time datetime=2024-01-01>old story of another day</time></aside><time "
       "datetime=2024-05-05>x</time>",
       "2024-05-05", "<time>"},
      {"<time datetime=PT5M>5 min</time>", "", ""},
  };
  for (const Case& each : cases) {
    CAPTURE(each.html);
    const SourceMetadata metadata = read("<body>" + std::string(each.html) + "<h1>Firm barred</h1>" + kBody);
    CHECK(metadata.published == each.published);
    CHECK(metadata.published_from == each.from);
  }
  CHECK(read("<meta property=article:modified_time content=2024-05-09>" + kBody).updated == "2024-05-09");
}

TEST_CASE("page metadata: publisher, author, address and language") {
  const SourceMetadata metadata = read(
      "<html lang='de-AT'><head><meta property='og:site_name' content=' Harbour\n Post '>"
      "<meta name=author content='Ann Lee'><link rel=canonical href=' https://post.example/a '>"
      "<meta property=og:url content=https://post.example/b></head><body>" +
      kBody);
  CHECK(metadata.publisher == "Harbour Post");
  CHECK(metadata.author == "Ann Lee");
  CHECK(metadata.url == "https://post.example/a");
  CHECK(metadata.language == "de-AT");

  const SourceMetadata other = read(
      "<html><head><link rel=canonical href=/relative><meta property=og:url content='javascript:x'>"
      "<meta property=og:locale content=pt_BR><meta property=article:author "
      "content=https://social.example/ann>"
      "</head><body><a rel=author href=/ann>Ann Lee</a>" +
      kBody);
  CHECK(other.url.empty());
  CHECK(other.language == "pt-BR");
  CHECK(other.author == "Ann Lee");
  CHECK(read("<title>Harbour Post: Firm barred</title><h1>Firm barred</h1>" + kBody).publisher ==
        "Harbour Post");
  CHECK(read("<title>Firm barred_Trade_Harbour Post</title><h1>Firm barred</h1>" + kBody).publisher ==
        "Harbour Post");
  CHECK(read("<title>Firm barred</title><h1>Firm barred</h1>" + kBody).publisher.empty());
  CHECK(read("<title>Firm barred - Harbour Post</title><h1>Firm barred</h1>" + kBody).publisher ==
        "Harbour Post");
  CHECK(read("<html lang='english please'>" + kBody).language.empty());
}

TEST_CASE("page metadata: fields are one short line") {
  const std::string title(10'000, 'x');
  CHECK(read("<title>" + title + "</title>" + kBody).title.size() == 2000);
  CHECK(read("<h1>" + title + "</h1>" + kBody).title.size() == 2000);
  CHECK(read("<meta property=og:title content='a&#10;b&#27;[31mc\u2028d'>" + kBody).title ==
        "a b\x1b[31mc d");
}
