// SPDX-License-Identifier: GPL-2.0-or-later
// Each option is declared once, as a row of kOptions or a filter of the field table: reading it, --help and
// the check for unknown ones all go by that row.
#include "searcher/options.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <limits>
#include <span>
#include <string_view>

#include <boost/program_options.hpp>
#include <unicode/uversion.h>
#include <xapian.h>

#include "common/base/error.h"
#include "common/base/program_name.h"
#include "common/base/utf8.h"
#include "common/base/version.h"
#include "common/facets/edit_distance.h"
#include "searcher/query/date_range.h"

namespace chokepoint {
namespace {

namespace po = boost::program_options;

constexpr std::size_t kMaxSuggestionEdits = 2;
constexpr double kMaxTimeoutSeconds = 1'000'000;
constexpr std::size_t kHelpColumn = 28;
constexpr std::size_t kHelpWidth = 100;

enum class Group { kFilters, kResults, kFacets, kOutput, kOther };

enum class Id {
  kDb,
  kSince,
  kUntil,
  kMatch,
  kSort,
  kFacets,
  kFacetLimit,
  kCross,
  kLimit,
  kOffset,
  kGroupDuplicates,
  kCount,
  kEvents,
  kShow,
  kBatch,
  kTimeout,
  kAllowPartial,
  kFormat,
  kExplain,
  kColor,
  kPager,
  kHyperlinkFormat,
  kHelp,
  kVersion,
};

struct OptionRow {
  Id id;
  std::string_view name;
  std::string_view value;  // what --help calls it; empty: takes none
  Group group;
  std::string_view help;
};

constexpr OptionRow kOptions[] = {
    {Id::kSince, "since", "DATE", Group::kFilters,
     "published on or after: 2023, 2023-02, 2023-02-28, 30d, 2w, yesterday"},
    {Id::kUntil, "until", "DATE", Group::kFilters, "published on or before"},
    {Id::kMatch, "match", "HOW", Group::kResults,
     "bare words: all, any, or auto (all; if nothing matches, any)"},
    {Id::kSort, "sort", "HOW", Group::kResults,
     "relevance, text (relevance without recency), newest, oldest"},
    {Id::kLimit, "limit", "N|all", Group::kResults, "articles shown (10), or read for --events (100)"},
    {Id::kOffset, "offset", "N", Group::kResults, "results left out at the beginning (0)"},
    {Id::kEvents, "events", "", Group::kResults,
     "who did what to whom, and when: the measure events of the articles, those that meet the filters"},
    {Id::kCount, "count", "", Group::kResults, "print only the number of matching articles"},
    {Id::kGroupDuplicates, "group-duplicates", "no", Group::kResults,
     "show every article (grouping is not built yet)"},
    {Id::kFacets, "facets", "LIST", Group::kFacets, "facets to count (country,company,measure), or none"},
    {Id::kFacetLimit, "facet-limit", "N", Group::kFacets,
     "values shown a facet (10); years and months are all shown, as a timeline"},
    {Id::kCross, "cross", "A,B", Group::kFacets, "a table of facet A by facet B"},
    {Id::kFormat, "format", "FORMAT", Group::kOutput,
     "text, json, jsonl (chokepoint.schema.json says what they hold), csv, tsv, paths, paths0"},
    {Id::kExplain, "explain", "", Group::kOutput,
     "how the query was read, and why each result ranks where it does"},
    {Id::kColor, "color", "WHEN", Group::kOutput, "auto, always, never"},
    {Id::kPager, "pager", "WHEN", Group::kOutput,
     "text longer than the terminal through $PAGER or less: auto, never"},
    {Id::kHyperlinkFormat, "hyperlink-format", "TEMPLATE", Group::kOutput,
     "links on a terminal: none, default, or a URL with {path} and {host}"},
    {Id::kDb, "db", "PATH", Group::kOther, "the index; given again, several are searched as one"},
    {Id::kShow, "show", "ID", Group::kOther, "print one article with its facets and evidence"},
    {Id::kBatch, "batch", "FILE", Group::kOther,
     "queries from FILE (- is standard input), one ID<TAB>QUERY a line"},
    {Id::kTimeout, "timeout", "SECONDS", Group::kOther, "give up after so long (10; 0: never)"},
    {Id::kAllowPartial, "allow-partial", "", Group::kOther,
     "answer without those of several indexes that fail"},
    {Id::kHelp, "help", "", Group::kOther, "print this"},
    {Id::kVersion, "version", "", Group::kOther, "print the versions of the program and its libraries"},
};

template <typename Value>
struct Choice {
  std::string_view name;
  Value value;
};

constexpr Choice<Match> kMatches[] = {{"all", Match::kAll}, {"any", Match::kAny}, {"auto", Match::kAuto}};
constexpr Choice<Sort> kSorts[] = {{"relevance", Sort::kRelevance},
                                   {"text", Sort::kText},
                                   {"newest", Sort::kNewest},
                                   {"oldest", Sort::kOldest}};
constexpr Choice<Format> kFormats[] = {
    {"text", Format::kText}, {"json", Format::kJson},   {"jsonl", Format::kJsonl},  {"csv", Format::kCsv},
    {"tsv", Format::kTsv},   {"paths", Format::kPaths}, {"paths0", Format::kPaths0}};
constexpr Choice<When> kWhens[] = {{"auto", When::kAuto}, {"always", When::kAlways}, {"never", When::kNever}};
constexpr Choice<Paging> kPagings[] = {{"auto", Paging::kAuto}, {"never", Paging::kNever}};

std::string flag(std::string_view name) {
  return "--" + std::string(name);
}

std::string quoted(std::string_view text) {
  return '"' + std::string(text) + '"';
}

template <typename Value, std::size_t N>
Value choose(const Choice<Value> (&choices)[N], std::string_view name, std::string_view text) {
  std::string accepted;
  for (const Choice<Value>& choice : choices) {
    if (choice.name == text) return choice.value;
    accepted += (accepted.empty() ? "" : ", ") + std::string(choice.name);
  }
  throw UsageError(flag(name) + " is one of " + accepted + ", not " + quoted(text));
}

std::uint64_t parse_count(std::string_view name, std::string_view text) {
  // Signed, so that "-1" is an error and not a huge number.
  std::int64_t number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::result_out_of_range && !text.starts_with('-')) {
    throw UsageError(flag(name) + " is too large: " + quoted(text));
  }
  if (error != std::errc() || end != text.data() + text.size() || number < 0) {
    throw UsageError(flag(name) + " is a number from 0 on, not " + quoted(text));
  }
  return static_cast<std::uint64_t>(number);
}

std::chrono::milliseconds parse_seconds(std::string_view name, std::string_view text) {
  double seconds = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  if (!is_number || !(seconds >= 0) || seconds > kMaxTimeoutSeconds) {
    throw UsageError(flag(name) + " is a number of seconds from 0 on, not " + quoted(text));
  }
  const auto milliseconds = static_cast<std::int64_t>(seconds * 1000);
  // 0 means never, which less than a millisecond does not.
  return std::chrono::milliseconds(seconds > 0 ? std::max<std::int64_t>(milliseconds, 1) : 0);
}

DatePeriod parse_period(std::string_view name, std::string_view text, const Date& today) {
  if (const auto period = parse_date_period(text, today)) return *period;
  throw UsageError(flag(name) + ": " + quoted(text) + " is not a date", kDateForms);
}

Field parse_facet(std::string_view name, std::string_view text) {
  const FieldInfo* info = find_field(text);
  if (info != nullptr && info->is_facet) return info->field;
  std::string accepted;
  for (const FieldInfo& field : all_fields()) {
    if (field.is_facet) accepted += (accepted.empty() ? "" : ", ") + std::string(field.name);
  }
  throw UsageError(flag(name) + ": " + quoted(text) + " is not a facet", "facets are " + accepted);
}

std::vector<Field> parse_facets(std::string_view name, std::string_view text) {
  std::vector<Field> facets;
  if (text == "none") return facets;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const Field facet = parse_facet(name, trim(text.substr(begin, end - begin)));
    if (std::find(facets.begin(), facets.end(), facet) == facets.end()) facets.push_back(facet);
    begin = end + 1;
  }
  return facets;
}

