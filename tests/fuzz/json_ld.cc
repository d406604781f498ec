// SPDX-License-Identifier: GPL-2.0-or-later
// What pages say in JSON-LD: the first line is the title, parts are the contents of scripts.
#include "indexer/source/html/json_ld.h"

#include <string>
#include <string_view>
#include <vector>

#include "indexer/source/short_field.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::string title = repair_utf8(input.line());
  std::vector<std::string> texts;
  for (const std::string_view part : input.parts(8)) texts.push_back(repair_utf8(part));
  const std::vector<std::string_view> blocks(texts.begin(), texts.end());

  const JsonLdArticle article = read_json_ld(blocks, title);
  bool is_blank = article.body.empty() && !article.is_behind_paywall;
  for (const std::string* field : {&article.headline, &article.published, &article.updated,
                                   &article.publisher, &article.author, &article.url, &article.language}) {
    require(is_valid_utf8(*field), "a field is UTF-8", *field);
    require(*field == short_field(*field), "a field is one short line", *field);
    is_blank = is_blank && field->empty();
  }
  require(is_valid_utf8(article.body), "the body is UTF-8", article.body);
  require(article.is_found || is_blank, "what is not found says nothing", article.headline);
  return 0;
}
