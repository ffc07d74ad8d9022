"""What can go wrong around a run: each fault strikes a living run, and undoes itself."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """A run that faults strike: its command and its course."""

    process: subprocess.Popen[bytes]
    course: Path
    dice: random.Random
    dask_workers: tuple[subprocess.Popen[bytes], ...] = ()

    @property
    def lives(self) -> bool:
        """Whether the command still runs."""
        return self.process.poll() is None

    def processes(self, kind: str) -> list[int]:
        """The command's processes of a kind: starter, marker, zygote or worker."""
        return [pid for pid, its in descendants(self.process.pid) if its == kind]

    def wait_until_it_grades(self) -> None:
        """Until the first worker is there, or the run has ended."""
        while self.lives and not self.processes("worker"):
            time.sleep(0.02)


def descendants(pid: int, kind: str = "command") -> list[tuple[int, str]]:
    """Processes below ``pid``, each with its kind: a starter forks markers, or zygotes; these fork workers."""
    found = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text(encoding="ascii").split()):
                line = Path(f"/proc/{child}/cmdline").read_text(encoding="utf-8", errors="replace")
                its = _kind(line, kind)
                found += [(child, its), *descendants(child, its)]
    return found


def _kind(line: str, above: str) -> str:
    """The kind of a process by its command line and by that of the process above it."""
    if "sandbox/__main__.py" in line:
        if above in ("zygote", "worker"):
            return "worker"
        return "starter" if above == "command" and "--twins" in line else "zygote"
    if "forkserver" in line:
        return "starter" if above == "command" else "marker"
    return "helper"


def _kill(kind: str) -> Callable[[Run], bool]:
    def strike(run: Run) -> bool:
        victims = run.processes(kind)
        if victims:
            with suppress(ProcessLookupError):
                os.kill(run.dice.choice(victims), signal.SIGKILL)
                return True
        return False

    return strike


def _stop(kind: str) -> Callable[[Run], bool]:
    """Stop a process for a while, as a laptop's lid or a debugger does, and let it go on."""

    def strike(run: Run) -> bool:
        victims = run.processes(kind)
        if not victims:
            return False
        victim = run.dice.choice(victims)
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGSTOP)
            time.sleep(run.dice.uniform(0.2, 3))
            os.kill(victim, signal.SIGCONT)
        return True

    return strike


def _end(how: signal.Signals) -> Callable[[Run], bool]:
    def strike(run: Run) -> bool:
        run.process.send_signal(how)
        run.process.wait(60)
        return True

    return strike


def _lock(name: str) -> Callable[[Run], bool]:
    """Another program has the database to itself for a while."""

    def strike(run: Run) -> bool:
        path = run.course / name
        if not path.exists():
            return False
        connection = sqlite3.connect(path, timeout=10, isolation_level=None)
        with closing(connection) as database, suppress(sqlite3.OperationalError):
            database.execute("BEGIN EXCLUSIVE")
            time.sleep(run.dice.uniform(0.5, 8))
            database.execute("ROLLBACK")
            return True
        return False

    return strike


def _fill_disk(run: Run) -> bool:
    """No byte is left on the disk of the course for a while."""
    free = shutil.disk_usage(run.course).free
    if free > 2**28:  # the course does not stand on a small disk of its own
        return False
    filler = run.course / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        for size in (2**20, 2**12, 1):
            with suppress(OSError):
                while file.write(bytes(size)):
                    pass
    time.sleep(run.dice.uniform(0.2, 3))
    filler.unlink(missing_ok=True)
    return True


def _fail_writes(run: Run) -> bool:
    """Every write to a file of the command's fails for a while: its limit of a file's size is 0."""
    pid = run.process.pid
    with suppress(ProcessLookupError):
        before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))
        time.sleep(run.dice.uniform(0.1, 2))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)
        return True
    return False


def kill_dask_worker(run: Run) -> bool:
    """A machine of the cluster is gone."""
    living = [worker for worker in run.dask_workers if worker.poll() is None]
    if len(living) < 2:
        return False
    worker = run.dice.choice(living)
    worker.kill()
    worker.wait(10)
    return True


LOCAL: dict[str, Callable[[Run], bool]] = {
    "kill starter": _kill("starter"),
    "kill marker": _kill("marker"),
    "kill zygote": _kill("zygote"),
    "kill worker": _kill("worker"),
    "stop marker": _stop("marker"),
    "stop zygote": _stop("zygote"),
    "stop worker": _stop("worker"),
    "kill command": _end(signal.SIGKILL),
    "end command": _end(signal.SIGTERM),
    "interrupt command": _end(signal.SIGINT),
    "lock gradebook": _lock("gradebook.db"),
    "lock store": _lock(".autograder/results.sqlite"),
    "fill disk": _fill_disk,
    "fail writes": _fail_writes,
}
