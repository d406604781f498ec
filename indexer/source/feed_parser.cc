// SPDX-License-Identifier: GPL-2.0-or-later
// libxml2 calls back for each tag and text. A stack of what the open elements are to a feed says what a new
// one means; while a field is captured, its text is gathered, and elements inside it (XHTML) as the markup
// that they were.
#include "indexer/source/feed_parser.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <mutex>
#include <new>
#include <optional>

#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#include "common/base/out_of_memory.h"
#include "common/base/utf8.h"
#include "indexer/clean/page_lines.h"
#include "indexer/source/short_field.h"
#include "indexer/source/xml_guard.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxDepth = 128;
constexpr std::size_t kMaxMessageBytes = 200;

enum class Vocabulary : std::uint8_t { kOther, kRss, kAtom03, kAtom, kDublinCore, kContent, kItunes };

struct NamespaceRow {
  std::string_view uri;
  Vocabulary vocabulary;
};
constexpr std::array kNamespaces = {
    NamespaceRow{"", Vocabulary::kRss},
    NamespaceRow{"http://purl.org/rss/1.0/", Vocabulary::kRss},
    NamespaceRow{"http://my.netscape.com/rdf/simple/0.9/", Vocabulary::kRss},
    NamespaceRow{"http://channel.netscape.com/rdf/simple/0.9/", Vocabulary::kRss},
    NamespaceRow{"http://backend.userland.com/rss2", Vocabulary::kRss},
    NamespaceRow{"http://backend.userland.com/RSS2", Vocabulary::kRss},
    NamespaceRow{"http://blogs.law.harvard.edu/tech/rss", Vocabulary::kRss},
    NamespaceRow{"http://www.w3.org/2005/Atom", Vocabulary::kAtom},
    NamespaceRow{"http://purl.org/atom/ns#", Vocabulary::kAtom03},
    NamespaceRow{"http://purl.org/dc/elements/1.1/", Vocabulary::kDublinCore},
    NamespaceRow{"http://purl.org/dc/terms/", Vocabulary::kDublinCore},
    NamespaceRow{"http://purl.org/rss/1.0/modules/content/", Vocabulary::kContent},
    NamespaceRow{"http://www.itunes.com/dtds/podcast-1.0.dtd", Vocabulary::kItunes},
};

// Customary prefixes, for feeds that do not declare them.
constexpr std::array kPrefixes = {
    NamespaceRow{"atom", Vocabulary::kAtom},          NamespaceRow{"dc", Vocabulary::kDublinCore},
    NamespaceRow{"dcterms", Vocabulary::kDublinCore}, NamespaceRow{"content", Vocabulary::kContent},
    NamespaceRow{"itunes", Vocabulary::kItunes},
};

