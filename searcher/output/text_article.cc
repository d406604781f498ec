// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/text_article.h"

#include <algorithm>
#include <utility>

#include "common/base/utf8.h"
#include "searcher/output/formats.h"
#include "searcher/output/hyperlink.h"
#include "searcher/output/text_events.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMostTitleLines = 3;
constexpr std::size_t kNameColumns = 10;  // of "published" in the head of an article
constexpr std::size_t kMostReadingColumns = 100;

using Values = std::vector<std::string>;

Values shown_values(const std::vector<FacetValue>& facet, Field field, bool core, const LabelOf& label) {
  Values values;
  for (const FacetValue& value : facet) {
    if (value.core == core) values.push_back(label ? label(field, value.value) : value.value);
  }
  return values;
}

std::string joined(const Values& values, std::string_view separator) {
  std::string out;
  for (const std::string& value : values) {
    if (value.empty()) continue;
    if (!out.empty()) out += separator;
    out += value;
  }
  return out;
}

Color color_of(const OutputOptions& options) {
  return options.color ? Color::kYes : Color::kNo;
}

// One article in full: head, text with its evidence marked, events.
class ArticleWriter {
 public:
  ArticleWriter(const Article& article, const OutputOptions& options, Sink& out)
      : article_(article),
        options_(options),
        out_(out),
        columns_(std::min(options.columns, kMostReadingColumns)) {}

  void write_all() {
    for (const StyledText& line : title_lines(article_, {}, columns_, options_)) {
      write_linked_line(line, 0, article_, options_, out_);
    }
    write_head();
    out_.write("\n");
    write_body();
    write_events();
  }

 private:
  void write_head() {
    write_named("id", styled(article_.id, Style::kPlain));
    write_named("path", styled(article_.path, Style::kPlain));
    write_named("published", styled(article_.published, Style::kPlain));
    write_named("updated", styled(article_.updated, Style::kPlain));
    write_named("publisher", styled(article_.publisher, Style::kPlain));
    write_named("author", styled(article_.author, Style::kPlain));
    write_named("language", styled(article_.language, Style::kPlain));
    write_named("url", styled(article_.url, Style::kPlain));
    write_facet("country", article_.country, Field::kCountry);
    write_facet("company", article_.company, Field::kCompany);
    write_facet("measure", article_.measure, Field::kMeasure);
    if (article_.truncated)
      write_named("note", styled("the text is longer than what is kept of it", Style::kPlain));
  }

  void write_facet(std::string_view name, const std::vector<FacetValue>& facet, Field field) {
    StyledText text = styled(joined(shown_values(facet, field, true, options_.label), ", "), Style::kFacet);
    const std::string also = joined(shown_values(facet, field, false, options_.label), ", ");
    if (!also.empty())
      append(text, styled((text.empty() ? "(also: " : " (also: ") + also + ")", Style::kFaint));
    write_named(name, text);
  }

  void write_named(std::string_view name, const StyledText& value) {
    StyledText named = padded(styled(name, Style::kFaint), kNameColumns);
    for (const StyledText& line : wrap(value, columns_ - kNameColumns)) {
      append(named, line);
      write_line(named, 0, options_, out_);
      named = padded({}, kNameColumns);
    }
  }

  // The evidence's ranges in the body, in order, not overlapping.
  std::vector<TextRange> evidence() const {
    std::vector<TextRange> ranges;
    for (const Event& event : article_.events) {
      if (event.evidence_begin < event.evidence_end)
        ranges.push_back({event.evidence_begin, event.evidence_end});
    }
    std::sort(ranges.begin(), ranges.end(),
              [](const TextRange& a, const TextRange& b) { return a.begin < b.begin; });
    return ranges;
  }

  void write_body() {
    const std::string_view text = article_.text;
    const std::vector<TextRange> ranges = evidence();
    std::size_t next_range = 0;
    for (std::size_t begin = std::min(article_.body_begin, text.size()); begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      while (next_range < ranges.size() && ranges[next_range].end <= begin) ++next_range;
      write_paragraph(text.substr(begin, end - begin), begin, ranges, next_range);
      begin = end + 1;
    }
  }

