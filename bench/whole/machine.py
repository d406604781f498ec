# SPDX-License-Identifier: GPL-2.0-or-later
"""What figures were measured with: a time without its machine means little."""

import datetime
import os
import pathlib
import platform
import re
import shutil
import subprocess

from processes import run

ROOT = pathlib.Path(__file__).resolve().parents[2]


def first_match(pattern: str, text: str, otherwise: str = "unknown") -> str:
    found = re.search(pattern, text, re.MULTILINE)
    return found[1].strip() if found else otherwise


def commit() -> str:
    done = subprocess.run(["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--abbrev=12"], capture_output=True, text=True,
                          check=False)
    return done.stdout.strip() or "unknown"


def compiler_of(program: pathlib.Path) -> str:
    if not shutil.which("readelf"):
        return "unknown"
    return first_match(r"\]\s+(\S.*)$", run("readelf", "-p", ".comment", program))


def describe(indexer: pathlib.Path, searcher: pathlib.Path, work: pathlib.Path) -> list[tuple[str, str]]:
    memory = int(first_match(r"^MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo").read_text(), "0"))
    cpu = first_match(r"^model name\s*:\s*(.+)$", pathlib.Path("/proc/cpuinfo").read_text(), platform.machine())
    return [
        ("commit", commit()),
        ("date", datetime.date.today().isoformat()),
        ("processor", f"{cpu}, {len(os.sched_getaffinity(0))} cores"),
        ("memory", f"{memory / 2**20:.1f} GiB"),
        ("file system of the indexes", run("stat", "-f", "-c", "%T", work).strip()),
        ("kernel", f"{platform.system()} {platform.release()}"),
        ("compiler", compiler_of(indexer)),
        ("programs", "; ".join(run(searcher, "--version").split("\n")).strip("; ")),
        ("load before", f"{os.getloadavg()[0]:.1f}"),
    ]
