"""What test authors import: plain pytest functions, hypothesis properties, and the ``student`` fixture.

The same test functions run in three places: live in the student's notebook (``check("relu")``), in
``pytest assignments/``, and in the marker, where ``student`` answers from a locked-in process. See ``docs/authors.md``.
"""

from autograder import rules
from autograder.testing import expect, probes, stats
from autograder.testing.expect import Mismatch
from autograder.testing.marks import Exercise, Trap, describe, exercise, needs, timeout, weight
from autograder.testing.probes import probe
from autograder.testing.strategies import FLOATS, tensors
from autograder.testing.student import Student
from autograder.testing.traps import gives
from autograder.text import Text
from autograder.values import Handle, Opaque

__all__ = [
    "FLOATS", "Exercise", "Handle", "Mismatch", "Opaque", "Student", "Text", "Trap", "describe", "exercise", "expect",
    "gives", "needs", "probe", "probes", "rules", "stats", "tensors", "timeout", "weight",
]
