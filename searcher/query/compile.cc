// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/compile.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "common/base/error.h"
#include "common/base/utf8.h"
#include "searcher/query/alternatives.h"
#include "searcher/query/date_range.h"
#include "searcher/query/lexer.h"
#include "searcher/query/part_builder.h"
#include "searcher/query/stop_words.h"
#include "searcher/query/word_groups.h"

namespace chokepoint {
namespace {

using Xapian::Query;
using Kind = Node::Kind;
using MaybeQuery = std::optional<Query>;  // nothing: there is nothing to look for, as in "..."

Query all_of(const std::vector<Query>& queries) {
  return {Query::OP_AND, queries.begin(), queries.end()};
}
Query any_of(const std::vector<Query>& queries) {
  return {Query::OP_OR, queries.begin(), queries.end()};
}

// Selects and adds nothing to the rank.
Query unweighted(const Query& query) {
  return {Query::OP_SCALE_WEIGHT, query, 0.0};
}

// True if the words of the query have no part in `node`, so that --match=any must not loosen it.
bool only_selects(const Node& node) {
  switch (node.kind) {
    case Kind::kField:
    case Kind::kTitle:
    case Kind::kNot:
      return true;
    case Kind::kSequence:
    case Kind::kAnd:
    case Kind::kOr:
      return std::all_of(node.children.begin(), node.children.end(), only_selects);
    default:
      return false;
  }
}

// What stands side by side or is joined by AND.
struct Conjunction {
  std::vector<Query> words;    // what --match=any joins by OR
  std::set<std::string> seen;  // labels of `words`: repeated ones count once
  std::vector<Query> required;
  std::vector<Query> excluded;
  std::vector<RoleRequest> roles;
};

class Compiler {
 public:
  Compiler(std::string_view query, const QueryMeaning& meaning, const QueryContext& context, Combine combine)
      : query_(query), meaning_(meaning), context_(context), parts_(query, context), combine_(combine) {}

  CompiledQuery run(const Node& root) {
    for (const QueryName& name : meaning_.names) {
      for (const std::string& word : words_of(name.span)) parts_.lookup().keep_as_is(word);
    }
    choose_words(root);
    MaybeQuery matching;
    if (root.kind == Kind::kOr) {
      matching = compile(root);
    } else {
      Conjunction top;
      gather(root, top);
      result_.roles = top.roles;
      result_.can_relax = top.words.size() > 1 || !meaning_.measures.empty() || result_.can_relax;
      matching = finish(top);
    }
    if (matching) result_.matching = *matching;
    result_.highlight = parts_.take_highlight();
    result_.explain = parts_.take_explain();
    result_.content_words = content_words_;
    result_.boosts = pair_boosts(result_.pairs, context_.database);
    for (Boost& boost : meaning_boosts(meaning_, context_)) result_.boosts.push_back(std::move(boost));
    return std::move(result_);
  }

 private:
  std::vector<std::string> words_of(const WordSpan& span) const {
    std::vector<std::string> words;
    for (std::size_t i = span.first; i < span.last; ++i)
      words.push_back(meaning_.runs[span.run].words[i].word);
    return words;
  }

  // Of too many different words, decides which are kept.
  void choose_words(const Node& root) {
    std::set<std::string> different;
    collect_words(root, different, true);
    stop_words_ = stop_words_among({different.begin(), different.end()});
    for (const auto& [label, count] : word_counts_) {
      if (!stop_words_.contains(label)) ++content_words_;
    }
    if (different.size() <= kMaxDifferentWords) return;
    kept_words_ = parts_.lookup().rarest(different, kMaxDifferentWords);
    note("the query has " + std::to_string(different.size()) + " different words: the rarest " +
         std::to_string(kMaxDifferentWords) + " are kept");
  }

  // Only what is looked for in the text `is_counted`.
  void collect_words(const Node& node, std::set<std::string>& words, bool is_counted) {
    is_counted = is_counted && node.kind != Kind::kNot && node.kind != Kind::kTitle;
    if (node.kind == Kind::kText) {
      for (const WordGroup& group : group_words(context_.analyzer, node.text)) {
        words.insert(label_of(group));
        if (is_counted) ++word_counts_[label_of(group)];
      }
    }
    for (const Node& child : node.children) collect_words(child, words, is_counted);
  }

