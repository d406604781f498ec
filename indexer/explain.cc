// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/explain.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "common/cli/terminal.h"

namespace chokepoint {
namespace {

constexpr std::size_t kLabelColumns = 11;

std::string padded(std::string_view text, std::size_t columns) {
  std::string out(text);
  const std::size_t width = display_width(out);
  out.append(width < columns ? columns - width : 1, ' ');
  return out;
}

void add_field(std::string_view name, const std::string& value, std::string& out) {
  if (!value.empty()) out += padded(name, kLabelColumns) + escape_line(value) + "\n";
}

std::string published_line(const Article& article) {
  if (article.published.empty()) return {};
  const std::string& most = article.published_at.empty() ? article.published : article.published_at;
  return most + "  (from " + article.published_from + ")";
}

void add_lines(std::string_view text, std::string& out) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string line = escape_line(text.substr(0, end));
    out += line.empty() ? "\n" : "  " + line + "\n";
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

// A dropped line stands where it was taken out, with "-" in the margin and its rule behind it.
void add_text(const Article& article, std::string& out) {
  std::vector<DroppedLine> dropped = article.dropped;
  std::stable_sort(dropped.begin(), dropped.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  const std::string_view text = article.text;
  std::size_t position = 0;
  for (const DroppedLine& line : dropped) {
    const std::size_t at = std::clamp(line.at, position, text.size());
    add_lines(text.substr(position, at - position), out);
    position = at;
    out += "- " + escape_line(line.text) + "   [" + escape_line(line.rule) + "]\n";
  }
  add_lines(text.substr(position), out);
}

void add_facet(std::string_view name, const std::vector<FacetValue>& facet, std::string& out) {
  for (const bool core : {true, false}) {
    for (const FacetValue& value : facet) {
      if (value.core != core) continue;
      out += padded(name, kLabelColumns) + padded(core ? "core" : "also", 6) +
             padded(escape_line(value.value), 24) + escape_line(value.rule) + "\n";
    }
  }
}

std::string join(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out.empty() ? "-" : out;
}

std::string or_dash(const std::string& text) {
  return text.empty() ? "-" : text;
}

void add_event(const Article& article, const Event& event, std::string& out) {
  std::string head = or_dash(event.actor) + " | " + or_dash(event.authority) + " | " + event.measure + " | " +
                     join(event.targets) + " | " + event.status + " | " + or_dash(event.date);
  if (!event.scope.empty()) head += " | scope: " + event.scope;
  if (!event.penalty.empty()) head += " | penalty: " + event.penalty;
  if (event.retaliatory) head += " | in retaliation";
  const std::size_t begin = std::min(event.evidence_begin, article.text.size());
  const std::size_t end = std::clamp(event.evidence_end, begin, article.text.size());
  out += padded("event", kLabelColumns) + padded(event.core ? "core" : "also", 6) + escape_line(head) + "\n";
  out += std::string(kLabelColumns, ' ') + "rule: " + escape_line(event.rule) + "\n";
  out += std::string(kLabelColumns, ' ') + "says: " + escape_line(article.text.substr(begin, end - begin)) +
         "  [" + std::to_string(begin) + ", " + std::to_string(end) + ")\n";
}

}  // namespace

std::string explain_article(const Article& article) {
  std::string out;
  add_field("id", article.id, out);
  add_field("path", article.path, out);
  add_field("title", article.title, out);
  add_field("published", published_line(article), out);
  add_field("updated", article.updated, out);
  add_field("url", article.url, out);
  add_field("publisher", article.publisher, out);
  add_field("author", article.author, out);
  add_field("language", article.language, out);
  for (const std::string& note : article.notes) add_field("note", note, out);
  out += "\n";
  add_text(article, out);
  out += "\n";
  add_facet("country", article.country, out);
  add_facet("company", article.company, out);
  add_facet("measure", article.measure, out);
  for (const Event& event : article.events) add_event(article, event, out);
  return out;
}

}  // namespace chokepoint
