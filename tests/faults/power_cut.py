#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Power that fails at any moment of a run: what the disk then holds answers as before the run or as after it, entirely;
once the run has ended well, as after it. The next run succeeds and leaves nothing behind.

A run is made once, with all calls that change files written down (shim/journal.cc). For each number of calls that may
have been made, disk_model.py draws what the disk may hold. All of these states are compared with the old and the new
index byte for byte; some are written out, searched, verified and updated.
"""

import concurrent.futures
import copy
import dataclasses
import itertools
import os
import pathlib
import random
import shutil
import subprocess
import sys
import typing

import harness
from disk_model import Call, Disk, Tree, read_journal
from index_site import ENVIRONMENT, Site, run, succeed

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import goal

MIN_STATES = 500  # different ones
DRAWS = 6  # for each number of calls
FINAL_DRAWS = 40
TRIED = 14  # states of each run that the programs try
SYNC_ROUNDS = 40  # ends at the first state that shows the loss; some are one in ten
STUB = "XAPIANDB"
# Which files stood where when; nothing is lost with it, as it holds its own hash.
REFRESHED = "stamps.tsv"


@dataclasses.dataclass(frozen=True)
class State:
    calls: int  # that were made before
    tree: Tree


def read_tree(directory: pathlib.Path) -> Tree:
    return {str(path.relative_to(directory)): None if path.is_dir() else path.read_bytes() for path in directory.rglob("*")}


def write_tree(tree: Tree, directory: pathlib.Path) -> None:
    directory.mkdir()
    for path in sorted(tree):
        content = tree[path]
        if content is None:
            (directory / path).mkdir()
        else:
            (directory / path).write_bytes(content)


def generation_of(tree: Tree, db: str) -> Tree | None:
    """The files of the generation that the stub names, without what may be missing; nothing if there is no stub."""
    stub = tree.get(f"{db}/{STUB}")
    if stub is None:
        return None
    generation = f"{db}/{stub.decode(errors='replace').partition(chr(10))[0].removeprefix('auto ')}/"
    return {path: content for path, content in tree.items()
            if path.startswith(generation) and not path.removeprefix(generation).startswith((REFRESHED, "flintlock"))}


class CutRun:
    """A run of the indexer below `disk`, written down, and what its prefixes may leave."""

    def __init__(self, site: Site, shim: str, arguments: list[str]):
        self.site, self.arguments = site, arguments
        self.disk = site.directory / "disk"
        self.db = str(site.db.relative_to(self.disk))
        self.old = read_tree(self.disk)
        self.old_answers = site.answers(site.db) if self.old else ""
        self.calls = self._record(shim)
        self.new = read_tree(self.disk)
        self.new_answers = site.answers(site.db)
        self._check_journal()

    def _record(self, shim: str) -> list[Call]:
        journal = self.site.directory / "journal"
        environment = ENVIRONMENT | {"LD_PRELOAD": shim, "FILE_CALLS_BELOW": str(self.disk), "FILE_JOURNAL": str(journal)}
        result = subprocess.run(self.site.indexer(*self.arguments), env=environment, stdin=subprocess.DEVNULL,
                                capture_output=True, check=False)
        assert result.returncode == 0, result.stderr
        return read_journal(journal)

    def _check_journal(self) -> None:
        """All calls together must give what the run left, or the journal lacks some."""
        disk = Disk(str(self.disk), self.old)
        for call in self.calls:
            disk.follow(call)
        now = disk.now()
        differing = sorted(path for path in now.keys() | self.new.keys() if now.get(path, b"-") != self.new.get(path, b"-"))
        assert not differing, f"the journal gives others: {differing}"

    def states(self, chance: random.Random, first: int = 0) -> typing.Iterator[State]:
        """Different ones, after that many calls and more; the last are of a moment after the last call, when nothing of
        the new index may be missing."""
        disk = Disk(str(self.disk), self.old)
        seen = set()
        for number in range(len(self.calls) + 1):
            is_over = number == len(self.calls)
            for _ in range(0 if number < first else FINAL_DRAWS if is_over else DRAWS):
                tree = disk.after_cut(chance)
                key = hash((is_over, frozenset(tree.items())))
                if key not in seen:
                    seen.add(key)
                    yield State(number, tree)
            if not is_over:
                disk.follow(self.calls[number])

    def check(self, state: State) -> None:
        """It holds the old index or the new one; when the run is over, the new one."""
        found, old, new = (generation_of(tree, self.db) for tree in (state.tree, self.old, self.new))
        assert found == new or state.calls < len(self.calls), "the run is over and its index not there: " + self._describe(state)
        assert found in (old, new), "neither the old index nor the new one: " + self._describe(state)

    def _describe(self, state: State) -> str:
        files = [f"{path} {'new' if content == self.new.get(path) else 'old' if content == self.old.get(path) else 'torn'}"
                 for path, content in sorted(state.tree.items()) if content is not None]
        return f"the stub is {state.tree.get(f'{self.db}/{STUB}')!r}, the files: {', '.join(files)}"

    def syncs(self) -> dict[str, list[int]]:
        """What is synced, and by which calls: each of a directory for itself, those of a file together."""
        files = {call.path for call in self.calls if call.kind == "open"}
        found: dict[str, list[int]] = {}
        for number, call in enumerate(self.calls):
            if call.kind == "sync":
                what = call.path if call.path in files else f"{call.path} by call {number}"
                found.setdefault(what.removeprefix(str(self.disk)), []).append(number)
        return found

    def without(self, numbers: list[int]) -> "CutRun":
        """The run as if those calls had not been made, which must be ones that change nothing that the program sees."""
        other = copy.copy(self)
        other.calls = [call for number, call in enumerate(self.calls) if number not in numbers]
        return other

    def check_by_programs(self, state: State, directory: pathlib.Path) -> None:
        """What the programs themselves make of a state; the next run on it, too."""
        write_tree(state.tree, directory)
        db = directory / self.db
        found = generation_of(state.tree, self.db)
        if found is None:
            assert run(self.site.searcher("--count", "canada", db=db)).status == 3, "there is no index, and no status 3"
        else:
            succeed(self.site.indexer("--verify", db=db))
            is_new = found == generation_of(self.new, self.db)
            assert self.site.answers(db) == (self.new_answers if is_new else self.old_answers), "other answers"
        succeed(self.site.indexer(*self.arguments, db=db))
        assert self.site.answers(db) == self.new_answers, "the next run gives another index"
        succeed(self.site.indexer("--verify", db=db))
        names = sorted(path.name for path in db.iterdir())
        assert [name for name in names if not name.startswith("gen-") or name.endswith(".tmp")] == [STUB, "lock"], f"it leaves {names}"


# --- the runs: what changes the articles, and the arguments ---

RUNS: dict[str, tuple[typing.Callable[[Site], None] | None, list[str]]] = {
    "first": (None, []),
    "rebuild": (Site.change_articles, ["--rebuild"]),
    "update": (Site.change_articles, ["--update"]),
    "update that keeps nothing": (Site.change_articles, ["--update", "--keep=0"]),
    "update that keeps all": (Site.change_articles, ["--update", "--keep=9"]),
    "update after a run that died": (Site.change_articles, ["--update"]),
    "touched files": (Site.touch_articles, ["--update"]),
    "touched files, once more": (Site.touch_articles, ["--update"]),
}


def prepare(bench: harness.Bench, name: str) -> CutRun:
    change, arguments = RUNS[name]
    site = Site(bench, name.replace(",", ""), db="disk/deep/idx" if change is None else "disk/idx")
    (site.directory / "disk").mkdir()
    if change is not None:
        site.build()
        succeed(site.indexer("--quiet", "--rebuild"))  # so that one is collected
        change(site)
    if name == "update after a run that died":
        shutil.copytree(site.db / "gen-00000002", site.db / "gen-00000003")
        shutil.copytree(site.db / "gen-00000002", site.db / "gen-00000004.tmp" / "segment-00000000-000")
    if name == "touched files, once more":
        succeed(site.indexer("--quiet"))
        for path in site.articles.iterdir():
            os.utime(path, (2 * 10 ** 9, 10 ** 9))
    return CutRun(site, harness.shim(bench, "file_journal"), ["--quiet", "--jobs=1", *arguments, str(site.articles)])


def check_run(cut: CutRun, seed: str) -> tuple[int, int, list[str]]:
    """How many states there were, how many of them the programs tried, and what is wrong with which."""
    chance = random.Random(seed)
    states = list(cut.states(chance))
    failures = []
    tried = set(chance.sample(range(len(states)), min(TRIED, len(states))))
    directory = cut.site.directory / "cut"
    for i, state in enumerate(states):
        try:
            cut.check(state)
            if i in tried:
                cut.check_by_programs(state, directory)
        except AssertionError as failure:
            failures.append(f"{seed}: after {state.calls} calls: {failure}")
        shutil.rmtree(directory, ignore_errors=True)
    return len(states), len(tried), failures


def test_the_power_may_fail_at_any_moment(bench: harness.Bench) -> None:
    """The quick edition is one round; each further one draws other states."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        runs = dict(zip(RUNS, pool.map(lambda name: prepare(bench, name), RUNS)))
        states = tried = 0
        failures: list[str] = []
        for number in itertools.count():
            if not goal.has_time(number == 0):
                break
            for found in pool.map(lambda name, number=number: check_run(runs[name], f"{goal.seed()} {number} {name}"), RUNS):
                states, tried, failures = states + found[0], tried + found[1], failures + found[2]
    print("; ".join(f"{name}: {len(cut.calls)} calls" for name, cut in runs.items()))
    goal.report("power cuts", len(failures), calls=sum(len(cut.calls) for cut in runs.values()), states=states, tried=tried)
    bench.check(not failures, f"{len(failures)} states:\n" + "\n".join(failures[:20]))
    bench.check(states >= MIN_STATES, "too few states")


def is_found_out(cut: CutRun, first: int, chance: random.Random) -> bool:
    try:
        for _ in range(SYNC_ROUNDS):
            for state in cut.states(chance, first):
                cut.check(state)
    except AssertionError:
        return True
    return False


def test_without_any_of_the_syncs_the_index_would_be_lost(bench: harness.Bench) -> None:
    """This test finds out what fails to be synced; and all of it must be synced."""
    chance = random.Random(f"{goal.seed()} syncs")
    needed, idle = 0, []
    for name in ("first", "update that keeps all"):  # collecting garbage syncs once more, to be sure
        cut = prepare(bench, name)
        for what, numbers in cut.syncs().items():
            if what.endswith("/flintlock"):  # Xapian's lock, an empty file
                continue
            if is_found_out(cut.without(numbers), numbers[0], chance):
                needed += 1
            else:
                idle.append(f"{name}: {what}")
    print(f"{needed} syncs are needed")
    bench.check(not idle, f"these are not: {idle}")


if __name__ == "__main__":
    harness.main(globals())
