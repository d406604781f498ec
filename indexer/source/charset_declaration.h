// SPDX-License-Identifier: GPL-2.0-or-later
// The encoding that a page or an XML document says it is in.
#pragma once

#include <string>
#include <string_view>

namespace chokepoint {

// The label that an HTML page declares in its first 1,024 bytes (<meta charset>, <meta http-equiv>), else
// what its XML declaration says; empty if it declares none that the standard knows. By the HTML Standard,
// "Prescan a byte stream to determine its encoding": comments do not count, and utf-16 means utf-8, since a
// page in UTF-16 could not be read so far.
std::string declared_html_charset(std::string_view bytes);

// The label in the declaration that an XML document begins with; empty if it declares none.
std::string declared_xml_charset(std::string_view bytes);

}  // namespace chokepoint
