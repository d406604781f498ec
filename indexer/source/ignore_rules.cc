// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/ignore_rules.h"

#include <algorithm>
#include <array>

namespace chokepoint {
namespace {

unsigned char byte_of(char c) {
  return static_cast<unsigned char>(c);
}

// Spaces at the end do not count unless the last one is quoted by "\".
std::string_view without_trailing_spaces(std::string_view line) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool is_quoted = line[i] == '\\' && i + 1 < line.size();
    if (is_quoted) ++i;
    if (is_quoted || line[i] != ' ') length = i + 1;
  }
  return line.substr(0, length);
}

// The classes of POSIX in the C locale, whatever the locale of the run.
struct CharacterClass {
  std::string_view name;
  bool (*holds)(unsigned char byte);
};

bool is_between(unsigned char byte, char low, char high) {
  return byte >= byte_of(low) && byte <= byte_of(high);
}
bool is_upper(unsigned char byte) {
  return is_between(byte, 'A', 'Z');
}
bool is_lower(unsigned char byte) {
  return is_between(byte, 'a', 'z');
}
bool is_digit(unsigned char byte) {
  return is_between(byte, '0', '9');
}
bool is_alpha(unsigned char byte) {
  return is_upper(byte) || is_lower(byte);
}
bool is_alnum(unsigned char byte) {
  return is_alpha(byte) || is_digit(byte);
}
bool is_graph(unsigned char byte) {
  return is_between(byte, '!', '~');
}

constexpr std::array<CharacterClass, 12> kClasses = {{
    {"alnum", is_alnum},
    {"alpha", is_alpha},
    {"blank", [](unsigned char byte) { return byte == ' ' || byte == '\t'; }},
    {"cntrl", [](unsigned char byte) { return byte < 0x20 || byte == 0x7F; }},
    {"digit", is_digit},
    {"graph", is_graph},
    {"lower", is_lower},
    {"print", [](unsigned char byte) { return is_graph(byte) || byte == ' '; }},
    {"punct", [](unsigned char byte) { return is_graph(byte) && !is_alnum(byte); }},
    {"space", [](unsigned char byte) { return byte == ' ' || is_between(byte, '\t', '\r'); }},
    {"upper", is_upper},
    {"xdigit",
     [](unsigned char byte) {
       return is_digit(byte) || is_between(byte, 'A', 'F') || is_between(byte, 'a', 'f');
     }},
}};

const CharacterClass* find_class(std::string_view name) {
  const auto* found = std::find_if(kClasses.begin(), kClasses.end(),
                                   [&](const CharacterClass& known) { return known.name == name; });
  return found == kClasses.end() ? nullptr : found;
}

// Whether the items, of which some stand for any number of things (themselves included: none), cover the
// things completely. Greedy: once the items up to a star have matched, an earlier way to match them can
// only leave more for the rest, so one place to come back to is enough.
template <typename IsStar, typename Fits>
bool covers(std::size_t items, std::size_t things, IsStar is_star, Fits fits) {
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t item = 0;
  std::size_t thing = 0;
  std::size_t last_star = kNone;
  std::size_t resume_at = 0;
  while (thing < things) {
    if (item < items && is_star(item)) {
      last_star = item++;
      resume_at = thing;
    } else if (item < items && fits(item, thing)) {
      ++item;
      ++thing;
    } else if (last_star != kNone) {
      item = last_star + 1;
      thing = ++resume_at;
    } else {
      return false;
    }
  }
  while (item < items && is_star(item)) ++item;
  return item == items;
}

