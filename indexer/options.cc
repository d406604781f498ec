// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>
#include <string_view>
#include <thread>

#include <boost/program_options.hpp>

#include "common/base/error.h"
#include "common/base/program_name.h"

namespace chokepoint {
namespace {

namespace po = boost::program_options;

std::string try_help() {
  return std::string("try \"") + indexer_name() + " --help\"";
}

// Named in the interface, but not built yet: refused, never accepted and ignored.
constexpr std::array<std::string_view, 3> kLaterOptions = {"--memory", "--filter", "--follow"};

po::options_description visible_options() {
  po::options_description what("What to do (default: build the index, or update it)");
  what.add_options()                                                                       //
      ("update", "index what changed since the last run; publish nothing if nothing did")  //
      ("rebuild", "read everything afresh")                                                //
      ("drop-root", po::value<std::vector<std::string>>()->value_name("PATH"),
       "forget a root and its articles")                                                          //
      ("dry-run", "read and extract, write no index; with --format=jsonl one object an article")  //
      ("explain", po::value<std::string>()->value_name("FILE|ID"),
       "one article: what was dropped, what was found and why")  //
      ("verify", "check the current generation completely");
  po::options_description how("Where and how");
  how.add_options()  //
      ("db", po::value<std::string>()->value_name("PATH"),
       "the index (default: $CHOKEPOINT_DB, else below $XDG_DATA_HOME or $HOME)")  //
      ("exclude", po::value<std::vector<std::string>>()->value_name("GLOB"),
       "leave out files and directories of this name or path")  //
      ("max-bytes", po::value<std::string>()->value_name("N")->default_value("20971520"),
       "skip files that are larger")  //
      ("tables", po::value<std::string>()->value_name("DIR"),
       "tables that extend or override the built-in ones")                                                 //
      ("jobs", po::value<std::string>()->value_name("N"), "threads (default: one a processor)")            //
      ("keep", po::value<std::string>()->value_name("N")->default_value("1"), "earlier generations kept")  //
      ("max-vanished", po::value<std::string>()->value_name("PERCENT")->default_value("20"),
       "publish nothing when more articles than this vanished")  //
      ("lock-wait", po::value<std::string>()->value_name("SECONDS")->default_value("0"),
       "wait that long for another indexer")  //
      ("mode", po::value<std::string>()->value_name("OCTAL")->default_value("600"),
       "permissions of index files");
  po::options_description report("What to report");
  report.add_options()  //
      ("format", po::value<std::string>()->value_name("text|jsonl")->default_value("text"),
       "how the run reports")  //
      ("report", po::value<std::string>()->value_name("FILE"),
       "write a JSON line a skipped article, then a summary")                //
      ("strict", "status 1 if anything was skipped")                         //
      ("quiet", "say nothing but errors")                                    //
      ("verbose", "list every skipped article, and count what was ignored")  //
      ("progress", po::value<std::string>()->value_name("auto|always|never")->default_value("auto"),
       "show progress on standard error")            //
      ("formats", "list the formats that are read")  //
      ("help,h", "this help")                        //
      ("version,V", "versions of the program and its libraries");
  po::options_description all;
  all.add(what).add(how).add(report);
  return all;
}

// Signed and range-checked: the option library would take -1 for a huge unsigned number.
std::int64_t parse_number(const std::string& option, const std::string& text, std::int64_t low,
                          std::int64_t high) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || value < low ||
      value > high) {
    throw UsageError("--" + option + " takes a whole number from " + std::to_string(low) + " to " +
                     std::to_string(high) + ", not \"" + text + "\"");
  }
  return value;
}

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

When parse_when(const std::string& option, const std::string& text) {
  if (text == "auto") return When::kAuto;
  if (text == "always") return When::kAlways;
  if (text == "never") return When::kNever;
  throw UsageError("--" + option + " takes auto, always or never, not \"" + text + "\"");
}

ReportFormat parse_format(const std::string& text) {
  if (text == "text") return ReportFormat::kText;
  if (text == "jsonl") return ReportFormat::kJsonl;
  throw UsageError("--format takes text or jsonl, not \"" + text + "\"");
}

