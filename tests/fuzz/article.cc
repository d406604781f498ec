// SPDX-License-Identifier: GPL-2.0-or-later
// The whole way of any file into an index: recognised, read, cleaned, extracted, made a document, and read
// back from it as the searcher does. The first line of the input is the name of the file.
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "common/article/article_json.h"
#include "common/base/ascii.h"
#include "common/facets/vocabulary.h"
#include "common/index/fields.h"
#include "indexer/article_processor.h"
#include "indexer/document_builder.h"
#include "indexer/explain.h"
#include "indexer/run_report.h"
#include "indexer/source/article_reader.h"
#include "indexer/source/format.h"
#include "indexer/source/ignored_names.h"
#include "indexer/source/unpack.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/reader_promises.h"
#include "tests/support/temp_directory.h"

using namespace chokepoint;

namespace {

const ArticleProcessor& processor() {
  static const Vocabulary vocabulary = Vocabulary::load();
  static const ArticleProcessor made(vocabulary);
  return made;
}

// A name that a file may have; what users write beside the suffix does not matter.
std::string file_name(std::string_view line) {
  std::string name(line.substr(0, 100));
  std::erase_if(name, [](char c) { return c == '/' || c == '\0'; });
  return "a" + name;
}

// Outside programs are not what is asked here, and take as long as a thousand inputs.
bool needs_program(const std::string& bytes, const std::string& name) {
  const auto unpacked = unpack_file(bytes, name, 1 << 20, name);
  const auto* file = std::get_if<UnpackedFile>(&unpacked);
  if (file == nullptr) return false;
  const auto format = detect_format(file->bytes, file->name, name);
  return format.index() == 0 && format_info(std::get<Format>(format)).is_converted;
}

void check_name(const std::string& name) {
  const std::string suffix = type_suffix(name);
  require(suffix.empty() || (suffix.front() == '.' && suffix == ascii_lower(suffix)),
          "a suffix is in lower case", suffix);
  const auto format = format_of_suffix(name);
  require(!format || format_info(*format).suffixes.size() > 0, "a suffix is one of a format", name);
}

void check_document(const Article& article) {
  static const Analyzer analyzer;
  const Xapian::Document document = build_document(analyzer, article);
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
    require((*term).size() <= 245 && (*term).find('\0') == std::string::npos, "Xapian takes each term",
            *term);
  require(document.get_value(kIdSlot) == article.id, "a document is known by its id", article.id);
  const std::string publishers =
      document.get_value(static_cast<Xapian::valueno>(field_info(Field::kPublisher).slot));
  const std::vector<std::string_view> values = unpack_values(publishers);
  require(values.size() <= 1, "an article has one publisher", article.publisher);
  for (const std::string_view value : values) {
    auto term = document.termlist_begin();
    term.skip_to(field_term(Field::kPublisher, value));
    require(term != document.termlist_end() && *term == field_term(Field::kPublisher, value),
            "what is counted can be filtered by", value);
  }
  require(parse_stored_article(document.get_data()) == article, "what is stored is the article", article.id);
}

void check_shown(const Article& article) {
  require_safe(explain_article(article), "an explanation is safe to print");
  require_safe(to_json_text(article_to_json(article)), "JSON is safe to print");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const TempDirectory directory;
  Input input(data, size);
  const std::string name = file_name(input.line());
  const std::string bytes(input.rest());
  check_name(name);
  if (needs_program(bytes, name)) return 0;

  SourceFile file;
  file.id = name;
  file.path = directory.write("file", bytes).parent_path() / name;
  file.target = directory.path() / "file";
  std::uint64_t articles = 0;
  const ReadReceipt receipt = read_articles(file, {1 << 20, {}}, [&](RawOutcome&& outcome) {
    if (const auto* skip = std::get_if<Skip>(&outcome))
      return require_safe(report_lines({*skip}), "a report is safe");
    const auto& raw = std::get<RawArticle>(outcome);
    check_article(raw);
    const Article article = processor().process(raw);
    check_document(article);
    check_shown(article);
    ++articles;
  });
  require(receipt.articles == articles && !receipt.content_hash.empty(), "what was read is counted", name);
  return 0;
}
