// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/base/out_of_memory.h"

#include <cstdlib>
#include <exception>
#include <new>

#include <unistd.h>

namespace chokepoint {
namespace {

// The exception cannot leave the functions that call this, which is what ends the program.
void* or_throw(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

// Whether it could be said or not, the program ends as it does.
void say(std::string_view text) noexcept {
  static_cast<void>(!::write(STDERR_FILENO, text.data(), text.size()));
}

}  // namespace

// Of no bytes, both may return null.
void* malloc_or_end(std::size_t bytes) noexcept {
  return or_throw(std::malloc(bytes == 0 ? 1 : bytes));
}

void* realloc_or_end(void* memory, std::size_t bytes) noexcept {
  return or_throw(std::realloc(memory, bytes == 0 ? 1 : bytes));
}

EndCause cause_of_end() noexcept {
  if (!std::current_exception()) return EndCause::kUnknown;
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return EndCause::kMemory;
  } catch (...) {
    return EndCause::kOther;
  }
}

void say_out_of_memory(std::string_view program, std::string_view hint) noexcept {
  say(program);
  say(": out of memory\n");
  if (hint.empty()) return;
  say("hint: ");
  say(hint);
  say("\n");
}

}  // namespace chokepoint
