"""A notebook in a worker, and the forks that its exercises are tested in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from autograder.core import errors, values
from autograder.grading.process import Zygote
from autograder.grading.session import Session, Step
from autograder.testing.student import value_of

CELLS = """
import os
seen = []
scale = 2
def twice(x):
    seen.append(x)
    return scale * x
def vandal(x):
    global scale, added
    scale = added = 7
def die():
    os._exit(3)
"""


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote() as warm:
        yield warm


@pytest.fixture
def session(zygote: Zygote) -> Iterator[Session]:
    made = Session(zygote.spawn, [Step("a", CELLS)])
    yield made
    made.close()


def call(session: Session, name: str, *args: object) -> object:
    return session.ask(["call", None, name, list(args), {}], 5.0)


def length(session: Session) -> int:
    return session.ask(
        ["probe", None, "def count(student):\n    return len(student.seen)\n", "count", [], {}], 5.0
    )


def test_an_exercise_afresh_meets_the_notebook_as_it_was(session):
    """Names, objects and all; what an exercise leaves is gone with its fork."""
    for _ in range(2):
        with session.exercise():
            assert call(session, "twice", 3) == 6 and length(session) == 1
            call(session, "vandal", 0)
            assert call(session, "twice", 3) == 21


def test_an_exercise_that_goes_on_finds_every_name_as_it_was(session):
    """What tests and functions bound is unbound, what they rebound is back; only objects remember."""
    with session.exercise():
        session.ask(["set", None, {"given": 1, "scale": 5}], 5.0)
        call(session, "vandal", 0)
        call(session, "twice", 3)
    assert session.forked
    with session.exercise(afresh=False):
        assert [session.ask(["has", None, name], 5.0) for name in ("given", "added", "scale")] == [
            False,
            False,
            True,
        ]
        assert call(session, "twice", 3) == 6 and length(session) == 2
    with session.exercise():
        assert length(session) == 0


def test_what_a_prelude_binds_is_there_for_one_exercise_only(session):
    """In a fork of its own, in one that another has left, and after names were bound anew; the next one finds none of it."""
    with session.exercise([["set", None, {"scale": 10}]]):
        assert call(session, "twice", 3) == 30
    assert session.forked
    with session.exercise(afresh=False):
        assert call(session, "twice", 3) == 6 and length(session) == 2
    with session.exercise([["set", None, {"scale": 5}]], afresh=False):
        assert call(session, "twice", 3) == 15
        call(session, "vandal", 0)
        session.rebind()
        assert call(session, "twice", 3) == 15
    with session.exercise(afresh=False):
        assert call(session, "twice", 3) == 6


def test_a_fork_that_died_is_not_handed_on(session):
    """The next exercise gets another one."""
    with session.exercise(), pytest.raises(errors.Crashed):
        call(session, "die")
    assert not session.forked
    with session.exercise(afresh=False):
        assert call(session, "twice", 3) == 6


def test_replies_to_many_requests_come_one_by_one(session):
    """Those before a request that kills its process are there; the request that did it raises."""
    requests = [
        values.encode(["call", None, name, args, {}])
        for name, args in (("twice", [1]), ("twice", [2]), ("die", []), ("twice", [3]))
    ]
    came = []
    with session.exercise():
        with pytest.raises(errors.Crashed):
            for data in session.ask_all(requests, 5.0):
                came.append(session.read(data))
        assert came == [2, 4]
        assert [value_of(values.decode(data)) for data in session.ask_all(requests[:2], 5.0)] == [2, 4]


def test_cells_that_never_end_do_not_take_more_than_the_submission_has(zygote):
    """However many there are; what was bound before them is there."""
    ends = [Step(f"{number}", "import time; time.sleep(60)") for number in range(200)]
    session = Session(zygote.spawn, [Step("a", CELLS), *ends], cell_seconds=1.0, submission_seconds=3.0)
    with closing(session), session.exercise():
        assert call(session, "twice", 3) == 6
    assert {error.kind for error in session.cell_errors.values()} == {"CellTimeout"}
    assert "above it" in session.cell_errors["199"].detail


def test_a_name_that_ends_the_process_costs_what_stands_below_it_only(zygote):
    """A notebook may put anything among its globals, even what dies when it is looked at."""
    trap = (
        "class Trap(str):\n    def __hash__(self): return hash('last')\n"
        "    def __eq__(self, other): os._exit(1)\nglobals()[Trap()] = 1"
    )
    steps = [Step("a", CELLS), Step("t", None, "twice"), Step("b", trap), Step("u", None, "last")]
    session = Session(zygote.spawn, steps)
    with closing(session), session.exercise(name="twice"):
        assert call(session, "twice", 3) == 6
