// SPDX-License-Identifier: GPL-2.0-or-later
// The bytes of a signature: kBins bytes of sketch, kCountBytes with the number of different pairs of words,
// then the facts; or, of a short text, two hashes.
#include "indexer/duplicates/signature.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>

#include "common/base/hash.h"
#include "common/base/utf8.h"
#include "indexer/clean/page_lines.h"
#include "indexer/duplicates/mixing.h"
#include "indexer/duplicates/stated_facts.h"

namespace chokepoint {
namespace {

constexpr std::size_t kBins = 192;
constexpr std::size_t kBinsPerBand = kBins / kBands;
constexpr std::size_t kCountBytes = 4;

constexpr double kMinSharedByCloseCopies = 0.6;

bool has_digit(std::string_view term) {
  return std::any_of(term.begin(), term.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// German gives every noun a capital.
bool capitals_mark_names(std::string_view language) {
  return language != "de" && language != "lb";
}

void append_words(const AnalyzedText& analyzed, std::string_view language, std::vector<SignedWord>& words) {
  const bool has_names = capitals_mark_names(language);
  words.reserve(words.size() + analyzed.tokens.size());
  for (const Token& token : analyzed.tokens) {
    if (token.kind != Token::Kind::kWord) continue;
    SignedWord word{short_hash(token.term), has_digit(token.term), false};
    word.is_name = has_names && is_upper_case(decode_utf8(analyzed.text, token.begin).value);
    words.push_back(word);
  }
}

// MinHash by fast similarity sketching (Dahlgaard, Knudsen, Thorup, "Fast Similarity Sketching", 2017): each
// element falls into one bin a round, the least one of a bin stays, what came in an earlier round is less
// than what comes later, and the rounds end when every bin has something. A long text needs two rounds in
// place of one for each bin, and a short one is estimated as well as by a function for each bin. In the
// second half of the rounds there is a bin for all, so that the rounds end.
//
// Eight bits of what stays are enough: that two bins agree by chance is counted off.
std::array<std::uint8_t, kBins> sketch_of(const std::vector<Hash>& elements) {
  constexpr Hash kNothing = std::numeric_limits<Hash>::max();
  std::array<Hash, kBins> least{};
  least.fill(kNothing);
  std::size_t open = kBins;
  for (Hash round = 0; open > 0 && round < 2 * kBins; ++round) {
    for (const Hash element : elements) {
      const Hash drawn = joined(round, element);
      const std::size_t bin = round < kBins ? ((drawn >> 32) * kBins) >> 32 : round - kBins;
      const Hash rank = round << 32 | (drawn & 0xffffffffULL);
      least[bin] = std::min(least[bin], rank);
    }
    open = static_cast<std::size_t>(std::count(least.begin(), least.end(), kNothing));
  }
  std::array<std::uint8_t, kBins> sketch{};
  std::transform(least.begin(), least.end(), sketch.begin(),
                 [](Hash rank) { return static_cast<std::uint8_t>(rank & 0xffU); });
  return sketch;
}

// Each once, in no order of use. Hashes fall evenly into as many buckets, and each of these is next to
// nothing to sort.
std::vector<Hash> distinct(const std::vector<Hash>& hashes) {
  const auto bucket_bits = static_cast<int>(std::bit_width(hashes.size() / 4));
  const auto bucket_of = [bucket_bits](Hash hash) {
    return static_cast<std::size_t>(hash >> 1 >> (63 - bucket_bits));
  };
  std::vector<std::size_t> begins((std::size_t{1} << bucket_bits) + 1);
  for (const Hash hash : hashes) ++begins[bucket_of(hash) + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<Hash> sorted(hashes.size());
  for (const Hash hash : hashes) sorted[begins[bucket_of(hash)]++] = hash;
  // By now each bucket's begin has moved to its end.
  auto begin = sorted.begin();
  for (const std::size_t bucket_end : begins) {
    const auto end = sorted.begin() + static_cast<std::ptrdiff_t>(bucket_end);
    std::sort(begin, end);
    begin = end;
  }
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

std::vector<Hash> pairs_of(const std::vector<SignedWord>& words) {
  std::vector<Hash> pairs;
  pairs.reserve(words.size());
  for (std::size_t i = 1; i < words.size(); ++i) pairs.push_back(joined(words[i - 1].hash, words[i].hash));
  return distinct(pairs);
}

bool is_sketch(std::string_view signature) {
  return signature.size() > kBins + kCountBytes;
}

std::string_view facts_of(std::string_view signature) {
  return signature.substr(kBins + kCountBytes);
}

// What compare_signatures() and are_close_copies() go by, of two sketches.
struct Comparison {
  double of_both = 0;
  double of_a = 0;  // how much of the wording of each is common
  double of_b = 0;

  double of_shorter() const { return std::max(of_a, of_b); }
};

Comparison compare_sketches(std::string_view a, std::string_view b) {
  int same = 0;
  for (std::size_t i = 0; i < kBins; ++i) same += a[i] == b[i] ? 1 : 0;
  constexpr double kByChance = 1.0 / 256;
  const double jaccard = std::max(0.0, (static_cast<double>(same) / kBins - kByChance) / (1 - kByChance));
  const auto pairs_of_a = static_cast<double>(read_bytes(a.substr(kBins), kCountBytes));
  const auto pairs_of_b = static_cast<double>(read_bytes(b.substr(kBins), kCountBytes));
  const double common = jaccard / (1 + jaccard) * (pairs_of_a + pairs_of_b);
  return {jaccard, std::min(1.0, common / pairs_of_a), std::min(1.0, common / pairs_of_b)};
}

}  // namespace

std::string make_signature(const AnalyzedText& title, const AnalyzedText& body, std::string_view language) {
  std::vector<SignedWord> words;
  append_words(body, language, words);
  std::string signature;
  if (words.size() >= kMinSketchedWords) {
    const std::vector<Hash> pairs = pairs_of(words);
    const auto sketch = sketch_of(pairs);
    signature.assign(sketch.begin(), sketch.end());
    append_bytes(pairs.size(), kCountBytes, signature);
    signature += pack_facts(words);
    return signature;
  }
  append_words(title, language, words);
  if (words.empty()) return signature;
  Hash forward = 0;
  Hash other = 1;
  for (const SignedWord& word : words) {
    forward = joined(forward, word.hash);
    other = joined(other, word.hash);
  }
  append_bytes(forward, sizeof(Hash), signature);
  append_bytes(other, sizeof(Hash), signature);
  return signature;
}

SharedWording shared_wording(std::string_view a, std::string_view b) {
  if (!is_sketch(a) || !is_sketch(b)) return !a.empty() && a == b ? SharedWording{1, 1} : SharedWording{};
  const Comparison shared = compare_sketches(a, b);
  return {shared.of_both, shared.of_shorter()};
}

Likeness compare_signatures(std::string_view a, std::string_view b) {
  if (a == b) return a.empty() ? Likeness::kOther : Likeness::kCopies;
  if (!is_sketch(a) || !is_sketch(b)) return Likeness::kOther;
  const Comparison shared = compare_sketches(a, b);
  if (shared.of_both < kMinShared || shared.of_shorter() < kMinSharedOfShorter) return Likeness::kOther;
  const FactComparison facts = compare_facts(facts_of(a), facts_of(b));
  return are_other_facts(facts, shared.of_a, shared.of_b) ? Likeness::kOneForm : Likeness::kCopies;
}

bool are_close_copies(std::string_view a, std::string_view b) {
  if (compare_signatures(a, b) != Likeness::kCopies) return false;
  return a == b || (compare_sketches(a, b).of_both >= kMinSharedByCloseCopies &&
                    compare_facts(facts_of(a), facts_of(b)).other_facts == 0);
}

std::uint64_t band_of(std::string_view signature, std::size_t band) {
  if (!is_sketch(signature)) return short_hash(signature);
  return read_bytes(signature.substr(band * kBinsPerBand), kBinsPerBand);
}

}  // namespace chokepoint
