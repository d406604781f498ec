// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/language.h"

#include <algorithm>
#include <array>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxDetectedBytes = 64 * 1024;

// 14,231 news articles and 841 others are all named as by reading everything; of 2,000 texts made of two
// languages 9 are not, most of them now by the language that has more of the text.
constexpr std::size_t kParts = 8;
constexpr std::size_t kPartBytes = 200;
constexpr int kSettledPercent = 95;
constexpr std::size_t kMaxCutWordBytes = 32;

// CLD2 keeps some codes that BCP 47 replaced, and says script where we want the language alone.
std::string bcp47(std::string_view code) {
  if (code == "iw") return "he";
  if (code == "in") return "id";
  if (code == "ji") return "yi";
  if (code == "jw") return "jv";
  if (code == "mo") return "ro";
  if (code == "nn") return "no";
  if (code == "un" || code.starts_with("xx")) return {};
  return std::string(code.substr(0, code.find('-')));
}

// "pt" of "pt-BR" or "PT_br"; empty if it is no tag.
std::string primary_subtag(std::string_view tag) {
  std::string code = ascii_lower(tag.substr(0, tag.find_first_of("-_")));
  const bool is_code = (code.size() == 2 || code.size() == 3) &&
                       std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!is_code || code == "und" || code == "mul" || code == "zxx") return {};
  if (code == "nb" || code == "nn") return "no";  // as CLD2 and Snowball call both
  return code;
}

struct Detection {
  CLD2::Language language = CLD2::UNKNOWN_LANGUAGE;
  bool is_reliable = false;
  int percent = 0;  // of the text that is in that language
};

Detection detect(std::string_view text, CLD2::Language hinted) {
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  int text_bytes = 0;
  Detection found;
  found.language = CLD2::ExtDetectLanguageSummary(
      text.data(), static_cast<int>(text.size()), /*is_plain_text=*/true, /*tld_hint=*/"",
      CLD2::UNKNOWN_ENCODING, hinted, languages.data(), percents.data(), &text_bytes, &found.is_reliable);
  if (found.language == languages[0]) found.percent = percents[0];
  return found;
}

// From a word's beginning on, if one is near; Chinese has no spaces.
std::string_view without_cut_word(std::string_view text) {
  const std::size_t space = text.substr(0, kMaxCutWordBytes).find_first_of(" \n");
  return space == std::string_view::npos ? text : text.substr(space + 1);
}

// Parts of a longer text, spread evenly over it.
std::string sample_of(std::string_view text) {
  std::string sample(utf8_prefix(text, kPartBytes));
  for (std::size_t part = 1; part < kParts; ++part) {
    const std::size_t begin = (text.size() - kPartBytes) * part / (kParts - 1);
    const std::size_t character = utf8_prefix(text, begin).size();
    sample += '\n';
    sample += without_cut_word(utf8_prefix(text.substr(character), kPartBytes));
  }
  return sample;
}

// A sample that is in one language through and through settles it; anything else is asked of the whole.
Detection detect_by_sample(std::string_view text, CLD2::Language hinted) {
  if (text.size() > kParts * kPartBytes) {
    const Detection sampled = detect(sample_of(text), hinted);
    if (sampled.is_reliable && sampled.percent >= kSettledPercent) return sampled;
  }
  return detect(text, hinted);
}

}  // namespace

std::string detect_language(std::string_view text, std::string_view declared) {
  const std::string hint = primary_subtag(declared);
  const CLD2::Language hinted =
      hint.empty() ? CLD2::UNKNOWN_LANGUAGE : CLD2::GetLanguageFromName(hint.c_str());
  const Detection found = detect_by_sample(utf8_prefix(text, kMaxDetectedBytes), hinted);
  std::string code = found.is_reliable ? bcp47(CLD2::LanguageCode(found.language)) : std::string();
  return code.empty() ? hint : code;
}

}  // namespace chokepoint
