// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/completion.h"

#include <sstream>

#include <catch2/catch.hpp>

#include "common/cli/option_values.h"
#include "searcher/option_rows.h"
#include "tests/support/temp_index.h"

namespace chokepoint {
namespace {

class Fixture {
 public:
  Fixture() : index_(articles()) {}

  // The new words of the answer, separated by "|", each with ">" and its label if it has one.
  std::string complete(const std::string& word, std::vector<std::string> words_before = {}) {
    words_before.insert(words_before.begin(), "--db=" + index_.path());
    StringSink out;
    status = run_completion({word, std::move(words_before)}, Date{2024, 3, 31}, {}, out);
    std::string text;
    std::istringstream lines(out.text());
    for (std::string line; std::getline(lines, line);) {
      if (line.ends_with('\t')) line.pop_back();
      text += (text.empty() ? "" : "|") + line;
    }
    for (char& c : text) c = c == '\t' ? '>' : c;
    return text;
  }

  ExitStatus status = ExitStatus::kOk;

 private:
  static std::vector<Article> articles() {
    Article article = make_article("a", "Ban", "A ban.", "2020-01-02");
    for (const char* code : {"CA", "GB", "US"}) article.country.push_back({code, true, ""});
    for (const char* name : {"Clearview AI", "Say \"Cheese\"", "TikTok", "X\x1b[31m"})
      article.company.push_back({name, true, ""});
    for (const char* leaf : {"app-store-removal", "app-ban"}) article.measure.push_back({leaf, true, ""});
    article.publisher = std::string(300, 'p');
    return {article};
  }

  TempIndex index_;
};

}  // namespace

TEST_CASE("completion: values are those of the index, by value or by name, in any case") {
  Fixture fixture;
  struct Case {
    std::string word, expected;
  };
  const Case cases[] = {
      {"--country=", "--country=CA>Canada|--country=GB>United Kingdom|--country=US>United States"},
      {"--country=ca", "--country=CA>Canada"},
      {"--country=cana", "--country=Canada>CA"},
      {"--country=united", "--country=United Kingdom>GB|--country=United States>US"},
      {"--country=!cana", "--country=!Canada>CA"},
      {"--country=brit", "--country=Britain>GB"},
      {"--country=Fran", ""},
      {"--company=clear", "--company=Clearview AI"},
      {"--company=", "--company=Clearview AI|--company=Say \"Cheese\"|--company=TikTok"},
      {"--measure=app",
       "--measure=app-ban>App or platform ban|--measure=app-store-removal>Removal from app stores"},
      {"--measure=acc",
       "--measure=access>any of app-ban, app-store-removal, internet-shutdown, age-restriction"},
      {"--publisher=", ""},
      {"country:cana", "country:Canada>CA"},
      {"COUNTRY:ca", "COUNTRY:CA>Canada"},
      {"ban (-country:cana", "ban (-country:Canada>CA"},
      {"company:clear", "company:\"Clearview AI\""},
      {"company:\"clearview a", "company:\"Clearview AI\""},
      {"company:\"tik", "company:\"TikTok\""},
      {"company:say", ""},
      {"date:20", ""},
      {"title:x", ""},
      {"10:3", ""},
      {"ban cou", "ban country:>jurisdiction the article is about, by code or name (CA, Canada, EU)"},
      {"--facets=country,ye", "--facets=country,year>year of publication"},
      {"--cross=yea", "--cross=year,>year of publication"},
  };
  for (const Case& c : cases) {
    INFO(c.word);
    CHECK(fixture.complete(c.word) == c.expected);
    CHECK(fixture.status == (c.expected.empty() ? ExitStatus::kNoResult : ExitStatus::kOk));
  }
}

TEST_CASE("completion: every name that is offered is one that a filter takes") {
  Fixture fixture;
  const Vocabulary vocabulary = Vocabulary::load();
  for (char c = 'a'; c <= 'z'; ++c) {
    const std::string typed(1, c);
    for (const auto& [code, name] : vocabulary.countries_named(typed)) {
      INFO(name);
      CHECK(vocabulary.country_code(name) == code);
    }
    for (const auto& [company, name] : vocabulary.companies_named(typed)) {
      INFO(name);
      CHECK(vocabulary.company(name) == company);
    }
  }
}

TEST_CASE("completion: each value that an option lists is one that it takes") {
  std::size_t tried = 0;
  for (const OptionRow& row : option_rows()) {
    for (const std::string_view literal : literal_values(row.spec)) {
      SearcherOptions options;
      const std::string text(literal);
      INFO(flag(row.spec.name) + "=" + text);
      CHECK_NOTHROW(row.set(options, {row.spec.name, text, Date{2024, 3, 31}}));
      ++tried;
    }
  }
  CHECK(tried > 10);
}

}  // namespace chokepoint
