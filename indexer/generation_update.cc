// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/generation_update.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "common/article/article_json.h"
#include "common/base/error.h"
#include "common/index/fields.h"
#include "common/index/index_info.h"
#include "indexer/article_stream.h"
#include "indexer/document_builder.h"
#include "indexer/interrupt.h"
#include "indexer/ordered_workers.h"
#include "indexer/publish/generation_files.h"
#include "indexer/segment_writer.h"
#include "indexer/word_form_table.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

// Changes that Xapian holds in memory; its maps grow out of the processor's cache as in a segment, but each
// commit writes blocks all over the tables.
constexpr std::size_t kChangesPerCommit = 500;

// Small, so that a few changed files keep all threads busy.
constexpr PieceSize kPieceSize{8, 512 * 1024};

// Of a file (a compressed one, of its text) whose documents had better not be in memory all at once.
constexpr std::uint64_t kLargeFileBytes = PieceSize().bytes;

// An article made ready on one thread for the one that writes.
struct ReadyArticle {
  std::string id;
  std::string language;
  Xapian::Document document;
};

struct ReadFile {
  std::vector<ReadyArticle> articles;
  std::vector<Skip> skips;
  std::string content_hash;
};

// Thrown to stop reading a file that turns out to be large.
struct IsLarge {};

ReadyArticle make_ready(const Analyzer& analyzer, Article&& article) {
  ReadyArticle ready{article.id, article.language, {}};
  ready.document = build_document(analyzer, std::move(article));
  return ready;
}

class GenerationUpdate {
 public:
  GenerationUpdate(const BuildPlan& plan, const ArticleProcessor& processor, const fs::path& database)
      : plan_(plan),
        processor_(processor),
        database_(database.string(), Xapian::DB_OPEN | kUnsharedDatabaseFlags) {}

  BuildResult run(Changes changes) {
    for (const Source* source : changes.vanished) remove(source->articles);
    Sources sources;
    std::vector<std::size_t> to_read;
    for (const FileChange& change : changes.files) {
      if (change.fate == Fate::kRead) {
        to_read.push_back(sources.size());
        sources.push_back({change.file, {}, {}, {}});
      } else {
        sources.push_back(source_of_reused(change));
        if (change.fate == Fate::kMoved) rename(change);
      }
    }
    read(changes, to_read, sources);
    finish();

    BuildResult result;
    for (std::size_t i = 0; i < sources.size(); ++i) append_skips(changes.files[i], sources[i], result.skips);
    result.sources = std::move(sources);
    result.articles = database_.get_doccount();
    result.files_read = to_read.size();
    database_.close();
    return result;
  }

  // The articles that were written, with their ids.
  const std::map<Xapian::docid, std::string>& written() const { return written_; }

 private:
  void count_change() {
    check_interrupt();
    if (++changes_ % kChangesPerCommit == 0) commit();
  }

  void remove(const std::vector<std::uint32_t>& articles) {
    for (const Xapian::docid article : articles) {
      removed_words_.note(database_, article);
      database_.delete_document(article);
      count_change();
    }
  }

  // The id is the file's, with or without "#ID" after it.
  void rename(const FileChange& change) {
    for (const Xapian::docid number : change.previous->articles) {
      Xapian::Document document = database_.get_document(number);
      Article article = parse_stored_article(document.get_data());
      document.remove_term(id_term(article.id));
      article.id.replace(0, change.previous->file.id.size(), change.file.id);
      article.path = change.file.path;
      document.add_boolean_term(id_term(article.id));
      document.add_value(kIdSlot, article.id);
      document.set_data(store_article(article));
      database_.replace_document(number, document);
      written_[number] = article.id;
      count_change();
    }
  }

  void read(Changes& changes, const std::vector<std::size_t>& to_read, Sources& sources) {
    const std::vector<SourceFile> files = changes.files_to_read();
    const auto pieces = cut_into_pieces(files, plan_.read, kPieceSize);
    using Piece = std::vector<std::optional<ReadFile>>;
    run_in_order<Piece>(
        pieces.size(), plan_.threads,
        [&](std::size_t index) {
          Piece piece;
          for (std::size_t i = pieces[index].first; i < pieces[index].second; ++i)
            piece.push_back(read_unless_large(files[i]));
          return piece;
        },
        [&](std::size_t index, Piece&& piece) {
          for (std::size_t i = 0; i < piece.size(); ++i) {
            const std::size_t at = to_read[pieces[index].first + i];
            sources[at] = replace(changes.files[at], std::move(piece[i]));
          }
          if (plan_.on_progress) plan_.on_progress(pieces[index].second, files.size());
        });
  }

