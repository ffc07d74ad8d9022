"""What of an audit's findings is a problem, and what only worth a look."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from autograder.authoring.audit_report import (
    AssignmentReport,
    ExerciseReport,
    Killing,
    Known,
    Report,
)
from autograder.cli.authoring import show

STYLES = tuple(Known(f"style{i}", 1.0) for i in range(5))
GOOD = ExerciseReport(
    "times",
    "double",
    2.0,
    3,
    None,
    1e-9,
    0.01,
    (Known("double-squared", 0.4, diagnosed="double-squared"),),
    (Known("one", 0.5),),
    STYLES,
    Killing(10, 9, ("a → b",)),
)


def told(**changes: object) -> str:
    return "\n".join(replace(GOOD, **changes).problems())


def test_a_sound_exercise_has_no_problems() -> None:
    """Nothing is said where everything holds."""
    assert GOOD.problems() == () and GOOD.warnings() == ()


def test_every_failing_is_told() -> None:
    """Each thing that does not hold has its sentence."""
    assert "does not get full marks: why" in told(reference="why")
    assert "m gets full marks" in told(misconceptions=(Known("m", 1.0),))
    assert "m is taken for other" in told(misconceptions=(Known("m", 0.5, diagnosed="other"),))
    assert "m is taken for no misconception" in told(misconceptions=(Known("m", 0.5),))
    assert "wrong solution w gets full marks" in told(wrong=(Known("w", 1.0),))
    assert "right solution s loses marks: too strict" in told(styles=(*STYLES, Known("s", 0.5, "too strict")))
    assert "4 right solutions" not in told(styles=STYLES[:4])  # worth a look, and no more
    assert "a mutant gets full marks: c → d" in told(mutants=Killing(10, 8, ("a → b",), ("c → d",)))
    assert "none any more: e → f" in told(mutants=Killing(10, 9, ("a → b",), (), ("e → f",)))
    assert "no hint" in told(words=("no hint",)) and "seed 3" in told(unsteady=("seed 3",))


def test_a_mistake_that_costs_little_is_worth_a_look() -> None:
    """Less than a fifth of the points lost is a warning, not a problem."""
    report = replace(GOOD, misconceptions=(Known("m", 0.9, diagnosed="m"),))
    assert report.problems() == () and report.warnings() == ("m loses only 10%",)


def test_false_alarms_are_summed_over_an_assignment() -> None:
    """A millionth is too much."""
    assignment = AssignmentReport("times", tuple(replace(GOOD, false_alarms=4e-7) for _ in range(3)))
    assert "false-alarm rate is 1.2e-06" in "\n".join(assignment.problems())
    assert AssignmentReport("times", (GOOD,)).problems() == ()


def test_a_report_holds_or_does_not() -> None:
    """It holds when nothing is wrong anywhere."""
    sound = Report((AssignmentReport("times", (GOOD,)),))
    assert sound.holds and not replace(sound, others=("the release differs",)).holds


def test_the_table_fits_a_terminal() -> None:
    """The report is printed in 80 columns with all its numbers, and says how it ends."""
    console = Console(width=80, record=True, file=io.StringIO())
    show(Report((AssignmentReport("times", (replace(GOOD, name="train_linear_regression"),)),)), console)
    text = console.export_text()
    assert (
        "train_linear_regression" in text and "9/9" in text and "everything holds" in text and "…" not in text
    )
