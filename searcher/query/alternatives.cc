// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/alternatives.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "searcher/filters.h"
#include "searcher/query/best_of.h"
#include "searcher/query/boosts.h"
#include "searcher/query/compile.h"
#include "searcher/query/part_builder.h"

namespace chokepoint {
namespace {

using Xapian::Query;

// Of a word that means the same, against the word that was typed.
constexpr double kSynonymWeight = 0.5;

class AlternativeFinder {
 public:
  AlternativeFinder(const Node& node, const std::vector<WordGroup>& groups, const QueryMeaning& meaning,
                    const QueryContext& context, TermLookup& lookup)
      : node_(node), groups_(groups), meaning_(meaning), context_(context), lookup_(lookup) {}

  void add_names() {
    for (const QueryName& name : meaning_.names) {
      const std::string other = name.former.empty() ? "" : " or " + name.former;
      const std::string label = context_.values.label(name.field, name.value) + other + " by any name";
      add(name.span, label, label, alias_query(name, context_.database));
    }
  }

  void add_measures() {
    for (const QueryMeasure& measure : meaning_.measures) {
      if (holds_name(measure.span)) continue;
      add(measure.span, typed(measure.span) + " as a measure",
          "what is filed under " + list_terms(measure.leaves), values_query(Field::kMeasure, measure.leaves));
    }
  }

  void add_synonyms() {
    for (const QuerySynonyms& synonyms : meaning_.synonyms) {
      if (holds_name(synonyms.span)) continue;
      std::vector<Query> ways;
      std::vector<std::string> words;
      for (const std::string& phrase : synonyms.phrases) {
        if (!lookup_.may_stand_somewhere(phrase)) continue;
        const PhraseTerms terms = phrase_terms(context_.analyzer, phrase);
        if (terms.words.size() == 1) {
          const std::vector<std::string>& forms = lookup_.forms(terms.words.front());
          words.insert(words.end(), forms.begin(), forms.end());
        } else if (!terms.words.empty()) {
          ways.push_back(lookup_.tight_phrase("", terms.words));
        }
      }
      if (!words.empty()) ways.push_back(lookup_.synonyms("", words));
      add(synonyms.span, typed(synonyms.span) + " in other words", list_terms(synonyms.phrases),
          Query(Query::OP_SCALE_WEIGHT, best_of(std::move(ways)), kSynonymWeight));
    }
  }

  std::vector<Alternative> take() {
    std::stable_sort(found_.begin(), found_.end(), [](const Alternative& a, const Alternative& b) {
      return std::tuple(a.first, b.last) < std::tuple(b.first, a.last);
    });
    return std::move(found_);
  }

 private:
  // What is said of somebody is no other way to say it without him.
  bool holds_name(const WordSpan& span) const {
    return std::any_of(meaning_.names.begin(), meaning_.names.end(), [&](const QueryName& name) {
      return name.span.run == span.run && name.span.first < span.last && span.first < name.span.last;
    });
  }

  std::string typed(const WordSpan& span) const {
    const WordRun& run = meaning_.runs[span.run];
    const std::size_t begin = run.words[span.first].begin;
    return '"' + run.text.substr(begin, run.words[span.last - 1].end - begin) + '"';
  }

  void add(const WordSpan& span, const std::string& label, const std::string& detail, const Query& query) {
    const WordRun& run = meaning_.runs[span.run];
    if (run.position != node_.position || run.is_quoted || query.empty()) return;
    const std::size_t begin = run.words[span.first].begin;
    const std::size_t end = run.words[span.last - 1].end;
    Alternative found{0, 0, label, typed(span) + " also finds " + detail, query};
    while (found.first < groups_.size() && groups_[found.first].begin < begin) ++found.first;
    found.last = found.first;
    while (found.last < groups_.size() && groups_[found.last].end <= end) ++found.last;
    if (found.last > found.first) found_.push_back(std::move(found));
  }

  const Node& node_;
  const std::vector<WordGroup>& groups_;
  const QueryMeaning& meaning_;
  const QueryContext& context_;
  TermLookup& lookup_;
  std::vector<Alternative> found_;
};

}  // namespace

std::vector<Alternative> find_alternatives(const Node& node, const std::vector<WordGroup>& groups,
                                           const QueryMeaning& meaning, Likeness likeness,
                                           const QueryContext& context, TermLookup& lookup) {
  AlternativeFinder finder(node, groups, meaning, context, lookup);
  finder.add_names();
  if (likeness == Likeness::kSameMeaning) {
    finder.add_measures();
    finder.add_synonyms();
  }
  return finder.take();
}

}  // namespace chokepoint
