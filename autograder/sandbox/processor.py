"""How long a process has run, and how long it has waited for a processor that others had.

A limit in plain seconds makes a busy machine decide about marks. What counts is the time that was the process's own: what
it computed, or what it slept, whichever is more; what it waited for a processor is left out.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator

Usage = tuple[float, float]
"""Seconds of computing, and seconds of waiting for a processor."""

_POLL = 0.4  # seconds after which a wait is looked at closely; most replies come long before
BACKSTOP = 20  # so many times its limit may a wait take, whoever is to blame


def waited(process: int | str = "self") -> float:
    """Seconds that a process's first thread has waited for a processor; 0 where nobody counts them."""
    try:
        with open(f"/proc/{process}/schedstat", "rb") as file:
            return int(file.read().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def usage(pid: int | str = "self") -> Usage:
    """Of a process and all that have come of it and live."""
    computed = delayed = 0.0
    for process in _family(str(pid)):
        with contextlib.suppress(OSError, IndexError, ValueError):
            with open(f"/proc/{process}/stat", "rb") as file:
                fields = file.read().rpartition(b")")[2].split()
            computed += sum(map(int, fields[11:15])) / _TICKS  # its children's that have ended, too
            delayed += sum(
                waited(f"{process}/task/{thread}") for thread in os.listdir(f"/proc/{process}/task")
            )
    return computed, delayed


_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def _family(pid: str) -> Iterator[str]:
    waiting = [pid]
    while waiting:
        process = waiting.pop()
        yield process
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{process}/task"):
                with open(f"/proc/{process}/task/{thread}/children", "rb") as file:
                    waiting += file.read().decode().split()


class Deadline:
    """So many seconds of a process's own time from now on.

    Args:
        seconds: of own time: computing or sleeping.
        usage: tells what the process has used so far, as :func:`usage`.
        patient: look at ``usage`` only when the wait has become a long one; what was before counts in plain seconds.
    """

    def __init__(self, seconds: float, usage: Callable[[], Usage], *, patient: bool = False) -> None:
        self.seconds = seconds
        self._usage, self._begun = usage, time.monotonic()
        self._before = None if patient else usage()
        self._at = self._begun + seconds  # when it is to be looked at again

    def left(self) -> float:
        """Seconds that are left at least; 0 when it is over."""
        now = time.monotonic()
        if self._before is None and now - self._begun >= _POLL:
            self._before = self._usage()
        if now < self._at:
            return self._at - now
        if now - self._begun >= BACKSTOP * self.seconds:
            return 0.0
        computed, delayed = (
            now - then for now, then in zip(self._usage(), self._before or (0.0, 0.0), strict=True)
        )
        own = max(computed, now - self._begun - max(delayed, 0.0))
        self._at = now + max(self.seconds - own, 0.0)
        return self._at - now
