"""Runs programs in real workers, as hostile as they come, and hears what they say of themselves."""

from __future__ import annotations

import contextlib
import functools
import select
import textwrap
import time
from typing import Any

from autograder.core import values
from autograder.grading.process import Worker, Zygote
from autograder.sandbox import wire
from autograder.sandbox.isolation import FALLBACK, NAMESPACES, processes, rlimits
from autograder.sandbox.isolation.trials import TRIALS

LIMIT = 64 * 2**20
MEMORY_MB = 1024.0
READ = "def read(student, name):\n    return student.globals.get(name)\n"
DEAD = "dead"


class Talk:
    """Requests to one worker."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self._number = 0

    def ask(self, *request: Any, seconds: float = 30.0) -> Any:
        """The reply; ``DEAD`` when the worker is gone, None when it does not answer in time."""
        self._number += 1
        deadline = time.monotonic() + seconds
        try:
            wire.send(self.worker.sock, self._number, values.encode(list(request)))
            frame = wire.receive(self.worker.sock, LIMIT, lambda: deadline - time.monotonic())
        except TimeoutError:
            return None
        except OSError:
            return DEAD
        return DEAD if frame is None else values.decode(frame[1])

    def run(self, source: str, *, seconds: float = 30.0, name: str = "said") -> Any:
        """Run a cell and fetch what it left in ``name``; an error in the cell comes as its ``Kind: detail``."""
        reply = self.ask("cell", None, "program", textwrap.dedent(source), seconds, seconds=seconds + 2)
        if reply in (DEAD, None):
            return reply
        if reply[1] is not None:
            return f"{reply[1][0]}: {reply[1][1]}"
        reply = self.ask("probe", None, READ, "read", [name], {})
        return reply if reply in (DEAD, None) else reply[1]


def has_ended(worker: Worker, seconds: float) -> bool:
    """Whether a worker, and all that its process id namespace holds, is gone within so many seconds."""
    return bool(select.select([worker._pidfd], [], [], seconds)[0])


def honest(zygote: Zygote) -> bool:
    """Whether a fresh worker gives the right answer."""
    with zygote.spawn() as worker:
        return Talk(worker).run("import torch\nsaid = float(torch.arange(4.0).sum())") == 6.0


def told(zygote: Zygote, programs: dict[str, str]) -> dict[str, Any]:
    """What each program says of itself, in one worker as long as it lives; afterwards an honest one is answered rightly."""
    said = {}
    with contextlib.ExitStack() as workers:
        talk = None
        for name, source in programs.items():
            talk = talk or Talk(workers.enter_context(zygote.spawn()))
            said[name] = talk.run(source)
            if said[name] in (DEAD, None):
                talk = None
    assert honest(zygote)
    return said


@functools.cache
def available() -> tuple[str, ...]:
    """The levels that this machine offers, from the strongest."""
    return tuple(name for name in (NAMESPACES, FALLBACK) if processes.attempt(TRIALS[name])[0])


SMALL = rlimits.for_memory(MEMORY_MB)
