# SPDX-License-Identifier: GPL-2.0-or-later
"""How build, memory, index and searches grow with the number of articles: 10^3 to 10^5, with --long 10^6.

The articles are made by articles.py, in JSON Lines of a thousand each; those of a size are the first of the next one.
"""

import collections
import math
import pathlib
import shutil
import statistics
import subprocess
import sys

from indexing import Indexing, bytes_below
from processes import CannotMeasure, run, time_in_turn, time_once
from report import Column, Report
from searching import PERCENTILES, Searching, percentile

HERE = pathlib.Path(__file__).parent
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
LONG_SIZES = SIZES + (300_000, 1_000_000)
ROUNDS = 5
WIDE_QUERY = "the and government"  # nearly every article has these
COLUMNS = [
    Column("articles", "articles"), Column("text_mb", "text MB", 1), Column("different_words", "different words"),
    Column("build_s", "build s", 1), Column("build_cpu_s", "CPU s", 1), Column("docs_per_s", "docs/s"),
    Column("peak_mib", "peak MiB"), Column("index_mb", "index MB", 1),
    *(Column(f"query_p{percent}_ms", f"query p{percent} ms", 2) for percent in PERCENTILES),
    Column("count_ms", "count ms", 2), Column("facets_ms", "facets ms", 2), Column("facets_ratio", "ratio", 2),
    Column("start_ms", "start ms", 1), Column("search_mib", "search MiB")]


def make_articles(source: pathlib.Path, out: pathlib.Path, count: int) -> dict[str, str]:
    """Writes them, and returns what is said of their vocabulary: the size, and the laws that were fitted."""
    said: dict[str, str] = {}
    for line in run(sys.executable, HERE / "articles.py", source, out, f"--articles={count}", "--format=jsonl").splitlines():
        if line.startswith("# "):
            name, _, law = line[2:].partition(": ")
            said[name] = law
        elif line.startswith(f"made\t{count}\t"):
            said["different"] = line.split("\t")[3]
    return said


class Growing:
    def __init__(self, indexing: Indexing, searching: Searching, work: pathlib.Path, queries: int):
        self.indexing, self.searching, self.queries = indexing, searching, queries
        self.articles, self.db = work / "growth.articles", work / "growth.idx"

    def measure(self, source: pathlib.Path, sizes: tuple[int, ...], report: Report) -> None:
        rows, laws = [], {}
        try:
            for size in sizes:
                print(f"{size:,} articles ...", file=sys.stderr)
                laws = make_articles(source, self.articles, size)
                rows.append(self._row(size, int(laws["different"])))
                report.write_tsv("growth", COLUMNS, rows)  # a later size may take hours, or too much
                self._clear()
        finally:
            self._clear()
        report.table("growth", "Growth", COLUMNS, rows)
        report.say(f"\nDifferent words of the source: {laws['source']}; of the articles made from it: {laws['made']}.")
        self._draw(report)

    def _row(self, size: int, different_words: int) -> list[int | float]:
        text = bytes_below(self.articles) / 1e6
        build = time_once(*self.indexing.command(self.articles, self.db))
        held = self.indexing.count(self.db)
        if held != size:
            raise CannotMeasure(f"the index holds {held} of {size} articles")
        self.searching.query_times(self.db, max(1, self.queries // 10))
        times = [float(row["microseconds"]) / 1000 for row in self.searching.query_times(self.db, self.queries)]
        counts, facets = self._facet_times()
        start = list(self.searching.start_commands(self.db).values())[-1]
        search = [self.searching.searcher, f"--db={self.db}", "--", WIDE_QUERY]
        starts, searches = time_in_turn([start, search], ROUNDS)
        return [size, text, different_words, build.wall, build.cpu, size / build.wall, build.mebibytes,
                bytes_below(self.db) / 1e6, *(percentile(times, percent) for percent in PERCENTILES), counts, facets,
                facets / counts, statistics.median(cost.wall for cost in starts) * 1000,
                max(cost.mebibytes for cost in searches)]

    def _facet_times(self) -> tuple[float, float]:
        """Medians, of the commonest word: its matches alone, and with three facets and one filter."""
        medians: dict[str, float] = collections.defaultdict(lambda: math.nan)
        for (match, counted), taken in self.searching.facet_times(self.db, ROUNDS).items():
            if match == "commonest word":
                medians[counted] = statistics.median(taken)
        return medians["matches"], medians["matches and facets, one filtered"]

    def _clear(self) -> None:
        for folder in (self.articles, self.db):
            shutil.rmtree(folder, ignore_errors=True)

    @staticmethod
    def _draw(report: Report) -> None:
        table, picture = report.folder / "growth.tsv", report.folder / "growth.svg"
        # A process of its own: the library that draws is large, and may be missing.
        drawn = subprocess.run([sys.executable, HERE / "plot.py", table, picture], capture_output=True, text=True, check=False)
        report.say(f"\nDrawn in {picture}." if drawn.returncode == 0 else f"\nNot drawn: {drawn.stderr.strip().splitlines()[-1]}")
