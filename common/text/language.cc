// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/language.h"

#include <algorithm>
#include <array>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

constexpr std::size_t kSampleBytes = 64 * 1024;

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

}  // namespace

std::string detect_language(std::string_view text, std::string_view declared) {
  const std::string_view sample = utf8_prefix(text, kSampleBytes);
  const std::string hint = primary_subtag(declared);
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  int text_bytes = 0;
  bool is_reliable = false;
  const CLD2::Language hinted =
      hint.empty() ? CLD2::UNKNOWN_LANGUAGE : CLD2::GetLanguageFromName(hint.c_str());
  const CLD2::Language language = CLD2::ExtDetectLanguageSummary(
      sample.data(), static_cast<int>(sample.size()), /*is_plain_text=*/true, /*tld_hint=*/"",
      CLD2::UNKNOWN_ENCODING, hinted, languages.data(), percents.data(), &text_bytes, &is_reliable);
  std::string code = is_reliable ? bcp47(CLD2::LanguageCode(language)) : std::string();
  return code.empty() ? hint : code;
}

}  // namespace chokepoint
