// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/clean/date_line.h"

#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("date line: the printed forms of a date give an ISO date", "[clean]") {
  const char* const kLines[] = {"2019-03-04",
                                "2019-03-04T10:00:00+01:00",
                                "2019/03/04 10:00",
                                "March 4, 2019",
                                "Mar. 4th, 2019",
                                "4 March 2019",
                                "Monday, March 4, 2019 10:15 AM EST",
                                "Mon, 4 Mar 2019 10:00 GMT",
                                "Published: March 4, 2019",
                                "Posted on 4 Mar 2019",
                                "PUBLISHED MARCH 4, 2019",
                                "04.03.2019, 10:00 Uhr",
                                "4. März 2019",
                                "Montag, 4. März 2019",
                                "lunes, 4 de marzo de 2019",
                                "Publicado el 4 de marzo de 2019",
                                "Publié le 4 mars 2019 à 10h30",
                                "Pubblicato il 4 marzo 2019",
                                "4 de março de 2019",
                                "Опубликовано: 4 марта 2019 г.",
                                "4 МАРТА 2019, 10:00",
                                "2019年3月4日",
                                "2019年3月4日 星期一 10:00",
                                "March 4, 2019 · 6 min read",
                                "4 mrt 2019",
                                "Opublikowano 4 marca 2019",
                                "4 березня 2019 р.",
                                "4 Mart 2019 Pazartesi 10:00",
                                "Senin, 4 Maret 2019",
                                "Ngày 4 tháng 3 năm 2019",
                                "الإثنين ٤ مارس ٢٠١٩",
                                "۲۰۱۹-۰۳-۰۴",
                                "२०१९-०३-०४",
                                "２０１９-０３-０４",
                                "Publicerad 4 mars 2019",
                                "4. marts 2019 kl. 10.00",
                                "4. maaliskuuta 2019",
                                "4. března 2019",
                                "4 martie 2019",
                                "Δευτέρα, 4 Μαρτίου 2019",
                                "4 במרץ 2019",
                                "4 मार्च 2019",
                                "2019. március 4.",
                                "4 de març de 2019",
                                "2019년 3월 4일 오전 10:00",
                                "入力 2019.03.04 10:00",
                                "| March 4, 2019 |"};
  for (const char* const line : kLines) {
    INFO(line);
    const auto dates = read_date_line(line);
    CHECK(dates);
    if (!dates) continue;
    CHECK(dates->published == "2019-03-04");
    CHECK(dates->updated.empty());
  }
}

TEST_CASE("date line: an update is told from the publication, glued or not", "[clean]") {
  const struct {
    const char* line;
    const char* published;
    const char* updated;
  } kCases[] = {
      {"March 4, 2019Updated March 5, 2019 8:00am", "2019-03-04", "2019-03-05"},
      {"4 March 2019Updated 6 March 2019", "2019-03-04", "2019-03-06"},
      {"Published 2019-03-04 | Last updated 2019-03-07", "2019-03-04", "2019-03-07"},
      {"Last updated: March 5, 2019", "", "2019-03-05"},
      {"Updated March 5, 2019. Published March 4, 2019", "2019-03-04", "2019-03-05"},
      {"4. März 2019, aktualisiert 5. März 2019", "2019-03-04", "2019-03-05"},
  };
  for (const auto& c : kCases) {
    INFO(c.line);
    const auto dates = read_date_line(c.line);
    REQUIRE(dates);
    CHECK(dates->published == c.published);
    CHECK(dates->updated == c.updated);
  }
}

TEST_CASE("date line: what is no date or more than a date is left alone", "[clean]") {
  for (const char* const line :
       {"", "March", "March 2019", "The rule starts on March 4, 2019", "03/04/2019", "30 February 2019",
        "4 Mars bars", "2019", "99999999999999999999", "1. What was decided"}) {
    INFO(line);
    CHECK_FALSE(read_date_line(line));
  }
}

TEST_CASE("date line: datelines and leading dates of other languages", "[clean]") {
  for (const char* const line : {"Paris, le 4 mars 2019 - La CNIL a ", "القاهرة، 4 مارس 2019 - قررت",
                                 "BERLIN, 4. März 2019 - Die Regierung", "МОСКВА, 4 марта 2019. Суд"}) {
    INFO(line);
    const auto dateline = read_dateline(line);
    CHECK(dateline);
    if (dateline) CHECK(dateline->date == "2019-03-04");
  }
  CHECK(read_leading_date("2019年3月4日，日本政府は発表した。") == "2019-03-04");
  CHECK_FALSE(read_leading_date("March 4, 2019, was the day."));
}

TEST_CASE("date line: a dated kicker is told from a headline that ends with a date", "[clean]") {
  CHECK(read_dated_kicker("Markets | 4 March 2019") == "2019-03-04");
  CHECK(read_dated_kicker("2019-03-04 | Markets") == "2019-03-04");
  CHECK(read_dated_kicker("Issue of 4 March 2019") == "2019-03-04");
  CHECK(read_dated_kicker("2019-03-04") == "2019-03-04");
  CHECK_FALSE(read_dated_kicker("Foundry must stop all exports by 4 March 2019"));
}

TEST_CASE("date line: a dateline gives its date and where the story begins", "[clean]") {
  const std::string text = "OSLO, Mon 4 March 2019 \u2014 The fund sold.";
  const auto dateline = read_dateline(text);
  REQUIRE(dateline);
  CHECK(dateline->date == "2019-03-04");
  CHECK_FALSE(read_dateline("In Oslo, on 4 March 2019, the fund sold."));
  CHECK_FALSE(read_dateline("Oslo"));
}

TEST_CASE("date line: running text shows its stamp or leading date", "[clean]") {
  CHECK(find_time_stamp("Menu Search Policy March 4, 2019 - 10:15 am Regulator acts") == "2019-03-04");
  CHECK_FALSE(find_time_stamp("It began on March 4, 2019 in Oslo"));
  CHECK(read_leading_date("March 4, 2019 More resources") == "2019-03-04");
  CHECK_FALSE(read_leading_date("March 4, 2019 was a good day"));
}
