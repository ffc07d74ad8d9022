"""The warm grader that a process keeps.

A grader is a context manager with ``grade(notebook, *, student, assignment)``; one that has ``drawings`` gives
pages their pictures, too. nbgrader makes new preprocessors for every notebook, and formgrader a new converter for every click; a grader
takes seconds to start. So a process keeps one, until the course's tests change or the process ends.
"""

import atexit
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from traitlets.utils.importstring import import_item

from autograder.core.course import Course
from autograder.core.results import Result
from autograder.submissions.locate import Locator

DEFAULT = "autograder.grading.grade.Grader"


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


@dataclass
class WarmGraders:
    """Keeps the last grader that was asked for, as ``kept``."""

    _key: tuple[Any, ...] | None = field(default=None, init=False)
    kept: Any = field(default=None, init=False)

    def get(self, factory: str, course: Course) -> Any:
        """The grader made by the class or function with this import string; a new one when the course has changed."""
        key = (factory, course.root, course.language, course.suite_seed, course.isolation, _stamp(course))
        if key != self._key:
            self.close()
            make: Callable[..., Any] = import_item(factory)
            self.kept = make(course, isolation=course.isolation, language=course.language).__enter__()
            self._key = key
        return self.kept

    def close(self) -> None:
        """End the grader that is kept."""
        grader, self.kept, self._key = self.kept, None, None
        if grader is not None:
            grader.__exit__(None, None, None)


def _stamp(course: Course) -> int:
    """A number that changes when a file of the solutions does."""
    paths = sorted(path for path in course.solutions.rglob("*") if path.suffix in (".py", ".ipynb"))
    return hash(tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths))


WARM = WarmGraders()  # the one per process; see above
atexit.register(WARM.close)
