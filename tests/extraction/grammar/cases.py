# SPDX-License-Identifier: GPL-2.0-or-later
"""The cases of a test run: which pattern is drawn with which measure, so that all get their share."""
from dataclasses import dataclass

from drawing import Drawing, NoFit
from world import read_table, split

# A ruling on a measure is also a step in its challenge.
RULING_LEAVES, RULED_ON = {"legal-challenge"}, {"challenged", "suspended", "lifted"}
TRIES = 12  # of a pattern with a measure, before they are given up for good


@dataclass
class Expected:
    """An event that the text asserts. Optional ones may be found or not."""
    actor: str
    measure: str
    targets: frozenset
    status: str  # "?": not checked
    date: str = ""
    authority: str = ""
    is_optional: bool = False


@dataclass
class Case:
    id: str
    pattern: str
    leaf: str
    variant: str
    wording: str  # of the variant
    acts: list
    title: str
    text: str
    published: str
    expected: list  # empty: no event at all
    also: set  # measures that may be found besides


class Tables:
    """The tables beside this file, by what they are looked up by."""

    def __init__(self):
        self.leaves = {row["leaf"]: row for row in read_table("leaves.tsv")}
        for row in self.leaves.values():
            row["traits"] = set(split(row["traits"])) | {row["agent"]}
        self.acts = self._by(read_table("acts.tsv"), "leaf", "form")
        self.variants = self._by(read_table("variants.tsv"), "form")
        for row in sum(self.variants.values(), []):
            row["needs"] = set(split(row["needs"]))
        self.frames = self._by(read_table("patterns.tsv"), "pattern")
        for row in sum(self.frames.values(), []):
            row["needs"] = set(split(row["needs"]))
            row["variants"] = split(row["variants"])
        self.scenery = self._by(read_table("scenery.tsv"), "kind", "for")

    @staticmethod
    def _by(rows, *columns):
        table = {}
        for row in rows:
            key = row[columns[0]] if len(columns) == 1 else tuple(row[column] for column in columns)
            table.setdefault(key, []).append(row)
        return table

    def scenes(self, kind, agent):
        return self.scenery.get((kind, "both"), []) + self.scenery.get((kind, agent), [])

    def frames_for(self, pattern, leaf):
        """Rows of the pattern that suit the measure by its traits."""
        traits = self.leaves[leaf]["traits"]
        return [frame for frame in self.frames[pattern] if frame["needs"] <= traits and frame["for"] in traits | {"both"}]


class Cases:
    def __init__(self, world, dice):
        self.world, self.dice, self.tables = world, dice, Tables()
        self.patterns = list(self.tables.frames)
        self.frames = {(p, leaf): self.tables.frames_for(p, leaf) for p in self.patterns for leaf in self.tables.leaves}
        self.uses = {pair: 0 for pair, frames in self.frames.items() if frames}
        self.leaf_uses = dict.fromkeys(self.tables.leaves, 0)

    def draw(self, count):
        return [self._draw_one(number) for number in range(count)]

    def _draw_one(self, number):
        """A case of the pattern whose turn it is, and of the measure that had the fewest turns."""
        pattern = self.patterns[number % len(self.patterns)]
        leaves = [leaf for leaf in self.tables.leaves if (pattern, leaf) in self.uses]
        for leaf in sorted(self.dice.shuffled(leaves), key=lambda leaf: (self.uses[pattern, leaf], self.leaf_uses[leaf])):
            for _ in range(TRIES):
                frame = self.dice.pick(self.frames[pattern, leaf])
                try:
                    drawing = Drawing(self.tables, self.world, self.dice, frame, leaf)
                    title, text = drawing.article()
                except NoFit:
                    continue
                self.uses[pattern, leaf] += 1
                self.leaf_uses[leaf] += 1
                expected = [Expected(**event) for event in drawing.events()]
                also = set(split(self.tables.leaves[leaf]["also"])) | (RULING_LEAVES if drawing.variant in RULED_ON else set())
                wording = f"{drawing.variant}: {drawing.said or frame['text']}"
                return Case(f"{pattern}.{leaf}.{number}", pattern, leaf, drawing.variant, wording, drawing.acts, title, text,
                            drawing.published.isoformat(), expected, also)
            del self.uses[pattern, leaf]
        raise SystemExit(f"patterns.tsv: nothing goes into the pattern {pattern}")
