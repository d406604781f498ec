#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""The grammar of extraction, apart from names: sentences of an invented world, whose events follow from their pattern.

usage: grammar.py INDEXER [--seed=N] [--count=N] [--floors=FILE [--record]] [--by=wording|act] [--show=NAME] [--keep=DIR]
       grammar.py --labels=DIR [--seed=N] [--count=N]

Draws articles from the tables in grammar/, teaches the indexer the world with --tables, runs it once over all of them,
and compares its events with those expected. Prints right/total by pattern, leaf and variant:
  events  expected events found with actor, measure and exactly their targets
  status  expected events found that also have the expected status
  date    of events whose date the text gives, those found that have it
  organ   of events whose authority the text names, those found that have it
  silent  articles that deny the measure, and in which no event was found
  clean   other articles in which nothing but what was expected was found
--by prints instead the shares of each wording of a variant or of each act. --show prints the failing articles of a
pattern, leaf, variant, wording or act. --floors fails if a share is below its floor; with
--record the floors are written instead. --keep leaves articles and tables in DIR. With --labels=DIR nothing is tested:
the cases become a labelled folder, which models can be trained on.
Patterns, acts and the invented world are TSV files in grammar/, to which an analyst may add. New rows change which
sentences are drawn, so the floors are recorded anew with them.
Exit status: 0 above all floors, 1 not, 2 if nothing could be measured.
"""
import collections, json, os, signal, subprocess, sys, tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "grammar"))
from cases import Cases
from dice import Dice
from world import World

SCORES = ["events", "status", "date", "organ", "silent", "clean"]
FLOOR_KINDS = ["all", "pattern", "leaf", "variant"]
MARGIN = 0.02  # below today's share, when floors are recorded
LEAST_CASES = 10  # of a pattern or leaf; with fewer its share says nothing


def main():
    positional = [a for a in sys.argv[1:] if not a.startswith("--")]
    options = dict((a[2:].split("=", 1) + [""])[:2] for a in sys.argv[1:] if a.startswith("--"))
    unknown = set(options) - {"seed", "count", "floors", "record", "show", "keep", "by", "labels"}
    if (len(positional) != 1 and "labels" not in options) or unknown or options.get("by", "act") not in ("act", "wording") or ("record" in options and "floors" not in options):
        fail(__doc__)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # --show may be piped into head
    world = World()
    seed, count = int(options.get("seed", 20250301)), int(options.get("count", 3000))
    cases = Cases(world, Dice(seed)).draw(count)
    if "labels" in options:
        return write_labels(world, cases, options["labels"])
    with tempfile.TemporaryDirectory() as place:
        place = options.get("keep") or place
        found = run_indexer(positional[0], world, cases, place)
    results = [Result(case, found[case.id], world) for case in cases]
    if "show" in options:
        return show(results, options["show"])
    shares = count_shares(results)
    print_shares(shares, [options["by"]] if "by" in options else ["pattern", "leaf", "variant", "all"])
    print(f"{len(cases)} articles, seed {seed}")
    if "record" in options:
        return record(shares, options["floors"])
    return check_floors(shares, options["floors"]) if "floors" in options else 0


def fail(message):
    print(message, file=sys.stderr)
    sys.exit(2)


def write_labels(world, cases, place):
    """A folder in the form of corpus/annotated, with the tables of the invented world. The evidence is left out."""
    tables, articles = os.path.join(place, "tables"), os.path.join(place, "articles")
    os.makedirs(tables, exist_ok=True)
    os.makedirs(articles, exist_ok=True)
    world.write_tables(tables)
    with open(os.path.join(place, "labels.jsonl"), "w", encoding="utf-8") as labels:
        for case in cases:
            if any(want.is_optional for want in case.expected):
                continue
            name = f"{case.id}.txt"
            with open(os.path.join(articles, name), "w", encoding="utf-8") as file:
                file.write(f"{case.title}\n{case.published}\n\n{case.text}\n")
            events = [{"actor": want.actor, "measure": want.measure, "target": sorted(want.targets), "status": want.status, "evidence": None} for want in case.expected]
            facets = {facet: {"core": [], "also": []} for facet in ("country", "company")}
            facets["measure"] = {"core": sorted({e["measure"] for e in events}), "also": sorted(case.also)}
            labels.write(json.dumps({"file": name, **facets, "events": events}, ensure_ascii=False) + "\n")
    return 0


def run_indexer(indexer, world, cases, place):
    """The events of each case, by its id."""
    tables, articles = os.path.join(place, "tables"), os.path.join(place, "articles")
    os.makedirs(tables, exist_ok=True)
    os.makedirs(articles, exist_ok=True)
    world.write_tables(tables)
    with open(os.path.join(articles, "cases.jsonl"), "w", encoding="utf-8") as file:
        for case in cases:
            row = {"id": case.id, "title": case.title, "text": case.text, "published": case.published, "language": "en"}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    done = subprocess.run([indexer, "--dry-run", "--format=jsonl", "--tables=" + tables, articles], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        fail(f"grammar.py: indexer: status {done.returncode}: {done.stderr.decode()}")
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    found = {row["id"].split("#", 1)[1]: row["events"] for row in rows if "skipped" not in row}
    missing = [case.id for case in cases if case.id not in found]
    if missing:
        fail(f"grammar.py: indexer: {len(missing)} of {len(cases)} articles are missing from its output, first {missing[0]}")
    return found


class Result:
    """One case compared with what was found: for each score how many of how many are right."""

    def __init__(self, case, found, world):
        self.case, self.found = case, found
        pairs = [(want, find(want, found, world)) for want in case.expected]
        scored = [(want, event) for want, event in pairs if not want.is_optional]

        def score(is_checked, is_right):
            chosen = [(want, event) for want, event in scored if is_checked(want)]
            return sum(1 for want, event in chosen if event and is_right(want, event)), len(chosen)

        self.scores = {
            "events": score(lambda want: True, lambda want, event: True),
            "status": score(lambda want: want.status != "?", lambda want, event: event["status"] == want.status),
            "date": score(lambda want: want.date, lambda want, event: event["date"] == want.date),
            "organ": score(lambda want: want.authority, lambda want, event: event["authority"] == want.authority),
            "silent": (0, 0) if pairs else (int(not found), 1),
            "clean": (int(self.is_clean(pairs)), 1) if pairs else (0, 0),
        }

    def is_clean(self, pairs):
        known = [event for _, event in pairs]
        return all(any(event is each for each in known) or event["measure"] in self.case.also for event in self.found)

    def is_right(self):
        return all(right == total for right, total in self.scores.values())


def find(want, found, world):
    """The event with this actor and measure, and with these targets; owners of the targets may be among them."""
    owners = {world.parent_of[t] for t in want.targets if t in world.parent_of}
    for event in found:
        if event["actor"] == want.actor and event["measure"] == want.measure and set(event["target"]) - owners == want.targets - owners:
            return event
    return None


def count_shares(results):
    """(kind, name) -> score -> [right, total]."""
    shares = collections.defaultdict(lambda: {score: [0, 0] for score in SCORES})
    for result in results:
        case = result.case
        keys = [("all", "all"), ("pattern", case.pattern), ("leaf", case.leaf), ("variant", case.variant), ("wording", case.wording)]
        for key in keys + [("act", act) for act in case.acts]:
            for score, (right, total) in result.scores.items():
                shares[key][score][0] += right
                shares[key][score][1] += total
    return shares


def print_shares(shares, kinds):
    for kind in kinds:
        names = [name for its_kind, name in shares if its_kind == kind]
        width = max(map(len, names)) + 2
        print(f"\n{kind:{width}}" + "".join(f"{score:>16}" for score in SCORES))
        for name in names if kind == "pattern" else sorted(names):
            print(f"{name:{width}}" + "".join(f"{write_share(*shares[kind, name][score]):>16}" for score in SCORES))


def write_share(right, total):
    return f"{right}/{total} {100 * right / total:3.0f}%" if total else "-"


def show(results, wanted):
    names = lambda case: [case.pattern, case.leaf, case.variant, case.wording, *case.acts]
    chosen = [r for r in results if wanted in names(r.case)]
    if not chosen:
        fail(f"grammar.py: no pattern, leaf, variant, wording or act \"{wanted}\"")
    failed = [r for r in chosen if not r.is_right()]
    for result in failed:
        case = result.case
        print(f"{case.pattern} / {case.leaf} / {case.variant}  ({case.published})\n  # {case.title}\n  " + case.text.replace("\n\n", "\n  "))
        for want in case.expected or ["no event"]:
            optional = " (or not)" if want != "no event" and want.is_optional else ""
            print("    expected", want if want == "no event" else write_event(want.actor, want.measure, want.targets, want.status, want.date, want.authority) + optional)
        for event in result.found or ["no event"]:
            print("    found   ", event if event == "no event" else write_event(event["actor"], event["measure"], event["target"], event["status"], event["date"], event["authority"]))
    print(f"{len(failed)} of {len(chosen)} failed")
    return 0


def write_event(actor, measure, targets, status, date, authority):
    return " ".join(filter(None, [actor or "?", measure, f"[{', '.join(sorted(targets))}]", status, date, f"({authority})" if authority else ""]))


def record(shares, path):
    with open(path, "w", encoding="utf-8") as file:
        file.write("# The least shares that grammar.py accepts, for its default seed and count. Written by --record.\nkind\tname\tscore\tleast\n")
        for (kind, name), scores in shares.items():
            for score, (right, total) in scores.items():
                if total >= LEAST_CASES and kind in FLOOR_KINDS:
                    file.write(f"{kind}\t{name}\t{score}\t{max(0.0, right / total - MARGIN - 1 / total):.3f}\n")
    print(f"wrote {path}")
    return 0


def check_floors(shares, path):
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")][1:]
    faults = []
    for kind, name, score, least in rows:
        right, total = shares[kind, name][score] if (kind, name) in shares else (0, 0)
        if total < LEAST_CASES:
            faults.append(f"{kind} {name}: only {total} cases for {score}, {LEAST_CASES} are needed")
        elif right / total < float(least):
            faults.append(f"{kind} {name}: {score} {write_share(right, total)}, the floor is {100 * float(least):.1f}%")
    if not rows:
        faults.append(f"{path}: no floors")
    for fault in faults:
        print("below the floor: " + fault)
    print(f"{len(rows)} floors, {len(faults)} undercut" + ("; see --show=NAME" if faults else ""))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
