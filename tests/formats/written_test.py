#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the files in written/, made by real software (make_written_fixtures), and compares the articles.

usage: written_test.py INDEXER

written.tsv has a line an article: its id, title, published, url, publisher, author, language, then texts that must
stand in it; after "!" those that must not.
"""

import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FIELDS = ("title", "published", "url", "publisher", "author", "language")


def expected_articles():
    lines = (HERE / "written.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[0]: row[1:] for row in rows}


def read_articles(indexer):
    run = subprocess.run([indexer, "--dry-run", "--format=jsonl", HERE / "written"], capture_output=True, check=False)
    if run.returncode != 0:
        sys.exit(f"indexer: status {run.returncode}: {run.stderr.decode()}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def faults_of(article, row):
    for field, expected in zip(FIELDS, row):
        found = article[field] or ""
        if found != expected:
            yield f"{field} is {found!r}, not {expected!r}"
    for text in row[len(FIELDS):]:
        if text.startswith("!"):
            if text[1:] in article["text"]:
                yield f"the text has {text[1:]!r}"
        elif text not in article["text"]:
            yield f"the text has no {text!r}: {article['text']!r}"


def main():
    expected = expected_articles()
    faults = []
    for article in read_articles(sys.argv[1]):
        if "skipped" in article:
            faults.append(f"{article['path']}: skipped: {article['skipped']} ({article['detail']})")
        elif "id" in article:
            row = expected.pop(article["id"], None)
            if row is None:
                faults.append(f"{article['id']}: not expected")
            else:
                faults += [f"{article['id']}: {fault}" for fault in faults_of(article, row)]
    faults += [f"{name}: not read" for name in expected]
    print("\n".join(faults) or "all articles are as expected")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
