// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/fold.h"

#include <algorithm>
#include <stdexcept>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

#include "common/base/ascii.h"
#include "common/base/utf8.h"

namespace chokepoint {
namespace {

constexpr int kMaxCombiningRun = 30;

const icu::Normalizer2& instance(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = get(status);
  if (U_FAILURE(status))
    throw std::runtime_error(std::string("ICU cannot normalize: ") + u_errorName(status));
  return *normalizer;
}

std::string normalize(const icu::Normalizer2& normalizer, std::string_view text) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  normalizer.normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                           nullptr, status);
  if (U_FAILURE(status))
    throw std::runtime_error(std::string("ICU cannot normalize: ") + u_errorName(status));
  return out;
}

bool is_diacritic(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) ||                 // Latin, Greek, Cyrillic
         (c >= 0x0591 && c <= 0x05C7 && c != 0x05BE) ||  // Hebrew points
         (c >= 0x064B && c <= 0x0652) || c == 0x0670;    // Arabic vowel signs
}

// Letters whose stroke or ligature is no combining mark in Unicode, so that decomposing leaves them whole.
std::string_view plain_letter(char32_t c) {
  switch (c) {
    case 0x00E6:
      return "ae";
    case 0x0153:
      return "oe";
    case 0x00F8:
      return "o";
    case 0x0111:
    case 0x00F0:
      return "d";
    case 0x0142:
      return "l";
    case 0x0127:
      return "h";
    case 0x0131:
      return "i";
    case 0x00FE:
      return "th";
    default:
      return {};
  }
}

std::string limit_combining_runs(std::string_view text) {
  std::string out;
  int run = 0;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCodePoint c = decode_utf8(text, i);
    run = u_getCombiningClass(static_cast<UChar32>(c.value)) == 0 ? 0 : run + 1;
    if (run <= kMaxCombiningRun) out.append(text.substr(i, c.length));
    i += c.length;
  }
  return out;
}

std::string without_diacritics(std::string_view text) {
  static const icu::Normalizer2& nfd = instance(icu::Normalizer2::getNFDInstance);
  static const icu::Normalizer2& nfc = instance(icu::Normalizer2::getNFCInstance);
  const std::string decomposed = normalize(nfd, text);
  std::string kept;
  for (std::size_t i = 0; i < decomposed.size();) {
    const DecodedCodePoint c = decode_utf8(decomposed, i);
    if (const auto plain = plain_letter(c.value); !plain.empty()) {
      kept.append(plain);
    } else if (!is_diacritic(c.value)) {
      kept.append(decomposed, i, c.length);
    }
    i += c.length;
  }
  return normalize(nfc, kept);
}

}  // namespace

std::string fold(std::string_view text) {
  if (is_ascii(text)) return ascii_lower(text);  // nine words in ten; equal to the rest by a test
  static const icu::Normalizer2& nfkc_casefold = instance(icu::Normalizer2::getNFKCCasefoldInstance);
  const std::string folded = normalize(nfkc_casefold, limit_combining_runs(text));
  return is_ascii(folded) ? folded : without_diacritics(folded);
}

}  // namespace chokepoint
