#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Extraction over the labelled folders of the corpus falls below none of its recorded floors.

usage: floors.py INDEXER CORPUS [--record]

The folders are CORPUS and its annotated folders; scoring.py says what each figure is.
floors.tsv, beside this file, holds the lowest acceptable figures. --record writes it anew: each figure less
MARGIN, that of a single leaf less LEAF_MARGIN, for a leaf rests on a few articles. A change that trades one
figure for another within its margin passes; what moves a floor down is seen in the diff.
Exit status: 0 above all floors, 1 not, 2 if nothing could be measured.
"""

import math
import pathlib
import sys
import typing

import scoring

FLOORS = pathlib.Path(__file__).resolve().with_name("floors.tsv")
MARGIN = 0.01
LEAF_MARGIN = 0.05
HEADER = ["folder", "figure", "floor"]
INTRODUCTION = """\
# The lowest acceptable figures of extraction, by labelled folder; scoring.py says what they are.
# Written by floors.py INDEXER CORPUS --record: what was measured less %.2f, the F1 of a leaf less %.2f.
""" % (MARGIN, LEAF_MARGIN)

Figures = dict[tuple[str, str], float]  # by folder and figure


class Fall(typing.NamedTuple):
    folder: str
    figure: str
    floor: float
    measured: float


def labelled_folders(corpus: pathlib.Path) -> dict[str, pathlib.Path]:
    return {"corpus": corpus, **{name: corpus / name for name in scoring.ANNOTATED_FOLDERS}}


def measure(indexer: pathlib.Path, corpus: pathlib.Path) -> Figures:
    figures: Figures = {}
    for name, folder in labelled_folders(corpus).items():
        scores = scoring.Scores(scoring.read_labels(folder), scoring.extract_folder(indexer, folder))
        figures |= {(name, figure): value for figure, value in {**scores.figures(), **scores.leaf_figures()}.items()}
    return figures


def read_floors() -> Figures:
    lines = [line for line in FLOORS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    if not lines or lines[0].split("\t") != HEADER:
        raise scoring.EvaluationError(f"{FLOORS}: the header is not {' '.join(HEADER)}")
    floors: Figures = {}
    for line in lines[1:]:
        try:
            folder, figure, floor = line.split("\t")
            floors[folder, figure] = float(floor)
        except ValueError as error:
            raise scoring.EvaluationError(f"{FLOORS}: not a folder, a figure and a floor: {line!r}") from error
    return floors


def floor_of(figure: str, measured: float) -> float:
    margin = LEAF_MARGIN if figure.startswith("leaf.") else MARGIN
    return max(0.0, math.floor((measured - margin) * 1000 + 1e-6) / 1000)


def record(measured: Figures) -> None:
    rows = ["\t".join(HEADER)]
    rows += [f"{folder}\t{figure}\t{floor_of(figure, value):.3f}" for (folder, figure), value in measured.items()]
    FLOORS.write_text(INTRODUCTION + "\n".join(rows) + "\n", encoding="utf-8")


def differences(floors: Figures, measured: Figures) -> tuple[list[Fall], list[str]]:
    """What fell, and what only one side knows."""
    falls = [Fall(*key, floors[key], value) for key, value in measured.items()
             if key in floors and value < floors[key]]
    strangers = [f"no floor is recorded for {' '.join(key)}" for key in measured if key not in floors]
    strangers += [f"nothing was measured for {' '.join(key)}" for key in floors if key not in measured]
    return falls, strangers


def print_falls(falls: list[Fall]) -> None:
    if falls:
        print(f"{'folder':11}{'figure':32}{'floor':>8}{'now':>8}")
    for fall in falls:
        print(f"{fall.folder:11}{fall.figure:32}{fall.floor:8.3f}{fall.measured:8.3f}"
              f"  {fall.measured - fall.floor:+.3f}")


def main(arguments: list[str]) -> int:
    words = [argument for argument in arguments if argument != "--record"]
    if len(words) != 2 or any(word.startswith("-") for word in words):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        measured = measure(scoring.find_indexer(words[0]), pathlib.Path(words[1]))
        if "--record" in arguments:
            falls, _ = differences(read_floors(), measured) if FLOORS.exists() else ([], [])
            print_falls(falls)
            record(measured)
            print(f"{len(measured)} floors recorded, {len(falls)} of the earlier ones given up")
            return 0
        falls, strangers = differences(read_floors(), measured)
    except (OSError, scoring.EvaluationError) as error:
        print(f"floors.py: {error}", file=sys.stderr)
        return 2
    print_falls(falls)
    for text in strangers:
        print(text)
    print(f"{len(measured)} figures, {len(falls)} below their floors")
    if falls:
        print("hint: scripts/evaluate FOLDER --errors says why; --compare says what changed")
    if strangers:
        print("hint: floors.py INDEXER CORPUS --record, and read the diff")
    return 1 if falls or strangers else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
