// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/parser.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "common/base/error.h"
#include "searcher/query/lexer.h"

namespace chokepoint {
namespace {

// The tree with every level spelled out: what print() leaves to precedence is visible here.
std::string outline(const Node& node) {
  const auto children = [&](const std::string& name) {
    std::string text = name + "(";
    for (std::size_t i = 0; i < node.children.size(); ++i)
      text += (i == 0 ? "" : ", ") + outline(node.children[i]);
    return text + ")";
  };
  switch (node.kind) {
    case Node::Kind::kText:
      return "[" + node.text + "]";
    case Node::Kind::kPhrase:
      return "\"" + node.text + "\"";
    case Node::Kind::kWildcard:
      return node.text + "*";
    case Node::Kind::kTitle:
      return children("title");
    case Node::Kind::kField:
      return std::string(field_info(node.field).name) + "=" + node.text;
    case Node::Kind::kNear:
      return children("near" + std::to_string(node.distance));
    case Node::Kind::kNot:
      return children("not");
    case Node::Kind::kSequence:
      return children("seq");
    case Node::Kind::kAnd:
      return children("and");
    case Node::Kind::kOr:
      return children("or");
  }
  return {};
}

std::string read(std::string_view query) {
  const ParsedQuery parsed = parse_query(query);
  return parsed.root ? outline(*parsed.root) : "nothing";
}

std::string error_of(std::string_view query) {
  try {
    parse_query(query);
  } catch (const QueryError& error) {
    return error.what();
  }
  return "no error";
}

struct Case {
  std::string query;
  std::string tree;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(read(c.query) == c.tree);
  }
}

}  // namespace

TEST_CASE("parser: words side by side are one run, which phrases and fields interrupt") {
  check({
      {"", "nothing"},
      {"  \t\xC2\xA0 ", "nothing"},
      {"ban", "[ban]"},
      {"tiktok  ban", "[tiktok ban]"},
      {"AT & T", "[AT & T]"},
      {"\"exact phrase\"", "\"exact phrase\""},
      {"\u201Ccurled quotes\u201D", "[\u201Ccurled quotes\u201D]"},
      {"one \"two three\" four five", "seq([one], \"two three\", [four five])"},
      {"secur* law", "seq(secur*, [law])"},
      {"country:CA ban", "seq(country=CA, [ban])"},
      {"Country:CA", "country=CA"},
      {"company:\"Example Corp\"", "company=Example Corp"},
      {"country:CA, ban", "seq(country=CA, [ban])"},
      {"title:ban", "title([ban])"},
      {"title:\"app ban\"", "title(\"app ban\")"},
      {"title:secur*", "title(secur*)"},
      {"date:2020-08..2020-11", "date=2020-08..2020-11"},
  });
}

TEST_CASE("parser: NOT binds before NEAR's chain, that before side by side, AND and OR") {
  check({
      {"a AND b", "and([a], [b])"},
      {"a OR b", "or([a], [b])"},
      {"a b OR c d", "or([a b], [c d])"},
      {"a AND b OR c AND d", "or(and([a], [b]), and([c], [d]))"},
      {"a AND b c AND d", "and([a], [b c], [d])"},
      {"(a OR b) c", "seq(or([a], [b]), [c])"},
      {"a (b c)", "seq([a], [b c])"},
      {"NOT a b", "seq(not([a]), [b])"},
      {"a NOT b", "seq([a], not([b]))"},
      {"a AND NOT b", "and([a], not([b]))"},
      {"NOT NOT a", "not(not([a]))"},
      {"NOT (a b)", "not([a b])"},
      {"a NEAR/5 b", "near5([a], [b])"},
      {"a NEAR b", "near10([a], [b])"},
      {"x a NEAR/5 b y", "seq([x], near5([a], [b]), [y])"},
      {"a NEAR/2 b NEAR/7 c", "near7([a], [b], [c])"},
      {"NOT a NEAR/3 b", "not(near3([a], [b]))"},
      {"((((a))))", "[a]"},
  });
}

TEST_CASE("parser: a dash excludes only when it touches what follows and nothing before") {
  check({
      {"a -b", "seq([a], not([b]))"},
      {"-b", "not([b])"},
      {"-\"b c\" a", "seq(not(\"b c\"), [a])"},
      {"-(b c)", "not([b c])"},
      {"(-b)", "not([b])"},
      {"-country:CA", "not(country=CA)"},
      {"a - b", "[a - b]"},
      {"a- b", "[a- b]"},
      {"a-b", "[a-b]"},
      {"a --b", "[a --b]"},
      {"a -", "[a -]"},
      {"a -)", "[a -]"},
      {"-AND", "not([and])"},
      {"-sec*", "not(sec*)"},
      {"\"a\"-b", "seq(\"a\", [- b])"},
      {"(a)-b", "seq([a], [- b])"},
  });
}

