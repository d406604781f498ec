# SPDX-License-Identifier: GPL-2.0-or-later
"""What output of ours may hold, whatever it speaks of; and reading it back, as strictly as can be.

Nothing here is taken from the programs: the rules are those of the manual pages. Each function raises Unsafe.
"""

import csv
import io
import json
import re
import sys

# C0 but the line feed, DEL, C1, bidirectional controls, line and paragraph separators.
DANGEROUS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
ESCAPED = re.compile(DANGEROUS.pattern[:-1] + "\n\udc80-\udcff]")  # and bytes that are not UTF-8
# The escape sequences that the searcher colours and links with, and no others.
STYLED = re.compile("\x1b\\[(?:1|1;31|2|35|1;35|1;4)m([^\x1b]*)\x1b\\[0m")
LINKED = re.compile("\x1b\\]8;;file://[-A-Za-z0-9._~/%]*\x1b\\\\([^\n]*?)\x1b\\]8;;\x1b\\\\")
# The line that the indexer writes over and over, and how it takes it away.
PROGRESS = re.compile(r"\rreading \d+ of \d+ files \(\d+ %\), (?:about -?\d+ s left   |merging              )|\r\x1b\[K")
BYTE_BASE = 0x10FF00  # how JSON writes a byte of a name that is not UTF-8
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")

csv.field_size_limit(sys.maxsize)


class Unsafe(Exception):
    """What is wrong with an output."""


def read_text(data: bytes, own: tuple[re.Pattern[str], ...] = (), kept: str = "") -> str:
    """The text for people, without our `own` sequences; `kept` are characters that the format has for itself."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Unsafe(f"not UTF-8: {error.reason} at {error.start}: {data[max(0, error.start - 40):error.start + 20]!r}") from error
    for pattern in own:
        text = pattern.sub(lambda match: match[1] if match.re.groups else "", text)
    for found in DANGEROUS.finditer(text):
        if found[0] not in kept:
            raise Unsafe(f"character {found[0]!r}: {text[max(0, found.start() - 60):found.start() + 30]!r}")
    if text and not text.endswith("\n") and not kept:
        raise Unsafe(f"the last line does not end: {text[-60:]!r}")
    return text


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise Unsafe(f"a key is there twice: {[key for key, _ in pairs]}")
    return read


def _refuse(name: str) -> None:
    raise Unsafe(f"{name} is no JSON")


def read_json(line: str) -> dict[str, object]:
    try:
        value = json.loads(line, object_pairs_hook=_object, parse_constant=_refuse)
    except ValueError as error:
        raise Unsafe(f"not JSON: {error}: {line[:200]!r}") from error
    if not isinstance(value, dict):
        raise Unsafe(f"not an object: {line[:200]!r}")
    _refuse_surrogates(line, value)
    return value


def _refuse_surrogates(line: str, value: object) -> None:
    """RFC 8259 lets "\\ud800" pass; what cannot be written as UTF-8 is of no use to anybody."""
    if "\\ud" not in line.lower():
        return
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise Unsafe(f"half a character: {line[:200]!r}") from error


def read_json_lines(data: bytes) -> list[dict[str, object]]:
    return [read_json(line) for line in read_text(data).split("\n")[:-1]]


def read_csv(data: bytes) -> list[list[str]]:
    """The rows, each as long as the first; escapes and guards are left in."""
    try:
        rows = list(csv.reader(io.StringIO(read_text(data), newline="\n"), strict=True))
    except csv.Error as error:
        raise Unsafe(f"not CSV: {error}") from error
    for row in rows:
        for cell in row:
            if cell.strip().startswith(FORMULA):
                raise Unsafe(f"a spreadsheet would calculate {cell!r}")
    return _even(rows)


def read_tsv(data: bytes) -> list[list[bytes]]:
    """The rows as the bytes that their cells stand for."""
    lines = read_text(data, kept="\t").split("\n")
    if lines.pop() != "":
        raise Unsafe("the last line does not end")
    return _even([[tsv_bytes(cell.encode()) for cell in line.split("\t")] for line in lines])


def _even(rows):
    for row in rows:
        if len(row) != len(rows[0]):
            raise Unsafe(f"a row of {len(row)} cells below {len(rows[0])} columns: {row}")
    return rows


def name(written: str) -> str:
    """A name that JSON wrote, with each byte that is not UTF-8 as Python has it (surrogateescape)."""
    raw = b"".join(bytes([ord(c) - BYTE_BASE]) if ord(c) >= BYTE_BASE else c.encode() for c in written)
    return raw.decode(errors="surrogateescape")


def escaped(text: str, kept: str = "") -> str:
    """As the text formats show it."""
    def escape(match: re.Match[str]) -> str:
        code = ord(match[0])
        if 0xDC80 <= code <= 0xDCFF:
            code -= 0xDC00
        return match[0] if match[0] in kept else f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"
    return ESCAPED.sub(escape, text)


def csv_cell(text: str) -> str:
    """What a CSV reader gets."""
    cell = escaped(text.replace("\t", " "), kept="\n")
    return "'" + cell if cell.strip().startswith(FORMULA) else cell


def tsv_bytes(cell: bytes) -> bytes:
    """A cell of TSV as the bytes that it stands for."""
    known = {b"t": b"\t", b"n": b"\n", b"\\": b"\\"}

    def replace(match: re.Match[bytes]) -> bytes:
        code = match[1]
        # One byte as \x1b is a control below U+0080; above, C1 controls and stray bytes share a form.
        return known.get(code) or (bytes([int(code[1:], 16)]) if code[:1] == b"x" else chr(int(code[1:], 16)).encode())
    return re.sub(rb"\\(t|n|\\|x[0-9a-f]{2}|u[0-9a-f]{4})", replace, cell)


def tsv_expected(text: str) -> bytes:
    """What tsv_bytes() gives."""
    return re.sub("[\x80-\x9f]", lambda match: chr(0xDC00 + ord(match[0])), text).encode(errors="surrogateescape")
