// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/completion.h"

#include <algorithm>
#include <chrono>

#include "common/base/ascii.h"
#include "common/base/program_name.h"
#include "common/base/utf8.h"
#include "common/index/generation.h"
#include "common/text/fold.h"
#include "searcher/deadline.h"
#include "searcher/open_index.h"
#include "searcher/option_rows.h"

namespace chokepoint {
namespace {

// Longer than that nobody waits for a completion.
constexpr std::chrono::milliseconds kTimeout{3000};

// Of the line, what says which index is meant.
std::vector<std::string> index_options(const std::vector<std::string>& words) {
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
    for (const std::string_view name : {std::string_view("db"), kConfigOption, kNoConfigOption}) {
      const bool waits = words[i] == flag(name);
      if (waits || words[i].starts_with(flag(name) + "=")) kept.push_back(words[i]);
      if (waits && name != kNoConfigOption && i + 1 < words.size()) kept.push_back(words[++i]);
    }
  }
  return kept;
}

class ValueCompletion {
 public:
  ValueCompletion(Field field, std::string_view typed, const FieldValues& values,
                  const Vocabulary& vocabulary)
      : field_(field), typed_(fold(typed)), values_(values), vocabulary_(vocabulary) {
    if (typed_.empty()) return;
    if (has_countries()) named_.merge(vocabulary.countries_named(typed));
    if (has_companies()) named_.merge(vocabulary.companies_named(typed));
  }

  Completion run() {
    std::vector<std::string> groups;
    for (const std::string& value : in_order(values_.all_indexed(field_))) {
      add(value);
      const std::string group = group_of(value);
      if (!group.empty() && std::find(groups.begin(), groups.end(), group) == groups.end())
        groups.push_back(group);
    }
    for (const std::string& group : groups) add_group(group);
    return std::move(completion_);
  }

 private:
  bool is_any_of(std::initializer_list<Field> fields) const {
    return std::find(fields.begin(), fields.end(), field_) != fields.end();
  }
  bool has_countries() const { return is_any_of({Field::kCountry, Field::kActor, Field::kMentions}); }
  bool has_companies() const { return is_any_of({Field::kCompany, Field::kTarget, Field::kMentions}); }

  // A closed list as its table has it.
  std::vector<std::string> in_order(std::vector<std::string> values) const {
    if (field_ != Field::kMeasure && field_ != Field::kStatus) return values;
    std::vector<std::string> ordered =
        field_ == Field::kMeasure ? vocabulary_.all_measures() : vocabulary_.all_statuses();
    std::erase_if(ordered, [&](const std::string& value) {
      return !std::binary_search(values.begin(), values.end(), value);
    });
    return ordered;
  }

  void add(const std::string& value) {
    if (fold(value).starts_with(typed_)) {
      completion_.candidates.push_back({value, label(value)});
    } else if (const auto found = named_.find(value); found != named_.end()) {
      completion_.candidates.push_back({found->second, value});
    }
  }

  void add_group(const std::string& group) {
    if (!fold(group).starts_with(typed_)) return;
    std::string members;
    for (const std::string& member : values_.resolve(field_, group))
      members += (members.empty() ? "" : ", ") + member;
    completion_.candidates.push_back({group, "any of " + members});
  }

  std::string group_of(const std::string& value) const {
    if (field_ == Field::kStatus) return vocabulary_.status_group(value);
    if (is_any_of({Field::kMeasure, Field::kMentions})) return vocabulary_.measure_group(value);
    return {};
  }

  std::string label(const std::string& value) const {
    if (field_ == Field::kStatus) return vocabulary_.status_meaning(value);
    const Field field = field_ == Field::kMentions ? kind_of(value) : field_;
    std::string label = values_.label(field, value);
    return label == value ? std::string() : label;
  }

  Field kind_of(const std::string& value) const {
    if (!vocabulary_.measure_group(value).empty()) return Field::kMeasure;
    return vocabulary_.country_label(value) != value ? Field::kCountry : Field::kCompany;
  }

