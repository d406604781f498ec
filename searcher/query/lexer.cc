// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/lexer.h"

#include <algorithm>
#include <charconv>

#include "common/base/ascii.h"
#include "common/base/error.h"
#include "common/base/utf8.h"
#include "common/facets/edit_distance.h"

namespace chokepoint {
namespace {

using Kind = QueryToken::Kind;

constexpr std::size_t kMaxFieldEdits = 2;
constexpr std::size_t kShortFieldBytes = 4;
constexpr std::size_t kMaxOpenPhraseChunks = 16;
constexpr std::string_view kNear = "NEAR";

// Only the straight quotation mark asks for a phrase: curled ones come with pasted prose.
bool is_quote(std::string_view text) {
  return text.starts_with('"');
}

std::size_t space_length(std::string_view text) {
  if (text.empty()) return 0;
  const DecodedCodePoint point = decode_utf8(text, 0);
  return is_white_space(point.value) ? point.length : 0;
}

std::size_t count_chunks(std::string_view text) {
  std::size_t chunks = 0;
  bool is_inside = false;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCodePoint point = decode_utf8(text, i);
    const bool is_space = is_white_space(point.value);
    if (!is_space && !is_inside) ++chunks;
    is_inside = !is_space;
    i += point.length;
  }
  return chunks;
}

// The queried field nearest to `name`, if it is near at all.
const FieldInfo* nearest_field(std::string_view name) {
  const FieldInfo* nearest = nullptr;
  std::size_t best = kMaxFieldEdits + 1;
  for (const FieldInfo& info : all_fields()) {
    if (!info.is_queried) continue;
    // Two edits turn half of a four-letter word into another: "note:" is no misspelt "date:".
    const std::size_t limit = info.name.size() <= kShortFieldBytes ? 1 : kMaxFieldEdits;
    const std::size_t distance = edit_distance(name, info.name, limit);
    if (distance > limit) continue;
    if (distance < best) {
      best = distance;
      nearest = &info;
    }
  }
  return nearest;
}

class Lexer {
 public:
  Lexer(std::string_view query, std::vector<std::string>& notes) : query_(query), notes_(notes) {}

  std::vector<QueryToken> run() {
    while (at_ < query_.size()) {
      if (const std::size_t space = space_length(rest())) {
        at_ += space;
        is_after_gap_ = true;
      } else {
        read_token();
      }
    }
    return std::move(tokens_);
  }

 private:
  std::string_view rest() const { return query_.substr(at_); }

  void push(Kind kind, std::size_t position, std::string text = {}, const FieldInfo* field = nullptr) {
    tokens_.push_back({kind, std::move(text), position, field, 0});
    is_after_gap_ = kind == Kind::kOpen || kind == Kind::kNot;
  }

  void read_token() {
    const char c = query_[at_];
    if (c == '(' || c == ')') {
      push(c == '(' ? Kind::kOpen : Kind::kClose, at_);
      ++at_;
    } else if (is_quote(rest())) {
      read_phrase(at_, nullptr);
    } else if (is_exclusion()) {
      push(Kind::kNot, at_, "-");
      ++at_;
      is_after_dash_ = true;
      return;
    } else if (c == '-' && !is_after_gap_ && !query_.substr(at_).starts_with("--")) {
      push(Kind::kText, at_++, "-");  // after a quote or parenthesis it joins, as in ("a"-b)
    } else {
      read_chunk();
    }
    is_after_dash_ = false;
  }

  // A dash excludes when it touches what follows and nothing before; "--" is punctuation.
  bool is_exclusion() const {
    if (query_[at_] != '-' || !is_after_gap_ || is_after_dash_) return false;
    const std::string_view next = query_.substr(at_ + 1);
    return !next.empty() && space_length(next) == 0 && next.front() != '-' && next.front() != ')';
  }

  void read_phrase(std::size_t position, const FieldInfo* field) {
    const std::size_t quote = at_;
    ++at_;
    const std::size_t end = query_.find('"', at_);
    const bool is_closed = end != std::string_view::npos;
    std::string text(query_.substr(at_, is_closed ? end - at_ : end));
    // A mark that opens nothing, as in prose about a 5" display, must not make a phrase of all that follows.
    if (!is_closed && field == nullptr && count_chunks(text) > kMaxOpenPhraseChunks) {
      notes_.push_back("the quote" + at_place(query_, quote) + " is not closed: ignored");
      is_after_gap_ = false;
      return;
    }
    if (!is_closed)
      notes_.push_back("the quote" + at_place(query_, quote) + " is not closed: closed at the end");
    at_ = is_closed ? end + 1 : query_.size();
    push(Kind::kPhrase, position, std::move(text), field);
  }

  std::size_t chunk_end(std::size_t begin) const {
    std::size_t end = begin;
    while (end < query_.size()) {
      const std::string_view text = query_.substr(end);
      if (text.front() == '(' || text.front() == ')' || is_quote(text) || space_length(text) != 0) break;
      end += decode_utf8(text, 0).length;
    }
    return end;
  }

