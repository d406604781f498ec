// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/index/fields.h"

#include <algorithm>
#include <array>

#include "common/base/hash.h"
#include "common/base/utf8.h"

namespace chokepoint {
namespace {

// Xapian allows 245 bytes a term (glass; a NUL byte counts twice, and no term of ours holds one).
constexpr std::size_t kMaxXapianTermBytes = 245;

constexpr char kHashMark = '#';
constexpr std::size_t kHashDigits = 32;

// Prefixes: S, L, A and Q as Omega's convention has them; ours begin with X, and a colon ends them because
// values may begin with a capital (xapian-core, termprefixes).
constexpr std::array kFields = {
    FieldInfo{Field::kTitle, "title", "S", -1, true, false, false, false, "words of the title"},
    FieldInfo{Field::kCountry, "country", "XCN:", 2, true, true, true, false,
              "jurisdiction the article is about, by code or name (CA, Canada, EU)"},
    FieldInfo{Field::kCompany, "company", "XCO:", 3, true, true, true, false,
              "company or brand the article is about, by any of its names"},
    FieldInfo{Field::kMeasure, "measure", "XME:", 4, true, true, true, true,
              "what was done, by leaf (app-ban) or group (access)"},
    FieldInfo{Field::kStatus, "status", "XST:", 5, true, true, true, true,
              "stage of an event, by value (in-force) or group (active)"},
    FieldInfo{Field::kActor, "actor", "XAC:", 6, true, true, true, true,
              "jurisdiction that acts in an event"},
    FieldInfo{Field::kTarget, "target", "XTA:", 7, true, true, true, true,
              "company or brand that an event hits"},
    FieldInfo{Field::kMentions, "mentions", "XMN:", -1, true, false, false, false,
              "country, company or measure mentioned anywhere, filed under it or not"},
    FieldInfo{Field::kPublisher, "publisher", "XPU:", 8, true, true, true, false,
              "who published the article"},
    FieldInfo{Field::kLanguage, "language", "L", 9, true, true, true, false,
              "language, by code (en, fr, zh)"},
    FieldInfo{Field::kDate, "date", "", static_cast<int>(kDateSlot), true, false, false, false,
              "publication date or range (2020, 2020-08..2020-11, 30d..)"},
    FieldInfo{Field::kYear, "year", "", static_cast<int>(kDateSlot), false, false, true, false,
              "year of publication"},
    FieldInfo{Field::kMonth, "month", "", static_cast<int>(kDateSlot), false, false, true, false,
              "month of publication"},
};

}  // namespace

std::span<const FieldInfo> all_fields() {
  return kFields;
}

const FieldInfo& field_info(Field field) {
  return *std::find_if(kFields.begin(), kFields.end(),
                       [field](const FieldInfo& info) { return info.field == field; });
}

const FieldInfo* find_field(std::string_view name) {
  const auto* found = std::find_if(kFields.begin(), kFields.end(),
                                   [name](const FieldInfo& info) { return info.name == name; });
  return found == kFields.end() ? nullptr : found;
}

std::string indexed_value(std::string_view value) {
  std::string indexed(value);
  std::replace(indexed.begin(), indexed.end(), kValueSeparator, ' ');
  return std::string(trim(indexed));
}

std::string field_term(std::string_view prefix, std::string_view value) {
  std::string term(prefix);
  if (prefix.size() + value.size() <= kMaxXapianTermBytes && value.find('\0') == std::string_view::npos) {
    term += value;
  } else {
    term += kHashMark + content_hash(value);
  }
  return term;
}

bool is_hashed_value(std::string_view value_in_term) {
  const bool is_marked = value_in_term.starts_with(kHashMark) && value_in_term.size() == 1 + kHashDigits;
  return is_marked && value_in_term.find_first_not_of("0123456789abcdef", 1) == std::string_view::npos;
}

std::string field_term(Field field, std::string_view value) {
  return field_term(field_info(field).prefix, indexed_value(value));
}

std::string pack_values(std::vector<std::string> values) {
  for (std::string& value : values) value = indexed_value(value);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  std::string packed;
  for (const std::string& value : values) {
    if (!packed.empty()) packed += kValueSeparator;
    packed += value;  // an empty one is the first, and leaves nothing
  }
  return packed;
}

std::vector<std::string_view> unpack_values(std::string_view packed) {
  std::vector<std::string_view> values;
  while (!packed.empty()) {
    const std::size_t end = packed.find(kValueSeparator);
    values.push_back(packed.substr(0, end));
    packed.remove_prefix(end == std::string_view::npos ? packed.size() : end + 1);
  }
  return values;
}

}  // namespace chokepoint
