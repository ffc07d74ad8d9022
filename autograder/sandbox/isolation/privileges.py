"""Who a worker is to the kernel outside: never root, and without any privilege that could come back.

A process of root's is not held by RLIMIT_NPROC, and owns every file that a hole in another layer would show.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from autograder.sandbox.isolation import kernel, processes

_HIGH, _LOW, _COUNT = 0x6E000000, 61184, 4096  # far above any person's; systemd's range for dynamic users
_HIGHEST_CAPABILITY = 63


def is_root() -> bool:
    """Whether this process may become anybody."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def unprivileged(number: int) -> int:
    """A user (and group) id that nobody has, for the worker or zygote ``number``; as this user namespace maps ids."""
    mapped = [map(int, line.split()) for line in Path("/proc/self/uid_map").read_text().splitlines()]
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
        process: the process's folder in /proc, or a descriptor of it, which is closed.
        outside: user and group id in the namespace around.
    """
    folder = os.open(process, os.O_PATH | os.O_DIRECTORY) if isinstance(process, str) else process
    maps = {"setgroups": "deny", "uid_map": f"{inside} {outside[0]} 1", "gid_map": f"{inside} {outside[1]} 1"}
    for name, text in maps.items():
        with open(os.open(name, os.O_WRONLY, dir_fd=folder), "wb") as file:
            file.write(text.encode())
    os.close(folder)


def can_reach(paths: Iterable[str]) -> bool:
    """Whether an unprivileged user can open these files and folders: an interpreter under /root it cannot."""

    def reach() -> str:
        become(unprivileged(0))
        return str(all(os.access(path, os.R_OK) for path in paths))

    return processes.attempt(reach) == (True, "True")


def drop_bounding() -> None:
    """Nothing that is executed can get a capability again; to be called while CAP_SETPCAP is still there."""
    for number in range(_HIGHEST_CAPABILITY + 1):
        try:
            kernel.prctl(kernel.PR_CAPBSET_DROP, number)
        except OSError:  # EINVAL: past the last one; EPERM: not ours to drop, and no_new_privs does the same
            break


def drop_all() -> None:
    """Empty all sets of capabilities, for good: none comes back through an execve or a new user namespace."""
    drop_bounding()
    kernel.prctl(kernel.PR_CAP_AMBIENT, kernel.PR_CAP_AMBIENT_CLEAR_ALL)
    kernel.capset(0, 0, 0)
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
