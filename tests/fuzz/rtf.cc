// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as RTF: reading ends, and gives an article of valid UTF-8 or a skip.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "common/base/utf8.h"
#include "indexer/source/rtf_reader.h"

using namespace chokepoint;

namespace {

void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

void check(const RawOutcome& outcome) {
  if (const auto* skip = std::get_if<Skip>(&outcome)) {
    require(!explain_skip_reason(skip->reason).empty(), "a skip has a known reason");
    return;
  }
  const auto& article = std::get<RawArticle>(outcome);
  require(!article.text.empty(), "an article has text");
  require(is_valid_utf8(article.text), "the text is UTF-8");
  require(is_valid_utf8(article.metadata.title) && is_valid_utf8(article.metadata.author),
          "properties are UTF-8");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  SourceFile file;
  file.id = "a.rtf";
  int outcomes = 0;
  read_rtf({file, file.id, bytes}, [&](RawOutcome&& outcome) {
    check(outcome);
    ++outcomes;
  });
  require(outcomes == 1, "a file is one article or one skip");
  return 0;
}
