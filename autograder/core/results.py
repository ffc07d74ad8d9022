"""The one model of what grading gives; every report, export and gradebook entry is a writer of it.

The JSON form is the contract with other programs: see ``docs/results.md``.
"""

import math
from collections.abc import Collection
from typing import Any, Literal, Self

import msgspec

SCHEMA = 2
_READABLE = (1, 2)  # what a schema adds has a default

ResultOutcome = Literal["graded", "unreadable", "not_graded"]
ExerciseOutcome = Literal["passed", "failed", "not_implemented", "missing"]
TestOutcome = Literal["passed", "failed", "error", "timeout", "crashed", "memory", "forbidden", "blocked"]


class ResultsError(ValueError):
    """A document of results cannot be read: wrong version, or not such a document."""


class TestResult(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one hidden test found.

    Attributes:
        message: for the student; None when the test passed.
        snippet: Python text that makes the failing call where it is pasted below the student's own code; None where
            nothing was called.
    """

    __test__ = False  # the class is no pytest test

    name: str
    outcome: TestOutcome
    weight: float
    message: str | None = None
    snippet: str | None = None


class ExerciseResult(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The verdict on one exercise: ``0 <= score <= max_score`` points.

    Attributes:
        misconception: slug of the known mistake that it behaves like.
        relation: slug of how what came back relates to what was expected, where no misconception is recognised.
        flags: what a person should look at, without marks being lost.
    """

    name: str
    score: float
    max_score: float
    outcome: ExerciseOutcome
    misconception: str | None = None
    relation: str | None = None
    flags: tuple[str, ...] = ()
    tests: tuple[TestResult, ...] = ()


class Ids(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a learning platform's download says of who handed in, as it stands there; None for what it does not say.

    Attributes:
        platform: ``canvas``, ``moodle``, ``blackboard``, ``gradescope`` or ``github``.
        id: the platform's number of the student (Canvas's user id, Moodle's participant number, Gradescope's SID).
        login: the name that the student signs in with (Blackboard, GitHub).
        email: the e-mail address (Gradescope).
        submission: the platform's number of the submission.
        file: name of the student's file or folder in the download; uploads of feedback go by it.
    """

    platform: str | None = None
    id: str | None = None
    login: str | None = None
    email: str | None = None
    submission: str | None = None
    file: str | None = None


NO_IDS = Ids()


class Result(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The verdict on one submission; ``score`` is None unless the outcome is ``graded``.

    Attributes:
        student: who handed it in, in every command: no path says it a second time.
        notebook: the file by the name that it is shown by; :mod:`autograder.submissions.locate` finds it again.
        ids: how the platform that it was downloaded from knows the student.
    """

    student: str
    assignment: str
    notebook: str
    submission: str | None
    outcome: ResultOutcome
    message: str | None
    score: float | None
    max_score: float | None
    seconds: float
    isolation: str | None
    exercises: tuple[ExerciseResult, ...] = ()
    ids: Ids = NO_IDS

    @classmethod
    def ungraded(cls, outcome: ResultOutcome, message: str | None, **fields: Any) -> Self:
        """A verdict without marks; ``fields`` are the student, the assignment, the notebook, and what else is known."""
        unknown: dict[str, Any] = dict.fromkeys(("submission", "score", "max_score", "isolation"))
        return cls(outcome=outcome, message=message, **unknown | {"seconds": 0.0} | fields)


class Document(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What ``autograder grade --json`` writes; ``language`` is that of its messages."""

    schema: int = SCHEMA
    suite: str
    results: tuple[Result, ...] = ()
    language: str | None = None

    @property
    def exit_status(self) -> int:
        """See :func:`exit_status`."""
        return exit_status({result.outcome for result in self.results})


def exit_status(outcomes: Collection[str]) -> int:
    """0 all graded, 1 some unreadable, 3 some not graded by a fault of ours (which outweighs 1)."""
    return 3 if "not_graded" in outcomes else 1 if "unreadable" in outcomes else 0


def to_json(value: Document | Result) -> bytes:
    """Encode as UTF-8 JSON, for people to read, too."""
    return msgspec.json.format(msgspec.json.encode(value))


def from_json(data: bytes | str) -> Document:
    """Decode what :func:`to_json` wrote.

    Raises:
        ResultsError: when it is no document of results, or one of another version.
    """
    try:
        version = msgspec.json.decode(data, type=_Version).schema
        if version not in _READABLE:
            age = "older" if version < SCHEMA else "newer"
            raise ResultsError(
                f"these results have schema {version}, {age} than the schema {SCHEMA} that this "
                f"version of autograder reads: grade again, or use a matching version"
            )
        document = msgspec.json.decode(data, type=Document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as exc:
        raise ResultsError(f"expected a JSON document written by `autograder grade --json`: {exc}") from exc
    for result in document.results:
        if wrong := _wrong(result):
            raise ResultsError(f"the result of {result.student!r}, {result.assignment!r} cannot be: {wrong}")
    return document


def _wrong(result: Result) -> str | None:
    """What no grading writes: somebody edited the document."""
    if not result.student:
        return "it names no student"
    if (result.outcome == "graded") != (result.score is not None):
        return f"its outcome is {result.outcome}, and its score {result.score}"
    scores = [(result.assignment, result.score or 0.0, result.max_score or 0.0)]
    scores += [(one.name, one.score, one.max_score) for one in result.exercises]
    for name, score, most in scores:
        if not (math.isfinite(most) and 0 <= score <= most):
            return f"{name} has {score} of {most} points"
    names = [one.name for one in result.exercises]
    return "it names an exercise twice" if len(names) != len(set(names)) else None


def result_from_json(data: bytes | str) -> Result:
    """Decode one result, as the result store keeps it.

    Raises:
        ResultsError: when it is none.
    """
    try:
        return msgspec.json.decode(data, type=Result)
    except msgspec.MsgspecError as exc:
        raise ResultsError(f"expected one result: {exc}") from exc


class _Version(msgspec.Struct):
    schema: int
