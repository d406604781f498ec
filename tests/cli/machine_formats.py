#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""CSV, TSV and paths say of hostile articles what JSON says, read back by the programs that users read them with.

usage: machine_formats.py INDEXER SEARCHER

CSV is read by Python's csv module, as a spreadsheet would; TSV by undoing its escapes, which gives back each
byte of the text; paths0 by "xargs -0". Articles have formulas, quotes, separators, line ends and controls in every
field that their author controls, and file names are bytes.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from safe_output import csv_cell, escaped, name, read_csv, read_tsv, tsv_expected

TEXTS = ["=1+1", "+1", "-1", "@sum", " =1+1", "\t=1+1", "\uff1d1+1", "'=1", "plain", "a,b;c", "say \"so\"", "\"", "a\\tb\\x41\\",
         "tab\there", "two  spaces", "\x1b[31mred\x07", "\x9b31m", "\u202eflip\u2066", "\u2028", "\x7f", "\u00e9\u7981\u4ee4\U0001f1e8\U0001f1e6"]
NAMES = [b"new\nline", b"quote\"and'", b"-dash", b"--count", b"bytes\xff\xfe", b"=formula", b"tab\there", b" space ", b"back\\slash",
         b"escape\x1b[31m", "rtl\u202etxt".encode(), b"comma,semi;colon", b"$HOME `id` %s *"]
FACETS = "country,company,measure,status,publisher,language,year"


class Bench:
    def __init__(self, indexer, searcher, place):
        self.indexer, self.searcher, self.place = indexer, searcher, place
        self.cells = 0

    def run(self, *arguments, stdin=b"", statuses=(0,)):
        done = subprocess.run([self.searcher, "--db=idx", *arguments], cwd=self.place, input=stdin, capture_output=True, timeout=60)
        if done.returncode not in statuses:
            sys.exit(f"{arguments}: status {done.returncode}: {done.stderr!r}")
        return done.stdout

    def json_lines(self, *arguments, **options):
        return [json.loads(line) for line in self.run("--format=jsonl", *arguments, **options).splitlines()]

    def check_tables(self, header, rows, *arguments, **options):
        """`rows`: what the cells mean. In CSV and in TSV, the table must say just that."""
        cells = [[str(value if value is not None else "") for value in row] for row in [header] + rows]
        got = read_csv(self.run("--format=csv", *arguments, **options))
        self.compare([[csv_cell(cell) for cell in row] for row in cells], got, f"CSV {arguments}")
        got = read_tsv(self.run("--format=tsv", *arguments, **options))
        self.compare([[tsv_expected(cell) for cell in row] for row in cells], got, f"TSV {arguments}")

    def compare(self, wanted, got, what):
        for want, have in zip(wanted, got):
            if want != have:
                sys.exit(f"{what}:\n  wanted {want}\n  got    {have}")
        if len(wanted) != len(got):
            sys.exit(f"{what}: {len(got)} rows instead of {len(wanted)}")
        self.cells += sum(map(len, got))


def write_articles(place):
    articles = place / "articles"
    articles.mkdir()
    for name in NAMES:
        (articles / os.fsdecode(name + b".txt")).write_text(f"A note\n\nOTTAWA, 1 March 2024 - Canada banned TikTok. {name!r}\n")
    rows = [{"id": f"{i}{text}", "title": text + "\n" + text, "text": f"France fined Google 250 million euros {text}, the regulator said.",
             "publisher": text, "published": "2024-03-01", "language": "en"} for i, text in enumerate(TEXTS)]
    rows += [{"id": text, "title": text, "text": f"Fine {text}.", "publisher": text} for text in TEXTS]
    (articles / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def joined(values):
    return ";".join(values)


def check_rows(bench):
    for query, options in ([], {}), (["--limit=7", "--offset=3", "fine"], {}), (["nothingatall"], {"statuses": (1,)}):
        arguments = ["--limit=all", *query] if not query or query[0] == "nothingatall" else query
        rows = [[name(a["id"]), f"{a['score']:.2f}", a["published"], a["title"], joined(a["country"]), joined(a["company"]), joined(a["measure"])]
                for a in bench.json_lines(*arguments, **options)]
        bench.check_tables(["id", "score", "published", "title", "country", "company", "measure"], rows, *arguments, **options)
    keys = ["id", "published", "actor", "authority", "measure", "target", "status", "date", "evidence"]
    read = {"id": name, "target": joined}
    rows = [[read[key](e[key]) if key in read else e[key] for key in keys] for e in bench.json_lines("--events", "--limit=all")]
    if not rows:
        sys.exit("no event to print")
    bench.check_tables(keys, rows, "--events", "--limit=all")


def check_facets(bench):
    arguments = ["--limit=0", f"--facets={FACETS}", "--facet-limit=100"]
    keys = ["facet", "value", "label", "count"]
    bench.check_tables(keys, [[value[key] for key in keys] for value in bench.json_lines(*arguments)], *arguments)
    arguments = ["--cross=publisher,language", "--facet-limit=100"]
    table = bench.json_lines(*arguments)[0]
    header = [table["row"]] + [column["value"] for column in table["columns"]]
    bench.check_tables(header, [[row["value"], *counts] for row, counts in zip(table["rows"], table["counts"])], *arguments)


def check_batch(bench):
    ids = ["q", "=1", "a,b", "say \"so\"", "\x1b[31m", "back\\slash"]
    options = {"stdin": "".join(f"{name}\tfine\n" for name in ids).encode()}
    rows = [[a["query_id"], name(a["id"]), f"{a['score']:.2f}", a["published"], a["title"], joined(a["country"]), joined(a["company"]),
             joined(a["measure"])] for a in bench.json_lines("--batch=-", **options)]
    bench.check_tables(["query_id", "id", "score", "published", "title", "country", "company", "measure"], rows, "--batch=-", **options)


def check_paths(bench):
    wanted = [os.fsencode(name(article["path"])) for article in bench.json_lines("--limit=all")]
    raw = bench.run("--format=paths0", "--limit=all")
    bench.compare([[path] for path in wanted], [[path] for path in raw.split(b"\0")[:-1]], "paths0")
    if {os.path.basename(path) for path in wanted} != {name + b".txt" for name in NAMES} | {b"wire.jsonl"}:
        sys.exit("paths0 names other files than there are")
    done = subprocess.run(["xargs", "-0", "wc", "-c", "--"], input=raw, capture_output=True, cwd="/", check=True)
    if f"{sum(os.path.getsize(path) for path in wanted)} total" not in done.stdout.decode("utf-8", "replace"):
        sys.exit(f"xargs -0 read other files: {done.stdout!r}")
    lines = bench.run("--format=paths", "--limit=all").decode().split("\n")[:-1]
    bench.compare([[escaped(name(article["path"]))] for article in bench.json_lines("--limit=all")], [[line] for line in lines], "paths")


def check_ids(bench):
    """An id that JSON gave finds its article again, also one that was not UTF-8."""
    for article in bench.json_lines("--limit=all"):
        shown = bench.run("--format=json", f"--show={article['id']}")
        bench.compare([[article["id"]]], [[json.loads(shown)["id"]]], "--show")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    indexer, searcher = (str(pathlib.Path(path).resolve()) for path in sys.argv[1:])
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(indexer, searcher, pathlib.Path(place))
        write_articles(bench.place)
        subprocess.run([indexer, "--db=idx", "--quiet", "articles"], check=True, cwd=place)
        for check in (check_rows, check_facets, check_batch, check_paths, check_ids):
            check(bench)
    print(f"{bench.cells} cells read back")


if __name__ == "__main__":
    main()