  // On any thread. Nothing: the file is to be read while it is written.
  std::optional<ReadFile> read_unless_large(const SourceFile& file) const {
    if (file.size > kLargeFileBytes) return std::nullopt;
    ReadFile read;
    std::uint64_t bytes = 0;
    try {
      const ReadReceipt receipt =
          stream_articles(processor_, file, plan_.read, *plan_.memory, [&](ArticleOutcome&& outcome) {
            if (auto* skip = std::get_if<Skip>(&outcome)) {
              read.skips.push_back(std::move(*skip));
              return;
            }
            Article& article = std::get<Article>(outcome);
            bytes += article.text.size();
            if (bytes > kLargeFileBytes && !read.articles.empty()) throw IsLarge();
            read.articles.push_back(make_ready(analyzer_, std::move(article)));
          });
      read.content_hash = receipt.content_hash;
      return read;
    } catch (const IsLarge&) {
      return std::nullopt;
    }
  }

  // Writes what came of a file, and removes what came of it before and does no more.
  Source replace(FileChange& change, std::optional<ReadFile>&& read) {
    Source source{change.file, {}, {}, {}};
    ArticlesById before = articles_before(change);
    if (read) {
      source.content_hash = std::move(read->content_hash);
      source.skips = std::move(read->skips);
      for (ReadyArticle& article : read->articles) write(std::move(article), before, source);
    } else {
      const ReadReceipt receipt =
          stream_articles(processor_, change.file, plan_.read, *plan_.memory, [&](ArticleOutcome&& outcome) {
            if (auto* skip = std::get_if<Skip>(&outcome)) {
              source.skips.push_back(std::move(*skip));
            } else {
              write(make_ready(analyzer_, std::get<Article>(std::move(outcome))), before, source);
            }
          });
      source.content_hash = receipt.content_hash;
    }
    if (change.previous != nullptr && source.content_hash.empty() && source.skips.size() == 1 &&
        is_passing(source.skips.front()))
      return keep_unread(change, source.skips.front());
    for (const auto& [id, number] : before) remove({number});
    return source;
  }

  // A file that could be hashed and then no more be read.
  Source keep_unread(FileChange& change, const Skip& skip) {
    keep_articles(change, skip);
    if (change.fate == Fate::kMoved) rename(change);
    return source_of_reused(change);
  }

  using ArticlesById = std::map<std::string, Xapian::docid>;

  ArticlesById articles_before(const FileChange& change) const {
    ArticlesById articles;
    if (change.previous == nullptr) return articles;
    for (const Xapian::docid number : change.previous->articles)
      articles[database_.get_document(number).get_value(kIdSlot)] = number;
    return articles;
  }

  // An article of the same id takes the place of the one before.
  void write(ReadyArticle&& article, ArticlesById& before, Source& source) {
    Xapian::docid number = 0;
    if (const auto old = before.find(article.id); old != before.end()) {
      number = old->second;
      before.erase(old);
      removed_words_.note(database_, number);
      database_.replace_document(number, article.document);
    } else {
      number = database_.add_document(article.document);
    }
    added_words_[article.language].merge(words_of(article.document));
    source.articles.push_back(number);
    written_[number] = std::move(article.id);
    count_change();
  }

  void commit() {
    for (const auto& [language, words] : added_words_) add_word_forms(language, words, database_);
    added_words_.clear();
    database_.commit();
  }

  void finish() {
    commit();
    removed_words_.drop_unused(database_);
    finish_generation(plan_, database_);
  }

  const BuildPlan& plan_;
  const ArticleProcessor& processor_;
  const Analyzer analyzer_{};
  Xapian::WritableDatabase database_;
  RemovedWords removed_words_;
  std::map<std::string, WordSet> added_words_;  // by language
  std::map<Xapian::docid, std::string> written_;
  std::size_t changes_ = 0;
};

// Xapian's own check reads the whole database, which takes longer than all else here. The tables were copied
// byte for byte from ones that had passed it, so what is read back is what was written to the copy.
void read_back(const fs::path& path, const std::map<Xapian::docid, std::string>& written,
               const Sources& sources) {
  const Xapian::Database database = open_database(path.string());
  std::string fault;
  if (database.get_doccount() != count_articles(sources))
    fault = std::to_string(database.get_doccount()) + " of " + std::to_string(count_articles(sources)) +
            " articles";
  for (const auto& [number, id] : written) {
    auto posting = database.postlist_begin(id_term(id));
    posting.skip_to(number);
    const bool is_found = posting != database.postlist_end(id_term(id)) && *posting == number;
    if (!is_found || parse_stored_article(database.get_document(number).get_data()).id != id)
      fault = "\"" + id + "\" is not there";
  }
  if (!fault.empty())
    throw InputError("the new generation is not sound (" + fault + "); nothing was published");
}

}  // namespace

BuildResult update_generation(const BuildPlan& plan, const ArticleProcessor& processor,
                              const CurrentIndex& current, const Changes& changes, const fs::path& database) {
  try {
    copy_tables(*current.manifest, current.generation->path, database);
  } catch (const IndexError& error) {
    fail_for_damage(error);
  }
  BuildResult result;
  with_write_errors("update a copy of the current generation", [&] {
    GenerationUpdate update(plan, processor, database);
    result = update.run(changes);
    read_back(database, update.written(), result.sources);
  });
  return result;
}

}  // namespace chokepoint
