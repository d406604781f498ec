#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""A signal ends a run cleanly: status 128 + n, soon, nothing published, nothing left behind."""

import os
import random
import signal
import subprocess
import time

import harness
import goal

ARTICLES = 400
RANDOM_SIGNALS = 4 if goal.is_sanitized() else 16
START_SECONDS = 0.1  # until the handlers are installed, a signal ends the program at once
MAX_SECONDS = 10  # promised are 2 s; sanitizers and busy machines take longer


def interrupt_rebuild(bench: harness.Bench, number: signal.Signals, **options: object) -> "subprocess.Popen[bytes]":
    """Sends the signal while the new generation is being written; the ended process."""
    process = bench.start("indexer", f"--db={bench.db}", "--jobs=1", "--rebuild", **options)
    bench.check(bench.wait_for(bench.is_staging, process), "the rebuild was over too soon")
    began = time.monotonic()
    process.send_signal(number)
    process.communicate(timeout=harness.PROCESS_SECONDS)
    bench.check(time.monotonic() - began < MAX_SECONDS, "the run did not stop soon")
    return process


def test_signals_publish_nothing(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "before")
    bench.index(str(bench.articles))
    bench.write_articles(ARTICLES, "after")
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        process = interrupt_rebuild(bench, number)
        bench.check(process.returncode == 128 + number, f"{number.name}: status {process.returncode}")
        bench.check(bench.entries() == ["XAPIANDB", "gen-00000001", "lock"], f"{number.name} left {bench.entries()}")
        bench.check(bench.count("before") == ARTICLES, f"{number.name}: the old index does not answer")


def test_signals_at_any_time(bench: harness.Bench) -> None:
    """While files are walked, read, merged, copied, checked, synced: the old index stays, or the new one is whole."""
    bench.write_articles(ARTICLES, "word0")
    bench.index(str(bench.articles))
    began = time.monotonic()
    bench.index("--rebuild")
    whole_run = time.monotonic() - began
    draw = random.Random(goal.seed())
    current, stopped, number, slowest = "word0", 0, 0, 0.0
    while goal.has_time(number < RANDOM_SIGNALS):
        number += 1
        bench.write_articles(ARTICLES, f"word{number}")
        kind = draw.choice((signal.SIGTERM, signal.SIGINT, signal.SIGHUP))
        process = bench.start("indexer", f"--db={bench.db}", draw.choice(("--rebuild", "--update")), "--quiet",
                              f"--jobs={draw.randint(1, 3)}")
        began = time.monotonic()
        try:
            process.wait(timeout=draw.uniform(0, 1.5 * whole_run))
        except subprocess.TimeoutExpired:
            process.send_signal(kind)
        sent = time.monotonic()
        process.communicate(timeout=harness.PROCESS_SECONDS)
        slowest = max(slowest, time.monotonic() - sent)
        what = f"{kind.name} after {sent - began:.3f} s: status {process.returncode}"
        is_early = process.returncode == -kind and sent - began < START_SECONDS
        bench.check(process.returncode in (0, 128 + kind) or is_early, what)
        if process.returncode == 0:
            current = f"word{number}"
        stopped += process.returncode != 0
        bench.check(bench.count(current) == ARTICLES, f"{what}, and {current} is not what the index holds")
        bench.check_tidy()
    print(f"{stopped} of {number} runs were stopped, the slowest took {slowest:.2f} s")
    goal.report("signals at any time", 0, signals=number, stopped=stopped, slowest_seconds=round(slowest, 2))
    bench.check(slowest < MAX_SECONDS, "a run did not stop soon")
    bench.check(stopped > 0, "no run was stopped")


def test_a_hangup_that_was_ignored_stays_ignored(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "before")
    bench.index(str(bench.articles))
    process = interrupt_rebuild(bench, signal.SIGHUP, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    bench.check(process.returncode == 0, f"status {process.returncode}")


def test_a_signal_ends_the_wait_for_the_lock(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "before")
    bench.index(str(bench.articles))
    first = bench.start("indexer", f"--db={bench.db}", "--rebuild")
    bench.check(bench.wait_for(bench.is_staging, first), "the rebuild was over too soon")
    first.send_signal(signal.SIGSTOP)
    second = bench.start("indexer", f"--db={bench.db}", "--rebuild", "--lock-wait=60")
    lock = os.stat(bench.db / "lock").st_ino
    bench.check(bench.wait_for(lambda: has_open(second.pid, lock), second), "the second run did not wait")
    second.send_signal(signal.SIGTERM)
    second.communicate(timeout=harness.PROCESS_SECONDS)
    first.send_signal(signal.SIGCONT)
    first.communicate(timeout=harness.PROCESS_SECONDS)
    bench.check((first.returncode, second.returncode) == (0, 143), f"statuses {first.returncode}, {second.returncode}")


def has_open(pid: int, inode: int) -> bool:
    descriptors = f"/proc/{pid}/fd"
    for name in os.listdir(descriptors) if os.path.isdir(descriptors) else []:
        try:
            if os.stat(f"{descriptors}/{name}").st_ino == inode:
                return True
        except OSError:
            continue
    return False


if __name__ == "__main__":
    harness.main(globals())
