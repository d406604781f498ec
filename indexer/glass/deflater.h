// SPDX-License-Identifier: GPL-2.0-or-later
// Compresses as the tables of Xapian's glass backend are compressed: raw DEFLATE (RFC 1951). libdeflate,
// because it does what zlib does in a fraction of the time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace chokepoint::glass {

// Not to be shared by threads. Throws std::bad_alloc.
class Deflater {
 public:
  Deflater();

  // Nothing, if it would not become smaller. What is returned is good until the next call.
  std::optional<std::string_view> compress(std::string_view bytes);

 private:
  std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> compressor_;
  std::string buffer_;
};

}  // namespace chokepoint::glass
