"""``autograder new``, ``audit``, ``release`` and the like: for those who write exercises."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer
from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text as Line

from autograder.cli.grading import find_course

if TYPE_CHECKING:
    from autograder.authoring import AssignmentReport, ExerciseReport, Report
    from autograder.authoring.change_exercise import Plan
    from autograder.core.course import Course

_COLUMNS = ("exercise", "tests", "right", "traps", "named", "wrong", "mutants", "same", "alarm", "ms")


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(audit)
    app.command()(release)
    app.command()(new)
    app.command("new-course")(new_course)
    app.command()(rename)
    app.command()(remove)


CourseOption = Annotated[
    Optional[Path],
    typer.Option(metavar="FOLDER", help="The course's folder. [default: here or above]", show_default=False),
]
AssignmentArgument = Annotated[str, typer.Argument(help="The assignment.", show_default=False)]
ExerciseArgument = Annotated[str, typer.Argument(help="The exercise.", show_default=False)]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]


def new(
    assignment: Annotated[str, typer.Argument(help="The assignment; made if it is new.", show_default=False)],
    exercise: Annotated[
        str, typer.Argument(help="The exercise, which is the function's name.", show_default=False)
    ],
    points: Annotated[float, typer.Option(min=0.1, max=1000, help="What it is worth.")] = 2.0,
    after: Annotated[
        Optional[str],
        typer.Option(
            metavar="EXERCISE",
            help="Put it after this exercise. [default: after the last]",
            show_default=False,
        ),
    ] = None,
    course: CourseOption = None,
) -> None:
    """Lay out a new exercise: cells, public test, hidden tests, a first misconception and a right solution in another style."""
    from autograder.authoring.new_exercise import new_exercise

    home = find_course(course)
    for path in new_exercise(home, assignment, exercise, points, after):
        Console().print(f"written    {path.relative_to(home.root)}", soft_wrap=True)
    Console().print(
        f"now change it into yours, then: autograder audit {assignment} {exercise}", soft_wrap=True
    )


def new_course(
    folder: Annotated[Path, typer.Argument(help="A new folder, or an empty one.", show_default=False)],
    languages: Annotated[
        str, typer.Option(metavar="CODES", help="The languages it is written in, such as en,zh.")
    ] = "en",
) -> None:
    """Lay out a new course: its configuration, and a first assignment with one exercise, released and ready to be graded."""
    from autograder.authoring import release as bridge
    from autograder.authoring.new_exercise import new_course as lay_out
    from autograder.core.course import Course

    codes = tuple(code.strip() for code in languages.split(","))
    console = Console()
    for path in lay_out(folder, codes):
        console.print(f"written    {path.relative_to(folder.resolve())}", soft_wrap=True)
    for path in bridge.generate(Course.load(folder), gradebook=False):
        console.print(f"released   {path.relative_to(folder.resolve())}", soft_wrap=True)
    console.print(f"now: cd {folder}, and autograder audit", soft_wrap=True)


def rename(
    assignment: AssignmentArgument,
    exercise: ExerciseArgument,
    name: Annotated[str, typer.Argument(help="Its new name.", show_default=False)],
    yes: YesOption = False,
    course: CourseOption = None,
) -> None:
    """Give an exercise another name in its cells, tests, misconceptions and kept solutions; asks before it writes."""
    from autograder.authoring.change_exercise import renaming

    home = find_course(course)
    _change(home, assignment, renaming(home, assignment, exercise, name), exercise, yes)


def remove(
    assignment: AssignmentArgument,
    exercise: ExerciseArgument,
    yes: YesOption = False,
    course: CourseOption = None,
) -> None:
    """Take an exercise out of the course: cells, tests, misconceptions, kept solutions; says whose marks change, and asks
    before it writes."""
    from autograder.authoring.change_exercise import removal

    home = find_course(course)
    _change(home, assignment, removal(home, assignment, exercise), exercise, yes)


def _change(course: Course, assignment: str, plan: Plan, exercise: str, yes: bool) -> None:
    """Show what would change, ask, and do it."""
    from autograder.authoring.marks_at_stake import marks_at_stake

    console = Console()
    for line in plan.says:
        console.print(Line(f"changes    {line}"), soft_wrap=True)
    for line in marks_at_stake(course, assignment, exercise):
        console.print(Line(f"marks      {line}", "yellow"), soft_wrap=True)
    if not yes and not typer.confirm("Do it?"):
        console.print("nothing was changed")
        raise typer.Exit(1)
    plan.carry_out()
    console.print(
        f"done; now: autograder audit {assignment}, and autograder release {assignment}", soft_wrap=True
    )


def audit(
    assignments: Annotated[
        Optional[list[str]],
        typer.Argument(
            metavar="[ASSIGNMENT [EXERCISE]]...",
            help="What to look at: assignments, or one exercise of one. [default: the whole course]",
            show_default=False,
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
    jobs: Annotated[
        Optional[int],
        typer.Option(
            "--jobs", "-j", min=1, max=512, help="Processes. [default: one a core]", show_default=False
        ),
    ] = None,
    course: CourseOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Check that the hidden tests catch what they must and let right solutions pass, and that the course is complete.

    Exit status: 0 everything holds, 1 something does not.
    """
    from autograder.authoring import Options
    from autograder.authoring import audit as run

    home, names, exercise = find_course(course), list(assignments or ()), None
    if len(names) == 2 and names[1] not in home.names():
        exercise = names.pop()
    bar = Progress(
        TextColumn("audit"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[latest]}"),
        console=Console(stderr=True),
        transient=True,
        disable=quiet,
    )
    with bar:
        task = bar.add_task("audit", total=None, latest="")

        def advance(done: int, total: int, latest: str) -> None:
            bar.update(task, completed=done, total=total, latest=latest)

        report = run(home, names, jobs, Options(mutants=mutants, seeds=seeds, exercise=exercise), advance)
    show(report, Console())
    raise typer.Exit(0 if report.holds else 1)


