// SPDX-License-Identifier: GPL-2.0-or-later
// Ids of the articles inside one file: FILE#ID, where ID is what the article calls itself, else its number.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace chokepoint {

class ArticleIds {
 public:
  explicit ArticleIds(std::string file_id) : file_id_(std::move(file_id)) {}

  // `own`, valid UTF-8, is cut at 200 bytes; if it is empty, `ordinal` stands for it. One that came before in
  // the file gets "~2", "~3", ... after it.
  std::string next(std::string_view own, std::size_t ordinal);

 private:
  std::string file_id_;
  std::unordered_map<std::string, std::size_t> uses_;
};

}  // namespace chokepoint
