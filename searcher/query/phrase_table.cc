// SPDX-License-Identifier: GPL-2.0-or-later
// A query has a few words, a table thousands: the spans of the query are spelled by their stems in each
// language, and only phrases that begin with the first letters of some word are stemmed to be looked up.
#include "searcher/query/phrase_table.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "common/base/ascii.h"
#include "common/facets/name_index.h"
#include "common/text/fold.h"
#include "common/text/stemmer.h"

namespace chokepoint {
namespace {

// Tables write four words at most, but a word of Japanese may be taken for several.
constexpr std::size_t kMaxPhraseWords = 8;

// Stemmers change endings only.
constexpr std::size_t kUnchangedBytes = 2;

std::string beginning(std::string_view word) {
  return std::string(word.substr(0, kUnchangedBytes));
}

// What parts the words of a plain phrase.
constexpr std::string_view kPartings = " -";

// True if it takes no Analyzer to part the words of `phrase`.
bool is_plain(std::string_view phrase) {
  return std::all_of(phrase.begin(), phrase.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == ' ' || c == '-'; });
}

// The spans of a run, spelled by the stems of one language.
class StemmedRun {
 public:
  StemmedRun(WordRun run, std::string_view language) : stemmer_(language) {
    for (QueryWord& word : run.words) {
      word.word = stemmer_.stem(word.word);
      stems_.insert(word.word);
      has_joined_ = has_joined_ || (&word != run.words.data() && !word.is_apart);
    }
    for (std::size_t first = 0; first < run.words.size(); ++first) {
      const std::size_t end = std::min(first + kMaxPhraseWords, run.words.size());
      for (std::size_t last = first + 1; last <= end; ++last)
        spans_.emplace(spell(run, first, last), std::pair(first, last));
    }
  }

  std::vector<std::pair<std::size_t, std::size_t>> find(std::string_view phrase) const {
    if (!may_hold(phrase)) return {};
    const auto [begin, end] = spans_.equal_range(stemmed(phrase));
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (auto span = begin; span != end; ++span) found.push_back(span->second);
    return found;
  }

 private:
  // Nearly all are ruled out by their first word.
  bool may_hold(std::string_view phrase) const {
    if (has_joined_ || !is_plain(phrase)) return true;
    phrase.remove_prefix(std::min(phrase.find_first_not_of(kPartings), phrase.size()));
    return stems_.contains(stemmer_.stem(std::string(phrase.substr(0, phrase.find_first_of(kPartings)))));
  }

  std::string stemmed(std::string_view phrase) const {
    if (is_plain(phrase)) return plain_stemmed(phrase);
    Node node;
    node.text = phrase;
    std::string text;
    for (const WordRun& run : word_runs(Analyzer(), node))
      text = spell(run, 0, run.words.size(), [&](const std::string& word) { return stemmer_.stem(word); });
    return text;
  }

  // Many phrases are looked at, and nearly all are plain.
  std::string plain_stemmed(std::string_view phrase) const {
    std::string text;
    std::string word;
    const auto flush = [&] {
      if (word.empty()) return;
      if (!text.empty()) text += ' ';
      text += stemmer_.stem(word);
      word.clear();
    };
    for (const char c : phrase) {
      if (kPartings.find(c) != std::string_view::npos)
        flush();
      else
        word += c;
    }
    flush();
    return text;
  }

  Stemmer stemmer_;
  std::unordered_set<std::string> stems_;  // of the words one by one
  bool has_joined_ = false;                // words that tables write as one
  std::unordered_multimap<std::string, std::pair<std::size_t, std::size_t>> spans_;
};

Table rows_for(std::string_view name, const std::vector<WordRun>& runs) {
  NameBeginnings beginnings;
  for (const WordRun& run : runs) {
    for (const QueryWord& word : run.words) beginnings.add_forms_of(word.word);
  }
  const std::vector<std::uint32_t> lines = beginnings.lines(embedded_name_index(name));
  return Table::parse(embedded_table(name), std::string(name), lines);
}

}  // namespace

PhraseTable::PhraseTable(std::string_view name, const std::vector<WordRun>& runs)
    : table_(rows_for(name, runs)),
      words_column_(table_.column("words")),
      language_column_(table_.column("language")) {}

std::vector<PhraseMatch> PhraseTable::find(const WordRun& run) const {
  std::set<std::string, std::less<>> beginnings;
  for (const QueryWord& word : run.words) beginnings.insert(beginning(word.word));
  // A word of one letter is shorter than what is compared: "x ban".
  const auto may_begin = [&beginnings](std::string_view phrase) {
    return beginnings.contains(phrase.substr(0, kUnchangedBytes)) || beginnings.contains(phrase.substr(0, 1));
  };
  std::map<std::string_view, StemmedRun> runs;
  std::vector<PhraseMatch> matches;
  for (std::size_t row = 0; row < table_.rows().size(); ++row) {
    const std::vector<std::string_view> phrases = words(row);
    for (std::size_t phrase = 0; phrase < phrases.size(); ++phrase) {
      const std::string_view text = phrases[phrase];
      if (!may_begin(is_ascii(text.substr(0, kUnchangedBytes)) ? text : fold(text))) continue;
      auto stemmed = runs.find(language(row));
      if (stemmed == runs.end()) stemmed = runs.try_emplace(language(row), run, language(row)).first;
      for (const auto& [first, last] : stemmed->second.find(text))
        matches.push_back({first, last, row, phrase});
    }
  }
  return matches;
}

std::vector<std::string_view> PhraseTable::words(std::size_t row) const {
  return split_list(table_.rows()[row].cells[words_column_]);
}

std::string_view PhraseTable::language(std::size_t row) const {
  return table_.rows()[row].cells[language_column_];
}

std::string_view PhraseTable::cell(std::size_t row, std::string_view column) const {
  return table_.rows()[row].cells[table_.column(column)];
}

}  // namespace chokepoint
