// SPDX-License-Identifier: GPL-2.0-or-later
// Look-ups scan the rows with names that begin like the one that is looked up: they are few (name_index.h).
#include "common/facets/vocabulary.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include <unicode/uchar.h>

#include "common/base/error.h"
#include "common/base/hash.h"
#include "common/base/read_rest.h"
#include "common/base/utf8.h"
#include "common/facets/gazetteer.h"
#include "common/facets/suggestions.h"
#include "common/text/fold.h"

namespace chokepoint {
namespace {

std::string fold_case(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCodePoint point = decode_utf8(text, i);
    append_utf8(static_cast<char32_t>(u_foldCase(static_cast<UChar32>(point.value), U_FOLD_CASE_DEFAULT)),
                folded);
    i += point.length;
  }
  return folded;
}

// Compares names with one that has been folded. Most names differ in the first byte, which settles the
// matter without a copy as long as that byte is ASCII.
class FoldedName {
 public:
  explicit FoldedName(std::string_view name) : folded_(fold_case(trim(name))) {}

  bool empty() const { return folded_.empty(); }
  bool equals(std::string_view name) const {
    if (empty() || name.empty()) return false;
    const auto first = static_cast<unsigned char>(name.front());
    if (first < 0x80 && ascii_lower(name.substr(0, 1)).front() != folded_.front()) return false;
    return fold_case(name) == folded_;
  }
  bool is_in(const CellList& names) const {
    return std::any_of(names.begin(), names.end(), [this](Cell name) { return equals(name); });
  }

 private:
  std::string folded_;
};

// Collects names that begin alike. The first that takes a spelling keeps it, as look-ups find it so, and of
// the spellings of one thing the first counts.
class NamesByPrefix {
 public:
  explicit NamesByPrefix(std::string_view prefix) : prefix_(fold_case(prefix)) {}

  void consider(std::string_view spelling, std::string_view value) {
    std::string folded = fold_case(spelling);
    if (!folded.starts_with(prefix_) || !taken_.insert(std::move(folded)).second) return;
    spelling_of_.emplace(value, spelling);
  }
  void consider(const CellList& spellings, std::string_view value) {
    for (const Cell spelling : spellings) consider(spelling, value);
  }

  const std::map<std::string, std::string>& found() const { return spelling_of_; }

 private:
  std::string prefix_;
  std::set<std::string> taken_;
  std::map<std::string, std::string> spelling_of_;
};

// What equals a name but for case begins like it when folded.
NameBeginnings beginnings_of(std::string_view name) {
  NameBeginnings beginnings;
  beginnings.add(fold(trim(name)));
  return beginnings;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw InputError("cannot read the table \"" + path.string() + '"');
  std::string text = read_rest(in);
  if (in.bad()) throw InputError("cannot read the table \"" + path.string() + '"');
  return text;
}

// A table with a mistyped name would be ignored in silence.
void refuse_unknown_tables(const std::filesystem::path& dir) {
  const auto known = table_names();
  for (const auto& entry : std::filesystem::directory_iterator(dir)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".tsv") || std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::string names;
    for (const std::string_view table : known) names += (names.empty() ? "" : ", ") + std::string(table);
    throw UsageError('"' + entry.path().string() + "\" is no table that can be extended",
                     "the tables are " + names);
  }
}

std::map<std::string, std::string> read_directory(const std::filesystem::path& dir) {
  std::map<std::string, std::string> texts;
  if (dir.empty()) return texts;
  if (!std::filesystem::is_directory(dir)) {
    throw UsageError("the directory of tables \"" + dir.string() + "\" does not exist");
  }
  for (const std::string_view name : table_names()) {
    const std::filesystem::path file = dir / name;
    if (std::filesystem::exists(file)) texts.emplace(name, read_file(file));
  }
  refuse_unknown_tables(dir);
  return texts;
}

