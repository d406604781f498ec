// SPDX-License-Identifier: GPL-2.0-or-later
// The rows of the tables as plain data, for who needs more than the look-ups of Vocabulary: the extractor,
// and the tests that check the tables. What each column means is said at the head of its table.
//
// Cells are views into texts that Vocabulary::Data owns or that are compiled in: they live as long as it.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/facets/lazy_rows.h"
#include "common/facets/vocabulary.h"

namespace chokepoint {

using Cell = std::string_view;
using CellList = std::vector<std::string_view>;

struct CountryRow {
  Cell code, name, kind, gives;
  CellList capitals, demonyms, names, ambiguous, cues;

  // The code to emit: `gives` if there is one, else the row's own.
  Cell emitted() const { return gives.empty() ? code : gives; }
};

struct LocalNameRow {  // country_names_cldr.tsv
  Cell name, code, language;
};

struct PlaceRow {
  Cell name, code, kind, guard;
  CellList voided_by;  // column "not"
};

struct AuthorityRow {
  Cell name, code, kind;
  CellList aliases, context;
};

struct StopPhraseRow {
  Cell phrase, kind;
};

struct CompanyRow {
  Cell name, kind, parent, home, sector, guard, valid_from, valid_to;
  CellList aliases, products, ambiguous, cues;
};

struct CompanyNameRow {  // company_names.tsv
  Cell company, name;
  CellList languages, cues;
};

struct NameFormRow {
  Cell language, kind, base;
  CellList forms;
};

struct MeasureRow {
  Cell leaf, group, label, definition, scope;
};

struct StatusRow {
  Cell status, group, meaning;
  int rank = 0;  // how far a measure has come; of two statuses of one event the higher is kept
};

struct WordClassRow {
  Cell name;
  CellList words;
};

struct MeasureCueRow {
  Cell id, leaf, actor, within, status;
  CellList head, with, and_with, without;
};

struct StatusCueRow {
  Cell id, status, place;
  CellList words;
};

struct WeightRow {  // of a model that was trained; see linear_model.h
  Cell model, feature;
  double weight = 0;
};

struct Vocabulary::Data {
  LazyRows<CountryRow> countries;
  LazyRows<LocalNameRow> local_names;
  LazyRows<PlaceRow> places;
  LazyRows<AuthorityRow> authorities;
  LazyRows<StopPhraseRow> stop_phrases;
  LazyRows<CompanyRow> companies;
  LazyRows<CompanyNameRow> company_names;
  LazyRows<NameFormRow> name_forms;
  LazyRows<MeasureRow> measures;
  LazyRows<StatusRow> statuses;
  LazyRows<WordClassRow> word_classes;
  LazyRows<MeasureCueRow> measure_cues;
  LazyRows<StatusCueRow> status_cues;

  std::vector<std::string_view> weights;  // texts of weights.tsv; see read_weights()
  std::vector<std::string_view> texts;    // of all tables, those that extend ours included

  std::vector<std::unique_ptr<const std::string>>
      own_texts;  // what the cells of overriding tables point into
};

// The compiled-in tables with `replaced` in place of those it names, extended by `extending`. Tables that are
// given are read at once, so that their faults are said at once. Throws UsageError as Table::parse does, and
// for a name that is no table.
std::unique_ptr<Vocabulary::Data> read_tables(const std::map<std::string, std::string>& replaced,
                                              const std::map<std::string, std::string>& extending);

// The rows of weights.tsv, ours and then those that extend it. Nobody keeps them: models are made of them.
// Throws UsageError as Table::parse does.
std::vector<WeightRow> read_weights(const Vocabulary::Data& data);

// The names of the tables that are read, in the order of reading.
const std::vector<std::string_view>& table_names();

}  // namespace chokepoint
