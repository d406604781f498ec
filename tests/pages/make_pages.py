#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes saved/, unread/ and truth.jsonl from sites/ and stories/.

usage: make_pages.py [--chromium=PROGRAM]

The tests read what is committed; this says how it was made. sites/NAME.html is the mark-up of one invented site,
stories/NAME-N.txt one report that it carries. Pages of sites with "browser: yes" are opened in Chromium, whose
scripts finish them, and saved as the browser's own serialisation of the tree.

A site is cut into sections by lines "@@ NAME". "@@ settings" has lines "key: value"; "@@ page" is the page, into which
{{body}} puts the story; the other sections are how the site writes one block: p, subhead, list and item, numbers and
number, quote, table, row and cell, entry and entry_end (a post of a live blog), and any that a story calls for
with "!NAME". A story has lines "key: value", an empty line, then blocks divided by empty lines:

    ## subhead        - item        1. item        > quotation        | cell | cell        == time ~ heading of a post
    !NAME text        what the site's section NAME makes of it; no part of the article

Everything else is a paragraph. Blocks may hold inline mark-up, which goes to the page as it is.

In a section, {{key}} is a value of the story or of the site, escaped for HTML; {{key:json}} for a JSON string;
{{key:raw}} is not escaped; {{#key}}...{{.}}...{{/key}} repeats for each value of a list ("a | b | c", or a key
given several times), where {{.1}}, {{.2}} are the parts of a value divided by " ~ ", {{@}} is its ordinal and {{,}} a
comma except at the first; {{?key}}...{{/key}} is there if the key is.
"""

import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import typing

HERE = pathlib.Path(__file__).resolve().parent
CONTENT = {"p", "subhead", "item", "number", "quote", "row"}
# Neither asked for nor held against who keeps it: captions, and of a story's values what stands around the text.
OPTIONAL = {"figure"}
OPTIONAL_VALUES = ("standfirst", "bullets", "credit")
GROUPS = {"item": "list", "number": "numbers", "row": "table"}
TRUTH_KEYS = ["url", "title", "published", "updated", "publisher", "author", "language"]

Values = dict[str, list[str]]


class Block(typing.NamedTuple):
    kind: str
    text: str


class Story(typing.NamedTuple):
    values: Values
    blocks: list[Block]


class PageError(Exception):
    pass


def read_values(lines: typing.Iterable[str]) -> Values:
    values: Values = {}
    for line in lines:
        key, colon, value = line.partition(": ")
        if not colon:
            raise PageError(f"not a key and a value: {line!r}")
        values.setdefault(key, []).extend(part.strip() for part in value.split(" | "))
    return values


def read_site(path: pathlib.Path) -> tuple[Values, dict[str, str]]:
    parts = re.split(r"^@@ (\w+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], (part.rstrip("\n") for part in parts[2::2])))
    return read_values(filter(None, sections.pop("settings").splitlines())), sections


def read_block(text: str) -> list[Block]:
    lines = text.splitlines()
    if text.startswith("## "):
        return [Block("subhead", text[3:])]
    if text.startswith("== "):
        return [Block("entry", text[3:])]
    if text.startswith("!"):
        kind, _, rest = text[1:].partition(" ")
        return [Block(kind.strip(), rest.replace("\n", " "))]
    if text.startswith("> "):
        return [Block("quote", " ".join(line.removeprefix("> ") for line in lines))]
    if text.startswith("| "):
        return [Block("row", line[2:]) for line in lines]
    if text.startswith("- "):
        return [Block("item", line[2:]) for line in lines]
    if re.match(r"\d+\. ", text):
        return [Block("number", line.partition(". ")[2]) for line in lines]
    return [Block("p", text.replace("\n", " "))]


def read_story(path: pathlib.Path) -> Story:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    blocks = [block for text in re.split(r"\n\n+", body.strip()) for block in read_block(text)]
    return Story(read_values(head.splitlines()), blocks)


def fill(template: str, values: Values, item: str = "", ordinal: int = 0) -> str:
    def repeat(match: re.Match[str]) -> str:
        return "".join(fill(match[2].replace("{{,}}", "," if i > 1 else ""), values, each, i)
                       for i, each in enumerate(values.get(match[1], []), 1))

    def put(match: re.Match[str]) -> str:
        key, manner = match[1], match[2] or "html"
        if key == "@":
            return str(ordinal)
        if key.startswith("."):
            parts = dict(enumerate(item.split(" ~ "), 1))
            value = parts.get(int(key[1:]), "") if key[1:] else item
        elif key in values:
            value = " | ".join(values[key])
        else:
            raise PageError(f"nothing is known of {{{{{key}}}}}")
        if manner == "raw":
            return value
        return json.dumps(value, ensure_ascii=False)[1:-1] if manner == "json" else html.escape(value)

    template = re.sub(r"\{\{#(\w+)\}\}(.*?)\{\{/\1\}\}", repeat, template, flags=re.DOTALL)
    template = re.sub(r"\{\{\?(\w+)\}\}(.*?)\{\{/\1\}\}", lambda m: m[2] if m[1] in values else "", template,
                      flags=re.DOTALL)
    return re.sub(r"\{\{(@|\w+|\.\d?)(?::(\w+))?\}\}", put, template)


def write_block(block: Block, sections: dict[str, str], values: Values) -> str:
    if block.kind not in sections:
        raise PageError(f"the site has no section {block.kind}")
    if block.kind == "row":
        cells = "".join(fill(sections["cell"], {**values, "text": [cell]}) for cell in block.text.split(" | "))
        return fill(sections["row"], {**values, "cells": [cells]})
    return fill(sections[block.kind], {**values, "text": [block.text]}, block.text)


def write_body(blocks: list[Block], sections: dict[str, str], values: Values) -> str:
    out: list[str] = []
    i, in_entry = 0, False
    while i < len(blocks):
        kind = blocks[i].kind
        end = i + 1
        while kind in GROUPS and end < len(blocks) and blocks[end].kind == kind:
            end += 1
        if kind == "entry" and in_entry:
            out.append(sections["entry_end"])
        in_entry = in_entry or kind == "entry"
        text = "\n".join(write_block(block, sections, values) for block in blocks[i:end])
        out.append(fill(sections[GROUPS[kind]], {**values, "items": [text]}) if kind in GROUPS else text)
        i = end
    if in_entry:
        out.append(sections["entry_end"])
    return "\n".join(out)


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", markup)).replace("\u00ad", "").split())


def article_text(blocks: list[Block]) -> tuple[str, str]:
    """The lines of the article, and those that may be kept or left out."""
    lines, optional, ordinal = [], [], 0
    for block in blocks:
        ordinal = ordinal + 1 if block.kind == "number" else 0
        if block.kind in CONTENT:
            lines.append(plain(block.text.replace(" | ", " ") if block.kind == "row" else block.text))
        elif block.kind == "entry":
            time, _, heading = block.text.partition(" ~ ")
            lines += filter(None, [plain(heading)])
            optional.append(plain(time))
        elif block.kind in OPTIONAL:
            optional.append(plain(block.text))
        if ordinal:
            optional.append(str(ordinal))
    return "\n".join(lines), "\n".join(filter(None, optional))


def truth_of(name: str, values: Values, blocks: list[Block]) -> dict[str, typing.Any]:
    text, optional = article_text(blocks)
    around = [line for key in OPTIONAL_VALUES for line in values.get(key, [])]
    optional = "\n".join(filter(None, [*around, optional]))
    known = {key: ", ".join(values[key]) for key in TRUTH_KEYS if values.get(key, ["-"]) != ["-"]}
    return {"file": name, **known, "text": text, "optional": optional, "menu_words": values["menu_words"]}


def visible_fold(text: str) -> str:
    return " ".join(html.unescape(text).casefold().split())


def check(truth: dict[str, typing.Any], page: str) -> None:
    words = truth["menu_words"]
    article = visible_fold(truth["title"] + "\n" + truth["text"] + "\n" + truth["optional"])
    if not 8 <= len(words) <= 15:
        raise PageError(f"{len(words)} menu words")
    for word in words:
        if visible_fold(word) not in visible_fold(page):
            raise PageError(f"the page does not have the menu word {word!r}")
        if visible_fold(word) in article:
            raise PageError(f"the article has the menu word {word!r}")


def through_browser(page: str, chromium: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "page.html")
        file.write_text(page, encoding="utf-8")
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000",
                   f"--user-data-dir={folder}/profile", "--host-resolver-rules=MAP * ~NOTFOUND",
                   "--dump-dom", file.as_uri()]
        return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()


def make_page(path: pathlib.Path, site: pathlib.Path, chromium: str) -> dict[str, typing.Any]:
    settings, sections = read_site(site)
    story = read_story(path)
    values = {**settings, **story.values}
    values["menu_words"] = settings["menu_words"] + story.values.get("menu_words", [])
    values["url"] = values.get("url") or [settings["base"][0] + story.values["slug"][0]]
    if "json_body" in sections:  # the same text once more, as a script carries it
        texts = [block.text for block in story.blocks if block.kind in CONTENT]
        values["json_body"] = [",".join(fill(sections["json_body"], {"text": [text]}) for text in texts)]
    values["body_plain"] = [article_text(story.blocks)[0].replace("\n", " ")]
    values["body"] = [write_body(story.blocks, sections, values)]
    page = fill(sections["page"], values)
    if settings.get("browser") == ["yes"]:
        page = through_browser(page, chromium)
    folder = settings["folder"][0]
    file = HERE / folder / f"{path.stem}{settings.get('suffix', ['.html'])[0]}"
    file.write_bytes(page.encode(settings.get("encoding", ["utf-8"])[0], "xmlcharrefreplace"))
    truth = truth_of(f"{folder}/{file.name}", values, story.blocks)
    check(truth, page)
    return truth


def main(arguments: list[str]) -> int:
    options = dict(argument.removeprefix("--").partition("=")[::2] for argument in arguments)
    if set(options) - {"chromium"}:
        print(__doc__, file=sys.stderr)
        return 2
    truths = []
    for path in sorted(HERE.glob("stories/*.txt")):
        try:
            truths.append(make_page(path, HERE / "sites" / f"{path.stem.rpartition('-')[0]}.html",
                                    options.get("chromium", "chromium")))
        except (PageError, KeyError, UnicodeError) as error:
            print(f"make_pages.py: {path.name}: {error!r}", file=sys.stderr)
            return 1
    truths.sort(key=lambda truth: truth["file"])
    lines = [json.dumps(truth, ensure_ascii=False) + "\n" for truth in truths]
    (HERE / "truth.jsonl").write_text("".join(lines), encoding="utf-8")
    print(f"{len(truths)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
