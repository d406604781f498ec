// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/text_witness.h"

#include <algorithm>
#include <string>

namespace chokepoint {
namespace {

constexpr std::uint64_t kBase = 1'099'511'628'211U;

// Letters and digits of ASCII in lower case, and other characters but general punctuation (U+2000 to U+206F),
// where quotes and dashes differ.
std::string plain_letters(std::string_view text, std::size_t max_bytes) {
  std::string plain;
  for (std::size_t i = 0; i < text.size() && plain.size() < max_bytes; ++i) {
    const char c = text[i];
    if (c == '\xE2' && i + 2 < text.size() && (text[i + 1] == '\x80' || text[i + 1] == '\x81')) {
      i += 2;
    } else if (c == '\xC2' && i + 1 < text.size()) {
      ++i;  // U+0080 to U+00BF: signs and the no-break space
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) {
      plain += c;
    } else if (c >= 'A' && c <= 'Z') {
      plain += static_cast<char>(c - 'A' + 'a');
    }
  }
  return plain;
}

std::uint64_t hash_of(std::string_view window) {
  std::uint64_t hash = 0;
  for (const char c : window) hash = hash * kBase + static_cast<unsigned char>(c);
  return hash;
}

}  // namespace

TextWitness::TextWitness(std::string_view text) {
  const std::string plain = plain_letters(text, kMaxBytes);
  if (plain.size() < kWindow) return;
  std::uint64_t leaving = 1;  // what the oldest byte of a window counts
  for (std::size_t i = 1; i < kWindow; ++i) leaving *= kBase;
  std::uint64_t hash = hash_of(std::string_view(plain).substr(0, kWindow));
  windows_.reserve(plain.size() - kWindow + 1);
  windows_.push_back(hash);
  for (std::size_t i = kWindow; i < plain.size(); ++i) {
    hash -= leaving * static_cast<unsigned char>(plain[i - kWindow]);
    hash = hash * kBase + static_cast<unsigned char>(plain[i]);
    windows_.push_back(hash);
  }
  std::sort(windows_.begin(), windows_.end());
}

bool TextWitness::has_window(std::string_view letters) const {
  return std::binary_search(windows_.begin(), windows_.end(), hash_of(letters.substr(0, kWindow)));
}

bool TextWitness::has(std::string_view paragraph) const {
  const std::string plain = plain_letters(paragraph, kWindow);
  return plain.size() >= kWindow && has_window(plain);
}

bool TextWitness::has_all(std::string_view paragraph) const {
  const std::string plain = plain_letters(paragraph, kMaxBytes);
  if (plain.size() < kWindow) return false;
  for (std::size_t at = 0; at + kWindow <= plain.size(); at += kWindow) {
    if (!has_window(std::string_view(plain).substr(at))) return false;
  }
  return has_window(std::string_view(plain).substr(plain.size() - kWindow));
}

}  // namespace chokepoint
