// SPDX-License-Identifier: GPL-2.0-or-later
// Which generation of an index is current. An index is a directory:
//
//   XAPIANDB        "auto gen-00000007": the stub that names the current generation, and a second line with
//                   the hash of the first, which Xapian takes for a comment. Replaced by rename(2), so
//                   whoever opens it sees the old one or the new one. Xapian's own tools open the directory
//                   through it. Who goes back to an earlier generation by hand writes the first line alone.
//   gen-NNNNNNNN/   a Xapian (glass) database that never changes once published, with manifest.json (what
//                   its files must be) and sources.tsv (what it was made from); beside them the next runs
//                   may leave stamps.tsv (time stamps of files touched since), which is no part of it
//   lock            held by the indexer that runs
//
// Readers resolve the stub once and open the generation's directory itself: a path that changes under
// Xapian while it opens table after table gives torn reads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace chokepoint {

inline constexpr const char* kStubName = "XAPIANDB";
inline constexpr const char* kLockName = "lock";
inline constexpr const char* kManifestName = "manifest.json";

std::string generation_name(std::uint64_t number);

// The number in "gen-00000007"; nothing for any other name.
std::optional<std::uint64_t> parse_generation_name(std::string_view name);

// The content of the stub that names the generation.
std::string stub_text(std::uint64_t number);

struct Generation {
  std::uint64_t number = 0;
  std::filesystem::path path;
};

// The current generation of the index at `db`; nothing if `db` does not exist or holds no stub (a
// directory that some other program made is not told apart here). Throws IndexError if the stub is
// unreadable (InputError if the system is out of descriptors or memory) or is not of the form above: other
// stubs may run commands or reach out to the network, and a damaged one may name another generation.
std::optional<Generation> find_current_generation(const std::filesystem::path& db);

// --db, else $CHOKEPOINT_DB, else $XDG_DATA_HOME/chokepoint/index, else $HOME/.local/share/chokepoint/index.
// Throws UsageError if none of them is set.
std::filesystem::path default_index_path();

}  // namespace chokepoint
