"""``autograder grade``: notebooks in, marks out."""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer
from rich.console import Console
from rich.text import Text as Line

from autograder.cli import options
from autograder.cli.options import argument, option
from autograder.cli.tables import console, progress, show, titled
from autograder.core.clean import clean_line
from autograder.core.course import Course
from autograder.core.errors import UsageError
from autograder.core.files import is_special, write_whole
from autograder.core.results import Document, Result, exit_status, to_json
from autograder.core.text import LANGUAGES, translate

if TYPE_CHECKING:
    from autograder.submissions.discover import Found
    from autograder.submissions.locate import Locator

_STYLES = {"passed": "green", "failed": "yellow", "not_implemented": "dim", "missing": "red"}


def grade(
    paths: Annotated[
        list[Path],
        argument(metavar="PATH...", help="Notebooks, zip archives, or folders such as submitted/."),
    ],
    json: Annotated[
        Optional[str],
        option(metavar="FILE", help="Write the results as one JSON document; - is standard output."),
    ] = None,
    jobs: options.Jobs = None,
    assignment: options.ByName = None,
    isolation: Annotated[
        Optional[str],
        option(
            help="Demand a level of isolation; see `autograder doctor`. [default: the strongest there is]"
        ),
    ] = None,
    language: options.Language = None,
    force: Annotated[bool, option("--force", help="Grade again what was graded before.")] = False,
    gradebook: Annotated[
        bool,
        option("--gradebook", help="Write marks and feedback into nbgrader's gradebook and autograded/."),
    ] = False,
    scheduler: Annotated[
        Optional[str], option(metavar="ADDRESS", help="Grade on the Dask cluster with this scheduler.")
    ] = None,
    course: options.Course = None,
    quiet: options.Quiet = False,
) -> None:
    """Grade notebooks.

    Exit status: 0 everything was graded, whatever the scores; 1 some submission is unreadable; 2 wrong use, or a
    student whom nbgrader's gradebook cannot keep; 3 some are not graded through no fault of theirs.
    """
    from autograder.grading.store import Spool

    home = find_course(course)
    check_choices(language, isolation)
    check_file(Path(json) if json not in (None, "-") else None)
    graded = grade_paths(
        home,
        paths,
        jobs=jobs,
        assignment=assignment,
        tell=True,
        isolation=isolation,
        language=language,
        force=force,
        scheduler=scheduler,
        gradebook=gradebook,
        quiet=quiet,
    )
    spool = Spool(graded)  # markers need the memory; when it is there, they have gone
    if json is not None:
        document = document_of(home, list(spool), language or home.language)
        give(None if json == "-" else Path(json), to_json(document) + b"\n")
    if not quiet:
        show_results(list(spool), console(stderr=json == "-"))
    raise typer.Exit(2 if gradebook and _left_out(home, spool) else exit_status(spool.outcomes))


def _left_out(course: Course, results: Iterable[Result]) -> bool:
    """Whether nbgrader's gradebook cannot keep somebody; says who."""
    from autograder.bridge.gradebook import can_be_kept

    own = {one.student for one in results if one.assignment in course.names()}
    if names := sorted(name for name in own if not can_be_kept(name)):
        listed = ", ".join(clean_line(name, 40) for name in names)
        console(stderr=True).print(f"autograder: not in the gradebook, rename and grade again: {listed}")
    return bool(names)


def find_course(folder: Path | None) -> Course:
    """The course in ``folder``, or around the current one.

    Raises:
        UsageError: when there is no such folder.
        CourseError: when there is no course.
    """
    if folder is not None and not folder.is_dir():
        raise UsageError(f"{folder} is no folder: expected the folder of a course")
    return Course.find(".") if folder is None else Course.load(folder)


def check_choices(language: str | None, isolation: str | None = None) -> None:
    """Refuse a language or a level that does not exist.

    Raises:
        UsageError: which names those that do.
    """
    from autograder.sandbox.isolation import AUTO, LEVELS

    for name, value, known in (("language", language, LANGUAGES), ("isolation", isolation, (AUTO, *LEVELS))):
        if value is not None and value not in known:
            raise UsageError(f"--{name} is one of {', '.join(known)}, not {value!r}")