  bool is_kept(const std::string& label) const { return !kept_words_ || kept_words_->contains(label); }

  // A node on its own: inside OR, NOT and parentheses.
  MaybeQuery compile(const Node& node) {
    if (node.kind == Kind::kOr) {
      std::vector<Query> alternatives;
      for (const Node& child : node.children) {
        if (auto query = compile(child)) alternatives.push_back(std::move(*query));
      }
      if (alternatives.empty()) return std::nullopt;
      return any_of(alternatives);
    }
    Conjunction conjunction;
    gather(node, conjunction);
    if (auto event = whole_event_query(conjunction.roles)) conjunction.required.push_back(unweighted(*event));
    if (conjunction.words.size() > 1) result_.can_relax = true;
    return finish(conjunction);
  }

  void gather(const Node& node, Conjunction& into) {
    switch (node.kind) {
      case Kind::kText:
        gather_text(node, into);
        break;
      case Kind::kPhrase:
        add_part(parts_.phrase(node), into);
        break;
      case Kind::kWildcard:
        add_part(parts_.wildcard(node), into);
        break;
      case Kind::kNear:
        if (auto query = near_query(node)) into.words.push_back(std::move(*query));
        break;
      case Kind::kTitle:
        gather_title(node.children.front(), into);
        break;
      case Kind::kField:
        gather_field(node, into);
        break;
      case Kind::kNot:
        gather_excluded(node, into);
        break;
      case Kind::kSequence:
        for (const Node& child : node.children) gather_item(child, into);
        break;
      case Kind::kAnd:
        for (const Node& child : node.children) gather_operand(child, into);
        break;
      case Kind::kOr:
        if (auto query = compile(node))
          (only_selects(node) ? into.required : into.words).push_back(std::move(*query));
        break;
    }
  }

  // An AND in parentheses is one thing that any-of-the-words may find; otherwise its parts join this level.
  void gather_item(const Node& node, Conjunction& into) {
    if (node.kind == Kind::kAnd && combine_ == Combine::kAny && !only_selects(node)) {
      if (auto query = compile(node)) into.words.push_back(std::move(*query));
    } else {
      gather(node, into);
    }
  }

  // An operand of AND is required, however its own words combine.
  void gather_operand(const Node& node, Conjunction& into) {
    Conjunction operand;
    gather(node, operand);
    if (combine_ == Combine::kAny && !operand.words.empty()) {
      into.required.push_back(any_of(operand.words));
    } else {
      into.words.insert(into.words.end(), operand.words.begin(), operand.words.end());
    }
    into.required.insert(into.required.end(), operand.required.begin(), operand.required.end());
    into.excluded.insert(into.excluded.end(), operand.excluded.begin(), operand.excluded.end());
    into.roles.insert(into.roles.end(), operand.roles.begin(), operand.roles.end());
  }

  MaybeQuery finish(const Conjunction& conjunction) const {
    std::vector<Query> positive = conjunction.required;
    if (!conjunction.words.empty()) {
      positive.push_back(combine_ == Combine::kAny ? any_of(conjunction.words) : all_of(conjunction.words));
    }
    if (conjunction.excluded.empty()) return positive.empty() ? MaybeQuery() : all_of(positive);
    const Query matching = positive.empty() ? Query::MatchAll : all_of(positive);
    return Query(Query::OP_AND_NOT, matching, any_of(conjunction.excluded));
  }

  void gather_excluded(const Node& node, Conjunction& into) {
    parts_.enter_exclusion();
    if (auto query = compile_all(node.children.front())) into.excluded.push_back(std::move(*query));
    parts_.leave_exclusion();
  }

