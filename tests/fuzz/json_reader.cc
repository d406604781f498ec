// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as an article in JSON and as JSON Lines; and lines of JSON say the same as the array of them.
#include "indexer/source/json_reader.h"

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/fuzz/reader_promises.h"

using namespace chokepoint;

namespace {

// Of each outcome the id and the text of the article, or why there is none.
std::vector<std::string> outcomes_of(Reader reader, std::string_view bytes) {
  SourceFile file;
  file.id = file.path = "a";
  std::vector<std::string> outcomes;
  reader({file, "a", bytes}, [&](RawOutcome&& outcome) {
    const auto* article = std::get_if<RawArticle>(&outcome);
    outcomes.push_back(article == nullptr ? std::get<Skip>(outcome).reason
                                          : article->id + "\n" + article->text);
  });
  return outcomes;
}

// The lines as the elements of an array; nothing if one of them is no JSON, or there is none.
std::string array_of_lines(std::string_view lines) {
  std::string array;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    const std::string_view line = trim(lines.substr(0, end));
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    if (line.empty()) continue;
    if (!nlohmann::json::accept(line)) return {};
    array.append(array.empty() ? "[" : ",").append(line);
  }
  return array.empty() ? array : array + "]";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_reader(read_json_article, "a.json", data, size);
  check_reader(read_json_lines, "a.jsonl", data, size);

  const std::string lines = repair_utf8({reinterpret_cast<const char*>(data), size});
  if (const std::string array = array_of_lines(lines); !array.empty()) {
    require(outcomes_of(read_json_article, array) == outcomes_of(read_json_lines, lines),
            "an array is read as the lines of its elements", array);
  }
  return 0;
}
