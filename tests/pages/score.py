#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""How much of the article, and how little else, the indexer reads from saved pages.

usage: score.py INDEXER [--unread] [--floors=FILE] [--errors]
       score.py --self-test

Runs INDEXER --dry-run --format=jsonl over saved/ (--unread: unread/) and compares with truth.jsonl:

  f1         of the words of "text", each as often as it stands there, without a first line that repeats the title;
             case is folded, and each Chinese or Japanese character is a word. Words under "optional" in the truth
             (captions, the line below the headline, credits, ordinals of lists) are not held against the text.
  menu       the share of pages that have none of their menu words in title and text
  title, author, publisher, language, url, published, updated
             the share of pages where it is right, of those where the truth gives it. Of a title, quotation marks
             and blanks may differ, of an author the order of words; a date is right to the day, and to the instant
             if both give one.

Prints a line a page, one a site and the means; --errors adds what was missed and what was too much. --floors names a
file of lines FIGURE<TAB>FLOOR, with the figures f1.mean, f1.lowest, menu, title and so on.
Exit status: 0 nothing is below its floor, 1 something is, 2 nothing could be measured.
"""

import collections
import datetime
import html
import json
import pathlib
import re
import subprocess
import sys
import typing
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
METADATA = ("title", "published", "updated", "author", "publisher", "language", "url")
CJK = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
WORD = re.compile(rf"{CJK}|(?:(?!{CJK})\w)+")
LINK_WORDS = {"by", "and", "von", "und", "par", "et", "por", "y"}
QUOTES = dict.fromkeys(map(ord, "“”„«»‟\"'‘’‚`"), "'")
SHOWN_ERRORS = 12

Object = dict[str, typing.Any]


class ScoreError(Exception):
    pass


class PageScore(typing.NamedTuple):
    file: str
    f1: float
    right: dict[str, bool]  # of METADATA, what the truth gives
    menu_words: list[str]  # that were found
    missed: collections.Counter[str]
    excess: collections.Counter[str]
    note: str


def words(text: str) -> collections.Counter[str]:
    text = unicodedata.normalize("NFC", text.replace("\u00ad", ""))  # a soft hyphen is no part of a word
    return collections.Counter(WORD.findall(text.casefold()))


def squeeze(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).translate(QUOTES).casefold().split())


def body(given: Object, truth: Object) -> str:
    """The text without a first line that repeats the title."""
    first, _, rest = given["text"].partition("\n")
    return rest if squeeze(first) in {squeeze(given.get("title") or ""), squeeze(truth["title"])} else given["text"]


def same_time(given: str, truth: str) -> bool:
    if given[:10] != truth[:10] and (len(given) == 10 or len(truth) == 10):
        return False
    try:
        a, b = datetime.datetime.fromisoformat(given), datetime.datetime.fromisoformat(truth)
    except ValueError:
        return False
    if len(given) == 10 or len(truth) == 10 or (a.tzinfo is None) != (b.tzinfo is None):
        return a.date() == b.date()
    return a == b


def is_right(key: str, given: typing.Any, truth: str) -> bool:
    if not isinstance(given, str):
        return False
    if key in ("published", "updated"):
        return same_time(given, truth)
    if key == "author":
        return set(words(given)) - LINK_WORDS == set(words(truth)) - LINK_WORDS
    if key == "language":
        return given.casefold().partition("-")[0] == truth.casefold().partition("-")[0]
    return given == truth if key == "url" else squeeze(given) == squeeze(truth)


def score_page(given: Object | None, truth: Object) -> PageScore:
    if given is None or "text" not in given:
        reason = f"skipped: {given['skipped']}" if given and "skipped" in given else "nothing was given"
        given, note = {"text": ""}, reason
    else:
        note = ""
    found, wanted = words(body(given, truth)), words(truth["text"])
    missed, excess = wanted - found, found - wanted - words(truth.get("optional", ""))
    hits = (wanted & found).total()
    f1 = 2 * hits / (2 * hits + missed.total() + excess.total()) if hits else 0.0
    haystack = squeeze((given.get("title") or "") + "\n" + given["text"])
    menu = [word for word in truth["menu_words"] if squeeze(word) in haystack]
    right = {key: is_right(key, given.get(key), truth[key]) for key in METADATA if key in truth}
    return PageScore(truth["file"], f1, right, menu, missed, excess, note)


def figures(scores: list[PageScore]) -> dict[str, float]:
    def mean(values: list[float]) -> float:
        return sum(values) / len(values)

    out = {"f1.mean": mean([score.f1 for score in scores]), "f1.lowest": min(score.f1 for score in scores),
           "menu": mean([not score.menu_words for score in scores])}
    for key in METADATA:
        known = [float(score.right[key]) for score in scores if key in score.right]
        if known:
            out[key] = mean(known)
    return out


def site_of(score: PageScore) -> str:
    return pathlib.PurePath(score.file).name.rpartition("-")[0]


def print_scores(scores: list[PageScore], errors: bool) -> None:
    print(f"{'page':28}{'f1':>6}  " + " ".join(f"{key[:9]:9}" for key in METADATA) + " menu words and notes")
    for score in scores:
        marks = " ".join(f"{ {True: 'right', False: 'WRONG', None: '-'}[score.right.get(key)]:9}" for key in METADATA)
        print(f"{score.file:28}{score.f1:6.3f}  {marks} {'; '.join(score.menu_words)}{score.note}")
        for name, counter in (("missed", score.missed), ("excess", score.excess)):
            if errors and counter:
                shown = " ".join(word for word, _ in counter.most_common(SHOWN_ERRORS))
                print(f"    {name} {counter.total()}: {shown}")
    print()
    for site in dict.fromkeys(map(site_of, scores)):
        of_site = figures([score for score in scores if site_of(score) == site])
        print(f"{site:12} mean {of_site['f1.mean']:.3f}  lowest {of_site['f1.lowest']:.3f}  menu {of_site['menu']:.2f}")
    print()
    for figure, value in figures(scores).items():
        print(f"{figure:12}{value:6.3f}")


def below_floors(measured: dict[str, float], floors: str) -> list[str]:
    falls = []
    for line in floors.splitlines():
        if line and not line.startswith("#"):
            figure, _, floor = line.partition("\t")
            if figure not in measured or not floor:
                raise ScoreError(f"not a figure and its floor: {line!r}")
            if measured[figure] < float(floor):
                falls.append(f"{figure} is {measured[figure]:.3f}, below its floor of {floor}")
    return falls


def read_truth(folder: str) -> list[Object]:
    lines = (HERE / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return [truth for truth in map(json.loads, lines) if truth["file"].startswith(folder + "/")]


def run_indexer(indexer: str, folder: pathlib.Path) -> dict[str, Object]:
    """What the indexer gives, by file name."""
    run = subprocess.run([indexer, "--dry-run", "--format=jsonl", str(folder)], capture_output=True, timeout=300)
    if run.returncode not in (0, 1):
        raise ScoreError(f"{indexer} ended with status {run.returncode}: {run.stderr.decode(errors='replace').strip()}")
    objects = [json.loads(line) for line in run.stdout.decode().splitlines()]
    return {pathlib.PurePath(given["path"]).name: given for given in objects if "path" in given}


def words_of_page(file: pathlib.Path) -> collections.Counter[str]:
    """Every word outside of tags, whatever it is for."""
    data = file.read_bytes()
    declared = re.search(rb"""charset=["']?([\w-]+)""", data)
    encoding = declared[1].decode().casefold() if declared else "utf-8"
    markup = data.decode({"gb2312": "gb18030"}.get(encoding, encoding))
    markup = re.sub(r"(?i)</?(?:a|b|em|font|i|span|strong|sup|u)\b[^>]*>", "", markup)
    return words(html.unescape(re.sub(r"<[^>]*>", " ", markup)))