  void gather_text(const Node& node, Conjunction& into) {
    const std::vector<WordGroup> groups = group_words(context_.analyzer, node.text);
    const Likeness likeness = combine_ == Combine::kAll ? Likeness::kSameName : Likeness::kSameMeaning;
    const std::vector<Alternative> alternatives =
        find_alternatives(node, groups, meaning_, likeness, context_, parts_.lookup());
    add_pairs(groups);
    auto next = alternatives.begin();
    for (std::size_t i = 0; i < groups.size();) {
      while (next != alternatives.end() && next->first < i) ++next;
      const std::size_t first = i;
      const std::size_t last = next != alternatives.end() && next->first == i ? next->last : i + 1;
      const std::size_t before = into.words.size();
      for (; i < last; ++i) gather_group(groups[i], into);
      const bool is_asked = into.words.size() > before;  // and not left out or repeated
      std::vector<Query> others;
      for (; next != alternatives.end() && next->first == first && next->last == last; ++next) {
        if (!is_asked) continue;
        // Two names of one company are two ways to find it, but it counts once.
        const bool is_new = into.seen.insert(next->label).second;
        others.push_back(is_new ? next->query : unweighted(next->query));
        remember({next->label, next->query, Query()});
        parts_.explain(next->detail);
      }
      join(into.words, before, others);
    }
  }

  // All of the words from `first` on, or one of the others; any of them where any will do. Where one of the
  // others matches, the words that are there count all the same.
  void join(std::vector<Query>& words, std::size_t first, const std::vector<Query>& others) {
    if (others.empty()) return;
    if (words.size() > first + 1) result_.can_relax = true;
    if (combine_ == Combine::kAny) {
      words.insert(words.end(), others.begin(), others.end());
      return;
    }
    const std::vector<Query> joined(words.begin() + static_cast<std::ptrdiff_t>(first), words.end());
    words.resize(first);
    if (joined.size() == 1) {
      words.emplace_back(Query::OP_OR, joined.front(), any_of(others));
    } else {
      const Query matching(Query::OP_OR, unweighted(all_of(joined)), any_of(others));
      words.emplace_back(Query::OP_AND_MAYBE, matching, moved_in_and(any_of(joined)));
    }
  }

  void gather_group(const WordGroup& group, Conjunction& into) {
    const std::string label = label_of(group);
    if (!is_kept(label) || is_meaningless(label)) return;
    note_pronoun(group);
    RankedPart part = parts_.group(group);
    const auto count = word_counts_.find(label);
    if (count != word_counts_.end() && count->second > 1) {
      const auto times = static_cast<double>(count->second);
      part.text = Query(Query::OP_SCALE_WEIGHT, part.text, times);
      part.title = Query(Query::OP_SCALE_WEIGHT, part.title, times);
    }
    add_part(part, into);
  }

  // Words side by side in the query that stand close together in an article.
  void add_pairs(const std::vector<WordGroup>& groups) {
    if (parts_.is_excluding()) return;
    const WordGroup* before = nullptr;
    for (const WordGroup& group : groups) {
      const std::string label = label_of(group);
      if (!is_kept(label) || stop_words_.contains(label)) continue;
      if (before != nullptr && label_of(*before) != label) add_pair(*before, group);
      before = &group;
    }
  }

  void add_pair(const WordGroup& first, const WordGroup& second) {
    const std::string label = label_of(first) + ' ' + label_of(second);
    if (!pairs_.insert(label).second) return;
    result_.pairs.push_back({label, parts_.lookup().places(first), parts_.lookup().places(second)});
  }

  // A stop word, and other words to go by.
  bool is_meaningless(const std::string& label) const {
    return combine_ != Combine::kAll && content_words_ > 0 && stop_words_.contains(label);
  }

  // Lower-case "us" is not the country.
  void note_pronoun(const WordGroup& group) {
    if (group.words.size() != 1 || !has_case_kept_form(group.words.front())) return;
    std::string upper = group.words.front();
    for (char& c : upper) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    note('"' + group.words.front() + "\" is read as the pronoun; type \"" + upper + "\" for the name");
  }

  void add_part(const std::optional<RankedPart>& part, Conjunction& into) {
    if (!part || !into.seen.insert(part->label).second) return;
    into.words.push_back(part->text);
    remember(*part);
  }

  // A part ranks and is explained once, and not where it is excluded.
  void remember(const RankedPart& part) {
    if (parts_.is_excluding()) return;
    const bool is_known = std::any_of(result_.parts.begin(), result_.parts.end(),
                                      [&](const RankedPart& known) { return known.label == part.label; });
    if (!is_known) result_.parts.push_back(part);
  }

