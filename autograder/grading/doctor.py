"""What this machine gives for isolating student code: every layer tried for real, and what to do for more.

:func:`report` returns plain values; the command line prints them.
"""

import json
import platform
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import autograder.sandbox
from autograder.core import errors
from autograder.sandbox.isolation import FALLBACK, NAMESPACES, NONE

_TRIAL_SECONDS = 120.0
_ENTRY = Path(autograder.sandbox.__file__).resolve().parent / "__main__.py"


@dataclass(frozen=True, slots=True)
class Tried:
    """One layer of isolation, or one level.

    Attributes:
        name: as in ``docs/security.md``.
        works: whether it did when it was tried.
        detail: what was seen.
        stops: what a layer holds back.
        advice: what to install or to set, when a layer does not work.
    """

    name: str
    works: bool
    detail: str
    stops: str = ""
    advice: str | None = None


@dataclass(frozen=True, slots=True)
class WorkerReport:
    """A real zygote and worker: the level in force, seconds until it was warm, milliseconds for one more worker."""

    level: str
    start_seconds: float
    spawn_milliseconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found; ``level`` is what ``auto`` gives here, None when it gives nothing."""

    system: str
    layers: tuple[Tried, ...]
    levels: tuple[Tried, ...]
    level: str | None
    worker: WorkerReport | None
    problem: str | None


def report(start: bool = True) -> Report:
    """Try everything; takes a few seconds.

    Args:
        start: also start a zygote and a worker, as grading does.
    """
    system = (
        f"{platform.system()} {platform.release()} {platform.machine()}, Python {platform.python_version()}"
    )
    known = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    outcomes = _outcomes((*known, NAMESPACES, FALLBACK))
    layers = tuple(
        Tried(name, *outcomes[name], said["stops"], None if outcomes[name][0] else said["advice"])
        for name, said in known.items()
    )
    found = tuple(Tried(name, *outcomes[name]) for name in (NAMESPACES, FALLBACK))
    found += (Tried(NONE, True, "no isolation at all; only when it is asked for by name"),)
    level = next((one.name for one in found if one.works and one.name != NONE), None)
    worker = problem = None
    if level is None:
        problem = "no isolation is available here: grade in a Linux container or virtual machine"
    elif start:
        try:
            worker = _worker()
        except errors.OurFault as exc:
            problem = str(exc)
    return Report(system, layers, found, level, worker, problem)


def _outcomes(names: Iterable[str]) -> dict[str, tuple[bool, str]]:
    """What each trial said; they run in a fresh process without threads."""
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
        return WorkerReport(level, ready - begun, 1000 * (time.perf_counter() - again))
