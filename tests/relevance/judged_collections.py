#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Ranking on collections that others judged: Cranfield, CISI and MED, with --match=any, from the same parameters.

usage: judged_collections.py INDEXER SEARCHER FOLDER

FOLDER holds cranfield/, cisi/ and med/, each with docs.jsonl, queries.jsonl and qrels.tsv. Prints MAP and nDCG@10
(linear gain) against the figures of Lucene-style BM25 (k1 = 1.2, b = 0.75, Porter stemmer, 33 stop words, one field)
and fails below them. Without the folder it says so and is skipped (status 77).
"""
import collections
import json
import math
import os
import subprocess
import sys
import tempfile

REFERENCE = {"cranfield": (0.2950, 0.3587), "cisi": (0.2170, 0.3812), "med": (0.5223, 0.6828)}
DEPTH = 1000
SKIPPED = 77


def read_judgements(path):
    judged = collections.defaultdict(dict)
    for line in open(path, encoding="utf-8"):
        query, article, grade = line.split("\t")
        judged[query][article] = max(0, int(grade))
    return {query: grades for query, grades in judged.items() if any(grades.values())}


def run_queries(searcher, db, path):
    queries = (json.loads(line) for line in open(path, encoding="utf-8"))
    batch = "".join(f"{query['id']}\t{' '.join(query['text'].split())}\n" for query in queries)
    command = [searcher, "--db=" + db, "--batch=-", "--match=any", "--format=tsv", f"--limit={DEPTH}"]
    done = subprocess.run(command, input=batch.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(f"status {done.returncode}: {done.stderr.decode()}")
    found = collections.defaultdict(list)
    for line in done.stdout.decode().splitlines()[1:]:
        query, article = line.split("\t")[:2]
        found[query].append(article.split("#")[-1])
    return found


def average_precision(found, grades):
    hits, total = 0, 0.0
    for rank, article in enumerate(found, 1):
        if grades.get(article, 0) > 0:
            hits += 1
            total += hits / rank
    return total / sum(grade > 0 for grade in grades.values())


def ndcg(found, grades):
    def gain(values):
        return sum(value / math.log2(rank + 1) for rank, value in enumerate(values[:10], 1))
    return gain([grades.get(article, 0) for article in found]) / gain(sorted(grades.values(), reverse=True))


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    indexer, searcher, folder = sys.argv[1:]
    if not os.path.isdir(folder):
        print(f"SKIPPED: no judged collections in {folder}")
        return SKIPPED
    is_good = True
    for name, (map_floor, ndcg_floor) in REFERENCE.items():
        judged = read_judgements(os.path.join(folder, name, "qrels.tsv"))
        with tempfile.TemporaryDirectory() as place:
            db = os.path.join(place, "idx")
            subprocess.run([indexer, "--quiet", "--db=" + db, os.path.join(folder, name, "docs.jsonl")], check=True)
            found = run_queries(searcher, db, os.path.join(folder, name, "queries.jsonl"))
        precision = sum(average_precision(found[query], grades) for query, grades in judged.items()) / len(judged)
        gain = sum(ndcg(found[query], grades) for query, grades in judged.items()) / len(judged)
        print(f"{name:10} {len(judged):4} queries  MAP {precision:.4f} ({precision / map_floor - 1:+.1%})  "
              f"nDCG@10 {gain:.4f} ({gain / ndcg_floor - 1:+.1%})")
        is_good = is_good and precision >= map_floor and gain >= ndcg_floor
    if not is_good:
        print("FAILED: below plain BM25")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
