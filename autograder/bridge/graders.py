"""The seam to grading: what the bridge asks of a grader, and the warm one that a process keeps.

nbgrader makes new preprocessors for every notebook, and formgrader a new converter for every click; a grader
takes seconds to start. So a process keeps one, until the course's tests change or the process ends.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from traitlets.utils.importstring import import_item

from autograder.core.course import Course
from autograder.core.results import Result
from autograder.core.words import AssignmentWords
from autograder.grading.course_words import assignment_words
from autograder.submissions.locate import Locator

DEFAULT = "autograder.grading.grade.Grader"


class Grader(Protocol):
    """Grades notebooks of one course; a context manager. It may have ``drawings`` and ``suite`` as well."""

    def __enter__(self) -> Grader: ...

    def __exit__(self, *exc_info: object) -> object: ...

    def grade(self, notebook: Path, *, student: str, assignment: str) -> Result:
        """The verdict on one submission."""


def pictures(course: Course, result: Result, factory: str = DEFAULT) -> Mapping[str, bytes]:
    """Exercise -> PNG of what wrong functions do; their notebook runs once more, where it still is."""
    if all(exercise.outcome != "failed" for exercise in result.exercises):
        return {}
    grader = WARM.get(factory, course)
    path = Locator(course, (Path(), course.root)).find(result)
    if path is None or not hasattr(grader, "drawings"):
        return {}
    from autograder.feedback.pictures import pngs  # matplotlib is slow to import, and most results need none

    return pngs(grader.drawings(result, path), grader.language)


def words(grader: Any, assignment: str) -> AssignmentWords | None:
    """The assignment in words, from a grader that holds its hidden tests."""
    return assignment_words(grader.suite(assignment)) if hasattr(grader, "suite") else None


@dataclass
class WarmGraders:
    """Keeps the last grader that was asked for."""

    _key: tuple[Any, ...] | None = field(default=None, init=False)
    _grader: Any = field(default=None, init=False)

    def get(self, factory: str, course: Course) -> Any:
        """The grader made by the class or function with this import string; a new one when the course has
        changed."""
        key = (factory, course.root, course.language, course.suite_seed, course.isolation, _stamp(course))
        if key != self._key:
            self.close()
            make: Callable[..., Any] = import_item(factory)
            self._grader = make(course, isolation=course.isolation, language=course.language).__enter__()
            self._key = key
        return self._grader

    @property
    def kept(self) -> Any:
        """The grader that was asked for last."""
        return self._grader

    def close(self) -> None:
        """End the grader that is kept."""
        grader, self._grader, self._key = self._grader, None, None
        if grader is not None:
            grader.__exit__(None, None, None)


def _stamp(course: Course) -> int:
    """A number that changes when a file of the solutions does."""
    found = []
    for path in course.solutions.rglob("*"):
        if path.suffix in (".py", ".ipynb"):
            status = path.stat()
            found.append((str(path), status.st_mtime_ns, status.st_size))
    return hash(tuple(sorted(found)))


WARM = WarmGraders()  # the one per process; see above
atexit.register(WARM.close)
