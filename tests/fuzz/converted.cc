// SPDX-License-Identifier: GPL-2.0-or-later
// What converters write, of any bytes: the layout of a PDF, pandoc's page, the properties of a document.
#include <string>

#include "indexer/source/pandoc_page.h"
#include "indexer/source/pdf_text.h"
#include "tests/fuzz/reader_promises.h"

using namespace chokepoint;

namespace {

// `Text` is what a converter's output is read as.
template <typename Text>
void check(Text read) {
  if (trim(read.text).empty()) return;
  RawArticle article;
  article.text = std::move(read.text);
  article.metadata = std::move(read.metadata);
  article.dropped = std::move(read.dropped);
  article.notes = std::move(read.notes);
  check_article(article);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string output = repair_utf8({reinterpret_cast<const char*>(data), size});
  check(read_pdf_layout(output));
  check(read_pandoc_page(output));
  check_field(document_title(output));
  return 0;
}