def self_test() -> int:
    """Perfect objects have full marks; each way to spoil one is seen, and in its own figure only."""
    truths = read_truth("saved") + read_truth("unread")
    truth = next(truth for truth in truths if all(key in truth for key in METADATA))
    perfect = {**truth, "text": truth["title"] + "\n" + truth["text"]}
    half = truth["text"][:len(truth["text"]) // 2]
    menu = truth["menu_words"][0]
    cases = [
        ("all is right", perfect, set()),
        ("no line of title", {**perfect, "text": truth["text"]}, set()),
        ("captions are kept", {**perfect, "text": perfect["text"] + "\n" + truth["optional"]}, set()),
        ("quotation marks of the title", {**perfect, "title": perfect["title"].replace("'", "’")}, set()),
        ("authors in another order", {**perfect, "author": " and ".join(truth["author"].split(", ")[::-1])}, set()),
        ("a date without time", {**perfect, "published": truth["published"][:10]}, set()),
        ("half of the text", {**perfect, "text": half}, {"f1.mean", "f1.lowest"}),
        ("everything twice", {**perfect, "text": perfect["text"] * 2}, {"f1.mean", "f1.lowest"}),
        ("a menu word", {**perfect, "text": perfect["text"] + "\n" + menu}, {"f1.mean", "f1.lowest", "menu"}),
        ("another day", {**perfect, "published": "1999-01-01"}, {"published"}),
        ("another hour", {**perfect, "published": truth["published"][:10] + "T00:00:01Z"}, {"published"}),
        ("no author", {**perfect, "author": None}, {"author"}),
        ("the site in the title", {**perfect, "title": truth["title"] + " | Site"}, {"title"}),
        ("another language", {**perfect, "language": "xx"}, {"language"}),
        ("skipped", {"path": "x", "skipped": "binary"}, {"f1.mean", "f1.lowest", *set(METADATA) & set(truth)}),
        ("not given", None, {"f1.mean", "f1.lowest", *set(METADATA) & set(truth)}),
    ]
    failed = 0
    for name, given, expected in cases:
        below = {figure for figure, value in figures([score_page(given, truth)]).items() if value < 1.0}
        if below != expected:
            failed += 1
            print(f"{name}: below 1 are {sorted(below)}, expected {sorted(expected)}")
    for each in truths:  # the truth is consistent with itself, and the page has all of it
        score, absent = score_page(each, each), words(each["text"]) - words_of_page(HERE / each["file"])
        if score.f1 < 1 or score.menu_words or not all(score.right.values()) or absent:
            failed += 1
            print(f"{each['file']}: its own truth scores {score.f1:.3f}, menu words {score.menu_words}, "
                  f"not on the page: {absent}")
    if below_floors({"menu": 0.5}, "# x\nmenu\t0.4\n") or not below_floors({"menu": 0.5}, "menu\t0.6\n"):
        failed += 1
        print("floors are not held")
    print(f"{len(cases) + len(truths) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


def main(arguments: list[str]) -> int:
    flags = [argument for argument in arguments if argument.startswith("--")]
    rest = [argument for argument in arguments if not argument.startswith("--")]
    floors = next((flag.partition("=")[2] for flag in flags if flag.startswith("--floors=")), None)
    unknown = [flag for flag in flags if flag not in ("--unread", "--errors") and not flag.startswith("--floors=")]
    if arguments == ["--self-test"]:
        return self_test()
    if len(rest) != 1 or unknown:
        print(__doc__, file=sys.stderr)
        return 2
    folder = "unread" if "--unread" in flags else "saved"
    try:
        given = run_indexer(rest[0], HERE / folder)
        scores = [score_page(given.get(pathlib.PurePath(truth["file"]).name), truth) for truth in read_truth(folder)]
        print_scores(scores, "--errors" in flags)
        falls = below_floors(figures(scores), pathlib.Path(floors).read_text(encoding="utf-8")) if floors else []
    except (OSError, ValueError, subprocess.TimeoutExpired, ScoreError) as error:
        print(f"score.py: {error}", file=sys.stderr)
        return 2
    print("".join(f"{fall}\n" for fall in falls), end="")
    return 1 if falls else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
