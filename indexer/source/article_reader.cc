// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/article_reader.h"

#include <algorithm>

#include "common/base/hash.h"
#include "common/base/utf8.h"
#include "indexer/source/json_reader.h"

namespace chokepoint {
namespace {

// One control character in a hundred bytes, or one byte in a hundred characters that is not UTF-8, is no
// longer a slip of the scraper: it is another kind of file, and its words would be garbage.
constexpr std::size_t kMaxFaultsPerHundred = 1;

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
}

bool starts_with_utf16_mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

bool is_beyond(std::size_t faults, std::size_t all) {
  return faults * 100 > all * kMaxFaultsPerHundred;
}

bool has_suffix(const std::string& id, std::string_view suffix) {
  return ascii_lower(id).ends_with(suffix);
}

}  // namespace

std::variant<std::string, Skip> decode_text(std::string_view bytes, const std::string& path,
                                            std::string& note) {
  if (starts_with_utf16_mark(bytes)) return Skip{path, "undecodable", "UTF-16; convert it to UTF-8"};
  const auto controls = static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), is_control));
  if (is_beyond(controls, bytes.size())) {
    return Skip{
        path, "binary",
        std::to_string(controls) + " control characters in " + std::to_string(bytes.size()) + " bytes"};
  }
  std::size_t faults = 0;
  std::string text = repair_utf8(bytes, &faults);
  if (is_beyond(faults, count_code_points(text))) {
    return Skip{path, "undecodable",
                std::to_string(faults) + " bytes are not UTF-8; convert the file to UTF-8"};
  }
  if (faults > 0) note = std::to_string(faults) + " bytes were not UTF-8 and became U+FFFD";
  if (trim(text).empty()) return Skip{path, "empty", "nothing but white space"};
  return text;
}

ReadReceipt read_articles(const SourceFile& file, const ReadOptions& options,
                          const std::function<void(RawOutcome&&)>& sink) {
  auto content = read_file(file.path, options.max_bytes);
  if (auto* skip = std::get_if<Skip>(&content)) {
    sink(std::move(*skip));
    return {};
  }
  const std::string& bytes = std::get<std::string>(content);
  ReadReceipt receipt{content_hash(bytes), 0};
  const auto counting_sink = [&](RawOutcome&& outcome) {
    if (std::holds_alternative<RawArticle>(outcome)) ++receipt.articles;
    sink(std::move(outcome));
  };
  if (has_suffix(file.path, ".jsonl")) {
    read_json_lines(bytes, file, counting_sink);
  } else if (has_suffix(file.path, ".json")) {
    read_json_article(bytes, file, counting_sink);
  } else {
    RawArticle article{file.id, file.path, {}, {}, {}};
    auto text = decode_text(bytes, file.path, article.note);
    if (auto* skip = std::get_if<Skip>(&text)) {
      counting_sink(std::move(*skip));
    } else {
      article.text = std::move(std::get<std::string>(text));
      counting_sink(std::move(article));
    }
  }
  return receipt;
}

}  // namespace chokepoint
