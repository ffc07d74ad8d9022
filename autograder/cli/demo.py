"""``autograder demo``: a class of students from submissions to feedback pages, to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from autograder.cli.grading import find_course, grade_paths, tables, troubles
from autograder.cli.tables import console, show


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(demo)


def demo(
    folder: Annotated[Path, typer.Option(help="Where to lay out the class.")] = Path("demo-class"),
    students: Annotated[int, typer.Option(min=1, max=10_000, help="How many students.")] = 24,
    jobs: Annotated[
        Optional[int],
        typer.Option(
            "--jobs", "-j", min=1, max=512, help="Marker processes. [default: one a core]", show_default=False
        ),
    ] = None,
    course: Annotated[
        Optional[Path],
        typer.Option(
            metavar="FOLDER", help="The course's folder. [default: here or above]", show_default=False
        ),
    ] = None,
) -> None:
    """Make a class out of known right and wrong solutions, grade it through nbgrader's gradebook, and show it.

    Everything is written into one folder, with feedback pages for every student and the report on the class.
    """
    from autograder.authoring.demo import hand_in, lay_out
    from autograder.bridge.marks import read_marks
    from autograder.grading.course_words import course_words
    from autograder.reports.files import write_feedback, write_report

    made = lay_out(find_course(course), folder)
    results = sorted(
        grade_paths(made, [hand_in(made, students)], jobs=jobs, gradebook=True),
        key=lambda result: (result.student, result.assignment),
    )
    out = console()
    for table in tables(results):
        show(table, out)
    for line in troubles(results):
        out.print(line)
    words = course_words(made)
    record = read_marks(made)
    pages = write_feedback(made, results, words, record=record)
    report = write_report(made, results, words, made.root / "report.html", record)
    out.print(
        f"\nmarks      {made.db_url} (nbgrader's gradebook: `cd {folder}`, `jupyter lab`, menu Nbgrader, Formgrader)"
    )
    out.print(f"feedback   {len(pages)} pages, such as {next(iter(pages.values()))}")
    out.print(f"report     {report}")
