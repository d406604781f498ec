// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search_run.h"

#include <algorithm>

#include "common/article/article_json.h"
#include "common/base/utf8.h"
#include "common/text/analyzer.h"
#include "searcher/copies.h"
#include "searcher/event_list.h"
#include "searcher/facet_counts.h"
#include "searcher/feedback.h"
#include "searcher/field_values.h"
#include "searcher/filter_spy.h"
#include "searcher/filters.h"
#include "searcher/page_match.h"
#include "searcher/query/compile.h"
#include "searcher/query/parser.h"
#include "searcher/query/spelling.h"
#include "searcher/ranking.h"
#include "searcher/score_parts.h"
#include "searcher/snippet.h"

namespace chokepoint {
namespace {

using Xapian::Query;

Xapian::valueno slot_of(Field facet) {
  return static_cast<Xapian::valueno>(field_info(facet).slot);
}

class Search {
 public:
  Search(const OpenIndex& index, const Vocabulary& vocabulary, const SearchRequest& request)
      : index_(index),
        vocabulary_(vocabulary),
        request_(request),
        values_(vocabulary, index.database),
        context_{index.database, index.info.languages, values_, analyzer_, request.today},
        text_(repair_utf8(request.query)) {}

  SearchResults run() {
    filters_ = resolve_filters(request_.filters, request_.dates, values_);
    const ParsedQuery parsed = parse_query(text_);
    results_.query = text_;
    results_.generation = index_.generation;
    results_.partial = index_.is_partial;
    results_.newest = index_.info.newest;
    results_.notes = parsed.notes;

    std::optional<Node> root = parsed.root;
    if (root) {
      meaning_ = read_meaning(*root, analyzer_, vocabulary_, index_.database);
      correct_spelling(root);
    }
    match(root, request_.match == Match::kAny ? Combine::kAny : Combine::kAll);
    if (results_.total == 0 && request_.match == Match::kAuto && can_relax()) {
      match(root, Combine::kAny);
      results_.relaxed = results_.total > 0;
    }
    results_.can_relax = compiled_.can_relax && !results_.relaxed && request_.match != Match::kAny;
    results_.notes.insert(results_.notes.end(), compiled_.notes.begin(), compiled_.notes.end());
    if (request_.wants_events) results_.events = list_events(results_.hits, event_filter_, sort_);
    count_facets();
    if (request_.explain) explain(root);
    return std::move(results_);
  }

 private:
  // What is asked exactly is not changed, only noted.
  void correct_spelling(std::optional<Node>& root) {
    const auto corrections = find_corrections(meaning_, vocabulary_, index_.database, lookup_);
    if (corrections.empty()) return;
    const bool is_exact = request_.match == Match::kAll;
    for (const Correction& correction : corrections) {
      const std::string word = '"' + correction.word + '"';
      results_.corrections.push_back("no article has \"" + correction.typed + '"' +
                                     (is_exact ? "; did you mean " + word + '?' : ": searching for " + word));
    }
    if (is_exact) return;
    root = corrected(std::move(*root), meaning_, corrections);
    meaning_ = read_meaning(*root, analyzer_, vocabulary_, index_.database);
  }

  bool can_relax() {
    if (compiled_.can_relax) return true;
    read_synonyms(meaning_);
    return !meaning_.synonyms.empty();
  }

  bool has_words() const { return !compiled_.parts.empty(); }

  // The whole match: total, page of hits and the slots that it alone decides.
  void match(const std::optional<Node>& root, Combine combine) {
    if (combine == Combine::kAny) read_synonyms(meaning_);
    compiled_ = compile_query(root, text_, meaning_, context_, combine);
    event_filter_ = EventFilter(compiled_.roles, filters_);
    sort_ = effective_sort(request_.sort, has_words());
    if (combine == Combine::kAny && is_ranked()) add_feedback();
    spy_.clear();
    own_spy_.clear();
    own_facet_.reset();
    for (const Field facet : request_.facets) {
      if (!has_own_filters(filters_, facet)) spy_.watch(slot_of(facet));
    }
    if (request_.cross) spy_.watch_pair(slot_of(request_.cross->first), slot_of(request_.cross->second));
    const bool folds = request_.folds_copies && index_.database.get_value_freq(kClusterSlot) > 0;
    PageQuery query;
    query.full = filtered_query(ranked_query());
    if (folds) {
      query.fold_slot = kClusterSlot;
      spy_.watch(kClusterSlot);
    }
    if (is_ranked()) {
      query.count = [this] { return count_unweighed(); };
      for (const Boost& boost : compiled_.boosts) query.late_weight += boost.late_weight;
    }
    if (query.late_weight > 0) query.quick = filtered_query(ranked_query(WhichBoosts::kQuick));
    const ResultOrder order(sort_);
    const auto prepare = [&](Xapian::Enquire& enquire) {
      order.apply(enquire);
      if (is_ranked())
        enquire.set_weighting_scheme(text_weight());
      else
        enquire.set_weighting_scheme(Xapian::BoolWeight());
    };
    const Xapian::doccount all = index_.database.get_doccount();
    const auto first = static_cast<Xapian::doccount>(std::min<std::uint64_t>(request_.offset, all));
    const auto count =
        static_cast<Xapian::doccount>(std::min<std::uint64_t>(request_.limit.value_or(all), all - first));
    const Page page = match_page(index_.database, prepare, query, spy_, first, count);
    results_.total = page.total;
    results_.copies = folds ? count_copies(spy_.counts(kClusterSlot)) : 0;
    results_.is_folded = request_.folds_copies;
    results_.offset = request_.offset;
    results_.has_words = has_words();
    results_.hits.clear();
    const Copies copies = folds ? copies_of(page.hits) : Copies();
    for (auto hit = page.hits.begin(); hit != page.hits.end(); ++hit) add_hit(hit, copies);
  }

