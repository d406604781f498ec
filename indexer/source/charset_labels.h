// SPDX-License-Identifier: GPL-2.0-or-later
// The encodings that an article may declare: the WHATWG Encoding Standard, section 4.2, "Names and labels".
// What browsers refuse since it can hide markup (utf-7, iso-2022-kr, hz-gb-2312) is not among them.
#pragma once

#include <span>
#include <string_view>

namespace chokepoint {

struct Charset {
  std::string_view name;      // by the standard
  std::string_view icu_name;  // of ICU's converter; empty if ICU has none
  std::string_view labels;    // what it may be called, lower case, parted by spaces
};

// Throws nothing; `name` must be that of a charset of the standard, or "UTF-32LE" or "UTF-32BE".
const Charset& charset_named(std::string_view name);

// The encoding that `label` means, in any case and with white space around it; null if there is none.
const Charset* find_charset(std::string_view label);

std::span<const Charset> all_charsets();

}  // namespace chokepoint
