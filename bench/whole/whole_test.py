#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""scripts/bench measures what it says, in small; and articles.py makes articles whose words grow by the law.

usage: whole_test.py BUILD
"""

import csv
import pathlib
import subprocess
import sys
import tempfile

import articles
import processes

ROOT = pathlib.Path(__file__).resolve().parents[2]
MADE = 1500
# Of the law: what is made may have a few more different words, those of the sentences that were drawn first.
ACCEPTED_EXCESS = 0.25
ACCEPTED_LACK = 0.02
ACCEPTED_EXPONENT = 0.05
SECTIONS = {"index": 1, "update": 3, "search": 2, "start": 2, "queries": 4, "facets": 6, "growth": 2}  # rows, at least


def make(place: pathlib.Path, count: int, form: str = "txt", seed: int = 1) -> list[str]:
    command = (sys.executable, ROOT / "bench/whole/articles.py", ROOT / "corpus", place, f"--articles={count}", f"--format={form}")
    return processes.run(*command, f"--seed={seed}").splitlines()


def read_tree(place: pathlib.Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(place.rglob("*.*")) if path.is_file()]


def check_articles(place: pathlib.Path) -> None:
    said = make(place / "some", MADE)
    texts = read_tree(place / "some")
    make(place / "few", 100)
    assert len(texts) == MADE and read_tree(place / "few") == texts[:100], "the first articles depend on how many follow"
    make(place / "other", 100, seed=2)
    assert read_tree(place / "other") != texts[:100], "the seed makes no difference"
    assert len(set(texts)) == MADE, "two articles are the same"
    make(place / "lines", MADE, "jsonl")
    assert [len(text.splitlines()) for text in read_tree(place / "lines")] == [1000, 500]

    rows = list(csv.DictReader((line for line in said if not line.startswith("#")), delimiter="\t"))
    last = [row for row in rows if row["of"] == "made"][-1]
    counted = {word.lower() for text in texts for line in text.splitlines() if not line[:4].isdigit()
               for word in articles.WORD.findall(line)}
    assert abs(len(counted) / int(last["different"]) - 1) < 0.02, f"{len(counted)} different words, not {last['different']}"
    for row in rows:
        if row["of"] == "made" and int(row["articles"]) >= 100:
            excess = int(row["different"]) / int(row["predicted"]) - 1
            assert -ACCEPTED_LACK < excess < ACCEPTED_EXCESS, f"{row} is far from the law"
    exponents = [float(line.rpartition("^")[2]) for line in said if line.startswith("# ")]
    assert len(exponents) == 2 and abs(exponents[0] - exponents[1]) < ACCEPTED_EXPONENT, f"exponents {exponents}"
    assert 0.3 < exponents[0] < 0.9, "no law of Heaps"


def check_script(build: pathlib.Path, place: pathlib.Path) -> None:
    make(place / "articles", 200)
    subprocess.run([ROOT / "scripts/bench", place / "articles", f"--build={build}", f"--out={place / 'out'}",
                    "--only=index,update,search,queries,facets,growth", "--sizes=50,100", "--runs=2", "--pairs=3", "--queries=50"],
                   check=True, stdout=subprocess.DEVNULL)
    for name, least in SECTIONS.items():
        with open(place / "out" / f"{name}.tsv", encoding="utf-8", newline="") as table:
            rows = list(csv.reader(table, delimiter="\t"))
        assert len(rows) > least, f"{name}: only {len(rows) - 1} rows"
        assert all(len(row) == len(rows[0]) for row in rows), f"{name}: rows of several lengths"
        assert all(float(cell) >= 0 for row in rows[1:] for cell in row[2:] if cell[:1].isdigit()), name
    results = (place / "out/results.md").read_text(encoding="utf-8")
    assert results.startswith("- commit: ") and results.count("### ") == len(SECTIONS), results


def main() -> int:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        check_articles(pathlib.Path(folder) / "made")
        check_script(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
