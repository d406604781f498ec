#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""A signal ends a run cleanly: status 128 + n, soon, nothing published, nothing left behind."""

import os
import signal
import subprocess
import time

import harness

ARTICLES = 400
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
