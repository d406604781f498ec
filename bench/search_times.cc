// SPDX-License-Identifier: GPL-2.0-or-later
// How long searches take within one process, whose index and tables are open: what scripts/bench asks for.
//
//   search_times queries DB COUNT SEED   COUNT generated searches (query_generator.h), a line each:
//                                        kind, words, matches, microseconds, query
//   search_times facets DB ROUNDS        the two largest matches, every article and the commonest word, with
//                                        their exact count alone and with three facets and a filter, in turn:
//                                        match, what was counted, matches, microseconds
//
// Tab-separated, with a heading. Each search shows ten results with snippets, as the searcher does.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#include "bench/query_generator.h"
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/facets/vocabulary.h"
#include "searcher/open_index.h"
#include "searcher/search_run.h"

namespace chokepoint {
namespace {

class SearchTimes {
 public:
  explicit SearchTimes(const std::string& db)
      : vocabulary_(Vocabulary::load()), index_(open_index({db}, MissingShards::kRefuse)) {
    if (index_.database.get_doccount() == 0) throw std::runtime_error("the index is empty");
  }

  void time_queries(std::uint64_t count, std::uint32_t seed) {
    QueryGenerator generator(index_, seed);
    std::puts("kind\twords\tmatches\tmicroseconds\tquery");
    for (std::uint64_t i = 0; i < count; ++i) {
      GeneratedQuery query = generator.next();
      const Measured measured = time(query.request);
      const auto words = 1 + std::count(query.request.query.begin(), query.request.query.end(), ' ');
      std::printf("%s\t%lld\t%llu\t%.1f\t%s\n", std::string(query.kind).c_str(),
                  static_cast<long long>(words), static_cast<unsigned long long>(measured.matches),
                  measured.microseconds, query.request.query.c_str());
    }
  }

  void time_facets(std::uint64_t rounds) {
    SearchRequest every_article;
    SearchRequest commonest_word;
    commonest_word.query = find_commonest_word();
    std::puts("match\tcounted\tmatches\tmicroseconds");
    for (std::uint64_t i = 0; i < rounds; ++i) {
      time_with_and_without("every article", every_article);
      time_with_and_without("commonest word", commonest_word);
    }
  }

 private:
  struct Measured {
    std::uint64_t matches = 0;
    double microseconds = 0;
  };

  Measured time(const SearchRequest& request) const {
    const auto begin = std::chrono::steady_clock::now();
    const SearchResults results = run_search(index_, vocabulary_, request);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
    return {results.total, took.count()};
  }

  void time_with_and_without(const char* match, SearchRequest request) const {
    print(match, "matches", time(request));
    request.facets = {Field::kCountry, Field::kCompany, Field::kMeasure};
    print(match, "matches and facets", time(request));
    request.filters[Field::kCountry] = {commonest_country(request)};
    print(match, "matches and facets, one filtered", time(request));
  }

  static void print(const char* match, const char* counted, const Measured& measured) {
    std::printf("%s\t%s\t%llu\t%.1f\n", match, counted, static_cast<unsigned long long>(measured.matches),
                measured.microseconds);
  }

  std::string commonest_country(const SearchRequest& request) const {
    const SearchResults results = run_search(index_, vocabulary_, request);
    if (results.facets.front().values.empty()) throw std::runtime_error("no article has a country");
    return results.facets.front().values.front().value;
  }

  // Words have no prefix, and begin with no upper-case letter.
  std::string find_commonest_word() const {
    std::string commonest;
    Xapian::doccount most = 0;
    for (auto term = index_.database.allterms_begin(); term != index_.database.allterms_end(); ++term) {
      const std::string word = *term;
      if (word.front() < 'a' || word.front() > 'z' || term.get_termfreq() <= most) continue;
      most = term.get_termfreq();
      commonest = word;
    }
    return commonest;
  }

  Vocabulary vocabulary_;
  OpenIndex index_;
};

std::uint64_t number(const char* text) {
  char* end = nullptr;
  const std::uint64_t value = std::strtoull(text, &end, 10);
  if (*end != '\0' || value == 0) throw std::runtime_error(std::string("no number above 0: ") + text);
  return value;
}

int run(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "queries" && argc == 5) {
    SearchTimes(argv[2]).time_queries(number(argv[3]), static_cast<std::uint32_t>(number(argv[4])));
  } else if (what == "facets" && argc == 4) {
    SearchTimes(argv[2]).time_facets(number(argv[3]));
  } else {
    std::fputs("usage: search_times queries DB COUNT SEED | facets DB ROUNDS\n", stderr);
    return 2;
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace
}  // namespace chokepoint

int main(int argc, char** argv) {
  try {
    return chokepoint::run(argc, argv);
  } catch (const Xapian::Error& error) {
    std::fprintf(stderr, "search_times: %s\n", error.get_description().c_str());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "search_times: %s\n", error.what());
  }
  return 1;
}
