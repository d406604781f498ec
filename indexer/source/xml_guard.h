// SPDX-License-Identifier: GPL-2.0-or-later
// Prepares untrusted XML for libxml2, so that what it is bad at never reaches it, and what feeds get wrong
// most does no harm:
//   - a document type declaration is taken out: nothing is left to expand, to default or to fetch;
//   - of references only those to characters remain. "&nbsp;", which feeds take from HTML without declaring
//     it, and the lone "&" of an address become text: "&#38;nbsp;" is "&nbsp;" to the reader, who takes it
//     for HTML;
//   - a "<" that can begin nothing becomes text, too; control characters are dropped;
//   - a tag with hundreds of attributes ends the document, since libxml2 2.9 compares each with each.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chokepoint {

struct GuardedXml {
  std::string text;            // as many lines as before, up to `fault_line`
  std::size_t fault_line = 0;  // of the tag that ended it; 0 if none did
};

// `xml` is valid UTF-8 with LF line ends. Linear.
GuardedXml guard_xml(std::string_view xml);

}  // namespace chokepoint
