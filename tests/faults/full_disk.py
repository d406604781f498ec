#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""A disk that fills up during a rebuild or an update: status 4, the old index answers, the space is given back."""

import contextlib
import os
import pathlib
import subprocess
import typing

import harness

ARTICLES = 60
STEP_BYTES = 32 * 1024
MAX_STEPS = 40


@contextlib.contextmanager
def small_file_system(bench: harness.Bench, options: str):
    """A tmpfs at bench.directory/disk; only root may mount, and not in every container."""
    place = bench.directory / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], capture_output=True, text=True,
                             check=False)
    if mounted.returncode != 0:
        raise harness.Skipped(f"cannot mount a tmpfs: {mounted.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def free_bytes(place: pathlib.Path) -> int:
    status = os.statvfs(place)
    return status.f_bavail * status.f_frsize


def leave_free(place: pathlib.Path, wanted: int) -> None:
    """Fills the disk but for that many bytes."""
    ballast = place / "ballast"
    ballast.unlink(missing_ok=True)
    with open(ballast, "wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(free_bytes(place) - wanted, 1))


def fill_up_at_any_time(bench: harness.Bench, *arguments: str, is_as_before: typing.Callable[[], bool]) -> None:
    """Runs with ever more space, until one succeeds. What a run took that fails, it gives back."""
    place, failures = bench.db.parent, 0
    names = bench.files()
    for step in range(MAX_STEPS):
        leave_free(place, step * STEP_BYTES)
        free = free_bytes(place)
        result = bench.run("indexer", f"--db={bench.db}", "--quiet", "--jobs=1", *arguments)
        if result.returncode == 0:
            break
        failures += 1
        # A warning that it may not fit, what happened, and what to do.
        bench.check(result.returncode == 4 and len(result.stderr.splitlines()) <= 3,
                    f"{free} bytes free: status {result.returncode}: {result.stderr}")
        bench.check(is_as_before(), f"{free} bytes free: the answers are not as before")
        bench.check(bench.files() == names, f"{free} bytes free: left behind {bench.files()}")
        bench.check(free_bytes(place) == free, f"{free} bytes free: {free - free_bytes(place)} were not given back")
    print(f"{failures} failures, then success with {free} bytes free")
    bench.check(0 < failures < MAX_STEPS, "the sweep did not go from failure to success")
    bench.check(bench.count("after") == ARTICLES, "the new index does not answer")
    bench.index("--verify")
    bench.check_tidy()


def replace_on_a_full_disk(bench: harness.Bench, way: str) -> None:
    with small_file_system(bench, "size=24m") as place:
        bench.db = place / "idx"
        bench.write_articles(ARTICLES, "before")
        bench.index(str(bench.articles))
        bench.write_articles(ARTICLES, "after")
        fill_up_at_any_time(bench, way, is_as_before=lambda: bench.count("before") == ARTICLES)


def test_the_disk_fills_up_at_any_time_of_a_rebuild(bench: harness.Bench) -> None:
    replace_on_a_full_disk(bench, "--rebuild")


def test_the_disk_fills_up_at_any_time_of_an_update(bench: harness.Bench) -> None:
    replace_on_a_full_disk(bench, "--update")


def test_the_disk_fills_up_at_any_time_of_the_first_run(bench: harness.Bench) -> None:
    with small_file_system(bench, "size=24m") as place:
        bench.db = place / "idx"
        bench.db.mkdir()
        (bench.db / "lock").touch()
        bench.write_articles(ARTICLES, "after")
        fill_up_at_any_time(bench, str(bench.articles), is_as_before=lambda: search_status(bench) == 3)


def search_status(bench: harness.Bench) -> int:
    return bench.run("searcher", f"--db={bench.db}", "--count", "after").returncode


def test_a_disk_that_is_full_from_the_start(bench: harness.Bench) -> None:
    with small_file_system(bench, "size=1m") as place:
        bench.db = place / "idx"
        bench.write_articles(ARTICLES, "after")
        leave_free(place, 0)
        result = bench.run("indexer", f"--db={bench.db}", "--quiet", str(bench.articles))
        bench.check(result.returncode in (3, 4), f"status {result.returncode}: {result.stderr}")
        bench.check(search_status(bench) == 3, f"searcher: status {search_status(bench)}")


def test_stamps_that_do_not_fit_are_tried_again(bench: harness.Bench) -> None:
    with small_file_system(bench, "size=24m") as place:
        bench.db = place / "idx"
        bench.write_articles(ARTICLES, "note")
        bench.index(str(bench.articles))
        bench.write_articles(ARTICLES, "note")  # the same again, by new stamps
        names = bench.files()
        leave_free(place, 0)
        bench.index()
        bench.check(bench.files() == names, f"left behind: {bench.files()}")
        leave_free(place, 1024 * 1024)
        bench.index()
        bench.check(bench.files() == sorted([*names, "gen-00000001/stamps.tsv"]), f"no stamps: {bench.files()}")
        bench.index("--verify")


def test_what_a_killed_run_left_makes_room(bench: harness.Bench) -> None:
    with small_file_system(bench, "size=24m") as place:
        bench.db = place / "idx"
        bench.write_articles(ARTICLES, "before")
        bench.index(str(bench.articles))
        left = bench.db / "gen-00000002.tmp"
        left.mkdir()
        with open(left / "segment", "wb") as file:
            os.posix_fallocate(file.fileno(), 0, free_bytes(place) - 4096)
        bench.index("--rebuild")
        bench.check_tidy()


def test_no_inode_is_left(bench: harness.Bench) -> None:
    with small_file_system(bench, "size=24m,nr_inodes=48") as place:
        bench.db = place / "idx"
        bench.write_articles(ARTICLES, "note")
        bench.index(str(bench.articles))
        taken = 0
        while True:
            try:
                (place / f"taken{taken}").touch()
            except OSError:
                break
            taken += 1
        bench.index("--rebuild", status=4)
        bench.check(bench.count("note") == ARTICLES, "the old index does not answer")
        bench.check_tidy(1)


def test_the_report_does_not_fit(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    result = bench.run("indexer", f"--db={bench.db}", "--quiet", "--report=/dev/full", str(bench.articles))
    bench.check(result.returncode == 4 and "report" in result.stderr, f"status {result.returncode}: {result.stderr}")


def test_a_disk_that_is_read_only(bench: harness.Bench) -> None:
    with small_file_system(bench, "size=24m") as place:
        bench.db = place / "idx"
        bench.write_articles(ARTICLES, "note")
        bench.index(str(bench.articles))
        subprocess.run(["mount", "-o", "remount,ro", place], check=True)
        bench.check(bench.count("note") == ARTICLES, "the index does not answer")
        result = bench.index("--rebuild", status=3)
        bench.check("Read-only file system" in result.stderr, result.stderr)
        bench.index("--verify")


if __name__ == "__main__":
    harness.main(globals())
