"""A mistake is told by its name, or by a relation that is right, however it is coded.

Each file ``ASSIGNMENT/EXERCISE.py`` holds wrong solutions. A line ``# === a|b`` begins one and lists what may be said of it:
slugs of misconceptions or of relations; ``-`` for nothing said, ``?`` for anything but a pass. The default run takes a sample; all are taken
in the audit (``pytest -m audit tests/misconceptions``).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SAMPLE = 30  # every so many is taken in the default run
NOTHING_SAID = 0.15  # the share of solutions with "?" of which nothing need be said


def codings() -> Iterator[tuple[str, str, int, list[str], str]]:
    """Assignment, exercise, number, what may be said, and the code of each wrong solution."""
    for path in sorted(HERE.glob("*/*.py")):
        for number, block in enumerate(path.read_text(encoding="utf-8").split("# === ")[1:]):
            slugs, _, code = block.partition("\n")
            yield path.parent.name, path.stem, number, slugs.strip().split("|"), code


ALL = list(codings())


def said(grade, assignment: str, exercise: str, code: str) -> str | None:
    """What is said of a wrong solution: its misconception or else its relation."""
    result = grade(assignment, {exercise: code})
    one = next(one for one in result.exercises if one.name == exercise)
    assert one.outcome != "passed"
    return one.misconception or one.relation


def test_every_misconception_that_is_named_exists(course):
    """The slugs of the files are those of the course or of the relations."""
    from autograder.grading import misconceptions
    from autograder.testing.relations import slugs

    known = {
        wrong.slug
        for name in course.names()
        for wrong in misconceptions.read_all(course.solutions / name / "hidden" / "misconceptions")
    }
    named = {slug for *_, those, _ in ALL for slug in those} - {"?", "-"}
    assert named <= known | set(slugs())


@pytest.mark.parametrize(
    ("assignment", "exercise", "number", "slugs", "code"),
    [
        pytest.param(*case, marks=() if i % SAMPLE == 0 else pytest.mark.audit, id=f"{case[1]}-{case[2]}")
        for i, case in enumerate(ALL)
    ],
)
def test_told(grade, assignment, exercise, number, slugs, code):
    """What is said is one of the slugs, or, of a free one, anything or nothing."""
    assert (said(grade, assignment, exercise, code) or "-") in slugs or "?" in slugs