// What a later version brings is refused, never accepted and ignored.
void require_only(std::string_view name, std::string_view text, std::string_view built) {
  if (text == built) return;
  throw UsageError(flag(name) + "=" + std::string(text) + " is not built yet",
                   "only " + flag(name) + "=" + std::string(built) + " is");
}

bool is_repeatable(Id id) {
  return id == Id::kDb;
}

void set_option(SearcherOptions& options, const OptionRow& row, const std::string& text, const Date& today) {
  if (!row.value.empty() && text.empty()) throw UsageError(flag(row.name) + " needs a value");
  switch (row.id) {
    case Id::kDb:
      options.databases.push_back(text);
      break;
    case Id::kSince:
      options.since = parse_period(row.name, text, today).first;
      break;
    case Id::kUntil:
      options.until = parse_period(row.name, text, today).last;
      break;
    case Id::kMatch:
      options.match = choose(kMatches, row.name, text);
      break;
    case Id::kSort:
      options.sort = choose(kSorts, row.name, text);
      break;
    case Id::kFacets:
      options.facets = parse_facets(row.name, text);
      options.are_facets_given = true;
      break;
    case Id::kFacetLimit:
      options.facet_limit = static_cast<std::size_t>(parse_count(row.name, text));
      break;
    case Id::kCross: {
      const std::vector<Field> pair = parse_facets(row.name, text);
      if (pair.size() != 2)
        throw UsageError(flag(row.name) + " takes two different facets, as in --cross=country,measure");
      options.cross = {pair[0], pair[1]};
      break;
    }
    case Id::kLimit:
      options.limit = text == "all" ? std::nullopt : std::optional(parse_count(row.name, text));
      break;
    case Id::kOffset:
      options.offset = parse_count(row.name, text);
      break;
    case Id::kGroupDuplicates:
      require_only(row.name, text, "no");
      break;
    case Id::kCount:
      options.count = true;
      break;
    case Id::kEvents:
      options.events = true;
      break;
    case Id::kShow:
      options.show_id = text;
      break;
    case Id::kBatch:
      options.batch = text;
      break;
    case Id::kTimeout:
      options.timeout = parse_seconds(row.name, text);
      break;
    case Id::kAllowPartial:
      options.allow_partial = true;
      break;
    case Id::kFormat:
      options.format = choose(kFormats, row.name, text);
      break;
    case Id::kExplain:
      options.explain = true;
      break;
    case Id::kColor:
      options.color = choose(kWhens, row.name, text);
      break;
    case Id::kPager:
      options.paging = choose(kPagings, row.name, text);
      break;
    case Id::kHyperlinkFormat:
      options.hyperlink_format = text;
      break;
    case Id::kHelp:
      options.help = true;
      break;
    case Id::kVersion:
      options.version = true;
      break;
  }
}

