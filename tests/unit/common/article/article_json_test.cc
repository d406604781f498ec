// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/article/article_json.h"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "common/base/error.h"
#include "common/base/utf8.h"

using namespace chokepoint;

namespace {

Article sample() {
  Article article;
  article.id = "a/\xFF name\n.txt";  // file names are bytes
  article.path = "/corpus/" + article.id;
  article.title = "Zembla bars ChatFox";
  article.text = "Zembla bars ChatFox\n\nThe ministry barred ChatFox on Monday.\u202E\u2028";
  article.body_begin = 21;
  article.published = "2024-11-07";
  article.language = "en";
  article.country = {{"CA", true, "rule"}, {"US", false, ""}};
  article.company = {{"ChatFox", true, "row"}};
  article.measure = {{"app-ban", true, "cue"}};
  Event event;
  event.actor = "CA";
  event.measure = "app-ban";
  event.targets = {"ChatFox"};
  event.status = "announced";
  event.evidence_begin = 21;
  event.evidence_end = 59;
  event.rule = "active";
  event.core = true;
  article.events = {event};
  article.dropped = {{"Share this", "share", 20}};
  article.notes = {"a note"};
  return article;
}

}  // namespace

TEST_CASE("article_json: what is stored comes back whole, odd file names included", "[article]") {
  const Article article = sample();
  CHECK(parse_stored_article(store_article(article)) == article);
  CHECK(parse_stored_article(store_article(Article())) == Article());
}

TEST_CASE("article_json: a name that holds what bytes are written as is no other name", "[article]") {
  Article article = sample();
  for (const char* name : {"\x1B", "\U0010FF1B", "\xFF", "\U0010FFFF", "\xF4\x8F\xBC", "\U0010FEFF"}) {
    article.id = name;
    CHECK(parse_stored_article(store_article(article)).id == name);
    CHECK(name_from_json(article_to_json(article)["id"].get<std::string>()) == name);
  }
}

TEST_CASE("article_json: damaged data is an error that says so, never an empty article", "[article]") {
  const std::string stored = store_article(sample());
  for (const std::string& damaged :
       {std::string(), std::string("{}"), stored.substr(0, stored.size() / 2), std::string("[1]")}) {
    CHECK_THROWS_AS(parse_stored_article(damaged), IndexError);
  }
}

TEST_CASE("article_json: an offset outside of the text is damage, so that nobody cuts by it", "[article]") {
  const auto damaged = [](const char* where, nlohmann::json offset) {
    nlohmann::json stored = nlohmann::json::parse(store_article(sample()));
    stored[nlohmann::json::json_pointer(where)] = std::move(offset);
    return stored.dump();
  };
  CHECK_NOTHROW(parse_stored_article(damaged("/body_begin", sample().text.size())));
  CHECK_THROWS_AS(parse_stored_article(damaged("/body_begin", sample().text.size() + 1)), IndexError);
  CHECK_THROWS_AS(parse_stored_article(damaged("/body_begin", -1)), IndexError);
  CHECK_THROWS_AS(parse_stored_article(damaged("/body_begin", 1e300)), IndexError);
  CHECK_THROWS_AS(parse_stored_article(damaged("/events/0/evidence_begin", 60)),
                  IndexError);  // behind its end
  CHECK_THROWS_AS(parse_stored_article(damaged("/events/0/evidence_end", 1000)), IndexError);
}

TEST_CASE("article_json: printed JSON has the documented keys and no dangerous character", "[article]") {
  nlohmann::ordered_json json = article_to_json(sample());
  json["text"] = sample().text;
  const std::string text = to_json_text(json);
  CHECK(is_valid_utf8(text));
  CHECK(text.find("\\u202e") != std::string::npos);
  CHECK(text.find("\\u2028") != std::string::npos);
  CHECK(std::none_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }));
  const auto parsed = nlohmann::json::parse(text);
  CHECK(parsed["country"] == nlohmann::json{"CA"});
  CHECK(parsed["also"]["country"] == nlohmann::json{"US"});
  CHECK(parsed["events"][0]["evidence"] == "The ministry barred ChatFox on Monday.");
  CHECK(parsed["events"][0]["authority"].is_null());
  CHECK(parsed["updated"].is_null());
  CHECK(parsed["text"] == sample().text);
}
