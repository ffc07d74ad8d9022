"""Results to export: a small class, and one in which every text is an attack."""

from __future__ import annotations

from autograder.core.results import ExerciseResult, Result, TestResult

HOSTILE = "=cmd|'/C calc'!A0<script>alert(1)</script>]]>&\x1b[31m\u202e\x00\ud800\"'\n,;"


def result(student: str, assignment: str = "mlp", score: float | None = 3.5, **changes: object) -> Result:
    """A graded submission with a passed, a failed, an empty and a missing exercise."""
    exercises = (
        ExerciseResult(
            name="relu",
            score=2.0,
            max_score=2.0,
            outcome="passed",
            tests=(TestResult(name="test_values", outcome="passed", weight=2.0),),
        ),
        ExerciseResult(
            name="sigmoid",
            score=1.5,
            max_score=3.0,
            outcome="failed",
            misconception="sigmoid-overflow",
            tests=tuple(
                TestResult(
                    name=f"test_{outcome}", outcome=outcome, weight=1.0, message=f"{outcome}: yours was nan"
                )
                for outcome in ("failed", "error", "timeout", "crashed", "memory", "forbidden", "blocked")
            ),
        ),
        ExerciseResult(name="tanh", score=0.0, max_score=1.0, outcome="not_implemented"),
        ExerciseResult(name="net", score=0.0, max_score=1.0, outcome="missing"),
    )
    values = dict(
        student=student,
        assignment=assignment,
        notebook=f"submitted/{student}/{assignment}.ipynb",
        submission="ab" * 32,
        outcome="graded",
        message=None,
        score=score,
        max_score=7.0,
        seconds=0.21,
        isolation="none",
        exercises=exercises,
    )
    return Result(**(values | changes))


def ungraded(
    student: str,
    outcome: str = "unreadable",
    assignment: str = "mlp",
    message: str = "a cell is missing: put it back",
) -> Result:
    """A submission without marks."""
    return result(student, assignment, None, outcome=outcome, max_score=None, exercises=(), message=message)


def hostile() -> Result:
    """Names, tests and messages that attack every format."""
    test = TestResult(name=f"test_{HOSTILE}", outcome="failed", weight=1.0, message=HOSTILE)
    return result(
        HOSTILE,
        HOSTILE,
        0.0,
        message=HOSTILE,
        exercises=(
            ExerciseResult(
                name=HOSTILE, score=0.0, max_score=7.0, outcome="failed", misconception=HOSTILE, tests=(test,)
            ),
        ),
    )
