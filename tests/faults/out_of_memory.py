#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Memory that runs out at any allocation of either program, or because of a limit.

The indexer then ends with status 4 and one message that says so, and the index is as it was; or it could do without,
ends with 0 and has published the new one. The searcher gives the right answer, or status 4 and such a message: never
an empty answer.

Most of a run's allocations, and most of its time, are for tables of names. So they are made once, and every point
costs only what comes behind them (fault_server.py); some points lie among them, too.
"""

import concurrent.futures
import dataclasses
import itertools
import os
import pathlib
import random
import resource
import shutil
import sys
import typing

import harness
from fault_server import FOREVER, NEW, ONCE, OTHER, FaultServer, Outcome, Point, count_allocations
from index_site import Site, run, succeed

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import goal

MAX_CRASHES_IN = 0.002  # of the points: see Outcome.is_by_glibc
MIN_INDEXER_POINTS = 1000
MIN_READING_POINTS = 300
RESOURCES = 4
NEXT_RUN_EVERY = 40  # points after which the next run is tried, too
# KiB of address space: from where a program cannot be loaded to where it needs no more.
LIMITS = {"indexer": range(40 * 1024, 190 * 1024, 8 * 1024), "searcher": range(36 * 1024, 56 * 1024, 256)}
# What the loader says, and the C++ library before it calls main.
NOT_STARTED = ("error while loading shared libraries", "terminate called")
Signature = dict[str, tuple[int, int, int]]


@dataclasses.dataclass
class Tally:
    """What came of the points of one kind of run."""
    points: int = 0
    crashes: int = 0  # of libraries
    survived: int = 0  # status 0
    next_runs: int = 0
    failures: list[str] = dataclasses.field(default_factory=list)


class Points:
    """Which allocations fail: of operator new half of them in steps that grow, the others anywhere; and some of C libraries."""

    def __init__(self, chance: random.Random, first: int, last: int, others: int):
        self.chance, self.first, self.span, self.others = chance, first, last - first + 1, others

    def draw(self, count: int) -> typing.Iterator[Point]:
        for i in range(count):
            length = self.chance.choice((ONCE, ONCE, ONCE, self.chance.randrange(2, 200), FOREVER))
            if self.others and i % 5 == 4:
                yield Point(OTHER, self.chance.randrange(self.others) + 1, length)
            elif i % 2:
                yield Point(NEW, self.first + int(self.span ** (i / count)) - 1, length)
            else:
                yield Point(NEW, self.first + self.chance.randrange(self.span), length)


def signature(directory: pathlib.Path) -> Signature:
    """What a directory holds; two are equal if nobody wrote into it."""
    found = {}
    for path in directory.rglob("*"):
        info = path.stat()
        found[str(path.relative_to(directory))] = (info.st_ino, info.st_size, info.st_mtime_ns) if path.is_file() else (0, 0, 0)
    return found


class IndexerRun:
    """Faults in one kind of run of the indexer, which must end with 4 and the old index, or with 0 and the new one."""

    def __init__(self, site: Site, shim: str, arguments: list[str], chance: random.Random):
        self.site, self.shim, self.arguments, self.chance = site, shim, arguments, chance
        self.command = site.indexer(*arguments)
        self.tally = Tally()
        site.keep()
        self.total = count_allocations(shim, self.command, site.directory)
        self.out = succeed(self.command)  # of the same run again, or of one that finds nothing to do
        self.new = site.answers(site.db)
        site.restore()

    def tables(self) -> tuple[int, int]:
        """Allocations that are made before a run has its tables."""
        empty = self.site.directory / "empty"
        empty.mkdir(exist_ok=True)
        return count_allocations(self.shim, self.site.indexer("--dry-run", "--quiet", str(empty)), self.site.directory)

    def make(self, early: int, late: int) -> Tally:
        tables = self.tables() if late else self.total
        self._from(1, Points(self.chance, 1, tables[NEW], tables[OTHER]), early)
        if late:
            begin = tables[NEW] * 97 // 100
            self._from(begin, Points(self.chance, begin, self.total[NEW], self.total[OTHER]), late)
        return self.tally

    def _from(self, begin: int, points: Points, count: int) -> None:
        server = FaultServer(self.shim, self.command, self.site.directory, begin)
        try:
            self.site.kept = self.site.directory / f"kept-{begin}"  # with what the server has begun
            self.site.keep()
            before = signature(self.site.db)
            for point in points.draw(count):
                outcome = server.ask(point)
                self.tally.points += 1
                self.tally.crashes += outcome.is_crash()
                try:
                    self._check(point, outcome, before)
                except AssertionError as failure:
                    self.tally.failures.append(f"{point} {' '.join(self.command)}\n    {failure}")
                if signature(self.site.db) != before:
                    self.site.restore()
                    before = signature(self.site.db)
        finally:
            server.close()

    def _check(self, point: Point, outcome: Outcome, before: Signature) -> None:
        after = signature(self.site.db)
        assert outcome.status in (0, RESOURCES) or outcome.is_by_glibc(), f"status {outcome.status}: {outcome.err}"
        if outcome.status == RESOURCES:
            assert outcome.says_memory("indexer"), f"the message is {outcome.err!r}"
        if outcome.status == 0 or after.get("XAPIANDB") != before.get("XAPIANDB"):
            self.tally.survived += 1
            assert self.site.answers(self.site.db) == self.new, f"status {outcome.status} with neither the old nor the new index"
        else:
            self._check_old(before, after, may_leave=point.length != ONCE or outcome.is_by_glibc())
        if self.tally.points % NEXT_RUN_EVERY == 0:
            self._check_next_run()

    def _check_old(self, before: Signature, after: Signature, may_leave: bool) -> None:
        is_staging = {path for path in before if ".tmp" in path}
        touched = {path for path in before if path not in is_staging and after.get(path) != before[path]}
        assert not touched, f"of the old index were touched: {touched}"
        # Removing takes memory, too. What a starved run could not remove, the next one does.
        left = {path for path in after if path not in before or path in is_staging} - {"lock"}
        assert may_leave or not left, f"left behind: {left}"

    def _check_next_run(self) -> None:
        """On a copy, as the server holds the lock of the index itself."""
        self.tally.next_runs += 1
        copy = self.site.directory / "next"
        shutil.copytree(self.site.db, copy)
        try:
            succeed(self.site.indexer(*self.arguments, db=copy))
            assert self.site.answers(copy) == self.new, "the next run gives another index"
            names = sorted(path.name for path in copy.iterdir())
            assert [name for name in names if not name.startswith("gen-") or name.endswith(".tmp")] == ["XAPIANDB", "lock"], names
        finally:
            shutil.rmtree(copy)


def search(command: list[str], shim: str, directory: pathlib.Path, chance: random.Random, count: int) -> Tally:
    """Faults in a run that writes nothing: what it prints is right, or its status is 4."""
    tally = Tally()
    right = run(command)
    program = pathlib.Path(command[0]).name
    total = count_allocations(shim, command, directory)
    server = FaultServer(shim, command, directory, 1)
    try:
        for point in Points(chance, 1, total[NEW], total[OTHER]).draw(count):
            outcome = server.ask(point)
            tally.points += 1
            tally.crashes += outcome.is_crash()
            if outcome.status == RESOURCES:
                is_good = outcome.says_memory(program) and right.out.startswith(outcome.out)
            else:
                tally.survived += outcome.status == right.status
                is_good = outcome == right or outcome.is_by_glibc()
            if not is_good:
                tally.failures.append(f"{point} {' '.join(command)}\n    status {outcome.status}, {outcome.err!r}, {outcome.out[:300]!r}")
    finally:
        server.close()
    return tally


# --- the runs: a name, and how many points before the tables are there and after ---

INDEXER_RUNS = {
    "first": (20, 110),
    "rebuild": (130, 260),
    "rebuild on two threads": (0, 160),
    "update": (40, 300),
    "update on two threads": (0, 120),
    "nothing changed": (60, 0),
    "touched files": (60, 0),
}
READING_RUNS = {
    "words": ["searcher", "canada ministry"],
    "phrase in JSON": ["searcher", "--format=json", '"every desk" приложение'],
    "events": ["searcher", "--events", "country:CA"],
    "explained": ["searcher", "--explain", "canada OR รัฐบาล NOT tiktok*"],
    "batch": ["searcher", "--batch=QUERIES", "--format=jsonl"],
    "count": ["searcher", "--count", "ministère"],
    "facets": ["searcher", "--facets=country,company,measure", "--limit=0", ""],
    "one article": ["searcher", "--show=plain.txt"],
    "no such word": ["searcher", "canadda"],
    "verify": ["indexer", "--verify"],
}
READING_POINTS = 45


def make_indexer_run(site: Site, name: str, chance: random.Random) -> Tally:
    if name != "first":
        site.build()
    if name == "touched files":
        site.touch_articles()
    elif name != "nothing changed":
        site.change_articles()
    arguments = ["--quiet", "--jobs=2" if "two threads" in name else "--jobs=1",
                 "--rebuild" if "rebuild" in name else "--update", str(site.articles)]
    return IndexerRun(site, harness.shim(site.bench, "allocations"), arguments, chance).make(*INDEXER_RUNS[name])


def make_reading_run(site: Site, name: str, chance: random.Random) -> Tally:
    site.build()
    program, *arguments = READING_RUNS[name]
    arguments = [argument.replace("QUERIES", str(site.queries)) for argument in arguments]
    command = site.searcher(*arguments) if program == "searcher" else site.indexer(*arguments)
    return search(command, harness.shim(site.bench, "allocations"), site.directory, chance, READING_POINTS)


def make_run(bench: harness.Bench, number: int, name: str) -> tuple[str, Tally]:
    site = Site(bench, f"{number} {name}")
    chance = random.Random(f"{goal.seed()} {number} {name}")
    try:
        return name, (make_indexer_run if name in INDEXER_RUNS else make_reading_run)(site, name, chance)
    finally:
        shutil.rmtree(site.directory)


def test_any_allocation_may_fail(bench: harness.Bench) -> None:
    """The quick edition is one round; each further one has other points."""
    tallies: list[tuple[str, Tally]] = []
    for number in itertools.count():
        if not goal.has_time(number == 0):
            break
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            tallies += pool.map(lambda name, number=number: make_run(bench, number, name), [*INDEXER_RUNS, *READING_RUNS])
    for name, tally in tallies[:len(INDEXER_RUNS) + len(READING_RUNS)]:
        print(f"{name}: {tally.points} points, {tally.survived} did not matter")
    failures = [failure for _, tally in tallies for failure in tally.failures]
    indexer_points = sum(tally.points for name, tally in tallies if name in INDEXER_RUNS)
    reading_points = sum(tally.points for name, tally in tallies if name in READING_RUNS)
    goal.report("allocation failures", len(failures), indexer_points=indexer_points, reading_points=reading_points,
                survived=sum(tally.survived for _, tally in tallies), next_runs=sum(tally.next_runs for _, tally in tallies))
    crashes = sum(tally.crashes for _, tally in tallies)
    bench.check(crashes <= MAX_CRASHES_IN * sum(tally.points for _, tally in tallies), f"{crashes} crashes")
    bench.check(not failures, f"{len(failures)} points:\n" + "\n".join(failures[:40]))
    bench.check(indexer_points >= MIN_INDEXER_POINTS and reading_points >= MIN_READING_POINTS, "too few points")


def test_any_limit_of_memory(bench: harness.Bench) -> None:
    site = Site(bench, "limits")
    site.build()
    site.change_articles()
    site.keep()
    chance = random.Random(f"{goal.seed()} limits")
    commands = [site.indexer("--quiet", "--jobs=2", "--rebuild"), site.indexer("--quiet", "--jobs=2", "--update"),
                site.searcher("--format=json", "canada ministry"), site.searcher(f"--batch={site.queries}", "--format=jsonl")]
    for command in commands:
        before = signature(site.db)
        right = run(command)
        new = site.answers(site.db)
        is_reading = signature(site.db) == before
        site.restore()
        statuses = []
        program = pathlib.Path(command[0]).name
        for kibibytes in LIMITS[program]:
            limit = kibibytes * 1024 + chance.randrange(LIMITS[program].step * 1024)
            before = signature(site.db)
            outcome = run(command, preexec_fn=lambda limit=limit: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
            if any(text in outcome.err for text in NOT_STARTED):
                continue
            statuses.append(outcome.status)
            what = f"{limit} bytes, {' '.join(command)}: {outcome}"
            if outcome.status == RESOURCES or outcome.is_by_glibc():
                bench.check(outcome.is_by_glibc() or outcome.says_memory(program), what)
                bench.check(all(signature(site.db).get(path) == before[path] for path in before if path != "lock"), what)
            else:
                bench.check(outcome == right if is_reading else outcome.status == 0 and site.answers(site.db) == new, what)
            site.restore()
        bench.check(RESOURCES in statuses and statuses[-1] == right.status, f"{command}: {statuses}")


if __name__ == "__main__":
    harness.main(globals())
