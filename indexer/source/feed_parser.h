// SPDX-License-Identifier: GPL-2.0-or-later
// RSS 0.9x to 2.0, Atom 0.3 and 1.0, RDF (RSS 1.0) -> one shape, with the texts as the feed has them. By
// libxml2, which reads on after faults that feeds are full of; nothing is expanded, defaulted or fetched.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

enum class FeedField : std::uint8_t {
  kTitle,
  kLink,
  kId,
  kPublished,
  kUpdated,
  kAuthor,
  kPublisher,
  kLanguage,
  kContent,
  kSummary,
};

struct FeedText {
  enum class Kind : std::uint8_t {
    kUnknown,  // RSS does not say whether a text is plain or HTML
    kPlain,
    kHtml,
  };
  FeedField field = FeedField::kTitle;
  std::string text;
  Kind kind = Kind::kUnknown;
  std::string_view element;  // where it stood ("pubDate"), for --explain; static
};

// A channel, or an item of it (Atom: a feed, an entry).
struct FeedRecord {
  std::vector<FeedText> texts;  // one a field, not blank
  std::size_t line = 0;         // where it begins
  std::string note;             // the first fault inside it that was mended

  // An empty text if the record has none.
  const FeedText& get(FeedField field) const;
};

struct Feed {
  FeedRecord channel;
  std::vector<FeedRecord> items;  // those that are whole, in the order of the feed
  std::string fault;              // why what follows them could not be read; empty if all was
  std::size_t fault_line = 0;
};

// `xml` is valid UTF-8 with LF line ends, whatever encoding its declaration names. Linear, nested at most 128
// deep. Thread-safe.
Feed parse_feed(std::string_view xml);

}  // namespace chokepoint
