// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/text_copies.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace chokepoint {
namespace {

// The host in "https://www.example.org:443/a?b", without "www."; empty if there is none.
std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t user = url.rfind('@'); user != std::string_view::npos) url.remove_prefix(user + 1);
  url = url.substr(0, url.find(':'));
  if (url.starts_with("www.")) url.remove_prefix(4);
  return url;
}

std::string name_of(const Article& copy) {
  if (!copy.publisher.empty()) return copy.publisher;
  const std::string_view host = host_of(copy.url);
  return host.empty() ? copy.id : std::string(host);
}

}  // namespace

StyledText copies_line(const std::vector<Article>& copies) {
  if (copies.empty()) return {};
  std::vector<std::pair<std::string, std::size_t>> names;  // and how many copies each has
  std::size_t unnamed = 0;
  for (const Article& copy : copies) {
    const std::string name = name_of(copy);
    const auto known =
        std::find_if(names.begin(), names.end(), [&name](const auto& entry) { return entry.first == name; });
    if (known != names.end())
      ++known->second;
    else if (names.size() < kMostCopiesNamed)
      names.emplace_back(name, 1);
    else
      ++unnamed;
  }
  std::string text = "also " + std::to_string(copies.size()) + (copies.size() == 1 ? " copy: " : " copies: ");
  bool is_first = true;
  for (const auto& [name, count] : names) {
    if (!std::exchange(is_first, false)) text += ", ";
    text += name;
    if (count > 1) text += " (" + std::to_string(count) + ")";
  }
  if (unnamed > 0) text += " and " + std::to_string(unnamed) + " more";
  return styled(text, Style::kFaint);
}

}  // namespace chokepoint
