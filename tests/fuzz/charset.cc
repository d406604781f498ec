// SPDX-License-Identifier: GPL-2.0-or-later
// Decoding of any bytes under any declaration: it ends, and what comes out keeps the promises of charset.h.
//
// The first line of the input is the declared label, the rest the bytes; both are scanned for declarations,
// too.
#include "indexer/source/charset.h"

#include <cstdint>
#include <string>
#include <string_view>

#include "common/base/utf8.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

void check(std::string_view bytes, std::string_view declared) {
  const auto outcome = decode_text(bytes, declared, "fuzz");
  if (const auto* skip = std::get_if<Skip>(&outcome)) {
    require(skip->reason == "undecodable" || skip->reason == "binary" || skip->reason == "empty",
            "the reason is one of three");
    require(!skip->detail.empty() && is_valid_utf8(skip->detail), "a skip says why");
    return;
  }
  const auto& decoded = std::get<DecodedText>(outcome);
  require(is_valid_utf8(decoded.text), "the text is valid UTF-8");
  require(decoded.text.find('\0') == std::string::npos, "the text has no NUL");
  require(decoded.text.find('\r') == std::string::npos, "lines end in LF");
  require(!trim(decoded.text).empty(), "the text is not empty");
  require(decoded.text.size() <= 3 * bytes.size() + 3, "the text is at most three times as long");
  require(!decoded.charset.empty() && is_valid_utf8(decoded.note), "the charset is named");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = input.find('\n');
  const std::string_view declared = end == std::string_view::npos ? std::string_view() : input.substr(0, end);
  const std::string_view bytes = end == std::string_view::npos ? input : input.substr(end + 1);
  check(bytes, declared);
  require(is_valid_utf8(declared_html_charset(bytes)), "a declared label of a page is one of the standard's");
  require(declared_xml_charset(bytes).size() <= 1024, "a declaration is short");
  return 0;
}
