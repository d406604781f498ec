#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""No text reaches a terminal unguarded or breaks a format, wherever it came in and wherever it goes out.

usage: hostile_text.py INDEXER SEARCHER [--articles=N]

Each round fills a tree with strings that are made to harm what shows them, in all fields of all formats, in names of
files, directories and roots, in tables, configuration, queries, options, environment and damaged indexes; then has both
programs print them by every path there is. safe_output.py judges: text holds no control character but our own
sequences, JSON is strict, CSV and TSV read back what JSON says, a record is a row. Two laws besides: coloured text is
plain text with colours, and no line is wider than the terminal.

How many strings went in and how many of them came out of the index again is counted by their markers.
"""

import fcntl
import os
import pathlib
import pty
import random
import re
import struct
import subprocess
import sys
import tempfile
import termios
import traceback
import tty
import typing
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import goal
import hostile_tree
from hostile_strings import MARKER, HostileStrings
from safe_output import (LINKED, PROGRESS, STYLED, Unsafe, csv_cell, escaped, name, read_csv, read_json, read_json_lines, read_text,
                         read_tsv, tsv_expected)

ROUNDS = 1 if goal.is_sanitized() else 3  # of the quick edition
LEAST_STRINGS = 30  # an article
LEAST_SHARE = 0.2  # of the strings must come out of the index again
RUN_SECONDS = 300
FACETS = "country,company,measure,status,actor,target,year,month,publisher,language"
COLUMNS = ["id", "score", "published", "title", "country", "company", "measure"]
EVENT_COLUMNS = ["id", "published", "actor", "authority", "measure", "target", "status", "date", "evidence"]
READERS: dict[str, typing.Callable[[bytes], object]] = {
    "text": read_text, "json": lambda out: read_json(read_text(out)), "jsonl": read_json_lines, "csv": read_csv, "tsv": read_tsv,
    "paths": read_text}
MAX_FIELD_BYTES = 2000
WHITE_SPACE = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
INDEXER_STATUSES = (0, 1, 2, 3, 4, 5, 75)
SEARCHER_STATUSES = (0, 1, 2, 3, 4, 6, 124)
MESSAGES = ("searcher: ", "hint: ")  # how lines begin that the terminal may break


class Bench:
    """The two programs in a directory. What they write to standard error is judged here, always."""

    def __init__(self, indexer: str, searcher: str, place: str, articles: int):
        self.programs = {"indexer": indexer, "searcher": searcher}
        self.place = pathlib.Path(place)
        self.articles = articles
        self.outputs = 0
        self.from_index: set[bytes] = set()  # markers that the searcher printed
        self.told: dict[str, dict[str, object]] = {}  # by the marker of its ID: an article as it was written

    def run(self, program: str, *arguments: str | bytes, stdin: bytes = b"", statuses: tuple[int, ...] = (0,),
            environment: dict[str, bytes] | None = None, called: bytes = b"x") -> bytes:
        done = subprocess.run([called, *arguments], executable=self.programs[program], cwd=self.place, input=stdin, capture_output=True,
                              timeout=RUN_SECONDS, env=self.environment() | (environment or {}))
        if done.returncode not in statuses:
            raise Unsafe(f"status {done.returncode} of {arguments}: {done.stderr[-400:]!r}")
        read_text(done.stderr, own=(PROGRESS,))
        self.outputs += 1
        if program == "searcher":
            self.from_index.update(MARKER.findall(done.stdout))
        return done.stdout

    def environment(self) -> dict[str, bytes]:
        kept = {key: os.fsencode(value) for key, value in os.environ.items() if key.endswith("SAN_OPTIONS")}
        return {"PATH": b"/usr/bin:/bin", "CHOKEPOINT_DB": b"idx"} | kept

    def search(self, *arguments: str | bytes, **options: typing.Any) -> bytes:
        return self.run("searcher", *arguments, **({"statuses": (0, 1)} | options))

    def index(self, *arguments: str | bytes, **options: typing.Any) -> bytes:
        return self.run("indexer", *arguments, **options)

    def on_terminal(self, columns: int, *arguments: str | bytes, environment: dict[str, bytes] | None = None) -> str:
        """What the searcher shows on a terminal of so many columns, without its own sequences."""
        terminal, program_side = pty.openpty()
        tty.setraw(program_side)  # line feeds arrive as such
        fcntl.ioctl(program_side, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        process = subprocess.Popen([self.programs["searcher"], *arguments], cwd=self.place, stdin=program_side, stdout=program_side, stderr=program_side,
                                   env=self.environment() | {"TERM": b"xterm", "CHOKEPOINT_PAGER": b"cat"} | (environment or {}))
        os.close(program_side)
        shown = b""
        try:
            while piece := os.read(terminal, 65536):
                shown += piece
        except OSError:  # the other side is closed
            pass
        os.close(terminal)
        status = process.wait(timeout=RUN_SECONDS)
        if status not in SEARCHER_STATUSES:
            raise Unsafe(f"status {status} on a terminal: {shown[-300:]!r}")
        self.outputs += 1
        return read_text(shown, own=(LINKED, STYLED))


def check_same(wanted: object, got: object, what: str) -> None:
    if wanted == got:
        return
    if isinstance(wanted, list) and isinstance(got, list):
        for want, have in zip(wanted, got):
            check_same(want, have, what)
        raise Unsafe(f"{what}: {len(got)} instead of {len(wanted)}")
    raise Unsafe(f"{what}:\n  wanted {str(wanted)[:1000]!r}\n  got    {str(got)[:1000]!r}")


def check_tables(bench: Bench, header: list[str], rows: list[list[object]], *arguments: str) -> None:
    """CSV and TSV say what `rows`, read from JSON, say."""
    cells = [header] + [["" if value is None else ";".join(value) if isinstance(value, list) else str(value) for value in row] for row in rows]
    check_same([[csv_cell(cell) for cell in row] for row in cells], read_csv(bench.search("--format=csv", *arguments)), f"CSV {arguments}")
    check_same([[tsv_expected(cell) for cell in row] for row in cells], read_tsv(bench.search("--format=tsv", *arguments)), f"TSV {arguments}")


def least_width(line: str) -> int:
    """Columns that the line takes at least, whatever a terminal makes of wide characters and emoji."""
    # No line is broken inside a cluster of characters, and what joins one with a width of its own may make it endless.
    line = re.sub("\u200d.|[\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\u1100-\u11ff\u0e33\u0eb3]", "", line)
    return sum(unicodedata.category(c) not in ("Mn", "Me", "Mc", "Cf") for c in line)


def check_width(text: str, columns: int) -> None:
    for line in text.split("\n"):
        if least_width(line) > columns and not line.startswith(MESSAGES):
            raise Unsafe(f"a line of {least_width(line)} columns on {columns}: {line!r}")


def check_numbered(text: str, total: int) -> None:
    """Results begin with 1, 2, 3 at the margin, and nothing else stands there."""
    digits = len(str(total))
    margins = [line[:digits + 2] for line in text.split("\n")[1:] if line[:digits + 2].strip()]
    for number, margin in enumerate(margins, 1):
        if margin != f"{number:{digits}}. ":
            raise Unsafe(f"{margin!r} in place of the {number}. result")
    if len(margins) != total:
        raise Unsafe(f"{len(margins)} results of {total}")


def check_colored(bench: Bench, *arguments: str | bytes) -> str:
    """Coloured text is the plain text with our own sequences in it; returns the plain text."""
    plain = read_text(bench.search("--format=text", "--color=never", *arguments))
    check_same(plain, read_text(bench.search("--format=text", "--color=always", *arguments), own=(STYLED,)), f"coloured {arguments}")
    return plain


def marker_of(text: str) -> str:
    return MARKER.search(text.encode())[0].decode()


def as_field(text: str) -> str:
    """What a field keeps of a text: runs of white space are a space, and a NUL is no character."""
    return WHITE_SPACE.sub(" ", text.removeprefix("\ufeff").replace("\0", "\ufffd")).strip(" ")


def check_told(bench: Bench, found: list[dict[str, object]]) -> None:
    """JSON says of the bulk what was said there."""
    compared = 0
    for article in found:
        marker = MARKER.search(str(article["id"]).encode())
        record = bench.told.get(marker[0].decode()) if marker else None
        for key in ("title", "publisher", "url") if record else ():
            wanted = as_field(str(record[key]))
            if len(wanted.encode()) <= MAX_FIELD_BYTES:
                check_same(wanted, article[key] or "", f"{key} of {marker}")
                compared += 1
    if compared < 2 * bench.articles:
        raise Unsafe(f"only {compared} fields were compared")


# What each round does; the functions are run in this order.


def index_the_tree(bench: Bench, strings: HostileStrings) -> None:
    """Two roots with hostile names: the bulk, a line an article, and files of all formats."""
    bulk, files = (os.path.join(os.fsencode(bench.place), part + strings.name()) for part in (b"bulk", b"files"))
    for root in (bulk, files):
        os.makedirs(root)
    records = hostile_tree.records(strings, bench.articles)
    bench.told = {marker_of(str(record["id"])): record for record in records}
    hostile_tree.write_new(bulk, b"wire.jsonl", hostile_tree.json_lines(strings, records))
    hostile_tree.write_new(bulk, b"broken.jsonl", hostile_tree.broken_json_lines(strings, bench.articles // 20))
    hostile_tree.write_files(strings, files, 2)
    (bench.place / "tables").mkdir()
    (bench.place / "tables/companies.tsv").write_bytes(hostile_tree.company_table(strings, 20))
    filters = ["--filter=.docx:cat", "--filter=.png:sh -c 'cat >&2; exit 3'"]
    options = ["--db=idx", "--tables=tables", "--max-vanished=100", *filters]
    bench.index(*options, "--verbose", "--progress=always", "--report=report", bulk, files)
    read_json_lines((bench.place / "report").read_bytes())
    read_text(bench.index("--db=idx2", "--tables=tables", "--strict", bulk, files, statuses=(1,)))
    read_json_lines(bench.index(*options, "--rebuild", "--format=jsonl", "--progress=always"))
    read_text(bench.index(*options, "--verify"))
    read_text(bench.index("--dry-run", "--tables=tables", files))
    read_json_lines(bench.index("--dry-run", "--tables=tables", "--format=jsonl", "--report=report", files))
    read_json_lines((bench.place / "report").read_bytes())
    for directory, _, names in os.walk(files):
        for file in names[:20]:
            read_text(bench.index(b"--explain=" + os.path.join(directory, file), statuses=(0, 2)))


def print_results(bench: Bench, strings: HostileStrings) -> None:
    everything = ["--limit=all", "--facets=none"]
    found = read_json_lines(bench.search("--format=jsonl", *everything))
    check_told(bench, found)
    rows = [[name(a["id"]), f"{a['score']:.2f}", *(a[key] for key in COLUMNS[2:])] for a in found]
    check_tables(bench, COLUMNS, rows, *everything)
    check_same("".join(escaped(name(a["path"])) + "\n" for a in found), read_text(bench.search("--format=paths", *everything)), "paths")
    check_same(b"".join(os.fsencode(name(a["path"])) + b"\0" for a in found), bench.search("--format=paths0", *everything), "paths0")
    whole = read_json(read_text(bench.search("--format=json", "--explain", "Canada OR TikTok")))
    check_same(len(whole["results"]), min(10, whole["total"]), "results")
    columns = str(strings.rng.randrange(40, 201))
    plain = read_text(bench.search("--group-duplicates=no", *everything, environment={"COLUMNS": columns.encode()}))
    check_numbered(plain, len(found))
    check_colored(bench, "--explain", "--limit=100", "Canada OR TikTok")
    check_colored(bench, "--group-duplicates=yes", "--limit=300", "--sort=oldest")
    for article in strings.rng.sample(found, 12):
        identity = b"--show=" + os.fsencode(name(article["id"]))
        check_same(article["id"], read_json(read_text(bench.search("--format=json", identity)))["id"], "--show")
        check_colored(bench, identity)
        read_text(bench.index(b"--explain=" + os.fsencode(name(article["id"]))))


def print_events(bench: Bench, strings: HostileStrings) -> None:
    arguments = ["--events", "--limit=all"]
    events = read_json_lines(bench.search("--format=jsonl", *arguments))
    check_tables(bench, EVENT_COLUMNS, [[name(e["id"]), *(e[key] for key in EVENT_COLUMNS[1:])] for e in events], *arguments)
    read_json(read_text(bench.search("--format=json", "--events")))
    check_colored(bench, "--events", "--facets=none")


def print_facets(bench: Bench, strings: HostileStrings) -> None:
    arguments = ["--limit=0", f"--facets={FACETS}", "--facet-limit=100000"]
    keys = ["facet", "value", "label", "count"]
    values = read_json_lines(bench.search("--format=jsonl", *arguments))
    check_tables(bench, keys, [[value[key] for key in keys] for value in values], *arguments)
    check_colored(bench, *arguments)
    for pair in ("publisher,company", "language,publisher", "company,measure"):
        cross = [f"--cross={pair}", "--facet-limit=40"]
        table, = read_json_lines(bench.search("--format=jsonl", *cross))
        rows = [[row["value"], *counts] for row, counts in zip(table["rows"], table["counts"])]
        check_tables(bench, [table["row"], *(column["value"] for column in table["columns"])], rows, *cross)
        check_colored(bench, *cross)
    publishers = [value["value"] for value in values if value["facet"] == "publisher"]
    for publisher in strings.rng.sample(publishers, 8):
        if "\0" not in publisher and not publisher.startswith("!"):
            check_colored(bench, b"--publisher=" + publisher.encode(), "--limit=2")
    for word in (b"publisher:", b"--publisher=", b"company:", b"--target=", b"publisher:\"zq", strings.argument()):
        for line in read_text(bench.search(b"--complete=" + word), kept="\t").split("\n")[:-1]:
            check_same(line.count("\t"), 1, "tabs of a completion")


def show_on_terminals(bench: Bench, strings: HostileStrings) -> None:
    queries: list[list[str | bytes]] = [
        ["--limit=60"], ["--explain", "Canada", "TikTok"], ["--events", "--limit=60"], ["--limit=0", f"--facets={FACETS}"],
        ["--cross=publisher,company"], [strings.argument()], [b"contry:" + strings.argument()], [b"date:" + strings.argument()],
        ["--hyperlink-format=default", "--limit=40", "Huawei"]]
    for arguments in queries:
        columns = strings.rng.randrange(40, 201)
        check_width(bench.on_terminal(columns, *arguments), columns)
    bench.on_terminal(80, "--pager=auto", "--limit=60", environment={"CHOKEPOINT_PAGER": b"cat -"})


def ask_in_batches(bench: Bench, strings: HostileStrings) -> None:
    """Queries and their IDs are hostile; so are the words that are suggested in place of others."""
    def query() -> bytes:
        misspelt = f"zq{strings.rng.randrange(strings.first, strings.next):08}y".encode()
        return strings.rng.choice([strings.raw_line(), strings.line().encode(), misspelt, b"publisher:\"" + strings.raw_line() + b'"'])
    identities = [strings.raw_line().replace(b"\t", b" ") for _ in range(bench.articles // 5)]
    lines = b"".join(identity + b"\t" + query() + b"\n" for identity in identities)
    (bench.place / os.fsdecode(strings.name())).write_bytes(lines)
    for _ in range(20):  # a search may be done before a deadline of a millisecond
        long = b" ".join(strings.raw_line() for _ in range(40))
        late, = read_json_lines(bench.search("--batch=-", "--format=json", "--timeout=0.001",
                                             stdin=identities[0] + b"\t" + long + b"\n", statuses=(0, 1, 2, 124)))
        if late.get("timed_out"):
            break
    check_same(True, late.get("timed_out"), "timed_out")
    for style, more in (("jsonl", []), ("json", ["--explain"]), ("text", ["--explain"]), ("csv", []), ("tsv", []), ("paths", []), ("tsv", ["--count"])):
        out = bench.search("--batch=-", f"--format={style}", "--limit=2", *more, stdin=lines, statuses=(0, 1, 2))
        if style in ("json", "jsonl"):
            answers = read_json_lines(out)
            valid = {identity.decode(errors="replace") for identity in identities}
            check_same([], [a["query_id"] for a in answers if "\ufffd" not in a["query_id"] and a["query_id"] not in valid], "IDs of queries")
        elif style == "csv":
            check_same({len(COLUMNS) + 1}, {len(row) for row in read_csv(out)}, "columns of CSV")
        else:
            read_text(out, kept="\t" if style != "text" else "")


def refuse_arguments(bench: Bench, strings: HostileStrings) -> None:
    """Every option of both programs, with a value that it does not know."""
    for program, statuses, positional in (("indexer", INDEXER_STATUSES, 2), ("searcher", SEARCHER_STATUSES, 6)):
        options = re.findall(r"--([a-z-]+)=", read_text(bench.run(program, "--help")))
        for option in sorted(set(options)):  # a slash might lead out of the directory
            bench.run(program, f"--{option}=".encode() + strings.argument().replace(b"/", b"|"), b"--db=none", statuses=statuses)
        for _ in range(positional):
            read_text(bench.run(program, b"--db=idx", strings.argument(), statuses=statuses))
            bench.run(program, b"--" + strings.argument(), statuses=statuses, called=strings.argument())
            (bench.place / "config").write_bytes(config(strings))
            bench.run(program, b"--config=config", statuses=statuses)


def config(strings: HostileStrings) -> bytes:
    known = [b"db", b"format", b"color", b"jobs", b"tables", b"exclude", b"limit", b"sort", b""]
    line = strings.rng.choice(known) + strings.rng.choice([b" = ", b"=", b" ", b'="']) + strings.raw_line()
    return strings.rng.choice([line, strings.raw_line(), b"# x\n" + line + b"\n"])


def mislead_by_environment(bench: Bench, strings: HostileStrings) -> None:
    variables = ["CHOKEPOINT_DB", "COLUMNS", "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LANG", "LC_ALL", "TZ", "TERM", "NO_COLOR", "CLICOLOR_FORCE",
                 "LS_COLORS", "TMPDIR"]
    for _ in range(6):
        hostile = {variable: strings.rng.choice([b"", b"/"]) + strings.argument() for variable in strings.rng.sample(variables, 5)}
        hostile = {variable: value.replace(b"/", b"|") if variable == "CHOKEPOINT_DB" else value for variable, value in hostile.items()}
        read_text(bench.run("searcher", "--limit=1", environment=hostile, statuses=SEARCHER_STATUSES), own=(STYLED,))
        bench.index("--verify", environment=hostile, statuses=INDEXER_STATUSES)
    for _ in range(3):
        (bench.place / "tables/companies.tsv").write_bytes(strings.rng.choice([b"name\tkind\n", b"", b"name\tname\n"]) + strings.raw() + b"\t" + strings.raw())
        bench.index("--db=none", "--tables=tables", "bulk", statuses=(2,))


def read_damaged_indexes(bench: Bench, strings: HostileStrings) -> None:
    """What an index says of itself is hostile, too: its stub, its manifest and the other files beside the tables."""
    (bench.place / "few.txt").write_bytes(hostile_tree.text(strings))
    bench.index("--db=small", "--quiet", "few.txt")
    stub = bench.place / "small/XAPIANDB"
    files = [stub, *(file for file in stub.parent.glob("gen-*/*") if file.suffix in (".json", ".tsv"))]
    for file in files:
        whole = file.read_bytes()
        for _ in range(4):
            at = strings.rng.randrange(len(whole) + 1)
            damaged = [strings.raw(), b"auto " + strings.raw_line(), whole[:at] + strings.raw() + whole[at:], whole + strings.raw(),
                       re.sub(rb'"[^"]*"', lambda match: b'"' + strings.raw_line() + b'"' if strings.rng.random() < 0.2 else match[0], whole)]
            file.write_bytes(strings.rng.choice(damaged))
            bench.run("searcher", "--db=small", "--format=json", statuses=SEARCHER_STATUSES)
            bench.index("--db=small", "--verify", statuses=INDEXER_STATUSES)
            bench.index(b"--db=small", b"--explain=" + strings.argument(), statuses=INDEXER_STATUSES)
        file.write_bytes(whole)


STEPS = [index_the_tree, print_results, print_events, print_facets, show_on_terminals, ask_in_batches, refuse_arguments, mislead_by_environment,
         read_damaged_indexes]


class Totals:
    def __init__(self) -> None:
        self.strings = self.printed = self.outputs = self.rounds = 0
        self.failures: list[str] = []


def run_round(programs: list[str], articles: int, totals: Totals) -> None:
    rng = random.Random(f"{goal.seed()}:{totals.rounds}")
    strings = HostileStrings(rng, totals.strings)
    with tempfile.TemporaryDirectory(prefix="hostile-text-") as place:
        bench = Bench(*programs, place, articles)
        for step in STEPS:
            try:
                step(bench, strings)
            except Exception:  # whatever stops a step is a failure of it
                totals.failures.append(f"round {totals.rounds}, {step.__name__}: {traceback.format_exc(limit=-4)}")
    totals.strings += strings.made
    totals.printed += len(bench.from_index)
    totals.outputs += bench.outputs
    totals.rounds += 1


def main() -> int:
    programs = [str(pathlib.Path(word).resolve()) for word in sys.argv[1:] if not word.startswith("--")]
    options = dict(word[2:].split("=", 1) for word in sys.argv[1:] if word.startswith("--"))
    if len(programs) != 2 or not set(options) <= {"articles"}:
        sys.exit(__doc__)
    articles = int(options.get("articles", 1000))
    totals = Totals()
    while goal.has_time(totals.rounds < ROUNDS):
        run_round(programs, articles, totals)
    for failure in totals.failures[:20]:
        print(failure)
    if totals.strings < LEAST_STRINGS * articles * totals.rounds or totals.printed < LEAST_SHARE * totals.strings:
        totals.failures.append("too little was tried")
        print(f"too little was tried: {totals.strings} strings, {totals.printed} of them printed from the index")
    goal.report("hostile text", len(totals.failures), strings=totals.strings, printed_from_index=totals.printed, outputs=totals.outputs,
                rounds=totals.rounds)
    return 1 if totals.failures else 0


if __name__ == "__main__":
    sys.exit(main())
