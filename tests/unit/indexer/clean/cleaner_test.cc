// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/clean/cleaner.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

// Three paragraphs to put furniture around; long enough that no rule may doubt that this is the article.
const std::string kProse =
    "The ministry told the operator on Monday to take its antennas down within a year and to report every "
    "month.\n\n"
    "Its lawyers said that they had not seen the order yet and would study it before they said anything "
    "further.\n\n"
    "Two other suppliers are waiting for a similar letter, according to an official who knows the procedure "
    "well.\n";

const std::string kTitle = "Ministry orders operator to take antennas down\n\n";

Article clean(const std::string& raw, const SourceMetadata& metadata = {}) {
  Article article;
  clean_article(raw, metadata, article);
  return article;
}

std::string rule_of(const Article& article, const std::string& line) {
  const auto found = std::find_if(article.dropped.begin(), article.dropped.end(),
                                  [&](const DroppedLine& dropped) { return dropped.text == line; });
  return found == article.dropped.end() ? "" : found->rule;
}

struct Case {
  const char* line;
  const char* rule;
};

}  // namespace

TEST_CASE("cleaner: a line below the article is dropped by the rule for it", "[clean]") {
  const Case kCases[] = {
      {"Image: Some Agency", "image-credit"},
      {"A mast near the port. REUTERS/Ann Lee", "image-credit"},
      {"Foto: Ann Lee", "image-credit"},
      {"Sign up for our weekly newsletter", "newsletter"},
      {"*Get the best stories in your inbox*", "newsletter"},
      {"Enter your corporate e-mail", "lead-gen"},
      {"Share this on Somewhere", "share"},
      {"Facebook | WhatsApp | Copy link", "share"},
      {"See also: Another ministry and another mast", "related-block"},
      {"Lire aussi : Un autre ministère", "related-block"},
      {"Lire aussi: Un autre ministère", "related-block"},
      {"Advertisement", "partner-block"},
      {"Leave a comment", "comments"},
      {"12 comments", "comments"},
      {"© 2019 The Mast", "cookie-legal"},
      {"All rights reserved.", "cookie-legal"},
      {"Privacy policy | Contact", "cookie-legal"},
      {"Original article", "source-link"},
      {"from Some Feed https://short.example/a1", "source-link"},
      {"Reporting by Ann Lee; editing by Bo Ek", "credits"},
      {"About the author", "author-bio"},
      {"Ann Lee is a senior reporter for The Mast.", "author-bio"},
      {"Already a subscriber? Log in", "paywall"},
      {"4 min read", "reading-time"},
      {"Tags: masts, ports", "tags"},
      {"[[mast]] [[port]]", "tags"},
      {"mast, port, ministry, order, law, radio, net, antenna, tower", "tags"},
      {"[gallery ids='1,2']", "markup"},
      {"<img src=\"a.png\">", "markup"},
      {"window.push('a');", "markup"},
      {"***", "separator"},
      {"Page : www.example.org/mast", "link"},
      {"Sign in Advertise with us Careers Cookie policy", "site-navigation"},
      {"WHY THE OTHER MINISTRY KEEPS ALL ITS MASTS", "related-block"},
  };
  for (const auto& c : kCases) {
    INFO(c.line);
    const Article article = clean(kTitle + kProse + "\n" + c.line + "\n");
    CHECK(rule_of(article, c.line) == c.rule);
    CHECK(article.text.find("similar letter") != std::string::npos);
  }
}

TEST_CASE("cleaner: a line above the article is dropped by the rule for it", "[clean]") {
  const Case kCases[] = {
      {"- Politics", "breadcrumb"},           {"Home > Politics > Masts", "breadcrumb"},
      {"World / Tech / Masts", "breadcrumb"}, {"4 March 2019", "date-line"},
      {"Oslo | 4 March 2019", "date-line"},   {"Photo: Some Agency", "image-credit"},
  };
  for (const auto& c : kCases) {
    INFO(c.line);
    const Article article = clean(std::string(c.line) + "\n" + kTitle + kProse);
    CHECK(rule_of(article, c.line) == c.rule);
    CHECK(article.title == "Ministry orders operator to take antennas down");
  }
}

