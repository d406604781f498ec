// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/train/labels.h"

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "common/base/error.h"
#include "indexer/extract/tokens.h"

namespace chokepoint {
namespace {

std::string text_or_empty(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? std::string() : found->get<std::string>();
}

LabelledArticle read_article(const nlohmann::json& object, const std::filesystem::path& folder) {
  LabelledArticle article;
  const std::string file = object.at("file").get<std::string>();
  article.path = folder / "articles" / file;
  if (!std::filesystem::exists(article.path))
    throw InputError("the labelled article \"" + article.path.string() + "\" does not exist");
  const auto facet = [&](const char* name, std::vector<std::string>& core, std::vector<std::string>& also) {
    core = object.at(name).at("core").get<std::vector<std::string>>();
    also = object.at(name).at("also").get<std::vector<std::string>>();
  };
  facet("country", article.core_countries, article.other_countries);
  facet("company", article.core_companies, article.other_companies);
  facet("measure", article.core_measures, article.other_measures);
  for (const nlohmann::json& event : object.at("events")) {
    article.events.push_back({text_or_empty(event, "actor"), event.at("measure").get<std::string>(),
                              event.at("target").get<std::vector<std::string>>(),
                              event.at("status").get<std::string>(), text_or_empty(event, "evidence")});
  }
  return article;
}

}  // namespace

std::vector<LabelledArticle> read_labels(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("labels") && name.ends_with(".jsonl")) files.push_back(entry.path());
  }
  if (files.empty()) throw InputError("no labels*.jsonl in \"" + folder.string() + '"');
  std::vector<LabelledArticle> articles;
  for (const std::filesystem::path& file : files) {
    std::ifstream in(file);
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (line.empty()) continue;
      try {
        articles.push_back(read_article(nlohmann::json::parse(line), folder));
      } catch (const nlohmann::json::exception& error) {
        throw InputError(file.string() + ":" + std::to_string(number) + ": " + error.what());
      }
    }
  }
  std::sort(articles.begin(), articles.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return articles;
}

std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> words;
  for (const TextToken& token : split_tokens(text)) {
    if (token.kind == TokenKind::kMark) continue;
    std::string exact, word;
    append_exact_form(text, token, exact);
    append_lower_form(exact, word);
    words.push_back(std::move(word));
  }
  return words;
}

}  // namespace chokepoint
