"""Memory and processes, counted by the kernel for all processes of a zygote's workers together.

Only a control group counts everything: private and shared memory, tmpfs, buffers of pipes and sockets, page tables. It
is used wherever the marker may make one, in version 1 or 2, and is the marker's: neither zygote nor worker can see it.

A group holds a zygote and its workers, which inherit it. Moving each worker into one of its own would cost more than
all the rest of its isolation: the kernel waits for a grace period on all processors.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import time
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox.isolation import Unavailable
from autograder.sandbox.isolation.rlimits import Limits

_PREFIX = "autograder-"
_ZYGOTES = 8  # processes of the zygote's own
_ADVICE = "Run as root, or as a user with a delegated group (systemd-run --user --scope -p Delegate=yes ...)."
_numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Group:
    """A control group: its folder in each hierarchy that is used, and the limits that :meth:`close_in` sets."""

    folders: tuple[Path, ...]
    limits: Limits

    def add(self, pid: int) -> None:
        """Count this process and its children to come."""
        for folder in self.folders:
            (folder / "cgroup.procs").write_text(str(pid))

    def close_in(self) -> None:
        """From now on only so much more than what is in use: to be called when the zygote is warm.

        Memory that is read from files again when needed does not count as used.
        """
        memory = self._used() + self.limits.memory
        wanted = {
            "memory.max": memory,
            "memory.swap.max": 0,  # version 2
            "memory.limit_in_bytes": memory,
            "memory.memsw.limit_in_bytes": memory,  # version 1
            "pids.max": self.limits.processes + _ZYGOTES,
        }
        for folder in self.folders:
            for name, value in wanted.items():
                if (folder / name).exists():
                    (folder / name).write_text(str(value))

    def _used(self) -> int:
        """Bytes of memory that belongs to processes."""
        for folder in self.folders:
            with contextlib.suppress(FileNotFoundError):
                rows = (line.split() for line in (folder / "memory.stat").read_text().splitlines())
                used = {name: int(value) for name, value in rows}
                return sum(
                    used.get(name, 0) for name in ("anon", "shmem", "kernel", "total_rss", "total_shmem")
                )
        return 0

    def remove(self, seconds: float = 1.0) -> None:
        """Take it away once its last process is gone; one that stays is taken away by a later run."""
        deadline = time.monotonic() + seconds
        for folder in self.folders:
            while folder.exists():
                try:
                    folder.rmdir()
                except OSError:
                    if time.monotonic() > deadline:
                        return
                    time.sleep(0.005)


def create(limits: Limits) -> Group:
    """Make an empty group, without limits as yet.

    Raises:
        Unavailable: none can be made here.
    """
    name = f"{_PREFIX}{os.getpid()}-{next(_numbers)}"
    folders = tuple(dict.fromkeys(parent / name for parent in _parents()))
    if not folders:
        raise Unavailable(f"no memory controller that this user may use is mounted. {_ADVICE}")
    try:
        for folder in folders:
            folder.mkdir()
    except OSError as exc:
        Group(folders, limits).remove()
        raise Unavailable(f"{exc}. {_ADVICE}") from exc
    return Group(folders, limits)


def remove_stale() -> None:
    """Take away groups of runs that were killed."""
    for parent in _parents():
        for folder in parent.glob(f"{_PREFIX}*-*"):
            if not os.path.exists(f"/proc/{folder.name.split('-')[1]}"):
                with contextlib.suppress(OSError):
                    folder.rmdir()


def _parents() -> list[Path]:
    """The folders in which a group is made: one of version 2, or of version 1 for memory and, if there is one, for processes."""
    found = _parent_v2()
    if found is not None:
        return [found]
    memory, pids = (_own_group(controller) for controller in ("memory", "pids"))
    usable = [group[1] for group in (memory, pids) if group is not None and os.access(group[1], os.W_OK)]
    return usable if memory is not None and memory[1] in usable else []


def _parent_v2() -> Path | None:
    """A folder of the unified hierarchy in which a child gets the memory controller, and which we may write."""
    mount, own = _own_group(None) or (None, None)
    for folder in dict.fromkeys((own.parent if own != mount else own, own) if own else ()):
        with contextlib.suppress(OSError):
            given = (folder / "cgroup.subtree_control").read_text().split()
            writable = all(os.access(path, os.W_OK) for path in (folder, folder / "cgroup.procs"))
            if "memory" in given and writable:
                return folder
    return None


def _own_group(controller: str | None) -> tuple[Path, Path] | None:
    """Where a hierarchy is mounted, and our group's folder in it: that of a controller of version 1, or version 2's."""
    kind = "cgroup2" if controller is None else "cgroup"
    with contextlib.suppress(OSError):
        mounts = [line.split()[:4] for line in Path("/proc/self/mounts").read_text().splitlines()]
        groups = [line.split(":", 2) for line in Path("/proc/self/cgroup").read_text().splitlines()]
        for _, mount, found, options in mounts:
            if found == kind and (controller is None or controller in options.split(",")):
                paths = (
                    path
                    for number, controllers, path in groups
                    if (number == "0" if controller is None else controller in controllers.split(","))
                )
                own = Path(mount) / next(paths, "/").lstrip("/")
                return Path(mount), own if own.is_dir() else Path(mount)  # it may be one of the host's
    return None
