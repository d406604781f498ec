// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/new_file.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>

#include "common/base/error.h"
#include "indexer/publish/durable_files.h"

namespace chokepoint {
namespace {

[[noreturn]] void fail_to_write(const std::filesystem::path& path) {
  throw InputError("cannot write \"" + path.string() + "\": " + std::strerror(errno), kSystemHint);
}

}  // namespace

NewFile::NewFile(std::filesystem::path path)
    : path_(std::move(path)), file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) {
  if (!file_) fail_to_write(path_);
}

void NewFile::write(std::string_view bytes) {
  if (!write_all(file_.get(), bytes)) fail_to_write(path_);
}

}  // namespace chokepoint
