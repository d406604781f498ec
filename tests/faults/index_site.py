# SPDX-License-Identifier: GPL-2.0-or-later
"""Articles, an index of them as they were, and what searches find in it: where a run is made again and again."""

import dataclasses
import os
import pathlib
import shutil
import signal
import subprocess
import typing

import harness
import one_of_each_format

ENVIRONMENT = {"PATH": "/usr/bin:/bin"}
# The latter where Xapian keeps the cause to itself.
CAUSES = ("memory", "limits of the system", "limit of the system")
# It calls abort(3) where a thread needs memory for an object of its own, or for its end.
GLIBC_GIVES_UP = ("Fatal glibc error: failed to register TLS destructor: out of memory",
                  "libgcc_s.so.1 must be installed for unwinding to work")


@dataclasses.dataclass(frozen=True)
class Outcome:
    status: int  # of a process that a signal ended, minus the signal
    out: str
    err: str

    def says_memory(self, program: str) -> bool:
        """Whether there is one message, which names the cause."""
        said = [line for line in self.err.splitlines() if not line.startswith(("hint: ", f"{program}: warning: "))]
        return len(said) == 1 and said[0].startswith(f"{program}: ") and any(cause in self.err for cause in CAUSES)

    def is_by_glibc(self) -> bool:
        """Whether a library gave up: the C library by abort(3); Xapian 1.4's matcher crashes where memory for a phrase runs
        out, and so does whatever cannot have a larger stack."""
        return self.is_crash() or self.status == -signal.SIGABRT and self.err.startswith(GLIBC_GIVES_UP)

    def is_crash(self) -> bool:
        return self.status == -signal.SIGSEGV and not self.err


def run(command: list[str], **options: typing.Any) -> Outcome:
    result = subprocess.run(command, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, check=False, **options)
    return Outcome(result.returncode, result.stdout.decode(errors="replace"), result.stderr.decode(errors="replace"))


def succeed(command: list[str]) -> str:
    outcome = run(command)
    assert outcome.status in (0, 1), f"{command}: status {outcome.status}: {outcome.err}"
    return outcome.out


class Site:
    """A directory with articles and an index of them as they were, in which the same run is made again and again."""

    def __init__(self, bench: harness.Bench, name: str, db: str = "idx"):
        self.bench = bench
        self.directory = bench.directory / name.replace(" ", "-")
        self.directory.mkdir()
        self.articles, self.db, self.kept = (self.directory / each for each in ("articles", db, "kept"))
        one_of_each_format.write(self.articles, one_of_each_format.CONTENT)
        words = [one_of_each_format.word_of(name) + suffix for name in one_of_each_format.CONTENT for suffix in ("", "changed")]
        self.queries = self.directory / "queries.tsv"
        self.queries.write_text("".join(f"{query}\t{query}\n" for query in [*words, *one_of_each_format.COMMON_WORDS]))

    def indexer(self, *arguments: str, db: pathlib.Path | None = None) -> list[str]:
        return [self.bench.indexer, f"--db={db or self.db}", "--no-config", *arguments]

    def searcher(self, *arguments: str, db: pathlib.Path | None = None) -> list[str]:
        return [self.bench.searcher, f"--db={db or self.db}", "--no-config", *arguments]

    def answers(self, db: pathlib.Path) -> str:
        """What searches find: the word that each file alone has, words that several have, and all events."""
        return (succeed(self.searcher(f"--batch={self.queries}", "--format=jsonl", "--limit=all", db=db))
                + succeed(self.searcher("--events", "--format=jsonl", "--limit=all", "", db=db)))

    def build(self) -> None:
        succeed(self.indexer("--quiet", str(self.articles)))

    def change_articles(self) -> None:
        one_of_each_format.write(self.articles, ["plain.txt", "page.html", "wire.xml", "zstd.txt.zst"], "changed")
        (self.articles / "thai.txt").rename(self.articles / "moved.txt")
        (self.articles / "latin.txt").unlink()

    def touch_articles(self) -> None:
        for path in self.articles.iterdir():
            os.utime(path, (10 ** 9, 10 ** 9))

    def keep(self) -> None:
        if self.db.exists():
            shutil.copytree(self.db, self.kept)

    def restore(self) -> None:
        shutil.rmtree(self.db, ignore_errors=True)
        if self.kept.exists():
            shutil.copytree(self.kept, self.db)
