// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/compile.h"

#include <catch2/catch.hpp>

#include "searcher/open_index.h"
#include "searcher/query/parser.h"
#include "tests/support/temp_index.h"

namespace chokepoint {
namespace {

class Fixture {
 public:
  Fixture()
      : temp_({make_article("a", "Bans", "A ban was banned. E-mail of AT&T.")}),
        index_(open_index({temp_.path()}, MissingShards::kRefuse)) {}

  CompiledQuery compile(const std::string& query, Combine combine = Combine::kAll) const {
    const FieldValues values(vocabulary_, index_.database);
    const QueryContext context{index_.database, index_.info.languages, values, analyzer_, {2024, 3, 31}};
    const ParsedQuery parsed = parse_query(query);
    const QueryMeaning meaning =
        parsed.root ? read_meaning(*parsed.root, analyzer_, vocabulary_, index_.database) : QueryMeaning();
    return compile_query(parsed.root, query, meaning, context, combine);
  }

 private:
  TempIndex temp_;
  OpenIndex index_;
  const Vocabulary vocabulary_ = Vocabulary::load();
  const Analyzer analyzer_{};
};

const Fixture& fixture() {
  static const Fixture made;
  return made;
}

struct Case {
  std::string query;
  std::string compiled;
};

void check(const std::vector<Case>& cases, Combine combine) {
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(fixture().compile(c.query, combine).matching.get_description() == "Query(" + c.compiled + ")");
  }
}

}  // namespace

TEST_CASE("compile: words carry weight, fields and dates only select") {
  check(
      {
          {"", "<alldocuments>"},
          {"...", "<alldocuments>"},
          {"zebra", "zebra"},
          {"ban", "(ban SYNONYM banned SYNONYM bans)"},
          {"zebra zebra", "2 * zebra"},
          {"zebra horse", "(zebra AND horse)"},
          {"zebra OR horse", "(zebra OR horse)"},
          {"\"ban was\"", "(ban PHRASE 2 was)"},
          {"at&t", "at&t"},
          {"zebra-horse", "(zebrahorse OR (zebra PHRASE 2 horse))"},
          {"ban*", "(ban SYNONYM banned SYNONYM bans)"},
          {"title:zebra", "Szebra"},
          {"country:CA", "0 * XCN:CA"},
          {"zebra country:CA", "(0 * XCN:CA AND zebra)"},
          {"date:2024-01..", "VALUE_GE 1 2024"},
          {"NOT zebra", "(<alldocuments> AND_NOT zebra)"},
          {"horse -zebra", "(horse AND_NOT zebra)"},
          {"zebra NEAR/3 horse", "(zebra AND horse AND 0 * (zebra NEAR 4 horse))"},
      },
      Combine::kAll);
}

TEST_CASE(
    "compile: where any word will do, a stop word counts only if there is no other, in quotes or excluded") {
  check(
      {
          {"the zebra", "zebra"},
          {"the", "the"},
          {"the of", "(the OR of)"},
          {"the zebra horse", "(zebra OR horse)"},
          {"the -zebra", "(the AND_NOT zebra)"},
          {"zebra -the", "(zebra AND_NOT the)"},
          {"zebra \"the\"", "(zebra OR the)"},
          {"title:the zebra", "(Sthe AND zebra)"},
      },
      Combine::kAny);
  check({{"the zebra", "(the AND zebra)"}}, Combine::kAll);
}

TEST_CASE("compile: content words are counted where they are looked for, each once, stop words apart") {
  const auto count = [](const std::string& query) { return fixture().compile(query).content_words; };
  CHECK(count("zebra the horse Zebra") == 2);
  CHECK(count("zebra -horse title:cow country:CA") == 1);
  CHECK(count("zebra OR (horse AND cow)") == 3);
  CHECK(count("the") == 0);
}

TEST_CASE("compile: any of the words is enough, but fields stay required") {
  check(
      {
          {"zebra horse", "(zebra OR horse)"},
          {"zebra AND horse", "(zebra AND horse)"},
          {"zebra horse country:CA", "(0 * XCN:CA AND (zebra OR horse))"},
          {"zebra horse -cow", "((zebra OR horse) AND_NOT cow)"},
          {"NOT (zebra horse)", "(<alldocuments> AND_NOT (zebra AND horse))"},
      },
      Combine::kAny);
}

TEST_CASE("compile: roles of the top level are handed up, those of a group hold within it") {
  const CompiledQuery top = fixture().compile("actor:US zebra AND status:active");
  REQUIRE(top.roles.size() == 2);
  CHECK(top.roles[0].field == Field::kActor);
  CHECK(top.roles[1].values == std::vector<std::string>{"in-force", "challenged"});
  const CompiledQuery group = fixture().compile("zebra OR (actor:US status:lifted)");
  CHECK(group.roles.empty());
  CHECK(group.matching.get_description().find("XEV:a=US") != std::string::npos);
}

TEST_CASE("compile: only what is looked for is marked") {
  const HighlightTerms terms = fixture().compile("ban \"of at\" sec* -zebra country:CA").highlight;
  CHECK(terms.words == std::vector<std::string>{"ban", "banned", "bans"});
  CHECK(terms.phrases == std::vector<std::vector<std::string>>{{"of", "at"}});
  CHECK(terms.prefixes == std::vector<std::string>{"sec"});
}

TEST_CASE("compile: there is something to relax only where several words must all match") {
  for (const char* query :
       {"zebra horse", "zebra \"a horse\"", "(zebra horse) OR country:CA", "zebra horse -cow"}) {
    INFO(query);
    CHECK(fixture().compile(query).can_relax);
  }
  for (const char* query :
       {"", "zebra", "zebra OR horse", "zebra country:CA", "-zebra -horse", "zebra -(horse cow)"}) {
    INFO(query);
    CHECK_FALSE(fixture().compile(query).can_relax);
  }
}

}  // namespace chokepoint
