// SPDX-License-Identifier: GPL-2.0-or-later
// The texts of mails: what joins broken lines loses and invents no letter; and the mails of an mbox are the
// bytes between its "From " lines.
#include "indexer/source/mail_lines.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "indexer/source/mbox.h"
#include "indexer/source/mime_text.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

// `text` without what lines are parted and quoted by.
std::string letters_of(std::string_view text) {
  std::string letters(text);
  std::erase_if(letters, [](char c) { return c == ' ' || c == '\n' || c == '>'; });
  return letters;
}

void check_joining(const std::string& text) {
  const std::string letters = letters_of(text);
  for (const TrailingSpace space : {TrailingSpace::kKept, TrailingSpace::kDeleted}) {
    const std::string joined = join_flowed_lines(text, space);
    require(letters_of(joined) == letters, "joining flowed lines keeps each letter", text);
    require(std::count(joined.begin(), joined.end(), '\n') <= std::count(text.begin(), text.end(), '\n') + 1,
            "joining flowed lines makes no line", text);
  }
  const std::string joined = join_wrapped_lines(text);
  std::string spaced = joined;
  std::string expected = text.ends_with('\n') || spaced.size() == text.size() ? text : text + '\n';
  std::replace(spaced.begin(), spaced.end(), '\n', ' ');
  std::replace(expected.begin(), expected.end(), '\n', ' ');
  require(spaced == expected, "joining wrapped lines turns line ends into spaces and does no more", text);
}

void check_mbox(std::string_view bytes) {
  const char* end = bytes.data();
  for (const MboxMail& mail : split_mbox(bytes)) {
    require(mail.envelope.data() >= end, "mails come one after the other", mail.envelope);
    require(mail.bytes.data() == mail.envelope.data() + mail.envelope.size(),
            "a mail begins below its \"From \" line", mail.bytes);
    end = mail.bytes.data() + mail.bytes.size();
    require(end <= bytes.data() + bytes.size(), "a mail is in the file", mail.envelope);
    require(!envelope_date(mail.envelope).empty(), "a \"From \" line has a date", mail.envelope);

    const std::string unescaped = unescape_mbox_mail(mail.bytes);
    require(unescaped.size() <= mail.bytes.size(), "to unescape is to take away", mail.bytes);
    require(letters_of(unescaped) == letters_of(mail.bytes), "only marks are taken away", mail.bytes);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_joining(repair_utf8(bytes));
  check_mbox(bytes);
  require(bytes.starts_with(within_structure_limit(bytes)), "a mail is cut at its end", bytes);
  return 0;
}
