"""Grades many submissions: reuses what is kept, sends the rest to a pool, keeps each result as it comes."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

import msgspec

from autograder.core.clean import clean
from autograder.core.course import Course
from autograder.core.digest import suite_digest
from autograder.core.errors import AuthorFault, OurFault, Unreadable
from autograder.core.results import Result
from autograder.core.text import translate
from autograder.grading import cores
from autograder.grading.pools import DaskPool, LocalPool, Pool
from autograder.grading.store import Store
from autograder.grading.tasks import Conditions, Task
from autograder.submissions import read_bytes
from autograder.submissions.files import digest as digest_of
from autograder.submissions.loading import load
from autograder.submissions.locate import Locator


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
    pool: Pool | None = None,
) -> Generator[Result, None, None]:
    """Grade all tasks; results as they finish, each exactly once.

    Args:
        jobs: marker processes; by default, one a core.
        store: where results are found and kept; None for neither.
        force: grade again what the store has.
        scheduler: address of a Dask scheduler, to grade there instead.
        pool: where to grade, in the place of one made here; it is closed at the end.

    Raises:
        UsageError: when there is no such scheduler.
        OurFault: when the store cannot be used; what was kept until then stays.
    """
    conditions = Conditions(
        str(course.root),
        isolation or course.isolation,
        language or course.language,
    )
    readings = _Readings(course, conditions)
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

    fresh: dict[tuple[str, bytes], list[_Read]] = {}  # the same notebook of many students is graded once
    try:
        for task in tasks:
            reading = readings.read(task, store if not force else None)
            if isinstance(reading, Result):
                count(reading, True)
                yield _named(reading, task)
                continue
            fresh.setdefault((task.assignment, reading.content), []).append(reading)
            if len(fresh) == 2 and pool is None:  # what its processes share starts while the rest is read
                pool = _pool(course, conditions, min(jobs or cores.count(), len(tasks)), scheduler)
        if not fresh:
            return
        start = time.monotonic()
        pool = pool or _pool(course, conditions, 1, scheduler)
        again: list[Task] = []
        for task, result in _graded(pool, list(fresh.values()), again):
            if store is not None:
                readings.keep(store, result)
            count(result, False)
            yield _named(result, task)
        for task, result in pool.grade(again) if again else ():
            count(result, False)
            yield _named(result, task)
    finally:
        if pool is not None:
            pool.close()


@dataclass(frozen=True, slots=True)
class _Read:
    """A task whose notebook can be read: the digest of its file, and a digest of all in it that grading looks at."""

    task: Task
    submission: str
    content: bytes


def _graded(pool: Pool, groups: Sequence[list[_Read]], again: list[Task]) -> Iterator[tuple[Task, Result]]:
    """Grade one task of each group, and give its result to the others; ``again`` takes those it does not fit."""
    by_task = {id(group[0].task): group for group in groups}
    for task, result in pool.grade([group[0].task for group in groups]):
        yield task, result
        first, *others = by_task[id(task)]
        if result.outcome == "not_graded" or result.submission != first.submission:
            again += [other.task for other in others]
            continue
        for other in others:
            yield other.task, msgspec.structs.replace(result, submission=other.submission)


def _named(result: Result, task: Task) -> Result:
    """The result as this task's: its student, and what was noticed when its notebook was found."""
    lines = [line for line in (task.note, result.message) if line]
    return msgspec.structs.replace(
        result,
        student=task.student,
        notebook=task.shown,
        ids=task.ids,
        message="\n".join(lines) or None,
    )


def locator(course: Course) -> Locator:
    """Finds the notebooks of a course's results, from whatever folder they were graded."""
    folders = [Path.cwd(), course.root]
    path = store_path(course)
    if path.exists():
        with suppress(OurFault), Store(path) as store:
            folders += store.folders()
    return Locator(course, folders)


def store_path(course: Course) -> Path:
    """Where a course keeps its results."""
    return course.root / ".autograder" / "results.sqlite"


def _pool(course: Course, conditions: Conditions, jobs: int, scheduler: str | None) -> Pool:
    if scheduler is not None:
        return DaskPool(conditions, scheduler)
    pool = LocalPool(conditions, jobs)
    pool.begin(course)
    return pool


class _Readings:
    """What one look at a submission's bytes tells: whether there is a notebook, and whether it was graded before."""

    def __init__(self, course: Course, conditions: Conditions) -> None:
        self._course = course
        self._language = conditions.language
        self._conditions = f"{conditions.isolation}/{conditions.language}"
        self._suites: dict[str, str | None] = {}

    def read(self, task: Task, store: Store | None) -> Result | _Read:
        """The result, where it is kept or there is nothing to grade; else what tells the notebook from others."""
        try:
            data = read_bytes(Path(task.path), self._course.limits.notebook_bytes)
        except Unreadable as exc:
            return unreadable(exc, task, self._language)
        submission = digest_of(data)
        suite = self._suite(task.assignment)
        kept = None
        if store is not None and suite:
            kept = store.get(submission, suite, f"{self._conditions}/{task.assignment}")
        if kept is not None:
            return kept
        try:
            content = repr(load(data)).encode(errors="surrogatepass")
        except Unreadable as exc:
            exc.digest = submission
            return unreadable(exc, task, self._language)
        return _Read(task, submission, blake2b(content).digest())

    def keep(self, store: Store, result: Result) -> None:
        """Keep a result for the next run."""
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


def unreadable(exc: Unreadable, task: Task, language: str | None) -> Result:
    """What the grader would say of a submission that cannot be read, without starting one."""
    message = clean(translate(exc.text or str(exc), language), 2000)
    return Result.ungraded(
        "unreadable",
        message,
        student=task.student,
        assignment=task.assignment,
        notebook=task.shown,
        submission=exc.digest,
    )
