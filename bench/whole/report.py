# SPDX-License-Identifier: GPL-2.0-or-later
"""Results as they come: on standard output and in results.md as tables to paste, and a TSV file of each table.

A cell is text, a number, or a Spread, which a TSV file has as three columns (the median, q1, q3).
"""

import pathlib
import typing

from processes import Spread

Cell = str | int | float | Spread


class Column(typing.NamedTuple):
    name: str  # in TSV, with its unit: "wall_s"
    heading: str  # for people
    digits: int = 0


def shown(cell: Cell, digits: int) -> str:
    if isinstance(cell, Spread):
        return f"{cell.middle:,.{digits}f} ({cell.low:,.{digits}f}–{cell.high:,.{digits}f})"
    return cell if isinstance(cell, str) else f"{cell:,.{digits}f}"


def stored(cell: Cell) -> list[str]:
    if isinstance(cell, Spread):
        return [f"{value:.6g}" for value in (cell.middle, cell.low, cell.high)]
    return [f"{cell:.10g}" if isinstance(cell, float) else str(cell)]


class Report:
    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.markdown = open(folder / "results.md", "w", encoding="utf-8")

    def say(self, text: str) -> None:
        print(text, flush=True)
        print(text, file=self.markdown, flush=True)

    def table(self, name: str, title: str, columns: list[Column], rows: list[list[Cell]]) -> None:
        self.say(f"\n### {title}\n")
        self.say("| " + " | ".join(column.heading for column in columns) + " |")
        self.say("|" + "|".join("---" if isinstance(cell, str) else "---:" for cell in rows[0]) + "|")
        for row in rows:
            self.say("| " + " | ".join(shown(cell, column.digits) for cell, column in zip(row, columns)) + " |")
        self.write_tsv(name, columns, rows)

    def write_tsv(self, name: str, columns: list[Column], rows: list[list[Cell]]) -> None:
        heading = []
        for column, cell in zip(columns, rows[0]):
            heading += [column.name, f"{column.name}_q1", f"{column.name}_q3"] if isinstance(cell, Spread) else [column.name]
        lines = [heading] + [[text for cell in row for text in stored(cell)] for row in rows]
        (self.folder / f"{name}.tsv").write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
