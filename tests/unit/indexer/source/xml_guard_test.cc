// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/xml_guard.h"

#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("xml_guard: only references to characters are left, and no declaration of a document type",
          "[source]") {
  struct Case {
    const char* what;
    std::string xml;
    std::string guarded;
  };
  const Case kCases[] = {
      {"plain", "<a b='c'>d</a>", "<a b='c'>d</a>"},
      {"the five names", "&amp;&lt;&gt;&quot;&apos;", "&#38;&#60;&#62;&#34;&#39;"},
      {"numbers", "&#8217;&#x2019;", "&#8217;&#x2019;"},
      {"no numbers", "&#;&#x;&#zz;&#12", "&#38;#;&#38;#x;&#38;#zz;&#38;#12"},
      {"no characters", "&#0;&#xD800;&#x110000;&#99999999;", "\uFFFD\uFFFD\uFFFD\uFFFD"},
      {"less than", "a < b <", "a &#60; b &#60;"},
      {"control characters", "a\x01\x0B<![CDATA[\x1F]]>\t\n", "a<![CDATA[]]>\t\n"},
      {"names of HTML become text", "caf&eacute;", "caf&#38;eacute;"},
      {"an address", "<a href=\"?x=1&y=2\"/>", "<a href=\"?x=1&#38;y=2\"/>"},
      {"at the end", "a &", "a &#38;"},
      {"CDATA is left alone", "<![CDATA[a & b <c d=&e;>]]>&f", "<![CDATA[a & b <c d=&e;>]]>&#38;f"},
      {"comments are left alone", "<!-- & <!DOCTYPE x> -->", "<!-- & <!DOCTYPE x> -->"},
      {"unclosed", "<![CDATA[a &", "<![CDATA[a &"},
      {"a document type", "<!DOCTYPE rss SYSTEM \"http://example.org/a>b.dtd\"><rss/>", "<rss/>"},
      {"with declarations; the lines stay",
       "<!DOCTYPE r [\n<!ENTITY a \"]>\">\n<!-- ]> --><?p ]>?>\n]\n><r>&a;</r>", "\n\n\n\n<r>&#38;a;</r>"},
      {"unclosed document type", "<!DOCTYPE r [\n<!ENTITY a 'x", "\n"},
  };
  for (const Case& c : kCases) {
    INFO(c.what);
    const GuardedXml guarded = guard_xml(c.xml);
    CHECK(guarded.text == c.guarded);
    CHECK(guarded.fault_line == 0);
  }
}

TEST_CASE("xml_guard: a tag with more attributes than any feed has ends the document", "[source]") {
  const auto tag = [](int attributes) {
    std::string text = "<a";
    for (int i = 0; i < attributes; ++i) text += " x" + std::to_string(i) + "=\">\"";
    return text + ">";
  };
  CHECK(guard_xml("\n" + tag(64)).fault_line == 0);
  const GuardedXml guarded = guard_xml("<r>\n" + tag(65) + "</r>");
  CHECK(guarded.fault_line == 2);
  CHECK(guarded.text == "<r>\n");
}
