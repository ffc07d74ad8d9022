"""How the layers add up: what the zygote does once, and what every worker does before it serves.

Each level is a class with the same verbs, so that the zygote need not know which one is in force.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Sequence
from dataclasses import replace

from autograder.sandbox.isolation import (
    AUTO,
    FALLBACK,
    NAMESPACES,
    NONE,
    Unavailable,
    filesystem,
    kernel,
    landlock,
    namespaces,
    privileges,
    processes,
    rlimits,
    seccomp,
)

_LANDLOCK_THAT_TRUNCATES = 3  # before it, truncating a file of one's own user is not looked at


class Level:
    """A level of isolation. This one isolates nothing; it must be asked for by name.

    Args:
        staging: an existing folder that the zygote may use.
        extra: folders of packages, beside the interpreter's.
        limits: what a worker may use.

    Attributes:
        name: as it stands in results; says so when it is weaker than its class promises.
        moved: whether the zygote has a root of its own and needs the folder that it was started in no more.
    """

    name = NONE
    moved = False

    def __init__(self, staging: str, extra: Sequence[str], limits: rlimits.Limits) -> None:
        self._staging, self._extra, self._limits = staging, extra, limits

    def enter(self) -> None:
        """In the zygote, before it imports anything large: its own wall. May return in another process."""

    def fork(self) -> int:
        """In the zygote: as os.fork."""
        return os.fork()

    def lock_in(self) -> None:
        """In the worker, which holds only its own descriptors: no way back. ``serve`` comes next."""

    def too_much(self, pid: int) -> str | None:
        """In the zygote, now and then: which limit worker ``pid`` is over that the kernel does not hold, or None."""
        return None

    def clean(self, pid: int) -> None:
        """In the zygote, after worker ``pid`` was reaped: end and remove what it left."""
        processes.end_group(pid)


class Namespaces(Level):
    """Everything. See :mod:`autograder.sandbox.isolation.namespaces` for the order."""

    name = NAMESPACES
    moved = True

    def enter(self) -> None:
        """The zygote's own namespaces."""
        self._filter, self._abi = seccomp.program(alone=True), landlock.abi()
        namespaces.enter_wall(filesystem.readable_paths(self._extra), self._staging)
        self._own = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)

    def fork(self) -> int:
        """Into a new PID namespace."""
        return namespaces.fork(self._own)

    def lock_in(self) -> None:
        """Namespaces, limits, privileges, Landlock, seccomp."""
        kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
        namespaces.enter_worker(self._limits)
        writable = [filesystem.WORK, "/dev/shm", *filesystem.DEVICES]
        _last_layers(self._limits, landlock.ruleset(self._abi, ["/"], writable), self._filter)

    def too_much(self, pid: int) -> str | None:
        """Memory, where no control group counts it."""
        return processes.too_much(processes.same_pid_namespace(pid), None, self._limits)

    def clean(self, pid: int) -> None:
        """The kernel has done it."""


