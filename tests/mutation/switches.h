// SPDX-License-Identifier: GPL-2.0-or-later
// Included by force into sources that places.py has rewritten. Every mutant of a file is compiled into it,
// each behind a switch with its number; at most one is on in a run. Operands stand in the text once, so that
// places may nest:
//
//   a < b    ->  mutants::compare<mutants::Less>(7, (a), (b))     on: a <= b
//   a && b   ->  ((bool(a) != mutants::on(8)) ? bool(b) : mutants::on(8))     on: a || b
//   f();     ->  { if (!mutants::on(9)) f(); }
#pragma once

#include <type_traits>

namespace mutants {

// Whether this switch is on; notes that a test has come by here.
bool is_on(int number) noexcept;

// A place in a constant expression has its own value, always.
constexpr bool on(int number) noexcept {
  return !std::is_constant_evaluated() && is_on(number);
}

// Each comparison with what it becomes: the neighbour that differs in the limit case, or the opposite.
struct Less {
  static constexpr bool is(const auto& a, const auto& b) { return a < b; }
  static constexpr bool mutated(const auto& a, const auto& b) { return a <= b; }
};
struct LessEqual {
  static constexpr bool is(const auto& a, const auto& b) { return a <= b; }
  static constexpr bool mutated(const auto& a, const auto& b) { return a < b; }
};
struct Greater {
  static constexpr bool is(const auto& a, const auto& b) { return a > b; }
  static constexpr bool mutated(const auto& a, const auto& b) { return a >= b; }
};
struct GreaterEqual {
  static constexpr bool is(const auto& a, const auto& b) { return a >= b; }
  static constexpr bool mutated(const auto& a, const auto& b) { return a > b; }
};
struct Equal {
  static constexpr bool is(const auto& a, const auto& b) { return a == b; }
  static constexpr bool mutated(const auto& a, const auto& b) { return !(a == b); }
};
struct Unequal {
  static constexpr bool is(const auto& a, const auto& b) { return a != b; }
  static constexpr bool mutated(const auto& a, const auto& b) { return !(a != b); }
};

template <class Comparison>
constexpr bool compare(int number, const auto& a, const auto& b) {
  return on(number) ? Comparison::mutated(a, b) : Comparison::is(a, b);
}

constexpr auto add(int number, const auto& a, const auto& b) {
  return on(number) ? a - b : a + b;
}

constexpr auto subtract(int number, const auto& a, const auto& b) {
  return on(number) ? a + b : a - b;
}

template <class Number>
constexpr Number one_more(int number, Number value) {
  return on(number) ? static_cast<Number>(value + 1) : value;
}

}  // namespace mutants