struct FieldRow {
  Vocabulary vocabulary;  // kAtom stands for both versions
  std::string_view name;
  FeedField field;
  std::string_view shown;
};
constexpr std::array kFieldRows = {
    FieldRow{Vocabulary::kRss, "title", FeedField::kTitle, "title"},
    FieldRow{Vocabulary::kRss, "link", FeedField::kLink, "link"},
    FieldRow{Vocabulary::kRss, "guid", FeedField::kId, "guid"},
    FieldRow{Vocabulary::kRss, "pubDate", FeedField::kPublished, "pubDate"},
    FieldRow{Vocabulary::kRss, "author", FeedField::kAuthor, "author"},
    FieldRow{Vocabulary::kRss, "source", FeedField::kPublisher, "source"},
    FieldRow{Vocabulary::kRss, "language", FeedField::kLanguage, "language"},
    FieldRow{Vocabulary::kRss, "description", FeedField::kSummary, "description"},
    FieldRow{Vocabulary::kAtom, "title", FeedField::kTitle, "title"},
    FieldRow{Vocabulary::kAtom, "id", FeedField::kId, "id"},
    FieldRow{Vocabulary::kAtom, "published", FeedField::kPublished, "published"},
    FieldRow{Vocabulary::kAtom, "issued", FeedField::kPublished, "issued"},
    FieldRow{Vocabulary::kAtom, "updated", FeedField::kUpdated, "updated"},
    FieldRow{Vocabulary::kAtom, "modified", FeedField::kUpdated, "modified"},
    FieldRow{Vocabulary::kAtom, "content", FeedField::kContent, "content"},
    FieldRow{Vocabulary::kAtom, "summary", FeedField::kSummary, "summary"},
    FieldRow{Vocabulary::kDublinCore, "title", FeedField::kTitle, "dc:title"},
    FieldRow{Vocabulary::kDublinCore, "date", FeedField::kPublished, "dc:date"},
    FieldRow{Vocabulary::kDublinCore, "issued", FeedField::kPublished, "dcterms:issued"},
    FieldRow{Vocabulary::kDublinCore, "created", FeedField::kPublished, "dcterms:created"},
    FieldRow{Vocabulary::kDublinCore, "modified", FeedField::kUpdated, "dcterms:modified"},
    FieldRow{Vocabulary::kDublinCore, "creator", FeedField::kAuthor, "dc:creator"},
    FieldRow{Vocabulary::kDublinCore, "publisher", FeedField::kPublisher, "dc:publisher"},
    FieldRow{Vocabulary::kDublinCore, "language", FeedField::kLanguage, "dc:language"},
    FieldRow{Vocabulary::kDublinCore, "description", FeedField::kSummary, "dc:description"},
    FieldRow{Vocabulary::kContent, "encoded", FeedField::kContent, "content:encoded"},
    FieldRow{Vocabulary::kItunes, "author", FeedField::kAuthor, "itunes:author"},
    FieldRow{Vocabulary::kItunes, "summary", FeedField::kSummary, "itunes:summary"},
};
constexpr FieldRow kPersonName = {Vocabulary::kAtom, "name", FeedField::kAuthor, "author"};
constexpr FieldRow kSourceTitle = {Vocabulary::kAtom, "title", FeedField::kPublisher, "source"};

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

Vocabulary find_vocabulary(std::string_view name, const auto& rows) {
  const auto row =
      std::find_if(rows.begin(), rows.end(), [&](const NamespaceRow& r) { return r.uri == name; });
  return row == rows.end() ? Vocabulary::kOther : row->vocabulary;
}

const FieldRow* find_field(Vocabulary vocabulary, std::string_view name) {
  if (vocabulary == Vocabulary::kAtom03) vocabulary = Vocabulary::kAtom;
  const auto row = std::find_if(kFieldRows.begin(), kFieldRows.end(), [&](const FieldRow& r) {
    return r.vocabulary == vocabulary && r.name == name;
  });
  return row == kFieldRows.end() ? nullptr : &*row;
}

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      default:
        out += c;
    }
  }
}

// The attributes of one tag, as SAX2 gives them: five pointers each.
class Attributes {
 public:
  Attributes(const xmlChar** attributes, int count) : attributes_(attributes), count_(count) {}

  std::string get(std::string_view name, std::string_view prefix = {}) const {
    for (int i = 0; i < count_; ++i) {
      const xmlChar** attribute = attributes_ + i * 5;
      if (view(attribute[0]) != name || view(attribute[1]) != prefix) continue;
      const auto size = static_cast<std::size_t>(attribute[4] - attribute[3]);
      return unescaped({reinterpret_cast<const char*>(attribute[3]), size});
    }
    return {};
  }

 private:
  // libxml2 leaves this one reference in the values of attributes.
  static std::string unescaped(std::string_view value) {
    constexpr std::string_view kAmpersand = "&#38;";
    std::string out;
    while (!value.empty()) {
      const std::size_t at = std::min(value.find(kAmpersand), value.size());
      out += value.substr(0, at);
      value.remove_prefix(at);
      if (value.empty()) break;
      out += '&';
      value.remove_prefix(kAmpersand.size());
    }
    return out;
  }

  const xmlChar** attributes_;
  int count_;
};

