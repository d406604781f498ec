// SPDX-License-Identifier: GPL-2.0-or-later
// What a person at a terminal reads: how many, the results, then the facets, so that what to narrow the
// search by stands next to the prompt.
#include <algorithm>
#include <string>

#include "common/base/program_name.h"
#include "common/cli/terminal.h"
#include "searcher/output/formats.h"
#include "searcher/output/number_text.h"
#include "searcher/output/styled_text.h"
#include "searcher/output/text_article.h"
#include "searcher/output/text_copies.h"
#include "searcher/output/text_cross.h"
#include "searcher/output/text_events.h"
#include "searcher/output/text_facets.h"

namespace chokepoint {
namespace {

// So few that what was looked for may be told in other words.
constexpr std::uint64_t kFewResults = 5;

// Deeper trees stay at the margin, so that lines keep room for words.
constexpr std::size_t kMaxTreeIndent = 20;

constexpr std::size_t kMostReadingColumns = 100;  // longer lines of prose are hard to follow
constexpr std::size_t kMostLinesOfParts = 3;

std::string counted(std::uint64_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string_view order_text(Sort sort) {
  switch (sort) {
    case Sort::kRelevance:
      return "sorted by relevance";
    case Sort::kText:
      return "sorted by relevance, whatever the date";
    case Sort::kNewest:
      return "newest first";
    case Sort::kOldest:
      return "oldest first";
  }
  return "";
}

class TextWriter {
 public:
  TextWriter(const SearchResults& results, const OutputOptions& options, Sink& out)
      : results_(results),
        options_(options),
        out_(out),
        wants_results_(options.wants_results && results.cross.empty()),
        count_(results.total - results.copies),
        columns_(std::max<std::size_t>(options.columns, 40)),
        reading_columns_(std::min(columns_, kMostReadingColumns)) {}

  void write_all() {
    if (options_.batch)
      write_wrapped(styled(results_.query_id + ": " + results_.query, Style::kHeading), 0, kMostLinesOfParts);
    write_explanation();
    write_wrapped(styled(summary(), Style::kTitle), 0);
    // Here and not on standard error, which a pager hides.
    for (const std::string& correction : results_.corrections)
      write_wrapped(styled(correction, Style::kPlain), 0);
    if (results_.total == 0) write_advice();
    if (wants_results_ && options_.events) write_events();
    if (wants_results_ && !options_.events) write_hits();
    for (const CrossTable& cross : results_.cross) write_cross(cross);
    write_block(facet_lines(results_.facets, columns_, shorten()));
    write_more();
    if (options_.batch) out_.write("\n");
  }

 private:
  void write(const StyledText& line, std::size_t indent) { write_line(line, indent, options_, out_); }

  void write_wrapped(const StyledText& text, std::size_t indent, std::size_t max_lines = kNoLineLimit) {
    const std::size_t most = options_.may_cut ? max_lines : kNoLineLimit;
    for (const StyledText& line : wrap(text, reading_columns_ - indent, most)) write(line, indent);
  }

  void write_block(const std::vector<StyledText>& lines) {
    if (lines.empty()) return;
    out_.write("\n");
    for (const StyledText& line : lines) write(line, 0);
  }

  void write_cross(const CrossTable& cross) {
    const Field empty = cross.rows.empty() ? cross.row_field : cross.column_field;
    if (!cross.rows.empty() && !cross.columns.empty())
      write_block(cross_lines(cross, columns_));
    else if (results_.total > 0)
      write_block({styled("none of them has a " + std::string(field_info(empty).name), Style::kPlain)});
  }

  // "72 articles"; "65 different articles, 72 with copies" where some are shown as one.
  std::string counted_results() const {
    if (results_.copies == 0) return counted(results_.total, "article");
    return counted(count_, "different article") + ", " + std::to_string(results_.total) + " with copies";
  }

  // "11-20 of 72 articles · sorted by relevance".
  std::string summary() const {
    if (results_.total == 0) return std::string("no article matches") + partial_text();
    const std::uint64_t shown = results_.hits.size();
    std::string text = counted_results();
    if (wants_results_ && shown == 0) {
      return "none of " + text + ": the offset is past the last one" + partial_text();
    }
    if (wants_results_ && results_.offset > 0) {
      const std::string first = std::to_string(results_.offset + 1);
      text = first + (shown == 1 ? "" : "–" + std::to_string(results_.offset + shown)) + " of " + text;
    } else if (wants_results_ && shown < count_) {
      text = std::to_string(shown) + " of " + text;
    }
    if (wants_results_ && options_.events) text = counted(results_.events.size(), "event") + " in " + text;
    if (results_.relaxed) text += " · with any of the words, as none has all";
    if (wants_results_) text += " · " + std::string(order_text(options_.sort));
    return text + partial_text();
  }

  Shorten shorten() const { return options_.may_cut ? Shorten::kYes : Shorten::kNo; }

  std::string partial_text() const { return results_.partial ? " · incomplete, as an index is missing" : ""; }

  void write_explanation() {
    if (!options_.explain || results_.explain.empty()) return;
    write(styled("how the query was read", Style::kHeading), 0);
    for (const std::string& line : results_.explain) {
      const std::size_t depth = std::min(line.find_first_not_of(' '), kMaxTreeIndent);
      write_wrapped(styled(line, Style::kPlain), 2 + depth);
    }
    out_.write("\n");
  }

  void write_advice() {
    std::vector<std::string> advice;
    if (options_.has_query && options_.is_any_tried)
      advice.emplace_back("check the spelling, or try other words");
    if (options_.has_query && !options_.is_any_tried) {
      advice.emplace_back("try fewer or other words, or --match=any for articles with some of them");
    }
    if (options_.has_filters) {
      advice.emplace_back(
          "leave a filter out: they go by what an article is about; mentions:VALUE finds all that is named");
      if (!results_.newest.empty())
        advice.push_back("the newest article is of " + results_.newest +
                         "; 30d and the like count from today");
    }
    if (!options_.has_query && !options_.has_filters) {
      advice.emplace_back(std::string("the index is empty: fill it with \"") + indexer_name() + " PATH\"");
    } else {
      advice.emplace_back(std::string("see what there is: ") + searcher_name() + " --limit=0");
    }
    for (const std::string& line : advice) {
      std::string_view mark = "- ";
      for (const StyledText& part : wrap(styled(line, Style::kPlain), reading_columns_ - 4)) {
        StyledText item = {{std::string(mark), Style::kPlain}};
        append(item, part);
        write(item, 2);
        mark = "  ";
      }
    }
  }

  void write_hits() {
    const std::uint64_t last = results_.offset + results_.hits.size();
    const std::size_t rank_columns = std::to_string(last).size();
    std::uint64_t rank = results_.offset;
    for (const Hit& hit : results_.hits) {
      out_.write("\n");
      write_hit(hit, ++rank, rank_columns);
    }
  }

  void write_hit(const Hit& hit, std::uint64_t rank, std::size_t rank_columns) {
    const std::size_t indent = rank_columns + 2;  // "7. "
    std::string number = std::to_string(rank);
    number = std::string(rank_columns - number.size(), ' ') + number + ". ";
    bool is_first = true;
    for (const StyledText& line :
         title_lines(hit.article, hit.title_hits, reading_columns_ - indent, options_)) {
      if (is_first) out_.write(number);
      write_linked_line(line, is_first ? 0 : indent, hit.article, options_, out_);
      is_first = false;
    }
    write_wrapped(source_line(hit.article), indent, kMostLinesOfParts);
    write_wrapped(facet_line(hit.article, options_.label), indent, kMostLinesOfParts);
    write_wrapped(copies_line(hit.copies), indent, kMostLinesOfParts);
    write_wrapped(snippet_text(hit.snippet), indent);
    if (options_.explain) write_why(hit, indent);
  }

  static StyledText snippet_text(const Snippet& snippet) {
    if (snippet.text.empty()) return {};
    StyledText text;
    if (snippet.starts_inside) append(text, {{"… ", Style::kFaint}});
    append(text, marked(snippet.text, snippet.hits, Style::kPlain, Style::kHit));
    if (snippet.ends_inside) append(text, {{" …", Style::kFaint}});
    return text;
  }

  void write_why(const Hit& hit, std::size_t indent) {
    write_wrapped(styled("score " + score_text(hit.score), Style::kFaint), indent);
    for (const std::string& line : hit.why) write_wrapped(styled(line, Style::kFaint), indent + 2);
  }

  void write_events() {
    if (results_.events.empty()) return;
    std::vector<EventOfArticle> events;
    for (const ListedEvent& listed : results_.events) {
      const Article& article = results_.hits[listed.hit].article;
      events.push_back({&article.events[listed.event], &article});
    }
    const EventTable table(events, columns_, shorten(), options_.label);
    write_block(table.head());
    for (const EventOfArticle& item : events) write_event(table, item);
    if (table.has_dates_of_articles()) write_block(wrap(dates_note(), reading_columns_));
  }

  void write_event(const EventTable& table, const EventOfArticle& item) {
    for (const StyledText& line : table.row(item)) write(line, 0);
    for (const StyledText& line : table.evidence(item)) write(line, EventTable::kIndent);
    std::string source = item.article->id;
    if (!item.article->published.empty()) source += " · " + item.article->published;
    for (const StyledText& line : table.particulars(item, source)) {
      write_linked_line(line, EventTable::kIndent, *item.article, options_, out_);
    }
  }

  // How to see what comes after the page, next to the prompt.
  void write_more() {
    const std::uint64_t end = results_.offset + results_.hits.size();
    if (!wants_results_ || options_.batch || results_.hits.empty()) return;
    if (end < count_)
      write_block({styled("more: --offset=" + std::to_string(end) + ", or --limit=all", Style::kFaint)});
    else if (results_.can_relax && results_.total <= kFewResults)
      write_block({styled("more: --match=any finds articles with some of the words, too", Style::kFaint)});
  }

  const SearchResults& results_;
  const OutputOptions& options_;
  Sink& out_;
  bool wants_results_;   // a cross table takes the place of the results
  std::uint64_t count_;  // of the results: articles, or what is left of them when copies are folded
  std::size_t columns_;
  std::size_t reading_columns_;
};

}  // namespace

void write_text(const SearchResults& results, const OutputOptions& options, Sink& out) {
  TextWriter(results, options, out).write_all();
}

}  // namespace chokepoint
