#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""A search ends by its deadline and says so, within its memory, however many articles its words are in.

usage: deadlines.py INDEXER SEARCHER [--rss=MIB]

The index is of invented articles whose words have few beginnings and are distributed as words are; the queries are the
costliest that the limits let through: wildcards, NEAR, phrases, hundreds of alternatives. Each has a deadline of a
thousandth of a second to one. Each ends with status 0, 1 or 124, at most a tenth of a second later (of the processor:
this machine may be busy), and status 124 comes with an object that says "timed_out" and nothing else.
"""

import itertools
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import typing

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import goal
from safe_output import Unsafe, read_json, read_text

ARTICLES, ARTICLES_LONG = 2_000, 20_000
WORDS_AN_ARTICLE = 120
RUNS = 100
LEAST_LATE = 10  # of those runs: else the deadlines are no test
DEADLINES = [0.001, 0.003, 0.01, 0.03, 0.1, 1.0]
SLACK_SECONDS = 0.1
BUSY_SECONDS = 20  # whatever else the machine does
SYLLABLES = [a + b for a in "bdfgklmnprst" for b in "aeiou"]


class World:
    """Articles of invented words, the n-th most frequent of which is n times as rare as the first."""

    def __init__(self, rng: random.Random):
        self.rng = rng
        self.words = ["".join(word) for word in itertools.product(SYLLABLES[:12], SYLLABLES[:40], SYLLABLES)]
        rng.shuffle(self.words)
        self.sums = list(itertools.accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def draw(self, count: int) -> list[str]:
        return self.rng.choices(self.words, cum_weights=self.sums, k=count)

    def write(self, path: pathlib.Path, articles: int) -> None:
        with path.open("w") as file:
            for i in range(articles):
                file.write('{"id": "%d", "title": "%s", "text": "Canada banned TikTok from office %d. %s.", "published": "20%02d-%02d"}\n' % (
                    i, " ".join(self.draw(5)), i, " ".join(self.draw(WORDS_AN_ARTICLE)), i % 24, i % 12 + 1))

    def frequent(self, count: int) -> list[str]:
        return self.rng.sample(self.words[:2 * count], count)

    def query(self) -> str:
        return self.rng.choice([
            lambda: " ".join(f"{word[:4]}*" for word in self.frequent(4)),
            lambda: " OR ".join(f"{word[:4]}*" for word in self.frequent(4)),
            lambda: " NEAR/100 ".join(self.frequent(16)),
            lambda: " OR ".join(f"{a} NEAR/20 {b}" for a, b in zip(self.frequent(60), self.frequent(60))),
            lambda: " OR ".join(self.frequent(256)),
            lambda: " ".join(f"NOT {word}" for word in self.frequent(50)),
            lambda: " OR ".join(f'"{a} {b}"' for a, b in zip(self.frequent(100), self.frequent(100))),
            lambda: '"' + " ".join(self.draw(32)) + '"',
            lambda: "(" * 40 + " OR ".join(self.frequent(100)) + ")" * 40,
            lambda: " ".join(self.draw(256)),
            lambda: ""])()

    def options(self) -> list[str]:
        return self.rng.choice([["--match=any"], ["--match=any", "--explain"], ["--events"], ["--cross=month,company"], ["--limit=100"],
                                ["--facets=country,company,measure,year,month"], ["--sort=newest", "--limit=0"], ["--count"]])


class Run(typing.NamedTuple):
    status: int
    is_late: bool
    after: float  # how long after the deadline it ended, of the processor's time
    mib: int


def search(program: str, place: str, deadline: float, query: str, options: list[str]) -> Run:
    """Raises Unsafe for what must not be."""
    kept = {"PATH": "/usr/bin:/bin"} | {key: value for key, value in os.environ.items() if key.endswith("SAN_OPTIONS")}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begin = time.monotonic()
        process = subprocess.Popen([program, f"--db={place}/idx", "--format=json", f"--timeout={deadline}", *options, "--", query], stdout=out,
                                   stderr=err, stdin=subprocess.DEVNULL, env=kept, cwd=place)
        _, wait_status, usage = os.wait4(process.pid, 0)
        process.returncode = status = os.waitstatus_to_exitcode(wait_status)
        took = time.monotonic() - begin
        out.seek(0), err.seek(0)
        text, messages = out.read(), read_text(err.read())
    after = usage.ru_utime + usage.ru_stime - deadline
    if status not in (0, 1, 124):
        raise Unsafe(f"status {status}: {messages[-300:]}")
    answer = read_json(read_text(text))
    if answer.get("timed_out", False) != (status == 124) or ("total" in answer) == (status == 124):
        raise Unsafe(f"status {status} with {list(answer)}")
    if took > deadline + BUSY_SECONDS:
        raise Unsafe(f"ended {took - deadline:.2f} s after the deadline of {deadline} s")
    return Run(status, status == 124, after, usage.ru_maxrss // 1024)


def main() -> int:
    programs = [str(pathlib.Path(word).resolve()) for word in sys.argv[1:] if not word.startswith("--")]
    options = dict(word[2:].split("=", 1) for word in sys.argv[1:] if word.startswith("--"))
    if len(programs) != 2 or not set(options) <= {"rss"}:
        sys.exit(__doc__)
    indexer, searcher = programs
    slack = SLACK_SECONDS * (10 if goal.is_sanitized() else 1)
    world = World(random.Random(goal.seed()))
    articles = ARTICLES if goal.long_seconds() is None else ARTICLES_LONG
    faults = []
    runs: list[Run] = []
    with tempfile.TemporaryDirectory() as place:
        world.write(pathlib.Path(place, "articles.jsonl"), articles)
        subprocess.run([indexer, f"--db={place}/idx", "--quiet", f"{place}/articles.jsonl"], check=True)
        while goal.has_time(len(runs) + len(faults) < RUNS):
            query, chosen, deadline = world.query(), world.options(), world.rng.choice(DEADLINES)
            try:
                run = search(searcher, place, deadline, query, chosen)
                runs.append(run)
                if run.after > slack or run.mib > int(options.get("rss", 256)):
                    raise Unsafe(f"{run} with a deadline of {deadline} s")
            except Unsafe as error:
                faults.append(f"{error}: {chosen} {query[:200]!r}")
    for fault in faults[:20]:
        print(fault)
    late = sum(run.is_late for run in runs)
    goal.report("deadlines", len(faults), articles=articles, searches=len(runs), late=late, latest=round(max(run.after for run in runs), 3),
                largest_mib=max(run.mib for run in runs))
    return 1 if faults or late < LEAST_LATE or len(runs) - late < LEAST_LATE else 0


if __name__ == "__main__":
    sys.exit(main())
