// SPDX-License-Identifier: GPL-2.0-or-later
// An mbox file (RFC 4155, mboxo and mboxrd) -> the mails in it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

struct MboxMail {
  std::string_view bytes;     // after the "From " line, up to the next one; into the file
  std::string_view envelope;  // the "From " line: sender and date of delivery
  std::size_t line = 0;       // its number
};

// A mail begins at a line "From SENDER DATE" at the beginning or after a blank line. Prose that begins so has
// no such date and stays where it is. Linear.
std::vector<MboxMail> split_mbox(std::string_view bytes);

// The mail as it was before it was put into the mbox: ">From " is "From ", ">>From " is ">From ".
std::string unescape_mbox_mail(std::string_view bytes);

// The date of a "From " line; empty if it has none.
std::string_view envelope_date(std::string_view envelope);

}  // namespace chokepoint
