// SPDX-License-Identifier: GPL-2.0-or-later
// Bytes in any encoding -> UTF-8. A byte order mark decides, then UTF-8 that is valid, then what is declared
// (a label of the WHATWG Encoding Standard) unless the bytes contradict it, then what the bytes look like.
// What was not declared or is not certain is noted with the article; what is in no encoding that we can tell
// is skipped, never turned into garbage.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "indexer/source/charset_declaration.h"
#include "indexer/source/skip.h"

namespace chokepoint {

struct DecodedText {
  std::string text;     // valid UTF-8 without byte order mark, LF line ends
  std::string charset;  // name by the WHATWG Encoding Standard ("windows-1252")
  std::string note;     // what was guessed or mended, for --explain; empty if nothing was
};

// `declared` is the label that the container gives (mail header, XML declaration, <meta>), empty if it gives
// none. Up to one in a hundred characters may be a fault and becomes U+FFFD. The Skip has the reason
// "undecodable", "binary" or "empty". Linear in the size of `bytes`; thread-safe.
std::variant<DecodedText, Skip> decode_text(std::string_view bytes, std::string_view declared,
                                            const std::string& path);

}  // namespace chokepoint
