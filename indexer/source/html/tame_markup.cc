// SPDX-License-Identifier: GPL-2.0-or-later
// The tokens are those of the HTML standard, section "Tokenization", whose states are named in comments.
#include "indexer/source/html/tame_markup.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "common/base/ascii.h"
#include "common/base/utf8.h"
#include "indexer/source/html/tag.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxAttributes = 24;
constexpr std::size_t kMaxNameBytes = 40;
constexpr std::size_t npos = std::string_view::npos;

constexpr auto kKeptAttributes = std::to_array<std::string_view>(
    {"aria-hidden", "aria-label", "class",      "content",        "data-component", "data-module", "data-qa",
     "data-testid", "datetime",   "hidden",     "href",           "http-equiv",     "id",          "itemprop",
     "itemscope",   "itemtype",   "lang",       "name",           "open",           "property",    "pubdate",
     "rel",         "role",       "shadowroot", "shadowrootmode", "start",          "style",       "type",
     "value",       "xml:lang"});
static_assert(std::is_sorted(kKeptAttributes.begin(), kKeptAttributes.end()));

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

struct Attribute {
  std::string name;  // lower case
  std::string_view value;
};

struct Token {
  std::string name;  // lower case, at most kMaxNameBytes
  Tag tag = Tag::kOther;
  bool is_end = false;
  std::vector<Attribute> attributes;

  const Attribute* find(std::string_view wanted) const {
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const Attribute& each) { return each.name == wanted; });
    return found == attributes.end() ? nullptr : &*found;
  }
};

// Ends a paragraph that is open, by the standard.
bool closes_paragraph(Tag tag) {
  switch (tag) {
    case Tag::kDd:
    case Tag::kDt:
    case Tag::kHr:
    case Tag::kLi:
    case Tag::kSummary:
    case Tag::kTable:
      return true;
    case Tag::kBody:
    case Tag::kCaption:
    case Tag::kForm:
    case Tag::kHtml:
    case Tag::kNoscript:
      return false;
    default:
      return is_paragraph_like(tag);
  }
}

// An end tag of one that is none of these closes nothing beyond the nearest of these.
bool is_special(Tag tag) {
  return closes_paragraph(tag) || tag == Tag::kForm || tag == Tag::kTemplate || tag == Tag::kNoscript ||
         tag == Tag::kObject || tag == Tag::kSelect || tag == Tag::kButton;
}

// Elements that the parser is told of under a name that it has no rules for.
bool is_renamed(Tag tag) {
  switch (tag) {
    case Tag::kA:
    case Tag::kButton:
    case Tag::kForm:
    case Tag::kFormatting:
    case Tag::kNoscript:
    case Tag::kObject:
    case Tag::kOption:
    case Tag::kRubyText:
    case Tag::kSelect:
    case Tag::kTemplate:
    case Tag::kTitle:
    case Tag::kVideo:
      return true;
    default:
      return false;
  }
}

bool is_table_part(Tag tag) {
  return tag == Tag::kTr || tag == Tag::kTd || tag == Tag::kTableBody || tag == Tag::kCaption;
}

// Elements of SVG end where one of these begins.
bool breaks_out_of_svg(Tag tag) {
  return (is_block(tag) && tag != Tag::kOption) || tag == Tag::kBr || tag == Tag::kImage ||
         tag == Tag::kSpan || tag == Tag::kMeta || tag == Tag::kFormatting || tag == Tag::kRuby;
}

class Tamer {
 public:
  explicit Tamer(std::string_view html) : html_(html) { out_.markup.reserve(html.size() / 2); }

  TameMarkup run() {
    while (at_ < html_.size()) {
      copy_text();
      if (at_ < html_.size()) read_markup();
    }
    return std::move(out_);
  }

 private:
  // --- tokens ---

  void copy_text() {
    const std::size_t end = std::min(html_.find('<', at_), html_.size());
    if (svg_depth_ == 0) out_.markup += html_.substr(at_, end - at_);
    at_ = end;
  }

  char peek(std::size_t ahead) const { return at_ + ahead < html_.size() ? html_[at_ + ahead] : '\0'; }

  // At a `<`: "tag open state".
  void read_markup() {
    const char next = peek(1);
    if (is_ascii_letter(next) || (next == '/' && is_ascii_letter(peek(2)))) return read_tag();
    if (next == '!' || next == '?' || (next == '/' && at_ + 2 < html_.size())) return skip_comment();
    out_.markup += svg_depth_ == 0 ? "&lt;" : "";
    ++at_;
  }

