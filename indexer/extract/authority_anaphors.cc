// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/authority_anaphors.h"

#include <array>
#include <unordered_map>

namespace chokepoint {
namespace {

constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

// The authorities mentioned so far.
class Memory {
 public:
  Memory(const Reading& reading, const OrganNames& names, const Vocabulary::Data& data)
      : reading_(reading), names_(names), data_(data) {
    last_of_kind_.fill(kNobody);
  }

  void note(std::size_t index) {
    const Mention& mention = reading_.mentions[index];
    if (mention.kind != MentionKind::kAuthority) return;
    const KindSet kinds = kind_set(authority_kind(reading_, data_, mention.row));
    for (std::size_t i = 0; i < last_of_kind_.size(); ++i) {
      if ((kinds >> i & 1U) != 0) last_of_kind_[i] = index;
    }
    for (std::size_t i = mention.first; i < mention.last; ++i) note_word(reading_.tokens[i].lower, index);
    if (mention.row >= data_.authorities.size()) return;
    for (const WordId word : names_.words_of(mention.row)) note_word(word, index);
  }

  std::size_t meant_by(const OrganNoun& noun) const {
    const auto named = last_with_word_.find(reading_.tokens[noun.last - 1].lower);
    if (named != last_with_word_.end()) return named->second;
    std::size_t last = kNobody;
    for (std::size_t i = 0; i < last_of_kind_.size(); ++i) {
      if ((noun.kinds >> i & 1U) == 0 || last_of_kind_[i] == kNobody) continue;
      if (last == kNobody || last_of_kind_[i] > last) last = last_of_kind_[i];
    }
    return last;
  }

 private:
  void note_word(WordId word, std::size_t index) {
    if (word != kUnknownWord) last_with_word_[word] = index;
  }

  const Reading& reading_;
  const OrganNames& names_;
  const Vocabulary::Data& data_;
  std::array<std::size_t, kAuthorityKinds.size()> last_of_kind_;
  std::unordered_map<WordId, std::size_t> last_with_word_;
};

}  // namespace

std::vector<AuthorityAnaphor> find_authority_anaphors(const Reading& reading,
                                                      const std::vector<OrganNoun>& nouns,
                                                      const OrganNames& names, const Vocabulary::Data& data,
                                                      WordId the) {
  std::vector<AuthorityAnaphor> anaphors;
  Memory memory(reading, names, data);
  std::size_t mention = 0;
  std::size_t sentence = 0;
  for (const OrganNoun& noun : nouns) {
    while (mention < reading.mentions.size() && reading.mentions[mention].last <= noun.first)
      memory.note(mention++);
    while (reading.sentences[sentence].last <= noun.first) ++sentence;
    const bool is_named = mention < reading.mentions.size() && reading.mentions[mention].first < noun.last;
    if (is_named || noun.first == reading.sentences[sentence].first) continue;
    if (reading.tokens[noun.first - 1].lower != the) continue;
    const std::size_t meant = memory.meant_by(noun);
    if (meant != kNobody) anaphors.push_back({noun.first - 1, noun.last, sentence, meant});
  }
  return anaphors;
}

}  // namespace chokepoint
