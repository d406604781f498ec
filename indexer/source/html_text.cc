// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html_text.h"

namespace chokepoint {

HtmlText read_html_text(std::string_view html, HtmlKind /*kind*/) {
  HtmlText text;
  text.text = std::string(html);
  return text;
}

}  // namespace chokepoint
