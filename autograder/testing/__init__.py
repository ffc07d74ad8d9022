"""What test authors import: plain pytest functions, hypothesis properties, and the ``student`` fixture.

The same test functions run in three places: live in the student's notebook (``check("relu")``), in
``pytest assignments/``, and in the marker, where ``student`` answers from a locked-in process. See ``docs/authors.md``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOMES = {
    "marks": ("Exercise", "Trap", "describe", "exercise", "needs", "timeout", "weight"),
    "expect": ("Mismatch",), "probes": ("probe",), "strategies": ("FLOATS", "tensors"), "student": ("Student",),
    "traps": ("gives",)}
_PLACES = {name: f"autograder.testing.{home}" for home, names in _HOMES.items() for name in names} | {
    "Text": "autograder.text", "Handle": "autograder.values", "Opaque": "autograder.values"}
_MODULES = {"rules": "autograder.rules", **{name: f"autograder.testing.{name}" for name in ("expect", "probes", "stats")}}


def __getattr__(name: str) -> Any:
    """Import when first used: pytest loads this package, for its plugin, in every project of the environment."""
    if name in _MODULES:
        return import_module(_MODULES[name])
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
