#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies as they come in the press: two collections that lie beside the project, where there are any.

usage: real_copies.py INDEXER SEARCHER FOLDER

FOLDER holds gold/articles, 158 articles of which two stories are there twice, by two outlets each, and
bench/news.jsonl.zst, 14,231 press releases; those that have the same text, and as many others, are indexed. At least .90
of the pairs with the same text must share a cluster, and of the gold articles just those. Other pairs of the press
releases are counted, and printed with --verbose: what is a copy there has not been judged. Without the folder it says
so and is skipped (status 77); it needs zstd for the second collection.
"""

import collections
import itertools
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
MIN_RECALL = 0.90
GOLD_COPIES = {("045.txt", "131.txt"), ("056.txt", "076.txt")}


def pairs_with_one_cluster(programs, articles, place):
    db = f"--db={place}"
    subprocess.run([programs[0], db, "--quiet", str(articles)], check=True)
    output = subprocess.run([programs[1], db, "--format=jsonl", "--limit=all", "--timeout=0"], check=True, capture_output=True).stdout
    clusters = collections.defaultdict(list)
    for result in map(json.loads, output.decode().splitlines()):
        if result["cluster"]:
            clusters[result["cluster"]].append(result["id"].rpartition("#")[2])
    return {pair for ids in clusters.values() for pair in itertools.combinations(sorted(ids), 2)}


def check_gold(programs, folder, place):
    got = pairs_with_one_cluster(programs, folder, place)
    print(f"gold: {len(got)} pair(s) with one cluster: {sorted(got)}")
    return got == GOLD_COPIES


def check_bench(programs, archive, place, verbose):
    text = subprocess.run(["zstd", "-dcq", str(archive)], check=True, capture_output=True).stdout.decode()
    rows = [json.loads(line) for line in text.splitlines()]
    groups = collections.defaultdict(list)
    for row in rows:
        row["id"] = str(row["id"])
        groups[row["text"]].append(row)
    groups = [group for group in groups.values() if len(group) > 1]
    chosen = [row for group in groups for row in group]
    ids = {row["id"] for row in chosen}
    others = [row for row in rows if row["id"] not in ids]
    chosen += random.Random(1).sample(others, 1000)
    (place / "press").mkdir()
    for part in range(0, len(chosen), 100):  # in files below what is read of one
        lines = "".join(json.dumps(row) + "\n" for row in chosen[part:part + 100])
        (place / "press" / f"{part}.jsonl").write_text(lines)
    got = pairs_with_one_cluster(programs, place / "press", place / "bench")
    wanted = {pair for group in groups for pair in itertools.combinations(sorted(row["id"] for row in group), 2)}
    print(f"bench: {len(groups)} groups of {len(ids)} articles with the same text: {len(wanted & got)} of {len(wanted)} pairs "
          f"found, {len(got - wanted)} others")
    if verbose:
        titles = {row["id"]: row["title"] for row in chosen}
        for one, other in sorted(got - wanted):
            print(f"  {one} {titles[one]!r}\n  {other} {titles[other]!r}\n")
    return len(wanted & got) >= MIN_RECALL * len(wanted)


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--verbose"]
    if len(arguments) != 3:
        sys.exit(__doc__)
    programs = [str(pathlib.Path(program).resolve()) for program in arguments[:2]]
    gold, bench = pathlib.Path(arguments[2]) / "gold/articles", pathlib.Path(arguments[2]) / "bench/news.jsonl.zst"
    is_right = []
    with tempfile.TemporaryDirectory() as name:
        place = pathlib.Path(name)
        if gold.is_dir():
            is_right.append(check_gold(programs, gold, place / "gold"))
        if bench.is_file() and shutil.which("zstd"):
            is_right.append(check_bench(programs, bench, place, "--verbose" in sys.argv))
    if len(is_right) < 2:
        print(f"SKIPPED in part or whole: no {gold}, or no {bench} or zstd")
    return SKIPPED if not is_right else 0 if all(is_right) else 1


if __name__ == "__main__":
    sys.exit(main())
