"""How the layers add up: what the zygote does once, and what every worker does before it serves.

Each level is a class with the same three verbs, so that the zygote need not know which one is in force.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Sequence
from typing import Protocol

from autograder.sandbox.isolation import (
    FALLBACK,
    NAMESPACES,
    NONE,
    Unavailable,
    capabilities,
    identity,
    kernel,
    landlock,
    leftovers,
    namespaces,
    rlimits,
    root,
    seccomp,
    usage,
    view,
    workfolder,
)

_LANDLOCK_THAT_TRUNCATES = 3  # before it, truncating a file of one's own user is not looked at


class Level(Protocol):
    """One level of isolation.

    Attributes:
        name: as it stands in results; says so when it is weaker than its class promises.
        moved: whether the zygote has a root of its own and needs the folder that it was started in no more.
    """

    name: str
    moved: bool

    def enter(self) -> None:
        """In the zygote, before it imports anything large: its own wall. May return in another process."""

    def fork(self) -> int:
        """In the zygote: as os.fork."""

    def lock_in(self) -> None:
        """In the worker, which holds only its own descriptors: no way back. ``serve`` comes next."""

    def too_much(self, pid: int) -> str | None:
        """In the zygote, now and then: which limit worker ``pid`` is over that the kernel does not hold, or None."""

    def clean(self, pid: int) -> None:
        """In the zygote, after worker ``pid`` was reaped: end and remove what it left."""


class Namespaces:
    """Everything. See :mod:`autograder.sandbox.isolation.namespaces` for the order."""

    name = NAMESPACES
    moved = True

    def __init__(self, staging: str, extra: Sequence[str], limits: rlimits.Limits) -> None:
        self._staging, self._limits = staging, limits
        self._view = view.of_interpreter(extra)
        self._filter = seccomp.program(alone=True)
        self._abi = landlock.abi()

    def enter(self) -> None:
        """The zygote's own namespaces."""
        namespaces.enter_wall(self._view, self._staging, os.getpid())
        self._forker = namespaces.Forker()

    def fork(self) -> int:
        """Into a new PID namespace."""
        return self._forker.fork()

    def lock_in(self) -> None:
        """Namespaces, limits, privileges, Landlock, seccomp."""
        kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
        namespaces.enter_worker(self._limits)
        files = landlock.ruleset(self._abi, ["/"], [view.WORK, "/dev/shm", *self._view.devices])
        _last_layers(self._limits, files, self._filter)

    def too_much(self, pid: int) -> str | None:
        """Memory, where no control group counts it."""
        return usage.too_much(usage.same_pid_namespace(pid), None, self._limits)

    def clean(self, pid: int) -> None:
        """The kernel has done it."""


class Fallback:
    """Where user namespaces are refused: limits, Landlock, seccomp without sockets; as root one user a worker."""

    name = FALLBACK
    moved = False

    def __init__(self, staging: str, extra: Sequence[str], limits: rlimits.Limits) -> None:
        self._staging, self._limits = staging, limits
        self._view = view.of_interpreter(extra)
        self._abi = landlock.abi(_LANDLOCK_THAT_TRUNCATES)
        self._filter = seccomp.program(alone=False, signals=landlock.scopes_signals())
        self._numbers = itertools.count(os.getpid() * 16)
        self._workers: dict[int, tuple[str, int | None]] = {}
        self._users = False

    def enter(self) -> None:
        """Orphans of workers become the zygote's children, which it ends. As root: see to it that others can read."""
        kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
        if identity.is_root():
            self._users = identity.can_reach(self._view.readable) or self._make_reachable()
            if not self._users:
                self.name = f"{FALLBACK} (as root)"

    def _make_reachable(self) -> bool:
        """An interpreter under root's home: show it to others in a root of its own, if the kernel lets us."""
        try:
            kernel.unshare(kernel.NEWNS)
        except OSError:
            return False  # then workers stay root, without any capability
        root.build_and_enter(self._view, self._staging, proc=True)
        root.mount_writable(view.WORK, 2 * self._limits.folder, 2 * self._limits.inodes, "0755")
        workfolder.use(view.WORK)
        self._staging, self.moved = view.WORK, True
        return True

    def fork(self) -> int:
        """With a folder and, as root, a user of its own."""
        number = next(self._numbers)
        self._user = identity.unprivileged(number) if self._users else None
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
        workfolder.use(self._folder)
        files = landlock.ruleset(
            self._abi, [*self._view.readable, f"/proc/{os.getpid()}"], [self._folder, *self._view.devices]
        )
        limits = self._limits
        capabilities.drop_bounding()
        if self._user is not None:
            identity.become(self._user)
        else:  # the kernel counts all that this user runs, not only what this worker does
            limits = rlimits.with_processes(limits, limits.processes + leftovers.threads_of(os.getuid()))
        kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
        _last_layers(limits, files, self._filter)

    def too_much(self, pid: int) -> str | None:
        """Memory, processes, disk; an orphan has no business here, and is ended at once."""
        leftovers.end_children(keep=self._workers)
        return usage.too_much([pid, *usage.descendants(pid)], self._workers[pid][0], self._limits)

    def clean(self, pid: int) -> None:
        """Sweep out what it left behind."""
        folder, user = self._workers.pop(pid, ("", None))
        if user is not None and any(child not in self._workers for child in leftovers.children()):
            leftovers.end_user(user)  # all at once, however fast they fork
        leftovers.end_children(keep=self._workers)
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


