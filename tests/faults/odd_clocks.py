#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever the clock says, and wherever it jumps to during a run: the same index, the same answers, the same patience."""

import signal
import time

import harness

ARTICLES = 20
NOW = int(time.time())
DAY = 86400
# Seconds since 1970, and by how many the clock goes on each time that it is asked.
CLOCKS = {"1970": (0, 0), "before 1970": (-DAY, -1), "the end of 32 bits": (2**31 - 3, 1), "2100": (4102444800, 1),
          "stands still": (NOW, 0), "goes backwards": (NOW, -3600), "jumps ahead": (NOW, DAY)}


def under(bench: harness.Bench, clock: tuple[int, int]) -> dict[str, str]:
    start, step = clock
    return bench.environment | {"LD_PRELOAD": harness.shim(bench, "odd_clock"), "CLOCK_START": str(start),
                                "CLOCK_STEP": str(step)}


def story(bench: harness.Bench, **options: dict[str, str]) -> list[str]:
    """What an index answers after it was built, and after it was updated."""
    answers = []
    bench.write_articles(ARTICLES, "note")
    for arguments in ([str(bench.articles)], []):
        bench.index(*arguments, **options)
        bench.check(bench.run("indexer", f"--db={bench.db}", "--verify", **options).returncode == 0, "not sound")
        for search in (["--format=json", "--limit=all", "note"], ["--sort=newest", "--format=paths", "note"]):
            result = bench.run("searcher", f"--db={bench.db}", *search, **options)
            bench.check(result.returncode == 0, f"{search}: status {result.returncode}: {result.stderr}")
            answers.append(result.stdout)
        (bench.articles / "0001.txt").write_text("Another notice\n\nThe second note on pears.\n")
        (bench.articles / "0002.txt").unlink(missing_ok=True)
    bench.index(**options)
    bench.check(len([name for name in bench.entries() if name.startswith("gen-")]) == 2, "published although nothing changed")
    return answers


def test_the_index_does_not_depend_on_the_clock(bench: harness.Bench) -> None:
    wanted = story(bench)
    for name, clock in CLOCKS.items():
        bench.db = bench.directory / f"idx-{name.replace(' ', '-')}"
        bench.check(story(bench, env=under(bench, clock)) == wanted, f"a clock that says {name}: another answer")


def test_days_are_counted_from_any_clock(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    for name, clock in CLOCKS.items():
        for since in ("30d", "2w", "yesterday"):
            result = bench.run("searcher", f"--db={bench.db}", "--count", f"--since={since}", "note", env=under(bench, clock))
            wanted = (0, str(ARTICLES)) if clock[0] <= 0 else (1, "0")
            bench.check((result.returncode, result.stdout.strip()) == wanted, f"{name}, {since}: {result.stdout}{result.stderr}")


def test_waiting_goes_by_the_monotonic_clock(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    first = bench.start("indexer", f"--db={bench.db}", "--rebuild")
    bench.check(bench.wait_for(bench.is_staging, first), "the rebuild was over too soon")
    first.send_signal(signal.SIGSTOP)
    bench.index("--rebuild", "--lock-wait=1", status=75, env=under(bench, CLOCKS["stands still"]))
    second = bench.start("indexer", f"--db={bench.db}", "--rebuild", "--quiet", "--lock-wait=40",
                         env=under(bench, CLOCKS["jumps ahead"]))
    time.sleep(0.5)
    bench.check(second.poll() is None, "a day passed for the one that waits")
    first.send_signal(signal.SIGCONT)
    statuses = [process.communicate(timeout=harness.PROCESS_SECONDS) and process.returncode for process in (first, second)]
    bench.check(statuses == [0, 0], f"statuses {statuses}")


def test_deadlines_go_by_the_monotonic_clock(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    (bench.articles / "slow.odd").write_text("A slow note\n\nIt takes its time.\n")
    converter = bench.directory / "converter"
    converter.write_text("#!/bin/sh\nsleep 0.2\nexec cat\n")
    converter.chmod(0o755)
    for name, clock in CLOCKS.items():
        bench.index(f"--filter=.odd:{converter}", "--rebuild", str(bench.articles), env=under(bench, clock))
        result = bench.run("searcher", f"--db={bench.db}", "--timeout=20", "--count", "note", env=under(bench, clock))
        bench.check(result.stdout == f"{ARTICLES + 1}\n", f"{name}: {result.stdout}{result.stderr}")


if __name__ == "__main__":
    harness.main(globals())
