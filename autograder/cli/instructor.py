"""For instructors: the report on a class, feedback pages, exports to other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from autograder.cli.grading import check_choices, find_course, grade_again, grade_paths, suite_of, write_out
from autograder.cli.tables import console, listed, marks_table, show
from autograder.core.clean import clean_line
from autograder.core.course import Course
from autograder.core.errors import UsageError
from autograder.core.marks import Record
from autograder.core.results import Document, Result, ResultsError, from_json, to_json
from autograder.reports.roster import Enrolled, enrol, read_roster

CourseOption = Annotated[
    Optional[Path],
    typer.Option(metavar="FOLDER", help="The course's folder. [default: here or above]", show_default=False),
]
ResultsOption = Annotated[
    Optional[Path],
    typer.Option(
        "--results",
        metavar="FILE",
        show_default=False,
        help="Results that `autograder grade --json` wrote. [default: grade submitted/, what is graded already is reused]",
    ),
]
LanguageOption = Annotated[
    Optional[str], typer.Option(help="en or zh. [default: the course's]", show_default=False)
]
RosterOption = Annotated[
    Optional[Path],
    typer.Option(metavar="FILE", help="Who is who: a CSV such as the platform exports.", show_default=False),
]


FORMATS = (".html", ".csv", ".json")  # of a report


class Target(StrEnum):
    """What marks can be exported to."""

    canvas = "canvas"
    moodle = "moodle"
    blackboard = "blackboard"
    nbgrader = "nbgrader"
    junit = "junit"
    solutions = "solutions"


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    for command in (report, feedback, export, gradescope, regrade):
        app.command()(command)


def report(
    assignments: Annotated[
        Optional[list[str]],
        typer.Argument(
            metavar="[ASSIGNMENT]...", help="Which assignments. [default: all]", show_default=False
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The page; .csv and .json write the same as such.")
    ] = Path("report.html"),
    student: Annotated[
        Optional[str],
        typer.Option(
            metavar="NAME", help="Write a page for one student over all assignments.", show_default=False
        ),
    ] = None,
    roster: RosterOption = None,
    results: ResultsOption = None,
    language: LanguageOption = None,
    course: CourseOption = None,
) -> None:
    """Write the report on a class: what has not been understood, who needs a person, who has not handed in.

    Marks are those of nbgrader's gradebook where it has them; who has not handed in is known from it or from --roster.
    One self-contained HTML page; with --out report.csv or report.json the same numbers for other programs.
    """
    from autograder.grading.course_words import course_words
    from autograder.reports.files import class_statistics
    from autograder.reports.report import report_csv, report_html, report_json, student_html

    check_choices(language, None)
    if out.suffix not in FORMATS:
        raise UsageError(f"--out ends in {', '.join(FORMATS)}; got {out}")
    home = find_course(course)
    spoken = language or home.language
    found = _in_language(home, _results(home, results, assignments), spoken)
    names = sorted(assignments or {result.assignment for result in found if result.assignment})
    record = _gradebook(home, names)
    absent = None
    if roster is not None:
        enrolled = enrol(record.with_results(found), names, read_roster(_bytes(roster)))
        absent = {name: [person.full_name for person in enrolled.absent(name)] for name in names}
    statistics = class_statistics(home, found, course_words(home), record, absent, _locate(home))
    if student is not None:
        if out.suffix != ".html":
            raise UsageError("--student writes a page: --out ends in .html")
        data = student_html(statistics, student, language=spoken).encode()
    elif out.suffix == ".json":
        data = report_json(statistics)
    else:
        data = (report_html if out.suffix == ".html" else report_csv)(statistics, language=spoken).encode()
    write_out(out, data)
    console().print(f"report     {out}")


def _locate(home: Course) -> Callable[[Result], Path | None]:
    from autograder.grading.run import locator

    return locator(home).find


def feedback(
    assignments: Annotated[
        Optional[list[str]],
        typer.Argument(
            metavar="[ASSIGNMENT]...", help="Which assignments. [default: all]", show_default=False
        ),
    ] = None,
    pictures: Annotated[
        bool, typer.Option(help="Draw what wrong functions do; their notebooks run once more.")
    ] = True,
    archive: Annotated[
        Optional[Path],
        typer.Option(
            "--zip",
            metavar="FILE",
            show_default=False,
            help="Put the pages into a zip as well, under the names that Canvas or Moodle gave in its download: upload it there.",
        ),
    ] = None,
    results: ResultsOption = None,
    language: LanguageOption = None,
    course: CourseOption = None,
) -> None:
    """Write a feedback page for every submission, into feedback/STUDENT/ASSIGNMENT/ as nbgrader does.

    Marks, comments and late penalties come from nbgrader's gradebook where it has them. Exit status 1: with --zip, some
    pages are not in it, since neither Canvas nor Moodle gave the submission its name.
    """
    from autograder.feedback.pictures import pngs
    from autograder.grading.course_words import course_words
    from autograder.grading.grade import Grader
    from autograder.grading.run import locator
    from autograder.reports.files import feedback_zip, write_feedback

    check_choices(language, None)
    home = find_course(course)
    found = _in_language(home, _results(home, results, assignments), language or home.language)
    record = _gradebook(home, {result.assignment for result in found})
    places = locator(home)
    with Grader(home, language=language) as grader:

        def drawn(result: Result) -> dict[str, bytes]:
            path = places.find(result) if pictures and result.outcome == "graded" else None
            return {} if path is None else pngs(grader.drawings(result, path), language or home.language)

        pages = write_feedback(home, found, course_words(home), language, drawn, record, _locate(home))
    out = console()
    out.print(f"feedback   {len(pages)} pages in {home.folders['feedback']}")
    for result in found:
        if (result.student, result.assignment) not in pages:
            out.print(
                f"no page    {clean_line(result.student)}: {clean_line(result.assignment) or 'no assignment'}: "
                "a name that cannot be a folder's"
            )
    if archive is not None:
        data, left = feedback_zip(pages, found)
        write_out(archive, data)
        out.print(f"upload     {archive}: {len(found) - len(left)} pages")
        for result in left:
            out.print(
                f"not in it  {clean_line(result.student)}, {clean_line(result.assignment)}: "
                "neither Canvas nor Moodle gave this submission its name"
            )
        raise typer.Exit(1 if left else 0)


def export(
    to: Annotated[Target, typer.Argument(help="Where the marks go.", show_default=False)],
    assignments: Annotated[
        Optional[list[str]],
        typer.Argument(
            metavar="[ASSIGNMENT]...", help="Which assignments. [default: all]", show_default=False
        ),
    ] = None,
    out: Annotated[
        Optional[Path],
        typer.Option("--out", "-o", help="The file. [default: standard output]", show_default=False),
    ] = None,
    roster: RosterOption = None,
    zero: Annotated[bool, typer.Option("--zero", help="Give who has not handed in 0 points.")] = False,
    results: ResultsOption = None,
    course: CourseOption = None,
) -> None:
    """Export marks: a file for Canvas, Moodle or Blackboard, in nbgrader's form, or JUnit XML; or the solutions themselves,
    as Python files in a zip, for copydetect or MOSS.

    The marks are those of nbgrader's gradebook where it has the submission, else those of the tests. What they are made
    of, and who was matched with whom on the roster, is shown on standard error. Exit status 1: somebody who handed in is
    not on the roster.
    """
    from autograder.grading.course_words import notebook_titles
    from autograder.reports.files import solutions_zip
    from autograder.reports.gradebooks import blackboard_csv, canvas_csv, moodle_csv, nbgrader_csv
    from autograder.reports.junit import junit_xml
    from autograder.reports.roster import column_titles

    home = find_course(course)
    if to is Target.junit:
        _give(out, junit_xml(_results(home, results, assignments).results))
        return
    if to is Target.solutions:
        _give(out, solutions_zip(home, _results(home, results, assignments).results, _locate(home)))
        return
    people = read_roster(_bytes(roster)) if roster is not None else None
    record, names = _record(home, results, assignments)
    enrolled = enrol(record, names, people)
    titles = column_titles(people.header if people else (), notebook_titles(home))
    written = {
        Target.canvas: lambda: canvas_csv(enrolled, titles=titles, zero=zero).encode(),
        Target.moodle: lambda: moodle_csv(
            enrolled, titles=titles, zero=zero, language=home.language
        ).encode(),
        Target.blackboard: lambda: blackboard_csv(enrolled, titles=titles, zero=zero).encode("utf-16"),
        Target.nbgrader: lambda: nbgrader_csv(enrolled, zero=zero).encode(),
    }[to]()
    _give(out, written)
    _explain(enrolled, zero)
    raise typer.Exit(1 if enrolled.unmatched else 0)


def _give(out: Path | None, data: bytes) -> None:
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_out(out, data)


def _record(home: Course, results: Path | None, assignments: list[str] | None) -> tuple[Record, list[str]]:
    """The record of marks and the assignments in it; nothing is graded where the gradebook says it all."""
    for name in assignments or ():
        home.source_notebook(name)
    record = _gradebook(home, assignments)
    if results is None and record.marks:
        known = {(one.student, one.assignment) for one in record.marks}
        waiting = [
            f"{path.parent.name}, {path.name}"
            for path in sorted(home.folders["submitted"].glob("*/*"))
            if path.name in (assignments or home.names()) and (path.parent.name, path.name) not in known
        ]
        if waiting:
            console(stderr=True).print(
                f"not in the gradebook yet: {'; '.join(map(clean_line, waiting))} "
                "(`autograder grade submitted/ --gradebook` writes them)"
            )
        return record, sorted(assignments or {one.assignment for one in record.marks})
    found = _results(home, results, assignments).results
    names = sorted(assignments or {result.assignment for result in found if result.assignment})
    for result in found:
        if not result.assignment:
            console(stderr=True).print(
                f"not exported: {clean_line(result.student)}: its name tells no assignment ({clean_line(result.notebook)})",
                style="red",
            )
    _compare(record, found)
    return record.with_results(found), names


def _compare(record: Record, found: list[Result]) -> None:
    """Say where results are not those that the gradebook has."""
    newer = []
    for result in found:
        marks = record.find(result.student, result.assignment)
        scores = {one.name: one.score for one in result.exercises}
        if marks and any(
            scores.get(part.exercise or "", part.automatic) != part.automatic for part in marks.parts
        ):
            newer.append(f"{clean_line(result.student)}, {clean_line(result.assignment)}")
    if newer:
        console(stderr=True).print(
            f"the gradebook has other marks of the tests, which are exported: {'; '.join(newer)} "
            "(`autograder grade … --gradebook` writes new ones)"
        )


def _gradebook(home: Course, assignments: Iterable[str] | None) -> Record:
    """What the gradebook has; nothing where there is none."""
    if not home.has_gradebook:
        return Record()
    from autograder.bridge.marks import read_marks

    return read_marks(home, assignments)


def _explain(enrolled: Enrolled, zero: bool) -> None:
    """What the marks are made of, whose they are, and who has none."""
    err = console(stderr=True)
    own = [one for marks in enrolled.marks.values() for one in marks.values()]
    alone = [one for one in own if not one.in_gradebook]
    if alone:
        who = (
            ""
            if len(alone) == len(own)
            else ": " + "; ".join(f"{clean_line(one.student)}, {clean_line(one.assignment)}" for one in alone)
        )
        err.print(
            f"{len(alone)} of {len(own)} marks are those of the tests alone, as no gradebook has them{who}"
        )
    for name in enrolled.marks:
        show(marks_table(enrolled, name), err)
        if absent := enrolled.absent(name):
            err.print(f"{len(absent)} not handed in{', 0 points each' if zero else ''}: {listed(absent)}")
    for student, why in enrolled.unmatched.items():
        err.print(f"not exported: {clean_line(student)}: {why}", style="red")


def gradescope(
    assignment: Annotated[str, typer.Argument(help="The assignment.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", "-o", help="The zip, or a folder to put it into.")] = Path(),
    visibility: Annotated[
        str,
        typer.Option(
            help="When students see their marks: visible, hidden, after_due_date or after_published."
        ),
    ] = "visible",
    course: CourseOption = None,
) -> None:
    """Build Gradescope's autograder zip for an assignment. It holds the hidden tests: keep it as safe as them."""
    from autograder.reports.gradescope import build_zip

    console().print(f"upload to Gradescope: {build_zip(find_course(course), assignment, out, visibility)}")


