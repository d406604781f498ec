// SPDX-License-Identifier: GPL-2.0-or-later
// Sniffing goes from the certain to the weak: magic numbers, then the shapes of text formats, then the
// suffix. The patterns for HTML follow the WHATWG MIME Sniffing Standard, section 7.1.
#include "indexer/source/format.h"

#include <algorithm>
#include <array>
#include <optional>

#include "common/base/ascii.h"
#include "common/base/utf8.h"

namespace chokepoint {
namespace {

constexpr std::size_t kSniffedBytes = 8 * 1024;
constexpr std::size_t kPdfMarkWithin = 1024;  // what readers of PDF tolerate before "%PDF-"

constexpr std::array kFormats = {
    FormatInfo{Format::kText, "plain text", "text/plain", "txt text", false,
               "title, date and text as a page shows them; any encoding"},
    FormatInfo{Format::kHtml, "HTML", "text/html", "html htm xhtml shtml", false,
               "a saved page: main content, and what it says of itself"},
    FormatInfo{Format::kMarkdown, "Markdown", "text/markdown", "md markdown", false,
               "with YAML front matter"},
    FormatInfo{
        Format::kJson, "JSON", "application/json", "json", false,
        "one article or an array of them: title, text or html; optionally id, published, updated, url, "
        "publisher, author, language"},
    FormatInfo{Format::kJsonLines, "JSON Lines", "application/jsonl", "jsonl ndjson", false,
               "the same, one object a line"},
    FormatInfo{Format::kFeed, "feed", "application/rss+xml", "rss atom rdf xml", false,
               "RSS, Atom, RDF: an article an item"},
    FormatInfo{Format::kMail, "mail", "message/rfc822", "eml", false, "newsletters; the HTML part if any"},
    FormatInfo{Format::kMbox, "mbox", "application/mbox", "mbox", false, "an article a mail"},
    FormatInfo{Format::kPdf, "PDF", "application/pdf", "pdf", true,
               "its text layer; a scan has none, and nothing is recognised"},
    FormatInfo{Format::kDocx, "DOCX",
               "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", true,
               "with headings, lists and tables"},
    FormatInfo{Format::kOdt, "ODT", "application/vnd.oasis.opendocument.text", "odt", true,
               "with headings, lists and tables"},
    FormatInfo{Format::kEpub, "EPUB", "application/epub+zip", "epub", true, "the whole book is one article"},
    FormatInfo{Format::kRtf, "RTF", "application/rtf", "rtf", false, "with lists and tables"},
};

// Other kinds of file, to say what was found instead of an article.
struct Magic {
  std::string_view bytes;
  std::string_view kind;
};
constexpr std::array kOtherKinds = {
    Magic{"\x89PNG", "a PNG image"},
    Magic{"\xFF\xD8\xFF", "a JPEG image"},
    Magic{"GIF8", "a GIF image"},
    Magic{"RIFF", "a RIFF file (WebP, WAV, AVI)"},
    Magic{"\x7F"
          "ELF",
          "a program"},
    Magic{"SQLite format 3", "an SQLite database"},
    Magic{"7z\xBC\xAF", "a 7-Zip archive; unpack it"},
    Magic{"Rar!", "a RAR archive; unpack it"},
    Magic{"BZh", "bzip2 data; unpack it, or compress by gzip or zstd"},
    Magic{"\xFD"
          "7zXZ",
          "xz data; unpack it, or compress by gzip or zstd"},
    Magic{"%!PS", "PostScript; convert it to PDF"},
    Magic{"wOFF", "a font"},
    Magic{"wOF2", "a font"},
    Magic{"ID3", "sound"},
    Magic{"OggS", "sound or video"},
};

// The beginning of the file as ASCII would show it, lower case: byte order marks and the NUL bytes of UTF-16
// and UTF-32 are taken out, so that "<html" is seen in any encoding.
std::string readable_beginning(std::string_view bytes) {
  std::string out;
  for (const char c : bytes.substr(0, kSniffedBytes)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_mark = out.empty() && (byte == 0xEF || byte == 0xBB || byte == 0xBF || byte >= 0xFE);
    if (byte != 0 && !is_mark) out += c;
  }
  return ascii_lower(trim(out));
}

// A zip is told by the names of its first entries, which writers of these formats put first.
std::variant<Format, Skip> detect_zip(std::string_view bytes, const std::string& path) {
  const auto has = [&](std::string_view part) { return bytes.find(part) != std::string_view::npos; };
  const std::string_view head = bytes.substr(0, 200);
  if (head.find("mimetypeapplication/epub+zip") != std::string_view::npos) return Format::kEpub;
  if (head.find("mimetypeapplication/vnd.oasis.opendocument.text") != std::string_view::npos)
    return Format::kOdt;
  if (has("[Content_Types].xml") && has("word/")) return Format::kDocx;
  if (has("[Content_Types].xml")) return Skip{path, "unsupported", "an Office file that is no text document"};
  return Skip{path, "unsupported", "a zip archive; unpack it"};
}

// Old Office documents are OLE files, and so is a DOCX with a password: its directory, in UTF-16, names the
// stream that is encrypted.
Skip describe_ole(std::string_view bytes, const std::string& path) {
  static constexpr std::string_view kEncrypted("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  if (bytes.find(kEncrypted) != std::string_view::npos)
    return {path, "encrypted", "the document is protected by a password"};
  return {path, "binary", "an old Office document; save it as DOCX"};
}

// The mark of tar stands behind the name of the first file.
bool is_tar(std::string_view bytes) {
  constexpr std::size_t kMarkAt = 257;
  return bytes.size() > kMarkAt && bytes.substr(kMarkAt).starts_with("ustar");
}

bool begins_with_any(std::string_view text, std::span<const std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [text](std::string_view beginning) { return text.starts_with(beginning); });
}

bool begins_like_html(std::string_view text) {
  static constexpr std::array<std::string_view, 25> kTags = {
      "!doctype html", "html", "head",  "script",  "iframe",  "h1",   "h2",  "div", "font",
      "table",         "a",    "style", "title",   "b",       "body", "br",  "p",   "!--",
      "meta",          "link", "base",  "article", "section", "main", "span"};
  if (!text.starts_with('<')) return false;
  text.remove_prefix(1);
  return std::any_of(kTags.begin(), kTags.end(), [text](std::string_view tag) {
    if (!text.starts_with(tag)) return false;
    if (tag == "!--") return true;
    const char next = text.size() > tag.size() ? text[tag.size()] : '>';
    return next == '>' || next == '/' || is_ascii_space(next);
  });
}

// The name of the first element after declarations, comments and processing instructions.
std::string_view root_element(std::string_view text) {
  for (;;) {
    text = trim(text);
    if (!text.starts_with('<')) return {};
    if (text.starts_with("<!--")) {
      const std::size_t end = text.find("-->");
      if (end == std::string_view::npos) return {};
      text.remove_prefix(end + 3);
    } else if (text.starts_with("<?") || text.starts_with("<!")) {
      // Declarations of its own stand between brackets: <!DOCTYPE rss [ <!ENTITY ...> ]>
      const std::size_t bracket = text.find_first_of("[>");
      const bool has_own = bracket != std::string_view::npos && text[bracket] == '[';
      const std::size_t end = text.find('>', has_own ? text.find(']', bracket) : 0);
      if (end == std::string_view::npos) return {};
      text.remove_prefix(end + 1);
    } else {
      return text.substr(1, text.find_first_of(" \t\r\n/>", 1) - 1);
    }
  }
}

std::variant<Format, Skip> detect_xml(std::string_view text, const std::string& path) {
  const std::string_view root = root_element(text);
  static constexpr std::array<std::string_view, 5> kFeeds = {"rss", "feed", "rdf:rdf", "atom:feed",
                                                             "channel"};
  if (std::find(kFeeds.begin(), kFeeds.end(), root) != kFeeds.end()) return Format::kFeed;
  if (root == "html" || root.ends_with(":html")) return Format::kHtml;
  return Skip{path, "unsupported",
              "XML that is neither a feed nor XHTML" +
                  (root.empty() ? std::string() : " (root element \"" + std::string(root) + "\")")};
}

// The names of the header fields that a text begins with, up to the first line that is none.
struct HeaderFields {
  bool is_addressed = false;    // From, To or Return-Path with an address
  bool is_transported = false;  // fields that only mail has
  int known = 0;
};

HeaderFields read_header_fields(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kTransport = {
      "received:",     "message-id:",     "mime-version:", "return-path:",
      "delivered-to:", "dkim-signature:", "x-mailer:",     "content-transfer-encoding:"};
  static constexpr std::array<std::string_view, 6> kCommon = {
      "subject:", "date:", "to:", "from:", "reply-to:", "cc:"};
  HeaderFields fields;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (trim(line).empty()) break;
    if (line.front() == ' ' || line.front() == '\t') continue;  // a folded field goes on
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || line.substr(0, colon).find(' ') != std::string_view::npos) break;
    const bool is_transport = begins_with_any(line, kTransport);
    if (is_transport || begins_with_any(line, kCommon)) ++fields.known;
    fields.is_transported = fields.is_transported || is_transport;
    fields.is_addressed =
        fields.is_addressed || (line.starts_with("from:") && line.find('@') != std::string_view::npos);
  }
  return fields;
}

