// SPDX-License-Identifier: GPL-2.0-or-later
// Each option is declared once, as a row of kRows: reading it, the configuration file, --help and completion
// all go by that row.
#include "indexer/options.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <thread>

#include "common/base/error.h"
#include "common/base/program_name.h"
#include "common/cli/command_line.h"
#include "common/cli/completion.h"
#include "common/cli/help_text.h"
#include "common/cli/option_values.h"

namespace chokepoint {
namespace {

// The headings of --help.
enum Group : int { kWhat, kHow, kReport };

constexpr std::int64_t kMaxJobs = 256;
constexpr std::int64_t kMaxMaxBytes = 1'000'000'000;
constexpr std::int64_t kMaxMemoryMebibytes = 1'048'576;
constexpr std::int64_t kMaxKeep = 1000;
constexpr std::int64_t kMaxLockWaitSeconds = 7LL * 24 * 3600;

constexpr Choice<ReportFormat> kFormats[] = {{"text", ReportFormat::kText}, {"jsonl", ReportFormat::kJsonl}};

std::string try_help() {
  return std::string("try \"") + indexer_name() + " --help\"";
}

using Options = IndexerOptions;

struct Setting {
  std::string_view name;    // of the option
  const std::string& text;  // its value
};

struct OptionRow {
  OptionSpec spec;
  void (*set)(Options& options, const Setting& setting);  // throws UsageError
};

unsigned parse_mode(const std::string& text) {
  unsigned mode = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), mode, 8);
  if (error != std::errc() || end != text.data() + text.size() || mode > 0777 || (mode & 0600U) != 0600U ||
      (mode & 0111U) != 0) {
    throw UsageError(
        "--mode takes the octal permissions of a file that its owner can read and write, such as 600 or 640, "
        "not \"" +
        text + "\"");
  }
  return mode;
}

template <typename Number>
Number number(const Setting& setting, std::int64_t low, std::int64_t high) {
  return static_cast<Number>(parse_number(setting.name, setting.text, low, high));
}

bool only_shows(Action action) {
  return action == Action::kShowHelp || action == Action::kShowVersion || action == Action::kShowFormats;
}

void set_action(Options& options, Action action) {
  if (only_shows(options.action)) return;
  if (!only_shows(action) && options.action != Action::kIndex)
    throw UsageError("--dry-run, --explain and --verify exclude one another", try_help());
  options.action = action;
}

void set_rebuild(Options& options, Rebuild rebuild) {
  if (options.rebuild != Rebuild::kAuto)
    throw UsageError("--update and --rebuild exclude one another", try_help());
  options.rebuild = rebuild;
}

