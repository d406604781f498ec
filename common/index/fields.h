// SPDX-License-Identifier: GPL-2.0-or-later
// The one table of what an article is in the index: each field's name, term prefix, value slot and help
// line. Indexing, query parsing, facet counts, --help and the manual read it; nothing else names a prefix
// or a slot.
//
//   text      words of title and body, unprefixed, with positions; a title word also under its own prefix
//   facets    one term and one slot a facet: the term filters, the slot is counted. A slot holds all the
//             article's values in byte order, joined by kValueSeparator, so that counting whole slots
//             counts combinations, which expand exactly.
//   events    one term for each combination of two or more of actor, target, measure, status of one event,
//             so that filters on several of them hold of one event (event_terms.h)
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace chokepoint {

// Increase when older programs would misread the index. An index of another format is refused.
inline constexpr int kIndexFormat = 2;

enum class Field {
  kTitle,
  kCountry,
  kCompany,
  kMeasure,
  kStatus,
  kActor,
  kTarget,
  kMentions,
  kPublisher,
  kLanguage,
  kDate,
  kYear,
  kMonth,
};

struct FieldInfo {
  Field field;
  std::string_view name;    // in queries, options (--name), facets and JSON
  std::string_view prefix;  // of its terms; empty: has none
  int slot;                 // of its values; -1: has none
  bool is_queried;          // may stand before a colon in a query
  bool is_filter;           // has an option of its name
  bool is_facet;            // may be counted
  bool is_event_role;       // actor, target, measure, status: hold of one event together
  std::string_view help;
};

std::span<const FieldInfo> all_fields();
const FieldInfo& field_info(Field field);
const FieldInfo* find_field(std::string_view name);  // null if there is none

// Slots and prefixes that are nobody's field.
inline constexpr Xapian::valueno kIdSlot = 0;          // the article's id: breaks ties of rank
inline constexpr Xapian::valueno kDateSlot = 1;        // publication date as digits, YYYY, YYYYMM or YYYYMMDD
inline constexpr Xapian::valueno kSignatureSlot = 10;  // indexer/duplicates/signature.h
inline constexpr Xapian::valueno kClusterSlot = 11;    // the cluster of copies it is in; none: it has no copy
inline constexpr std::string_view kIdPrefix = "Q";
inline constexpr std::string_view kEventPrefix = "XEV:";
inline constexpr char kValueSeparator = '\x1f';

// Between the last word of the title and the first of the body, so that no phrase spans them.
inline constexpr unsigned kFieldGap = 100;

// `value` as it is indexed: separators in it, which would make it several, are blanks, and none is at an end.
std::string indexed_value(std::string_view value);

// prefix + value; a value too long for a Xapian term is replaced by its hash, on both sides alike.
std::string field_term(std::string_view prefix, std::string_view value);
// The same of the value as it is indexed.
std::string field_term(Field field, std::string_view value);

// True for what stands in such a term in place of a value that is too long.
bool is_hashed_value(std::string_view value_in_term);

// Packs `values`, as they are indexed, for a slot: sorted, each once. unpack_values() is its inverse.
std::string pack_values(std::vector<std::string> values);
std::vector<std::string_view> unpack_values(std::string_view packed);

}  // namespace chokepoint
