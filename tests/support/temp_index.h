// SPDX-License-Identifier: GPL-2.0-or-later
// A small index in a temporary directory, made as the indexer makes one, and removed at the end.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>
#include <xapian.h>

#include "common/article/article.h"
#include "common/index/generation.h"
#include "common/index/index_info.h"
#include "indexer/document_builder.h"
#include "indexer/duplicates/cluster_assignment.h"
#include "indexer/publish/generation_files.h"
#include "indexer/word_form_table.h"

namespace chokepoint {

// An article with a title and a body, in English, published on `published`.
inline Article make_article(std::string id, std::string title, std::string body, std::string published = {}) {
  Article article;
  article.path = "/tmp/articles/" + id;
  article.id = std::move(id);
  article.title = std::move(title);
  article.text = article.title + "\n\n" + body;
  article.body_begin = article.title.size() + 2;
  article.published = std::move(published);
  article.language = "en";
  return article;
}

inline FacetValue core_value(std::string value) {
  return {std::move(value), true, "test"};
}
inline FacetValue also_value(std::string value) {
  return {std::move(value), false, "test"};
}

// An event whose measure and actor are not thereby facet values of the article.
inline Event make_event(std::string actor, std::vector<std::string> targets, std::string measure,
                        std::string status) {
  Event event;
  event.actor = std::move(actor);
  event.targets = std::move(targets);
  event.measure = std::move(measure);
  event.status = std::move(status);
  event.core = true;
  return event;
}

class TempIndex {
 public:
  explicit TempIndex(const std::vector<Article>& articles) {
    std::string pattern = (std::filesystem::temp_directory_path() / "chokepoint-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a temporary directory");
    path_ = pattern;
    publish(articles);
  }
  ~TempIndex() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempIndex(const TempIndex&) = delete;
  TempIndex& operator=(const TempIndex&) = delete;

  std::string path() const { return path_.string(); }

  // Writes the next generation and makes it current; the earlier ones stay.
  void publish(const std::vector<Article>& articles) {
    const std::string name = generation_name(++generation_);
    Xapian::WritableDatabase database((path_ / name).string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
    IndexInfo info = current_index_info();
    info.build = generation_;
    std::set<std::string> languages;
    for (const Article& article : articles) {
      add(article, database);
      if (!article.language.empty()) languages.insert(article.language);
      info.newest = std::max(info.newest, article.published);
    }
    info.languages.assign(languages.begin(), languages.end());
    assign_clusters(database);
    write_index_info(info, database);
    database.commit();
    database.close();
    Manifest manifest;
    manifest.build = generation_;
    manifest.articles = articles.size();
    manifest.tables = list_tables(path_ / name);
    std::ofstream(path_ / name / kManifestName) << to_text(manifest);
    std::ofstream(path_ / kStubName) << stub_text(generation_);
  }

  void remove_generation(std::uint64_t number) {
    std::filesystem::remove_all(path_ / generation_name(number));
  }

 private:
  void add(const Article& article, Xapian::WritableDatabase& database) {
    const Xapian::Document document = build_document(analyzer_, article);
    database.add_document(document);
    add_word_forms(article.language, words_of(document), database);
  }

  Analyzer analyzer_;
  std::filesystem::path path_;
  std::uint64_t generation_ = 0;
};

}  // namespace chokepoint
