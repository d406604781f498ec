// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/hyperlink.h"

#include <array>

#include <unistd.h>

namespace chokepoint {
namespace {

constexpr std::string_view kDefaultTemplate = "file://{host}{path}";
constexpr std::string_view kHex = "0123456789ABCDEF";

bool is_kept(char c) {
  const bool is_alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return is_alphanumeric || std::string_view("-._~/").find(c) != std::string_view::npos;
}

void append_encoded(char c, std::string& out) {
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += kHex[byte >> 4U];
  out += kHex[byte & 0x0FU];
}

std::string percent_encoded(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    if (is_kept(c)) {
      out += c;
    } else {
      append_encoded(c, out);
    }
  }
  return out;
}

std::string host_name() {
  std::array<char, 256> buffer{};
  if (::gethostname(buffer.data(), buffer.size() - 1) != 0) return {};
  return buffer.data();
}

std::string address(std::string_view path, std::string_view format) {
  if (format == "default") format = kDefaultTemplate;
  std::string out;
  while (!format.empty()) {
    if (format.starts_with("{path}")) {
      out += percent_encoded(path);
      format.remove_prefix(6);
    } else if (format.starts_with("{host}")) {
      out += percent_encoded(host_name());
      format.remove_prefix(6);
    } else {
      const char c = format.front();
      if (c > 0x20 && c < 0x7F) {
        out += c;
      } else {
        append_encoded(c, out);
      }
      format.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace

std::string linked(std::string_view text, std::string_view path, std::string_view format) {
  if (format.empty() || format == "none" || path.empty()) return std::string(text);
  return "\x1b]8;;" + address(path, format) + "\x1b\\" + std::string(text) + "\x1b]8;;\x1b\\";
}

}  // namespace chokepoint
