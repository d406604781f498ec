// SPDX-License-Identifier: GPL-2.0-or-later
// Articles as the index stores them, of any bytes: read, or refused as damaged; what was read can be shown,
// and is stored such that the same is read again. Our reader of JSON strings agrees with the library's.
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "common/article/article_json.h"
#include "common/article/json_string.h"
#include "common/base/error.h"
#include "indexer/explain.h"
#include "searcher/output/writer.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

void check_offsets(const Article& article) {
  const std::size_t size = article.text.size();
  require(article.body_begin <= size, "the body begins in the text", article.text);
  for (const Event& event : article.events)
    require(event.evidence_begin <= event.evidence_end && event.evidence_end <= size,
            "evidence lies in the text", event.measure);
}

void check_shown(const Article& article) {
  require_safe(to_json_text(article_to_json(article)), "JSON is safe to print");
  require_safe(explain_article(article), "an explanation is safe to print");
  OutputOptions options;
  for (const Format format : {Format::kText, Format::kJson, Format::kCsv, Format::kTsv, Format::kPaths}) {
    options.format = format;
    StringSink out;
    write_article(article, options, out);
    require_safe(out.text(), "a stored article is safe to print");
  }
}

void check_article(std::string_view bytes) {
  Article article;
  try {
    article = parse_stored_article(bytes);
  } catch (const IndexError& error) {
    require(!std::string_view(error.what()).empty(), "damage is named");
    return;
  }
  check_offsets(article);
  require(parse_stored_article(store_article(article)) == article, "an article is read as it was stored",
          article.id);
  check_shown(article);
}

void check_json_string(std::string_view bytes) {
  std::string ours;
  const std::size_t end = read_json_string(bytes, 0, ours);
  if (end == std::string_view::npos) return;
  require(end < bytes.size() && bytes[end] == '"', "a string ends at a quote", bytes);
  const auto theirs = nlohmann::json::parse('"' + std::string(bytes.substr(0, end)) + '"', nullptr,
                                            /*allow_exceptions=*/false);
  require(theirs.is_string() && theirs.get<std::string>() == ours, "both readers read one string", bytes);
}

// Names are bytes, which JSON has no strings of.
void check_name(std::string_view bytes) {
  Article article;
  article.id = article.path = bytes;
  require(parse_stored_article(store_article(article)).id == bytes, "a name is kept byte for byte", bytes);
  const auto shown = nlohmann::json::parse(to_json_text(article_to_json(article)));
  require(name_from_json(shown.at("id").get<std::string>()) == bytes, "a name that is shown can be used",
          bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_article(bytes);
  check_json_string(bytes);
  check_name(bytes);
  return 0;
}
