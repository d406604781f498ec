// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/train/labels.h"

#include <string>

#include <catch2/catch.hpp>

#include "common/base/error.h"
#include "tests/support/temp_directory.h"

using namespace chokepoint;

namespace {

std::string label_of(const std::string& file, const std::string& events = {}) {
  return "{\"file\":\"" + file +
         "\",\"country\":{\"core\":[\"RU\"],\"also\":[\"ZE\"]},\"company\":{\"core\":[],\"also\":[\"Lumo\"]},"
         "\"measure\":{\"core\":[\"app-ban\"],\"also\":[]},\"events\":[" +
         events + "]}\n";
}

constexpr const char* kEvent =
    "{\"actor\":\"RU\",\"measure\":\"app-ban\",\"target\":[\"Lumo\"],\"status\":\"announced\","
    "\"evidence\":\"Ruritania banned Lumo\"}";

}  // namespace

TEST_CASE("labels: all files of a folder are read, in the order of their articles") {
  const TempDirectory folder;
  folder.write("articles/a.txt", "A");
  folder.write("articles/b.txt", "B");
  folder.write("articles/c.txt", "not labelled");
  folder.write("labels-1.jsonl", label_of("b.txt", kEvent) + "\n");
  folder.write("labels-2.jsonl", label_of("a.txt"));
  folder.write("notes.jsonl", "not labels");
  const auto articles = read_labels(folder.path());
  REQUIRE(articles.size() == 2);
  CHECK(articles[0].path.filename() == "a.txt");
  CHECK(articles[0].events.empty());
  CHECK(articles[0].core_countries == std::vector<std::string>{"RU"});
  CHECK(articles[0].other_countries == std::vector<std::string>{"ZE"});
  CHECK(articles[0].other_companies == std::vector<std::string>{"Lumo"});
  CHECK(articles[0].core_measures == std::vector<std::string>{"app-ban"});
  REQUIRE(articles[1].events.size() == 1);
  const LabelledEvent& event = articles[1].events[0];
  CHECK(event.actor == "RU");
  CHECK(event.measure == "app-ban");
  CHECK(event.targets == std::vector<std::string>{"Lumo"});
  CHECK(event.status == "announced");
  CHECK(event.evidence == "Ruritania banned Lumo");
}

TEST_CASE("labels: nobody need act, and evidence may be missing") {
  const TempDirectory folder;
  folder.write("articles/a.txt", "A");
  folder.write("labels.jsonl", label_of("a.txt",
                                        "{\"actor\":null,\"measure\":\"fine\",\"target\":[],\"status\":"
                                        "\"?\"}"));
  const auto articles = read_labels(folder.path());
  REQUIRE(articles.at(0).events.size() == 1);
  CHECK(articles[0].events[0].actor.empty());
  CHECK(articles[0].events[0].evidence.empty());
}

TEST_CASE("labels: what is wrong is told with its file and line") {
  struct Case {
    std::string labels;
    const char* message;
  };
  const std::string good = label_of("a.txt");
  const Case cases[] = {
      {good + "{\"file\":", "labels.jsonl:2: "},
      {good + good + "\n[]", "labels.jsonl:4: "},
      {"{\"file\":\"a.txt\"}", "country"},
      {label_of("a.txt", "{\"measure\":\"fine\",\"target\":\"Lumo\",\"status\":\"?\"}"), "labels.jsonl:1: "},
      {label_of("a.txt", "{\"target\":[],\"status\":\"?\"}"), "measure"},
      {label_of("gone.txt"), "gone.txt"},
  };
  for (const Case& c : cases) {
    INFO(c.labels);
    const TempDirectory folder;
    folder.write("articles/a.txt", "A");
    folder.write("labels.jsonl", c.labels);
    CHECK_THROWS_AS(read_labels(folder.path()), InputError);
    CHECK_THROWS_WITH(read_labels(folder.path()), Catch::Contains(c.message));
  }
}

TEST_CASE("labels: a folder without labels is an error") {
  const TempDirectory folder;
  folder.write("articles/a.txt", "A");
  CHECK_THROWS_AS(read_labels(folder.path()), InputError);
  CHECK_THROWS_WITH(read_labels(folder.path()), Catch::Contains("no labels*.jsonl"));
}

TEST_CASE("labels: texts are compared by their words, whatever stands between them") {
  CHECK(plain_words("Ruritania \"banned\" Lumo,\n in 2021.") ==
        plain_words("RURITANIA banned — Lumo (in) 2021"));
  CHECK(plain_words("").empty());
  CHECK(plain_words("...").empty());
}
