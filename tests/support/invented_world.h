// SPDX-License-Identifier: GPL-2.0-or-later
// An invented world to read news of: two states, their organs and companies, which no table has. The cue
// tables are the real ones.
//
// Ruritania (RU): Strelsau, its seat of government; the Telecom Board, High Court, Cyber Centre, Commerce
//   Ministry, Treasury and Diet; FruitCo, Halden, PicPal, Searchly.
// Zembla (ZE): Onhava; the Privacy Office and Competition Bureau; Aerolin, Castell, ChatFox (a brand of
// Lumo),
//   CoinLin, Lumo, Norvik, SkyLens.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/article/article.h"
#include "common/facets/vocabulary.h"
#include "indexer/extract/extraction.h"

namespace chokepoint {

// The tables of the world by file name, for Vocabulary::load_texts().
const std::map<std::string, std::string>& invented_tables();

// With the weights that are compiled in. Loaded once.
const Vocabulary& invented_vocabulary();
const Extraction& invented_extraction();

// An English article as the cleaner leaves it.
Article english_article(const std::string& title, const std::string& body, const std::string& published = {});

// An article of the world as far as nothing is weighed: read, its tellings found. Neither copied nor moved,
// as its parts refer to one another.
struct ReadArticle {
  ReadArticle(const std::string& title, const std::string& body, const std::string& published = {});
  // One sentence, below a headline that says nothing.
  explicit ReadArticle(const std::string& sentence) : ReadArticle("News of the day", sentence) {}
  ReadArticle(const ReadArticle&) = delete;
  ReadArticle& operator=(const ReadArticle&) = delete;

  // The first telling of the leaf; nullptr if there is none.
  const Telling* telling(std::string_view leaf) const;
  std::string company(const Candidate& candidate) const;

  Article article;
  Reading reading;
  std::vector<Telling> tellings;
};

}  // namespace chokepoint
