// SPDX-License-Identifier: GPL-2.0-or-later
// What the tables say, by meaning: which jurisdiction, company, measure or status a name stands for. The
// searcher resolves filter values with it, the extractor finds mentions with it, so both agree.
//
// A Vocabulary is immutable after loading and may be shared by threads. Compiled-in tables are read when they
// are first needed.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

class Vocabulary {
 public:
  // The compiled-in tables, extended and overridden by the files of the same names in `tables_dir` if that
  // is not empty. Throws UsageError that names file and line of a bad row.
  static Vocabulary load(const std::filesystem::path& tables_dir = {});

  // As load(), with tables given as text by file name ("companies.tsv") in place of the compiled-in ones.
  static Vocabulary load_texts(const std::map<std::string, std::string>& texts);

  Vocabulary(Vocabulary&&) noexcept;
  Vocabulary& operator=(Vocabulary&&) noexcept;
  ~Vocabulary();

  // Filter values. Case-insensitive, diacritics as written. Nothing for an unknown name.
  std::optional<std::string> country_code(std::string_view code_or_name) const;
  std::optional<std::string> company(std::string_view name_or_alias) const;
  // The leaves that a leaf or group slug stands for, in table order; empty if unknown.
  std::vector<std::string> measures(std::string_view leaf_or_group) const;
  std::vector<std::string> statuses(std::string_view status_or_group) const;

  // What is named by a name that begins with `prefix` (as case-insensitive as above), with one such name: the
  // code of a country, the first name of a company. A name that would be read as another's is left out, and
  // so are names in other languages than English if there are English ones.
  std::map<std::string, std::string> countries_named(std::string_view prefix) const;
  std::map<std::string, std::string> companies_named(std::string_view prefix) const;

  // How a value is shown to people: "Canada" for CA. The value itself if it has no label of its own.
  std::string country_label(std::string_view code) const;
  std::string measure_label(std::string_view leaf) const;
  std::string status_meaning(std::string_view status) const;  // a sentence; empty if unknown

  // The group slug of a leaf or status; empty if unknown.
  std::string measure_group(std::string_view leaf) const;
  std::string status_group(std::string_view status) const;

  // What a misspelt or incomplete value was meant for, for hints; see common/facets/suggestions.h.
  std::vector<std::string> suggest_country(std::string_view wrong) const;
  std::vector<std::string> suggest_company(std::string_view wrong) const;
  std::vector<std::string> suggest_measure(std::string_view wrong) const;
  std::vector<std::string> suggest_status(std::string_view wrong) const;

  // All leaves and statuses in table order.
  std::vector<std::string> all_measures() const;
  std::vector<std::string> all_statuses() const;

  // Changes whenever a table changes: an index made with other tables must be extracted anew. Each call
  // hashes all tables.
  std::string fingerprint() const;

  // What the extractor reads; see common/facets/gazetteer.h.
  struct Data;
  const Data& data() const { return *data_; }

 private:
  explicit Vocabulary(std::unique_ptr<const Data> data);
  std::unique_ptr<const Data> data_;
};

}  // namespace chokepoint
