"""What a worker may leave behind where no PID namespace ends it, and how it is found and ended."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Container

from autograder.sandbox.isolation import usage

_SECONDS = 10.0


def end_children(keep: Container[int]) -> bool:
    """Kill and reap everything that comes of this process but ``keep`` and what comes of that, until nothing is left.

    All are killed before any is waited for: a killed process forks no more, and a bomb gets little done meanwhile.

    Returns:
        Whether that was reached; a program that forks faster than it is killed needs :func:`end_user`.
    """
    deadline = time.monotonic() + _SECONDS
    while any(pid not in keep for pid in children()):
        for pid in usage.descendants(os.getpid(), keep):
            _kill(pid)
        for pid in children():
            if pid not in keep:
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, os.WNOHANG)
        if time.monotonic() > deadline:
            return False
    return True


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
    for pid in usage.all_processes():
        with contextlib.suppress(OSError):
            if os.stat(f"/proc/{pid}").st_uid == uid:
                count += len(os.listdir(f"/proc/{pid}/task"))
    return count


def children() -> list[int]:
    """The processes whose parent is this process, which has one thread."""
    own = os.getpid()
    try:
        with open(f"/proc/{own}/task/{own}/children", "rb") as file:
            return [int(pid) for pid in file.read().split()]
    except FileNotFoundError:  # a kernel without CONFIG_PROC_CHILDREN
        return [pid for pid in usage.all_processes() if usage.parent_of(pid) == own]


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)
