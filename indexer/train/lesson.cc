// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/train/lesson.h"

#include <algorithm>

#include "common/base/error.h"
#include "common/text/language.h"
#include "indexer/clean/cleaner.h"
#include "indexer/source/article_reader.h"

namespace chokepoint {
namespace {

constexpr std::size_t kEvidenceWords = 6;  // of a sentence, enough to know it by

std::filesystem::path tables_of(const std::filesystem::path& folder) {
  const std::filesystem::path tables = folder / "tables";
  return std::filesystem::is_directory(tables) ? tables : std::filesystem::path();
}

Article load(const std::filesystem::path& path) {
  SourceFile file;
  file.path = path.string();
  file.id = path.filename().string();
  Article article;
  read_articles(file, {}, [&](RawOutcome&& outcome) {
    const auto* raw = std::get_if<RawArticle>(&outcome);
    if (raw == nullptr) throw InputError("cannot read the article \"" + path.string() + '"');
    article.id = raw->id;
    article.path = raw->path;
    clean_article(raw->text, raw->metadata, article);
    article.language = detect_language(article.text);
  });
  return article;
}

}  // namespace

bool contains(const std::vector<std::string>& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

World::World(const std::filesystem::path& folder, Domain its_domain)
    : domain(its_domain), vocabulary(Vocabulary::load(tables_of(folder))), extraction(vocabulary.data()) {}

Lesson::Lesson(const World& its_world, LabelledArticle its_labels)
    : world(its_world), labels(std::move(its_labels)), article(load(labels.path)) {
  if (is_invented()) article.language = "en";  // too short to tell
  reading = world.extraction.read(article);
  tellings = world.extraction.find_tellings(reading);
  find_told();
}

void Lesson::find_told() {
  std::vector<std::vector<std::string>> sentences;
  for (const Sentence& sentence : reading.sentences)
    sentences.push_back(plain_words(reading.text.substr(sentence.begin, sentence.end - sentence.begin)));
  told.resize(tellings.size());
  for (const LabelledEvent& event : labels.events) {
    std::vector<std::string> wanted = plain_words(event.evidence);
    if (wanted.size() > kEvidenceWords) wanted.resize(kEvidenceWords);
    if (wanted.empty() && !is_invented()) continue;
    for (std::size_t i = 0; i < tellings.size(); ++i) {
      const Telling& telling = tellings[i];
      const auto& words = sentences[telling.match.sentence];
      const bool here = std::search(words.begin(), words.end(), wanted.begin(), wanted.end()) != words.end();
      if (here && telling.match.cue->leaf == event.measure) told[i].push_back(&event);
    }
  }
}

std::string Lesson::company(std::uint32_t row) const {
  return std::string(company_name(reading, world.extraction.data(), row));
}

bool Lesson::fits(const LabelledEvent& event, std::string_view leaf, std::string_view actor,
                  const std::vector<std::uint32_t>& targets) const {
  if (event.measure != leaf || event.actor != actor) return false;
  if (event.targets.empty() || targets.empty()) return event.targets.empty() && targets.empty();
  return std::any_of(targets.begin(), targets.end(),
                     [&](std::uint32_t row) { return contains(event.targets, company(row)); });
}

bool Lesson::fits(const LabelledEvent& event, const Telling& telling) const {
  std::vector<std::uint32_t> targets;
  for (const Candidate* target : telling.chosen_targets) targets.push_back(target->mention->row);
  const auto actor_fits = [&](const Candidate* actor) {
    return fits(event, telling.match.cue->leaf, actor->mention->code, targets);
  };
  if (telling.actor != nullptr && actor_fits(telling.actor)) return true;
  return std::any_of(telling.fellow_actors.begin(), telling.fellow_actors.end(), actor_fits);
}

std::vector<const LabelledEvent*> Lesson::events_of(std::size_t telling) const {
  if (!told[telling].empty()) return told[telling];
  std::vector<const LabelledEvent*> same_leaf;
  for (const LabelledEvent& event : labels.events) {
    if (event.measure == tellings[telling].match.cue->leaf) same_leaf.push_back(&event);
  }
  if (same_leaf.size() > 1) same_leaf.clear();
  return same_leaf;
}

}  // namespace chokepoint
