"""Which assignment the notebook at hand is of: where its public tests are."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
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
    offers = _offers(folder, session, document, trust, language)
    offered = next(filter(None, map(_with_tests, offers)), {})
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


def _offers(
    folder: Path,
    session: Path | None,
    document: Mapping[str, Any] | None,
    trust: str | None,
    language: str | None,
) -> Iterator[Iterable[Path | None]]:
    """Public tests that may be meant, the likeliest first: the session's own, those that travel in the notebook, those
    beside it, those in the usual places below, and those in the notebooks of a folder in which nothing else lies."""
    places = dict.fromkeys([*([session.parent] if session else []), folder])
    if session is not None:
        yield from ([place / f"test_{assignment_of(session)}.py"] for place in places)
    if document is not None:
        yield [travel.unpacked(document, trust, language)]
    yield from (sorted(place.glob("test_*.py")) for place in places)
    yield from (sorted(folder.glob(pattern)) for pattern in _PLACES)
    documents = (read(path) for path in sorted(folder.glob("*.ipynb")))
    yield [travel.unpacked(found, trust, language) for found in documents if found is not None]


def _with_tests(paths: Iterable[Path | None]) -> dict[str, Path]:
    """Assignment -> its public tests, of those files that are some."""
    found = (path for path in paths if path is not None and path.is_file() and exercises_of(path))
    return {path.stem.removeprefix("test_"): path for path in found}


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