const OptionRow* find_option(std::string_view name) {
  const auto* found = std::find_if(std::begin(kOptions), std::end(kOptions),
                                   [name](const OptionRow& row) { return row.name == name; });
  return found == std::end(kOptions) ? nullptr : found;
}

po::options_description describe_options() {
  po::options_description description;
  auto add = description.add_options();
  for (const OptionRow& row : kOptions) {
    const std::string name(row.name);
    if (row.value.empty())
      add(name.c_str(), "");
    else
      add(name.c_str(), po::value<std::string>(), "");
  }
  for (const FieldInfo& field : all_fields()) {
    if (field.is_filter) add(std::string(field.name).c_str(), po::value<std::string>(), "");
  }
  return description;
}

[[noreturn]] void refuse_unknown(std::string_view name) {
  std::string_view bare = name.substr(std::min(name.find_first_not_of('-'), name.size()));
  bare = bare.substr(0, bare.find('='));
  std::string nearest;
  std::size_t best = kMaxSuggestionEdits + 1;
  const auto consider = [&](std::string_view known) {
    const std::size_t distance = edit_distance(bare, known, kMaxSuggestionEdits);
    if (distance >= best) return;
    best = distance;
    nearest = known;
  };
  for (const OptionRow& row : kOptions) consider(row.name);
  for (const FieldInfo& field : all_fields()) {
    if (field.is_filter) consider(field.name);
  }
  std::string message = "unknown option " + quoted(flag(bare));
  if (!nearest.empty()) message += "; did you mean " + quoted(flag(nearest)) + "?";
  throw UsageError(message, "--help lists the options; words that begin with two dashes go after \"--\"");
}

