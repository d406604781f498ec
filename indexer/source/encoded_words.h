// SPDX-License-Identifier: GPL-2.0-or-later
// The encoded words of header fields (RFC 2047): "=?koi8-r?Q?=F0=CF=D2=D4?=".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace chokepoint {

enum class WordsAs : std::uint8_t {
  kText,       // decoded
  kUtf8Words,  // encoded words of UTF-8, for a parser to which a comma in a name would mean something
};

// `field`, valid UTF-8, with its encoded words replaced. Read as mail programs write them: the bytes of
// neighbours are joined before they are decoded, since some cut characters in two; white space inside is no
// end. A charset that nobody knows is taken to be `charset`, that of the mail. What is no encoded word stays
// as it is. Linear in the size of `field` times the number of "=?" in it.
std::string replace_encoded_words(std::string_view field, const std::string& charset, WordsAs words_as);

}  // namespace chokepoint
