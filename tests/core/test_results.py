"""Documents of results: out and in again, and what no grading writes is refused."""

from __future__ import annotations

import json

import pytest

from autograder.core.results import (
    SCHEMA,
    Document,
    ExerciseResult,
    Ids,
    ResultsError,
    from_json,
    result_from_json,
    to_json,
)
from tests.reports.made import result, ungraded

NAN = float("nan")


def edited(**changes: object) -> Document:
    """A document of one result in which somebody has changed something."""
    return Document(suite="d2l", results=(result("ann", **changes),))  # type: ignore[arg-type]


def exercise(score: float, most: float, name: str = "relu") -> ExerciseResult:
    """An exercise with these points."""
    return ExerciseResult(name=name, score=score, max_score=most, outcome="failed")


def test_a_document_comes_back_as_it_went() -> None:
    """Every outcome, without and with ids; bytes and text."""
    ids = Ids(platform="canvas", id="7", login="ann", email="a@b.c", submission="9", file="ann_7_9.ipynb")
    results = (result("ann", ids=ids), ungraded("bob"), ungraded("carl", "not_graded"))
    document = Document(suite="d2l", results=results, language="zh")
    for data in (to_json(document), to_json(document).decode()):
        assert from_json(data) == document
    assert b'\n  "suite": "d2l"' in to_json(document)
    assert result_from_json(to_json(results[0])) == results[0]


def test_the_status_of_a_document_is_that_of_its_worst_result() -> None:
    """Ours outweighs the student's."""
    made = {"graded": result("ann"), "unreadable": ungraded("bob"), "not_graded": ungraded("c", "not_graded")}
    for outcomes, status in (
        ((), 0),
        (("graded",), 0),
        (("graded", "unreadable"), 1),
        (("unreadable", "not_graded"), 3),
    ):
        document = Document(suite="", results=tuple(made[outcome] for outcome in outcomes))
        assert document.exit_status == status


@pytest.mark.parametrize("schema", [1, SCHEMA])
def test_schemas_that_are_read(schema: int) -> None:
    """What a later one adds has a default."""
    assert from_json(json.dumps({"schema": schema, "suite": "", "results": []})).results == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"schema": 0, "suite": ""}', f"schema 0, older than the schema {SCHEMA}"),
        (b'{"schema": 9, "suite": ""}', f"schema 9, newer than the schema {SCHEMA}"),
        (b"{}", "expected a JSON document written by `autograder grade --json`"),
        (b"\xff\xfe", "expected a JSON document"),
        (b'{"schema": 2, "suite": "", "unknown": 1}', "expected a JSON document"),
        (b"[" * 100_000, "expected a JSON document"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, said: str) -> None:
    """Another version, no JSON, not such a document: one sentence each."""
    with pytest.raises(ResultsError, match=said):
        from_json(data)


@pytest.mark.parametrize("data", [b"{}", b"nothing", b"\xff\xfe", to_json(edited())])
def test_what_is_no_result_is_refused(data: bytes) -> None:
    """As the result store may hold after an accident."""
    with pytest.raises(ResultsError, match="expected one result"):
        result_from_json(data)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"score": None}, "its outcome is graded, and its score None"),
        ({"outcome": "unreadable"}, "its outcome is unreadable, and its score 3.5"),
        ({"score": 7.5}, "mlp has 7.5 of 7.0 points"),
        ({"score": -1.0}, "mlp has -1.0 of 7.0 points"),
        ({"max_score": None}, "mlp has 3.5 of 0.0 points"),
        ({"exercises": (exercise(3.0, 2.0),)}, "relu has 3.0 of 2.0 points"),
        ({"exercises": (exercise(-0.5, 2.0),)}, "relu has -0.5 of 2.0 points"),
        ({"exercises": (exercise(1.0, 1.0), exercise(1.0, 1.0))}, "it names an exercise twice"),
    ],
)
def test_what_no_grading_writes_is_refused(changes: dict[str, object], said: str) -> None:
    """Somebody edited the document: whose result it is, and what cannot be."""
    with pytest.raises(ResultsError, match=f"^the result of 'ann', 'mlp' cannot be: {said}"):
        from_json(to_json(edited(**changes)))


def test_a_result_without_a_student_or_with_endless_points_is_refused() -> None:
    """JSON has no nan, but it has numbers too large for a float."""
    with pytest.raises(ResultsError, match="cannot be: it names no student"):
        from_json(to_json(Document(suite="", results=(result(""),))))
    endless = to_json(edited()).replace(b'"max_score": 7.0', b'"max_score": 1e999')
    with pytest.raises(ResultsError):
        from_json(endless)


def test_what_a_grading_may_write_is_read() -> None:
    """Nothing and all of the points, points of nothing, two exercises."""
    for changes in (
        {"score": 0.0},
        {"score": 7.0},
        {"score": 0.0, "max_score": 0.0},
        {"exercises": (exercise(0.0, 0.0), exercise(2.0, 2.0, "tanh"))},
    ):
        document = edited(**changes)
        assert from_json(to_json(document)) == document
