#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""README.md lists all 104 inputs and faults, and the tests that it names for each exist.

The last cell of a row names tests: `file` and, behind it, names in that file, separated by semicolons. A name is a
function test_NAME or check_NAME of a Python file, a label of one of its inputs, words of a TEST_CASE, or the heading of
a list of queries. A directory of cli/cases is a test by itself.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
TESTS = HERE.parent
ROWS = 104
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|$")


def names_in(path: pathlib.Path) -> str:
    """What of a file can name a test."""
    text = path.read_text()
    if path.suffix == ".cc":
        cases = re.findall(r'TEST_CASE\(\s*((?:"[^"]*"\s*)+)', text)
        return "\n".join(re.sub(r'"\s*"', "", case) for case in cases)
    if path.suffix == ".py":
        names = re.findall(r'^def (?:test_)?(\w+)|^    \(\d+, "([^"]+)"', text, re.MULTILINE)
        return "\n".join(function or label for function, label in names)
    return "\n".join(re.findall(r"^# (.+)", text, re.MULTILINE))


def faults_of(cell: str) -> list[str]:
    """What is wrong with the tests that a row names."""
    faults, file = [], ""
    for part in cell.split("; "):
        match = re.match(r"`([^`]+)` ?(.*)", part)
        file, name = match.groups() if match else (file, part)
        if match and file.startswith("cli/"):
            if not (TESTS / file / "cmd").is_file():
                faults.append(f"no case {file}")
            continue
        paths = sorted(TESTS.rglob(file))
        if len(paths) != 1:
            faults.append(f"{len(paths)} files are called {file!r}")
            continue
        if not name or name not in names_in(paths[0]):
            faults.append(f"{file} has no test {name!r}")
    return faults


def main() -> int:
    seen, faults = set(), []
    for line in (HERE / "README.md").read_text().splitlines():
        if row := ROW.match(line):
            seen.add(int(row[1]))
            faults += [f"{row[1]}, {row[2]}: {fault}" for fault in faults_of(row[4])]
    faults += [f"no row {number}" for number in range(1, ROWS + 1) if number not in seen]
    print("\n".join(faults) or f"{len(seen)} inputs and faults are tested")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
