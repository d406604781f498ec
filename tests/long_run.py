#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the tests of goals.tsv for as long as asked, one a core, and prints a line for each goal they report.

usage: long_run.py BUILD [--minutes=N] [--seed=N] [--only=NAME]

The lines, with date, commit and seed, are also kept in BUILD/long/summary.jsonl, what the tests print in
BUILD/long/NAME.log. A test that fails, or reports no goal, fails the run.
"""

import argparse
import concurrent.futures
import datetime
import json
import os
import pathlib
import subprocess
import sys
import typing

SOURCE = pathlib.Path(__file__).resolve().parent.parent
OVERTIME_SECONDS = 900  # to set up, to finish what was begun, on a busy machine


class Test(typing.NamedTuple):
    name: str
    share: float
    command: str


def read_tests() -> list[Test]:
    rows = [line.split("\t") for line in (SOURCE / "tests/goals.tsv").read_text().splitlines()
            if line and not line.startswith("#")]
    return [Test(name, float(share), command) for name, share, command in rows]


def run(test: Test, build: pathlib.Path, seconds: float, seed: int) -> tuple[list[dict[str, typing.Any]], str]:
    """What it reports; and what is wrong, empty if nothing is."""
    places = {"indexer": build / "indexer/indexer", "searcher": build / "searcher/searcher", "source": SOURCE, "build": build,
              "seconds": round(seconds)}
    log = build / "long" / (test.name.replace(" ", "-") + ".log")
    environment = os.environ | {"CHOKEPOINT_TEST_SECONDS": str(round(seconds)), "CHOKEPOINT_TEST_SEED": str(seed),
                                "XDG_CONFIG_HOME": "/nonexistent"}
    with open(log, "wb") as file:
        try:
            status = subprocess.run(test.command.format(**places), shell=True, cwd=SOURCE, env=environment, stdout=file,
                                    stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False,
                                    timeout=seconds + OVERTIME_SECONDS).returncode
        except subprocess.TimeoutExpired:
            return [], f"it did not end in time; see {log}"
    goals = [json.loads(line[5:]) for line in log.read_text(errors="replace").splitlines() if line.startswith("GOAL {")]
    if status != 0:
        return goals, f"status {status}; see {log}"
    return goals, "" if goals else f"it reports no goal; see {log}"


def in_words(goal: dict[str, typing.Any]) -> str:
    figures = ", ".join(f"{name.replace('_', ' ')} {value:,}" if isinstance(value, int) else f"{name.replace('_', ' ')} {value}"
                        for name, value in goal.items() if name not in ("goal", "seed", "seconds", "failures"))
    verdict = "ok" if goal["failures"] == 0 else f"{goal['failures']} FAILED"
    return f"{goal['goal']}: {verdict}: {figures} ({goal['seconds']:.0f} s, seed {goal['seed']})"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    build = options.build.resolve()
    (build / "long").mkdir(exist_ok=True)
    tests = [test for test in read_tests() if options.only in test.name]
    if not tests:
        parser.error(f"goals.tsv has no {options.only!r}")
    lanes = os.cpu_count() or 1
    second_of_share = options.minutes * 60 * lanes / sum(test.share for test in tests)
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=SOURCE, capture_output=True, text=True,
                            check=False).stdout.strip()
    failures = []
    with concurrent.futures.ThreadPoolExecutor(lanes) as pool, open(build / "long/summary.jsonl", "a") as summary:
        # The longest first, so that none is left to run alone.
        tests.sort(key=lambda test: -test.share)
        runs = {pool.submit(run, test, build, test.share * second_of_share, options.seed): test for test in tests}
        for done in concurrent.futures.as_completed(runs):
            goals, fault = done.result()
            for goal in goals:
                print(in_words(goal), flush=True)
                stamp = {"date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d"), "commit": commit}
                summary.write(json.dumps(stamp | goal) + "\n")
            if fault or any(goal["failures"] for goal in goals):
                failures.append(runs[done].name)
                print(f"{runs[done].name}: FAILED: {fault}", flush=True)
    print(f"{len(tests)} tests, {len(failures)} failed, {options.minutes:g} minutes on {lanes} cores, seed {options.seed}, "
          f"commit {commit}")
    return 1 if failures or not tests else 0


if __name__ == "__main__":
    sys.exit(main())
