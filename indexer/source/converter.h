// SPDX-License-Identifier: GPL-2.0-or-later
// Reads PDF, DOCX, ODT, EPUB and what --filter names through outside programs, which run confined
// (confined_process.h). What a program has written before it failed is dropped.
#pragma once

#include <string>
#include <string_view>

#include "indexer/source/filter.h"
#include "indexer/source/format.h"
#include "indexer/source/raw_article.h"

namespace chokepoint {

// The outside program that reads a format, and the Debian package that has it; empty for what needs none.
struct Converter {
  std::string_view program;
  std::string_view package;
};
Converter converter_of(Format format);

// Reads one file of a format that has a converter: one article, or a Skip with the reason "filter-missing",
// "filter-timeout", "filter-crash", "filter-output", "encrypted", "bad-archive" or "no-text".
void read_converted(const SourceContent& content, Format format, const ArticleSink& sink);

// Reads one file through a user's filter, which gives text or HTML.
void read_filtered(const SourceContent& content, const Filter& filter, const ArticleSink& sink);

// Which of the built-in converters are installed: what is skipped for want of one must be read once it is
// there.
std::string installed_converters();

}  // namespace chokepoint
