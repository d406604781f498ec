#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""One indexer works on an index at a time: the second one says so at once with status 75, or waits."""

import signal
import time

import harness

ARTICLES = 200
MAX_SECONDS = 5  # promised is one; sanitizers and busy machines take longer


def start_and_stop(bench: harness.Bench):
    """A rebuild that holds the lock and stands still."""
    process = bench.start("indexer", f"--db={bench.db}", "--quiet", "--rebuild")
    bench.check(bench.wait_for(bench.is_staging, process), "the rebuild was over too soon")
    process.send_signal(signal.SIGSTOP)
    return process


def finish(bench: harness.Bench, process) -> None:
    process.send_signal(signal.SIGCONT)
    process.communicate(timeout=harness.PROCESS_SECONDS)
    bench.check(process.returncode == 0, f"the first run: status {process.returncode}")


def test_the_second_one_is_refused_at_once(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    first = start_and_stop(bench)
    for arguments in (["--rebuild"], [], ["--update", str(bench.articles)], [f"--drop-root={bench.articles}"]):
        began = time.monotonic()
        result = bench.index(*arguments, status=75)
        bench.check(time.monotonic() - began < MAX_SECONDS, "the second run took its time")
        bench.check("another indexer" in result.stderr, result.stderr)
    bench.check(bench.count("note") == ARTICLES, "a search must not mind the lock")
    bench.index("--verify")
    finish(bench, first)
    bench.check_tidy()


def test_the_second_one_waits(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    first = start_and_stop(bench)
    bench.index("--rebuild", "--lock-wait=1", status=75)
    second = bench.start("indexer", f"--db={bench.db}", "--quiet", "--rebuild", "--lock-wait=40")
    finish(bench, first)
    second.communicate(timeout=harness.PROCESS_SECONDS)
    bench.check(second.returncode == 0, f"the second run: status {second.returncode}")
    bench.check(bench.entries() == ["XAPIANDB", "gen-00000002", "gen-00000003", "lock"], str(bench.entries()))


def test_the_lock_dies_with_its_process(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    first = start_and_stop(bench)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    bench.index("--rebuild")
    bench.check_tidy()


def test_of_many_at_once_each_publishes_or_is_refused(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    runs = [bench.start("indexer", f"--db={bench.db}", "--quiet", str(bench.articles)) for _ in range(6)]
    for run in runs:
        run.communicate(timeout=harness.PROCESS_SECONDS)
    statuses = sorted(run.returncode for run in runs)
    bench.check(statuses[0] == 0 and set(statuses) <= {0, 75}, f"statuses {statuses}")
    bench.check(bench.count("note") == ARTICLES, "the index does not answer")
    bench.check_tidy()


if __name__ == "__main__":
    harness.main(globals())
