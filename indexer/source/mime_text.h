// SPDX-License-Identifier: GPL-2.0-or-later
// The text of a mail: which of its parts a reader would see, decoded and joined.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gmime/gmime.h>

#include "common/article/article.h"
#include "indexer/source/skip.h"

namespace chokepoint {

struct MimeText {
  std::string text;      // valid UTF-8, LF line ends; empty if there is none
  std::string charset;   // what the first part of text declares; empty if it declares none
  std::string language;  // Content-Language; may be empty
  std::vector<DroppedLine> dropped;
  std::vector<std::string> notes;
  std::vector<std::string> unread;  // parts that are no text: "order.pdf (application/pdf)"; the first 20
  std::size_t unread_count = 0;
  bool has_encrypted = false;
  std::optional<Skip> fault;  // why the first part of text that could not be decoded was not
};

// Of alternatives HTML is preferred unless it has no text; mails inside (forwarded, digests) are part of the
// text, their subjects before them. Parts are followed 16 deep. `path` is for messages. Linear.
MimeText read_mime_text(GMimeMessage* message, const std::string& path);

// The mail up to the 20,000th line that may part it or be a header field ("--...", "Name: ..."), and up to 2
// MiB of such lines: the parser makes objects of each, which take a hundred times its bytes. Linear.
std::string_view within_structure_limit(std::string_view bytes);

// A header field as the mail has it, folded and encoded; empty if it has none. At most 8 KiB of it.
std::string raw_header(GMimeMessage* message, const char* name);

// The same in UTF-8: bytes that are not ASCII, which only careless senders put there, are read by `charset`
// if they are not UTF-8. Encoded words are left alone.
std::string header_in_utf8(const std::string& raw, const std::string& charset);

// The text of a header field: encoded words are decoded, whatever the mail did wrong with them. One line of
// at most 2,000 bytes.
std::string decode_header(const std::string& raw, const std::string& charset);

}  // namespace chokepoint
