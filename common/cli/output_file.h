// SPDX-License-Identifier: GPL-2.0-or-later
// Buffered writing to a file descriptor that notices every failure: a full disk or a closed stream must
// not look like success (std::cout says nothing about /dev/full until it is asked).
#pragma once

#include <string>
#include <string_view>

namespace chokepoint {

class OutputFile {
 public:
  // Writes to `fd`, which stays the caller's. `name` is what errors call it ("standard output").
  OutputFile(int fd, std::string name);

  // Throws InputError ("cannot write standard output: No space left on device").
  void write(std::string_view text);
  void flush();

 private:
  int fd_;
  std::string name_;
  std::string buffer_;
};

}  // namespace chokepoint
