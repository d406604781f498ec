# SPDX-License-Identifier: GPL-2.0-or-later
"""Queries made to break a search engine: crafted ones, and generated ones that are nearly as users write them."""

import collections
import pathlib
import random
import re

CRAFTED = pathlib.Path(__file__).resolve().parents[1] / "property/hostile_queries.txt"
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
    lines = CRAFTED.read_text().split("\n")
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
