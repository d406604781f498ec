#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""After any series of updates an index answers as one built afresh from the same files.

usage: update_equals_rebuild.py INDEXER SEARCHER ARTICLES [--steps=N] [--seed=N]

Each step changes a tree of articles at random (adds, edits, deletes, moves, copies, touches, roots that come and go,
lines of files of several articles), updates one index, builds another afresh, and compares what the searcher says of
both, byte for byte: results with scores, facets, events, orders, articles; words that were in the tree once but are
no more, their forms, misspellings and beginnings.
"""

import argparse
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

# In languages that come and go with their articles.
FOREIGN = [
    "Paris, le 3 mars 2021\n\nLe gouvernement français a interdit TikTok sur les téléphones des fonctionnaires. "
    "Les ministères appliquent les interdictions depuis lundi.",
    "Berlin, 4. Juli 2022\n\nDas Bundesamt verbietet den Behörden die Nutzung der Anwendungen. Die Verbote gelten "
    "für alle Ämter, sagte der Minister; Huawei klagt dagegen.",
    "Madrid, 9 de mayo de 2023\n\nEl gobierno español prohibió las aplicaciones en los teléfonos oficiales. Las "
    "prohibiciones afectan a todos los ministerios.",
]
SENTENCES = [
    "Canada banned TikTok from the telephones of its officials.",
    "The regulator fined Meta 12 million euros over the transfers.",
    "India blocked WeChat and other applications.",
    "Ministers were considering further bannings.",
    "An appeal against the orders is pending.",
]
SUFFIXES = ("", "s", "ed", "ing")


class Different(Exception):
    pass


class Tree:
    """Roots with files; all that changes them is drawn from `chance`."""

    def __init__(self, place, texts, chance):
        self.place, self.texts, self.chance = place, texts, chance
        self.roots = []
        self.made = 0
        self.words = set()
        for _ in range(2):
            self.add_root()

    def files(self, suffix=""):
        return sorted(path for root in self.roots for path in root.rglob("*" + suffix) if path.is_file())

    def some_file(self, suffix=""):
        files = self.files(suffix)
        return self.chance.choice(files) if files else None

    def text(self):
        text = self.chance.choice(self.texts)
        if self.chance.random() < 0.3:
            self.made += 1
            text += f"\n\nA note on quorl{self.chance.choice('aeiou')}m{self.chance.choice(SUFFIXES)} was added."
        self.words.update(re.findall(r"[a-z]{4,}", text.lower()))
        return text

    def article(self):
        article = {"title": f"Notice {self.made}", "text": self.text()}
        self.made += 1
        if self.chance.random() < 0.5:
            article["id"] = f"n{self.made % 7}"  # some twice in a file
        if self.chance.random() < 0.5:
            article["published"] = f"20{self.chance.randint(10, 26)}-{self.chance.randint(1, 12):02}"
        if self.chance.random() < 0.3:
            article["publisher"] = self.chance.choice(("The Daily Lamp", "Signal Post"))
        return json.dumps(article)

    def new_path(self, suffix):
        self.made += 1
        folder = self.chance.choice(self.roots) / self.chance.choice(("", "a", "b", "b/c", "2019/05", "2022/11/02"))
        folder.mkdir(parents=True, exist_ok=True)
        # Few names, so that files of one name meet in several folders and roots.
        return folder / f"f{self.made % 40}{suffix}"

    # What can happen.

    def add_text(self):
        self.new_path(".txt").write_text(self.text())

    def add_page(self):
        text = "".join(f"<p>{line}</p>" for line in self.text().split("\n") if line)
        self.new_path(".html").write_text(f"<!DOCTYPE html><title>Page {self.made}</title><h1>Page {self.made}</h1>{text}")

    def add_lines(self):
        self.new_path(".jsonl").write_text("\n".join(self.article() for _ in range(self.chance.randint(1, 6))) + "\n")

    def add_bad(self):
        path = self.new_path(self.chance.choice((".txt", ".jsonl")))
        path.write_bytes(self.chance.choice((b"", b"\0\1\2" * 50, b'{"title": "cut off')))

    def edit(self):
        path = self.some_file(".txt")
        if path:
            path.write_bytes(path.read_bytes() + b"\n\n" + self.chance.choice(SENTENCES).encode())

    def replace(self):
        path = self.some_file(".txt")
        if path:
            path.write_text(self.text())

    def edit_lines(self):
        path = self.some_file(".jsonl")
        if not path:
            return
        lines = path.read_text().splitlines()
        at = self.chance.randrange(len(lines) + 1)
        kind = self.chance.choice(("change", "insert", "remove", "shuffle"))
        if kind == "change" and at < len(lines):
            lines[at] = self.article()
        elif kind == "remove" and at < len(lines):
            del lines[at]
        elif kind == "shuffle":
            self.chance.shuffle(lines)
        else:
            lines.insert(at, self.article())
        path.write_text("".join(line + "\n" for line in lines))

    def delete(self):
        for _ in range(self.chance.randint(1, 4)):
            path = self.some_file()
            if path and len(self.files()) > 8:
                path.unlink()

    def move(self):
        path = self.some_file()
        if path:
            target = self.new_path(path.suffix)
            if self.chance.random() < 0.7:
                target = target.parent / path.name
            os.replace(path, target)

    def move_folder(self):
        folder = self.chance.choice(self.roots) / "b"
        if folder.is_dir():
            self.made += 1
            folder.rename(folder.parent / f"b{self.made}")

    def copy(self):
        path = self.some_file()
        if path:
            shutil.copyfile(path, self.new_path(path.suffix))

    def swap(self):
        one, other = self.some_file(".txt"), self.some_file(".txt")
        if one and other and one != other:
            first, second = one.read_bytes(), other.read_bytes()
            one.write_bytes(second)
            other.write_bytes(first)

    def touch(self):
        for path in self.files()[:: self.chance.randint(1, 5)]:
            os.utime(path, (1_500_000_000 + self.made, 1_500_000_000 + self.made))

    def ignore(self):
        (self.chance.choice(self.roots) / ".indexignore").write_text(f"f{self.chance.randint(0, 39)}*\n")

    def add_root(self):
        if len(self.roots) < 4:
            self.made += 1
            root = self.place / f"root{self.made}"
            root.mkdir()
            self.roots.append(root)
            self.add_text()
            (root / "first.txt").write_text(self.text())

    def drop_root(self):
        return self.roots.pop(self.chance.randrange(len(self.roots))) if len(self.roots) > 1 else None

    def nothing(self):
        pass


class Programs:
    def __init__(self, indexer, searcher):
        self.indexer, self.searcher = os.path.abspath(indexer), os.path.abspath(searcher)
        self.environment = {"PATH": "/usr/bin:/bin"}
        self.environment |= {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}

    def index(self, db, *arguments):
        command = [self.indexer, f"--db={db}", "--format=jsonl", *map(str, arguments)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise Different(f"{' '.join(command)}: status {done.returncode}: {done.stderr}")
        return json.loads(done.stdout)

    def search(self, db, *arguments, text=""):
        """What the searcher says, without what may differ: which index it is and which generation."""
        done = subprocess.run([self.searcher, f"--db={db}", *arguments], env=self.environment, input=text,
                              capture_output=True, text=True)
        if done.returncode not in (0, 1, 2):  # 2: there is a line that names a language which has no article now
            raise Different(f"searcher {arguments}: status {done.returncode}: {done.stderr}")
        out = re.sub(r'"generation":\d+', '"generation":0', done.stdout)
        return [str(done.returncode), *out.replace(str(db), "DB").splitlines(),
                *done.stderr.replace(str(db), "DB").splitlines()]


def queries(words, chance):
    drawn = chance.sample(sorted(words), min(30, len(words)))
    lines = [word for word in drawn]
    lines += [f"{word}s" for word in drawn[:8]]  # forms
    lines += [word[:-1] for word in drawn[8:16]]  # misspelt, or forms
    lines += [word[:4] + "*" for word in drawn[16:20]]
    lines += [f"{a} {b}" for a, b in zip(drawn, drawn[5:])][:8]
    lines += [f'"{a} {b}"' for a, b in zip(drawn, drawn[1:])][:3]
    lines += ["ban", "bans", "banned", "banning", "ministère", "Verbote", "prohibición", "quorlam", "quorlem quorlims",
              "TikTok in Canada", "country:CA", "measure:app-ban -country:IN", "title:notice", "language:fr",
              "what did ministers say about the bans of applications on telephones of officials in Canada and India"]
    return "".join(f"{number}\t{line}\n" for number, line in enumerate(lines))


def ways_to_ask(words, chance):
    """Arguments and standard input of the searches to compare."""
    text = queries(words, chance)
    facets = "--facets=country,company,measure,status,actor,target,year,month,publisher,language"
    yield ["--batch=-", "--format=json", "--limit=20", facets], text
    yield ["--batch=-", "--format=tsv", "--match=any", "--limit=30"], text
    yield ["--batch=-", "--limit=3"], text  # as people see it, with corrections
    yield ["--format=json", "--limit=all", facets, "--facet-limit=50"], ""
    yield ["--format=json", "--sort=newest", "--limit=all"], ""
    yield ["--format=tsv", "--sort=oldest", "--limit=all", "ban"], ""
    yield ["--events", "--format=json", "--limit=all"], ""
    yield ["--cross=country,measure", "--format=tsv"], ""


def compare(programs, updated, rebuilt, words, chance):
    asked = 0
    for arguments, text in ways_to_ask(words, chance):
        a = programs.search(updated, *arguments, text=text)
        b = programs.search(rebuilt, *arguments, text=text)
        asked += max(1, text.count("\n"))
        if a != b:
            line = next((pair for pair in zip(a, b) if pair[0] != pair[1]), ("", ""))
            at = next((i for i, pair in enumerate(zip(*line)) if pair[0] != pair[1]), min(map(len, line)))
            raise Different(f"searcher {' '.join(arguments)}: {len(a)} and {len(b)} lines\n  updated {line[0][:40]} ... "
                            f"{line[0][max(0, at - 200):at + 200]}\n  rebuilt {line[1][:40]} ... {line[1][max(0, at - 200):at + 200]}")
    return asked


def take_step(tree, programs, updated, rebuilt, chance):
    """Changes the tree and brings both indexes up to date; says what was done."""
    changes = [tree.add_text, tree.add_page, tree.add_lines, tree.add_bad, tree.edit, tree.replace, tree.edit_lines, tree.delete, tree.move,
               tree.move_folder, tree.copy, tree.swap, tree.touch, tree.ignore, tree.nothing]
    arguments, done = [], []
    for _ in range(chance.randint(1, 6)):
        change = chance.choice(changes)
        change()
        done.append(change.__name__)
    root = chance.random()
    if root < 0.1:
        dropped = tree.drop_root()
        arguments += [f"--drop-root={dropped}"] if dropped else []
        done.append("drop_root")
    elif root < 0.2:
        tree.add_root()
        done.append("add_root")
    for root in tree.roots:  # one without any article trips a guard
        if not any(path.suffix == ".txt" and path.name == "first.txt" for path in root.iterdir()):
            (root / "first.txt").write_text(tree.text())
    summary = programs.index(updated, "--update", "--max-vanished=100", f"--jobs={chance.randint(1, 3)}", *arguments, *tree.roots)
    shutil.rmtree(rebuilt, ignore_errors=True)
    afresh = programs.index(rebuilt, "--rebuild", *tree.roots)
    for key in ("articles", "files", "skipped"):
        if summary[key] != afresh[key]:
            raise Different(f"{summary[key]} {key} after the update, {afresh[key]} after a rebuild")
    again = programs.index(updated)
    if again["published"] or again["skipped"] != summary["skipped"]:
        raise Different(f"a second run found something: {again}")
    return ", ".join(done), summary["read"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs", nargs=3, metavar="INDEXER SEARCHER ARTICLES")
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    print(f"--seed={options.seed}")
    chance = random.Random(options.seed)
    indexer, searcher, articles = options.programs
    programs = Programs(indexer, searcher)
    texts = FOREIGN + [path.read_text() for path in sorted(pathlib.Path(articles).glob("*.txt"))]
    done, asked, read, step = "", 0, 0, 0
    with tempfile.TemporaryDirectory() as directory:
        place = pathlib.Path(os.path.realpath(directory))
        updated, rebuilt = place / "updated", place / "rebuilt"
        tree = Tree(place, texts, chance)
        for _ in range(40):
            chance.choice((tree.add_text, tree.add_text, tree.add_page, tree.add_lines))()
        programs.index(updated, *tree.roots)
        try:
            for step in range(1, options.steps + 1):
                done = "unfinished"
                done, count = take_step(tree, programs, updated, rebuilt, chance)
                read += count
                asked += compare(programs, updated, rebuilt, tree.words, chance)
        except Different as difference:
            print(f"step {step} ({done}): {difference}")
            return 1
        verified = subprocess.run([programs.indexer, f"--db={updated}", "--verify"], capture_output=True, text=True)
        if verified.returncode:
            print(f"--verify: {verified.stderr}")
            return 1
    print(f"{options.steps} updates read {read} files; {asked} searches say the same of both indexes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
