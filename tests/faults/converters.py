#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Hostile converters and hostile files: each costs only itself, leaves nothing behind and does nothing outside."""

import gzip
import json
import os
import pathlib
import signal
import socket
import subprocess
import time
import zipfile
import zlib

import harness

SLEEP = "86413"  # seconds; a number to find the sleepers by
# What a filter does, and the reason that its file is skipped for.
HOSTILE = {
    "sleeps": ("sleep " + SLEEP, "filter-timeout"),
    "ignores-signals": (f"trap '' TERM INT HUP XCPU; while :; do sleep {SLEEP}; done", "filter-timeout"),
    "leaves-children": (f"for i in 1 2 3 4 5; do (trap '' TERM; exec sleep {SLEEP}) & done; wait", "filter-timeout"),
    "closes-all": (f"exec <&- >&- 2>&-; sleep {SLEEP}", "filter-timeout"),
    "burns": ("while :; do :; done", "filter-timeout"),
    "floods": ("yes 'ten gigabytes of this' | head -c 10000000000", "filter-output"),
    "floods-errors": ("head -c 300000000 /dev/zero >&2; exit 1", "filter-crash"),
    "crashes": ("exec python3 -c 'import ctypes; ctypes.string_at(0)'", "filter-crash"),
    "fails": ("echo half a text; exit 7", "filter-crash"),
    "eats-memory": ("exec python3 -c 'x = bytearray(8 * 10**9)'", "filter-crash"),
}
# What a filter tries, of which each attempt must fail; "{target}" is a file that must stay as it is.
FORBIDDEN = [
    "import socket; socket.create_connection(('127.0.0.1', {port}), 1)",
    "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', {port}))",
    "open('{target}', 'w').write('changed')",
    "open('{target}', 'r+').write('changed')",
    "open('{directory}/new', 'w').write('made')",
    "import os; os.unlink('{target}')",
    "import os; os.rename('{target}', '{target}.moved')",
    "import os; os.mkdir('{directory}/new')",
    "import os; os.symlink('/', '{directory}/new')",
    "import os; os.chmod('{target}', 0o777)",
    "import os; os.kill({indexer}, 9)",
    "import os; os.killpg(os.getpgid({indexer}), 9)",
    "open('/proc/{indexer}/mem', 'rb').read(1)",
    "open('/proc/1/mem', 'rb').read(1)",
    "open('/proc/sys/kernel/hostname', 'w').write('x')",
]


def script(bench: harness.Bench, name: str, text: str) -> pathlib.Path:
    path = bench.directory / name
    path.write_text(text)
    path.chmod(0o755)
    return path


def sleepers() -> list[str]:
    found = []
    for entry in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if SLEEP.encode() in entry.read_bytes():
                found.append(entry.parent.name)
        except OSError:
            pass
    return found


def write_neighbours(bench: harness.Bench) -> None:
    bench.write_articles(4, "neighbour")


def skips_of(bench: harness.Bench, *arguments: str) -> dict[str, dict[str, str]]:
    report = bench.directory / "report"
    bench.index(f"--report={report}", "--jobs=8", *arguments, str(bench.articles))
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    return {pathlib.Path(line["path"]).name: line for line in lines if "reason" in line}


def test_hostile_filters_cost_only_themselves(bench: harness.Bench) -> None:
    write_neighbours(bench)
    runs = {}
    for name, (text, _) in HOSTILE.items():  # at once, as many of them take the whole time that they are given
        (bench.directory / f"a.{name}").write_text("content")
        path = script(bench, name, f"#!/bin/sh\n{text}\n")
        runs[name] = bench.start("indexer", f"--db={bench.db}-{name}", "--format=jsonl", f"--report={bench.directory}/{name}.report",
                                 f"--filter=.{name}:{path}", str(bench.articles), str(bench.directory / f"a.{name}"))
    for name, (_, reason) in HOSTILE.items():
        _, err = runs[name].communicate(timeout=harness.PROCESS_SECONDS)
        bench.check(runs[name].returncode == 0, f"{name}: status {runs[name].returncode}: {err!r}")
        first, last = map(json.loads, (bench.directory / f"{name}.report").read_text().splitlines())
        bench.check(first["reason"] == reason, f"{name}: {first}")
        bench.check(last["articles"] == 4, f"{name}: good neighbours are missing: {last}")
    bench.check(sleepers() == [], f"left behind: {sleepers()}")


def test_filters_cannot_reach_outside(bench: harness.Bench) -> None:
    write_neighbours(bench)
    target = bench.directory / "target"
    target.write_text("as it was")
    (bench.articles / "a.abc").write_text("content")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        attempts = [text.format(target=target, directory=bench.directory, port=port, indexer=os.getpid())
                    for text in FORBIDDEN]
        text = ("#!/usr/bin/python3 -B\nattempts = " + repr(attempts) + "\nfor i, attempt in enumerate(attempts):\n"
                "  try:\n    exec(attempt)\n    print('did', attempt)\n  except OSError:\n    print(f'refused-{i}.')\n")
        before = sorted(bench.directory.iterdir())
        path = script(bench, "reaches-out", text)
        bench.index(f"--filter=.abc:{path}", str(bench.articles))
        listener.settimeout(0.2)
        try:
            listener.accept()
            raise AssertionError("a filter has connected")
        except TimeoutError:
            pass
    shown = bench.run("indexer", f"--filter=.abc:{path}", f"--explain={bench.articles / 'a.abc'}").stdout
    bench.check("did " not in shown and all(f"refused-{i}." in shown for i in range(len(FORBIDDEN))), shown)
    bench.check(target.read_text() == "as it was", "a file was changed")
    bench.check(sorted(bench.directory.iterdir()) == sorted([*before, path, bench.db]), "a file was made")


