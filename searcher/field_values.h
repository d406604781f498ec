// SPDX-License-Identifier: GPL-2.0-or-later
// What users may write as the value of a field, and the values of the index that it stands for. Options
// (--country=Canada) and queries (country:Canada) both resolve through here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/facets/vocabulary.h"
#include "common/index/fields.h"

namespace chokepoint {

class FieldValues {
 public:
  // Both must outlive the object.
  FieldValues(const Vocabulary& vocabulary, const Xapian::Database& database)
      : vocabulary_(vocabulary), database_(database) {}

  // The index values that `text` stands for: a group of measures or statuses gives several. Empty if the
  // field does not know it. `field` is one with terms of its own, other than title.
  std::vector<std::string> resolve(Field field, std::string_view text) const;

  // Why resolve() gave nothing: `unknown country "Cnada"` + `where` + `; did you mean "Canada"?`.
  std::string describe_unknown(Field field, std::string_view text, std::string_view where = {}) const;

  // What the field would accept, for a hint; empty if there is too much to say.
  std::string describe_accepted(Field field) const;

  std::string label(Field field, std::string_view value) const;

  // The values that the index holds of `field`, in byte order; without those too long for a term.
  std::vector<std::string> all_indexed(Field field) const;

 private:
  std::vector<std::string> indexed_values(Field field, std::string_view text) const;
  std::vector<std::string> nearest_indexed(Field field, std::string_view wrong) const;
  std::vector<std::string> suggest(Field field, std::string_view wrong) const;

  const Vocabulary& vocabulary_;
  const Xapian::Database& database_;
};

}  // namespace chokepoint
