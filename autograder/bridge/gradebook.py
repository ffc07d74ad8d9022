"""A bulk run's verdicts into nbgrader: its gradebook and its autograded notebooks, as ``nbgrader autograde``
leaves them.

formgrader, ``nbgrader generate_feedback`` and ``nbgrader export`` then work as they do after ``nbgrader
autograde``.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import nbformat.v4
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc

from autograder.bridge.database import PATIENCE
from autograder.bridge.rebuild import ReleaseNotebook, fill, find_notebook, rebuild
from autograder.bridge.records import CellScores, GradebookWriter
from autograder.course import Course, load_config
from autograder.errors import AuthorFault, UsageError
from autograder.pages.words import AssignmentWords, assignment_words
from autograder.results import Result

ID_LIMIT = 128  # of nbgrader's tables


@dataclass(frozen=True, slots=True)
class Written:
    """One submission that is in the gradebook now.

    Attributes:
        result: its verdict.
        notebook: the autograded notebook; None for a verdict that is ``not_graded``, of which nothing is
            written.
    """

    result: Result
    notebook: Path | None


def write_results(
    results: Iterable[Result],
    course: Course,
    *,
    db_url: str | None = None,
    locate: Callable[[Result], Path] | None = None,
    words: Callable[[str], AssignmentWords | None] | None = None,
    pictures: Callable[[Result], Mapping[str, bytes]] = lambda result: {},
    patience: float = PATIENCE,
) -> Iterator[Written]:
    """Write verdicts as they come, each in a transaction of its own, and yield what was written.

    Of a verdict that is ``not_graded`` nothing is written but a flag for a person to look at what the
    gradebook already has. A verdict that is ``unreadable`` leaves every cell without a score, to be marked by
    a person.

    Args:
        results: verdicts; an iterator is drawn from one at a time.
        course: the course that they belong to.
        db_url: the gradebook; by default the course's.
        locate: verdict -> the submitted notebook; by default the path in the verdict, from the course's root.
        words: assignment -> its words for the feedback; by default those of its hidden tests.
        pictures: verdict -> exercise -> PNG.
        patience: seconds to wait for a gradebook that another process has locked.

    Raises:
        CourseError: when the gradebook does not know an assignment, or knows another version of it.
        OurFault: when the gradebook or a file cannot be written; what was yielded before is safe.
        UsageError: for a student id that cannot be a folder's name.
    """
    penalties = AssignLatePenalties(config=load_config(course.root))
    words = words or course_words(course)
    origins: dict[str, ReleaseNotebook] = {}
    with GradebookWriter(db_url or course.db_url, course.course_id, penalties, patience) as writer:
        for result in results:
            _check_id(result.student)
            name = result.assignment
            if result.outcome == "not_graded":
                writer.flag(result.student, name, name)
                yield Written(result, None)
                continue
            if name not in origins:
                origins[name] = ReleaseNotebook.load(course, name)
            origin = origins[name]
            submitted = (locate or course_path(course))(result)
            notebook = rebuild(submitted, origin, course.language)
            fill(notebook, origin, result, course.language, words=words(name), pictures=pictures(result))
            scores = CellScores.of(notebook, origin.exercises, result)
            when = submitted.parent / "timestamp.txt"
            with _Staged(course.folders["autograded"] / result.student / name, name) as staged:
                staged.add(f"{name}.ipynb", nbformat.v4.writes(notebook) + "\n")
                timestamp = _timestamp(when)
                if timestamp is not None:
                    staged.add("timestamp.txt", when.read_text(encoding="utf-8"))
                writer.write(result.student, name, name, scores, origin.worth, timestamp, staged.publish)
            yield Written(result, staged.folder / f"{name}.ipynb")


def course_path(course: Course) -> Callable[[Result], Path]:
    """Where a verdict's notebook is: as the verdict says, or where nbgrader keeps submissions."""

    def locate(result: Result) -> Path:
        for path in (course.root / result.notebook, Path(result.notebook)):
            if path.is_file():
                return path
        return find_notebook(course.submission(result.student, result.assignment).parent, result.assignment)

    return locate


def course_words(course: Course) -> Callable[[str], AssignmentWords | None]:
    """The words of assignments, out of their hidden tests; None for one whose hidden tests cannot be
    loaded."""

    @cache
    def words(assignment: str) -> AssignmentWords | None:
        from autograder.marker.suite import (
            Suite,  # imports torch, which takes seconds and is not always needed
        )

        try:
            return assignment_words(Suite.load(course, assignment))
        except AuthorFault:
            return None

    return words


class _Staged:
    """Files that appear in a folder all at once, or not at all; read-only, as nbgrader's are."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self._waiting = folder, []

    def __enter__(self) -> _Staged:
        self.folder.mkdir(parents=True, exist_ok=True)
        return self

    def add(self, name: str, text: str) -> None:
        descriptor, path = tempfile.mkstemp(prefix=".", suffix=".part", dir=self.folder)
        self._waiting.append((Path(path), self.folder / name))
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)

    def publish(self) -> None:
        while self._waiting:
            path, final = self._waiting[-1]
            os.replace(path, final)
            self._waiting.pop()

    def __exit__(self, *exc_info: object) -> None:
        for path, _ in self._waiting:
            path.unlink(missing_ok=True)
        with suppress(OSError):
            self.folder.rmdir()  # only when it is empty


def _timestamp(path: Path) -> datetime | None:
    """When a submission was handed in, as nbgrader's collecting notes it; None where it did not, or not
    legibly."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > 1000:
        return None
    try:
        return parse_utc(path.read_text(encoding="utf-8").strip() or None)
    except (ValueError, OverflowError):
        return None


def _check_id(student: str) -> None:
    if not student or len(student) > ID_LIMIT or student in (".", "..") or set(student) & set("/\\\0"):
        raise UsageError(
            f"{student[:ID_LIMIT]!r} cannot be a student's id in nbgrader: it has to be a folder's name, "
            f"of at most {ID_LIMIT} characters"
        )