TEST_CASE("cleaner: the publication's name above the headline is kept but is not the title", "[clean]") {
  for (const char* const line :
       {"The Mast Weekly", "MAST AND PORT", "THE MAST BRIEF - ports and towers", "Mast Monthly | Law"}) {
    INFO(line);
    const Article article = clean(std::string(line) + "\n" + kTitle + kProse);
    CHECK(article.title == "Ministry orders operator to take antennas down");
    CHECK(article.text.find(line) != std::string::npos);
  }
  CHECK(
      clean("Operator halts the update of its masts\nNobody knows yet what comes next\n\n" + kProse).title ==
      "Operator halts the update of its masts");
}

TEST_CASE("cleaner: prose that speaks of furniture is kept", "[clean]") {
  for (const char* const line :
       {"The court read the firm's privacy policy and found that its cookies were set before anybody had "
        "agreed to them.",
        "No ban yet", "By March 4, 2019, all masts must be gone, the minister said.",
        "- masts of the first kind",
        "The firm said on its page that comments would be closed for a week while the review goes on.",
        "Advertising brings in half of the operator's money."}) {
    INFO(line);
    const Article article = clean(kTitle + kProse + "\n" + line + "\n\n" + kProse + "\n" + kProse);
    CHECK(article.text.find(line) != std::string::npos);
  }
}

TEST_CASE("cleaner: a related block takes its list, or its titles with their texts, and no more", "[clean]") {
  const std::string list = "Related coverage\n* One mast\n* Another mast\n";
  Article article = clean(kTitle + kProse + "\n" + list + "\n" + kProse);
  CHECK(article.dropped.size() == 3);
  CHECK(article.text.find("One mast") == std::string::npos);

  const std::string pairs =
      "Related coverage\nHow the port got its mast\nNobody had asked the fishermen what they thought of it.\n"
      "Why the ministry waits\nA short look at a long procedure.\n";
  article = clean(kTitle + kProse + "\n" + pairs);
  CHECK(article.dropped.size() == 5);

  article = clean(kTitle + kProse + "\nRelated story:\nHow the port got its mast\n" + kProse + "\n" + kProse);
  CHECK(article.dropped.size() == 2);
}

TEST_CASE("cleaner: comments end the article", "[clean]") {
  const Article article = clean(kTitle + kProse + "\nLeave a reply\nbo: what a mast\nAnn: indeed.\n");
  CHECK(article.dropped.size() == 3);
  CHECK(article.text.ends_with("procedure well."));
}

TEST_CASE("cleaner: the text is the title, a blank line and the body with its paragraphs", "[clean]") {
  const Article article =
      clean("Mast  must go, court says\n\n\n\nFirst line of it.\nSecond line of it.\n\n\nLast line.\n");
  CHECK(article.title == "Mast  must go, court says");
  CHECK(article.text == "Mast  must go, court says\n\nFirst line of it.\nSecond line of it.\n\nLast line.");
  CHECK(article.text.substr(article.body_begin).starts_with("First line"));
}

TEST_CASE("cleaner: the headline", "[clean]") {
  const struct {
    const char* raw;
    const char* title;
    bool own_line;
  } kCases[] = {
      {"# Mast must go\n\nIt stands no more.", "Mast must go", true},
      {"**Mast must go**\n\nIt stands no more.", "Mast must go", true},
      {"Will the mast go?\n\nIt will not.", "Will the mast go?", true},
      {"Title: Mast must go\nIt stands no more.", "Mast must go", true},
      {"Mast must go in the U.S.\n\nIt stands no more.", "Mast must go in the U.S.", true},
      {"The mast of J. Lee in the U.S. must go. It stands no more.",
       "The mast of J. Lee in the U.S. must go.", false},
      {"OSLO, 4 March 2019 - The mast must go. It fell.\n\nNobody was hurt.", "The mast must go.", false},
      {"Mast must go now Share on Facebook Share on X\n\nIt stands no more.", "Mast must go now", true},
      {"塔必须拆除\n\n塔已经不在了。", "塔必须拆除", true},
      {"塔必须拆除。塔已经不在了。", "塔必须拆除。", false},
  };
  for (const auto& c : kCases) {
    INFO(c.raw);
    const Article article = clean(c.raw);
    CHECK(article.title == c.title);
    CHECK((article.body_begin > 0) == c.own_line);
  }
}

