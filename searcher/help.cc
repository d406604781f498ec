// SPDX-License-Identifier: GPL-2.0-or-later
// What --help and --version print.
#include <boost/version.hpp>
#include <unicode/uversion.h>
#include <xapian.h>

#include "common/base/program_name.h"
#include "common/base/version.h"
#include "common/cli/help_text.h"
#include "searcher/option_rows.h"

namespace chokepoint {
namespace {

void append_usage(std::string& out) {
  const std::string name = searcher_name();
  out += "Usage: " + name + " [OPTIONS] [QUERY...]    no query: every article, newest first\n";
  out += "       " + name + " [OPTIONS] --show=ID     one article, its evidence marked\n";
  out += "\nExamples:\n";
  out += "  " + name + " export controls\n";
  out += "  " + name + " --country=Canada --measure=app-ban --since=2023 --sort=newest\n";
  out += "  " + name + " --events --measure=gov-device-ban --target=TikTok     which countries, and when\n";
  out += "  " + name + " --facets=month --limit=0 huawei                       a timeline\n";
  out += "  " + name + " '\"national security\" -antitrust (title:ban* OR status:in-force)'\n";
}

void append_query_forms(std::string& out) {
  out += "\nQuery (quote it for the shell):\n";
  append_help_line(out, "word other", "both words, in any of their forms");
  append_help_line(out, "\"exact phrase\"", "these words, in this order");
  append_help_line(out, "word*", "words that begin so");
  append_help_line(out, "-word, NOT word", "not this one");
  append_help_line(out, "a AND b, a OR b, ( )", "operators are upper case; OR binds least");
  append_help_line(out, "a NEAR/5 b", "at most five words apart");
  for (const FieldInfo& field : all_fields()) {
    if (field.is_queried) append_help_line(out, std::string(field.name) + ":VALUE", field.help);
  }
}

void append_facet_names(std::string& out) {
  std::string facets = "(";
  for (const FieldInfo& field : all_fields()) {
    if (field.is_facet) facets += (facets.size() == 1 ? "" : ", ") + std::string(field.name);
  }
  append_help_line(out, "", facets + ")");
}

// In short: what they mean stands with the fields of the query.
void append_field_options(std::string& out) {
  std::string names;
  for (const OptionSpec& spec : option_table()) {
    if (spec.group != kFieldOptions) continue;
    names += (names.empty() ? "" : " ") + flag(spec.name) + "=" + std::string(spec.value);
  }
  out += "  ";
  append_wrapped(out, names, 2, 2);
}

}  // namespace

std::string help_text() {
  std::string out;
  append_usage(out);
  append_query_forms(out);
  out +=
      "\nFilters (repeatable; values of one facet: any of them, different facets: all; !VALUE excludes;\n"
      "actor, target, measure and status must hold of one event):\n";
  append_field_options(out);
  append_help_group(out, option_table(), kFilterOptions);
  out += "\nResults:\n";
  append_help_group(out, option_table(), kResultOptions);
  out += "\nFacets:\n";
  append_help_group(out, option_table(), kFacetOptions);
  append_facet_names(out);
  out += "\nOutput:\n";
  append_help_group(out, option_table(), kOutputOptions);
  out += "\nOther:\n";
  append_help_group(out, option_table(), kOtherOptions);
  out +=
      "\nOptions may also stand in a configuration file; see the manual page.\n"
      "Exit status: 0 found, 1 nothing found, 2 usage, 3 index unusable, 4 input or output,\n"
      "6 one of several indexes missing, 124 timeout\n";
  return out;
}

std::string version_text() {
  return std::string(searcher_name()) + " " + kVersion + " (Xapian " + Xapian::version_string() + ", ICU " +
         U_ICU_VERSION + ", Boost " + std::to_string(BOOST_VERSION / 100000) + "." +
         std::to_string(BOOST_VERSION / 100 % 1000) + ")\n";
}

}  // namespace chokepoint
