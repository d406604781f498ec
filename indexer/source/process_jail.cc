// SPDX-License-Identifier: GPL-2.0-or-later
// The filter names what is refused and lets the rest pass: converters and filters are of many makes, and a
// list of what they may call would break with each new libc. What is refused fails with EPERM, as if the user
// had no right to it. Calls that take a structure, which no filter can look into, fail with ENOSYS, upon
// which libc takes the older call.
#include "indexer/source/process_jail.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string>

#include <fcntl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common/base/error.h"
#include "indexer/unique_fd.h"

namespace chokepoint {
namespace {

constexpr std::array kRefusedCalls = {
    // Network, and what does its work by other names.
    "socket", "connect", "bind", "listen", "accept", "accept4", "io_uring_setup",
    // The file system. Opening for writing is refused below.
    "creat", "truncate", "unlink", "unlinkat", "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir",
    "link", "linkat", "symlink", "symlinkat", "mknod", "mknodat", "chmod", "fchmod", "fchmodat", "chown",
    "fchown", "lchown", "fchownat", "utime", "utimes", "futimesat", "utimensat", "setxattr", "lsetxattr",
    "fsetxattr", "removexattr", "lremovexattr", "fremovexattr", "open_by_handle_at", "name_to_handle_at",
    "mount", "umount2", "move_mount", "open_tree", "fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr",
    "pivot_root", "chroot", "swapon", "swapoff", "quotactl", "quotactl_fd", "acct",
    // Objects that outlive the process.
    "shmget", "semget", "msgget", "mq_open", "mq_unlink", "add_key", "request_key", "keyctl",
    // Other processes. Leaving the session would be leaving the group that is killed in the end.
    "kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_send_signal", "pidfd_getfd",
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp", "setsid", "setpgid",
    // Other namespaces, and the parts of the kernel that are most often its weak spot.
    "setns", "unshare", "bpf", "perf_event_open", "userfaultfd", "init_module", "finit_module",
    "delete_module", "kexec_load", "kexec_file_load", "reboot", "iopl", "ioperm", "syslog", "vhangup",
    "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "sethostname", "setdomainname"};

// Newer than Debian 12's libseccomp knows by name; these numbers are the same on all processors.
constexpr std::array kRefusedNumbers = {452 /* fchmodat2 */, 463 /* setxattrat */, 466 /* removexattrat */,
                                        467 /* open_tree_attr */, 469 /* file_setattr */};

constexpr std::array kMissingCalls = {"openat2", "clone3"};

constexpr unsigned kWritingFlags[] = {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC};
constexpr unsigned kNamespaceFlags[] = {CLONE_NEWNS,  CLONE_NEWUTS, CLONE_NEWIPC,   CLONE_NEWUSER,
                                        CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWCGROUP};

class FilterBuilder {
 public:
  FilterBuilder() : context_(::seccomp_init(SCMP_ACT_ALLOW), ::seccomp_release) {
    check(context_ ? 0 : -ENOMEM);
  }

  void refuse(const char* call, int error, std::span<const scmp_arg_cmp> when = {}) {
    const int number = ::seccomp_syscall_resolve_name(call);
    if (number == __NR_SCMP_ERROR) throw InputError(std::string("libseccomp does not know ") + call);
    refuse(number, error, when);
  }

  void refuse(int number, int error, std::span<const scmp_arg_cmp> when = {}) {
    check(::seccomp_rule_add_array(context_.get(), SCMP_ACT_ERRNO(static_cast<unsigned>(error)), number,
                                   static_cast<unsigned>(when.size()), when.data()));
  }

  // Refuses a call whose argument `position` has any of the bits of `flags`.
  void refuse_flag(const char* call, unsigned position, unsigned flag) {
    const std::array when = {scmp_arg_cmp{position, SCMP_CMP_MASKED_EQ, flag, flag}};
    refuse(call, EPERM, when);
  }

  // The program for the kernel. The library writes it to a file only.
  std::vector<sock_filter> compile() const {
    const UniqueFd file(::memfd_create("seccomp", MFD_CLOEXEC));
    if (!file) check(-errno);
    check(::seccomp_export_bpf(context_.get(), file.get()));
    const off_t bytes = ::lseek(file.get(), 0, SEEK_END);
    std::vector<sock_filter> program(static_cast<std::size_t>(bytes) / sizeof(sock_filter));
    const std::size_t size = program.size() * sizeof(sock_filter);
    if (::pread(file.get(), program.data(), size, 0) != static_cast<ssize_t>(size)) check(-EIO);
    return program;
  }

 private:
  static void check(int result) {
    if (result < 0)
      throw InputError(std::string("cannot prepare the confinement of converters: ") +
                       std::strerror(-result));
  }

  std::unique_ptr<void, void (*)(scmp_filter_ctx)> context_;
};

std::vector<sock_filter> compile_filter() {
  FilterBuilder filter;
  for (const char* call : kRefusedCalls) filter.refuse(call, EPERM);
  for (const int number : kRefusedNumbers) filter.refuse(number, EPERM);
  for (const char* call : kMissingCalls) filter.refuse(call, ENOSYS);
  for (const unsigned flag : kWritingFlags) {
    filter.refuse_flag("open", 1, flag);
    filter.refuse_flag("openat", 2, flag);
  }
  for (const unsigned flag : kNamespaceFlags) filter.refuse_flag("clone", 0, flag);
  // The limits of another process of this user; its own limits (0) it can only lower.
  const std::array other_process = {scmp_arg_cmp{0, SCMP_CMP_NE, 0, 0}};
  filter.refuse("prlimit64", EPERM, other_process);
  // Typing into a terminal that is open somewhere. The upper half of the argument is not looked at by the
  // kernel.
  const std::array type_ahead = {scmp_arg_cmp{1, SCMP_CMP_MASKED_EQ, 0xFFFFFFFF, TIOCSTI}};
  filter.refuse("ioctl", EPERM, type_ahead);
  return filter.compile();
}

bool limit(__rlimit_resource resource, rlim_t soft, rlim_t hard) {
  struct rlimit now {};
  if (::getrlimit(resource, &now) != 0) return false;
  const struct rlimit wanted { std::min(soft, now.rlim_max), std::min(hard, now.rlim_max) };
  return ::setrlimit(resource, &wanted) == 0;
}

}  // namespace

ProcessJail::ProcessJail() : filter_(compile_filter()) {}

bool ProcessJail::enter(std::chrono::milliseconds processor_time, std::uint64_t memory_bytes) const {
  constexpr rlim_t kOpenFiles = 64;
  constexpr int kCapabilities = 64;
  // A network without an interface, and no rights over what is outside. Many containers forbid it; then the
  // filter below has to do, which refuses sockets of any kind.
  static_cast<void>(::unshare(CLONE_NEWUSER | CLONE_NEWNET));
  // Root's rights do not come back at exec. Who has none to drop fails, and need not.
  for (int capability = 0; capability < kCapabilities; ++capability)
    static_cast<void>(::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0));

  const auto seconds = static_cast<rlim_t>((processor_time.count() + 999) / 1000);
  if (!limit(RLIMIT_CPU, seconds, seconds + 1) || !limit(RLIMIT_AS, memory_bytes, memory_bytes) ||
      !limit(RLIMIT_FSIZE, 0, 0) || !limit(RLIMIT_CORE, 0, 0) ||
      !limit(RLIMIT_NOFILE, kOpenFiles, kOpenFiles))
    return false;

  const sock_fprog program{static_cast<unsigned short>(filter_.size()),
                           const_cast<sock_filter*>(filter_.data())};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

}  // namespace chokepoint
