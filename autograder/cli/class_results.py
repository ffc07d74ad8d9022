"""The results and the marks that a command about a class works on: named ones, or what the course's folders hold."""

from collections.abc import Iterable
from pathlib import Path

from autograder.cli.grading import document_of, grade_again, grade_paths
from autograder.cli.tables import console
from autograder.core.clean import clean_line
from autograder.core.course import Course
from autograder.core.errors import UsageError
from autograder.core.marks import Record
from autograder.core.results import Document, Result, ResultsError, from_json
from autograder.submissions.locate import Locator


def results_of(course: Course, path: Path | None, assignments: list[str] | None) -> Document:
    """The results asked for, sorted: from a document, or of the submissions in submitted/, or as autograded/ has them.

    Raises:
        UsageError: when there are none.
        CourseError: when the course has no such assignment.
    """
    for name in assignments or ():
        course.source_notebook(name)
    language: str | None = course.language
    submitted = course.folders["submitted"]
    found: Iterable[Result]
    if path is not None:
        document = read_results(path)
        found, language = document.results, document.language
    elif submitted.is_dir():
        names: list[str | None] = [*assignments] if assignments else [None]
        found = [result for name in names for result in grade_paths(course, [submitted], assignment=name)]
    else:
        from autograder.bridge.kept import kept_results

        kept = kept_results(course, assignments or course.names())
        found, language = [one.result for one in kept], kept[0].language if kept else None
    if not found and path is None:
        raise UsageError(f"no submissions: expected the folder {submitted}, or --results FILE")
    wanted = (result for result in found if not assignments or result.assignment in assignments)
    return document_of(course, sorted(wanted, key=_order), language)


def in_language(course: Course, document: Document, language: str, places: Locator) -> list[Result]:
    """The results in a language: in another one they are graded again, as messages are written while grading."""
    if document.language in (None, language):
        return list(document.results)
    now = sorted(grade_again(course, document.results, places, language=language), key=_order)
    if left := len(gone(document.results, places)):
        console(stderr=True).print(
            f"{left} results stay in the language {document.language}: their notebooks are not where they were"
        )
    return now


def _order(result: Result) -> tuple[str, str]:
    return result.assignment, result.student


def gone(results: Iterable[Result], places: Locator) -> list[Result]:
    """The results whose notebooks are not where they were."""
    return [one for one in results if one.submission and places.find(one, exact=False) is None]


def marks_of(course: Course, results: Path | None, assignments: list[str] | None) -> tuple[Record, list[str]]:
    """The record of marks and the assignments in it; nothing is graded where the gradebook says it all.

    Raises:
        UsageError: when there are neither marks nor submissions.
        CourseError: when the course has no such assignment.
    """
    for name in assignments or ():
        course.source_notebook(name)
    record = gradebook(course, assignments)
    if results is None and record.marks:
        known = {(one.student, one.assignment) for one in record.marks}
        waiting = [
            Result.ungraded(
                "not_graded", None, student=path.parent.name, assignment=path.name, notebook=str(path)
            )
            for path in sorted(course.folders["submitted"].glob("*/*"))
            if path.name in (assignments or course.names()) and (path.parent.name, path.name) not in known
        ]
        if waiting:
            whose = "; ".join(clean_line(f"{one.student}, {one.assignment}") for one in waiting)
            console(stderr=True).print(
                f"not in the gradebook yet: {whose} (`autograder grade submitted/ --gradebook` writes them)"
            )
        return record.with_results(waiting), sorted(assignments or {one.assignment for one in record.marks})
    found = results_of(course, results, assignments).results
    for result in found:
        if not result.assignment:
            console(stderr=True).print(
                f"not exported: {clean_line(result.student)}: its name tells no assignment ({clean_line(result.notebook)})",
                style="red",
            )
    _compare(record, found)
    names = sorted(assignments or {result.assignment for result in found if result.assignment})
    return record.with_results(found), names


def _compare(record: Record, found: Iterable[Result]) -> None:
    """Say where results are not those that the gradebook has."""
    newer = []
    for result in found:
        marks = record.find(result.student, result.assignment)
        scores = {one.name: one.score for one in result.exercises}
        parts = marks.parts if marks else ()
        if any(scores.get(part.exercise or "", part.automatic) != part.automatic for part in parts):
            newer.append(f"{clean_line(result.student)}, {clean_line(result.assignment)}")
    if newer:
        console(stderr=True).print(
            f"the gradebook has other marks of the tests, which are exported: {'; '.join(newer)} "
            "(`autograder grade … --gradebook` writes new ones)"
        )


def gradebook(course: Course, assignments: Iterable[str] | None) -> Record:
    """What the gradebook has; nothing where there is none."""
    if not course.has_gradebook:
        return Record()
    from autograder.bridge.marks import read_marks

    return read_marks(course, assignments)


def read_results(path: Path) -> Document:
    """A document of results.

    Raises:
        UsageError: when it cannot be read, or is none.
    """
    try:
        return from_json(read_bytes(path))
    except ResultsError as exc:
        raise UsageError(f"{path}: {exc}") from exc


def read_bytes(path: Path) -> bytes:
    """A file that was named.

    Raises:
        UsageError: when it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as exc:
        raise UsageError(f"cannot read {path}: {exc.strerror or exc}") from exc
