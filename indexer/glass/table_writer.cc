// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/table_writer.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "common/base/error.h"

namespace chokepoint::glass {
namespace {

// A block: revision, level, the longest free stretch, all free bytes, the end of the directory; the
// directory.
constexpr std::size_t kLevelAt = 4;
constexpr std::size_t kLongestFreeAt = 5;
constexpr std::size_t kAllFreeAt = 7;
constexpr std::size_t kDirectoryEndAt = 9;
constexpr std::size_t kDirectoryAt = 11;
constexpr std::size_t kOffsetBytes = 2;  // one entry of the directory

// An item of a leaf: size and flags, length of the key, key, component (but in the first), a part of the tag.
constexpr std::size_t kSizeBytes = 2;
constexpr std::size_t kKeyLengthBytes = 1;
constexpr std::size_t kComponentBytes = 2;
constexpr std::uint32_t kCompressedFlag = 0x8000;
constexpr std::uint32_t kLastFlag = 0x4000;
constexpr std::uint32_t kFirstFlag = 0x2000;

// An item of a branch: block, length of the key, key, component.
constexpr std::size_t kBlockNumberBytes = 4;

// Four items must fit into a block.
constexpr std::size_t kMinItems = 4;
constexpr std::size_t kMaxItemBytes = (kBlockBytes - kDirectoryAt - kMinItems * kOffsetBytes) / kMinItems;
constexpr std::uint32_t kMaxComponents = 0xFFFF;

// The least room for a tag at the end of a block that is worth another component. Found by trial for Xapian.
constexpr std::size_t kLeastFirstPart = 34;

constexpr std::size_t kFlushBytes = 64 * kBlockBytes;

// Big-endian.
void put(char* at, std::uint32_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) at[i] = static_cast<char>((value >> (8 * (bytes - 1 - i))) & 0xFFU);
}

void put2(char* at, std::size_t value) {
  put(at, static_cast<std::uint32_t>(value), 2);
}

char* put_key(char* at, std::string_view key) {
  *at++ = static_cast<char>(key.size());
  return std::copy(key.begin(), key.end(), at);
}

// As much of `key` as tells it from `previous`, which is less or the same.
std::string_view shortest_separator(std::string_view previous, std::string_view key) {
  const auto differ = std::mismatch(key.begin(), key.end(), previous.begin(), previous.end());
  const auto same = static_cast<std::size_t>(differ.first - key.begin());
  return key.substr(0, same + 1);
}

}  // namespace

TableWriter::TableWriter(std::filesystem::path path) : path_(std::move(path)) {}

void TableWriter::add(std::string_view key, std::string_view tag, TagKind kind) {
  if (key <= previous_key_ || key.size() > kMaxKeyBytes)
    throw std::logic_error("keys of \"" + path_.string() + "\" are too long or do not ascend");
  if (levels_.empty()) {
    levels_.push_back(empty_block());
    add_component("", 1, true, "", TagKind::kPlain);  // every table begins with an empty key of its own
  }
  const std::size_t head = kSizeBytes + kKeyLengthBytes + key.size();
  const std::size_t most = kMaxItemBytes - head - kComponentBytes;
  std::size_t part = most + kComponentBytes;
  if (tag.size() > part) {
    const std::size_t room = levels_.front().room() % (kMaxItemBytes + kOffsetBytes);
    const std::size_t around = head + kComponentBytes + kOffsetBytes;
    if (room > around && room - around >= key.size() + kLeastFirstPart)
      part = room - around + kComponentBytes;
  }
  std::uint32_t component = 1;
  for (; tag.size() > part; ++component) {
    add_component(key, component, false, tag.substr(0, part), kind);
    tag.remove_prefix(part);
    part = most;
    if (component == kMaxComponents) throw InputError("an entry is too long for \"" + path_.string() + "\"");
  }
  add_component(key, component, true, tag, kind);
  ++entries_;
}

TableRoot TableWriter::finish() {
  if (levels_.empty()) return {};
  std::size_t level = 0;
  for (; level + 1 < levels_.size(); ++level) close_block(level);
  const std::uint32_t root = write(level);
  flush();
  return {root, static_cast<std::uint32_t>(level), entries_, blocks_};
}

void TableWriter::add_component(std::string_view key, std::uint32_t component, bool is_last,
                                std::string_view tag, TagKind kind) {
  const bool is_first = component == 1;
  const std::size_t size =
      kSizeBytes + kKeyLengthBytes + key.size() + (is_first ? 0 : kComponentBytes) + tag.size();
  if (levels_.front().room() < size + kOffsetBytes) {
    close_block(0);
    levels_.front().separator = {std::string(shortest_separator(previous_key_, key)), component};
  }
  char* item = place_item(levels_.front(), size);
  const std::uint32_t flags = (is_first ? kFirstFlag : 0U) | (is_last ? kLastFlag : 0U) |
                              (kind == TagKind::kCompressed ? kCompressedFlag : 0U);
  constexpr std::size_t kSizeOfNothing = 3;  // is not counted
  put2(item, (size - kSizeOfNothing) | flags);
  char* at = put_key(item + kSizeBytes, key);
  if (!is_first) {
    put2(at, component);
    at += kComponentBytes;
  }
  std::copy(tag.begin(), tag.end(), at);
  previous_key_ = key;
}

// The first child of a branch needs no key: all that is less than the second is there.
void TableWriter::add_child(std::size_t level, ItemKey separator, std::uint32_t child) {
  if (level == levels_.size()) levels_.push_back(empty_block());
  const auto item_size = [](std::size_t key) {
    return kBlockNumberBytes + kKeyLengthBytes + key + kComponentBytes;
  };
  if (levels_[level].room() < item_size(separator.bytes.size()) + kOffsetBytes) close_block(level);
  Block& block = levels_[level];
  if (block.directory_end == kDirectoryAt) {
    block.separator = std::move(separator);
    separator = {};
  }
  char* item = place_item(block, item_size(separator.bytes.size()));
  put(item, child, kBlockNumberBytes);
  put2(put_key(item + kBlockNumberBytes, separator.bytes), separator.component);
}

void TableWriter::close_block(std::size_t level) {
  const std::uint32_t number = write(level);
  ItemKey separator = std::move(levels_[level].separator);
  levels_[level] = empty_block();
  add_child(level + 1, std::move(separator), number);
}

std::uint32_t TableWriter::write(std::size_t level) {
  Block& block = levels_[level];
  char* bytes = block.bytes.data();
  put(bytes, kRevision, kLevelAt);
  bytes[kLevelAt] = static_cast<char>(level);
  put2(bytes + kLongestFreeAt, block.room());
  put2(bytes + kAllFreeAt, block.room());
  put2(bytes + kDirectoryEndAt, block.directory_end);
  unwritten_ += block.bytes;
  if (unwritten_.size() >= kFlushBytes) flush();
  return blocks_++;
}

void TableWriter::flush() {
  if (!file_) file_.emplace(path_);
  file_->write(unwritten_);
  unwritten_.clear();
}

TableWriter::Block TableWriter::empty_block() {
  return {std::string(kBlockBytes, '\0'), kDirectoryAt, kBlockBytes, {}};
}

char* TableWriter::place_item(Block& block, std::size_t size) {
  block.items_begin -= size;
  put2(block.bytes.data() + block.directory_end, block.items_begin);
  block.directory_end += kOffsetBytes;
  return block.bytes.data() + block.items_begin;
}

}  // namespace chokepoint::glass
