#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Ranking on the judged queries of the corpus: nDCG@10, exponential gain, unjudged articles count as grade 0.

usage: own_queries.py INDEXER SEARCHER CORPUS [--queries] [-- SEARCHER-OPTION...]

Prints, for each folder with queries.tsv and judgements.tsv, plain BM25 and the searcher with --match=any and
--match=auto; fails below a floor, and where plain BM25 does so well that the queries prove nothing. --queries prints
each query's figures.
"""
import collections
import json
import math
import os
import subprocess
import sys
import tempfile

from bm25 import Bm25

DEPTH = 10
MATCHES = ("any", "auto")
# Lowest acceptable figures, by folder below the corpus: two hundredths below what was measured.
FLOORS = {".": {"any": 0.80, "auto": 0.67}, "annotated": {"any": 0.83, "auto": 0.76}, "unread": {"any": 0.76, "auto": 0.71}}
# Plain BM25 may reach so much over all the queries.
PLAIN_CEILING = 0.70


def gain(grades):
    return sum((2 ** grade - 1) / math.log2(i + 2) for i, grade in enumerate(grades[:DEPTH]))


def read_judged(folder):
    queries = dict(line.rstrip("\n").split("\t") for line in open(os.path.join(folder, "queries.tsv"), encoding="utf-8"))
    grades = collections.defaultdict(dict)
    for line in open(os.path.join(folder, "judgements.tsv"), encoding="utf-8"):
        query, _, name, grade = line.split("\t")
        grades[query][name] = int(grade)
    return queries, grades


def texts_of(indexer, articles):
    done = subprocess.run([indexer, "--dry-run", "--format=jsonl", "--quiet", articles], stdout=subprocess.PIPE, check=True)
    rows = (json.loads(line) for line in done.stdout.splitlines())
    return {os.path.basename(row["id"]): row["text"] for row in rows if "text" in row}


def search(searcher, db, queries, match, extra):
    """The ids found for each query, all in one process."""
    batch = "".join(f"{name}\t{text}\n" for name, text in queries.items())
    command = [searcher, "--db=" + db, "--batch=-", "--match=" + match, "--format=jsonl", f"--limit={DEPTH}", *extra]
    done = subprocess.run(command, input=batch.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode not in (0, 1):
        sys.exit(f"status {done.returncode}: {done.stderr.decode()}")
    found = collections.defaultdict(list)
    for line in done.stdout.splitlines():
        row = json.loads(line)
        found[row["query_id"]].append(os.path.basename(row["id"]))
    return found


def scores_of(found, queries, grades):
    return {name: gain([grades[name].get(article, 0) for article in found.get(name, [])]) /
            gain(sorted(grades[name].values(), reverse=True)) for name in queries}


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def main():
    arguments, extra = sys.argv[1:], []
    if "--" in arguments:
        extra = arguments[arguments.index("--") + 1:]
        arguments = arguments[:arguments.index("--")]
    shows_queries = "--queries" in arguments
    positional = [argument for argument in arguments if not argument.startswith("--")]
    if len(positional) != 3:
        sys.exit(__doc__)
    indexer, searcher, corpus = positional
    faults, plain_scores = [], []
    for folder, floors in FLOORS.items():
        queries, grades = read_judged(os.path.join(corpus, folder))
        articles = os.path.join(corpus, folder, "articles")
        plain = Bm25(texts_of(indexer, articles))
        columns = {"plain": scores_of({name: plain.search(text) for name, text in queries.items()}, queries, grades)}
        with tempfile.TemporaryDirectory() as place:
            db = os.path.join(place, "idx")
            subprocess.run([indexer, "--quiet", "--db=" + db, articles], check=True)
            for match in MATCHES:
                columns[match] = scores_of(search(searcher, db, queries, match, extra), queries, grades)
        plain_scores += columns["plain"].values()
        figures = {name: mean(scores.values()) for name, scores in columns.items()}
        print(f"{folder:10} {len(queries)} queries  nDCG@{DEPTH} " + "  ".join(f"{name} {figures[name]:.3f}" for name in figures))
        if shows_queries:
            for name, text in queries.items():
                print(f"  {name}  " + "  ".join(f"{columns[column][name]:.3f}" for column in columns) + f"  {text}")
        faults += [f"{folder}: --match={match} is below its floor of {floor}" for match, floor in floors.items() if figures[match] < floor]
        if len(queries) < 30:
            faults.append(f"{folder}: fewer than 30 queries")
    print(f"plain BM25 over all {mean(plain_scores):.3f}, at most {PLAIN_CEILING}")
    if mean(plain_scores) > PLAIN_CEILING:
        faults.append("plain BM25 does as well as ranking should: the queries are too easy")
    for fault in faults:
        print("FAILED", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
