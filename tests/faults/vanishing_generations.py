#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""A generation that vanishes while a search opens it costs nothing but another try.

The searcher is stopped before each file of the index that it opens, and meanwhile another generation is published and
its own removed: every place where opening may be overtaken, one after the other, rather than by chance.
"""

import os
import pathlib
import signal
import subprocess
import time

import harness

ARTICLES = 4
MIN_STOPS = 8  # the stub, iamglass, five tables, the manifest
VERIFY_STOPS = 10  # at least: the manifest, and each file to hash it
MAX_TRIES = 3  # kOpenTries in searcher/open_index.h


class Overtaken:
    """A search, or --verify, that is stopped before each file that it opens whose path begins with `prefix`."""

    def __init__(self, bench: harness.Bench, prefix: str, *arguments: str, program: str = "searcher"):
        shim = {"LD_PRELOAD": harness.shim(bench, "stop_at_open"), "STOP_BELOW": prefix}
        self.process = bench.start(program, *arguments, env=bench.environment | shim)
        self.stops = 0

    def reach_stop(self) -> bool:
        """True once it stands still; false when it has ended instead."""
        deadline = time.monotonic() + harness.PROCESS_SECONDS
        while time.monotonic() < deadline:
            info = os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT | os.WNOHANG)
            if info is None:
                time.sleep(0.001)
                continue
            if info.si_code != os.CLD_STOPPED:
                return False
            os.waitid(os.P_PID, self.process.pid, os.WSTOPPED)
            self.stops += 1
            return True
        raise AssertionError("the search neither stops nor ends")

    def go_on(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def finish(self) -> "subprocess.CompletedProcess[str]":
        while self.reach_stop():
            self.go_on()
        out, err = self.process.communicate()
        return subprocess.CompletedProcess([], self.process.returncode, out.decode(), err.decode())


def write_and_index(bench: harness.Bench, number: int) -> None:
    bench.write_articles(ARTICLES + number % 3, f"note of round {number}")
    for path in sorted(bench.articles.iterdir())[ARTICLES + number % 3:]:
        path.unlink()
    bench.index("--rebuild", "--keep=0", "--max-vanished=100", str(bench.articles))


def sweep(bench: harness.Bench, *arguments: str) -> int:
    """Overtakes the search at its first stop, then at its second, and so on; how many answered from the new generation."""
    renewed = stops = 0
    write_and_index(bench, 0)
    point = 1
    while point == 1 or stops >= point:
        before = bench.run("searcher", *arguments).stdout
        search = Overtaken(bench, f"{bench.db}/", *arguments)
        for _ in range(point):
            if search.reach_stop() and search.stops < point:
                search.go_on()
        write_and_index(bench, point)
        search.go_on()
        result = search.finish()
        after = bench.run("searcher", *arguments).stdout
        stops = max(stops, search.stops) if point == 1 else stops
        bench.check(result.returncode == 0 and not result.stderr, f"stop {point}: status {result.returncode}, {result.stderr}")
        bench.check(before != after, "both generations answer the same")
        bench.check(result.stdout in (before, after), f"stop {point}: neither generation answers {result.stdout[:1000]}")
        renewed += result.stdout == after
        point += 1
    bench.check(stops >= MIN_STOPS, f"only {stops} stops")
    return renewed


def test_a_search_that_is_overtaken_anywhere(bench: harness.Bench) -> None:
    # Xapian opens an index without positions or synonyms, too: a phrase is then its words, a plural finds no singular.
    renewed = sweep(bench, f"--db={bench.db}", "--format=json", '"office 1" telephones')
    bench.check(renewed >= MIN_STOPS - 1, f"only {renewed} searches had to begin again")


def test_show_that_is_overtaken_anywhere(bench: harness.Bench) -> None:
    sweep(bench, f"--db={bench.db}", "--show=0001.txt")


def test_a_search_of_two_indexes_that_is_overtaken_anywhere(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "other note")
    still = bench.directory / "still"
    bench.run("indexer", f"--db={still}", "--quiet", str(bench.articles))
    sweep(bench, f"--db={still}", f"--db={bench.db}", "--format=json", "--limit=all", "note")


def test_a_batch_that_is_overtaken_anywhere(bench: harness.Bench) -> None:
    batch = bench.directory / "batch.tsv"
    batch.write_text("1\tnote\n2\tministry\n3\tround\n")
    sweep(bench, f"--db={bench.db}", f"--batch={batch}", "--format=json")


def test_a_search_that_is_overtaken_each_time_gives_up(bench: harness.Bench) -> None:
    write_and_index(bench, 0)
    search = Overtaken(bench, f"{bench.db}/gen-", f"--db={bench.db}", "--count", "note")
    rounds = 0
    while search.reach_stop():
        rounds += 1
        write_and_index(bench, rounds)
        search.go_on()
    result = search.finish()
    bench.check(result.returncode == 3 and "is missing" in result.stderr and not result.stdout,
                f"status {result.returncode}, {result.stdout}{result.stderr}")
    bench.check(rounds == MAX_TRIES, f"gave up after {rounds} tries")


def test_verify_that_is_overtaken_finds_no_fault(bench: harness.Bench) -> None:
    for point in range(1, VERIFY_STOPS, 4):
        write_and_index(bench, point)
        check = Overtaken(bench, f"{bench.db}/gen-", f"--db={bench.db}", "--verify", program="indexer")
        for _ in range(point):
            bench.check(check.reach_stop(), f"only {check.stops} stops")
            if check.stops < point:
                check.go_on()
        write_and_index(bench, point + 1)
        check.go_on()
        result = check.finish()
        bench.check(result.returncode == 0 and not result.stderr, f"stop {point}: {result.returncode}, {result.stderr}")


def test_a_damaged_index_is_not_tried_again(bench: harness.Bench) -> None:
    write_and_index(bench, 0)
    generation = next(path for path in pathlib.Path(bench.db).iterdir() if path.name.startswith("gen-"))
    (generation / "iamglass").unlink()
    search = Overtaken(bench, f"{generation}/iamglass", f"--db={bench.db}", "--count", "note")
    result = search.finish()
    bench.check(result.returncode == 3 and search.stops <= 1, f"status {result.returncode} after {search.stops} tries")


if __name__ == "__main__":
    harness.main(globals())
