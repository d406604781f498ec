// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/command.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

#include "common/base/program_name.h"
#include "common/base/utf8.h"
#include "common/index/generation.h"
#include "searcher/deadline.h"
#include "searcher/field_values.h"
#include "searcher/open_index.h"
#include "searcher/output/query_quote.h"
#include "searcher/output/writer.h"
#include "searcher/search_run.h"

namespace chokepoint {
namespace {

bool is_for_machines(Format format) {
  return format != Format::kText;
}

// Facets take time: count them only where they are printed.
bool prints_facets(const SearcherOptions& options) {
  if (options.count) return false;
  if (options.events) return options.are_facets_given && options.format == Format::kJson;
  if (options.cross && !options.are_facets_given) return false;
  if (options.format == Format::kText || options.format == Format::kJson) return true;
  return options.limit == 0U && options.format != Format::kPaths && options.format != Format::kPaths0;
}

SearchRequest make_request(const SearcherOptions& options, const Date& today) {
  SearchRequest request;
  request.query = options.query;
  request.filters = options.filters;
  request.dates = {options.since, options.until};
  const bool is_strict = is_for_machines(options.format) || options.count || !options.batch.empty();
  request.match = options.match.value_or(is_strict ? Match::kAll : Match::kAuto);
  request.sort = options.sort;
  if (prints_facets(options)) request.facets = options.facets;
  request.facet_limit = options.facet_limit;
  request.cross = options.cross;
  request.offset = options.offset;
  const bool has_rows = !options.count && !options.cross;
  request.limit = has_rows ? options.limit : std::optional<std::uint64_t>(0);
  // Events are listed of all articles, as copies may be read differently.
  const bool is_read = options.format == Format::kText && !options.events;
  request.folds_copies = has_rows && options.group_duplicates.value_or(is_read);
  const bool has_snippets =
      options.format == Format::kText || options.format == Format::kJson || options.format == Format::kJsonl;
  request.wants_snippets = has_snippets && !options.events;
  request.wants_events = options.events;
  request.explain = options.explain;
  request.today = today;
  return request;
}

// Reads lines whose length nobody vouches for: of one that is longer than kMaxLineBytes only the beginning is
// given, which is still too long for a query, and refused as such.
class LineReader {
 public:
  explicit LineReader(std::istream& in) : in_(in) {}

  // The next line, which holds until the one after it is read; nothing at the end.
  std::optional<std::string_view> next() {
    in_.getline(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    auto length = static_cast<std::size_t>(in_.gcount());
    if (length == 0) return std::nullopt;
    if (in_.fail() && !in_.bad()) {
      in_.clear();
      in_.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    } else if (!in_.eof()) {
      --length;  // the line feed
    }
    return std::string_view(buffer_).substr(0, length);
  }

 private:
  static constexpr std::size_t kMaxLineBytes = 1024 * 1024;

  std::istream& in_;
  std::string buffer_ = std::string(kMaxLineBytes + 1, '\0');
};

class Command {
 public:
  Command(const SearcherOptions& options, const Date& today, Sink& out, const Diagnostics& diagnostics)
      : options_(options),
        out_(out),
        diagnostics_(diagnostics),
        vocabulary_(Vocabulary::load()),
        request_(make_request(options, today)) {
    paths_ = options.databases;
    if (paths_.empty()) paths_.push_back(default_index_path().string());
    prepare_output();
  }

  ExitStatus show() {
    const auto article = with_deadline([this] { return find_article(*index_, options_.show_id); });
    if (!article) {
      diagnostics_.error("no article \"" + options_.show_id + "\" in the index");
      return ExitStatus::kNoResult;
    }
    write_article(*article, output_, out_);
    return ExitStatus::kOk;
  }

  ExitStatus search() {
    try {
      return print(find()) > 0 ? ExitStatus::kOk : ExitStatus::kNoResult;
    } catch (const QueryError& error) {
      report(error);
      return ExitStatus::kUsage;
    }
  }

  ExitStatus batch() {
    std::ifstream file;
    if (options_.batch != "-") file.open(options_.batch, std::ios::binary);
    std::istream& in = options_.batch == "-" ? std::cin : file;
    if (!in) throw InputError("cannot open \"" + options_.batch + "\": " + std::strerror(errno));
    LineReader lines(in);
    for (line_number_ = 1; const auto line = lines.next(); ++line_number_) run_line(*line);
    if (in.bad()) throw InputError("cannot read \"" + options_.batch + "\": " + std::strerror(errno));
    if (has_rejected_) return ExitStatus::kUsage;
    return has_found_ ? ExitStatus::kOk : ExitStatus::kNoResult;
  }