class FeedHandler {
 public:
  void start(std::string_view name, std::string_view prefix, std::optional<std::string_view> uri,
             const Attributes& attributes, std::size_t line) {
    const bool is_undeclared = !uri && !prefix.empty();
    const Vocabulary vocabulary =
        is_undeclared ? find_vocabulary(prefix, kPrefixes) : find_vocabulary(uri.value_or(""), kNamespaces);
    const Role parent = open_.empty() ? Role::kOther : open_.back();
    open_.push_back(Role::kOther);
    if (is_item(vocabulary, name)) {
      begin_item(vocabulary, attributes, line);
    } else if (capture_) {
      add_start_tag(name);
    } else if (is_channel(vocabulary, name)) {
      open_.back() = Role::kRecord;
      set_plain(FeedField::kLanguage, attributes.get("lang", "xml"), "xml:lang");
    } else if (parent == Role::kRecord) {
      begin_field(vocabulary, name, attributes);
    } else if (parent == Role::kPerson && name == kPersonName.name) {
      begin_capture(kPersonName, FeedText::Kind::kPlain);
    } else if (parent == Role::kSource && name == kSourceTitle.name) {
      begin_capture(kSourceTitle, text_kind(vocabulary, attributes).value_or(FeedText::Kind::kUnknown));
    }
  }

  void text(std::string_view characters) {
    if (!capture_) return;
    if (capture_->has_elements) {
      append_escaped(characters, capture_->text.text);
    } else {
      capture_->text.text += characters;
    }
  }

  void end(std::string_view name) {
    if (capture_ && capture_->depth == open_.size()) {
      end_capture();
    } else if (capture_ && name != "br") {  // HTML takes </br> for another line break
      capture_->text.text += "</" + std::string(name) + ">";
    }
    if (item_depth_ == open_.size()) end_item();
    open_.pop_back();
    is_root_closed_ = open_.empty();
  }

  // `is_serious`: text outside the root element, which nothing will read.
  void fault(std::string message, std::size_t line, bool is_serious) {
    if (item_depth_ != 0 && item_.note.empty())
      item_.note = "feed: line " + std::to_string(line) + ": " + message;
    if (feed_.fault.empty()) {
      feed_.fault = std::move(message);
      feed_.fault_line = line;
    }
    has_text_after_root_ = has_text_after_root_ || is_serious;
  }

  // The first is enough; there may be millions.
  bool wants_fault() const { return feed_.fault.empty() || (item_depth_ != 0 && item_.note.empty()); }

  std::size_t depth() const { return open_.size(); }

  // Faults that were mended are notes of their items; others say why the feed ends where it does.
  Feed finish(bool was_stopped) {
    if (!was_stopped && is_root_closed_ && !has_text_after_root_) {
      feed_.fault.clear();
      feed_.fault_line = 0;
    } else if (feed_.fault.empty()) {
      feed_.fault = "no feed";
    }
    return std::move(feed_);
  }

 private:
  enum class Role : std::uint8_t { kOther, kRecord, kPerson, kSource };
  struct Capture {
    FeedText text;
    std::size_t depth;
    bool has_elements = false;
    bool is_link = false;  // a guid that is an address
  };

  static bool is_atom(Vocabulary vocabulary) {
    return vocabulary == Vocabulary::kAtom || vocabulary == Vocabulary::kAtom03;
  }
  static bool is_item(Vocabulary vocabulary, std::string_view name) {
    return (vocabulary == Vocabulary::kRss && name == "item") || (is_atom(vocabulary) && name == "entry");
  }
  static bool is_channel(Vocabulary vocabulary, std::string_view name) {
    return (vocabulary == Vocabulary::kRss && name == "channel") || (is_atom(vocabulary) && name == "feed");
  }

  // An item inside an item: the end of the first is missing, or was lost among faults.
  void begin_item(Vocabulary vocabulary, const Attributes& attributes, std::size_t line) {
    if (capture_) end_capture();
    if (item_depth_ != 0) end_item();
    item_ = {};
    item_.line = line;
    item_depth_ = open_.size();
    open_.back() = Role::kRecord;
    set_plain(FeedField::kLanguage, attributes.get("lang", "xml"), "xml:lang");
    if (vocabulary == Vocabulary::kRss)
      set_plain(FeedField::kId, attributes.get("about", "rdf"), "rdf:about");
  }

