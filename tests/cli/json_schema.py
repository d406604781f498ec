#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""What both programs print as JSON is what common/schema/chokepoint.schema.json says, no key more and no key less.

usage: json_schema.py INDEXER SEARCHER SOURCE_DIRECTORY

The published schema lets unknown keys pass, as readers should; here every object is closed, so that a key
without a description fails. Each form of the schema and each of its keys must be met, so that nothing is
described that is never printed.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

HOSTILE = "\x1b[31m\x07\x9b\u202e\u2066\u061c\u2028\x7f\b\r\t\n\x00\"\\</script>\U0001f1e8\U0001f1e6e\u0301"
FACETS = "country,company,measure,status,actor,target,year,month,publisher,language"


class Checker:
    """Validates outputs against the forms of the schema and remembers which keys have been met."""

    def __init__(self, schema):
        self.forms = [form["$ref"].rsplit("/", 1)[1] for form in schema["anyOf"]]
        self.schema = closed(schema)
        self.met = {}
        self.faults = []
        jsonschema.Draft202012Validator.check_schema(schema)

    def check(self, form, value, command):
        at_form = self.schema | {"anyOf": [{"$ref": f"#/$defs/{form}"}]}
        errors = sorted(jsonschema.Draft202012Validator(at_form).iter_errors(value), key=str)
        for error in [cause for error in errors for cause in (error.context or [error])][:3]:
            self.faults.append(f"{command}: not a {form}: at {list(error.absolute_path)}: {error.message[:300]}")
        if isinstance(value, dict):
            self.met.setdefault(form, set()).update(value)

    def unmet(self):
        """Forms, and keys of forms, that no output had."""
        missing = []
        for form in self.forms:
            keys = set(self.schema["$defs"][form]["properties"]) - self.met.get(form, set())
            missing += [f"{form}.{key}" for key in sorted(keys)]
        return missing