def grade_paths(
    course: Course, paths: list[Path], *, assignment: str | None = None, tell: bool = False, **options: Any
) -> Iterator[Result]:
    """Find, grade and keep; results as they come.

    Args:
        tell: say what is left out, as it is not of ``assignment``.

    Raises:
        UsageError: ``tell``, and there is nothing of ``assignment``.
    """
    from autograder.submissions.discover import discover

    found = discover(paths, course.names(), asked=assignment)
    asked = [one for one in found if assignment is None or one.assignment in (assignment, None)]
    if tell and len(asked) < len(found):
        others = Counter(one.assignment for one in found) - Counter(one.assignment for one in asked)
        listed = ", ".join(f"{count} of {name}" for name, count in sorted(others.items(), key=str))
        if not asked:
            raise UsageError(f"nothing of {assignment} is there; found {listed}")
        console(stderr=True).print(f"autograder: left out because of --assignment {assignment}: {listed}")
    return grade_found(course, asked, **options)


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
    with Store(store_path(course)) as store, progress("grading", quiet) as advance, _termination():
        store.remember(Path.cwd())

        def done(so_far: Any) -> None:
            without = f", {so_far.failures} without a score" if so_far.failures else ""
            advance(so_far.done, len(tasks), f"{so_far.rate:.1f}/s{without}")

        with closing(grade_all(course, tasks, store=store, on_progress=done, **options)) as graded:
            results: Iterator[Result] = chain(broken, graded)
            if gradebook:
                from autograder.bridge.gradebook import write_results

                places = {(one.student, one.shown): one.path for one in found}  # of what was unpacked, too
                written = write_results(
                    results,
                    course,
                    language=language,
                    locate=lambda result: places.get((result.student, result.notebook)),
                    expected=sorted({task.assignment for task in tasks}),
                )
                results = (one.result for one in written)
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


def document_of(course: Course, results: Sequence[Result], language: str | None) -> Document:
    """Results as a document, with the digest of all suites that took part."""
    from autograder.core.digest import combined_digest, suite_digest

    names = {result.assignment for result in results} & set(course.names())
    suite = combined_digest(suite_digest(course, name) for name in names) if names else ""
    return Document(suite=suite, results=tuple(results), language=language)


def show_results(results: Sequence[Result], out: Console) -> None:
    """A table an assignment, students by exercises; then a line for each thing to be told, with those whom it concerns."""
    for assignment in sorted({result.assignment for result in results}):
        rows = [result for result in results if result.assignment == assignment]
        names = list(dict.fromkeys(exercise.name for result in rows for exercise in result.exercises))
        table = titled(assignment, ["student"], [*names, "score"])
        table.columns[-1].style = "bold"
        for result in rows:
            scores = {one.name: one for one in result.exercises}
            cells = [
                Line(f"{one.score:g}/{one.max_score:g}", _STYLES[one.outcome])
                if (one := scores.get(name))
                else Line("–", "red")
                for name in names
            ]
            total = f"{result.score:g}/{result.max_score:g}" if result.score is not None else result.outcome
            table.add_row(Line(clean_line(result.student, 40)), *cells, total)
        show(table, out)
    told: dict[tuple[str, str, str], list[str]] = {}
    for result in results:
        if result.outcome != "graded" or result.message:
            what = clean_line(result.assignment), result.outcome, clean_line(result.message or "", 600)
            told.setdefault(what, []).append(clean_line(result.student, 40))
    for (assignment, outcome, message), students in told.items():
        who = ", ".join([*students, assignment or "no assignment"])
        out.print(f"{who}: {outcome}: {message}", style="dim" if outcome == "graded" else "red")
    if not all(result.assignment for result in results):
        out.print("Are they all of one assignment? Then say which with --assignment.")


def check_file(path: Path | None) -> None:
    """Refuse a file that could not be written, before any work is done for it.

    Raises:
        UsageError: there is a folder in its place, or none that it could be put into.
    """
    if path is None or is_special(path):
        return
    folder = path.parent
    why = "it is a folder" if path.is_dir() else "" if folder.is_dir() else f"there is no folder {folder}"
    if not why and not os.access(folder, os.W_OK | os.X_OK):
        why = f"the folder {folder} cannot be written"
    if why:
        raise UsageError(f"cannot write {path}: {why}")


def give(path: Path | None, data: bytes) -> None:
    """Write a file that was asked for, or to standard output.

    Raises:
        UsageError: it cannot be written there.
    """
    if path is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        write_whole(path, data)
    except OSError as exc:
        raise UsageError(f"cannot write {path}: {exc.strerror}") from exc


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
