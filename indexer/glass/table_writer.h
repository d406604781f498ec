// SPDX-License-Identifier: GPL-2.0-or-later
// Writes one table of a database of Xapian's glass backend: a B-tree of keys and tags, from entries that come
// in the order of their keys. Each block is written once, full, and never looked at again; Xapian's own
// writer looks each key up and keeps room for more. The format is that of Xapian 1.4
// (backends/glass/glass_table.h of xapian-core).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/new_file.h"

namespace chokepoint::glass {

inline constexpr std::size_t kBlockBytes = 8192;
inline constexpr std::size_t kMaxKeyBytes = 255;
inline constexpr std::uint32_t kRevision = 1;  // of all that is written here

// Tags longer than this are compressed in the tables of data, terms and synonyms. Merging does it to those
// that are not.
inline constexpr std::size_t kCompressBeyond = 18;

// What the database's version file says of a table.
struct TableRoot {
  std::uint32_t block = 0;
  std::uint32_t level = 0;  // of the root; leaves are 0
  std::uint64_t entries = 0;
  std::uint32_t blocks = 0;  // 0: the table has no file
};

enum class TagKind : std::uint8_t { kPlain, kCompressed };

// Throws InputError if the file cannot be written. Not to be shared by threads.
class TableWriter {
 public:
  explicit TableWriter(std::filesystem::path path);

  // `key` is greater than the one before and has 1 to kMaxKeyBytes bytes.
  void add(std::string_view key, std::string_view tag, TagKind kind = TagKind::kPlain);

  // Call it once, and add nothing afterwards. A table without entries leaves no file.
  TableRoot finish();

 private:
  // A tag that is too long for one item is cut into components, counted from 1.
  struct ItemKey {
    std::string bytes;
    std::uint32_t component = 0;
  };

  // A block that is being filled: a directory of offsets grows from the front, items from the back.
  struct Block {
    std::string bytes;
    std::size_t directory_end = 0;
    std::size_t items_begin = 0;
    ItemKey separator;  // what parts it from the block to its left

    std::size_t room() const { return items_begin - directory_end; }
  };

  void add_component(std::string_view key, std::uint32_t component, bool is_last, std::string_view tag,
                     TagKind kind);
  void add_child(std::size_t level, ItemKey separator, std::uint32_t child);
  void close_block(std::size_t level);
  std::uint32_t write(std::size_t level);
  void flush();
  static Block empty_block();
  static char* place_item(Block& block, std::size_t size);

  std::filesystem::path path_;
  std::optional<NewFile> file_;  // nothing until there is something to write
  std::vector<Block> levels_;    // the open block of each, leaves first
  std::string previous_key_;
  std::string unwritten_;  // closed blocks on their way to the file
  std::uint32_t blocks_ = 0;
  std::uint64_t entries_ = 0;
};

}  // namespace chokepoint::glass
