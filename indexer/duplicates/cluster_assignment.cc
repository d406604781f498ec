// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/duplicates/cluster_assignment.h"

#include <cstddef>
#include <string>
#include <vector>

#include "common/base/error.h"
#include "common/base/hash.h"
#include "common/index/fields.h"
#include "common/index/xapian_errors.h"
#include "indexer/duplicates/clusters.h"

namespace chokepoint {
namespace {

constexpr std::size_t kClusterIdDigits = 16;

// The articles of a database, and beside each the number of its document and the cluster it was in.
struct IndexedArticles {
  std::vector<ClusterCandidate> articles;
  std::vector<Xapian::docid> documents;
  std::vector<std::string> clusters;
};

// Calls use(i, value) for each of the documents that has a value in `slot`. Walking a slot is much faster
// than asking document by document.
template <typename Use>
void walk_slot(const Xapian::Database& database, Xapian::valueno slot,
               const std::vector<Xapian::docid>& documents, Use use) {
  auto value = database.valuestream_begin(slot);
  for (std::size_t i = 0; i < documents.size() && value != database.valuestream_end(slot); ++i) {
    if (value.get_docid() < documents[i]) value.skip_to(documents[i]);
    if (value != database.valuestream_end(slot) && value.get_docid() == documents[i]) use(i, *value);
  }
}

IndexedArticles read_articles(const Xapian::Database& database) {
  IndexedArticles read;
  for (auto id = database.valuestream_begin(kIdSlot); id != database.valuestream_end(kIdSlot); ++id) {
    read.articles.push_back({*id, "", ""});
    read.documents.push_back(id.get_docid());
  }
  read.clusters.resize(read.documents.size());
  walk_slot(database, kDateSlot, read.documents,
            [&](std::size_t i, std::string value) { read.articles[i].published = std::move(value); });
  walk_slot(database, kSignatureSlot, read.documents,
            [&](std::size_t i, std::string value) { read.articles[i].signature = std::move(value); });
  walk_slot(database, kClusterSlot, read.documents,
            [&](std::size_t i, std::string value) { read.clusters[i] = std::move(value); });
  return read;
}

std::string cluster_id(const ClusterCandidate& leader) {
  return content_hash(leader.id + '\0' + leader.signature).substr(0, kClusterIdDigits);
}

// By article; empty for those without a copy.
std::vector<std::string> name_clusters(const std::vector<ClusterCandidate>& articles) {
  const std::vector<std::size_t> leaders = find_leaders(articles);
  std::vector<std::string> clusters(articles.size());
  for (std::size_t i = 0; i < articles.size(); ++i) {
    if (leaders[i] == i) continue;
    clusters[i] = cluster_id(articles[leaders[i]]);
    clusters[leaders[i]] = clusters[i];
  }
  return clusters;
}

}  // namespace

void assign_clusters(Xapian::WritableDatabase& database) {
  const IndexedArticles read = read_articles(database);
  const std::vector<std::string> clusters = name_clusters(read.articles);
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    if (clusters[i] == read.clusters[i]) continue;
    // Of a document that came from the same database, only what was changed is written.
    Xapian::Document document = database.get_document(read.documents[i]);
    if (clusters[i].empty())
      document.remove_value(kClusterSlot);
    else
      document.add_value(kClusterSlot, clusters[i]);
    database.replace_document(read.documents[i], document);
  }
}

}  // namespace chokepoint