  // If one facet has filters of its own, it is counted in the same match.
  Xapian::doccount count_unweighed() {
    const auto has_own = [this](Field facet) { return has_own_filters(filters_, facet); };
    const auto& facets = request_.facets;
    const auto facet = std::find_if(facets.begin(), facets.end(), has_own);
    const FieldFilter* filter = nullptr;
    if (std::count_if(facets.begin(), facets.end(), has_own) == 1 && index_.database.size() == 1)
      filter = separable_filter(compiled_.roles, filters_, *facet);
    if (filter == nullptr) return count_matches(index_.database, matching_query(), spy_);
    own_facet_ = *facet;
    own_spy_.watch(slot_of(*facet));
    FilterSpy both(index_.database, *filter, own_spy_, spy_);
    count_matches(index_.database, matching_query(*facet), both);
    return both.met_count();
  }

  Query matching_query(std::optional<Field> without = {}) const {
    return apply_filters(compiled_.matching, compiled_.roles, filters_, without);
  }

  using Copies = std::map<std::string, std::vector<Xapian::Document>>;

  // By cluster, where more than one article of it matches.
  Copies copies_of(const Xapian::MSet& hits) const {
    const SlotCounts& counts = spy_.counts(kClusterSlot);
    std::set<std::string> clusters;
    for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
      const std::string cluster = hit.get_document().get_value(kClusterSlot);
      if (!cluster.empty() && counts.at(cluster) > 1) clusters.insert(cluster);
    }
    return find_copies(index_.database, matching_query(), clusters);
  }

  // A long question is answered in other words than its own.
  void add_feedback() {
    if (compiled_.content_words < kMinFeedbackQueryWords) return;
    Xapian::Enquire enquire(index_.database);
    const Xapian::BM25Weight weight = text_weight();
    enquire.set_weighting_scheme(weight);
    enquire.set_query(apply_filters(ranked_query(), compiled_.roles, filters_));
    enquire.set_sort_by_relevance_then_value(kIdSlot, false);
    const std::set<std::string> asked(compiled_.highlight.words.begin(), compiled_.highlight.words.end());
    const Xapian::MSet best = enquire.get_mset(0, kFeedbackArticles);
    if (auto boost = feedback_boost(best, asked, index_.database, lookup_))
      compiled_.boosts.push_back(std::move(*boost));
  }

  bool is_ranked() const { return has_words() && (sort_ == Sort::kRelevance || sort_ == Sort::kText); }

  Query ranked_query(WhichBoosts which = WhichBoosts::kAll) const {
    return is_ranked() ? with_boosts(compiled_, which) : compiled_.matching;
  }

  bool counts_age() const { return is_ranked() && sort_ == Sort::kRelevance; }

  Query filtered_query(const Query& ranked) const {
    const Query query = apply_filters(ranked, compiled_.roles, filters_);
    return counts_age() ? with_recency(query, index_.info.newest) : query;
  }

  // Of copies the earliest is shown, in the place of the one that ranks best.
  void add_hit(const Xapian::MSetIterator& item, const Copies& copies) {
    Hit hit;
    const Xapian::Document ranked = item.get_document();
    hit.cluster = ranked.get_value(kClusterSlot);
    if (const auto found = copies.find(hit.cluster); found != copies.end()) {
      for (const Xapian::Document& copy : found->second)
        hit.copies.push_back(parse_stored_article(copy.get_data()));
      hit.article = std::move(hit.copies.front());
      hit.copies.erase(hit.copies.begin());
    } else {
      hit.article = parse_stored_article(ranked.get_data());
    }
    if (is_ranked()) hit.score = item.get_weight();
    if (request_.wants_snippets) {
      hit.title_hits = find_hits(analyzer_, compiled_.highlight, hit.article.title);
      hit.snippet = make_snippet(analyzer_, compiled_.highlight, hit.article.text, hit.article.body_begin,
                                 evidence_of(hit.article));
    }
    if (request_.explain && is_ranked()) {
      const std::string newest = counts_age() ? index_.info.newest : std::string();
      hit.why = score_parts(index_.database, compiled_, item, newest);
      if (const std::string id = ranked.get_value(kIdSlot); id != hit.article.id)
        hit.why.push_back("the score is that of its copy " + id);
    }
    results_.hits.push_back(std::move(hit));
  }

