// SPDX-License-Identifier: GPL-2.0-or-later
// What the word before the cursor may become: options and their values (common/cli/completion.h), facets, and
// the values that the index holds, after "--country=", "--country=!" and "country:" alike.
//
// A value is found by how it begins in any of its spellings, in upper or lower case: the value itself ("CA",
// labelled "Canada"), or else a name that it has in the tables ("Canada", labelled "CA"). The candidate is
// the spelling that was begun, since some shells drop what does not continue the word.
#pragma once

#include "common/base/date.h"
#include "common/cli/completion.h"
#include "common/cli/exit_status.h"
#include "common/cli/output_stream.h"
#include "searcher/field_values.h"

namespace chokepoint {

// Writes candidates to `out`, from the index that the words name, or the configuration file, or the default
// one. Returns kOk or, if there are none, kNoResult. Throws Error, as a search does; nothing is written then.
ExitStatus run_completion(const CompletionRequest& request, const Date& today,
                          const std::filesystem::path& default_config, Sink& out);

// What `typed` may become as the value of `field`: spellings, unquoted, with labels.
Completion complete_field_value(Field field, std::string_view typed, const FieldValues& values,
                                const Vocabulary& vocabulary);

// The end of a query up to which a value is typed, as in `ban (country:C` or `-company:"Clearview A`.
struct FieldInQuery {
  Field field = Field::kCountry;
  std::string_view head;   // up to and with the colon
  std::string_view value;  // without the quote that opens it
};
std::optional<FieldInQuery> field_being_typed(std::string_view query);

}  // namespace chokepoint
