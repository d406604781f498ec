// SPDX-License-Identifier: GPL-2.0-or-later
// What the lines of .indexignore files leave out, by the rules of gitignore(5): "!" takes back, a "/" at the
// beginning or inside binds a pattern to the directory of its file, a "/" at the end means directories only,
// "**" spans directories, "\" takes a character literally; of several lines the last one that matches counts,
// and those of a deeper directory count before those above it.
//
// Names are bytes, as in git: "?" is one byte and case matters. Matching takes at most the product of the
// lengths of pattern and path; no pattern makes it exponential.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

enum class Verdict { kNone, kIgnore, kKeep };  // kKeep: a line with "!"

// One line.
class IgnorePattern {
 public:
  // Nothing for a blank line, a comment, or a pattern that can match no name ("[a", "a\").
  static std::optional<IgnorePattern> parse(std::string_view line);

  // `path` is relative to the directory of the file that holds the line, without "/" at either end. That
  // the directories on its way are not left out themselves is the caller's business.
  bool matches(std::string_view path, bool is_directory) const;

  Verdict verdict() const { return is_negated_ ? Verdict::kKeep : Verdict::kIgnore; }

 private:
  enum class TokenKind : std::uint8_t { kByte, kAnyByte, kAnyBytes, kOneOf };
  struct Token {
    TokenKind kind = TokenKind::kByte;
    unsigned char byte = 0;     // of kByte
    std::size_t set_index = 0;  // of kOneOf, into sets_
  };
  using ByteSet = std::bitset<256>;
  // What lies between two "/".
  struct Segment {
    bool spans_directories = false;  // "**"
    std::vector<Token> tokens;
  };

  bool parse_pattern(std::string_view pattern);
  bool parse_set(std::string_view pattern, std::size_t& position);
  bool matches_name(const Segment& segment, std::string_view name) const;
  bool matches_byte(const Token& token, unsigned char byte) const;
  bool matches_path(std::string_view path) const;

  bool is_negated_ = false;
  bool is_for_directories_ = false;
  bool is_bound_ = false;  // to the directory of its file; else it is tried on the last name of the path
  std::vector<Segment> segments_;
  std::vector<ByteSet> sets_;
};

// The lines that hold in the directory that a walk is in.
class IgnoreRules {
 public:
  // The lines of an ignore file, or of the command line, hold at and below `directory` (relative to the root,
  // "" for the root itself), and before all that were added earlier. A byte order mark and CR LF are allowed.
  void push(std::string directory, std::string_view lines);

  // Takes back the last push().
  void pop() { levels_.pop_back(); }

  // `path` is relative to the root and lies below the directories of all pushes.
  Verdict judge(std::string_view path, bool is_directory) const;

 private:
  struct Level {
    std::string directory;
    std::vector<IgnorePattern> patterns;  // in the order of the lines
  };
  std::vector<Level> levels_;
};

}  // namespace chokepoint
