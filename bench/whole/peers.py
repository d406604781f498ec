# SPDX-License-Identifier: GPL-2.0-or-later
"""The programs that we are measured beside, each as its manual has it used.

omindex     Xapian's own indexer: the peer on the same engine
recollindex the indexer of Recoll, a desktop search on Xapian
fts5        SQLite's full-text table, what to take for speed alone: one thread, no facets, neither journal nor syncing
"""

import collections.abc
import pathlib
import shutil
import sys
import typing


class Peer(typing.NamedTuple):
    name: str
    command: collections.abc.Callable[[pathlib.Path, pathlib.Path], list[object]]  # of the articles and an empty directory


def _omindex(articles: pathlib.Path, place: pathlib.Path) -> list[object]:
    return ["omindex", "--db", place / "db", "--url", "/", articles]


def _recollindex(articles: pathlib.Path, place: pathlib.Path) -> list[object]:
    (place / "recoll.conf").write_text(f"topdirs = {articles}\n")
    return ["recollindex", "-c", place, "-z"]


def _fts5(articles: pathlib.Path, place: pathlib.Path) -> list[object]:
    return [sys.executable, pathlib.Path(__file__).with_name("fts5.py"), articles, place / "db"]


def installed() -> list[Peer]:
    peers = [Peer("omindex", _omindex), Peer("recollindex", _recollindex)]
    return [peer for peer in peers if shutil.which(peer.name)] + [Peer("fts5", _fts5)]


def missing() -> list[str]:
    return [name for name in ("omindex", "recollindex") if not shutil.which(name)]