  void gather_title(const Node& node, Conjunction& into) {
    std::vector<RankedPart> parts;
    if (node.kind == Kind::kText) {
      for (const WordGroup& group : group_words(context_.analyzer, node.text)) {
        if (is_kept(label_of(group))) parts.push_back(parts_.group(group));
      }
    } else if (auto part = node.kind == Kind::kPhrase ? parts_.phrase(node) : parts_.wildcard(node)) {
      parts.push_back(std::move(*part));
    }
    for (const RankedPart& part : parts) {
      into.required.push_back(part.title);
      remember({"title:" + part.label, part.title, Query()});
    }
  }

  void gather_field(const Node& node, Conjunction& into) {
    if (node.field == Field::kDate) {
      const auto range = parse_date_range(node.text, context_.today);
      if (const auto* problem = std::get_if<std::string>(&range)) {
        throw QueryError(*problem + at_place(query_, node.position), node.position, kDateForms);
      }
      into.required.push_back(unweighted(date_query(std::get<DateRange>(range))));
      return;
    }
    std::vector<std::string> values = context_.values.resolve(node.field, node.text);
    if (values.empty()) {
      const std::string where = at_place(query_, node.position);
      throw QueryError(context_.values.describe_unknown(node.field, node.text, where), node.position,
                       context_.values.describe_accepted(node.field));
    }
    explain_field(node, values);
    into.required.push_back(unweighted(values_query(node.field, values)));
    if (field_info(node.field).is_event_role) into.roles.push_back({node.field, std::move(values)});
  }

  // Xapian's NEAR takes terms and ORs of terms alone, so each operand is given by terms that mark its
  // place; what more it asks is required beside. An operand without such terms makes NEAR an AND.
  MaybeQuery near_query(const Node& node) {
    std::vector<Query> places;
    std::vector<Query> required;
    bool is_near = true;
    for (const Node& child : node.children) {
      const MaybeQuery operand = compile_all(child);
      if (!operand) continue;
      required.push_back(*operand);
      const std::vector<std::string> terms = parts_.place_terms(child);
      is_near = is_near && !terms.empty();
      const std::vector<Query> alternatives(terms.begin(), terms.end());
      if (!terms.empty()) places.push_back(any_of(alternatives));
    }
    if (required.empty()) return std::nullopt;
    if (!is_near)
      note("NEAR" + at_place(query_, node.position) + " joins words and phrases only: read as AND");
    if (is_near && places.size() > 1) {
      const auto window = static_cast<Xapian::termcount>(node.distance * (places.size() - 1) + 1);
      required.push_back(unweighted(Query(Query::OP_NEAR, places.begin(), places.end(), window)));
    }
    return all_of(required);
  }

  // Words side by side in an operand of NEAR or in an exclusion are all meant, with --match=any too.
  MaybeQuery compile_all(const Node& node) {
    const Combine outside = std::exchange(combine_, Combine::kAll);
    const bool could_relax = result_.can_relax;
    MaybeQuery query = compile(node);
    result_.can_relax = could_relax;
    combine_ = outside;
    return query;
  }

  void note(std::string text) {
    auto& notes = result_.notes;
    if (std::find(notes.begin(), notes.end(), text) == notes.end()) notes.push_back(std::move(text));
  }

  void explain_field(const Node& node, const std::vector<std::string>& values) {
    parts_.explain(print(node) + " is " + list_terms(values));
  }

  std::string_view query_;
  const QueryMeaning& meaning_;
  const QueryContext& context_;
  PartBuilder parts_;
  Combine combine_;
  std::map<std::string, std::size_t> word_counts_;
  std::set<std::string> stop_words_;
  std::set<std::string> pairs_;
  std::size_t content_words_ = 0;
  CompiledQuery result_;
  std::optional<std::set<std::string>> kept_words_;
};

}  // namespace

CompiledQuery compile_query(const std::optional<Node>& root, std::string_view query,
                            const QueryMeaning& meaning, const QueryContext& context, Combine combine) {
  if (!root) return {};
  return Compiler(query, meaning, context, combine).run(*root);
}

}  // namespace chokepoint
