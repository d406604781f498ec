#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""kill -9 at any time of rebuilds and updates, all threads at work: the old index answers or the new one does,
entirely, and the next run goes on from whatever was left. (every_call.py kills at each call, but one thread.)"""

import random
import signal
import time

import harness  # which also says where goal is
import goal

ARTICLES = 200
KILLS = 40 if goal.is_sanitized() else 100
KILLS_BETWEEN_CHECKS = 20
WAYS = ("--rebuild", "--update")


def seconds_of_a_run(bench: harness.Bench, way: str) -> float:
    bench.write_articles(ARTICLES, f"{way} takes its time")
    began = time.monotonic()
    bench.index(way)
    return time.monotonic() - began


def run_and_kill(bench: harness.Bench, way: str, delay: float) -> bool:
    """Whether it was killed before it came to its end."""
    process = bench.start("indexer", f"--db={bench.db}", "--quiet", way)
    deadline = time.monotonic() + delay
    bench.wait_for(lambda: time.monotonic() >= deadline, process)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    bench.check(process.returncode in (0, -signal.SIGKILL), f"{way}: status {process.returncode}")
    return process.returncode != 0


def check_next_run(bench: harness.Bench, version: int) -> None:
    bench.index()
    bench.check(bench.count(f"version{version}") == ARTICLES, "the next run did not publish")
    bench.check_tidy()
    bench.index("--verify")


def test_the_old_index_answers_or_the_new_one_whenever_a_run_is_killed(bench: harness.Bench) -> None:
    print(f"CHOKEPOINT_TEST_SEED={goal.seed()}")
    chance = random.Random(goal.seed())
    bench.write_articles(ARTICLES, "version0")
    bench.index(str(bench.articles))
    seconds = {way: seconds_of_a_run(bench, way) for way in WAYS}
    bench.write_articles(ARTICLES, "version0")
    bench.index()
    runs, kills, old = 0, 0, 0
    while goal.has_time(kills < KILLS):
        runs += 1
        way = chance.choice(WAYS)
        bench.write_articles(ARTICLES, f"version{runs}")
        kills += run_and_kill(bench, way, chance.uniform(0, seconds[way] * 1.1))
        versions = (bench.count(f"version{old}"), bench.count(f"version{runs}"))
        bench.check(versions in ((ARTICLES, 0), (0, ARTICLES)),
                    f"run {runs}, {way}: {versions[0]} articles of the old index and {versions[1]} of the new one")
        if runs % KILLS_BETWEEN_CHECKS == 0:
            check_next_run(bench, runs)
        if bench.count(f"version{runs}") == ARTICLES:
            old = runs
    check_next_run(bench, runs)
    goal.report("kill at a random time", 0, points=kills)


if __name__ == "__main__":
    harness.main(globals())
