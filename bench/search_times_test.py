#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""What search_times asks is asked alike each time, of every kind, and nearly always finds something.

usage: search_times_test.py INDEXER SEARCH_TIMES CORPUS
"""

import collections
import csv
import os
import subprocess
import sys
import tempfile

QUERIES = 300
MIN_SHARE_OF_KIND = 0.05
MIN_SHARE_WITH_MATCHES = 0.98


def rows_of(*command: str) -> list[dict[str, str]]:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return list(csv.DictReader(done.stdout.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def asked(rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
    return [(row["kind"], row["words"], row["matches"], row["query"]) for row in rows]


def check(indexer: str, search_times: str, corpus: str, db: str) -> None:
    subprocess.run([indexer, f"--db={db}", "--quiet", corpus], check=True, env=os.environ | {"XDG_CONFIG_HOME": "/nonexistent"})
    first, again, other = (rows_of(search_times, "queries", db, str(QUERIES), seed) for seed in ("1", "1", "2"))
    assert len(first) == QUERIES and asked(first) == asked(again), "one seed, other queries"
    assert asked(first) != asked(other), "another seed, the same queries"
    kinds = collections.Counter(row["kind"] for row in first)
    assert sorted(kinds) == ["filter", "phrase", "range", "words"], kinds
    assert min(kinds.values()) >= MIN_SHARE_OF_KIND * QUERIES, kinds
    lengths = {int(row["words"]) for row in first if row["kind"] == "words"}
    assert {1, 2, 3, 4, 5} <= lengths <= set(range(1, 9)), lengths
    with_matches = sum(row["matches"] != "0" for row in first)
    assert with_matches >= MIN_SHARE_WITH_MATCHES * QUERIES, f"only {with_matches} of {QUERIES} find something"
    assert all(float(row["microseconds"]) > 0 for row in first)
    facets = rows_of(search_times, "facets", db, "2")
    assert len(facets) == 2 * 2 * 3 and all(int(row["matches"]) > 0 for row in facets), facets


def main() -> int:
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as place:
        check(*sys.argv[1:], f"{place}/idx")
    return 0


if __name__ == "__main__":
    sys.exit(main())
