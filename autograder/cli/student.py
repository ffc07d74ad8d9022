"""``autograder start`` and ``autograder submit-check``: before the first line of code, and before handing in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer
from rich.console import Console
from rich.text import Text as Line

from autograder.cli.options import argument, option
from autograder.core.clean import clean_line
from autograder.core.errors import UsageError
from autograder.core.text import LANGUAGES, Text, current_language, set_language, translate

_READY = Text("Ready to hand in: {}", "可以提交：{}")
_CLEAN = Text(
    "Nothing that costs marks was found in {}, but its public checks were not run: that takes test_{}.py beside the "
    "notebook, and no --no-run.",
    "{} 中没有发现会丢分的问题，但没有运行公开检查：需要把 test_{}.py 放在笔记本旁边，并且不用 --no-run。",
)
_NOT_READY = Text("Not ready yet: {}", "还不能提交：{}")
_COUNT = Text("{} of {} exercises pass their public checks.", "公开检查：{1} 道练习中有 {0} 道通过。")
_NO_ORIGINAL = Text(
    "(The notebook as it was handed out is not here, so that some mistakes cannot be told: name it with "
    "--original.)",
    "（这里没有发布时的原始笔记本，因此有些问题无法发现；可用 --original 指定。）",
)
_STARTED = Text("Open it with: jupyter lab {}", "用以下命令打开：jupyter lab {}")
_RESET = Text(
    "{} is the stub again in {}; what stood there is in {}. Reload the notebook in your browser.",
    "{1} 中的 {0} 已恢复为初始模板；原来的内容保存在 {2}。请在浏览器中重新载入笔记本。",
)
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
    print(translate(_STARTED.format(notebook)))


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
        console.print(Line(translate(_NO_ORIGINAL, spoken), style="dim"))
    if report.passed is not None:
        console.print(Line(translate(_COUNT.format(report.passed, report.exercises), spoken)))
    verdict = _READY if report.ready else _CLEAN if report.clean else _NOT_READY
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
    print(translate(_RESET.format(names[-1], notebook, kept)))


def _speak(language: str | None) -> None:
    if language is not None and language not in LANGUAGES:
        raise UsageError(f"unknown language {language!r}: choose one of {', '.join(LANGUAGES)}")
    if language is not None:
        set_language(language)
