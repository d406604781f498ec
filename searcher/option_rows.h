// SPDX-License-Identifier: GPL-2.0-or-later
// Each option of the searcher is declared once, as a row: what is said of it, and what it sets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/base/date.h"
#include "common/cli/option_table.h"
#include "searcher/options.h"

namespace chokepoint {

// The headings of --help.
enum OptionGroup : int {
  kFieldOptions,
  kFilterOptions,
  kResultOptions,
  kFacetOptions,
  kOutputOptions,
  kOtherOptions
};

struct Setting {
  std::string_view name;    // of the option
  const std::string& text;  // its value
  const Date& today;        // what "30d" counts from
};

struct OptionRow {
  OptionSpec spec;
  void (*set)(SearcherOptions& options, const Setting& setting);  // throws UsageError
};

// Those of the table and one for each filter of the field table; the filters first.
const std::vector<OptionRow>& option_rows();

// The same rows without what they set, in the same order.
const OptionTable& option_table();

}  // namespace chokepoint