  // Lines that hold evidence are marked in the margin, so that it shows without colour too.
  void write_paragraph(std::string_view paragraph, std::size_t offset, const std::vector<TextRange>& ranges,
                       std::size_t next_range) {
    std::vector<TextRange> hits;
    for (std::size_t i = next_range; i < ranges.size() && ranges[i].begin < offset + paragraph.size(); ++i) {
      hits.push_back({std::max(ranges[i].begin, offset) - offset, ranges[i].end - offset});
    }
    if (trim(paragraph).empty()) return out_.write("\n");
    for (StyledText& line : wrap(marked(paragraph, hits, Style::kPlain, Style::kEvidence), columns_ - 2)) {
      const bool has_evidence = std::any_of(line.begin(), line.end(), [](const Span& span) {
        return span.style == Style::kEvidence && !trim(span.text).empty();
      });
      line.insert(line.begin(), {has_evidence ? "┃ " : "  ", has_evidence ? Style::kFacet : Style::kPlain});
      write_line(line, 0, options_, out_);
    }
  }

  void write_events() {
    if (article_.events.empty()) return;
    std::vector<EventOfArticle> events;
    for (const Event& event : article_.events) events.push_back({&event, &article_});
    const EventTable table(events, columns_, options_.may_cut ? Shorten::kYes : Shorten::kNo, options_.label);
    out_.write("\n");
    write_lines(table.head(), 0);
    for (const EventOfArticle& item : events) {
      write_lines(table.row(item), 0);
      write_lines(table.evidence(item), EventTable::kIndent);
      write_lines(table.particulars(item, {}), EventTable::kIndent);
    }
    if (table.has_dates_of_articles()) write_lines(wrap(dates_note(), columns_), 0);
  }

  void write_lines(const std::vector<StyledText>& lines, std::size_t indent) {
    for (const StyledText& line : lines) write_line(line, indent, options_, out_);
  }

  const Article& article_;
  const OutputOptions& options_;
  Sink& out_;
  std::size_t columns_;
};

}  // namespace

StyledText source_line(const Article& article) {
  return styled(joined({article.published, article.publisher, article.id}, " · "), Style::kFaint);
}

StyledText facet_line(const Article& article, const LabelOf& label) {
  const auto part = [](const std::vector<FacetValue>& facet, Field field, const LabelOf& label_of) {
    return joined(shown_values(facet, field, true, label_of), ", ");
  };
  // Measures are shown by slug, which reads as well as its label and can be typed.
  const Values parts = {part(article.country, Field::kCountry, label),
                        part(article.company, Field::kCompany, label),
                        part(article.measure, Field::kMeasure, {})};
  StyledText line;
  for (const std::string& values : parts) {
    if (values.empty()) continue;
    if (!line.empty()) append(line, {{" | ", Style::kFaint}});
    append(line, styled(values, Style::kFacet));
  }
  return line;
}

StyledText dates_note() {
  return styled("(date): the article's, where it gives none for the event", Style::kFaint);
}

std::vector<StyledText> title_lines(const Article& article, const std::vector<TextRange>& hits,
                                    std::size_t columns, const OutputOptions& options) {
  StyledText title = marked(article.title, hits, Style::kTitle, Style::kHit);
  if (trim(article.title).empty()) title = styled("(no title)", Style::kTitle);
  return wrap(title, columns, options.may_cut ? kMostTitleLines : kNoLineLimit);
}

void write_line(const StyledText& line, std::size_t indent, const OutputOptions& options, Sink& out) {
  if (line.empty()) return out.write("\n");
  out.write(std::string(indent, ' ') + render(line, color_of(options)) + "\n");
}

void write_linked_line(const StyledText& line, std::size_t indent, const Article& article,
                       const OutputOptions& options, Sink& out) {
  const std::string text = render(line, color_of(options));
  out.write(std::string(indent, ' ') + linked(text, article.path, options.hyperlink_format) + "\n");
}

void write_text(const Article& article, const OutputOptions& options, Sink& out) {
  ArticleWriter(article, options, out).write_all();
}

}  // namespace chokepoint
