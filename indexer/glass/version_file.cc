// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/version_file.h"

#include <string>
#include <string_view>

#include "indexer/glass/packing.h"
#include "indexer/new_file.h"

namespace chokepoint::glass {
namespace {

constexpr std::string_view kMagic = "\x0F\x0DXapian Glass";
constexpr std::uint32_t kFormat = (2016 - 2014) << 9U | 3U << 5U | 14U;  // a date: 2016-03-14
constexpr std::size_t kUuidBytes = 16;
constexpr std::uint32_t kBlockUnit = 2048;
constexpr std::size_t kNeverCompress = 0;

enum RootFlag : std::uint32_t { kHasNoFile = 1, kIsSequential = 2 };

// None is: the first is the one after the last, and the list of others begins and ends nowhere.
std::string free_blocks(const TableRoot& root) {
  std::string list;
  if (root.blocks == 0) return list;
  pack_uint(list, kRevision);
  pack_uint(list, root.blocks);
  for (int i = 0; i < 4; ++i) pack_uint(list, 0);
  return list;
}

void append_root(const TableRoot& root, std::size_t compress_beyond, std::string& out) {
  pack_uint(out, root.block);
  pack_uint(out, root.level << 2U | (root.blocks == 0 ? kHasNoFile | kIsSequential : 0U));
  pack_uint(out, root.entries);
  pack_uint(out, kBlockBytes / kBlockUnit);
  pack_uint(out, compress_beyond);
  pack_string(out, free_blocks(root));
}

}  // namespace

void write_version_file(const std::filesystem::path& database, const TableRoots& roots,
                        const Statistics& statistics) {
  std::string out(kMagic);
  out.push_back(static_cast<char>(kFormat >> 8U));
  out.push_back(static_cast<char>(kFormat & 0xFFU));
  out.append(kUuidBytes, '\0');
  pack_uint(out, kRevision);
  append_root(roots.postlist, kNeverCompress, out);
  append_root(roots.docdata, kCompressBeyond, out);
  append_root(roots.termlist, kCompressBeyond, out);
  append_root(roots.position, kNeverCompress, out);
  append_root({}, kCompressBeyond, out);  // words for spelling
  append_root(roots.synonym, kCompressBeyond, out);
  pack_uint(out, statistics.documents);
  pack_uint(out, 0);  // the last document's number, less the number of documents
  pack_uint(out, statistics.least_length);
  pack_uint(out, statistics.greatest_frequency);
  pack_uint(out, statistics.greatest_length - statistics.greatest_frequency);
  pack_uint(out, 0);  // the oldest set of changes for replicas
  pack_uint(out, statistics.all_lengths);
  pack_uint(out, 0);  // the greatest frequency of a word for spelling

  NewFile(database / "iamglass").write(out);
}

}  // namespace chokepoint::glass
