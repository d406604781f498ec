// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/unpack.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <optional>
#include <string_view>
#include <utility>

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

constexpr int kMaxLayers = 2;              // a .gz of a server's gzip body, and no more
constexpr std::uint64_t kMaxRatio = 1000;  // for what is large:
constexpr std::uint64_t kLargeBytes = 16ULL * 1024 * 1024;
constexpr std::size_t kChunkBytes = 256 * 1024;
constexpr std::size_t kSniffedBytes = 4096;

enum class Fault : std::uint8_t { kNone, kTruncated, kDamaged, kTooBig, kBomb };

// What has been unpacked so far, within the limits.
class Unpacked {
 public:
  Unpacked(std::uint64_t packed_bytes, std::uint64_t max_bytes) : packed_(packed_bytes), max_(max_bytes) {}

  Fault append(const char* bytes, std::size_t size) {
    out_.append(bytes, size);
    if (out_.size() > max_) return Fault::kTooBig;
    return out_.size() > kLargeBytes && out_.size() / kMaxRatio > packed_ ? Fault::kBomb : Fault::kNone;
  }

  bool is_empty() const { return out_.empty(); }
  std::string take() { return std::move(out_); }

 private:
  std::uint64_t packed_;
  std::uint64_t max_;
  std::string out_;
};

// One member after the other until the input ends, as gzip(1) and zstd(1) concatenate them.
Fault unpack_gzip(std::string_view bytes, Unpacked& out) {
  constexpr int kGzipOnly = 16;
  z_stream stream{};
  if (::inflateInit2(&stream, MAX_WBITS + kGzipOnly) != Z_OK) throw std::bad_alloc();
  const std::unique_ptr<z_stream, int (*)(z_stream*)> owner(&stream, ::inflateEnd);
  std::string chunk(kChunkBytes, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());  // at most 1 GB: --max-bytes
  for (;;) {
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = static_cast<uInt>(chunk.size());
    const int result = ::inflate(&stream, Z_NO_FLUSH);
    if (result == Z_MEM_ERROR) throw std::bad_alloc();
    if (const Fault fault = out.append(chunk.data(), chunk.size() - stream.avail_out); fault != Fault::kNone)
      return fault;
    if (result == Z_STREAM_END) {
      if (stream.avail_in == 0) return Fault::kNone;
      ::inflateReset(&stream);
    } else if (result != Z_OK) {
      return result == Z_BUF_ERROR ? Fault::kTruncated : Fault::kDamaged;
    }
  }
}

Fault unpack_zstd(std::string_view bytes, Unpacked& out) {
  const std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> stream(::ZSTD_createDStream(),
                                                                             ::ZSTD_freeDStream);
  if (!stream) throw std::bad_alloc();
  std::string chunk(kChunkBytes, '\0');
  ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
  for (;;) {
    ZSTD_outBuffer output{chunk.data(), chunk.size(), 0};
    const std::size_t wanted = ::ZSTD_decompressStream(stream.get(), &output, &input);
    if (::ZSTD_getErrorCode(wanted) == ZSTD_error_memory_allocation) throw std::bad_alloc();
    if (::ZSTD_isError(wanted) != 0) return Fault::kDamaged;
    if (const Fault fault = out.append(chunk.data(), output.pos); fault != Fault::kNone) return fault;
    if (input.pos == input.size && output.pos < output.size)
      return wanted == 0 ? Fault::kNone : Fault::kTruncated;
  }
}

Fault damage_or_throw(BrotliDecoderErrorCode code) {
  const bool is_memory =
      code <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES && code >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES;
  if (is_memory) throw std::bad_alloc();
  return Fault::kDamaged;
}

Fault unpack_brotli(std::string_view bytes, Unpacked& out) {
  const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state(
      ::BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), ::BrotliDecoderDestroyInstance);
  if (!state) throw std::bad_alloc();
  std::string chunk(kChunkBytes, '\0');
  std::size_t left = bytes.size();
  const auto* next = reinterpret_cast<const std::uint8_t*>(bytes.data());
  for (;;) {
    std::size_t room = chunk.size();
    auto* to = reinterpret_cast<std::uint8_t*>(chunk.data());
    const BrotliDecoderResult result =
        ::BrotliDecoderDecompressStream(state.get(), &left, &next, &room, &to, nullptr);
    if (result == BROTLI_DECODER_RESULT_ERROR)
      return damage_or_throw(::BrotliDecoderGetErrorCode(state.get()));
    if (const Fault fault = out.append(chunk.data(), chunk.size() - room); fault != Fault::kNone)
      return fault;
    if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) return Fault::kTruncated;
    if (result == BROTLI_DECODER_RESULT_SUCCESS) return left == 0 ? Fault::kNone : Fault::kDamaged;
  }
}

