# SPDX-License-Identifier: GPL-2.0-or-later
"""Articles in each format whose every field, name and line is a hostile string.

The bulk is in JSON Lines, where a string costs least; a file of each other format shows what its reader lets through.
"""

import base64
import html
import json
import os
import pathlib
import typing
import xml.sax.saxutils

from hostile_strings import HostileStrings

BODY_STRINGS = 24
EVENTS = ["Canada banned TikTok from government phones, {}.", "The United States fined Huawei {} after {}.", "India blocked {} and WeChat."]
# More than one control character in a hundred, and a file is taken for no text at all.
PROSE = "The ministry said that the rule holds for every desk and every telephone of the house. " * 50
DATES = ["2024-03-01", "2023", "2021-07-05T10:00:00Z", "1 March 2022"]


def body(strings: HostileStrings, lines: int) -> list[str]:
    """Lines of text, one of them with an event, so that there is evidence to print."""
    rng = strings.rng
    text = [strings.line() for _ in range(lines)]
    event = rng.choice(EVENTS)
    text.insert(rng.randrange(len(text) + 1), event.format(*(strings.line() for _ in range(event.count("{}")))))
    return text


def record(strings: HostileStrings) -> dict[str, object]:
    rng = strings.rng
    article: dict[str, object] = {
        "id": strings.text(), "title": strings.texts(3), "publisher": strings.text(), "author": strings.texts(2), "url": strings.text(),
        "text": "\n".join(body(strings, BODY_STRINGS)), "published": rng.choice(DATES) if rng.random() < 0.9 else strings.text()}
    if rng.random() < 0.1:
        article["url"] = "https://example.com/" + strings.text()
    if rng.random() < 0.1:
        article |= {"language": strings.text(), "updated": strings.text(), strings.text(): strings.text(), "tags": [strings.text()]}
    if rng.random() < 0.05:
        article["html"] = f"<h1>{article['title']}</h1><p>{article.pop('text')}</p>"
    return article


