// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/format.h"

#include <catch2/catch.hpp>

using namespace chokepoint;
using namespace std::string_literals;

namespace {

// The format's name, or "skip REASON".
std::string detected(const std::string& bytes, const std::string& name) {
  const auto format = detect_format(bytes, name, "/corpus/" + name);
  if (const auto* skip = std::get_if<Skip>(&format)) return "skip " + skip->reason;
  return std::string(format_info(std::get<Format>(format)).name);
}

struct Case {
  std::string bytes;
  std::string name;
  std::string format;
};

}  // namespace

TEST_CASE("format: the content decides, whatever the suffix says", "[source]") {
  const Case kCases[] = {
      {"<!DOCTYPE html><html><p>x", "a.txt", "HTML"},
      {"\xEF\xBB\xBF  \n<html lang=en>", "story", "HTML"},
      {"\xFF\xFE<\0h\0t\0m\0l\0>\0"s, "a.html", "HTML"},
      {"<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">", "a.xml", "HTML"},
      {"<?xml version=\"1.0\"?>\n<!-- feed -->\n<rss version=\"2.0\">", "index", "feed"},
      {"<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"b\"> <!-- > -->]><rss>", "a.xml", "feed"},
      {"<feed xmlns=\"http://www.w3.org/2005/Atom\">", "a.txt", "feed"},
      {"<rdf:RDF xmlns=\"x\">", "a.rdf", "feed"},
      {"<?xml version=\"1.0\"?><urlset>", "sitemap.xml", "skip unsupported"},
      {"%PDF-1.7\n", "order.txt", "PDF"},
      {"\r\n%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n", "order.pdf", "PDF"},
      {"<p>Files that begin with %PDF-1.4 are refused.", "a.html", "HTML"},
      {"{\\rtf1\\ansi", "a.doc", "RTF"},
      {"\x89PNG\r\n\x1a\n", "a.html", "skip binary"},
      {"\xD0\xCF\x11\xE0", "a.doc", "skip binary"},
      {"PK\x03\x04" + std::string(26, '\0') + "mimetypeapplication/epub+zip", "a.zip", "EPUB"},
      {"PK\x03\x04...[Content_Types].xml...word/document.xml", "a.bin", "DOCX"},
      {"PK\x03\x04...[Content_Types].xml...xl/workbook.xml", "a.xlsx", "skip unsupported"},
      {"PK\x03\x04 photos", "a.zip", "skip unsupported"},
      {"{\"title\": \"x\"}", "a.txt", "JSON"},
      {"{\"text\": \"x\"}\n{\"text\": \"y\"}\n", "export", "JSON Lines"},
      {"[Update] The ban was lifted.", "a.txt", "plain text"},
      {"not json", "a.json", "JSON"},
      {"From: Ann <ann@example.org>\nSubject: x\n\nbody", "1700.M1P1.host:2,S", "mail"},
      {"Received: from x\n\tby y\nDate: today\n\n", "a.eml", "mail"},
      {"From ann@example.org Thu Nov  7 10:00:00 2024\nFrom: a@b\nSubject: x\n\n", "inbox", "mbox"},
      {"From Oslo to Rome, bans spread.", "a.txt", "plain text"},
      {"Title: A ban\nDate: 2024-11-07\nAuthor: Ann\n\nText.", "a.txt", "plain text"},
      {"---\ntitle: x\n---\nText", "a", "Markdown"},
      {"# A ban", "a.md", "Markdown"},
      {"# A ban", "a.txt", "plain text"},
      {"%!PS-Adobe-3.0\n", "a.ps", "skip binary"},
      {"No tags at all", "a.html", "HTML"},
      {"No magic at all", "a.pdf", "plain text"},
      {"", "a.txt", "plain text"},
  };
  for (const Case& c : kCases) {
    INFO(c.name << ": " << c.bytes);
    CHECK(detected(c.bytes, c.name) == c.format);
  }
}

TEST_CASE("format: an Office document with a password is told from an old one", "[source]") {
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(1000, '\0');
  CHECK(detected(ole, "a.doc") == "skip binary");
  CHECK(detected(ole + "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"s, "a.docx") == "skip encrypted");
}
