"""Grades many submissions: reuses what is kept, sends the rest to a pool, keeps each result as it comes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from autograder.core.course import Course
from autograder.core.digest import suite_digest
from autograder.core.errors import AuthorFault, Unreadable
from autograder.core.results import Result
from autograder.grading.pools import DaskPool, LocalPool, Pool
from autograder.grading.store import Store
from autograder.grading.tasks import Conditions, Task
from autograder.submissions import digest_of


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    done: int
    total: int
    reused: int
    failures: int
    seconds: float

    @property
    def rate(self) -> float:
        """Submissions a second, those found in the store left out."""
        return (self.done - self.reused) / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds left at this rate, or None when there is none yet."""
        return (self.total - self.done) / self.rate if self.rate else None


def grade_all(
    course: Course,
    tasks: Sequence[Task],
    *,
    jobs: int | None = None,
    isolation: str | None = None,
    language: str | None = None,
    store: Store | None = None,
    force: bool = False,
    scheduler: str | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Iterator[Result]:
    """Grade all tasks; results as they finish, each exactly once.

    Args:
        jobs: marker processes; by default, one a core.
        store: where results are found and kept; None for neither.
        force: grade again what the store has.
        scheduler: address of a Dask scheduler, to grade there instead.

    Raises:
        UsageError: when there is no such scheduler.
        OurFault: when the store cannot be used; what was kept until then stays.
    """
    conditions = Conditions(
        str(course.root),
        isolation or course.isolation,
        language or course.language,
        tuple(sorted({task.assignment for task in tasks})),
    )
    keys = _Keys(course, conditions)
    progress = Progress(0, len(tasks), 0, 0, 0.0)
    start = time.monotonic()

    def count(result: Result, reused: bool) -> None:
        nonlocal progress
        progress = replace(
            progress,
            done=progress.done + 1,
            reused=progress.reused + reused,
            failures=progress.failures + (result.outcome != "graded"),
            seconds=time.monotonic() - start,
        )
        if on_progress is not None:
            on_progress(progress)

    fresh: list[Task] = []
    for task in tasks:
        kept = None if store is None or force else keys.find(store, task)
        if kept is None:
            fresh.append(task)
            continue
        count(kept, True)
        yield _noted(kept, task)
    if not fresh:
        return
    start = time.monotonic()
    pool = _pool(conditions, min(jobs or cores(), len(fresh)), scheduler)
    try:
        for task, result in pool.grade(fresh):
            if store is not None:
                keys.keep(store, result)
            count(result, False)
            yield _noted(result, task)
    finally:
        pool.close()


def _noted(result: Result, task: Task) -> Result:
    """The result with what was noticed when its notebook was found; that hangs on the place, not on the notebook."""
    lines = [line for line in (task.note, result.message) if line]
    return msgspec.structs.replace(result, message="\n".join(lines) or None)


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pool(conditions: Conditions, jobs: int, scheduler: str | None) -> Pool:
    return LocalPool(conditions, jobs) if scheduler is None else DaskPool(conditions, scheduler)


class _Keys:
    """Under which digests a result is kept."""

    def __init__(self, course: Course, conditions: Conditions) -> None:
        self._course = course
        self._conditions = f"{conditions.isolation}/{conditions.language}"
        self._suites: dict[str, str | None] = {}

    def find(self, store: Store, task: Task) -> Result | None:
        suite = self._suite(task.assignment)
        try:
            submission = digest_of(Path(task.path))
        except (Unreadable, OSError):
            return None
        kept = store.get(submission, suite, f"{self._conditions}/{task.assignment}") if suite else None
        return (
            None if kept is None else msgspec.structs.replace(kept, student=task.student, notebook=task.shown)
        )

    def keep(self, store: Store, result: Result) -> None:
        suite = self._suite(result.assignment)
        if suite and result.submission:
            store.put(result.submission, suite, f"{self._conditions}/{result.assignment}", result)

    def _suite(self, assignment: str) -> str | None:
        if assignment not in self._suites:
            try:
                self._suites[assignment] = suite_digest(self._course, assignment)
            except (AuthorFault, OSError):
                self._suites[assignment] = None
        return self._suites[assignment]
