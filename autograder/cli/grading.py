"""``autograder grade``: notebooks in, marks out."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text as Line

from autograder.cli.tables import console, show
from autograder.core.clean import clean_line
from autograder.core.course import Course
from autograder.core.errors import UsageError
from autograder.core.files import write_whole
from autograder.core.results import Document, Result, to_json
from autograder.core.text import LANGUAGES, translate

if TYPE_CHECKING:
    from autograder.submissions.discover import Found
    from autograder.submissions.locate import Locator

_STYLES = {"passed": "green", "failed": "yellow", "not_implemented": "dim", "missing": "red"}


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(grade)


def grade(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="Notebooks, zip archives, or folders such as submitted/.",
            show_default=False,
        ),
    ],
    json: Annotated[
        Optional[str],
        typer.Option(
            metavar="FILE",
            help="Write the results as one JSON document; - is standard output.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        Optional[int],
        typer.Option(
            "--jobs", "-j", min=1, max=512, help="Marker processes. [default: one a core]", show_default=False
        ),
    ] = None,
    assignment: Annotated[
        Optional[str],
        typer.Option(help="The assignment, where file and folder names do not say it.", show_default=False),
    ] = None,
    isolation: Annotated[
        Optional[str],
        typer.Option(
            help="Demand a level of isolation; see `autograder doctor`. [default: the strongest there is]",
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        Optional[str],
        typer.Option(help="Language of the messages, en or zh. [default: the course's]", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Grade again what was graded before.")] = False,
    gradebook: Annotated[
        bool,
        typer.Option(
            "--gradebook", help="Write marks and feedback into nbgrader's gradebook and autograded/."
        ),
    ] = False,
    scheduler: Annotated[
        Optional[str],
        typer.Option(
            metavar="ADDRESS", help="Grade on the Dask cluster with this scheduler.", show_default=False
        ),
    ] = None,
    course: Annotated[
        Optional[Path],
        typer.Option(
            metavar="FOLDER", help="The course's folder. [default: here or above]", show_default=False
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no table.")] = False,
) -> None:
    """Grade notebooks.

    Exit status: 0 everything was graded, whatever the scores; 1 some submission is unreadable; 2 wrong use, or a
    student whom nbgrader's gradebook cannot keep; 3 some are not graded through no fault of theirs.
    """
    home = find_course(course)
    check_choices(language, isolation)
    results = sorted(
        grade_paths(
            home,
            paths,
            jobs=jobs,
            assignment=assignment,
            isolation=isolation,
            language=language,
            force=force,
            scheduler=scheduler,
            gradebook=gradebook,
            quiet=quiet,
        ),
        key=lambda result: (result.student, result.assignment, result.notebook),
    )
    document = Document(
        suite=suite_of(home, results), results=tuple(results), language=language or home.language
    )
    if json == "-":
        sys.stdout.buffer.write(to_json(document) + b"\n")
        sys.stdout.buffer.flush()
    elif json is not None:
        write_out(Path(json), to_json(document) + b"\n")
    if not quiet:
        out = console(stderr=json == "-")
        for table in tables(results):
            show(table, out)
        for line in troubles(results):
            out.print(line)
    raise typer.Exit(2 if gradebook and _left_out(home, results) else document.exit_status)


def _left_out(course: Course, results: Iterable[Result]) -> bool:
    """Whether nbgrader's gradebook cannot keep somebody; says who."""
    from autograder.bridge.gradebook import can_be_kept

    names = {
        one.student for one in results if one.assignment in course.names() and not can_be_kept(one.student)
    }
    if names:
        listed = ", ".join(clean_line(name, 40) for name in sorted(names))
        console(stderr=True).print(f"autograder: not in the gradebook, rename and grade again: {listed}")
    return bool(names)


def find_course(folder: Path | None) -> Course:
    """The course in ``folder``, or around the current one."""
    return Course.find(".") if folder is None else Course.load(_existing(folder))


def check_choices(language: str | None, isolation: str | None) -> None:
    """Refuse a language or a level that does not exist.

    Raises:
        UsageError: which names those that do.
    """
    from autograder.sandbox.isolation import AUTO, LEVELS

    for name, value, known in (("language", language, LANGUAGES), ("isolation", isolation, (AUTO, *LEVELS))):
        if value is not None and value not in known:
            raise UsageError(f"--{name} is one of {', '.join(known)}, not {value!r}")


def grade_paths(
    course: Course,
    paths: list[Path],
    *,
    gradebook: bool = False,
    quiet: bool = False,
    assignment: str | None = None,
    **options: Any,
) -> Iterator[Result]:
    """Find, grade and keep; results as they come."""
    from autograder.submissions.discover import discover

    found = discover(paths, course.names(), only=assignment)
    yield from grade_found(course, found, gradebook=gradebook, quiet=quiet, **options)


