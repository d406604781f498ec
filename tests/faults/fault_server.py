# SPDX-License-Identifier: GPL-2.0-or-later
"""A program that goes on from the same allocation again and again, each time with another fault (shim/allocations.cc)."""

import dataclasses
import os
import pathlib
import select
import signal
import struct
import subprocess

from index_site import ENVIRONMENT, Outcome

NEW, OTHER = 0, 1  # whose allocations fail: operator new's, or those of C libraries
ONCE = 1
FOREVER = 1 << 62
POINT_SECONDS = 30


@dataclasses.dataclass(frozen=True)
class Point:
    """The allocations that fail: `length` from the number-th on."""
    of: int
    number: int
    length: int

    def __str__(self) -> str:
        return f'ALLOCATIONS_FAIL="{self.of} {self.number} {self.length}"'


def count_allocations(shim: str, command: list[str], directory: pathlib.Path) -> tuple[int, int]:
    """How many there are, of operator new and of C libraries, in a run that must succeed."""
    count = directory / "count"
    result = subprocess.run(command, env=ENVIRONMENT | {"LD_PRELOAD": shim, "ALLOCATIONS_COUNT": str(count)}, check=False,
                            stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert result.returncode in (0, 1), f"{command}: status {result.returncode}: {result.stderr}"
    new, other = count.read_text().split()
    return int(new), int(other)


class FaultServer:
    """Runs the command up to the begin-th allocation, and from there once for each point. To be closed."""

    def __init__(self, shim: str, command: list[str], directory: pathlib.Path, begin: int):
        self._streams = [directory / "server.out", directory / "server.err"]
        streams = [os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC) for path in self._streams]
        request, self._request = os.pipe()
        self._reply, reply = os.pipe()
        environment = ENVIRONMENT | {"LD_PRELOAD": shim, "ALLOCATIONS_SERVE": f"{begin} {request} {reply}"}
        self._process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=streams[0], stderr=streams[1],
                                         pass_fds=(request, reply))
        for fd in (*streams, request, reply):
            os.close(fd)
        self._next_reply()  # it is ready

    def ask(self, point: Point) -> Outcome:
        for path in self._streams:
            os.truncate(path, 0)
        os.write(self._request, f"{point.of} {point.number} {point.length}".encode())
        return Outcome(os.waitstatus_to_exitcode(self._next_reply()), *(path.read_text(errors="replace") for path in self._streams))

    def _next_reply(self) -> int:
        if not select.select([self._reply], [], [], POINT_SECONDS)[0]:
            self._stop_child()
        reply = os.read(self._reply, 4)
        assert reply, f"the server is gone: {self._streams[1].read_text()}"
        return struct.unpack("i", reply)[0]

    def close(self) -> None:
        os.close(self._request)
        os.close(self._reply)
        self._process.wait()

    def _stop_child(self) -> None:
        """One that hangs. Its status is then that of this signal."""
        for child in pathlib.Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split():
            os.kill(int(child), signal.SIGQUIT)