std::vector<std::string_view> names_of(std::string_view path) {
  std::vector<std::string_view> names;
  for (;;) {
    const std::size_t slash = path.find('/');
    names.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return names;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

std::optional<IgnorePattern> IgnorePattern::parse(std::string_view line) {
  if (line.starts_with('#')) return std::nullopt;
  std::string_view rest = without_trailing_spaces(line);
  IgnorePattern pattern;
  if (rest.starts_with('!')) {
    pattern.is_negated_ = true;
    rest.remove_prefix(1);
  }
  if (rest.ends_with('/')) {
    pattern.is_for_directories_ = true;
    rest.remove_suffix(1);
  }
  pattern.is_bound_ = rest.find('/') != std::string_view::npos;
  if (rest.starts_with('/')) rest.remove_prefix(1);
  if (rest.empty() || !pattern.parse_pattern(rest)) return std::nullopt;
  return pattern;
}

// False if the pattern is unfinished: then it matches nothing, in git as here.
bool IgnorePattern::parse_pattern(std::string_view pattern) {
  segments_.emplace_back();
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    char c = pattern[i];
    if (c == '[') {
      if (!parse_set(pattern, i)) return false;
      continue;
    }
    const bool is_quoted = c == '\\';
    if (is_quoted) {
      if (++i == pattern.size()) return false;
      c = pattern[i];
    }
    if (c == '/') {
      segments_.emplace_back();
    } else if (c == '*' && !is_quoted) {
      segments_.back().tokens.push_back({TokenKind::kAnyBytes});
    } else if (c == '?' && !is_quoted) {
      segments_.back().tokens.push_back({TokenKind::kAnyByte});
    } else {
      segments_.back().tokens.push_back({TokenKind::kByte, byte_of(c)});
    }
  }
  for (Segment& segment : segments_) {
    segment.spans_directories =
        is_bound_ && segment.tokens.size() >= 2 &&
        std::all_of(segment.tokens.begin(), segment.tokens.end(),
                    [](const Token& token) { return token.kind == TokenKind::kAnyBytes; });
  }
  return true;
}

// A set such as [a-z_], [!0-9] or [[:digit:]], from its "[" at `position`, which moves on to its "]".
bool IgnorePattern::parse_set(std::string_view pattern, std::size_t& position) {
  std::size_t i = position + 1;
  const auto at = [&](std::size_t k) { return k < pattern.size() ? pattern[k] : '\0'; };
  const bool is_complement = at(i) == '!' || at(i) == '^';
  if (is_complement) ++i;
  ByteSet set;
  constexpr unsigned kNoByte = 256;
  unsigned range_begin = kNoByte;  // the byte before a "-", if that may begin a range
  // A "]" that comes first is one of the bytes.
  for (bool is_first = true; is_first || at(i) != ']'; ++i, is_first = false) {
    if (i >= pattern.size()) return false;
    if (at(i) == '-' && range_begin != kNoByte && at(i + 1) != '\0' && at(i + 1) != ']') {
      ++i;
      if (at(i) == '\\' && ++i == pattern.size()) return false;
      for (unsigned byte = range_begin; byte <= byte_of(at(i)); ++byte) set.set(byte);
      range_begin = kNoByte;
      continue;
    }
    if (at(i) == '[' && at(i + 1) == ':') {
      const std::size_t end = pattern.find(']', i + 2);
      if (end == std::string_view::npos) return false;
      if (end > i + 2 && at(end - 1) == ':') {
        const CharacterClass* known = find_class(pattern.substr(i + 2, end - i - 3));
        if (known == nullptr) return false;
        for (unsigned byte = 0; byte < set.size(); ++byte) {
          if (known->holds(static_cast<unsigned char>(byte))) set.set(byte);
        }
        i = end;
        range_begin = kNoByte;
        continue;
      }
    }
    if (at(i) == '\\' && ++i == pattern.size()) return false;
    range_begin = byte_of(at(i));
    set.set(range_begin);
  }
  position = i;
  segments_.back().tokens.push_back({TokenKind::kOneOf, 0, sets_.size()});
  sets_.push_back(is_complement ? ~set : set);
  return true;
}

bool IgnorePattern::matches_byte(const Token& token, unsigned char byte) const {
  switch (token.kind) {
    case TokenKind::kByte:
      return token.byte == byte;
    case TokenKind::kOneOf:
      return sets_[token.set_index].test(byte);
    case TokenKind::kAnyByte:
    case TokenKind::kAnyBytes:
      return true;
  }
  return false;
}

bool IgnorePattern::matches_name(const Segment& segment, std::string_view name) const {
  const std::vector<Token>& tokens = segment.tokens;
  return covers(
      tokens.size(), name.size(),
      [&](std::size_t token) { return tokens[token].kind == TokenKind::kAnyBytes; },
      [&](std::size_t token, std::size_t byte) { return matches_byte(tokens[token], byte_of(name[byte])); });
}

bool IgnorePattern::matches_path(std::string_view path) const {
  std::vector<std::string_view> names = names_of(path);
  // "a/**" is what lies below a, and not a itself: a "**" at the end takes one name at least.
  if (segments_.back().spans_directories) names.pop_back();
  return covers(
      segments_.size(), names.size(),
      [&](std::size_t segment) { return segments_[segment].spans_directories; },
      [&](std::size_t segment, std::size_t name) { return matches_name(segments_[segment], names[name]); });
}

bool IgnorePattern::matches(std::string_view path, bool is_directory) const {
  if (is_for_directories_ && !is_directory) return false;
  if (is_bound_) return matches_path(path);
  const std::size_t slash = path.rfind('/');
  return matches_name(segments_.front(), slash == std::string_view::npos ? path : path.substr(slash + 1));
}

void IgnoreRules::push(std::string directory, std::string_view lines) {
  Level level{std::move(directory), {}};
  if (lines.starts_with("\xEF\xBB\xBF")) lines.remove_prefix(3);
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (auto pattern = IgnorePattern::parse(line)) level.patterns.push_back(std::move(*pattern));
  }
  levels_.push_back(std::move(level));
}

Verdict IgnoreRules::judge(std::string_view path, bool is_directory) const {
  for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
    const std::string_view relative =
        level->directory.empty() ? path : path.substr(level->directory.size() + 1);
    const auto found =
        std::find_if(level->patterns.rbegin(), level->patterns.rend(),
                     [&](const IgnorePattern& pattern) { return pattern.matches(relative, is_directory); });
    if (found != level->patterns.rend()) return found->verdict();
  }
  return Verdict::kNone;
}

}  // namespace chokepoint
