"""For instructors: the report on a class, feedback pages, exports to other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer
from rich.console import Console

from autograder.cli.grading import check_choices, find_course, grade_paths, write_out
from autograder.core.course import Course
from autograder.core.errors import UsageError
from autograder.core.results import Result, ResultsError, from_json

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
    nbgrader = "nbgrader"
    junit = "junit"


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
    results: ResultsOption = None,
    language: LanguageOption = None,
    course: CourseOption = None,
) -> None:
    """Write the report on a class: what has not been understood, and who needs a person.

    One self-contained HTML page; with --out report.csv or report.json the same numbers for other programs.
    """
    from autograder.grading.course_words import course_words
    from autograder.reports.files import class_statistics
    from autograder.reports.report import report_csv, report_html, report_json

    check_choices(language, None)
    if out.suffix not in FORMATS:
        raise UsageError(f"--out ends in {', '.join(FORMATS)}; got {out}")
    home = find_course(course)
    statistics = class_statistics(home, _results(home, results, assignments), course_words(home))
    writers: dict[str, Callable[[], bytes]] = {
        ".html": lambda: report_html(statistics, language=language or home.language).encode(),
        ".csv": lambda: report_csv(statistics, language=language or home.language).encode(),
        ".json": lambda: report_json(statistics),
    }
    write_out(out, writers[out.suffix]())
    Console().print(f"report     {out}")


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
    results: ResultsOption = None,
    language: LanguageOption = None,
    course: CourseOption = None,
) -> None:
    """Write a feedback page for every submission, into feedback/STUDENT/ASSIGNMENT/ as nbgrader does."""
    from autograder.feedback.pictures import pngs
    from autograder.grading.course_words import course_words
    from autograder.grading.grade import Grader
    from autograder.reports.files import write_feedback

    check_choices(language, None)
    home = find_course(course)
    found = _results(home, results, assignments)
    with Grader(home, language=language) as grader:

        def drawn(result: Result) -> dict[str, bytes]:
            return pngs(grader.drawings(result), language or home.language) if pictures else {}

        pages = write_feedback(home, found, course_words(home), language, drawn)
    Console().print(f"feedback   {len(pages)} pages in {home.folders['feedback']}")


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
    results: ResultsOption = None,
    course: CourseOption = None,
) -> None:
    """Export marks: a gradebook CSV for Canvas, Moodle or in nbgrader's form, or JUnit XML."""
    from autograder.grading.course_words import notebook_titles
    from autograder.reports.gradebooks import canvas_csv, moodle_csv, nbgrader_csv
    from autograder.reports.junit import junit_xml
    from autograder.reports.roster import column_titles, read_roster

    home = find_course(course)
    found = _results(home, results, assignments)
    listed = _text(roster) if roster is not None else ""
    people, titles = read_roster(listed) if roster else (), column_titles(listed, notebook_titles(home))
    data = {
        Target.canvas: lambda: canvas_csv(found, roster=people, titles=titles).encode(),
        Target.moodle: lambda: moodle_csv(found, roster=people, titles=titles).encode(),
        Target.nbgrader: lambda: nbgrader_csv(found, roster=people).encode(),
        Target.junit: lambda: junit_xml(found),
    }[to]()
    if out is None:
        sys.stdout.buffer.write(data)
    else:
        write_out(out, data)


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

    Console().print(f"upload to Gradescope: {build_zip(find_course(course), assignment, out, visibility)}")


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
    """Grade again after a change of hidden tests, and list whose marks changed and by how much."""
    from autograder.cli.changes import changes_of, changes_table
    from autograder.cli.grading import suite_of
    from autograder.core.results import Document, to_json

    home = find_course(course)
    old = _read(before)
    now = list(grade_paths(home, [Path(result.notebook) for result in old], gradebook=gradebook))
    changed = changes_of(old, now)
    console = Console()
    console.print(changes_table(changed))
    console.print(f"{len(changed)} of {len(now)} marks changed")
    if json is not None:
        write_out(json, to_json(Document(suite=suite_of(home, now), results=tuple(now))))


def _results(course: Course, path: Path | None, assignments: list[str] | None) -> list[Result]:
    """The results asked for: from a document, or of the submissions in submitted/."""
    for name in assignments or ():
        course.source_notebook(name)  # a name that the course does not have is told at once
    if path is not None:
        found = _read(path)
    else:
        submitted = course.folders["submitted"]
        if not submitted.is_dir():
            raise UsageError(f"no submissions: expected the folder {submitted}, or --results FILE")
        found = [
            result
            for name in assignments or [None]
            for result in grade_paths(course, [submitted], assignment=name)
        ]
    return sorted(
        (result for result in found if not assignments or result.assignment in assignments),
        key=lambda result: (result.assignment, result.student),
    )


def _read(path: Path) -> list[Result]:
    try:
        return list(from_json(_text(path)).results)
    except ResultsError as exc:
        raise UsageError(f"{path}: {exc}") from exc


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"cannot read {path}: {exc}") from exc
