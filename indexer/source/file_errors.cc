// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/file_errors.h"

#include <cerrno>
#include <cstring>

#include "common/base/error.h"

namespace chokepoint {
namespace {

const char* reason_for(int error) {
  switch (error) {
    case EACCES:
    case EPERM:
      return "eacces";
    case EIO:
    case ESTALE:
      return kReadFailure;
    case ENOENT:
    case ENOTDIR:
      return "vanished";
    case ELOOP:
      return "outside-root";
    default:
      return "unreadable";
  }
}

}  // namespace

Skip skip_for_error(const std::string& path, int error) {
  if (error == EMFILE || error == ENFILE)
    throw InputError("cannot open \"" + path + "\": " + std::strerror(error),
                     "raise the limit of open files (ulimit -n) and run again");
  if (error == ENOMEM) throw InputError("cannot open \"" + path + "\": " + std::strerror(error));
  // Links are left alone or resolved before a file is opened, so this one is new.
  if (error == ELOOP)
    return {path, reason_for(error), "a symbolic link has taken its place or a directory's"};
  return {path, reason_for(error), std::strerror(error)};
}

}  // namespace chokepoint
