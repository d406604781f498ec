# SPDX-License-Identifier: GPL-2.0-or-later
"""Searches: as whole processes, beside Xapian's quest, which has neither facets nor snippets; and within one process."""

import collections
import csv
import io
import multiprocessing
import pathlib
import re
import shutil
import statistics
import sys
import typing

from processes import CannotMeasure, Cost, Spread, run, spread, time_in_turn
from report import Column, Report

WORDS_OF_A_QUERY = 3
SEED = 1
PERCENTILES = (50, 95, 99)


def choose_queries(articles: pathlib.Path) -> list[str]:
    """Words that stand together in one article and are neither rare nor everywhere; and the commonest one."""
    files = sorted(articles.rglob("*.txt"))
    if not files:
        raise CannotMeasure(f'no .txt article below "{articles}" to choose queries from')
    words_of = [set(re.findall(r"\b[a-z]{5,}\b", path.read_text(errors="replace")))
                for path in files[:: max(1, len(files) // 1000)]]
    count = collections.Counter(word for words in words_of for word in words)
    queries = []
    for quarter in (1, 2, 3):
        words = words_of[len(words_of) * quarter // 4]
        middling = sorted(word for word in words if 0.05 <= count[word] / len(words_of) <= 0.3)
        if len(middling) >= WORDS_OF_A_QUERY:
            queries.append(" ".join(middling[::len(middling) // WORDS_OF_A_QUERY][:WORDS_OF_A_QUERY]))
    return queries + [max(count, key=lambda word: (count[word], word))]


def in_another_process(function: typing.Callable[..., typing.Any], argument: object) -> typing.Any:
    """What is read here would count as memory of the processes that are started afterwards."""
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(function, (argument,))


def milliseconds(costs: list[Cost]) -> Spread:
    return spread(cost.wall * 1000 for cost in costs)


def percentile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


class Searching:
    def __init__(self, searcher: pathlib.Path, search_times: pathlib.Path, work: pathlib.Path):
        self.searcher, self.search_times, self.work = searcher, search_times, work

    def _omindex(self, articles: pathlib.Path) -> pathlib.Path:
        """An index for quest, which is made where there is none yet."""
        db = self.work / "omindex.idx"
        done = self.work / "omindex.done"  # omindex leaves a usable index when it is stopped half way
        if not done.exists():
            print("indexing with omindex ...", file=sys.stderr)
            run("omindex", "--db", db, "--overwrite", "--url", "/", articles)
            done.touch()
        return db

    def measure_processes(self, db: pathlib.Path, articles: pathlib.Path, pairs: int, with_quest: bool, report: Report) -> None:
        if with_quest and not (shutil.which("quest") and shutil.which("omindex")):
            report.say("\nquest or omindex is not installed: our searches are measured alone.")
            with_quest = False
        theirs = self._omindex(articles) if with_quest else None
        rows = []
        for query in in_another_process(choose_queries, articles):
            commands: list[list[object]] = [[self.searcher, f"--db={db}", "--", query]]
            if theirs:
                commands.append(["quest", f"--db={theirs}", "--default-op=and", query])
            costs = time_in_turn(commands, pairs)
            row = [query, int(run(self.searcher, f"--db={db}", "--count", "--", query)), milliseconds(costs[0]),
                   max(cost.mebibytes for cost in costs[0])]
            if theirs:
                row += [milliseconds(costs[1]), spread(a.wall / b.wall for a, b in zip(*costs)),
                        statistics.median(cost.cpu for cost in costs[0]) / statistics.median(cost.cpu for cost in costs[1])]
            rows.append(row)
        columns = [Column("query", "query"), Column("matches", "matches"), Column("searcher_ms", "searcher ms", 1),
                   Column("peak_mib", "peak MiB")]
        if theirs:
            columns += [Column("quest_ms", "quest ms", 1), Column("ratio", "ratio", 2), Column("cpu_ratio", "CPU ratio", 2)]
        report.table("search", f"Whole searches, three facets and ten snippets, {pairs} of each", columns, rows)
        self._measure_start(db, pairs, report)

    def start_commands(self, db: pathlib.Path) -> dict[str, list[object]]:
        return {"nothing (--version)": [self.searcher, "--version"],
                "index opened, one term looked up (--show)": [self.searcher, f"--db={db}", "--show=no such article"]}

    def _measure_start(self, db: pathlib.Path, rounds: int, report: Report) -> None:
        commands = self.start_commands(db)
        costs = time_in_turn(list(commands.values()), rounds)
        report.table("start", "Starting the searcher", [Column("what", ""), Column("ms", "ms", 1), Column("peak_mib", "peak MiB")],
                     [[name, milliseconds(of), max(cost.mebibytes for cost in of)] for name, of in zip(commands, costs)])

    def query_times(self, db: pathlib.Path, queries: int) -> list[dict[str, str]]:
        return self._rows("queries", db, queries, SEED)

    def facet_times(self, db: pathlib.Path, rounds: int) -> dict[tuple[str, str], list[float]]:
        """Milliseconds by match and what was counted of it."""
        times = collections.defaultdict(list)
        for row in self._rows("facets", db, rounds):
            times[row["match"], row["counted"]].append(float(row["microseconds"]) / 1000)
        return times

    def _rows(self, what: str, db: pathlib.Path, *arguments: int) -> list[dict[str, str]]:
        printed = run(self.search_times, what, db, *arguments)
        return list(csv.DictReader(io.StringIO(printed), delimiter="\t", quoting=csv.QUOTE_NONE))

    def measure_queries(self, db: pathlib.Path, queries: int, report: Report) -> None:
        times: dict[str, list[float]] = collections.defaultdict(list)
        self.query_times(db, max(1, queries // 10))  # so that the files are in memory
        for row in self.query_times(db, queries):
            taken = float(row["microseconds"]) / 1000
            length = f" of {row['words']}" if row["kind"] == "words" else ""
            times["all"].append(taken)
            times[row["kind"] + length].append(taken)
        columns = [Column("kind", "kind"), Column("queries", "queries")]
        columns += [Column(f"p{percent}_ms", f"p{percent} ms", 2) for percent in PERCENTILES] + [Column("max_ms", "longest ms", 1)]
        report.table("queries", "Generated searches within one process, ten results with snippets", columns,
                     [[kind, len(taken), *(percentile(taken, percent) for percent in PERCENTILES), max(taken)]
                      for kind, taken in sorted(times.items())])

    def measure_facets(self, db: pathlib.Path, rounds: int, report: Report) -> None:
        times = self.facet_times(db, rounds)
        rows = [[match, counted, spread(taken), spread(a / b for a, b in zip(taken, times[match, "matches"]))]
                for (match, counted), taken in times.items()]
        report.table("facets", f"Exact counts within one process, {rounds} rounds", [
            Column("match", "match"), Column("counted", "counted"), Column("ms", "ms", 2),
            Column("ratio", "times the matches alone", 2)], rows)
