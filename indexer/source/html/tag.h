// SPDX-License-Identifier: GPL-2.0-or-later
// The elements of HTML that a rule of ours speaks of, and what the rules need to know of each.
#pragma once

#include <cstdint>
#include <string_view>

namespace chokepoint {

enum class Tag : std::uint8_t {
  kOther,  // custom elements and all that no rule speaks of: inline, transparent
  kText,   // a text node
  kA,
  kAddress,
  kArticle,
  kAside,
  kBlockquote,
  kBody,
  kBr,
  kButton,
  kCaption,
  kCenter,
  kColumns,  // <col>, <colgroup>
  kDd,
  kDetails,
  kDialog,
  kDiv,
  kDl,
  kDt,
  kEmbedded,  // <iframe>, <noembed>: their content is not of this page
  kFieldset,
  kFigcaption,
  kFigure,
  kFooter,
  kForm,
  kFormatting,  // <b>, <i>, <font> and the like
  kH1,
  kH2,
  kH3,
  kH4,
  kH5,
  kH6,
  kHeader,
  kHgroup,
  kHead,
  kHr,
  kHtml,
  kImage,
  kInput,  // and other void controls
  kLi,
  kLink,
  kMain,
  kMeta,
  kNav,
  kNoscript,
  kObject,  // <object>, <applet>, <marquee>: transparent
  kOl,
  kOption,
  kP,
  kPlaintext,
  kPre,
  kRuby,
  kRubyText,  // <rt>, <rp>
  kScript,
  kSection,
  kSelect,
  kSpan,
  kStyle,
  kSummary,
  kSvg,
  kTable,
  kTableBody,  // <tbody>, <thead>, <tfoot>
  kTd,         // and <th>
  kTemplate,
  kTextarea,
  kTime,
  kTitle,
  kTr,
  kUl,
  kVideo,  // <audio>, <video>, <canvas>: what they hold is for browsers without them
  kVoid,   // other elements without content that say nothing
  kXmp,
};

// `name` in lower case.
Tag tag_of(std::string_view name);

// Begins and ends a line of its own.
bool is_block(Tag tag);

// A blank line stands before and after it.
bool is_paragraph_like(Tag tag);

bool is_heading(Tag tag);

}  // namespace chokepoint
