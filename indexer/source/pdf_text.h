// SPDX-License-Identifier: GPL-2.0-or-later
// The words of a PDF, each with its place on the page -> paragraphs. Lines become paragraphs again by the
// gaps, indents and type sizes between them; headers and footers, which repeat on the pages, are left out;
// words that were hyphenated at line ends are joined.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/clean/cleaner.h"

namespace chokepoint {

struct PdfText {
  std::string text;  // a paragraph a line, blank lines between; empty if there is no text layer
  SourceMetadata metadata;
  std::vector<DroppedLine> dropped;
  std::vector<std::string> notes;
};

// `layout` is what "pdftotext -bbox-layout" writes, valid UTF-8 or what was meant to be. Linear (but for
// sorts).
PdfText read_pdf_layout(std::string_view layout);

// Whether a document's title is one, and not what a program calls a document that its author gave none.
bool is_real_title(std::string_view title);

}  // namespace chokepoint
