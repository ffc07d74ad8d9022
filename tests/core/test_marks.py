"""The marks of one submission, and the record of a class."""

from __future__ import annotations

import pytest

from autograder.core.marks import Marks, Part, Record, Student
from autograder.core.results import Ids
from tests.reports.made import result, ungraded

CODE = Part("test_relu", "relu", 2.0, automatic=1.5)
CORRECTED = Part("test_tanh", "tanh", 2.0, automatic=0.0, manual=1.0, extra=0.5)
WRITTEN = Part("why", None, 1.0, manual=0.25)
EMPTY = Part("how", None, 1.0, extra=3.0, open=True)


def marks(*parts: Part, penalty: float = 0.0) -> Marks:
    """The marks of these cells."""
    return Marks("ann", "mlp", parts, penalty=penalty)


def test_what_a_person_gave_counts_instead_of_what_tests_gave() -> None:
    """Extra credit comes on top, and only where there are points."""
    assert [part.given for part in (CODE, CORRECTED, WRITTEN, EMPTY)] == [1.5, 1.0, 0.25, None]
    assert [part.score for part in (CODE, CORRECTED, WRITTEN, EMPTY)] == [1.5, 1.5, 0.25, None]


@pytest.mark.parametrize(
    ("own", "raw", "total", "automatic", "written", "extra"),
    [
        (marks(CODE, CORRECTED, WRITTEN, EMPTY, penalty=1.0), 3.25, 2.25, 2.5, 0.25, 0.5),
        (marks(CODE, penalty=9.0), 1.5, 0.0, 1.5, None, 0.0),
        (marks(EMPTY, penalty=1.0), None, None, None, None, 0.0),
        (marks(), None, None, None, None, 0.0),
        (marks(WRITTEN), 0.25, 0.25, None, 0.25, 0.0),
    ],
)
def test_sums(
    own: Marks,
    raw: float | None,
    total: float | None,
    automatic: float | None,
    written: float | None,
    extra: float,
) -> None:
    """Of all points, after lateness, of tests, of written answers, of extra credit; None is not 0."""
    found = (own.raw, own.total, own.automatic, own.written, own.extra)
    assert found == (raw, total, automatic, written, extra)


def test_what_waits_for_a_person_is_said() -> None:
    """Written answers and exercises, one and several."""
    wait = Part("test_relu", "relu", 1.0, open=True)
    assert marks(CODE, EMPTY, wait).open == (EMPTY, wait)
    for parts, said in (
        ((CODE,), []),
        ((EMPTY,), ["1 written answer to mark"]),
        ((EMPTY, EMPTY, wait), ["2 written answers to mark", "1 exercise for a person to look at"]),
        ((wait, wait), ["2 exercises for a person to look at"]),
    ):
        assert [str(text) for text in marks(*parts).still_open] == said


def test_a_verdict_alone_gives_the_marks_of_the_tests() -> None:
    """A part an exercise; ids and the most points come along, and no gradebook is claimed."""
    ids = Ids(platform="canvas", id="7")
    own = Marks.of(result("ann", ids=ids))
    assert own.parts == (
        Part("relu", "relu", 2.0, 2.0),
        Part("sigmoid", "sigmoid", 3.0, 1.5),
        Part("tanh", "tanh", 1.0, 0.0),
        Part("net", "net", 1.0, 0.0),
    )
    assert (own.student, own.assignment, own.max_score, own.ids) == ("ann", "mlp", 7.0, ids)
    assert (own.total, own.in_gradebook) == (3.5, False)


def test_a_verdict_whose_exercises_do_not_add_up_is_one_part() -> None:
    """Its score counts, not the sum; a submission that was not graded has no points."""
    whole = Marks.of(result("ann", score=3.0))
    assert whole.parts == (Part("mlp", "mlp", 7.0, 3.0),)
    assert Marks.of(result("ann", score=0.0, max_score=None, exercises=())).parts == ()
    assert Marks.of(result("ann", score=2.0, max_score=None, exercises=())).parts == (
        Part("mlp", "mlp", 0.0, 2.0),
    )
    none = Marks.of(result("bob", score=None, outcome="unreadable"))
    assert len(none.parts) == 4 and none.total is None
    assert Marks.of(ungraded("bob")).parts == ()


def test_a_record_takes_results_for_whom_the_gradebook_does_not_have() -> None:
    """The gradebook's marks stay, and get the platform's ids where a result knows them."""
    canvas, github = Ids(platform="canvas"), Ids(platform="github")
    known = Marks("ann", "mlp", (WRITTEN,), in_gradebook=True, ids=github)
    record = Record((known, Marks.of(result("bob", score=3.0))), (Student("zoe"),))
    ann, bob, carl = record.with_results(
        [result("ann", ids=canvas), result("bob"), result("carl")],
    ).marks
    assert (ann.ids, ann.total, bob.total, carl.total) == (canvas, 0.25, 3.5, 3.5)
    assert record.with_results([result("ann")]).marks[0].ids == github
    assert (
        record.with_results([]) == record and record.with_results([result("c")]).students == record.students
    )
    assert record.find("ann", "mlp") == known
    assert record.find("ann", "other") is None and record.find("zoe", "mlp") is None