def grade_found(
    course: Course, found: Sequence[Found], *, gradebook: bool = False, quiet: bool = False, **options: Any
) -> Iterator[Result]:
    """Grade and keep what was found; results as they come. Every student is who ``found`` says."""
    from autograder.grading.run import grade_all, store_path
    from autograder.grading.store import Store
    from autograder.grading.tasks import Task

    language = options.get("language") or course.language
    tasks = [
        Task(
            str(one.path),
            one.student,
            one.assignment or "",
            one.shown,
            "\n".join(translate(note, language) for note in one.notes),
            one.ids,
        )
        for one in found
        if one.path is not None
    ]
    broken = [one.unreadable(language) for one in found if one.path is None]
    with Store(store_path(course)) as store, _progress(len(tasks), quiet) as advance, _termination():
        store.remember(Path.cwd())
        results: Iterator[Result] = chain(
            broken, grade_all(course, tasks, store=store, on_progress=advance, **options)
        )
        if gradebook:
            from autograder.bridge.gradebook import write_results

            places = {(one.student, one.shown): one.path for one in found}  # of what was unpacked, too
            results = (
                written.result
                for written in write_results(
                    results,
                    course,
                    language=language,
                    locate=lambda result: places.get((result.student, result.notebook)),
                    expected=sorted({task.assignment for task in tasks}),
                )
            )
        yield from results


def grade_again(
    course: Course, results: Iterable[Result], places: Locator, **options: Any
) -> Iterator[Result]:
    """Grade the notebooks of results again; one that is gone, or names no assignment, keeps its result."""
    from autograder.submissions.discover import Found

    found = []
    for result in results:
        path = places.find(result, exact=False) if result.assignment in course.names() else None
        if path is None:
            yield result
        else:
            found.append(Found(result.student, result.assignment, path, result.notebook, ids=result.ids))
    yield from grade_found(course, found, quiet=True, **options)


def suite_of(course: Course, results: list[Result]) -> str:
    """The digest of all suites that took part."""
    from autograder.core.digest import combined_digest, suite_digest

    names = {result.assignment for result in results} & set(course.names())
    return combined_digest(suite_digest(course, name) for name in names) if names else ""


def tables(results: list[Result]) -> Iterator[Table]:
    """One table an assignment: students by exercises."""
    for assignment in sorted({result.assignment for result in results}):
        rows = [result for result in results if result.assignment == assignment]
        names = list(dict.fromkeys(exercise.name for result in rows for exercise in result.exercises))
        table = Table(title=clean_line(assignment), title_justify="left", header_style="bold")
        table.add_column("student")
        for name in names:
            table.add_column(name, justify="right")
        table.add_column("score", justify="right", style="bold")
        for result in rows:
            scores = {exercise.name: exercise for exercise in result.exercises}
            cells = [
                Line(f"{scores[name].score:g}/{scores[name].max_score:g}", _STYLES[scores[name].outcome])
                if name in scores
                else Line("–", "red")
                for name in names
            ]
            total = f"{result.score:g}/{result.max_score:g}" if result.score is not None else result.outcome
            table.add_row(Line(clean_line(result.student, 40)), *cells, total)
        yield table


def troubles(results: list[Result]) -> Iterator[Line]:
    """One line for each submission without a score."""
    for result in results:
        if result.outcome != "graded":
            yield Line(
                f"{clean_line(result.student, 40)}, {clean_line(result.assignment)}: {result.outcome}: "
                f"{clean_line(result.message or '', 600)}",
                "red",
            )


def write_out(path: Path, data: bytes) -> None:
    """Write a file that was asked for.

    Raises:
        UsageError: it cannot be written there.
    """
    try:
        write_whole(path, data)
    except OSError as exc:
        raise UsageError(f"cannot write {path}: {exc.strerror}") from exc


@contextmanager
def _progress(total: int, quiet: bool) -> Iterator[Any]:
    """A bar with rate, time left and failures so far, on standard error."""
    bar = Progress(
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failures]}"),
        console=Console(stderr=True),
        transient=True,
        disable=quiet,
    )
    with bar:
        task = bar.add_task("grading", total=total, rate="", failures="")

        def advance(progress: Any) -> None:
            bar.update(
                task,
                completed=progress.done,
                rate=f"{progress.rate:.1f}/s",
                failures=f"{progress.failures} without a score" if progress.failures else "",
            )

        yield advance


@contextmanager
def _termination() -> Iterator[None]:
    """SIGTERM ends the run as Ctrl-C does: what was graded is kept, the markers are told to go."""

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder: expected the folder of a course")
    return folder
