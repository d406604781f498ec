#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes any number of articles that read like real ones, whose vocabulary grows as that of real ones does.

usage: articles.py SOURCE OUT --articles=N [--seed=N] [--format=txt|jsonl]

Sentences are drawn from the .txt articles below SOURCE. However many are drawn, they have only the words of the source,
while a real collection of n words has about K n^b different ones (Heaps' law). So K and b are measured on the source,
and whenever what was written has fewer different words than that, a rare word or name in the next sentence is replaced
by a new one, invented and pronounceable. An invented word comes back as other rare words do: the oftener it was used,
the likelier, and throughout its article.

The first N articles are the same whatever is made after them. Writes OUT/NNNN/NNNNNNN.txt, or OUT/NNNN.jsonl with a
thousand articles each, and prints as TSV how many words, and how many different ones, the source and what was made have
after 1, 2, 5, 10, ... articles, and the exponents.
"""

import argparse
import collections
import itertools
import json
import math
import pathlib
import random
import re
import sys
import typing

SOURCE_BYTES = 20_000_000  # of text are enough; parsed, they take ten times as much memory
A_FILE = 1000  # articles a directory, or a file of JSON Lines
SLOT_SHARE = 0.10  # of the words of the source are rare enough to be replaced
COMING_BACK = 0.3  # of the rare words that an article has, these are replaced by words that were invented before
FIT_FROM_SHARE = 0.01  # of all words: the law is fitted where the text is large, as that is where it is extended
WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
ONSETS = "b br c ch d dr f fl g gr h j k kl l m n p pr qu r s sh st t th tr v w z".split()
VOWELS = "a e i o u ai ea ia io ou".split()
CODAS = ("", "", "", "l", "n", "r", "s", "t", "x", "nd", "rk")


class Growth:
    """How many different words there are after how many."""

    def __init__(self) -> None:
        self.words = 0
        self.different = 0
        self.points: list[tuple[int, int, int]] = []  # articles, words, different words

    def note(self, articles: int, is_last: bool) -> None:
        digits = str(articles)
        if is_last or (digits[0] in "125" and set(digits[1:]) <= {"0"}):
            self.points.append((articles, self.words, self.different))


def fit_heaps(points: list[tuple[int, int, int]]) -> tuple[float, float]:
    """K and b of different = K words^b, by least squares of the logarithms."""
    logs = [(math.log(words), math.log(different)) for _, words, different in points
            if words >= FIT_FROM_SHARE * points[-1][1]]
    mean_x, mean_y = (sum(column) / len(logs) for column in zip(*logs))
    spread = sum((x - mean_x) ** 2 for x, _ in logs)
    if spread == 0:
        sys.exit("articles.py: too few articles to tell how their vocabulary grows")
    slope = sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread
    return math.exp(mean_y - slope * mean_x), slope


class Sentence:
    """Text between slots, and the rare words that stand in them."""

    __slots__ = ("texts", "slots", "words", "is_used")

    def __init__(self, text: str, is_rare: typing.Callable[[str], bool]):
        self.texts, self.slots, self.is_used = [], [], False
        begin = self.words = 0
        for word in WORD.finditer(text):
            self.words += 1
            if is_rare(word[0].lower()):
                self.texts.append(text[begin:word.start()])
                self.slots.append(word[0])
                begin = word.end()
        self.texts.append(text[begin:])


class Source:
    """Real articles: their sentences, their lengths, and how their vocabulary grows."""

    def __init__(self, folder: pathlib.Path, dice: random.Random):
        texts = self._read(folder, dice)
        self.growth, counts = Growth(), collections.Counter()
        for number, text in enumerate(texts, 1):
            words = [word.lower() for word in WORD.findall(text)]
            counts.update(words)
            self.growth.words += len(words)
            self.growth.different = len(counts)
            self.growth.note(number, number == len(texts))
        self.constant, self.exponent = fit_heaps(self.growth.points)
        rare = self._rare_words(counts)
        self.titles: list[Sentence] = []
        self.sentences: list[Sentence] = []
        self.lengths: list[int] = []
        for text in texts:
            title, _, body = text.partition("\n")
            parts = [part for part in SENTENCE_END.split(body.replace("\n", " ")) if len(part) > 20]
            if not title.strip() or not parts:
                continue
            self.titles.append(Sentence(title.strip(), rare.__contains__))
            self.sentences += [Sentence(part, rare.__contains__) for part in parts]
            self.lengths.append(len(parts))

    @staticmethod
    def _read(folder: pathlib.Path, dice: random.Random) -> list[str]:
        """In any order, since neighbours are about the same; what is mostly not in Latin letters is left out."""
        files = sorted(folder.rglob("*.txt"))
        dice.shuffle(files)
        texts, left = [], SOURCE_BYTES
        for path in files:
            text = path.read_text(encoding="utf-8", errors="replace").strip()
            if len(text.encode()) <= 1.05 * len(text) and left > 0:
                texts.append(text)
                left -= len(text)
        if not texts:
            sys.exit(f"articles.py: no .txt article below {folder}")
        return texts

    @staticmethod
    def _rare_words(counts: collections.Counter[str]) -> set[str]:
        left = SLOT_SHARE * counts.total()
        rare = set()
        for word, count in sorted(counts.items(), key=lambda item: (item[1], item[0])):
            left -= count
            if left < 0:
                break
            rare.add(word)
        return rare


class ArticleMaker:
    def __init__(self, source: Source, seed: int):
        self.source, self.dice = source, random.Random(seed)
        self.growth = Growth()
        self._known: set[str] = set()
        self._invented: list[str] = []  # each as often as it was used

    def next(self) -> dict[str, str]:
        names: dict[str, str] = {}  # what the rare words of this article are replaced by
        day = self.dice.randrange(365 * 11)
        published = f"{2015 + day // 365}-{day // 31 % 12 + 1:02}-{day % 28 + 1:02}"
        title = self._rendered(self.dice.choice(self.source.titles), names)
        sentences = [self._rendered(self.dice.choice(self.source.sentences), names)
                     for _ in range(self.dice.choice(self.source.lengths))]
        paragraphs = [" ".join(sentences[at:at + 4]) for at in range(0, len(sentences), 4)]
        return {"title": title, "published": published, "text": "\n\n".join(paragraphs)}

    def _rendered(self, sentence: Sentence, names: dict[str, str]) -> str:
        self.growth.words += sentence.words
        if not sentence.is_used:
            sentence.is_used = True
            for text in sentence.texts:
                self._known.update(word.lower() for word in WORD.findall(text))
        parts = [sentence.texts[0]]
        for word, text in zip(sentence.slots, itertools.islice(sentence.texts, 1, None)):
            parts += (self._replacement(word, names), text)
        self.growth.different = len(self._known)
        return "".join(parts)

    def _replacement(self, word: str, names: dict[str, str]) -> str:
        key = word.lower()
        name = names.get(key)
        if name is None:
            if len(self._known) < self.source.constant * self.growth.words ** self.source.exponent:
                name = self._invent()
            elif self._invented and self.dice.random() < COMING_BACK:
                name = self.dice.choice(self._invented)
            else:
                name = key
                self._known.add(key)
            names[key] = name
            if name != key:
                self._invented.append(name)
        if name == key:
            return word
        return name.capitalize() if word[0].isupper() else name

    def _invent(self) -> str:
        while True:
            word = "".join(self.dice.choice(ONSETS) + self.dice.choice(VOWELS) for _ in range(self.dice.choice((2, 2, 3, 3, 4))))
            word += self.dice.choice(CODAS)
            if word not in self._known:
                self._known.add(word)
                return word


def write_articles(maker: ArticleMaker, count: int, out: pathlib.Path, form: str) -> None:
    for first in range(0, count, A_FILE):
        numbers = range(first, min(first + A_FILE, count))
        made = []
        for number in numbers:
            made.append(maker.next())
            maker.growth.note(number + 1, number + 1 == count)
        name = f"{first // A_FILE:04}"
        if form == "jsonl":
            out.mkdir(parents=True, exist_ok=True)
            lines = (json.dumps({"id": str(number), **article}, ensure_ascii=False) for number, article in zip(numbers, made))
            (out / f"{name}.jsonl").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
            continue
        (out / name).mkdir(parents=True, exist_ok=True)
        for number, article in zip(numbers, made):
            (out / name / f"{number:07}.txt").write_text(f"{article['title']}\n{article['published']}\n\n{article['text']}\n",
                                                         encoding="utf-8")


def print_growth(source: Source, made: Growth) -> None:
    print("of\tarticles\twords\tdifferent\tpredicted")
    for of, points in (("source", source.growth.points), ("made", made.points)):
        for articles, words, different in points:
            print(f"{of}\t{articles}\t{words}\t{different}\t{source.constant * words ** source.exponent:.0f}")
    for of, (constant, exponent) in (("source", (source.constant, source.exponent)), ("made", fit_heaps(made.points))):
        print(f"# {of}: different = {constant:.1f} * words^{exponent:.3f}")


def main() -> int:
    parser = argparse.ArgumentParser(allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter, description=__doc__)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("txt", "jsonl"), default="txt")
    arguments = parser.parse_args()
    source = Source(arguments.source, random.Random(arguments.seed))
    maker = ArticleMaker(source, arguments.seed)
    write_articles(maker, arguments.articles, arguments.out, arguments.format)
    print_growth(source, maker.growth)
    return 0


if __name__ == "__main__":
    sys.exit(main())
