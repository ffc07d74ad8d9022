"""Grades a class ahead of nbgrader, which goes from one submission to the next: while it keeps its books, markers go on."""

import re
from collections.abc import Generator
from pathlib import Path
from typing import Any

from autograder.bridge.rebuild import find_notebook, read_graded
from autograder.core.course import Course
from autograder.core.results import Result
from autograder.grading import cores
from autograder.grading.run import grade_all
from autograder.grading.tasks import Task


class Ahead:
    """The verdicts on the submissions that one run of ``nbgrader autograde`` has still to come to.

    Args:
        course: the course.
        converter: nbgrader's, which has found the submissions.
    """

    def __init__(self, course: Course, converter: Any) -> None:
        self._course, self._converter = course, converter
        self._results: Generator[Result, None, None] | None = None
        self._waiting: set[tuple[str, str]] = set()
        self._found: dict[tuple[str, str], Result] = {}

    def result(self, path: Path, student: str, assignment: str) -> Result | None:
        """The verdict on the notebook at ``path``; None for one that is not graded ahead, or has changed since.

        Raises:
            AutograderError: nothing can be graded ahead.
        """
        key = student, assignment
        if self._results is None:
            tasks = self._tasks(*key)
            self._waiting = {(task.student, task.assignment) for task in tasks}
            self._results = grade_all(self._course, tasks)
        while key in self._waiting:
            result = next(self._results, None)
            if result is None:  # a fault has ended it
                self._waiting.clear()
                break
            self._found[result.student, result.assignment] = result
            self._waiting.discard((result.student, result.assignment))
        if not self._waiting:
            self._results.close()  # ends the markers
        found = self._found.pop(key, None)
        if found is None or found.submission is None:
            return found
        return found if read_graded(path, self._course, found.submission) is not None else None

    def _tasks(self, student: str, assignment: str) -> list[Task]:
        """What nbgrader will grade from this submission on; nothing where there is no other, or no other processor."""
        directory = self._converter.coursedir
        found: list[Task] = []
        pattern = directory.format_path(
            directory.submitted_directory, "(?P<student>.*)", re.escape(assignment), escape=True
        )
        for folder in sorted(self._converter.assignments):
            match = re.fullmatch(pattern, folder)
            other = match["student"] if match else student
            if match and (other == student or (found and self._is_due(folder, other, assignment))):
                path = str(find_notebook(Path(folder), assignment))
                found.append(Task(path, other, assignment, path))
        return found if len(found) > 1 and cores.count() > 1 else []

    def _is_due(self, folder: str, student: str, assignment: str) -> bool:
        """Whether nbgrader grades a submission: by force, for the first time, or as a newer one has been handed in."""
        directory = self._converter.coursedir
        if student in directory.student_id_exclude.split(","):
            return False
        done = directory.format_path(directory.autograded_directory, student, assignment)
        if self._converter.force or not Path(done).exists():
            return True
        new, old = (directory.get_existing_timestamp(place) for place in (folder, done))
        return new is not None and old is not None and new > old
