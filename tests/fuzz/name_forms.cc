// SPDX-License-Identifier: GPL-2.0-or-later
// Forms of names in running text: each token's bases are words of the tables that one affix of the language
// leads to. The first byte chooses the language.
#include "indexer/extract/name_forms.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fuzz/input.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

const Vocabulary& vocabulary() {
  static const Vocabulary loaded = Vocabulary::load();
  return loaded;
}

const Words& words_of_names() {
  static const Words words = [] {
    Words made;
    for (const LocalNameRow& row : vocabulary().data().local_names) made.add(row.name);
    for (const CompanyNameRow& row : vocabulary().data().company_names) made.add(row.name);
    return made;
  }();
  return words;
}

void check_token(const NameForms& forms, std::string_view word, std::span<const WordId> bases) {
  std::vector<WordId> expected;
  forms.for_each_base(word, [&](std::string_view base) {
    require(is_valid_utf8(base), "a base is UTF-8", base);
    require(base != word, "a word is no form of itself", word);
    if (const WordId id = words_of_names().find(base); id != kUnknownWord) expected.push_back(id);
  });
  require(std::equal(bases.begin(), bases.end(), expected.begin(), expected.end()),
          "the bases of a token are those of its word", word);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto kForms = name_forms_by_language(vocabulary().data());
  Input input(data, size);
  const auto language = std::next(kForms.begin(), static_cast<std::ptrdiff_t>(input.below(kForms.size())));
  const NameForms& forms = language->second;
  const std::string text = repair_utf8(input.rest());

  std::vector<TextToken> tokens = split_tokens(text);
  words_of_names().identify(text, tokens);
  const TokenBases bases(forms, words_of_names(), text, tokens);
  std::string before;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::string word;
    append_exact_form(text, tokens[i], word);
    if (!bases.of(i).empty()) check_token(forms, word, bases.of(i));
    if (forms.is_particles(word) && forms.is_particles(before))
      require(word.size() + before.size() > 30 || forms.is_particles(before + word),
              "particles follow particles", before + word);
    before = std::move(word);
  }
  return 0;
}