// "-word" is part of the query: it excludes. A dash and one letter is far likelier an option of some other
// program, and silently excluding a letter would be a trap.
std::vector<std::string> arguments_of(int argc, const char* const* argv) {
  std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
  for (std::string& argument : arguments) {
    if (argument == "--") break;
    if (argument == "-h") argument = "--help";
    if (argument == "-V") argument = "--version";
    if (argument.size() == 2 && argument.front() == '-' && argument != "--") {
      throw UsageError("unknown option " + quoted(argument),
                       "options are long, see --help; to exclude a word write \"NOT word\"");
    }
  }
  return arguments;
}

std::vector<po::option> parse_arguments(const std::vector<std::string>& arguments) {
  const po::options_description description = describe_options();
  using Style = po::command_line_style::style_t;
  try {
    return po::command_line_parser(arguments)
        .options(description)
        .style(Style::allow_long | Style::long_allow_adjacent | Style::long_allow_next)
        .run()
        .options;
  } catch (const po::unknown_option& error) {
    refuse_unknown(error.get_option_name());
  } catch (const po::invalid_command_line_syntax& error) {
    if (error.kind() == po::invalid_syntax::extra_parameter)
      throw UsageError(error.get_option_name() + " takes no value");
    throw UsageError(error.get_option_name() + " needs a value");
  } catch (const po::error& error) {
    throw UsageError(error.what());
  }
}

void check_combinations(const SearcherOptions& options) {
  const auto exclude = [](bool one, bool other, const char* names) {
    if (one && other) throw UsageError(std::string(names) + " exclude one another");
  };
  const bool has_query = !trim(options.query).empty();
  exclude(!options.show_id.empty(), has_query, "--show and a query");
  exclude(!options.show_id.empty(), options.count, "--show and --count");
  exclude(!options.show_id.empty(), options.events, "--show and --events");
  exclude(!options.show_id.empty(), options.cross.has_value(), "--show and --cross");
  exclude(!options.batch.empty(), has_query, "--batch and a query");
  exclude(!options.batch.empty(), !options.show_id.empty(), "--batch and --show");
  exclude(options.count, options.events, "--count and --events");
  exclude(options.count, options.cross.has_value(), "--count and --cross");
  exclude(options.events, options.cross.has_value(), "--events and --cross");
  const bool is_paths = options.format == Format::kPaths || options.format == Format::kPaths0;
  exclude(is_paths, options.cross.has_value(), "--format=paths and --cross");
  exclude(is_paths, options.events, "--format=paths and --events");
  if (options.since && options.until && *options.since > *options.until) {
    throw UsageError("--since=" + to_iso(*options.since) +
                     " is later than --until=" + to_iso(*options.until));
  }
}

// `text` broken between words, lines after the first indented.
void append_wrapped(std::string& out, std::string_view text, std::size_t column, std::size_t indent) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (column + 1 + end > kHelpWidth) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += text.substr(0, end);
    column += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  out += '\n';
}

void append_line(std::string& out, std::string left, std::string_view help) {
  left = "  " + left;
  left.resize(std::max(left.size() + 2, kHelpColumn), ' ');
  out += left;
  append_wrapped(out, help, kHelpColumn, kHelpColumn);
}

void append_group(std::string& out, Group group) {
  for (const OptionRow& row : kOptions) {
    if (row.group != group) continue;
    append_line(out, flag(row.name) + (row.value.empty() ? "" : "=" + std::string(row.value)), row.help);
  }
}

}  // namespace

