#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts are exact: random queries and filters against a brute-force count over --dry-run output.

usage: facet_counts.py INDEXER SEARCHER ARTICLES [--rounds=N] [--seed=N]

Each round draws a query (exact words, fields, their negations, AND and OR) and up to three filters, and compares
total, ids, every count, "other" and "none" of every facet. What each should be is worked out here from what the
indexer says of each article, not by asking the searcher in another way.
"""
import collections, itertools, json, os, random, re, subprocess, sys, tempfile, unicodedata

FACETS = ["country", "company", "measure", "status", "actor", "target", "year", "month", "publisher", "language"]
EVENT_ROLES = ("actor", "target", "measure", "status")
FACET_LIMIT = 5


def fold(text):
    text = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in text if not unicodedata.combining(c))


class Article:
    def __init__(self, row):
        self.id = row["id"]
        self.date = (row["published"] or "").replace("-", "")
        text = fold(row["text"] + "\n" + row["title"])
        self.words = set(re.findall(r"[a-z]+", text))
        self.elided = set(re.findall(r"[a-z]+(?=['\u2019])", text))
        self.events = row["events"]
        of_events = lambda key: {e[key] for e in self.events if e[key]}
        self.values = {
            "country": set(row["country"]), "company": set(row["company"]), "measure": set(row["measure"]),
            "status": of_events("status"), "actor": of_events("actor"),
            "target": {t for e in self.events for t in e["target"]},
            "publisher": {row["publisher"]} - {None}, "language": {row["language"]} - {None},
            "year": {self.date[:4]} - {""},
            "month": {self.date[:4] + "-" + self.date[4:6]} if len(self.date) >= 6 else set(),
        }
        self.mentions = set().union(*(set(row[f]) | set(row["also"][f]) for f in ("country", "company", "measure")))

    def has_event(self, wanted):
        """wanted: role -> values. One event must have a value of each role."""
        def fits(event, role, values):
            return bool(set(event["target"]) & values) if role == "target" else event[role] in values
        return any(all(fits(e, role, values) for role, values in wanted.items()) for e in self.events)


class Word:
    def __init__(self, word): self.word = word
    def text(self): return f'"{self.word}"'
    def holds(self, article): return self.word in article.words


class FieldIs:
    def __init__(self, field, value): self.field, self.value = field, value
    def text(self): return f'{self.field}:"{self.value}"'
    def holds(self, article):
        return self.value in (article.mentions if self.field == "mentions" else article.values[self.field])


class Not:
    def __init__(self, part): self.part = part
    def text(self): return "-" + self.part.text()
    def holds(self, article): return not self.part.holds(article)


class Or:
    def __init__(self, parts): self.parts = parts
    def text(self): return "(" + " OR ".join(p.text() for p in self.parts) + ")"
    def holds(self, article): return any(p.holds(article) for p in self.parts)


class Drawing:
    """Draws queries and filters whose words and values occur in the articles."""

    def __init__(self, articles, rng):
        self.articles, self.rng = articles, rng
        # Before an apostrophe the analyzer may take a word for an elided article ("dell'app").
        elided = set().union(*(a.elided for a in articles))
        for a in articles:
            a.drawable = sorted({w for w in a.words if 4 <= len(w) <= 12} - elided)
        self.values = {f: sorted({v for a in articles for v in a.values[f]}) for f in FACETS}

    def leaf(self, article):
        """Mostly of one article, so that queries and filters meet; sometimes of any."""
        if self.rng.random() < 0.3:
            article = self.rng.choice(self.articles)
        field = self.rng.choice(["country", "company", "measure", "status", "actor", "target", "mentions", "language"])
        values = sorted(article.mentions if field == "mentions" else article.values[field])
        if self.rng.random() < 0.6 or not values:
            return Word(self.rng.choice(article.drawable))
        return FieldIs(field, self.rng.choice(values))

    def query(self, article):
        parts = []
        for _ in range(self.rng.choice([0, 0, 1, 1, 2, 3])):
            draw = self.rng.random()
            leaf = self.leaf(article)
            parts.append(Or([leaf, self.leaf(article)]) if draw < 0.4 else Not(leaf) if draw < 0.55 else leaf)
        return parts

    def filters(self, article):
        chosen = {}
        names = [f for f in FACETS if f not in ("year", "month") and self.values[f]]
        for name in self.rng.sample(names, min(len(names), self.rng.choice([0, 1, 1, 2, 3]))):
            count = self.rng.choice([1, 1, 2])
            values = sorted(article.values[name]) if article.values[name] and self.rng.random() < 0.6 else self.values[name]
            chosen[name] = [("!" if self.rng.random() < 0.25 else "") + v for v in self.rng.sample(values, min(count, len(values)))]
        if self.rng.random() < 0.2:
            chosen["since"] = [self.rng.choice(["2017", "2019-06", "2021-03-15"])]
        return chosen


def passes(article, parts, filters, without):
    filters = {k: v for k, v in filters.items() if k != without and not (k == "since" and without in ("year", "month"))}
    if not all(p.holds(article) for p in parts):
        return False
    wanted = collections.defaultdict(list)  # role -> sets of values, each of which one event must meet
    for part in parts:
        if isinstance(part, FieldIs) and part.field in EVENT_ROLES:
            wanted[part.field].append({part.value})
    for name, values in filters.items():
        if name == "since":
            first = (values[0].replace("-", "") + "0101")[:8]
            while first.endswith("01") and len(first) > 4:
                first = first[:-2]
            if not article.date or article.date < first:
                return False
            continue
        excluded = {v[1:] for v in values if v.startswith("!")}
        included = {v for v in values if not v.startswith("!")}
        if article.values[name] & excluded or (included and not article.values[name] & included):
            return False
        if name in EVENT_ROLES and included:
            wanted[name].append(included)
    if len(wanted) < 2:
        return True
    # A role that is asked for more than once: each request must hold of an event that has the other roles.
    names = list(wanted)
    return all(article.has_event(dict(zip(names, chosen))) for chosen in itertools.product(*(wanted[n] for n in names)))


def expected_facet(articles, name, shown):
    counts = collections.Counter(v for a in articles for v in a.values[name])
    hidden = set(counts) - set(shown)
    return (counts, sum(1 for a in articles if a.values[name] & hidden), sum(1 for a in articles if not a.values[name]))


def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def compare(articles, parts, filters, answer):
    faults = []
    matching = [a for a in articles if passes(a, parts, filters, None)]
    if answer["total"] != len(matching):
        faults.append(f"total {answer['total']}, expected {len(matching)}")
    if {r["id"] for r in answer["results"]} != {a.id for a in matching}:
        faults.append("other articles than expected")
    for name in FACETS:
        rows = answer["facets"][name]
        counts, other, none = expected_facet([a for a in articles if passes(a, parts, filters, name)], name, [r["value"] for r in rows])
        for row in rows:
            if row["count"] != counts[row["value"]]:
                faults.append(f"{name} {row['value']}: {row['count']}, expected {counts[row['value']]}")
        ranked = sorted(counts, key=lambda v: (-counts[v], v.encode()))
        missing = set(ranked[:FACET_LIMIT]) - {r["value"] for r in rows}
        if missing:
            faults.append(f"{name}: {sorted(missing)} should be shown")
        totals = answer["facet_totals"][name]
        if (totals["values"], totals["other"], totals["none"]) != (len(counts), other, none):
            faults.append(f"{name} totals {totals}, expected values {len(counts)} other {other} none {none}")
    return faults


def main():
    positional = [a for a in sys.argv[1:] if not a.startswith("--")]
    options = dict(a[2:].split("=", 1) for a in sys.argv[1:] if a.startswith("--"))
    if len(positional) != 3:
        sys.exit(__doc__)
    indexer, searcher, corpus = positional
    rounds, seed = int(options.get("rounds", 500)), int(options.get("seed", 20240607))
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        db = os.path.join(place, "idx")
        status, out, err = run([indexer, "--db=" + db, "--quiet", corpus])
        if status != 0:
            sys.exit(f"indexer: status {status}: {err}")
        status, out, err = run([indexer, "--dry-run", "--format=jsonl", corpus])
        articles = [Article(row) for row in map(json.loads, out.splitlines()) if "skipped" not in row]
        drawing = Drawing(articles, rng)
        failed = matched = 0
        for number in range(rounds):
            article = rng.choice(articles)
            parts, filters = drawing.query(article), drawing.filters(article)
            query = " ".join(p.text() for p in parts)
            command = [searcher, "--db=" + db, "--format=json", "--limit=all", "--facets=" + ",".join(FACETS), f"--facet-limit={FACET_LIMIT}"]
            command += [f"--{name}={value}" for name, values in filters.items() for value in values] + ["--", query]
            status, out, err = run(command)
            if status not in (0, 1):
                faults = [f"status {status}: {err.strip()}"]
            else:
                answer = json.loads(out)
                matched += answer["total"] > 0
                faults = compare(articles, parts, filters, answer)
            if faults:
                failed += 1
                print(f"round {number}, seed {seed}: {' '.join(command[6:])}")
                for fault in faults[:6]:
                    print("   ", fault)
    print(f"{rounds} queries over {len(articles)} articles, {matched} with matches, seed {seed}")
    print(f"{rounds - failed} passed, {failed} failed")
    # A generator that hits nothing would test nothing.
    return 1 if failed or matched < rounds / 3 or len(articles) < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
