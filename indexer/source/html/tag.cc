// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/tag.h"

#include <algorithm>
#include <array>

namespace chokepoint {
namespace {

struct TagName {
  std::string_view name;
  Tag tag;
};

// Sorted by name.
constexpr auto kTagNames = std::to_array<TagName>({
    {"a", Tag::kA},
    {"address", Tag::kAddress},
    {"applet", Tag::kObject},
    {"area", Tag::kVoid},
    {"article", Tag::kArticle},
    {"aside", Tag::kAside},
    {"audio", Tag::kVideo},
    {"b", Tag::kFormatting},
    {"base", Tag::kVoid},
    {"basefont", Tag::kVoid},
    {"bgsound", Tag::kVoid},
    {"big", Tag::kFormatting},
    {"blockquote", Tag::kBlockquote},
    {"body", Tag::kBody},
    {"br", Tag::kBr},
    {"button", Tag::kButton},
    {"canvas", Tag::kVideo},
    {"caption", Tag::kCaption},
    {"center", Tag::kCenter},
    {"code", Tag::kFormatting},
    {"col", Tag::kColumns},
    {"colgroup", Tag::kColumns},
    {"datalist", Tag::kSelect},
    {"dd", Tag::kDd},
    {"details", Tag::kDetails},
    {"dialog", Tag::kDialog},
    {"dir", Tag::kUl},
    {"div", Tag::kDiv},
    {"dl", Tag::kDl},
    {"dt", Tag::kDt},
    {"em", Tag::kFormatting},
    {"embed", Tag::kVoid},
    {"fieldset", Tag::kFieldset},
    {"figcaption", Tag::kFigcaption},
    {"figure", Tag::kFigure},
    {"font", Tag::kFormatting},
    {"footer", Tag::kFooter},
    {"form", Tag::kForm},
    {"frame", Tag::kVoid},
    {"frameset", Tag::kVoid},
    {"h1", Tag::kH1},
    {"h2", Tag::kH2},
    {"h3", Tag::kH3},
    {"h4", Tag::kH4},
    {"h5", Tag::kH5},
    {"h6", Tag::kH6},
    {"head", Tag::kHead},
    {"header", Tag::kHeader},
    {"hgroup", Tag::kHgroup},
    {"hr", Tag::kHr},
    {"html", Tag::kHtml},
    {"i", Tag::kFormatting},
    {"iframe", Tag::kEmbedded},
    {"image", Tag::kImage},
    {"img", Tag::kImage},
    {"input", Tag::kInput},
    {"keygen", Tag::kInput},
    {"li", Tag::kLi},
    {"link", Tag::kLink},
    {"listing", Tag::kPre},
    {"main", Tag::kMain},
    {"marquee", Tag::kObject},
    {"menu", Tag::kUl},
    {"meta", Tag::kMeta},
    {"nav", Tag::kNav},
    {"nobr", Tag::kFormatting},
    {"noembed", Tag::kEmbedded},
    {"noframes", Tag::kObject},
    {"noscript", Tag::kNoscript},
    {"object", Tag::kObject},
    {"ol", Tag::kOl},
    {"optgroup", Tag::kOption},
    {"option", Tag::kOption},
    {"p", Tag::kP},
    {"param", Tag::kVoid},
    {"plaintext", Tag::kPlaintext},
    {"pre", Tag::kPre},
    {"rp", Tag::kRubyText},
    {"rt", Tag::kRubyText},
    {"rtc", Tag::kRubyText},
    {"ruby", Tag::kRuby},
    {"s", Tag::kFormatting},
    {"script", Tag::kScript},
    {"search", Tag::kForm},
    {"section", Tag::kSection},
    {"select", Tag::kSelect},
    {"small", Tag::kFormatting},
    {"source", Tag::kVoid},
    {"span", Tag::kSpan},
    {"strike", Tag::kFormatting},
    {"strong", Tag::kFormatting},
    {"style", Tag::kStyle},
    {"summary", Tag::kSummary},
    {"svg", Tag::kSvg},
    {"table", Tag::kTable},
    {"tbody", Tag::kTableBody},
    {"td", Tag::kTd},
    {"template", Tag::kTemplate},
    {"textarea", Tag::kTextarea},
    {"tfoot", Tag::kTableBody},
    {"th", Tag::kTd},
    {"thead", Tag::kTableBody},
    {"time", Tag::kTime},
    {"title", Tag::kTitle},
    {"tr", Tag::kTr},
    {"track", Tag::kVoid},
    {"tt", Tag::kFormatting},
    {"u", Tag::kFormatting},
    {"ul", Tag::kUl},
    {"video", Tag::kVideo},
    {"wbr", Tag::kVoid},
    {"xmp", Tag::kXmp},
});

constexpr bool by_name(const TagName& left, const TagName& right) {
  return left.name < right.name;
}
static_assert(std::is_sorted(kTagNames.begin(), kTagNames.end(), by_name));

}  // namespace

Tag tag_of(std::string_view name) {
  const auto found =
      std::lower_bound(kTagNames.begin(), kTagNames.end(), TagName{name, Tag::kOther}, by_name);
  return found != kTagNames.end() && found->name == name ? found->tag : Tag::kOther;
}

bool is_block(Tag tag) {
  switch (tag) {
    case Tag::kDd:
    case Tag::kDt:
    case Tag::kHr:
    case Tag::kLi:
    case Tag::kOption:
    case Tag::kSummary:
    case Tag::kTableBody:
    case Tag::kTd:
    case Tag::kTr:
      return true;
    default:
      return is_paragraph_like(tag);
  }
}

bool is_paragraph_like(Tag tag) {
  switch (tag) {
    case Tag::kAddress:
    case Tag::kArticle:
    case Tag::kAside:
    case Tag::kBlockquote:
    case Tag::kBody:
    case Tag::kCaption:
    case Tag::kCenter:
    case Tag::kDetails:
    case Tag::kDialog:
    case Tag::kDiv:
    case Tag::kDl:
    case Tag::kFieldset:
    case Tag::kFigcaption:
    case Tag::kFigure:
    case Tag::kFooter:
    case Tag::kForm:
    case Tag::kHeader:
    case Tag::kHgroup:
    case Tag::kHtml:
    case Tag::kMain:
    case Tag::kNav:
    case Tag::kNoscript:
    case Tag::kOl:
    case Tag::kP:
    case Tag::kPre:
    case Tag::kSection:
    case Tag::kTable:
    case Tag::kUl:
    case Tag::kXmp:
      return true;
    default:
      return is_heading(tag);
  }
}

bool is_heading(Tag tag) {
  return tag >= Tag::kH1 && tag <= Tag::kH6;
}

}  // namespace chokepoint