// The slugs of `rows` that are `name`, or whose group is.
template <typename Row, typename Slug>
std::vector<std::string> slugs_of(const std::vector<Row>& rows, std::string_view name, Slug slug) {
  const FoldedName wanted(name);
  std::vector<std::string> slugs;
  for (const Row& row : rows) {
    if (wanted.equals(row.*slug) || wanted.equals(row.group)) slugs.emplace_back(row.*slug);
  }
  return slugs;
}

template <typename Row, typename Slug>
std::vector<std::string> all_slugs(const std::vector<Row>& rows, Slug slug) {
  std::vector<std::string> slugs;
  for (const Row& row : rows) slugs.emplace_back(row.*slug);
  return slugs;
}

template <typename Row, typename Slug>
std::vector<std::string> suggest_slugs(const std::vector<Row>& rows, std::string_view wrong, Slug slug) {
  Suggestions suggestions(fold_case(trim(wrong)));
  for (const Row& row : rows) {
    suggestions.consider(fold_case(row.*slug), row.*slug);
    suggestions.consider(fold_case(row.group), row.group);
  }
  return suggestions.best();
}

}  // namespace

Vocabulary::Vocabulary(std::unique_ptr<const Data> data) : data_(std::move(data)) {}
Vocabulary::Vocabulary(Vocabulary&&) noexcept = default;
Vocabulary& Vocabulary::operator=(Vocabulary&&) noexcept = default;
Vocabulary::~Vocabulary() = default;

Vocabulary Vocabulary::load(const std::filesystem::path& tables_dir) {
  return Vocabulary(read_tables({}, read_directory(tables_dir)));
}

Vocabulary Vocabulary::load_texts(const std::map<std::string, std::string>& texts) {
  return Vocabulary(read_tables(texts, {}));
}

std::optional<std::string> Vocabulary::country_code(std::string_view code_or_name) const {
  const FoldedName wanted(code_or_name);
  const NameBeginnings beginnings = beginnings_of(code_or_name);
  const std::vector<CountryRow> countries = data_->countries.some(beginnings);
  const CountryRow* by_other_name = nullptr;
  for (const CountryRow& row : countries) {
    if (wanted.equals(row.code) || wanted.equals(row.name)) return std::string(row.emitted());
    if (by_other_name == nullptr && (wanted.is_in(row.names) || wanted.is_in(row.demonyms)))
      by_other_name = &row;
  }
  if (by_other_name != nullptr) return std::string(by_other_name->emitted());
  for (const LocalNameRow& row : data_->local_names.some(beginnings)) {
    if (wanted.equals(row.name)) return country_code(row.code);
  }
  return std::nullopt;
}

std::optional<std::string> Vocabulary::company(std::string_view name_or_alias) const {
  const FoldedName wanted(name_or_alias);
  const NameBeginnings beginnings = beginnings_of(name_or_alias);
  const std::vector<CompanyRow> companies = data_->companies.some(beginnings);
  const CompanyRow* by_other_name = nullptr;
  for (const CompanyRow& row : companies) {
    if (wanted.equals(row.name)) return std::string(row.name);
    if (by_other_name == nullptr && (wanted.is_in(row.aliases) || wanted.is_in(row.products)))
      by_other_name = &row;
  }
  if (by_other_name != nullptr) return std::string(by_other_name->name);
  for (const CompanyNameRow& row : data_->company_names.some(beginnings)) {
    if (wanted.equals(row.name)) return std::string(row.company);
  }
  return std::nullopt;
}

std::vector<std::string> Vocabulary::measures(std::string_view leaf_or_group) const {
  return slugs_of(data_->measures.get(), leaf_or_group, &MeasureRow::leaf);
}

std::vector<std::string> Vocabulary::statuses(std::string_view status_or_group) const {
  return slugs_of(data_->statuses.get(), status_or_group, &StatusRow::status);
}

