// SPDX-License-Identifier: GPL-2.0-or-later
// By the events of libyaml: no tree is built, so an alias has nothing to multiply.
#include "indexer/source/yaml_fields.h"

#include <algorithm>
#include <new>

#include <yaml.h>

namespace chokepoint {
namespace {

constexpr std::size_t kMaxDepth = 8;

std::string at_line(std::size_t line) {
  return "line " + std::to_string(line + 1) + ": ";
}

class Parser {
 public:
  explicit Parser(std::string_view yaml) {
    if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(yaml.data()), yaml.size());
  }
  ~Parser() { yaml_parser_delete(&parser_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  bool parse(yaml_event_t& event) {
    const bool is_parsed = yaml_parser_parse(&parser_, &event) != 0;
    if (!is_parsed && parser_.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
    return is_parsed;
  }

  std::size_t fault_line() const { return parser_.problem_mark.line; }
  std::string fault() const {
    return at_line(fault_line()) + (parser_.problem == nullptr ? "not YAML" : parser_.problem);
  }

 private:
  yaml_parser_t parser_ = {};
};

// Where in the mapping the events are.
class FieldCollector {
 public:
  bool is_mapping() const { return is_mapping_; }

  void begin(bool is_mapping) {
    if (open_.empty()) is_mapping_ = is_mapping;
    take_node();
    open_.push_back({is_mapping, is_mapping, {}});
  }

  void end() { open_.pop_back(); }

  void scalar(std::string_view value, std::vector<NamedValue>& out) {
    if (open_.empty()) return;
    Level& level = open_.back();
    if (level.expects_key) {
      level.key = value;
      level.expects_key = false;
      return;
    }
    const bool is_wanted =
        open_.front().is_mapping && std::all_of(open_.begin() + 1, open_.end(), [](const Level& inner) {
          return !inner.is_mapping || inner.key == "name";
        });
    if (is_wanted && !value.empty()) out.push_back({open_.front().key, std::string(value)});
    take_node();
  }

  std::size_t depth() const { return open_.size(); }

 private:
  struct Level {
    bool is_mapping;
    bool expects_key;
    std::string key;
  };

  // In a mapping keys and values take turns; a list or mapping may stand for either.
  void take_node() {
    if (open_.empty() || !open_.back().is_mapping) return;
    open_.back().expects_key = !open_.back().expects_key;
  }

  std::vector<Level> open_;
  bool is_mapping_ = false;
};

// Why an event is not followed; null if it is.
const char* refusal(const yaml_event_t& event, std::size_t depth) {
  const bool is_mapping = event.type == YAML_MAPPING_START_EVENT;
  const bool is_sequence = event.type == YAML_SEQUENCE_START_EVENT;
  const bool is_anchored = (is_mapping && event.data.mapping_start.anchor != nullptr) ||
                           (is_sequence && event.data.sequence_start.anchor != nullptr) ||
                           (event.type == YAML_SCALAR_EVENT && event.data.scalar.anchor != nullptr);
  if (is_anchored) return "anchors are not read";
  if (event.type == YAML_ALIAS_EVENT) return "aliases are not followed";
  if ((is_mapping || is_sequence) && depth >= kMaxDepth) return "nested more than 8 levels deep";
  return nullptr;
}

void collect(const yaml_event_t& event, FieldCollector& collector, std::vector<NamedValue>& values) {
  const auto& scalar = event.data.scalar;
  switch (event.type) {
    case YAML_SCALAR_EVENT:
      return collector.scalar({reinterpret_cast<const char*>(scalar.value), scalar.length}, values);
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
      return collector.begin(event.type == YAML_MAPPING_START_EVENT);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      return collector.end();
    default:
      return;
  }
}

}  // namespace

std::optional<NamedValues> read_yaml_fields(std::string_view yaml) {
  Parser parser(yaml);
  FieldCollector collector;
  NamedValues fields;
  std::size_t last_line = 0;  // of the last value
  for (bool is_done = false; !is_done;) {
    yaml_event_t event;
    if (!parser.parse(event)) {
      fields.fault = parser.fault();
      // "title: Ports: a ban" has given the value "Ports" when the second colon is met.
      if (!fields.values.empty() && last_line == parser.fault_line()) fields.values.pop_back();
      break;
    }
    if (const char* why = refusal(event, collector.depth())) {
      fields.fault = at_line(event.start_mark.line) + why;
      is_done = true;
    } else {
      const std::size_t before = fields.values.size();
      collect(event, collector, fields.values);
      if (fields.values.size() > before) last_line = event.start_mark.line;
      is_done = event.type == YAML_DOCUMENT_END_EVENT || event.type == YAML_STREAM_END_EVENT;
    }
    yaml_event_delete(&event);
  }
  if (!collector.is_mapping()) return std::nullopt;
  return fields;
}

}  // namespace chokepoint
