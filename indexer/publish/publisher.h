// SPDX-License-Identifier: GPL-2.0-or-later
// How a new generation becomes the current one. The states, in order:
//
//   staging    gen-N.tmp/ is filled: segments, then the merged database, sources.tsv and the manifest
//   synced     its files and their directory are on the disk
//   validated  read back, they are what the manifest says, and probes find what was put in
//   placed     renamed to gen-N/, the parent synced
//   current    XAPIANDB replaced by rename(2), the parent synced; only now does the run succeed
//   collected  older generations beyond those kept, and what runs left that died, are gone
//
// Whatever ends a run, a reader finds the old generation or the new one, whole: before "current" the old one,
// afterwards the new one; a power cut while the stub is replaced may leave either. What fails in a state
// takes back all that the run did, the stub too. What a kill leaves, the next run collects.
//
// All calls need the RunLock. Errors are InputError.
#pragma once

#include <cstdint>
#include <filesystem>

namespace chokepoint {

// The generation with this number while it is made. Its directory is emptied on construction and removed on
// destruction.
class Staging {
 public:
  // `mode`: permissions of files; directories get the matching execute bits.
  Staging(std::filesystem::path db, std::uint64_t number, unsigned mode);
  ~Staging();
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;

  const std::filesystem::path& directory() const { return directory_; }    // for segments
  std::filesystem::path database() const { return directory_ / "index"; }  // becomes the generation

  // Takes what is in database() through the states to "current". Call once.
  void publish();

 private:
  enum class State {
    kStaging,
    kPlaced,
    kCurrent,
    kUncertain,  // the stub was taken back, but the disk may hold either: both generations stay
  };

  void sync() const;
  void validate() const;
  void place();
  void switch_stub();
  void take_back(const std::string& previous_stub);
  std::filesystem::path stub() const;
  std::filesystem::path next_stub() const;

  std::filesystem::path db_;
  std::uint64_t number_;
  std::filesystem::perms directory_permissions_;
  std::filesystem::path directory_;
  State state_ = State::kStaging;
};

// Removes the staging directory of this process, if there is one: for a process that ends without unwinding.
// Other threads may still be writing. Never throws.
void remove_current_staging() noexcept;

}  // namespace chokepoint