const std::vector<OptionRow>& option_rows() {
  constexpr Repeat kOnce = Repeat::kOnce;
  constexpr Place kNow = Place::kCommandLine;
  static const std::vector<OptionRow> rows = {
      {{"update", "", kWhat, "index what changed since the last run; publish nothing if nothing did", kOnce,
        kNow},
       [](Options& o, const Setting&) { set_rebuild(o, Rebuild::kUpdate); }},
      {{"rebuild", "", kWhat, "read everything afresh", kOnce, kNow},
       [](Options& o, const Setting&) { set_rebuild(o, Rebuild::kAlways); }},
      {{"drop-root", "PATH", kWhat, "forget a root and its articles", Repeat::kAny, kNow},
       [](Options& o, const Setting& s) { o.dropped_roots.push_back(s.text); }},
      {{"dry-run", "", kWhat, "read and extract, write no index; with --format=jsonl one object an article",
        kOnce, kNow},
       [](Options& o, const Setting&) { set_action(o, Action::kDryRun); }},
      {{"explain", "FILE|ID", kWhat, "one article: what was dropped, what was found and why", kOnce, kNow},
       [](Options& o, const Setting& s) {
         set_action(o, Action::kExplain);
         o.explain = s.text;
       }},
      {{"verify", "", kWhat, "check the current generation completely", kOnce, kNow},
       [](Options& o, const Setting&) { set_action(o, Action::kVerify); }},

      {{"db", "PATH", kHow, "the index (default: $CHOKEPOINT_DB, else below $XDG_DATA_HOME or $HOME)", kOnce,
        Place::kAnywhere, "CHOKEPOINT_DB"},
       [](Options& o, const Setting& s) { o.database = s.text; }},
      {{"exclude", "GLOB", kHow, "leave out files and directories, as a line of .indexignore", Repeat::kAny},
       [](Options& o, const Setting& s) { o.excludes.push_back(s.text); }},
      {{"follow", "", kHow, "follow symbolic links to what is below a PATH"},
       [](Options& o, const Setting&) { o.follow = true; }},
      {{"max-bytes", "N", kHow, "skip files that are larger (20971520)"},
       [](Options& o, const Setting& s) { o.max_bytes = number<std::uint64_t>(s, 1, kMaxMaxBytes); }},
      {{"filter", "TYPE:COMMAND", kHow, "read files of a MIME type or .suffix through a program",
        Repeat::kAny},
       [](Options& o, const Setting& s) { o.filters.push_back(parse_filter(s.text)); }},
      {{"tables", "DIR", kHow, "tables that extend or override the built-in ones"},
       [](Options& o, const Setting& s) { o.tables = s.text; }},
      {{"jobs", "N", kHow, "threads (default: one a processor)"},
       [](Options& o, const Setting& s) { o.jobs = number<std::size_t>(s, 1, kMaxJobs); }},
      {{"memory", "MIB", kHow, "what a run may hold in memory; fewer threads if need be (512)"},
       [](Options& o, const Setting& s) {
         o.memory = number<std::uint64_t>(s, kLeastMemory / kMebibyte, kMaxMemoryMebibytes) * kMebibyte;
       }},
      {{"keep", "N", kHow, "earlier generations kept (1)"},
       [](Options& o, const Setting& s) { o.keep = number<std::size_t>(s, 0, kMaxKeep); }},
      {{"max-vanished", "PERCENT", kHow, "publish nothing when more articles than this vanished (20)"},
       [](Options& o, const Setting& s) { o.max_vanished_percent = number<unsigned>(s, 0, 100); }},
      {{"lock-wait", "SECONDS", kHow, "wait that long for another indexer (0)"},
       [](Options& o, const Setting& s) {
         o.lock_wait = std::chrono::seconds(parse_number(s.name, s.text, 0, kMaxLockWaitSeconds));
       }},
      {{"mode", "OCTAL", kHow, "permissions of index files (600)"},
       [](Options& o, const Setting& s) { o.mode = parse_mode(s.text); }},

      // An explanation is text only, which must not make a file with another format an error.
      {{"format", "text|jsonl", kReport, "how the run reports", kOnce, Place::kAnywhere, "", "explain"},
       [](Options& o, const Setting& s) { o.format = choose(kFormats, s.name, s.text); }},
      {{"report", "FILE", kReport, "write a JSON line a skipped article, then a summary"},
       [](Options& o, const Setting& s) { o.report = s.text; }},
      {{"strict", "", kReport, "status 1 if anything was skipped"},
       [](Options& o, const Setting&) { o.strict = true; }},
      {{"quiet", "", kReport, "say nothing but errors", kOnce, Place::kAnywhere, "", "verbose"},
       [](Options& o, const Setting&) { o.quiet = true; }},
      {{"verbose", "", kReport, "list every skipped article, and count what was left out", kOnce,
        Place::kAnywhere, "", "quiet"},
       [](Options& o, const Setting&) { o.verbose = true; }},
      {{"progress", "auto|always|never", kReport, "show progress on standard error"},
       [](Options& o, const Setting& s) { o.progress = choose(kWhens, s.name, s.text); }},
      {{"formats", "", kReport, "list the formats that are read", kOnce, Place::kAlone},
       [](Options& o, const Setting&) { set_action(o, Action::kShowFormats); }},
      {{kCompleteOption, "WORD", kReport, "for shells: what WORD, after the words that follow, may become",
        kOnce, Place::kAlone},
       [](Options&, const Setting& s) { throw UsageError(flag(s.name) + "=WORD stands before all else"); }},
      {{"help", "", kReport, "this help (-h)", kOnce, Place::kAlone},
       [](Options& o, const Setting&) { set_action(o, Action::kShowHelp); }},
      {{"version", "", kReport, "versions of the program and its libraries (-V)", kOnce, Place::kAlone},
       [](Options& o, const Setting&) { set_action(o, Action::kShowVersion); }},
  };
  return rows;
}

}  // namespace

