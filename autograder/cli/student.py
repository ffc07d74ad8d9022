"""``autograder start`` and ``autograder submit-check``: before the first line of code, and before handing in."""

from pathlib import Path
from typing import Annotated, Optional

import typer
from rich.console import Console
from rich.text import Text as Line

from autograder.cli.options import argument, option
from autograder.core.clean import clean_line
from autograder.core.errors import UsageError
from autograder.core.text import LANGUAGES, current_language, set_language, texts, translate

_TEXTS = texts(__file__)

_MARKS = {"unreadable": ("✗", "red"), "marks": ("!", "yellow"), "note": ("·", "dim")}


def start(
    name: Annotated[str, argument(help="The assignment, such as mlp.")],
    folder: Annotated[
        Optional[Path], argument(help="Where to put it. [default: a new folder of that name]")
    ] = None,
    language: Annotated[
        Optional[str],
        option(help="Language of the notebook's texts, en or zh. [default: $AUTOGRADER_LANGUAGE, else en]"),
    ] = None,
    course: Annotated[
        Path,
        option(metavar="PATH", help="The course's folder, or a zip archive of it. [default: here or above]"),
    ] = Path(),
) -> None:
    """Put an assignment's notebook and public tests into a folder of yours; nothing is overwritten."""
    from autograder.student import start as starting

    _speak(language)
    notebook = starting.start(name, folder, language=current_language(), course=course)
    print(notebook)
    typed = f'"{notebook}"' if " " in str(notebook) else notebook  # by a shell of any system
    print(translate(_TEXTS["started"].format(typed)))


def submit_check(
    file: Annotated[Path, argument(metavar="FILE", help="The notebook to hand in.")],
    assignment: Annotated[
        Optional[str], option(help="The assignment, where the file's name does not say it.")
    ] = None,
    original: Annotated[
        Optional[Path],
        option(
            metavar="NOTEBOOK",
            help="The notebook as it was handed out. [default: looked for beside FILE, in the course, and in FILE]",
        ),
    ] = None,
    run: Annotated[bool, typer.Option(help="Also run the notebook in a fresh process.")] = True,
    language: Annotated[
        Optional[str], option(help="Language of the messages, en or zh. [default: the notebook's]")
    ] = None,
) -> None:
    """Say what would make a notebook unreadable or cost marks, and how many exercises pass their public checks.

    Exit status: 0 nothing found, 1 something costs marks or all of them, 2 wrong use.
    """
    from autograder.student.live import language_of
    from autograder.student.submit_check import submit_check as check
    from autograder.submissions.originals import original_of

    if not file.is_file():
        raise UsageError(f"there is no file {file}")
    _speak(language)
    spoken = language_of(file)
    release, genuine = original_of(file, assignment, original)
    console, quiet = Console(highlight=False, soft_wrap=True), Console(stderr=True)
    with quiet.status("…"):
        report = check(file, release, run=run)
    for finding in report.findings:
        sign, style = _MARKS[finding.severity]
        line = f", {finding.line}" if finding.line else ""
        where = "" if finding.cell is None else f" [{clean_line(finding.cell)}{line}]"
        console.print(Line(f"{sign}{where} {translate(finding.message, spoken)}", style=style))
    if not genuine:
        console.print(Line(translate(_TEXTS["no-original"], spoken), style="dim"))
    if report.passed is not None:
        console.print(Line(translate(_TEXTS["count"].format(report.passed, report.exercises), spoken)))
    verdict = _TEXTS["ready"] if report.ready else _TEXTS["clean"] if report.clean else _TEXTS["not-ready"]
    console.print(Line(translate(verdict.format(file.name, report.assignment), spoken), style="bold"))
    raise typer.Exit(0 if report.clean else 1)


def reset(
    names: Annotated[
        list[str], argument(metavar="[ASSIGNMENT] EXERCISE", help="The exercise, such as relu.")
    ],
) -> None:
    """Give an exercise's stub back; what stood in its cell is kept in a file beside the notebook."""
    from autograder.student.reset import reset as put_back

    if len(names) > 2:
        raise UsageError("autograder reset EXERCISE, or autograder reset ASSIGNMENT EXERCISE")
    notebook, kept = put_back(names[-1], names[0] if len(names) == 2 else None)
    print(translate(_TEXTS["reset"].format(names[-1], notebook, kept)))


def _speak(language: str | None) -> None:
    if language is not None and language not in LANGUAGES:
        raise UsageError(f"unknown language {language!r}: choose one of {', '.join(LANGUAGES)}")
    if language is not None:
        set_language(language)