  void skip_comment() {
    if (!html_.substr(at_).starts_with("<!--")) {
      // A doctype, a processing instruction, CDATA outside XML: ends at the first `>`.
      const bool is_cdata = svg_depth_ > 0 && html_.substr(at_).starts_with("<![CDATA[");
      return skip_past(is_cdata ? "]]>" : ">", at_ + 2);
    }
    at_ += 4;
    if (html_.substr(at_).starts_with(">")) return skip_past(">", at_);
    if (html_.substr(at_).starts_with("->")) return skip_past("->", at_);
    // "-->" or "--!>", the dashes possibly those of the beginning.
    for (std::size_t dashes = html_.find("--", at_); dashes != npos; dashes = html_.find("--", dashes + 1)) {
      const std::string_view rest = html_.substr(dashes + 2, 2);
      if (rest.starts_with('>')) {
        at_ = dashes + 3;
        return;
      }
      if (rest == "!>") {
        at_ = dashes + 4;
        return;
      }
    }
    at_ = html_.size();
  }

  void skip_past(std::string_view mark, std::size_t from) {
    const std::size_t found = html_.find(mark, std::min(from, html_.size()));
    at_ = found == npos ? html_.size() : found + mark.size();
  }

  void read_tag() {
    token_.is_end = peek(1) == '/';
    at_ += token_.is_end ? 2 : 1;
    token_.name.clear();
    token_.attributes.clear();
    for (; at_ < html_.size() && !is_ascii_space(html_[at_]) && html_[at_] != '/' && html_[at_] != '>';
         ++at_) {
      if (token_.name.size() < kMaxNameBytes) token_.name += lower(html_[at_]);
    }
    token_.tag = tag_of(token_.name);
    while (read_attribute()) {
    }
    if (at_ >= html_.size()) return;  // a tag without an end is no tag
    ++at_;
    if (svg_depth_ > 0 && !leaves_svg()) return;
    if (token_.is_end) {
      end_tag();
    } else {
      start_tag();
    }
  }

  // "Before attribute name state" and those after it. False at the tag's `>` or the end of the text.
  bool read_attribute() {
    while (at_ < html_.size() && (is_ascii_space(html_[at_]) || html_[at_] == '/')) ++at_;
    if (at_ >= html_.size() || html_[at_] == '>') return false;
    const std::size_t name_begin = at_;
    ++at_;  // an attribute's name may begin with `=`
    while (at_ < html_.size() && !is_ascii_space(html_[at_]) && html_[at_] != '/' && html_[at_] != '>' &&
           html_[at_] != '=') {
      ++at_;
    }
    const std::string_view name = html_.substr(name_begin, at_ - name_begin);
    while (at_ < html_.size() && is_ascii_space(html_[at_])) ++at_;
    std::string_view value;
    if (at_ < html_.size() && html_[at_] == '=') {
      ++at_;
      value = read_value();
    }
    keep_attribute(name, value);
    return true;
  }

  std::string_view read_value() {
    while (at_ < html_.size() && is_ascii_space(html_[at_])) ++at_;
    if (at_ >= html_.size()) return {};
    const char quote = html_[at_];
    std::size_t begin = at_;
    std::size_t end = begin;
    if (quote == '"' || quote == '\'') {
      ++begin;
      end = std::min(html_.find(quote, begin), html_.size());
      at_ = std::min(end + 1, html_.size());
    } else {
      while (end < html_.size() && !is_ascii_space(html_[end]) && html_[end] != '>') ++end;
      at_ = end;
    }
    return html_.substr(begin, end - begin);
  }

  void keep_attribute(std::string_view name, std::string_view value) {
    if (token_.is_end || name.size() > 16 || token_.attributes.size() >= kMaxAttributes) return;
    lowered_.clear();
    for (const char c : name) lowered_ += lower(c);
    if (!std::binary_search(kKeptAttributes.begin(), kKeptAttributes.end(), lowered_)) return;
    if (token_.find(lowered_) != nullptr) return;
    token_.attributes.push_back({lowered_, utf8_prefix(value, kMaxValueBytes)});
  }

  // --- what becomes of an element ---

  bool leaves_svg() {
    if (token_.tag == Tag::kSvg) {
      svg_depth_ += token_.is_end ? std::size_t{0} - 1 : 1;
      return false;
    }
    if (token_.is_end || !breaks_out_of_svg(token_.tag)) return false;
    svg_depth_ = 0;
    return true;
  }

  void start_tag() {
    switch (token_.tag) {
      case Tag::kScript:
        return read_script();
      case Tag::kStyle:
      case Tag::kEmbedded:
      case Tag::kTextarea:
        raw_text();
        return;
      case Tag::kTitle:
        return read_title();
      case Tag::kXmp:
        return read_xmp();
      case Tag::kPlaintext:
        append_escaped(html_.substr(std::exchange(at_, html_.size())));
        return;
      case Tag::kSvg:
        svg_depth_ = 1;
        return;
      case Tag::kImage:
      case Tag::kInput:
      case Tag::kVoid:
      case Tag::kColumns:
      case Tag::kHead:
        return;
      case Tag::kBr:
      case Tag::kHr:
      case Tag::kLink:
      case Tag::kMeta:
        return void_element();
      case Tag::kHtml:
      case Tag::kBody:
        return root_element();
      default:
        return is_table_part(token_.tag) ? table_part() : open_element();
    }
  }

