#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Articles made to cost time: each takes time in proportion to its length, and is indexed like any other."""

import resource
import signal

import harness

BYTES = 200_000
MAX_SECONDS = 8  # of the processor; in proportion it is at most 3, a quadratic rule takes half a minute
SANITIZER_FACTOR = 6
PIECES = {
    "one-word": "x",
    "one-line": "word ",
    "one-sentence-of-cues": "Huawei banned ",
    "one-sentence-of-names": "Huawei Apple Canada ",
    "abbreviations": "Mr. Apple Huawei U.S. banned ",
    "events": "India banned Huawei from its networks on May 3, 2020. ",
    "dates": "January 1, 2020 ",
    "numbers": "1,000,000.5 ",
    "joined": "a.b-c_d/e@f&",
    "dots": ".",
    "opening": "([{\u201c",
    "quotes": "\"'",
    "line-ends": "\n",
    "blank-lines": "\n \n",
    "lines": "a\n",
    "headings": "SHARE THIS\n\n",
    "capitals": "A B C ",
    "marks": "\u0301\u0323",
    "ligatures": "\ufdfa",
    "han": "中国",
    "thai": "กขค",
    "emoji": "\U0001f468\u200d\U0001f469\u200d",
    "joiners": "\u200d",
}


def test_time_grows_with_length(bench: harness.Bench) -> None:
    limit = MAX_SECONDS * (SANITIZER_FACTOR if bench.environment.keys() != {"PATH"} else 1)
    bench.articles.mkdir()
    slow = []
    for name, piece in PIECES.items():
        path = bench.articles / f"{name}.txt"
        path.write_text("Heading\n\n" + piece * (BYTES // len(piece.encode())) + "\n")
        result = bench.run("indexer", "--dry-run", "--jobs=1", str(path),
                           preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1)))
        if result.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            slow.append(name)
        else:
            bench.check(result.returncode == 0, f"{name}: status {result.returncode}: {result.stderr}")
    bench.check(not slow, f"more than {limit} s of the processor for {BYTES} bytes of {', '.join(slow)}")


def test_all_are_found(bench: harness.Bench) -> None:
    bench.articles.mkdir()
    for name, piece in PIECES.items():
        (bench.articles / f"{name}.txt").write_text("Heading\n\nThe note begins. " + piece * 20 + " The note ends.\n")
    bench.index("--strict", str(bench.articles))
    bench.check(bench.count("heading note") == len(PIECES), f"{bench.count('heading note')} of {len(PIECES)} found")
    result = bench.run("searcher", f"--db={bench.db}", "--format=json", "--limit=all", "note")
    bench.check(result.returncode == 0, result.stderr)


if __name__ == "__main__":
    harness.main(globals())
