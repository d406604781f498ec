#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Both programs under valgrind's memcheck: no invalid access, nothing uninitialised, no memory lost for good.

The sanitizers see what our own code does, valgrind also what the libraries do with what we give them. A run takes thirty
times as long, so this is part of the long edition alone.
"""

import os
import pathlib
import shutil
import subprocess
import sys

import harness

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import goal

SOURCE = pathlib.Path(__file__).resolve().parents[2]
FOUND = 99
SECONDS = 600
MEMCHECK = ["valgrind", "--quiet", f"--error-exitcode={FOUND}", "--leak-check=full", "--errors-for-leak-kinds=definite",
            f"--suppressions={pathlib.Path(__file__).with_name('valgrind.supp')}"]

SEARCHES = [
    ["tiktok"], ["--format=json", "--explain", "india", "chinese", "apps"], ["--format=jsonl", "--limit=all"], ["--format=csv", "huawei OR google"],
    ["--format=tsv", "--events"], ["--cross=country,measure"], ["--color=always", "--facets=year,publisher,language", "\"national security\""],
    ["--country=CA", "--since=2020", "ban*"], ["fined NEAR/5 google"], ["--match=auto", "tiktik", "bna"], ["contry:CA"], ["--show=nothing"],
    ["--complete=company:Hua"], ["\x1b[31m\u202e\"("], ["--timeout=0.001", "a OR the OR of"]]
INDEXINGS = [["--dry-run", "--format=jsonl"], ["--rebuild", "--jobs=2"], ["--update"]]


def under_valgrind(bench: harness.Bench, program: str, *arguments: str) -> None:
    done = subprocess.run([*MEMCHECK, getattr(bench, program), *arguments], cwd=bench.directory, capture_output=True, timeout=SECONDS,
                          env=bench.environment | {"CHOKEPOINT_DB": str(bench.db)}, check=False)
    bench.check(done.returncode not in (FOUND,) and done.returncode >= 0,
                f"{program} {arguments}: status {done.returncode}\n{done.stderr.decode(errors='replace')[-4000:]}")


def prepare(bench: harness.Bench) -> str:
    if goal.long_seconds() is None:
        raise harness.Skipped("part of the long edition")
    if goal.is_sanitized() or shutil.which("valgrind") is None:
        raise harness.Skipped("no valgrind, or programs that it cannot run")
    bench.articles.mkdir()
    for file in sorted((SOURCE / "corpus/articles").rglob("*.txt"))[:12]:
        shutil.copy(file, bench.articles)
    for file in sorted((SOURCE / "tests/formats/written").rglob("*")):
        if file.is_file():
            shutil.copy(file, bench.articles / f"written-{os.path.basename(file)}")
    return str(bench.articles)


def test_indexer_and_searcher(bench: harness.Bench) -> None:
    articles = prepare(bench)
    for arguments in INDEXINGS:
        under_valgrind(bench, "indexer", *arguments, articles)
    under_valgrind(bench, "indexer", "--verify")
    under_valgrind(bench, "indexer", f"--explain={articles}")
    for arguments in SEARCHES:
        under_valgrind(bench, "searcher", *arguments)
    goal.report("valgrind", 0, runs=len(INDEXINGS) + 2 + len(SEARCHES))


if __name__ == "__main__":
    harness.main(globals())
