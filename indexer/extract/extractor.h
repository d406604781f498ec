// SPDX-License-Identifier: GPL-2.0-or-later
// From a cleaned article to its facets and events: mentions of jurisdictions, authorities and companies,
// cues of measures and their status, roles by sentence, and the roll-up into core and also values.
//
// Reads title, text, body_begin, published, language; fills country, company, measure, events (and adds
// notes). Deterministic, linear in the length of the text, no locale. A const Extractor may be shared by
// threads.
#pragma once

#include <memory>

#include "common/article/article.h"
#include "common/facets/vocabulary.h"

namespace chokepoint {

class Extractor {
 public:
  // `vocabulary` must outlive the extractor.
  explicit Extractor(const Vocabulary& vocabulary);
  ~Extractor();
  Extractor(const Extractor&) = delete;
  Extractor& operator=(const Extractor&) = delete;

  void extract(Article& article) const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace chokepoint
