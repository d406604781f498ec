#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""No query crashes the searcher, hangs it, eats its memory or reaches the terminal, and queries keep their laws.

usage: hostile_queries.py INDEXER SEARCHER ARTICLES [--generated=N] [--seed=N] [--rss=MIB]

The crafted queries of hostile_queries.txt run as a process each, in JSON; all of them and N generated ones (drawn
from a grammar of our language, then damaged) run in batches, in JSON, as text and as counts. All run with a
stack of 1 MiB, a deadline and a bound on memory. Each is answered or refused, by status 0, 1, 2 or 124, with
output that parses and holds no control character. The laws:
  - what --explain says a query is read as finds the same articles and is read as itself;
  - --count is the number of results;
  - |a OR b| + |a AND b| = |a| + |b|, and NOT a finds what a does not.
"""

import collections
import json
import os
import pathlib
import random
import re
import resource
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
STACK_BYTES = 1024 * 1024
DEADLINE_SECONDS = 10
SLACK_SECONDS = 5  # to start and to print; a busy machine
MAX_ARGUMENT_BYTES = 120_000
CHUNK = 500
PAIRS = 300
CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]")
FIELDS = ["title", "country", "company", "measure", "status", "actor", "target", "mentions", "publisher", "language", "date"]
# Those that do not ask for an event: of one event several roles must hold at once, so AND is more than both.
PLAIN_FIELDS = ["country", "company", "mentions", "language"]


def unescape(line):
    line = re.sub(r"<<(\d+) (.*?)>>", lambda match: match[2] * int(match[1]), line)
    known = {"n": b"\n", "r": b"\r", "t": b"\t", "s": b" ", "\\": b"\\"}

    def replace(match):
        code = match[1].decode()
        if code[0] == "x":
            return bytes([int(code[1:], 16)])
        return chr(int(code[1:], 16)).encode() if code[0] in "uU" else known[code]
    return re.sub(rb"\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[nrts\\])", replace, line.encode())


def crafted_queries():
    lines = (HERE / "hostile_queries.txt").read_text().split("\n")
    return [unescape(line) for line in lines if line and not line.startswith("#")]


class Generator:
    """Queries of the grammar over words and values of the articles, and damaged ones."""

    MARKS = [b'"', b"(", b")", b"-", b"*", b":", b"..", b" AND ", b" OR ", b" NOT ", b" NEAR/2 ", b" NEAR ", b"\x00", b"\xff", b"\t",
             b"\x1b[31m", "\u202e".encode(), "\u2028".encode(), "\u0301".encode(), "\u3000".encode(), b"country:", b"date:",
             b"contry:", b"((((", b"))))", b'"""', b"NOT NOT ", b"--", b",", b"\\", "\u7981\u4ee4".encode(), b"\xe2\x80"]

    def __init__(self, articles, crafted, rng):
        self.rng, self.crafted = rng, crafted
        words = collections.Counter(w for a in articles for w in re.findall(r"\w{3,12}", a["text"] + " " + a["title"]))
        self.words = sorted(words)
        self.common = [word for word, count in words.most_common(150)]
        self.values = {name: sorted({v for a in articles for v in a[name]}) for name in ("country", "company", "measure")}
        self.values["language"] = sorted({a["language"] for a in articles if a["language"]})
        self.values["publisher"] = sorted({a["publisher"] for a in articles if a["publisher"]})
        for role in ("status", "actor"):
            self.values[role] = sorted({e[role] for a in articles for e in a["events"] if e[role]})
        self.values["target"] = sorted({t for a in articles for e in a["events"] for t in e["target"]})
        self.values["mentions"] = self.values["country"] + self.values["company"]
        self.values["title"] = self.words[:200]
        self.values["date"] = ["2020", "2020-08..2020-11", "2019..", "..2021", "30d", "2023-02-28", "today", "2021..2020", "2023-13"]

    def leaf(self, fields):
        draw = self.rng.random()
        word = self.rng.choice(self.common if self.rng.random() < 0.5 else self.words)
        if draw < 0.5:
            return word
        if draw < 0.62:
            return f'"{word} {self.rng.choice(self.words)}"' if self.rng.random() < 0.5 else f'"{word}"'
        if draw < 0.7:
            return word[:5] + "*" if len(word) >= 5 else word
        field = self.rng.choice(fields)
        return f'{field}:"{self.rng.choice(self.values[field] or ["x"])}"'

    def tree(self, depth, fields):
        draw = self.rng.random()
        if depth == 0 or draw < 0.3:
            return self.leaf(fields)
        deeper = lambda: self.tree(depth - 1, fields)
        if draw < 0.45:
            return f"{deeper()} {deeper()}"
        if draw < 0.6:
            return f"({deeper()}) AND ({deeper()})"
        if draw < 0.75:
            return f"({deeper()} OR {deeper()})"
        if draw < 0.85:
            return f"{self.rng.choice(['NOT ', '-'])}({deeper()})"
        if draw < 0.95:
            return f"{self.rng.choice(self.words)} NEAR/{self.rng.randint(1, 20)} {self.rng.choice(self.words)}"
        return f"({deeper()})"

    def damage(self, query):
        for _ in range(self.rng.choice([1, 1, 2, 3, 6])):
            at, end = sorted(self.rng.randint(0, len(query)) for _ in range(2))
            end = min(end, at + 40)
            query = self.rng.choice([
                lambda: query[:at] + query[end:],
                lambda: query[:end] + query[at:],
                lambda: query[:at] + self.rng.choice(self.MARKS) + query[at:],
                lambda: query[:at] + self.rng.choice(self.MARKS) * self.rng.choice([2, 5, 60]) + query[at:],
                lambda: query[:at] + self.rng.choice(self.crafted)[:200] + query[at:],
                lambda: query[:at] + bytes([self.rng.randrange(256)]) + query[end:],
                lambda: query[at:],
            ])()
        return query

    def query(self):
        query = self.tree(self.rng.choice([0, 1, 2, 3, 4]), FIELDS).encode()
        return query if self.rng.random() < 0.3 else self.damage(query)

    def pair(self):
        """Two queries that keep the laws of sets: without events, and with few wildcards."""
        return [self.tree(2, PLAIN_FIELDS) for _ in range(2)]


