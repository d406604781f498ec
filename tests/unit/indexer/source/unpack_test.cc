// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/unpack.h"

#include <cstdint>
#include <string>

#include <brotli/encode.h>
#include <catch2/catch.hpp>
#include <zlib.h>
#include <zstd.h>

using namespace chokepoint;

namespace {

constexpr std::uint64_t kMaxBytes = 40'000'000;

std::string gzip(const std::string& text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 9, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

std::string brotli(const std::string& text) {
  std::size_t size = BrotliEncoderMaxCompressedSize(text.size()) + 16;
  std::string out(size, '\0');
  REQUIRE(BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, text.size(),
                                reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                                reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_TRUE);
  out.resize(size);
  return out;
}

// "NAME: BYTES", or "!REASON".
std::string unpacked(const std::string& bytes, const std::string& name, std::uint64_t max_bytes = kMaxBytes) {
  const auto result = unpack_file(bytes, name, max_bytes, "/corpus/" + name);
  if (const auto* skip = std::get_if<Skip>(&result)) return "!" + skip->reason;
  const auto& file = std::get<UnpackedFile>(result);
  return file.name + ": " + file.bytes;
}

}  // namespace

TEST_CASE("unpack: gzip and zstd are told by content, brotli by its suffix or because it unpacks",
          "[source]") {
  const std::string text =
      "<p>Ottawa told the firm to close its office in the capital within ninety days.</p>\n";
  for (const auto& packed : {gzip(text), zstd(text), brotli(text)})
    CHECK(unpacked(packed, "a.html") == "a.html: " + text);
  CHECK(unpacked(gzip(text), "a.html.gz") == "a.html: " + text);
  CHECK(unpacked(gzip(text), "A.TXT.GZ") == "A.TXT: " + text);
  CHECK(unpacked(zstd(text), "a.zst") == "a: " + text);
  CHECK(unpacked(brotli(text), "a.html.br") == "a.html: " + text);
  CHECK(unpacked(gzip(""), "a.gz") == "a: ");
}

TEST_CASE("unpack: several members are one file", "[source]") {
  CHECK(unpacked(gzip("one, ") + gzip("two"), "a.gz") == "a: one, two");
  CHECK(unpacked(zstd("one, ") + zstd("two"), "a.zst") == "a: one, two");
}

TEST_CASE("unpack: two layers are taken off, and no more", "[source]") {
  CHECK(unpacked(gzip(gzip("text")), "a.gz") == "a: text");
  CHECK(unpacked(gzip(zstd("text")), "a.zst.gz") == "a: text");
  CHECK(unpacked(gzip(gzip(gzip("text"))), "a.gz") == "!bad-archive");
}

TEST_CASE("unpack: what is not compressed stays as it is", "[source]") {
  for (const std::string& bytes : {std::string("text"), std::string(),
                                   std::string("\xFF\xFE"
                                               "t\0",
                                               4),
                                   std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16), std::string("\x06")}) {
    CHECK(unpacked(bytes, "a.txt") == "a.txt: " + bytes);
  }
  CHECK(unpacked("a text that the server had unpacked", "a.br") ==
        "a.br: a text that the server had unpacked");
}

TEST_CASE("unpack: cut off anywhere, nothing of it is taken", "[source]") {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "Sentence " + std::to_string(i * i) + ".\n";
  for (const auto& packed : {gzip(text), zstd(text)}) {
    for (std::size_t size = 4; size < packed.size(); size += 1 + size / 7)
      CHECK(unpacked(packed.substr(0, size), "a") == "!truncated");
    CHECK(unpacked(packed.substr(0, packed.size() - 1), "a") == "!truncated");
  }
  const std::string packed = brotli(text);
  CHECK(unpacked(packed.substr(0, packed.size() / 2), "a.br") == "!truncated");
}

TEST_CASE("unpack: damage is seen", "[source]") {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "Sentence " + std::to_string(i * i) + ".\n";
  std::string packed = gzip(text);
  packed[packed.size() - 6] = static_cast<char>(packed[packed.size() - 6] ^ 1);  // the checksum
  CHECK(unpacked(packed, "a.gz") == "!bad-archive");
  CHECK(unpacked(gzip(text) + "what is this", "a.gz") == "!bad-archive");
  CHECK(unpacked(brotli(text) + "what is this", "a.br") == "!bad-archive");
}

TEST_CASE("unpack: bombs and what is too big are refused", "[source]") {
  CHECK(unpacked(gzip(std::string(1'000'001, 'x')), "a.gz", 1'000'000) == "!too-big");
  CHECK(unpacked(gzip(std::string(1'000'000, 'x')), "a.gz", 1'000'000).size() > 1'000'000);
  const std::string zeros(30'000'000, '\0');
  CHECK(unpacked(gzip(zeros), "a.gz") == "!too-big");
  CHECK(unpacked(zstd(zeros), "a.zst") == "!too-big");
  CHECK(unpacked(brotli(zeros), "a.br") == "!too-big");
  CHECK(unpacked(gzip(gzip(zeros)), "a.gz") == "!too-big");
}
