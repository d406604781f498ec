// SPDX-License-Identifier: GPL-2.0-or-later
// ICU has calls that cannot say that memory ran out: the next word boundary is then another one, and a text
// that was read or searched differently would pass for the right one.
#pragma once

namespace chokepoint {

// From now on ICU ends the program when it gets no memory (base/out_of_memory.h). To be called first in main.
void let_icu_have_memory_or_end();

}  // namespace chokepoint
