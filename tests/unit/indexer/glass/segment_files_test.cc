// SPDX-License-Identifier: GPL-2.0-or-later
// What a segment is after Xapian merged it must be what Xapian's own writer makes of the same documents.
#include "indexer/glass/segment_files.h"

#include <algorithm>
#include <filesystem>
#include <random>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <xapian.h>

#include "indexer/glass/segment_builder.h"
#include "tests/support/temp_directory.h"

namespace chokepoint::glass {
namespace {

namespace fs = std::filesystem;

struct Word {
  std::string prefix;
  std::string word;
  Position position = 0;  // 0: a boolean term
};

struct Input {
  std::vector<Word> words;
  std::vector<std::pair<Xapian::valueno, std::string>> values;
  std::string data;
};

void add(const Input& input, SegmentBuilder& segment) {
  for (const Word& word : input.words) {
    if (word.position == 0) {
      segment.add_boolean_term(word.prefix + word.word);
    } else {
      segment.add_word(word.prefix, word.word, word.position);
    }
  }
  for (const auto& [slot, value] : input.values) segment.add_value(slot, value);
  segment.set_data(input.data);
  segment.end_document();
}

Xapian::Document document_of(const Input& input) {
  Xapian::Document document;
  for (const Word& word : input.words) {
    if (word.position == 0) {
      document.add_boolean_term(word.prefix + word.word);
    } else {
      document.add_posting(word.prefix + word.word, word.position);
    }
  }
  for (const auto& [slot, value] : input.values) document.add_value(slot, value);
  document.set_data(input.data);
  return document;
}

// All that can be read of a database: documents with data, values, terms and positions; posting lists;
// statistics.
std::string dump(const Xapian::Database& database) {
  std::ostringstream out;
  out << database.get_doccount() << ' ' << database.get_lastdocid() << ' ' << database.get_total_length()
      << ' ' << database.get_doclength_lower_bound() << ' ' << database.get_doclength_upper_bound() << '\n';
  for (auto number = database.postlist_begin(""); number != database.postlist_end(""); ++number) {
    const Xapian::Document document = database.get_document(*number);
    out << *number << ' ' << database.get_doclength(*number) << ' ' << document.get_data() << '\n';
    for (auto value = document.values_begin(); value != document.values_end(); ++value)
      out << value.get_valueno() << '=' << *value << '\n';
    for (auto term = database.termlist_begin(*number); term != database.termlist_end(*number); ++term) {
      out << *term << ' ' << term.get_wdf();
      for (auto at = database.positionlist_begin(*number, *term);
           at != database.positionlist_end(*number, *term); ++at)
        out << ' ' << *at;
      out << '\n';
    }
  }
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    out << *term << ' ' << database.get_termfreq(*term) << ' ' << database.get_collection_freq(*term) << ' '
        << database.get_wdf_upper_bound(*term) << ':';
    for (auto posting = database.postlist_begin(*term); posting != database.postlist_end(*term); ++posting)
      out << ' ' << *posting << ',' << posting.get_wdf();
    out << '\n';
  }
  for (Xapian::valueno slot = 0; slot < 16; ++slot) {
    out << slot << ' ' << database.get_value_freq(slot) << ' ' << database.get_value_lower_bound(slot) << ' '
        << database.get_value_upper_bound(slot) << ':';
    for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value)
      out << ' ' << value.get_docid() << ',' << *value;
    out << '\n';
  }
  for (auto key = database.synonym_keys_begin(); key != database.synonym_keys_end(); ++key) {
    out << *key << ':';
    for (auto word = database.synonyms_begin(*key); word != database.synonyms_end(*key); ++word)
      out << ' ' << *word;
    out << '\n';
  }
  return out.str();
}

std::string merged_dump(const std::vector<fs::path>& segments, const fs::path& merged) {
  Xapian::Database all;
  for (const fs::path& segment : segments) all.add_database(Xapian::Database(segment.string()));
  all.compact(merged.string(), Xapian::DBCOMPACT_MULTIPASS);
  std::ostringstream log;
  CHECK(Xapian::Database::check(merged.string(), 0, &log) == 0);
  return dump(Xapian::Database(merged.string()));
}