def regrade(
    before: Annotated[
        Path,
        typer.Argument(metavar="BEFORE.json", help="Results from before the change.", show_default=False),
    ],
    json: Annotated[
        Optional[Path], typer.Option(metavar="FILE", help="Write the new results here.", show_default=False)
    ] = None,
    gradebook: Annotated[
        bool, typer.Option("--gradebook", help="Write the new marks into nbgrader's gradebook.")
    ] = False,
    course: CourseOption = None,
) -> None:
    """Grade again after a change of hidden tests, and list whose marks changed and by how much.

    Exit status 1: some notebooks are gone, and keep their marks.
    """
    from autograder.cli.changes import changes_of, changes_table
    from autograder.grading.run import locator

    home = find_course(course)
    document = _read(before)
    old, places = list(document.results), locator(home)
    language = document.language
    now = sorted(
        grade_again(home, old, places, language=language, gradebook=gradebook),
        key=lambda result: (result.student, result.assignment),
    )
    changed = changes_of(old, now)
    out = console()
    if changed:
        show(changes_table(changed), out)
    whose = {(change.student, change.assignment) for change in changed}
    out.print(f"{len(whose)} of {len(now)} submissions have other marks")
    gone = [result for result in old if result.submission and places.find(result, exact=False) is None]
    for result in gone:
        out.print(f"gone: {clean_line(result.notebook)} keeps its marks: it is not where it was", style="red")
    if json is not None:
        write_out(json, to_json(Document(suite=suite_of(home, now), results=tuple(now), language=language)))
    raise typer.Exit(1 if gone else 0)


