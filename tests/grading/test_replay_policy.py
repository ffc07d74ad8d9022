"""What a replay sends, when it looks, and when it gives a plan up, with a test and a student of a line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pytest
import torch

from autograder.core import errors, values
from autograder.core.text import Text
from autograder.grading import replay as module
from autograder.grading.channel import TooMuch
from autograder.grading.replay import Plan, ask_ahead, record, replay, same
from autograder.testing import expect
from autograder.testing.collect import Case
from autograder.testing.run import Verdict, run
from autograder.testing.student import LiveBackend, Student

RIGHT = [("double", "def double(x):\n    return 2 * x\n")]
EXAMPLES = [{"x": torch.arange(float(n + 1))} for n in range(9)]


def check(student: Student, x: torch.Tensor) -> None:
    """Two calls an example."""
    expect.close(student.double(x), 2 * x)
    expect.close(student.double(-x), -2 * x)


def case(function: Callable[..., None] = check) -> Case:
    """A test of these examples."""
    return Case("test_double", "double", function, {}, True, False, 1.0, (), Text("", ""), 3.0)


class Session:
    """A student in this process; what is sent, and in how many messages."""

    def __init__(self, function: Callable[..., Any], fault: errors.StudentError | None = None, at: int = 0):
        self.inner = LiveBackend({"double": function})
        self.fault, self.at = fault, at
        self.sent: list[tuple[int, float | None]] = []
        self.asked = 0

    def ask(self, request: Any, seconds: float | None) -> Any:
        """One request."""
        self.asked += 1
        return self.inner.ask(request, seconds)

    def ask_all(self, requests: Sequence[bytes], seconds: float | None) -> Iterator[bytes]:
        """Many; the fault comes in the place of one of the replies."""
        before = sum(count for count, _ in self.sent)
        self.sent.append((len(requests), seconds))
        for number, reply in enumerate(self.inner.ask_all(requests, seconds), before):
            if number == self.at and self.fault is not None:
                raise self.fault
            yield reply

    def read(self, data: bytes | bytearray) -> Any:
        """The value of a reply."""
        return self.inner.read(data)


def plan(function: Callable[..., None] = check) -> Plan:
    """What the test asks of the right solution."""
    recorded, verdict = record(case(function), EXAMPLES, "s", RIGHT)
    assert verdict.outcome == "passed"
    return Plan(recorded)


def replayed(session: Session, own: Plan | None = None, **options: Any) -> Verdict:
    """The verdict; nothing smaller is looked for."""
    return replay(case(), EXAMPLES, "s", own or plan(), session, 0, **options)


def plain(function: Callable[..., Any]) -> Verdict:
    """The verdict where each request goes by itself."""
    return run(case(), Student(Session(function)), EXAMPLES, "s", shrink=0)


def test_a_record_is_what_the_test_asks_and_what_the_reference_answers() -> None:
    """Example by example."""
    found = plan().examples
    assert [len(requests) for requests in found] == [2] * 9
    request, reply = found[2][1]
    assert same(request[2:], ["double", [-EXAMPLES[2]["x"]], {}]) and request[0] == "call"
    assert values.decode(reply)[1].tolist() == [0, -2, -4]


def test_what_is_right_to_the_bit_is_not_looked_at() -> None:
    """The first example goes alone, the others together, with the test's seconds; the test itself does not run."""
    looked: list[Any] = []

    def look(student: Student, x: torch.Tensor) -> None:
        looked.append(x)
        check(student, x)

    session = Session(lambda x: 2 * x)
    assert replay(case(look), EXAMPLES, "s", plan(), session, 0).outcome == "passed"
    assert (session.sent, session.asked, looked) == ([(2, 3.0), (16, 3.0)], 0, [])


def test_what_has_passed_in_another_way_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one student; what is wrong, and what differs in one reply, is looked at each time. Only so many are remembered."""
    looked: list[int] = []

    def seen(student: Student, x: torch.Tensor) -> None:
        looked.append(len(x))
        check(student, x)

    monkeypatch.setattr(module, "STYLES", 1)
    own = plan()

    def looks(function: Callable[..., Any]) -> tuple[str, list[int]]:
        looked.clear()
        return replay(case(seen), EXAMPLES, "s", own, Session(function), None).outcome, list(looked)

    one, other = 2.0000005, 2.000001
    everywhere = list(range(2, 10))  # an example of a zero is the reference's to the bit
    assert looks(lambda x: x * one) == ("passed", everywhere)
    assert looks(lambda x: x * one) == ("passed", [])
    assert looks(lambda x: x * (other if len(x) == 3 and x.sum() < 0 else one)) == ("passed", [3])
    assert looks(lambda x: x * other) == looks(lambda x: x * other) == ("passed", everywhere)
    assert looks(lambda x: x * one if len(x) < 7 else x) == ("failed", [7])
    assert looks(lambda x: x * one if len(x) < 7 else x) == ("failed", [7])


def test_what_is_right_in_another_way_is_looked_at() -> None:
    """A reply that differs from the reference's in a bit that the test does not mind."""
    session = Session(lambda x: 2 * x + (0.0 if len(x) < 3 else 1e-12))
    assert replayed(session).outcome == "passed" and session.asked == 0
    shorter = Session(lambda x: 2 * x)
    own = Plan([*plan().examples[:3], plan().examples[3][:1], *plan().examples[4:]])
    assert replayed(shorter, own).outcome == "passed" and shorter.asked == 0


