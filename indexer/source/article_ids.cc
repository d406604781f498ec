// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/article_ids.h"

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxIdBytes = 200;

}  // namespace

std::string ArticleIds::next(std::string_view own, std::size_t ordinal) {
  std::string id(trim(utf8_prefix(trim(own), kMaxIdBytes)));
  if (id.empty()) id = std::to_string(ordinal);
  std::string unique = id;
  // The count goes on from where it stopped, so that a file of one id a million times takes linear time.
  std::size_t& uses = uses_[id];
  while (++uses > 1) {
    unique = id + "~" + std::to_string(uses);
    if (uses_.try_emplace(unique, 1).second) break;
  }
  return file_id_ + "#" + unique;
}

}  // namespace chokepoint
