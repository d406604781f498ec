#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Searches that run while generations are published and removed never fail and never mix two of them.

A publisher alternates rebuilds and updates, with and without an earlier generation kept. After each publish every
search is made once, undisturbed: so the generation answers, and no other generation answers like it. Meanwhile readers
search all the time. What they get must be, byte for byte, the answer of one generation that was current at some moment
between the beginning of the search and its end. A batch that lasts as long as the test answers from its first generation,
and holds no more descriptors and memory at its end.

Xapian's own tools open the index by its path, through the stub. They cannot begin again when a generation goes while
they open it, so they are promised answers only where an earlier generation is kept, and errors, not mixtures, elsewhere.
"""

import dataclasses
import itertools
import json
import pathlib
import random
import statistics
import subprocess
import threading
import time
import typing

import harness
import goal  # harness says where it is

PUBLISHES, QUERIES, GENERATIONS = (8, 300, 5) if goal.is_sanitized() else (50, 5000, 40)  # at least
READERS = 4
ARTICLES = 24
BATCH_LINES = 50
REST = 6  # at most so many times as long as its last search took, a reader leaves the processor to the others
HELD_LINES = 20  # that a batch which holds its generation answers in each round
REMEMBERED = 50  # generations; no search takes longer than this many publishes
TOOL_PUBLISHES, TOOL_READERS = 3 if goal.is_sanitized() else 12, 1


class Newsroom:
    """Articles that change from round to round, so that each generation answers otherwise than its neighbours."""

    def __init__(self, directory: pathlib.Path):
        self.directory = directory
        self.directory.mkdir()
        self.texts: dict[str, str] = {}

    def write_round(self, number: int) -> None:
        changed = {f"{i:03}.txt" for i in range(ARTICLES) if number == 0 or i == 0 or i % 3 == number % 3}
        extra = {f"extra-{i}.txt" for i in range(1 + number % 5)}
        for name in changed | extra:
            self.texts[name] = self.text(name, number)
            (self.directory / name).write_text(self.texts[name])
        for name in [name for name in self.texts if name.startswith("extra") and name not in extra]:
            (self.directory / name).unlink()
            del self.texts[name]

    @staticmethod
    def text(name: str, number: int) -> str:
        words = "held in office" if (number + len(name) + sum(map(ord, name))) % 3 else "in office held"
        return (f"Notice {name} of round {number}\n\nOTTAWA, March {1 + number % 28}, 2023 - Canada banned TikTok from all "
                f"{number} branches of {name[:-4]}. It is {words} since.\n\n"
                + f"The ministry said in round {number} that the rule holds for every desk and every telephone. " * 5)

    def holding(self, words: str) -> int:
        return sum(words in text for text in self.texts.values())


def searches_of(bench: harness.Bench) -> dict[str, list[str]]:
    """What is searched: the arguments by name."""
    batch = bench.directory / "batch.tsv"
    batch.write_text("".join(f"{i}\tministry branches {i:03}\n" for i in range(BATCH_LINES)))
    still, changing = f"--db={bench.directory / 'still'}", f"--db={bench.db}"
    return {
        "facets": [changing, "--format=json", "--facets=country,company,measure,year", "--limit=5", "ministry"],
        "phrase": [changing, "--format=json", "--facets=none", "--limit=all", '"held in office"'],
        "events": [changing, "--format=json", "--events", "--limit=all", "telephone"],
        "batch": [changing, "--format=json", f"--batch={batch}", "--match=any"],
        "show": [changing, "--show=000.txt"],
        "count": [changing, "--count", "extra"],
        "second of two": [still, changing, "--format=json", "ministry"],
        "first of two": [changing, still, "--format=json", "ministry"],
    }


@dataclasses.dataclass
class Answer:
    search: str
    text: str
    first: int  # the generations that it may be of
    last: int
    error: str = ""


class Timeline:
    """What generation is current, what each answers, and the answers that are still to be judged."""

    def __init__(self) -> None:
        self.current = 1
        self.coming = 1  # the same, or what the run under way will publish
        self.known: dict[tuple[int, str], str] = {}
        self.unjudged: list[Answer] = []
        self.faults: list[str] = []
        self.seen: set[int] = set()

    def judge(self) -> None:
        """Judges all answers that cannot be of generations whose own answers are still unknown."""
        answers, self.unjudged = self.unjudged, []
        for answer in answers:
            if answer.last > self.current and not self.is_known(answer):
                self.unjudged.append(answer)
            elif fault := self.fault_of(answer):
                self.faults.append(fault)
        for key in [key for key in self.known if key[0] < self.current - REMEMBERED]:
            del self.known[key]

    def is_known(self, answer: Answer) -> bool:
        return bool(answer.error) or any(self.known.get((generation, answer.search)) == answer.text
                                         for generation in range(answer.first, answer.last + 1))

    def fault_of(self, answer: Answer) -> str:
        what = f"{answer.search}, generations {answer.first} to {answer.last}: "
        if answer.error:
            return what + answer.error
        for generation in range(answer.first, answer.last + 1):
            if self.known.get((generation, answer.search)) == answer.text:
                if f'"generation":{generation},' in answer.text:
                    self.seen.add(generation)
                return ""
        return what + "no generation answers\n" + answer.text[:2000]


class Reader(threading.Thread):
    """Searches until told to stop."""

    def __init__(self, bench: harness.Bench, commands: dict[str, list[str]], timeline: Timeline, number: int):
        super().__init__(daemon=True)
        self.bench, self.commands, self.timeline = bench, commands, timeline
        self.stopping = False
        self.queries = 0
        self.order = random.Random(goal.seed() * 1000 + number)

    def run(self) -> None:
        try:
            self.search()
        except OSError as error:
            self.timeline.faults.append(f"a reader ended: {error!r}")

    def search(self) -> None:
        while not self.stopping:
            for name in self.order.sample(sorted(self.commands), len(self.commands)):
                began = time.monotonic()
                self.timeline.unjudged.append(self.ask(name))
                self.queries += BATCH_LINES if name == "batch" else 1
                if self.stopping:
                    return
                time.sleep(self.order.uniform(0, REST) * (time.monotonic() - began))

    def ask(self, name: str) -> Answer:
        first = self.timeline.current
        done = subprocess.run(self.commands[name], capture_output=True, env=self.bench.environment, check=False)
        error = f"status {done.returncode}: {done.stderr.decode()}" if done.returncode or done.stderr else ""
        return Answer(name, done.stdout.decode(), first, self.timeline.coming, error)


class HeldBatch:
    """One process that answers for as long as the test runs, from the generation that it opened at first."""

    def __init__(self, bench: harness.Bench):
        self.process = bench.start("searcher", f"--db={bench.db}", "--format=json", "--batch=-", stdin=subprocess.PIPE)
        self.first: list[bytes] = []
        self.samples: list[tuple[int, int]] = []  # descriptors, and memory in KiB
        self.is_same = True

    def ask(self) -> None:
        answers = []
        for i in range(HELD_LINES):
            self.process.stdin.write(f"{i}\tministry {i:03} OR round\n".encode())
            self.process.stdin.flush()
            answers.append(self.process.stdout.readline())
        self.first = self.first or answers
        self.is_same = self.is_same and answers == self.first and all(answers)
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        self.samples.append((len(list(pathlib.Path(f"/proc/{self.process.pid}/fd").iterdir())), int(resident.split()[1])))

    def finish(self) -> str:
        """What is wrong, if anything."""
        out, err = self.process.communicate(timeout=harness.PROCESS_SECONDS)
        if self.process.returncode or out or err or not self.is_same:
            return f"the long batch: status {self.process.returncode}, same answers: {self.is_same}, {err.decode()}"
        quarter = len(self.samples) // 4
        growth = self.median(1, -quarter, None) - self.median(1, quarter, 2 * quarter)
        descriptors = {sample[0] for sample in self.samples}
        if len(descriptors) > 1 or (growth > 512 and not goal.is_sanitized()):
            return f"the long batch holds {descriptors} descriptors and grew by {growth} KiB"
        return ""

    def median(self, what: int, begin: int, end: int | None) -> float:
        return statistics.median(sample[what] for sample in self.samples[begin:end])


class Soak:
    """A publisher among its readers."""

    def __init__(self, bench: harness.Bench, commands: dict[str, list[str]], readers: int):
        self.bench, self.commands = bench, commands
        self.newsroom = Newsroom(bench.articles)
        self.newsroom.write_round(0)
        bench.index(str(bench.articles))
        self.timeline = Timeline()
        self.readers = [Reader(bench, commands, self.timeline, i) for i in range(readers)]

    def run(self, goes_on: typing.Callable[[int, int], bool], arguments: typing.Callable[[int], list[str]],
            after_publish: typing.Callable[[], None] = lambda: None) -> int:
        """Publishes with those arguments while `goes_on`(publishes, queries); how many publishes there were."""
        self.learn()
        for reader in self.readers:
            reader.start()
        try:
            for number in itertools.count(1):
                self.newsroom.write_round(number)
                self.timeline.coming += 1
                self.bench.index(*arguments(number))
                self.timeline.current += 1
                self.learn()
                self.timeline.judge()
                after_publish()
                if not goes_on(number, self.queries()):
                    return number
        finally:
            for reader in self.readers:
                reader.stopping = True
            for reader in self.readers:
                reader.join()
            self.timeline.judge()

    def queries(self) -> int:
        return sum(reader.queries for reader in self.readers)

    def learn(self) -> None:
        """Makes each search on the current generation, and compares with what the articles say."""
        current = self.timeline.current
        probe = Reader(self.bench, self.commands, self.timeline, 0)
        for name in self.commands:
            answer = probe.ask(name)
            self.bench.check(not answer.error, f"{name} on generation {current}: {answer.error}")
            self.bench.check(answer.text != self.timeline.known.get((current - 1, name)), f"{name}: as one generation before")
            self.timeline.known[(current, name)] = answer.text
        self.check_truth(current)

    def check_truth(self, current: int) -> None:
        known = {name: self.timeline.known[(current, name)] for name in self.commands}
        if "facets" in known:
            facets, phrase = json.loads(known["facets"]), json.loads(known["phrase"])
            self.bench.check(facets["generation"] == phrase["generation"] == current, "another generation than was published")
            self.bench.check(facets["total"] == len(self.newsroom.texts), f"{facets['total']} articles in generation {current}")
            self.bench.check(phrase["total"] == self.newsroom.holding("held in office"), f"{phrase['total']} with the phrase")
            self.bench.check(int(known["count"]) == self.newsroom.holding("extra"), f"{known['count']} extra articles")


def check_faults(bench: harness.Bench, faults: list[str]) -> None:
    bench.check(not faults, f"{len(faults)} searches went wrong, the first: {(faults or [''])[0]}")


def test_no_search_fails_or_mixes_generations(bench: harness.Bench) -> None:
    bench.write_articles(5, "that ministry")
    bench.articles.rename(bench.directory / "quiet")
    bench.run("indexer", f"--db={bench.directory / 'still'}", "--quiet", str(bench.directory / "quiet"))
    soak = Soak(bench, {name: [bench.searcher, *arguments] for name, arguments in searches_of(bench).items()}, READERS)
    held = HeldBatch(bench)
    held.ask()
    publishes = soak.run(lambda publishes, queries: publishes < PUBLISHES or queries < QUERIES or goal.has_time(False),
                         lambda number: ["--rebuild" if number % 2 else "--update", f"--keep={number // 2 % 2}"], held.ask)
    faults = soak.timeline.faults + [fault for fault in [held.finish()] if fault]
    queries, seen = soak.queries() + HELD_LINES * (publishes + 1), len(soak.timeline.seen)
    goal.report("readers during publishes", len(faults), publishes=publishes, queries=queries, generations_seen=seen)
    check_faults(bench, faults)
    bench.check(publishes >= PUBLISHES and queries >= QUERIES and seen >= GENERATIONS, "too few to say anything")


def run_tools(bench: harness.Bench, keep: int) -> Soak:
    tools = {"delve": ["xapian-delve", "-t", "round", str(bench.db)],
             "quest": ["quest", "-d", str(bench.db), "--stemmer=none", "extra OR round"]}
    soak = Soak(bench, tools, TOOL_READERS)
    try:
        soak.run(lambda publishes, _: publishes < TOOL_PUBLISHES, lambda _: ["--rebuild", f"--keep={keep}"])
    except FileNotFoundError as error:
        raise harness.Skipped(f"no {error.filename}") from error
    return soak


def test_xapians_own_tools_where_an_earlier_generation_is_kept(bench: harness.Bench) -> None:
    soak = run_tools(bench, keep=1)
    print(f"{soak.queries()} runs of Xapian's tools")
    check_faults(bench, soak.timeline.faults)


def test_xapians_own_tools_never_mix_generations(bench: harness.Bench) -> None:
    soak = run_tools(bench, keep=0)
    mixed = [fault for fault in soak.timeline.faults if "no generation answers" in fault]
    print(f"{soak.queries()} runs of Xapian's tools, of which {len(soak.timeline.faults)} were refused")
    check_faults(bench, mixed)


if __name__ == "__main__":
    harness.main(globals())