class Nothing:
    """No isolation at all, on explicit request only."""

    name = NONE
    moved = False

    def __init__(self, staging: str, extra: Sequence[str], limits: rlimits.Limits) -> None:
        pass

    def enter(self) -> None:
        """Nothing."""

    def fork(self) -> int:
        """A plain fork."""
        return os.fork()

    def lock_in(self) -> None:
        """Nothing but a session, so that what it forks can be found."""

    def too_much(self, pid: int) -> str | None:
        """Nobody looks."""

    def clean(self, pid: int) -> None:
        """End what is still in its process group."""
        leftovers.end_group(pid)


BY_NAME: dict[str, Callable[[str, Sequence[str], rlimits.Limits], Level]] = {
    NAMESPACES: Namespaces,
    FALLBACK: Fallback,
    NONE: Nothing,
}


def _last_layers(limits: rlimits.Limits, files: int, filter_program: bytes) -> None:
    """The layers that both levels end with; from the second on there is no going back."""
    rlimits.enter(limits)
    capabilities.drop_all()
    landlock.enter(files)
    seccomp.enter(filter_program)


def choose(wanted: str, staging: str, extra: Sequence[str], limits: rlimits.Limits) -> Level:
    """The level to use: the one asked for, or for ``auto`` the strongest that works, tried for real.

    Raises:
        Unavailable: says what was asked for, what there is, and what to do.
    """
    reasons: list[str] = []
    for name in (NAMESPACES, FALLBACK) if wanted == "auto" else (wanted,):
        reason = why_not(name, staging, extra, limits)
        if reason is None:
            return BY_NAME[name](staging, extra, limits)
        reasons.append(f"{name}: {reason}")
    there_is = next(
        (
            name
            for name in (NAMESPACES, FALLBACK)
            if wanted not in ("auto", name) and why_not(name, staging, extra, limits) is None
        ),
        None,
    )
    raise Unavailable(
        f"isolation {wanted!r} is not to be had here. {' '.join(reasons)} "
        + (
            f"There is {there_is!r}. "
            if there_is
            else "There is none but 'none', which must be asked for by name. "
        )
        + "`autograder doctor` tells what is missing."
    )


def why_not(name: str, staging: str, extra: Sequence[str], limits: rlimits.Limits) -> str | None:
    """Put a throw-away process under a level; the reason if that fails, None if it works."""
    if name == NONE:
        return None
    if not os.path.exists("/proc/self/ns"):
        return "it needs Linux. Grade in a Linux container or virtual machine."
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        _try(name, staging, extra, limits, writer)
    os.close(writer)
    with open(reader, "rb") as stream:
        said = stream.read().decode(errors="replace")
    os.waitpid(pid, 0)
    return None if said == "works" else said or "the process died while it was put under it."


def _try(name: str, staging: str, extra: Sequence[str], limits: rlimits.Limits, writer: int) -> None:
    try:
        level = BY_NAME[name](staging, extra, limits)
        level.enter()
        pid = level.fork()
        if pid == 0:
            try:
                level.lock_in()
                os.write(writer, b"works")
            except BaseException as exc:
                os.write(writer, f"{type(exc).__name__}: {exc}".encode())
            os._exit(0)
        os.waitpid(pid, 0)
        level.clean(pid)
    except BaseException as exc:
        os.write(
            writer, (str(exc) if isinstance(exc, Unavailable) else f"{type(exc).__name__}: {exc}").encode()
        )
    finally:
        os._exit(0)