TEST_CASE("cleaner: what the source said wins over the page", "[clean]") {
  SourceMetadata metadata;
  metadata.title = "Mast must go";
  metadata.published = "2020-01-01";
  Article article = clean("MAST MUST GO\n\n4 March 2019\n\nIt stands no more.", metadata);
  CHECK(article.text == "Mast must go\n\nIt stands no more.");
  CHECK(article.published == "2020-01-01");
  article = clean("It stands no more.", metadata);
  CHECK(article.text == "Mast must go\n\nIt stands no more.");
}

TEST_CASE("cleaner: byline, dates, publisher and address are harvested", "[clean]") {
  const Article article = clean(
      "Mast must go, says court\n*By Ann van Lee and Bo Ek, The Mast*\nMarch 4, 2019Updated March 5, "
      "2019\n\n" +
      kProse + "\nSource: The Mast\nURL: https://example.org/mast\n");
  CHECK(article.author == "Ann van Lee and Bo Ek");
  CHECK(article.published == "2019-03-04");
  CHECK(article.updated == "2019-03-05");
  CHECK(article.publisher == "The Mast");
  CHECK(article.url == "https://example.org/mast");
  CHECK(clean("Mast must go\nBy Ann Lee | March 4, 2019\n\n" + kProse).published == "2019-03-04");
  CHECK(clean("Mast must go\nBy Ann Lee | March 4, 2019\n\n" + kProse).author == "Ann Lee");
}

TEST_CASE("cleaner: empty pages stay empty and pages of boilerplate are kept whole", "[clean]") {
  CHECK(clean("").text.empty());
  CHECK(clean(" \n\n\t\n").text.empty());
  const Article article = clean("Share\nAdvertisement\n");
  CHECK(article.text.find("Advertisement") != std::string::npos);
  CHECK(article.dropped.empty());
  CHECK(article.notes.size() == 1);
}

TEST_CASE("cleaner: dropping much of an article is noted", "[clean]") {
  const Article article = clean(
      kTitle + "It is gone.\nRelated stories\n* One mast and another mast and a third\n* One more mast\n");
  CHECK(article.notes.size() == 1);
  CHECK(clean(kTitle + kProse).notes.empty());
}

TEST_CASE("cleaner: a list that the text announces keeps its short items, section names above it go",
          "[clean]") {
  const Article article = clean(
      "Home\n\n- News\n- Tech\n\nNew entries on the list\n\nThese were added to the list on Thursday:\n\n"
      "- Huawei\n- ZTE\n- Hikvision\n- Home\n\nThe ministry gave no reasons for its decision.\n");
  for (const char* const name : {"Huawei", "ZTE", "Hikvision"}) {
    INFO(name);
    CHECK(article.text.find(name) != std::string::npos);
  }
  CHECK(article.text.find("Tech") == std::string::npos);
}

TEST_CASE("cleaner: huge pages of any shape take less than a second per ten megabytes", "[clean]") {
  constexpr std::size_t kBytes = 10'000'000;
  const auto repeated = [](const std::string& part) {
    std::string text;
    while (text.size() < kBytes) text += part;
    return text;
  };
  for (const std::string& raw :
       {repeated("one mast and then another, "), repeated("Read more\n"), repeated("Read more\n- one\n"),
        repeated("["), repeated("4 March 2019 "), repeated("塔"), repeated("sign up \n\n")}) {
    const auto begin = std::chrono::steady_clock::now();
    const Article article = clean(raw);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    INFO(raw.substr(0, 20) << " took " << seconds.count() << " s");
    CHECK_FALSE(article.text.empty());
    CHECK(article.title.size() <= 400);
    // Sanitizers slow the code down several times over.
    CHECK(seconds.count() < 20);
  }
}
