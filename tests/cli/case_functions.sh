# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What the cmd of a case may call. A case prints a transcript: each command line, what it printed (lines
# of standard error behind "2> "), and its status unless that is 0.

indexer() { "$INDEXER" "$@"; }
searcher() { "$SEARCHER" "$@"; }

# try COMMAND ARGUMENT...: runs it and prints the transcript.
try() {
  printf '$ %s\n' "$*"
  shown "$@"
}

# try_as TEXT COMMAND ARGUMENT...: the same, for command lines that are too long or too odd to print.
try_as() {
  printf '$ %s\n' "$1"
  shift
  shown "$@"
}

shown() {
  "$@" 2>.stderr
  status=$?
  sed 's/^/2> /' .stderr
  [ "$status" -eq 0 ] || echo "[status $status]"
}

# ids ARGUMENT...: the ids that a search finds, sorted, on one line behind the arguments.
ids() {
  found=$("$SEARCHER" --db=idx --format=jsonl --limit=all "$@" 2>.stderr)
  status=$?
  printf '%s -> %s\n' "$*" "$(printf '%s\n' "$found" | sed -n 's/^{"id": *"\([^"]*\)".*/\1/p' | LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//')"
  sed 's/^/2> /' .stderr
  [ "$status" -le 1 ] || echo "[status $status]"
}

# quietly COMMAND ARGUMENT...: for what a case needs, but does not test.
quietly() {
  "$@" >.stdout 2>.stderr && return
  status=$?
  printf 'cannot run "%s": status %s\n' "$*" "$status"
  cat .stdout .stderr
  exit 99
}

# index_articles: an index "idx" of the articles that the cases share.
index_articles() {
  cp -R "$ARTICLES" articles
  quietly indexer --db=idx --quiet articles
}

# has_control_characters FILE: true if a terminal could act on a byte of it: C0 but line feed and tab, DEL,
# C1, bidirectional controls.
has_control_characters() {
  LC_ALL=C grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]' "$1"
}

# as_nobody COMMAND ARGUMENT...: runs it as a user whom permissions bind.
as_nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs -- "$@"; }