def _in_language(course: Course, found: _Found, language: str) -> list[Result]:
    """The results in a language: in another one they are graded again, as messages are written while grading."""
    if found.language in (None, language):
        return found.results
    from autograder.grading.run import locator

    places = locator(course)
    now = list(grade_again(course, found.results, places, language=language))
    gone = sum(
        result.submission is not None and places.find(result, exact=False) is None for result in found.results
    )
    if gone:
        console(stderr=True).print(
            f"{gone} results stay in the language {found.language}: their notebooks are not where they were"
        )
    return sorted(now, key=lambda result: (result.assignment, result.student))


@dataclass(frozen=True)
class _Found:
    """Results, sorted, and the language that they are in."""

    results: list[Result]
    language: str | None = None


def _results(course: Course, path: Path | None, assignments: list[str] | None) -> _Found:
    """The results asked for: from a document, or of the submissions in submitted/, or as autograded/ has them."""
    for name in assignments or ():
        course.source_notebook(name)  # a name that the course does not have is told at once
    language: str | None = course.language
    if path is not None:
        document = _read(path)
        found, language = list(document.results), document.language
    else:
        submitted = course.folders["submitted"]
        if submitted.is_dir():
            names: list[str | None] = [*assignments] if assignments else [None]
            found = [result for name in names for result in grade_paths(course, [submitted], assignment=name)]
        else:
            from autograder.bridge.kept import kept_results

            kept = kept_results(course, assignments or course.names())
            found, language = [one.result for one in kept], kept[0].language if kept else None
        if not found:
            raise UsageError(f"no submissions: expected the folder {submitted}, or --results FILE")
    wanted = (result for result in found if not assignments or result.assignment in assignments)
    return _Found(sorted(wanted, key=lambda result: (result.assignment, result.student)), language)


def _read(path: Path) -> Document:
    try:
        return from_json(_bytes(path))
    except ResultsError as exc:
        raise UsageError(f"{path}: {exc}") from exc


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as exc:
        raise UsageError(f"cannot read {path}: {exc.strerror or exc}") from exc
