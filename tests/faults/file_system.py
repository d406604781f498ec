#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""What a file system may hold and do: each fault costs the file that has it, and its neighbours are indexed."""

import json
import os
import pathlib
import resource
import socket
import subprocess
import threading
import time
import typing
import unicodedata

import harness

NEIGHBOURS = 40


def neighbours(bench: harness.Bench) -> None:
    """Articles that must be indexed whatever lies beside them."""
    bench.write_articles(NEIGHBOURS, "neighbour")


def write(path: pathlib.Path, word: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"Notice\n\nThe ministry said {word} of the telephones.\n")


def skips(bench: harness.Bench, *arguments: str, status: int = 0, **options: typing.Any) -> dict[str, str]:
    """Indexes the articles; the reasons of what was skipped, by the path below them."""
    report = bench.directory / "report.jsonl"
    bench.index(f"--report={report}", "--rebuild", "--max-vanished=100", *arguments, str(bench.articles), status=status,
                **options)
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    return {os.path.relpath(line["path"], bench.articles): line["reason"] for line in lines if "reason" in line}


def check_skips(bench: harness.Bench, expected: dict[str, str], *arguments: str) -> None:
    got = skips(bench, *arguments)
    bench.check(got == expected, f"{arguments}: skipped {str(got)[:1000]} instead of {expected}")
    left = bench.count("neighbour")
    bench.check(left == NEIGHBOURS, f"{arguments}: {left} of {NEIGHBOURS} neighbours are left")


