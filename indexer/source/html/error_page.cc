// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/error_page.h"

#include <vector>

#include "common/facets/table.h"
#include "indexer/clean/page_lines.h"

namespace chokepoint {
namespace {

// An article about captchas is longer than a page that is one.
constexpr std::size_t kMaxErrorPageBytes = 1000;

struct Sign {
  std::string phrase;
  bool is_title;  // counts in the title alone
};

const std::vector<Sign>& signs() {
  static const std::vector<Sign> loaded = [] {
    const Table table = Table::parse(embedded_table("error_pages.tsv"), "error_pages.tsv");
    const std::size_t phrase_column = table.column("phrase");
    const std::size_t where_column = table.column("where");
    std::vector<Sign> all;
    for (const Table::Row& row : table.rows()) {
      const std::string_view where = row.cells[where_column];
      if (where != "title" && where != "page") table.fail(row, "where is not title or page");
      all.push_back({std::string(row.cells[phrase_column]), where == "title"});
    }
    return all;
  }();
  return loaded;
}

}  // namespace

std::string error_page_sign(std::string_view title, std::string_view text) {
  if (text.size() > kMaxErrorPageBytes) return {};
  const std::string folded_title = fold_line(title);
  const std::string folded_text = fold_line(text);
  for (const Sign& sign : signs()) {
    const bool in_title = folded_title.find(sign.phrase) != folded_title.npos;
    if (in_title || (!sign.is_title && folded_text.find(sign.phrase) != folded_text.npos)) return sign.phrase;
  }
  return {};
}

}  // namespace chokepoint
