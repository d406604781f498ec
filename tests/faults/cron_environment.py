#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""What cron gives a job: a minimal environment, another directory, closed standard streams. The index is the same."""

import os
import pathlib
import signal
import subprocess

import harness

ARTICLES = 40
REBUILD = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "rebuild"


def shell(bench: harness.Bench, line: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": "/usr/bin:/bin", "INDEXER": bench.indexer, "SEARCHER": bench.searcher, "REBUILD": str(REBUILD),
                   "CHOKEPOINT_INDEXER": bench.indexer, "DB": str(bench.db), "ARTICLES": str(bench.articles)}
    sanitizers = {name: value for name, value in bench.environment.items() if name.endswith("SAN_OPTIONS")}
    return subprocess.run(["/bin/sh", "-c", line], env=environment | sanitizers | variables, cwd="/", capture_output=True,
                          text=True, stdin=subprocess.DEVNULL, timeout=harness.PROCESS_SECONDS, check=False)


def content(bench: harness.Bench) -> str:
    """Everything that a search can say about the index."""
    result = bench.run("searcher", f"--db={bench.db}", "--format=json", "--limit=all", "note")
    bench.check(result.returncode == 0, result.stderr)
    return result.stdout


def test_closed_streams(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    wanted = content(bench)
    for closed in ("<&- >&- 2>&-", "<&-", ">&-", "2>&-", "<&- >&-", ">&- 2>&-", "</dev/null >/dev/null 2>/dev/null"):
        bench.db = bench.directory / f"idx{len(os.listdir(bench.directory))}"
        result = shell(bench, f'env -i PATH=/usr/bin:/bin "$INDEXER" --db="$DB" "$ARTICLES" {closed}')
        bench.check(result.returncode == 0, f"{closed}: status {result.returncode}")
        bench.check(content(bench) == wanted, f"{closed}: another index")
        bench.index("--verify")


def test_locale_and_time_zone_change_nothing(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note naïve")
    bench.index(str(bench.articles))
    wanted = content(bench)
    for variables in ({"LANG": "C"}, {"LC_ALL": "tr_TR.UTF-8"}, {"LC_ALL": "nonsense"}, {"TZ": "Pacific/Kiritimati"}, {"TZ": ":nonsense"},
                      {"LC_NUMERIC": "de_DE.UTF-8"}, {"HOME": "/nonexistent"}, {"TMPDIR": "/nonexistent"}):
        bench.db = bench.directory / f"idx{len(os.listdir(bench.directory))}"
        result = shell(bench, '"$INDEXER" --db="$DB" --quiet "$ARTICLES"', **variables)
        bench.check(result.returncode == 0, f"{variables}: status {result.returncode}, {result.stderr}")
        bench.environment |= variables
        bench.check(content(bench) == wanted, f"{variables}: another index or answer")
        for name in variables:
            del bench.environment[name]


def test_no_environment_at_all(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    for program, arguments in (("indexer", [f"--db={bench.db}", "--quiet", str(bench.articles)]),
                               ("searcher", [f"--db={bench.db}", "--count", "note"])):
        result = bench.run(program, *arguments, env={})
        bench.check(result.returncode == 0 and not result.stderr, f"{program}: status {result.returncode}, {result.stderr}")


def test_the_script_is_silent_on_success(bench: harness.Bench) -> None:
    need_script()
    bench.write_articles(ARTICLES, "note")
    for arguments in ('"$ARTICLES"', "", '--rebuild "$ARTICLES"'):
        for closed in ("", "<&- >&- 2>&-"):
            result = shell(bench, f'"$REBUILD" --db="$DB" {arguments} {closed}')
            bench.check((result.returncode, result.stdout, result.stderr) == (0, "", ""),
                        f"{arguments} {closed}: status {result.returncode}, {result.stdout}, {result.stderr}")
    bench.check(bench.count("note") == ARTICLES, "the index does not answer")


def test_the_script_says_one_line_on_failure(bench: harness.Bench) -> None:
    need_script()
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    os.rename(bench.articles, bench.directory / "elsewhere")
    expect_failure(bench, 5, "gone")
    expect_failure(bench, 2, "--nonsense", "--nonsense")
    os.rename(bench.directory / "elsewhere", bench.articles)
    first = bench.start("indexer", f"--db={bench.db}", "--rebuild")
    bench.check(bench.wait_for(bench.is_staging, first), "the rebuild was over too soon")
    first.send_signal(signal.SIGSTOP)
    expect_failure(bench, 75, "another indexer")
    first.send_signal(signal.SIGCONT)
    first.communicate()
    (bench.db / "XAPIANDB").write_text("nonsense\n")
    expect_failure(bench, 3, "stub")
    result = shell(bench, '"$REBUILD" --db="$DB"', CHOKEPOINT_INDEXER="/nonexistent")
    bench.check(result.returncode != 0 and len(result.stderr.splitlines()) <= 2, f"{result.returncode}, {result.stderr}")


def expect_failure(bench: harness.Bench, status: int, word: str, option: str = "") -> None:
    result = shell(bench, f'"$REBUILD" --db="$DB" {option}')
    bench.check(result.returncode == status and result.stdout == "" and len(result.stderr.splitlines()) == 1
                and word in result.stderr, f"status {result.returncode} instead of {status}, {result.stdout}{result.stderr}")
    result = shell(bench, f'"$REBUILD" --db="$DB" {option} <&- >&- 2>&-')
    bench.check(result.returncode == status, f"status {result.returncode} instead of {status} with closed streams")


def need_script() -> None:
    if not os.access(REBUILD, os.X_OK):
        raise harness.Skipped(f"no script {REBUILD}")


if __name__ == "__main__":
    harness.main(globals())
