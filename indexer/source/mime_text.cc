// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/mime_text.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "common/base/utf8.h"
#include "indexer/source/charset.h"
#include "indexer/source/encoded_words.h"
#include "indexer/source/html_text.h"
#include "indexer/source/mail_lines.h"
#include "indexer/source/short_field.h"

namespace chokepoint {
namespace {

constexpr int kMaxDepth = 16;
constexpr std::size_t kMaxListed = 20;
constexpr std::size_t kMaxStructureLines = 20'000;
constexpr std::size_t kMaxStructureBytes = 2 * 1024 * 1024;
constexpr std::size_t kMaxHeaderBytes = 8 * 1024;

bool may_be_structure(std::string_view line) {
  if (line.starts_with("--")) return true;
  const std::string_view name = line.substr(0, line.find_first_of(": \t"));
  return name.size() < line.size() && line[name.size()] == ':' &&
         !(line.front() >= '0' && line.front() <= '9');
}

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
// GObject's own casts are macros in the old style.
GMimeObject* object_of(void* part) {
  return static_cast<GMimeObject*>(part);
}

bool is_instance(GMimeObject* part, GType type) {
  return g_type_check_instance_is_a(reinterpret_cast<GTypeInstance*>(part), type) != 0;
}

std::string_view view(const char* text) {
  return text == nullptr ? std::string_view() : text;
}

bool is_type(GMimeObject* part, const char* type, const char* subtype) {
  GMimeContentType* content_type = g_mime_object_get_content_type(part);
  return content_type != nullptr && g_mime_content_type_is_type(content_type, type, subtype) != 0;
}

std::string parameter(GMimeObject* part, const char* name) {
  return ascii_lower(view(g_mime_object_get_content_type_parameter(part, name)));
}

bool is_attachment(GMimeObject* part) {
  return ascii_lower(view(g_mime_object_get_disposition(part))) == "attachment";
}

bool is_html(GMimeObject* part) {
  return is_type(part, "text", "html") || is_type(part, "application", "xhtml+xml");
}

bool is_readable(GMimeObject* part) {
  return (is_html(part) || is_type(part, "text", "plain")) && !is_attachment(part);
}

bool is_encrypted(GMimeObject* part) {
  if (is_type(part, "multipart", "encrypted")) return true;
  const bool is_smime =
      is_type(part, "application", "pkcs7-mime") || is_type(part, "application", "x-pkcs7-mime");
  const std::string kind = parameter(part, "smime-type");
  return is_smime && (kind == "enveloped-data" || kind == "authenveloped-data" || kind.empty());
}

// The bytes of a part, its transfer encoding taken off.
std::string content_of(GMimeObject* part) {
  GMimeDataWrapper* wrapper = g_mime_part_get_content(reinterpret_cast<GMimePart*>(part));
  if (wrapper == nullptr) return {};
  const std::unique_ptr<GMimeStream, Unref> stream(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(wrapper, stream.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(reinterpret_cast<GMimeStreamMem*>(stream.get()));
  return bytes->len == 0 ? std::string()
                         : std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
}

class MimeReader {
 public:
  explicit MimeReader(const std::string& path) : path_(path) {}

  void add(GMimeObject* part, int depth) {
    if (part == nullptr) return;
    if (depth > kMaxDepth) return note("mail: parts more than 16 deep are not read");
    if (is_encrypted(part)) {
      out_.has_encrypted = true;
    } else if (is_instance(part, GMIME_TYPE_MULTIPART)) {
      add_multipart(reinterpret_cast<GMimeMultipart*>(part), depth);
    } else if (is_instance(part, GMIME_TYPE_MESSAGE_PART)) {
      add_message(g_mime_message_part_get_message(reinterpret_cast<GMimeMessagePart*>(part)), depth);
    } else if (is_instance(part, GMIME_TYPE_PART) && is_readable(part)) {
      add_text(part);
    } else {
      list_unread(part);
    }
  }

  MimeText take() { return std::move(out_); }

 private:
  void add_multipart(GMimeMultipart* multipart, int depth) {
    GMimeObject* part = object_of(multipart);
    const int count = g_mime_multipart_get_count(multipart);
    if (is_type(part, "multipart", "alternative")) return add_alternative(multipart, depth);
    // The others are pictures for the first, or its signature.
    const bool is_first_only = is_type(part, "multipart", "related") || is_type(part, "multipart", "signed");
    for (int i = 0; i < (is_first_only ? std::min(count, 1) : count); ++i)
      add(g_mime_multipart_get_part(multipart, i), depth + 1);
  }

  // Senders put the richest last (RFC 2046), but that may be a calendar or a page of pictures.
  void add_alternative(GMimeMultipart* multipart, int depth) {
    const int count = g_mime_multipart_get_count(multipart);
    std::vector<std::pair<int, GMimeObject*>> parts;
    for (int i = 0; i < count; ++i) {
      GMimeObject* part = g_mime_multipart_get_part(multipart, i);
      parts.emplace_back(has_html(part, depth + 1) ? 0 : 1, part);
    }
    std::stable_sort(parts.begin(), parts.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    const std::size_t before = out_.text.size();
    for (const auto& [rank, part] : parts) {
      add(part, depth + 1);
      if (out_.text.size() > before) return;
    }
  }

  static bool has_html(GMimeObject* part, int depth) {
    if (depth > kMaxDepth || part == nullptr) return false;
    if (!is_instance(part, GMIME_TYPE_MULTIPART)) return is_html(part) && !is_attachment(part);
    auto* multipart = reinterpret_cast<GMimeMultipart*>(part);
    for (int i = 0; i < g_mime_multipart_get_count(multipart); ++i) {
      if (has_html(g_mime_multipart_get_part(multipart, i), depth + 1)) return true;
    }
    return false;
  }

  void add_message(GMimeMessage* message, int depth) {
    if (message == nullptr) return;
    append(decode_header(raw_header(message, "Subject"), ""));
    add(g_mime_message_get_mime_part(message), depth + 1);
  }

  void add_text(GMimeObject* part) {
    const std::string bytes = content_of(part);
    std::string charset = parameter(part, "charset");
    if (charset.empty() && is_html(part)) charset = declared_html_charset(bytes);
    if (out_.charset.empty()) out_.charset = charset;
    auto decoded = decode_text(bytes, charset, path_);
    if (const auto* skip = std::get_if<Skip>(&decoded)) {
      if (skip->reason == "empty") return;
      if (!out_.fault) out_.fault = *skip;
      return note("mail: a part was not read: " + skip->reason + ": " + skip->detail);
    }
    auto& text = std::get<DecodedText>(decoded);
    if (!text.note.empty()) note(std::move(text.note));
    if (out_.language.empty())
      out_.language = short_field(view(g_mime_object_get_header(part, "Content-Language")));
    if (is_html(part)) {
      add_html(text.text);
    } else {
      add_plain(text.text, part);
    }
  }

  void add_html(std::string_view html) {
    HtmlText read = read_html_text(html, HtmlKind::kFragment);
    const std::size_t begin = append(read.text);
    for (DroppedLine& line : read.dropped) {
      line.at += begin;
      out_.dropped.push_back(std::move(line));
    }
    for (std::string& each : read.notes) note(std::move(each));
  }

  void add_plain(std::string_view text, GMimeObject* part) {
    if (trim(text).starts_with("-----BEGIN PGP MESSAGE-----")) {
      out_.has_encrypted = true;
    } else if (parameter(part, "format") == "flowed") {
      const bool is_deleted = parameter(part, "delsp") == "yes";
      append(join_flowed_lines(text, is_deleted ? TrailingSpace::kDeleted : TrailingSpace::kKept));
    } else {
      append(join_wrapped_lines(text));
    }
  }

  // Where in the whole text it begins.
  std::size_t append(std::string_view text) {
    text = trim(text);
    if (!text.empty() && !out_.text.empty()) out_.text += "\n\n";
    const std::size_t begin = out_.text.size();
    out_.text += text;
    return begin;
  }

  void list_unread(GMimeObject* part) {
    ++out_.unread_count;
    if (out_.unread.size() >= kMaxListed) return;
    GMimeContentType* type = g_mime_object_get_content_type(part);
    const std::string media = short_field(repair_utf8(view(g_mime_content_type_get_media_type(type))) + "/" +
                                          repair_utf8(view(g_mime_content_type_get_media_subtype(type))));
    const char* file_name = is_instance(part, GMIME_TYPE_PART)
                                ? g_mime_part_get_filename(reinterpret_cast<GMimePart*>(part))
                                : nullptr;
    const std::string name = short_field(repair_utf8(view(file_name)));
    out_.unread.push_back(name.empty() ? media : name + " (" + media + ")");
  }

  void note(std::string text) {
    if (out_.notes.size() < kMaxListed) out_.notes.push_back(std::move(text));
  }

  const std::string& path_;
  MimeText out_;
};

}  // namespace

MimeText read_mime_text(GMimeMessage* message, const std::string& path) {
  MimeReader reader(path);
  reader.add(g_mime_message_get_mime_part(message), 1);
  return reader.take();
}

std::string_view within_structure_limit(std::string_view bytes) {
  std::size_t count = 0;
  std::size_t size = 0;
  bool is_structure = false;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    const bool is_folded = line.starts_with(' ') || line.starts_with('\t');
    is_structure = is_folded ? is_structure : may_be_structure(line);
    if (is_structure) {
      size += line.size() + 1;
      if (!is_folded) ++count;
    }
    if (count > kMaxStructureLines || size > kMaxStructureBytes) return bytes.substr(0, at);
    at = end + 1;
  }
  return bytes;
}

std::string raw_header(GMimeMessage* message, const char* name) {
  GMimeHeaderList* headers = g_mime_object_get_header_list(object_of(message));
  GMimeHeader* header = headers == nullptr ? nullptr : g_mime_header_list_get_header(headers, name);
  return header == nullptr
             ? std::string()
             : std::string(view(g_mime_header_get_raw_value(header)).substr(0, kMaxHeaderBytes));
}

std::string header_in_utf8(const std::string& raw, const std::string& charset) {
  auto decoded = decode_text(raw, charset, {});
  const auto* text = std::get_if<DecodedText>(&decoded);
  return text != nullptr ? text->text : repair_utf8(raw);
}

std::string decode_header(const std::string& raw, const std::string& charset) {
  return short_field(replace_encoded_words(header_in_utf8(raw, charset), charset, WordsAs::kText));
}

}  // namespace chokepoint
