// SPDX-License-Identifier: GPL-2.0-or-later
// The bytes: how many numbers there are, kNumberBytes for each, then kFactBytes for each place; all in order.
#include "indexer/duplicates/stated_facts.h"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <limits>

namespace chokepoint {
namespace {

constexpr std::size_t kMaxNumbers = 16;
constexpr std::size_t kNumberBytes = 3;
constexpr std::size_t kMaxPlaces = 32;
constexpr std::size_t kFactBytes = 4;

// Of the facts that both texts state in the same place, so many may differ: neighbours agree by chance, and
// paragraphs that changed places get new ones. Numbers seldom differ by chance.
constexpr std::size_t kFactsPerDifference = 20;
constexpr std::size_t kFactsForOneDifference = 10;
constexpr std::size_t kNumbersPerDifference = 8;

// Text that is not shared has numbers of its own; by chance seldom more than so many times its share.
constexpr double kExpectedNumbers = 3;

bool is_fact(const SignedWord& word) {
  return word.is_number || word.is_name;
}

// Names and numbers between two words. In four bytes: 24 bits of the place (the two words), 7 of what stands
// there, 1 for a number.
struct Fact {
  std::uint32_t bits = 0;

  std::uint32_t place() const { return bits >> 8; }
  bool is_number() const { return (bits & 1U) != 0; }
};

struct PlacedFact {
  Hash place = 0;
  std::uint32_t bits = 0;

  auto operator<=>(const PlacedFact&) const = default;
};

// In order; what is stated twice is there twice.
std::vector<PlacedFact> facts_by_place(const std::vector<SignedWord>& words) {
  std::vector<PlacedFact> facts;
  for (std::size_t begin = 0; begin < words.size();) {
    if (!is_fact(words[begin])) {
      ++begin;
      continue;
    }
    Hash stated = 0;
    bool is_number = true;
    std::size_t end = begin;
    for (; end < words.size() && is_fact(words[end]); ++end) {
      stated = joined(stated, words[end].hash);
      is_number = is_number && words[end].is_number;
    }
    if (begin > 0 && end < words.size()) {
      const Hash place = joined(words[begin - 1].hash, words[end].hash);
      const auto bits = static_cast<std::uint32_t>((stated & 0x7fU) << 1 | (is_number ? 1U : 0U));
      facts.push_back({place, bits});
    }
    begin = end;
  }
  std::sort(facts.begin(), facts.end());
  return facts;
}

void append_numbers(const std::vector<SignedWord>& words, std::string& out) {
  std::vector<Hash> numbers;
  for (const SignedWord& word : words) {
    if (word.is_number) numbers.push_back(mixed(word.hash) >> (64 - 8 * kNumberBytes));
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  numbers.resize(std::min(numbers.size(), kMaxNumbers));
  append_bytes(numbers.size(), 1, out);
  for (const Hash number : numbers) append_bytes(number, kNumberBytes, out);
}

// Nothing of a place where the text says two things.
void append_places(const std::vector<SignedWord>& words, std::string& out) {
  const std::vector<PlacedFact> facts = facts_by_place(words);
  std::vector<std::uint32_t> kept;
  for (auto begin = facts.begin(); begin != facts.end() && kept.size() < kMaxPlaces;) {
    const auto end = std::find_if(begin, facts.end(),
                                  [begin](const PlacedFact& fact) { return fact.place != begin->place; });
    if (begin->bits == (end - 1)->bits)
      kept.push_back(static_cast<std::uint32_t>((begin->place & 0xffffffU) << 8 | begin->bits));
    begin = end;
  }
  std::sort(kept.begin(), kept.end());
  for (const std::uint32_t fact : kept) append_bytes(fact, kFactBytes, out);
}

// Bytes as a list of numbers of `kBytes` each.
template <std::size_t kBytes>
class List {
 public:
  explicit List(std::string_view bytes) : bytes_(bytes) {}

  std::size_t size() const { return bytes_.size() / kBytes; }
  std::uint64_t operator[](std::size_t i) const {
    return read_bytes({bytes_.data() + i * kBytes, kBytes}, kBytes);
  }

 private:
  std::string_view bytes_;
};

struct Packed {
  explicit Packed(std::string_view bytes)
      : numbers(bytes.substr(1, kNumberBytes * read_bytes(bytes, 1))),
        places(bytes.substr(1 + kNumberBytes * numbers.size())) {}

  List<kNumberBytes> numbers;
  List<kFactBytes> places;
};

void compare_places(const List<kFactBytes>& a, const List<kFactBytes>& b, FactComparison& facts) {
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const Fact x{static_cast<std::uint32_t>(a[i])};
    const Fact y{static_cast<std::uint32_t>(b[j])};
    if (x.place() <= y.place()) ++i;
    if (y.place() <= x.place()) ++j;
    if (x.place() != y.place()) continue;
    const bool is_number = x.is_number() && y.is_number();
    const bool is_other = x.bits != y.bits;
    ++facts.places;
    facts.number_places += is_number ? 1 : 0;
    facts.other_facts += is_other ? 1 : 0;
    facts.other_numbers += is_number && is_other ? 1 : 0;
  }
}

// Below what is returned, `numbers` are all that the text has.
std::uint64_t complete_below(const List<kNumberBytes>& numbers) {
  return numbers.size() < kMaxNumbers ? std::numeric_limits<std::uint64_t>::max()
                                      : numbers[kMaxNumbers - 1] + 1;
}

void compare_numbers(const List<kNumberBytes>& a, const List<kNumberBytes>& b, FactComparison& facts) {
  const std::uint64_t end = std::min(complete_below(a), complete_below(b));
  std::size_t i = 0;
  std::size_t j = 0;
  const auto has = [end](const List<kNumberBytes>& list, std::size_t at) {
    return at < list.size() && list[at] < end;
  };
  while (has(a, i) || has(b, j)) {
    const bool is_in_a = has(a, i) && (!has(b, j) || a[i] <= b[j]);
    const bool is_in_b = has(b, j) && (!has(a, i) || b[j] <= a[i]);
    facts.only_in_a += is_in_b ? 0 : 1;
    facts.only_in_b += is_in_a ? 0 : 1;
    i += is_in_a ? 1 : 0;
    j += is_in_b ? 1 : 0;
  }
  facts.numbers_of_a = i;
  facts.numbers_of_b = j;
}

bool are_too_many(std::size_t only_here, std::size_t numbers, double shared) {
  return static_cast<double>(only_here) > kExpectedNumbers * (1 - shared) * static_cast<double>(numbers);
}

}  // namespace

std::string pack_facts(const std::vector<SignedWord>& words) {
  std::string packed;
  append_numbers(words, packed);
  append_places(words, packed);
  return packed;
}

FactComparison compare_facts(std::string_view a, std::string_view b) {
  const Packed left(a);
  const Packed right(b);
  FactComparison facts;
  compare_places(left.places, right.places, facts);
  compare_numbers(left.numbers, right.numbers, facts);
  return facts;
}

bool are_other_facts(const FactComparison& facts, double shared_of_a, double shared_of_b) {
  std::size_t allowed = 0;
  if (facts.places >= kFactsForOneDifference)
    allowed = std::max<std::size_t>(1, facts.places / kFactsPerDifference);
  if (facts.other_facts > allowed || facts.other_numbers * kNumbersPerDifference > facts.number_places)
    return true;
  return are_too_many(facts.only_in_a, facts.numbers_of_a, shared_of_a) &&
         are_too_many(facts.only_in_b, facts.numbers_of_b, shared_of_b);
}

}  // namespace chokepoint
