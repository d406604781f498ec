// SPDX-License-Identifier: GPL-2.0-or-later
// The logical content of an index as text, by article id: terms with frequencies and positions, values,
// data, then word forms and stamps. Two indexes with the same dump answer every query alike; the numbers of
// documents have no part in that.
#pragma once

#include <map>
#include <string>

#include <xapian.h>

namespace chokepoint {

enum class Numbers { kShown, kLeftOut };

inline std::string dump_index(const std::string& path, Numbers numbers = Numbers::kShown) {
  const Xapian::Database database(path);
  std::map<std::string, std::string> articles;
  for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting) {
    const Xapian::Document document = database.get_document(*posting);
    std::string text;
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      text += *term + " " + std::to_string(term.get_wdf());
      for (auto p = term.positionlist_begin(); p != term.positionlist_end(); ++p)
        text += " " + std::to_string(*p);
      text += "\n";
    }
    for (auto value = document.values_begin(); value != document.values_end(); ++value) {
      text += std::to_string(value.get_valueno()) + "=" + *value + "\n";
    }
    const std::string number = numbers == Numbers::kShown ? std::to_string(*posting) + "\n" : "";
    articles[document.get_value(0)] += number + text + document.get_data() + "\n";
  }
  std::string out;
  for (const auto& [id, text] : articles) out += "article " + id + "\n" + text;
  for (auto key = database.synonym_keys_begin(); key != database.synonym_keys_end(); ++key) {
    out += *key + ":";
    for (auto form = database.synonyms_begin(*key); form != database.synonyms_end(*key); ++form)
      out += " " + *form;
    out += "\n";
  }
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key) {
    if (*key != "chokepoint/build") out += *key + "=" + database.get_metadata(*key) + "\n";
  }
  return out;
}

}  // namespace chokepoint
