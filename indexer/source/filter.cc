// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/filter.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "common/base/error.h"
#include "common/base/utf8.h"

namespace chokepoint {
namespace {

constexpr const char* kForm = "the form is --filter=TYPE:COMMAND, as in --filter='.abc:abc2text --plain'";

[[noreturn]] void refuse(const std::string& what, const std::string& text) {
  throw UsageError("--filter: " + what + ": \"" + text + "\"", kForm);
}

// Splits a command into words by the quoting rules of the shell (POSIX, 2.2), without its expansions.
class WordSplitter {
 public:
  // False if a quote is left open.
  bool split(std::string_view command) {
    for (std::size_t i = 0; i < command.size(); ++i) {
      const char c = command[i];
      if (quote_ == '\'' ? c != '\'' : c != '\\' && c != '"' && (quote_ != 0 || c != '\'')) {
        take_plain(c);
      } else if (c == '\\') {
        if (++i == command.size()) return false;
        // Between double quotes a backslash stands for itself, unless it quotes what would not.
        if (quote_ == '"' && command[i] != '"' && command[i] != '\\') word_ += '\\';
        word_ += command[i];
        is_word_ = true;
      } else {
        quote_ = quote_ == 0 ? c : '\0';
        is_word_ = true;
      }
    }
    end_word();
    return quote_ == 0;
  }

  std::vector<std::string> take() { return std::move(words_); }

 private:
  void take_plain(char c) {
    const bool is_blank = c == ' ' || c == '\t' || c == '\n';
    if (is_blank && quote_ == 0) return end_word();
    word_ += c;
    is_word_ = true;
  }

  void end_word() {
    if (is_word_) words_.push_back(std::move(word_));
    word_.clear();
    is_word_ = false;
  }

  std::vector<std::string> words_;
  std::string word_;
  bool is_word_ = false;  // also of an empty word between quotes
  char quote_ = 0;
};

bool is_type(const std::string& type) {
  const std::size_t slash = type.find('/');
  const bool has_slash = slash != std::string::npos;
  const bool is_suffix = type.size() > 1 && type.front() == '.' && !has_slash;
  const bool is_media_type = has_slash && type.front() != '.' && slash > 0 && slash + 1 < type.size() &&
                             type.find('/', slash + 1) == std::string::npos;
  return (is_suffix || is_media_type) && type.find_first_of(" \t\n;,") == std::string::npos;
}

template <typename Matches>
const Filter* find_last(const std::vector<Filter>& filters, Matches matches) {
  const auto found = std::find_if(filters.rbegin(), filters.rend(), matches);
  return found == filters.rend() ? nullptr : &*found;
}

}  // namespace

Filter parse_filter(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) refuse("no colon", text);
  Filter filter{ascii_lower(text.substr(0, colon)), text.substr(colon + 1), {}};
  if (!is_type(filter.type)) refuse("neither a MIME type nor a .suffix stands before the colon", text);
  if (filter.command.find('\0') != std::string::npos) refuse("a NUL byte", text);
  WordSplitter splitter;
  if (!splitter.split(filter.command)) refuse("a quote is left open", text);
  filter.words = splitter.take();
  if (filter.words.empty() || filter.words.front().empty()) refuse("no command", text);
  std::string& program = filter.words.front();
  if (program.find('/') != std::string::npos) program = std::filesystem::absolute(program).string();
  return filter;
}

const Filter* find_filter_by_name(const std::vector<Filter>& filters, std::string_view name) {
  const std::string lower = ascii_lower(name);
  return find_last(filters, [&lower](const Filter& filter) {
    return filter.type.front() == '.' && lower.size() > filter.type.size() && lower.ends_with(filter.type);
  });
}

const Filter* find_filter_by_type(const std::vector<Filter>& filters, std::string_view media_type) {
  return find_last(filters, [media_type](const Filter& filter) { return filter.type == media_type; });
}

}  // namespace chokepoint
