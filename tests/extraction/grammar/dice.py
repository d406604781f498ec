# SPDX-License-Identifier: GPL-2.0-or-later
"""Random draws from a seed that every version of Python makes alike: only random() is promised not to change."""
import random


class Dice:
    def __init__(self, seed):
        self._random = random.Random(seed).random

    def below(self, limit):
        return int(self._random() * limit)

    def chance(self, share):
        return self._random() < share

    def pick(self, items):
        return items[self.below(len(items))]

    def weighted(self, weights):
        """A key of `weights`, which maps it to its weight."""
        mark = self._random() * sum(weights.values())
        for key, weight in weights.items():
            mark -= weight
            if mark < 0:
                return key
        return key

    def shuffled(self, items):
        return sorted(items, key=lambda item: self._random())
