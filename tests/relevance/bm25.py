# SPDX-License-Identifier: GPL-2.0-or-later
"""Plain BM25 (Robertson and Walker; k1 = 1.2, b = 0.75) over title and text as one field, words cut to stems by
their endings. What the project's ranking has to beat, and a measure of how hard judged queries are."""
import collections
import math
import re

K1, B = 1.2, 0.75
ENDINGS = ("ingly", "edly", "ings", "ing", "ies", "ied", "ed", "es", "s", "e")


def words(text):
    for word in re.findall(r"\w+", text.lower()):
        for ending in ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                word = word[:-len(ending)]
                break
        yield word


class Bm25:
    def __init__(self, texts):
        """`texts` by article id."""
        self.counts = {name: collections.Counter(words(text)) for name, text in texts.items()}
        self.lengths = {name: sum(counts.values()) for name, counts in self.counts.items()}
        self.mean_length = sum(self.lengths.values()) / len(self.lengths)
        self.frequency = collections.Counter(word for counts in self.counts.values() for word in counts)

    def search(self, query, depth=10):
        scores = collections.Counter()
        for word in words(query):
            found = self.frequency[word]
            idf = math.log(1 + (len(self.counts) - found + 0.5) / (found + 0.5))
            for name, counts in self.counts.items():
                if counts[word]:
                    norm = K1 * (1 - B + B * self.lengths[name] / self.mean_length)
                    scores[name] += idf * counts[word] * (K1 + 1) / (counts[word] + norm)
        return [name for name, _ in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:depth]]
