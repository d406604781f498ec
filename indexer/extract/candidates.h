// SPDX-License-Identifier: GPL-2.0-or-later
// Who may be the actor of a telling, and who its targets: those named in its sentence, those that a word of
// it stands for, and those whom the story is about.
#pragma once

#include <vector>

#include "indexer/extract/telling.h"

namespace chokepoint {

class CandidateFinder {
 public:
  explicit CandidateFinder(PhraseSets& sets);

  // Fills telling.actors and telling.targets; their mentions point into `reading`.
  void find(const Reading& reading, Telling& telling) const;

 private:
  void find_actors(const Reading& reading, Telling& telling) const;
  void find_targets(const Reading& reading, Telling& telling) const;

  SetId company_anaphor_;
};

}  // namespace chokepoint
