"""Whose marks changed between two gradings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text as Line

from autograder.core.clean import clean_line
from autograder.core.results import Result


@dataclass(frozen=True, slots=True)
class Change:
    """One exercise's score before and after; None where there was none."""

    student: str
    assignment: str
    exercise: str
    before: float | None
    after: float | None


def changes_of(before: Iterable[Result], after: Iterable[Result]) -> list[Change]:
    """The exercises whose scores differ, by student and assignment."""
    old, new = _scores(before), _scores(after)
    return [
        Change(*key, old.get(key), new.get(key))
        for key in sorted(old.keys() | new.keys())
        if old.get(key) != new.get(key)
    ]


def changes_table(changes: Iterable[Change]) -> Table:
    """For a terminal."""
    table = Table("student", "assignment", "exercise", "before", "after", "change")
    for change in changes:
        difference = (change.after or 0) - (change.before or 0)
        table.add_row(
            *(Line(clean_line(text, 40)) for text in (change.student, change.assignment, change.exercise)),
            _number(change.before),
            _number(change.after),
            Line(f"{difference:+g}", "green" if difference > 0 else "red"),
        )
    return table


def _scores(results: Iterable[Result]) -> dict[tuple[str, str, str], float]:
    return {
        (result.student, result.assignment, exercise.name): exercise.score
        for result in results
        for exercise in result.exercises
    }


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
