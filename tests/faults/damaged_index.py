#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Damage to the files of an index: --verify names it, the searcher answers or says status 3, and --rebuild mends it."""

import os
import pathlib
import random
import shutil

import harness
import goal

ARTICLES = 40
DAMAGES = 200
SEARCHED_ONE_IN = 4
SEARCHES = (["--count", "note"], ["--format=json", "ministry OR office"], ["--show=0007.txt"], ["--format=json", '"every desk"'],
            ["--format=tsv", "--events", "--country=CA"])


def damage(path: pathlib.Path, chance: random.Random) -> str:
    """Does one thing to the file, or puts one beside it; says what."""
    data = bytearray(path.read_bytes())
    kind = chance.choice(["flip", "flip", "flip", "flip", "truncate", "append", "zero", "remove", "foreign"])
    at = chance.randrange(max(len(data), 1))
    if kind == "remove":
        path.unlink()
        return f"{path.name} removed"
    if kind == "foreign":
        path.with_name(path.name + "2").write_bytes(data)
        return f"{path.name} copied to {path.name}2"
    if kind == "flip" and data:
        data[at] ^= 1 << chance.randrange(8)
    elif kind == "zero":
        data[at:at + 4096] = bytes(len(data[at:at + 4096]))
    elif kind == "truncate":
        del data[at:]
    else:
        data.append(0)
    path.write_bytes(data)
    return f"{path.name} {kind} at {at} of {len(data)}"


def content_of(db: pathlib.Path) -> dict[pathlib.Path, bytes]:
    return {path: path.read_bytes() for path in sorted(db.rglob("*")) if path.is_file()}


def is_harmless(what: str) -> bool:
    """Hints and locks are not missed, and the stub may be one line, as the administrator writes it."""
    return what in ("stamps.tsv removed", "flintlock removed", "lock removed") or what in ("XAPIANDB truncate at 17 of 17", "XAPIANDB truncate at 18 of 18")


def test_damage_is_found(bench: harness.Bench) -> None:
    chance = random.Random(goal.seed())
    bench.write_articles(ARTICLES, "note")
    for _ in range(2):
        bench.index("--rebuild", str(bench.articles))
    os.utime(bench.articles / "0001.txt", (1_600_000_000, 1_600_000_000))
    bench.index()  # leaves stamps.tsv
    sound = bench.directory / "sound"
    shutil.copytree(bench.db, sound)
    files = [path.relative_to(sound) for path in content_of(sound) if path.parent.name != "gen-00000001"]
    bench.check(len(files) >= 11, f"the index has only {files}")
    problems, tried, searched = [], 0, 0
    before = content_of(bench.db)
    while goal.has_time(tried < DAMAGES):
        what = damage(bench.db / chance.choice(files), chance)
        is_changed = before != content_of(bench.db) and not is_harmless(what)
        tried += is_changed
        result = bench.run("indexer", f"--db={bench.db}", "--verify")
        if result.returncode != (3 if is_changed else 0):
            problems.append(f"{what}: --verify has status {result.returncode}: {result.stderr}")
        for arguments in SEARCHES if chance.randrange(SEARCHED_ONE_IN) == 0 else ():
            searched += 1
            result = bench.run("searcher", f"--db={bench.db}", *arguments)
            if result.returncode not in (0, 1, 3):
                problems.append(f"{what}: searcher {arguments} has status {result.returncode}: {result.stderr}")
        shutil.rmtree(bench.db)
        shutil.copytree(sound, bench.db)
    goal.report("damage is found", len(problems), damages=tried, searches=searched)
    bench.check(not problems, f"{len(problems)} problems:\n" + "\n".join(problems))
    bench.check(tried >= DAMAGES, f"only {tried} damages were tried")


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
