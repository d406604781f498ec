#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fails when indexing or searching takes more instructions than was recorded.

usage: instructions.py INDEXER SEARCHER CORPUS --compiler=NAME [--record] [--keep=DIR]

Times are noisy, instructions are not: valgrind's callgrind counts the same to a few in a million, whatever else the
machine does. What is counted is one thread's work on the first articles of CORPUS, from the start of each program to
its end. instructions.tsv, beside this file, holds the counts and how much more of each is accepted.

Another compiler or library makes other counts, so the table names the ones it was recorded with; where others are
installed the test is skipped, and says so. Less is no failure, but should be recorded: what is won can then not be
lost unnoticed. --record (the target record_instructions) measures and rewrites the table; the diff goes into the
commit, with the reason. --keep leaves callgrind's profiles in DIR, for callgrind_annotate.

Exit status: 0 no more than accepted, 1 more, 2 it could not be measured, 77 skipped.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import typing

TABLE = pathlib.Path(__file__).with_name("instructions.tsv")
ARTICLES = 60
QUERIES = 20
PACKAGES = ("libc6", "libcld2-0", "libicu72", "libstdc++6", "libxapian30", "valgrind")
SKIPPED = 77
NEWLY_ACCEPTED_PERCENT = 2.0
# glibc picks its string functions by processor, which is worth 6 % of indexing. The plainest are on every one.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": "/nonexistent",
               "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX512VL,-AVX512BW,-ERMS,-FSRM"}
COMMENT = """\
# SPDX-License-Identifier: GPL-2.0-or-later
# Written by bench/instructions.py --record, which says what is counted.
# accepted: how many percent more is no failure.
"""


class CannotMeasure(Exception):
    pass


class Row(typing.NamedTuple):
    millions: float
    accepted: float


class Table(typing.NamedTuple):
    versions: dict[str, str]
    rows: dict[str, Row]


def read_table() -> Table:
    table = Table({}, {})
    if not TABLE.exists():
        return table
    for line in TABLE.read_text().splitlines():
        if line.startswith("# version: "):
            name, _, version = line.removeprefix("# version: ").partition(" ")
            table.versions[name] = version
        elif line and not line.startswith("#") and not line.startswith("name\t"):
            name, millions, accepted = line.split("\t")
            table.rows[name] = Row(float(millions), float(accepted))
    return table


def write_table(table: Table) -> None:
    lines = [f"# version: {name} {version}\n" for name, version in sorted(table.versions.items())]
    lines += ["name\tmillions\taccepted\n"]
    lines += [f"{name}\t{row.millions:.1f}\t{row.accepted:g}\n" for name, row in table.rows.items()]
    TABLE.write_text(COMMENT + "".join(lines))


def installed_versions(compiler: str) -> dict[str, str]:
    if not shutil.which("dpkg-query"):
        return {"compiler": compiler}
    shown = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Version}\n", *PACKAGES], capture_output=True, text=True,
                           check=False).stdout
    return {"compiler": compiler} | dict(line.split(" ", 1) for line in shown.splitlines() if not line.endswith(" "))


class Callgrind:
    """Counts the instructions of whole programs."""

    def __init__(self, profiles: pathlib.Path):
        self.profiles = profiles

    def count(self, name: str, *command: object, text: str = "") -> float:
        """Millions of instructions of `command`, which reads `text`."""
        profile = self.profiles / f"callgrind.{name.replace(' ', '-')}"
        done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}", *map(str, command)],
                              input=text, env=ENVIRONMENT, capture_output=True, text=True, errors="replace", check=False)
        collected = re.search(r"Collected : (\d+)", done.stderr)
        if done.returncode != 0 or not collected:
            raise CannotMeasure(f"{name}: status {done.returncode}: {done.stderr[-1000:]}")
        return int(collected[1]) / 1e6


def write_articles(corpus: pathlib.Path, folder: pathlib.Path) -> list[pathlib.Path]:
    """Copies of the first articles, all of one age."""
    folder.mkdir()
    copies = []
    for article in sorted((corpus / "articles").glob("*.txt"))[:ARTICLES]:
        copies.append(shutil.copyfile(article, folder / article.name))
        os.utime(copies[-1], (1_700_000_000, 1_700_000_000))
    if len(copies) < ARTICLES:
        raise CannotMeasure(f"{corpus} holds only {len(copies)} articles")
    return copies


