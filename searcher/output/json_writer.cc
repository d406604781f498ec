// SPDX-License-Identifier: GPL-2.0-or-later
#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

#include "common/article/article_json.h"
#include "searcher/output/formats.h"

namespace chokepoint {
namespace {

using nlohmann::ordered_json;

constexpr int kSchema = 1;  // increase only when a key is taken away or changes its meaning

double rounded(double score) {
  return std::round(score * 100) / 100;
}

// `shared` (the keys that both programs print) with the keys that only results have put in their places.
// "truncated" is told only when it is true, before the events.
ordered_json with_result_keys(const ordered_json& shared, const ordered_json& score,
                              const ordered_json& snippet) {
  ordered_json json = ordered_json::object();
  for (const auto& [key, value] : shared.items()) {
    if (key == "truncated") continue;
    if (key == "events" && shared.value("truncated", false)) json["truncated"] = true;
    json[key] = value;
    if (key == "path") json["score"] = score;
    if (key == "language") json["snippet"] = snippet;
  }
  return json;
}

ordered_json copies_to_json(const std::vector<Article>& copies) {
  ordered_json list = ordered_json::array();
  for (const Article& copy : copies) {
    const ordered_json article = article_to_json(copy);
    ordered_json& json = list.emplace_back(ordered_json::object());
    for (const char* key : {"id", "published", "url", "publisher"}) json[key] = article.at(key);
  }
  return list;
}

ordered_json hit_to_json(const Hit& hit, bool is_folded, const OutputOptions& options) {
  ordered_json json = with_result_keys(article_to_json(hit.article), rounded(hit.score), hit.snippet.text);
  json["cluster"] = hit.cluster.empty() ? ordered_json(nullptr) : ordered_json(hit.cluster);
  if (is_folded) json["copies"] = copies_to_json(hit.copies);
  if (options.explain) json["why"] = hit.why;
  return json;
}

// The events listed, each with the keys of its article that name it.
std::vector<ordered_json> events_to_json(const SearchResults& results) {
  std::vector<ordered_json> articles(results.hits.size());  // each made once, when it is needed
  std::vector<ordered_json> events;
  for (const ListedEvent& listed : results.events) {
    ordered_json& article = articles[listed.hit];
    if (article.is_null()) article = article_to_json(results.hits[listed.hit].article);
    ordered_json json = {
        {"id", article.at("id")}, {"title", article.at("title")}, {"published", article.at("published")}};
    for (const auto& [key, value] : article.at("events").at(listed.event).items()) json[key] = value;
    events.push_back(std::move(json));
  }
  return events;
}

ordered_json count_to_json(const FacetCount& count) {
  return {
      {"value", count.value}, {"label", count.label}, {"count", count.count}, {"selected", count.selected}};
}

ordered_json counts_to_json(const std::vector<FacetCount>& counts) {
  ordered_json json = ordered_json::array();
  for (const FacetCount& count : counts) json.push_back(count_to_json(count));
  return json;
}

ordered_json facets_to_json(const std::vector<FacetResult>& facets) {
  ordered_json json = ordered_json::object();
  for (const FacetResult& facet : facets)
    json[std::string(field_info(facet.field).name)] = counts_to_json(facet.values);
  return json;
}

ordered_json facet_totals_to_json(const std::vector<FacetResult>& facets) {
  ordered_json json = ordered_json::object();
  for (const FacetResult& facet : facets) {
    json[std::string(field_info(facet.field).name)] = {
        {"values", facet.distinct}, {"other", facet.other}, {"none", facet.none}};
  }
  return json;
}

ordered_json cross_to_json(const CrossTable& cross) {
  return {{"row", std::string(field_info(cross.row_field).name)},
          {"column", std::string(field_info(cross.column_field).name)},
          {"rows", counts_to_json(cross.rows)},
          {"columns", counts_to_json(cross.columns)},
          {"counts", cross.counts}};
}

ordered_json head(const SearchResults& results, const OutputOptions& options) {
  ordered_json json = {{"schema", kSchema}};
  if (options.batch) json["query_id"] = results.query_id;
  json["query"] = results.query;
  json["total"] = results.total;
  json["exact"] = true;
  json["relaxed"] = results.relaxed;
  json["partial"] = results.partial;
  json["generation"] = results.generation;
  return json;
}

void write_object(const ordered_json& json, Sink& out) {
  out.write(to_json_text(json) + "\n");
}

void write_whole(const SearchResults& results, const OutputOptions& options, Sink& out) {
  ordered_json json = head(results, options);
  if (options.count) return write_object(json, out);
  if (options.explain) json["explain"] = results.explain;
  json["facets"] = facets_to_json(results.facets);
  json["facet_totals"] = facet_totals_to_json(results.facets);
  if (!results.cross.empty()) json["cross"] = cross_to_json(results.cross.front());
  if (options.events) {
    json["events"] = events_to_json(results);
  } else {
    ordered_json& list = json["results"] = ordered_json::array();
    for (const Hit& hit : results.hits) list.push_back(hit_to_json(hit, results.is_folded, options));
  }
  write_object(json, out);
}

// One object a line; with --batch each begins with the query's ID.
class LineWriter {
 public:
  LineWriter(const SearchResults& results, const OutputOptions& options, Sink& out)
      : results_(results), options_(options), out_(out) {}

  void write_all() const {
    if (options_.count) return write_object(head(results_, options_), out_);
    if (!options_.wants_results) return write_counts();
    if (options_.events) {
      for (const ordered_json& event : events_to_json(results_)) write(event);
    } else {
      for (const Hit& hit : results_.hits) write(hit_to_json(hit, results_.is_folded, options_));
    }
  }

 private:
  void write_counts() const {
    for (const FacetResult& facet : results_.facets) {
      for (const FacetCount& count : facet.values) {
        ordered_json json = {{"facet", std::string(field_info(facet.field).name)}};
        json.update(count_to_json(count));
        write(json);
      }
    }
    for (const CrossTable& cross : results_.cross) write(cross_to_json(cross));
  }

  void write(const ordered_json& json) const {
    if (!options_.batch) return write_object(json, out_);
    ordered_json with_id = {{"query_id", results_.query_id}};
    with_id.update(json);
    write_object(with_id, out_);
  }

  const SearchResults& results_;
  const OutputOptions& options_;
  Sink& out_;
};

}  // namespace

void write_json(const SearchResults& results, const OutputOptions& options, Sink& out) {
  if (options.format == Format::kJson) return write_whole(results, options, out);
  LineWriter(results, options, out).write_all();
}

std::string timed_out_text(std::string_view query, std::string_view query_id, const OutputOptions& options) {
  if (options.format != Format::kJson) return {};
  ordered_json json = {{"schema", kSchema}};
  if (options.batch) json["query_id"] = query_id;
  json["query"] = query;
  json["timed_out"] = true;
  return to_json_text(json) + "\n";
}

void write_json(const Article& article, const OutputOptions&, Sink& out) {
  ordered_json json = with_result_keys(article_to_json(article), 0.0, "");
  json["text"] = article.text;
  write_object(json, out);
}

}  // namespace chokepoint
