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

    def kills(self) -> int:
        """How often the kernel has ended a process here because memory ran out."""
        for name in ("memory.events", "memory.oom_control"):
            for folder in self.folders:
                with contextlib.suppress(FileNotFoundError):
                    return sum(
                        int(line.split()[1])
                        for line in (folder / name).read_text().splitlines()
                        if line.startswith("oom_kill ")
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
    parents = [_parent_v2()]
    if parents == [None]:
        parents = [_parent_v1("memory"), _parent_v1("pids")]
    if parents[0] is None:
        raise Unavailable(f"no memory controller that this user may use is mounted. {_ADVICE}")
    made: list[Path] = []
    try:
        for parent in parents:
            if parent is not None:
                (parent / name).mkdir()
                made.append(parent / name)
    except OSError as exc:
        Group(tuple(made), limits).remove()
        raise Unavailable(f"{exc}. {_ADVICE}") from exc
    return Group(tuple(made), limits)


def remove_stale() -> None:
    """Take away groups of runs that were killed."""
    parents = {
        parent for parent in (_parent_v2(), _parent_v1("memory"), _parent_v1("pids")) if parent is not None
    }
    for parent in parents:
        for folder in parent.glob(f"{_PREFIX}*-*"):
            if not os.path.exists(f"/proc/{folder.name.split('-')[1]}"):
                with contextlib.suppress(OSError):
                    folder.rmdir()


def _parent_v2() -> Path | None:
    """A folder of the unified hierarchy in which a child gets the memory controller, and which we may write."""
    mount = _mount_point("cgroup2", None)
    if mount is None:
        return None
    own = _below(mount, _own_path("", "0"))
    for folder in dict.fromkeys((own.parent if own != mount else own, own)):
        with contextlib.suppress(OSError):
            given = (folder / "cgroup.subtree_control").read_text().split()
            if (
                "memory" in given
                and os.access(folder, os.W_OK)
                and os.access(folder / "cgroup.procs", os.W_OK)
            ):
                return folder
    return None


def _parent_v1(controller: str) -> Path | None:
    mount = _mount_point("cgroup", controller)
    if mount is None:
        return None
    own = _below(mount, _own_path(controller, None))
    return own if os.access(own, os.W_OK) else None


def _below(mount: Path, path: str) -> Path:
    """Our group's folder; in a container its path may be one of the host's."""
    folder = mount / path.lstrip("/")
    return folder if folder.is_dir() else mount


def _own_path(controller: str, number: str | None) -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text().splitlines():
            hierarchy, controllers, path = line.split(":", 2)
            if (number is not None and hierarchy == number) or (
                controller and controller in controllers.split(",")
            ):
                return path
    return "/"


def _mount_point(kind: str, option: str | None) -> Path | None:
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/mounts").read_text().splitlines():
            _, folder, found, options = line.split()[:4]
            if found == kind and (option is None or option in options.split(",")):
                return Path(folder)
    return None
