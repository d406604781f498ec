#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks the sample corpus: articles, labels, sources, queries, judgements.

Usage: check_corpus.py CORPUS-DIR

CORPUS-DIR holds articles/, labels.jsonl, sources.tsv, queries.tsv and
judgements.tsv.  Its folders annotated and unread are held to the same form,
without queries and without the demands on what they cover; no two articles of
all folders share eight words.  Every fault is told on
standard error, one a line; exit status 0 without faults, 1 with faults, 2 if
the corpus cannot be read at all.  Counts go to standard output.
"""

import json
import os
import re
import sys
import typing
from collections import Counter, defaultdict

from scoring import ANNOTATED_FOLDERS, read_leaves

SHARED_RUN = 8
LEAVES = 30
QUERIES = 40
MIN_JUDGED = 15
MIN_RELEVANT = 2
MIN_NOT_RELEVANT = 3
EVIDENCE_WORDS = 10

LABEL_KEYS = {"file", "title", "published", "country", "company", "measure",
              "events", "boilerplate"}
EVENT_KEYS = {"actor", "authority", "measure", "target", "status", "date",
              "evidence"}
STATUSES = {"considered", "proposed", "under-review", "announced", "in-force",
            "challenged", "suspended", "lifted", "rejected"}
SOURCE_HEADER = ["file", "outlet", "language", "event", "source", "notes"]

DATE = re.compile(r"^\d{4}-\d{2}(-\d{2})?$")
DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
# Chinese and Japanese characters, which are written without spaces.
CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
TOKEN = re.compile(r"\w+(?:['’]\w+)*")
# What may stand before the first word of a sentence besides the end of
# another one: list signs, quotation marks, brackets.
SENTENCE_END = ".!?:;…。！？；"
OPENERS = "\"'“”‘’«»„‚([{【「『—–-•*·›>|"


class Demands(typing.NamedTuple):
    """What a folder of articles must hold, at least or from and to."""
    words: tuple[int, int]
    articles: int = 1
    articles_a_leaf: int = 0
    jurisdictions: int = 0
    companies: int = 0
    dated_events: int = 0
    with_boilerplate: int = 0
    without_measure: int = 0
    not_english: int = 0


SAMPLES = Demands(words=(150, 700), articles=60, articles_a_leaf=4,
                  jurisdictions=25, companies=50, dated_events=60,
                  with_boilerplate=15, without_measure=10, not_english=5)
ANNOTATED = Demands(words=(190, 1100))


class Folder(typing.NamedTuple):
    """A folder with articles/, labels.jsonl and sources.tsv."""
    path: str
    prefix: str  # of its files in what is told
    demands: Demands


faults = []


def fault(text):
    faults.append(text)


def read_text(path):
    with open(path, encoding="utf-8") as stream:
        return stream.read()


def read_rows(path, columns, header=None, prefix=""):
    """The rows of a tab-separated file, as (line number, fields)."""
    name = prefix + os.path.basename(path)
    if not os.path.exists(path):
        fault(f"{name}: no such file")
        return []
    rows = []
    for number, line in enumerate(read_text(path).splitlines(), 1):
        fields = line.split("\t")
        if number == 1 and header is not None:
            if fields != header:
                fault(f"{name}:1: header is not {' '.join(header)}")
                return []
            continue
        if len(fields) != columns:
            fault(f"{name}:{number}: {len(fields)} columns instead of {columns}")
            continue
        rows.append((number, fields))
    return rows


def one_space(text):
    return " ".join(text.split())


def count_words(text):
    """Words between white space; for Chinese and Japanese, characters / 2."""
    cjk = len(CJK.findall(text))
    characters = sum(1 for c in text if not c.isspace())
    if cjk * 3 > characters:
        return characters // 2
    return len(text.split())


def is_sentence_start(text, flat, words):
    """Whether the words stand where a sentence or line begins: True, False,
    or None where they are not in the text at all."""
    found = False
    for line in text.splitlines():
        line = one_space(line)
        if line.lstrip(OPENERS + " ").startswith(words.lstrip(OPENERS + " ")):
            return True
        # "NAIROBI, 7 Aug 2023 - Detectives raided ..."
        dateline = re.match(r"(?:\S+ ){1,8}?[-–—] (?=\S)", line)
        if dateline and line[dateline.end():].startswith(words):
            return True
    at = flat.find(words)
    while at >= 0:
        found = True
        before = flat[:at].rstrip().rstrip(OPENERS).rstrip()
        if not before or before[-1] in SENTENCE_END:
            return True
        # An item of a list or of a live blog: "(b) ...", "18:40 ..."
        last = before.split()[-1]
        if re.fullmatch(r"\(?[0-9A-Za-z]{1,3}\)|\d\d?:\d\d", last):
            return True
        at = flat.find(words, at + 1)
    return False if found else None


def check_articles(folder, runs):
    """`runs`: where each run of SHARED_RUN words was first met."""
    articles = {}
    for name in sorted(os.listdir(os.path.join(folder.path, "articles"))):
        where = f"{folder.prefix}articles/{name}"
        if not re.fullmatch(r"\d{2,3}-[a-z0-9-]+\.txt", name):
            fault(f"{where}: the name is not NN-slug.txt")
            continue
        try:
            articles[name] = read_text(os.path.join(folder.path, "articles", name))
        except UnicodeDecodeError as error:
            fault(f"{where}: not UTF-8: {error}")
    if len(articles) < folder.demands.articles:
        fault(f"{folder.prefix}articles: {len(articles)}, fewer than "
              f"{folder.demands.articles}")
    least, most = folder.demands.words
    for name, text in articles.items():
        where = f"{folder.prefix}articles/{name}"
        words = count_words(text)
        if not least <= words <= most:
            fault(f"{where}: {words} words, not {least} to {most}")
        tokens = TOKEN.findall(text.casefold())
        told = set()
        for i in range(len(tokens) - SHARED_RUN + 1):
            run = tuple(tokens[i:i + SHARED_RUN])
            other = runs.setdefault(run, where)
            if other != where and other not in told:
                told.add(other)
                fault(f"{where}: shares with {other} the words "
                      f"'{' '.join(run)}'")
    return articles


def check_facet(where, name, value):
    if not isinstance(value, dict) or set(value) != {"core", "also"}:
        fault(f"{where}: {name} has not exactly the keys core and also")
        return []
    for part in ("core", "also"):
        if (not isinstance(value[part], list)
                or not all(isinstance(v, str) and v for v in value[part])):
            fault(f"{where}: {name}.{part} is not a list of strings")
            return []
    both = value["core"] + value["also"]
    for v, n in Counter(both).items():
        if n > 1:
            fault(f"{where}: {name} holds {v} {n} times")
    return both


def check_event(where, event, leaves, text, flat):
    if not isinstance(event, dict) or set(event) != EVENT_KEYS:
        fault(f"{where}: an event has not exactly the keys "
              f"{', '.join(sorted(EVENT_KEYS))}")
        return False
    if event["measure"] not in leaves:
        fault(f"{where}: unknown measure {event['measure']!r} in an event")
    if event["status"] not in STATUSES:
        fault(f"{where}: unknown status {event['status']!r} in an event")
    if event["date"] is not None and not DATE.match(str(event["date"])):
        fault(f"{where}: {event['date']!r} is no date")
    if not isinstance(event["target"], list):
        fault(f"{where}: target of an event is no list")
    words = one_space(event["evidence"] or "").split()[:EVIDENCE_WORDS]
    if not words:
        fault(f"{where}: an event without evidence")
        return event["date"] is not None
    begin = is_sentence_start(text, flat, " ".join(words))
    if begin is None:
        fault(f"{where}: evidence is not in the article: {' '.join(words)}")
    elif not begin:
        fault(f"{where}: evidence is not the start of a sentence: "
              f"{' '.join(words)}")
    return event["date"] is not None


def check_labels(folder, articles, leaves):
    path = os.path.join(folder.path, "labels.jsonl")
    file = f"{folder.prefix}labels.jsonl"
    seen = Counter()
    of_leaf = defaultdict(set)
    countries, companies = set(), set()
    dated = boilerplate = no_measure = 0
    for number, line in enumerate(read_text(path).splitlines(), 1):
        try:
            label = json.loads(line)
        except ValueError as error:
            fault(f"{file}:{number}: no JSON: {error}")
            continue
        if not isinstance(label, dict) or set(label) != LABEL_KEYS:
            fault(f"{file}:{number}: has not exactly the keys "
                  f"{', '.join(sorted(LABEL_KEYS))}")
            continue
        name = label["file"]
        where = f"{file}:{number} ({name})"
        seen[name] += 1
        if name not in articles:
            fault(f"{where}: no such article")
            continue
        text = articles[name]
        flat = one_space(text)
        if one_space(label["title"] or "") not in flat or not label["title"]:
            fault(f"{where}: the title is not in the article")
        if label["published"] is not None and not DAY.match(label["published"]):
            fault(f"{where}: published is no date")
        countries.update(check_facet(where, "country", label["country"]))
        companies.update(check_facet(where, "company", label["company"]))
        measures = check_facet(where, "measure", label["measure"])
        for leaf in measures:
            if leaf not in leaves:
                fault(f"{where}: unknown measure {leaf!r}")
            of_leaf[leaf].add(name)
        if not measures:
            no_measure += 1
            if label["events"]:
                fault(f"{where}: events, but no measure")
        for event in label["events"]:
            dated += check_event(where, event, leaves, text, flat)
            if isinstance(event, dict) and event.get("measure") not in measures:
                fault(f"{where}: measure {event.get('measure')!r} of an event "
                      f"is not in the facet")
        if label["boilerplate"]:
            boilerplate += 1
        for start in label["boilerplate"]:
            if one_space(start) not in flat:
                fault(f"{where}: boilerplate is not in the article: {start}")
    for name in articles:
        if seen[name] != 1:
            fault(f"{folder.prefix}articles/{name}: {seen[name]} labels "
                  "instead of one")
    for leaf in leaves:
        if len(of_leaf[leaf]) < folder.demands.articles_a_leaf:
            fault(f"{file}: {leaf} in {len(of_leaf[leaf])} articles, "
                  f"fewer than {folder.demands.articles_a_leaf}")
    for count, least, what in (
            (len(countries), folder.demands.jurisdictions, "jurisdictions"),
            (len(companies), folder.demands.companies, "companies"),
            (dated, folder.demands.dated_events, "events with a date"),
            (boilerplate, folder.demands.with_boilerplate,
             "articles with boilerplate"),
            (no_measure, folder.demands.without_measure,
             "articles without any measure")):
        if count < least:
            fault(f"{file}: {count} {what}, fewer than {least}")
    return {"jurisdictions": len(countries), "companies": len(companies),
            "dated events": dated, "with boilerplate": boilerplate,
            "without measure": no_measure,
            "least articles a leaf": min((len(of_leaf[leaf])
                                          for leaf in leaves), default=0)}


def check_sources(folder, articles):
    path = os.path.join(folder.path, "sources.tsv")
    file = f"{folder.prefix}sources.tsv"
    rows = read_rows(path, len(SOURCE_HEADER), SOURCE_HEADER, folder.prefix)
    names = [fields[0] for _, fields in rows]
    if names != sorted(names):
        fault(f"{file}: not sorted by file")
    for name, n in Counter(names).items():
        if n > 1:
            fault(f"{file}: {name} stands {n} times")
        if name not in articles:
            fault(f"{file}: {name}: no such article")
    for name in articles:
        if name not in names:
            fault(f"{file}: {name} is missing")
    other = {fields[0] for _, fields in rows if fields[2] != "en"}
    if len(other) < folder.demands.not_english:
        fault(f"{file}: {len(other)} articles not in English, "
              f"fewer than {folder.demands.not_english}")
    return len(other)


def check_folder(folder, leaves, runs):
    """The articles and a line of counts."""
    articles = check_articles(folder, runs)
    counts = check_labels(folder, articles, leaves)
    other = check_sources(folder, articles)
    return articles, (f"{folder.prefix}articles: {len(articles)} ({other} not in English), "
                      + ", ".join(f"{count} {what}" for what, count in counts.items()))


def check_queries(corpus, articles):
    queries = {}
    for number, (key, text) in read_rows(
            os.path.join(corpus, "queries.tsv"), 2):
        if not re.fullmatch(r"q\d\d", key) or key in queries:
            fault(f"queries.tsv:{number}: bad or repeated number {key!r}")
        if not 1 <= len(text.split()) <= 8:
            fault(f"queries.tsv:{number}: {len(text.split())} words, "
                  "not one to eight")
        queries[key] = text
    if len(queries) != QUERIES:
        fault(f"queries.tsv: {len(queries)} queries instead of {QUERIES}")
    judged = defaultdict(dict)
    order = []
    for number, (key, zero, name, grade) in read_rows(
            os.path.join(corpus, "judgements.tsv"), 4):
        where = f"judgements.tsv:{number}"
        order.append((key, name))
        if key not in queries:
            fault(f"{where}: no such query: {key}")
        if zero != "0":
            fault(f"{where}: second column is not 0")
        if name not in articles:
            fault(f"{where}: no such article: {name}")
        if grade not in ("0", "1", "2", "3"):
            fault(f"{where}: grade {grade!r} is not 0, 1, 2 or 3")
            continue
        if name in judged[key]:
            fault(f"{where}: {name} is judged twice for {key}")
        judged[key][name] = int(grade)
    if order != sorted(order):
        fault("judgements.tsv: not sorted by query and file")
    for key in sorted(queries):
        grades = judged[key].values()
        relevant = sum(1 for grade in grades if grade >= 2)
        not_relevant = sum(1 for grade in grades if grade == 0)
        if len(grades) < MIN_JUDGED:
            fault(f"judgements.tsv: {key} has {len(grades)} judged articles, "
                  f"fewer than {MIN_JUDGED}")
        if relevant < MIN_RELEVANT:
            fault(f"judgements.tsv: {key} has {relevant} relevant articles, "
                  f"fewer than {MIN_RELEVANT}")
        if not_relevant < MIN_NOT_RELEVANT:
            fault(f"judgements.tsv: {key} has {not_relevant} articles that are "
                  f"not relevant, fewer than {MIN_NOT_RELEVANT}")
    return len(queries), sum(len(grades) for grades in judged.values())


def main():
    if len(sys.argv) != 2:
        print("usage: check_corpus.py CORPUS-DIR", file=sys.stderr)
        return 2
    corpus = sys.argv[1]
    lines = []
    try:
        leaves = read_leaves()
        if len(leaves) != LEAVES:
            fault(f"measures.tsv: {len(leaves)} leaves instead of {LEAVES}")
        runs = {}
        articles, counts = check_folder(Folder(corpus, "", SAMPLES), leaves, runs)
        queries, judged = check_queries(corpus, articles)
        lines.append(f"{counts}, {queries} queries, {judged} judgements")
        for name in ANNOTATED_FOLDERS:
            folder = Folder(os.path.join(corpus, name), name + "/", ANNOTATED)
            lines.append(check_folder(folder, leaves, runs)[1])
    except OSError as error:
        print(f"check_corpus.py: {error}", file=sys.stderr)
        return 2
    for text in faults:
        print(f"check_corpus.py: {text}", file=sys.stderr)
    print(*lines, f"{len(leaves)} leaves, {len(faults)} faults", sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
