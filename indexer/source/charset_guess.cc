// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/charset_guess.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "common/base/ascii.h"
#include "common/base/utf8.h"
#include "indexer/source/charset_decoder.h"
#include "indexer/source/text_likelihood.h"

namespace chokepoint {
namespace {

constexpr std::size_t kSampleBytes = 16 * 1024;
constexpr std::size_t kAsciiSampleBytes = 8 * 1024;

// A text whose letters and signs outside of ASCII surprise by more bits each than this is in none of the
// encodings. Those of Latin carry 6 to 15, since they are rare; of other alphabets 4 to 5, ideographs 8
// to 10.
constexpr double kMostBitsOfLatin = 15.5;
constexpr double kMostBitsOfAlphabet = 7.5;
constexpr double kMostBitsOfIdeographs = 13;
constexpr double kBitsToSpare = 4;
// How many bits likelier than any other text the text must be to be called certain.
constexpr double kCertainBits = 20;
// How many times the bits of the guess a declared charset must come to, to be taken for a mistake.
constexpr double kMuchLessLikely = 2;

struct Candidate {
  std::string_view name;
  std::vector<LetterGroup> groups;
  double rarity;  // bits against it from the start: what is seldom met needs more to show for it
};

const std::vector<Candidate>& candidates() {
  using enum LetterGroup;
  static const std::vector<Candidate> all = {
      {"windows-1252", {kWestern}, 0},  {"ISO-8859-15", {kWestern}, 3},
      {"macintosh", {kWestern}, 12},    {"windows-1250", {kCentral}, 2},
      {"ISO-8859-2", {kCentral}, 3},    {"ISO-8859-16", {kCentral}, 8},
      {"windows-1254", {kTurkish}, 2},  {"windows-1257", {kBaltic}, 3},
      {"ISO-8859-13", {kBaltic}, 4},    {"ISO-8859-4", {kBaltic}, 6},
      {"windows-1251", {kCyrillic}, 0}, {"KOI8-R", {kCyrillic}, 2},
      {"KOI8-U", {kCyrillic}, 2},       {"ISO-8859-5", {kCyrillic}, 3},
      {"IBM866", {kCyrillic}, 8},       {"x-mac-cyrillic", {kCyrillic}, 12},
      {"windows-1253", {kGreek}, 0},    {"ISO-8859-7", {kGreek}, 1},
      {"windows-1255", {kHebrew}, 0},   {"ISO-8859-8", {kHebrew}, 2},
      {"windows-1256", {kArabic}, 0},   {"ISO-8859-6", {kArabic}, 3},
      {"windows-874", {kThai}, 0},      {"GBK", {kChinese}, 0},
      {"Big5", {kChinese}, 0},          {"Shift_JIS", {kJapanese}, 0},
      {"EUC-JP", {kJapanese}, 0},       {"EUC-KR", {kKorean}, 0},
  };
  return all;
}

const std::vector<Candidate>& wide_candidates() {
  using enum LetterGroup;
  static const std::vector<LetterGroup> any = {kWestern, kCentral, kTurkish, kBaltic,  kCyrillic, kGreek,
                                               kHebrew,  kArabic,  kThai,    kChinese, kJapanese, kKorean};
  static const std::vector<Candidate> all = {
      {"UTF-16LE", any, 0}, {"UTF-16BE", any, 0}, {"UTF-32LE", any, 0}, {"UTF-32BE", any, 0}};
  return all;
}

struct Sample {
  std::string bytes;
  InputEnd end;
};

// Takes words out of a page or text: all that are not ASCII, and of the others as many as there is room for.
// No encoding that is tried uses the bytes of white space, "<" or ">" within a character.
class Sampler {
 public:
  Sample take(std::string_view bytes) {
    while (!bytes.empty() && sample_.size() < kSampleBytes) {
      if (bytes.front() == '<') {
        skip_tag(bytes);
        continue;
      }
      const std::size_t end = std::min(bytes.find_first_of(" \t\n\v\f\r<", 1), bytes.size());
      add_word(bytes.substr(0, end));
      bytes.remove_prefix(end);
    }
    const InputEnd end = bytes.empty() ? InputEnd::kWhole : InputEnd::kCut;
    return {std::move(sample_), end};
  }

 private:
  void add_word(std::string_view word) {
    if (is_ascii(word)) {
      if (sample_.size() >= kAsciiSampleBytes) return;
      word = word.substr(0, kAsciiSampleBytes);
    }
    sample_ += word.substr(0, kSampleBytes - sample_.size());
  }

