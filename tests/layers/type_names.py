#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Two types of one name in one program are undefined behaviour that no compiler sees: their vectors share code.

usage: type_names.py SOURCE_DIR        names each type that two headers of a program define
"""

import collections
import pathlib
import re
import sys

PROGRAMS = (("common", "indexer"), ("common", "searcher"))
# At the beginning of a line: in the namespace of the project, and in no class. A forward declaration ends in ";".
DEFINITION = re.compile(r"^(?:template .*\n)?(?:struct|class|enum class) (\w+)(?: final)?(?: :.*)? \{", re.MULTILINE)


def headers_by_type(root: pathlib.Path, folders: tuple[str, ...]) -> dict[str, list[str]]:
    headers = collections.defaultdict(list)
    for folder in folders:
        for header in sorted((root / folder).rglob("*.h")):
            for name in DEFINITION.findall(header.read_text()):
                headers[name].append(str(header.relative_to(root)))
    return headers


def main(root: pathlib.Path) -> int:
    faults, types = set(), set()
    for folders in PROGRAMS:
        headers = headers_by_type(root, folders)
        types |= headers.keys()
        faults |= {f"{name} is defined in {' and '.join(where)}" for name, where in headers.items() if len(where) > 1}
    print("\n".join(sorted(faults)) or f"{len(types)} types, each of a name of its own")
    return 1 if faults or len(types) < 100 else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