class Fallback(Level):
    """Where user namespaces are refused: limits, Landlock, seccomp without sockets; as root one user a worker."""

    name = FALLBACK

    def enter(self) -> None:
        """Orphans of workers become the zygote's children, which it ends."""
        self._abi = landlock.abi(_LANDLOCK_THAT_TRUNCATES)
        self._filter = seccomp.program(alone=False, signals=landlock.scopes_signals())
        self._numbers = itertools.count(os.getpid() * 16)
        self._workers: dict[int, tuple[str, int | None]] = {}
        self._readable = filesystem.readable_paths(self._extra)
        as_root = privileges.is_root()
        self._users = as_root and (privileges.can_reach(self._readable) or self._move_from_home())
        if as_root and not self._users:  # workers stay root, without any capability
            self.name = f"{FALLBACK} (as root)"
        kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)

    def _move_from_home(self) -> bool:
        """Show an interpreter that lies under root's home to other users, in a root of its own; whether that worked."""
        try:
            kernel.unshare(kernel.NEWNS)
        except OSError:
            return False
        filesystem.build_and_enter(self._readable, self._staging)
        filesystem.mount_writable(filesystem.WORK, 2 * self._limits.folder, 2 * self._limits.inodes, "0755")
        filesystem.use(filesystem.WORK)
        self._staging, self.moved = filesystem.WORK, True
        return True

    def fork(self) -> int:
        """With a folder and, as root, a user of its own."""
        number = next(self._numbers)
        self._user = privileges.unprivileged(number) if self._users else None
        self._folder = os.path.join(self._staging, f"worker-{number}")
        os.mkdir(self._folder, 0o700)
        if self._user is not None:
            os.chown(self._folder, self._user, self._user)
        pid = os.fork()
        if pid:
            self._workers[pid] = (self._folder, self._user)
        return pid

    def lock_in(self) -> None:
        """User, limits, privileges, Landlock, seccomp."""
        filesystem.use(self._folder)
        readable = [*self._readable, f"/proc/{os.getpid()}"]
        files = landlock.ruleset(self._abi, readable, [self._folder, *filesystem.DEVICES])
        limits = self._limits
        privileges.drop_bounding()
        if self._user is not None:
            privileges.become(self._user)
        else:  # the kernel counts all that this user runs, not only what this worker does
            limits = replace(limits, processes=limits.processes + processes.threads_of(os.getuid()))
        kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
        _last_layers(limits, files, self._filter)

    def too_much(self, pid: int) -> str | None:
        """Memory, processes, disk; an orphan has no business here, and is ended at once."""
        processes.end_children(keep=self._workers)
        return processes.too_much([pid, *processes.descendants(pid)], self._workers[pid][0], self._limits)

    def clean(self, pid: int) -> None:
        """Sweep out what it left behind."""
        folder, user = self._workers.pop(pid, ("", None))
        if user is not None and any(child not in self._workers for child in processes.own_children()):
            processes.end_user(user)  # all at once, however fast they fork
        processes.end_children(keep=self._workers)
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


BY_NAME = {level.name: level for level in (Namespaces, Fallback, Level)}


def _last_layers(limits: rlimits.Limits, files: int, filter_program: bytes) -> None:
    """The layers that both levels end with; from the second on there is no going back."""
    rlimits.enter(limits)
    privileges.drop_all()
    landlock.enter(files)
    seccomp.enter(filter_program)


def choose(wanted: str, staging: str, extra: Sequence[str], limits: rlimits.Limits) -> Level:
    """The level to use: the one asked for, or for ``auto`` the strongest that works, tried for real.

    Raises:
        Unavailable: says what was asked for, what there is, and what to do.
    """
    reasons: list[str] = []
    for name in (NAMESPACES, FALLBACK) if wanted == AUTO else (wanted,):
        reason = why_not(name, staging, extra, limits)
        if reason is None:
            return BY_NAME[name](staging, extra, limits)
        reasons.append(f"{name}: {reason}")
    others = [name for name in (NAMESPACES, FALLBACK) if wanted not in (AUTO, name)]
    there_is = next((name for name in others if why_not(name, staging, extra, limits) is None), None)
    instead = (
        f"There is {there_is!r}."
        if there_is
        else "The only other is 'none', which must be asked for by name."
    )
    raise Unavailable(
        f"isolation {wanted!r} is not available here. {' '.join(reasons)} {instead} "
        "`autograder doctor` tells what is missing."
    )


def why_not(name: str, staging: str, extra: Sequence[str], limits: rlimits.Limits) -> str | None:
    """Put a throw-away process under a level; the reason if that fails, None if it works."""
    if name == NONE:
        return None
    if not os.path.exists("/proc/self/ns"):
        return "it needs Linux. Grade in a Linux container or virtual machine."

    def put_under() -> str:
        level = BY_NAME[name](staging, extra, limits)
        level.enter()
        pid = level.fork()
        if pid == 0:
            level.lock_in()
            return "works"  # said by the worker itself
        os.waitpid(pid, 0)
        level.clean(pid)
        os._exit(0)

    works, said = processes.attempt(put_under)
    return None if works else said
