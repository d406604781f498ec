// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/completion.h"

#include <algorithm>

#include "common/cli/terminal.h"

namespace chokepoint {
namespace {

constexpr std::string_view kDashes = "--";

// The option of `word` if it lacks its value: "--db", but neither "--db=x" nor "--count".
const OptionSpec* option_that_waits(const OptionTable& table, std::string_view word) {
  if (!word.starts_with(kDashes)) return nullptr;
  const OptionSpec* spec = find_option(table, word.substr(kDashes.size()));
  return spec != nullptr && !spec->value.empty() ? spec : nullptr;
}

// Where the word stands: after "--" all are words, after "--db" it is the value.
struct Position {
  const OptionSpec* waiting = nullptr;
  bool is_after_end = false;
};

Position position_after(const OptionTable& table, const std::vector<std::string>& words) {
  Position position;
  for (const std::string& word : words) {
    if (position.waiting != nullptr) {
      position.waiting = nullptr;
    } else if (word == kDashes) {
      position.is_after_end = true;
      return position;
    } else {
      position.waiting = option_that_waits(table, word);
    }
  }
  return position;
}

Completion complete_names(const OptionTable& table, std::string_view word) {
  Completion completion;
  for (const OptionSpec& spec : table) {
    const std::string name = flag(spec.name) + (spec.value.empty() ? "" : "=");
    if (name.starts_with(word)) completion.candidates.push_back({name, std::string(spec.help)});
  }
  return completion;
}

Completion complete_value(const OptionSpec& spec, std::string_view value, const CompletionSources& sources) {
  Completion completion;
  for (const std::string_view literal : literal_values(spec)) {
    if (literal.starts_with(value)) completion.candidates.push_back({std::string(literal), ""});
  }
  completion.has_files = takes_file_name(spec);
  append_completion(completion, "", sources.value(spec, value));
  return completion;
}

}  // namespace

std::optional<CompletionRequest> completion_request(int argc, const char* const* argv) {
  const std::string asked = flag(kCompleteOption) + "=";
  if (argc < 2 || !std::string_view(argv[1]).starts_with(asked)) return std::nullopt;
  return CompletionRequest{std::string(argv[1]).substr(asked.size()), {argv + 2, argv + argc}};
}

Completion complete(const OptionTable& table, const CompletionRequest& request,
                    const CompletionSources& sources) {
  const std::string_view word = request.word;
  const Position position = position_after(table, request.words_before);
  if (position.waiting != nullptr) return complete_value(*position.waiting, word, sources);
  if (position.is_after_end || !word.starts_with('-')) return sources.word(word);
  const std::size_t equals = word.find('=');
  if (equals != std::string_view::npos && word.starts_with(kDashes)) {
    Completion completion;
    if (const OptionSpec* spec = option_that_waits(table, word.substr(0, equals)))
      append_completion(completion, word.substr(0, equals + 1),
                        complete_value(*spec, word.substr(equals + 1), sources));
    return completion;
  }
  Completion completion = complete_names(table, word);
  if (completion.candidates.empty()) return sources.word(word);  // "-word", which excludes
  return completion;
}

bool write_completion(const Completion& completion, Sink& out) {
  bool is_empty = true;
  for (const CompletionCandidate& candidate : completion.candidates) {
    if (escape_name(candidate.word) != candidate.word) continue;
    out.write(candidate.word + '\t' + escape_line(candidate.label) + '\n');
    is_empty = false;
  }
  if (completion.has_files) out.write("\tfiles\n");
  return !is_empty || completion.has_files;
}

void append_completion(Completion& to, std::string_view head, Completion from) {
  for (CompletionCandidate& candidate : from.candidates) {
    candidate.word.insert(0, head);
    to.candidates.push_back(std::move(candidate));
  }
  to.has_files = to.has_files || from.has_files;
}

}  // namespace chokepoint
