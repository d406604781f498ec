// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/feedback.h"

#include <algorithm>
#include <map>
#include <utility>

#include "searcher/query/part_builder.h"

namespace chokepoint {
namespace {

using Xapian::Query;

constexpr std::size_t kMaxWords = 20;
constexpr std::size_t kMinWordBytes = 3;

// Of the best of these words, against a word of the query; the others weigh less as they score less.
constexpr double kFeedbackWeight = 0.6;

// A word that so many articles have tells nothing.
constexpr double kMaxShareOfArticles = 0.25;

// Terms of fields begin with a capital, words of the text never do.
bool is_word(const std::string& term) {
  return term.size() >= kMinWordBytes && !(term.front() >= 'A' && term.front() <= 'Z') &&
         term.find_first_not_of("0123456789") != std::string::npos;
}

// How much of the best articles each word is, the better article counting more.
std::map<std::string, double> word_shares(const Xapian::MSet& best, const Xapian::Database& database) {
  std::map<std::string, double> shares;
  const double top = best.empty() ? 0 : best.begin().get_weight();
  if (top <= 0) return shares;
  for (auto item = best.begin(); item != best.end(); ++item) {
    const double length = database.get_doclength(*item);
    if (length == 0) continue;
    const double each = item.get_weight() / top / length;
    const auto end = database.termlist_end(*item);
    for (auto term = database.termlist_begin(*item); term != end; ++term) {
      if (term.get_wdf() > 0 && is_word(*term)) shares[*term] += each * term.get_wdf();
    }
  }
  return shares;
}

std::vector<std::pair<double, std::string>> ranked_words(const Xapian::MSet& best,
                                                         const std::set<std::string>& asked,
                                                         const Xapian::Database& database) {
  std::vector<std::pair<double, std::string>> ranked;
  const double most = kMaxShareOfArticles * database.get_doccount();
  for (const auto& [word, share] : word_shares(best, database)) {
    if (asked.contains(word)) continue;
    const double frequency = database.get_termfreq(word);
    if (frequency <= most && frequency > 1)
      ranked.emplace_back(-share * inverse_document_frequency(database, frequency), word);
  }
  std::sort(ranked.begin(), ranked.end());
  return ranked;
}

}  // namespace

std::optional<Boost> feedback_boost(const Xapian::MSet& best, const std::set<std::string>& asked,
                                    const Xapian::Database& database, TermLookup& lookup) {
  std::set<std::string> used = asked;
  std::vector<Query> queries;
  std::vector<std::string> labels;
  double first = 0;
  for (const auto& [score, word] : ranked_words(best, asked, database)) {
    if (used.contains(word)) continue;
    const std::vector<std::string>& forms = lookup.forms(word);
    used.insert(forms.begin(), forms.end());
    if (queries.empty()) first = score;
    queries.emplace_back(Query::OP_SCALE_WEIGHT, lookup.synonyms("", forms), kFeedbackWeight * score / first);
    labels.push_back(word);
    if (queries.size() == kMaxWords) break;
  }
  if (queries.empty()) return std::nullopt;
  return Boost{"words of the best articles: " + list_terms(labels),
               Query(Query::OP_OR, queries.begin(), queries.end()), 0};
}

}  // namespace chokepoint
