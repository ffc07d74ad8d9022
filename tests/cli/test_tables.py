"""Tables in a narrow terminal: in parts, and no mark cut."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.table import Table

from autograder.cli.tables import show


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
def test_every_cell_is_shown_whole(width):
    """Each part begins with whose row it is."""
    names = [f"exercise_{number}" for number in range(9)]
    table = Table("student", *names, "score")
    for student in ("ann", "bob"):
        table.add_row(student, *(f"{number}.25/10.75" for number in range(9)), "10.71/16.5")
    out = io.StringIO()
    show(table, Console(file=out, width=width, force_terminal=True, color_system=None))
    said = out.getvalue()
    for text in (*names, *(f"{number}.25/10.75" for number in range(9)), "10.71/16.5"):
        assert text in said
    parts = said.count("student")
    assert said.count("ann") == parts and (parts > 1) == (width < 200)
    assert "…" not in said
