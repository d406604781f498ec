#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Damage to the files of an index: --verify names it, the searcher answers or says status 3, and --rebuild mends it."""

import os
import pathlib
import random
import shutil

import harness

ARTICLES = 40
DAMAGES = 60
SEARCHES = (["--count", "note"], ["--format=json", "ministry OR office"], ["--show=0007.txt"], ["--format=json", '"every desk"'],
            ["--format=tsv", "--events", "--country=CA"])


def damage(path: pathlib.Path, chance: random.Random) -> str:
    """Does one thing to the file; says what."""
    data = bytearray(path.read_bytes())
    kind = chance.choice(["flip", "flip", "flip", "truncate", "empty", "zero", "remove"])
    at = chance.randrange(max(len(data), 1))
    if kind == "remove":
        path.unlink()
        return f"{path.name} removed"
    if kind == "flip" and data:
        data[at] ^= 1 << chance.randrange(8)
    elif kind == "zero":
        data[at:at + 4096] = bytes(len(data[at:at + 4096]))
    else:
        del data[at if kind == "truncate" else 0:]
    path.write_bytes(data)
    return f"{path.name} {kind} at {at}"


def test_damage_is_found(bench: harness.Bench) -> None:
    seed = int(os.environ.get("SEED", "1"))
    print(f"SEED={seed}")
    chance = random.Random(seed)
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    sound = bench.directory / "sound"
    shutil.copytree(bench.db, sound)
    generation = bench.db / "gen-00000001"
    files = sorted(path.name for path in generation.iterdir() if path.name != "flintlock")
    problems = []
    for _ in range(DAMAGES):
        before = {path.name: path.read_bytes() for path in generation.iterdir()}
        what = damage(generation / chance.choice(files), chance)
        is_changed = before != {path.name: path.read_bytes() for path in generation.iterdir()}
        result = bench.run("indexer", f"--db={bench.db}", "--verify")
        # The manifest may be changed in places that say nothing about the tables.
        if result.returncode != 3 and is_changed and "manifest" not in what:
            problems.append(f"{what}: --verify has status {result.returncode}: {result.stderr}")
        if "manifest" in what and result.returncode not in (0, 3):
            problems.append(f"{what}: --verify has status {result.returncode}: {result.stderr}")
        for arguments in SEARCHES:
            result = bench.run("searcher", f"--db={bench.db}", *arguments)
            if result.returncode not in (0, 1, 3):
                problems.append(f"{what}: searcher {arguments} has status {result.returncode}: {result.stderr}")
        shutil.rmtree(generation)
        shutil.copytree(sound / "gen-00000001", generation)
    bench.check(not problems, f"{len(problems)} problems:\n" + "\n".join(problems))


def test_a_rebuild_mends_any_damage(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    sound = bench.directory / "sound"
    shutil.copytree(bench.db, sound)
    problems = []
    for name in ("manifest.json", "iamglass", "postlist.glass", "docdata.glass", "position.glass", "termlist.glass"):
        (bench.db / "gen-00000001" / name).write_bytes(b"")
        bench.index("--verify", status=3)
        for arguments in (["--update", str(bench.articles)], ["--rebuild", str(bench.articles)]):
            result = bench.run("indexer", f"--db={bench.db}", "--quiet", *arguments)
            if result.returncode != 0 and (arguments[0] == "--rebuild" or result.returncode != 3):
                problems.append(f"{name} emptied, {arguments[0]}: status {result.returncode}: {result.stderr}")
        if bench.run("indexer", f"--db={bench.db}", "--verify").returncode == 0:
            bench.check(bench.count("note") == ARTICLES, f"{name}: the index does not answer")
        shutil.rmtree(bench.db)
        shutil.copytree(sound, bench.db)
    bench.check(not problems, "\n".join(problems))


def test_a_table_that_is_missing_is_no_empty_answer(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    problems = []
    for path in sorted((bench.db / "gen-00000001").glob("*.glass")):
        moved = bench.directory / path.name
        path.rename(moved)
        result = bench.run("searcher", f"--db={bench.db}", "--count", '"every desk"')
        if result.returncode != 3:
            problems.append(f"without {path.name} a phrase search has status {result.returncode}: {result.stdout}")
        moved.rename(path)
    bench.check(not problems, "\n".join(problems))


if __name__ == "__main__":
    harness.main(globals())
