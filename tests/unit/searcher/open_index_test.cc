// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/open_index.h"

#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include "tests/support/temp_index.h"

namespace chokepoint {
namespace {

template <typename ErrorType>
std::string message_of(const std::vector<std::string>& paths,
                       MissingShards missing = MissingShards::kRefuse) {
  try {
    with_retries([&] { return open_index(paths, missing).generation; });
  } catch (const ErrorType& error) {
    return std::string(error.what()) + " / " + error.hint();
  }
  return "opened";
}

}  // namespace

TEST_CASE("open index: a missing index is named, with the command that makes one") {
  CHECK(message_of<IndexError>({"/nonexistent/x"}) ==
        "no index at \"/nonexistent/x\" / create it with \"indexer --db=/nonexistent/x DIRECTORY\"");
}

TEST_CASE("open index: of several, a missing one is refused or left out") {
  const TempIndex index({make_article("a", "Title", "Body.", "2020-01-02")});
  CHECK(message_of<ShardError>({index.path(), "/nonexistent"}).starts_with("no index at \"/nonexistent\""));
  const OpenIndex partial = open_index({"/nonexistent", index.path()}, MissingShards::kLeaveOut);
  CHECK(partial.is_partial);
  CHECK(partial.database.get_doccount() == 1);
  CHECK(partial.notes.size() == 1);
  CHECK(message_of<IndexError>({"/nonexistent", "/nonexistent"}, MissingShards::kLeaveOut)
            .starts_with("none of the 2 indexes can be used"));
}

TEST_CASE("open index: languages and the newest date are those of all indexes") {
  Article french = make_article("f", "Titre", "Texte.", "2021-05-06");
  french.language = "fr";
  const TempIndex first({make_article("a", "Title", "Body.", "2020-01-02")});
  const TempIndex second({french});
  const OpenIndex index = open_index({first.path(), second.path()}, MissingShards::kRefuse);
  CHECK(index.info.languages == std::vector<std::string>{"en", "fr"});
  CHECK(index.info.newest == "2021-05-06");
  CHECK(index.generation == 1);
}

TEST_CASE("open index: the current generation is used, and a damaged one is an error at once") {
  TempIndex index({make_article("a", "Title", "Body.")});
  index.publish({make_article("a", "Title", "Body."), make_article("b", "Title", "Body.")});
  CHECK(open_index({index.path()}, MissingShards::kRefuse).database.get_doccount() == 2);
  index.remove_generation(2);
  CHECK(message_of<IndexError>({index.path()}).starts_with("cannot open the index"));
  index.publish({});
  std::filesystem::resize_file(std::filesystem::path(index.path()) / generation_name(3) / "iamglass", 3);
  CHECK(message_of<IndexError>({index.path()}).starts_with("cannot open the index \"" + index.path()));
  index.publish({make_article("a", "Title", "Body.")});
  std::filesystem::remove(std::filesystem::path(index.path()) / generation_name(4) / "position.glass");
  CHECK(message_of<IndexError>({index.path()}).starts_with("the index is damaged: \"" + index.path()));
}

TEST_CASE("retries: a search is run again when the generation vanished, at most three times") {
  int tries = 0;
  CHECK(with_retries([&] {
          if (++tries < 3) throw Xapian::DatabaseModifiedError("changed");
          return tries;
        }) == 3);
  tries = 0;
  CHECK_THROWS_AS(with_retries([&]() -> int {
                    ++tries;
                    throw Xapian::DatabaseOpeningError("gone");
                  }),
                  IndexError);
  CHECK(tries == 3);
  tries = 0;
  CHECK_THROWS_AS(with_retries([&]() -> int {
                    ++tries;
                    throw Xapian::DatabaseCorruptError("bad block");
                  }),
                  IndexError);
  CHECK(tries == 1);
}

TEST_CASE("retries: a generation replaced between two tries is found") {
  TempIndex index({make_article("a", "Title", "Body.")});
  index.remove_generation(1);
  int tries = 0;
  const auto count = with_retries([&] {
    if (++tries == 2)
      index.publish({make_article("a", "Title", "Body."), make_article("b", "Title", "Body.")});
    return open_index({index.path()}, MissingShards::kRefuse).database.get_doccount();
  });
  CHECK(count == 2);
  CHECK(tries == 2);
}

}  // namespace chokepoint