  void end_item() {
    feed_.items.push_back(std::move(item_));
    item_depth_ = 0;
  }

  void begin_field(Vocabulary vocabulary, std::string_view name, const Attributes& attributes) {
    if (is_atom(vocabulary) && name == "author") {
      open_.back() = Role::kPerson;
    } else if (is_atom(vocabulary) && name == "source") {
      open_.back() = Role::kSource;
    } else if (is_atom(vocabulary) && name == "link") {
      const std::string relation = attributes.get("rel");
      if (relation.empty() || relation == "alternate")
        set_plain(FeedField::kLink, attributes.get("href"), "link");
    } else if (const FieldRow* row = find_field(vocabulary, name)) {
      const auto kind = text_kind(vocabulary, attributes);
      if (!kind) return;
      begin_capture(*row, *kind);
      capture_->is_link = row->field == FeedField::kId && vocabulary == Vocabulary::kRss &&
                          attributes.get("isPermaLink") != "false";
    }
  }

  // What kind of text an element holds; nothing if it is none: an image, or text that is elsewhere.
  static std::optional<FeedText::Kind> text_kind(Vocabulary vocabulary, const Attributes& attributes) {
    if (!is_atom(vocabulary)) return FeedText::Kind::kUnknown;
    const std::string type = ascii_lower(attributes.get("type"));
    if (!attributes.get("src").empty() || attributes.get("mode") == "base64") return std::nullopt;
    if (type.find("html") != std::string::npos) return FeedText::Kind::kHtml;
    if (type.empty() && vocabulary == Vocabulary::kAtom03) return FeedText::Kind::kUnknown;
    if (type.empty() || type == "text" || type.starts_with("text/")) return FeedText::Kind::kPlain;
    return std::nullopt;
  }

  void begin_capture(const FieldRow& row, FeedText::Kind kind) {
    capture_ = Capture{{row.field, {}, kind, row.shown}, open_.size()};
  }

  // Attributes say nothing that is read in a fragment.
  void add_start_tag(std::string_view name) {
    FeedText& captured = capture_->text;
    if (!capture_->has_elements) {
      std::string escaped;
      append_escaped(captured.text, escaped);
      captured.text = std::move(escaped);
      captured.kind = FeedText::Kind::kHtml;
      capture_->has_elements = true;
    }
    captured.text += "<" + std::string(name) + ">";
  }

  void end_capture() {
    const FeedText& captured = capture_->text;
    if (capture_->is_link && is_web_address(trim(captured.text)))
      set_plain(FeedField::kLink, captured.text, "guid");
    set(std::move(capture_->text));
    capture_.reset();
  }

  void set_plain(FeedField field, std::string text, std::string_view element) {
    set({field, std::move(text), FeedText::Kind::kPlain, element});
  }

  // The first text of a field stays, but for authors, who may be several.
  void set(FeedText text) {
    if (trim(text.text).empty()) return;
    std::vector<FeedText>& texts = (item_depth_ != 0 ? item_ : feed_.channel).texts;
    const auto given = std::find_if(texts.begin(), texts.end(),
                                    [&text](const FeedText& known) { return known.field == text.field; });
    if (given == texts.end()) {
      texts.push_back(std::move(text));
    } else if (text.field == FeedField::kAuthor && text.element == given->element) {
      given->text += ", " + text.text;
    }
  }

  Feed feed_;
  FeedRecord item_;
  std::size_t item_depth_ = 0;  // 0: outside any item
  std::vector<Role> open_;
  std::optional<Capture> capture_;
  bool is_root_closed_ = false;
  bool has_text_after_root_ = false;
};

// What libxml2 calls, and the parser that it calls for.
struct FeedParser {
  xmlParserCtxtPtr context = nullptr;
  FeedHandler handler;
  bool was_stopped = false;

