#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the example queries of searcher/query.7 against an index of corpus/.

usage: manual_examples.py INDEXER SEARCHER SOURCE_DIR

The examples are the lines of the display below the comment `.\\" queries:` that are not indented; indented
ones explain. An example fails if the searcher ends with another status than 0 (found) or 1 (not found).
"""

import pathlib
import subprocess
import sys
import tempfile
import typing

MARK = '.\\" queries:'
TIMEOUT_SECONDS = 60
ESCAPES = {"\\&": "", "\\-": "-", "\\(dq": '"', "\\(aq": "'", "\\e": "\\"}


def die(message: str) -> typing.NoReturn:
    print(f"manual_examples: {message}", file=sys.stderr)
    sys.exit(2)


def without_escapes(line: str) -> str:
    for escape, character in ESCAPES.items():
        line = line.replace(escape, character)
    return line


def example_queries(page: pathlib.Path) -> list[str]:
    queries = []
    is_marked = is_inside = False
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith(MARK):
            is_marked = True
        elif is_marked and line.startswith(".Bd"):
            is_marked, is_inside = False, True
        elif line.startswith(".Ed"):
            is_inside = False
        elif is_inside and line and not line[0].isspace():
            queries.append(without_escapes(line))
    return queries


def run(command: list[str]) -> tuple[int, str]:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT_SECONDS)
    except OSError as error:
        die(f'cannot run "{command[0]}": {error}')
    except subprocess.TimeoutExpired:
        return -1, f"no answer in {TIMEOUT_SECONDS} s"
    return done.returncode, done.stderr.decode("utf-8", "backslashreplace")


def main(arguments: list[str]) -> int:
    if len(arguments) != 3:
        die("usage: manual_examples.py INDEXER SEARCHER SOURCE_DIR")
    indexer, searcher, source = arguments[0], arguments[1], pathlib.Path(arguments[2])
    queries = example_queries(source / "searcher" / "query.7")
    if not queries:
        die("query.7 has no example")
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="manual-") as directory:
        index = f"--db={directory}/index"
        status, messages = run([indexer, index, "--quiet", str(source / "corpus")])
        if status != 0:
            die(f"cannot index the corpus: status {status}\n{messages}")
        for query in queries:
            status, messages = run([searcher, index, "--", query])
            if status in (0, 1):
                passed += 1
            else:
                failed += 1
                print(f"FAILED {query}\n  status {status}\n  {messages.strip()}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
