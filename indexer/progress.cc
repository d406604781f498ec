// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/progress.h"

#include <string>

#include <unistd.h>

namespace chokepoint {
namespace {

constexpr auto kInterval = std::chrono::milliseconds(100);

void write_error_stream(const std::string& text) {
  if (::write(STDERR_FILENO, text.data(), text.size()) < 0) return;  // nobody is watching
}

}  // namespace

Progress::Progress(When when, bool is_quiet)
    : is_on_(!is_quiet && (when == When::kAlways || (when == When::kAuto && is_terminal(STDERR_FILENO)))),
      started_(std::chrono::steady_clock::now()) {}

void Progress::show(std::size_t done, std::size_t all) {
  const auto now = std::chrono::steady_clock::now();
  if (!is_on_ || all == 0 || (now - last_ < kInterval && done < all)) return;
  last_ = now;
  is_shown_ = true;
  const auto seconds = std::chrono::duration<double>(now - started_).count();
  const auto left = static_cast<long>(seconds * static_cast<double>(all - done) /
                                      static_cast<double>(done == 0 ? 1 : done));
  std::string line = "\rreading " + std::to_string(done) + " of " + std::to_string(all) + " files (" +
                     std::to_string(done * 100 / all) + " %)";
  line += done < all ? ", about " + std::to_string(left) + " s left   " : ", merging              ";
  write_error_stream(line);
}

void Progress::clear() {
  if (is_shown_) write_error_stream("\r\x1b[K");
}

}  // namespace chokepoint
