"""``autograder doctor``: what this machine gives for keeping student code locked in, or for doing the exercises."""

from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from autograder.core.text import Text, translate

HELD, NOT_HELD = "[green]yes[/]", "[red]no[/]"
_ABLE = Text("You can work here.", "可以在这里做练习。")
_UNABLE = Text("You cannot work here yet: see what to do above.", "还不能在这里做练习：请按上面的说明处理。")


def doctor(
    student: Annotated[
        bool,
        typer.Option(
            "--student", help="Say instead whether the exercises can be done here, and what is missing."
        ),
    ] = False,
) -> None:
    """Try every layer of isolation for real, and say what to install or set for more.

    Exit status: 0 when student code can be isolated here, 3 when it cannot; with --student, 0 when a student can work
    here, 1 when not.
    """
    if student:
        _for_a_student()
    from autograder.grading.doctor import report

    found = report()
    console = Console()
    console.print(found.system)
    layers = Table("layer", "works", "stops", "seen, and what to do", title="Layers", title_justify="left")
    for layer in found.layers:
        advice = f"\n→ {layer.advice}" if layer.advice and not layer.works else ""
        layers.add_row(layer.name, HELD if layer.works else NOT_HELD, layer.stops, layer.detail + advice)
    console.print(layers)
    levels = Table("level", "works", "seen", title="Levels, the strongest first", title_justify="left")
    for level in found.levels:
        levels.add_row(level.name, HELD if level.works else NOT_HELD, level.detail)
    console.print(levels)
    if found.worker is not None:
        console.print(
            f"a worker runs at [bold]{found.worker.level}[/]: ready after {found.worker.start_seconds:.1f} s, "
            f"one more takes {found.worker.spawn_milliseconds:.0f} ms"
        )
    if found.problem:
        console.print(f"[red]{found.problem}[/]")
    if found.level is None:
        console.print(
            "student code cannot be isolated here: grading needs an explicit `--isolation none`, or a container"
        )
    raise typer.Exit(0 if found.level is not None else 3)


def _for_a_student() -> NoReturn:
    from autograder.student.doctor import report

    parts, console = report(), Console(soft_wrap=True, highlight=False)
    for part in parts:
        sign, style = ("ok", "green") if part.works else ("!!", "red") if part.needed else ("--", "dim")
        console.print(Line(f"{sign} {translate(part.name)}: {translate(part.detail)}", style=style))
        if part.advice is not None:
            console.print(Line(f"   → {translate(part.advice)}"))
    able = all(part.works for part in parts if part.needed)
    console.print(translate(_ABLE if able else _UNABLE), style="bold")
    raise typer.Exit(0 if able else 1)