  // A "<" that begins no tag is text.
  void skip_tag(std::string_view& bytes) {
    const bool is_tag =
        bytes.size() > 1 && !is_ascii_space(bytes[1]) && static_cast<unsigned char>(bytes[1]) < 0x80;
    if (!is_tag) {
      sample_ += '<';
      bytes.remove_prefix(1);
      return;
    }
    const std::string name = ascii_lower(bytes.substr(1, 6));
    const bool is_code = name == "script" || name.starts_with("style");
    skip_past(bytes, bytes.starts_with("<!--") ? "-->" : ">");
    if (is_code) bytes.remove_prefix(std::min(bytes.find("</"), bytes.size()));
    sample_ += ' ';
  }

  static void skip_past(std::string_view& bytes, std::string_view end) {
    const std::size_t at = bytes.find(end);
    bytes.remove_prefix(at == std::string_view::npos ? bytes.size() : at + end.size());
  }

  std::string sample_;
};

struct Reading {
  const Candidate* candidate;
  std::string text;
  TextProfile::Fit fit;
  double bits;  // of the fit, and what speaks against it from without
  bool is_likely;
};

double most_bits_of(LetterGroup group) {
  if (group <= LetterGroup::kBaltic) return kMostBitsOfLatin;
  return group < LetterGroup::kChinese ? kMostBitsOfAlphabet : kMostBitsOfIdeographs;
}

LetterGroup group_of(std::string_view language) {
  const auto rows = language_letters();
  return std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.language == language; })
      ->group;
}

Reading read_as(const Sample& sample, const Candidate& candidate) {
  Decoding decoding = decode_charset(sample.bytes, charset_named(candidate.name), sample.end);
  const TextProfile profile(decoding.text);
  Reading reading{&candidate, std::move(decoding.text), profile.best_fit(candidate.groups), 0, false};
  const double most = most_bits_of(group_of(reading.fit.language));
  reading.is_likely =
      reading.fit.bits + candidate.rarity <= most * static_cast<double>(profile.counted()) + kBitsToSpare;
  reading.bits = reading.fit.bits + reading.fit.against + candidate.rarity;
  return reading;
}

std::vector<Reading> read_as_each(const Sample& sample, const std::vector<Candidate>& wanted) {
  std::vector<Reading> readings;
  for (const Candidate& candidate : wanted) readings.push_back(read_as(sample, candidate));
  std::stable_sort(readings.begin(), readings.end(),
                   [](const Reading& a, const Reading& b) { return a.bits < b.bits; });
  return readings;
}

std::optional<CharsetGuess> best_of(const std::vector<Reading>& readings) {
  const Reading& best = readings.front();
  if (!best.is_likely) return std::nullopt;
  CharsetGuess guess{&charset_named(best.candidate->name), best.fit.language, nullptr, true};
  for (const Reading& other : readings) {
    if (other.text == best.text) continue;
    guess.runner_up = &charset_named(other.candidate->name);
    guess.is_certain = other.bits - best.bits >= kCertainBits;
    break;
  }
  return guess;
}

}  // namespace

std::optional<CharsetGuess> guess_charset(std::string_view bytes) {
  return best_of(read_as_each(Sampler().take(bytes), candidates()));
}

std::optional<CharsetGuess> guess_wide_charset(std::string_view bytes) {
  const InputEnd end = bytes.size() > kSampleBytes ? InputEnd::kCut : InputEnd::kWhole;
  return best_of(read_as_each({std::string(bytes.substr(0, kSampleBytes)), end}, wide_candidates()));
}

bool is_plausible(std::string_view bytes, const Charset& charset, const CharsetGuess& guess) {
  const auto has_name = [](std::string_view name) {
    return [name](const Candidate& candidate) { return candidate.name == name; };
  };
  const auto declared = std::find_if(candidates().begin(), candidates().end(), has_name(charset.name));
  const auto guessed = std::find_if(candidates().begin(), candidates().end(), has_name(guess.charset->name));
  if (declared == candidates().end() || guessed == candidates().end()) return true;
  const Sample sample = Sampler().take(bytes);
  const double by_declared = read_as(sample, *declared).bits;
  const double by_guess = read_as(sample, *guessed).bits;
  return by_declared - by_guess < kCertainBits || by_declared < kMuchLessLikely * by_guess;
}

}  // namespace chokepoint
