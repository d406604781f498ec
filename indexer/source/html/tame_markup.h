// SPDX-License-Identifier: GPL-2.0-or-later
// Mark-up that a parser of HTML5 gets through in linear time, from mark-up of anybody's.
//
// HTML5's rules for faulty mark-up are quadratic in many places: each `<div>` looks for an open `<p>` through
// everything that is open, each paragraph opens all formatting elements anew, each attribute is compared with
// all before it. So the tags are rewritten before the parser sees them, in one pass over the tokens:
//
// - Scripts, styles, comments, embedded pages and what forms hold go; of the attributes those stay that a
// rule
//   of ours reads, cut at kMaxValueBytes.
// - Formatting elements go unless they carry such an attribute. They and other elements with rules of their
//   own (`<a>`, `<form>`, `<select>`, `<template>`, ...) become elements that the parser has no rules for:
//   `<x-a>`.
// - What is open is never more than kMaxOpenElements, and each end tag closes the element that is open last.
//   A tag beyond that, or beyond kMaxElements in all, is left out; its text stays.
//
// What is implied is left to the parser: a missing <tbody>, text that strays into a table, entities.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

struct TameMarkup {
  std::string markup;                     // UTF-8
  std::vector<std::string_view> json_ld;  // contents of <script type="application/ld+json">; into the input
  std::size_t flattened = 0;              // tags left out because of a limit
};

inline constexpr std::size_t kMaxOpenElements = 256;
inline constexpr std::size_t kMaxElements = 400'000;
inline constexpr std::size_t kMaxValueBytes = 2048;
inline constexpr std::size_t kMaxJsonLdBlocks = 64;

// `html` is valid UTF-8 and must outlive the result's views. Linear time, never throws but bad_alloc.
TameMarkup tame_markup(std::string_view html);

}  // namespace chokepoint
