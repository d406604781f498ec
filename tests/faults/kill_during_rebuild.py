#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""kill -9 at any time of a rebuild or an update: the old index answers or the new one does, entirely, and the next run
mends all."""

import os
import random
import signal
import time

import harness

ARTICLES = 200
KILLS = 32
SECONDS = 20  # a slow machine kills fewer times
MIN_KILLS = 30


def run_and_kill(bench: harness.Bench, way: str, delay: float) -> None:
    process = bench.start("indexer", f"--db={bench.db}", "--quiet", way)
    deadline = time.monotonic() + delay
    bench.wait_for(lambda: time.monotonic() >= deadline, process)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def kill_many_runs(bench: harness.Bench, way: str) -> None:
    seed = int(os.environ.get("SEED", "1"))
    print(f"SEED={seed}")
    chance = random.Random(seed)
    bench.write_articles(ARTICLES, "version0")
    bench.index(str(bench.articles))
    bench.write_articles(ARTICLES, "version0 once more")
    began = time.monotonic()
    bench.index(way)
    duration = time.monotonic() - began

    kills, old = 0, 0
    began = time.monotonic()
    while kills < KILLS and (time.monotonic() - began < SECONDS or kills < MIN_KILLS):
        kills += 1
        bench.write_articles(ARTICLES, f"version{kills}")
        run_and_kill(bench, way, chance.uniform(0, duration * 1.1))
        versions = (bench.count(f"version{old}"), bench.count(f"version{kills}"))
        bench.check(versions in ((ARTICLES, 0), (0, ARTICLES)),
                    f"kill {kills}: {versions[0]} articles of the old index and {versions[1]} of the new one")
        if versions[1] == ARTICLES:
            old = kills
    print(f"{kills} kills, {duration:.2f} s a run with {way}")

    bench.index(way)
    bench.check(bench.count(f"version{kills}") == ARTICLES, "the next run did not publish")
    bench.check_tidy()
    bench.index("--verify")


def test_the_old_index_answers_after_a_rebuild_is_killed(bench: harness.Bench) -> None:
    kill_many_runs(bench, "--rebuild")


def test_the_old_index_answers_after_an_update_is_killed(bench: harness.Bench) -> None:
    kill_many_runs(bench, "--update")


def test_a_first_run_that_is_killed_leaves_no_index(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "first")
    process = bench.start("indexer", f"--db={bench.db}", "--quiet", str(bench.articles))
    if bench.wait_for(bench.is_staging, process):
        process.send_signal(signal.SIGKILL)
    process.communicate()
    if not (bench.db / "XAPIANDB").exists():
        result = bench.run("searcher", f"--db={bench.db}", "--count", "first")
        bench.check(result.returncode == 3, f"status {result.returncode} instead of 3: {result.stderr}")
    bench.index(str(bench.articles))
    bench.check(bench.count("first") == ARTICLES, "the next run did not publish")
    bench.check_tidy()


def test_a_run_that_changes_nothing_removes_what_a_killed_one_left(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "kept")
    bench.index(str(bench.articles))
    process = bench.start("indexer", f"--db={bench.db}", "--quiet", "--rebuild")
    bench.check(bench.wait_for(bench.is_staging, process), "the rebuild was over too soon")
    process.send_signal(signal.SIGKILL)
    process.communicate()
    bench.check(bench.is_staging(), "the kill came too late")
    bench.index()
    bench.check_tidy()


if __name__ == "__main__":
    harness.main(globals())
