"""Grading what results name once more: a student is who the document says, and no path is read for a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from autograder.core.course import Course
from autograder.core.errors import UsageError
from autograder.core.results import Result
from autograder.submissions.discover import discover


@dataclass
class Places:
    """Where the notebooks of results are; archives are unpacked when one is needed."""

    course: Course
    _known: dict[Path, dict[str, Path]] = field(default_factory=dict)

    def find(self, result: Result) -> Path | None:
        """The notebook by the name that it is shown by, else in nbgrader's folder; None where it is gone."""
        for start in (Path(), self.course.root):
            path = start / result.notebook
            if path.is_file():
                return path
            for above in path.parents:
                if above.is_file():  # an archive
                    return self._inside(above).get(result.notebook)
        kept = self.course.submission(result.student, result.assignment)
        return kept if kept.is_file() else None

    def _inside(self, archive: Path) -> dict[str, Path]:
        if archive not in self._known:
            try:
                found = discover([archive], self.course.names())
            except UsageError:  # emptied since
                found = []
            self._known[archive] = {one.shown: one.path for one in found if one.path is not None}
        return self._known[archive]


def grade_again(
    course: Course,
    results: Iterable[Result],
    places: Places,
    *,
    language: str | None = None,
    gradebook: bool = False,
) -> Iterator[Result]:
    """Grade the notebooks of results again; one that is gone, or names no assignment, keeps its result."""
    from autograder.grading.run import Task, grade_all
    from autograder.grading.store import Store

    tasks, before = [], {}
    for result in results:
        path = places.find(result) if result.assignment in course.names() else None
        if path is None:
            yield result
        else:
            tasks.append(Task(str(path), result.student, result.assignment, result.notebook))
            before[result.student, result.assignment, result.notebook] = result
    store = Store(course.root / ".autograder" / "results.sqlite")
    try:
        now: Iterator[Result] = (
            msgspec.structs.replace(one, ids=before[one.student, one.assignment, one.notebook].ids)
            for one in grade_all(course, tasks, store=store, language=language)
        )
        if gradebook:
            from autograder.bridge.gradebook import write_results

            expected = {task.assignment for task in tasks}
            now = (
                written.result
                for written in write_results(
                    now, course, language=language, locate=places.find, expected=expected
                )
            )
        yield from now
    finally:
        store.close()
