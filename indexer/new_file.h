// SPDX-License-Identifier: GPL-2.0-or-later
// A file that is created and written from front to back, and not synced. Throws InputError, with the system's
// reason.
#pragma once

#include <filesystem>
#include <string_view>

#include "indexer/unique_fd.h"

namespace chokepoint {

// What to do when the system does not let the indexer write.
inline constexpr const char* kSystemHint =
    "check the free space and the limits of the system, then run again";

class NewFile {
 public:
  // Nothing may be there yet.
  explicit NewFile(std::filesystem::path path);

  void write(std::string_view bytes);

 private:
  std::filesystem::path path_;
  UniqueFd file_;
};

}  // namespace chokepoint
