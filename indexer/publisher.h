// SPDX-License-Identifier: GPL-2.0-or-later
// How a new generation becomes the current one. The states, in order; a crash in any of them leaves the
// old generation current, or the new one, and the next run clears what is left over:
//
//   staging    gen-N.tmp/ is filled: segments, then the merged database and its manifest
//   synced     every file of it and the directory are on disk
//   placed     renamed to gen-N/, the parent synced
//   current    XAPIANDB replaced by rename(2), the parent synced
//   collected  older generations beyond those kept, and other *.tmp, are gone
//
// A failed fsync is never retried: the kernel may have dropped the pages it could not write, so the
// staging is given up. All calls need the RunLock. Errors are InputError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace chokepoint {

// The staging directory of the generation with this number; emptied on construction, removed on destruction,
// with all that publish() made if it did not get as far as making the generation current.
class Staging {
 public:
  // `mode`: permissions of files; directories get the matching execute bits.
  Staging(std::filesystem::path db, std::uint64_t number, unsigned mode);
  ~Staging();
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;

  const std::filesystem::path& directory() const { return directory_; }    // for segments
  std::filesystem::path database() const { return directory_ / "index"; }  // becomes the generation

  // Syncs the database's files and makes it the current generation.
  void publish();

 private:
  std::filesystem::path next_stub() const;

  std::filesystem::path db_;
  std::uint64_t number_;
  std::filesystem::perms directory_permissions_;
  std::filesystem::path directory_;
  bool is_placed_ = false;
  bool is_current_ = false;
};

// Removes the staging directory of this process, if there is one: for a process that ends without unwinding.
// Other threads may still be writing. Never throws.
void remove_current_staging() noexcept;

// The number that the next generation gets: one more than any that exists, complete or not.
std::uint64_t next_generation_number(const std::filesystem::path& db);

// Removes generations older than the `keep` before `current`, and leftovers of runs that died.
void collect_garbage(const std::filesystem::path& db, std::uint64_t current, std::size_t keep);

}  // namespace chokepoint
