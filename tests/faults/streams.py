#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Standard streams that are full, closed or gone: never silent success, never a file in their place."""

import itertools
import os
import resource
import signal
import subprocess

import harness

ARTICLES = 20
FORMATS = ("text", "json", "jsonl", "csv", "tsv", "paths", "paths0")
SEARCHES = [[f"--format={name}", "note"] for name in FORMATS] + [
    ["--count", "note"], ["--events", "note"], ["--explain", "note"], ["--show=0001.txt"], ["--batch=batch.tsv"],
    ["--format=tsv", "--limit=0", "note"], ["--cross=country,company", "note"], ["--help"], ["--version"]]
ANY_STREAMS = [some for count in (1, 2, 3) for some in itertools.combinations((0, 1, 2), count)]


def closed(*descriptors: int):
    """A preexec_fn that closes the descriptors."""
    return lambda: [os.close(descriptor) for descriptor in descriptors]


def without(descriptors: tuple[int, ...]) -> dict[str, object]:
    """Options of run() for a program whose streams of those numbers are closed."""
    names = {number: name for number, name in enumerate(("stdin", "stdout", "stderr")) if number in descriptors}
    return {name: None for name in names.values()} | {"preexec_fn": closed(*descriptors)}


def prepare(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    (bench.directory / "batch.tsv").write_text("1\tnote\n2\tnote\n")


def test_the_searcher_notices_a_full_device(bench: harness.Bench) -> None:
    prepare(bench)
    with open("/dev/full", "wb") as full:
        for arguments in SEARCHES:
            result = bench.run("searcher", f"--db={bench.db}", *arguments, stdout=full)
            bench.check(result.returncode == 4, f"{arguments}: status {result.returncode}")
            bench.check("No space left on device" in result.stderr, f"{arguments}: {result.stderr}")


def test_the_searcher_notices_a_closed_output(bench: harness.Bench) -> None:
    prepare(bench)
    for arguments in SEARCHES:
        result = bench.run("searcher", f"--db={bench.db}", *arguments, stdout=None, preexec_fn=closed(1))
        bench.check(result.returncode == 4 and result.stderr != "", f"{arguments}: status {result.returncode}, {result.stderr}")


def test_the_searcher_with_any_streams_closed(bench: harness.Bench) -> None:
    prepare(bench)
    for descriptors in ANY_STREAMS:
        for arguments in (["--count", "note"], ["--batch=batch.tsv", "--format=json"], ["--format=text", "note"]):
            result = bench.run("searcher", f"--db={bench.db}", *arguments, **without(descriptors))
            bench.check(result.returncode == (4 if 1 in descriptors else 0), f"{descriptors}, {arguments}: {result.returncode}")
    bench.index("--verify")


def test_a_result_file_that_may_not_grow(bench: harness.Bench) -> None:
    prepare(bench)
    for program, arguments in (("searcher", ["--format=json", "note"]), ("indexer", ["--dry-run", str(bench.articles)])):
        with open(bench.directory / "results", "wb") as results:
            result = bench.run(program, f"--db={bench.db}", *arguments, stdout=results,
                               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)))
        bench.check(result.returncode == 4 and "File too large" in result.stderr,
                    f"{program}: status {result.returncode}: {result.stderr}")


def test_the_searcher_ends_quietly_when_its_reader_does(bench: harness.Bench) -> None:
    prepare(bench)
    for arguments in SEARCHES:
        reading, writing = os.pipe()
        os.close(reading)
        # Python ignores SIGPIPE, and its children inherit that, unless restore_signals says otherwise.
        result = bench.run("searcher", f"--db={bench.db}", *arguments, stdout=writing, restore_signals=True)
        os.close(writing)
        bench.check(result.returncode == -signal.SIGPIPE and not result.stderr,
                    f"{arguments}: status {result.returncode}, {result.stderr}")


def test_the_indexer_notices_a_full_device(bench: harness.Bench) -> None:
    prepare(bench)
    with open("/dev/full", "wb") as full:
        for arguments in (["--dry-run", str(bench.articles)], ["--dry-run", "--format=jsonl", str(bench.articles)],
                          ["--explain=0001.txt"], ["--verify"], ["--help"], ["--version"], ["--formats"]):
            result = bench.run("indexer", f"--db={bench.db}", *arguments, stdout=full)
            bench.check(result.returncode == 4, f"{arguments}: status {result.returncode}")
            bench.check("No space left on device" in result.stderr, f"{arguments}: {result.stderr}")


def test_the_indexer_ends_quietly_when_its_reader_does(bench: harness.Bench) -> None:
    prepare(bench)
    for arguments in (["--dry-run", str(bench.articles)], ["--dry-run", "--format=jsonl", str(bench.articles)],
                      ["--explain=0001.txt"], ["--verify"], ["--help"], ["--formats"]):
        reading, writing = os.pipe()
        os.close(reading)
        result = bench.run("indexer", f"--db={bench.db}", *arguments, stdout=writing, restore_signals=True)
        os.close(writing)
        bench.check(result.returncode == -signal.SIGPIPE and not result.stderr,
                    f"{arguments}: status {result.returncode}, {result.stderr}")


def test_a_report_that_cannot_be_written(bench: harness.Bench) -> None:
    """The status says so; the index is published, as it is sound."""
    prepare(bench)
    for report in ("/dev/full", f"{bench.directory}/nowhere/report", str(bench.directory)):
        result = bench.run("indexer", f"--db={bench.db}", "--rebuild", "--quiet", f"--report={report}")
        bench.check(result.returncode == 4 and report in result.stderr, f"{report}: {result.returncode}, {result.stderr}")
        bench.check(bench.count("note") == ARTICLES, f"{report}: the index does not answer")
        bench.check_tidy()


def test_an_index_is_published_whoever_listens(bench: harness.Bench) -> None:
    prepare(bench)
    with open("/dev/full", "wb") as full:
        bench.run("indexer", f"--db={bench.db}", "--rebuild", "--progress=always", stdout=full, stderr=full)
    bench.check(bench.count("note") == ARTICLES, "the index does not answer")
    bench.index("--verify")
    bench.check_tidy()


def test_closed_streams_are_not_replaced_by_index_files(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    # A file that is opened as descriptor 1 or 2 would get the messages in the midst of its data.
    (bench.articles / "bad.txt").write_bytes(b"\0" * 1000)
    for descriptors in ANY_STREAMS:
        result = bench.run("indexer", f"--db={bench.db}", "--rebuild", "--progress=always", f"--report={bench.directory}/report",
                           str(bench.articles), **without(descriptors))
        bench.check(result.returncode == 0, f"{descriptors} closed: status {result.returncode}, {result.stderr}")
        bench.index("--verify")
        bench.check(bench.count("note") == ARTICLES, f"{descriptors} closed: the index does not answer")
        report = (bench.directory / "report").read_text()
        bench.check(report.count("\n") == 2 and report.startswith('{"path"'), f"{descriptors} closed: {report}")


def test_standard_error_that_is_full_changes_no_status(bench: harness.Bench) -> None:
    prepare(bench)
    with open("/dev/full", "wb") as full:
        for arguments, status in ((["contry:CA"], 2), (["--db=missing", "note"], 6), (["note"], 0), (["nothingatall"], 1)):
            result = bench.run("searcher", f"--db={bench.db}", "--count", *arguments, stderr=full)
            bench.check(result.returncode == status, f"{arguments}: status {result.returncode}")


if __name__ == "__main__":
    harness.main(globals())
