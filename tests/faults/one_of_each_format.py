# SPDX-License-Identifier: GPL-2.0-or-later
"""A short article in each format that the indexer reads itself, so that a few files take a run through all readers.

Each file holds a word that no other has, word_of(NAME), by which a search tells whether it was lost.
"""

import gzip
import json
import pathlib
import struct
import typing

STORY = ("OTTAWA, March 3, 2023 - Canada banned TikTok from every device of the government, {word}. The ministry said that "
         "the rule holds for every desk and every telephone, and that ByteDance had been told.\n\n") * 2
RUSSIAN = "Министерство потребовало удалить приложение из магазина в течение десяти дней. "
FRENCH = "Le ministère a interdit l'été dernier cette application sur les téléphones. "
THAI = "รัฐบาลสั่งห้ามใช้แอปพลิเคชันบนอุปกรณ์ของรัฐ "
# Words that several files share.
COMMON_WORDS = ("canada", "ministère", "приложение", "รัฐบาล", '"every desk"', "country:CA")


def html(word: str) -> bytes:
    return ("<html><head><meta charset='windows-1251'><title>Приказ</title></head><body><article><h1>Приказ</h1>"
            f"<p>{RUSSIAN * 3}</p><p>{word} {RUSSIAN}</p></article></body></html>").encode("cp1251")


def feed(word: str) -> bytes:
    item = "<item><title>Item</title><link>https://example.org/1</link><description>&lt;p&gt;{}&lt;/p&gt;</description></item>"
    return ("<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title>"
            + item.format(STORY.format(word=word)) + "</channel></rss>").encode()


def markdown(word: str) -> bytes:
    return ("---\ntitle: Order\ndate: 2023-03-03\ntags: [ban, app]\n---\n# Order\n\n" + STORY.format(word=word)
            + "* one\n* two\n\n| a | b |\n|---|---|\n| c | d |\n").encode()


def mail(word: str) -> bytes:
    return ("From: a@example.org\nSubject: =?utf-8?q?D=C3=A9cret?=\nMIME-Version: 1.0\n"
            "Content-Type: text/plain; charset=utf-8\n\n" + STORY.format(word=word)).encode()


def rtf(word: str) -> bytes:
    return ("{\\rtf1\\ansi\\ansicpg1251 R\\'e9gulation \\u1055?\\par " + STORY.format(word=word) + "}").encode()


def zstd(data: bytes) -> bytes:
    """A frame of one raw block."""
    return b"\x28\xb5\x2f\xfd\xa0" + struct.pack("<I", len(data)) + struct.pack("<I", len(data) << 3 | 1)[:3] + data


def brotli(data: bytes) -> bytes:
    """One uncompressed meta-block, and the last one, which is empty."""
    return struct.pack("<I", (len(data) - 1) << 4 | 1 << 20)[:3] + data + b"\x03"


CONTENT: dict[str, typing.Callable[[str], bytes]] = {
    "plain.txt": lambda word: STORY.format(word=word).encode(),
    "latin.txt": lambda word: (f"Décret\n\n{word} " + FRENCH * 5).encode("latin-1"),
    "thai.txt": lambda word: (f"ข่าว\n\n{word} " + THAI * 5).encode(),
    "page.html": html,
    "order.md": markdown,
    "wire.xml": feed,
    "letter.eml": mail,
    "letter.rtf": rtf,
    "record.json": lambda word: json.dumps({"title": "Record", "text": STORY.format(word=word), "published": "2023-03-03"}).encode(),
    "lines.jsonl": lambda word: json.dumps({"id": "a", "title": "Line", "text": STORY.format(word=word)}).encode() + b"\n",
    "gzip.txt.gz": lambda word: gzip.compress(STORY.format(word=word).encode(), mtime=0),
    "zstd.txt.zst": lambda word: zstd(STORY.format(word=word).encode()),
    "brotli.txt.br": lambda word: brotli(STORY.format(word=word).encode()),
}


def word_of(name: str) -> str:
    return "only" + "".join(c for c in name if c.isalpha())


def write(directory: pathlib.Path, names: typing.Iterable[str], suffix: str = "") -> None:
    """Writes the files; each holds its word with the suffix, which makes it another one."""
    directory.mkdir(exist_ok=True)
    for name in names:
        (directory / name).write_bytes(CONTENT[name](word_of(name) + suffix))
