// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/facets/gazetteer.h"

#include <charconv>
#include <functional>
#include <unordered_map>

#include "common/base/error.h"
#include "common/facets/table.h"

namespace chokepoint {
namespace {

// The cells of one row by column name. Columns are looked up once a table.
class RowReader {
 public:
  explicit RowReader(const Table& table) : table_(table) {}

  void select(const std::vector<std::string_view>& columns) {
    for (const std::string_view name : columns) columns_.push_back(table_.column(name));
  }
  void move_to(const Table::Row& row) {
    row_ = &row;
    next_ = 0;
  }

  // The next of the selected columns.
  Cell text() { return row_->cells[columns_[next_++]]; }
  CellList list() { return split_list(text()); }
  Cell required() {
    const Cell cell = text();
    if (cell.empty()) table_.fail(*row_, "the key is empty");
    return cell;
  }
  template <typename Number>
  Number number() {
    const Cell cell = text();
    Number value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc() || end != cell.data() + cell.size()) {
      table_.fail(*row_, "not a number: \"" + std::string(cell) + '"');
    }
    return value;
  }

 private:
  const Table& table_;
  std::vector<std::size_t> columns_;
  const Table::Row* row_ = nullptr;
  std::size_t next_ = 0;
};

// How a table becomes rows: its columns in the order in which `read` takes them, and the key by which a
// row of an extending table overrides one of ours.
template <typename Row>
struct TableForm {
  std::string_view name;
  std::vector<std::string_view> columns;
  Row (*read)(RowReader&);
  std::string (*key)(const Row&);
};

template <typename... Parts>
std::string joined(const Parts&... parts) {
  std::string key;
  ((key += parts, key += '\t'), ...);
  return key;
}

// Braced initialisers are evaluated from left to right, so the order of the fields is that of the columns.
const TableForm<CountryRow> kCountries{
    "countries.tsv",
    {"code", "name", "kind", "gives", "capital", "demonyms", "names", "ambiguous", "cues"},
    [](RowReader& in) {
      return CountryRow{in.required(), in.required(), in.text(), in.text(), in.list(),
                        in.list(),     in.list(),     in.list(), in.list()};
    },
    [](const CountryRow& row) { return joined(row.code); }};

const TableForm<LocalNameRow> kLocalNames{
    "country_names_cldr.tsv",
    {"name", "code", "language"},
    [](RowReader& in) {
      return LocalNameRow{in.required(), in.required(), in.text()};
    },
    [](const LocalNameRow& row) { return joined(row.name, row.code, row.language); }};

const TableForm<PlaceRow> kPlaces{
    "places.tsv",
    {"name", "code", "kind", "guard", "not"},
    [](RowReader& in) {
      return PlaceRow{in.required(), in.required(), in.text(), in.text(), in.list()};
    },
    [](const PlaceRow& row) { return joined(row.name, row.code); }};

const TableForm<AuthorityRow> kAuthorities{
    "authorities.tsv",
    {"name", "code", "kind", "aliases", "context"},
    [](RowReader& in) {
      return AuthorityRow{in.required(), in.required(), in.text(), in.list(), in.list()};
    },
    [](const AuthorityRow& row) { return joined(row.code, row.name); }};

const TableForm<StopPhraseRow> kStopPhrases{"stop_phrases.tsv",
                                            {"phrase", "kind"},
                                            [](RowReader& in) {
                                              return StopPhraseRow{in.required(), in.text()};
                                            },
                                            [](const StopPhraseRow& row) { return joined(row.phrase); }};

const TableForm<CompanyRow> kCompanies{"companies.tsv",
                                       {"name", "kind", "parent", "home", "sector", "guard", "valid_from",
                                        "valid_to", "aliases", "products", "ambiguous", "cues"},
                                       [](RowReader& in) {
                                         return CompanyRow{in.required(), in.text(), in.text(), in.text(),
                                                           in.text(),     in.text(), in.text(), in.text(),
                                                           in.list(),     in.list(), in.list(), in.list()};
                                       },
                                       [](const CompanyRow& row) { return joined(row.name); }};

const TableForm<CompanyNameRow> kCompanyNames{
    "company_names.tsv",
    {"company", "name", "languages", "cues"},
    [](RowReader& in) {
      return CompanyNameRow{in.required(), in.required(), in.list(), in.list()};
    },
    [](const CompanyNameRow& row) { return joined(row.company, row.name); }};

const TableForm<NameFormRow> kNameForms{
    "name_forms.tsv",
    {"language", "kind", "base", "forms"},
    [](RowReader& in) {
      return NameFormRow{in.required(), in.required(), in.text(), in.list()};
    },
    [](const NameFormRow& row) { return joined(row.language, row.kind, row.base); }};

const TableForm<MeasureRow> kMeasures{
    "measures.tsv",
    {"leaf", "group", "label", "definition", "scope"},
    [](RowReader& in) {
      return MeasureRow{in.required(), in.required(), in.required(), in.text(), in.text()};
    },
    [](const MeasureRow& row) { return joined(row.leaf); }};

const TableForm<StatusRow> kStatuses{
    "statuses.tsv",
    {"status", "group", "meaning", "rank"},
    [](RowReader& in) {
      return StatusRow{in.required(), in.required(), in.text(), in.number<int>()};
    },
    [](const StatusRow& row) { return joined(row.status); }};

const TableForm<WordClassRow> kWordClasses{"word_classes.tsv",
                                           {"class", "words"},
                                           [](RowReader& in) {
                                             return WordClassRow{in.required(), in.list()};
                                           },
                                           [](const WordClassRow& row) { return joined(row.name); }};

const TableForm<MeasureCueRow> kMeasureCues{
    "measure_cues.tsv",
    {"id", "leaf", "actor", "within", "status", "head", "with", "and", "without"},
    [](RowReader& in) {
      return MeasureCueRow{in.required(), in.required(), in.text(), in.text(), in.text(),
                           in.list(),     in.list(),     in.list(), in.list()};
    },
    [](const MeasureCueRow& row) { return joined(row.id); }};

const TableForm<StatusCueRow> kStatusCues{
    "status_cues.tsv",
    {"id", "status", "place", "words"},
    [](RowReader& in) {
      return StatusCueRow{in.required(), in.required(), in.text(), in.list()};
    },
    [](const StatusCueRow& row) { return joined(row.id); }};

const TableForm<WeightRow> kWeights{"weights.tsv",
                                    {"model", "feature", "weight"},
                                    [](RowReader& in) {
                                      return WeightRow{in.required(), in.required(), in.number<double>()};
                                    },
                                    [](const WeightRow& row) { return joined(row.model, row.feature); }};

template <typename Row>
std::vector<Row> read_rows(const TableForm<Row>& form, const Table& table) {
  RowReader reader(table);
  reader.select(form.columns);
  std::vector<Row> rows;
  rows.reserve(table.rows().size());
  for (const Table::Row& row : table.rows()) {
    reader.move_to(row);
    rows.push_back(form.read(reader));
  }
  return rows;
}

template <typename Row>
std::vector<Row> read_rows(const TableForm<Row>& form, std::string_view text) {
  return read_rows(form, Table::parse(text, std::string(form.name)));
}

// Of a table that was compiled in.
template <typename Row>
std::vector<Row> read_rows_named(const TableForm<Row>& form, const NameBeginnings& names) {
  const std::vector<std::uint32_t> lines = names.lines(embedded_name_index(form.name));
  return read_rows(form, Table::parse(embedded_table(form.name), std::string(form.name), lines));
}

template <typename Row>
void extend_rows(const TableForm<Row>& form, std::vector<Row> more, std::vector<Row>& rows) {
  std::unordered_map<std::string, std::size_t> place_of;
  for (std::size_t i = 0; i < rows.size(); ++i) place_of.emplace(form.key(rows[i]), i);
  for (Row& row : more) {
    const auto [found, is_new] = place_of.emplace(form.key(row), rows.size());
    if (is_new) {
      rows.push_back(std::move(row));
    } else {
      rows[found->second] = std::move(row);
    }
  }
}

// Where the text of each table comes from.
class TableSource {
 public:
  TableSource(const std::map<std::string, std::string>& replaced,
              const std::map<std::string, std::string>& extending, Vocabulary::Data& data)
      : replaced_(replaced), extending_(extending), data_(data) {}