SearcherOptions parse_options(int argc, const char* const* argv, const Date& today) {
  SearcherOptions options;
  options.facets = {Field::kCountry, Field::kCompany, Field::kMeasure};
  std::vector<const OptionRow*> seen;
  for (const po::option& parsed : parse_arguments(arguments_of(argc, argv))) {
    if (parsed.string_key.empty()) {
      for (const std::string& word : parsed.value) options.query += (options.query.empty() ? "" : " ") + word;
      continue;
    }
    const std::string text = parsed.value.empty() ? std::string() : parsed.value.front();
    const OptionRow* row = find_option(parsed.string_key);
    if (row == nullptr) {
      if (text.empty() || text == "!") throw UsageError(flag(parsed.string_key) + " needs a value");
      options.filters[find_field(parsed.string_key)->field].push_back(repair_utf8(text));
      continue;
    }
    const bool is_repeated = std::find(seen.begin(), seen.end(), row) != seen.end();
    if (is_repeated && !is_repeatable(row->id)) throw UsageError(flag(row->name) + " is given twice");
    seen.push_back(row);
    set_option(options, *row, text, today);
  }
  const auto is_given = [&seen](Id id) {
    return std::any_of(seen.begin(), seen.end(), [id](const OptionRow* row) { return row->id == id; });
  };
  if (options.events && !is_given(Id::kLimit)) options.limit = kEventsLimit;
  if (!options.help && !options.version) check_combinations(options);
  return options;
}

std::string help_text() {
  const std::string name = searcher_name();
  std::string out = "Usage: " + name + " [OPTIONS] [QUERY...]    no query: every article, newest first\n";
  out += "       " + name + " [OPTIONS] --show=ID     one article, its evidence marked\n";
  out += "\nExamples:\n";
  out += "  " + name + " export controls\n";
  out += "  " + name + " --country=Canada --measure=app-ban --since=2023 --sort=newest\n";
  out += "  " + name + " --events --measure=gov-device-ban --target=TikTok     which countries, and when\n";
  out += "  " + name + " --facets=month --limit=0 huawei                       a timeline\n";
  out += "  " + name + " '\"national security\" -antitrust (title:ban* OR status:in-force)' --cross=country,measure\n";
  out += "\nQuery (quote it for the shell):\n";
  append_line(out, "word other", "both words, in any of their forms");
  append_line(out, "\"exact phrase\"", "these words, in this order");
  append_line(out, "word*", "words that begin so");
  append_line(out, "-word, NOT word", "not this one");
  append_line(out, "a AND b, a OR b, ( )", "operators are upper case; OR binds least");
  append_line(out, "a NEAR/5 b", "at most five words apart");
  for (const FieldInfo& field : all_fields()) {
    if (field.is_queried) append_line(out, std::string(field.name) + ":VALUE", field.help);
  }
  out +=
      "\nFilters (repeatable; values of one facet: any of them, different facets: all; !VALUE excludes;\n"
      "actor, target, measure and status must hold of one event):\n";
  std::string names;
  for (const FieldInfo& field : all_fields()) {
    if (field.is_filter) names += (names.empty() ? "--" : " --") + std::string(field.name) + "=VALUE";
  }
  out += "  ";
  append_wrapped(out, names, 2, 2);
  append_group(out, Group::kFilters);
  out += "\nResults:\n";
  append_group(out, Group::kResults);
  out += "\nFacets:\n";
  append_group(out, Group::kFacets);
  std::string facets = "(";
  for (const FieldInfo& field : all_fields()) {
    if (field.is_facet) facets += (facets.size() == 1 ? "" : ", ") + std::string(field.name);
  }
  append_line(out, "", facets + ")");
  out += "\nOutput:\n";
  append_group(out, Group::kOutput);
  out += "\nOther:\n";
  append_group(out, Group::kOther);
  out +=
      "\nExit status: 0 found, 1 nothing found, 2 usage, 3 index unusable, 4 input or output,\n"
      "6 one of several indexes missing, 124 timeout\n";
  return out;
}

std::string version_text() {
  return std::string(searcher_name()) + " " + kVersion + " (Xapian " + Xapian::version_string() + ", ICU " +
         U_ICU_VERSION + ", Boost " + std::to_string(BOOST_VERSION / 100000) + "." +
         std::to_string(BOOST_VERSION / 100 % 1000) + ")\n";
}

}  // namespace chokepoint