  void read_chunk() {
    const std::size_t begin = at_;
    const std::size_t end = chunk_end(begin);
    const std::string_view chunk = query_.substr(begin, end - begin);
    if (const FieldInfo* field = field_before_colon(chunk, begin, end)) {
      read_value(*field, begin, end);
      return;
    }
    at_ = end;
    if (!read_operator(chunk, begin)) push_word(chunk, begin, nullptr);
    // After a dash every chunk is a word: "-AND" excludes "and".
    if (is_after_dash_ && tokens_.back().kind != Kind::kWildcard) {
      const bool is_operator = tokens_.back().kind != Kind::kText;
      tokens_.back().kind = Kind::kText;
      tokens_.back().text = is_operator ? ascii_lower(chunk) : std::string(chunk);
      is_after_gap_ = false;
    }
  }

  // The field of "name:value"; null if the chunk is text.
  const FieldInfo* field_before_colon(std::string_view chunk, std::size_t begin, std::size_t end) const {
    const auto colon = static_cast<std::size_t>(
        std::find_if_not(chunk.begin(), chunk.end(), is_ascii_letter) - chunk.begin());
    if (colon == 0 || colon == chunk.size() || chunk[colon] != ':') return nullptr;
    const std::string_view value = chunk.substr(colon + 1);
    const std::string_view after = query_.substr(end);
    const bool touches_quote = value.empty() && is_quote(after);
    const bool touches_group = value.empty() && after.starts_with('(');
    if (value.starts_with("//") || (value.empty() && !touches_quote && !touches_group)) return nullptr;
    const std::string name = ascii_lower(chunk.substr(0, colon));
    const FieldInfo* field = find_field(name);
    if (field == nullptr || !field->is_queried) {
      const FieldInfo* nearest = field == nullptr ? nearest_field(name) : &field_info(Field::kDate);
      if (nearest == nullptr) return nullptr;
      throw QueryError("unknown field \"" + std::string(chunk.substr(0, colon)) + '"' +
                           at_place(query_, begin) + "; did you mean \"" + std::string(nearest->name) + "\"?",
                       begin);
    }
    if (touches_group) {
      throw QueryError(
          "the field \"" + name + '"' + at_place(query_, begin) + " needs one value, not a group", begin,
          "write it before each value: (" + name + ":A OR " + name + ":B)");
    }
    return field;
  }

  void read_value(const FieldInfo& field, std::size_t begin, std::size_t end) {
    const std::size_t value_begin = begin + field.name.size() + 1;
    at_ = value_begin;
    if (value_begin == end) {
      read_phrase(begin, &field);
      return;
    }
    at_ = end;
    std::string_view value = query_.substr(value_begin, end - value_begin);
    while (value.size() > 1 && (value.ends_with(',') || value.ends_with(';'))) value.remove_suffix(1);
    push_word(value, begin, &field);
  }

  bool read_operator(std::string_view chunk, std::size_t begin) {
    if (chunk == "AND")
      push(Kind::kAnd, begin);
    else if (chunk == "OR")
      push(Kind::kOr, begin);
    else if (chunk == "NOT")
      push(Kind::kNot, begin);
    else
      return read_near(chunk, begin);
    return true;
  }

  bool read_near(std::string_view chunk, std::size_t begin) {
    if (!chunk.starts_with(kNear)) return false;
    unsigned distance = kDefaultNearDistance;
    if (chunk.size() > kNear.size()) {
      const std::string_view digits = chunk.substr(kNear.size() + 1);
      const bool is_number =
          chunk[kNear.size()] == '/' && !digits.empty() &&
          std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
      if (!is_number) return false;
      const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), distance);
      if (result.ec != std::errc() || distance > kMaxNearDistance || distance == 0) {
        throw QueryError("the distance of " + std::string(utf8_prefix(chunk, 32)) + at_place(query_, begin) +
                             " is not 1 to " + std::to_string(kMaxNearDistance),
                         begin);
      }
    }
    push(Kind::kNear, begin, std::string(chunk));
    tokens_.back().distance = distance;
    return true;
  }

  // One star at the end of a word makes it a wildcard; other stars are punctuation ("**bold**", "*").
  void push_word(std::string_view chunk, std::size_t begin, const FieldInfo* field) {
    const bool may_be_wildcard = field == nullptr || field->field == Field::kTitle;
    const bool is_wildcard =
        may_be_wildcard && chunk.size() >= 2 && chunk.ends_with('*') && chunk.find('*') == chunk.size() - 1;
    if (is_wildcard) chunk.remove_suffix(1);
    push(is_wildcard ? Kind::kWildcard : Kind::kText, begin, std::string(chunk), field);
  }

  std::string_view query_;
  std::vector<std::string>& notes_;
  std::vector<QueryToken> tokens_;
  std::size_t at_ = 0;
  bool is_after_gap_ = true;  // a space, an opening parenthesis or the beginning stands before
  bool is_after_dash_ = false;
};

}  // namespace

std::string at_place(std::string_view query, std::size_t position) {
  return " at " + std::to_string(count_code_points(query.substr(0, position)) + 1);
}

std::vector<QueryToken> tokenize_query(std::string_view query, std::vector<std::string>& notes) {
  if (query.size() > kMaxQueryBytes) {
    throw QueryError("the query has more than " + std::to_string(kMaxQueryBytes) + " bytes", kMaxQueryBytes);
  }
  return Lexer(query, notes).run();
}

}  // namespace chokepoint