  // The text up to the end tag of the element that has just begun, which is passed over as well.
  std::string_view raw_text() {
    const std::size_t begin = at_;
    for (std::size_t tag = html_.find("</", at_); tag != npos; tag = html_.find("</", tag + 2)) {
      if (is_tag_at(tag + 2, token_.name)) return end_raw_text(begin, tag);
    }
    return end_raw_text(begin, html_.size());
  }

  std::string_view end_raw_text(std::size_t begin, std::size_t end) {
    at_ = end;
    skip_past(">", end);
    return html_.substr(begin, end - begin);
  }

  bool is_tag_at(std::size_t begin, std::string_view name) const {
    if (begin + name.size() >= html_.size()) return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
      if (lower(html_[begin + i]) != name[i]) return false;
    }
    const char after = html_[begin + name.size()];
    return is_ascii_space(after) || after == '/' || after == '>';
  }

  // "Script data state" to "script data double escape end state": inside `<!--`, a `<script>` hides the end
  // tag of its own.
  void read_script() {
    const bool is_json_ld = [&] {
      const Attribute* type = token_.find("type");
      return type != nullptr && ascii_lower(trim(type->value)).starts_with("application/ld+json");
    }();
    const std::size_t begin = at_;
    enum { kPlain, kEscaped, kDoubleEscaped } state = kPlain;
    std::size_t at = begin;
    for (; at < html_.size(); ++at) {
      at = html_.find_first_of("<-", at);
      if (at == npos) break;
      if (html_[at] == '-') {
        if (state != kPlain && html_.substr(at, 3) == "-->") state = kPlain;
        continue;
      }
      if (state == kPlain && html_.substr(at, 4) == "<!--") {
        state = kEscaped;
        ++at;  // the dashes may be those of "-->"
      } else if (html_.substr(at, 2) == "</" && is_tag_at(at + 2, "script")) {
        if (state != kDoubleEscaped) break;
        state = kEscaped;
      } else if (state == kEscaped && is_tag_at(at + 1, "script")) {
        state = kDoubleEscaped;
      }
    }
    const std::string_view script = end_raw_text(begin, std::min(at, html_.size()));
    if (is_json_ld && out_.json_ld.size() < kMaxJsonLdBlocks) out_.json_ld.push_back(script);
  }

  void read_title() {
    const std::string_view title = raw_text();
    if (std::exchange(has_title_, true)) return;
    out_.markup += "<x-title>";
    append_escaped(title);
    out_.markup += "</x-title>";
  }

  void read_xmp() {
    const std::string_view text = raw_text();
    out_.markup += "<x-pre>";
    append_escaped(text);
    out_.markup += "</x-pre>";
  }

  void append_escaped(std::string_view text) {
    while (!text.empty()) {
      const std::size_t mark = std::min(text.find('<'), text.size());
      out_.markup += text.substr(0, mark);
      if (mark < text.size()) out_.markup += "&lt;";
      text.remove_prefix(std::min(mark + 1, text.size()));
    }
  }

  void root_element() {
    bool& is_seen = token_.tag == Tag::kHtml ? has_html_ : has_body_;
    if (!std::exchange(is_seen, true)) append_start_tag();
  }

  void void_element() {
    const bool says_something =
        token_.tag == Tag::kBr || token_.tag == Tag::kHr || !token_.attributes.empty();
    if (!says_something || !has_room()) return;
    close_for(token_.tag);
    append_start_tag();
  }

  // Outside a table their tags mean nothing; but they stood between words.
  void table_part() {
    if (!is_open(Tag::kTable)) {
      out_.markup += token_.tag == Tag::kTd ? " " : "\n";
      return;
    }
    close_down_to_table();
    if (!token_.is_end) {
      if (has_room()) append_start_tag();
    } else if (elements_ < kMaxElements) {
      append_end_tag(token_.name);
    }
  }

  void open_element() {
    if (token_.tag == Tag::kFormatting && token_.attributes.empty()) return;
    if (token_.tag == Tag::kA && token_.find("href") == nullptr) return;
    if (token_.tag == Tag::kTemplate && (token_.find("shadowrootmode") || token_.find("shadowroot"))) {
      token_.tag = Tag::kDiv;  // its content is shown
      token_.name = "div";
    }
    close_for(token_.tag);
    if (open_.size() >= kMaxOpenElements || !has_room()) {
      ++left_out_[index(token_.tag)];
      ++out_.flattened;
      append_break();
      return;
    }
    append_start_tag();
    open_.push_back({token_.tag, output_name()});
    ++open_count_[index(token_.tag)];
  }

  // The elements whose end the start of a `tag` implies.
  void close_for(Tag tag) {
    if (closes_paragraph(tag)) close_in_scope(Tag::kP);
    if (tag == Tag::kA || tag == Tag::kOption || tag == Tag::kRubyText) close_in_scope(tag);
    if (tag == Tag::kLi) close_item(Tag::kLi, Tag::kLi);
    if (tag == Tag::kDd || tag == Tag::kDt) close_item(Tag::kDd, Tag::kDt);
  }

  void close_in_scope(Tag tag) {
    if (const auto found = find_open(tag); found != npos) close_from(found);
  }

  void close_item(Tag tag, Tag other) {
    if (!is_open(tag) && !is_open(other)) return;
    for (std::size_t i = open_.size(); i-- > 0;) {
      const Tag open = open_[i].tag;
      if (open == tag || open == other) return close_from(i);
      if (is_special(open) && open != Tag::kDiv && open != Tag::kP && open != Tag::kAddress) return;
    }
  }

  void end_tag() {
    if (is_table_part(token_.tag)) return table_part();
    if (token_.tag == Tag::kBr) return void_element();
    if (std::size_t& left_out = left_out_[index(token_.tag)]; left_out > 0) {
      --left_out;
      append_break();
      return;
    }
    const std::size_t found = find_open(token_.tag, output_name());
    if (found != npos) close_from(found);
  }

  // The innermost open element of this tag that an end tag may close; of this name, if one is given. Headings
  // close each other.
  std::size_t find_open(Tag tag, std::string_view name = {}) const {
    if (!is_open(tag) && !is_heading(tag)) return npos;
    for (std::size_t i = open_.size(); i-- > 0;) {
      const Tag open = open_[i].tag;
      if (open == tag && (name.empty() || open_[i].name == name)) return i;
      if (is_heading(open) && is_heading(tag)) return i;
      if (open == Tag::kTable || (is_special(open) && !is_special(tag))) return npos;
    }
    return npos;
  }

  void close_down_to_table() {
    std::size_t table = open_.size();
    while (table > 0 && open_[table - 1].tag != Tag::kTable) --table;
    close_from(table);
  }

  void close_from(std::size_t first) {
    while (open_.size() > first) {
      append_end_tag(open_.back().name);
      --open_count_[index(open_.back().tag)];
      open_.pop_back();
    }
  }

  bool is_open(Tag tag) const { return open_count_[index(tag)] > 0; }
  static std::size_t index(Tag tag) { return static_cast<std::size_t>(tag); }

  bool has_room() { return elements_ < kMaxElements && ++elements_ > 0; }

  // --- output ---

  std::string output_name() const {
    if (is_renamed(token_.tag)) return "x-" + token_.name;
    if (token_.tag != Tag::kOther) return token_.name;
    const bool is_plain = std::all_of(token_.name.begin(), token_.name.end(), [](char c) {
      return is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '-';
    });
    return is_plain ? "x-" + token_.name : "x-other";
  }

  void append_start_tag() {
    out_.markup += '<';
    out_.markup += output_name();
    for (const Attribute& attribute : token_.attributes) {
      out_.markup += ' ';
      out_.markup += attribute.name;
      out_.markup += "=\"";
      for (const char c : attribute.value) {
        if (c == '"') {
          out_.markup += "&quot;";
        } else {
          out_.markup += c;
        }
      }
      out_.markup += '"';
    }
    out_.markup += '>';
  }

  // In the place of a tag that is left out.
  void append_break() {
    if (is_block(token_.tag)) out_.markup += has_room() ? "<br>" : " ";
  }

  void append_end_tag(std::string_view name) {
    out_.markup += "</";
    out_.markup += name;
    out_.markup += '>';
  }

  struct OpenElement {
    Tag tag;
    std::string name;  // as it was given out
  };

  std::string_view html_;
  std::size_t at_ = 0;
  TameMarkup out_;
  Token token_;
  std::string lowered_;
  std::vector<OpenElement> open_;
  std::array<std::size_t, 256> open_count_ = {};
  std::array<std::size_t, 256> left_out_ = {};
  std::size_t elements_ = 0;
  std::size_t svg_depth_ = 0;
  bool has_title_ = false;
  bool has_html_ = false;
  bool has_body_ = false;
};

}  // namespace

TameMarkup tame_markup(std::string_view html) {
  return Tamer(html).run();
}

}  // namespace chokepoint
