#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# scripts/check-layers must fail where an include points up, and pass where all point down.
# usage: check_layers_test.sh SOURCE_DIR
set -eu
check=$1/scripts/check-layers
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
passed=0
failed=0

# expect STATUS FILE INCLUDE
expect() {
  rm -rf "$place/tree"
  mkdir -p "$place/tree/common" "$place/tree/indexer" "$place/tree/searcher" "$place/tree/$(dirname "$2")"
  printf '#include "%s"\n' "$3" >"$place/tree/$2"
  status=0
  "$check" "$place/tree" 2>/dev/null || status=1
  if [ "$status" -eq "$1" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "$2 including $3: status $status, expected $1"
  fi
}

expect 0 indexer/a.cc common/index/fields.h
expect 0 common/cli/a.cc common/text/fold.h
expect 0 common/text/a.cc common/base/utf8.h
expect 0 searcher/query/a.cc searcher/ranking.h
expect 1 common/base/a.cc common/text/fold.h
expect 1 common/text/a.cc common/facets/table.h
expect 0 common/facets/a.cc common/text/fold.h
expect 1 common/cli/a.cc common/index/fields.h
expect 1 common/index/a.cc indexer/options.h
expect 1 searcher/a.cc indexer/options.h
expect 1 indexer/a.cc searcher/ranking.h
expect 1 indexer/a.cc options.h
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
