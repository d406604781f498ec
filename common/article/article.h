// SPDX-License-Identifier: GPL-2.0-or-later
// An article as the whole project sees it: plain data, filled by the readers (source/), the cleaner
// (clean/) and the extractor (extract/), stored in the index and printed by both binaries.
//
// All strings are valid UTF-8 except `id` and `path`, which are bytes as the file system has them. Offsets
// are bytes into `text`, half-open. Absent strings are empty; absent dates are empty, others ISO 8601.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace chokepoint {

// Who did what to whom: one government or court measure, or one company's answer to it.
struct Event {
  std::string actor;                 // jurisdiction code ("CA", "EU"); empty if the text does not say
  std::string authority;             // canonical name, else as printed; may be empty
  std::string measure;               // leaf slug of measures.tsv
  std::vector<std::string> targets;  // canonical company names, sorted; empty for a general measure
  std::string home;                  // jurisdiction code of the targets' home; may be empty
  std::string scope;                 // who is bound: "public", "officials", "minors", ...; may be empty
  std::string status;                // slug of statuses.tsv
  std::string date;                  // effective date, else deadline, else decision date; may be partial
  std::string penalty;               // sum and currency as printed; may be empty
  bool retaliatory = false;
  std::size_t evidence_begin = 0;  // the sentence in `text` that asserts it
  std::size_t evidence_end = 0;
  std::string rule;   // which cue and role pattern gave it, for --explain
  bool core = false;  // today's news, as opposed to history and comparison

  bool operator==(const Event&) const = default;
};

// One value of a facet. Core values are what an expert would file the article under; the others are
// merely mentioned ("also").
struct FacetValue {
  std::string value;
  bool core = false;
  std::string rule;  // why, for --explain

  bool operator==(const FacetValue&) const = default;
};

// A line that cleaning took out, and the rule that did.
struct DroppedLine {
  std::string text;
  std::string rule;
  std::size_t at = 0;        // where in the cleaned text it stood
  bool is_metadata = false;  // date, byline: its content is a field of the article, nothing was lost

  bool operator==(const DroppedLine&) const = default;
};

struct Article {
  std::string id;    // path relative to its root, "#ID" after it inside a file of several articles
  std::string path;  // absolute path of the file

  std::string title;
  std::string text;            // cleaned; what offsets point into: the title's line, a blank line, the body
  std::size_t body_begin = 0;  // where the body begins in `text`; 0 if the title is not a line of its own
  bool truncated = false;      // `text` as stored was cut at kMaxStoredTextBytes; all of it is indexed
  std::string published;       // the date where it was published
  std::string published_at;    // the same with time and, if known, offset ("2024-11-07T10:00:00+08:00")
  std::string published_from;  // what gave the date, for --explain
  std::string updated;
  std::string url;
  std::string publisher;
  std::string author;
  std::string language;  // BCP 47 primary subtag ("en", "zh"); empty if unknown

  std::vector<FacetValue> country;  // values sorted, each once
  std::vector<FacetValue> company;
  std::vector<FacetValue> measure;
  std::vector<Event> events;  // in the order of their evidence
  std::vector<DroppedLine> dropped;
  std::vector<std::string> notes;  // what --explain should say beyond the above, a line each

  bool operator==(const Article&) const = default;
};

inline constexpr std::size_t kMaxStoredTextBytes = 1024 * 1024;

}  // namespace chokepoint
