// SPDX-License-Identifier: GPL-2.0-or-later
// An index, the tables and a query read as the searcher reads one, for tests of what stands between the
// parser and the match. Names are invented; the tables of words are the real ones.
//
// Ruritania (RU, "the Old Realm"), Zembla (ZE). Zeta (Warble): once Warble, now Zeta, makes Nestbox and
// Ledger. Facegram, a brand of Mirra, which was Facegram Inc. The names Zeta, Ledger and Mirra are also
// words.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/facets/vocabulary.h"
#include "common/text/analyzer.h"
#include "searcher/field_values.h"
#include "searcher/open_index.h"
#include "searcher/query/compile.h"
#include "searcher/query/parser.h"
#include "searcher/query/query_meaning.h"
#include "searcher/query/term_lookup.h"
#include "tests/support/temp_index.h"

namespace chokepoint {

inline Vocabulary vocabulary_of_names() {
  return Vocabulary::load_texts({
      {"countries.tsv",
       "code\tname\tkind\tcapital\tdemonyms\tnames\tambiguous\tcues\tgives\tsource\tchecked\n"
       "RU\tRuritania\tstate\tStrelsau\tRuritanian\tThe Old Realm\t\t\t\ttest\t\n"
       "ZE\tZembla\tstate\tOnhava\tZemblan\t\t\t\t\ttest\t\n"},
      {"country_names_cldr.tsv",
       "name\tcode\tlanguage\tsource\tchecked\n"
       "Zemblaland\tZE\tde\ttest\t\n"
       "VZ\tZE\tnl\ttest\t\n"},
      {"company_names.tsv",
       "company\tname\tlanguages\tcues\tsource\tchecked\n"
       "Umbrax\tУмбракс\tru;uk\t\ttest\t\n"
       "Umbrax\tshade\tde\t\ttest\t\n"},
      {"companies.tsv",
       "name\tkind\tparent\thome\tsector\taliases\tproducts\tguard\tambiguous\tcues\tvalid_from\tvalid_to\t"
       "source\tchecked\n"
       "Zeta (Warble)\tcompany\t\tRU\tplatform\tZeta;Zeta Corp.;Warble\tNestbox;Ledger\t\tZeta;Ledger\t\t\t\t"
       "test\t\n"
       "Mirra\tcompany\t\tRU\tplatform\tFacegram Inc.;Mirra "
       "Platforms\tGlasshouse\tambiguous\t\t\t\t\ttest\t\n"
       "Facegram\tbrand\tMirra\tRU\tplatform\t\t\t\t\t\t\t\ttest\t\n"
       "Glasshouse\tcompany\t\tZE\tcloud\t\t\t\t\t\t\t\ttest\t\n"
       "Umbrax\tcompany\t\tZE\tcloud\tUmbrax Cloud\t\t\t\t\t\t\ttest\t\n"},
  });
}

class QueryWorld {
 public:
  explicit QueryWorld(const std::vector<Article>& articles, Vocabulary tables = vocabulary_of_names())
      : temp_(articles),
        index_(open_index({temp_.path()}, MissingShards::kRefuse)),
        vocabulary_(std::move(tables)),
        values_(vocabulary_, index_.database),
        context_{index_.database, index_.info.languages, values_, analyzer_, {2024, 3, 31}} {}

  const OpenIndex& index() const { return index_; }
  const Xapian::Database& database() const { return index_.database; }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  const Analyzer& analyzer() const { return analyzer_; }
  const QueryContext& context() const { return context_; }

  // `query` must not be blank.
  Node read(const std::string& query) const { return parse_query(query).root.value(); }
  QueryMeaning meaning(const std::string& query) const {
    QueryMeaning meaning = read_meaning(read(query), analyzer_, vocabulary_, index_.database);
    read_synonyms(meaning);
    return meaning;
  }

  // The ids of the articles that `query` matches with what they weigh, the words by BM25.
  std::map<std::string, double> weights(const Xapian::Query& query) const {
    Xapian::Enquire enquire(index_.database);
    enquire.set_weighting_scheme(Xapian::BM25Weight());
    enquire.set_query(query);
    std::map<std::string, double> found;
    const Xapian::MSet hits = enquire.get_mset(0, index_.database.get_doccount());
    for (auto hit = hits.begin(); hit != hits.end(); ++hit)
      found[hit.get_document().get_value(kIdSlot)] = hit.get_weight();
    return found;
  }

 private:
  TempIndex temp_;
  OpenIndex index_;
  Vocabulary vocabulary_;
  FieldValues values_;
  Analyzer analyzer_;
  QueryContext context_;
};

// The words of a span as they stand in the query.
inline std::string typed(const QueryMeaning& meaning, const WordSpan& span) {
  const WordRun& run = meaning.runs[span.run];
  const std::size_t begin = run.words[span.first].begin;
  return run.text.substr(begin, run.words[span.last - 1].end - begin);
}

// "a, b".
inline std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

}  // namespace chokepoint
