"""What a worker's processes use together, looked at from outside now and then.

The second best to a control group: between two looks a worker can take more than it may, but not for long.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Container, Iterable

from autograder.sandbox.isolation.rlimits import Limits

INTERVAL = 0.05  # seconds between two looks


def too_much(processes: Iterable[int], folder: str | None, limits: Limits) -> str | None:
    """Which limit these processes (or the folder that they write) are over, or None."""
    processes = list(processes)
    if len(processes) > limits.processes:
        return "processes"
    # Pages shared with the zygote count in each process at first look; a closer one, which takes longer, shares them.
    at_most = sum(_resident(pid) for pid in processes)
    if at_most > limits.memory and sum(_proportional(pid) for pid in processes) > limits.memory:
        return "memory"
    if folder is not None and _is_full(folder, limits):
        return "folder"
    return None


def same_pid_namespace(pid: int) -> list[int]:
    """All processes in the PID namespace of ``pid``."""
    try:
        namespace = os.stat(f"/proc/{pid}/ns/pid").st_ino
    except OSError:
        return []
    found = []
    for other in all_processes():
        with contextlib.suppress(OSError):
            if os.stat(f"/proc/{other}/ns/pid").st_ino == namespace:
                found.append(other)
    return found


def descendants(ancestor: int, without: Container[int] = ()) -> list[int]:
    """All processes that come of ``ancestor``, as far as their parents live; not ``without`` and what is theirs."""
    offspring: dict[int | None, list[int]] = {}
    for pid in all_processes():
        offspring.setdefault(parent_of(pid), []).append(pid)
    found = [ancestor]
    for pid in found:
        found += [child for child in offspring.get(pid, ()) if child not in without]
    return found[1:]


def parent_of(pid: int) -> int | None:
    """The parent's process id; None when the process is gone."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return None


def all_processes() -> list[int]:
    """All that ``/proc`` shows."""
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def _resident(pid: int) -> int:
    return _sum(f"/proc/{pid}/status", (b"RssAnon:", b"RssShmem:"))


def _proportional(pid: int) -> int:
    return _sum(f"/proc/{pid}/smaps_rollup", (b"Pss_Anon:", b"Pss_Shmem:"))


def _sum(path: str, names: tuple[bytes, ...]) -> int:
    """Bytes in the lines that start so; they are given in KiB."""
    try:
        with open(path, "rb") as file:
            return sum(int(line.split()[1]) * 1024 for line in file if line.startswith(names))
    except OSError:
        return 0


def _is_full(folder: str, limits: Limits) -> bool:
    size = count = 0
    for path, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                size += os.lstat(os.path.join(path, name)).st_blocks * 512
        count += len(names) + 1
        if size > limits.folder or count > limits.inodes:
            return True
    return False