// Both ways, `per_segment` documents a segment.
void check_same(const std::vector<Input>& inputs, std::size_t per_segment, const Synonyms& synonyms = {}) {
  const TempDirectory directory;
  std::vector<fs::path> ours;
  std::vector<fs::path> theirs;
  for (std::size_t begin = 0; begin < inputs.size(); begin += per_segment) {
    SegmentBuilder segment;
    theirs.push_back(directory.path() / ("theirs-" + std::to_string(begin)));
    Xapian::WritableDatabase database(theirs.back().string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    for (std::size_t i = begin; i < std::min(begin + per_segment, inputs.size()); ++i) {
      add(inputs[i], segment);
      database.add_document(document_of(inputs[i]));
    }
    for (const auto& [key, word] : synonyms) database.add_synonym(key, word);
    database.commit();
    ours.push_back(directory.path() / ("ours-" + std::to_string(begin)));
    write_segment(segment.finish(), synonyms, ours.back());
    CHECK(segment.documents() == 0);
    CHECK(dump(Xapian::Database(ours.back().string())) == dump(database));
    std::ostringstream log;
    CHECK(Xapian::Database::check(ours.back().string(), 0, &log) == 0);
  }
  CHECK(merged_dump(ours, directory.path() / "ours") == merged_dump(theirs, directory.path() / "theirs"));
}

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

  std::string bytes(std::size_t length, unsigned kinds) {
    std::string out;
    for (std::size_t i = 0; i < length; ++i) out.push_back(static_cast<char>(1 + below(kinds)));
    return out;
  }

  // Few of them are in most documents, many in one.
  std::string word() {
    const std::size_t rank =
        static_cast<std::size_t>(1.0 / (0.00002 + std::uniform_real_distribution<>(0, 1)(random_)));
    return below(200) == 0 ? bytes(1 + below(240), 255) : "w" + std::to_string(rank);
  }

  Input document() {
    Input input;
    Position position = 1;
    for (std::size_t i = below(10) == 0 ? 0 : below(300); i > 0; --i) {
      const std::size_t kind = below(20);
      position += kind == 0 ? static_cast<Position>(below(100000)) : 1;
      if (kind == 1) {
        input.words.push_back({"X", word(), 0});
      } else if (kind == 2) {
        input.words.push_back({"", word(), static_cast<Position>(1 + below(position))});  // out of order
      } else {
        input.words.push_back({kind == 3 ? "S" : "", word(), position});
      }
      if (kind == 4) input.words.push_back(input.words.back());  // counts twice, stands once
    }
    std::set<Xapian::valueno> slots;
    while (below(3) != 0) slots.insert(static_cast<Xapian::valueno>(below(12)));
    for (const Xapian::valueno slot : slots)
      input.values.emplace_back(slot, below(9) == 0 ? "" : bytes(below(below(20) == 0 ? 5000 : 30), 200));
    input.data = bytes(below(below(8) == 0 ? 70000 : 300), below(2) == 0 ? 255 : 3);
    return input;
  }

 private:
  std::mt19937 random_;
};

TEST_CASE("a merged segment is what Xapian writes of the same documents") {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    Generator generate(seed);
    std::vector<Input> inputs(40 + generate.below(160));
    for (Input& input : inputs) input = generate.document();
    check_same(inputs, 1 + generate.below(inputs.size()));
  }
}

TEST_CASE("lists and tables of several chunks, blocks and levels") {
  std::vector<Input> inputs;
  for (std::size_t i = 0; i < 9000; ++i) {
    Input input;
    input.words = {{"", "everywhere", 1}, {"", "n" + std::to_string(i), 2}, {"Q", std::to_string(i), 0}};
    if (i % 2 == 0) input.words.push_back({"", "even", 3});
    input.values = {{0, std::to_string(i * 7919)}, {11, "same"}};
    input.data = std::to_string(i);
    inputs.push_back(std::move(input));
  }
  check_same(inputs, 9000);
}

TEST_CASE("long keys, long tags, long lists of positions") {
  Input input;
  for (Position i = 0; i < 70000; ++i) input.words.push_back({"", "often", 1 + i * (1 + i % 3)});
  input.words.push_back({"", "twice", 4294967290U});
  input.words.push_back({"", "twice", 1});
  for (int i = 0; i < 300; ++i)
    input.words.push_back({"", std::string(230, 'k') + std::to_string(1000 + i), 1});
  std::string noise;
  std::mt19937 random(7);
  for (int i = 0; i < 300000; ++i) noise.push_back(static_cast<char>(random()));
  input.data = noise;
  input.values = {{3, noise.substr(0, 40000)}};
  check_same({input, {}, input}, 3);
  check_same({Input{}}, 1);
}

TEST_CASE("what would not be found again is refused") {
  const TempDirectory directory;
  TableWriter table(directory.path() / "t.glass");
  CHECK_THROWS_AS(table.add("", "empty"), std::logic_error);
  table.add("b", "first");
  CHECK_THROWS_AS(table.add("b", "again"), std::logic_error);
  CHECK_THROWS_AS(table.add("a", "less"), std::logic_error);
  CHECK_THROWS_AS(table.add(std::string(256, 'k'), "long"), std::logic_error);
}

TEST_CASE("what a segment holds is counted") {
  SegmentBuilder segment;
  for (int i = 0; i < 1000; ++i) {
    segment.add_word("", "w" + std::to_string(i), 1);
    segment.set_data(std::string(1000, 'x'));
    segment.end_document();
  }
  CHECK(segment.held_bytes() > 200 * 1000);
  segment.finish();
  CHECK(segment.held_bytes() == 0);
}

TEST_CASE("synonyms are sorted lists of words") {
  Synonyms synonyms;
  for (int i = 1000; i < 3000; ++i) {
    synonyms.emplace_back("en:k" + std::to_string(i / 3), "word" + std::to_string(i));
    if (i % 500 == 0) synonyms.emplace_back("en:k" + std::to_string(i / 3), std::string(200, 'z'));
  }
  std::sort(synonyms.begin(), synonyms.end());
  check_same({{{{"", "a", 1}}, {}, "one"}, {{{"", "b", 1}}, {}, "two"}}, 1, synonyms);
}

}  // namespace
}  // namespace chokepoint::glass
