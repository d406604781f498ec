// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search_run.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "common/base/error.h"
#include "tests/support/temp_index.h"

namespace chokepoint {
namespace {

const Vocabulary& vocabulary() {
  static const Vocabulary tables = Vocabulary::load();
  return tables;
}

Article article(std::string id, std::string title, std::string body, std::string published,
                std::vector<std::string> countries, std::vector<std::string> measures,
                std::vector<Event> events) {
  Article made = make_article(std::move(id), std::move(title), std::move(body), std::move(published));
  for (std::string& country : countries) made.country.push_back(core_value(std::move(country)));
  for (std::string& measure : measures) made.measure.push_back(core_value(std::move(measure)));
  made.events = std::move(events);
  return made;
}

std::vector<Article> articles() {
  std::vector<Article> all = {
      article("a", "Alpha forbids the Zebra app",
              "The regulator banned it over supply chain worries. Users sent e-mail.", "2020-06-29",
              {"IN", "US"}, {"app-ban"},
              {make_event("IN", {"TikTok"}, "app-ban", "in-force"),
               make_event("US", {"TikTok"}, "app-ban", "considered")}),
      article("b", "Beta fines a vendor",
              "The vendor AT&T pays. The chain of supply holds. Bans were discussed, says the US.",
              "2021-03-01", {"US"}, {"fine", "antitrust-action"},
              {make_event("US", {"Huawei"}, "fine", "in-force")}),
      article("c", "Gamma reviews takeovers",
              "A zebra crossed the road, then another zebra. Nothing about us.", "2021-03", {"DE"},
              {"investment-screening"}, {make_event("DE", {}, "investment-screening", "under-review")}),
      article("d", "Delta without a date", "Security and safety, secure networks.", "", {}, {}, {}),
      article("e", "Epsilon forbids the Zebra app",
              "The regulator banned it over supply chain worries. Users sent e-mail.", "2020-06-29", {"CA"},
              {}, {}),
  };
  all[0].company = {core_value("TikTok"), also_value("Huawei")};
  all[1].company = {core_value("Huawei")};
  all[1].publisher = "Example Wire";
  all[3].language = "";
  return all;
}

class Fixture {
 public:
  Fixture() : temp_(articles()), index_(open_index({temp_.path()}, MissingShards::kRefuse)) {}

  SearchResults search(const SearchRequest& request) const {
    return run_search(index_, vocabulary(), request);
  }

  // The ids found for `query`, in order, joined.
  std::string ids(const std::string& query, SearchRequest request = {}) const {
    request.query = query;
    request.today = {2021, 4, 1};
    request.limit = std::nullopt;
    std::string text;
    const SearchResults results = search(request);
    for (const Hit& hit : results.hits) text += hit.article.id;
    CHECK(results.total == results.hits.size());
    return text;
  }

  // As ids(), in the order of the ids.
  std::string set(const std::string& query, SearchRequest request = {}) const {
    std::string text = ids(query, std::move(request));
    std::sort(text.begin(), text.end());
    return text;
  }

  std::string error(const std::string& query, SearchRequest request = {}) const {
    try {
      return "found " + ids(query, std::move(request));
    } catch (const UsageError& caught) {
      return caught.what();
    }
  }

  const OpenIndex& index() const { return index_; }

