"""What this machine gives for isolating student code: every layer tried for real, and what to do for more.

:func:`report` returns plain values; the command line prints them.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import autograder.sandbox
from autograder.core import errors
from autograder.sandbox.isolation import FALLBACK, NAMESPACES, NONE

_TRIAL_SECONDS = 120.0
_ENTRY = Path(autograder.sandbox.__file__).resolve().parent / "__main__.py"


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of isolation.

    Attributes:
        name: as in ``docs/security.md``.
        stops: what it holds back.
        works: whether it did when it was tried.
        detail: what was seen.
        advice: what to install or to set, when it does not work.
        required_by: the levels that need it; none for what only makes them stronger.
    """

    name: str
    stops: str
    works: bool
    detail: str
    advice: str | None
    required_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelReport:
    """One level of isolation: whether a worker could be put under it, and what was seen."""

    name: str
    works: bool
    detail: str


@dataclass(frozen=True, slots=True)
class WorkerReport:
    """A real zygote and worker: the level in force, seconds until it was warm, milliseconds for one more worker."""

    level: str
    memory_counted_by_kernel: bool
    start_seconds: float
    spawn_milliseconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found; ``level`` is what ``auto`` gives here, None when it gives nothing."""

    system: str
    layers: tuple[Layer, ...]
    levels: tuple[LevelReport, ...]
    level: str | None
    worker: WorkerReport | None
    problem: str | None


_CONTAINER = (
    "in Docker run with --security-opt seccomp=unconfined --security-opt systempaths=unconfined, or "
    "--privileged; elsewhere sysctl user.max_user_namespaces=10000, on Debian "
    "kernel.unprivileged_userns_clone=1, on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0"
)
_BOTH = (NAMESPACES, FALLBACK)

# name -> what it stops, what to do for it, which levels need it
_KNOWN: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "user namespace": (
        "counts each worker's processes by themselves; makes the other namespaces possible without root",
        f"allow user namespaces: {_CONTAINER}",
        (NAMESPACES,),
    ),
    "other namespaces": (
        "other processes, files outside the interpreter, the network, daemons left behind",
        f"allow them: {_CONTAINER}",
        (NAMESPACES,),
    ),
    "Landlock": (
        "files, TCP, signals to other processes",
        "Linux 5.13 or newer with 'landlock' in the kernel's lsm= list",
        _BOTH,
    ),
    "seccomp": (
        "other programs, debuggers, kernel interfaces, memory that no limit counts",
        "a kernel with CONFIG_SECCOMP_FILTER on x86_64 or aarch64",
        _BOTH,
    ),
    "rlimits": ("memory, open files, large files, core dumps, of each process", "Linux", _BOTH),
    "privileges": ("whatever root may do", "Linux", _BOTH),
    "memory control group": (
        "memory of a worker's processes together; without it the zygote looks 20 times a second",
        "run as root, or under systemd-run --user --scope -p Delegate=yes",
        (),
    ),
    "interpreter readable": (
        "root, at the fallback level: each worker gets a user of its own",
        "install Python and the environment outside of root's home, or grade as another user",
        (),
    ),
}


def report(start: bool = True) -> Report:
    """Try everything; takes a few seconds.

    Args:
        start: also start a zygote and a worker, as grading does.
    """
    system = (
        f"{platform.system()} {platform.release()} {platform.machine()}, Python {platform.python_version()}"
    )
    outcomes = _outcomes()
    layers = tuple(
        Layer(name, stops, *outcomes[name], None if outcomes[name][0] else advice, required_by)
        for name, (stops, advice, required_by) in _KNOWN.items()
    )
    found = tuple(LevelReport(name, *outcomes[name]) for name in _BOTH)
    found += (LevelReport(NONE, True, "no isolation at all; only when it is asked for by name"),)
    level = next((report.name for report in found if report.works and report.name != NONE), None)
    if level is None or not start:
        problem = (
            None if level else "no isolation is available here: grade in a Linux container or virtual machine"
        )
        return Report(system, layers, found, level, None, problem)
    try:
        worker = _worker()
    except errors.OurFault as exc:
        return Report(system, layers, found, level, None, str(exc))
    return Report(system, layers, found, level, worker, None)


def _outcomes() -> dict[str, tuple[bool, str]]:
    """What each trial said; they run in a fresh process without threads."""
    names = (*_KNOWN, *_BOTH)
    if not sys.platform.startswith("linux"):
        return dict.fromkeys(names, (False, f"{platform.system()} has no such thing"))
    done = subprocess.run(
        [sys.executable, "-s", "-P", "-B", str(_ENTRY), "--trials"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_TRIAL_SECONDS,
        check=False,
    )
    try:
        return {name: (bool(ok), str(detail)) for name, (ok, detail) in json.loads(done.stdout).items()}
    except ValueError:
        return dict.fromkeys(names, (False, f"the trials themselves failed: {done.stderr.decode()[-300:]}"))


def _worker() -> WorkerReport:
    from autograder.grading.process import Zygote

    begun = time.perf_counter()
    with Zygote() as zygote:
        level, ready = zygote.level, time.perf_counter()
        zygote.spawn().close()
        again = time.perf_counter()
        zygote.spawn().close()
        return WorkerReport(
            level,
            zygote.counts_memory,
            ready - begun,
            1000 * (time.perf_counter() - again),
        )