  Field field_;
  std::string typed_;
  const FieldValues& values_;
  const Vocabulary& vocabulary_;
  std::map<std::string, std::string> named_;
  Completion completion_;
};

// Where the letters begin that end at `end`.
std::size_t letters_begin(std::string_view query, std::size_t end) {
  while (end > 0 && is_ascii_letter(query[end - 1])) --end;
  return end;
}

bool begins_word(std::string_view query, std::size_t at) {
  return at == 0 || std::string_view(" \t(-").find(query[at - 1]) != std::string_view::npos;
}

// Whether the query language reads `value` as one word.
bool is_plain(std::string_view value) {
  return std::all_of(value.begin(), value.end(),
                     [](char c) { return is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '-'; });
}

// A list is completed behind its last comma, by what it does not have yet.
Completion complete_facets(std::string_view typed, bool is_pair) {
  const std::size_t begin = typed.rfind(',') + 1;  // npos + 1 is 0
  const std::string listed = "," + std::string(typed.substr(0, begin));
  Completion completion;
  for (const FieldInfo& field : all_fields()) {
    if (!field.is_facet || !field.name.starts_with(typed.substr(begin))) continue;
    if (listed.find("," + std::string(field.name) + ",") != std::string::npos) continue;
    const bool wants_more = is_pair && begin == 0;
    completion.candidates.push_back(
        {std::string(typed.substr(0, begin)) + std::string(field.name) + (wants_more ? "," : ""),
         std::string(field.help)});
  }
  return completion;
}

Completion complete_field_names(std::string_view query) {
  const std::size_t begin = letters_begin(query, query.size());
  Completion completion;
  if (!begins_word(query, begin)) return completion;
  for (const FieldInfo& field : all_fields()) {
    if (!field.is_queried || !field.name.starts_with(ascii_lower(query.substr(begin)))) continue;
    completion.candidates.push_back(
        {std::string(query.substr(0, begin)) + std::string(field.name) + ":", std::string(field.help)});
  }
  return completion;
}

// Completes from an index that is opened when a value is asked for, and not before.
class SearcherCompletion {
 public:
  SearcherCompletion(const CompletionRequest& request, const Date& today,
                     const std::filesystem::path& default_config)
      : request_(request), today_(today), default_config_(default_config) {}

  Completion value(const OptionSpec& spec, std::string_view typed) {
    if (spec.name == "facets" || spec.name == "cross") return complete_facets(typed, spec.name == "cross");
    if (spec.group != kFieldOptions) return {};
    const std::string_view head = typed.substr(0, typed.starts_with('!') ? 1 : 0);
    Completion completion;
    append_completion(completion, head, indexed(find_field(spec.name)->field, typed.substr(head.size())));
    return completion;
  }

  Completion word(std::string_view query) {
    const auto typed = field_being_typed(query);
    if (!typed) return complete_field_names(query);
    if (field_info(typed->field).prefix.empty() || typed->field == Field::kTitle) return {};
    Completion values = indexed(typed->field, typed->value);
    const bool is_quoted = query.size() > typed->head.size() + typed->value.size();
    // The query language has no way to write a quote inside of quotes.
    std::erase_if(values.candidates,
                  [](const CompletionCandidate& value) { return value.word.find('"') != std::string::npos; });
    for (CompletionCandidate& value : values.candidates) {
      if (is_quoted || !is_plain(value.word)) value.word = in_quotes(value.word);
    }
    Completion completion;
    append_completion(completion, typed->head, std::move(values));
    return completion;
  }

 private:
  Completion indexed(Field field, std::string_view typed) {
    std::vector<std::string> words = index_options(request_.words_before);
    std::vector<const char*> arguments = {searcher_name()};
    for (const std::string& word : words) arguments.push_back(word.c_str());
    SearcherOptions options =
        parse_options(static_cast<int>(arguments.size()), arguments.data(), today_, default_config_);
    if (options.databases.empty()) options.databases.push_back(default_index_path().string());
    const Vocabulary vocabulary = Vocabulary::load();
    const Deadline deadline(kTimeout, searcher_name());
    return with_retries([&] {
      const OpenIndex index = open_index(options.databases, MissingShards::kLeaveOut);
      return complete_field_value(field, typed, FieldValues(vocabulary, index.database), vocabulary);
    });
  }

  const CompletionRequest& request_;
  const Date& today_;
  const std::filesystem::path& default_config_;
};

}  // namespace

Completion complete_field_value(Field field, std::string_view typed, const FieldValues& values,
                                const Vocabulary& vocabulary) {
  return ValueCompletion(field, typed, values, vocabulary).run();
}

std::optional<FieldInQuery> field_being_typed(std::string_view query) {
  const std::size_t colon = query.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::size_t begin = letters_begin(query, colon);
  const FieldInfo* field = find_field(ascii_lower(query.substr(begin, colon - begin)));
  if (field == nullptr || !field->is_queried || !begins_word(query, begin)) return std::nullopt;
  std::string_view value = query.substr(colon + 1);
  const bool is_quoted = value.starts_with('"');
  if (is_quoted) value.remove_prefix(1);
  if (value.find_first_of(is_quoted ? "\"" : "\" \t()") != std::string_view::npos) return std::nullopt;
  return FieldInQuery{field->field, query.substr(0, colon + 1), value};
}

ExitStatus run_completion(const CompletionRequest& request, const Date& today,
                          const std::filesystem::path& default_config, Sink& out) {
  SearcherCompletion searcher(request, today, default_config);
  const CompletionSources sources{
      [&](const OptionSpec& spec, std::string_view value) { return searcher.value(spec, value); },
      [&](std::string_view word) { return searcher.word(word); }};
  const Completion completion = complete(option_table(), request, sources);
  return write_completion(completion, out) ? ExitStatus::kOk : ExitStatus::kNoResult;
}

}  // namespace chokepoint
