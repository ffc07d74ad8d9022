"""One submission to grade, and the function that grades it in whatever process it lands in."""

import atexit
import multiprocessing
import multiprocessing.connection
import os
import signal
import socket
import threading
import warnings
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.core.course import Course
from autograder.core.errors import AutograderError, FaultWarning
from autograder.core.results import NO_IDS, Ids, Result
from autograder.grading.cores import a_core
from autograder.grading.process import Zygote
from autograder.submissions import read_release, read_submission


@dataclass(frozen=True, slots=True)
class Task:
    """A notebook to grade.

    Attributes:
        shown: how its result names it.
        note: what was noticed when it was found, for the result's message.
        ids: how the platform that it comes from knows the student.
    """

    path: str
    student: str
    assignment: str
    shown: str
    note: str = ""
    ids: Ids = NO_IDS


@dataclass(frozen=True, slots=True)
class Conditions:
    """What all tasks of a run have in common."""

    root: str
    isolation: str | None = None
    language: str | None = None


class _Process:
    """The grader of this process, made when the first task comes and kept while the conditions stay the same."""

    def __init__(self) -> None:
        self.conditions: Conditions | None = None
        self.grader: Any = None
        self.twin: socket.socket | None = None
        self._early: list[Zygote] = []

    def get(self, conditions: Conditions, task: Task) -> Any:
        """The grader, warm unless ``task`` is one that needs no worker."""
        if self.conditions == conditions:
            return self.grader
        self.close()
        course = Course.load(conditions.root)
        needed = _can_be_read(course, task)
        if needed:  # it imports torch, and so does this process: at the same time
            # the first submission tries again, and says what is wrong
            with suppress(AutograderError, OSError):
                twin, self.twin = self.twin, None
                how = conditions.isolation or course.isolation, course.limits.memory_mb
                self._early.append(Zygote(*how, twin))
        from autograder.grading.preload import Grader

        self.grader = Grader(
            course,
            conditions.isolation,
            conditions.language,
            cpu=a_core(number[-1]) if (number := multiprocessing.current_process()._identity) else None,
            zygote=lambda *how: self._early.pop() if self._early else Zygote(*how),
        )
        self.conditions = conditions
        if needed:
            with suppress(AutograderError, OSError):
                # other suites where they are needed: another process may have worked them out by then
                self.grader.warm([task.assignment])
        return self.grader

    def close(self) -> None:
        """End the zygote and all its workers."""
        while self._early:
            self._early.pop().close()
        if self.grader is not None:
            self.grader.close()
        self.grader = self.conditions = None


def _can_be_read(course: Course, task: Task) -> bool:
    """Whether there is anything in the file that a worker could run."""
    try:
        release = read_release(course.source_notebook(task.assignment))
        read_submission(Path(task.path), release, course.limits.notebook_bytes)
    except (AutograderError, OSError):
        return False
    return True


_process = _Process()
atexit.register(_process.close)


def start(twin: socket.socket | None = None) -> None:
    """Get a marker process ready: it dies with its parent, leaves Ctrl-C to it, and takes its zygote along when it ends.
    What torch warns of while odd values are compared is not printed; faults of ours are.

    Args:
        twin: of a zygote that is there already; see :class:`autograder.grading.nursery.Nursery`.

    The processes of a pool are numbered; each takes a processor of its own, as far as there are enough.
    """
    _process.twin = twin
    warnings.simplefilter("ignore")
    warnings.simplefilter("default", FaultWarning)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _leave(*_: object) -> None:
    try:
        _process.close()
    finally:
        os._exit(0)


def grade_task(task: Task, conditions: Conditions) -> Result:
    """Grade one submission; the same function in a pool, on a cluster, or alone."""
    grader = _process.get(conditions, task)
    graded: Result = grader.grade(
        Path(task.path), student=task.student, assignment=task.assignment, shown=task.shown
    )
    return graded


def _die_with_parent() -> None:
    """Wait until the process that wanted this one is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
