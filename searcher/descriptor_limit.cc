// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/descriptor_limit.h"

#include <string>

#include <sys/resource.h>

#include "common/base/error.h"

namespace chokepoint {
namespace {

constexpr rlim_t kPerIndex = 6;  // a table each
constexpr rlim_t kBeside = 8;    // the standard streams, a batch, what is open for a moment

}  // namespace

void allow_open_indexes(std::size_t indexes) {
  const rlim_t needed = indexes * kPerIndex + kBeside;
  struct rlimit limit {};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed) return;
  if (limit.rlim_max >= needed) {
    limit.rlim_cur = needed;
    if (::setrlimit(RLIMIT_NOFILE, &limit) == 0) return;
  }
  throw InputError("the limit of open files is " + std::to_string(limit.rlim_max) + ", and " +
                       std::to_string(indexes) + (indexes == 1 ? " index takes " : " indexes take ") +
                       std::to_string(needed),
                   "raise it with \"ulimit -n\", or search fewer indexes at once");
}

}  // namespace chokepoint