def release(
    assignments: Annotated[
        Optional[list[str]],
        typer.Argument(
            metavar="[ASSIGNMENT]...", help="What to release. [default: the whole course]", show_default=False
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Write nothing: say whether the release is in step with its source, and gives nothing away.",
        ),
    ] = False,
    course: CourseOption = None,
) -> None:
    """Make what students get out of the source notebooks, as `nbgrader generate_assignment` does.

    Exit status: 0 done, or in step; 1 with --check, when it is not.
    """
    from autograder.authoring import release as bridge

    home, console = find_course(course), Console()
    if not check:
        for folder in bridge.generate(home, assignments or ()):
            console.print(Line(f"released {folder.relative_to(home.root)}"))
        return
    problems = bridge.check(home, assignments or ())
    for problem in problems:
        console.print(Line(problem, "red"), soft_wrap=True)
    if not problems:
        console.print("the release is in step with its source, and nothing hidden is in it")
    raise typer.Exit(1 if problems else 0)


def show(report: Report, console: Console) -> None:
    """Print a report: a table an assignment, then what is worth a look, then what does not hold."""
    for assignment in report.assignments:
        console.print(table(assignment))
    for warning in report.warnings():
        console.print(Line(f"worth a look: {warning}", "yellow"), soft_wrap=True)
    for problem in report.problems():
        console.print(Line(f"does not hold: {problem}", "red"), soft_wrap=True)
    if report.holds:
        console.print(Line("everything holds", "green"))


def table(assignment: AssignmentReport) -> Table:
    """One assignment as a table."""
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
    named = sum(one.diagnosed == one.name for one in known)
    return [
        Line(exercise.name, "red" if exercise.problems() else "green"),
        Line(str(exercise.tests)),
        _share(sum(style.why is None for style in styles), len(styles)),
        _share(sum(one.share < 1 for one in known), len(known)),
        _share(named, len(known)),
        _share(sum(one.share < 1 for one in wrong), len(wrong)),
        _share(mutants.killed, mutants.total - len(mutants.equivalent)),
        Line(str(len(mutants.equivalent))),
        Line(f"{exercise.false_alarms:.0e}" if exercise.false_alarms else "-"),
        Line(f"{exercise.seconds * 1000:.0f}"),
    ]


def _share(part: int, whole: int) -> Line:
    return Line(f"{part}/{whole}", "" if part == whole else "red")
