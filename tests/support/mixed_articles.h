// SPDX-License-Identifier: GPL-2.0-or-later
// Articles of sentences drawn from those of other articles: any number of texts that read like the originals,
// name what they name, and yet differ.
#pragma once

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

class MixedArticles {
 public:
  // Takes the sentences of all .txt files below `directory`, in the order of their paths.
  MixedArticles(const std::filesystem::path& directory, unsigned seed) : random_(seed) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
      if (entry.path().extension() == ".txt") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths) {
      std::ifstream file(path);
      for (std::string line; std::getline(file, line);) add_sentences(line);
    }
  }

  std::size_t sentences() const { return sentences_.size(); }

  // A title, a date where one is printed, and up to 30 sentences.
  std::string next() {
    std::string text = draw_sentence() + "\n\n";
    if (below(3) != 0) {
      const std::string year = std::to_string(2015 + below(11));
      text += year + "-" + std::to_string(10 + below(3)) + "-" + std::to_string(10 + below(19)) + "\n\n";
    }
    for (std::size_t left = 1 + below(30); left > 0; --left)
      text += draw_sentence() + (below(3) == 0 ? "\n\n" : " ");
    return text;
  }

  // Of the numbers below `bound`, which is not 0. No distribution of the library, as their results differ
  // between libraries.
  std::size_t below(std::size_t bound) { return random_() % bound; }

 private:
  void add_sentences(std::string_view line) {
    while (!line.empty()) {
      const std::size_t stop = line.find(". ");
      const std::size_t end = stop == std::string_view::npos ? line.size() : stop + 1;
      if (end > 1) sentences_.emplace_back(line.substr(0, end));
      line.remove_prefix(std::min(line.size(), end + 1));
    }
  }

  const std::string& draw_sentence() { return sentences_[below(sentences_.size())]; }

  std::mt19937 random_;
  std::vector<std::string> sentences_;
};

}  // namespace chokepoint
