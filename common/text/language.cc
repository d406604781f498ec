// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/language.h"

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
  if (code == "un" || code.starts_with("xx")) return {};
  return std::string(code.substr(0, code.find('-')));
}

}  // namespace

std::string detect_language(std::string_view text) {
  const std::string_view sample = utf8_prefix(text, kSampleBytes);
  bool is_reliable = false;
  const CLD2::Language language = CLD2::DetectLanguage(sample.data(), static_cast<int>(sample.size()),
                                                       /*is_plain_text=*/true, &is_reliable);
  return is_reliable ? bcp47(CLD2::LanguageCode(language)) : std::string();
}

}  // namespace chokepoint
