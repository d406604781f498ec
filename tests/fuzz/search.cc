// SPDX-License-Identifier: GPL-2.0-or-later
// Any query, on a small index with everything in it: a search ends, with results that keep the promises of
// search_results.h, or with a message about the query; any of the words finds what all of them find. The
// first line of the input is the value of a filter, the rest the query.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.h"
#include "searcher/output/writer.h"
#include "searcher/search_run.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/promise.h"
#include "tests/support/temp_index.h"

using namespace chokepoint;

namespace {

const Vocabulary& vocabulary() {
  static const Vocabulary loaded = Vocabulary::load();
  return loaded;
}

std::vector<Article> articles() {
  Article ban = make_article("a/ban.txt", "Canada bans the app",
                             "Canada orders TikTok to close, a minister said.", "2024-11-07");
  ban.country = {core_value("CA"), also_value("CN")};
  ban.company = {core_value("TikTok")};
  ban.measure = {core_value("app-ban")};
  ban.events = {make_event("CA", {"TikTok"}, "app-ban", "in-force")};
  Article fine = make_article("b/fine.txt", "A fine for e-mail",
                              "AT&T pays 1,000 for C++ and 5-G, says H.R. 7521.", "2023-02");
  fine.country = {core_value("US")};
  fine.measure = {core_value("fine")};
  fine.events = {make_event("US", {}, "fine", "announced"),
                 make_event("US", {"TikTok"}, "app-ban", "proposed")};
  fine.publisher = "Example Wire";
  Article foreign =
      make_article("c/fr.html", "L'application interdite", "Le gouvernement interdit l'application.");
  foreign.language = "fr";
  Article copy = ban;
  copy.id = "d/copy.txt";
  copy.published = "2024-11-08";
  return {ban, fine, foreign, copy,
          make_article("e/cn.txt", "\u4E2D\u56FD\u7981\u4EE4", "\u6CA1\u6709 no body")};
}

const OpenIndex& index() {
  static const TempIndex temp(articles());
  static const OpenIndex opened = open_index({temp.path()}, MissingShards::kRefuse);
  return opened;
}

void check_results(const SearchResults& results, const std::string& query) {
  require(results.hits.size() <= results.total && results.total <= index().database.get_doccount(),
          "hits are articles that match", query);
  for (const Hit& hit : results.hits) {
    require(hit.score >= 0, "a score is no negative one", query);
    for (const TextRange& range : hit.title_hits)
      require(range.begin < range.end && range.end <= hit.article.title.size(), "hits lie in the title",
              query);
    for (const TextRange& range : hit.snippet.hits)
      require(range.begin < range.end && range.end <= hit.snippet.text.size(), "hits lie in the snippet",
              query);
  }
  for (const FacetResult& facet : results.facets) {
    for (const FacetCount& count : facet.values)
      require(count.count <= index().database.get_doccount(), "a value is counted once an article",
              count.value);
  }
  OutputOptions options;
  options.explain = true;
  StringSink out;
  write_results(results, options, out);
  require_safe(out.text(), "results are safe to print");
  for (const auto* lines : {&results.notes, &results.corrections}) {
    for (const std::string& line : *lines) require(is_valid_utf8(line), "a note is text", line);
  }
}

// How many articles match; nothing if the query or the filter is refused.
std::optional<std::uint64_t> search(const SearchRequest& request) {
  try {
    const SearchResults results = run_search(index(), vocabulary(), request);
    check_results(results, request.query);
    return results.total;
  } catch (const UsageError& error) {
    require(!std::string_view(error.what()).empty(), "a refusal says why", request.query);
    return std::nullopt;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array kFilters = {Field::kCountry, Field::kCompany,   Field::kMeasure, Field::kStatus,
                                   Field::kTarget,  Field::kPublisher, Field::kLanguage};
  Input input(data, size);
  SearchRequest request;
  request.today = {2024, 11, 10};
  request.explain = request.folds_copies = request.wants_events = true;
  request.facets = {Field::kCountry, Field::kStatus, Field::kMonth};
  if (const std::string_view line = input.line(); line.size() > 1) {
    const Field field = kFilters[static_cast<unsigned char>(line.front()) % kFilters.size()];
    request.filters[field] = {repair_utf8(line.substr(1))};
  }
  request.query = input.rest();
  const auto all = search(request);
  request.match = Match::kAny;
  const auto any = search(request);
  if (all && any) require(*all <= *any, "any of the words finds what all of them find", request.query);
  return 0;
}
