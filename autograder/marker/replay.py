"""Replays a test's examples with few messages: what it will ask is known from the reference, and asked in one go.

A message to a worker and back costs more than most calls. So the requests that a test makes are recorded once, with the
reference solution answering, and sent together; the test then runs on the replies. Should it ask anything else, because
what it asks depends on what came back, it is run again in the ordinary way. Authors and verdicts notice nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from autograder import errors
from autograder.marker import reference
from autograder.marker.session import Session, is_reply
from autograder.testing.collect import Case
from autograder.testing.run import Example, Verdict, run
from autograder.testing.student import Backend, Request, Student, value_of

CHUNK = 64  # requests in one message
Plan = list[list[Request]]  # for each example, what the test asks


def replay(case: Case, examples: Sequence[Example], seed: str, plan: Plan, session: Session) -> Verdict:
    """The verdict of one case on the student behind ``session``.

    Raises:
        errors.OurFault: as the session does.
    """
    if sum(map(len, plan)) > 2:
        backend = _Planned(session, plan)
        try:
            return run(case, Student(backend), examples, seed, on_example=backend.at)
        except _Diverged:
            pass
    return run(case, Student(session), examples, seed)


def record(case: Case, examples: Sequence[Example], seed: str, cells: list[tuple[str, str]]) -> tuple[Plan, Verdict]:
    """What a case asks when the reference solution answers, and its verdict on the reference."""
    recorder = _Recorder(reference.backend(cells))
    with recorder.inner.quietly():
        verdict = run(case, Student(recorder), examples, seed, shrink=False, on_example=recorder.at)
    return recorder.plan, verdict


class _Recorder:
    """A backend that notes what it is asked."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.plan: Plan = []

    def at(self, index: int) -> None:
        self.plan.append([])

    def ask(self, request: Request, seconds: float | None) -> Any:
        self.plan[-1].append(request)
        return self.inner.ask(request, seconds)


class _Diverged(BaseException):
    """The test asked for something that is not in its plan, or the student's code broke off in the midst of it."""


class _Planned:
    """A backend that asks ahead. The first example is asked in the ordinary way, one request at a time: a function that
    always fails or hangs is told by it, at the cost of one deadline."""

    def __init__(self, session: Backend, plan: Plan) -> None:
        self._session, self._plan = session, plan
        self._live = False
        self._index = self._call = 0
        self._first = 1 if len(plan) > 1 else 0
        self._replies: dict[tuple[int, int], list[Any]] = {}

    def at(self, index: int) -> None:
        """The test goes on to this example; -1: to ones that nobody planned."""
        self._live = index < self._first
        self._index, self._call = index, 0

    def ask(self, request: Request, seconds: float | None) -> Any:
        """See :class:`autograder.testing.student.Backend`."""
        if self._live:
            return self._session.ask(request, seconds)
        at = self._index, self._call
        self._call += 1
        requests = self._plan[self._index]
        if at[1] >= len(requests) or not same(request, requests[at[1]]):
            raise _Diverged
        if at not in self._replies:
            self._fetch(at, seconds)
        return value_of(self._replies.pop(at))

    def _fetch(self, start: tuple[int, int], seconds: float | None) -> None:
        """Ask for this request and those that follow, some whole examples' worth."""
        places = [(start[0], call) for call in range(start[1], len(self._plan[start[0]]))]
        for index in range(start[0] + 1, len(self._plan)):
            if len(places) + len(self._plan[index]) > CHUNK:
                break
            places += [(index, call) for call in range(len(self._plan[index]))]
        try:
            replies = self._session.ask(["batch", None, [self._plan[i][call] for i, call in places]], seconds)
        except errors.StudentError:
            raise _Diverged from None
        if type(replies) is not list or len(replies) != len(places) or not all(map(is_reply, replies)):
            raise _Diverged
        self._replies = dict(zip(places, replies, strict=True))


def same(a: Any, b: Any) -> bool:
    """Whether two requests are the same, tensors by dtype, shape and value."""
    if a is b:
        return True
    if type(a) is not type(b):
        return False
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, torch.Tensor):
        return (a.dtype == b.dtype and a.requires_grad == b.requires_grad and a.stride() == b.stride()
                and torch.equal(a.detach(), b.detach()))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    return bool(a == b)
