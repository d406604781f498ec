#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""What is gone must not empty the index: a vanished root, an empty one, too many vanished articles: status 5."""

import os
import shutil

import harness

ARTICLES = 20


def test_a_vanished_root(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    os.rename(bench.articles, bench.directory / "elsewhere")
    for arguments in ([], ["--rebuild"], [str(bench.articles)], ["--max-vanished=100"]):
        result = bench.index(*arguments, status=5)
        bench.check(str(bench.articles) in result.stderr, result.stderr)
    bench.check(bench.count("note") == ARTICLES, "the old index does not answer")
    bench.check(bench.entries() == ["XAPIANDB", "gen-00000001", "lock"], str(bench.entries()))
    os.rename(bench.directory / "elsewhere", bench.articles)
    bench.index()


def test_an_empty_root(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    shutil.rmtree(bench.articles)
    bench.articles.mkdir()
    for arguments in ([], ["--rebuild"], ["--max-vanished=100"]):
        bench.index(*arguments, status=5)
    bench.check(bench.count("note") == ARTICLES, "the old index does not answer")
    bench.check_tidy()


def test_a_root_that_became_a_file_or_a_dangling_link(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    os.rename(bench.articles, bench.directory / "elsewhere")
    bench.articles.symlink_to(bench.directory / "nowhere")
    bench.index(status=5)
    bench.articles.unlink()
    bench.articles.write_bytes(b"")
    bench.index(status=5)
    bench.check(bench.count("note") == ARTICLES, "the old index does not answer")


def test_the_guard_counts_what_vanished(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    names = sorted(os.listdir(bench.articles))
    for name in names[:4]:  # 20 percent exactly
        os.remove(bench.articles / name)
    bench.index()
    bench.check(bench.count("note") == 16, "20 percent may vanish")
    for name in names[4:8]:  # 25 percent of the rest
        os.remove(bench.articles / name)
    result = bench.index(status=5)
    bench.check("4 of 16" in result.stderr, result.stderr)
    bench.index("--rebuild", status=5)
    bench.check(bench.count("note") == 16, "the old index does not answer")
    bench.index("--max-vanished=24", status=5)
    bench.index("--max-vanished=25")
    bench.check(bench.count("note") == 12, "25 percent may vanish if told so")
    bench.check_tidy()


def test_new_articles_do_not_make_up_for_vanished_ones(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    for name in sorted(os.listdir(bench.articles)):
        os.rename(bench.articles / name, bench.articles / ("new-" + name))
    bench.index(status=5)


def test_articles_that_became_unreadable_have_vanished_too(bench: harness.Bench) -> None:
    """What a broken scraper leaves in the place of articles."""
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    for rubbish in (b"\0" * 1000, b"", b" \n" * 50, b"\x89PNG\r\n\x1a\n" + b"\0\1" * 99, b"<html><script>x()</script></html>"):
        bench.write_articles(ARTICLES, "note")
        for name in sorted(os.listdir(bench.articles))[:10]:
            (bench.articles / name).write_bytes(rubbish)
        for way in ("--update", "--rebuild"):
            result = bench.index(way, status=5)
            bench.check(f"10 of {ARTICLES}" in result.stderr, f"{rubbish[:20]!r}: {result.stderr}")
        bench.check(bench.count("note") == ARTICLES, "the old index does not answer")
        bench.check_tidy()


def test_new_rubbish_keeps_no_good_article_out(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    bench.index(str(bench.articles))
    for i in range(10 * ARTICLES):
        (bench.articles / f"rubbish{i}.html").write_bytes(b"\0" * i)
    (bench.articles / "new.txt").write_text("News\n\nA note on plums.\n")
    report = bench.directory / "report"
    bench.index(f"--report={report}")
    bench.check(bench.count("note") == ARTICLES + 1, "the new article is not found")
    bench.check(report.read_text().count('"reason"') == 10 * ARTICLES, "the report does not name all that was skipped")


def test_a_dropped_root_is_no_accident(bench: harness.Bench) -> None:
    bench.write_articles(ARTICLES, "note")
    other = bench.directory / "other"
    other.mkdir()
    (other / "a.txt").write_text("Pears\n\nA note on pears.\n")
    bench.index(str(bench.articles), str(other))
    shutil.rmtree(bench.articles)
    bench.index(status=5)
    bench.index(f"--drop-root={bench.articles}")
    bench.check(bench.count("note") == 1, "the articles of the dropped root are still there")
    bench.index(f"--drop-root={other}")
    bench.check(bench.count("note") == 0, "the index still has articles")


if __name__ == "__main__":
    harness.main(globals())
