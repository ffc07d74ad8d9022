"""A bulk run's verdicts into nbgrader: its gradebook and its autograded notebooks, as ``nbgrader autograde``
leaves them.

formgrader, ``nbgrader generate_feedback`` and ``nbgrader export`` then work as they do after ``nbgrader autograde``.
"""

import logging
import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple, Self

import msgspec
import nbformat.v4
from nbformat import NotebookNode

from autograder.bridge.cells import notebook_text
from autograder.bridge.database import PATIENCE
from autograder.bridge.extras import extras, handed_in
from autograder.bridge.kept import KEPT
from autograder.bridge.penalties import LatePenalties, PluginFailed
from autograder.bridge.rebuild import TEXTS, ReleaseNotebook, fill, find_notebook, read_graded, rebuild
from autograder.bridge.records import CellScores, GradebookWriter
from autograder.core.clean import clean_line
from autograder.core.course import Course, load_config
from autograder.core.results import Result
from autograder.core.text import translate
from autograder.core.words import AssignmentWords
from autograder.grading.course_words import course_words

ID_LIMIT = 128  # of nbgrader's tables
log = logging.getLogger(__name__)


class Written(NamedTuple):
    """One submission: its verdict, and its autograded notebook.

    The notebook is None where nothing is written: for a verdict that is ``not_graded``, or becomes so because the course's
    late plugin failed on it; and for a student whose id nbgrader cannot keep, which is logged.
    """

    result: Result
    notebook: Path | None


def write_results(
    results: Iterable[Result],
    course: Course,
    *,
    db_url: str | None = None,
    language: str | None = None,
    locate: Callable[[Result], Path | None] | None = None,
    expected: Iterable[str] = (),
    patience: float = PATIENCE,
) -> Iterator[Written]:
    """Write what is new in verdicts as they come, each in a transaction of its own, and yield what was written.

    Of a verdict that is ``not_graded`` nothing is written but a flag for a person to look at what the gradebook already
    has. A verdict that is ``unreadable`` leaves every cell without a score, to be marked by a person.

    Args:
        results: verdicts; an iterator is drawn from one at a time.
        course: the course that they belong to.
        db_url: the gradebook; by default the course's.
        language: of the feedback; by default the course's.
        locate: verdict -> the submitted notebook, or None for where the verdict says that it is.
        expected: assignments that the gradebook must know before the first verdict is asked for.
        patience: seconds to wait for a gradebook that another process has locked.

    Raises:
        CourseError: when the gradebook does not know an assignment, or knows another version of it.
        OurFault: when the gradebook or a file cannot be written; what was yielded before is safe.
    """
    penalties = LatePenalties(config=load_config(course.root))
    origin = cache(partial(ReleaseNotebook.load, course))
    words = course_words(course)
    with GradebookWriter(db_url or course.db_url, course.course_id, penalties, patience) as writer:
        for name in expected:
            writer.check(name, name, origin(name).worth)
        for result in results:
            if result.assignment not in course.names() or not can_be_kept(result.student):
                log.warning(
                    "not in the gradebook: %s, %s: expected an assignment of the course, and a student "
                    "whose name can be a folder's, of at most %d characters",
                    clean_line(result.student),
                    clean_line(result.assignment) or "no assignment",
                    ID_LIMIT,
                )
                yield Written(result, None)
                continue
            path = None
            if result.outcome != "not_graded":
                submitted = (locate and locate(result)) or course_path(course, result)
                write = partial(_write, writer, course, origin(result.assignment), result, submitted)
                try:
                    path = write(language or course.language, words(result.assignment))
                except PluginFailed as exc:
                    result = msgspec.structs.replace(  # noqa: PLW2901
                        result, outcome="not_graded", score=None, max_score=None, message=str(exc)
                    )
            if path is None:
                writer.flag(result.student, result.assignment, result.assignment)
            yield Written(result, path)


def _write(
    writer: GradebookWriter,
    course: Course,
    release: ReleaseNotebook,
    result: Result,
    submitted: Path,
    language: str,
    words: AssignmentWords | None,
) -> Path:
    """Write one verdict, its notebook and its scores, both or neither; the autograded notebook."""
    name = result.assignment
    data = read_graded(submitted, course, result.submission)
    at_hand = result.submission is None or data is not None
    notebook = rebuild(data, release, language)
    if not at_hand:
        said = translate(TEXTS["elsewhere"], language)
        notebook.cells.insert(0, nbformat.v4.new_markdown_cell(f"> {said}", id="cell-elsewhere"))
    fill(notebook, release, result, language, words=words)
    with _Staged(course.folders["autograded"] / result.student / name) as staged:
        final = staged.folder / f"{name}.ipynb"
        before = autograded(final)
        scores = CellScores.of(notebook, release.exercises, result, answers=at_hand, before=before)

        def publish(late: float) -> None:
            notebook.metadata[KEPT].seconds_late = late
            staged.add(final.name, notebook_text(notebook))
            for other, text in extras(submitted.parent).items():
                staged.add(other, text)
            staged.publish()

        when = handed_in(submitted.parent)
        writer.write(result.student, name, name, scores, release.worth, when, publish)
    return final


def autograded(path: Path) -> NotebookNode | None:
    """An autograded notebook; None where there is none that can be read."""
    try:
        return nbformat.v4.reads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, AttributeError, RecursionError):
        return None


def course_path(course: Course, result: Result) -> Path:
    """Where a verdict's notebook is: as the verdict says, or where nbgrader keeps submissions."""
    for path in (course.root / result.notebook, Path(result.notebook)):
        if path.is_file():
            return path
    return find_notebook(course.submission(result.student, result.assignment).parent, result.assignment)


class _Staged:
    """Files that appear in a folder all at once, or not at all; read-only, as nbgrader's are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._waiting: list[tuple[Path, Path]] = []

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        return self

    def add(self, name: str, text: str) -> None:
        """Have a file appear, unless it is there as it should be."""
        with suppress(OSError, UnicodeDecodeError):
            if (self.folder / name).read_text(encoding="utf-8") == text:
                return
        descriptor, path = tempfile.mkstemp(prefix=".", suffix=".part", dir=self.folder)
        self._waiting.append((Path(path), self.folder / name))
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(path).chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)

    def publish(self) -> None:
        while self._waiting:
            path, final = self._waiting[-1]
            path.replace(final)
            self._waiting.pop()

    def __exit__(self, *exc_info: object) -> None:
        for path, _ in self._waiting:
            path.unlink(missing_ok=True)
        with suppress(OSError):
            self.folder.rmdir()  # only when it is empty


def can_be_kept(student: str) -> bool:
    """Whether nbgrader can keep a student under this id: it names a folder, and a row of a table."""
    separators = {os.sep, os.altsep, "/", "\0"}  # DOMAIN\\user is a name where folders are parted by /
    return 0 < len(student) <= ID_LIMIT and student not in (".", "..") and not set(student) & separators
