// SPDX-License-Identifier: GPL-2.0-or-later
// Which format a file has. What its bytes begin with decides; the suffix decides only between formats that
// look alike from within (plain text, Markdown, a fragment of HTML) and never against the bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "indexer/source/skip.h"

namespace chokepoint {

enum class Format : std::uint8_t {
  kText,
  kHtml,
  kMarkdown,
  kJson,
  kJsonLines,
  kFeed,
  kMail,
  kMbox,
  kPdf,
  kDocx,
  kOdt,
  kEpub,
  kRtf,
};

struct FormatInfo {
  Format format;
  std::string_view name;        // for people
  std::string_view media_type;  // as --filter names it
  std::string_view suffixes;    // parted by spaces, lower case, the usual one first
  bool is_converted;            // read through an outside converter
  std::string_view help;
};

std::span<const FormatInfo> all_formats();
const FormatInfo& format_info(Format format);

// The format whose suffix `name` has, in any case; nothing if it is none of theirs.
std::optional<Format> format_of_suffix(std::string_view name);

// The format of a file called `name` with this content, which is not compressed; or why it can be none of
// them. `path` is for the Skip. Looks at the first few KiB.
std::variant<Format, Skip> detect_format(std::string_view bytes, std::string_view name,
                                         const std::string& path);

}  // namespace chokepoint