def closed(schema):
    """The schema with every object refusing keys that it does not list."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: closed(part) for key, part in schema.items()}
    if "properties" in schema and isinstance(schema["properties"], dict) and schema.get("type") == "object":
        result.setdefault("additionalProperties", False)
    return result


class Programs:
    def __init__(self, indexer, searcher, place, checker):
        self.indexer, self.searcher, self.place, self.checker = indexer, searcher, place, checker
        self.lines = 0

    def run(self, program, arguments, statuses, stdin=""):
        done = subprocess.run([program, *arguments], capture_output=True, cwd=self.place, input=stdin.encode(),
                              timeout=120, env={"PATH": "/usr/bin:/bin"})
        if done.returncode not in statuses:
            sys.exit(f"{arguments}: status {done.returncode}: {done.stderr.decode('utf-8', 'replace')}")
        return done.stdout

    def check_lines(self, form, output, what):
        """`form` is a name, or tells the name from an object."""
        for line in output.decode().splitlines():
            value = json.loads(line)
            self.lines += 1
            self.checker.check(form(value) if callable(form) else form, value, what)

    def index(self, form, *arguments, statuses=(0,)):
        self.check_lines(form, self.run(self.indexer, arguments, statuses), " ".join(arguments))

    def search(self, form, *arguments, db=("idx",), statuses=(0,), stdin=""):
        arguments = [*(f"--db={path}" for path in db), *arguments]
        self.check_lines(form, self.run(self.searcher, arguments, statuses, stdin), " ".join(arguments))


def write_articles(place):
    articles = place / "articles"
    articles.mkdir()
    (articles / "bad.txt").write_bytes(b"\xff\xfe" * 200)
    rows = [{"id": "x" + HOSTILE, "title": "Evil" + HOSTILE, "text": "Canada banned TikTok. A note" + HOSTILE,
             "publisher": "P" + HOSTILE, "author": HOSTILE, "url": HOSTILE, "published": "2024-03", "language": "en"},
            {"id": "long", "title": "Long", "text": "Ottawa banned WeChat. " + "The minister said so again. " * 50000},
            *({"id": f"copy {i}", "title": f"Copy {i}", "publisher": f"P{i}", "text": "The same few words."} for i in range(3)),
            {"id": "no text"}]
    (articles / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (articles / "odd\n\udcff\"name.txt").write_text(
        "An odd name\n\nPARIS, 1 March 2024 - France fined Google 250 million euros over news content, the regulator said.\n"
        "Subscribe to our newsletter\n")


def check_indexer(programs, corpus):
    dry = lambda value: "dry_run_skip" if "skipped" in value else "dry_run_article"
    programs.index(dry, "--dry-run", "--format=jsonl", "articles", str(corpus))
    programs.index("run_summary", "--db=idx", "--format=jsonl", "--report=report", "articles", str(corpus))
    report = (programs.place / "report").read_bytes()
    programs.check_lines(lambda value: "run_summary" if "summary" in value else "report_skip", report, "--report")
    programs.index("run_summary", "--db=idx", "--format=jsonl")  # nothing has changed
    programs.index("run_summary", "--db=small", "--format=jsonl", "articles")


def check_searcher(programs):
    queries = [[], ["tiktok"], ["ban", "--match=auto", "NOT", "zebra"], ["--country=CA", "--country=!US"], ["nothingatall"],
               ["--match=auto", "tiktok zebra nothingatall"], ["\x1b\u202e\" evil"], ["--since=2024", "--offset=2"],
               ["measure:fine", "--facet-limit=1"], ["--sort=text", "title:ban*"]]
    for query in queries:
        for format in ("json", "jsonl"):
            empty = (0, 1)
            programs.search("search_count", f"--format={format}", "--count", *query, statuses=empty)
            form = lambda name: "search" if format == "json" else name
            programs.search(form("result"), f"--format={format}", *query, statuses=empty)
            programs.search(form("result"), f"--format={format}", "--explain", f"--facets={FACETS}", *query, statuses=empty)
            programs.search(form("result"), f"--format={format}", "--group-duplicates=yes", *query, statuses=empty)
            programs.search(form("article_event"), f"--format={format}", "--events", *query, statuses=empty)
            programs.search(form("facet_value"), f"--format={format}", "--limit=0", f"--facets={FACETS}", *query, statuses=empty)
            programs.search(form("cross_line"), f"--format={format}", "--cross=publisher,measure", *query, statuses=empty)
    programs.search("result", "--format=jsonl", "--limit=all")
    programs.search("search", "--format=json", "--events", f"--facets={FACETS}")
    lines = "a\ttiktok\nb\tcontry:CA\n\x1b\u202e\tevil\nd\tnothingatall\ne\t\n"
    for form, *arguments in (["search"], ["search", "--events"], ["search", "--explain"], ["search_count", "--count"],
                             ["search", "--cross=country,measure"], ["search", "--limit=0"]):
        programs.search(form, "--batch=-", "--format=json", *arguments, statuses=(2,), stdin=lines)
    for form, *arguments in (["result"], ["article_event", "--events"], ["facet_value", "--limit=0"], ["result", "--explain"],
                             ["cross_line", "--cross=country,measure"], ["search_count", "--count"]):
        programs.search(form, "--batch=-", "--format=jsonl", *arguments, statuses=(2,), stdin=lines)
    for db in (("idx", "small"), ("idx", "missing")):
        for arguments in (["tiktok"], ["--count"]):
            form = "search_count" if "--count" in arguments else "search"
            programs.search(form, "--format=json", "--allow-partial", *arguments, db=db)
    (programs.place / "slow").mkdir()
    os.mkfifo(programs.place / "slow/XAPIANDB")  # a stub that never answers
    late = ["--format=json", "--timeout=0.1"]
    programs.search("search_timeout", *late, HOSTILE.replace("\0", ""), db=("slow",), statuses=(124,))
    programs.search("search_timeout", *late, "--batch=-", db=("slow",), statuses=(124,), stdin="a\ttiktok\n")
    for line in programs.run(programs.searcher, ["--db=small", "--format=jsonl"], (0,)).decode().splitlines():
        if "\0" not in (id := json.loads(line)["id"]):  # no command line can hold that
            programs.search("shown_article", "--format=json", f"--show={id}", db=("small",))


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    source = pathlib.Path(sys.argv[3]).resolve()
    schema = json.loads((source / "common/schema/chokepoint.schema.json").read_text())
    checker = Checker(schema)
    with tempfile.TemporaryDirectory() as place:
        programs = Programs(*(str(pathlib.Path(path).resolve()) for path in sys.argv[1:3]), pathlib.Path(place), checker)
        write_articles(programs.place)
        check_indexer(programs, source / "corpus/articles")
        check_searcher(programs)
    # A checker that lets everything pass would prove nothing.
    before = len(checker.faults)
    checker.check("report_skip", {"path": "a", "reason": "b", "detail": "c", "new": 1}, "a key too many")
    checker.check("report_skip", {"path": "a", "reason": "b"}, "a key too few")
    refused = len(checker.faults) - before
    del checker.faults[before:]
    unmet = checker.unmet()
    for fault in checker.faults[:20]:
        print(fault)
    if unmet:
        print("described, but never printed here:", ", ".join(unmet))
    print(f"{programs.lines} objects, {len(checker.faults)} faults")
    return 1 if checker.faults or unmet or refused != 2 or programs.lines < 500 else 0


if __name__ == "__main__":
    sys.exit(main())
