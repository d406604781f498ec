// SPDX-License-Identifier: GPL-2.0-or-later
// Opens one or several indexes for reading. Generations never change, but the indexer may remove one
// between our reading its name and opening it; whoever searches runs the whole search again then.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/base/error.h"
#include "common/index/index_info.h"
#include "common/index/xapian_errors.h"

namespace chokepoint {

// One of several indexes cannot be used, and answering without it was not asked for.
class ShardError : public Error {
  using Error::Error;
};

struct OpenIndex {
  Xapian::Database database;  // all shards as one
  IndexInfo info;             // of the first shard; languages and newest are those of all
  std::uint64_t generation = 0;
  bool is_partial = false;
  std::vector<std::string> notes;  // why shards are missing
};

enum class MissingShards { kRefuse, kLeaveOut };

// `paths` name index directories, at least one. Throws IndexError if a lone one cannot be used, or none of
// several; ShardError if some of several cannot and `missing` is kRefuse; InputError if so many may not be
// open at once. Lets pass the Xapian errors that with_retries() knows.
OpenIndex open_index(const std::vector<std::string>& paths, MissingShards missing);

inline constexpr int kOpenTries = 3;

// Calls `search`, which opens the index and uses it, again when the generation vanished meanwhile, at most
// kOpenTries times. Throws IndexError for whatever else Xapian throws.
template <typename Search>
auto with_retries(Search search) -> decltype(search()) {
  for (int tries = 1;; ++tries) {
    try {
      return search();
    } catch (const Xapian::DatabaseModifiedError& error) {
      if (tries == kOpenTries) throw IndexError(describe(error, "read the index"));
    } catch (const Xapian::DatabaseOpeningError& error) {
      if (tries == kOpenTries) throw IndexError(describe(error, "open the index"));
    } catch (const Xapian::Error& error) {
      throw IndexError(describe(error, "read the index"));
    }
  }
}

}  // namespace chokepoint
