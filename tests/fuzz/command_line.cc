// SPDX-License-Identifier: GPL-2.0-or-later
// What users write to the programs: command lines, configuration files, filters, and what they have typed so
// far. Each is read or refused with a reason (UsageError). The first byte chooses; the parts of the input are
// the arguments.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.h"
#include "common/cli/completion.h"
#include "common/cli/config_file.h"
#include "indexer/options.h"
#include "indexer/source/filter.h"
#include "searcher/completion.h"
#include "searcher/option_rows.h"
#include "searcher/options.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/promise.h"
#include "tests/support/temp_directory.h"

using namespace chokepoint;

namespace {

constexpr Date kToday{2024, 5, 17};

// Calls `read`; whatever else than a refusal it throws ends the target.
template <typename Read>
void read_or_refuse(Read read) {
  try {
    read();
  } catch (const UsageError& error) {
    require(!std::string_view(error.what()).empty(), "a refusal says why");
  }
}

// NUL ends an argument, and no option here may open a file of the machine.
std::vector<std::string> arguments_of(const std::vector<std::string_view>& parts) {
  std::vector<std::string> arguments = {"program"};
  for (const std::string_view part : parts) arguments.emplace_back(part.substr(0, part.find('\0')));
  std::erase_if(arguments, [](const std::string& argument) { return argument.starts_with("--config"); });
  return arguments;
}

void check_searcher(int argc, const char* const* argv, const std::filesystem::path& config) {
  const SearcherOptions options = parse_options(argc, argv, kToday, config);
  require(options.timeout.count() >= 0, "a time limit is no negative one");
  if (options.since) require(is_valid(*options.since) && options.since->is_complete(), "--since is a day");
  if (options.until) require(is_valid(*options.until) && options.until->is_complete(), "--until is a day");
  require(
      options.help || options.version || !options.since || !options.until || *options.since <= *options.until,
      "a range does not end before it begins");
  require(!options.cross || options.cross->first != options.cross->second, "a table has two facets");
}

void check_indexer(int argc, const char* const* argv, const std::filesystem::path& config) {
  const IndexerOptions options = parse_indexer_options(argc, argv, config);
  require(options.jobs >= 1, "somebody does the work");
  require(options.max_vanished_percent <= 100, "a percentage is one");
  require((options.mode & ~0666U) == 0 && (options.mode & 0600U) == 0600U,
          "a mode is one of a file of one's own");
}

void check_command_lines(const std::vector<std::string>& arguments, const std::filesystem::path& config) {
  std::vector<const char*> argv;
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  const int argc = static_cast<int>(argv.size());
  read_or_refuse([&] { check_searcher(argc, argv.data(), config); });
  read_or_refuse([&] { check_indexer(argc, argv.data(), config); });
}

void check_config(std::string_view text) {
  read_or_refuse([text] {
    for (const ConfigLine& line : parse_config(text, "file")) {
      require(!line.name.empty() && line.name.find_first_of(" \t\n") == std::string::npos,
              "a name is one word", line.name);
      require(line.where.starts_with("file:"), "a line says where it stands", line.where);
      require(!line.value || line.value->find('\n') == std::string::npos, "a value is one line", line.name);
    }
  });
  static const TempDirectory directory;
  check_command_lines({"program"}, directory.write("file.conf", std::string(text)));
}

// A value in quotes is what it was, unless it cannot be said in a file.
void check_quoting(std::string_view text) {
  const std::string value(text.substr(0, text.find_first_of(std::string_view("\"\n\r\0", 4))));
  const auto lines = parse_config("name = \"" + value + "\" # why", "file");
  require(lines.size() == 1 && lines[0].value == value, "a quoted value is what it was", value);
}

void check_filter(const std::string& text) {
  read_or_refuse([&] {
    const Filter filter = parse_filter(text);
    require(!filter.words.empty() && !filter.words.front().empty(), "a filter has a program", text);
    require(text.ends_with(filter.command), "a filter has the command that was given", text);
  });
  std::string quoted = ".x:program '";
  for (const char c : text) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  if (text.find('\0') != std::string::npos) return;
  require(parse_filter(quoted + "'").words == std::vector<std::string>{"program", text},
          "a quoted word is what it was", text);
}

void check_completion(const std::vector<std::string>& words) {
  CompletionRequest request{words.back(), {words.begin() + 1, words.end()}};
  const CompletionSources none{[](const OptionSpec&, std::string_view) { return Completion(); },
                               [](std::string_view) { return Completion(); }};
  for (const OptionTable* table : {&option_table(), &indexer_option_table()}) {
    StringSink out;
    write_completion(complete(*table, request, none), out);
    require_safe(out.text(), "a completion is safe to print");
  }
  const std::string query = repair_utf8(words.back());
  if (const auto typed = field_being_typed(query)) {
    require(query.starts_with(typed->head), "what is typed already stays", query);
    require(query.ends_with(typed->value), "what is being typed is the end", query);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::size_t choice = input.below(4);
  if (choice == 0) {
    const std::vector<std::string> arguments = arguments_of(input.parts(12));
    check_command_lines(arguments, {});
    check_completion(arguments);
    return 0;
  }
  const std::string_view text = input.rest();
  if (choice == 1) check_config(text);
  if (choice == 2) check_quoting(text);
  if (choice == 3) check_filter(std::string(text));
  return 0;
}
