#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""scoring.py counts as it says, on articles of an invented world; scripts/evaluate refuses what it cannot score.

usage: scoring_test.py
"""

import contextlib
import io
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import scoring

EVALUATE = scoring.SOURCE / "scripts/evaluate"


def event(actor, measure, target, status="announced", date=None, evidence="", authority=None):
    return {"actor": actor, "authority": authority, "measure": measure, "target": target, "status": status,
            "date": date, "evidence": evidence}


def label(country=(), also=(), measure=(), events=(), title="Zembla acts", boilerplate=()):
    facet = lambda core, others=(): {"core": list(core), "also": list(others)}
    return {"file": "1.txt", "title": title, "published": None, "country": facet(country, also), "company": facet(()),
            "measure": facet(measure), "events": list(events), "boilerplate": list(boilerplate)}


def article(country=(), measure=(), events=(), title="Zembla acts", dropped=()):
    return {"title": title, "country": list(country), "company": [], "measure": list(measure),
            "events": list(events), "dropped": [{"text": text, "rule": "shape"} for text in dropped]}


def scores(wanted, given):
    return scoring.Scores({"1.txt": wanted}, {} if given is None else {"1.txt": given})


class Facets(unittest.TestCase):
    def test_recall_asks_for_core_and_precision_accepts_also(self):
        result = scores(label(country=["ZE", "RU"], also=["LA"]), article(country=["ZE", "LA", "IS"]))
        self.assertEqual(result.facets["country"].recall, 1 / 2)
        self.assertEqual(result.facets["country"].precision, 2 / 3)
        self.assertAlmostEqual(result.facets["country"].f1, 4 / 7)
        self.assertAlmostEqual(result.strict["country"].f1, 2 / 5)

    def test_a_leaf_is_found_missed_or_wrongly_given(self):
        result = scores(label(measure=["fine", "app-ban"]), article(measure=["fine", "sanctions"]))
        self.assertEqual(result.leaf_figures()["leaf.fine"], 1)
        self.assertEqual(result.leaf_figures()["leaf.app-ban"], 0)
        self.assertEqual(result.leaves["sanctions"].wrong, 1)
        self.assertEqual(len(result.leaf_figures()), len(scoring.read_leaves()))

    def test_an_article_that_was_not_read_is_one_without_anything(self):
        result = scores(label(country=["ZE"], events=[event("ZE", "fine", [])]), None)
        self.assertEqual(result.facets["country"].recall, 0)
        self.assertEqual(result.events.recall, 0)
        self.assertEqual(result.title.value(), 0)


class Events(unittest.TestCase):
    def test_match_by_actor_measure_and_a_shared_target(self):
        for wanted, given, matches in (
                (event("ZE", "fine", ["Lumo"]), event("ZE", "fine", ["Lumo", "Norvik"]), True),
                (event("ZE", "fine", []), event("ZE", "fine", []), True),
                (event("ZE", "fine", []), event("ZE", "fine", ["Lumo"]), False),
                (event("ZE", "fine", ["Spark"]), event("ZE", "fine", ["Lumo"]), False),
                (event("ZE", "fine", ["Lumo"]), event("RU", "fine", ["Lumo"]), False),
                (event("ZE", "fine", ["Lumo"]), event("ZE", "app-ban", ["Lumo"]), False)):
            with self.subTest(wanted=wanted, given=given):
                self.assertEqual(scoring.may_be(wanted, given), matches)

    def test_each_is_used_once_and_equal_status_then_date_comes_first(self):
        wanted = [event("ZE", "fine", ["Lumo"], "lifted", "2024-01"), event("ZE", "fine", ["Lumo"], "announced")]
        given = [event("ZE", "fine", ["Lumo"], "announced"), event("ZE", "fine", ["Lumo"], "lifted"),
                 event("ZE", "fine", ["Lumo"], "lifted", "2024-01")]
        pairs, left_over = scoring.match_events(wanted, given)
        self.assertIs(pairs[0][1], given[2])
        self.assertIs(pairs[1][1], given[0])
        self.assertEqual(left_over, [given[1]])

    def test_details_count_on_matched_events(self):
        wanted = event("ZE", "fine", [], "lifted", "2024-01", "The Zemblan Court let Lumo off", "the Zemblan Court")
        given = event("ZE", "fine", [], "lifted", "2024-01-31", "On Monday the Zemblan court let Lumo off again.",
                      "Court")
        figures = scores(label(events=[wanted]), article(events=[given])).figures()
        for detail in scoring.DETAILS:
            self.assertEqual(figures[f"event.{detail}"], 1, detail)
        figures = scores(label(events=[wanted]), article(events=[event("ZE", "fine", [])])).figures()
        for detail in scoring.DETAILS:
            self.assertEqual(figures[f"event.{detail}"], 0, detail)

    def test_faults_say_what_led_to_them(self):
        given = event("ZE", "fine", ["Lumo"], evidence="Zembla fined Lumo.") | {"rule": "cue fine.verb"}
        faults = scores(label(), article(events=[given])).faults
        self.assertEqual([fault.kind for fault in faults], ["extra"])
        self.assertEqual(faults[0].reasons, (("rule", "cue fine.verb"), ("says", "Zembla fined Lumo.")))


class Lines(unittest.TestCase):
    def test_dropped_lines_are_told_apart_by_their_first_words(self):
        result = scores(label(boilerplate=["Read more: Lumo leaves", "Tags"]),
                        article(dropped=["Read more: Lumo is gone", "Share"]))
        self.assertEqual(result.lines.found.hits, 0)
        result = scores(label(boilerplate=["Read more: Lumo leaves", "Tags"]),
                        article(dropped=["read more - Lumo leaves Zembla", "Share"]))
        self.assertEqual((result.lines.recall, result.lines.precision), (1 / 2, 1 / 2))


class Folders(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder = pathlib.Path(place.name)
        self.indexer = self.folder / "indexer"
        self.indexer.write_text("#!/bin/sh\nexit 4\n")
        self.indexer.chmod(0o700)

    def refusal(self, *arguments):
        done = subprocess.run([str(EVALUATE), str(self.folder), *arguments], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertNotIn("Traceback", done.stderr)
        return done.stderr

    def test_what_cannot_be_scored_is_refused_with_its_reason(self):
        indexer = f"--indexer={self.indexer}"
        self.assertIn("cmake --build", self.refusal("--indexer=/nowhere/indexer"))
        self.assertIn("has no labels.jsonl", self.refusal(indexer))
        labels = self.folder / "labels.jsonl"
        for text, reason in (("", "no label in it"), ("{", "labels.jsonl:1: no JSON"), ("[]", "no JSON object"),
                             ('{"file": "1.txt"}', "labels.jsonl:1: the label lacks 'title'"),
                             (json.dumps(label()), "no such article: 1.txt")):
            labels.write_text(text)
            with self.subTest(text=text):
                self.assertIn(reason, self.refusal(indexer))
        labels.write_text(json.dumps(label()))
        (self.folder / "1.txt").write_text("Zembla acts")
        self.assertIn("ended with status 4", self.refusal(indexer))
        self.assertIn("cannot read", self.refusal(indexer, "--compare=/nowhere/old.jsonl"))
        labels.write_text((json.dumps(label()) + "\n") * 2)
        self.assertIn("labels.jsonl:2: 1.txt is labelled twice", self.refusal(indexer))

    def test_a_saved_run_is_read_back_as_it_was(self):
        articles = {"1.txt": article(country=["ZE"], events=[event("ZE", "fine", ["Lumo"])]) | {"path": "/a/1.txt"}}
        scoring.save(articles, self.folder / "run.jsonl")
        self.assertEqual(scoring.read_saved(self.folder / "run.jsonl"), articles)


if __name__ == "__main__":
    with contextlib.redirect_stderr(io.StringIO()) as told:
        done = unittest.main(exit=False).result
    if not done.wasSuccessful():
        print(told.getvalue())
    print(f"{done.testsRun - len(done.failures) - len(done.errors)} passed, {len(done.failures) + len(done.errors)} failed")
    sys.exit(0 if done.wasSuccessful() and done.testsRun else 1)
