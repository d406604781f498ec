// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/zip_directory.h"

#include <cstdint>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

std::string little(std::uint64_t value, unsigned size) {
  std::string out;
  for (unsigned i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
  return out;
}

// An entry as a test wants it; its bytes are stored.
struct Entry {
  std::string name;
  std::string content;
  std::uint64_t claimed_bytes = 0;  // 0: as it is
  std::int64_t shift = 0;           // of its place, in the directory
  std::uint16_t flags = 0;
};

// A zip file (APPNOTE.TXT 4.3) of these entries.
std::string zip_of(const std::vector<Entry>& entries, const std::string& comment = "") {
  std::string out;
  std::string directory;
  for (const Entry& entry : entries) {
    const std::string sizes =
        little(entry.content.size(), 4) +
        little(entry.claimed_bytes == 0 ? entry.content.size() : entry.claimed_bytes, 4);
    const std::string common = little(20, 2) + little(entry.flags, 2) + little(0, 2) + little(0, 4) +
                               little(0, 4) + sizes + little(entry.name.size(), 2) + little(0, 2);
    directory += "PK\x01\x02" + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2) +
                 little(0, 4) +
                 little(static_cast<std::uint64_t>(static_cast<std::int64_t>(out.size()) + entry.shift), 4) +
                 entry.name;
    out += "PK\x03\x04" + common + entry.name + entry.content;
  }
  const std::size_t begin = out.size();
  return out + directory + "PK\x05\x06" + little(0, 4) + little(entries.size(), 2) +
         little(entries.size(), 2) + little(directory.size(), 4) + little(begin, 4) +
         little(comment.size(), 2) + comment;
}

// "NAME=CONTENT NAME=CONTENT", or what is wrong.
std::string described(const std::string& bytes) {
  const auto read = read_zip_directory(bytes);
  if (const auto* fault = std::get_if<std::string>(&read)) return *fault;
  const auto& zip = std::get<ZipDirectory>(read);
  std::string out;
  for (const ZipEntry& entry : zip.entries)
    out += (out.empty() ? "" : " ") + std::string(entry.name) + "=" + zip.read(entry, 100).value_or("?");
  return out;
}

}  // namespace

TEST_CASE("zip_directory: entries are listed and read", "[source]") {
  CHECK(described(zip_of({{"a", "one"}, {"b/c", "two"}})) == "a=one b/c=two");
  CHECK(described(zip_of({{"a", "one"}}, "a comment")) == "a=one");
  CHECK(described(zip_of({{"a", "one"}}) + "trailing bytes") == "a=one");
  CHECK(described(zip_of({})) == "");
}

TEST_CASE("zip_directory: what only harms is refused", "[source]") {
  const std::string kOutside = "the name of an entry leads out of it";
  for (const char* name : {"../x", "a/../../x", "/etc/passwd", "..\\x", "\\x", "C:\\x", ".."}) {
    INFO(name);
    CHECK(described(zip_of({{"a", "one"}, {name, "x"}})) == kOutside);
  }
  CHECK(described(zip_of({{"a/..b/c..", "one"}})) == "a/..b/c..=one");
  CHECK(described(zip_of({{"a", "one"}, {"b", "two", 0, -34}})) == "entries overlap");
  CHECK(described(zip_of({{"a", std::string(1'000'000, 'x'), 101'000'000}})) ==
        "an entry is packed more than 100 to 1");
  CHECK(described(zip_of({{"a", "x", 1'000'000}})) != "an entry is packed more than 100 to 1");
  std::vector<Entry> large(7, {"a", std::string(500'000, 'x'), 40'000'000});
  CHECK(described(zip_of(large)) == "it claims to unpack to more than 256 MiB");
  CHECK(described(zip_of(std::vector<Entry>(10'001, {"a", ""}))) == "it has more than 10000 entries");
}

TEST_CASE("zip_directory: damage anywhere is a fault or does no harm, never more", "[source]") {
  const std::string good = zip_of({{"a", "one"}, {"b/c", "two"}}, "comment");
  for (std::size_t size = 0; size < good.size(); ++size) described(good.substr(0, size));
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const char byte : {'\0', '\x01', '\x7F', '\xFF'}) {
      std::string bad = good;
      bad[at] = byte;
      described(bad);
    }
  }
  CHECK(described(good.substr(0, good.size() - 30)) == "it is cut off, or no zip file");
  CHECK(described("") == "it is cut off, or no zip file");
}

TEST_CASE("zip_directory: an encrypted entry is not read", "[source]") {
  CHECK(described(zip_of({{"a", "one", 0, 0, 1}})) == "a=?");
}
