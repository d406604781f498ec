# SPDX-License-Identifier: GPL-2.0-or-later
"""What the fault tests share: a temporary directory, articles, the two programs, and counting.

A test is a function test_…(bench). It fails by an AssertionError (bench.check raises one) and is
skipped, loudly, by raising Skipped. main() runs all of them and prints "N passed, N failed, N skipped".
"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import typing

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

PROCESS_SECONDS = 50


class Skipped(Exception):
    """Why a test cannot run here."""


class Bench:
    """A temporary directory with the programs at hand; `db` is where tests put their index."""

    def __init__(self, indexer: str, searcher: str, directory: str):
        self.indexer, self.searcher = os.path.abspath(indexer), os.path.abspath(searcher)
        self.directory = pathlib.Path(directory)
        self.articles = self.directory / "articles"
        self.db = self.directory / "idx"
        self.environment = {"PATH": "/usr/bin:/bin"}
        self.environment |= {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
        self.started: set[subprocess.Popen[bytes]] = set()

    def write_articles(self, count: int, word: str) -> None:
        """`count` articles about as long as a wire report; all of them hold `word` and are otherwise the same."""
        self.articles.mkdir(exist_ok=True)
        for i in range(count):
            text = (f"Notice {i}\n\nOTTAWA, March {i % 28 + 1}, 2023 - Canada banned TikTok from office {i}, {word}.\n\n"
                    + "The ministry said that the rule holds for every desk and every telephone. " * 15)
            (self.articles / f"{i:04}.txt").write_text(text)

    def start(self, program: str, *arguments: str, **options: typing.Any) -> "subprocess.Popen[bytes]":
        path = self.indexer if program == "indexer" else self.searcher
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE,
                   "env": self.environment, "cwd": self.directory} | options
        # The caller waits for it; stop_all() ends what a failed test left.
        process = subprocess.Popen([path, *arguments], **options)
        self.started.add(process)
        return process

    def run(self, program: str, *arguments: str, **options: typing.Any) -> "subprocess.CompletedProcess[str]":
        process = self.start(program, *arguments, **options)
        out, err = process.communicate(timeout=PROCESS_SECONDS)
        self.started.discard(process)
        return subprocess.CompletedProcess(process.args, process.returncode,
                                           (out or b"").decode(), (err or b"").decode())

    def stop_all(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.kill()
                process.wait()
        self.started.clear()

    def index(self, *arguments: str, status: int = 0, **options: typing.Any) -> "subprocess.CompletedProcess[str]":
        result = self.run("indexer", f"--db={self.db}", "--quiet", *arguments, **options)
        self.check(result.returncode == status, f"indexer {arguments}: status {result.returncode} instead of {status}: "
                                                f"{result.stderr}")
        return result

    def count(self, query: str) -> int:
        result = self.run("searcher", f"--db={self.db}", "--count", query)
        self.check(result.returncode in (0, 1), f"searcher: status {result.returncode}: {result.stderr}")
        return int(result.stdout)

    def entries(self) -> list[str]:
        return sorted(entry.name for entry in self.db.iterdir())

    def files(self) -> list[str]:
        """All of the index, by paths below its directory."""
        return sorted(str(path.relative_to(self.db)) for path in self.db.rglob("*"))

    def check_tidy(self, generations: int = 2) -> None:
        """The index directory holds the stub, the lock and at most that many generations."""
        names = self.entries()
        kept = [name for name in names if name.startswith("gen-") and not name.endswith(".tmp")]
        rest = [name for name in names if name not in kept]
        self.check(rest == ["XAPIANDB", "lock"] and len(kept) <= generations, f"left behind: {names}")

    def wait_for(self, condition: typing.Callable[[], bool], process: "subprocess.Popen[bytes]") -> bool:
        """True once the condition holds; false if the process ended before."""
        deadline = time.monotonic() + PROCESS_SECONDS
        while time.monotonic() < deadline:
            if condition():
                return True
            try:
                process.wait(timeout=0.001)
                return condition()
            except subprocess.TimeoutExpired:
                pass
        raise AssertionError("waited in vain")

    def is_staging(self) -> bool:
        return any(self.db.glob("gen-*.tmp"))

    @staticmethod
    def check(condition: bool, message: str) -> None:
        if not condition:
            raise AssertionError(message)


def shim(bench: Bench, name: str) -> str:
    """A library of shim/ that is preloaded; sanitizers want to be first themselves, and are not built with any."""
    path = pathlib.Path(bench.indexer).parents[1] / "tests" / "faults" / f"lib{name}.so"
    if not path.exists():
        raise Skipped(f"no library {path}")
    return str(path)


def as_nobody(bench: Bench) -> dict[str, typing.Any]:
    """Options of run() for a user whom permissions bind; the programs are copied to where it can start them."""
    options: dict[str, typing.Any] = {"user": 65534, "group": 65534, "extra_groups": []} if os.getuid() == 0 else {}
    for name in ("indexer", "searcher"):
        copy = bench.directory / name
        if not copy.exists():
            shutil.copy(getattr(bench, name), copy)
        setattr(bench, name, str(copy))
    bench.directory.chmod(0o755)
    try:
        started = bench.run("indexer", "--version", **options)
    except OSError as error:
        raise Skipped(f"cannot become another user: {error}") from error
    bench.check(started.returncode == 0, f"cannot start a copy of the indexer: {started.stderr}")
    return options


def run_one(name: str, test: typing.Callable[[Bench], None], programs: list[str]) -> str:
    with tempfile.TemporaryDirectory(prefix="faults-") as directory:
        bench = Bench(programs[0], programs[1], os.path.realpath(directory))
        try:
            test(bench)
            return "passed"
        except Skipped as reason:
            print(f"SKIPPED {name}: {reason}")
            return "skipped"
        except Exception:  # whatever stops a test is its failure, and the next one runs
            print(f"FAILED {name}\n{traceback.format_exc()}")
            return "failed"
        finally:
            bench.stop_all()


def main(tests: dict[str, typing.Any]) -> typing.NoReturn:
    """Runs the functions named test_… among `tests`, a module's globals()."""
    programs = sys.argv[1:]
    if len(programs) != 2:
        print(f"usage: {sys.argv[0]} INDEXER SEARCHER", file=sys.stderr)
        sys.exit(2)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that temporary directories go
    outcomes = [run_one(name, test, programs) for name, test in tests.items() if name.startswith("test_")]
    print(", ".join(f"{outcomes.count(kind)} {kind}" for kind in ("passed", "failed", "skipped")))
    sys.exit(1 if "failed" in outcomes or not outcomes else 0)
