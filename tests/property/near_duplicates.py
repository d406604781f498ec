#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies of a story are found, and stories that only resemble one another are kept apart.

usage: near_duplicates.py INDEXER SEARCHER CORPUS [--seed=N] [--copied=N] [--verbose]

Indexes the articles of CORPUS with copies of some of them, made as copies come about: cut, wrapped, reworded,
paragraphs moved or dropped, sentences replaced, always under another title, always with four fifths of the story.
Beside them stand stories that quote a third of another, and notices that fill one form with other facts. Each pair
of articles with the same cluster must be a story and its copy, or two copies of one.

Prints recall by kind of copy and precision, which must be at least .90 and .98. Of each cluster the earliest article
must be the one that is shown.
"""

import argparse
import collections
import datetime
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

MIN_PRECISION, MIN_RECALL, MIN_RECALL_OF_KIND = 0.98, 0.90, 0.85
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")  # of scripts without spaces, a character
SENTENCE = re.compile(r".*?[.!?\u3002\uff01\uff1f]+[\"'\u201d\u2019]*\s*|.*?(?:\n+|$)")


def words_in(text):
    return len(WORD.findall(text))


def head(text, words):
    """As much of the text as has so many words."""
    for number, word in enumerate(WORD.finditer(text)):
        if number == words:
            return text[:word.start()].rstrip()
    return text


class Copier:
    """The ways in which a story is copied. `others` are bodies of other stories, to take foreign text from."""

    def __init__(self, dice, others):
        self.dice, self.others = dice, [(words_in(text), text) for text in others]
        self.plain = [word for text in others for word in re.findall(r"\b[a-z]{3,}\b", text)]

    def foreign(self, words):
        return head(self.dice.choice([text for count, text in self.others if count >= words]), words)

    def retitled(self, text):
        return text.translate(str.maketrans({"'": "\u2019", "\u2014": "-", "\u2013": "-"}))

    def cut(self, text):
        return head(text, words_in(text) * 4 // 5)

    def wrapped(self, text):
        foreign = words_in(text) // 4
        return f"{self.foreign(foreign // 3)}\n\n{text}\n\n{self.foreign(foreign - foreign // 3)}"

    def cut_and_wrapped(self, text):
        return f"{self.foreign(words_in(text) // 15)}\n\n{self.cut(text)}\n\n{self.foreign(words_in(text) * 2 // 15)}"

    def reworded(self, text):
        """One word in ten is another; no name and no number, which an editor leaves as they are."""
        if not re.search(r"[a-z]", text):
            return self.cut(text)
        def change(word):
            return self.dice.choice(self.plain) if word[0].islower() and self.dice.random() < 0.1 else word[0]
        return WORD.sub(change, text)

    def paragraphs_moved(self, text):
        paragraphs = [part for part in text.split("\n") if part.strip()]
        first, rest = paragraphs[:1], paragraphs[1:]
        self.dice.shuffle(rest)
        return "\n\n".join(first + rest)

    def sentences_dropped(self, text):
        return self.with_sentences(text, lambda sentence: "")

    def sentences_replaced(self, text):
        return self.with_sentences(text, lambda sentence: self.foreign(words_in(sentence)))

    def with_sentences(self, text, change):
        """Up to a fifth of the words is in sentences that are changed."""
        parts = SENTENCE.findall(text)
        left = words_in(text) // 5
        for at in self.dice.sample(range(len(parts)), len(parts)):
            words = words_in(parts[at])
            if 0 < words <= left:
                left -= words
                parts[at] = change(parts[at]) + re.search(r"\s*$", parts[at])[0]
        return "".join(parts)


KINDS = ["retitled", "cut", "wrapped", "cut_and_wrapped", "reworded", "paragraphs_moved", "sentences_dropped",
         "sentences_replaced"]

FORMS = [
    "The harbour office of {place} gives notice that berth {n} is closed to ships of more than {n} metres from {n} {month} "
    "until {n} {month}, while its cranes are mended by {firm}. Masters who have booked the berth are asked to call the desk "
    "of {person}, who finds them another. Fees that were paid are given back within {n} days.",
    "{firm} of {place} said on {day} that its sales rose by {n} percent in the quarter that ended in {month}, to {n} million "
    "crowns. Profit came to {n} million. {person}, who heads the company, expects {n} to {n} percent more for the whole year. "
    "The shares of {firm} closed {n} points higher in {place}, where {n} thousand of them changed hands.",
    "The trade ministry in {place} has put {firm} on its list of companies that may not supply public bodies. The order "
    "number {n} was signed by {person} on {day}, {n} {month}, and takes effect {n} days later. Offices that use what the "
    "company makes have {n} months to replace it. {firm} may object before a court in {place}. A spokesman had no comment.",
    "In {place} {n} houses were without power on {day} after a storm. The grid company {firm} sent {n} crews and expects to "
    "mend the lines by {n} o'clock. Schools stay closed, said {person} of the town's office, and {n} people were brought to "
    "the hall in {place}. It was the worst storm in {month} since {n}, when {n} trees fell on the road to {place}.",
]
NAMES = {
    "place": "Halden Tromso Bergen Odda Lofoten Vadso Skien Molde Narvik Horten Larvik Moss Alta Voss".split(),
    "firm": ["Nordwind Works", "Sudwind Yard", "Lumenpost", "Zephyr Cloud", "Quayside Optics", "Fjordline", "Tarn Systems",
             "Orrel Freight", "Castell Labs", "Brine Mining", "Hollow Steel", "Petrel Air"],
    "person": ["Vera Olsen", "Karl Brandt", "Ida Moen", "Nils Berg", "Tora Lund", "Per Haug", "Liv Dahl", "Jon Vik", "Siri Aas"],
    "month": "January February March April May June July August September October November December".split(),
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}


def filled(dice, form):
    return re.sub(r"\{(\w+)\}", lambda slot: str(dice.randrange(2, 2000)) if slot[1] == "n" else dice.choice(NAMES[slot[1]]), form)


class Collection:
    """Articles to index. Those of one story have one name before the "/" of their ids."""

    def __init__(self, dice):
        self.dice, self.rows = dice, []

    def add(self, name, title, text, published, days_later=0):
        """One in ten has no date but what its text says."""
        row = {"id": name, "title": title, "text": text, "publisher": f"Paper {len(self.rows) % 50}"}
        if self.dice.random() < 0.9:
            row["published"] = (published + datetime.timedelta(days=days_later)).isoformat()
        self.rows.append(row)


def read_stories(corpus):
    """(title, body, date) of each article."""
    stories = []
    for part in (".", "annotated", "unread"):
        labels = [json.loads(line) for line in (corpus / part / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
        for label in labels:
            text = (corpus / part / "articles" / label["file"]).read_text(encoding="utf-8")
            title, _, body = text.strip().partition("\n")
            published = label["published"] or ""
            date = datetime.date.fromisoformat(published) if len(published) == 10 else datetime.date(2022, 2, 2)
            stories.append((title.strip(), body.strip(), date))
    return stories


def collect(corpus, dice, copied):
    stories = read_stories(corpus)
    long_enough = [i for i, story in enumerate(stories) if words_in(story[1]) >= 100]
    # Some stories are not indexed as they are: they are what others are wrapped in, and quote from others.
    foreign = set(dice.sample(long_enough, 80))
    long_enough = [i for i in long_enough if i not in foreign]
    titles, bodies, dates = zip(*stories)
    # Their first paragraphs are left out: a date line on top of a copy would be taken for the copy's.
    copier = Copier(dice, [bodies[i].split("\n\n", 2)[-1] for i in sorted(foreign) if re.search("[a-z]", bodies[i])])
    collection = Collection(dice)
    for i in sorted(set(range(len(stories))) - foreign):
        collection.add(f"{i}/original", titles[i], bodies[i], dates[i])
    for i in dice.sample(long_enough, min(copied, len(long_enough))):
        for kind in KINDS:
            collection.add(f"{i}/{kind}", dice.choice(titles), getattr(copier, kind)(bodies[i]), dates[i], dice.randrange(9))
    for i in sorted(foreign):
        own, of = words_in(bodies[i]), dice.choice(long_enough)
        quote = head(bodies[of], min(own, words_in(bodies[of])) // 3)
        begin = head(bodies[i], own // 2)
        collection.add(f"quoting-{i}/one", dice.choice(titles), f"{begin}\n\n{quote}\n\n{bodies[i][len(begin):].strip()}",
                       dates[of], 1)
    for number, form in enumerate(FORMS):
        for filling in range(60):
            collection.add(f"form-{number}-{filling}/one", f"Notice {filling}", filled(dice, form), datetime.date(2024, 1, 10),
                           dice.randrange(30))
    dice.shuffle(collection.rows)
    return collection.rows


def search(programs, place, rows):
    """The results of all articles, as they are shown folded."""
    (place / "articles").mkdir()
    (place / "articles" / "press.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    subprocess.run([programs[0], f"--db={place}/idx", "--quiet", f"{place}/articles"], check=True)
    command = [programs[1], f"--db={place}/idx", "--format=jsonl", "--limit=all", "--timeout=0", "--group-duplicates=yes"]
    output = subprocess.run(command, check=True, capture_output=True).stdout
    return [json.loads(line) for line in output.decode().splitlines()]


def name_of(article):
    return article["id"].partition("#")[2]


def order(article):
    return (article["published"] is None, article["published"], article["id"])


def check(rows, results, verbose):
    cluster_of, faults = {}, []
    for result in results:
        members = [result, *result["copies"]]
        if members != sorted(members, key=order):
            faults.append(f"{name_of(result)} is not the earliest of its cluster")
        if bool(result["copies"]) != (result["cluster"] is not None):
            faults.append(f"{name_of(result)} has a cluster of its own")
        for member in members:
            cluster_of[name_of(member)] = result["cluster"] or name_of(result)
    if len(cluster_of) != len(rows):
        faults.append(f"{len(cluster_of)} of {len(rows)} articles are shown or named")

    found, asked = collections.Counter(), collections.Counter()
    for name, cluster in sorted(cluster_of.items()):
        story, _, kind = name.partition("/")
        if kind in KINDS:
            asked[kind] += 1
            found[kind] += cluster == cluster_of[f"{story}/original"]
            if verbose and cluster != cluster_of[f"{story}/original"]:
                print("missed:", name)
    clusters = collections.defaultdict(list)
    for name, cluster in cluster_of.items():
        clusters[cluster].append(name)
    right = wrong = 0
    for names in clusters.values():
        stories = collections.Counter(name.partition("/")[0] for name in names)
        pairs = len(names) * (len(names) - 1) // 2
        of_one = sum(count * (count - 1) // 2 for count in stories.values())
        right, wrong = right + of_one, wrong + pairs - of_one
        if verbose and pairs > of_one:
            print("mixed:", ", ".join(sorted(names)))

    for kind in KINDS:
        print(f"  {kind.replace('_', ' '):20} recall {found[kind] / asked[kind]:.3f} of {asked[kind]}")
        if found[kind] < MIN_RECALL_OF_KIND * asked[kind]:
            faults.append(f"recall of {kind}")
    precision, recall = right / max(1, right + wrong), sum(found.values()) / sum(asked.values())
    print(f"{len(rows)} articles, {right + wrong} pairs with one cluster: precision {precision:.4f}, recall {recall:.3f}")
    if precision < MIN_PRECISION:
        faults.append("precision")
    if recall < MIN_RECALL:
        faults.append("recall")
    return faults


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("programs", nargs=2)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--copied", type=int, default=150)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    print(f"seed {options.seed}")
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as place:
        rows = collect(options.corpus, dice, options.copied)
        results = search([str(pathlib.Path(program).resolve()) for program in options.programs], pathlib.Path(place), rows)
    faults = check(rows, results, options.verbose)
    for fault in faults[:20]:
        print("FAULT:", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
