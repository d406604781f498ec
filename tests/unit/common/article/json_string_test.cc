// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/article/json_string.h"

#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace chokepoint;

namespace {

// What follows the opening quote of `quoted`, read, with what is left; "-" if it is left to a whole parser.
std::string read(const std::string& quoted) {
  std::string out;
  const std::size_t end = read_json_string(quoted, 1, out);
  return end == std::string::npos ? "-" : out + "|" + quoted.substr(end);
}

}  // namespace

TEST_CASE("json_string: reads up to the closing quote") {
  CHECK(read(R"("")") == "|\"");
  CHECK(read(R"("plain","b":1)") == R"(plain|","b":1)");
  CHECK(read(R"("a \"b\" \\ \/ \n\t\u001b \u007F é中","x")") == "a \"b\" \\ / \n\t\x1b \x7F é中|\",\"x\"");
}

TEST_CASE("json_string: leaves what is damaged or unusual to a whole parser") {
  for (const char* const quoted : {R"("no end)", R"("no end\")", R"("\x")", R"("\u12")", R"("\uD83D\uDE00")",
                                   R"("\u00e9")", R"("\u0080")", R"("\u101b")", R"("\u00g1")", R"("\u1b")",
                                   R"("\u 1b")", "\"a\nb\"", "\"\xFF\"", "\"\xC3\"", "\"\\"}) {
    INFO(quoted);
    CHECK(read(quoted) == "-");
  }
}

TEST_CASE("json_string: reads what the JSON library writes") {
  std::string text;
  for (int c = 0; c < 0x80; ++c) text += static_cast<char>(c);
  for (const char* const more : {"", "\u2028", "é", "中文", "🇨🇦", "\\u0041", "\"", "\\\\"}) {
    text += more;
    const std::string json = nlohmann::json(text).dump();
    CHECK(read(json) == text + "|\"");
  }
}
