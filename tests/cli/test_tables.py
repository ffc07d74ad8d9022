"""Tables in a narrow terminal: in parts, and no mark cut."""

from __future__ import annotations

import io

import msgspec
import pytest
from rich.console import Console
from rich.table import Table

from autograder.cli.grading import show_results
from autograder.cli.tables import show
from tests.feedback.samples import ordinary


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


def test_what_concerns_several_is_told_once():
    """A line for each thing that is told, with the students whom it concerns; nothing of those with nothing to be told."""
    told = [
        ("ann", "graded", "relu is defined twice."),
        ("bob", "graded", None),
        ("cem", "graded", "relu is defined twice."),
        ("dan", "unreadable", "no notebook"),
    ]
    results = [
        msgspec.structs.replace(ordinary(), student=student, outcome=outcome, message=message)
        for student, outcome, message in told
    ]
    out = io.StringIO()
    show_results(results, Console(file=out, width=100, color_system=None))
    lines = out.getvalue().splitlines()
    assert "ann, cem, mlp: graded: relu is defined twice." in lines
    assert "dan, mlp: unreadable: no notebook" in lines
    assert not any("bob, mlp" in line for line in lines)
