// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/duplicates/cluster_assignment.h"

#include <map>
#include <string>

#include <catch2/catch.hpp>

#include "common/index/fields.h"
#include "tests/support/drawn_text.h"
#include "tests/support/temp_directory.h"

namespace chokepoint {
namespace {

using Clusters = std::map<std::string, std::string>;  // by id, of articles that have one

void add(Xapian::WritableDatabase& database, const std::string& id, const std::string& published,
         const std::string& signature) {
  Xapian::Document document;
  document.add_value(kIdSlot, id);
  if (!published.empty()) document.add_value(kDateSlot, published);
  if (!signature.empty()) document.add_value(kSignatureSlot, signature);
  document.add_posting("word", 7);
  document.set_data("data of " + id);
  database.add_document(document);
}

Clusters clusters_in(const Xapian::Database& database) {
  Clusters clusters;
  for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting) {
    const Xapian::Document document = database.get_document(*posting);
    REQUIRE(document.get_data() == "data of " + document.get_value(kIdSlot));
    REQUIRE(document.termlist_count() == 1);
    const std::string cluster = document.get_value(kClusterSlot);
    if (!cluster.empty()) clusters[document.get_value(kIdSlot)] = cluster;
  }
  return clusters;
}

}  // namespace

TEST_CASE("cluster assignment: copies get their leader's cluster, others none, whatever the order") {
  const TempDirectory directory;
  std::mt19937 random(1);
  const std::string story = signature_of(draw_words(random, 100));
  const std::string other = signature_of(draw_words(random, 100));
  const std::string path = (directory.path() / "db").string();
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
  add(database, "copy", "20240102", story);
  add(database, "alone", "20240102", other);
  add(database, "leader", "20240101", story);
  add(database, "empty", "", "");
  database.commit();
  assign_clusters(database);
  database.commit();
  const Clusters first = clusters_in(database);
  REQUIRE(first.size() == 2);
  REQUIRE(first.at("copy") == first.at("leader"));
  REQUIRE(first.at("copy").size() == 16);
  REQUIRE(first.at("copy").find_first_not_of("0123456789abcdef") == std::string::npos);

  SECTION("again, nothing changes") {
    const auto revision = database.get_revision();
    assign_clusters(database);
    database.commit();
    REQUIRE(database.get_revision() == revision);
    REQUIRE(clusters_in(database) == first);
  }
  SECTION("an earlier copy takes the lead") {
    add(database, "earliest", "2023", story);
    assign_clusters(database);
    const Clusters now = clusters_in(database);
    REQUIRE(now.size() == 3);
    REQUIRE(now.at("copy") == now.at("earliest"));
    REQUIRE(now.at("copy") != first.at("copy"));
  }
  SECTION("who is left alone loses the cluster") {
    database.delete_document(3);
    assign_clusters(database);
    REQUIRE(clusters_in(database).empty());
  }
}

}  // namespace chokepoint
