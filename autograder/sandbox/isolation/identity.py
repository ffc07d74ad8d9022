"""Who a worker is to the kernel outside: never root.

A process of root's is not held by RLIMIT_NPROC, and owns every file that a hole in another layer would show.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from autograder.sandbox.isolation import kernel

_HIGH, _LOW, _COUNT = 0x6E000000, 61184, 4096  # far above any person's; systemd's range for dynamic users


def is_root() -> bool:
    """Whether this process may become anybody."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def unprivileged(number: int) -> int:
    """A user (and group) id that nobody has, for the worker or zygote ``number``; as this user namespace maps ids."""
    mapped = [
        [int(field) for field in line.split()] for line in Path("/proc/self/uid_map").read_text().splitlines()
    ]
    high = any(first <= _HIGH and first + count >= _HIGH + _COUNT for first, _, count in mapped)
    return (_HIGH if high else _LOW) + number % _COUNT


def become(uid: int) -> None:
    """Be ``uid`` for good, in no group but its own; all capabilities go. Still readable to itself under /proc."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)


def map_ids(process: int | str, inside: int, outside: tuple[int, int]) -> None:
    """In a new user namespace, let the user and group ``outside`` be ``inside``; nobody else exists there.

    Args:
        process: a descriptor of the process's folder in /proc, or its path.
        outside: user and group id in the namespace around.
    """
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{inside} {outside[0]} 1"),
        ("gid_map", f"{inside} {outside[1]} 1"),
    ):
        if isinstance(process, str):
            fd = os.open(f"{process}/{name}", os.O_WRONLY)
        else:
            fd = os.open(name, os.O_WRONLY, dir_fd=process)
        try:
            os.write(fd, text.encode())
        finally:
            os.close(fd)


def can_reach(paths: Iterable[str]) -> bool:
    """Whether an unprivileged user can open these files and folders: an interpreter under /root it cannot."""
    pid = os.fork()
    if pid == 0:
        try:
            become(unprivileged(0))
            os._exit(0 if all(os.access(path, os.R_OK) for path in paths) else 1)
        finally:
            os._exit(2)
    return os.waitpid(pid, 0)[1] == 0
