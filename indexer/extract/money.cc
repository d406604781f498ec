// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/money.h"

namespace chokepoint {
namespace {

bool begins_with_digit(const Reading& reading, std::size_t token) {
  const char c = reading.text[reading.tokens[token].begin];
  return c >= '0' && c <= '9';
}

// Past "1.2" or "1,200,000" or "5m", which are several tokens.
std::size_t end_of_number(const Reading& reading, std::size_t at) {
  const std::vector<TextToken>& tokens = reading.tokens;
  ++at;
  while (at + 1 < tokens.size() && (tokens[at].mark == '.' || tokens[at].mark == ',') && !tokens[at].spaced &&
         !tokens[at + 1].spaced && begins_with_digit(reading, at + 1)) {
    at += 2;
  }
  return at;
}

bool is_hit(const std::vector<std::uint8_t>& flags, std::size_t token) {
  return token < flags.size() && flags[token] != 0;
}

}  // namespace

std::vector<MoneySum> find_sums(const Reading& reading, const MoneyWords& words) {
  std::vector<std::uint8_t> is_currency(reading.tokens.size(), 0);
  std::vector<std::uint8_t> is_magnitude(reading.tokens.size(), 0);
  const auto flag = [&](SetId set, std::vector<std::uint8_t>& flags) {
    for (const Hit& hit : reading.hits.of(set)) {
      for (std::size_t i = hit.first; i < hit.last; ++i) flags[i] = 1;
    }
  };
  flag(words.currencies, is_currency);
  flag(words.magnitudes, is_magnitude);
  std::vector<MoneySum> sums;
  for (std::size_t i = 0; i < reading.tokens.size(); ++i) {
    if (!begins_with_digit(reading, i)) continue;
    MoneySum sum{i, end_of_number(reading, i)};
    bool has_currency = i > 0 && is_hit(is_currency, i - 1);
    while (sum.first > 0 && is_hit(is_currency, sum.first - 1)) --sum.first;
    while (is_hit(is_magnitude, sum.last) ||
           (sum.last < reading.tokens.size() && reading.tokens[sum.last].mark == '-' &&
            is_hit(is_magnitude, sum.last + 1))) {
      ++sum.last;
    }
    while (is_hit(is_currency, sum.last) && !reading.tokens[sum.last].new_line) {
      has_currency = true;
      ++sum.last;
    }
    if (has_currency) sums.push_back(sum);
    i = sum.last - 1;
  }
  return sums;
}

}  // namespace chokepoint
