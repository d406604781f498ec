#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""The same articles give the same --dry-run output, byte for byte, wherever and however they are read.

usage: same_everywhere.py INDEXER SEARCHER ARTICLES

What is varied: locale, time zone, the bytes that fresh memory holds, the number of threads, the directory, the
order in which files were made and are named, relative and absolute paths, and which other articles are read in the
same run. A locale that this machine lacks is made for the test, or left out, loudly.

An index that was built and then updated in one of these surroundings answers there, byte for byte, as one elsewhere:
every format, with facets, events, explanations and a query in capitals (of which Turkish makes other letters).
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import goal

# Enough articles for several threads to have work: the indexer hands out about 200 files at a time.
COPIES = 5
TURKISH = "tr_TR.UTF-8"  # where the lower case of I is not i
JOBS = (1, 2, 7)
FACETS = "country,company,measure,status,actor,target,year,month,publisher,language"
SEARCHES = (
    ["--format=json", "--limit=all", f"--facets={FACETS}", "--facet-limit=1000"],
    ["--format=json", "--limit=all", "INDIA chinese OR tiktok"],
    ["--format=text", "--explain", "--limit=20", "HUAWEI İstanbul ban", "--match=any"],
    ["--format=csv", "--limit=all", "ministry"],
    ["--format=tsv", "--limit=all", "--events", "ban*"],
    ["--format=tsv", "--cross=country,measure"],
)


class Different(Exception):
    pass


class Indexer:
    def __init__(self, program):
        self.program = os.path.abspath(program)
        self.environment = {"PATH": "/usr/bin:/bin"}
        self.environment |= {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}

    def read(self, *arguments, cwd=None, **environment):
        """Each article's line by its id, without the absolute path, which may differ."""
        command = [self.program, "--dry-run", "--format=jsonl", "--quiet", *map(str, arguments)]
        done = subprocess.run(command, cwd=cwd, env=self.environment | environment, capture_output=True)
        if done.returncode or not done.stdout:
            sys.exit(f"{' '.join(command)}: status {done.returncode}: {done.stderr.decode('utf-8', 'replace')}")
        lines = {}
        for line in done.stdout.splitlines():
            article = json.loads(line)
            path = json.dumps(article["path"], ensure_ascii=False).encode()
            if "id" not in article or line.count(b'"path":' + path) != 1:
                sys.exit(f"not an article: {line[:200]!r}")
            lines[article["id"]] = line.replace(b'"path":' + path, b'"path":""')
        return lines


def compare(wanted, got, what):
    if list(wanted) != list(got):
        raise Different(f"{what}: other articles, or in another order")
    for name, line in wanted.items():
        if line != got[name]:
            at = next((i for i, (a, b) in enumerate(zip(line, got[name])) if a != b), min(len(line), len(got[name])))
            raise Different(f"{what}: {name}, byte {at}:\n  {line[max(0, at - 60):at + 60]!r}\n"
                            f"  {got[name][max(0, at - 60):at + 60]!r}")


class Story:
    """An index that is built and updated, and what it answers after each; always at the same paths."""

    def __init__(self, programs, articles, place):
        self.indexer, self.searcher = map(os.path.abspath, programs)
        self.articles, self.place = articles, pathlib.Path(place)
        self.tree, self.db = self.place / "tree", self.place / "idx"

    def answers(self, is_reversed=False, jobs=1, **environment):
        for directory in (self.tree, self.db):
            shutil.rmtree(directory, ignore_errors=True)
        self.tree.mkdir()
        for name in sorted(os.listdir(self.articles), reverse=is_reversed):
            shutil.copyfile(self.articles / name, self.tree / name)
        built = self.run(jobs, environment, self.tree)
        self.edit(sorted(os.listdir(self.articles)))
        return built + self.run(jobs, environment)

    def edit(self, names):
        """Some go, some come, some change, some move."""
        (self.tree / names[0]).unlink()
        (self.tree / names[1]).rename(self.tree / "moved.txt")
        shutil.copyfile(self.tree / names[2], self.tree / names[3])
        shutil.copyfile(self.tree / names[4], self.tree / "ınew.txt")

    def run(self, jobs, environment, *roots):
        self.call(self.indexer, "--quiet", f"--jobs={jobs}", *roots, **environment)
        return [self.call(self.searcher, *search, **environment) for search in SEARCHES]

    def call(self, program, *arguments, **environment):
        sanitizers = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
        command = [program, f"--db={self.db}", *map(str, arguments)]
        done = subprocess.run(command, env={"PATH": "/usr/bin:/bin"} | sanitizers | environment, capture_output=True)
        if done.returncode:
            sys.exit(f"{' '.join(command)}: status {done.returncode}: {done.stderr.decode('utf-8', 'replace')}")
        return done.stdout + done.stderr