@pytest.mark.parametrize("wrong_from", [1, 2, 6])
def test_what_is_wrong_is_told_as_without_a_plan(wrong_from: int) -> None:
    """From the first example on, or later ones only."""

    def double(x: torch.Tensor) -> torch.Tensor:
        return 2 * x if len(x) < wrong_from else x + 5

    found, wanted = replayed(Session(double)), plain(double)
    assert (found.outcome, found.message) == (wanted.outcome, wanted.message)
    assert found.outcome == "failed"


@pytest.mark.parametrize(
    ("fault", "outcome"), [(errors.Crashed("x"), "crashed"), (errors.CallTimeout(3.0), "timeout")]
)
@pytest.mark.parametrize("at", [0, 1, 7])
def test_a_request_that_ends_its_worker_raises_where_the_test_comes_to_it(
    fault: errors.StudentError, outcome: str, at: int
) -> None:
    """A failure before it is told instead."""
    session = Session(lambda x: 2 * x, fault, at)
    assert (replayed(session).outcome, session.asked) == (outcome, 0)
    if at == 7:
        assert replayed(Session(lambda x: x, fault, at)).outcome == "failed"


def test_a_plan_that_does_not_fit_is_given_up() -> None:
    """Another request, one more than was planned, replies too large for one message: each is asked by itself then."""
    given = plan()
    other = Plan([[(["call", None, "double", [], {}], reply) for _, reply in row] for row in given.examples])
    fewer = Plan([row[:1] for row in given.examples])
    for session, own in (
        (Session(lambda x: x + x + 1e-12), other),
        (Session(lambda x: x + x + 1e-12), fewer),
        (Session(lambda x: 2 * x, TooMuch("x"), 5), given),
    ):
        assert replayed(session, own).outcome == "passed"
        assert session.asked == 18


def test_a_diagnosis_hears_the_replies_of_a_few_examples() -> None:
    """Those whose requests were all answered, or ended their worker; by case and number."""
    heard: dict[Any, Any] = {}
    replayed(Session(lambda x: 2 * x), heard=heard)
    assert sorted(heard) == [("test_double", index) for index in plan().telling]
    assert [len(replies) for replies in heard.values()] == [2] * 6
    heard.clear()
    fault = errors.Crashed("x")
    replayed(Session(lambda x: 2 * x, fault, 6), heard=heard)
    assert sorted(index for _, index in heard) == [0, 1, 2, 3]
    assert heard["test_double", 3] == [fault]


@pytest.mark.parametrize(
    ("count", "telling"),
    [(1, [0]), (6, [0, 1, 2, 3, 4, 5]), (7, [0, 1, 2, 3, 4, 5]), (13, [0, 2, 4, 6, 8, 10])],
)
def test_the_telling_examples_are_from_all_over(count: int, telling: list[int]) -> None:
    """Six at most."""
    assert list(Plan([[]] * count).telling) == telling


@pytest.mark.parametrize(
    ("start", "chunk", "size", "together"),
    [
        (0, 64, 2**20, range(0, 1)),
        (1, 64, 2**20, range(1, 9)),
        (1, 4, 2**20, range(1, 3)),
        (1, 5, 2**20, range(1, 3)),
        (1, 1, 2**20, range(1, 2)),
        (1, 64, 1, range(1, 2)),
        (3, 6, 2**20, range(3, 6)),
        (8, 1, 1, range(8, 9)),
    ],
)
def test_requests_go_together_up_to_a_number_and_a_size(
    monkeypatch: pytest.MonkeyPatch, start: int, chunk: int, size: int, together: range
) -> None:
    """One example's always do."""
    monkeypatch.setattr(module, "CHUNK", chunk)
    monkeypatch.setattr(module, "CHUNK_BYTES", size)
    assert plan().together(start) == together


