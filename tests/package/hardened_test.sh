#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The programs are built to withstand what they read: position-independent, all relocations read-only before main,
# no executable stack, stack protectors, checked functions of the C library.
# usage: hardened_test.sh PROGRAM...
set -eu

failures=0
demand() { # PROGRAM WHAT PATTERN TEXT
  printf '%s\n' "$4" | grep -Eq "$3" && return
  echo "$1: no $2" >&2
  failures=$((failures + 1))
}

for program in "$@"; do
  sections=$(readelf -hldW "$program")
  symbols=$(nm -D --undefined-only "$program")
  demand "$program" "position independence" 'Type: +DYN' "$sections"
  demand "$program" "binding at start" 'FLAGS_1.*NOW' "$sections"
  demand "$program" "read-only relocations" 'GNU_RELRO' "$sections"
  demand "$program" "stack without execution" 'GNU_STACK.* RW ' "$sections"
  demand "$program" "stack protector" '__stack_chk_fail' "$symbols"
  demand "$program" "checked functions" '__[a-z]+_chk(@|$)' "$symbols"
done
echo "$# programs, $failures faults"
[ "$failures" -eq 0 ]
