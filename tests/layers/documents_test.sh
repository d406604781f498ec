#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The paths that the documents name must exist; a module may be named without its suffix.
# usage: documents_test.sh SOURCE_DIR
set -eu
cd "$1"
passed=0
failed=0
for document in README.md ARCHITECTURE.md CONTRIBUTING.md CHANGELOG.md corpus/README.md; do
  # Paths hold no blanks, so words are lines.
  # shellcheck disable=SC2013
  for path in $(grep -oE '(common|indexer|searcher|tests|scripts|corpus|bench)/[A-Za-z0-9_./-]+' "$document" | sed 's/[.]*$//' | sort -u); do
    if [ -e "$path" ] || [ -e "$path.h" ]; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1))
      echo "$document names $path, which does not exist"
    fi
  done
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -ge 20 ]
