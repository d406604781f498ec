# SPDX-License-Identifier: GPL-2.0-or-later
"""What an index directory holds and answers, to tell the state before a run from the one after it."""

import dataclasses
import hashlib
import pathlib
import re

import harness

STUB = "XAPIANDB"

# A phrase, counts, facets, events and a whole article.
SEARCHES = (
    ["--format=json", "--limit=all", "--facets=country,company,measure,month", '"banned TikTok from office"'],
    ["--format=json", "--limit=all", "--events", "Canada"],
    ["--format=json", "--show=0003.txt"],
)

Files = dict[str, str]


def read_files(db: pathlib.Path) -> Files:
    """All files and directories below, each file with a hash of its content."""
    return {str(path.relative_to(db)): "/" if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()
            for path in db.rglob("*")}


def current_generation(db: pathlib.Path) -> str | None:
    try:
        return (db / STUB).read_text().split()[-1]
    except FileNotFoundError:
        return None


def files_of(generation: str | None, files: Files) -> Files:
    """Those of one generation, but for the stamps that say that an article was looked at again."""
    if generation is None:
        return {}
    prefix = f"{generation}/"
    return {name.removeprefix(prefix): content for name, content in files.items()
            if name.startswith(prefix) and not name.startswith(prefix + "stamps.tsv")}


def answers(bench: harness.Bench, db: pathlib.Path) -> tuple[str, ...]:
    """Of all SEARCHES, each with its status; the number of the generation is left out."""
    given = []
    for arguments in SEARCHES:
        result = bench.run("searcher", f"--db={db}", *arguments)
        told = re.sub(r'"generation":\d+', '"generation":0', result.stdout)
        given.append(f"{result.returncode} {told}")
    return tuple(given)


@dataclasses.dataclass(frozen=True)
class State:
    names: frozenset[str]  # of all files
    generation: Files      # the current one's, or nothing
    answers: tuple[str, ...]


def read_state(bench: harness.Bench, db: pathlib.Path) -> State:
    files = read_files(db)
    return State(frozenset(files), files_of(current_generation(db), files), answers(bench, db))
