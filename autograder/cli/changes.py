"""Whose marks changed between two gradings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.table import Table
from rich.text import Text as Line

from autograder.cli.tables import titled
from autograder.core.clean import clean_line
from autograder.core.results import Result


class Change(NamedTuple):
    """One exercise's score before and after; None where there was none."""

    student: str
    assignment: str
    exercise: str
    before: float | None
    after: float | None


def changes_of(before: Iterable[Result], after: Iterable[Result]) -> list[Change]:
    """The exercises whose scores differ, by student and assignment."""
    old, new = (
        {
            (one.student, one.assignment, exercise.name): exercise.score
            for one in results
            for exercise in one.exercises
        }
        for results in (before, after)
    )
    every = ((key, old.get(key), new.get(key)) for key in sorted(old.keys() | new.keys()))
    return [Change(*key, was, now) for key, was, now in every if was != now]


def changes_table(changes: Iterable[Change]) -> Table:
    """For a terminal."""
    table = titled("", ("student", "assignment", "exercise"), ("before", "after", "change"))
    for change in changes:
        difference = (change.after or 0) - (change.before or 0)
        table.add_row(
            *(Line(clean_line(text, 40)) for text in change[:3]),
            *("–" if score is None else f"{score:g}" for score in change[3:]),
            Line(f"{difference:+g}", "green" if difference > 0 else "red"),
        )
    return table
