// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/charset_labels.h"

#include <string>

#include <catch2/catch.hpp>

#include "indexer/source/charset_decoder.h"

using namespace chokepoint;

namespace {

std::string name_of(std::string_view label) {
  const Charset* charset = find_charset(label);
  return charset == nullptr ? "-" : std::string(charset->name);
}

}  // namespace

TEST_CASE("charset_labels: a label means what the Encoding Standard says, in any case", "[charset]") {
  struct Case {
    const char* label;
    const char* name;
  };
  const Case kCases[] = {
      {"utf-8", "UTF-8"},
      {"  UTF8\n", "UTF-8"},
      {"latin1", "windows-1252"},
      {"ISO-8859-1", "windows-1252"},
      {"us-ascii", "windows-1252"},
      {"iso-8859-9", "windows-1254"},
      {"iso-8859-11", "windows-874"},
      {"gb2312", "GBK"},
      {"GB18030", "gb18030"},
      {"ks_c_5601-1987", "EUC-KR"},
      {"windows-949", "EUC-KR"},
      {"windows-31j", "Shift_JIS"},
      {"x-sjis", "Shift_JIS"},
      {"big5-hkscs", "Big5"},
      {"koi8", "KOI8-R"},
      {"csISO2022JP", "ISO-2022-JP"},
      {"unicode", "UTF-16LE"},
      // What browsers refuse, what no standard has, what is no label.
      {"utf-7", "-"},
      {"utf-32", "-"},
      {"iso-2022-kr", "-"},
      {"iso-2022-cn", "-"},
      {"hz-gb-2312", "-"},
      {"x-user-defined", "-"},
      {"replacement", "-"},
      {"ebcdic-cp-us", "-"},
      {"", "-"},
      {" ", "-"},
      {"utf-8 utf8", "-"},
      {"windows-1252\xFF", "-"},
  };
  for (const Case& c : kCases) {
    INFO(c.label);
    CHECK(name_of(c.label) == c.name);
  }
  CHECK(name_of(std::string(10'000, 'x')) == "-");
}

TEST_CASE("charset_labels: each charset has a decoder, and ASCII is ASCII in all that are not wide",
          "[charset]") {
  for (const Charset& charset : all_charsets()) {
    INFO(charset.name);
    const bool is_wide = charset.name.starts_with("UTF-16") || charset.name.starts_with("UTF-32");
    const std::string text = "A plain text, [1] {2} ~ \\ \"3\"\r\n";
    if (!is_wide) CHECK(decode_charset(text, charset).text == text);
    CHECK(decode_charset("", charset).faults == 0);
    CHECK(&charset_named(charset.name) == &charset);
  }
}

TEST_CASE("charset_decoder: characters, faults and ends of all kinds of encodings", "[charset]") {
  struct Case {
    const char* charset;
    std::string bytes;
    std::string text;
    std::size_t faults;
  };
  const Case kCases[] = {
      {"windows-1252", "\x93z\xFC\x94 \x80", "“zü” €", 0},
      {"ISO-8859-15", "\xA4\xBD", "€œ", 0},
      {"ISO-8859-16", "\xA4\xAA\xBA\xFE", "€Șșț", 0},
      {"KOI8-U", "\xF4\xA4\xB6\xAD", "ТєІґ", 0},
      {"gb18030", "\xB9\xFA\x81\x30\x84\x36\x90\x30\x81\x30", "国¥\U00010000", 0},
      {"Big5", "\xB0\xEA", "國", 0},
      {"Shift_JIS", "\x8D\x91\xB1\x87\x40", "国ｱ①", 0},
      {"EUC-JP", "\xB9\xF1\x8E\xB1\x8F\xB0\xA1", "国ｱ丂", 0},
      {"ISO-2022-JP", "\x1B$B9q\x1B(B.", "国.", 0},
      {"EUC-KR", "\xB1\xB9\x81\x41", "국갂", 0},
      {"UTF-16LE", std::string("\x3D\xD8\x00\xDE", 4), "\U0001F600", 0},
      // An ASCII character after a lead byte is not swallowed.
      {"Shift_JIS", "\x8D<p>", "\uFFFD<p>", 1},
      {"GBK", "\xB9\"", "\uFFFD\"", 1},
      {"EUC-KR", "\xB1\n", "\uFFFD\n", 1},
      {"UTF-16LE", std::string("\x3D\xD8.\0", 4), "\uFFFD.", 1},
      {"UTF-16LE", "a", "\uFFFD", 1},
      {"EUC-JP", "\xB9", "\uFFFD", 1},
  };
  for (const Case& c : kCases) {
    INFO(c.charset << ": " << c.text);
    const Decoding decoding = decode_charset(c.bytes, charset_named(c.charset));
    CHECK(decoding.text == c.text);
    CHECK(decoding.faults == c.faults);
  }
  CHECK(decode_charset("\xB9", charset_named("EUC-JP"), InputEnd::kCut).faults == 0);
}

TEST_CASE("charset_decoder: characters that lie across the pieces of a large input are whole", "[charset]") {
  std::string bytes = "x";
  std::string text = "x";
  for (int i = 0; i < 50'000; ++i) {
    bytes += "\x90\x30\x81\x30";
    text += "\U00010000";
  }
  const Decoding decoding = decode_charset(bytes, charset_named("gb18030"));
  CHECK(decoding.faults == 0);
  CHECK(decoding.text == text);
}
