// SPDX-License-Identifier: GPL-2.0-or-later
// Bytes of a known encoding -> UTF-8, by ICU's converters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/source/charset_labels.h"

namespace chokepoint {

struct Decoding {
  std::string text;        // valid UTF-8; what the encoding has no character for is U+FFFD
  std::size_t faults = 0;  // how many of those there are
};

enum class InputEnd { kWhole, kCut };  // of kCut, a character that is not complete at the end is no fault

// Linear; memory is at most three bytes a byte. Thread-safe.
Decoding decode_charset(std::string_view bytes, const Charset& charset, InputEnd end = InputEnd::kWhole);

}  // namespace chokepoint
