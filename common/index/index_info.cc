// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/index/index_info.h"

#include <charconv>

#include <unicode/uversion.h>

#include "common/base/error.h"
#include "common/base/program_name.h"
#include "common/base/version.h"
#include "common/index/fields.h"
#include "common/text/analyzer.h"

namespace chokepoint {
namespace {

constexpr const char* kFormatKey = "chokepoint/format";
constexpr const char* kBuildKey = "chokepoint/build";
constexpr const char* kAnalyzerKey = "chokepoint/analyzer";
constexpr const char* kVocabularyKey = "chokepoint/vocabulary";
constexpr const char* kIcuKey = "chokepoint/icu";
constexpr const char* kXapianKey = "chokepoint/xapian";
constexpr const char* kProgramKey = "chokepoint/program";
constexpr const char* kLanguagesKey = "chokepoint/languages";
constexpr const char* kNewestKey = "chokepoint/newest";

template <typename Number>
Number parse_number(const std::string& text) {
  Number value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string rebuild_hint() {
  return std::string("rebuild it with \"") + indexer_name() + " --rebuild --db=PATH\"";
}

}  // namespace

Xapian::Database open_database(const std::string& path) {
  return Xapian::Database(path, Xapian::DB_BACKEND_GLASS);
}

IndexInfo current_index_info() {
  IndexInfo info;
  info.format = kIndexFormat;
  info.analyzer = Analyzer::fingerprint();
  info.icu = U_ICU_VERSION;
  info.xapian = Xapian::version_string();
  info.program = kVersion;
  return info;
}

void write_index_info(const IndexInfo& info, Xapian::WritableDatabase& database) {
  database.set_metadata(kFormatKey, std::to_string(info.format));
  database.set_metadata(kBuildKey, std::to_string(info.build));
  database.set_metadata(kAnalyzerKey, info.analyzer);
  database.set_metadata(kVocabularyKey, info.vocabulary);
  database.set_metadata(kIcuKey, info.icu);
  database.set_metadata(kXapianKey, info.xapian);
  database.set_metadata(kProgramKey, info.program);
  database.set_metadata(kLanguagesKey, pack_values(info.languages));
  database.set_metadata(kNewestKey, info.newest);
}

IndexInfo read_index_info(const Xapian::Database& database, const std::string& path) {
  const std::string format = database.get_metadata(kFormatKey);
  if (format.empty())
    throw IndexError("\"" + path + "\" is a Xapian database, but not an index of chokepoint");
  IndexInfo info;
  info.format = parse_number<int>(format);
  info.build = parse_number<std::uint64_t>(database.get_metadata(kBuildKey));
  info.analyzer = database.get_metadata(kAnalyzerKey);
  info.vocabulary = database.get_metadata(kVocabularyKey);
  info.icu = database.get_metadata(kIcuKey);
  info.xapian = database.get_metadata(kXapianKey);
  info.program = database.get_metadata(kProgramKey);
  const std::string languages = database.get_metadata(kLanguagesKey);
  for (const auto language : unpack_values(languages)) info.languages.emplace_back(language);
  info.newest = database.get_metadata(kNewestKey);
  if (info.format != kIndexFormat) {
    throw IndexError("the index \"" + path + "\" has format " + format + ", this program reads format " +
                         std::to_string(kIndexFormat),
                     rebuild_hint());
  }
  if (info.analyzer != Analyzer::fingerprint()) {
    throw IndexError("the index \"" + path + "\" was built with other word rules (" + info.analyzer +
                         "; this program: " + Analyzer::fingerprint() + ")",
                     rebuild_hint());
  }
  return info;
}

}  // namespace chokepoint
