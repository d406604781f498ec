// SPDX-License-Identifier: GPL-2.0-or-later
// The page that pandoc makes of a document -> its text and what its title block says. The document may be
// anybody's, so the page may say anything.
#pragma once

#include <string>
#include <string_view>

#include "indexer/source/html_text.h"

namespace chokepoint {

// `page` is valid UTF-8, as "pandoc --standalone --to html" writes it or not. Fields are short lines. Linear.
HtmlText read_pandoc_page(std::string_view page);

// The title in the properties of a DOCX or an ODT, which are XML; empty if it is none. `properties` as above.
std::string document_title(std::string_view properties);

}  // namespace chokepoint