struct Compression {
  std::string_view name;
  std::string_view magic;  // empty: it has none
  std::string_view suffixes;
  Fault (*unpack)(std::string_view bytes, Unpacked& out);
};

constexpr std::array kCompressions = {
    Compression{"gzip", "\x1F\x8B\x08", ".gz .gzip", unpack_gzip},
    Compression{"zstd", "\x28\xB5\x2F\xFD", ".zst .zstd", unpack_zstd},
    Compression{"brotli", "", ".br", unpack_brotli},
};

// `name` without that suffix of the list that it ends in, in any case; nothing if it ends in none.
std::optional<std::string> without_suffix(const std::string& name, std::string_view suffixes) {
  const std::string lower = ascii_lower(name);
  while (!suffixes.empty()) {
    const std::size_t end = std::min(suffixes.find(' '), suffixes.size());
    const std::string_view suffix = suffixes.substr(0, end);
    if (lower.size() > suffix.size() && lower.ends_with(suffix))
      return name.substr(0, name.size() - suffix.size());
    suffixes.remove_prefix(std::min(end + 1, suffixes.size()));
  }
  return std::nullopt;
}

// Control characters that no text in any encoding but UTF-16 and UTF-32 has.
bool looks_like_text(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  const std::string_view head = bytes.substr(0, kSniffedBytes);
  return std::none_of(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != 0x1B;
  });
}

std::string describe(const Compression& compression, Fault fault, std::uint64_t max_bytes) {
  const std::string name(compression.name);
  switch (fault) {
    case Fault::kTruncated:
      return "the " + name + " data ends too early; nothing of it is indexed";
    case Fault::kTooBig:
      return "more than " + std::to_string(max_bytes) + " bytes once unpacked (see --max-bytes)";
    case Fault::kBomb:
      return "the " + name + " data unpacks to more than a thousand times its size";
    default:
      return "the " + name + " data is damaged, or has something else behind it";
  }
}

Skip skip_of(const Compression& compression, Fault fault, std::uint64_t max_bytes, const std::string& path) {
  const bool is_size = fault == Fault::kTooBig || fault == Fault::kBomb;
  const char* reason = is_size ? "too-big" : fault == Fault::kTruncated ? "truncated" : "bad-archive";
  return {path, reason, describe(compression, fault, max_bytes)};
}

// Takes one layer off; nothing if there is none.
std::optional<std::variant<UnpackedFile, Skip>> unpack_layer(const UnpackedFile& file,
                                                             std::uint64_t max_bytes,
                                                             const std::string& path) {
  for (const Compression& compression : kCompressions) {
    const auto name = without_suffix(file.name, compression.suffixes);
    const bool has_magic = !compression.magic.empty() && file.bytes.starts_with(compression.magic);
    // Text that is only called .br, as a server sends it when it was asked for it unpacked, stays what it is.
    const bool is_named = compression.magic.empty() && name && !looks_like_text(file.bytes);
    const bool is_guessed = compression.magic.empty() && !name && !looks_like_text(file.bytes);
    if (!has_magic && !is_named && !is_guessed) continue;
    Unpacked out(file.bytes.size(), max_bytes);
    const Fault fault = compression.unpack(file.bytes, out);
    if (fault == Fault::kNone) {
      std::string bytes = out.take();
      if (is_guessed && (bytes.empty() || !looks_like_text(bytes))) continue;
      return UnpackedFile{std::move(bytes), name.value_or(file.name)};
    }
    if (!is_guessed) return skip_of(compression, fault, max_bytes, path);
  }
  return std::nullopt;
}

}  // namespace

std::variant<UnpackedFile, Skip> unpack_file(std::string bytes, std::string name, std::uint64_t max_bytes,
                                             const std::string& path) {
  UnpackedFile file{std::move(bytes), std::move(name)};
  for (int layer = 0;; ++layer) {
    auto unpacked = unpack_layer(file, max_bytes, path);
    if (!unpacked) return file;
    if (auto* skip = std::get_if<Skip>(&*unpacked)) return std::move(*skip);
    if (layer == kMaxLayers) return Skip{path, "bad-archive", "compressed more than twice over"};
    file = std::move(std::get<UnpackedFile>(*unpacked));
  }
}

}  // namespace chokepoint