// Plain text may begin with "Title:", "Date:" and "Author:" lines; a mail has an address or a trace of its
// way, too.
bool begins_like_mail(std::string_view text) {
  const HeaderFields fields = read_header_fields(text);
  return fields.known >= 2 && (fields.is_addressed || fields.is_transported);
}

// "From sender Thu Nov  7 10:00:00 2024", then a mail (RFC 4155).
bool begins_like_mbox(std::string_view text) {
  if (!text.starts_with("from ")) return false;
  const std::size_t end = text.find('\n');
  return end != std::string_view::npos && begins_like_mail(text.substr(end + 1));
}

bool has_front_matter(std::string_view text) {
  if (!text.starts_with("---")) return false;
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos || !trim(text.substr(3, end - 3)).empty()) return false;
  const std::string_view first = text.substr(end + 1, text.find('\n', end + 1) - end - 1);
  return first.find(':') != std::string_view::npos || first.starts_with('#');
}

// `{"` begins no prose. A first line that is a whole object, followed by another, is JSON Lines.
std::optional<Format> detect_json(std::string_view text) {
  if (!text.starts_with('{')) return std::nullopt;
  const std::string_view after = trim(text.substr(1));
  if (!after.starts_with('"') && !after.starts_with('}')) return std::nullopt;
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return Format::kJson;
  const bool is_object_a_line =
      trim(text.substr(0, end)).ends_with('}') && trim(text.substr(end)).starts_with('{');
  return is_object_a_line ? Format::kJsonLines : Format::kJson;
}

}  // namespace

