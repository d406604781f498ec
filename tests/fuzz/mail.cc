// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a mail, and as an mbox.
#include "indexer/source/mail_reader.h"
#include "tests/fuzz/reader_promises.h"

using namespace chokepoint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_reader(read_mail, "a.eml", data, size);
  check_reader(read_mbox, "a.mbox", data, size);
  return 0;
}
