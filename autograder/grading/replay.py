"""Replays a test's examples with few messages: what it will ask is known from the reference, and asked in one go.

A message to a worker and back costs more than most calls, and most of a check is spent on finding that right is right. So
what a test asks is recorded once with the reference solution answering, and with it the bytes of every answer. The
requests are sent together. An example whose answers are the reference's to the last bit, or those of somebody who has
passed, is passed without a look; on any other the test runs as ever. Should it then ask for something else, because what it
asks depends on what came back, the whole case is run again in the ordinary way. Authors and verdicts notice nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Protocol

import numpy as np
import torch

from autograder.core import errors, values
from autograder.grading import reference
from autograder.grading.channel import TooMuch
from autograder.testing.collect import Case
from autograder.testing.examples import TRIES, Example
from autograder.testing.run import Verdict, run
from autograder.testing.student import Backend, LiveBackend, Request, Student

CHUNK = 64  # requests in one message ...
CHUNK_BYTES = 4 * 2**20  # ... and their size
STYLES = 64  # ways to pass an example, beside the reference's, that are remembered
TELLING = 6  # examples of a case that a diagnosis looks at
# for each example, what the test asks and what the reference answers
Recorded = list[list[tuple[Request, bytes]]]
Reply = bytes | bytearray | errors.StudentError
Heard = dict[tuple[str, int], list[Reply]]  # replies to the requests of an example, by case and number


class AnswersAhead(Backend, Protocol):
    """What a replay needs of :class:`autograder.grading.session.Session`."""

    def ask_all(self, requests: Sequence[bytes], seconds: float | None) -> Iterator[bytes | bytearray]:
        """Answer encoded requests; the bytes of their replies, as they come."""

    def read(self, data: bytes | bytearray) -> Any:
        """The value that a reply carries."""


@dataclass
class Plan:
    """What a case asks of the reference, example by example, and the bytes of the replies.

    Attributes:
        passed: for each example, digests of other replies that have passed.
    """

    examples: Recorded
    passed: defaultdict[int, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    _encoded: dict[int, list[bytes]] = field(default_factory=dict)

    def encoded(self, index: int) -> list[bytes]:
        """The requests of one example as they are sent."""
        if index not in self._encoded:
            self._encoded[index] = [values.encode(request) for request, _ in self.examples[index]]
        return self._encoded[index]

    @property
    def telling(self) -> range:
        """A few examples from all over the list: the first ones are the simplest."""
        step = max(1, len(self.examples) // TELLING)
        return range(0, len(self.examples), step)[:TELLING]

    def together(self, start: int) -> range:
        """The examples from ``start`` on whose requests go in one message. The first goes alone: a function that is wrong
        from the start, and takes its time, is not asked any further."""
        if start == 0:
            return range(1)
        count = size = 0
        for index in range(start, len(self.examples)):
            requests = self.encoded(index)
            count, size = count + len(requests), size + sum(map(len, requests))
            if index > start and (count > CHUNK or size > CHUNK_BYTES):
                return range(start, index)
        return range(start, len(self.examples))


def replay(
    case: Case,
    examples: Sequence[Example],
    seed: str,
    plan: Plan,
    session: AnswersAhead,
    shrink: int | None = TRIES,
    small: Callable[[], Sequence[Example]] | None = None,
    heard: Heard | None = None,
) -> Verdict:
    """The verdict of one case on the student behind ``session``; ``shrink`` and ``small`` as in
    :func:`autograder.testing.run.run`. ``heard`` takes what a diagnosis needs of the replies.

    Raises:
        errors.OurFault: as the session does.
    """
    backend = _Planned(session, plan, case, {} if heard is None else heard)
    try:
        return run(
            case,
            Student(backend),
            examples,
            seed,
            shrink=shrink,
            known=backend.at,
            passed=backend.passed,
            small=small,
        )
    except _Diverged:
        return run(case, Student(session), examples, seed, shrink=shrink, small=small)


def record(
    case: Case, examples: Sequence[Example], seed: str, cells: list[tuple[str, str]]
) -> tuple[Recorded, Verdict]:
    """What a case asks when the reference solution answers, and its verdict on the reference."""
    recorder = _Recorder(reference.backend(cells))
    with recorder.inner.quietly():
        verdict = run(case, Student(recorder), examples, seed, shrink=None, known=recorder.at)
    return recorder.recorded, verdict


class _Recorder:
    """A backend that notes what it is asked and what it answers."""

    def __init__(self, inner: LiveBackend) -> None:
        self.inner = inner
        self.recorded: Recorded = []

    def at(self, index: int) -> bool:
        """The test goes on to another example."""
        self.recorded.append([])
        return False

    def ask(self, request: Request, seconds: float | None) -> Any:
        """See :class:`autograder.testing.student.Backend`."""
        reply = self.inner.reply(request)
        self.recorded[-1].append((request, reply))
        return self.inner.read(reply)


class _Diverged(BaseException):
    """The test asks for something that is not in its plan, or that was not sent with the rest."""


class _Planned:
    """A backend that asks ahead, as the plan says. A request that ends its worker raises when the test comes to it."""

    def __init__(self, session: AnswersAhead, plan: Plan, case: Case, heard: Heard) -> None:
        self._session, self._plan, self._heard = session, plan, heard
        self._name, self._seconds = case.name, case.timeout
        self._index = self._call = -1
        self._digest: bytes | None = None
        self._replies: dict[int, list[Reply]] = {}

    def at(self, index: int) -> bool:
        """The test goes on to this example, or to one that nobody planned (-1); whether the answers are known to pass."""
        self._index, self._call = index, 0
        if index < 0:
            return False
        if index not in self._replies:
            self._fetch(self._plan.together(index))
        right = [reply for _, reply in self._plan.examples[index]]
        given = [reply for reply in self._replies[index] if not isinstance(reply, errors.StudentError)]
        if given == right:
            return True
        self._digest = None
        if len(given) < len(right):
            return False
        digest = blake2b(digest_size=16)
        for reply in given:
            digest.update(len(reply).to_bytes(8, "big"))
            digest.update(reply)
        self._digest = digest.digest()
        return self._digest in self._plan.passed[index]

    def passed(self, index: int) -> None:
        """The test holds on this example, to which :meth:`at` went last."""
        if index >= 0 and self._digest is not None and len(self._plan.passed[index]) < STYLES:
            self._plan.passed[index].add(self._digest)

    def ask(self, request: Request, seconds: float | None) -> Any:
        """See :class:`autograder.testing.student.Backend`."""
        if self._index < 0:
            return self._session.ask(request, seconds)
        call, self._call = self._call, self._call + 1
        recorded, replies = self._plan.examples[self._index], self._replies[self._index]
        if call >= len(replies) or not same(request, recorded[call][0]):
            raise _Diverged
        reply = replies[call]
        if isinstance(reply, errors.StudentError):
            raise reply
        return self._session.read(reply)

    def _fetch(self, together: range) -> None:
        self._replies = {index: [] for index in together}
        places = [index for index in together for _ in self._plan.examples[index]]
        requests = [request for index in together for request in self._plan.encoded(index)]
        if not requests:
            return
        for place, reply in zip(places, ask_ahead(self._session, requests, self._seconds), strict=False):
            if isinstance(reply, TooMuch):
                raise _Diverged
            self._replies[place].append(reply)
        for index, replies in self._replies.items():
            ended = bool(replies) and isinstance(replies[-1], errors.StudentError)
            if index in self._plan.telling and (ended or len(replies) == len(self._plan.examples[index])):
                self._heard[self._name, index] = replies


def ask_ahead(session: AnswersAhead, requests: Sequence[bytes], seconds: float | None) -> list[Reply]:
    """Replies to encoded requests; the last one is the error, where one of them ends its worker."""
    replies: list[Reply] = []
    try:
        for reply in session.ask_all(requests, seconds):
            replies.append(reply)
    except errors.StudentError as exc:
        replies.append(exc)
    return replies


def same(a: Any, b: Any) -> bool:
    """Whether two requests are the same, tensors by dtype, shape and value."""
    if a is b:
        return True
    if type(a) is not type(b):
        return False
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, torch.Tensor):
        return (
            a.dtype == b.dtype
            and a.requires_grad == b.requires_grad
            and a.stride() == b.stride()
            and torch.equal(a.detach(), b.detach())
        )
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and np.array_equal(a, b)
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    return bool(a == b)
