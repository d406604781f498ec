#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Ranking on the judged queries of a corpus: nDCG@10, exponential gain, unjudged articles count as grade 0.

usage: ndcg.py INDEXER SEARCHER CORPUS [--floor=X] [--queries] [-- SEARCHER-OPTION...]

CORPUS holds articles/, queries.tsv and judgements.tsv. Fails below the floor. --queries prints each query's score.
"""
import collections, json, math, os, subprocess, sys, tempfile

DEPTH = 10


def dcg(grades):
    return sum((2 ** g - 1) / math.log2(i + 2) for i, g in enumerate(grades[:DEPTH]))


def main():
    arguments, extra = sys.argv[1:], []
    if "--" in arguments:
        extra = arguments[arguments.index("--") + 1:]
        arguments = arguments[:arguments.index("--")]
    positional = [a for a in arguments if not a.startswith("--")]
    if len(positional) != 3:
        sys.exit(__doc__)
    indexer, searcher, corpus = positional
    if not any(option.startswith("--match=") for option in extra):
        extra.append("--match=auto")  # as on a terminal; machine formats ask for all words
    floor = next((float(a[8:]) for a in arguments if a.startswith("--floor=")), 0.0)
    queries = dict(line.rstrip("\n").split("\t") for line in open(os.path.join(corpus, "queries.tsv"), encoding="utf-8"))
    grades = collections.defaultdict(dict)
    for line in open(os.path.join(corpus, "judgements.tsv"), encoding="utf-8"):
        query, _, name, grade = line.split("\t")
        grades[query][name] = int(grade)
    with tempfile.TemporaryDirectory() as place:
        db = os.path.join(place, "idx")
        subprocess.run([indexer, "--quiet", "--db=" + db, os.path.join(corpus, "articles")], check=True)
        scores = {}
        for query, text in sorted(queries.items()):
            command = [searcher, "--db=" + db, "--format=jsonl", f"--limit={DEPTH}", *extra, "--", text]
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            if done.returncode not in (0, 1):
                sys.exit(f"{query}: status {done.returncode}: {done.stderr.decode()}")
            found = [os.path.basename(json.loads(line)["id"]) for line in done.stdout.splitlines()]
            ideal = dcg(sorted(grades[query].values(), reverse=True))
            scores[query] = dcg([grades[query].get(name, 0) for name in found]) / ideal
            if "--queries" in arguments:
                print(f"{query}  {scores[query]:.3f}  {text}")
    mean = sum(scores.values()) / len(scores)
    print(f"nDCG@{DEPTH} {mean:.3f} over {len(scores)} queries, floor {floor}")
    return 1 if mean < floor or len(scores) < 30 else 0


if __name__ == "__main__":
    sys.exit(main())
