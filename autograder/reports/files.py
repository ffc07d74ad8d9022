"""Pages on disk: one feedback page a submission, in nbgrader's layout, and the report on a class."""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from autograder.core.course import Course
from autograder.core.errors import CourseError, OurFault, Unreadable
from autograder.core.files import write_whole
from autograder.core.marks import Record
from autograder.core.results import Result
from autograder.core.words import AssignmentWords
from autograder.feedback import feedback
from autograder.reports.report_model import Report
from autograder.reports.statistics import build_report
from autograder.submissions import Release, Submission, read_release, read_submission, release_of

TAKE_BACK = ("canvas", "moodle")  # platforms that take many feedback files in one upload
Words = Callable[[str], AssignmentWords | None]
Pictures = Callable[[Result], Mapping[str, bytes]]
Locate = Callable[[Result], Path | None]


def write_feedback(
    course: Course,
    results: Iterable[Result],
    words: Words,
    language: str | None = None,
    pictures: Pictures = lambda result: {},
    record: Record | None = None,
    locate: Locate = lambda result: Path(result.notebook),
) -> dict[tuple[str, str], Path]:
    """Write ``feedback/STUDENT/ASSIGNMENT/ASSIGNMENT.html`` for each result: (student, assignment) -> page.

    Args:
        course: the course.
        results: the verdicts.
        words: assignment -> its words.
        language: of the pages; by default the course's.
        pictures: verdict -> exercise -> PNG.
        record: the marks; by default what the verdicts alone say.
        locate: verdict -> the submitted notebook.

    Raises:
        OurFault: when one cannot be written; those before it are whole.
    """
    pages = {}
    known = {(one.student, one.assignment): one for one in (record or Record()).marks}
    for result in results:
        key = result.student, result.assignment
        if not result.assignment or _escapes(result.student) or _escapes(result.assignment):
            continue  # nobody's folder
        path = course.folders["feedback"] / result.student / result.assignment / f"{result.assignment}.html"
        html = feedback.page(
            result,
            words=words(result.assignment),
            language=language or course.language,
            pictures=pictures(result),
            marks=known.get(key),
            answers=written_answers(course, result, locate),
        )
        pages[key] = write_page(path, html)
    return pages


def feedback_zip(
    pages: Mapping[tuple[str, str], Path], results: Iterable[Result]
) -> tuple[bytes, list[Result]]:
    """Pages in the layout that Canvas and Moodle take back: under the names that the platform gave in its download.

    Args:
        pages: (student, assignment) -> page.
        results: whose pages; :attr:`~autograder.core.results.Result.ids` says what the platform called the file.

    Returns:
        The zip, and the results whose pages are not in it, since no such platform knows them.
    """
    buffer, left = io.BytesIO(), []
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for result in results:
            page = pages.get((result.student, result.assignment))
            called = PurePosixPath(result.ids.file or "")
            if page is None or result.ids.platform not in TAKE_BACK or not called.name or called.name == "..":
                left.append(result)
                continue
            whole = called.suffix.lower() in (".ipynb", ".zip", ".json", ".txt", ".pdf", ".html", ".py")
            name = f"{called.stem}.html" if whole else f"{called.name}/{result.assignment}.html"
            archive.writestr(zipfile.ZipInfo(name), page.read_bytes())
    return buffer.getvalue(), left


def _escapes(name: str) -> bool:
    """Whether a name cannot be that of a folder here."""
    return name in ("", ".", "..") or bool(set(name) & set("/\\\0"))


def written_answers(course: Course, result: Result, locate: Locate) -> dict[str, str]:
    """Name of a written question -> what the student wrote; nothing where the notebook cannot be read."""
    try:
        release = release_of(course, result.assignment)
    except CourseError:
        return {}
    submission = _submission(course, result, release, locate) if release.questions else None
    if submission is None or result.submission not in (None, submission.digest):
        return {}
    return {answer.name: answer.source for answer in submission.answers if answer.changed and answer.source}


def _submission(course: Course, result: Result, release: Release, locate: Locate) -> Submission | None:
    """The notebook of a result; None where it cannot be read, or has been moved away since."""
    path = locate(result)
    try:
        return read_submission(path, release, course.limits.notebook_bytes) if path else None
    except (Unreadable, OSError):
        return None


def class_statistics(
    course: Course,
    results: Iterable[Result],
    words: Words,
    record: Record,
    absent: Mapping[str, Sequence[str]] | None = None,
    locate: Locate = lambda result: Path(result.notebook),
) -> Report:
    """What the report says; equal solutions are looked for in the notebooks that the results name.

    Who has not handed in is who the gradebook knows and nothing has come from, unless ``absent`` says it.
    """
    found = list(results)
    names = sorted({result.assignment for result in found})
    if absent is None:
        own = {(one.student, one.assignment) for one in found}
        own |= {(one.student, one.assignment) for one in record.marks}
        absent = {
            name: [student.id for student in record.students if (student.id, name) not in own]
            for name in names
        }
    known = {name: one for name in names if (one := words(name)) is not None}
    return build_report(
        found, words=known, sources=sources(course, found, locate), record=record, absent=absent
    )


def solutions_zip(course: Course, results: Iterable[Result], locate: Locate) -> bytes:
    """What students wrote as Python files, for copydetect or MOSS: ``ASSIGNMENT/STUDENT.py``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for (student, assignment), cells in sorted(sources(course, results, locate).items()):
            safe = re.sub(r"[^\w.-]", "_", student)
            if safe != student:  # two names must not become one
                safe += f"-{hashlib.sha256(student.encode('utf-8', 'replace')).hexdigest()[:8]}"
            archive.writestr(zipfile.ZipInfo(f"{assignment}/{safe}.py"), "\n\n\n".join(cells.values()) + "\n")
    return buffer.getvalue()


def sources(
    course: Course, results: Iterable[Result], locate: Locate = lambda result: Path(result.notebook)
) -> dict[tuple[str, str], dict[str, str]]:
    """What each student wrote: (student, assignment) -> exercise -> source of its cell."""
    releases = {name: read_release(course.source_notebook(name)) for name in course.names()}
    found = {}
    for result in results:
        if result.outcome != "graded" or result.assignment not in releases:
            continue
        submission = _submission(course, result, releases[result.assignment], locate)
        if submission is not None:
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
