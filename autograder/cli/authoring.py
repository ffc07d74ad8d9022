"""``autograder new``, ``audit``, ``release`` and the like: for those who write exercises."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from autograder.cli import options
from autograder.cli.grading import find_course
from autograder.cli.options import argument, option
from autograder.cli.tables import console, progress

if TYPE_CHECKING:
    from autograder.authoring.audit_report import AssignmentReport, ExerciseReport, Report
    from autograder.authoring.change_exercise import Plan

_COLUMNS = ("exercise", "tests", "right", "traps", "named", "wrong", "mutants", "same", "alarm", "ms")


def new(
    assignment: Annotated[str, argument(help="The assignment; made if it is new.")],
    exercise: Annotated[str, argument(help="The exercise, which is the function's name; or the question.")],
    points: Annotated[float, typer.Option(min=0.1, max=1000, help="What it is worth.")] = 2.0,
    after: Annotated[
        Optional[str],
        option(metavar="EXERCISE", help="Put it after this exercise. [default: after the last]"),
    ] = None,
    question: Annotated[
        bool, option("--question", help="A written question that a person marks, instead of an exercise.")
    ] = False,
    course: options.Course = None,
) -> None:
    """Lay out a new exercise: cells, public test, hidden tests, a first misconception, a right solution in another style and
    a wrong one; or a written question."""
    from autograder.authoring.new_exercise import new_exercise, new_question

    home, out = find_course(course), console()
    lay_out = new_question if question else new_exercise
    for path in lay_out(home, assignment, exercise, points, after):
        out.print(f"written    {path.relative_to(home.root)}")
    check = assignment if question else f"{assignment} {exercise}"
    out.print(f"now change it into yours, then: autograder audit {check}")


def new_course(
    folder: Annotated[Path, argument(help="A new folder, or an empty one.")],
    languages: Annotated[
        str, typer.Option(metavar="CODES", help="The languages it is written in, such as en,zh.")
    ] = "en",
) -> None:
    """Lay out a new course: its configuration, and a first assignment with one exercise, released and ready to be graded."""
    from autograder.authoring.new_exercise import new_course as lay_out
    from autograder.authoring.release import generate
    from autograder.core.course import Course

    out = console()
    for path in lay_out(folder, tuple(code.strip() for code in languages.split(","))):
        out.print(f"written    {path.relative_to(folder.resolve())}")
    for path in generate(Course.load(folder), gradebook=False):
        out.print(f"released   {path.relative_to(folder.resolve())}")
    out.print(f"now: cd {shlex.quote(str(folder))}, and autograder audit")


def rename(
    assignment: options.Assignment,
    exercise: options.Exercise,
    name: Annotated[str, argument(help="Its new name.")],
    yes: options.Yes = False,
    course: options.Course = None,
) -> None:
    """Give an exercise another name in its cells, tests, misconceptions and kept solutions; asks before it writes."""
    from autograder.authoring.change_exercise import renaming

    home = find_course(course)
    _change(assignment, renaming(home, assignment, exercise, name), (), yes)


def remove(
    assignment: options.Assignment,
    exercise: options.Exercise,
    yes: options.Yes = False,
    course: options.Course = None,
) -> None:
    """Take an exercise out of the course: cells, tests, misconceptions, kept solutions; says whose marks change, and asks
    before it writes."""
    from autograder.authoring.change_exercise import marks_at_stake, removal

    home = find_course(course)
    plan = removal(home, assignment, exercise)
    _change(assignment, plan, marks_at_stake(home, assignment, exercise), yes)


def _change(assignment: str, plan: Plan, marks: Iterable[str], yes: bool) -> None:
    """Show what would change, ask, and do it."""
    from autograder.authoring.change_exercise import carry_out

    out = console()
    for line, *_ in plan:
        out.print(f"changes    {line}")
    for line in marks:
        out.print(f"marks      {line}", style="yellow")
    if not yes and not typer.confirm("Do it?"):
        out.print("nothing was changed")
        raise typer.Exit(1)
    carry_out(plan)
    out.print(f"done; now: autograder audit {assignment}, and autograder release {assignment}")


def audit(
    assignments: Annotated[
        Optional[list[str]],
        argument(
            metavar="[ASSIGNMENT [EXERCISE]]...",
            help="What to look at: assignments, or one exercise of one. [default: the whole course]",
        ),
    ] = None,
    seeds: Annotated[
        int,
        typer.Option(
            min=0,
            max=10_000,
            help="Judge the known right and wrong solutions again under so many other seeds.",
        ),
    ] = 0,
    mutants: Annotated[bool, typer.Option(help="Make mutants of the reference solutions.")] = True,
    jobs: options.Jobs = None,
    course: options.Course = None,
    quiet: Annotated[bool, option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Check that the hidden tests catch what they must and let right solutions pass, and that the course is complete.

    Exit status: 0 everything holds, 1 something does not.
    """
    from autograder.authoring.audit import Options
    from autograder.authoring.audit import audit as run

    home, names, exercise = find_course(course), list(assignments or ()), None
    if len(names) == 2 and names[1] not in home.names():
        exercise = names.pop()
    with progress("audit", quiet) as advance:
        report = run(home, names, jobs, Options(mutants=mutants, seeds=seeds, exercise=exercise), advance)
    show(report, console())
    raise typer.Exit(0 if report.holds else 1)


