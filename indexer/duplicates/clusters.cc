// SPDX-License-Identifier: GPL-2.0-or-later
// Comparing all with all would be quadratic. Copies share at least one band of their signatures, so within
// each band only those are compared that share it (locality-sensitive hashing: Leskovec, Rajaraman, Ullman,
// "Mining of Massive Datasets", chapter 3).
#include "indexer/duplicates/clusters.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "common/base/date.h"
#include "indexer/duplicates/mixing.h"
#include "indexer/duplicates/signature.h"

namespace chokepoint {
namespace {

// Notices from one form may share a band by the thousand. Each is compared with so many of the earliest; one
// that would lead it beyond them is missed in this band, and mostly found in another.
constexpr std::size_t kMaxCompared = 100;

// A form that is filled again and again ("continuation of the national emergency with respect to ...") gives
// itself away in two ways, and then it takes more to be a copy. By company: it shares its wording with so
// many times more that state other facts than copies. And by time: stories are copied within days, while a
// text that comes back after so long is mostly a new one.
constexpr std::size_t kFormRatio = 4;
constexpr long kDaysOfCopying = 31;

constexpr std::size_t kRemembered = std::size_t{1} << 16;  // comparisons

// The place of a text in the order in which articles may lead one another.
using Rank = std::uint32_t;

struct Text {
  std::string_view signature;
  std::optional<long> day;  // of the earliest article that has it
};

std::optional<long> day_of(const std::string& digits) {
  constexpr std::size_t kDateDigits = 8;
  if (digits.size() != kDateDigits) return std::nullopt;
  const auto date = parse_iso_date(digits);
  return date ? std::optional(to_days(*date)) : std::nullopt;
}

std::vector<std::size_t> by_lead(const std::vector<ClusterCandidate>& articles) {
  std::vector<std::size_t> order(articles.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&articles](std::size_t i) {
    const ClusterCandidate& article = articles[i];
    return std::tuple<bool, const std::string&, const std::string&>(article.published.empty(),
                                                                    article.published, article.id);
  };
  std::sort(order.begin(), order.end(), [&key](std::size_t a, std::size_t b) { return key(a) < key(b); });
  return order;
}

// Finds pairs of a copy and an earlier article that it is a copy of.
class PairFinder {
 public:
  // `texts` are different ones, by rank.
  explicit PairFinder(const std::vector<Text>& texts) : texts_(texts), company_(texts.size()) {}

  // Sorted, each once.
  std::vector<std::pair<Rank, Rank>> find() {
    for (std::size_t band = 0; band < kBands; ++band) search(band);
    std::erase_if(pairs_, [this](const auto& pair) {
      const auto [copy, earlier] = pair;
      const bool is_form = fills_form(copy) || fills_form(earlier) || are_far_apart(copy, earlier);
      return is_form && !are_close_copies(texts_[copy].signature, texts_[earlier].signature);
    });
    std::sort(pairs_.begin(), pairs_.end());
    pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
    return std::move(pairs_);
  }

 private:
  using Entry = std::pair<std::uint64_t, Rank>;

  // How often an article was compared with a copy of its, and with another of its form.
  struct Company {
    std::size_t copies = 0;
    std::size_t of_one_form = 0;
  };

  struct Compared {
    Rank later = 0;  // the earliest text of all leads and is never the later one
    Rank earlier = 0;
    Likeness likeness = Likeness::kOther;
  };

  bool are_far_apart(Rank a, Rank b) const {
    return texts_[a].day && texts_[b].day && std::abs(*texts_[a].day - *texts_[b].day) > kDaysOfCopying;
  }

  bool fills_form(Rank rank) const { return company_[rank].of_one_form > kFormRatio * company_[rank].copies; }

  void search(std::size_t band) {
    std::vector<Entry> entries;
    entries.reserve(texts_.size());
    for (Rank rank = 0; rank < texts_.size(); ++rank)
      entries.emplace_back(band_of(texts_[rank].signature, band), rank);
    std::sort(entries.begin(), entries.end());
    for (auto begin = entries.cbegin(); begin != entries.cend();) {
      const auto end = std::find_if(begin, entries.cend(),
                                    [begin](const Entry& entry) { return entry.first != begin->first; });
      compare({begin, end});
      begin = end;
    }
  }

  void compare(std::span<const Entry> sharing) {
    for (std::size_t later = 1; later < sharing.size(); ++later) {
      for (const Entry& earlier : sharing.first(std::min(later, kMaxCompared)))
        compare(sharing[later].second, earlier.second);
    }
  }

  void compare(Rank later, Rank earlier) {
    const Likeness likeness = likeness_of(later, earlier);
    if (likeness == Likeness::kCopies) pairs_.emplace_back(later, earlier);
    for (const Rank rank : {later, earlier}) {
      company_[rank].copies += likeness == Likeness::kCopies ? 1 : 0;
      company_[rank].of_one_form += likeness == Likeness::kOneForm ? 1 : 0;
    }
  }

  // Pairs that are alike share several bands, and are mostly remembered from the first.
  Likeness likeness_of(Rank later, Rank earlier) {
    Compared& last = compared_[joined(later, earlier) % kRemembered];
    if (last.later != later || last.earlier != earlier)
      last = {later, earlier, compare_signatures(texts_[later].signature, texts_[earlier].signature)};
    return last.likeness;
  }

  const std::vector<Text>& texts_;
  std::vector<Company> company_;
  std::vector<Compared> compared_ = std::vector<Compared>(kRemembered);
  std::vector<std::pair<Rank, Rank>> pairs_;
};

// The leader of each of `texts`, by rank.
std::vector<Rank> lead(const std::vector<Text>& texts) {
  std::vector<Rank> leaders(texts.size());
  std::iota(leaders.begin(), leaders.end(), Rank{0});
  // Pairs come by copy, then by the earlier article, so that whoever may lead is settled before.
  for (const auto& [copy, earlier] : PairFinder(texts).find()) {
    if (leaders[copy] == copy && leaders[earlier] == earlier) leaders[copy] = earlier;
  }
  return leaders;
}

}  // namespace

std::vector<std::size_t> find_leaders(const std::vector<ClusterCandidate>& articles) {
  // What a thousand printed word for word is compared once.
  std::vector<Text> texts;
  std::vector<std::size_t> earliest;  // the first article with each
  std::unordered_map<std::string_view, Rank> ranks;
  for (const std::size_t article : by_lead(articles)) {
    const std::string_view signature = articles[article].signature;
    if (signature.empty() || !ranks.emplace(signature, static_cast<Rank>(texts.size())).second) continue;
    texts.push_back({signature, day_of(articles[article].published)});
    earliest.push_back(article);
  }
  const std::vector<Rank> leaders_by_rank = lead(texts);
  std::vector<std::size_t> leaders(articles.size());
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const auto rank = ranks.find(articles[i].signature);
    leaders[i] = rank == ranks.end() ? i : earliest[leaders_by_rank[rank->second]];
  }
  return leaders;
}

}  // namespace chokepoint
