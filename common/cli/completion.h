// SPDX-License-Identifier: GPL-2.0-or-later
// Answers a shell that asks what the word before the cursor may become:
//
//   PROGRAM --complete=WORD [WORD_BEFORE...]
//
// WORD and those before it are as the program would get them, without the quotes of the shell. The answer is
// a line a candidate, the whole new word, a tab, what it means; and a line of a tab and "files" where names
// of files may stand. A candidate that a terminal or a shell could stumble over, one with control characters,
// is left out: no value that is worth completing has them. Shells must quote what they insert.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/cli/option_table.h"
#include "common/cli/output_stream.h"

namespace chokepoint {

inline constexpr std::string_view kCompleteOption = "complete";

struct CompletionRequest {
  std::string word;
  std::vector<std::string> words_before;  // without the program's name
};

// Nothing if the command line asks for something else.
std::optional<CompletionRequest> completion_request(int argc, const char* const* argv);

// The extractor has candidates of its own: two types of one name would share the code of std::vector.
struct CompletionCandidate {
  std::string word;
  std::string label;
};

struct Completion {
  std::vector<CompletionCandidate> candidates;
  bool has_files = false;
};

// What a program knows better than the table.
struct CompletionSources {
  // Of the value of an option, what it may become; added to what the table says.
  std::function<Completion(const OptionSpec&, std::string_view value)> value;
  // Of a word that is no option.
  std::function<Completion(std::string_view word)> word;
};

Completion complete(const OptionTable& table, const CompletionRequest& request,
                    const CompletionSources& sources);

// Returns whether there was something to write.
bool write_completion(const Completion& completion, Sink& out);

// Puts `head` before each candidate of `from` and appends them to `to`.
void append_completion(Completion& to, std::string_view head, Completion from);

}  // namespace chokepoint
