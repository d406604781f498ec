// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/charset.h"

#include <algorithm>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

// One control character in a hundred bytes, or one byte in a hundred characters that is not UTF-8, is no
// longer a slip of the scraper: it is another kind of file, and its words would be garbage.
constexpr std::size_t kMaxFaultsPerHundred = 1;

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
}

bool starts_with_utf16_mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

bool is_beyond(std::size_t faults, std::size_t all) {
  return faults * 100 > all * kMaxFaultsPerHundred;
}

}  // namespace

std::variant<DecodedText, Skip> decode_text(std::string_view bytes, std::string_view /*declared*/,
                                            const std::string& path) {
  if (starts_with_utf16_mark(bytes)) return Skip{path, "undecodable", "UTF-16; convert it to UTF-8"};
  const auto controls = static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), is_control));
  if (is_beyond(controls, bytes.size())) {
    return Skip{
        path, "binary",
        std::to_string(controls) + " control characters in " + std::to_string(bytes.size()) + " bytes"};
  }
  std::size_t faults = 0;
  DecodedText decoded{repair_utf8(bytes, &faults), "UTF-8", {}};
  if (is_beyond(faults, count_code_points(decoded.text))) {
    return Skip{path, "undecodable",
                std::to_string(faults) + " bytes are not UTF-8; convert the file to UTF-8"};
  }
  if (faults > 0) decoded.note = std::to_string(faults) + " bytes were not UTF-8 and became U+FFFD";
  if (trim(decoded.text).empty()) return Skip{path, "empty", "nothing but white space"};
  return decoded;
}

std::string declared_html_charset(std::string_view /*bytes*/) {
  return {};
}

std::string declared_xml_charset(std::string_view /*bytes*/) {
  return {};
}

}  // namespace chokepoint
