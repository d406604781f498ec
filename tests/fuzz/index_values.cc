// SPDX-License-Identifier: GPL-2.0-or-later
// What stands in an index beside the articles: stamps, packed facet values, terms of fields and events,
// signatures of copies. Of any bytes they are read or refused, and what is written is read again.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/article/article.h"
#include "common/base/error.h"
#include "common/index/event_terms.h"
#include "common/index/fields.h"
#include "common/index/index_info.h"
#include "common/index/word_forms.h"
#include "indexer/duplicates/signature.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

constexpr std::size_t kMaxXapianTermBytes = 245;

void check_stamps(const std::vector<std::string_view>& parts) {
  constexpr std::array kKeys = {"format", "build", "languages", "newest", "vocabulary", "analyzer"};
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  IndexInfo ours = current_index_info();
  ours.build = 7;
  write_index_info(ours, database);
  for (std::size_t i = 0; i < parts.size() && i < kKeys.size(); ++i) {
    if (!parts[i].empty())
      database.set_metadata(std::string("chokepoint/") + kKeys[i], std::string(parts[i]));
  }
  try {
    const IndexInfo info = read_index_info(database, "path");
    require(info.format == ours.format && info.analyzer == ours.analyzer, "another format is refused");
    write_index_info(info, database);
    const IndexInfo again = read_index_info(database, "path");
    require(again.build == info.build && again.newest == info.newest && again.vocabulary == info.vocabulary,
            "stamps are read as they were written");
    require(std::is_sorted(again.languages.begin(), again.languages.end()), "languages are sorted");
  } catch (const IndexError& error) {
    require(!error.hint().empty() || parts.empty() || parts[0].empty(), "a refusal says what to do",
            error.what());
  }
}

void check_packing(const std::vector<std::string_view>& parts) {
  std::set<std::string> expected;
  std::vector<std::string> values;
  for (const std::string_view part : parts) {
    if (part.find(kValueSeparator) != std::string_view::npos) continue;
    values.emplace_back(part);
    if (!part.empty()) expected.emplace(part);
  }
  const std::string packed = pack_values(values);
  const std::vector<std::string_view> unpacked = unpack_values(packed);
  require(std::equal(unpacked.begin(), unpacked.end(), expected.begin(), expected.end()),
          "values are unpacked as they were packed", packed);
  for (const std::string_view part : parts) unpack_values(part);
}

void check_term(const std::string& term) {
  const auto nuls = static_cast<std::size_t>(std::count(term.begin(), term.end(), '\0'));
  require(!term.empty() && term.size() + nuls <= kMaxXapianTermBytes, "Xapian takes the term", term);
}

void check_terms(const std::vector<std::string_view>& parts) {
  for (const std::string_view part : parts) {
    for (const FieldInfo& field : all_fields()) {
      if (field.prefix.empty()) continue;
      const std::string term = field_term(field.field, part);
      check_term(term);
      const std::string_view value = std::string_view(term).substr(field.prefix.size());
      require(value == indexed_value(part) || is_hashed_value(value),
              "a term has its value or the hash of it", term);
    }
  }
  if (parts.size() < 4) return;
  Event event;
  event.actor = parts[0];
  event.measure = parts[1];
  event.status = parts[2];
  for (std::size_t i = 3; i < parts.size(); ++i) event.targets.emplace_back(parts[i]);
  const std::vector<std::string> terms = event_terms(event);
  for (const std::string& term : terms) check_term(term);
  for (const std::string& target : event.targets) {
    const EventRoles asked{event.actor, target, event.measure, event.status};
    if (count_roles(asked) >= 2)
      require(std::binary_search(terms.begin(), terms.end(), event_term(asked)),
              "what is asked of an event is among its terms");
  }
}

void check_signatures(std::string_view a, std::string_view b) {
  require(compare_signatures(a, b) == compare_signatures(b, a), "likeness is mutual", a);
  require(a.empty() || are_copies(a, a), "a text is a copy of itself", a);
  require(!are_close_copies(a, b) || are_copies(a, b), "close copies are copies", a);
  const SharedWording shared = shared_wording(a, b);
  require(!(shared.of_both < 0) && !(shared.of_both > 1), "a share is one of a whole", a);
  for (std::size_t band = 0; band < kBands; ++band) band_of(a, band);
}

std::string signature_of(const std::string& text) {
  std::vector<Token> tokens;
  Analyzer().analyze(text, 1, tokens);
  return make_signature({"", {}}, {text, tokens}, "en");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<std::string_view> parts = Input(data, size).parts(12);
  check_stamps(parts);
  check_packing(parts);
  check_terms(parts);
  if (parts.size() < 2) return 0;
  check_signatures(parts[0], parts[1]);
  const std::string one = signature_of(repair_utf8(parts[0]));
  const std::string other = signature_of(repair_utf8(parts[1]));
  require(one.size() <= 373 && other.size() <= 373, "a signature is short");
  check_signatures(one, other);
  check_signatures(one, parts[1]);
  return 0;
}
