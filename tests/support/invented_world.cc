// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/invented_world.h"

namespace chokepoint {
namespace {

constexpr const char* kCountries =
    "code\tname\tkind\tcapital\tdemonyms\tnames\tambiguous\tcues\tgives\tsource\tchecked\n"
    "RU\tRuritania\tstate\tHentzau\tRuritanian;Ruritanians\t\t\t\t\ttest\t\n"
    "ZE\tZembla\tstate\tYeslove\tZemblan;Zemblans\t\t\t\t\ttest\t\n";
constexpr const char* kPlaces =
    "name\tcode\tkind\tguard\tnot\tsource\tchecked\n"
    "Strelsau\tRU\tmetonym\tactor\t\ttest\t\n"
    "Onhava\tZE\tmetonym\tactor\t\ttest\t\n";
constexpr const char* kAuthorities =
    "name\tcode\tkind\taliases\tcontext\tsource\tchecked\n"
    "Ruritanian Telecom Board\tRU\tregulator\tTelecom Board\t\ttest\t\n"
    "Ruritanian High Court\tRU\tcourt\tHigh Court\t\ttest\t\n"
    "Ruritanian Cyber Centre\tRU\tsecurity\tCyber Centre\t\ttest\t\n"
    "Ruritanian Commerce Ministry\tRU\tministry\tCommerce Ministry\t\ttest\t\n"
    "Ruritanian Treasury\tRU\tministry\tTreasury\t\ttest\t\n"
    "Ruritanian Parliament\tRU\tparliament\tDiet\t\ttest\t\n"
    "Zemblan Privacy Office\tZE\tregulator\tPrivacy Office\t\ttest\t\n"
    "Zemblan Competition Bureau\tZE\tregulator\tCompetition Bureau\t\ttest\t\n";
constexpr const char* kCompanies =
    "name\tkind\tparent\thome\tsector\taliases\tproducts\tguard\tambiguous\tcues\tvalid_from\tvalid_"
    "to\tsource\tchecked\n"
    "Aerolin\tcompany\t\tZE\tdrones\t\t\t\t\t\t\t\ttest\t\n"
    "Castell\tcompany\t\tZE\tsecurity\t\t\t\t\t\t\t\ttest\t\n"
    "ChatFox\tbrand\tLumo\tZE\tplatform\t\t\t\t\t\t\t\ttest\t\n"
    "CoinLin\tcompany\t\tZE\tcrypto\t\t\t\t\t\t\t\ttest\t\n"
    "FruitCo\tcompany\t\tRU\thardware\t\tFruitPhone\t\t\t\t\t\ttest\t\n"
    "Halden\tcompany\t\tRU\tchips\t\t\t\t\t\t\t\ttest\t\n"
    "Lumo\tcompany\t\tZE\tplatform\t\t\t\t\t\t\t\ttest\t\n"
    "Norvik\tcompany\t\tZE\ttelecom\t\t\t\t\t\t\t\ttest\t\n"
    "PicPal\tcompany\t\tRU\tplatform\t\t\t\t\t\t\t\ttest\t\n"
    "Searchly\tcompany\t\tRU\tplatform\t\t\t\t\t\t\t\ttest\t\n"
    "SkyLens\tcompany\t\tZE\tcameras\t\t\t\t\t\t\t\ttest\t\n";

}  // namespace

const std::map<std::string, std::string>& invented_tables() {
  static const std::map<std::string, std::string> tables{{"countries.tsv", kCountries},
                                                         {"places.tsv", kPlaces},
                                                         {"authorities.tsv", kAuthorities},
                                                         {"companies.tsv", kCompanies}};
  return tables;
}

const Vocabulary& invented_vocabulary() {
  static const Vocabulary loaded = Vocabulary::load_texts(invented_tables());
  return loaded;
}

const Extraction& invented_extraction() {
  static const Extraction extraction(invented_vocabulary().data());
  return extraction;
}

Article english_article(const std::string& title, const std::string& body, const std::string& published) {
  Article article;
  article.title = title;
  article.text = title + "\n\n" + body;
  article.body_begin = title.size() + 2;
  article.language = "en";
  article.published = published;
  return article;
}

ReadArticle::ReadArticle(const std::string& title, const std::string& body, const std::string& published)
    : article(english_article(title, body, published)),
      reading(invented_extraction().read(article)),
      tellings(invented_extraction().find_tellings(reading)) {}

const Telling* ReadArticle::telling(std::string_view leaf) const {
  for (const Telling& each : tellings) {
    if (each.match.cue->leaf == leaf) return &each;
  }
  return nullptr;
}

std::string ReadArticle::company(const Candidate& candidate) const {
  return std::string(company_name(reading, invented_vocabulary().data(), candidate.mention->row));
}

}  // namespace chokepoint
