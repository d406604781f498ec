// SPDX-License-Identifier: GPL-2.0-or-later
// Why these programs: pdftotext (poppler) is the one that knows where each word stands; pandoc reads DOCX,
// ODT and EPUB alike, keeps headings, lists and tables, opens no other file (--sandbox) and has memory-safe
// parsers. docx2txt, odt2txt, catdoc and unrtf know one format each, lose headings and tables, and are C or
// Perl that nobody keeps. pandoc starts in 0.05 s with 100 MB, and takes 9 s and 1.3 GB for a book of 5 MB.
#include "indexer/source/converter.h"

#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "common/base/utf8.h"
#include "indexer/source/charset.h"
#include "indexer/source/confined_process.h"
#include "indexer/source/html_text.h"
#include "indexer/source/pandoc_page.h"
#include "indexer/source/pdf_text.h"
#include "indexer/source/zip_directory.h"

namespace chokepoint {
namespace {

constexpr Converter kPdftotext{"pdftotext", "poppler-utils"};
constexpr Converter kPandoc{"pandoc", "pandoc"};
constexpr std::size_t kMaxPropertyBytes = 1024 * 1024;  // of an entry of a zip that we read ourselves

using Output = std::variant<std::string, Skip>;

std::string first_line(const std::string& text) {
  const std::size_t begin = text.find_first_not_of("\r\n \t");
  return begin == std::string::npos ? std::string() : text.substr(begin, text.find('\n', begin) - begin);
}

std::string describe_failure(const std::string& program, const ProcessResult& result) {
  std::string text = program;
  if (result.end == ProcessEnd::kNotStarted) {
    text += " cannot be started: " + std::string(std::strerror(result.code));
  } else if (result.end == ProcessEnd::kSignalled) {
    const char* name = ::sigdescr_np(result.code);
    text += " was ended by signal " + std::to_string(result.code) +
            (name == nullptr ? std::string() : " (" + std::string(name) + ")");
  } else {
    text += " ended with status " + std::to_string(result.code);
  }
  const std::string message = first_line(result.errors);
  return message.empty() ? text : text + ": " + message;
}

Skip skip_of(const std::string& program, const ProcessResult& result, const ProcessLimits& limits,
             const std::string& path) {
  if (result.end == ProcessEnd::kTimedOut) {
    return {path, "filter-timeout",
            program + " did not finish in " + std::to_string(limits.time.count() / 1000) + " s"};
  }
  if (result.end == ProcessEnd::kTooMuchOutput) {
    return {path, "filter-output",
            program + " wrote more than " + std::to_string(limits.output_bytes / (1024 * 1024)) + " MiB"};
  }
  return {path, "filter-crash", describe_failure(program, result)};
}

// What the program makes of the content. `password_message` is what it writes to
// standard error when it fails for want of a password.
Output convert(const SourceContent& content, const std::vector<std::string>& words, std::string_view package,
               std::string_view password_message = {}) {
  const std::string& program = words.front();
  const auto path = find_program(program);
  if (!path) {
    std::string detail = "\"" + program + "\" is not installed";
    if (!package.empty()) detail += "; it is in the package " + std::string(package);
    return Skip{content.file.path, "filter-missing", std::move(detail)};
  }
  const ProcessLimits limits;
  ProcessResult result = run_confined(*path, words, content.bytes, limits);
  if (result.end == ProcessEnd::kExited && result.code == 0) return std::move(result.output);
  if (!password_message.empty() && result.errors.find(password_message) != std::string::npos)
    return Skip{content.file.path, "encrypted", "it asks for a password"};
  return skip_of(program, result, limits, content.file.path);
}

RawArticle article_of(const SourceContent& content) {
  RawArticle article;
  article.id = content.file.id;
  article.path = content.file.path;
  return article;
}

// --- PDF ---

void read_pdf(const SourceContent& content, const ArticleSink& sink) {
  auto output =
      convert(content, {std::string(kPdftotext.program), "-bbox-layout", "-enc", "UTF-8", "/dev/stdin", "-"},
              kPdftotext.package, "Incorrect password");
  if (auto* skip = std::get_if<Skip>(&output)) return sink(std::move(*skip));
  PdfText pdf = read_pdf_layout(repair_utf8(std::get<std::string>(output)));
  if (pdf.text.empty()) {
    return sink(Skip{content.file.path, "no-text",
                     "the PDF has no text layer: it is a scan, whose images are not read (ocrmypdf adds a "
                     "layer), or damaged"});
  }
  RawArticle article = article_of(content);
  article.text = std::move(pdf.text);
  article.metadata = std::move(pdf.metadata);
  article.dropped = std::move(pdf.dropped);
  article.notes = std::move(pdf.notes);
  sink(std::move(article));
}

// --- documents that pandoc reads ---

void read_by_pandoc(const SourceContent& content, std::string_view reader, const std::string& title,
                    const ArticleSink& sink) {
  auto output = convert(content,
                        {std::string(kPandoc.program), "--sandbox", "--quiet", "--standalone", "--wrap=none",
                         "--from", std::string(reader), "--to", "html"},
                        kPandoc.package);
  if (auto* skip = std::get_if<Skip>(&output)) return sink(std::move(*skip));
  HtmlText html = read_pandoc_page(repair_utf8(std::get<std::string>(output)));
  if (trim(html.text).empty()) return sink(Skip{content.file.path, "no-text", "the document has no text"});
  RawArticle article = article_of(content);
  article.metadata = std::move(html.metadata);
  if (article.metadata.title.empty()) article.metadata.title = title;
  article.text = std::move(html.text);
  article.dropped = std::move(html.dropped);
  article.notes = std::move(html.notes);
  sink(std::move(article));
}

// The parts of a zipped document that we look into ourselves.
struct ZippedFormat {
  std::string_view reader;      // pandoc's name
  std::string_view properties;  // the entry that has its title; empty: pandoc gives it
  std::string_view encryption;  // the entry that says whether it is encrypted
  std::string_view mark;        // what stands in it then; empty: the entry is enough
};

ZippedFormat zipped_format(Format format) {
  if (format == Format::kOdt) return {"odt", "meta.xml", "META-INF/manifest.xml", "encryption-data"};
  // Fonts may be scrambled in any EPUB; its text is only where there are rights to manage.
  if (format == Format::kEpub) return {"epub", "", "META-INF/rights.xml", ""};
  return {"docx", "docProps/core.xml", "EncryptedPackage", ""};
}

std::string read_property(const ZipDirectory& zip, std::string_view name) {
  const ZipEntry* entry = zip.find(name);
  return entry == nullptr ? std::string() : zip.read(*entry, kMaxPropertyBytes).value_or("");
}

bool is_encrypted(const ZipDirectory& zip, const ZippedFormat& format) {
  for (const ZipEntry& entry : zip.entries) {
    if (entry.is_encrypted) return true;
  }
  if (zip.find(format.encryption) == nullptr) return false;
  return format.mark.empty() || read_property(zip, format.encryption).find(format.mark) != std::string::npos;
}

void read_zipped(const SourceContent& content, const ZippedFormat& format, const ArticleSink& sink) {
  const auto checked = read_zip_directory(content.bytes);
  if (const auto* fault = std::get_if<std::string>(&checked))
    return sink(Skip{content.file.path, "bad-archive",
                     "the " + std::string(format.reader) + " file is refused: " + *fault});
  const auto& zip = std::get<ZipDirectory>(checked);
  if (is_encrypted(zip, format))
    return sink(Skip{content.file.path, "encrypted", "the document is protected by a password or by rights"});
  const std::string properties = format.properties.empty() ? "" : read_property(zip, format.properties);
  read_by_pandoc(content, format.reader, document_title(repair_utf8(properties)), sink);
}

}  // namespace

Converter converter_of(Format format) {
  if (!format_info(format).is_converted) return {};
  return format == Format::kPdf ? kPdftotext : kPandoc;
}

void read_converted(const SourceContent& content, Format format, const ArticleSink& sink) {
  if (format == Format::kPdf) return read_pdf(content, sink);
  read_zipped(content, zipped_format(format), sink);
}

void read_filtered(const SourceContent& content, const Filter& filter, const ArticleSink& sink) {
  std::vector<std::string> words = filter.words;
  for (std::string& word : words) {
    if (word == "%f") word = "/proc/self/fd/0";
  }
  auto output = convert(content, words, "");
  if (auto* skip = std::get_if<Skip>(&output)) return sink(std::move(*skip));
  auto decoded = decode_text(std::get<std::string>(output), "utf-8", content.file.path);
  if (auto* skip = std::get_if<Skip>(&decoded)) {
    skip->detail = "what " + filter.words.front() + " wrote: " + skip->detail;
    return sink(std::move(*skip));
  }
  std::string& text = std::get<DecodedText>(decoded).text;
  RawArticle article = article_of(content);
  article.notes.push_back("read through the filter \"" + filter.command + "\"");
  const auto format = detect_format(text, "", content.file.path);
  if (const auto* found = std::get_if<Format>(&format); found != nullptr && *found == Format::kHtml) {
    HtmlText html = read_html_text(text, HtmlKind::kFragment);
    article.metadata = std::move(html.metadata);
    article.dropped = std::move(html.dropped);
    article.notes.insert(article.notes.end(), html.notes.begin(), html.notes.end());
    text = std::move(html.text);
  }
  article.text = std::move(text);
  sink(std::move(article));
}

std::string installed_converters() {
  std::string names;
  for (const Converter& converter : {kPdftotext, kPandoc}) {
    if (find_program(std::string(converter.program))) names += " " + std::string(converter.program);
  }
  return names;
}

}  // namespace chokepoint
