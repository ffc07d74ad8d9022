"""``autograder doctor``: what this machine gives for keeping student code locked in."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.table import Table

HELD, NOT_HELD = "[green]yes[/]", "[red]no[/]"


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(doctor)


def doctor() -> None:
    """Try every layer of isolation for real, and say what to install or set for more.

    Exit status: 0 when student code can be isolated here, 3 when it cannot.
    """
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
