// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/option_rows.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "common/base/error.h"
#include "common/base/utf8.h"
#include "common/cli/completion.h"
#include "common/cli/option_values.h"
#include "searcher/query/date_range.h"

namespace chokepoint {
namespace {

constexpr double kMaxTimeoutSeconds = 1'000'000;

constexpr Choice<Match> kMatches[] = {{"all", Match::kAll}, {"any", Match::kAny}, {"auto", Match::kAuto}};
constexpr Choice<Sort> kSorts[] = {{"relevance", Sort::kRelevance},
                                   {"text", Sort::kText},
                                   {"newest", Sort::kNewest},
                                   {"oldest", Sort::kOldest}};
constexpr Choice<Format> kFormats[] = {
    {"text", Format::kText}, {"json", Format::kJson},   {"jsonl", Format::kJsonl},  {"csv", Format::kCsv},
    {"tsv", Format::kTsv},   {"paths", Format::kPaths}, {"paths0", Format::kPaths0}};
constexpr Choice<bool> kYesOrNo[] = {{"yes", true}, {"no", false}};
constexpr Choice<Paging> kPagings[] = {{"auto", Paging::kAuto}, {"never", Paging::kNever}};

std::uint64_t parse_count(const Setting& setting) {
  return static_cast<std::uint64_t>(parse_number(setting.name, setting.text));
}

std::chrono::milliseconds parse_seconds(std::string_view name, std::string_view text) {
  double seconds = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  if (!is_number || !(seconds >= 0) || seconds > kMaxTimeoutSeconds) {
    throw UsageError(flag(name) + " is a number of seconds from 0 on, not " + in_quotes(text));
  }
  const auto milliseconds = static_cast<std::int64_t>(seconds * 1000);
  // 0 means never, which less than a millisecond does not.
  return std::chrono::milliseconds(seconds > 0 ? std::max<std::int64_t>(milliseconds, 1) : 0);
}

DatePeriod parse_period(const Setting& setting) {
  if (const auto period = parse_date_period(setting.text, setting.today)) return *period;
  throw UsageError(flag(setting.name) + ": " + in_quotes(setting.text) + " is not a date", kDateForms);
}

Field parse_facet(std::string_view name, std::string_view text) {
  const FieldInfo* info = find_field(text);
  if (info != nullptr && info->is_facet) return info->field;
  std::string accepted;
  for (const FieldInfo& field : all_fields()) {
    if (field.is_facet) accepted += (accepted.empty() ? "" : ", ") + std::string(field.name);
  }
  throw UsageError(flag(name) + ": " + in_quotes(text) + " is not a facet", "facets are " + accepted);
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

std::pair<Field, Field> parse_cross(const Setting& setting) {
  const std::vector<Field> pair = parse_facets(setting.name, setting.text);
  if (pair.size() != 2)
    throw UsageError(flag(setting.name) + " takes two different facets, as in --cross=country,measure");
  return {pair[0], pair[1]};
}

void add_filter(SearcherOptions& options, const Setting& setting) {
  if (setting.text == "!") throw UsageError(flag(setting.name) + " needs a value");
  options.filters[find_field(setting.name)->field].push_back(repair_utf8(setting.text));
}

using Options = SearcherOptions;

std::vector<OptionRow> make_rows() {
  constexpr Repeat kOnce = Repeat::kOnce;
  constexpr Place kNow = Place::kCommandLine;
  std::vector<OptionRow> rows;
  for (const FieldInfo& field : all_fields()) {
    if (field.is_filter)
      rows.push_back({{field.name, "VALUE", kFieldOptions, field.help, Repeat::kAny}, add_filter});
  }
  const OptionRow own[] = {
      {{"since", "DATE", kFilterOptions,
        "published on or after: 2023, 2023-02, 2023-02-28, 30d, 2w, yesterday"},
       [](Options& o, const Setting& s) { o.since = parse_period(s).first; }},
      {{"until", "DATE", kFilterOptions, "published on or before"},
       [](Options& o, const Setting& s) { o.until = parse_period(s).last; }},

      {{"match", "all|any|auto", kResultOptions,
        "which of the bare words: auto means all, and if nothing matches any"},
       [](Options& o, const Setting& s) { o.match = choose(kMatches, s.name, s.text); }},
      {{"sort", "relevance|text|newest|oldest", kResultOptions, "text is relevance without recency"},
       [](Options& o, const Setting& s) { o.sort = choose(kSorts, s.name, s.text); }},
      {{"limit", "N|all", kResultOptions, "articles shown (10), or read for --events (100)"},
       [](Options& o, const Setting& s) {
         o.limit = s.text == "all" ? std::nullopt : std::optional(parse_count(s));
         o.is_limit_given = true;
       }},
      {{"offset", "N", kResultOptions, "results left out at the beginning (0)", kOnce, kNow},
       [](Options& o, const Setting& s) { o.offset = parse_count(s); }},
      {{"events", "", kResultOptions,
        "who did what to whom, and when: the measure events of the articles, those that meet the filters",
        kOnce, kNow},
       [](Options& o, const Setting&) { o.events = true; }},
      {{"count", "", kResultOptions, "print only the number of matching articles", kOnce, kNow},
       [](Options& o, const Setting&) { o.count = true; }},
      {{"group-duplicates", "yes|no", kResultOptions,
        "show articles that are copies of one text as one result (yes in text, else no); all are counted"},
       [](Options& o, const Setting& s) { o.group_duplicates = choose(kYesOrNo, s.name, s.text); }},

      {{"facets", "LIST|none", kFacetOptions, "facets to count (country,company,measure)"},
       [](Options& o, const Setting& s) {
         o.facets = parse_facets(s.name, s.text);
         o.are_facets_given = true;
       }},
      {{"facet-limit", "N", kFacetOptions,
        "values shown a facet (10); years and months are all shown, as a timeline"},
       [](Options& o, const Setting& s) { o.facet_limit = static_cast<std::size_t>(parse_count(s)); }},
      {{"cross", "A,B", kFacetOptions, "a table of facet A by facet B", kOnce, kNow},
       [](Options& o, const Setting& s) { o.cross = parse_cross(s); }},

      {{"format", "text|json|jsonl|csv|tsv|paths|paths0", kOutputOptions,
        "how results are written; chokepoint.schema.json describes the JSON"},
       [](Options& o, const Setting& s) { o.format = choose(kFormats, s.name, s.text); }},
      {{"explain", "", kOutputOptions, "how the query was read, and why each result ranks where it does",
        kOnce, kNow},
       [](Options& o, const Setting&) { o.explain = true; }},
      {{"color", "auto|always|never", kOutputOptions, "whether to colour text"},
       [](Options& o, const Setting& s) { o.color = choose(kWhens, s.name, s.text); }},
      {{"pager", "auto|never", kOutputOptions, "text longer than the terminal through $PAGER or less"},
       [](Options& o, const Setting& s) { o.paging = choose(kPagings, s.name, s.text); }},
      {{"hyperlink-format", "none|default|TEMPLATE", kOutputOptions,
        "links on a terminal; a template is a URL with {path} and {host}"},
       [](Options& o, const Setting& s) { o.hyperlink_format = s.text; }},

      {{"db", "PATH", kOtherOptions, "the index; given again, several are searched as one", Repeat::kAny,
        Place::kAnywhere, "CHOKEPOINT_DB"},
       [](Options& o, const Setting& s) { o.databases.push_back(s.text); }},
      {{"show", "ID", kOtherOptions, "print one article with its facets and evidence", kOnce, kNow},
       [](Options& o, const Setting& s) { o.show_id = s.text; }},
      {{"batch", "FILE", kOtherOptions, "queries from FILE (- is standard input), one ID<TAB>QUERY a line",
        kOnce, kNow},
       [](Options& o, const Setting& s) { o.batch = s.text; }},
      {{"timeout", "SECONDS", kOtherOptions, "give up after so long (10; 0: never)"},
       [](Options& o, const Setting& s) { o.timeout = parse_seconds(s.name, s.text); }},
      {{"allow-partial", "", kOtherOptions, "answer without those of several indexes that fail"},
       [](Options& o, const Setting&) { o.allow_partial = true; }},
  };
  rows.insert(rows.end(), std::begin(own), std::end(own));
  // Read by command_line.h and completion.h; what is left of them here has nothing to set.
  for (const OptionSpec& spec : config_options(kOtherOptions))
    rows.push_back({spec, [](Options&, const Setting&) {}});
  const OptionRow alone[] = {
      {{kCompleteOption, "WORD", kOtherOptions,
        "for shells: what WORD, after the words that follow, may become", kOnce, Place::kAlone},
       [](Options&, const Setting& s) { throw UsageError(flag(s.name) + "=WORD stands before all else"); }},
      {{"help", "", kOtherOptions, "print this", kOnce, Place::kAlone},
       [](Options& o, const Setting&) { o.help = true; }},
      {{"version", "", kOtherOptions, "print the versions of the program and its libraries", kOnce,
        Place::kAlone},
       [](Options& o, const Setting&) { o.version = true; }},
  };
  rows.insert(rows.end(), std::begin(alone), std::end(alone));
  return rows;
}

}  // namespace

const std::vector<OptionRow>& option_rows() {
  static const std::vector<OptionRow> rows = make_rows();
  return rows;
}

const OptionTable& option_table() {
  static const OptionTable table = [] {
    OptionTable specs;
    for (const OptionRow& row : option_rows()) specs.push_back(row.spec);
    return specs;
  }();
  return table;
}

}  // namespace chokepoint
