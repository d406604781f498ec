# SPDX-License-Identifier: GPL-2.0-or-later
"""The invented world of the sentence generator: states, their organs, and firms; as objects and as tables of the indexer."""
import os
from dataclasses import dataclass

HERE = os.path.dirname(os.path.abspath(__file__))


def read_table(name):
    """The rows of a TSV beside this file, as dictionaries by column."""
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]
    for row in rows:
        if len(row) != len(rows[0]):
            raise SystemExit(f"{name}: not {len(rows[0])} cells: {row}")
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def split(cell):
    return [part for part in cell.split(";") if part]


@dataclass(frozen=True, eq=False)
class State:
    code: str
    name: str
    subject: str  # with its article
    demonym: str
    capital: str
    organs: dict  # kind -> proper name


@dataclass(frozen=True, eq=False)
class Firm:
    name: str
    kind: str
    sector: str
    home: str
    noun: str
    goods: str
    parent: str


class World:
    def __init__(self):
        self.organ_kinds = {row["organ"]: row for row in read_table("organs.tsv")}
        self.states = [self._state(number, row) for number, row in enumerate(read_table("states.tsv"))]
        self.firms = [Firm(**row) for row in read_table("firms.tsv")]
        self.by_code = {state.code: state for state in self.states}
        self.parent_of = {firm.name: firm.parent for firm in self.firms if firm.parent}

    def _state(self, number, row):
        organs = {}
        for shift, (kind, organ) in enumerate(self.organ_kinds.items()):
            names = split(organ["names"])
            organs[kind] = names[(number + shift) % len(names)].format(
                D=row["demonym"], N=(row["article"] + " " + row["name"]).strip())
        subject = (row["article"] + " " + row["name"]).strip()
        return State(row["code"], row["name"], subject, row["demonym"], row["capital"], organs)

    def generics(self, kind):
        """How news calls an organ of this kind: (words, whether they are a plural)."""
        return [(name.rstrip("+"), name.endswith("+")) for name in split(self.organ_kinds[kind]["generic"])]

    def write_tables(self, place):
        """The tables that teach the indexer this world."""
        def write(name, columns, rows):
            with open(os.path.join(place, name), "w", encoding="utf-8") as file:
                for row in [columns] + rows:
                    file.write("\t".join(row + ["invented", ""] if row is not columns else row + ["source", "checked"]) + "\n")

        write("countries.tsv", ["code", "name", "kind", "capital", "demonyms", "names", "ambiguous", "cues", "gives"],
              [[s.code, s.name, "state", s.capital, s.demonym, "", "", "", ""] for s in self.states])
        write("places.tsv", ["name", "code", "kind", "guard", "not"], [[s.capital, s.code, "metonym", "actor", ""] for s in self.states])
        write("authorities.tsv", ["name", "code", "kind", "aliases", "context"],
              [[name, s.code, self.organ_kinds[kind]["kind"], acronym(name), acronym(name)]
               for s in self.states for kind, name in s.organs.items()])
        write("companies.tsv", ["name", "kind", "parent", "home", "sector", "aliases", "products", "guard", "ambiguous", "cues", "valid_from", "valid_to"],
              [[f.name, "brand" if f.parent else "company", f.parent, f.home, f.sector] + [""] * 7 for f in self.firms])


def acronym(name):
    return "".join(word[0] for word in name.split() if word[0].isupper())
