#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""No query crashes the searcher, hangs it, eats its memory or reaches the terminal, and queries keep their laws.

usage: hostile_queries.py INDEXER SEARCHER ARTICLES [--generated=N] [--rss=MIB]

The crafted queries of hostile_queries.txt run as a process each, in JSON, and so do options with values beyond all
measure; all of the queries and N generated ones (drawn from a grammar of our language, then damaged) run in batches. All
run with a stack of 1 MiB, a deadline and a bound on memory. Each is answered or refused, by status 0, 1, 2 or 124, with
output that parses and holds no control character. The laws:
  - what --explain says a query is read as finds the same articles and is read as itself (of every query);
  - --count is the number of results; text and CSV are safe (each of one query in three);
  - |a OR b| + |a AND b| = |a| + |b|, and NOT a finds what a does not (of pairs besides).
"""

import collections
import itertools
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import typing

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import goal
from hostile_query_text import Generator, crafted_queries
from safe_output import Unsafe, read_text

STACK_BYTES = 1024 * 1024
DEADLINE_SECONDS = 10
BUSY_SECONDS = 100  # the deadline of each query of a batch: one that passes would end all of it
# Of the processor's time: of one query with the start of the program, and of hundreds, which take a millisecond each.
MOST_SECONDS = 15 * (10 if goal.is_sanitized() else 1)
MAX_ARGUMENT_BYTES = 120_000
CHUNK = 250
LEAST_CRAFTED = 400
PAIRS = 25  # a chunk
HUGE = ["4294967295", "4294967296", "9223372036854775807", "18446744073709551615", "99999999999999999999", "-1", "-9223372036854775808", "1e9", "0x10", ""]
SIZED_OPTIONS = ["limit", "offset", "facet-limit", "timeout"]
STREAM_PIECE, STREAM_PIECES = 1_000_000, 10 if goal.is_sanitized() else 100
A_BATCH = b"a batch"


class Searcher:
    """Runs the program under the limits and checks what holds of every run."""

    def __init__(self, program, place, max_rss_mib):
        self.program, self.place, self.max_rss = program, place, max_rss_mib * 1024
        self.faults = []
        self.statuses = collections.Counter()
        self.slowest = 0.0, b""
        self.largest = 0
        self.environment = {"PATH": "/usr/bin:/bin"} | {k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")}

    def fault(self, what, query):
        shown = query if len(query) <= 400 else query[:400] + b"..."
        self.faults.append(f"{what}: {shown!r}")

    def run(self, arguments, query, stdin=(), deadline=DEADLINE_SECONDS):
        """Status, standard output and standard error; whatever breaks a promise becomes a fault.

        `stdin` comes in pieces: what we hold in memory would be counted as the program's, too. The bound is one of the
        processor's time, as a busy machine says nothing of the program; who waits for nothing is ended by the deadline.
        """
        with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            asked.writelines(stdin), asked.seek(0)
            command = ["prlimit", f"--stack={STACK_BYTES}", self.program, f"--db={self.place}/idx", f"--timeout={deadline}", *arguments]
            process = subprocess.Popen(command, stdin=asked, stdout=out, stderr=err, env=self.environment, cwd=self.place)
            _, wait_status, usage = os.wait4(process.pid, 0)
            took = usage.ru_utime + usage.ru_stime
            process.returncode = status = os.waitstatus_to_exitcode(wait_status)
            out.seek(0), err.seek(0)
            stdout, stderr = out.read(), err.read()
        self.statuses[status] += 1
        self.largest = max(self.largest, usage.ru_maxrss)
        if query is not A_BATCH:
            self.slowest = max(self.slowest, (took, query[:60]))
        if status not in (0, 1, 2, 124):
            self.fault(f"status {status}, {stderr[-300:]!r}", query)
        if took > MOST_SECONDS:
            self.fault(f"took {took:.1f} s", query)
        if usage.ru_maxrss > self.max_rss:
            self.fault(f"took {usage.ru_maxrss // 1024} MiB", query)
        for text, kept in ((stdout, "\t" if "--format=tsv" in arguments else ""), (stderr, "")):
            try:
                read_text(text, kept=kept)
            except Unsafe as error:
                self.fault(f"{error} of {arguments[:3]}", query)
        return status, stdout, stderr

    def alone(self, query, *options):
        """A query as a process."""
        status, out, err = self.run(["--format=json", *(options or ["--limit=3"]), "--", query], query)
        if status == 2 and (out or not err.startswith(b"searcher: ")):
            self.fault(f"refused without a word, or with an answer: {err!r}", query)
        if status in (0, 1):
            try:
                total = json.loads(out)["total"]
            except ValueError as error:
                self.fault(f"not JSON: {error}", query)
                return
            if (total > 0) != (status == 0):
                self.fault(f"status {status} with {total} results", query)

    def batch(self, queries, *arguments):
        """Standard output, and the numbers of the queries that were refused."""
        lines = (b"%d\t%s\n" % (i, query) for i, query in enumerate(queries))
        status, out, err = self.run(["--batch=-", *arguments], A_BATCH, lines, BUSY_SECONDS)
        refused = {int(number) for number in re.findall(rb"^searcher: -:\d+: \((\d+)\): ", err, re.MULTILINE)}
        if status not in (0, 1, 2, 124) or (status == 2) != bool(refused):
            self.fault(f"status {status} of a batch with {len(refused)} refused", b"")
            if len(queries) > 1 and status not in (0, 1, 2):  # name the one that did it
                for half in (queries[:len(queries) // 2], queries[len(queries) // 2:]):
                    self.batch(half, *arguments)
        return out, refused

    def counts(self, queries):
        """By the number of the query: how many articles match. And the numbers of those refused."""
        out, refused = self.batch(queries, "--count", "--format=tsv")
        return dict(map(int, line.split(b"\t")) for line in out.splitlines()), refused

    def objects(self, queries, *arguments):
        """By the number of the query: the JSON objects that it gave."""
        out, refused = self.batch(queries, *arguments)
        found = collections.defaultdict(list)
        for line in out.splitlines():
            try:
                value = json.loads(line)
                found[int(value["query_id"])].append(value)
            except (ValueError, KeyError) as error:
                self.fault(f"not an answer ({error})", line)
        return found, refused


def check_reading(searcher, queries):
    """Each query is answered once or refused, and is read as what it says it is read as."""
    explain = ["--format=json", "--limit=0", "--facets=none", "--explain"]
    answers, refused = searcher.objects(queries, *explain)
    for i, query in enumerate(queries):
        if (i in refused) == (len(answers[i]) == 1) or len(answers[i]) > 1:
            searcher.fault(f"{len(answers[i])} answers, {'' if i in refused else 'not '}refused", query)
    reading = {i: (found[0]["explain"][0].removeprefix("read as: "), found[0]["total"]) for i, found in answers.items() if found}
    # A blank query is every article. What is nested to the limit may print deeper, and be refused then.
    readings = [(i, text, total) for i, (text, total) in reading.items() if text != "every article" and "\n" not in text]
    again, refused = searcher.objects([text.encode() for _, text, _ in readings], *explain)
    for number, (i, text, total) in enumerate(readings):
        if number in refused:
            searcher.fault(f"what it is read as is refused: {text!r}", queries[i])
        elif again[number]:
            value = again[number][0]
            if value["explain"][0] != "read as: " + text or value["total"] != total:
                searcher.fault(f"read as {text!r} with {total} results, and that as {value['explain'][0]!r} with "
                               f"{value['total']}", queries[i])
    return len(reading)


def check_counts(searcher, queries):
    """The number that --count gives is the number of results."""
    rows, _ = searcher.objects(queries, "--format=jsonl", "--limit=all")
    counts, refused = searcher.counts(queries)
    for i, query in enumerate(queries):
        if i not in refused and counts.get(i) != len(rows[i]):
            searcher.fault(f"--count says {counts.get(i)}, there are {len(rows[i])} results", query)


# Of these, each chunk of queries goes through one in turn.
OUTPUTS = [check_counts, lambda searcher, queries: searcher.batch(queries, "--format=text", "--explain", "--limit=2"),
           lambda searcher, queries: searcher.batch(queries, "--format=csv", "--limit=2")]


def check_sets(searcher, pairs, articles):
    """Of how many pairs some article has both."""
    queries = [text.encode() for a, b in pairs for text in (a, b, f"({a}) AND ({b})", f"({a}) OR ({b})", f"NOT ({a})")]
    counts, refused = searcher.counts(queries)
    met = 0
    for i, (a, b) in enumerate(pairs):
        numbers = range(5 * i, 5 * i + 5)
        if refused.intersection(numbers):
            continue
        if not all(n in counts for n in numbers):
            searcher.fault("no count", queries[numbers[0]])
            continue
        one, other, both, either, neither = (counts[n] for n in numbers)
        met += both > 0
        if one + other != both + either:
            searcher.fault(f"|a| {one} + |b| {other} is not |a AND b| {both} + |a OR b| {either}", f"a = {a}, b = {b}".encode())
        if one + neither != articles:
            searcher.fault(f"{one} with and {neither} without of {articles}", a.encode())
    return met


class Chunk(typing.NamedTuple):
    queries: int = 0
    answered: int = 0
    pairs: int = 0
    met: int = 0


def check_chunk(searcher, number, queries, pairs, articles):
    OUTPUTS[number % len(OUTPUTS)](searcher, queries)
    return Chunk(len(queries), check_reading(searcher, queries), len(pairs), check_sets(searcher, pairs, articles))


def check_chunks(searcher, articles, crafted, wanted):
    """All of the crafted queries and `wanted` generated ones, or as many as there is time for."""
    generator = Generator(articles, crafted, random.Random(goal.seed()))
    total = Chunk()
    for number in itertools.count():
        if not goal.has_time(total.queries < wanted + len(crafted)):
            return total
        queries = crafted[number * CHUNK:(number + 1) * CHUNK] or [generator.query() for _ in range(CHUNK)]
        queries = [query.replace(b"\n", b" ") for query in queries]
        chunk = check_chunk(searcher, number, queries, [generator.pair() for _ in range(PAIRS)], len(articles))
        total = Chunk(*map(sum, zip(total, chunk)))


def check_sizes(searcher):
    """Limits, offsets and deadlines beyond all measure, queries behind "--", and streams without a line end."""
    for option in SIZED_OPTIONS:
        for value in HUGE:
            searcher.alone(b"tiktok", f"--{option}={value}")
    searcher.alone(b"", "--limit=4294967295", "--offset=4294967295")
    for query in (b"--help", b"-tiktok", b"--", b"-", b"--db=/"):
        searcher.alone(query)
    for head, piece in ((b"", b"x"), (b"q\t", b"tiktok "), (b"", b"\n"), (b"q\t", b"\0"), (b"q\tx\n", b" ")):
        stream = itertools.chain([head], itertools.repeat(piece * (STREAM_PIECE // len(piece)), STREAM_PIECES))
        status, _, err = searcher.run(["--batch=-", "--count", "--format=tsv"], head + piece, stream)
        if (status == 2) != bool(err):
            searcher.fault(f"status {status} of an endless line, and {err[:200]!r}", head + piece)


def main():
    positional = [word for word in sys.argv[1:] if not word.startswith("--")]
    options = dict(word[2:].split("=", 1) for word in sys.argv[1:] if word.startswith("--"))
    if len(positional) != 3 or not set(options) <= {"generated", "rss"}:
        sys.exit(__doc__)
    indexer, program, corpus = (str(pathlib.Path(path).resolve()) for path in positional)
    wanted = int(options.get("generated", 3000))
    with tempfile.TemporaryDirectory() as place:
        subprocess.run([indexer, f"--db={place}/idx", "--quiet", corpus], check=True)
        dry = subprocess.run([indexer, "--dry-run", "--format=jsonl", corpus], check=True, capture_output=True).stdout
        articles = [json.loads(line) for line in dry.splitlines() if b'"skipped"' not in line[-200:]]
        searcher = Searcher(program, place, int(options.get("rss", 256)))
        crafted = crafted_queries()
        for query in crafted:
            if b"\0" not in query and len(query) <= MAX_ARGUMENT_BYTES:
                searcher.alone(query)
        check_sizes(searcher)
        total = check_chunks(searcher, articles, crafted, wanted)
    for fault in searcher.faults[:25]:
        print(fault)
    print(f"statuses {dict(searcher.statuses)}; slowest alone: {searcher.slowest[1]!r}")
    goal.report("hostile queries", len(searcher.faults), crafted=len(crafted), queries=total.queries, answered=total.answered,
                refused=total.queries - total.answered, pairs_met=total.met, slowest_alone=round(searcher.slowest[0], 2),
                largest_mib=searcher.largest // 1024)
    # A generator that asks nothing sensible, or nothing but, would test little.
    is_sharp = total.queries / 4 < total.answered < total.queries and total.met > total.pairs / 10
    return 1 if searcher.faults or not is_sharp or total.queries < wanted or len(crafted) < LEAST_CRAFTED else 0


if __name__ == "__main__":
    sys.exit(main())