  // Sentences to show where no word is: of the events asked for first, then of today's.
  std::vector<TextRange> evidence_of(const Article& article) const {
    std::vector<const Event*> events;
    for (const Event& event : article.events) events.push_back(&event);
    const auto rank = [this](const Event* event) {
      return (event_filter_.is_met_by(*event) ? 0 : 2) + (event->core ? 0 : 1);
    };
    std::stable_sort(events.begin(), events.end(),
                     [&rank](const Event* a, const Event* b) { return rank(a) < rank(b); });
    std::vector<TextRange> ranges;
    for (const Event* event : events) ranges.push_back({event->evidence_begin, event->evidence_end});
    return ranges;
  }

  FacetOptions facet_options(Field facet) const {
    FacetOptions options;
    options.limit = request_.facet_limit;
    options.dates = filters_.dates;
    options.label = [this](Field field, std::string_view value) { return values_.label(field, value); };
    for (const FieldFilter& filter : filters_.fields) {
      if (filter.field == facet) options.selected = filter.wanted;
    }
    return options;
  }

  void count_facets() {
    for (const Field facet : request_.facets) {
      const FacetOptions options = facet_options(facet);
      if (!has_own_filters(filters_, facet)) {
        results_.facets.push_back(expand_facet(facet, spy_.counts(slot_of(facet)), options));
        continue;
      }
      if (own_facet_ != facet) {  // it was not counted with the page
        own_spy_.clear();
        own_spy_.watch(slot_of(facet));
        count_matches(index_.database, matching_query(facet), own_spy_);
      }
      results_.facets.push_back(expand_facet(facet, own_spy_.counts(slot_of(facet)), options));
    }
    if (!request_.cross) return;
    const auto [row, column] = *request_.cross;
    const FacetResult rows = expand_facet(row, spy_.counts(slot_of(row)), facet_options(row));
    const FacetResult columns = expand_facet(column, spy_.counts(slot_of(column)), facet_options(column));
    results_.cross.push_back(cross_table(spy_, rows, columns));
  }

  void explain(const std::optional<Node>& root) {
    auto& lines = results_.explain;
    lines.push_back("read as: " + (root ? print(*root) : std::string("every article")));
    if (root && !root->children.empty()) {
      for (const std::string& line : tree_lines(*root)) lines.push_back("  " + line);
    }
    if (results_.relaxed) lines.emplace_back("nothing matches all words, so any of them is enough");
    lines.insert(lines.end(), compiled_.explain.begin(), compiled_.explain.end());
    for (const FieldFilter& filter : filters_.fields) {
      const std::string name(field_info(filter.field).name);
      if (!filter.wanted.empty()) lines.push_back("filter " + name + ": any of " + joined(filter.wanted));
      if (!filter.excluded.empty())
        lines.push_back("filter " + name + ": none of " + joined(filter.excluded));
    }
    if (filters_.dates.since) lines.push_back("filter since " + to_iso(*filters_.dates.since));
    if (filters_.dates.until) lines.push_back("filter until " + to_iso(*filters_.dates.until));
  }

  static std::string joined(const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
    return text;
  }

  const OpenIndex& index_;
  const Vocabulary& vocabulary_;
  const SearchRequest& request_;
  const FieldValues values_;
  const Analyzer analyzer_{};
  const QueryContext context_;
  TermLookup lookup_{context_};
  const std::string text_;
  Filters filters_;
  QueryMeaning meaning_;
  CompiledQuery compiled_;
  EventFilter event_filter_;
  Sort sort_ = Sort::kRelevance;
  SlotSpy spy_{index_.database};
  SlotSpy own_spy_{index_.database};  // what is counted without a facet's own filters
  std::optional<Field> own_facet_;    // that own_spy_ counted with the page
  SearchResults results_;
};

}  // namespace

Sort effective_sort(Sort asked, bool has_words) {
  const bool needs_words = asked == Sort::kRelevance || asked == Sort::kText;
  return needs_words && !has_words ? Sort::kNewest : asked;
}

SearchResults run_search(const OpenIndex& index, const Vocabulary& vocabulary, const SearchRequest& request) {
  return Search(index, vocabulary, request).run();
}

std::optional<Article> find_article(const OpenIndex& index, const std::string& id) {
  for (const std::string& bytes : {id, name_from_json(id)}) {
    const std::string term = field_term(kIdPrefix, bytes);
    const auto found = index.database.postlist_begin(term);
    if (found != index.database.postlist_end(term))
      return parse_stored_article(index.database.get_document(*found).get_data());
  }
  return std::nullopt;
}

}  // namespace chokepoint
