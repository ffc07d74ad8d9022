"""The hidden tests inside a stock nbgrader cell: hypothesis's own engine, in the student's kernel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.testing import collect
from autograder.testing.student import LiveBackend, Student


def score(folder: str, exercise: str, points: float, namespace: dict[str, Any]) -> float:
    """The points that the student's function earns; the cell's value, which nbgrader reads."""
    student = Student(LiveBackend(namespace))
    module = collect.load(Path(folder) / f"test_{exercise}.py", exercise)
    earned = 0.0
    for case in module.cases:
        try:
            case.function(**({"student": student} if case.takes_student else {}), **case.arguments)
        except BaseException:
            continue
        earned += case.weight
    return points * earned / sum(case.weight for case in module.cases)
