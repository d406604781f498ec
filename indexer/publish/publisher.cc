// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/publisher.h"

#include <string>
#include <utility>

#include "common/base/error.h"
#include "common/index/generation.h"
#include "common/index/manifest.h"
#include "indexer/interrupt.h"
#include "indexer/publish/durable_files.h"
#include "indexer/publish/index_check.h"
#include "indexer/publish/index_directory.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

// A process has one run, and a run one staging directory.
fs::path& current_staging() {
  static fs::path path;
  return path;
}

}  // namespace

Staging::Staging(fs::path db, std::uint64_t number, unsigned mode)
    : db_(std::move(db)),
      number_(number),
      directory_permissions_(static_cast<fs::perms>(mode | ((mode & 0444U) >> 2U))),
      directory_(db_ / unfinished_name(generation_name(number))) {
  std::error_code error;
  fs::remove_all(directory_, error);
  if (!fs::create_directory(directory_, error)) {
    throw InputError("cannot create \"" + directory_.string() + "\": " + error.message());
  }
  current_staging() = directory_;
}

Staging::~Staging() {
  // What cannot be removed now (memory may be what ran out), the next run's garbage collection removes.
  try {
    std::error_code ignored;
    fs::remove_all(directory_, ignored);
    fs::remove(next_stub(), ignored);
    if (state_ == State::kPlaced) fs::remove_all(db_ / generation_name(number_), ignored);
  } catch (...) {
  }
}

void Staging::publish() {
  sync();
  validate();
  pass_point_of_no_return();
  place();
  switch_stub();
}

void Staging::sync() const {
  for (const auto& entry : fs::directory_iterator(database())) sync_file(entry.path());
  // Xapian makes its directory for the owner to write; the index's directory may be older than --mode.
  fs::permissions(database(), directory_permissions_, fs::perm_options::add);
  std::error_code not_owner;
  fs::permissions(db_, directory_permissions_, fs::perm_options::add, not_owner);
  sync_directory(database());
}

void Staging::validate() const {
  const auto faults = check_generation(database());
  if (faults.empty()) return;
  throw InputError(
      "the new generation is not what was written: " + faults.front() + "; nothing was published",
      "check the disk, then run again");
}

void Staging::place() {
  rename_file(database(), db_ / generation_name(number_));
  state_ = State::kPlaced;
  sync_directory(db_);
}

void Staging::switch_stub() {
  const std::string previous = fs::exists(stub()) ? read_index_file(stub()) : std::string();
  write_durably(next_stub(), stub_text(number_));
  rename_file(next_stub(), stub());
  state_ = State::kCurrent;
  try {
    sync_directory(db_);
  } catch (const InputError& error) {
    take_back(previous);
    if (state_ == State::kPlaced) throw;
    throw InputError(error.what(), "generation " + std::to_string(number_) +
                                       " is whole, but which one is current may change in a power cut; check "
                                       "the disk, then run again");
  }
}

// After a failed sync nobody knows which stub the disk holds, until another sync succeeds.
void Staging::take_back(const std::string& previous_stub) {
  try {
    if (previous_stub.empty()) {
      fs::remove(stub());
    } else {
      write_durably(next_stub(), previous_stub);
      rename_file(next_stub(), stub());
    }
    state_ = State::kUncertain;
    sync_directory(db_);
    state_ = State::kPlaced;
  } catch (const std::exception&) {  // the error that led here is the one to tell
  }
}

fs::path Staging::stub() const {
  return db_ / kStubName;
}

fs::path Staging::next_stub() const {
  return db_ / unfinished_name(kStubName);
}

void remove_current_staging() noexcept {
  // A writer that is still at work may make a file in a directory that was just found empty.
  constexpr int kTries = 3;
  try {
    std::error_code error;
    for (int i = 0; i < kTries && !current_staging().empty(); ++i) {
      fs::remove_all(current_staging(), error);
      if (!error) return;
    }
  } catch (...) {  // what is left, the next run removes
  }
}

}  // namespace chokepoint
