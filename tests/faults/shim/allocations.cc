// SPDX-License-Identifier: GPL-2.0-or-later
// Preloaded into a program, refuses it memory. It takes the place of malloc and its kin, on which operator
// new rests in all its forms; that throws std::bad_alloc then, and C libraries get a null.
//
//   ALLOCATIONS_COUNT=FILE     at its end a process writes how often operator new and C libraries asked: "NEW
//   OTHER" ALLOCATIONS_FAIL=OF N FOR  of the allocations of operator new (OF is 0) or of C libraries (1), the
//   N-th, counted
//                              from 1, fails, and the FOR-1 after it
//   ALLOCATIONS_SHOW=1         where the first was that failed, on standard error
//   ALLOCATIONS_SERVE=C IN OUT the process becomes a server of faults when operator new asks for the C-th
//   time: for
//                              each line "OF N FOR" that it reads from descriptor IN a child goes on with
//                              that fault, and its wait status is written to OUT, after a first int that says
//                              that it is ready. What comes before C is done once for all.
//
// Allocations before main, and those of libraries that by design end the process when they get no memory, are
// not counted. Programs that this one starts are left alone.
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <dlfcn.h>
#include <execinfo.h>
#include <link.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

// The allocator of glibc itself.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
}

namespace {

enum class Caller { kNew, kOther, kNobody };

// Operator new is the C++ library's. GLib, and what rests on it, calls abort(3).
constexpr std::string_view kOperatorNew = "/libstdc++.so";
constexpr std::array<std::string_view, 4> kAborting = {"/libglib-2.0.so", "/libgobject-2.0.so",
                                                       "/libgio-2.0.so", "/libgmime-3.0.so"};

// The code of a library.
struct Region {
  std::uintptr_t begin, end;
  Caller caller;
};
std::array<Region, 64> regions;
std::size_t region_count = 0;

struct Fault {
  Caller of = Caller::kNew;
  std::uint64_t first = UINT64_MAX;
  std::uint64_t length = 0;

  bool hits(Caller caller, std::uint64_t number) const {
    return caller == of && number >= first && number - first < length;
  }
};
Fault fault;
bool shows = false;

struct Server {
  std::uint64_t begin = 0;  // at no allocation
  int in = -1;
  int out = -1;
};
Server server;

bool is_forked = false;
std::atomic<bool> is_on = false;
std::array<std::atomic<std::uint64_t>, 2> asked = {};

Caller caller_in(std::string_view library) {
  if (library.find(kOperatorNew) != std::string_view::npos) return Caller::kNew;
  for (const std::string_view name : kAborting) {
    if (library.find(name) != std::string_view::npos) return Caller::kNobody;
  }
  return Caller::kOther;
}

int note_library(dl_phdr_info* info, std::size_t /*size*/, void* /*data*/) {
  const Caller caller = caller_in(info->dlpi_name);
  if (caller == Caller::kOther) return 0;  // as is all that is in no region
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const auto& segment = info->dlpi_phdr[i];
    if (segment.p_type != PT_LOAD || region_count == regions.size()) continue;
    const std::uintptr_t begin = info->dlpi_addr + segment.p_vaddr;
    regions[region_count++] = {begin, begin + segment.p_memsz, caller};
  }
  return 0;
}

Caller caller_at(const void* address) {
  const auto at = reinterpret_cast<std::uintptr_t>(address);
  for (std::size_t i = 0; i < region_count; ++i) {
    if (at >= regions[i].begin && at < regions[i].end) return regions[i].caller;
  }
  return Caller::kOther;
}

bool read_fault(const char* text) {
  unsigned of = 0;
  if (std::sscanf(text, "%u %ju %ju", &of, &fault.first, &fault.length) != 3) return false;
  fault.of = of == 0 ? Caller::kNew : Caller::kOther;
  return true;
}

