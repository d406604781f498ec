// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/charset_declaration.h"

#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("charset_declaration: what a page declares is found as the HTML Standard says", "[charset]") {
  struct Case {
    std::string page;
    const char* label;
  };
  const Case kCases[] = {
      {"<meta charset=windows-1251>", "windows-1251"},
      {"<META CHARSET = \"KOI8-R\" />", "KOI8-R"},
      {"<html><head><meta name=a content=b><meta charset='big5'>", "big5"},
      {"<meta http-equiv=Content-Type content='text/html; charset=shift_jis'>", "shift_jis"},
      {"<meta content=\"text/html; CHARSET = euc-kr; x\" http-equiv=content-type>", "euc-kr"},
      {"<meta http-equiv=content-type content='text/html; charset=\"gbk\"'>", "gbk"},
      {"<meta http-equiv=content-type content=\"text/html; charset='gbk\">", ""},
      {"<meta name=x content='text/html; charset=gbk'>", ""},
      {"<meta/charset=gbk>", "gbk"},
      {"<!-- <meta charset=gbk> --><meta charset=big5>", "big5"},
      {"<!--><meta charset=gbk>", "gbk"},
      {"<!-- <meta charset=gbk>", ""},
      {"<p title='<meta charset=gbk>'><meta charset=big5>", "big5"},
      {"<metal charset=gbk>", ""},
      {"<meta charset=utf-16>", "utf-8"},
      {"<meta charset=utf-7><meta charset=big5>", "big5"},
      {"<meta charset=x-user-defined>", ""},
      {"<?xml version='1.0' encoding='iso-8859-2'?><html>", "iso-8859-2"},
      {"<?xml version='1.0' encoding='iso-8859-2'?><html><meta charset=big5>", "big5"},
      {std::string(1010, ' ') + "<meta charset=gbk>", ""},
      {"<meta", ""},
      {"<meta charset", ""},
      {"<meta charset=", ""},
      {"<meta charset=\"gbk", "gbk"},
      {"<", ""},
      {"</", ""},
      {"", ""},
      {"<meta charset=" + std::string(10'000, 'x') + ">", ""},
  };
  for (const Case& c : kCases) {
    INFO(c.page.substr(0, 80));
    CHECK(declared_html_charset(c.page) == c.label);
  }
}

TEST_CASE("charset_declaration: the encoding of an XML declaration", "[charset]") {
  struct Case {
    const char* document;
    const char* label;
  };
  const Case kCases[] = {
      {"<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss/>", "windows-1251"},
      {"\xEF\xBB\xBF<?xml version='1.0'\n encoding = 'UTF-8' ?>", "UTF-8"},
      {"<?xml version=\"1.0\"?><a encoding=\"gbk\"/>", ""},
      {" <?xml version=\"1.0\" encoding=\"gbk\"?>", ""},
      {"<?xml version=\"1.0\" encoding=\"gbk\"", ""},
      {"", ""},
  };
  for (const Case& c : kCases) {
    INFO(c.document);
    CHECK(declared_xml_charset(c.document) == c.label);
  }
}
