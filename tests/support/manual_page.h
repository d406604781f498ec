// SPDX-License-Identifier: GPL-2.0-or-later
// Reads the manual pages, so that tests can compare what they say with what the code says. Knows as much of
// mdoc(7) as our pages use: lists whose items are ".It Cm NAME", ".It Fl -NAME" or ".It NUMBER".
#pragma once

#include <cctype>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chokepoint {

// The lines of a file of the source tree.
inline std::vector<std::string> read_source_lines(const std::string& path) {
  std::ifstream in(std::string(CHOKEPOINT_SOURCE_DIR) + "/" + path);
  if (!in) throw std::runtime_error("cannot read \"" + path + "\"");
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The names of the long options in a text: "db" and "help" in "--db=PATH, -h [ --help ]".
inline std::set<std::string> long_options_in(std::string_view text) {
  const auto is_name = [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; };
  std::set<std::string> names;
  for (std::size_t at = text.find("--"); at != std::string_view::npos; at = text.find("--", at)) {
    std::size_t end = at + 2;
    while (end < text.size() && is_name(text[end])) ++end;
    const bool begins_word = at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1]));
    if (begins_word && end > at + 2) names.emplace(text.substr(at + 2, end - at - 2));
    at = end;
  }
  return names;
}

class ManualPage {
 public:
  using Items = std::vector<std::pair<std::string, std::string>>;  // a name and the text below it

  explicit ManualPage(const std::string& path) : lines_(read_source_lines(path)) {}

  // The list that stands below the comment `.\" MARK:`.
  Items list(const std::string& mark) const {
    Items items;
    bool is_inside = false;
    for (const std::string& line : lines_) {
      if (line.starts_with(".\\\" " + mark + ":")) {
        is_inside = true;
      } else if (is_inside && line.starts_with(".El")) {
        break;
      } else if (is_inside && line.starts_with(".It Cm ")) {
        items.emplace_back(line.substr(7), "");
      } else if (is_inside && !items.empty() && !line.starts_with(".")) {
        std::string& text = items.back().second;
        text += (text.empty() ? "" : " ") + without_escapes(line);
      }
    }
    return items;
  }

  // The names of the options that have an item of their own.
  std::set<std::string> options() const {
    std::set<std::string> names;
    for (const std::string& line : lines_) {
      if (!line.starts_with(".It Fl ")) continue;
      std::istringstream words(line);
      for (std::string word; words >> word;) {
        if (word.size() > 2 && word.front() == '-') names.insert(word.substr(1));
      }
    }
    return names;
  }

  // The options that the line below the comment `.\" MARK:` names.
  std::set<std::string> options_below(const std::string& mark) const {
    std::set<std::string> names;
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      if (!lines_[i].starts_with(".\\\" " + mark + ":")) continue;
      std::istringstream words(lines_[i + 1]);
      for (std::string word; words >> word;) {
        if (word.size() > 2 && word.front() == '-') names.insert(word.substr(1));
      }
    }
    return names;
  }

  // The numbers that begin an item of the section EXIT STATUS.
  std::set<int> exit_statuses() const {
    std::set<int> statuses;
    bool is_inside = false;
    for (const std::string& line : lines_) {
      if (line.starts_with(".Sh ")) is_inside = line == ".Sh EXIT STATUS";
      if (is_inside && line.starts_with(".It ")) statuses.insert(std::stoi(line.substr(4)));
    }
    return statuses;
  }

 private:
  // "\-" is a hyphen at which no line may end.
  static std::string without_escapes(std::string line) {
    for (auto at = line.find("\\-"); at != std::string::npos; at = line.find("\\-", at)) line.erase(at, 1);
    return line;
  }

  std::vector<std::string> lines_;
};

}  // namespace chokepoint
