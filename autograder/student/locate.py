"""Which assignment the notebook at hand is of: where its public tests are."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from autograder.core.errors import UsageError
from autograder.core.text import Text, texts, translate
from autograder.student import travel
from autograder.student.live import read
from autograder.submissions.originals import assignment_of, exercises_of
from autograder.testing import collect
from autograder.testing.collect import TestModule

_TEXTS = texts(__file__)

# below the folder, when not in it
_PLACES = ("*/test_*.py", "assignments/*/test_*.py", "*/assignments/*/test_*.py")


@dataclass(frozen=True, slots=True)
class Found:
    """An assignment: its name, its public tests and, where it is known and there, the notebook."""

    assignment: str
    tests: Path
    notebook: Path | None

    def load(self) -> TestModule:
        """Import the public tests; again only when the file has changed.

        Raises:
            SuiteError: when they cannot be imported.
        """
        return _load(self.tests, self.tests.stat().st_mtime_ns)


def find(
    folder: Path,
    *,
    name: str | None = None,
    assignment: str | None = None,
    session: Path | None = None,
    defined: Collection[str] = (),
    language: str | None = None,
    document: Mapping[str, Any] | None = None,
    trust: str | None = None,
) -> Found:
    """Find the assignment that a notebook in ``folder`` is of.

    Args:
        name: the exercise to check; it decides where several assignments are.
        assignment: its name, if the student says it.
        session: the notebook's path, if the environment tells it.
        defined: names that the notebook defines; they decide last.
        language: of the messages.
        document: the notebook itself, where it is known.
        trust: the number of public tests that travel in a notebook (see :mod:`autograder.student.travel`).

    Raises:
        UsageError: when there is none, or it cannot be told which.
    """
    offered = _beside(folder, session)
    if not offered and document is not None:
        offered = _by_name(travel.unpacked(document, trust, language))
    offered = offered or _offered(folder, session) or _alone(folder, trust, language)
    if not offered:
        raise UsageError(translate(_TEXTS["none"].format(folder), language))
    if assignment is not None:
        if assignment not in offered:
            raise UsageError(translate(_TEXTS["not-here"].format(assignment, ", ".join(offered)), language))
        offered = {assignment: offered[assignment]}
    exercises = {key: exercises_of(path) for key, path in offered.items()}
    chosen = sorted(key for key, names in exercises.items() if name is None or name in names)
    if not chosen:
        raise UsageError(translate(_unknown(str(name), exercises), language))
    if len(chosen) > 1:
        shares = {
            key: sum(item in defined for item in exercises[key]) / len(exercises[key]) for key in chosen
        }
        best = max(shares.values())
        chosen = [key for key in chosen if shares[key] == best]
    if len(chosen) > 1:
        first = f'"{name}", ' if name else ""
        raise UsageError(translate(_TEXTS["several"].format(", ".join(chosen), first, chosen[0]), language))
    return Found(chosen[0], offered[chosen[0]], _notebook(chosen[0], offered[chosen[0]], session))


def _places(folder: Path, session: Path | None) -> list[Path]:
    return list(dict.fromkeys([*([session.parent] if session else []), folder]))


def _beside(folder: Path, session: Path | None) -> dict[str, Path]:
    """The session's own public tests, where they lie beside it."""
    if session is None:
        return {}
    own = f"test_{assignment_of(session)}.py"
    return next((found for place in _places(folder, session) if (found := _with_tests([place / own]))), {})


def _offered(folder: Path, session: Path | None) -> dict[str, Path]:
    """Assignments that may be meant -> their public tests: those beside the notebook, else those in the usual places
    below."""
    for place in _places(folder, session):
        if found := _with_tests(sorted(place.glob("test_*.py"))):
            return found
    return next((found for pattern in _PLACES if (found := _with_tests(sorted(folder.glob(pattern))))), {})


def _alone(folder: Path, trust: str | None, language: str | None) -> dict[str, Path]:
    """The tests that travel in the notebooks of a folder in which nothing else lies."""
    documents = [found for path in sorted(folder.glob("*.ipynb")) if (found := read(path)) is not None]
    return {
        name: path
        for found in documents
        for name, path in _by_name(travel.unpacked(found, trust, language)).items()
    }


def _by_name(tests: Path | None) -> dict[str, Path]:
    return {} if tests is None else _with_tests([tests])


def _with_tests(paths: Iterable[Path]) -> dict[str, Path]:
    return {path.stem.removeprefix("test_"): path for path in paths if path.is_file() and exercises_of(path)}


def _notebook(assignment: str, tests: Path, session: Path | None) -> Path | None:
    if session is not None and session.is_file():
        return session
    beside = tests.with_name(f"{assignment}.ipynb")
    return beside if beside.is_file() else None


def _unknown(name: str, exercises: dict[str, tuple[str, ...]]) -> Text:
    known = list(dict.fromkeys(item for names in exercises.values() for item in names))
    text = _TEXTS["unknown"].format(", ".join(exercises), repr(name), ", ".join(known))
    near = difflib.get_close_matches(name, known, 1)
    return text + _TEXTS["meant"].format(repr(near[0])) if near else text


@lru_cache(maxsize=16)
def _load(path: Path, _changed: int) -> TestModule:
    return collect.load(path)
