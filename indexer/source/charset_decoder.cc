// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/charset_decoder.h"

#include <algorithm>
#include <array>
#include <memory>

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

// ICU counts in int32, and its converters cannot be told to stop; pieces keep both harmless.
constexpr std::size_t kPieceBytes = 16 * 1024;

// The upper 96 characters of ISO-8859-16, which ICU does not have.
constexpr std::u16string_view kIso8859_16 =
    u"\u00A0ĄąŁ€„Š§š©Ș«Ź\u00ADźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûü"
    u"ęțÿ";
static_assert(kIso8859_16.size() == 96);

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

// ICU's own callback writes U+001A for some encodings, and does not count.
void replace_and_count(const void* context, UConverterToUnicodeArgs* args, const char* /*bytes*/,
                       int32_t /*length*/, UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;
  *status = U_ZERO_ERROR;
  ++*static_cast<std::size_t*>(const_cast<void*>(context));
  const UChar replacement = kReplacementCharacter;
  ucnv_cbToUWriteUChars(args, &replacement, 1, 0, status);
}

Converter open_converter(const Charset& charset, std::size_t& faults) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(std::string(charset.icu_name).c_str(), &status));
  if (U_FAILURE(status)) return nullptr;
  ucnv_setToUCallBack(converter.get(), replace_and_count, &faults, nullptr, nullptr, &status);
  return U_SUCCESS(status) ? std::move(converter) : nullptr;
}

// Appends UTF-16 that comes in pieces, which may part the two halves of a character.
class Utf16Joiner {
 public:
  explicit Utf16Joiner(std::string& out) : out_(out) {}

  void append(const UChar* begin, const UChar* end) {
    for (; begin != end; ++begin) {
      if (U16_IS_LEAD(*begin)) {
        lead_ = *begin;
      } else if (U16_IS_TRAIL(*begin)) {
        append_utf8(static_cast<char32_t>(U16_GET_SUPPLEMENTARY(lead_, *begin)), out_);
      } else {
        append_utf8(*begin, out_);
      }
    }
  }

 private:
  std::string& out_;
  UChar lead_ = 0;
};

Decoding decode_iso8859_16(std::string_view bytes) {
  Decoding decoding;
  decoding.text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(byte < 0xA0 ? char32_t{byte} : char32_t{kIso8859_16[byte - 0xA0U]}, decoding.text);
  }
  return decoding;
}

}  // namespace

Decoding decode_charset(std::string_view bytes, const Charset& charset, InputEnd end) {
  if (charset.icu_name.empty()) return decode_iso8859_16(bytes);
  Decoding decoding;
  const Converter converter = open_converter(charset, decoding.faults);
  if (!converter) return {std::string(), bytes.size()};
  decoding.text.reserve(bytes.size() + bytes.size() / 8);
  Utf16Joiner joiner(decoding.text);
  std::array<UChar, kPieceBytes> buffer;
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  UErrorCode status = U_ZERO_ERROR;
  do {
    status = U_ZERO_ERROR;
    const char* const piece_end =
        source + std::min<std::size_t>(kPieceBytes, static_cast<std::size_t>(source_end - source));
    const bool is_last = piece_end == source_end && end == InputEnd::kWhole;
    UChar* target = buffer.data();
    ucnv_toUnicode(converter.get(), &target, buffer.data() + buffer.size(), &source, piece_end, nullptr,
                   static_cast<UBool>(is_last), &status);
    joiner.append(buffer.data(), target);
    // Another failure than a full buffer cannot be; were it one, the rest would be lost and must count.
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) {
      decoding.faults += static_cast<std::size_t>(source_end - source);
      break;
    }
  } while (source != source_end || status == U_BUFFER_OVERFLOW_ERROR);
  return decoding;
}

}  // namespace chokepoint
