// SPDX-License-Identifier: GPL-2.0-or-later
// The tables hold some twenty thousand names and a query a few words. So the words are spelled out in all
// spans first, and only lines with names that begin as some span does are read.
#include "searcher/query/query_names.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "common/base/ascii.h"
#include "common/base/utf8.h"
#include "common/facets/gazetteer.h"
#include "common/text/analyzer.h"
#include "common/text/fold.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxNameWords = 5;

// Of the articles with a word that is also a name, the share that must mention who is named by it.
constexpr double kNamesakeShare = 0.5;

// Bytes. "AS" and "VS" are the United States to Indonesians and Dutchmen, and words to everybody else.
constexpr std::size_t kShortestForeign = 3;

// What follows a company's name in the name of its firm: "Facebook Inc." was Facebook.
constexpr std::string_view kFirmEndings[] = {" inc.", " inc", " corp.", " corp", " ltd.", " ltd"};

struct Span {
  WordSpan words;
  std::string_view typed;
  std::string spelled;  // its words, without possessive 's
  QueryName name;       // the best so far
  int rank = 0;         // of it; 0: nothing
};

enum Rank { kNone, kProduct, kOtherName, kOwnName };

bool has_capital(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Of what other languages call a company, what English reads as a word of its own: "line", "signal".
class NameSearch {
 public:
  NameSearch(const std::vector<WordRun>& runs, const Xapian::Database& database) : database_(database) {
    for (std::size_t run = 0; run < runs.size(); ++run) {
      const std::size_t count = runs[run].words.size();
      for (std::size_t first = 0; first < count; ++first) {
        const std::size_t end = std::min(first + kMaxNameWords, count);
        for (std::size_t last = first + 1; last <= end; ++last) add_span(runs, run, first, last);
      }
    }
  }

  void search(const Vocabulary::Data& data) {
    for (const CountryRow& row : data.countries.some(beginnings_)) {
      const auto offer = [&](Cell name, Rank rank) {
        country(name, row.emitted(), rank, contains(row.ambiguous, name));
      };
      offer(row.name, kOwnName);
      for (const auto* names : {&row.names, &row.demonyms, &row.capitals}) {
        for (const Cell name : *names) offer(name, kOtherName);
      }
    }
    for (const LocalNameRow& row : data.local_names.some(beginnings_)) {
      if (row.name.size() >= kShortestForeign) country(row.name, row.code, kProduct, false);
    }
    for (const CompanyRow& row : data.companies.some(beginnings_)) {
      const bool is_guarded = !row.guard.empty();
      company(row.name, row, kOwnName, is_guarded);
      for (const Cell name : row.aliases) company(name, row, kOtherName, contains(row.ambiguous, name));
      for (const Cell name : row.products) company(name, row, kProduct, contains(row.ambiguous, name));
    }
    for (const CompanyNameRow& row : data.company_names.some(beginnings_)) {
      if (!is_ascii(row.name)) company(row.name, row.company, kProduct, !row.cues.empty());
    }
  }

  std::vector<QueryName> names() {
    std::vector<Span> found;
    for (Span& span : spans_) {
      if (span.rank > kNone) found.push_back(std::move(span));
    }
    std::sort(found.begin(), found.end(), [](const Span& a, const Span& b) {
      return std::tuple(a.words.run, a.words.first, b.words.last) <
             std::tuple(b.words.run, b.words.first, a.words.last);
    });
    std::vector<QueryName> names;
    for (Span& span : found) {
      const bool is_taken = !names.empty() && names.back().span.run == span.words.run &&
                            span.words.first < names.back().span.last;
      if (is_taken) continue;
      names.push_back(std::move(span.name));
      if (names.back().former == names.back().value) names.back().former.clear();
    }
    return names;
  }

 private:
  void add_span(const std::vector<WordRun>& runs, std::size_t number, std::size_t first, std::size_t last) {
    const WordRun& run = runs[number];
    Span span;
    span.words = {number, first, last};
    const std::size_t begin = run.words[first].begin;
    span.typed = std::string_view(run.text).substr(begin, run.words[last - 1].end - begin);
    // The pronoun, and not the country.
    if (last == first + 1 && has_case_kept_form(run.words[first].word)) return;
    span.spelled = spell(run, first, last);
    add_key(fold(span.typed));
    if (span.spelled != fold(span.typed)) add_key(span.spelled);
    spans_.push_back(std::move(span));
  }

  // Of the span that is added next.
  void add_key(const std::string& key) {
    if (key.empty()) return;
    beginnings_.add(key);
    by_spelling_.emplace(key, spans_.size());
  }

  static bool contains(const CellList& names, Cell name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  // Calls `visit` for each place of `name` in the query. No word ends in a stop, so it may be left out.
  template <typename Visit>
  void for_each_place(std::string_view name, Visit visit) {
    if (name.ends_with('.')) name.remove_suffix(1);
    if (name.empty()) return;
    const auto [begin, end] = by_spelling_.equal_range(fold(name));
    for (auto found = begin; found != end; ++found) visit(spans_[found->second]);
  }

  void country(Cell name, Cell code, Rank rank, bool is_ambiguous) {
    for_each_place(name, [&](Span& span) {
      if (span.rank < rank && is_meant(span, code, is_ambiguous))
        take(span, rank, {span.words, Field::kCountry, std::string(code), {}});
    });
  }

  void company(Cell name, const CompanyRow& row, Rank rank, bool is_ambiguous) {
    note_former(name, row);
    company(name, row.name, rank, is_ambiguous);
  }

  void company(Cell name, Cell value, Rank rank, bool is_ambiguous) {
    for_each_place(name, [&](Span& span) {
      if (span.rank < rank && is_meant(span, value, is_ambiguous))
        take(span, rank, {span.words, Field::kCompany, std::string(value), {}});
    });
  }

  static void take(Span& span, Rank rank, QueryName name) {
    name.former = span.name.former;
    span.name = std::move(name);
    span.rank = rank;
  }

  // "Facebook Inc." among the other names of Meta says that Facebook may mean Meta.
  void note_former(Cell name, const CompanyRow& row) {
    const std::string lower = ascii_lower(name);
    for (const std::string_view ending : kFirmEndings) {
      if (!lower.ends_with(ending)) continue;
      for_each_place(name.substr(0, name.size() - ending.size()),
                     [&](Span& span) { span.name.former = row.name; });
      return;
    }
  }

  bool is_meant(const Span& span, Cell value, bool is_ambiguous) const {
    if (!is_ambiguous || has_capital(span.typed) || span.words.last > span.words.first + 1) return true;
    const auto with_word = database_.get_termfreq(span.spelled);
    const auto named = database_.get_termfreq(field_term(Field::kMentions, value));
    return named >= kNamesakeShare * with_word;
  }

  const Xapian::Database& database_;
  std::vector<Span> spans_;
  std::unordered_multimap<std::string, std::size_t> by_spelling_;
  NameBeginnings beginnings_;
};

}  // namespace

std::vector<QueryName> find_names(const std::vector<WordRun>& runs, const Vocabulary& vocabulary,
                                  const Xapian::Database& database) {
  NameSearch search(runs, database);
  search.search(vocabulary.data());
  return search.names();
}

}  // namespace chokepoint
