// SPDX-License-Identifier: GPL-2.0-or-later
// Where results go. Everything that a program writes to standard output goes through one OutputStream, so
// that a full disk is noticed and never looks like an empty answer (std::cout says nothing until asked).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace chokepoint {

class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(std::string_view bytes) = 0;
  virtual void flush() {}
};

// Collects what is written, for tests and for laying out.
class StringSink : public Sink {
 public:
  void write(std::string_view bytes) override { text_ += bytes; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// A buffer over a file descriptor, which it does not own. write() and flush() throw InputError ("cannot
// write NAME: No space left on device") if not all bytes could be written; interrupted calls are
// resumed, a non-blocking descriptor is waited for. A closed pipe ends the process by SIGPIPE, also if the
// signal was ignored. Call flush() at the end: the destructor writes nothing, since it could not tell.
class OutputStream : public Sink {
 public:
  explicit OutputStream(int fd, std::string name = "the results") : fd_(fd), name_(std::move(name)) {}
  OutputStream(const OutputStream&) = delete;
  OutputStream& operator=(const OutputStream&) = delete;

  void write(std::string_view bytes) override;
  void flush() override;

 private:
  int fd_;
  std::string name_;
  std::string buffer_;
};

}  // namespace chokepoint