std::span<const FormatInfo> all_formats() {
  return kFormats;
}

const FormatInfo& format_info(Format format) {
  return *std::find_if(kFormats.begin(), kFormats.end(),
                       [format](const FormatInfo& info) { return info.format == format; });
}

// Readers of PDF pass over what stands before the mark; but a text may speak of "%PDF-", too.
bool is_pdf(std::string_view bytes) {
  if (bytes.starts_with("%PDF-")) return true;
  return bytes.substr(0, kPdfMarkWithin).find("%PDF-") != std::string_view::npos &&
         bytes.find(" obj") != std::string_view::npos && bytes.find("%%EOF") != std::string_view::npos;
}

std::optional<Format> format_of_suffix(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::string suffix = ascii_lower(name.substr(dot + 1));
  if (suffix.empty()) return std::nullopt;
  for (const FormatInfo& info : kFormats) {
    std::string_view rest = info.suffixes;
    while (!rest.empty()) {
      const std::size_t end = rest.find(' ');
      if (rest.substr(0, end) == suffix) return info.format;
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
  }
  return std::nullopt;
}

std::variant<Format, Skip> detect_format(std::string_view bytes, std::string_view name,
                                         const std::string& path) {
  if (is_pdf(bytes)) return Format::kPdf;
  if (bytes.starts_with("{\\rtf")) return Format::kRtf;
  if (bytes.starts_with("PK\x03\x04")) return detect_zip(bytes, path);
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) return describe_ole(bytes, path);
  if (is_tar(bytes)) return Skip{path, "binary", "a tar archive; unpack it"};
  for (const Magic& magic : kOtherKinds) {
    if (bytes.starts_with(magic.bytes)) return Skip{path, "binary", std::string(magic.kind)};
  }

  const std::string text = readable_beginning(bytes);
  const auto suffix = format_of_suffix(name);
  const bool is_json_by_name = suffix == Format::kJson || suffix == Format::kJsonLines;
  if (is_json_by_name) return *suffix;
  if (text.starts_with("<?xml") || suffix == Format::kFeed) return detect_xml(text, path);
  if (std::holds_alternative<Format>(detect_xml(text, path))) return detect_xml(text, path);
  if (begins_like_html(text)) return Format::kHtml;
  if (const auto json = detect_json(text)) return *json;
  if (begins_like_mbox(text)) return Format::kMbox;
  if (begins_like_mail(text)) return Format::kMail;
  if (has_front_matter(text)) return Format::kMarkdown;
  const bool is_kept_suffix = suffix && !format_info(*suffix).is_converted;
  return is_kept_suffix ? *suffix : Format::kText;
}

}  // namespace chokepoint
