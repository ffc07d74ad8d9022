"""One worker from its fork to the moment it serves: the zygote's end of it, and its own.

The zygote keeps one worker ready, locked in and waiting, so that nobody waits for the next one.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
from typing import NoReturn

from autograder.sandbox.isolation.levels import Level

with contextlib.suppress(ImportError):  # the package is read on Windows, too
    import fcntl

_LOCKED_IN = b"locked in"
_MAX_REASON = 4096


class StartFailed(Exception):
    """A worker that died, or could not be locked in; the message says why."""


class WorkerProcess:
    """A worker that has been forked and has got no submission yet."""

    def __init__(self, level: Level) -> None:
        """Fork it.

        Raises:
            OSError: the kernel has no room for another process.
        """
        self._level = level
        self._pair, theirs = socket.socketpair()
        try:
            self.pid = level.fork()
        except OSError:
            self._pair.close()
            theirs.close()
            raise
        if self.pid == 0:
            _live(level, theirs.fileno())
        theirs.close()

    def hand_over(self, fd: int, cpu: int | None) -> None:
        """Wait until it is locked in, then let it serve on the socket ``fd``, and on the processor ``cpu``.

        Raises:
            StartFailed: it is gone; nothing is left of it.
        """
        try:
            said = self._pair.recv(_MAX_REASON)
            if said != _LOCKED_IN:
                raise StartFailed(said.decode(errors="replace") or "the worker died before it was locked in")
            if cpu is not None and hasattr(os, "sched_setaffinity"):
                os.sched_setaffinity(self.pid, {cpu})
            socket.send_fds(self._pair, [b"!"], [fd])
            self._pair.close()
        except (OSError, StartFailed) as exc:
            self.end()
            raise StartFailed(str(exc)) from exc

    def end(self) -> None:
        """Kill it and all that it may have left."""
        self._pair.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        self._level.clean(self.pid)


def _live(level: Level, pair: int) -> NoReturn:
    """In the child: hold nothing but the socket to the zygote, lock in, wait for a submission's socket, serve."""
    try:
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _volunteer()
        _keep_only(pair)
        with socket.socket(fileno=3) as zygote:
            try:
                level.lock_in()
            except BaseException as exc:
                zygote.send(f"{type(exc).__name__}: {exc}".encode()[:_MAX_REASON])
                raise
            zygote.send(_LOCKED_IN)
            _, fds, _, _ = socket.recv_fds(zygote, 1, 1)
        if not fds:
            os._exit(0)  # the zygote is gone
        os.dup2(fds[0], 3, inheritable=False)
        if fds[0] != 3:
            os.close(fds[0])
        from autograder.sandbox.main import serve

        serve(socket.socket(fileno=3))
    finally:
        os._exit(70)


def _volunteer() -> None:
    """When memory runs out, this process and its children go first, not the zygote; they cannot take that back."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="utf-8") as file:
        file.write("1000")


def _keep_only(fd: int) -> None:
    """Have ``fd`` as 3, the null device as 0, 1 and 2, and nothing else open."""
    null = os.open(os.devnull, os.O_RDWR)
    high = fcntl.fcntl(fd, fcntl.F_DUPFD, 10)
    for number in (0, 1, 2):
        os.dup2(null, number)
    os.dup2(high, 3, inheritable=False)
    os.closerange(4, os.sysconf("SC_OPEN_MAX"))
