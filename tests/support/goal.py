# SPDX-License-Identifier: GPL-2.0-or-later
"""How a randomised test knows how long to run and from which seed, and says what it did.

CHOKEPOINT_TEST_SEED     the seed (default 1); the same seed gives the same inputs, however long the run
CHOKEPOINT_TEST_SECONDS  the long edition: go on with new inputs for that long; unset: the quick edition, of a fixed
                         number of inputs

At its end such a test prints one line for each goal, which scripts/test --long gathers:
    GOAL {"goal": "kill at every write", "seed": 1, "seconds": 61.2, "failures": 0, "points": 812, …}
"""

import json
import os
import time

_STARTED = time.monotonic()


def seed() -> int:
    return int(os.environ.get("CHOKEPOINT_TEST_SEED", "1"))


def long_seconds() -> float | None:
    """How long to run; None in the quick edition."""
    value = os.environ.get("CHOKEPOINT_TEST_SECONDS")
    return float(value) if value else None


def has_time(quick: bool) -> bool:
    """Whether to go on: in the quick edition as long as `quick` holds, in the long one until the time is over."""
    seconds = long_seconds()
    return quick if seconds is None else time.monotonic() - _STARTED < seconds


def is_sanitized() -> bool:
    """Whether the programs are built with sanitizers, which take their time and their memory."""
    return any(name.endswith("SAN_OPTIONS") for name in os.environ)


def report(goal: str, failures: int, **figures: object) -> None:
    line = {"goal": goal, "seed": seed(), "seconds": round(time.monotonic() - _STARTED, 1), "failures": failures}
    print("GOAL " + json.dumps(line | figures), flush=True)
