// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/icu_memory.h"

#include <cstdlib>

#include <unicode/uclean.h>

#include "common/base/out_of_memory.h"

namespace chokepoint {

void let_icu_have_memory_or_end() {
  UErrorCode status = U_ZERO_ERROR;  // fails only if a function is missing
  u_setMemoryFunctions(
      nullptr, [](const void*, std::size_t bytes) { return malloc_or_end(bytes); },
      [](const void*, void* memory, std::size_t bytes) { return realloc_or_end(memory, bytes); },
      [](const void*, void* memory) { std::free(memory); }, &status);
}

}  // namespace chokepoint
