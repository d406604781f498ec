#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Ten thousand damaged files of every format among good ones: the run ends well, and all good ones are found.

Seeds are the fixtures below tests/: saved pages, feeds, mails, encodings, documents. Documents that need an outside
converter are few, since each starts a program.
"""

import pathlib
import random
import shutil
import typing

import harness
import goal

TESTS = pathlib.Path(__file__).resolve().parent.parent
SEED_FOLDERS = ["formats", "encodings", "pages/saved", "cli/articles"]
CONVERTED = {".pdf", ".docx", ".odt", ".epub", ".rtf"}
GOOD = 200
FILES = 10_000
FILES_UNDER_SANITIZERS = 1_000
CONVERTED_SHARE = 0.003
MAX_SEED_BYTES = 60_000
INDEX_SECONDS = 250

Mutation = typing.Callable[[random.Random, bytes], bytes]


def flip_bits(rng: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(rng.randint(1, 20)):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def cut(rng: random.Random, data: bytes) -> bytes:
    return data[:rng.randrange(len(data))]


def drop_middle(rng: random.Random, data: bytes) -> bytes:
    begin = rng.randrange(len(data))
    return data[:begin] + data[begin + rng.randint(1, 2000):]


def repeat_part(rng: random.Random, data: bytes) -> bytes:
    begin = rng.randrange(len(data))
    part = data[begin:begin + rng.randint(1, 200)]
    return data[:begin] + part * rng.randint(2, 200) + data[begin:]


def insert_noise(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + rng.randbytes(rng.randint(1, 64)) + data[at:]


def insert_marks(rng: random.Random, data: bytes) -> bytes:
    """Pieces that mean something to some parser."""
    out = data
    pieces = [b"<div>", b"</p>", b"<!--", b"]]>", b"<![CDATA[", b"&#x110000;", b"\0", b"\xff\xfe", b"{", b"[", b'"',
              b"\nFrom x\n", b"--", b"=?utf-8?b?", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"---\n", b"<script>", b"\x1b[2J"]
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(out) + 1)
        out = out[:at] + rng.choice(pieces) + out[at:]
    return out


MUTATIONS: list[Mutation] = [flip_bits, cut, drop_middle, repeat_part, insert_noise, insert_marks]


def read_seeds() -> tuple[list[pathlib.Path], list[pathlib.Path]]:
    files = [path for folder in SEED_FOLDERS for path in sorted((TESTS / folder).rglob("*"))
             if path.is_file() and path.suffix not in (".py", ".tsv", ".sh") and path.stat().st_size <= MAX_SEED_BYTES]
    return ([path for path in files if path.suffix not in CONVERTED],
            [path for path in files if path.suffix in CONVERTED])


def write_mutants(bench: harness.Bench, rng: random.Random, count: int) -> None:
    plain, converted = read_seeds()
    bench.check(len(plain) >= 20, f"only {len(plain)} seeds below {TESTS}")
    folder = bench.articles / "mutants"
    for i in range(count):
        if i % 500 == 0:
            (folder / f"{i:05}").mkdir(parents=True)
        is_converted = bool(converted) and rng.random() < CONVERTED_SHARE
        seed = rng.choice(converted if is_converted else plain)
        data = seed.read_bytes() or b"x"
        for _ in range(rng.randint(1, 3)):
            data = rng.choice(MUTATIONS)(rng, data) or b"x"
        (folder / f"{i - i % 500:05}" / f"{i:05}-{seed.name}").write_bytes(data)


def index_among_good_ones(bench: harness.Bench, chance: random.Random, count: int) -> dict[str, int]:
    """Indexes `count` damaged files; returns how many were skipped, by reason."""
    write_mutants(bench, chance, count)
    bench.write_articles(GOOD, "unspoiltneighbour")
    process = bench.start("indexer", f"--db={bench.db}", "--quiet", f"--report={bench.directory / 'report'}",
                          "--rebuild", "--max-vanished=100", str(bench.articles))
    _, err = process.communicate(timeout=INDEX_SECONDS)
    bench.check(process.returncode == 0, f"status {process.returncode}: {err.decode()}")
    found = bench.count("unspoiltneighbour")
    bench.check(found == GOOD, f"{found} of {GOOD} good ones found")
    reasons: dict[str, int] = {}
    for line in (bench.directory / "report").read_text().splitlines():
        reason = line.partition('"reason":"')[2].partition('"')[0]
        if reason:
            reasons[reason] = reasons.get(reason, 0) + 1
    bench.check("internal" not in reasons, str(reasons))
    shutil.rmtree(bench.articles)
    return reasons


def test_good_ones_are_found(bench: harness.Bench) -> None:
    chance = random.Random(goal.seed())
    count = FILES_UNDER_SANITIZERS if goal.is_sanitized() else FILES
    files, failures, skipped = 0, 1, 0
    try:
        while goal.has_time(files == 0):
            skipped += sum(index_among_good_ones(bench, chance, count).values())
            files += count
        failures = 0
    finally:
        goal.report("good neighbours of damaged files", failures, files=files, skipped=skipped)


if __name__ == "__main__":
    harness.main(globals())