 private:
  TempIndex temp_;
  OpenIndex index_;
};

const Fixture& fixture() {
  static const Fixture made;
  return made;
}

SearchRequest filtered(std::map<Field, std::vector<std::string>> filters) {
  SearchRequest request;
  request.filters = std::move(filters);
  return request;
}

struct Case {
  std::string query;
  std::string found;
};

}  // namespace

TEST_CASE("search: the query language finds what it says") {
  const std::vector<Case> cases = {
      {"", "abcde"},
      {"...", "abcde"},
      {"zebra", "ace"},
      {"zebras", "ace"},
      {"ban", "abe"},
      {"\"ban\"", ""},
      {"\"bans\"", "b"},
      {"zebra road", "c"},
      {"zebra AND road", "c"},
      {"road OR vendor", "bc"},
      {"road vendor OR takeovers", "c"},
      {"zebra -road", "ae"},
      {"NOT zebra", "bd"},
      {"-zebra -vendor", "d"},
      {"zebra OR NOT supply", "acde"},
      {"NOT (zebra road)", "abde"},
      {"\"supply chain\"", "ae"},
      {"supply chain", "abe"},
      {"\"zebra app the\"", ""},
      {"supply NEAR/2 chain", "abe"},
      {"supply NEAR/1 chain", "ae"},
      {"ban NEAR/3 discuss", "b"},
      {"\"supply chain\" NEAR/2 worries", "ae"},
      {"secur* NEAR/3 networks", "d"},
      {"country:CA NEAR/3 zebra", "e"},
      {"secur*", "d"},
      {"SECUR*", "d"},
      {"title:zebra", "ae"},
      {"title:\"zebra app\"", "ae"},
      {"title:zeb*", "ae"},
      {"-title:zebra zebra", "c"},
      {"email", "ae"},
      {"e mail", "ae"},
      {"e-mail", "ae"},
      {"e-mails", "ae"},
      {"\"e-mail\"", "ae"},
      {"\"email\"", "ae"},
      {"\"e-mails\"", ""},
      {"AT & T", "b"},
      {"at&t", "b"},
      {"\"AT&T\"", "b"},
      {"US", "ab"},
      {"us", "c"},
      {"country:CA", "e"},
      {"country:canada", "e"},
      {"country:CA OR country:DE", "ce"},
      {"-country:US", "cde"},
      {"company:TikTok", "a"},
      {"mentions:Huawei", "ab"},
      {"measure:app-ban", "a"},
      {"measure:enforcement", "b"},
      {"publisher:\"example wire\"", "b"},
      {"language:EN", "abce"},
      {"date:2021", "bc"},
      {"date:2021-03-01", "bc"},
      {"date:2021-03-02..", ""},
      {"date:..2020", "ae"},
      {"date:2m", "bc"},
      {"XCN:CA", ""},
      {"XCNCA", ""},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(fixture().set(c.query) == c.found);
  }
}

TEST_CASE("search: what is asked of events must hold of one event") {
  const std::vector<Case> cases = {
      {"actor:US", "ab"},
      {"status:in-force", "ab"},
      {"actor:US status:in-force", "b"},
      {"actor:US AND status:in-force", "b"},
      {"actor:US status:considered", "a"},
      {"actor:US target:TikTok status:in-force", ""},
      {"actor:US status:active", "b"},
      {"actor:US actor:IN", "a"},
      {"actor:US actor:IN measure:app-ban", "a"},
      {"actor:US actor:IN status:in-force", ""},
      {"(actor:US status:in-force) OR country:CA", "be"},
      {"NOT (actor:US status:in-force)", "acde"},
      {"actor:US -status:in-force", ""},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(fixture().set(c.query) == c.found);
  }
  CHECK(fixture().set("", filtered({{Field::kActor, {"US"}}, {Field::kStatus, {"in-force"}}})) == "b");
  CHECK(fixture().set("status:in-force", filtered({{Field::kActor, {"US"}}})) == "b");
  CHECK(fixture().set("", filtered({{Field::kActor, {"US", "IN"}}, {Field::kStatus, {"in-force"}}})) == "ab");
}

TEST_CASE("search: of events only those that were asked for are listed") {
  SearchRequest request;
  request.wants_events = true;
  CHECK(fixture().search(request).events.size() == 4);
  request.filters = {{Field::kMeasure, {"app-ban"}}};
  CHECK(fixture().search(request).events == std::vector<ListedEvent>{{0, 0}, {0, 1}});
  request.query = "actor:US";
  CHECK(fixture().search(request).events == std::vector<ListedEvent>{{0, 1}});
  request.query = "zebra";  // about an article, not about an event
  request.filters = {};
  CHECK(fixture().search(request).events.size() == 3);
}

TEST_CASE("search: filters of one facet are alternatives, of several conditions, and ! excludes") {
  CHECK(fixture().set("", filtered({{Field::kCountry, {"CA", "Germany"}}})) == "ce");
  CHECK(fixture().set("", filtered({{Field::kCountry, {"US"}}, {Field::kMeasure, {"fine"}}})) == "b");
  CHECK(fixture().set("", filtered({{Field::kCountry, {"!US"}}})) == "cde");
  CHECK(fixture().set("", filtered({{Field::kCountry, {"US", "!IN"}}})) == "b");
  CHECK(fixture().set("zebra", filtered({{Field::kCountry, {"!US"}}})) == "ce");
  SearchRequest dated;
  dated.dates = {Date{2021, 1, 1}, Date{2021, 12, 31}};
  CHECK(fixture().set("", dated) == "bc");
}

TEST_CASE("search: --match=any loosens words and phrases, never fields and exclusions") {
  SearchRequest any;
  any.match = Match::kAny;
  const std::vector<Case> cases = {
      {"road vendor", "bc"},
      {"road \"zebra app\"", "ace"},
      {"road vendor -chain", "c"},
      {"road vendor country:US", "b"},
      {"road vendor date:2021-03-01 language:en", "bc"},
      {"road AND vendor", ""},
      {"road vendor AND zebra", "c"},
      {"vendor NOT (zebra road)", "b"},
      {"vendor (country:CA OR country:US)", "b"},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(fixture().set(c.query, any) == c.found);
  }
}

TEST_CASE("search: --match=auto loosens only when nothing matches all words, and says so") {
  SearchRequest request;
  request.match = Match::kAuto;
  request.query = "zebra app";
  CHECK_FALSE(fixture().search(request).relaxed);
  request.query = "road vendor";
  SearchResults results = fixture().search(request);
  CHECK(results.relaxed);
  CHECK(results.total == 2);
  request.query = "nonsense gibberish";
  results = fixture().search(request);
  CHECK_FALSE(results.relaxed);
  CHECK(results.total == 0);
  request.query = "road vendor";
  request.filters = {{Field::kCountry, {"CA"}}};
  CHECK(fixture().search(request).total == 0);
}

TEST_CASE("search: without words the newest come first and undated articles last, ties by id") {
  CHECK(fixture().ids("") == "bcaed");
  CHECK(fixture().ids("country:CA OR country:IN") == "ae");
  SearchRequest oldest;
  oldest.sort = Sort::kOldest;
  CHECK(fixture().ids("", oldest) == "aebcd");
  SearchRequest newest;
  newest.sort = Sort::kNewest;
  CHECK(fixture().ids("zebra", newest) == "cae");
}

TEST_CASE("search: relevance prefers the title, breaks ties by id, and repeats itself exactly") {
  SearchRequest text;
  text.sort = Sort::kText;
  CHECK(fixture().ids("supply chain", text).substr(0, 2) == "ae");
  const std::string once = fixture().ids("zebra");
  CHECK(once == fixture().ids("zebra"));
  CHECK(once == fixture().ids("zebra zebra ZEBRA"));
}

TEST_CASE("search: pages tile the results, and offsets beyond the end are empty") {
  SearchRequest request;
  request.limit = 2;
  std::string all;
  for (request.offset = 0; request.offset < 8; request.offset += 2) {
    for (const Hit& hit : fixture().search(request).hits) all += hit.article.id;
  }
  CHECK(all == "bcaed");
  request.offset = std::numeric_limits<std::uint64_t>::max();
  request.limit = std::numeric_limits<std::uint64_t>::max();
  CHECK(fixture().search(request).hits.empty());
  CHECK(fixture().search(request).total == 5);
}

namespace {

// "US:2* DE:1 | other 0 none 2", * marking selected values.
std::string show(const FacetResult& facet) {
  std::string text;
  for (const FacetCount& value : facet.values) {
    text += value.value + ":" + std::to_string(value.count) + (value.selected ? "* " : " ");
  }
  return text + "| other " + std::to_string(facet.other) + " none " + std::to_string(facet.none);
}

// A story of 4 March with copies, its reprint of the 2nd cut short, and a story of its own.
std::vector<Article> copied_articles() {
  const std::string story =
      "The harbour office told Lumenpost on Monday to stop serving its messenger to crews. The order covers "
      "all ships in port and takes effect within nine days, said the office, which had warned the company "
      "twice since autumn. Lumenpost will appeal. Its owner said the office had never shown what harm the "
      "messenger does, and that crews would go back to paper.";
  std::vector<Article> all = {
      make_article("a", "Lumenpost barred", story, "2031-03-04"),
      make_article("b", "Crews lose Lumenpost Lumenpost", "From our desk. " + story, "2031-03-05"),
      make_article("c", "Messenger stopped", story.substr(0, story.size() * 17 / 20), "2031-03-02"),
      make_article("d", "Undated", story),
      make_article("e", "Lumenpost grows", "Lumenpost opened a second house by the quay and hires 40 people.",
                   "2031-03-03"),
  };
  all[0].publisher = "Example Wire";
  all[1].publisher = "Quay Gazette";
  return all;
}

// "c+abd e": the results in order, each with its copies.
std::string folded(const OpenIndex& index, SearchRequest request) {
  request.folds_copies = true;
  const SearchResults results = run_search(index, vocabulary(), request);
  std::string text;
  for (const Hit& hit : results.hits) {
    text += (text.empty() ? "" : " ") + hit.article.id + (hit.copies.empty() ? "" : "+");
    for (const Article& copy : hit.copies) text += copy.id;
  }
  return text + " of " + std::to_string(results.total - results.copies) + "/" + std::to_string(results.total);
}

}  // namespace

TEST_CASE("search: copies share the place of the best of them, and the earliest is shown") {
  const TempIndex temp(copied_articles());
  const OpenIndex index = open_index({temp.path()}, MissingShards::kRefuse);
  SearchRequest request;
  request.query = "lumenpost";
  CHECK(run_search(index, vocabulary(), request).hits.size() == 5);
  CHECK(folded(index, request) == "e c+abd of 2/5");
  request.explain = true;
  request.folds_copies = true;
  const SearchResults results = run_search(index, vocabulary(), request);
  CHECK(results.hits[1].why.back() == "the score is that of its copy b");
  CHECK(results.hits[0].cluster.empty());
  CHECK(results.hits[1].cluster.size() == 16);
  request.explain = false;

  request.sort = Sort::kNewest;
  CHECK(folded(index, request) == "c+abd e of 2/5");
  request.sort = Sort::kOldest;
  CHECK(folded(index, request) == "c+abd e of 2/5");
  request.query = "";
  CHECK(folded(index, request) == "c+abd e of 2/5");
  request.offset = 1;
  CHECK(folded(index, request) == "e of 2/5");
  request.offset = 2;
  CHECK(folded(index, request) == " of 2/5");
}

TEST_CASE("search: of the copies only those that match are shown and named") {
  const TempIndex temp(copied_articles());
  const OpenIndex index = open_index({temp.path()}, MissingShards::kRefuse);
  SearchRequest request;
  request.query = "title:lumenpost";
  CHECK(folded(index, request) == "e a+b of 2/3");
  request.query = "";
  request.filters[Field::kPublisher] = {"Quay Gazette"};
  CHECK(folded(index, request) == "b of 1/1");
  request.filters.clear();
  request.facets = {Field::kPublisher};
  request.folds_copies = true;
  CHECK(show(run_search(index, vocabulary(), request).facets[0]) ==
        "Example Wire:1 Quay Gazette:1 | other 0 none 3");
}

TEST_CASE("search: copies in several indexes share a result only within their own, unless the same leads") {
  const std::vector<Article> all = copied_articles();
  const TempIndex first({all[0], all[1]});
  const TempIndex second({all[2], all[3], all[4]});
  const OpenIndex index = open_index({first.path(), second.path()}, MissingShards::kRefuse);
  SearchRequest request;
  request.sort = Sort::kOldest;
  CHECK(folded(index, request) == "c+d e a+b of 3/5");
}

namespace {

std::string facet(Field field, SearchRequest request) {
  request.facets = {field};
  return show(fixture().search(request).facets.at(0));
}

}  // namespace

TEST_CASE("search: facets are counted over all matches, without their own filters") {
  SearchRequest all;
  all.limit = 0;
  CHECK(facet(Field::kCountry, all) == "US:2 CA:1 DE:1 IN:1 | other 0 none 1");
  all.facet_limit = 1;
  CHECK(facet(Field::kCountry, all) == "US:2 | other 3 none 1");
  CHECK(facet(Field::kYear, all) == "2020:2 2021:2 | other 0 none 1");
  all.facet_limit = 10;
  CHECK(facet(Field::kMonth, all) == "2020-06:2 2021-03:2 | other 0 none 1");
  CHECK(facet(Field::kStatus, all) == "in-force:2 considered:1 under-review:1 | other 0 none 2");

  CHECK(facet(Field::kCountry, filtered({{Field::kCountry, {"DE"}}})) ==
        "US:2 CA:1 DE:1* IN:1 | other 0 none 1");
  CHECK(facet(Field::kMeasure, filtered({{Field::kCountry, {"DE"}}})) ==
        "investment-screening:1 | other 0 none 0");
  CHECK(facet(Field::kCountry, filtered({{Field::kCountry, {"!US"}}})) ==
        "US:2 CA:1 DE:1 IN:1 | other 0 none 1");
  SearchRequest request = filtered({{Field::kCountry, {"FR"}}});
  request.facet_limit = 1;
  CHECK(facet(Field::kCountry, request) == "US:2 FR:0* | other 3 none 1");

  SearchRequest query;
  query.query = "country:DE";
  CHECK(facet(Field::kCountry, query) == "DE:1 | other 0 none 0");
  SearchRequest dated;
  dated.dates.since = Date{2021, 1, 1};
  CHECK(facet(Field::kYear, dated) == "2020:2 2021:2* | other 0 none 1");
  CHECK(facet(Field::kCountry, dated) == "DE:1 US:1 | other 0 none 0");
}

TEST_CASE("search: a facet that is an event role is counted under the other roles' filters, event by event") {
  CHECK(facet(Field::kStatus, filtered({{Field::kActor, {"US"}}, {Field::kStatus, {"in-force"}}})) ==
        "in-force:2* considered:1 | other 0 none 0");
}

TEST_CASE("search: a cross table counts the articles that have both values") {
  SearchRequest request;
  request.cross = {Field::kCountry, Field::kMeasure};
  const SearchResults results = fixture().search(request);
  REQUIRE(results.cross.size() == 1);
  const CrossTable& table = results.cross.front();
  const auto cell = [&](const std::string& row, const std::string& column) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      for (std::size_t j = 0; j < table.columns.size(); ++j) {
        if (table.rows[i].value == row && table.columns[j].value == column) return table.counts[i][j];
      }
    }
    return std::uint64_t{99};
  };
  CHECK(cell("US", "app-ban") == 1);
  CHECK(cell("US", "fine") == 1);
  CHECK(cell("IN", "app-ban") == 1);
  CHECK(cell("CA", "app-ban") == 0);
  CHECK(table.rows.size() == 4);
  CHECK(table.columns.size() == 4);
}

