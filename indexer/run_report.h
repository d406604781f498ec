// SPDX-License-Identifier: GPL-2.0-or-later
// How a run reports: a summary on standard output, warnings on standard error, and --report's file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/cli/diagnostics.h"
#include "indexer/index_run.h"
#include "indexer/options.h"
#include "indexer/source/skip.h"
#include "indexer/unique_fd.h"

namespace chokepoint {

// The lines of --report: one JSON object a skip, then the summary. Also --format=jsonl's standard output,
// of which the skips are left out.
std::string report_lines(const std::vector<Skip>& skips);
std::string summary_line(const IndexSummary& summary, ReportFormat format);

// The file of --report. Opened before the run, so that a name that cannot be written is known before
// anything is published. Both throw InputError.
class ReportFile {
 public:
  explicit ReportFile(const std::string& path);  // empty: no report
  void write(const IndexSummary& summary) const;

 private:
  std::string path_;
  UniqueFd fd_;
};

// Warns of the first skips and says how many more there are; of all of them if `is_verbose`. Files that no
// installed program reads are counted a program, as there is one thing to do about them.
void warn_of_skips(const std::vector<Skip>& skips, bool is_verbose, const Diagnostics& diagnostics);

}  // namespace chokepoint
