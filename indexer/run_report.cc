// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/run_report.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <string_view>

#include <fcntl.h>
#include <nlohmann/json.hpp>

#include "common/article/article_json.h"
#include "common/base/error.h"
#include "common/cli/output_stream.h"

namespace chokepoint {
namespace {

constexpr std::size_t kWarnedSkips = 20;

std::string seconds(std::chrono::milliseconds elapsed) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.1f s", static_cast<double>(elapsed.count()) / 1000.0);
  return buffer.data();
}

}  // namespace

std::string report_lines(const std::vector<Skip>& skips) {
  std::string lines;
  for (const Skip& skip : skips) {
    lines += to_json_text({{"path", skip.path}, {"reason", skip.reason}, {"detail", skip.detail}}) + "\n";
  }
  return lines;
}

std::string summary_line(const IndexSummary& summary, ReportFormat format) {
  if (format == ReportFormat::kJsonl) {
    return to_json_text({{"summary", true},
                         {"published", summary.is_published},
                         {"generation", summary.generation},
                         {"articles", summary.articles},
                         {"files", summary.files},
                         {"read", summary.files_read},
                         {"skipped", summary.skips.size()},
                         {"ignored", summary.ignored},
                         {"milliseconds", summary.elapsed.count()}}) +
           "\n";
  }
  const std::string counts = std::to_string(summary.articles) + " articles from " +
                             std::to_string(summary.files) + " files, " +
                             std::to_string(summary.skips.size()) + " skipped";
  return (summary.is_published
              ? "published generation " + std::to_string(summary.generation) + ": "
              : "nothing has changed since generation " + std::to_string(summary.generation) + ": ") +
         counts + ", in " + seconds(summary.elapsed) + "\n";
}

ReportFile::ReportFile(const std::string& path) : path_(path) {
  if (path.empty()) return;
  fd_ = UniqueFd(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
  if (!fd_) throw InputError("cannot write the report \"" + path + "\": " + std::strerror(errno));
}

void ReportFile::write(const IndexSummary& summary) const {
  if (!fd_) return;
  // The report before this one stays until there is another. (EINVAL: a pipe or a device.)
  if (::ftruncate(fd_.get(), 0) != 0 && errno != EINVAL)
    throw InputError("cannot write the report \"" + path_ + "\": " + std::strerror(errno));
  OutputStream file(fd_.get(), "the report \"" + path_ + "\"");
  file.write(report_lines(summary.skips));
  file.write(summary_line(summary, ReportFormat::kJsonl));
  file.flush();
}

namespace {

constexpr std::string_view kMissing = "filter-missing";

// A program that is not installed is one thing to say, however many files it would have read.
void warn_of_missing_programs(const std::vector<Skip>& skips, const Diagnostics& diagnostics) {
  std::map<std::string, std::size_t> files;
  for (const Skip& skip : skips) {
    if (skip.reason == kMissing) ++files[skip.detail];
  }
  for (const auto& [detail, count] : files) {
    diagnostics.warning(std::to_string(count) + (count == 1 ? " file was" : " files were") +
                        " skipped (filter-missing): " + detail);
  }
}

}  // namespace

void warn_of_skips(const std::vector<Skip>& skips, bool is_verbose, const Diagnostics& diagnostics) {
  std::size_t warned = 0;
  std::size_t left = 0;
  for (const Skip& skip : skips) {
    if (!is_verbose && skip.reason == kMissing) continue;
    if (!is_verbose && warned == kWarnedSkips) {
      ++left;
      continue;
    }
    ++warned;
    diagnostics.warning("skipped \"" + skip.path + "\": " + skip.reason + " (" + skip.detail + ")");
  }
  if (left > 0) diagnostics.warning(std::to_string(left) + " more were skipped; --report=FILE lists all");
  warn_of_missing_programs(skips, diagnostics);
}

}  // namespace chokepoint
