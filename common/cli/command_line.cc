// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/command_line.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include <boost/program_options.hpp>

#include "common/cli/config_file.h"

namespace chokepoint {
namespace {

namespace po = boost::program_options;

po::options_description describe(const OptionTable& table) {
  po::options_description description;
  auto add = description.add_options();
  for (const OptionSpec& spec : table) {
    const std::string name(spec.name);
    if (spec.value.empty())
      add(name.c_str(), "");
    else
      add(name.c_str(), po::value<std::string>(), "");
  }
  return description;
}

std::string suggestion(std::string_view nearest) {
  return nearest.empty() ? "" : "; did you mean " + in_quotes(nearest) + "?";
}

[[noreturn]] void refuse_unknown(const OptionTable& table, std::string_view name) {
  std::string_view bare = name.substr(std::min(name.find_first_not_of('-'), name.size()));
  bare = bare.substr(0, bare.find('='));
  const std::string_view nearest = nearest_option(table, bare);
  throw UsageError(
      "unknown option " + in_quotes(flag(bare)) + suggestion(nearest.empty() ? "" : flag(nearest)),
      "--help lists the options; words that begin with two dashes go after \"--\"");
}

void expand_short_options(std::vector<std::string>& arguments, SingleDash single_dash) {
  for (std::string& argument : arguments) {
    if (argument == "--") return;
    if (argument == "-h") argument = "--help";
    if (argument == "-V") argument = "--version";
    if (argument.size() < 2 || argument[0] != '-' || argument[1] == '-') continue;
    if (single_dash == SingleDash::kIsUnknown)
      throw UsageError("unknown option " + in_quotes(argument),
                       "options are long, see --help; a PATH may begin with a dash after \"--\"");
    // "-word" is part of a query: it excludes. A dash and one letter is far likelier an option of some other
    // program, and silently excluding a letter would be a trap.
    if (argument.size() == 2)
      throw UsageError("unknown option " + in_quotes(argument),
                       "options are long, see --help; to exclude a word write \"NOT word\"");
  }
}

std::vector<po::option> parse(const OptionTable& table, const std::vector<std::string>& arguments) {
  const po::options_description description = describe(table);
  using Style = po::command_line_style::style_t;
  try {
    return po::command_line_parser(arguments)
        .options(description)
        .style(Style::allow_long | Style::long_allow_adjacent | Style::long_allow_next)
        .run()
        .options;
  } catch (const po::unknown_option& error) {
    refuse_unknown(table, error.get_option_name());
  } catch (const po::invalid_command_line_syntax& error) {
    if (error.kind() == po::invalid_syntax::extra_parameter)
      throw UsageError(error.get_option_name() + " takes no value");
    throw UsageError(error.get_option_name() + " needs a value");
  } catch (const po::error& error) {
    throw UsageError(error.what());
  }
}

// What the command line alone says, --config and --no-config included.
CommandLine read_arguments(const OptionTable& table, const std::vector<std::string>& arguments) {
  CommandLine line;
  for (const po::option& parsed : parse(table, arguments)) {
    if (parsed.string_key.empty()) {
      line.words.insert(line.words.end(), parsed.value.begin(), parsed.value.end());
      continue;
    }
    const OptionSpec& spec = *find_option(table, parsed.string_key);
    GivenOption given;
    given.index = static_cast<std::size_t>(&spec - table.data());
    if (!parsed.value.empty()) given.text = parsed.value.front();
    if (!spec.value.empty() && given.text.empty()) throw UsageError(flag(spec.name) + " needs a value");
    line.options.push_back(std::move(given));
  }
  return line;
}

void refuse_repeated(const OptionTable& table, const std::vector<GivenOption>& options) {
  std::vector<bool> is_seen(table.size());
  for (const GivenOption& given : options) {
    const OptionSpec& spec = table[given.index];
    if (is_seen[given.index] && spec.repeat == Repeat::kOnce) {
      throw UsageError((given.where.empty() ? "" : given.where + ": ") + flag(spec.name) + " is given twice");
    }
    is_seen[given.index] = true;
  }
}

// As a shell does, which is not there to do it in a file.
std::string with_home(std::string path) {
  const char* home = std::getenv("HOME");
  if (path.starts_with("~/") && home != nullptr) path.replace(0, 1, home);
  return path;
}

GivenOption read_line(const OptionTable& table, const ConfigLine& line) {
  const OptionSpec* spec = find_option(table, line.name);
  if (spec == nullptr) {
    if (line.name.starts_with('-'))
      throw UsageError(line.where + ": in a file, names have no dashes: " + in_quotes(line.name));
    throw UsageError(line.where + ": unknown option " + in_quotes(line.name) +
                     suggestion(nearest_option(table, line.name)));
  }
  const auto fail = [&line](const std::string& why) {
    throw UsageError(line.where + ": " + in_quotes(line.name) + why);
  };
  if (spec->place != Place::kAnywhere) fail(" is for the command line only");
  if (spec->value.empty() && line.value) fail(" takes no value");
  if (!spec->value.empty() && line.value.value_or("").empty()) fail(" needs a value");
  GivenOption given;
  given.index = static_cast<std::size_t>(spec - table.data());
  given.text = line.value.value_or("");
  if (takes_file_name(*spec)) given.text = with_home(std::move(given.text));
  given.where = line.where;
  return given;
}

bool is_set(std::string_view variable) {
  if (variable.empty()) return false;
  const char* value = std::getenv(std::string(variable).c_str());
  return value != nullptr && *value != '\0';
}

const GivenOption* find_given(const OptionTable& table, const CommandLine& line, std::string_view name) {
  const auto found = std::find_if(line.options.begin(), line.options.end(),
                                  [&](const GivenOption& given) { return table[given.index].name == name; });
  return found == line.options.end() ? nullptr : &*found;
}

// Takes --config and --no-config out of `line` and reads the file that they leave.
std::vector<ConfigLine> read_config(const OptionTable& table, CommandLine& line,
                                    const std::filesystem::path& default_config) {
  const GivenOption* config = find_given(table, line, kConfigOption);
  const bool is_refused = find_given(table, line, kNoConfigOption) != nullptr;
  if (config != nullptr && is_refused) throw UsageError("--config and --no-config exclude one another");
  const bool is_named = config != nullptr;
  const std::filesystem::path path = is_named ? std::filesystem::path(config->text) : default_config;
  std::erase_if(line.options, [&](const GivenOption& given) {
    const std::string_view name = table[given.index].name;
    return name == kConfigOption || name == kNoConfigOption;
  });
  if (path.empty() || is_refused) return {};
  line.config = path.string();
  return read_config_file(path, is_named ? MissingFile::kIsAnError : MissingFile::kIsEmpty);
}

}  // namespace

CommandLine read_command_line(const OptionTable& table, std::vector<std::string> arguments,
                              SingleDash single_dash, const std::filesystem::path& default_config) {
  expand_short_options(arguments, single_dash);
  CommandLine line = read_arguments(table, arguments);
  refuse_repeated(table, line.options);
  const bool is_alone = std::any_of(line.options.begin(), line.options.end(), [&](const GivenOption& given) {
    return table[given.index].place == Place::kAlone;
  });
  if (is_alone) return line;

  std::vector<GivenOption> from_file;
  for (const ConfigLine& config_line : read_config(table, line, default_config))
    from_file.push_back(read_line(table, config_line));
  refuse_repeated(table, from_file);
  std::erase_if(from_file, [&](const GivenOption& given) {
    const OptionSpec& spec = table[given.index];
    return find_given(table, line, spec.name) != nullptr || is_set(spec.environment) ||
           (!spec.rival.empty() && find_given(table, line, spec.rival) != nullptr);
  });
  if (from_file.empty()) line.config.clear();
  line.options.insert(line.options.begin(), from_file.begin(), from_file.end());
  return line;
}

}  // namespace chokepoint
