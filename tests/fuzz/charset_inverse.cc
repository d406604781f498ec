// SPDX-License-Identifier: GPL-2.0-or-later
// A text that ICU writes in an encoding is decoded to the same text, as a whole and declared. The first byte
// chooses the encoding of the WHATWG Encoding Standard.
#include <string>
#include <string_view>

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "indexer/source/charset.h"
#include "indexer/source/charset_decoder.h"
#include "indexer/source/charset_labels.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

struct Converter {
  explicit Converter(const Charset& charset) {
    UErrorCode status = U_ZERO_ERROR;
    converter = ucnv_open(std::string(charset.icu_name).c_str(), &status);
    ucnv_setFallback(converter, 0);
    ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    require(U_SUCCESS(status) != 0, "ICU has a converter", charset.name);
  }
  ~Converter() { ucnv_close(converter); }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  UConverter* converter = nullptr;
};

// The characters of `text` that the encoding has, one by one, and their bytes.
struct Encoded {
  std::string text;
  std::string bytes;
};

Encoded encode(std::string_view text, const Charset& charset) {
  const Converter to(charset);
  Encoded out;
  std::string kept;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCodePoint c = decode_utf8(text, i);
    const icu::UnicodeString one(static_cast<UChar32>(c.value));
    char bytes[32];
    UErrorCode status = U_ZERO_ERROR;
    ucnv_reset(to.converter);
    const std::int32_t length =
        ucnv_fromUChars(to.converter, bytes, sizeof bytes, one.getBuffer(), one.length(), &status);
    // ICU passes over what is invisible and has no code, such as a byte order mark, without a word.
    if (U_SUCCESS(status) != 0 && length > 0) kept.append(text.substr(i, c.length));
    i += c.length;
  }
  const auto units = icu::UnicodeString::fromUTF8(kept);
  out.bytes.resize(8 * kept.size() + 16);
  UErrorCode status = U_ZERO_ERROR;
  ucnv_reset(to.converter);
  const std::int32_t length =
      ucnv_fromUChars(to.converter, out.bytes.data(), static_cast<std::int32_t>(out.bytes.size()),
                      units.getBuffer(), units.length(), &status);
  require(U_SUCCESS(status) != 0, "ICU writes what it says it can", kept);
  out.bytes.resize(static_cast<std::size_t>(length));
  out.text = std::move(kept);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::span<const Charset> charsets = all_charsets();
  const Charset& charset = charsets[input.below(charsets.size())];
  if (charset.icu_name.empty()) return 0;
  const Encoded encoded = encode(repair_utf8(input.rest()), charset);
  const Decoding decoding = decode_charset(encoded.bytes, charset);
  require(decoding.text == encoded.text, "what was encoded is decoded again", charset.name);
  require(decoding.faults == 0, "what was encoded has no faults", charset.name);
  return 0;
}