TEST_CASE("parser: operators without operands, in lower case or in fragments are text") {
  check({
      {"AND", "[and]"},
      {"AND OR NOT NEAR", "[and or not near]"},
      {"a AND", "[a and]"},
      {"OR a", "[or a]"},
      {"a AND AND b", "and([a and], [b])"},
      {"(AND)", "[and]"},
      {"(a OR)", "[a or]"},
      {"a and b or c not d", "[a and b or c not d]"},
      {"a NEAR/x b", "[a NEAR/x b]"},
      {"a NEARBY b", "[a NEARBY b]"},
      {"a NEAR NOT b", "seq([a near], not([b]))"},
      {"a AND ()", "[a and]"},
      {"NOT", "[not]"},
      {"NOT NOT", "[not not]"},
      {"a AND NOT", "[a and not]"},
  });
}

TEST_CASE("parser: prose is never rejected") {
  check({
      {"10:30", "[10:30]"},
      {"https://example.com/a?b=c", "[https://example.com/a?b=c]"},
      {"foo:bar", "[foo:bar]"},
      {"country: Canada", "[country: Canada]"},
      {"title:", "[title:]"},
      {"Who? He! ... \u2014 ;-", "[Who? He! ... \u2014 ;-]"},
      {":-) a", "[:- a]"},
      {"a) b", "[a b]"},
      {"()", "nothing"},
      {"(()) a", "[a]"},
      {"word(s)", "seq([word], [s])"},
      {"* a", "[* a]"},
      {"*abc", "[*abc]"},
      {"**bold**", "[**bold**]"},
      {"a*b", "[a*b]"},
  });
}

TEST_CASE("parser: what is left open is closed at the end, with a note") {
  struct Open {
    std::string query;
    std::string tree;
    std::string note;
  };
  const std::vector<Open> cases = {
      {"a \"b c", "seq([a], \"b c\")", "the quote at 3 is not closed: closed at the end"},
      {"\u00E9 \"b", "seq([\u00E9], \"b\")", "the quote at 3 is not closed: closed at the end"},
      {"(a OR b", "or([a], [b])", "the parenthesis at 1 is not closed: closed at the end"},
      {"company:\"Example", "company=Example", "the quote at 9 is not closed: closed at the end"},
      {"5\" a b c d e f g h i j k l m n o p q", "[5 a b c d e f g h i j k l m n o p q]",
       "the quote at 2 is not closed: ignored"},
  };
  for (const Open& c : cases) {
    INFO(c.query);
    CHECK(read(c.query) == c.tree);
    CHECK(parse_query(c.query).notes == std::vector<std::string>{c.note});
  }
}

TEST_CASE("parser: errors name the place and what would be accepted") {
  const std::vector<Case> cases = {
      {"contry:CA", "unknown field \"contry\" at 1; did you mean \"country\"?"},
      {"ban AND mesure:fine", "unknown field \"mesure\" at 9; did you mean \"measure\"?"},
      {"\u00E9\u00E9 contry:\"CA\"", "unknown field \"contry\" at 4; did you mean \"country\"?"},
      {"year:2024", "unknown field \"year\" at 1; did you mean \"date\"?"},
      {"country:(CA OR US)", "the field \"country\" at 1 needs one value, not a group"},
      {"a NEAR/101 b", "the distance of NEAR/101 at 3 is not 1 to 100"},
      {"a NEAR/99999999999 b", "the distance of NEAR/99999999999 at 3 is not 1 to 100"},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(error_of(c.query) == c.tree);
  }
}

TEST_CASE("parser: a query error carries the byte where the fault begins") {
  try {
    parse_query("\u00E9\u00E9 contry:CA");
    FAIL("accepted");
  } catch (const QueryError& error) {
    CHECK(error.position() == 5);
  }
}

namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("parser: depth is limited before anything recurses") {
  CHECK(error_of(repeat("(", 10000) + "a" + repeat(")", 10000)).find("nested more than 50 deep at 51") !=
        std::string::npos);
  CHECK(error_of(repeat("(", 50) + "a" + repeat(")", 50)) == "no error");
}