def check_indexes(programs, articles, place):
    story = Story(programs, articles, place)
    wanted = story.answers()
    if len(set(wanted)) != len(wanted):
        raise Different("two searches, or the index before and after its update, answer the same: nothing is shown")
    surroundings = [{"LC_ALL": name} | extra for name, extra in find_locales(place).items()]
    surroundings += [{"TZ": "LINT-14", "jobs": 3}, {"TZ": "NST3:30NDT", "MALLOC_PERTURB_": "85"}, {"is_reversed": True, "jobs": 2}]
    surroundings = surroundings[-2:] if goal.is_sanitized() else surroundings
    for variables in surroundings:
        for search, before, after in zip(SEARCHES * 2, wanted, story.answers(**variables)):
            compare({"": before}, {"": after}, f"{variables}: {' '.join(search)}")
    return len(surroundings)


def under_name(lines, name):
    """The lines as those of files in a directory `name`."""
    return {f"{name}/{key}": line.replace(f'{{"id":"{key}"'.encode(), f'{{"id":"{name}/{key}"'.encode(), 1)
            for key, line in lines.items()}


def find_locales(place):
    """Locale names, each with what the environment must say for it to be found."""
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.lower().replace("-", "").split()
    locales = {"C": {}, "C.UTF-8": {}}
    if TURKISH.lower().replace("-", "") in known:
        return locales | {TURKISH: {}}
    made = os.path.join(place, TURKISH)
    try:
        subprocess.run(["localedef", "-i", "tr_TR", "-f", "UTF-8", made], capture_output=True)
    except OSError:
        pass
    if os.path.isdir(made):
        return locales | {TURKISH: {"LOCPATH": place}}
    print(f"left out: {TURKISH}, which this machine has not and cannot make")
    return locales


def check_surroundings(indexer, articles, wanted, place):
    tried = 0
    for name, extra in find_locales(place).items():
        for variable in ("LC_ALL", "LANG"):
            compare(wanted, indexer.read(articles, **{variable: name}, **extra), f"{variable}={name}")
            tried += 1
    # POSIX forms, which need no time zone database; half an hour off, and a day ahead.
    for zone in ("UTC0", "NST3:30NDT", "LINT-14", "/nonexistent"):
        compare(wanted, indexer.read(articles, TZ=zone), f"TZ={zone}")
        tried += 1
    for byte in ("85", "255"):
        compare(wanted, indexer.read(articles, MALLOC_PERTURB_=byte), f"MALLOC_PERTURB_={byte}")
        tried += 1
    return tried


def check_paths(indexer, articles, wanted, place):
    files = sorted(os.listdir(articles))
    copy = pathlib.Path(place, "ünusual pläce")
    copy.mkdir()
    for name in reversed(files):
        shutil.copyfile(articles / name, copy / name)
    compare(wanted, indexer.read(copy), "files made in reverse order elsewhere")
    compare(wanted, indexer.read(".", cwd=copy), "the current directory")
    compare(wanted, indexer.read(f"../{copy.name}/", cwd=copy), "a relative path")
    compare(wanted, indexer.read(*(copy / name for name in reversed(files))), "each file named, last first")
    alone = files[::7]
    for name in alone:
        compare({name: wanted[name]}, indexer.read(copy / name), "an article alone")
    return 4 + len(alone)


def check_threads(indexer, articles, wanted, place):
    many = pathlib.Path(place, "many")
    expected = {}
    for i in range(COPIES):
        shutil.copytree(articles, many / str(i))
        expected |= under_name(wanted, str(i))
    for jobs in JOBS:
        compare(expected, indexer.read(f"--jobs={jobs}", many), f"--jobs={jobs}, {len(expected)} articles")
    return len(JOBS)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    indexer, articles = Indexer(sys.argv[1]), pathlib.Path(sys.argv[3]).resolve()
    wanted = indexer.read(articles)
    if not all(re.fullmatch(r"[A-Za-z0-9._-]+", name) for name in wanted):
        sys.exit("the names of the articles must be plain")
    tried = 0
    try:
        for check in (check_surroundings, check_paths, check_threads):
            with tempfile.TemporaryDirectory() as place:
                tried += check(indexer, articles, wanted, place)
        with tempfile.TemporaryDirectory() as place:
            indexes = check_indexes(sys.argv[1:3], articles, place)
    except Different as difference:
        print(difference)
        return 1
    print(f"{len(wanted)} articles, the same in {tried} ways of reading them; {indexes + 1} indexes that answer the same")
    return 0


if __name__ == "__main__":
    sys.exit(main())
