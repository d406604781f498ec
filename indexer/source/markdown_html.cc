// SPDX-License-Identifier: GPL-2.0-or-later
// Writes only what the reader of HTML makes lines of. Quotations and lists themselves need no tags: a
// hundred thousand of them, one in another, would only be a tree to build.
#include "indexer/source/markdown_html.h"

#include <limits>
#include <new>

#include <md4c.h>

namespace chokepoint {
namespace {

constexpr std::size_t kMaxGrowth = 16;
constexpr std::size_t kFreeBytes = 4096;

class Renderer {
 public:
  explicit Renderer(std::string_view markdown) : max_bytes_(markdown.size() * kMaxGrowth + kFreeBytes) {}

  bool open_block(MD_BLOCKTYPE type, const void* detail) {
    const bool is_title = type == MD_BLOCK_H && result_.html.empty() &&
                          static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level == 1;
    result_.html += block_tag(type);
    is_inside_title_ = is_title;
    return is_within_bounds();
  }

  bool close_block(MD_BLOCKTYPE type) {
    const std::string_view tag = block_tag(type);
    if (!tag.empty() && type != MD_BLOCK_HR) {
      result_.html += "</";
      result_.html += tag.substr(1);
    }
    if (is_inside_title_) result_.title_html = result_.html;
    is_inside_title_ = false;
    return is_within_bounds();
  }

  bool open_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_IMG) ++images_;
    if (type == MD_SPAN_DEL) result_.html += "<del>";
    return is_within_bounds();
  }

  bool close_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_IMG) --images_;
    if (type == MD_SPAN_DEL) result_.html += "</del>";
    return is_within_bounds();
  }

  bool add_text(MD_TEXTTYPE type, std::string_view text) {
    if (images_ > 0) return true;
    switch (type) {
      case MD_TEXT_NULLCHAR:
        result_.html += "\uFFFD";
        break;
      case MD_TEXT_BR:
        result_.html += "<br>";
        break;
      case MD_TEXT_SOFTBR:
        result_.html += '\n';
        break;
      case MD_TEXT_ENTITY:
      case MD_TEXT_HTML:
        result_.html += text;
        break;
      default:
        add_escaped(text);
    }
    return is_within_bounds();
  }

  bool is_within_bounds() const { return result_.html.size() <= max_bytes_; }
  MarkdownHtml take() { return std::move(result_); }

 private:
  static std::string_view block_tag(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_P:
        return "<p>";
      case MD_BLOCK_H:
        return "<h1>";
      case MD_BLOCK_LI:
        return "<li>";
      case MD_BLOCK_CODE:
        return "<pre>";
      case MD_BLOCK_HR:
        return "<hr>";
      case MD_BLOCK_TABLE:
        return "<table>";
      case MD_BLOCK_TR:
        return "<tr>";
      case MD_BLOCK_TH:
        return "<th>";
      case MD_BLOCK_TD:
        return "<td>";
      default:
        return {};
    }
  }

  void add_escaped(std::string_view text) {
    for (const char c : text) {
      switch (c) {
        case '<':
          result_.html += "&lt;";
          break;
        case '>':
          result_.html += "&gt;";
          break;
        case '&':
          result_.html += "&amp;";
          break;
        default:
          result_.html += c;
      }
    }
  }

  MarkdownHtml result_;
  std::size_t max_bytes_;
  std::size_t images_ = 0;
  bool is_inside_title_ = false;
};

Renderer& renderer_of(void* data) {
  return *static_cast<Renderer*>(data);
}

// What md4c stops at is any other value than 0.
int status_of(bool goes_on) {
  return goes_on ? 0 : 1;
}

MD_PARSER parser() {
  MD_PARSER parser = {};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* data) {
    return status_of(renderer_of(data).open_block(type, detail));
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* data) {
    return status_of(renderer_of(data).close_block(type));
  };
  parser.enter_span = [](MD_SPANTYPE type, void*, void* data) {
    return status_of(renderer_of(data).open_span(type));
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* data) {
    return status_of(renderer_of(data).close_span(type));
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* data) {
    return status_of(renderer_of(data).add_text(type, {text, size}));
  };
  return parser;
}

}  // namespace

std::optional<MarkdownHtml> render_markdown(std::string_view markdown) {
  if (markdown.size() > std::numeric_limits<int>::max()) return std::nullopt;  // md4c counts by 32 bits
  Renderer renderer(markdown);
  const MD_PARSER callbacks = parser();
  const int status = md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &callbacks, &renderer);
  if (!renderer.is_within_bounds()) return std::nullopt;
  if (status != 0) throw std::bad_alloc();  // nothing else stops md4c
  return renderer.take();
}

}  // namespace chokepoint