  // `form` must outlive `rows`.
  template <typename Row>
  void read(const TableForm<Row>& form, LazyRows<Row>& rows) {
    rows.set([&form, texts = texts(form.name), is_given = is_given(form.name)](const NameBeginnings* names) {
      if (names != nullptr && !is_given) return read_rows_named(form, *names);
      std::vector<Row> read = read_rows(form, texts.front());
      for (std::size_t i = 1; i < texts.size(); ++i) extend_rows(form, read_rows(form, texts[i]), read);
      return read;
    });
    if (is_given(form.name)) rows.get();
  }

  // The texts of a table: ours or what replaces it, then what extends it.
  std::vector<std::string_view> texts(std::string_view table) {
    const std::string name(table);
    const auto own = replaced_.find(name);
    std::vector<std::string_view> texts{own == replaced_.end() ? embedded_table(name) : keep(own->second)};
    const auto more = extending_.find(name);
    if (more != extending_.end()) texts.push_back(keep(more->second));
    data_.texts.insert(data_.texts.end(), texts.begin(), texts.end());
    return texts;
  }

 private:
  bool is_given(std::string_view table) const {
    const std::string name(table);
    return replaced_.contains(name) || extending_.contains(name);
  }
  std::string_view keep(const std::string& text) {
    data_.own_texts.push_back(std::make_unique<const std::string>(text));
    return *data_.own_texts.back();
  }