def test_a_size_is_met_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many bytes as are allowed, and one less."""
    own = plan()
    size = sum(map(len, [*own.encoded(1), *own.encoded(2)]))
    for allowed, together in ((size, range(1, 3)), (size - 1, range(1, 2))):
        monkeypatch.setattr(module, "CHUNK_BYTES", allowed)
        assert own.together(1) == together


def test_how_examples_are_shown_is_the_callers_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a plan and without; a record is shown to nobody."""
    calls: list[tuple[Any, ...]] = []

    def run(case: Case, student: Student, examples: Any, seed: str, **options: Any) -> Verdict:
        known = options.pop("known", None)
        options.pop("passed", None)
        calls.append((examples, seed, options))
        if known is not None and len(calls) == 2:
            raise module._Diverged
        return Verdict("passed")

    own = plan()
    monkeypatch.setattr(module, "run", run)
    record(case(), EXAMPLES, "s", RIGHT)
    replay(case(), EXAMPLES, "s", own, Session(abs), 7, list)
    shown = (EXAMPLES, "s", {"shrink": 7, "small": list})
    assert calls == [(EXAMPLES, "s", {"shrink": None}), shown, shown]


def planned(session: Session, requests: int = 2) -> tuple[Any, list[Any]]:
    """A backend that asks ahead, so many requests an example, and the requests."""
    examples = [
        [(["call", None, "double", [n * x["x"]], {}], b"") for n in range(1, requests + 1)] for x in EXAMPLES
    ]
    return module._Planned(session, Plan(examples), case(), {}), examples


def test_what_belongs_to_no_example_is_asked_by_itself() -> None:
    """Before the first of them, and in one that nobody has planned."""
    asked: list[Any] = []
    session = Session(abs)
    session.ask = lambda request, seconds: asked.append((request, seconds))  # type: ignore[method-assign]
    backend, _ = planned(session)
    backend.ask(["has", None, "x"], 4.0)
    assert backend.at(-1) is False
    backend.ask(["has", None, "y"], 5.0)
    assert asked == [(["has", None, "x"], 4.0), (["has", None, "y"], 5.0)] and session.sent == []


def test_requests_are_answered_in_their_order() -> None:
    """One more than was planned, or another one, is not."""
    backend, examples = planned(Session(lambda x: x + 1), 3)
    for index in (1, 2):
        assert backend.at(index) is False
        for request, _ in examples[index]:
            assert torch.equal(backend.ask(request, 3.0), request[3][0] + 1)
        with pytest.raises(module._Diverged):
            backend.ask(request, 3.0)
    backend.at(3)
    with pytest.raises(module._Diverged):
        backend.ask(examples[3][1][0], 3.0)


def test_replies_come_up_to_the_fault() -> None:
    """Which stands for the request that raised it."""
    fault = errors.Crashed("x")
    requests = [values.encode(["call", None, "double", [n], {}]) for n in range(3)]
    replies = ask_ahead(Session(lambda x: 2 * x, fault, 1), requests, 2.0)
    assert [values.decode(reply) if isinstance(reply, bytes) else reply for reply in replies] == [
        ["value", 0],
        fault,
    ]


GRADIENT = torch.ones(2, requires_grad=True)


@pytest.mark.parametrize(
    ("a", "b", "equal"),
    [
        (1, 1, True),
        (1, 1.0, False),
        ("a", "b", False),
        ([1, (2, 3)], [1, (2, 3)], True),
        ([1, 2], [1, 2, 3], False),
        ([1, 2], [1, 3], False),
        ([1], (1,), False),
        ({"a": 1}, {"a": 1}, True),
        ({"a": 1}, {"b": 1}, False),
        ({"a": 1}, {"a": 2}, False),
        (torch.ones(2), torch.ones(2), True),
        (torch.ones(2), torch.zeros(2), False),
        (torch.ones(2), torch.ones(2).double(), False),
        (torch.ones(2), torch.ones(2, 1), False),
        (torch.ones(2), GRADIENT, False),
        (GRADIENT, torch.ones(2, requires_grad=True), True),
        (torch.ones(2, 2), torch.ones(2, 2).t(), False),
        (torch.ones(2), torch.nn.Parameter(torch.ones(2), requires_grad=False), False),
        (np.ones(2), np.ones(2), True),
        (np.ones(2), np.zeros(2), False),
        (np.ones(2), np.ones(2, dtype=np.float32), False),
        (torch.float32, torch.float64, False),
    ],
)
def test_requests_are_compared_to_the_bit(a: Any, b: Any, equal: bool) -> None:
    """Type, dtype, shape, layout, and whether a gradient is asked for."""
    assert same(a, b) is equal and same(a, a)
