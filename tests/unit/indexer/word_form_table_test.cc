// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/word_form_table.h"

#include <catch2/catch.hpp>

#include "common/index/word_forms.h"
#include "tests/support/temp_directory.h"
#include "tests/support/temp_index.h"

using namespace chokepoint;

namespace {

// Articles in a database that is written, numbered from 1.
class Articles {
 public:
  Articles() : database_((place_.path() / "db").string(), Xapian::DB_CREATE) {}

  void add(const std::string& text, const std::string& language) {
    Article article = make_article(text, text, text);
    article.language = language;
    const Xapian::Document document = build_document(analyzer_, article);
    database_.add_document(document);
    add_word_forms(language, words_of(document), database_);
    database_.commit();
  }

  void remove(std::initializer_list<Xapian::docid> numbers) {
    RemovedWords removed;
    for (const Xapian::docid number : numbers) {
      removed.note(database_, number);
      database_.delete_document(number);
    }
    database_.commit();
    removed.drop_unused(database_);
    database_.commit();
  }

  std::vector<std::string> forms(const std::string& language, const std::string& stem) const {
    std::vector<std::string> forms;
    const std::string key = word_forms_key(language, stem);
    for (auto form = database_.synonyms_begin(key); form != database_.synonyms_end(key); ++form)
      forms.push_back(*form);
    return forms;
  }

  bool has_any() const { return database_.synonym_keys_begin() != database_.synonym_keys_end(); }

 private:
  TempDirectory place_;
  Analyzer analyzer_;
  Xapian::WritableDatabase database_;
};

using Forms = std::vector<std::string>;

}  // namespace

TEST_CASE("word_form_table: a form goes with the last article that has it", "[indexer]") {
  Articles articles;
  articles.add("banned", "en");
  articles.add("banned bans", "en");
  CHECK(articles.forms("en", "ban") == Forms{"banned", "bans"});
  articles.remove({2});
  CHECK(articles.forms("en", "ban") == Forms{"banned"});
  articles.remove({1});
  CHECK_FALSE(articles.has_any());
}

TEST_CASE("word_form_table: a form stays in the languages that still have it", "[indexer]") {
  Articles articles;
  articles.add("animales", "es");
  articles.add("animales", "en");
  articles.add("animales", "");  // in no language, so it counts for none
  REQUIRE(articles.forms("es", "animal") == Forms{"animales"});
  articles.remove({1});
  CHECK(articles.forms("es", "animal").empty());
  CHECK(articles.has_any());
  articles.remove({2});
  CHECK_FALSE(articles.has_any());
}

TEST_CASE("word_form_table: joined spellings have forms, too", "[indexer]") {
  Articles articles;
  articles.add("e-mails", "en");
  REQUIRE(articles.forms("en", "email") == Forms{"emails"});
  articles.add("emails", "en");
  articles.remove({1});
  CHECK(articles.forms("en", "email") == Forms{"emails"});
  articles.remove({2});
  CHECK_FALSE(articles.has_any());
}
