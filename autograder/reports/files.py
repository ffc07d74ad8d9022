"""Pages on disk: one feedback page a submission, in nbgrader's layout, and the report on a class."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from autograder.core.course import Course
from autograder.core.errors import OurFault, Unreadable
from autograder.core.files import write_whole
from autograder.core.results import Result
from autograder.core.words import AssignmentWords, CourseWords
from autograder.feedback import feedback
from autograder.reports.report import report_html
from autograder.reports.report_model import Report
from autograder.reports.statistics import build_report
from autograder.submissions import read_release, read_submission

Words = Callable[[str], AssignmentWords | None]
Pictures = Callable[[Result], Mapping[str, bytes]]


def write_feedback(
    course: Course,
    results: Iterable[Result],
    words: Words,
    language: str | None = None,
    pictures: Pictures = lambda result: {},
) -> list[Path]:
    """Write ``feedback/STUDENT/ASSIGNMENT/ASSIGNMENT.html`` for each result; the pages written.

    Raises:
        OurFault: when one cannot be written; those before it are whole.
    """
    pages = []
    for result in results:
        path = course.folders["feedback"] / result.student / result.assignment / f"{result.assignment}.html"
        html = feedback.page(
            result,
            words=words(result.assignment),
            language=language or course.language,
            pictures=pictures(result),
        )
        pages.append(write_page(path, html))
    return pages


def write_report(course: Course, results: Iterable[Result], words: Words, path: Path) -> Path:
    """Write the report on a class; the page written."""
    return write_page(path, report_html(class_statistics(course, results, words), language=course.language))


def class_statistics(course: Course, results: Iterable[Result], words: Words) -> Report:
    """What the report says; similar solutions are looked for in the notebooks that the results name."""
    found = list(results)
    names = sorted({result.assignment for result in found})
    known = CourseWords(None, {name: one for name in names if (one := words(name)) is not None})
    return build_report(found, words=known, sources=sources(course, found))


def sources(course: Course, results: Iterable[Result]) -> dict[tuple[str, str], dict[str, str]]:
    """What each student wrote: (student, assignment) -> exercise -> source of its cell."""
    releases = {name: read_release(course.source_notebook(name)) for name in course.names()}
    found = {}
    for result in results:
        if result.outcome != "graded" or result.assignment not in releases:
            continue
        try:
            submission = read_submission(Path(result.notebook), releases[result.assignment])
        except (Unreadable, OSError):
            continue  # moved away since
        found[result.student, result.assignment] = {
            exercise: submission.solution(exercise).source for exercise, _ in submission.places
        }
    return found


def write_page(path: Path, html: str) -> Path:
    """Write a page so that it is never half there.

    Raises:
        OurFault: when it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, html.encode())
    except OSError as exc:
        raise OurFault(f"cannot write {path}: {exc.strerror}") from exc
    return path