def release(
    assignments: options.Assignments = None,
    check: Annotated[
        bool,
        option(
            "--check",
            help="Write nothing: say whether the release is in step with its source, and gives nothing away.",
        ),
    ] = False,
    course: options.Course = None,
) -> None:
    """Make what students get out of the source notebooks, as `nbgrader generate_assignment` does.

    Exit status: 0 done, or in step; 1 with --check, when it is not.
    """
    from autograder.authoring import release as releasing

    home, out = find_course(course), console()
    if not check:
        for folder in releasing.generate(home, assignments or ()):
            out.print(f"released {folder.relative_to(home.root)}")
        return
    problems = releasing.check(home, assignments or ())
    for problem in problems:
        out.print(problem, style="red")
    if not problems:
        out.print("the release is in step with its source, and nothing hidden is in it")
    raise typer.Exit(1 if problems else 0)


def show(report: Report, out: Console) -> None:
    """Print a report: a table an assignment, then what is worth a look, then what does not hold."""
    for assignment in report.assignments:
        out.print(_table(assignment))
    for warning in report.warnings():
        out.print(Line(f"worth a look: {warning}", "yellow"), soft_wrap=True)
    for problem in report.problems():
        out.print(Line(f"does not hold: {problem}", "red"), soft_wrap=True)
    if report.holds:
        out.print(Line("everything holds", "green"))


def _table(assignment: AssignmentReport) -> Table:
    made = Table(
        title=f"{assignment.name}: false alarms at most {assignment.false_alarms:.1e} a submission",
        title_justify="left",
        padding=(0, 0),
        box=box.SIMPLE_HEAD,
        show_edge=False,
    )
    for index, column in enumerate(_COLUMNS):
        made.add_column(column, justify="right" if index else "left", no_wrap=True)
    for exercise in assignment.exercises:
        made.add_row(*_row(exercise))
    return made


def _row(exercise: ExerciseReport) -> list[Line]:
    """The numbers of one exercise; red where they must be equal and are not."""
    known, wrong, styles, mutants = exercise.misconceptions, exercise.wrong, exercise.styles, exercise.mutants
    shares = (
        (sum(style.why is None for style in styles), len(styles)),
        (sum(one.share < 1 for one in known), len(known)),
        (sum(one.diagnosed == one.name for one in known), len(known)),
        (sum(one.share < 1 for one in wrong), len(wrong)),
        (mutants.killed, mutants.total - len(mutants.equivalent)),
    )
    return [
        Line(exercise.name, "red" if exercise.problems() else "green"),
        Line(str(exercise.tests)),
        *(Line(f"{part}/{whole}", "" if part == whole else "red") for part, whole in shares),
        Line(str(len(mutants.equivalent))),
        Line(f"{exercise.false_alarms:.0e}" if exercise.false_alarms else "-"),
        Line(f"{exercise.seconds * 1000:.0f}"),
    ]