po::variables_map parse_command_line(int argc, const char* const* argv) {
  for (int i = 1; i < argc && std::string_view(argv[i]) != "--"; ++i) {
    const std::string_view word(argv[i]);
    const std::string_view name = word.substr(0, word.find('='));
    if (std::find(kLaterOptions.begin(), kLaterOptions.end(), name) != kLaterOptions.end()) {
      throw UsageError(std::string(name) + " is not built into this version yet", try_help());
    }
  }
  po::options_description all = visible_options();
  all.add_options()("path", po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add("path", -1);
  constexpr int kStyle = po::command_line_style::allow_long | po::command_line_style::long_allow_adjacent |
                         po::command_line_style::long_allow_next | po::command_line_style::allow_short |
                         po::command_line_style::allow_dash_for_short |
                         po::command_line_style::short_allow_adjacent;
  try {
    po::variables_map values;
    po::store(po::command_line_parser(argc, argv).options(all).positional(positional).style(kStyle).run(),
              values);
    po::notify(values);
    return values;
  } catch (const po::error& error) {
    throw UsageError(error.what(), try_help());
  }
}

Action action_of(const po::variables_map& values) {
  if (values.count("help") != 0) return Action::kShowHelp;
  if (values.count("version") != 0) return Action::kShowVersion;
  if (values.count("formats") != 0) return Action::kShowFormats;
  const auto count = values.count("dry-run") + values.count("explain") + values.count("verify");
  if (count > 1) throw UsageError("--dry-run, --explain and --verify exclude one another", try_help());
  if (values.count("dry-run") != 0) return Action::kDryRun;
  if (values.count("explain") != 0) return Action::kExplain;
  return values.count("verify") != 0 ? Action::kVerify : Action::kIndex;
}

void check(const IndexerOptions& options, const po::variables_map& values) {
  if (values.count("update") != 0 && values.count("rebuild") != 0) {
    throw UsageError("--update and --rebuild exclude one another", try_help());
  }
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

IndexerOptions parse_indexer_options(int argc, const char* const* argv) {
  const po::variables_map values = parse_command_line(argc, argv);
  const auto text = [&](const char* name) {
    return values.count(name) != 0 ? values[name].as<std::string>() : std::string();
  };
  const auto list = [&](const char* name) {
    return values.count(name) != 0 ? values[name].as<std::vector<std::string>>() : std::vector<std::string>();
  };
  IndexerOptions options;
  options.action = action_of(values);
  options.paths = list("path");
  options.dropped_roots = list("drop-root");
  if (values.count("db") != 0) {
    options.database = text("db");
    if (options.database->empty()) throw UsageError("--db is empty", "name the index with --db=PATH");
  }
  if (values.count("rebuild") != 0) options.rebuild = Rebuild::kAlways;
  if (values.count("update") != 0) options.rebuild = Rebuild::kUpdate;
  options.explain = text("explain");
  options.format = parse_format(text("format"));
  options.report = text("report");
  const std::int64_t processors = std::max(1U, std::thread::hardware_concurrency());
  options.jobs = static_cast<std::size_t>(
      values.count("jobs") != 0 ? parse_number("jobs", text("jobs"), 1, 256) : processors);
  options.tables = text("tables");
  options.excludes = list("exclude");
  options.max_bytes =
      static_cast<std::uint64_t>(parse_number("max-bytes", text("max-bytes"), 1, 1'000'000'000));
  options.keep = static_cast<std::size_t>(parse_number("keep", text("keep"), 0, 1000));
  options.max_vanished_percent =
      static_cast<unsigned>(parse_number("max-vanished", text("max-vanished"), 0, 100));
  options.lock_wait = std::chrono::seconds(parse_number("lock-wait", text("lock-wait"), 0, 7 * 24 * 3600));
  options.mode = parse_mode(text("mode"));
  options.strict = values.count("strict") != 0;
  options.quiet = values.count("quiet") != 0;
  options.verbose = values.count("verbose") != 0;
  options.progress = parse_when("progress", text("progress"));
  check(options, values);
  return options;
}

std::string indexer_help() {
  std::ostringstream out;
  const std::string name = indexer_name();
  out << "Build and keep a search index of articles about how states restrict technology companies.\n\n"
      << "  " << name << " [OPTIONS] PATH...             build or update the index from these\n"
      << "  " << name << " [OPTIONS] --dry-run PATH...   read and extract, write no index\n"
      << "  " << name << " [OPTIONS] --explain=FILE|ID   one article, explained\n"
      << "  " << name << " [OPTIONS] --verify            check the index\n\n"
      << "Example:\n  " << name << " --db=press.idx ~/articles && " << searcher_name()
      << " --db=press.idx --country=CA tiktok\n\n"
      << visible_options()
      << "\nThe index remembers its PATHs: without one, those are used. Status: 0 done, 1 something skipped "
         "and\n"
         "--strict given, 2 usage, 3 index unusable, 4 I/O or resources, 5 a guard tripped, 75 locked.\n";
  return out.str();
}

}  // namespace chokepoint
