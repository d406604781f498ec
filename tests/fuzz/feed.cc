// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a feed.
#include "indexer/source/feed_reader.h"
#include "tests/fuzz/reader_promises.h"

using namespace chokepoint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_reader(read_feed, "a.rss", data, size);
  return 0;
}