std::map<std::string, std::string> Vocabulary::countries_named(std::string_view prefix) const {
  NamesByPrefix names(prefix);
  for (const CountryRow& row : data_->countries) {
    if (row.gives.empty()) names.consider(row.name, row.code);  // before territories that count as it
  }
  for (const CountryRow& row : data_->countries) {
    names.consider(row.code, row.emitted());
    names.consider(row.name, row.emitted());
  }
  for (const CountryRow& row : data_->countries) {
    names.consider(row.names, row.emitted());
    names.consider(row.demonyms, row.emitted());
  }
  if (!names.found().empty()) return names.found();
  // In thirty languages, almost any beginning is that of some name: only if there is nothing in English.
  for (const LocalNameRow& row : data_->local_names) names.consider(row.name, row.code);
  return names.found();
}

std::map<std::string, std::string> Vocabulary::companies_named(std::string_view prefix) const {
  NamesByPrefix names(prefix);
  for (const CompanyRow& row : data_->companies) names.consider(row.name, row.name);
  for (const CompanyRow& row : data_->companies) {
    names.consider(row.aliases, row.name);
    names.consider(row.products, row.name);
  }
  if (!names.found().empty()) return names.found();
  for (const CompanyNameRow& row : data_->company_names) names.consider(row.name, row.company);
  return names.found();
}

std::string Vocabulary::country_label(std::string_view code) const {
  for (const CountryRow& row : data_->countries.some(beginnings_of(code))) {
    if (row.code == code) return std::string(row.name);
  }
  return std::string(code);
}

std::string Vocabulary::measure_label(std::string_view leaf) const {
  for (const MeasureRow& row : data_->measures) {
    if (row.leaf == leaf) return std::string(row.label);
  }
  return std::string(leaf);
}

std::string Vocabulary::status_meaning(std::string_view status) const {
  for (const StatusRow& row : data_->statuses) {
    if (row.status == status) return std::string(row.meaning);
  }
  return {};
}

std::string Vocabulary::measure_group(std::string_view leaf) const {
  for (const MeasureRow& row : data_->measures) {
    if (row.leaf == leaf) return std::string(row.group);
  }
  return {};
}

std::string Vocabulary::status_group(std::string_view status) const {
  for (const StatusRow& row : data_->statuses) {
    if (row.status == status) return std::string(row.group);
  }
  return {};
}

std::vector<std::string> Vocabulary::suggest_country(std::string_view wrong) const {
  Suggestions suggestions(fold_case(trim(wrong)));
  for (const CountryRow& row : data_->countries) {
    suggestions.consider(fold_case(row.name), row.name);
    for (const Cell name : row.names) suggestions.consider(fold_case(name), row.name);
  }
  return suggestions.best();
}

std::vector<std::string> Vocabulary::suggest_company(std::string_view wrong) const {
  Suggestions suggestions(fold_case(trim(wrong)));
  for (const CompanyRow& row : data_->companies) {
    suggestions.consider(fold_case(row.name), row.name);
    for (const Cell alias : row.aliases) suggestions.consider(fold_case(alias), row.name);
  }
  return suggestions.best();
}

std::vector<std::string> Vocabulary::suggest_measure(std::string_view wrong) const {
  return suggest_slugs(data_->measures.get(), wrong, &MeasureRow::leaf);
}

std::vector<std::string> Vocabulary::suggest_status(std::string_view wrong) const {
  return suggest_slugs(data_->statuses.get(), wrong, &StatusRow::status);
}

std::vector<std::string> Vocabulary::all_measures() const {
  return all_slugs(data_->measures.get(), &MeasureRow::leaf);
}

std::vector<std::string> Vocabulary::all_statuses() const {
  return all_slugs(data_->statuses.get(), &StatusRow::status);
}

std::string Vocabulary::fingerprint() const {
  std::string hashes;
  for (const std::string_view text : data_->texts) hashes += content_hash(text);
  return content_hash(hashes);
}

}  // namespace chokepoint