TEST_CASE("parser: hostile queries end quickly, by an answer or a message") {
  CHECK(error_of(repeat("NOT ", 16000) + "a").find("nested more than 50 deep") != std::string::npos);
  CHECK(error_of(repeat("a NOT (", 9000)).find("nested more than 50 deep") != std::string::npos);
  CHECK(error_of(repeat("-(", 30000) + "a").find("nested more than 50 deep") != std::string::npos);
  CHECK(read(repeat("(", 60000)) == "nothing");
  CHECK(read(repeat(")", 60000)) == "nothing");
  CHECK(error_of(repeat("a", 1000000)).find("more than 65536 bytes") != std::string::npos);
  CHECK(error_of(repeat("NOT ", 50000)).find("more than 65536 bytes") != std::string::npos);
  CHECK(error_of(repeat("a OR ", 300) + "b").find("more than 256") != std::string::npos);
  CHECK(error_of(repeat("a NEAR ", 16) + "b").find("NEAR joins more than 16") != std::string::npos);
  CHECK(error_of(repeat("a NEAR ", 15) + "b") == "no error");
  CHECK(error_of(repeat("NOT ", 50) + "a") == "no error");
  CHECK(error_of(repeat("NOT ", 51) + "a") != "no error");
  CHECK(read(std::string("a\0b", 3)).size() == 5);
}

namespace {

// Random trees of the shapes that the parser can make.
class TreeMaker {
 public:
  explicit TreeMaker(unsigned seed) : random_(seed) {}

  Node make(int depth) {
    const unsigned kinds = depth == 0 ? 6 : 11;
    switch (pick(kinds)) {
      case 0:
        return leaf(Node::Kind::kText, word());
      case 1:
        return leaf(Node::Kind::kText, word() + " " + word());
      case 2:
        return leaf(Node::Kind::kPhrase, word() + " (x) AND -" + word());
      case 3:
        return leaf(Node::Kind::kWildcard, "secur");
      case 4:
        return title();
      case 5:
        return field();
      case 6:
        return group(Node::Kind::kNot, depth, 1);
      case 7:
        return near(depth);
      case 8:
        return group(Node::Kind::kSequence, depth, 2 + pick(2));
      case 9:
        return group(Node::Kind::kAnd, depth, 2 + pick(2));
      default:
        return group(Node::Kind::kOr, depth, 2 + pick(2));
    }
  }

 private:
  unsigned pick(unsigned count) { return static_cast<unsigned>(random_() % count); }

  std::string word() {
    static const std::vector<std::string> words = {
        "ban", "tiktok", "and",           "&",      "10:30", "foo:bar",       "--x",
        "a-b", "U.S.",   "\u00E9t\u00E9", "near/5", "**b**", "https://e.com/"};
    return words[pick(static_cast<unsigned>(words.size()))];
  }

  static Node leaf(Node::Kind kind, std::string text) {
    Node node;
    node.kind = kind;
    node.text = std::move(text);
    return node;
  }

  Node title() {
    Node node;
    node.kind = Node::Kind::kTitle;
    node.children.push_back(pick(2) == 0 ? leaf(Node::Kind::kText, "ban")
                                         : leaf(Node::Kind::kPhrase, "app ban"));
    return node;
  }

  Node field() {
    Node node = leaf(Node::Kind::kField, pick(2) == 0 ? "CA" : "a (b) c*");
    node.field = pick(2) == 0 ? Field::kCountry : Field::kMentions;
    return node;
  }

  Node group(Node::Kind kind, int depth, unsigned count) {
    Node node;
    node.kind = kind;
    for (unsigned i = 0; i < count; ++i) node.children.push_back(make(depth - 1));
    return node;
  }

  Node near(int depth) {
    Node node = group(Node::Kind::kNear, depth, 2);
    node.distance = 1 + pick(100);
    return node;
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("parser: what is printed is read as the same tree") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  TreeMaker maker(seed);
  for (int i = 0; i < 3000; ++i) {
    const Node tree = maker.make(4);
    const std::string text = print(tree);
    INFO(text);
    const ParsedQuery parsed = parse_query(text);
    REQUIRE(parsed.root);
    CHECK(outline(*parsed.root) == outline(tree));
    CHECK(*parsed.root == tree);
    CHECK(parsed.notes.empty());
  }
}

TEST_CASE("parser: any bytes of a query alphabet are answered or refused, and printing is stable") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string> pieces = {"a",      " ",     "\"",       "(",     ")",     "-",
                                           "*",      "AND ",  "OR ",      "NOT ",  "NEAR ", "NEAR/3 ",
                                           "title:", "date:", "country:", "\u201C"};
  for (int i = 0; i < 5000; ++i) {
    std::string query;
    for (unsigned j = static_cast<unsigned>(random() % 14); j > 0; --j)
      query += pieces[random() % pieces.size()];
    INFO(query);
    try {
      const ParsedQuery parsed = parse_query(query);
      if (!parsed.root) continue;
      const std::string printed = print(*parsed.root);
      INFO(printed);
      CHECK(print(*parse_query(printed).root) == printed);
    } catch (const QueryError&) {
    }
  }
}

}  // namespace chokepoint