class Searcher:
    """Runs the program under the limits and checks what holds of every run."""

    def __init__(self, program, place, max_rss_mib):
        self.program, self.place, self.max_rss = program, pathlib.Path(place), max_rss_mib * 1024
        self.faults = []
        self.statuses = collections.Counter()
        self.slowest = self.largest = 0

    def fault(self, what, query):
        shown = query if len(query) <= 400 else query[:400] + b"..."
        self.faults.append(f"{what}: {shown!r}")

    def run(self, arguments, query, seconds):
        """Status, standard output and standard error; whatever breaks a promise becomes a fault."""
        limit = lambda: resource.setrlimit(resource.RLIMIT_STACK, (STACK_BYTES, STACK_BYTES))
        environment = {"PATH": "/usr/bin:/bin"} | {k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")}
        with open(self.place / "out", "w+b") as out, open(self.place / "err", "w+b") as err:
            begin = time.monotonic()
            process = subprocess.Popen([self.program, "--db=" + str(self.place / "idx"), f"--timeout={DEADLINE_SECONDS}", *arguments],
                                       stdout=out, stderr=err, stdin=subprocess.DEVNULL, preexec_fn=limit, env=environment,
                                       cwd=self.place)
            _, wait_status, usage = os.wait4(process.pid, 0)
            took = time.monotonic() - begin
            process.returncode = status = os.waitstatus_to_exitcode(wait_status)
            out.seek(0), err.seek(0)
            stdout, stderr = out.read(), err.read()
        self.statuses[status] += 1
        self.largest = max(self.largest, usage.ru_maxrss)
        if status not in (0, 1, 2, 124):
            self.fault(f"status {status}, {stderr[-300:]!r}", query)
        if took > seconds:
            self.fault(f"took {took:.1f} s", query)
        if usage.ru_maxrss > self.max_rss:
            self.fault(f"took {usage.ru_maxrss // 1024} MiB", query)
        for name, text in (("output", stdout), ("messages", stderr)):
            if found := CONTROL.search(text):
                self.fault(f"control character {found[0]!r} in the {name} of {arguments[:3]}", query)
        return status, stdout, stderr

    def alone(self, query):
        """A query as a process; how it was read, or nothing if it was refused."""
        begin = time.monotonic()
        status, out, err = self.run(["--format=json", "--limit=3", "--", query], query, DEADLINE_SECONDS + SLACK_SECONDS)
        self.slowest = max(self.slowest, time.monotonic() - begin)
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
        """Output lines by the number of the query, of those that were answered, and the set of those refused."""
        path = self.place / "queries"
        path.write_bytes(b"".join(b"%d\t%s\n" % (i, query) for i, query in enumerate(queries)))
        status, out, err = self.run(["--batch=queries", *arguments], b"a batch", DEADLINE_SECONDS * len(queries))
        refused = {int(number) for number in re.findall(rb"^searcher: queries:\d+: \((\d+)\): ", err, re.MULTILINE)}
        if status not in (0, 1, 2, 124) or (status == 2) != bool(refused):
            self.fault(f"status {status} of a batch with {len(refused)} refused", b"")
            if len(queries) > 1 and status not in (0, 1, 2):  # name the one that did it
                for half in (queries[:len(queries) // 2], queries[len(queries) // 2:]):
                    self.batch(half, *arguments)
        return out, refused

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
    counts, refused = searcher.batch(queries, "--count", "--format=tsv")
    counts = dict(map(int, line.split(b"\t")) for line in counts.splitlines())
    for i, query in enumerate(queries):
        if i not in refused and counts.get(i) != len(rows[i]):
            searcher.fault(f"--count says {counts.get(i)}, there are {len(rows[i])} results", query)


def check_sets(searcher, generator, articles):
    pairs = [generator.pair() for _ in range(PAIRS)]
    queries = [text.encode() for a, b in pairs for text in (a, b, f"({a}) AND ({b})", f"({a}) OR ({b})", f"NOT ({a})")]
    out, refused = searcher.batch(queries, "--count", "--format=tsv")
    counts = dict(map(int, line.split(b"\t")) for line in out.splitlines())
    compared = 0
    for i, (a, b) in enumerate(pairs):
        numbers = range(5 * i, 5 * i + 5)
        if refused.intersection(numbers):
            continue
        if not all(n in counts for n in numbers):
            searcher.fault("no count", queries[numbers[0]])
            continue
        one, other, both, either, neither = (counts[n] for n in numbers)
        compared += both > 0
        if one + other != both + either:
            searcher.fault(f"|a| {one} + |b| {other} is not |a AND b| {both} + |a OR b| {either}", f"a = {a}, b = {b}".encode())
        if one + neither != articles:
            searcher.fault(f"{one} with and {neither} without of {articles}", a.encode())
    return compared


def main():
    positional = [word for word in sys.argv[1:] if not word.startswith("--")]
    options = dict(word[2:].split("=", 1) for word in sys.argv[1:] if word.startswith("--"))
    if len(positional) != 3 or not set(options) <= {"generated", "seed", "rss"}:
        sys.exit(__doc__)
    indexer, program, corpus = (str(pathlib.Path(path).resolve()) for path in positional)
    wanted, seed = int(options.get("generated", 3000)), int(options.get("seed", 20240607))
    with tempfile.TemporaryDirectory() as place:
        subprocess.run([indexer, f"--db={place}/idx", "--quiet", corpus], check=True)
        dry = subprocess.run([indexer, "--dry-run", "--format=jsonl", corpus], check=True, capture_output=True).stdout
        articles = [json.loads(line) for line in dry.splitlines() if b'"skipped"' not in line[-200:]]
        searcher = Searcher(program, place, int(options.get("rss", 256)))
        crafted = crafted_queries()
        for query in crafted:
            if b"\0" not in query and len(query) <= MAX_ARGUMENT_BYTES:
                searcher.alone(query)
        generator = Generator(articles, crafted, random.Random(seed))
        queries = [query.replace(b"\n", b" ") for query in crafted + [generator.query() for _ in range(wanted)]]
        answered = 0
        for begin in range(0, len(queries), CHUNK):
            chunk = queries[begin:begin + CHUNK]
            answered += check_reading(searcher, chunk)
            check_counts(searcher, chunk)
            searcher.batch(chunk, "--format=text", "--explain", "--limit=2")
            searcher.batch(chunk, "--format=csv", "--limit=2")
        met = check_sets(searcher, generator, len(articles))
    for fault in searcher.faults[:25]:
        print(fault)
    print(f"{len(crafted)} crafted and {wanted} generated queries, seed {seed}: {answered} answered, {len(queries) - answered} refused; "
          f"{met} of {PAIRS} pairs met; statuses {dict(searcher.statuses)}; at most {searcher.slowest:.2f} s alone, "
          f"{searcher.largest // 1024} MiB; {len(searcher.faults)} faults")
    # A generator that asks nothing sensible, or nothing but, would test little.
    is_sharp = len(queries) / 4 < answered < len(queries) and met > PAIRS / 10
    return 1 if searcher.faults or not is_sharp else 0


if __name__ == "__main__":
    sys.exit(main())
