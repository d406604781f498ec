# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs tests with one mutant switched on where it can do no harm.

A program that lost a check may remove or signal what it should not. So each run has namespaces of its own: all file
systems are read-only but for a /tmp of its own, and no process outside can be seen. /mnt holds the switches.
"""

import os
import pathlib
import struct
import subprocess

STATE_BYTES = 4 + 0x10000  # as switches.cc lays it out
ENTER = """
mount --bind "$1" /mnt && mount -t tmpfs -o size=2g tmpfs /tmp && mount -o remount,bind,ro / || exit 125
shift; cd /tmp; ulimit -v 8000000; "$@"
"""
UNSHARE = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]


class Sandbox:
    """One of several that work side by side; `directory` is its own."""

    def __init__(self, directory: pathlib.Path) -> None:
        self.directory = directory
        directory.mkdir(parents=True, exist_ok=True)
        self.namespaces = UNSHARE + ([] if os.geteuid() == 0 else ["--map-root-user"])

    def write(self, name: str, content: str) -> str:
        """A file for the test to read; its path inside."""
        (self.directory / name).write_text(content)
        return f"/mnt/{name}"

    def passes(self, command: list[str], active: int, seconds: float) -> bool:
        """Whether the tests end well, in time, with this mutant switched on (0: none)."""
        state = self.directory / "state"
        state.write_bytes(struct.pack("<i", active) + bytes(STATE_BYTES - 4))
        state.chmod(0o666)  # some tests give up root's rights
        inside = self.namespaces + ["sh", "-c", ENTER, "sandbox", str(self.directory), *command]
        environment = os.environ | {"XDG_CONFIG_HOME": "/nonexistent"}
        try:
            done = subprocess.run(inside, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  timeout=seconds, env=environment)
        except subprocess.TimeoutExpired:
            return False
        (self.directory / "output").write_bytes(done.stdout)
        if done.returncode == 125:
            raise SystemExit("mutate: no sandbox: " + done.stdout.decode(errors="replace"))
        return done.returncode == 0

    def reached(self) -> list[int]:
        """The mutants that the last run came by."""
        return [number for number, flag in enumerate((self.directory / "state").read_bytes()[4:]) if flag]