def repeat(action: typing.Callable[[], None], stop: threading.Event) -> threading.Thread:
    """Does it over and over until told to stop."""
    def run() -> None:
        while not stop.is_set():
            action()
    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_fifo_and_a_socket_never_block(bench: harness.Bench) -> None:
    neighbours(bench)
    os.mkfifo(bench.articles / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        handle = os.open(bench.articles, os.O_RDONLY)
        listener.bind(f"/proc/self/fd/{handle}/socket.txt")  # such a path has 107 bytes at most
        os.close(handle)
        check_skips(bench, {"pipe.txt": "not-regular", "socket.txt": "not-regular"})


def test_a_device_is_not_read(bench: harness.Bench) -> None:
    neighbours(bench)
    try:
        os.mknod(bench.articles / "zero.txt", 0o600 | 0o020000, os.makedev(1, 5))
    except PermissionError as error:
        raise harness.Skipped("only root may make devices") from error
    check_skips(bench, {"zero.txt": "not-regular"})


def test_links_that_lead_in_circles(bench: harness.Bench) -> None:
    neighbours(bench)
    (bench.articles / "self.txt").symlink_to("self.txt")
    (bench.articles / "loop").symlink_to(".")
    write(bench.articles / "a/b/deep.txt", "circled")
    (bench.articles / "a/b/up").symlink_to("../..")
    (bench.articles / "a/b/aside").symlink_to("../../a")
    check_skips(bench, {})
    bench.check(bench.count("circled") == 1, "without --follow")
    check_skips(bench, {"self.txt": "unreadable"}, "--follow")
    bench.check(bench.count("circled") == 1, "with --follow")


def test_links_inside_the_roots_are_followed_when_asked_for(bench: harness.Bench) -> None:
    neighbours(bench)
    write(bench.articles / "2024/11/a.txt", "linked")
    (bench.articles / "latest").symlink_to("2024/11")
    (bench.articles / "top.txt").symlink_to("latest/a.txt")
    check_skips(bench, {})
    bench.check(bench.count("linked") == 1, "without --follow")
    check_skips(bench, {}, "--follow")
    found = bench.run("searcher", f"--db={bench.db}", "--format=tsv", "linked").stdout.splitlines()[1:]
    ids = sorted(line.split("\t")[0] for line in found)
    bench.check(ids == ["2024/11/a.txt", "latest/a.txt", "top.txt"], str(ids))
    bench.index("--follow", status=0)  # and are known again
    bench.check(len([name for name in bench.entries() if name.startswith("gen-")]) == 2, "published without a change")


def test_links_out_of_the_roots_are_skipped(bench: harness.Bench) -> None:
    neighbours(bench)
    write(bench.directory / "outside/secret.txt", "secret")
    (bench.articles / "shadow.txt").symlink_to("/etc/shadow")
    (bench.articles / "outside").symlink_to("../outside")
    (bench.articles / "secret.txt").symlink_to(bench.directory / "outside/secret.txt")
    expected = {"shadow.txt": "outside-root", "outside": "outside-root", "secret.txt": "outside-root"}
    check_skips(bench, expected)
    check_skips(bench, expected, "--follow")
    bench.check(bench.count("secret") == 0, "what lies outside was indexed")
    # A link as PATH is the user's word; what it leads to is a root like any other.
    bench.index("--rebuild", "--max-vanished=100", str(bench.articles), str(bench.articles / "outside"))
    bench.check(bench.count("secret") == 1, "a link that was named was not read")


def test_a_directory_that_becomes_a_link_lets_nothing_in(bench: harness.Bench) -> None:
    """The walk and the reading are raced by a thread that puts a link in the place of a directory and takes it back."""
    neighbours(bench)
    for i in range(300):
        write(bench.articles / f"press/{i}.txt", "inside")
        write(bench.directory / f"outside/{i}.txt", "secret")
    press, aside, outside = bench.articles / "press", bench.directory / "aside", bench.directory / "outside"

    def swap() -> None:
        press.rename(aside)
        press.symlink_to(outside)
        press.unlink()
        aside.rename(press)

    stop = threading.Event()
    thread = repeat(swap, stop)
    try:
        reasons: set[str] = set()
        for arguments in ([], ["--follow"], ["--jobs=1"], ["--follow", "--jobs=1"]):
            reasons |= set(skips(bench, *arguments).values())
            bench.check(bench.count("secret") == 0, f"{arguments}: what lies outside was indexed")
            bench.check(bench.count("neighbour") == NEIGHBOURS, f"{arguments}: a neighbour is lost")
        bench.check(reasons <= {"outside-root", "vanished"}, str(reasons))
    finally:
        stop.set()
        thread.join()


def make_chain(directory: pathlib.Path, name: str, levels: int) -> None:
    """Directories inside one another, with an article in the innermost, deeper than any path can say."""
    directory.mkdir()
    handle = os.open(directory, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir(name, dir_fd=handle)
        child = os.open(name, os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = child
    with open(os.open("deep.txt", os.O_WRONLY | os.O_CREAT, dir_fd=handle), "w", encoding="utf-8") as file:
        file.write("Notice\n\nThe ministry said abyss of the telephones.\n")
    os.close(handle)


def test_directories_nested_too_deeply(bench: harness.Bench) -> None:
    neighbours(bench)
    make_chain(bench.articles / "chain", "d", 5000)
    try:
        check_skips(bench, {"chain/" + "/".join(["d"] * 63): "too-deep"})
        bench.check(bench.count("abyss") == 0, "depth 5000 was read")
    finally:
        subprocess.run(["rm", "-rf", str(bench.articles / "chain")], check=True)  # Python's own recurses


def test_paths_longer_than_the_system_can_name(bench: harness.Bench) -> None:
    neighbours(bench)
    make_chain(bench.articles / "long", "d" * 200, 50)
    check_skips(bench, {})
    bench.check(bench.count("abyss") == 1, "a path of 10 000 bytes was not read")


def test_a_directory_of_very_many_files(bench: harness.Bench) -> None:
    def peak_kib(*arguments: str) -> int:
        process = bench.start("indexer", "--dry-run", "--quiet", *arguments, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        bench.check(status == 0, f"status {process.returncode}")
        return usage.ru_maxrss

    neighbours(bench)
    few = peak_kib(str(bench.articles))
    many = bench.articles / "many"
    many.mkdir()
    (many / "0.png").write_text("picture")
    for i in range(1, 50_000):
        os.link(many / "0.png", many / f"{i}.png")
    grown = peak_kib(str(bench.articles)) - few
    bench.check(grown < 8 * 1024 or "ASAN_OPTIONS" in bench.environment, f"50000 names take {grown} KiB")
    check_skips(bench, {})


def test_names_that_differ_in_normalization_or_case_only(bench: harness.Bench) -> None:
    neighbours(bench)
    name = "Köln.txt"
    for form in (unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name), name.upper(), name.lower()):
        write(bench.articles / form, "namesake")
    if len(list(bench.articles.iterdir())) != NEIGHBOURS + 4:
        raise harness.Skipped("this file system takes such names for one")
    check_skips(bench, {})
    bench.check(bench.count("namesake") == 4, f"{bench.count('namesake')} of 4 names")


def test_a_file_that_is_deleted_after_it_was_listed(bench: harness.Bench) -> None:
    neighbours(bench)
    write(bench.articles / "0000.txt", "first " * 500_000 + "neighbour")  # keeps the only thread busy meanwhile
    write(bench.articles / "zz.txt", "deleted")
    report = bench.directory / "report.jsonl"
    process = bench.start("indexer", f"--db={bench.db}", "--jobs=1", "--quiet", f"--report={report}", str(bench.articles))
    bench.check(bench.wait_for(bench.is_staging, process), "it was over too soon")  # staging comes after the walk
    (bench.articles / "zz.txt").unlink()
    _, err = process.communicate(timeout=harness.PROCESS_SECONDS)
    bench.check(process.returncode == 0, err.decode())
    skip = json.loads(report.read_text().splitlines()[0])
    bench.check(skip.get("reason") == "vanished" and skip["path"].endswith("zz.txt"), str(skip))
    bench.check(bench.count("neighbour") == NEIGHBOURS, "a neighbour is lost")


def test_a_file_that_is_written_meanwhile(bench: harness.Bench) -> None:
    neighbours(bench)
    growing = bench.articles / "growing.txt"
    write(growing, "growing " * 500_000)
    size = growing.stat().st_size

    def change() -> None:
        os.truncate(growing, size + 1)
        os.truncate(growing, size)

    stop = threading.Event()
    thread = repeat(change, stop)
    try:
        deadline = time.monotonic() + harness.PROCESS_SECONDS
        got: dict[str, str] = {}
        while not got and time.monotonic() < deadline:  # a version that was read between two changes is good, too
            got = skips(bench)
            bench.check(bench.count("neighbour") == NEIGHBOURS, "a neighbour is lost")
        bench.check(got == {"growing.txt": "changed"}, str(got))
    finally:
        stop.set()
        thread.join()


def test_a_file_that_claims_a_terabyte(bench: harness.Bench) -> None:
    neighbours(bench)
    with open(bench.articles / "sparse.txt", "w", encoding="utf-8") as file:
        file.truncate(1 << 40)
    check_skips(bench, {"sparse.txt": "too-big"})


def test_a_file_without_a_size_that_has_content(bench: harness.Bench) -> None:
    neighbours(bench)
    bench.index(str(bench.articles), "/proc/version")
    bench.check(bench.count("linux") == 1 and bench.count("neighbour") == NEIGHBOURS, "/proc/version was not read")


def test_hard_links_are_articles_of_their_own(bench: harness.Bench) -> None:
    neighbours(bench)
    write(bench.articles / "copy0.txt", "copied")
    for i in range(1, 1000):
        os.link(bench.articles / "copy0.txt", bench.articles / f"copy{i}.txt")
    check_skips(bench, {})
    bench.check(bench.count("copied") == 1000, f"{bench.count('copied')} of 1000 names")


def test_a_disk_that_fails_to_read(bench: harness.Bench) -> None:
    """A process's own memory is a regular file that cannot be read at its beginning: read(2) fails with EIO."""
    neighbours(bench)
    memory = "/proc/self/mem"
    got = skips(bench, memory)
    bench.check(list(got.values()) == ["eio"], str(got))
    bench.check(bench.count("neighbour") == NEIGHBOURS, "a neighbour is lost")

    bench.db = bench.directory / "another"
    bench.index(str(bench.articles))
    for path in sorted(bench.articles.iterdir())[5:]:
        path.unlink()
    # One of six: that is no bad file, but a bad disk.
    result = bench.index("--rebuild", "--max-vanished=100", str(bench.articles), memory, status=4)
    bench.check("could not be read" in result.stderr, result.stderr)
    bench.check(bench.count("neighbour") == NEIGHBOURS, "the old index is lost")


def test_times_that_nobody_believes(bench: harness.Bench) -> None:
    neighbours(bench)
    for name, seconds in (("future", 4102444800), ("epoch", 0), ("before", -86400), ("far", 15_000_000_000)):
        write(bench.articles / f"{name}.txt", "timed")
        os.utime(bench.articles / f"{name}.txt", (seconds, seconds))
    check_skips(bench, {})
    bench.check(bench.count("timed") == 4, f"{bench.count('timed')} of 4")
    bench.check(bench.count("timed AND date:1900..2200") == 0, "a date was made of a file's time")
    # The same size and the same time are not the same content.
    path = bench.articles / "epoch.txt"
    write(path, "later")
    os.utime(path, (0, 0))
    bench.index()
    bench.check((bench.count("timed"), bench.count("later")) == (3, 1), "a change went unnoticed")


def test_too_few_descriptors_for_a_deep_tree(bench: harness.Bench) -> None:
    if any(name in bench.environment for name in ("ASAN_OPTIONS", "TSAN_OPTIONS")):
        raise harness.Skipped("the sanitizers' runtime needs descriptors of its own")
    neighbours(bench)
    bench.index(str(bench.articles))
    make_chain(bench.articles / "chain", "d", 40)
    result = bench.index("--rebuild", status=4, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (30, 30)))
    bench.check("ulimit -n" in result.stderr, result.stderr)
    bench.check(bench.count("neighbour") == NEIGHBOURS, "the old index is lost")
    bench.index("--rebuild")
    bench.check(bench.count("abyss") == 1, "40 levels were not read")


if __name__ == "__main__":
    harness.main(globals())
