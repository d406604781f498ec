# SPDX-License-Identifier: GPL-2.0-or-later
"""What extraction is worth, measured against labels. scripts/evaluate prints it, floors.py holds it.

A labelled folder holds articles, one a file, beside labels.jsonl or in articles/; corpus/README.md describes the
form of labels.

Facets: recall is the share of labelled core values that were given; precision is the share of given values that
are labelled, core or also; F1 is their harmonic mean; "strict" is the F1 that accepts core values alone. All are
sums over articles, so an article counts by its values.
Events: a given event is a labelled one if actor and measure agree and they share a target, or neither has one. Each
is used once; of several that fit, the one of the same status, then of the same date, then the first is taken.
Of the matched ones: status is right if equal; evidence if the first six words of the labelled sentence stand in the
given one; authority if the words of one name are among those of the other; date if it begins with the labelled one.
Title: the same words. Dropped lines: told apart by their first four words.
"""

import collections
import dataclasses
import json
import os
import pathlib
import re
import subprocess
import typing

# Folders of CORPUS with articles that are annotated for extraction only.
ANNOTATED_FOLDERS = ("annotated", "unread")


SOURCE = pathlib.Path(__file__).resolve().parents[2]
FACETS = ("country", "company", "measure")
DETAILS = ("status", "evidence", "authority", "date")  # of a matched event
EVIDENCE_WORDS = 6
LINE_WORDS = 4
# Words that tell no authority from another.
COMMON_WORDS = {"the", "of", "us", "u", "s", "department", "for", "and"}


class EvaluationError(Exception):
    """What stops an evaluation: the message, and perhaps what to do about it."""

    def __init__(self, message: str, hint: str = ""):
        super().__init__(message)
        self.hint = hint


