// SPDX-License-Identifier: GPL-2.0-or-later
// Text that is longer than the terminal, through the user's pager, as git does it: $CHOKEPOINT_PAGER, else
// $PAGER, else less, run by "sh -c"; none if that is empty or "cat". A pager that ends early ends the output
// quietly; one that cannot be run costs a note, and the text is printed as it is.
#pragma once

#include <optional>
#include <string>

#include "common/cli/diagnostics.h"
#include "common/cli/output_stream.h"

namespace chokepoint {

// What the environment asks for; nothing if that is no pager.
std::optional<std::string> pager_command();

enum class Paging { kAuto, kNever };

// Collects what is written until finish(), which decides. With kNever it passes everything on at once.
// Pages only where standard output is a terminal that can do more than print. Not for several threads:
// finish() sets LESS, LESSCHARSET and LV where they are not set, and ignores SIGINT while a pager runs, since
// that is for the pager.
class PagedOutput : public Sink {
 public:
  // `out` writes to standard output; both must outlive the object.
  PagedOutput(Paging paging, OutputStream& out, const Diagnostics& diagnostics);
  PagedOutput(const PagedOutput&) = delete;
  PagedOutput& operator=(const PagedOutput&) = delete;

  void write(std::string_view bytes) override;
  void flush() override;  // what is paged waits for finish()

  // Returns when all is shown. Throws InputError as OutputStream does, never for a pager's end.
  void finish();

 private:
  OutputStream& out_;
  const Diagnostics& diagnostics_;
  std::optional<std::string> command_;  // nothing: not paged
  std::string text_;
};

}  // namespace chokepoint
