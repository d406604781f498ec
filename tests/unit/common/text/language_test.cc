// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/language.h"

#include <catch2/catch.hpp>

#include "common/text/stemmer.h"

using namespace chokepoint;

TEST_CASE("language: a few sentences tell it, a few letters do not", "[text]") {
  CHECK(detect_language(
            "The ministry ordered the company to remove the application from its store within ten days, "
            "and said that further steps would follow if it did not comply.") == "en");
  CHECK(detect_language("Le minist\u00E8re a ordonn\u00E9 \u00E0 la soci\u00E9t\u00E9 de retirer son "
                        "application dans un d\u00E9lai de dix "
                        "jours, faute de quoi une amende lui sera inflig\u00E9e.") == "fr");
  CHECK(detect_language("\u653F\u5E9C\u547D\u4EE4\u8BE5\u516C\u53F8\u5728\u5341\u5929\u5185\u4E0B\u67B6\u5E94"
                        "\u7528\u7A0B\u5E8F\uFF0C\u5426\u5219\u5C06\u5904\u4EE5\u7F5A\u6B3E\u3002") == "zh");
  CHECK(detect_language("x").empty());
  CHECK(detect_language("").empty());
}

TEST_CASE("language: of a long text a sample is read, of one in two languages everything", "[text]") {
  const std::string english =
      "The ministry ordered the company to remove the application from its store within ten days, and said "
      "that "
      "further steps would follow if it did not comply.\n";
  const std::string french =
      "Le minist\u00E8re a ordonn\u00E9 \u00E0 la soci\u00E9t\u00E9 de retirer son application dans un "
      "d\u00E9lai de dix jours, faute de quoi une amende lui sera inflig\u00E9e.\n";
  const std::string chinese =
      "\u653F\u5E9C\u547D\u4EE4\u8BE5\u516C\u53F8\u5728\u5341\u5929\u5185\u4E0B\u67B6\u5E94\u7528\u7A0B\u5E8F"
      "\uFF0C\u5426\u5219\u5C06\u5904\u4EE5\u7F5A\u6B3E\u3002";
  const auto times = [](std::size_t count, const std::string& sentence) {
    std::string text;
    for (; count > 0; --count) text += sentence;
    return text;
  };
  for (const std::size_t count : {8U, 11U, 12U, 13U, 100U, 1000U}) {
    CHECK(detect_language(times(count, english)) == "en");
    CHECK(detect_language(times(count, french)) == "fr");
    CHECK(detect_language(times(count, chinese)) == "zh");
  }
  CHECK(detect_language(times(20, english) + times(80, french)) == "fr");
  CHECK(detect_language(times(80, french) + times(20, english)) == "fr");
  CHECK(detect_language(times(10, english) + times(80, french) + times(10, english)) == "fr");
}

TEST_CASE("language: what is declared decides where the text does not, and only there", "[text]") {
  const std::string english =
      "The ministry ordered the company to remove the application from its store within ten days.";
  CHECK(detect_language(english, "fr") == "en");
  CHECK(detect_language(english, "") == "en");
  CHECK(detect_language("x", "pt-BR") == "pt");
  CHECK(detect_language("x", "ZH_hant") == "zh");
  CHECK(detect_language("x", "nb-NO") == "no");
  CHECK(detect_language("x", "english").empty());
  CHECK(detect_language("x", "\x1b[2J").empty());
}

TEST_CASE("stemmer: forms of a word share a stem, names and codes keep theirs", "[text]") {
  const Stemmer english("en");
  CHECK(english.is_active());
  CHECK(english.stem("banned") == english.stem("banning"));
  CHECK(english.stem("5g") == "5g");
  CHECK(english.stem("c++") == "c++");
  CHECK_FALSE(Stemmer("zh").is_active());
  CHECK(Stemmer("zh").stem("banned") == "banned");
  CHECK_FALSE(Stemmer("").is_active());
}