def read_leaves() -> list[str]:
    """The closed list of measures, in the order of its table."""
    table = SOURCE / "common/facets/tables/measures.tsv"
    rows = [line for line in table.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [row.split("\t")[0] for row in rows[1:]]


# Labels and articles


def parse_json_lines(path: pathlib.Path) -> typing.Iterator[tuple[int, dict]]:
    """The objects of a JSON Lines file with their line numbers."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f'cannot read "{path}": {getattr(error, "strerror", None) or error}') from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise EvaluationError(f"{path}:{number}: no JSON: {error}") from error
        if not isinstance(value, dict):
            raise EvaluationError(f"{path}:{number}: no JSON object")
        yield number, value


def check_label(where: str, label: dict) -> None:
    """Holds what the scoring itself relies on; check_corpus.py checks the rest of the form."""
    try:
        ok = isinstance(label["file"], str) and isinstance(label["title"], str | None)
        for facet in FACETS:
            ok = ok and all(isinstance(v, str) for part in ("core", "also") for v in label[facet][part])
        for event in label["events"]:
            ok = ok and isinstance(event["measure"], str) and isinstance(event["evidence"], str | None)
            ok = ok and isinstance(event["target"], list) and {"actor", "status", "authority", "date"} <= set(event)
        ok = ok and all(isinstance(line, str) for line in label["boilerplate"])
    except (KeyError, TypeError) as error:
        raise EvaluationError(f"{where}: the label lacks {error}" if isinstance(error, KeyError)
                              else f"{where}: the label has not the form that corpus/README.md describes") from error
    if not ok:
        raise EvaluationError(f"{where}: the label has not the form that corpus/README.md describes")


def read_labels(folder: pathlib.Path) -> dict[str, dict]:
    """The labels of a folder by file name."""
    path = folder / "labels.jsonl"
    if not folder.is_dir():
        raise EvaluationError(f'"{folder}" is no directory')
    if not path.is_file():
        raise EvaluationError(f'"{folder}" has no labels.jsonl', "corpus/README.md describes the form of labels")
    labels: dict[str, dict] = {}
    for number, label in parse_json_lines(path):
        check_label(f"{path}:{number}", label)
        name = os.path.basename(label["file"])
        if name in labels:
            raise EvaluationError(f"{path}:{number}: {name} is labelled twice")
        if not (articles_folder(folder) / name).is_file():
            raise EvaluationError(f"{path}:{number}: no such article: {name}",
                                  f"articles are looked for in {articles_folder(folder)}")
        labels[name] = label
    if not labels:
        raise EvaluationError(f"{path}: no label in it")
    return labels


def articles_folder(folder: pathlib.Path) -> pathlib.Path:
    return folder / "articles" if (folder / "articles").is_dir() else folder


def find_indexer(given: str | None) -> pathlib.Path:
    path = pathlib.Path(given) if given else SOURCE / "build/release/indexer/indexer"
    if path.is_file() and os.access(path, os.X_OK):
        return path.resolve()
    raise EvaluationError(f'no indexer at "{path}"',
                          "build it: cmake --preset release -DCHOKEPOINT_TESTS=OFF && "
                          "cmake --build --preset release --target indexer")


def extract_folder(indexer: pathlib.Path, folder: pathlib.Path, tables: str | None = None) -> dict[str, dict]:
    """What the indexer says of each article of a labelled folder, by file name. Skipped articles are absent."""
    command = [str(indexer), "--dry-run", "--format=jsonl", "--quiet", "--exclude=labels*.jsonl"]
    if tables:
        command.append(f"--tables={tables}")
    try:
        done = subprocess.run([*command, "--", str(articles_folder(folder))], capture_output=True)
    except OSError as error:
        raise EvaluationError(f'cannot run "{indexer}": {error.strerror}') from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "backslashreplace").strip()
        raise EvaluationError(f"the indexer ended with status {done.returncode}" + (f":\n{said}" if said else ""))
    return by_file_name(json.loads(line) for line in done.stdout.splitlines())


def read_saved(path: pathlib.Path) -> dict[str, dict]:
    """A run that save() wrote."""
    return by_file_name(article for _, article in parse_json_lines(path))


def save(articles: dict[str, dict], path: pathlib.Path) -> None:
    lines = (json.dumps(articles[name], ensure_ascii=False) + "\n" for name in sorted(articles))
    path.write_text("".join(lines), encoding="utf-8")


def by_file_name(rows: typing.Iterable[dict]) -> dict[str, dict]:
    articles: dict[str, dict] = {}
    for row in rows:
        if "skipped" in row:
            continue
        if "path" not in row or "events" not in row:
            raise EvaluationError("a line is no article as the indexer prints it with --dry-run --format=jsonl")
        name = os.path.basename(row["path"])
        if name in articles:
            raise EvaluationError(f"two articles of the file name {name}", "labels know one article a file name")
        articles[name] = row
    return articles


# Scores


def words_of(text: str | None) -> list[str]:
    return re.findall(r"\w+", (text or "").lower())


def f1_of(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclasses.dataclass
class Share:
    """So many hits of so many."""
    hits: int = 0
    of: int = 0

    def add(self, is_hit: bool) -> None:
        self.hits += is_hit
        self.of += 1

    def value(self, of_nothing: float = 1.0) -> float:
        return self.hits / self.of if self.of else of_nothing


@dataclasses.dataclass
class Retrieval:
    """Something that labels ask for and the indexer gives: a facet, one leaf of it, events, lines."""
    found: Share = dataclasses.field(default_factory=Share)     # of what labels ask for
    accepted: Share = dataclasses.field(default_factory=Share)  # of what was given

    @property
    def precision(self) -> float:
        return self.accepted.value()

    @property
    def recall(self) -> float:
        return self.found.value()

    @property
    def f1(self) -> float:
        return f1_of(self.precision, self.recall)

    @property
    def wrong(self) -> int:
        return self.accepted.of - self.accepted.hits


class Fault(typing.NamedTuple):
    """One thing that the indexer got wrong."""
    article: str
    kind: str                        # "missed", "extra", "wrong"
    part: str                        # a facet, "event", or what of a matched event is wrong
    what: str
    reasons: tuple[tuple[str, str], ...] = ()  # name and text: the rule, the sentence
    event: dict | None = None        # the given one

    @property
    def key(self) -> tuple:
        """The same fault in another run, whatever led to it."""
        return self.article, self.kind, self.part, self.what


def describe_act(event: dict) -> str:
    return f"{event['actor'] or '-'} {event['measure']} {', '.join(event['target']) or '-'}"


def describe_event(event: dict) -> str:
    return f"{describe_act(event)} {event['status']}"


def labelled_sentence(event: dict) -> tuple[str, str]:
    """Labels hold but the beginning of the sentence."""
    return "labelled", f"{event['evidence']} …" if event["evidence"] else "-"


def reasons_of_event(event: dict) -> tuple[tuple[str, str], ...]:
    """Why the indexer gave it; indexers that do not say so leave just the sentence."""
    rule = (("rule", event["rule"]),) if event.get("rule") else ()
    return (*rule, ("says", event["evidence"]))


def may_be(labelled: dict, given: dict) -> bool:
    if labelled["actor"] != given["actor"] or labelled["measure"] != given["measure"]:
        return False
    ours, theirs = set(labelled["target"]), set(given["target"])
    return bool(ours & theirs) or not (ours or theirs)


def match_events(labelled: list[dict], given: list[dict]) -> tuple[list[tuple[dict, dict | None]], list[dict]]:
    """Each labelled event with the given one that is it, or None; and the given ones left over."""
    free = list(given)
    pairs = []
    for event in labelled:
        fitting = [other for other in free if may_be(event, other)]
        best = max(fitting, default=None, key=lambda other: (other["status"] == event["status"],
                                                             other["date"] == event["date"]))
        if best is not None:
            free = [other for other in free if other is not best]
        pairs.append((event, best))
    return pairs, free


def is_evidence(labelled: dict, given: dict) -> bool:
    wanted, sentence = words_of(labelled["evidence"])[:EVIDENCE_WORDS], words_of(given["evidence"])
    return any(sentence[i:i + len(wanted)] == wanted for i in range(len(sentence) - len(wanted) + 1))


def is_authority(labelled: dict, given: dict) -> bool:
    wanted, have = (set(words_of(event["authority"])) - COMMON_WORDS for event in (labelled, given))
    return bool(have) and (wanted <= have or have <= wanted)


def first_words(lines: typing.Iterable[str]) -> set[tuple[str, ...]]:
    return {tuple(words_of(line)[:LINE_WORDS]) for line in lines} - {()}


class Scores:
    """The scores of `articles` against `labels`, both by file name. A labelled article that is not among the
    articles counts as one in which nothing was found."""

    def __init__(self, labels: dict[str, dict], articles: dict[str, dict]):
        self.labels = len(labels)
        self.facets = {facet: Retrieval() for facet in FACETS}
        self.strict = {facet: Retrieval() for facet in FACETS}
        self.leaves: dict[str, Retrieval] = collections.defaultdict(Retrieval)
        self.events = Retrieval()
        self.events_of_leaf: dict[str, Retrieval] = collections.defaultdict(Retrieval)
        self.core_events = Share()
        self.details = {detail: Share() for detail in DETAILS}
        self.title = Share()
        self.lines = Retrieval()
        self.faults: list[Fault] = []
        for name, label in labels.items():
            article = articles.get(name)
            for facet in FACETS:
                self._add_facet(name, facet, label, article)
            self._add_events(name, label, article["events"] if article else [])
            self.title.add(article is not None and words_of(article["title"]) == words_of(label["title"]))
            if article is not None:
                self._add_lines(label, article)

    def _add_facet(self, name: str, facet: str, label: dict, article: dict | None) -> None:
        given = set(article[facet]) if article else set()
        core, also = set(label[facet]["core"]), set(label[facet]["also"])
        rules = (article or {}).get("rules", {}).get(facet, {})
        for value in sorted(core):
            self.facets[facet].found.add(value in given)
            self.strict[facet].found.add(value in given)
            if facet == "measure":
                self.leaves[value].found.add(value in given)
            if value not in given:
                reason = rules.get(value)
                merely = (("also", reason),) if reason else ()
                self.faults.append(Fault(name, "missed", facet, value, merely))
        for value in sorted(given):
            is_right = value in core or value in also
            self.facets[facet].accepted.add(is_right)
            self.strict[facet].accepted.add(value in core)
            if facet == "measure":
                self.leaves[value].accepted.add(is_right)
            if not is_right:
                reasons = (("rule", rules[value]),) if value in rules else ()
                self.faults.append(Fault(name, "extra", facet, value, reasons))

    def _add_events(self, name: str, label: dict, given: list[dict]) -> None:
        pairs, left_over = match_events(label["events"], given)
        for event, match in pairs:
            for retrieval in (self.events, self.events_of_leaf[event["measure"]]):
                retrieval.found.add(match is not None)
                if match is not None:
                    retrieval.accepted.add(True)
            if event["measure"] in label["measure"]["core"]:
                self.core_events.add(match is not None)
            if match is not None:
                self._add_details(name, event, match)
            else:
                self.faults.append(Fault(name, "missed", "event", describe_event(event), (labelled_sentence(event),)))
        for event in left_over:
            for retrieval in (self.events, self.events_of_leaf[event["measure"]]):
                retrieval.accepted.add(False)
            self.faults.append(Fault(name, "extra", "event", describe_event(event), reasons_of_event(event),
                                     event))

    def _add_details(self, name: str, event: dict, match: dict) -> None:
        right = {"status": match["status"] == event["status"], "evidence": is_evidence(event, match)}
        if event["authority"]:
            right["authority"] = is_authority(event, match)
        if event["date"]:
            right["date"] = (match["date"] or "")[:len(event["date"])] == event["date"]
        for detail, is_right in right.items():
            self.details[detail].add(is_right)
            if not is_right:
                is_sentence = detail == "evidence"  # too long for the line; it stands below
                values = "" if is_sentence else f": {match[detail] or '-'}, labelled {event[detail]}"
                labelled = (labelled_sentence(event),) if is_sentence else ()
                self.faults.append(Fault(name, "wrong", detail, describe_act(event) + values,
                                         (*labelled, *reasons_of_event(match)), match))

    def _add_lines(self, label: dict, article: dict) -> None:
        wanted = first_words(label["boilerplate"])
        dropped = first_words(line["text"] for line in article["dropped"])
        self.lines.found.hits += len(wanted & dropped)
        self.lines.found.of += len(wanted)
        self.lines.accepted.hits += len(wanted & dropped)
        self.lines.accepted.of += len(dropped)

    def figures(self) -> dict[str, float]:
        """Every figure by name, 0 to 1, in the order in which they are shown."""
        figures = {}
        for facet in FACETS:
            score = self.facets[facet]
            figures |= {f"{facet}.precision": score.precision, f"{facet}.recall": score.recall,
                        f"{facet}.f1": score.f1, f"{facet}.strict": self.strict[facet].f1}
        figures |= {"event.precision": self.events.precision, "event.recall": self.events.recall,
                    "event.f1": self.events.f1, "event.core-recall": self.core_events.value()}
        figures |= {f"event.{detail}": share.value(of_nothing=0.0) for detail, share in self.details.items()}
        figures |= {"title": self.title.value(), "dropped.precision": self.lines.precision,
                    "dropped.recall": self.lines.recall}
        return figures

    def leaf_figures(self) -> dict[str, float]:
        """The F1 of each leaf of the closed list."""
        return {f"leaf.{leaf}": self.leaves[leaf].f1 if leaf in self.leaves else Retrieval().f1
                for leaf in read_leaves()}