TEST_CASE("search: what is rejected names the value, the place and what is near") {
  const std::vector<Case> cases = {
      {"country:Cnada", "unknown country \"Cnada\" at 1; did you mean \"Canada\" or \"Chad\"?"},
      {"zebra measure:app-bna", "unknown measure \"app-bna\" at 7; did you mean \"app-ban\"?"},
      {"publisher:\"Exmple Wire\"", "unknown publisher \"Exmple Wire\" at 1; did you mean \"Example Wire\"?"},
      {"date:2021-02-30", "not a date: \"2021-02-30\" at 1"},
      {"se*", "a wildcard at 1 needs at least 3 characters before its star"},
      {"sec* sup* net* veg* zeb*", "the query has more than 4 wildcards at 21"},
      {"\"" + std::string(66, 'a') + " a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a\"",
       "the phrase at 1 has 33 words, more than 32"},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(fixture().error(c.query) == c.found);
  }
  CHECK(fixture().error("", filtered({{Field::kCountry, {"Cnada"}}})) ==
        "--country: unknown country \"Cnada\"; did you mean \"Canada\" or \"Chad\"?");
}

TEST_CASE("search: of too many different words the rarest are kept, with a note") {
  std::string query = "zebra";
  for (int i = 0; i < 300; ++i) query += " nowhere" + std::to_string(i) + "x";
  SearchRequest request;
  request.match = Match::kAny;
  request.query = query;
  const SearchResults results = fixture().search(request);
  CHECK(results.total == 3);
  CHECK(results.notes ==
        std::vector<std::string>{"the query has 301 different words: the rarest 256 are kept"});
}