// The rows in their order, and behind them the options of the configuration file, which are read elsewhere.
const OptionTable& indexer_option_table() {
  static const OptionTable table = [] {
    OptionTable specs;
    for (const OptionRow& row : option_rows()) specs.push_back(row.spec);
    for (const OptionSpec& spec : config_options(kHow)) specs.push_back(spec);
    return specs;
  }();
  return table;
}

namespace {

void check_combinations(const Options& options) {
  if (options.action == Action::kDryRun && options.paths.empty()) {
    throw UsageError("--dry-run needs a PATH to read",
                     std::string(indexer_name()) + " --dry-run --format=jsonl DIRECTORY");
  }
  if ((options.action == Action::kExplain || options.action == Action::kVerify) && !options.paths.empty()) {
    throw UsageError("--explain and --verify take no PATH: \"" + options.paths.front() + "\"", try_help());
  }
  if (options.action == Action::kExplain && options.format != ReportFormat::kText) {
    throw UsageError("--explain prints text only", "for data, use --dry-run --format=jsonl FILE");
  }
  if (options.quiet && options.verbose)
    throw UsageError("--quiet and --verbose exclude one another", try_help());
}

}  // namespace

IndexerOptions parse_indexer_options(int argc, const char* const* argv,
                                     const std::filesystem::path& default_config) {
  const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
  const CommandLine line =
      read_command_line(indexer_option_table(), arguments, SingleDash::kIsUnknown, default_config);
  Options options;
  options.paths = line.words;
  for (const GivenOption& given : line.options) {
    const OptionRow& row = option_rows()[given.index];
    set_given(given, [&] { row.set(options, {row.spec.name, given.text}); });
  }
  if (options.jobs == 0) options.jobs = std::max(1U, std::thread::hardware_concurrency());
  if (!only_shows(options.action)) check_combinations(options);
  return options;
}

bool write_indexer_completion(const CompletionRequest& request, Sink& out) {
  const CompletionSources sources{
      [](const OptionSpec&, std::string_view) { return Completion(); },
      [](std::string_view) {
        return Completion{{}, true};
      },  // a PATH
  };
  return write_completion(complete(indexer_option_table(), request, sources), out);
}

std::string indexer_help() {
  const std::string name = indexer_name();
  std::string out =
      "Build and keep a search index of articles about how states restrict technology companies.\n\n";
  out += "  " + name +
         " [OPTIONS] PATH...             build or update the index from these files and directories\n";
  out += "  " + name + " [OPTIONS] --dry-run PATH...   read and extract, write no index\n";
  out += "  " + name + " [OPTIONS] --explain=FILE|ID   one article, explained\n";
  out += "  " + name + " [OPTIONS] --verify            check the index\n\n";
  out += "Example:\n  " + name + " --db=press.idx ~/articles && " + searcher_name() +
         " --db=press.idx --country=CA tiktok\n";
  out += "\nWhat to do (default: build the index, or update it):\n";
  append_help_group(out, indexer_option_table(), kWhat);
  out += "\nWhere and how:\n";
  append_help_group(out, indexer_option_table(), kHow);
  out += "\nWhat to report:\n";
  append_help_group(out, indexer_option_table(), kReport);
  out +=
      "\nThe index remembers its PATHs: without one, those are used. Options may also stand in a\n"
      "configuration file; see the manual page. Status: 0 done, 1 something skipped and --strict given,\n"
      "2 usage, 3 index unusable, 4 I/O or resources, 5 a guard tripped, 75 locked.\n";
  return out;
}

}  // namespace chokepoint
