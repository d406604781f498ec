// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/facets/vocabulary.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "common/base/error.h"

using chokepoint::UsageError;
using chokepoint::Vocabulary;

namespace {

using Values = std::vector<std::string>;

const Vocabulary& vocabulary() {
  static const Vocabulary loaded = Vocabulary::load();
  return loaded;
}

constexpr const char* kCompanyColumns =
    "name\tkind\tparent\thome\tsector\taliases\tproducts\tguard\tambiguous\tcues\tvalid_from\tvalid_"
    "to\tsource\t"
    "checked\n";

// A directory of tables that is removed again.
class TableDirectory {
 public:
  explicit TableDirectory(const std::string& name) : path_(std::filesystem::temp_directory_path() / name) {
    std::filesystem::create_directories(path_);
  }
  ~TableDirectory() { std::filesystem::remove_all(path_); }
  TableDirectory(const TableDirectory&) = delete;
  TableDirectory& operator=(const TableDirectory&) = delete;

  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("vocabulary: a country is found by code, name, demonym and foreign name in any case") {
  struct Case {
    const char* name;
    const char* code;
  };
  const Case cases[] = {{"CA", "CA"},          {"ca", "CA"},          {"Canada", "CA"}, {"canadian", "CA"},
                        {" germany ", "DE"},   {"Deutschland", "DE"}, {"EU", "EU"},     {"kosovo", "XK"},
                        {"south korea", "KR"}, {"Hong Kong", "HK"},   {"中国", "CN"},   {"РОССИЯ", "RU"}};
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(vocabulary().country_code(c.name).value_or("nothing") == c.code);
  }
  CHECK_FALSE(vocabulary().country_code("Ruritania"));
  CHECK_FALSE(vocabulary().country_code(""));
}

TEST_CASE("vocabulary: a company is found by name, alias and product, and canonical names win") {
  CHECK(vocabulary().company("bytedance") == "ByteDance");
  CHECK(vocabulary().company("Twitter") == "X (Twitter)");
  CHECK(vocabulary().company("Facebook") == "Facebook");
  CHECK(vocabulary().company("华为") == "Huawei");
  CHECK(vocabulary().company("화웨이") == "Huawei");
  CHECK(vocabulary().company("ГУГЛ") == "Google");
  CHECK_FALSE(vocabulary().company("Fenwick Ruritanian Drones"));
}

TEST_CASE("vocabulary: a group stands for its leaves, in the order of the table") {
  CHECK(vocabulary().all_measures().size() == 30);
  CHECK(vocabulary().all_statuses().size() == 9);
  CHECK(vocabulary().measures("public-sector") == Values{"gov-device-ban", "procurement-ban"});
  CHECK(vocabulary().measures("APP-BAN") == Values{"app-ban"});
  CHECK(vocabulary().measures("other").empty());
  CHECK(vocabulary().statuses("active") == Values{"in-force", "challenged"});
  CHECK(vocabulary().measure_group("fine") == "enforcement");
  CHECK(vocabulary().status_group("lifted") == "stopped");
  CHECK(vocabulary().country_label("CA") == "Canada");
  CHECK(vocabulary().country_label("ZZ") == "ZZ");
  CHECK(vocabulary().measure_label("fine") == "Fine");
}

TEST_CASE("vocabulary: a misspelt value is answered with its nearest neighbours") {
  CHECK(vocabulary().suggest_country("Cananda").at(0) == "Canada");
  CHECK(vocabulary().suggest_company("Hauwei").at(0) == "Huawei");
  CHECK(vocabulary().suggest_measure("ap-ban").at(0) == "app-ban");
  CHECK(vocabulary().suggest_measure("Device-Ban") == std::vector<std::string>{"gov-device-ban"});
  CHECK(vocabulary().suggest_status("anounced").at(0) == "announced");
  CHECK(vocabulary().suggest_measure("entirely different").empty());
}

TEST_CASE("vocabulary: tables in a directory extend and override the built-in ones") {
  const TableDirectory dir("chokepoint-vocabulary-test");
  dir.write("companies.tsv", std::string(kCompanyColumns) +
                                 "Fenwick\tcompany\t\tCA\tdrones\tFenwick Drones\t\t\t\t\t\t\ttest\t\n"
                                 "Huawei\tcompany\t\tCN\ttelecom\tOnly Alias\t\t\t\t\t\t\ttest\t\n");
  const Vocabulary extended = Vocabulary::load(dir.path());
  CHECK(extended.company("fenwick drones") == "Fenwick");
  CHECK(extended.company("Only Alias") == "Huawei");
  CHECK_FALSE(extended.company("华为"));
  CHECK(extended.company("bytedance") == "ByteDance");
  CHECK(extended.fingerprint() != vocabulary().fingerprint());
  CHECK(Vocabulary::load().fingerprint() == vocabulary().fingerprint());
}

TEST_CASE("vocabulary: a bad table is refused with its file and line") {
  const TableDirectory dir("chokepoint-vocabulary-bad-test");
  dir.write("companies.tsv", std::string(kCompanyColumns) + "Fenwick\tcompany\n");
  CHECK_THROWS_WITH(Vocabulary::load(dir.path()), Catch::Contains("companies.tsv:2"));
  CHECK_THROWS_AS(Vocabulary::load("/nonexistent/tables"), UsageError);
  CHECK_THROWS_AS(Vocabulary::load_texts({{"no-such.tsv", ""}}), UsageError);
}

TEST_CASE("vocabulary: a table of a mistyped name is refused, not ignored") {
  const TableDirectory dir("chokepoint-vocabulary-name-test");
  dir.write("company.tsv", std::string(kCompanyColumns));
  CHECK_THROWS_WITH(Vocabulary::load(dir.path()), Catch::Contains("company.tsv"));
}
