// SPDX-License-Identifier: GPL-2.0-or-later
// Takes what the index keeps of one article. Two do: a Xapian::Document, which can replace another one in a
// database, and a segment, which writes many at once.
#pragma once

#include <string>
#include <string_view>

#include <xapian.h>

#include "common/text/analyzer.h"

namespace chokepoint {

class DocumentSink {
 public:
  virtual ~DocumentSink() = default;

  // A word at a position (from 1), under a prefix that may be empty. What is added twice counts twice. A term
  // has at most Xapian's 245 bytes, none of them NUL.
  virtual void add_word(std::string_view prefix, std::string_view word, Position position) = 0;

  virtual void add_boolean_term(std::string_view term) = 0;

  // Once a slot. Nothing is done with an empty value.
  virtual void add_value(Xapian::valueno slot, const std::string& value) = 0;

  virtual void set_data(const std::string& data) = 0;

 protected:
  DocumentSink() = default;
  DocumentSink(const DocumentSink&) = default;
  DocumentSink& operator=(const DocumentSink&) = default;
};

}  // namespace chokepoint
