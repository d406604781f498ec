#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Searches that run while generations are published and removed never fail and never see half of one."""

import subprocess
import threading

import harness

ARTICLES = 60
PUBLISHES = 20
READERS = 2
SEARCHES = (
    (["--count", "note"], str(ARTICLES)),
    (["--format=paths", "--limit=1", "--sort=oldest", "--match=all", "note"], None),
    (["--format=tsv", "--limit=0", "--facets=company", "--facet-limit=1", "note"], f"{ARTICLES}"),
)


class Reader(threading.Thread):
    """Searches until told to stop, and remembers what went wrong."""

    def __init__(self, bench: harness.Bench, stop: threading.Event):
        super().__init__()
        self.bench, self.stop = bench, stop
        self.faults: list[str] = []
        self.searches = 0

    def run(self) -> None:
        while not self.stop.is_set():
            arguments, wanted = SEARCHES[self.searches % len(SEARCHES)]
            result = subprocess.run([self.bench.searcher, f"--db={self.bench.db}", *arguments], capture_output=True,
                                    text=True, env=self.bench.environment, check=False)
            self.searches += 1
            is_right = wanted is None or wanted in result.stdout.split()
            if result.returncode != 0 or result.stderr or not is_right:
                self.faults.append(f"{arguments}: status {result.returncode}\n{result.stdout}{result.stderr}")


def publish_under_readers(bench: harness.Bench, *arguments: str) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    stop = threading.Event()
    readers = [Reader(bench, stop) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        for _ in range(PUBLISHES):
            bench.index("--rebuild", *arguments)
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    searches = sum(reader.searches for reader in readers)
    faults = [fault for reader in readers for fault in reader.faults]
    print(f"{searches} searches during {PUBLISHES} publishes")
    bench.check(not faults, f"{len(faults)} of {searches} searches failed, the first:\n{(faults or [''])[0]}")


def test_readers_with_one_earlier_generation(bench: harness.Bench) -> None:
    publish_under_readers(bench)


def test_readers_without_earlier_generations(bench: harness.Bench) -> None:
    publish_under_readers(bench, "--keep=0")


def test_a_long_batch_outlives_its_generation(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    batch = bench.start("searcher", f"--db={bench.db}", "--batch=-", "--count", stdin=subprocess.PIPE)
    for i in range(5):
        batch.stdin.write(f"{i}\tnote\n".encode())
        batch.stdin.flush()
        bench.index("--rebuild", "--keep=0")
    out, err = batch.communicate(timeout=harness.PROCESS_SECONDS)
    bench.check(batch.returncode == 0 and not err, f"status {batch.returncode}: {err.decode()}")
    bench.check(out.decode() == "".join(f"{i}\t{ARTICLES}\n" for i in range(5)), out.decode())


if __name__ == "__main__":
    harness.main(globals())