  std::size_t line() const {
    return context->input == nullptr ? 0 : static_cast<std::size_t>(std::max(context->input->line, 0));
  }
  void stop(const char* why) {
    handler.fault(why, line(), true);
    was_stopped = true;
    xmlStopParser(context);
  }
};

FeedParser& parser_of(void* data) {
  return *static_cast<FeedParser*>(data);
}

void on_start(void* data, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri, int,
              const xmlChar**, int attribute_count, int, const xmlChar** attributes) {
  FeedParser& parser = parser_of(data);
  if (parser.was_stopped) return;
  if (parser.handler.depth() >= kMaxDepth) return parser.stop("nested more than 128 levels deep");
  parser.handler.start(view(name), view(prefix), uri == nullptr ? std::nullopt : std::optional(view(uri)),
                       {attributes, attribute_count}, parser.line());
}

void on_end(void* data, const xmlChar* name, const xmlChar*, const xmlChar*) {
  if (!parser_of(data).was_stopped) parser_of(data).handler.end(view(name));
}

void on_text(void* data, const xmlChar* text, int bytes) {
  parser_of(data).handler.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(bytes)});
}

// The guard takes declarations out where they may stand; one that comes through stands where none may.
void on_doctype(void* data, const xmlChar*, const xmlChar*, const xmlChar*) {
  parser_of(data).stop("a document type declaration in the wrong place");
}

void on_error(void* data, xmlErrorPtr error) {
  const bool is_end = error->code == XML_ERR_DOCUMENT_END;
  if (error->level < XML_ERR_ERROR || (!is_end && !parser_of(data).handler.wants_fault())) return;
  const std::string message = short_field(repair_utf8(error->message == nullptr ? "" : error->message));
  parser_of(data).handler.fault(std::string(utf8_prefix(message, kMaxMessageBytes)),
                                static_cast<std::size_t>(std::max(error->line, 0)), is_end);
}

xmlSAXHandler sax_handler() {
  xmlSAXHandler sax = {};
  sax.initialized = XML_SAX2_MAGIC;
  sax.internalSubset = on_doctype;
  sax.startElementNs = on_start;
  sax.endElementNs = on_end;
  sax.characters = on_text;
  sax.ignorableWhitespace = on_text;
  sax.cdataBlock = on_text;
  sax.serror = on_error;
  return sax;
}

// To it a lack of memory is a fault of the feed like any other, and what was read till then all there is.
void initialize_libxml2() {
  xmlMemSetup(std::free, malloc_or_end, realloc_or_end, [](const char* text) {
    const std::size_t bytes = std::strlen(text) + 1;
    return static_cast<char*>(std::memcpy(malloc_or_end(bytes), text, bytes));
  });
  xmlInitParser();
}

}  // namespace

const FeedText& FeedRecord::get(FeedField field) const {
  static const FeedText kNone;
  const auto found =
      std::find_if(texts.begin(), texts.end(), [field](const FeedText& text) { return text.field == field; });
  return found == texts.end() ? kNone : *found;
}

Feed parse_feed(std::string_view xml) {
  static std::once_flag is_initialized;
  std::call_once(is_initialized, initialize_libxml2);

  const GuardedXml guarded = guard_xml(xml);
  FeedParser parser;
  if (guarded.text.size() > std::numeric_limits<int>::max()) {
    parser.handler.fault("larger than 2 GiB", 1, true);
    return parser.handler.finish(true);
  }
  parser.context = xmlNewParserCtxt();
  if (parser.context == nullptr) throw std::bad_alloc();
  *parser.context->sax = sax_handler();
  parser.context->userData = &parser;
  xmlCtxtReadMemory(parser.context, guarded.text.data(), static_cast<int>(guarded.text.size()), nullptr,
                    "UTF-8", XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
  xmlFreeParserCtxt(parser.context);
  if (guarded.fault_line == 0) return parser.handler.finish(parser.was_stopped);
  Feed feed = parser.handler.finish(true);
  feed.fault = "a tag with more than 64 attributes";
  feed.fault_line = guarded.fault_line;
  return feed;
}

}  // namespace chokepoint
