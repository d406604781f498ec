// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/duplicates/signature.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "indexer/duplicates/mixing.h"
#include "tests/support/drawn_text.h"

namespace chokepoint {
namespace {

constexpr std::string_view kNotice =
    "The trade office in the capital said on Monday that it had put Nordwind Optics on its list of firms "
    "whose cameras public bodies may no longer buy. The order names 14 models, takes effect on 3 March and "
    "gives offices 90 days to replace what they have. The company may object within 30 days, said Vera "
    "Olsen, "
    "who heads the office. A spokesman in Bergen declined to comment.";

std::string replaced(std::string text, const std::vector<std::pair<std::string, std::string>>& changes) {
  for (const auto& [from, to] : changes) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace

TEST_CASE("signature: the estimate is near the share of wording that is common") {
  struct Case {
    std::size_t words;
    std::size_t common;  // of the words at the beginning
  };
  const auto test = GENERATE(Case{60, 48}, Case{400, 0}, Case{400, 200}, Case{400, 320}, Case{400, 400},
                             Case{5000, 2500}, Case{5000, 4000});
  CAPTURE(test.words, test.common);
  double sum = 0;
  constexpr int kTexts = 20;
  std::mt19937 random(5);
  const auto pairs = static_cast<double>(test.words - 1);
  const double common = test.common == 0 ? 0 : static_cast<double>(test.common - 1);
  const double jaccard = common / (2 * pairs - common);
  for (int i = 0; i < kTexts; ++i) {
    const auto a = draw_words(random, test.words);
    auto b = draw_words(random, test.words);
    std::copy(a.begin(), a.begin() + static_cast<long>(test.common), b.begin());
    const double shared = shared_wording(signature_of(a), signature_of(b)).of_both;
    REQUIRE(std::abs(shared - jaccard) < 0.15);  // four standard deviations
    sum += shared;
  }
  REQUIRE(std::abs(sum / kTexts - jaccard) < 0.03);
}

TEST_CASE("signature: of a text and half of it, the share of the shorter is all, that of both half") {
  std::mt19937 random(8);
  const auto words = draw_words(random, 1000);
  const SharedWording shared =
      shared_wording(signature_of(words), signature_of({words.begin(), words.begin() + 500}));
  REQUIRE(shared.of_shorter > 0.85);
  REQUIRE(std::abs(shared.of_both - 0.5) < 0.15);
}

TEST_CASE("signature: copies share a band") {
  std::mt19937 random(6);
  for (int i = 0; i < 500; ++i) {
    const auto words = draw_words(random, 30 + random() % 500);
    const std::string a = signature_of(words);
    const std::string b = signature_of(with_replaced(random, words, 0.1));
    if (!are_copies(a, b)) continue;
    bool is_found = false;
    for (std::size_t band = 0; band < kBands; ++band)
      is_found = is_found || band_of(a, band) == band_of(b, band);
    REQUIRE(is_found);
  }
}

TEST_CASE("signature: a copy may be edited, cut and wrapped") {
  const std::string notice(kNotice);
  struct Case {
    const char* what;
    std::string text;
  };
  const auto test = GENERATE_COPY(
      Case{"other case and marks",
           replaced(notice, {{"Monday that", "monday, that"}, {"office in", "OFFICE in"}})},
      Case{"other words",
           replaced(notice, {{"declined to comment", "gave no comment"}, {"no longer", "not"}})},
      Case{"cut", notice.substr(0, notice.size() * 4 / 5)},
      Case{"wrapped", "By our correspondent in the north. " + notice +
                          " Subscribe to the morning letter and read all stories of the week for free."});
  CAPTURE(test.what);
  REQUIRE(are_copies(signature_of(notice), signature_of(test.text)));
}

TEST_CASE("signature: the form of a notice filled with other facts is another notice") {
  const std::string notice(kNotice);
  struct Case {
    const char* what;
    std::string text;
  };
  const auto test =
      GENERATE_COPY(Case{"names", replaced(notice, {{"Nordwind Optics", "Sudwind Lenses"},
                                                    {"Vera Olsen", "Karl Brandt"},
                                                    {"Bergen", "Tromso"}})},
                    Case{"numbers", replaced(notice, {{"14", "22"}, {"3 March", "9 June"}, {"90", "120"}})});
  CAPTURE(test.what);
  const std::string a = signature_of(notice);
  const std::string b = signature_of(test.text);
  REQUIRE(compare_signatures(a, b) == Likeness::kOneForm);
  REQUIRE_FALSE(are_close_copies(a, b));
}

TEST_CASE("signature: one number in another place of nearly the same words is enough to be another notice") {
  const std::string notice(kNotice);
  const std::string again = replaced(notice, {{"names 14 models", "names 15 such models"}});
  CHECK(compare_signatures(signature_of(notice), signature_of(again)) == Likeness::kOneForm);
  // A copy that lost a number, and one that gained one, have no other.
  const std::string lost = replaced(notice, {{"names 14 models", "names models"}});
  CHECK(are_copies(signature_of(notice), signature_of(lost)));
  CHECK(are_copies(signature_of(notice + " Copyright 2031."), signature_of(notice)));
}

TEST_CASE("signature: German nouns are no names") {
  const std::string text =
      "Die Behörde hat dem Hersteller am Montag verboten, seine Kameras an die Ämter zu verkaufen. Nach dem "
      "Bescheid bleibt dem Betrieb eine Frist, in der er sich gegen die Strafe wehren kann, wie ein Sprecher "
      "der "
      "Behörde am Abend sagte. Der Konzern wollte sich zu dem Vorwurf nicht äußern.";
  const std::string edited =
      replaced(text, {{"Strafe", "Buße"}, {"Sprecher", "Vertreter"}, {"Frist", "Zeit"}});
  REQUIRE(are_copies(signature_of(text, "", "de"), signature_of(edited, "", "de")));
}

TEST_CASE("signature: Chinese is compared by its words") {
  const std::string text =
      "挪威贸易部门周一表示，已将北风光学公司列入名单，公共机构今后不得再购买该公司的摄像头。命令涉及十四种型"
      "号，"
      "自三月三日起生效，各机构须在九十天内更换现有设备。该公司可在三十天内提出异议，部门负责人在首都对记者说"
      "。"
      "公司发言人拒绝发表评论。反对党要求政府公布调查报告，并说明为何等待这么久才采取行动。";
  const std::string other =
      "日本一家法院星期五裁定，一家搜索引擎公司必须删除有关原告旧案的链接，否则将面临罚款。法官认为，个人隐私"
      "在"
      "多年之后重于公众的知情权。公司律师表示将提出上诉，并警告此类判决会让互联网变得残缺不全。人权团体对判决"
      "表示欢迎，称其为期待已久的一步。学者则认为最高法院迟早要就此作出最终解释。";
  const std::string edited = replaced(text, {{"周一表示", "星期一说"}, {"拒绝发表评论", "没有回应"}});
  REQUIRE(are_copies(signature_of(text, "", "zh"), signature_of(edited, "", "zh")));
  REQUIRE_FALSE(are_copies(signature_of(text, "", "zh"), signature_of(other, "", "zh")));
}

TEST_CASE("signature: a short text is a copy of nothing but its like, title included") {
  const std::string text = "The bureau fined Halden Freight nine million crowns on Tuesday.";
  REQUIRE(
      are_copies(signature_of(text, "Fine"),
                 signature_of("the bureau FINED Halden Freight, nine million crowns on Tuesday", "fine")));
  REQUIRE_FALSE(are_copies(signature_of(text, "Fine"), signature_of(text + " It will appeal.", "Fine")));
  REQUIRE_FALSE(are_copies(signature_of(text, "Fine"), signature_of(text, "Halden fined")));
  REQUIRE_FALSE(are_copies(signature_of(text, "Fine"), signature_of(kNotice, "Fine")));
}

TEST_CASE("signature: a text without words is nobody's copy") {
  REQUIRE(signature_of(" -- ... ", "").empty());
  REQUIRE_FALSE(are_copies("", ""));
}

TEST_CASE("signature: one word a thousand times, and a megabyte, are signed in no time") {
  std::string repeated;
  for (int i = 0; i < 1000; ++i) repeated += "ban ";
  REQUIRE(are_copies(signature_of(repeated), signature_of(repeated + "ban")));
  std::mt19937 random(7);
  REQUIRE(signature_of(draw_words(random, 150'000)).size() <= 373);
}

TEST_CASE("signature: each different pair of neighbouring words counts once, in texts of any length") {
  std::mt19937 random(3);
  for (const std::size_t length : {30U, 31U, 40U, 100U, 1000U, 20000U}) {
    for (const unsigned vocabulary : {1U, 3U, 60U, 100000U}) {
      std::vector<std::string> words;
      std::set<std::pair<std::string, std::string>> pairs;
      for (std::size_t i = 0; i < length; ++i) {
        words.push_back("w" + std::to_string(random() % vocabulary) + "w");
        if (i > 0) pairs.emplace(words[i - 1], words[i]);
      }
      CHECK(read_bytes(signature_of(words).substr(192), 4) == pairs.size());
    }
  }
}

}  // namespace chokepoint
