// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/copies.h"

#include <algorithm>
#include <tuple>

#include "common/index/fields.h"

namespace chokepoint {
namespace {

using Xapian::Query;

class IsInCluster : public Xapian::MatchDecider {
 public:
  explicit IsInCluster(const std::set<std::string>& clusters) : clusters_(clusters) {}
  bool operator()(const Xapian::Document& document) const override {
    return clusters_.contains(document.get_value(kClusterSlot));
  }

 private:
  const std::set<std::string>& clusters_;
};

struct DatedDocument {
  std::string published;
  std::string id;
  Xapian::Document document;
};

// As clusters are led.
bool is_earlier(const DatedDocument& a, const DatedDocument& b) {
  if (a.published.empty() != b.published.empty()) return b.published.empty();
  return std::tie(a.published, a.id) < std::tie(b.published, b.id);
}

}  // namespace

std::uint64_t count_copies(const SlotCounts& counts) {
  std::uint64_t copies = 0;
  for (const auto& [cluster, count] : counts) copies += cluster.empty() ? 0 : count - 1;
  return copies;
}

std::map<std::string, std::vector<Xapian::Document>> find_copies(const Xapian::Database& database,
                                                                 const Query& matching,
                                                                 const std::set<std::string>& clusters) {
  std::map<std::string, std::vector<Xapian::Document>> copies;
  if (clusters.empty()) return copies;
  const Query has_copies(Query::OP_VALUE_RANGE, kClusterSlot, *clusters.begin(), *clusters.rbegin());
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(Query(Query::OP_FILTER, matching, has_copies));
  const IsInCluster is_in_cluster(clusters);
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount(), 0, nullptr, &is_in_cluster);
  std::map<std::string, std::vector<DatedDocument>> dated;
  for (auto item = found.begin(); item != found.end(); ++item) {
    const Xapian::Document document = item.get_document();
    dated[document.get_value(kClusterSlot)].push_back(
        {document.get_value(kDateSlot), document.get_value(kIdSlot), document});
  }
  for (auto& [cluster, documents] : dated) {
    std::sort(documents.begin(), documents.end(), is_earlier);
    for (DatedDocument& dated_document : documents)
      copies[cluster].push_back(std::move(dated_document.document));
  }
  return copies;
}

}  // namespace chokepoint
