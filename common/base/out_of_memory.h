// SPDX-License-Identifier: GPL-2.0-or-later
// What is done where memory ran out and nobody up the stack can be told. Elsewhere std::bad_alloc is.
#pragma once

#include <cstddef>
#include <string_view>

namespace chokepoint {

// malloc and realloc for libraries that take them from their caller and, if they got a null, would go on as
// if nothing were missing (ICU then breaks a text into other words) or crash. They end the program instead,
// by std::terminate with a std::bad_alloc, which the terminate handlers of both programs know.
void* malloc_or_end(std::size_t bytes) noexcept;
void* realloc_or_end(void* memory, std::size_t bytes) noexcept;

// For a terminate handler: why it was called.
enum class EndCause {
  kMemory,   // a std::bad_alloc
  kOther,    // another exception
  kUnknown,  // an exception that nobody caught, in a function that lets none pass; or no memory for one
};
EndCause cause_of_end() noexcept;

// Says on standard error, without asking for any, that memory ran out. `hint` may be empty.
void say_out_of_memory(std::string_view program, std::string_view hint) noexcept;

}  // namespace chokepoint
