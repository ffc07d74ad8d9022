"""Known mistakes told by what they do, by an author's own look at the function."""

from typing import Any

from autograder.core import errors
from autograder.testing import expect
from autograder.testing.examples import seed_of
from autograder.testing.marks import Exercise, Trap
from autograder.testing.student import Student


def gives(got: Any, want: Any, **tolerances: Any) -> bool:
    """Whether ``expect.close(got, want)`` would hold; for a trap's ``seen``."""
    try:
        expect.close(got, want, **tolerances)
    except expect.Mismatch:
        return False
    return True


def spotted(exercise: Exercise, student: Student, seed: str) -> Trap | None:
    """The first of the exercise's traps that the student's function behaves like; errors on the way mean no.

    Raises:
        errors.OurFault: as the student's backend does.
    """
    for trap in exercise.traps:
        student.seed(seed_of(trap.slug, seed))
        try:
            if trap.seen(student):
                return trap
        except errors.OurFault:
            raise
        except Exception:
            continue
    return None