  const std::map<std::string, std::string>& replaced_;
  const std::map<std::string, std::string>& extending_;
  Vocabulary::Data& data_;
};

void check_names(const std::map<std::string, std::string>& tables) {
  for (const auto& [name, text] : tables) {
    bool known = false;
    for (const std::string_view table : table_names()) known = known || table == name;
    if (!known) throw UsageError("no table is called \"" + name + '"');
  }
}

}  // namespace

std::vector<WeightRow> read_weights(const Vocabulary::Data& data) {
  std::vector<WeightRow> rows;
  for (const std::string_view text : data.weights) {
    for (WeightRow& row : read_rows(kWeights, text)) rows.push_back(std::move(row));
  }
  return rows;
}

const std::vector<std::string_view>& table_names() {
  static const std::vector<std::string_view> names{
      kCountries.name,   kLocalNames.name,   kPlaces.name,     kAuthorities.name, kStopPhrases.name,
      kCompanies.name,   kCompanyNames.name, kNameForms.name,  kMeasures.name,    kStatuses.name,
      kWordClasses.name, kMeasureCues.name,  kStatusCues.name, kWeights.name};
  return names;
}

std::unique_ptr<Vocabulary::Data> read_tables(const std::map<std::string, std::string>& replaced,
                                              const std::map<std::string, std::string>& extending) {
  check_names(replaced);
  check_names(extending);
  auto data = std::make_unique<Vocabulary::Data>();
  TableSource source(replaced, extending, *data);
  source.read(kCountries, data->countries);
  source.read(kLocalNames, data->local_names);
  source.read(kPlaces, data->places);
  source.read(kAuthorities, data->authorities);
  source.read(kStopPhrases, data->stop_phrases);
  source.read(kCompanies, data->companies);
  source.read(kCompanyNames, data->company_names);
  source.read(kNameForms, data->name_forms);
  source.read(kMeasures, data->measures);
  source.read(kStatuses, data->statuses);
  source.read(kWordClasses, data->word_classes);
  source.read(kMeasureCues, data->measure_cues);
  source.read(kStatusCues, data->status_cues);
  data->weights = source.texts(kWeights.name);
  return data;
}

}  // namespace chokepoint
