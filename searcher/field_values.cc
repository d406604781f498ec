// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/field_values.h"

#include <algorithm>
#include <optional>

#include "common/base/utf8.h"
#include "common/facets/suggestions.h"
#include "common/text/fold.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxSuggestions = 3;
constexpr std::size_t kMaxListedValues = 40;
constexpr std::size_t kMaxQuotedBytes = 80;

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text;
}

std::vector<std::string> list_of(std::optional<std::string> value) {
  return value ? std::vector<std::string>{std::move(*value)} : std::vector<std::string>{};
}

void append(std::vector<std::string>& to, std::vector<std::string> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

// Calls `visit` with each value that the index holds of `field`, but for those that are too long to be there
// whole.
template <typename Visit>
void for_each_indexed(const Xapian::Database& database, Field field, Visit visit) {
  const std::string prefix(field_info(field).prefix);
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    std::string value = (*term).substr(prefix.size());
    if (!is_hashed_value(value)) visit(std::move(value));
  }
}

}  // namespace

std::vector<std::string> FieldValues::resolve(Field field, std::string_view text) const {
  text = trim(text);
  if (text.empty()) return {};
  switch (field) {
    case Field::kCountry:
    case Field::kActor:
      return list_of(vocabulary_.country_code(text));
    case Field::kCompany:
    case Field::kTarget:
      if (auto name = vocabulary_.company(text)) return {std::move(*name)};
      return indexed_values(field, text);
    case Field::kMeasure:
      return vocabulary_.measures(text);
    case Field::kStatus:
      return vocabulary_.statuses(text);
    case Field::kMentions: {
      std::vector<std::string> values = list_of(vocabulary_.country_code(text));
      append(values, resolve(Field::kCompany, text));
      append(values, vocabulary_.measures(text));
      // A company that is in no table, and that no article is about.
      if (values.empty()) append(values, indexed_values(field, text));
      return values;
    }
    default:
      return indexed_values(field, text);
  }
}

std::vector<std::string> FieldValues::all_indexed(Field field) const {
  std::vector<std::string> values;
  for_each_indexed(database_, field, [&](std::string value) { values.push_back(std::move(value)); });
  return values;
}

std::vector<std::string> FieldValues::indexed_values(Field field, std::string_view text) const {
  const std::string wanted = fold(text);
  std::vector<std::string> values;
  for_each_indexed(database_, field, [&](std::string value) {
    if (fold(value) == wanted) values.push_back(std::move(value));
  });
  // The hash of a long value says nothing, so only the value itself leads to it.
  if (values.empty() && database_.term_exists(field_term(field, text))) values.emplace_back(text);
  return values;
}

std::vector<std::string> FieldValues::nearest_indexed(Field field, std::string_view wrong) const {
  Suggestions suggestions(fold(trim(wrong)));
  for_each_indexed(database_, field,
                   [&](const std::string& value) { suggestions.consider(fold(value), value); });
  return suggestions.best();
}

std::vector<std::string> FieldValues::suggest(Field field, std::string_view wrong) const {
  switch (field) {
    case Field::kCountry:
    case Field::kActor:
      return vocabulary_.suggest_country(wrong);
    case Field::kCompany:
    case Field::kTarget: {
      std::vector<std::string> values = vocabulary_.suggest_company(wrong);
      return values.empty() ? nearest_indexed(field, wrong) : values;
    }
    case Field::kMeasure:
      return vocabulary_.suggest_measure(wrong);
    case Field::kStatus:
      return vocabulary_.suggest_status(wrong);
    case Field::kMentions: {
      std::vector<std::string> values = vocabulary_.suggest_country(wrong);
      append(values, vocabulary_.suggest_company(wrong));
      append(values, vocabulary_.suggest_measure(wrong));
      if (values.size() > kMaxSuggestions) values.resize(kMaxSuggestions);
      return values;
    }
    default:
      return nearest_indexed(field, wrong);
  }
}

std::string FieldValues::describe_unknown(Field field, std::string_view text, std::string_view where) const {
  const std::string_view name =
      field == Field::kMentions ? "country, company or measure" : field_info(field).name;
  std::string message =
      "unknown " + std::string(name) + " \"" + std::string(utf8_prefix(text, kMaxQuotedBytes)) + '"';
  message += where;
  const std::vector<std::string> near = suggest(field, text);
  for (std::size_t i = 0; i < near.size(); ++i) {
    message += i == 0 ? "; did you mean " : i + 1 < near.size() ? ", " : " or ";
    message += '"' + near[i] + '"';
  }
  if (!near.empty()) message += '?';
  return message;
}

std::string FieldValues::describe_accepted(Field field) const {
  if (field == Field::kMeasure)
    return "measures are " + joined(vocabulary_.all_measures()) + ", and their groups";
  if (field == Field::kStatus)
    return "statuses are " + joined(vocabulary_.all_statuses()) + ", and their groups";
  if (field == Field::kCountry || field == Field::kActor)
    return "write a country as its code or name: CA, Canada";
  if (field == Field::kLanguage || field == Field::kPublisher) {
    std::vector<std::string> values;
    for_each_indexed(database_, field, [&](std::string value) { values.push_back(std::move(value)); });
    if (!values.empty() && values.size() <= kMaxListedValues) return "the index has " + joined(values);
  }
  return {};
}

std::string FieldValues::label(Field field, std::string_view value) const {
  switch (field) {
    case Field::kCountry:
    case Field::kActor:
      return vocabulary_.country_label(value);
    case Field::kMeasure:
      return vocabulary_.measure_label(value);
    default:
      return std::string(value);
  }
}

}  // namespace chokepoint
