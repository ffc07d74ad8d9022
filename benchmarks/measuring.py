"""What a command costs: wall time, processor time of the whole machine, and the memory of its processes together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one contender."""

    wall: float
    cpu: float
    memory: float  # MB, proportional set size of all its processes together, the peak
    submissions: int


def measure(command: Sequence[str], folder: Path, submissions: int = 1) -> Run:
    """Run a command once in a folder and have the operating system count."""
    before, start = _busy(), time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = _Peak(process.pid)
    process.wait()
    wall, cpu = time.monotonic() - start, _busy() - before
    return Run(wall, cpu, peak.stop(), submissions)


def _busy() -> float:
    """Seconds that this machine's processors have been at work."""
    user, nice, system, _, _, irq, softirq, *_ = map(int, Path("/proc/stat").read_text().split()[1:11])
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


class _Peak:
    """The largest memory of a process and its descendants together, shared pages counted once (PSS)."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most, self._over = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        self._over.set()
        self._thread.join()
        return self._most

    def _watch(self) -> None:
        while not self._over.wait(2.0):  # looking costs tens of milliseconds
            self._most = max(self._most, sum(map(_pss, family(self._pid))))


def family(pid: int) -> list[int]:
    """A process and all that have come of it and live."""
    parents: dict[int, list[int]] = {}
    for entry in filter(str.isdigit, (path.name for path in Path("/proc").iterdir())):
        try:
            parent = int(Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        parents.setdefault(parent, []).append(int(entry))
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting += parents.get(found[-1], [])
    return found


def _pss(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    except (OSError, StopIteration, ValueError):
        return 0.0