def test_a_signal_ends_the_converters_too(bench: harness.Bench) -> None:
    for sent, status in ((signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGKILL, -signal.SIGKILL)):
        bench.articles.mkdir(exist_ok=True)
        (bench.articles / "a.abc").write_text("content")
        path = script(bench, "sleeps", f"#!/bin/sh\nexec sleep {SLEEP}\n")
        process = bench.start("indexer", f"--db={bench.db}", f"--filter=.abc:{path}", str(bench.articles))
        bench.wait_for(lambda: len(sleepers()) == 1, process)
        begin = time.monotonic()
        process.send_signal(sent)
        process.communicate(timeout=harness.PROCESS_SECONDS)
        bench.check(process.returncode == status, f"status {process.returncode}")
        bench.check(time.monotonic() - begin < 5, "the end took long")
        for _ in range(100):  # after SIGKILL it is the kernel that ends it
            if not sleepers():
                break
            time.sleep(0.05)
        bench.check(sleepers() == [], f"left behind after {sent}: {sleepers()}")


def test_a_missing_program_is_said_once(bench: harness.Bench) -> None:
    write_neighbours(bench)
    for i in range(30):
        (bench.articles / f"{i}.abc").write_text("content")
    result = bench.run("indexer", f"--db={bench.db}", "--filter=.abc:no-such-program", str(bench.articles))
    bench.check(result.returncode == 0, result.stderr)
    bench.check(result.stderr.count("no-such-program") == 1 and "30 files" in result.stderr, result.stderr)
    strict = bench.run("indexer", f"--db={bench.db}", "--filter=.abc:no-such-program", "--strict", str(bench.articles))
    bench.check(strict.returncode == 1, f"status {strict.returncode} with --strict")
    path = script(bench, "reads", "#!/bin/sh\nexec cat\n")
    bench.index(f"--filter=.abc:{path}", "--strict", str(bench.articles))
    bench.check(bench.count("content") == 30, "what was skipped is not read once there is a program")


def write_zip(path: pathlib.Path, entries: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)


def overlapping(path: pathlib.Path) -> None:
    """A zip whose second entry is the first one again, under another name (as bombs have a thousand times)."""
    write_zip(path, {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>" * 50, "word/documenu.xml": b"<b/>"})
    content = bytearray(path.read_bytes())
    first = content.index(b"PK\x03\x04", 30)
    at = content.rindex(b"PK\x01\x02")
    content[at + 42:at + 46] = first.to_bytes(4, "little")
    path.write_bytes(content)


def test_bombs_are_refused(bench: harness.Bench) -> None:
    write_neighbours(bench)
    types = {"[Content_Types].xml": b"<Types/>"}
    write_zip(bench.articles / "bomb.docx", types | {"word/document.xml": b" " * 150_000_000})
    write_zip(bench.articles / "many.docx", types | {"word/document.xml": b""} | {f"word/{i}": b"" for i in range(10_001)})
    write_zip(bench.articles / "escape.docx", types | {"word/document.xml": b"", "../../escape": b"x"})
    overlapping(bench.articles / "overlap.docx")
    (bench.articles / "bomb.txt.gz").write_bytes(gzip.compress(b"bomb " * 40_000_000))
    (bench.articles / "cut.txt.gz").write_bytes(gzip.compress(os.urandom(1000).hex().encode())[:-100])
    skips = {name: skip["reason"] for name, skip in skips_of(bench).items()}
    bench.check(skips == {"bomb.docx": "bad-archive", "many.docx": "bad-archive", "escape.docx": "bad-archive",
                          "overlap.docx": "bad-archive", "bomb.txt.gz": "too-big", "cut.txt.gz": "truncated"}, str(skips))
    bench.check(bench.count("neighbour") == 4, "good neighbours are missing")
    bench.check(not list(bench.directory.rglob("escape")), "an entry was written")


def recursive_pdf() -> bytes:
    """A page tree that is its own child, and a form that draws itself."""
    return (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>endobj\n"
            b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>endobj\n"
            b"4 0 obj<</Length 5>>stream\n/F Do\nendstream endobj\n"
            b"5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 11>>stream\n"
            b"/F Do /F Do\nendstream endobj\ntrailer<</Root 1 0 R>>\n")


def huge_stream_pdf() -> bytes:
    packed = zlib.compress(b"(x) Tj " * 20_000_000, 9)
    return (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F<</Type/Font"
            b"/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Filter/FlateDecode/Length "
            + str(len(packed)).encode() + b">>stream\n" + packed + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n")


def test_hostile_pdfs_cost_only_themselves(bench: harness.Bench) -> None:
    if subprocess.run(["sh", "-c", "command -v pdftotext"], stdout=subprocess.DEVNULL, check=False).returncode != 0:
        raise harness.Skipped("pdftotext is not installed")
    write_neighbours(bench)
    (bench.articles / "recursive.pdf").write_bytes(recursive_pdf())
    (bench.articles / "huge.pdf").write_bytes(huge_stream_pdf())
    (bench.articles / "empty.pdf").write_bytes(b"%PDF-")
    skips = {name: skip["reason"] for name, skip in skips_of(bench).items()}
    allowed = {"no-text", "filter-crash", "filter-timeout", "filter-output"}
    bench.check(set(skips) == {"recursive.pdf", "huge.pdf", "empty.pdf"} and set(skips.values()) <= allowed, str(skips))
    bench.check(bench.count("neighbour") == 4, "good neighbours are missing")


harness.main(globals())
