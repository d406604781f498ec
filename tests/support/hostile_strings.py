# SPDX-License-Identifier: GPL-2.0-or-later
"""Strings made to harm whatever shows or stores them: terminals, logs, JSON, tables, and our own formats.

Each string holds a marker, a word of its own, so that what became of it can be seen in any output.
"""

import random
import re

TERMINAL = [  # that steer a terminal: CSI, OSC, DCS, APC, PM, SOS, single characters
    "\x1b[31m", "\x1b[0m", "\x1b[2J\x1b[H", "\x1b[1;31m", "\x1b[6n", "\x1b[?1049h", "\x1b[8m", "\x1b]0;title\x07", "\x1b]2;title\x1b\\",
    "\x1b]8;;http://x/\x1b\\link\x1b]8;;\x1b\\", "\x1b]52;c;cm0gLXJm\x07", "\x1b]1337;File=:AA==\x07", "\x1bP+q544e\x1b\\", "\x1bPq#0\x1b\\",
    "\x1b_Gi=1\x1b\\", "\x1b^x\x1b\\", "\x1bXx\x1b\\", "\x1bc", "\x1b(0", "\x1b#8", "\x1b", "\x07", "\x08\x08\x08", "\r", "\x7f", "\x0e", "\x0f",
    "\x0b", "\x0c", "\x05", "\x18", "\x1a"]
C1 = ["\x9b31m", "\x9d0;title\x9c", "\x90q\x9c", "\x9fx\x9c", "\x85", "\x84", "\x8d", "\x80", "\x9b", "\xa0"]
DIRECTIONS = [chr(c) for c in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))] + [
    "\u202egnp.exe", "\u2066\u202e\u2069", "\u05d0\u05d1", "\u0627\u0628"]
INVISIBLE = ["\u200b", "\u200d" * 40, "\u200c\u200b" * 20, "\ufeff", "\xad" * 30, "\u2060", "\u034f", "\u3164", "\U000e0041", "\ufff9\ufffa\ufffb",
             "\u2028", "\u2029", "\u180e", "\u2800"]
WIDE = ["\u7981\u4ee4", "e\u0301\u0323\u0301", "\u0301" * 40, "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e8\U0001f1e6", "\ufdfd", "\uff41",
        "\u0e33", "\u1100\u1161\u11a8", "\U0001f44d\U0001f3fd", "\ufdfa", "\u0130", "\ufb03"]
MARKUP = ["</script>", "<script>alert(1)</script>", "<!--", "-->", "]]>", "<![CDATA[", "&amp;", "&#27;[31m", "&#x1b;", "&#x202e;", "&lt;b&gt;", "<b>", "</b>",
          "<title>", "%1b%5b31m", "javascript:alert(1)", "file:///etc/passwd", "http://x/?a=b&c=\x1b"]
TABLES = ["=cmd|' /C calc'!A0", "=1+1", "+1", "-1+1", "@SUM(A1)", "\uff1d1", "\t=1", " =1", "'=1", '"', '""', ",", ";", "\t", "\n", "\r\n", '",\n"', "a;b;c", "|"]
JSON = ['"}', '","id":"x', "\\", '\\"', "\\u001b", "\\x1b[31m", "{}", "[1,", '{"a":1}', "null", "NaN", "\\ud800", "\\n"]
OURS = ["\x1f", "\x1e", "\x00", "\x01", "#2", "\U0010ff1b", "\U0010ffff", "\ufffd", "┃ ", "… ", " · ", "1. ", "\n2. A fake result\n", "read as: ", "score 9.99",
        "searcher: ", "hint: ", "gen-00000001", "auto gen-00000001", "XCOCA", "country:CA", "--format=json", "%s%n", "\U000f0000", "${x}", "\n\n"]
PLAIN = ["Canada", "TikTok", "ban", "Huawei", "fined", " ", " ", ". ", "the ministry", "é", "страна"]
GROUPS = [TERMINAL, C1, DIRECTIONS, INVISIBLE, WIDE, MARKUP, TABLES, JSON, OURS, PLAIN]

# That no text is: stray and cut sequences, overlong forms, surrogates, C1 as single bytes, other encodings.
MALFORMED = [b"\xff", b"\xfe\xff", b"\xc0\x9b", b"\xc0\x80", b"\xe0\x80\x9b", b"\xed\xa0\x80", b"\xed\xb0\x80", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80",
             b"\xe2\x80", b"\xf0\x9f\x98", b"\xc3", b"\x80", b"\x9b31m", b"\x9d0;t\x9c", b"\xc2", b"\xe2\x28\xa1", b"\x1b\x24\x42", b"\xef\xbb\xbf"]

MARKER = re.compile(rb"zq[0-9]{8}z")


class HostileStrings:
    """Draws strings; `made` is how many. The same generator gives the same strings."""

    def __init__(self, rng: random.Random, first: int = 0):
        self.rng = rng
        self.first = self.next = first

    @property
    def made(self) -> int:
        return self.next - self.first

    def marker(self) -> str:
        self.next += 1
        return f"zq{self.next - 1:08}z"

    def text(self) -> str:
        """Any characters but surrogates."""
        rng = self.rng
        draw = rng.random()
        if draw < 0.1:
            pieces = [chr(rng.randrange(0x3000)) for _ in range(rng.randrange(1, 12))]
        elif draw < 0.15:
            pieces = [chr(rng.randrange(0xE000, 0x110000)) for _ in range(rng.randrange(1, 8))]
        elif draw < 0.152:
            pieces = [rng.choice(rng.choice(GROUPS)) * rng.randrange(50, 400)]
        else:
            pieces = [rng.choice(rng.choice(GROUPS)) for _ in range(rng.randrange(1, 5))]
        pieces.insert(rng.randrange(len(pieces) + 1), self.marker())
        return "".join(pieces)

    def line(self) -> str:
        return self.text().replace("\n", " ")

    def texts(self, most: int) -> str:
        return " ".join(self.text() for _ in range(self.rng.randrange(1, most + 1)))

    def raw(self) -> bytes:
        """Any bytes."""
        rng = self.rng
        if rng.random() < 0.2:
            return rng.randbytes(rng.randrange(1, 20)) + self.marker().encode() + rng.randbytes(rng.randrange(12))
        text = self.text().encode()
        for _ in range(rng.randrange(3)):
            at = rng.randrange(len(text) + 1)
            text = text[:at] + rng.choice(MALFORMED) + text[at:]
        return text if MARKER.search(text) else text + self.marker().encode()

    def raw_line(self) -> bytes:
        return self.raw().replace(b"\n", b" ")

    def argument(self) -> bytes:
        """What a process may be given."""
        return self.raw().replace(b"\0", b"\x01")

    def name(self) -> bytes:
        """What a file may be called."""
        name = self.argument().replace(b"/", b"|")
        return name if len(name) <= 200 else MARKER.search(name)[0] + name[:100]
