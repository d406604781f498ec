// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/name_lists.h"

#include <algorithm>
#include <utility>

namespace chokepoint {
namespace {

constexpr std::size_t kMaxBracketTokens = 8;
constexpr std::size_t kFewestLines = 3;

}  // namespace

NameListFinder::NameListFinder(Words& words) : and_(words.add("and")), or_(words.add("or")) {}

// One sentence, read from left to right.
class NameListFinder::Pass {
 public:
  Pass(const NameListFinder& rules, const Reading& reading, const NameMarks& marks, const Sentence& sentence)
      : rules_(rules), tokens_(reading.tokens), marks_(marks), sentence_(sentence) {}

  std::vector<NameList> run() {
    std::vector<NameList> lists;
    for (std::size_t i = sentence_.first; i < sentence_.last;) {
      if (!tokens_[i].capital && !marks_.has(i, kTakenMark)) {
        ++i;
        continue;
      }
      NameList list;
      const std::size_t end = read_list(i, list);
      if (!list.unknown.empty()) {
        list.is_announced = is_announced(i, end, list.size());
        if (list.is_announced || list.size() >= 2) lists.push_back(std::move(list));
      }
      i = std::max(end, i + 1);
    }
    return lists;
  }

  // The whole sentence is a name, with or without a bullet before it.
  bool read_line(NameList& list) {
    std::size_t first = sentence_.first;
    if (tokens_[first].mark == '*' || tokens_[first].mark == '-') ++first;
    if (first == sentence_.last) return false;
    NameList longer = list;
    if (read_element(first, longer) != sentence_.last) return false;
    list = std::move(longer);
    return true;
  }

  bool is_plural_before_colon() const {
    const TextToken& last = tokens_[sentence_.last - 1];
    return last.mark == ':' && marks_.any_has(sentence_.first, sentence_.last, kPluralMark);
  }

 private:
  std::size_t read_list(std::size_t first, NameList& list) const {
    std::size_t end = read_element(first, list);
    while (end > first && end < sentence_.last) {
      const std::size_t next = skip_separator(end);
      if (next == end || next >= sentence_.last) break;
      const std::size_t next_end = read_element(next, list);
      if (next_end == next) break;
      list.is_joined = list.is_joined || tokens_[next - 1].kind == TokenKind::kWord || list.size() > 2;
      end = next_end;
    }
    return end;
  }

  // Reads one name into `list`; returns its end, `first` if there is none.
  std::size_t read_element(std::size_t first, NameList& list) const {
    std::size_t end = first;
    if (marks_.has(first, kTakenMark | kCompanyMark)) {
      const bool is_company = marks_.has(first, kCompanyMark);
      while (end < sentence_.last && marks_.has(end, kTakenMark | kCompanyMark)) ++end;
      // "Norvik Labs", where the table has "Norvik".
      while (end < sentence_.last && tokens_[end].spaced && marks_.is_name_word(end)) ++end;
      ++(is_company ? list.companies : list.others);
    } else {
      end = marks_.end_of_name(first, sentence_.last);
      if (end == first) return first;
      if (marks_.any_has(first, end, kOrganisationMark | kPersonTitleMark)) {
        ++list.others;
      } else {
        list.unknown.emplace_back(first, end);
      }
    }
    return skip_bracket(skip_suffix(end));
  }

  std::size_t skip_suffix(std::size_t at) const {
    if (at < sentence_.last && marks_.has(at, kSuffixMark)) ++at;
    const bool is_abbreviated = at < sentence_.last && at > sentence_.first && tokens_[at].mark == '.' &&
                                marks_.has(at - 1, kSuffixMark) && at + 1 < sentence_.last;
    return is_abbreviated ? at + 1 : at;
  }

  std::size_t skip_bracket(std::size_t at) const {
    if (at >= sentence_.last || tokens_[at].mark != '(') return at;
    const std::size_t limit = std::min(sentence_.last, at + kMaxBracketTokens);
    for (std::size_t i = at + 1; i < limit; ++i) {
      if (tokens_[i].mark == ')') return i + 1;
    }
    return at;
  }

  // ",", "and", ", and"; `at` if there is none.
  std::size_t skip_separator(std::size_t at) const {
    if (tokens_[at].mark == ',' || tokens_[at].mark == ';') ++at;
    if (at < sentence_.last && (tokens_[at].lower == rules_.and_ || tokens_[at].lower == rules_.or_)) ++at;
    return at;
  }

  // "carriers such as", "services are", "firms"; a single name is no list after the latter two.
  bool is_announced(std::size_t first, std::size_t last, std::size_t size) const {
    std::size_t i = first;
    const auto before = [&](std::uint32_t marks) { return i > sentence_.first && marks_.has(i - 1, marks); };
    const auto before_mark = [&](char mark) { return i > sentence_.first && tokens_[i - 1].mark == mark; };
    if (before_mark(':')) --i;
    const std::size_t head_end = i;
    while (before(kListWordMark)) --i;
    const bool has_list_word = i < head_end;
    const bool ends = last == sentence_.last || tokens_[last].kind == TokenKind::kMark;
    if (size < 2 && (!has_list_word || !ends)) return false;
    while (!has_list_word && before(kListVerbMark)) --i;
    if (has_list_word && (before_mark(',') || before_mark(':'))) --i;
    return before(kPluralMark) && !tokens_[i - 1].capital;
  }

  const NameListFinder& rules_;
  const std::vector<TextToken>& tokens_;
  const NameMarks& marks_;
  const Sentence& sentence_;
};

std::vector<NameList> NameListFinder::find_in_sentence(const Reading& reading, const NameMarks& marks,
                                                       const Sentence& sentence) const {
  return Pass(*this, reading, marks, sentence).run();
}

std::vector<NameList> NameListFinder::find_in_lines(const Reading& reading, const NameMarks& marks) const {
  std::vector<NameList> lists;
  const std::vector<Sentence>& sentences = reading.sentences;
  for (std::size_t s = 0; s < sentences.size();) {
    NameList list;
    std::size_t end = s;
    while (end < sentences.size() && Pass(*this, reading, marks, sentences[end]).read_line(list)) ++end;
    if (end - s >= kFewestLines && !list.unknown.empty()) {
      list.is_announced = s > 0 && Pass(*this, reading, marks, sentences[s - 1]).is_plural_before_colon();
      lists.push_back(std::move(list));
    }
    s = std::max(end, s + 1);
  }
  return lists;
}

}  // namespace chokepoint
