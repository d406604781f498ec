# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs of the indexer in which a call that changes a file fails or is the last one.

shim/fault_policy.cc makes it so; here is what it is told and what it logs, the runs that are tried, and a place to try
them in.
"""

import dataclasses
import errno
import os
import pathlib
import shutil
import subprocess
import time

import harness
import index_state
from index_state import State

KILL, SHORT = "kill", "short"
ARTICLES = 6
# A stamp of a file that was changed less than 2 s before a run is not trusted, and what the run writes says so.
SETTLING_SECONDS = 2.1


@dataclasses.dataclass(frozen=True)
class Fault:
    """What happens at call number `at` below a directory: KILL, SHORT or the name of an errno."""
    at: int
    what: str
    then: str = ""  # "full": all later calls that need space fail, too; "gone": all later calls
    again: int = 0  # so many calls later the same fault happens once more

    @property
    def error(self) -> int:
        return getattr(errno, self.what, 0)

    def environment(self) -> dict[str, str]:
        given = {"FAULT_AT": self.at, "FAULT": self.error or self.what, "FAULT_THEN": self.then,
                 "FAULT_AGAIN": self.again}
        return {name: str(value) for name, value in given.items() if value}

    def __str__(self) -> str:
        later = f" then={self.then}" * bool(self.then) + f" again={self.again}" * bool(self.again)
        return f"{self.what}{later} at call {self.at}"


@dataclasses.dataclass(frozen=True)
class FileCall:
    kind: str  # as in shim/file_calls.h
    function: str
    path: str

    def __str__(self) -> str:
        return f"{self.function} {self.path}"


def read_log(path: pathlib.Path) -> list[FileCall]:
    lines = path.read_text().splitlines() if path.exists() else []
    return [FileCall(*line.split("\t")[1:]) for line in lines]


@dataclasses.dataclass(eq=False)
class Run:
    """A run of the indexer that leads from one state of the index to another."""
    name: str
    arguments: list[str]
    index: pathlib.Path  # what is there before, if anything
    old: State | None = None
    new: State | None = None
    calls: list[FileCall] = dataclasses.field(default_factory=list)

    @property
    def changes_answers(self) -> bool:
        return self.old.answers != self.new.answers

    @property
    def last_needed_sync(self) -> int:
        """Of the directory, after the stub is renamed; what follows only clears up. 0: nothing is published."""
        renamed = [number for number, call in enumerate(self.calls, 1)
                   if call.kind == "rename" and call.path.endswith(f"/{index_state.STUB}.tmp")]
        return next((number for number, call in enumerate(self.calls, 1)
                     if renamed and number > renamed[-1] and call.kind == "sync"), 0)


class Workplace:
    """A directory in which one index at a time is made, broken and mended."""

    def __init__(self, bench: harness.Bench, name: str):
        self.bench, self.directory = bench, bench.directory / name
        self.db, self.log = self.directory / "idx", self.directory / "log"
        self.directory.mkdir()

    def lay_out(self, run: Run) -> None:
        shutil.rmtree(self.db, ignore_errors=True)
        if run.index.exists():
            shutil.copytree(run.index, self.db)

    def start(self, run: Run, fault: Fault | None = None, jobs: int = 1) -> subprocess.CompletedProcess[str]:
        self.log.unlink(missing_ok=True)
        environment = self.bench.environment | {"LD_PRELOAD": harness.shim(self.bench, "file_faults"),
                                                "FILE_CALLS_BELOW": str(self.directory), "FAULT_LOG": str(self.log)}
        return self.bench.run("indexer", f"--db={self.db}", "--quiet", f"--jobs={jobs}", *run.arguments,
                              cwd=self.directory, env=environment | (fault.environment() if fault else {}))

    def verify(self) -> subprocess.CompletedProcess[str]:
        return self.bench.run("indexer", f"--db={self.db}", "--quiet", "--verify")

    def state_after(self, run: Run) -> str:
        """Which of a run's two states the index is in: "new", "old", or a description of anything else."""
        current = index_state.files_of(index_state.current_generation(self.db), index_state.read_files(self.db))
        for name, state in (("new", run.new), ("old", run.old)):
            if current and current == state.generation:
                return name
        answers = index_state.answers(self.bench, self.db)
        if answers == run.new.answers:
            return "new"
        return "old" if answers == run.old.answers else f"neither the old state nor the new one: {answers}"


# --- the runs ---

def write_articles(directory: pathlib.Path, word: str) -> None:
    directory.mkdir(exist_ok=True)
    for i in range(ARTICLES):
        text = (f"Notice {i}\n\nOTTAWA, March {i + 1}, 2023 - Canada banned TikTok from office {i}, {word}.\n\n"
                + "The ministry said in a note that the rule holds for every desk. " * 5)
        (directory / f"{i:04}.txt").write_text(text)


def change_all(articles: pathlib.Path, _index: pathlib.Path) -> None:
    write_articles(articles, "after")


def change_some(articles: pathlib.Path, _index: pathlib.Path) -> None:
    changed = articles / "0001.txt"
    changed.write_text(changed.read_text().replace("before", "after"))
    (articles / "0002.txt").unlink()
    (articles / "0004.txt").rename(articles / "moved.txt")
    (articles / "new.txt").write_text("Notice\n\nParis, 1 June 2023 - France banned TikTok from office 9, a note says.")


def touch_and_litter(articles: pathlib.Path, index: pathlib.Path) -> None:
    """A new stamp has to be written, and what is left of runs that died at different times has to go."""
    os.utime(articles / "0000.txt", (1, 1))
    shutil.copytree(index / "gen-00000002", index / "gen-00000003")
    for name in ("index", "segment-00000000-000"):
        shutil.copytree(index / "gen-00000002", index / "gen-00000004.tmp" / name)
    (index / "XAPIANDB.tmp").write_text("auto gen-")


def make_index(place: Workplace, articles: pathlib.Path, target: pathlib.Path) -> None:
    """One with an earlier generation, which is to go after the next."""
    for _ in range(2):
        result = place.start(Run("index", ["--rebuild", str(articles)], target))
        place.bench.check(result.returncode == 0, f"cannot make an index: {result.stderr}")
    place.db.rename(target)


def observe(place: Workplace, run: Run) -> None:
    """Notes what a run comes from, does and leads to."""
    place.lay_out(run)
    run.old = index_state.read_state(place.bench, place.db)
    result = place.start(run)
    place.bench.check(result.returncode == 0, f"{run.name}: status {result.returncode}: {result.stderr}")
    run.new = index_state.read_state(place.bench, place.db)
    run.calls = read_log(place.log)


def make_runs(place: Workplace) -> list[Run]:
    """The first run, a rebuild, an update with all that may happen to a file, and a run that finds nothing new."""
    runs = []
    for name, change, options in (
            ("first", change_all, None),
            ("rebuild", change_all, ["--rebuild", "--report=report"]),
            ("update", change_some, ["--max-vanished=100"]),
            ("unchanged", touch_and_litter, [])):
        articles, index = place.directory / f"{name}-articles", place.directory / f"{name}-index"
        write_articles(articles, "before")
        if options is not None:
            make_index(place, articles, index)
        change(articles, index)
        runs.append(Run(name, [str(articles)] if options is None else options, index))
    time.sleep(SETTLING_SECONDS)
    for run in runs:
        observe(place, run)
    return runs
