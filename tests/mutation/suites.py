# SPDX-License-Identifier: GPL-2.0-or-later
"""The tests that are to find mutants: unit tests case by case, and tests of whole programs.

Each knows which mutants it comes by, so that a mutant is shown only to those that can notice it.
"""

import json
import pathlib
import re
import subprocess
import time

from sandbox import Sandbox

CLOSEST = 30  # cases that come by few mutants are about this one: they are asked first


class UnitTests:
    def __init__(self, program: pathlib.Path) -> None:
        self.program = program
        self.name = program.name
        self.cases: list[dict] = []

    def come_by(self, sandbox: Sandbox) -> None:
        cases = sandbox.directory / "cases"
        cases.unlink(missing_ok=True)
        sandbox.passes([str(self.program)], 0, 3600)
        found = [json.loads(line) for line in cases.read_text().splitlines()] if cases.exists() else []
        if not found:
            raise SystemExit(f"mutate: {self.name} does not run:\n" + (sandbox.directory / "output").read_text()[-2000:])
        cases.unlink()
        for case in found:
            case["reached"] = set(case["reached"])
            if not case["passed"]:
                print(f"{self.name}: fails without any mutant, and is left out: {case['name']}")
        self.cases = [case for case in found if case["passed"]]

    def reaches(self, number: int) -> bool:
        return any(number in case["reached"] for case in self.cases)

    def notices(self, number: int, sandbox: Sandbox) -> str | None:
        cases = sorted((case for case in self.cases if number in case["reached"]), key=lambda case: len(case["reached"]))
        for batch in (cases[:CLOSEST], cases[CLOSEST:]):
            if not batch:
                continue
            escaped = (re.sub(r'([\\",\[])', r"\\\1", case["name"]) for case in batch)
            names = sandbox.write("names", "".join(f'"{name}"\n' for name in escaped))
            seconds = 10 + 10 * sum(case["seconds"] for case in batch)
            if not sandbox.passes([str(self.program), "--abort", "--input-file", names], number, seconds):
                return self.name
        return None


class ProgramTest:
    def __init__(self, name: str, command: list[str]) -> None:
        self.name, self.command = name, command
        self.seconds = 0.0
        self.numbers: set[int] = set()

    def come_by(self, sandbox: Sandbox) -> None:
        begin = time.monotonic()
        if not sandbox.passes(self.command, 0, 3600):
            print(f"{self.name} fails without any mutant, and is left out")
            return
        self.seconds = time.monotonic() - begin
        self.numbers = set(sandbox.reached())

    def reaches(self, number: int) -> bool:
        return number in self.numbers

    def notices(self, number: int, sandbox: Sandbox) -> str | None:
        if not self.reaches(number):
            return None
        return None if sandbox.passes(self.command, number, 20 + 5 * self.seconds) else self.name


def program_tests(build: pathlib.Path, mutated: pathlib.Path, names: str) -> list[ProgramTest]:
    """The tests of ctest whose names match, with mutated programs in the place of those of the build."""
    listed = subprocess.run(["ctest", "--test-dir", str(build), "--show-only=json-v1", "-R", names],
                            check=True, capture_output=True)
    programs = {str(build / name / name): str(mutated / name) for name in ("indexer", "searcher")}
    tests = []
    for test in json.loads(listed.stdout)["tests"]:
        tests.append(ProgramTest(test["name"], [programs.get(word, word) for word in test["command"]]))
    return tests
