#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Directories that may be read but not written, --mode, and indexes of somebody else."""

import os
import stat

import harness

ARTICLES = 20


def modes(bench: harness.Bench) -> dict[str, str]:
    """The permissions of the index's directories and files, in octal, and how many have them."""
    found = {"directories": set(), "files": set()}
    found["directories"].add(stat.S_IMODE(os.stat(bench.db).st_mode))
    for parent, directories, files in os.walk(bench.db):
        for kind, names in (("directories", directories), ("files", files)):
            for name in names:
                found[kind].add(stat.S_IMODE(os.stat(os.path.join(parent, name)).st_mode))
    return {kind: " ".join(f"{mode:o}" for mode in sorted(all_modes)) for kind, all_modes in found.items()}


def test_mode(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    problems = []
    for umask in (0o022, 0o077, 0o000):
        for mode, directories in (("600", "700"), ("640", "750"), ("644", "755"), ("660", "770")):
            bench.db = bench.directory / f"idx-{umask:o}-{mode}"
            options = [] if mode == "600" else [f"--mode={mode}"]
            bench.index(str(bench.articles), *options, umask=umask)
            if modes(bench) != {"directories": directories, "files": mode}:
                problems.append(f"--mode={mode} under umask {umask:o} gave {modes(bench)}")
    bench.check(not problems, "\n".join(problems))


def test_mode_of_a_rebuild(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    bench.index("--rebuild", "--mode=644", "--keep=0")
    bench.check(modes(bench)["files"].split()[-1] == "644", f"--mode=644 gave {modes(bench)}")
    stub = stat.S_IMODE(os.stat(bench.db / "XAPIANDB").st_mode)
    bench.check(stub == 0o644, f"the stub has {stub:o}")
    directory = stat.S_IMODE(os.stat(bench.db).st_mode)
    bench.check(directory == 0o755, f"the directory has {directory:o}, so nobody can read the files")


def test_a_read_only_directory(bench: harness.Bench) -> None:
    options = harness.as_nobody(bench)
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles), "--mode=644")
    for parent, _, files in os.walk(bench.db):
        os.chmod(parent, 0o555)
        for name in files:
            os.chmod(os.path.join(parent, name), 0o444)
    result = bench.run("searcher", f"--db={bench.db}", "--count", "note", **options)
    bench.check((result.returncode, result.stdout) == (0, f"{ARTICLES}\n"), f"status {result.returncode}: {result.stderr}")
    bench.index("--explain=0001.txt", **options)
    for arguments in (["--rebuild"], [], [str(bench.articles)]):
        result = bench.index(*arguments, status=3, **options)
        bench.check("Permission denied" in result.stderr, result.stderr)
    bench.index("--verify", **options)


def test_an_index_that_may_not_be_read(bench: harness.Bench) -> None:
    options = harness.as_nobody(bench)
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    bench.db.chmod(0o700)
    if os.getuid() != 0:
        raise harness.Skipped("only root can make an index of somebody else")
    result = bench.run("searcher", f"--db={bench.db}", "--count", "note", **options)
    bench.check(result.returncode == 3 and "Permission denied" in result.stderr, f"status {result.returncode}: {result.stderr}")
    for arguments in (["--verify"], ["--rebuild"], [str(bench.articles)]):
        result = bench.index(*arguments, status=3, **options)
        bench.check("Permission denied" in result.stderr and "filesystem error" not in result.stderr, result.stderr)


if __name__ == "__main__":
    harness.main(globals())
