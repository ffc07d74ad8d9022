"""What test authors import: plain pytest functions, hypothesis properties, and the ``student`` fixture.

The same test functions run in three places: live in the student's notebook (``check("relu")``), in
``pytest assignments/``, and in the marker, where ``student`` answers from a locked-in process. See ``docs/authors.md``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder import rules
    from autograder.core.text import Text
    from autograder.core.values import Handle, Opaque
    from autograder.testing import expect, probes, relations, stats
    from autograder.testing.expect import Mismatch, gives
    from autograder.testing.marks import Exercise, Trap, describe, exercise, needs, timeout, weight
    from autograder.testing.pictures import Picture
    from autograder.testing.probes import probe
    from autograder.testing.relations import Relation
    from autograder.testing.strategies import FLOATS, tensors
    from autograder.testing.student import Student

__all__ = [
    "FLOATS",
    "Exercise",
    "Handle",
    "Mismatch",
    "Opaque",
    "Picture",
    "Relation",
    "Student",
    "Text",
    "Trap",
    "describe",
    "exercise",
    "expect",
    "gives",
    "needs",
    "probe",
    "probes",
    "relations",
    "rules",
    "stats",
    "tensors",
    "timeout",
    "weight",
]

_HOMES = {
    "marks": ("Exercise", "Trap", "describe", "exercise", "needs", "timeout", "weight"),
    "expect": ("Mismatch", "gives"),
    "probes": ("probe",),
    "strategies": ("FLOATS", "tensors"),
    "student": ("Student",),
    "pictures": ("Picture",),
    "relations": ("Relation",),
}
_PLACES = {name: f"autograder.testing.{home}" for home, names in _HOMES.items() for name in names} | {
    "Text": "autograder.core.text",
    "Handle": "autograder.core.values",
    "Opaque": "autograder.core.values",
}
_MODULES = {
    "rules": "autograder.rules",
    **{name: f"autograder.testing.{name}" for name in ("expect", "probes", "relations", "stats")},
}


def __getattr__(name: str) -> Any:
    """Import when first used: pytest loads this package, for its plugin, in every project of the environment."""
    if name in _MODULES:
        return import_module(_MODULES[name])
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
