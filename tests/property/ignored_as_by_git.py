#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Law: of any tree with any .indexignore files, the indexer reads what git would not ignore.

usage: ignored_as_by_git.py INDEXER [--seed=N] [--cases=N]

Each case is a directory of one tree, with files and ignore files drawn from the seed, which is printed; git reads the
same files by --exclude-per-directory. Names are drawn so that none is left out by itself (no dots, no "~").
"""

import argparse
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
NAME_PARTS = ["a", "b", "ab", "ba", "A", "7", "-", "_", " ", "é", "!", "[", "]", "*", "?", "\\", "x"]
PATTERN_PARTS = [*NAME_PARTS, *["*", "**", "?", "/", "/**/", "[ab]", "[!a]", "[^b]", "[a-c]", "[]a]", "[a-]", "[\\]]",
                                "[[:alpha:]]", "[![:digit:]]", "[[:nosuch:]]", "[a", "\\*", "\\?", "\\ ", "[a/b]", "\\/"]]
# "a**" before a slash or the end is the same as "a*", but wildmatch.c of git 2.39 tells the beginning of a pattern by
# comparing pointers into different strings, so that its answer depends on where these lie. And a slash that is quoted
# for no reason takes from "**" before it that it may stand for nothing; nobody relies on that.
NOT_COMPARED = re.compile(r"[^/!*]\*\*+(/| *\r?$)|\*\*\\/")


def draw_name(rng: random.Random) -> str:
    return "".join(rng.choices(NAME_PARTS, weights=[6, 6, 3, 3] + [1] * (len(NAME_PARTS) - 4), k=rng.randint(1, 3)))


def draw_tree(rng: random.Random, directory: pathlib.Path) -> list[str]:
    """Writes files below the directory; returns their paths and those of their directories."""
    paths: set[str] = set()
    for _ in range(rng.randint(4, 14)):
        names = [draw_name(rng) for _ in range(rng.randint(1, 4))]
        path = directory.joinpath(*names)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("A notice\n\nThe ministry said so.\n")
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            continue  # one name, a file here and a directory there
        paths |= {"/".join(names[:n]) for n in range(1, len(names) + 1)}
    return sorted(paths)


def draw_pattern(rng: random.Random, paths: list[str]) -> str:
    """A line: parts in any order, or a real path with a few of its characters replaced by parts."""
    if rng.random() < 0.4:
        pattern = "".join(rng.choices(PATTERN_PARTS, k=rng.randint(1, 5)))
    else:
        pattern = rng.choice(paths)
        if rng.random() < 0.5:
            pattern = pattern[pattern.rfind("/") + 1:]
        for _ in range(rng.randint(0, 2)):
            at = rng.randrange(len(pattern) + 1)
            pattern = pattern[:at] + rng.choice(PATTERN_PARTS) + pattern[at + rng.randint(0, 2):]
    before = rng.choice(["", "", "", "/", "**/", "!", "!", "!/", "#", " "])
    after = rng.choice(["", "", "", "/", "/**", "/*", "*", "  ", "\\ ", "\\", "\r"])
    line = before + pattern + after
    return draw_pattern(rng, paths) if NOT_COMPARED.search(line) else line


def draw_case(rng: random.Random, directory: pathlib.Path) -> None:
    directory.mkdir()
    paths = draw_tree(rng, directory)
    for place in [directory, *(path for path in directory.rglob("*") if path.is_dir() and rng.random() < 0.4)]:
        beginning = rng.choice(["", "", "", "*\n", "\ufeff"])
        lines = [draw_pattern(rng, paths) for _ in range(rng.randint(1, 5))]
        (place / ".indexignore").write_text(beginning + "\n".join(lines) + rng.choice(["", "\n"]))


def read_by_git(git: str, tree: pathlib.Path) -> set[str]:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tree.parent), "GIT_CONFIG_NOSYSTEM": "1"}
    def run(*arguments: str) -> bytes:
        return subprocess.run([git, "-c", "core.ignoreCase=false", *arguments], cwd=tree, env=environment, check=True,
                              stdout=subprocess.PIPE).stdout
    run("init", "--quiet")
    listed = run("ls-files", "--others", "-z", "--exclude-per-directory=.indexignore")
    shutil.rmtree(tree / ".git")
    names = (os.fsdecode(name) for name in listed.split(b"\0"))
    return {name for name in names if name and not name.endswith(".indexignore")}


def read_by_indexer(indexer: str, tree: pathlib.Path) -> set[str]:
    run = subprocess.run([indexer, "--no-config", "--dry-run", "--format=jsonl", str(tree)], check=True,
                         stdout=subprocess.PIPE)
    articles = [json.loads(line) for line in run.stdout.splitlines()]
    return {article["id"] for article in articles if "id" in article}


def explain(tree: pathlib.Path, path: str) -> str:
    lines = [f"  {path!r}"]
    place = tree
    for name in pathlib.PurePath(path).parts[:-1]:
        place = place / name
        if (place / ".indexignore").exists():
            lines.append(f"    {place.relative_to(tree)}: {(place / '.indexignore').read_text()!r}")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("indexer")
    parser.add_argument("--seed", type=int, default=20240229)
    parser.add_argument("--cases", type=int, default=400)
    options = parser.parse_args()
    git = shutil.which("git")
    if git is None:
        print("skipped: there is no git to compare with")
        return SKIPPED
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="ignored-") as directory:
        tree = pathlib.Path(os.path.realpath(directory)) / "tree"
        tree.mkdir()
        for number in range(options.cases):
            draw_case(rng, tree / f"case{number}")
        everything = sum(1 for path in tree.rglob("*") if path.is_file() and path.name != ".indexignore")
        wanted, got = read_by_git(git, tree), read_by_indexer(options.indexer, tree)
        for what, paths in (("git reads, the indexer does not", wanted - got), ("only the indexer reads", got - wanted)):
            if paths:
                print(f"{len(paths)} that {what}, seed {options.seed}:")
                print("\n".join(explain(tree, path) for path in sorted(paths)[:20]))
        print(f"seed {options.seed}: of {everything} files git reads {len(wanted)}, the indexer {len(got)}")
        is_telling = everything // 5 < len(wanted) < everything * 4 // 5
        if not is_telling:
            print("the patterns ignore nearly nothing, or nearly everything")
        return 0 if wanted == got and is_telling else 1


if __name__ == "__main__":
    sys.exit(main())