def records(strings: HostileStrings, count: int) -> list[dict[str, object]]:
    """Articles, some of which are copies of others."""
    made = [record(strings) for _ in range(count)]
    copies = [article | {"id": strings.text(), "publisher": strings.text()} for article in made[:count // 20] for _ in range(2)]
    return made + copies


def json_lines(strings: HostileStrings, articles: list[dict[str, object]]) -> bytes:
    """As other programs write them: some with escapes alone, some with the characters themselves."""
    return b"".join(json.dumps(article, ensure_ascii=strings.rng.random() < 0.5).encode() + b"\n" for article in articles)


def broken_json_lines(strings: HostileStrings, count: int) -> bytes:
    """Raw bytes inside strings and outside of them: whatever the parser says of a line quotes it."""
    return b"".join(b'{"id": "%s", "title": "%s", "text": "%s"%s\n' % (
        *(strings.raw_line() for _ in range(3)), strings.rng.choice([b"}", b"", strings.raw_line()])) for _ in range(count))


def text(strings: HostileStrings) -> bytes:
    return "\n\n".join([strings.line(), strings.rng.choice(DATES), *body(strings, 8), PROSE]).encode()


def bytes_of_any_kind(strings: HostileStrings) -> bytes:
    return b"\n\n".join([strings.raw_line(), b"Canada banned TikTok.", *(strings.raw() for _ in range(8)), PROSE.encode()])


def html_page(strings: HostileStrings) -> bytes:
    quote = html.escape if strings.rng.random() < 0.7 else str
    fields = ["author", "date", "publisher", "description", "og:title", "og:site_name", "article:published_time", "og:url"]
    metas = "".join(f'<meta name="{name}" property="{name}" content="{quote(strings.text())}">' for name in fields)
    linked_data = json.dumps({"@type": "NewsArticle", "headline": strings.text(), "author": {"name": strings.text()}, "datePublished": strings.text(),
                              "publisher": {"name": strings.text()}, "url": strings.text(), "articleBody": strings.text()})
    paragraphs = "".join(f"<p>{quote(line)} and the ministry said more of it, at length, on Monday.</p>" for line in [*body(strings, 6), PROSE])
    return (f'<html lang="{quote(strings.text())}"><head><title>{quote(strings.text())}</title>{metas}'
            f'<script type="application/ld+json">{linked_data}</script><link rel="canonical" href="{quote(strings.text())}"></head><body>'
            f'<nav class="{quote(strings.text())}">{quote(strings.text())}</nav><article><h1>{quote(strings.text())}</h1>{paragraphs}'
            f'<a href="{quote(strings.text())}">{quote(strings.text())}</a></article></body></html>').encode()


def markdown(strings: HostileStrings) -> bytes:
    value = (lambda: json.dumps(strings.text())) if strings.rng.random() < 0.7 else strings.line
    keys = ["title", "author", "date", "publisher", "url", "language", "tags"]
    matter = "".join(f"{key}: {value()}\n" for key in keys)
    return (f"---\n{matter}---\n# {strings.line()}\n\n" + "\n\n".join([*body(strings, 6), PROSE]) + f"\n\n[{strings.line()}]({strings.line()})\n").encode()


def mail(strings: HostileStrings) -> bytes:
    def header(name: bytes) -> bytes:
        raw = strings.raw_line().replace(b"\r", b" ").replace(b"\0", b" ")
        if strings.rng.random() < 0.5:
            raw = b"=?%s?B?%s?=" % (strings.rng.choice([b"utf-8", b"windows-1252", b"x\x1b"]), base64.b64encode(raw))
        return name + b": " + raw + b"\n"
    names = [b"From", b"To", b"Subject", b"Date", b"Message-ID", b"List-Id", b"X-Mailer"]
    kind = strings.rng.choice([b"text/plain; charset=utf-8", b"text/html; charset=utf-8", b"text/plain; charset=\"%s\"" % strings.raw_line().replace(b'"', b"")])
    return (b"".join(header(name) for name in names) + b"MIME-Version: 1.0\nContent-Type: " + kind.replace(b"\r", b" ").replace(b"\0", b" ") + b"\n\n"
            + "\n\n".join([*body(strings, 6), PROSE]).encode())


def mbox(strings: HostileStrings) -> bytes:
    return b"".join(b"From x@example.com Mon Mar  4 10:00:00 2024\n" + mail(strings).replace(b"\nFrom ", b"\n>From ") + b"\n\n" for _ in range(3))


def feed(strings: HostileStrings) -> bytes:
    quote = xml.sax.saxutils.escape if strings.rng.random() < 0.7 else str
    fields = ["title", "link", "guid", "author", "dc:creator", "pubDate", "description", "content:encoded"]
    items = "".join("<item>" + "".join(f"<{name}>{quote(strings.text())}</{name}>" for name in fields) + f"<p>{PROSE}</p></item>" for _ in range(4))
    return (f'<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
            f"<channel><title>{quote(strings.text())}</title><language>{quote(strings.text())}</language>{items}</channel></rss>").encode()


def rtf(strings: HostileStrings) -> bytes:
    lines = b"\\par\n".join(b"%s \\'1b[31m \\'9b \\u8238? \\u27? Canada banned TikTok" % strings.raw_line().replace(b"\\", b"\\\\").replace(b"{", b"\\{")
                            .replace(b"}", b"\\}") for _ in range(6))
    return b"{\\rtf1\\ansi{\\info{\\title %s}{\\author %s}}\n%s}" % (strings.marker().encode(), strings.marker().encode(), lines)


def json_file(strings: HostileStrings) -> bytes:
    return json.dumps([record(strings) for _ in range(3)]).encode()


FORMATS: dict[bytes, typing.Callable[[HostileStrings], bytes]] = {
    b".txt": text, b".text": bytes_of_any_kind, b".html": html_page, b".md": markdown, b".eml": mail, b".mbox": mbox, b".xml": feed, b".rtf": rtf,
    b".json": json_file, b".docx": bytes_of_any_kind, b".png": bytes_of_any_kind, b"": bytes_of_any_kind}


def write_new(directory: bytes, name: bytes, content: bytes) -> None:
    try:
        (pathlib.Path(os.fsdecode(directory)) / os.fsdecode(name)).write_bytes(content)
    except FileExistsError:  # a directory of that name
        pass


def write_files(strings: HostileStrings, root: bytes, rounds: int) -> None:
    """Files of each format in directories with names of the same kind, some of which cannot be read as what they are."""
    for _ in range(rounds):
        directory = os.path.join(root, strings.name())
        os.makedirs(directory, exist_ok=True)
        for suffix, content in FORMATS.items():
            write_new(directory, strings.name()[:200] + suffix, content(strings))
        os.symlink(strings.argument()[:200] or b"x", os.path.join(directory, strings.name() + b".lnk"))
        os.mkfifo(os.path.join(directory, strings.name() + b".fifo"))


def company_table(strings: HostileStrings, count: int) -> bytes:
    """Rows that --tables takes: their names become values of facets, their words cues."""
    def cell() -> str:
        return strings.text().replace("\t", " ").replace("\n", " ").replace("\r", " ").replace("\0", " ")
    columns = "name kind parent home sector aliases products guard ambiguous cues valid_from valid_to source checked"
    rows = ["\t".join([cell(), "company", "", "CA", cell(), f"Hostiline{i};{cell()}", cell(), "", "", "", "", "", cell(), ""]) for i in range(count)]
    return ("\t".join(columns.split()) + "\n" + "\n".join(rows) + "\n").encode()
