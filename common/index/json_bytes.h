// SPDX-License-Identifier: GPL-2.0-or-later
// Paths and ids are bytes; JSON strings must be UTF-8. Bytes that are not become an array of numbers.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "common/base/utf8.h"

namespace chokepoint {

inline nlohmann::json bytes_to_json(const std::string& bytes) {
  if (is_valid_utf8(bytes)) return bytes;
  nlohmann::json array = nlohmann::json::array();
  for (const char c : bytes) array.push_back(static_cast<unsigned char>(c));
  return array;
}

inline std::string bytes_from_json(const nlohmann::json& value) {
  if (value.is_string()) return value.get<std::string>();
  std::string bytes;
  for (const auto& byte : value) bytes.push_back(static_cast<char>(byte.get<unsigned char>()));
  return bytes;
}

}  // namespace chokepoint
