// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as RTF.
#include "indexer/source/rtf_reader.h"
#include "tests/fuzz/reader_promises.h"

using namespace chokepoint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_reader(read_rtf, "a.rtf", data, size);
  return 0;
}
