// SPDX-License-Identifier: GPL-2.0-or-later
// Preloaded, it stops a program (SIGSTOP) before each file that it opens below the directory STOP_BELOW, so
// that a test can let generations come and go at that very moment.
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>

namespace {

void stop_before(const char* path) {
  const char* directory = ::getenv("STOP_BELOW");
  if (directory != nullptr && std::strncmp(path, directory, std::strlen(directory)) == 0) ::raise(SIGSTOP);
}

int open_after_stop(const char* name, const char* path, int flags, mode_t mode) {
  using Open = int (*)(const char*, int, ...);
  stop_before(path);
  return reinterpret_cast<Open>(::dlsym(RTLD_NEXT, name))(path, flags, mode);
}

mode_t mode_of(int flags, va_list arguments) {
  return (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_after_stop("open", path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_after_stop("open64", path, flags, mode);
}

FILE* fopen64(const char* path, const char* mode) {
  using Open = FILE* (*)(const char*, const char*);
  stop_before(path);
  return reinterpret_cast<Open>(::dlsym(RTLD_NEXT, "fopen64"))(path, mode);
}
}
