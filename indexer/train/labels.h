// SPDX-License-Identifier: GPL-2.0-or-later
// Annotated articles: folders with articles/ and labels*.jsonl, in the form that corpus/README.md describes.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

struct LabelledEvent {
  std::string actor;  // empty: nobody is said to act
  std::string measure;
  std::vector<std::string> targets;
  std::string status;
  std::string evidence;  // the first words of its sentence
};

struct LabelledArticle {
  std::filesystem::path path;
  std::vector<std::string> core_countries, core_companies, core_measures;
  std::vector<std::string> other_countries, other_companies, other_measures;
  std::vector<LabelledEvent> events;
};

// The articles of a folder, in the order of their names. Throws InputError for a folder without labels, an
// article that is missing, or a line that is not what it should be.
std::vector<LabelledArticle> read_labels(const std::filesystem::path& folder);

// The words of a text in lower case; what stands between them does not matter when texts are compared.
std::vector<std::string> plain_words(std::string_view text);

}  // namespace chokepoint