// Returns in a child for each line; the server itself ends when no more come.
void serve() {
  int status = 0;
  while (::write(server.out, &status, sizeof status) == sizeof status) {
    std::array<char, 64> line{};
    if (::read(server.in, line.data(), line.size() - 1) <= 0 || !read_fault(line.data())) break;
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(server.in);
      ::close(server.out);
      is_forked = true;
      return;
    }
    ::waitpid(child, &status, 0);
  }
  ::_exit(0);
}

void show_place() {
  is_on = false;  // these functions allocate
  std::array<void*, 64> frames{};
  const int count = ::backtrace(frames.data(), static_cast<int>(frames.size()));
  ::backtrace_symbols_fd(frames.data(), count, STDERR_FILENO);
  is_on = true;
}

// Counts an allocation and says whether it is to fail.
bool refuses(const void* return_address) {
  if (!is_on.load(std::memory_order_relaxed)) return false;
  const Caller caller = caller_at(return_address);
  if (caller == Caller::kNobody) return false;
  const std::uint64_t number = ++asked[static_cast<std::size_t>(caller)];
  if (caller == Caller::kNew && number == server.begin) serve();
  if (!fault.hits(caller, number)) return false;
  if (shows && number == fault.first) show_place();
  errno = ENOMEM;
  return true;
}

void start() {
  ::dl_iterate_phdr(note_library, nullptr);
  if (const char* text = std::getenv("ALLOCATIONS_FAIL")) read_fault(text);
  if (const char* text = std::getenv("ALLOCATIONS_SERVE"))
    std::sscanf(text, "%ju %d %d", &server.begin, &server.in, &server.out);
  shows = std::getenv("ALLOCATIONS_SHOW") != nullptr;
  ::unsetenv("LD_PRELOAD");
  is_on = true;
}

__attribute__((destructor)) void report() {
  is_on = false;
  const char* path = std::getenv("ALLOCATIONS_COUNT");
  std::FILE* file = path == nullptr ? nullptr : std::fopen(path, "we");
  if (file == nullptr) return;
  std::fprintf(file, "%ju %ju\n", std::uintmax_t{asked[0]}, std::uintmax_t{asked[1]});
  std::fclose(file);
}

using Main = int(int, char**, char**);
Main* program_main = nullptr;

int start_and_run(int argc, char** argv, char** environment) {
  start();
  return program_main(argc, argv, environment);
}

}  // namespace

extern "C" {

// What calls main, after the constructors of static objects.
int __libc_start_main(Main* main, int argc, char** argv, void (*init)(), void (*fini)(), void (*rtld_fini)(),
                      void* stack_end) {
  using Start = int(Main*, int, char**, void (*)(), void (*)(), void (*)(), void*);
  auto* const real = reinterpret_cast<Start*>(::dlsym(RTLD_NEXT, "__libc_start_main"));
  program_main = main;
  return real(start_and_run, argc, argv, init, fini, rtld_fini, stack_end);
}

// A child of the server has no other threads, but those that were there have their objects.
int pthread_join(pthread_t thread, void** result) {
  static auto* const real = reinterpret_cast<int (*)(pthread_t, void**)>(::dlsym(RTLD_NEXT, "pthread_join"));
  const int error = real(thread, result);
  return is_forked ? 0 : error;
}

void* malloc(std::size_t size) {
  return refuses(__builtin_return_address(0)) ? nullptr : __libc_malloc(size);
}

void* calloc(std::size_t count, std::size_t size) {
  return refuses(__builtin_return_address(0)) ? nullptr : __libc_calloc(count, size);
}

void* realloc(void* memory, std::size_t size) {
  return refuses(__builtin_return_address(0)) ? nullptr : __libc_realloc(memory, size);
}

void* memalign(std::size_t alignment, std::size_t size) {
  return refuses(__builtin_return_address(0)) ? nullptr : __libc_memalign(alignment, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) {
  return refuses(__builtin_return_address(0)) ? nullptr : __libc_memalign(alignment, size);
}

int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
  if (refuses(__builtin_return_address(0))) return ENOMEM;
  *memory = __libc_memalign(alignment, size);
  return *memory == nullptr ? ENOMEM : 0;
}

}  // extern "C"