TEST_CASE("search: lower-case \"us\" gets a note") {
  SearchRequest request;
  request.query = "us bans";
  CHECK(fixture().search(request).notes ==
        std::vector<std::string>{"\"us\" is read as the pronoun; type \"US\" for the name"});
  request.query = "US bans";
  CHECK(fixture().search(request).notes.empty());
}

TEST_CASE("search: --explain accounts for the score") {
  for (const char* query : {"zebra app", "title:zebra app", "\"zebra app\" users", "zeb* OR vendor", "e-mail",
                            "supply NEAR/3 chain", "zebra NOT vendor country:CA"}) {
    INFO(query);
    SearchRequest request;
    request.query = query;
    request.explain = true;
    const SearchResults results = fixture().search(request);
    REQUIRE_FALSE(results.hits.empty());
    CHECK(results.explain.front() == "read as: " + std::string(query));
    for (const Hit& hit : results.hits) {
      double sum = 0;
      for (const std::string& line : hit.why) sum += std::stod(line);
      CHECK(sum == Approx(hit.score).margin(0.04));
    }
  }
}

TEST_CASE("search: an article is found by its id alone") {
  CHECK(find_article(fixture().index(), "a")->title == "Alpha forbids the Zebra app");
  CHECK_FALSE(find_article(fixture().index(), "A"));
}

