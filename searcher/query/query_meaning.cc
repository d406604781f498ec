// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query_meaning.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>

#include "searcher/query/phrase_table.h"

namespace chokepoint {
namespace {

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2099;

std::optional<int> year_of(const std::string& word) {
  if (word.size() != 4 || word.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  const int year = std::stoi(word);
  return year >= kFirstYear && year <= kLastYear ? std::optional(year) : std::nullopt;
}

DateRange range_of(const Date& date) {
  return {first_day(date), last_day(date)};
}

void add_periods(const WordRun& run, std::vector<QueryPeriod>& periods) {
  for (std::size_t i = 0; i < run.words.size(); ++i) {
    const auto year = year_of(run.words[i].word);
    if (!year) continue;
    Date date;
    date.year = *year;
    std::string words = run.words[i].word;
    // English only: a query in another language may write the month in digits (date:2025-09).
    if (i > 0) date.month = month_from_name(run.words[i - 1].word);
    if (date.month != 0) words = run.words[i - 1].word + ' ' + words;
    const bool is_known = std::any_of(periods.begin(), periods.end(),
                                      [&](const QueryPeriod& known) { return known.words == words; });
    if (!is_known) periods.push_back({words, range_of(date)});
  }
}

// Of matches inside one another the longest says more: "export ban" is no "ban". A long query has thousands.
std::vector<PhraseMatch> longest_matches(const PhraseTable& table, const WordRun& run) {
  std::vector<PhraseMatch> matches = table.find(run);
  // How far those reach that begin at a word, and those that begin before it.
  std::vector<std::size_t> reach(run.words.size());
  for (const PhraseMatch& match : matches)
    reach[match.first_word] = std::max(reach[match.first_word], match.last_word);
  std::vector<std::size_t> reach_before(reach.size());
  std::exclusive_scan(reach.begin(), reach.end(), reach_before.begin(), std::size_t{0},
                      [](std::size_t a, std::size_t b) { return std::max(a, b); });
  std::erase_if(matches, [&](const PhraseMatch& match) {
    return reach_before[match.first_word] >= match.last_word || reach[match.first_word] > match.last_word;
  });
  return matches;
}

// What is known of the words of `match` in the run `number`; added to `all` if nothing is.
template <typename Entry>
Entry& entry_of(const PhraseMatch& match, std::size_t number, std::vector<Entry>& all) {
  const auto stands_there = [&](const Entry& known) {
    return known.span.run == number && known.span.first == match.first_word &&
           known.span.last == match.last_word;
  };
  const auto known = std::find_if(all.begin(), all.end(), stands_there);
  if (known != all.end()) return *known;
  Entry& added = all.emplace_back();
  added.span = {number, match.first_word, match.last_word};
  return added;
}

void add_measures(const PhraseTable& table, const WordRun& run, std::size_t number,
                  std::vector<QueryMeasure>& measures) {
  for (const PhraseMatch& match : longest_matches(table, run)) {
    QueryMeasure& measure = entry_of(match, number, measures);
    measure.words = spell(run, match.first_word, match.last_word);
    for (const std::string_view leaf : split_list(table.cell(match.row, "measures")))
      measure.leaves.emplace_back(leaf);
  }
}

void add_synonyms(const PhraseTable& table, const WordRun& run, std::size_t number,
                  std::vector<QuerySynonyms>& synonyms) {
  for (const PhraseMatch& match : longest_matches(table, run)) {
    std::vector<std::string>& known = entry_of(match, number, synonyms).phrases;
    const std::vector<std::string_view> phrases = table.words(match.row);
    for (std::size_t i = 0; i < phrases.size(); ++i) {
      const bool is_known = std::find(known.begin(), known.end(), phrases[i]) != known.end();
      if (i != match.phrase && !is_known) known.emplace_back(phrases[i]);
    }
  }
}

// Groups as their leaves, each leaf once.
void resolve_groups(const Vocabulary& vocabulary, QueryMeasure& measure) {
  std::vector<std::string> leaves;
  for (const std::string& name : measure.leaves) {
    for (std::string& leaf : vocabulary.measures(name)) {
      if (std::find(leaves.begin(), leaves.end(), leaf) == leaves.end()) leaves.push_back(std::move(leaf));
    }
  }
  measure.leaves = std::move(leaves);
}

}  // namespace

QueryMeaning read_meaning(const Node& root, const Analyzer& analyzer, const Vocabulary& vocabulary,
                          const Xapian::Database& database) {
  QueryMeaning meaning;
  meaning.runs = word_runs(analyzer, root);
  for (WordRun& run : excluded_runs(analyzer, root)) meaning.runs.push_back(std::move(run));
  if (meaning.runs.empty()) return meaning;
  meaning.names = find_names(meaning.runs, vocabulary, database);
  const PhraseTable measure_words("measure_words.tsv", meaning.runs);
  for (std::size_t number = 0; number < meaning.runs.size(); ++number) {
    const WordRun& run = meaning.runs[number];
    if (run.is_excluded) continue;
    add_measures(measure_words, run, number, meaning.measures);
    add_periods(run, meaning.periods);
  }
  for (QueryMeasure& measure : meaning.measures) resolve_groups(vocabulary, measure);
  return meaning;
}

void read_synonyms(QueryMeaning& meaning) {
  if (meaning.has_synonyms_read) return;
  meaning.has_synonyms_read = true;
  const PhraseTable thesaurus("thesaurus.tsv", meaning.runs);
  for (std::size_t number = 0; number < meaning.runs.size(); ++number) {
    const WordRun& run = meaning.runs[number];
    if (!run.is_quoted && !run.is_excluded) add_synonyms(thesaurus, run, number, meaning.synonyms);
  }
}

}  // namespace chokepoint
