// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/charset_labels.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

// As the standard has it, ISO-8859-1 is windows-1252, GB2312 is GBK, and KS C 5601 is windows-949. UTF-32 is
// not in it: no label means it, but a byte order mark may.
constexpr std::array kCharsets = {
    Charset{"UTF-8", "UTF-8", "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8"},
    Charset{"IBM866", "ibm-866_P100-1995", "866 cp866 csibm866 ibm866"},
    Charset{"ISO-8859-2", "ISO-8859-2",
            "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2"},
    Charset{"ISO-8859-3", "ISO-8859-3",
            "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3"},
    Charset{"ISO-8859-4", "ISO-8859-4",
            "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4"},
    Charset{
        "ISO-8859-5", "ISO-8859-5",
        "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988"},
    Charset{"ISO-8859-6", "ISO-8859-6",
            "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e "
            "iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987"},
    Charset{"ISO-8859-7", "ibm-9005_X110-2007",
            "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 "
            "iso_8859-7 iso_8859-7:1987 sun_eu_greek"},
    Charset{"ISO-8859-8", "ISO-8859-8",
            "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 "
            "iso_8859-8 iso_8859-8:1988 visual"},
    Charset{"ISO-8859-8-I", "ISO-8859-8", "csiso88598i iso-8859-8-i logical"},
    Charset{"ISO-8859-10", "iso-8859_10-1998",
            "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6"},
    Charset{"ISO-8859-13", "ISO-8859-13", "iso-8859-13 iso8859-13 iso885913"},
    Charset{"ISO-8859-14", "iso-8859_14-1998", "iso-8859-14 iso8859-14 iso885914"},
    Charset{"ISO-8859-15", "ISO-8859-15", "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9"},
    Charset{"ISO-8859-16", "", "iso-8859-16"},
    Charset{"KOI8-R", "KOI8-R", "cskoi8r koi koi8 koi8-r koi8_r"},
    Charset{"KOI8-U", "KOI8-U", "koi8-ru koi8-u"},
    Charset{"macintosh", "macos-0_2-10.2", "csmacintosh mac macintosh x-mac-roman"},
    Charset{"windows-874", "windows-874-2000",
            "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874"},
    Charset{"windows-1250", "windows-1250", "cp1250 windows-1250 x-cp1250"},
    Charset{"windows-1251", "windows-1251", "cp1251 windows-1251 x-cp1251"},
    Charset{"windows-1252", "windows-1252",
            "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 "
            "iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252"},
    Charset{"windows-1253", "windows-1253", "cp1253 windows-1253 x-cp1253"},
    Charset{
        "windows-1254", "windows-1254",
        "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 "
        "windows-1254 x-cp1254"},
    Charset{"windows-1255", "windows-1255", "cp1255 windows-1255 x-cp1255"},
    Charset{"windows-1256", "windows-1256", "cp1256 windows-1256 x-cp1256"},
    Charset{"windows-1257", "windows-1257", "cp1257 windows-1257 x-cp1257"},
    Charset{"windows-1258", "windows-1258", "cp1258 windows-1258 x-cp1258"},
    Charset{"x-mac-cyrillic", "x-mac-cyrillic", "x-mac-cyrillic x-mac-ukrainian"},
    // One decoder for both: GB 18030 is GBK and more.
    Charset{"GBK", "gb18030",
            "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk"},
    Charset{"gb18030", "gb18030", "gb18030"},
    Charset{"Big5", "Big5-HKSCS", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"},
    Charset{"EUC-JP", "euc-jp-2007", "cseucpkdfmtjapanese euc-jp x-euc-jp"},
    Charset{"ISO-2022-JP", "ISO-2022-JP", "csiso2022jp iso-2022-jp"},
    Charset{"Shift_JIS", "ibm-943_P15A-2003",
            "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis"},
    Charset{"EUC-KR", "windows-949-2000",
            "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 "
            "windows-949"},
    Charset{"UTF-16BE", "UTF-16BE", "unicodefffe utf-16be"},
    Charset{"UTF-16LE", "UTF-16LE", "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le"},
    Charset{"UTF-32BE", "UTF-32BE", ""},
    Charset{"UTF-32LE", "UTF-32LE", ""},
};

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
  }
  return false;
}

}  // namespace

const Charset& charset_named(std::string_view name) {
  return *std::find_if(kCharsets.begin(), kCharsets.end(),
                       [name](const Charset& charset) { return charset.name == name; });
}

const Charset* find_charset(std::string_view label) {
  constexpr std::size_t kLongestLabel = 32;
  label = trim(label);
  if (label.empty() || label.size() > kLongestLabel) return nullptr;
  const std::string wanted = ascii_lower(label);
  const auto found = std::find_if(kCharsets.begin(), kCharsets.end(), [&wanted](const Charset& charset) {
    return has_word(charset.labels, wanted);
  });
  return found == kCharsets.end() ? nullptr : &*found;
}

std::span<const Charset> all_charsets() {
  return kCharsets;
}

}  // namespace chokepoint
