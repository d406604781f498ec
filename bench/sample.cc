// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/sample.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <stdexcept>

#include "common/text/language.h"
#include "indexer/clean/cleaner.h"
#include "tests/support/temp_index.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

const fs::path& corpus() {
  static const fs::path path = fs::path(CHOKEPOINT_SOURCE_DIR) / "corpus";
  return path;
}

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<RawArticle> read_corpus() {
  std::vector<RawArticle> articles;
  for (const auto& entry : fs::recursive_directory_iterator(corpus())) {
    if (entry.path().extension() != ".txt") continue;
    RawArticle& article = articles.emplace_back();
    article.path = entry.path().string();
    article.id = entry.path().lexically_relative(corpus()).string();
    article.text = content_of(entry.path());
  }
  if (articles.empty()) throw std::runtime_error("no article below " + corpus().string());
  std::sort(articles.begin(), articles.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return articles;
}

Article cleaned(const RawArticle& raw) {
  Article article;
  article.id = raw.id;
  article.path = raw.path;
  clean_article(raw.text, raw.metadata, article);
  article.language = detect_language(article.text);
  return article;
}

Article finished(Article article) {
  sample_extractor().extract(article);
  return article;
}

template <typename To, typename From, typename Step>
std::vector<To> all(const std::vector<From>& from, Step step) {
  std::vector<To> to;
  to.reserve(from.size());
  for (const From& one : from) to.push_back(step(one));
  return to;
}

std::vector<Article> short_copies(std::size_t copies) {
  std::vector<Article> articles;
  for (std::size_t copy = 0; copy < copies; ++copy) {
    for (Article article : finished_articles()) {
      article.id += "#" + std::to_string(copy);
      article.title = "Notice " + std::to_string(articles.size());
      article.text = article.title;
      article.body_begin = 0;
      article.events.clear();  // whose sentences are gone
      articles.push_back(std::move(article));
    }
  }
  return articles;
}

// Of one table with lines of a name, a tab and a text: the texts.
std::vector<std::string> read_queries() {
  std::ifstream file(corpus() / "queries.tsv");
  std::vector<std::string> queries;
  for (std::string line; std::getline(file, line);) {
    if (const auto tab = line.find('\t'); tab != std::string::npos) queries.push_back(line.substr(tab + 1));
  }
  if (queries.empty()) throw std::runtime_error("no query in " + (corpus() / "queries.tsv").string());
  return queries;
}

struct SampleIndex {
  explicit SampleIndex(const std::vector<Article>& articles)
      : files(articles), index(open_index({files.path()}, MissingShards::kRefuse)) {}
  TempIndex files;
  OpenIndex index;
};

}  // namespace

const Vocabulary& sample_vocabulary() {
  static const Vocabulary vocabulary = Vocabulary::load();
  return vocabulary;
}

const Extractor& sample_extractor() {
  static const Extractor extractor(sample_vocabulary());
  return extractor;
}

const std::vector<RawArticle>& raw_articles() {
  static const std::vector<RawArticle> articles = read_corpus();
  return articles;
}

const std::vector<Article>& cleaned_articles() {
  static const std::vector<Article> articles = all<Article>(raw_articles(), cleaned);
  return articles;
}

const std::vector<Article>& finished_articles() {
  static const std::vector<Article> articles = all<Article>(cleaned_articles(), finished);
  return articles;
}

const std::vector<std::string>& sample_queries() {
  static const std::vector<std::string> queries = read_queries();
  return queries;
}

const OpenIndex& sample_index() {
  static const SampleIndex index(finished_articles());
  return index.index;
}

const OpenIndex& index_of_many() {
  static const SampleIndex index(short_copies(kCopies));
  return index.index;
}

}  // namespace chokepoint
