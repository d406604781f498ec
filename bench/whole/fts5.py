# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes the files below a directory with SQLite's FTS5, as fast as it goes.  usage: fts5.py ARTICLES DATABASE"""

import os
import sqlite3
import sys


def texts(folder):
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            with open(path, encoding="utf-8", errors="replace") as file:
                yield path, file.read()


def main(folder, path):
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("CREATE VIRTUAL TABLE articles USING fts5(path UNINDEXED, text, tokenize = 'porter unicode61')")
    with database:
        database.executemany("INSERT INTO articles VALUES (?, ?)", texts(folder))
    database.close()


main(*sys.argv[1:])
