#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Limits of the system: a file that may not grow, too few descriptors. The old index answers. (Memory: out_of_memory.py.)"""

import resource
import shutil

import harness

ARTICLES = 60
MANY_INDEXES = 1000


def limit(kind: int, value: int):
    """A preexec_fn that sets the limit."""
    return lambda: resource.setrlimit(kind, (value, value))


def run_under(bench: harness.Bench, kind: int, value: int, *arguments: str) -> tuple[int, str]:
    """A run under the limit: its status, and what is wrong with it or nothing."""
    result = bench.run("indexer", f"--db={bench.db}", "--quiet", *arguments, preexec_fn=limit(kind, value))
    what = f"limit {value}, {arguments}: "
    if result.returncode not in (0, 4):
        return result.returncode, what + f"status {result.returncode}: {result.stderr}"
    left = bench.count("note")
    return result.returncode, "" if left == ARTICLES else what + f"{left} articles are left"


def prepare(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))


def test_files_that_may_not_grow(bench: harness.Bench) -> None:
    prepare(bench)
    for way in ("--rebuild", "--update"):
        bench.write_articles(ARTICLES, f"note for the {way}")
        outcomes = {size: run_under(bench, resource.RLIMIT_FSIZE, size * 1024, way) for size in (0, 4, 8, 16, 32, 64)}
        bench.check(not any(problem for _, problem in outcomes.values()), str(outcomes))
        bench.check(outcomes[0][0] == 4 and outcomes[8][0] == 4, f"nothing was refused: {outcomes}")
        bench.check_tidy()


def test_few_descriptors(bench: harness.Bench) -> None:
    if any(name in bench.environment for name in ("ASAN_OPTIONS", "TSAN_OPTIONS")):
        raise harness.Skipped("the sanitizers' runtime needs descriptors of its own")
    prepare(bench)
    # A file that cannot be opened for lack of descriptors is no bad article: the run must not publish without it.
    problems = []
    for descriptors in (4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 24, 32):
        for arguments in (["--rebuild"], ["--rebuild", str(bench.articles), "--jobs=4", "--max-vanished=100"], ["--update"],
                          ["--update", str(bench.articles), "--jobs=4", "--max-vanished=100"]):
            bench.write_articles(ARTICLES, f"note {descriptors} {arguments[0]}")
            problems.append(run_under(bench, resource.RLIMIT_NOFILE, descriptors, *arguments)[1])
    problems = [problem for problem in problems if problem]
    bench.check(not problems, "\n".join(problems))
    # Removing a directory takes descriptors too: what a starved run could not, the next one removes.
    bench.index("--rebuild")
    bench.check_tidy()


def test_few_descriptors_disarm_no_guard(bench: harness.Bench) -> None:
    """That the new generation or the old one cannot be opened is no reason to publish without comparing them."""
    if bench.environment.keys() != {"PATH"}:
        raise harness.Skipped("the sanitizers' runtime needs descriptors of its own")
    prepare(bench)
    for path in sorted(bench.articles.iterdir())[: ARTICLES * 4 // 5]:
        path.unlink()
    statuses = set()
    for descriptors in range(3, 40):
        result = bench.run("indexer", f"--db={bench.db}", "--quiet", "--jobs=1",
                           preexec_fn=limit(resource.RLIMIT_NOFILE, descriptors))
        bench.check(result.returncode in (4, 5, 127), f"{descriptors}: status {result.returncode}: {result.stderr}")
        bench.check(bench.count("note") == ARTICLES, f"{descriptors}: the index does not answer as before")
        statuses.add(result.returncode)
    bench.check({4, 5} <= statuses, f"statuses {statuses}")


def test_few_descriptors_for_a_search(bench: harness.Bench) -> None:
    """Two of three indexes must never be taken for all."""
    if bench.environment.keys() != {"PATH"}:
        raise harness.Skipped("the sanitizers' runtime needs descriptors of its own")
    prepare(bench)
    databases = [f"--db={bench.db}"] + [f"--db={shutil.copytree(bench.db, bench.directory / name)}" for name in ("b", "c")]
    statuses = set()
    for descriptors in range(3, 32):
        for partial in ([], ["--allow-partial"]):
            result = bench.run("searcher", *databases, *partial, "--count", "note",
                               preexec_fn=limit(resource.RLIMIT_NOFILE, descriptors))
            if result.returncode == 127:  # the dynamic loader itself ran out
                continue
            is_right = result.returncode == 0 and result.stdout == f"{3 * ARTICLES}\n"
            is_refused = result.returncode == 4 and not result.stdout and "open files" in result.stderr
            bench.check(is_right or is_refused, f"{descriptors}: status {result.returncode}: {result.stdout}{result.stderr}")
            statuses.add(result.returncode)
    bench.check(statuses == {0, 4}, f"statuses {statuses}")


def test_a_thousand_indexes(bench: harness.Bench) -> None:
    if bench.environment.keys() != {"PATH"}:
        raise harness.Skipped("the sanitizers' runtime needs descriptors of its own")
    bench.write_articles(1, "note")
    bench.index(str(bench.articles))
    databases = [f"--db={shutil.copytree(bench.db, bench.directory / f'db{i}')}" for i in range(MANY_INDEXES)]
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard == resource.RLIM_INFINITY or hard >= 7 * MANY_INDEXES:
        result = bench.run("searcher", *databases, "--count", "note",
                           preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (1024, hard)))
        bench.check(result.stdout == f"{MANY_INDEXES}\n", f"status {result.returncode}: {result.stderr}")
    for partial in ([], ["--allow-partial"]):
        result = bench.run("searcher", *databases, *partial, "--count", "note",
                           preexec_fn=limit(resource.RLIMIT_NOFILE, 1024))
        bench.check(result.returncode == 4 and not result.stdout, f"status {result.returncode}: {result.stdout}")
        bench.check("limit of open files is 1024" in result.stderr and len(result.stderr.splitlines()) == 2, result.stderr)


def test_a_small_stack_is_enough_for_any_query(bench: harness.Bench) -> None:
    if bench.environment.keys() != {"PATH"}:
        raise harness.Skipped("sanitizers need a larger stack")
    prepare(bench)
    for query in ("note " * 10000, "(" * 30000 + "note", "NOT " * 15000 + "note", "-" * 60000 + "note", '"' * 60001,
                  "note" + ")" * 60000, "(note OR " * 5000, "note NEAR " * 5000 + "note", "a:" * 30000, "e" + "\u0301" * 30000):
        result = bench.run("searcher", f"--db={bench.db}", "--count", "--", query, preexec_fn=limit(resource.RLIMIT_STACK, 512 * 1024))
        bench.check(result.returncode in (0, 1, 2), f"{query[:20]}…: status {result.returncode}: {result.stderr[:200]}")


if __name__ == "__main__":
    harness.main(globals())
