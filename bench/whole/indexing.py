# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexing a directory from nothing, beside the peers; and again when one in a hundred of its files has changed."""

import collections.abc
import pathlib
import shutil
import sys
import tempfile

import peers
from processes import CannotMeasure, Cost, run, spread, time_once
from report import Column, Report

CHANGED_PERCENT = 1


def bytes_below(folder: pathlib.Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def files_below(folder: pathlib.Path) -> list[pathlib.Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


class Indexing:
    def __init__(self, indexer: pathlib.Path, searcher: pathlib.Path, work: pathlib.Path):
        self.indexer, self.searcher, self.work = indexer, searcher, work

    def command(self, articles: pathlib.Path, db: pathlib.Path, *options: str) -> list[object]:
        return [self.indexer, f"--db={db}", "--quiet", *options, articles]

    def count(self, db: pathlib.Path) -> int:
        return int(run(self.searcher, f"--db={db}", "--count"))

    def built(self, articles: pathlib.Path) -> pathlib.Path:
        """An index of them, which is made where there is none yet."""
        db = self.work / "chokepoint.idx"
        if not (db / "XAPIANDB").exists():
            print("indexing ...", file=sys.stderr)
            run(*self.command(articles, db))
        return db

    def _time_into_nothing(self, command: collections.abc.Callable[..., list[object]],
                           articles: pathlib.Path) -> tuple[Cost, int]:
        """What it costs, and the bytes of the index."""
        with tempfile.TemporaryDirectory(dir=self.work) as folder:
            place = pathlib.Path(folder)
            cost = time_once(*command(articles, place))
            return cost, bytes_below(place)

    def measure(self, articles: pathlib.Path, runs: int, with_peers: bool, report: Report) -> None:
        files, size = len(files_below(articles)), bytes_below(articles)
        ours = peers.Peer("indexer", lambda articles, place: self.command(articles, place / "db"))
        tools = [ours] + (peers.installed() if with_peers else [])
        figures: dict[str, list[tuple[Cost, int]]] = {tool.name: [] for tool in tools}
        for _ in range(runs):
            tools = tools[1:] + tools[:1]
            for tool in tools:
                print(f"{tool.name} ...", file=sys.stderr)
                figures[tool.name].append(self._time_into_nothing(tool.command, articles))
        articles_held = self.count(self.built(articles))
        report.say(f"\n{files:,} files, {size / 1e6:.1f} MB, of which we index {articles_held:,} articles; {runs} runs of each in "
                   "turn, medians (quartiles).")
        if with_peers and peers.missing():
            report.say(f"Not installed: {', '.join(peers.missing())}.")
        rows = []
        for name, measured in figures.items():
            costs = [cost for cost, _ in measured]
            rows.append([name, spread(cost.wall for cost in costs), spread(files / cost.wall for cost in costs),
                         spread(size / 1e6 / cost.wall for cost in costs), spread(cost.cpu for cost in costs),
                         spread(cost.mebibytes for cost in costs), spread(written / 1e6 for _, written in measured),
                         spread(cost.wall / own.wall for cost, (own, _) in zip(costs, figures[ours.name])),
                         spread(cost.cpu / own.cpu for cost, (own, _) in zip(costs, figures[ours.name]))])
        report.table("index", "Indexing", [
            Column("program", ""), Column("wall_s", "wall s", 2), Column("docs_per_s", "docs/s"), Column("mb_per_s", "MB/s", 2),
            Column("cpu_s", "CPU s", 2), Column("peak_mib", "peak MiB"), Column("index_mb", "index MB", 1),
            Column("times_our_wall", "times our wall", 2), Column("times_our_cpu", "times our CPU", 2)], rows)

    def measure_update(self, articles: pathlib.Path, runs: int, report: Report) -> None:
        with tempfile.TemporaryDirectory(dir=self.work) as folder:
            copy, db = pathlib.Path(folder) / "articles", pathlib.Path(folder) / "db"
            shutil.copytree(articles, copy)
            files = [path for path in files_below(copy) if path.suffix == ".txt"]
            changed = len(files) * CHANGED_PERCENT // 100
            if changed == 0:
                raise CannotMeasure(f"too few .txt files below {articles} to change {CHANGED_PERCENT} % of them")
            run(*self.command(copy, db))
            updates, rebuilds, nothing = [], [], []
            for number in range(runs):
                for path in files[number::len(files) // changed][:changed]:
                    with open(path, "a", encoding="utf-8") as file:
                        file.write(f"\nThe ministry published revision {number} of the notice.\n")
                updates.append(time_once(*self.command(copy, db)))
                nothing.append(time_once(*self.command(copy, db)))
                rebuilds.append(time_once(*self.command(copy, db, "--rebuild")))
        rows = [[name, spread(cost.wall for cost in costs), spread(cost.cpu for cost in costs),
                 spread(cost.mebibytes for cost in costs),
                 spread(100 * cost.wall / rebuild.wall for cost, rebuild in zip(costs, rebuilds))]
                for name, costs in ((f"{changed:,} of {len(files):,} files changed", updates), ("nothing changed", nothing),
                                    ("everything anew", rebuilds))]
        report.table("update", f"Updating, {runs} runs", [
            Column("what", ""), Column("wall_s", "wall s", 2), Column("cpu_s", "CPU s", 2), Column("peak_mib", "peak MiB"),
            Column("percent_of_rebuild", "% of a rebuild", 1)], rows)
