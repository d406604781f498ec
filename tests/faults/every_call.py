#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every call of a run that changes a file is the last one, or fails: the index is as before the run or as after it,
entirely, what is said is true, and the next run mends all.

The calls of a run are counted first; then it is made again with a fault at call N, for each N. What a directory answers
and how the next run goes on from it is asked once of each directory that comes of it, byte for byte.
"""

import collections
import dataclasses
import itertools
import os
import random
import re
import signal
import subprocess
import threading
import typing

import harness  # which also says where goal is
import goal
import index_state
from file_faults import KILL, SHORT, Fault, FileCall, Run, Workplace, make_runs, observe

MIN_POINTS = {"kill": 400, "error": 400, "interruption": 100}
SHOWN_FAILURES = 10

# A full disk stays full and a quota used up; a disk that fails to write may be gone altogether.
LATER = {"ENOSPC": "full", "EDQUOT": "full", "EIO": "gone"}
# Calls that may do half of their work, or none because of a signal, are made again. (None is when a sync fails.)
MADE_AGAIN = ("write", "copy")
# Xapian does not always say why it failed; and when it merges segments, it does not look whether a sync failed, so that
# what was lost is found by reading it.
UNKNOWN_CAUSES = ("most often the disk is full", "Failed to create iamglass file", "DatabaseCorruptError")


@dataclasses.dataclass(frozen=True)
class Point:
    run: Run
    fault: Fault
    jobs: int = 1

    @property
    def kind(self) -> str:
        return {KILL: "kill", SHORT: "interruption", "EINTR": "interruption"}.get(self.fault.what, "error")

    @property
    def call(self) -> FileCall | None:
        """The one that is hit, where calls come in a known order."""
        return self.run.calls[self.fault.at - 1] if self.jobs == 1 else None

    def __str__(self) -> str:
        return f"{self.run.name} with --jobs={self.jobs}: {self.fault} ({self.call})"


# --- which faults ---

def kills(run: Run) -> list[Point]:
    return [Point(run, Fault(number, KILL)) for number in range(1, len(run.calls) + 1)]


def interruptions(run: Run) -> list[Point]:
    numbers = [number for number, call in enumerate(run.calls, 1) if call.kind in MADE_AGAIN]
    return [Point(run, Fault(number, what)) for number in numbers for what in (SHORT, "EINTR")]


def errors(run: Run) -> list[Point]:
    return [Point(run, Fault(number, error, then)) for number in range(1, len(run.calls) + 1)
            for error, later in LATER.items() for then in ("", later)]


def quick_errors(run: Run) -> list[Point]:
    """One at each call, in turn ENOSPC and EIO, once and from there on; other seeds begin with another one."""
    faults = [(error, then) for then in (False, True) for error in ("ENOSPC", "EIO")]
    turns = itertools.islice(itertools.cycle(faults), goal.seed() % len(faults), None)
    return [Point(run, Fault(number, error, LATER[error] if then else ""))
            for number, (error, then) in zip(range(1, len(run.calls) + 1), turns)]


def quick_points(runs: list[Run]) -> list[Point]:
    return [point for points in (kills, interruptions, quick_errors) for run in runs for point in points(run)]


def random_points(runs: list[Run], chance: random.Random) -> typing.Iterator[Point]:
    """Two faults in one run, and faults while two threads write."""
    while True:
        run = chance.choice(runs)
        number = chance.randint(1, len(run.calls))
        if chance.random() < 0.5:
            yield Point(run, Fault(number, chance.choice([*LATER, "EINTR"]), again=chance.randint(1, 30)))
        else:
            what = chance.choice([KILL, *LATER])
            yield Point(run, Fault(number, what, chance.choice(["", LATER.get(what, "")])), jobs=2)


def all_points(runs: list[Run]) -> typing.Iterator[Point]:
    """Those of the quick edition, then all others, then random ones without end."""
    quick = quick_points(runs)
    yield from quick
    rest = sorted({*itertools.chain.from_iterable(errors(run) for run in runs)} - {*quick}, key=str)
    chance = random.Random(goal.seed())
    chance.shuffle(rest)
    yield from rest
    yield from random_points(runs, chance)


# --- what must come of them ---

Outcome = subprocess.CompletedProcess[str]


def wrong_with_message(point: Point, said: str, state: str) -> typing.Iterator[str]:
    lines = said.splitlines()
    if sum(line.startswith("indexer: ") for line in lines) != 1 or len(lines) > 2:
        yield "not one clear message"
    causes = (os.strerror(point.fault.error), *UNKNOWN_CAUSES) if point.fault.error else UNKNOWN_CAUSES
    if not any(cause in said for cause in causes):
        yield "the message does not say why"
    if "as it was before" in said and state != "old" and point.run.changes_answers:
        yield "the index is not as it was before the run"


def wrong_with_status(point: Point, status: int, state: str) -> typing.Iterator[str]:
    if status not in (0, 3, 4):
        yield f"status {status}"
    if status == 0 and state != "new":
        yield "success without the new state"
    if point.call is None:
        return
    if status != 0 and point.kind == "interruption" and point.call.kind in MADE_AGAIN:
        yield "the call was not made again"
    is_needed = point.call.kind == "sync" and point.fault.at <= point.run.last_needed_sync
    if status == 0 and point.kind == "error" and is_needed:
        yield "success in spite of a failed sync"


def wrong_with_outcome(point: Point, outcome: Outcome, state: str) -> typing.Iterator[str]:
    """What the run said, in the state that it led to."""
    status = outcome.returncode
    if state not in ("old", "new"):
        yield state
    if point.fault.what == KILL:
        if status != -signal.SIGKILL and (point.call or status != 0):
            yield f"status {status}"
        return
    yield from wrong_with_status(point, status, state)
    if status != 0:
        yield from wrong_with_message(point, outcome.stderr, state)
    elif outcome.stderr:
        yield "success, and yet a message"


def may_leave_something(point: Point) -> bool:
    """Where removing fails, too; and where no sync succeeds any more, so that nobody knows which state the disk holds:
    then both generations stay."""
    fault, call = point.fault, point.call
    return (fault.then == "gone" or fault.again > 0 or call is None or call.kind == "remove"
            or (fault.then != "" and call.kind == "sync"))


def wrong_with_leftovers(point: Point, place: Workplace, state: str) -> typing.Iterator[str]:
    """A run that was not killed leaves nothing."""
    if point.fault.what == KILL or point.run.name == "unchanged" or may_leave_something(point):
        return
    expected = point.run.old.names | {"lock"} | (point.run.new.names if state == "new" else set())
    left = {*index_state.read_files(place.db)} - expected
    if left:
        yield f"left behind: {sorted(left)}"


def wrong_with_directory(place: Workplace, run: Run) -> typing.Iterator[str]:
    """Is what was left sound, and does the next run mend all?"""
    has_index = index_state.current_generation(place.db) is not None
    verified = place.verify()
    if verified.returncode != (0 if has_index else 3):
        yield f"--verify: status {verified.returncode}: {verified.stderr}"
    if index_state.answers(place.bench, place.db) not in (run.old.answers, run.new.answers):
        yield "the answers are neither the old ones nor the new ones"
    mended = place.start(run)
    if mended.returncode != 0 or mended.stderr:
        yield f"the next run: status {mended.returncode}: {mended.stderr}"
    if place.state_after(run) != "new":
        yield "the next run does not lead to the new state"
    names = {path.name for path in place.db.iterdir()}
    generations = {name for name in names if re.fullmatch(r"gen-\d+", name)}
    if names - generations != {index_state.STUB, "lock"} or len(generations) > 2:
        yield f"after the next run there are {sorted(names)}"
    verified = place.verify()
    if verified.returncode != 0:
        yield f"--verify after the next run: status {verified.returncode}: {verified.stderr}"


class Trial:
    """Tries points on several threads, counts them, and remembers what was wrong."""

    def __init__(self, bench: harness.Bench, points: typing.Iterator[Point], quick: int):
        self.bench, self.points, self.quick = bench, points, quick
        self.lock = threading.Lock()
        self.tried: collections.Counter[str] = collections.Counter()
        self.failures: collections.Counter[str] = collections.Counter()
        self.directories: dict[tuple[str, frozenset[tuple[str, str]]], list[str]] = {}

    def run(self) -> None:
        threads = [threading.Thread(target=self.work, args=(Workplace(self.bench, f"worker{i}"),))
                   for i in range(os.cpu_count() or 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def take(self) -> Point | None:
        with self.lock:
            goes_on = self.tried.total() < self.quick or goal.has_time(False)
            return next(self.points) if goes_on else None

    def work(self, place: Workplace) -> None:
        while point := self.take():
            with self.lock:
                self.tried[point.kind] += 1
            try:
                wrong = list(self.try_point(place, point))
            except Exception as error:  # a program that hangs, say
                wrong = [repr(error)]
            if wrong:
                self.note(point, wrong)

    def try_point(self, place: Workplace, point: Point) -> typing.Iterator[str]:
        place.lay_out(point.run)
        outcome = place.start(point.run, point.fault, point.jobs)
        state = place.state_after(point.run)
        wrong = [*wrong_with_outcome(point, outcome, state), *wrong_with_leftovers(point, place, state)]
        if wrong:
            yield f"status {outcome.returncode}, {state} state, {outcome.stderr!r}"
        yield from wrong
        yield from self.judge(place, point.run)

    def judge(self, place: Workplace, run: Run) -> list[str]:
        seen = (run.name, frozenset(index_state.read_files(place.db).items()))
        if seen not in self.directories:
            self.directories[seen] = list(wrong_with_directory(place, run))
        return self.directories[seen]

    def note(self, point: Point, wrong: list[str]) -> None:
        with self.lock:
            self.failures[point.kind] += 1
            if self.failures.total() <= SHOWN_FAILURES:
                print(f"{point}:", *wrong, sep="\n  ", flush=True)


def test_every_call_that_changes_a_file_fails_or_is_the_last_one(bench: harness.Bench) -> None:
    place = Workplace(bench, "runs")
    runs = make_runs(place)
    for run in runs:
        calls = run.calls
        observe(place, run)
        bench.check(run.calls == calls, f"{run.name}: the calls are not the same each time")
        print(f"{run.name}: {len(calls)} calls")
    trial = Trial(bench, all_points(runs), len(quick_points(runs)))
    trial.run()
    for kind, least in MIN_POINTS.items():
        goal.report(f"{kind} at every call", trial.failures[kind], points=trial.tried[kind])
        bench.check(trial.tried[kind] >= least, f"only {trial.tried[kind]} points of kind {kind}")
    print(f"{len(trial.directories)} different directories")
    bench.check(not trial.failures, f"{trial.failures.total()} of {trial.tried.total()} points: {dict(trial.failures)}")


if __name__ == "__main__":
    harness.main(globals())
