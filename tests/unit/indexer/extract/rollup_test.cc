// SPDX-License-Identifier: GPL-2.0-or-later
// With models that know but a bias: they take everything for core, or nothing.
#include "indexer/extract/rollup.h"

#include <string>

#include <catch2/catch.hpp>

#include "indexer/extract/extraction.h"
#include "tests/support/invented_world.h"

using namespace chokepoint;

namespace {

constexpr const char* kCompanies =
    "name\tkind\tparent\thome\tsector\taliases\tproducts\tguard\tambiguous\tcues\tvalid_from\tvalid_"
    "to\tsource\tchecked\n"
    "Lumo\tcompany\t\tZE\tplatform\t\t\t\t\t\t\t\ttest\t\n"
    "ChatFox\tbrand\tLumo\tZE\tplatform\t\t\t\t\t\t\t\ttest\t\n"
    "FoxMini\tbrand\tChatFox\tZE\tplatform\t\t\t\t\t\t\t\ttest\t\n"
    "Norvik\tcompany\t\tZE\ttelecom\t\t\t\t\t\t\t\ttest\t\n"
    "OldBrand\tbrand\tNorvik\tZE\thardware\t\t\t\t\t\t\t2020-11-17\ttest\t\n"
    "NewBrand\tbrand\tNorvik\tZE\thardware\t\t\t\t\t\t2020-11-17\t\ttest\t\n";

const Vocabulary& vocabulary() {
  static const Vocabulary loaded = [] {
    std::map<std::string, std::string> tables = invented_tables();
    tables["companies.tsv"] = kCompanies;
    return Vocabulary::load_texts(tables);
  }();
  return loaded;
}

LinearModel only_bias(double bias) {
  LinearModel model;
  model.set(LinearModel::kBias, bias);
  return model;
}

// "ChatFox also:Lumo"
std::string show(const std::vector<FacetValue>& values) {
  std::string shown;
  for (const FacetValue& value : values)
    shown += (shown.empty() ? "" : " ") + std::string(value.core ? "" : "also:") + value.value;
  return shown;
}

Article rolled_up(const std::string& body, const std::string& published, double bias) {
  static const Extraction extraction(vocabulary().data());
  Article article = english_article("News of the day", body, published);
  const Reading reading = extraction.read(article);
  roll_up_countries(reading, only_bias(bias), {}, article);
  roll_up_companies(reading, vocabulary().data(), only_bias(bias), {}, article);
  return article;
}

std::string companies(const std::string& body, const std::string& published) {
  return show(rolled_up(body, published, 9).company);
}

}  // namespace

TEST_CASE("rollup: a brand brings its owners, as core as itself") {
  CHECK(show(rolled_up("ChatFox grew.", "", 9).company) == "ChatFox Lumo");
  CHECK(show(rolled_up("ChatFox grew.", "", -9).company) == "also:ChatFox also:Lumo");
  CHECK(show(rolled_up("FoxMini grew.", "", 9).company) == "ChatFox FoxMini Lumo");
  CHECK(show(rolled_up("Lumo grew.", "", 9).company) == "Lumo");
  for (const FacetValue& value : rolled_up("ChatFox grew.", "", 9).company) {
    if (value.value == "Lumo") CHECK(value.rule == "owner of ChatFox");
  }
}

TEST_CASE("rollup: ownership holds from its first day to its last") {
  struct Case {
    const char* published;
    const char* old_brand;
    const char* new_brand;
  };
  const Case cases[] = {{"2020-01-01", "Norvik OldBrand", "NewBrand"},
                        {"2020-11-16", "Norvik OldBrand", "NewBrand"},
                        {"2020-11-17", "Norvik OldBrand", "NewBrand Norvik"},
                        {"2020-11-18", "OldBrand", "NewBrand Norvik"},
                        {"2020-11", "Norvik OldBrand", "NewBrand Norvik"},
                        {"2020", "Norvik OldBrand", "NewBrand Norvik"},
                        {"2021", "OldBrand", "NewBrand Norvik"},
                        {"", "OldBrand", "NewBrand Norvik"}};
  for (const Case& c : cases) {
    INFO("published " << c.published);
    CHECK(companies("OldBrand grew.", c.published) == c.old_brand);
    CHECK(companies("NewBrand grew.", c.published) == c.new_brand);
  }
}

TEST_CASE("rollup: every state that is named is a value, core or not") {
  CHECK(show(rolled_up("Zembla waits. Ruritania acts.", "", 9).country) == "RU ZE");
  CHECK(show(rolled_up("Zembla waits. Ruritania acts.", "", -9).country) == "also:RU also:ZE");
  CHECK(rolled_up("Nobody acts.", "", 9).country.empty());
}

TEST_CASE("rollup: measures are those of the events, core if one of them is") {
  Article article;
  for (const auto& [measure, core] : {std::pair{"fine", false}, {"app-ban", false}, {"fine", true}}) {
    Event& event = article.events.emplace_back();
    event.measure = measure;
    event.core = core;
    event.rule = core ? "the core one" : "another";
  }
  roll_up_measures(article);
  CHECK(show(article.measure) == "also:app-ban fine");
  CHECK(article.measure.back().rule == "the core one");
}
