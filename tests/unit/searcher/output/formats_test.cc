// SPDX-License-Identifier: GPL-2.0-or-later
// The machine formats: keys, columns and escapes, as the manual promises them.
#include "searcher/output/formats.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/unit/searcher/output/sample_results.h"

namespace chokepoint {
namespace {

std::vector<std::string> keys(const nlohmann::ordered_json& json) {
  std::vector<std::string> out;
  for (const auto& [key, value] : json.items()) out.push_back(key);
  return out;
}

SearchResults one_hit(const std::string& title) {
  SearchResults results;
  results.total = 1;
  results.query_id = "q1";
  results.hits.emplace_back().article.title = title;
  results.hits[0].article.id = "a";
  results.hits[0].article.path = "/p/a\nb";
  return results;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("json: keys stand in the documented order") {
  const auto json = nlohmann::ordered_json::parse(printed(sample_results(), sample_options(Format::kJson)));
  CHECK(keys(json) == Keys{"schema", "query", "total", "exact", "relaxed", "partial", "generation", "facets",
                           "facet_totals", "results"});
  CHECK(keys(json.at("results").at(0)) == Keys{"id", "path", "score", "title", "published", "published_at",
                                               "updated", "url", "publisher", "author", "language", "snippet",
                                               "country", "company", "measure", "also", "events", "cluster"});
  CHECK(json.at("results").at(0).at("score") == 12.31);
  CHECK(json.at("results").at(0).at("updated").is_null());
  CHECK(keys(json.at("facets")) == Keys{"country", "company", "measure"});
  CHECK(json.at("facets").at("country").at(0).dump() ==
        R"({"value":"CA","label":"Canada","count":40,"selected":true})");
  CHECK(json.at("facet_totals").at("country").dump() == R"({"values":9,"other":14,"none":5})");
}

TEST_CASE("json: a result names its cluster, and if copies are folded who else printed it") {
  SearchResults results = one_hit("t");
  const auto result = [&results] {
    return nlohmann::ordered_json::parse(printed(results, sample_options(Format::kJsonl)));
  };
  CHECK(result().at("cluster").is_null());
  CHECK_FALSE(result().contains("copies"));
  results.is_folded = true;
  CHECK(result().at("copies").empty());
  results.hits[0].cluster = "0123456789abcdef";
  Article copy;
  copy.id = "wire\xff";
  copy.url = "https://example.org/a";
  results.hits[0].copies = {copy};
  CHECK(result().at("cluster") == "0123456789abcdef");
  CHECK(keys(result().at("copies").at(0)) == Keys{"id", "published", "url", "publisher"});
  CHECK(result().at("copies").at(0).at("url") == "https://example.org/a");
  CHECK(result().at("copies").at(0).at("publisher").is_null());
}

TEST_CASE("json: controls and bidirectional controls are written as \\u") {
  const std::string text = printed(one_hit("\x1b[2J\u202e\u2028\u0085\x7f"), sample_options(Format::kJsonl));
  CHECK(text.find(R"("title":"\u001b[2J\u202e\u2028\u0085\u007f")") != std::string::npos);
}

TEST_CASE("json: explain, truncated, batch, cross and count add or take keys") {
  SearchResults results = one_hit("t");
  results.hits[0].article.truncated = true;
  results.hits[0].why = {"w"};
  results.explain = {"e"};
  results.cross = {sample_cross()};
  OutputOptions options = sample_options(Format::kJson);
  options.explain = true;
  options.batch = true;
  const auto json = nlohmann::ordered_json::parse(printed(results, options));
  CHECK(keys(json).at(1) == "query_id");
  CHECK(json.at("explain").at(0) == "e");
  CHECK(json.at("cross").at("counts").dump() == "[[10,0],[2,11]]");
  CHECK(json.at("results").at(0).at("truncated") == true);
  CHECK(json.at("results").at(0).at("why").at(0) == "w");
  options.format = Format::kJsonl;
  CHECK(keys(nlohmann::ordered_json::parse(printed(results, options))).at(0) == "query_id");
  options.count = true;
  CHECK(printed(results, options) ==
        R"({"schema":1,"query_id":"q1","query":"","total":1,"exact":true,"relaxed":false,)"
        R"("partial":false,"generation":0})"
        "\n");
}

TEST_CASE("json: events name their article") {
  SearchResults results;
  results.hits = {ordinary_hit()};
  results.events = {{0, 0}};
  OutputOptions options = sample_options(Format::kJsonl);
  options.events = true;
  const auto event = nlohmann::ordered_json::parse(printed(results, options));
  CHECK(keys(event) == Keys{"id", "title", "published", "actor", "authority", "measure", "target", "home",
                            "scope", "status", "date", "penalty", "retaliatory", "evidence", "evidence_begin",
                            "evidence_end"});
  CHECK(event.at("id") == "2031/lumenpost.txt");
  options.format = Format::kJson;
  CHECK(nlohmann::ordered_json::parse(printed(results, options)).at("events").at(0) == event);
}

TEST_CASE("json: without results jsonl gives the facet values") {
  OutputOptions options = sample_options(Format::kJsonl);
  options.wants_results = false;
  const std::string text = printed(sample_results(), options);
  CHECK(text.starts_with(R"({"facet":"country","value":"CA","label":"Canada","count":40,"selected":true})"
                         "\n"));
}

TEST_CASE("json: an article alone has its text") {
  const auto json =
      nlohmann::ordered_json::parse(printed(ordinary_hit().article, sample_options(Format::kJson)));
  CHECK(json.at("text") == ordinary_hit().article.text);
  CHECK(keys(json).back() == "text");
}

TEST_CASE("delimited: columns are as documented and cells are escaped") {
  const SearchResults results = one_hit("a,\"b\"\nc\td\\e\x1b");
  CHECK(printed(results, sample_options(Format::kCsv)) ==
        "id,score,published,title,country,company,measure\na,0.00,,\"a,\"\"b\"\"\nc d\\e\\x1b\",,,\n");
  CHECK(
      printed(results, sample_options(Format::kTsv)) ==
      "id\tscore\tpublished\ttitle\tcountry\tcompany\tmeasure\na\t0.00\t\ta,\"b\"\\nc\\td\\\\e\\x1b\t\t\t\n");
}

TEST_CASE("delimited: what a spreadsheet would calculate is guarded in CSV") {
  for (const std::string title : {"=1+1", "+1", "-1", "@x"}) {
    CHECK(printed(one_hit(title), sample_options(Format::kCsv)).find(",'" + title + ",") !=
          std::string::npos);
    CHECK(printed(one_hit(title), sample_options(Format::kTsv)).find("\t" + title + "\t") !=
          std::string::npos);
  }
}

TEST_CASE("delimited: a batch has its IDs first and one header") {
  OutputOptions options = sample_options(Format::kTsv);
  options.batch = true;
  CHECK(printed(one_hit("t"), options) ==
        "query_id\tid\tscore\tpublished\ttitle\tcountry\tcompany\tmeasure\nq1\ta\t0.00\t\tt\t\t\t\n");
  options.has_header = false;
  CHECK(printed(one_hit("t"), options) == "q1\ta\t0.00\t\tt\t\t\t\n");
}

TEST_CASE("delimited: events, facets and cross tables") {
  SearchResults results = sample_results();
  results.events = {{0, 0}};
  OutputOptions options = sample_options(Format::kTsv);
  options.events = true;
  CHECK(
      printed(results, options) ==
      "id\tpublished\tactor\tauthority\tmeasure\ttarget\tstatus\tdate\tevidence\n"
      "2031/lumenpost.txt\t2031-05-02\tCA\tMinistry of Harbours and Digital Trade\tcompliance-restructuring\t"
      "Lumenpost;Zephyr Cloud\tunder-review\t2031-05-02\t"
      "The ministry said on Friday that it had opened a review of Lumenpost.\n");
  options.events = false;
  options.wants_results = false;
  CHECK(printed(results, options) ==
        "facet\tvalue\tlabel\tcount\n"
        "country\tCA\tCanada\t40\ncountry\tNO\tNorway\t12\ncountry\tJP\tJapan\t1\n"
        "company\tLumenpost\tLumenpost\t30\ncompany\tZephyr Cloud\tZephyr Cloud\t3\n"
        "measure\tcompliance-restructuring\tCompliance restructuring\t20\nmeasure\tapp-ban\tApp or platform "
        "ban\t10\n");
  results.cross = {sample_cross()};
  options.format = Format::kCsv;
  CHECK(printed(results, options) == "country,app-ban,compliance-restructuring\nCA,10,0\nNO,2,11\n");
}

TEST_CASE("paths: one line a result, escaped; paths0 is raw") {
  const SearchResults results = one_hit("t");
  OutputOptions options = sample_options(Format::kPaths);
  CHECK(printed(results, options) == "/p/a\\x0ab\n");
  CHECK(printed(results.hits[0].article, options) == "/p/a\\x0ab\n");
  options.batch = true;
  CHECK(printed(results, options) == "q1\t/p/a\\x0ab\n");
  options.batch = false;
  options.format = Format::kPaths0;
  CHECK(printed(results, options) == std::string("/p/a\nb\0", 7));
  options.wants_results = false;
  CHECK(printed(results, options).empty());
}

TEST_CASE("count: the number alone, after the ID in a batch") {
  for (const Format format : {Format::kText, Format::kCsv, Format::kTsv, Format::kPaths}) {
    OutputOptions options = sample_options(format);
    options.count = true;
    CHECK(printed(sample_results(), options) == "72\n");
    options.batch = true;
    CHECK(printed(one_hit("t"), options) == "q1\t1\n");
  }
}

}  // namespace chokepoint