TEST_CASE("search: an empty index answers with nothing") {
  const TempIndex temp({});
  const OpenIndex index = open_index({temp.path()}, MissingShards::kRefuse);
  for (const char* query : {"", "zebra", "NOT zebra", "zeb*", "date:2020"}) {
    SearchRequest request;
    request.query = query;
    request.facets = {Field::kCountry, Field::kYear};
    CHECK(run_search(index, vocabulary(), request).total == 0);
  }
}

TEST_CASE("search: several indexes answer as one") {
  std::vector<Article> all = articles();
  const TempIndex first({all[0], all[1]});
  const TempIndex second({all[2], all[3], all[4]});
  const OpenIndex index = open_index({first.path(), second.path()}, MissingShards::kRefuse);
  SearchRequest request;
  request.facets = {Field::kCountry};
  const SearchResults results = run_search(index, vocabulary(), request);
  std::string ids;
  for (const Hit& hit : results.hits) ids += hit.article.id;
  CHECK(ids == "bcaed");
  CHECK(show(results.facets.front()) == "US:2 CA:1 DE:1 IN:1 | other 0 none 1");
  request.query = "zebras";
  CHECK(run_search(index, vocabulary(), request).total == 3);
  CHECK(find_article(index, "e"));
}

// The last article of the first index has the word in two other ways, and the second index is still to come.
TEST_CASE("search: several indexes answer where the first ends with two ways to say one word") {
  const auto note = [](std::string id, std::string body) {
    return article(std::move(id), "Note", std::move(body), "2021-03-01", {}, {}, {});
  };
  const TempIndex first({note("a", "Law enforcement came."), note("b", "Law enforcement, die Polizei.")});
  const TempIndex second({note("c", "The police."), note("d", "Die Polizei."), note("e", "Nothing.")});
  SearchRequest request;
  request.query = "police";
  request.match = Match::kAny;
  const auto limit = GENERATE(1U, 10U);
  request.limit = limit;
  for (const auto& paths : {std::vector{first.path(), second.path()}, {second.path(), first.path()}}) {
    const SearchResults results =
        run_search(open_index(paths, MissingShards::kRefuse), vocabulary(), request);
    CHECK(results.total == 4);
    REQUIRE(results.hits.size() == std::min(limit, 4U));
    CHECK(results.hits.front().article.id == "c");
  }
}

TEST_CASE("search: whatever a publisher is called, it is counted as one value and can be selected") {
  const std::string names[] = {"Wire\x1FReuters", "\x1F", std::string(300, 'x'), "Wire"};
  std::vector<Article> published;
  for (const std::string& name : names) {
    published.push_back(
        article("p" + std::to_string(published.size()), "Note", "A text.", "2021-03-01", {}, {}, {}));
    published.back().publisher = name;
  }
  const TempIndex temp(published);
  const OpenIndex index = open_index({temp.path()}, MissingShards::kRefuse);
  SearchRequest request;
  request.facets = {Field::kPublisher};
  const SearchResults all = run_search(index, vocabulary(), request);
  CHECK(all.facets.at(0).values.size() == 3);
  CHECK(all.facets.at(0).none == 1);
  for (const FacetCount& value : all.facets.at(0).values) {
    INFO(value.value);
    CHECK(value.count == 1);
    request.filters[Field::kPublisher] = {value.value};
    CHECK(run_search(index, vocabulary(), request).total == 1);
  }
}

}  // namespace chokepoint
