#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Articles in some forty encodings are read as what they say, or are marked.

usage: check_encodings.py INDEXER DIRECTORY [--table]

DIRECTORY has texts/ in UTF-8 and fixtures/, which make_fixtures wrote from them: TEXT.ENCODING.txt of about 1 KB
must come out as the text; TEXT.ENCODING.short.txt of 100 bytes as its beginning, or with a note that the encoding is
uncertain, or be skipped as undecodable. What was neither marked by the bytes nor UTF-8 must have a note. --table
prints what came of each.
"""

import json
import pathlib
import subprocess
import sys


def read(indexer, folder):
    """Path -> line of --dry-run."""
    run = subprocess.run([indexer, "--no-config", "--dry-run", "--format=jsonl", str(folder)], check=True,
                         capture_output=True, text=True, encoding="utf-8")
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    return {pathlib.Path(line["path"]).name: line for line in lines if "path" in line}


def words(line):
    return (line["text"] if line["title"] in line["text"] else line["title"] + "\n" + line["text"]).split()


def outcome_of(name, line, expected, is_ascii):
    """What is wrong, or nothing."""
    encoding = name.split(".")[1]
    is_short = name.endswith(".short.txt")
    if "skipped" in line:
        return "" if is_short and line["skipped"] == "undecodable" else "skipped: " + line["detail"]
    notes = [note for note in line["notes"] if note.startswith("encoding: ")]
    got = words(line)
    is_right = got == expected[:len(got)] if is_short else got == expected
    # The last word of 100 bytes is cut.
    if is_short and not is_right:
        is_right = got[:-1] == expected[:len(got) - 1] and expected[len(got) - 1].startswith(got[-1])
    if not is_right and not (is_short and any("uncertain" in note for note in notes)):
        return "wrong without a mark: " + " ".join(got)[:80]
    if encoding == "UTF-8" or encoding.endswith("-bom"):
        return "needless note: " + notes[0] if notes else ""
    return "" if notes or is_ascii else "no note"


def main():
    indexer, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    texts = {path.stem: path.read_text("utf-8").split() for path in (folder / "texts").iterdir()}
    fixtures = sorted(path.name for path in (folder / "fixtures").iterdir())
    lines = read(indexer, folder / "fixtures")
    faults = 0
    for name in fixtures:
        line = lines.get(name, {"skipped": "missing", "detail": "no line for this file"})
        fault = outcome_of(name, line, texts[name.split(".")[0]], (folder / "fixtures" / name).read_bytes().isascii())
        faults += bool(fault)
        if fault or "--table" in sys.argv:
            said = "; ".join(note for note in line.get("notes", []) if note.startswith("encoding")) or line.get("detail", "")
            print(f"{name:34} {fault or 'ok':8} {said}")
    print(f"{len(fixtures)} files, {faults} faults")
    return 1 if faults or len(fixtures) < 60 else 0


if __name__ == "__main__":
    sys.exit(main())