def read_queries(corpus: pathlib.Path) -> str:
    return "".join((corpus / "queries.tsv").read_text().splitlines(keepends=True)[:QUERIES])


def measure(arguments: argparse.Namespace, place: pathlib.Path, profiles: pathlib.Path) -> dict[str, float]:
    callgrind, db = Callgrind(profiles), place / "idx"
    articles = write_articles(arguments.corpus, place / "articles")
    index = (arguments.indexer, f"--db={db}", "--quiet", "--jobs=1", place / "articles")
    counts = {"index": callgrind.count("index", *index)}
    with open(articles[ARTICLES // 2], "a", encoding="utf-8") as file:
        file.write("\nThe order was changed today.\n")
    counts["update"] = callgrind.count("update", *index)
    counts["search"] = callgrind.count("search", arguments.searcher, f"--db={db}", "app ban")
    counts["20 searches"] = callgrind.count("20 searches", arguments.searcher, f"--db={db}", "--batch=-", "--format=json",
                                            "--match=auto", text=read_queries(arguments.corpus))
    return counts


def compare(counts: dict[str, float], rows: dict[str, Row]) -> bool:
    """Prints each count beside the recorded one; whether all are accepted."""
    if counts.keys() != rows.keys():
        print(f"{TABLE.name} has other names than what was measured: record them")
        return False
    accepted = True
    print(f"{'':12} {'millions':>10} {'recorded':>10} {'change':>8}")
    for name, millions in counts.items():
        row = rows[name]
        change = (millions / row.millions - 1) * 100
        verdict = ""
        if change > row.accepted:
            accepted, verdict = False, f"  MORE than the {row.accepted:g} % that are accepted"
        elif change < -row.accepted:
            verdict = "  less: record it"
        print(f"{name:12} {millions:10.1f} {row.millions:10.1f} {change:+7.2f}%{verdict}")
    if not accepted:
        print("hint: --keep=DIR and callgrind_annotate DIR/callgrind.NAME show where they are spent; if the change is meant, "
              "the target record_instructions writes it down")
    return accepted


def record(counts: dict[str, float], versions: dict[str, str], old: Table) -> None:
    write_table(Table(versions, {name: Row(millions, old.rows[name].accepted if name in old.rows else NEWLY_ACCEPTED_PERCENT)
                                 for name, millions in counts.items()}))
    print(f"recorded in {TABLE}")


def run(arguments: argparse.Namespace) -> int:
    table, versions = read_table(), installed_versions(arguments.compiler)
    if not shutil.which("valgrind"):
        print("SKIPPED: valgrind is not installed (scripts/install-packages test)")
        return SKIPPED
    if not arguments.record and versions != table.versions:
        print("SKIPPED: the counts were recorded with other versions, and cannot be compared:")
        for name in sorted(versions.keys() | table.versions.keys()):
            if versions.get(name) != table.versions.get(name):
                print(f"  {name}: recorded {table.versions.get(name, 'none')}, here {versions.get(name, 'none')}")
        print("hint: the target record_instructions writes the counts of this machine")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="instructions-") as folder:
        place = pathlib.Path(folder)
        if arguments.keep:
            arguments.keep.mkdir(parents=True, exist_ok=True)
        counts = measure(arguments, place, arguments.keep or place)
    if arguments.record:
        record(counts, versions, table)
        return 0
    return 0 if compare(counts, table.rows) else 1


def main() -> int:
    parser = argparse.ArgumentParser(allow_abbrev=False, usage=__doc__)
    parser.add_argument("indexer", type=pathlib.Path)
    parser.add_argument("searcher", type=pathlib.Path)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--compiler", required=True, help="its name, version and flags")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--keep", type=pathlib.Path)
    try:
        return run(parser.parse_args())
    except (CannotMeasure, OSError) as error:
        print(f"instructions.py: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
