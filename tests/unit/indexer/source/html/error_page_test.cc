// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/error_page.h"

#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("error page: short pages that say so, and no article about them") {
  CHECK(error_page_sign("404 Not Found", "nginx") == "404 not found");
  CHECK(error_page_sign("Just a moment...", "Checking your browser before accessing post.example.") ==
        "just a moment");
  CHECK(error_page_sign("Post", "Please verify you are human to go on.") == "verify you are human");
  CHECK(error_page_sign("Seite nicht gefunden", "") == "seite nicht gefunden");
  CHECK(error_page_sign("Ministry bans routers", "Access denied to the market, said the firm.").empty());
  CHECK(error_page_sign("The 404 podcast, number 1,310", "Access denied to the market, said the firm.")
            .empty());
  CHECK(error_page_sign("Why captchas are not found to work", std::string(3000, 'x')).empty());
}
