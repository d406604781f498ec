# SPDX-License-Identifier: GPL-2.0-or-later
"""What whole processes cost.

A process that is started takes over the peak of memory of the one that starts it, so below the memory of the caller,
some 20 MiB, none is seen. What needs much memory runs in a process of its own.
"""

import os
import statistics
import subprocess
import tempfile
import time
import typing

PERMITTED = (0, 1)  # found nothing, or not everything, is an answer too


class CannotMeasure(Exception):
    pass


class Cost(typing.NamedTuple):
    wall: float  # seconds
    cpu: float  # seconds, of all its threads and children
    mebibytes: float  # the peak of the largest process


class Spread(typing.NamedTuple):
    """A median between its quartiles."""
    low: float
    middle: float
    high: float


def spread(values: typing.Iterable[float]) -> Spread:
    values = list(values)
    if len(values) == 1:
        return Spread(values[0], values[0], values[0])
    return Spread(*statistics.quantiles(values, n=4, method="inclusive"))


def run(*command: object) -> str:
    """What it prints."""
    words = [str(word) for word in command]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode not in PERMITTED:
        raise CannotMeasure(f"{' '.join(words)}: status {done.returncode}: {done.stderr.strip()[-500:]}")
    return done.stdout


def time_once(*command: object) -> Cost:
    """From before it is started until it has been reaped. What it prints is thrown away."""
    words = [str(word) for word in command]
    with tempfile.TemporaryFile() as errors, open(os.devnull, "r+b") as nowhere:
        begin = time.perf_counter()
        child = os.posix_spawnp(words[0], words, os.environ, file_actions=[
            (os.POSIX_SPAWN_DUP2, nowhere.fileno(), 0), (os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1),
            (os.POSIX_SPAWN_DUP2, errors.fileno(), 2)])
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - begin
        if os.waitstatus_to_exitcode(status) not in PERMITTED:
            errors.seek(0)
            raise CannotMeasure(f"{' '.join(words)} failed: {errors.read()[-500:].decode(errors='replace')}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def time_in_turn(commands: list[list[object]], rounds: int) -> list[list[Cost]]:
    """`rounds` costs of each. The order changes from round to round, so that all meet the same moods of the machine."""
    costs: list[list[Cost]] = [[] for _ in commands]
    for command in commands:  # so that the files are in memory
        time_once(*command)
    for number in range(rounds):
        for which in range(len(commands)) if number % 2 == 0 else reversed(range(len(commands))):
            costs[which].append(time_once(*commands[which]))
    return costs