 private:
  void prepare_output() {
    const bool is_on_terminal = is_terminal(STDOUT_FILENO);
    output_.format = options_.format;
    output_.count = options_.count;
    output_.events = options_.events;
    output_.explain = options_.explain;
    output_.wants_results = options_.limit != 0U && !options_.cross;
    output_.batch = !options_.batch.empty();
    output_.has_filters = !options_.filters.empty() || options_.since || options_.until;
    output_.is_any_tried = request_.match != Match::kAll;
    output_.columns = terminal_columns(STDOUT_FILENO);
    output_.may_cut = is_on_terminal;
    output_.color = options_.format == Format::kText && use_color(options_.color, STDOUT_FILENO);
    output_.hyperlink_format = is_on_terminal ? options_.hyperlink_format : "none";
    output_.label = [this](Field field, std::string_view value) { return label(field, value); };
  }

  std::string label(Field field, std::string_view value) const {
    static const Xapian::Database no_database;
    return FieldValues(vocabulary_, no_database).label(field, value);
  }

  // Opens the index when needed, runs `work`, and again if the generation vanished. The deadline covers all
  // of it, but not the printing, which may wait for a reader. `late_answer` is printed when it passes.
  template <typename Work>
  auto with_deadline(Work work, std::string late_answer = {}) -> decltype(work()) {
    const Deadline deadline(options_.timeout, searcher_name(), std::move(late_answer));
    return with_retries([&] {
      try {
        if (!index_) open();
        return work();
      } catch (const Xapian::Error&) {
        index_.reset();
        throw;
      }
    });
  }

  void open() {
    index_ = open_index(paths_, options_.allow_partial ? MissingShards::kLeaveOut : MissingShards::kRefuse);
    for (const std::string& note : index_->notes) diagnostics_.warning(note);
  }

  SearchResults find(std::string_view query_id = {}) {
    return with_deadline([this] { return run_search(*index_, vocabulary_, request_); },
                         timed_out_text(request_.query, query_id, output_));
  }

  std::uint64_t print(SearchResults results, const std::string& query_id = {}) {
    std::vector<std::string> notes = results.notes;
    const bool is_said_in_text = options_.format == Format::kText && !options_.count;
    if (!is_said_in_text) notes.insert(notes.begin(), results.corrections.begin(), results.corrections.end());
    for (const std::string& note : notes) diagnostics_.note(query_id.empty() ? note : query_id + ": " + note);
    if (is_for_machines(options_.format)) note_hidden(results);
    results.query_id = query_id;
    output_.has_query = !trim(request_.query).empty();
    output_.sort = effective_sort(options_.sort, results.has_words);
    write_results(results, output_, out_);
    output_.has_header = false;
    return results.total;
  }

  // Text says it below the table; other formats have no place for it.
  void note_hidden(const SearchResults& results) const {
    for (const CrossTable& cross : results.cross) {
      note_hidden(cross.row_field, cross.rows.size(), cross.hidden_rows);
      note_hidden(cross.column_field, cross.columns.size(), cross.hidden_columns);
    }
  }

  void note_hidden(Field field, std::size_t shown, std::uint64_t hidden) const {
    if (hidden == 0) return;
    diagnostics_.note("the table shows " + std::to_string(shown) + " of " + std::to_string(shown + hidden) +
                      " values of " + std::string(field_info(field).name) + "; --facet-limit=N shows more");
  }

  void run_line(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (trim(line).empty()) return;
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos || tab == 0) {
      has_rejected_ = true;
      diagnostics_.error(place_in_batch() + "has no ID and tab before the query");
      return;
    }
    request_.query = line.substr(tab + 1);
    const std::string query_id(line.substr(0, tab));
    try {
      if (print(find(query_id), query_id) > 0) has_found_ = true;
    } catch (const UsageError& error) {
      has_rejected_ = true;
      report(error, place_in_batch() + "(" + query_id + "): ");
    }
    out_.flush();  // who writes queries into a pipe waits for the answer to one before the next
  }

  std::string place_in_batch() const { return options_.batch + ":" + std::to_string(line_number_) + ": "; }

  // Says why the query was rejected and, at a terminal, shows where.
  void report(const UsageError& error, const std::string& where = {}) const {
    std::vector<std::string> quote;
    const auto* fault = dynamic_cast<const QueryError*>(&error);
    if (fault != nullptr && is_terminal(STDERR_FILENO))
      quote = quote_query(repair_utf8(request_.query), fault->position(), terminal_columns(STDERR_FILENO));
    diagnostics_.error(where + error.what(), error.hint(), quote);
  }

  const SearcherOptions& options_;
  Sink& out_;
  const Diagnostics& diagnostics_;
  const Vocabulary vocabulary_;
  SearchRequest request_;
  std::vector<std::string> paths_;
  std::optional<OpenIndex> index_;
  OutputOptions output_;
  std::uint64_t line_number_ = 0;
  bool has_rejected_ = false;
  bool has_found_ = false;
};

}  // namespace

ExitStatus run_command(const SearcherOptions& options, const Date& today, Sink& out,
                       const Diagnostics& diagnostics) {
  Command command(options, today, out, diagnostics);
  if (!options.show_id.empty()) return command.show();
  if (!options.batch.empty()) return command.batch();
  return command.search();
}

}  // namespace chokepoint
