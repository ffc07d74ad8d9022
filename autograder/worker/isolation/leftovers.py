"""What a worker may leave behind where no PID namespace ends it, and how it is found and ended."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Container, Iterator

_PASSES = 200  # a program that forks as fast as it can is stopped first, then killed; a few passes do


def end_children(keep: Container[int]) -> None:
    """Kill and reap all children of this process but ``keep``; again, until no orphan of theirs is left."""
    for _ in range(_PASSES):
        found = [pid for pid in children() if pid not in keep]
        if not found:
            return
        for pid in found:
            _kill(pid)
        for pid in found:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)


def end_user(uid: int) -> None:
    """Kill every process of a user's that is not root: from inside, where one call reaches all of them at once."""
    pid = os.fork()
    if pid == 0:
        try:
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
            if os.geteuid() == uid != 0:
                os.kill(-1, signal.SIGKILL)
        finally:
            os._exit(0)
    os.waitpid(pid, 0)


def end_group(group: int) -> None:
    """Kill what is left of a process group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def threads_of(uid: int) -> int:
    """How many threads a user runs, in all of this machine that /proc shows."""
    count = 0
    for pid in _processes():
        with contextlib.suppress(OSError):
            if os.stat(f"/proc/{pid}").st_uid == uid:
                count += len(os.listdir(f"/proc/{pid}/task"))
    return count


def children(parent: int | None = None) -> list[int]:
    """The processes whose parent is ``parent``, by default this process."""
    parent = parent or os.getpid()
    return [pid for pid in _processes() if _parent(pid) == parent]


def _parent(pid: int) -> int | None:
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return None


def _processes() -> Iterator[int]:
    return (int(name) for name in os.listdir("/proc") if name.isdigit())


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)
