// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/reading_run.h"

#include <filesystem>

#include <nlohmann/json.hpp>
#include <xapian.h>

#include "common/article/article_json.h"
#include "common/base/error.h"
#include "common/base/program_name.h"
#include "common/cli/terminal.h"
#include "common/facets/vocabulary.h"
#include "common/index/generation.h"
#include "common/index/index_info.h"
#include "common/index/xapian_errors.h"
#include "indexer/article_stream.h"
#include "indexer/document_builder.h"
#include "indexer/explain.h"
#include "indexer/memory_budget.h"
#include "indexer/ordered_workers.h"
#include "indexer/roots.h"

namespace chokepoint {
namespace {

nlohmann::ordered_json rules_of(const std::vector<FacetValue>& facet) {
  nlohmann::ordered_json rules = nlohmann::ordered_json::object();
  for (const FacetValue& value : facet) rules[value.value] = value.rule;
  return rules;
}

// What a search result says of an article, and why.
std::string to_json_line(const Article& article) {
  nlohmann::ordered_json json = article_to_json(article);
  for (std::size_t i = 0; i < article.events.size(); ++i) {
    json["events"][i]["core"] = article.events[i].core;
    json["events"][i]["rule"] = article.events[i].rule;
  }
  json["rules"] = {{"country", rules_of(article.country)},
                   {"company", rules_of(article.company)},
                   {"measure", rules_of(article.measure)},
                   {"published", nullptr}};
  if (!article.published_from.empty()) json["rules"]["published"] = article.published_from;
  json["text"] = article.text;
  json["dropped"] = nlohmann::ordered_json::array();
  for (const DroppedLine& line : article.dropped) {
    if (!line.is_metadata) json["dropped"].push_back({{"text", line.text}, {"rule", line.rule}});
  }
  json["notes"] = article.notes;
  return to_json_text(json) + "\n";
}

std::string to_json_line(const Skip& skip) {
  return to_json_text({{"path", skip.path}, {"skipped", skip.reason}, {"detail", skip.detail}}) + "\n";
}

std::string join_core(const std::vector<FacetValue>& facet) {
  std::string out;
  for (const FacetValue& value : facet) {
    if (value.core) out += (out.empty() ? "" : ", ") + value.value;
  }
  return out.empty() ? "-" : out;
}

std::string to_text_block(const Article& article) {
  std::string out = escape_line(article.id) + "\n";
  out += "  " + (article.published.empty() ? std::string("undated") : article.published) + "  " +
         escape_line(article.title) + "\n";
  out += "  country " + escape_line(join_core(article.country)) + "; company " +
         escape_line(join_core(article.company)) + "; measure " + escape_line(join_core(article.measure)) +
         "; events " + std::to_string(article.events.size()) + "\n";
  return out;
}

struct PieceText {
  std::vector<std::string> lines;
  std::vector<Skip> skips;
  std::uint64_t articles = 0;
};

PieceText read_piece(const IndexerOptions& options, const ArticleProcessor& processor, MemoryBudget& memory,
                     const std::vector<SourceFile>& files, std::pair<std::size_t, std::size_t> range) {
  PieceText piece;
  const bool is_json = options.format == ReportFormat::kJsonl;
  for (std::size_t i = range.first; i < range.second; ++i) {
    stream_articles(processor, files[i], {options.max_bytes, options.filters}, memory,
                    [&](ArticleOutcome&& outcome) {
                      if (const auto* skip = std::get_if<Skip>(&outcome)) {
                        if (is_json) piece.lines.push_back(to_json_line(*skip));
                        piece.skips.push_back(*skip);
                        return;
                      }
                      const Article& article = std::get<Article>(outcome);
                      ++piece.articles;
                      piece.lines.push_back(is_json ? to_json_line(article) : to_text_block(article));
                    });
  }
  return piece;
}

void explain_file(const IndexerOptions& options, const std::function<void(const std::string&)>& print) {
  const Vocabulary vocabulary = Vocabulary::load(options.tables);
  const ArticleProcessor processor(vocabulary);
  const WalkResult walk = walk_corpus(canonical_roots({options.explain}), walk_options(options));
  MemoryBudget memory(options.memory, 1);
  bool is_first = true;
  for (const SourceFile& file : walk.files) {
    stream_articles(processor, file, {options.max_bytes, options.filters}, memory,
                    [&](ArticleOutcome&& outcome) {
                      if (!std::exchange(is_first, false)) print(std::string(78, '=') + "\n");
                      if (const auto* skip = std::get_if<Skip>(&outcome)) {
                        print("skipped: " + escape_line(skip->path) + ": " + escape_line(skip->reason) +
                              ": " + escape_line(skip->detail) + "\n");
                      } else {
                        print(explain_article(std::get<Article>(outcome)));
                      }
                    });
  }
}

void explain_indexed(const IndexerOptions& options, const std::function<void(const std::string&)>& print) {
  const std::string db = index_path(options);
  const auto generation = find_current_generation(db);
  if (!generation) {
    throw UsageError("there is no file \"" + options.explain + "\" and no index at \"" + db + "\"",
                     "give a file, or an article's id together with --db=PATH");
  }
  const std::string stored = with_xapian_errors("read the index \"" + db + "\"", [&] {
    const Xapian::Database database = open_database(generation->path.string());
    read_index_info(database, db);
    const std::string term = id_term(options.explain);
    const auto posting = database.postlist_begin(term);
    if (posting == database.postlist_end(term)) {
      throw UsageError("there is no file and no indexed article \"" + options.explain + "\"",
                       std::string("ids are printed by \"") + searcher_name() + " --format=tsv\"");
    }
    return database.get_document(*posting).get_data();
  });
  print(explain_article(parse_stored_article(stored)));
}

}  // namespace

ReadingSummary run_dry(const IndexerOptions& options, const std::function<void(const std::string&)>& print) {
  const Vocabulary vocabulary = Vocabulary::load(options.tables);
  const ArticleProcessor processor(vocabulary);
  WalkResult walk = walk_corpus(canonical_roots(options.paths), walk_options(options));
  const auto pieces = cut_into_pieces(walk.files, {options.max_bytes, options.filters});
  ReadingSummary summary;
  summary.files = walk.files.size();
  summary.skips = std::move(walk.skips);
  if (options.format == ReportFormat::kJsonl) {
    for (const Skip& skip : summary.skips) print(to_json_line(skip));
  }
  const std::size_t threads = threads_within(options.memory, options.jobs);
  MemoryBudget memory(options.memory, threads);
  run_in_order<PieceText>(
      pieces.size(), threads,
      [&](std::size_t index) { return read_piece(options, processor, memory, walk.files, pieces[index]); },
      [&](std::size_t, PieceText&& piece) {
        for (const std::string& line : piece.lines) print(line);
        summary.articles += piece.articles;
        summary.skips.insert(summary.skips.end(), piece.skips.begin(), piece.skips.end());
      });
  return summary;
}

void run_explain(const IndexerOptions& options, const std::function<void(const std::string&)>& print) {
  if (std::filesystem::exists(options.explain)) {
    explain_file(options, print);
  } else {
    explain_indexed(options, print);
  }
}

}  // namespace chokepoint
