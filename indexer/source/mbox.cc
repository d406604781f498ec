// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/mbox.h"

#include <algorithm>
#include <array>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

constexpr std::string_view kFrom = "From ";
constexpr std::size_t kMaxEnvelopeBytes = 1024;

// Takes the first line off `bytes`, its line end with it.
std::string_view take_line(std::string_view& bytes) {
  const std::size_t end = bytes.find('\n');
  const std::string_view line = bytes.substr(0, end == std::string_view::npos ? end : end + 1);
  bytes.remove_prefix(line.size());
  return line;
}

bool is_blank(std::string_view line) {
  return line == "\n" || line == "\r\n";
}

bool is_envelope(std::string_view line) {
  return line.starts_with(kFrom) && !envelope_date(line).empty();
}

}  // namespace

// asctime's form, with or without a zone: "Thu Nov  7 10:00:00 2024".
std::string_view envelope_date(std::string_view envelope) {
  constexpr std::array<std::string_view, 7> kDays = {" Mon ", " Tue ", " Wed ", " Thu ",
                                                     " Fri ", " Sat ", " Sun "};
  envelope = trim(envelope.substr(0, kMaxEnvelopeBytes));
  std::size_t begin = 0;
  for (const std::string_view day : kDays) {
    if (const std::size_t at = envelope.rfind(day); at != std::string_view::npos)
      begin = std::max(begin, at + 1);
  }
  const std::string_view date = envelope.substr(begin);
  const bool has_time = date.find(':') != std::string_view::npos;
  return begin > 0 && has_time && date.size() >= 20 && date.size() <= 40 ? date : std::string_view();
}

std::vector<MboxMail> split_mbox(std::string_view bytes) {
  std::vector<MboxMail> mails;
  bool is_after_blank = true;
  for (std::size_t number = 1; !bytes.empty(); ++number) {
    const std::string_view line = take_line(bytes);
    if (is_after_blank && is_envelope(line)) {
      mails.push_back({bytes.substr(0, 0), line, number});
    } else if (!mails.empty()) {
      std::string_view& mail = mails.back().bytes;
      mail = {mail.data(), mail.size() + line.size()};
    }
    is_after_blank = is_blank(line);
  }
  return mails;
}

std::string unescape_mbox_mail(std::string_view bytes) {
  std::string mail;
  mail.reserve(bytes.size());
  while (!bytes.empty()) {
    std::string_view line = take_line(bytes);
    const std::size_t marks = std::min(line.find_first_not_of('>'), line.size());
    if (marks > 0 && line.substr(marks).starts_with(kFrom)) line.remove_prefix(1);
    mail += line;
  }
  return mail;
}

}  // namespace chokepoint
