"""What a solution's answers to the tests say about it: which requests are telling, and when two replies are the same."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import numpy as np
import torch

from autograder.core import errors, values
from autograder.grading.replay import AnswersAhead, Heard, Plan, Reply, ask_ahead
from autograder.grading.suite import ExerciseSuite, Suite
from autograder.testing.collect import Case
from autograder.testing.relations.model import is_number

MAX_REQUESTS = 80
SECONDS = 3.0  # for each request; a diagnosis is worth no more
MAX_SIZE = 32 * 2**20  # bytes of all the replies together
# relative: two codings of one mistake are nearer, a mistake and the truth farther apart
NEAR, FAR = 1e-4, 2e-3
_VALUE = values.encode(["value", None])[:-1]  # how a reply begins that carries a value
_PARTICULARS = re.compile(r"-?\d[\d.e+-]*")


def telling_examples(suite: Suite, exercise: ExerciseSuite) -> list[tuple[Case, Plan, int]]:
    """The examples whose replies tell one mistake from another: a few of each case, each with the plan that it is from."""
    plans = [(case, suite.plan(case)) for case in exercise.cases]
    return [(case, plan, index) for case, plan in plans for index in plan.telling]


def replies_to(
    examples: Iterable[tuple[Case, Plan, int]], backend: AnswersAhead, heard: Heard | None = None
) -> list[bytes]:
    """The replies to the requests of some examples, as bytes: values as they came, and of exceptions what tells them
    apart. What comes after one that is no value here, or more than the bound, is left out."""
    heard = {} if heard is None else heard
    replies: list[bytes] = []
    size = 0
    for case, plan, index in examples:
        if (case.name, index) not in heard:
            heard[case.name, index] = ask_ahead(backend, plan.encoded(index), SECONDS)
        for reply in heard[case.name, index]:
            if isinstance(reply, errors.CallTimeout | errors.Crashed):
                return [*replies, values.encode([type(reply).__name__])][:MAX_REQUESTS]
            try:
                replies.append(evidence_of(reply, backend))
            except (errors.Crashed, values.ValueRefused):
                return replies
            size += len(replies[-1])
            if size > MAX_SIZE or len(replies) == MAX_REQUESTS:
                return replies
    return replies


def evidence_of(reply: Reply, backend: AnswersAhead) -> bytes:
    """A reply as bytes that can be compared: its value as it came, or what tells one exception from another.

    Raises:
        errors.Crashed, values.ValueRefused: when it holds neither.
    """
    if isinstance(reply, bytes | bytearray) and reply.startswith(_VALUE):
        return bytes(reply)
    try:
        if isinstance(reply, errors.StudentError):
            raise reply
        return values.encode(["value", backend.read(reply)])
    except errors.StudentRaised as exc:
        return values.encode(["raised", said_by(exc)])
    except errors.Crashed:
        raise
    except errors.StudentError as exc:
        return values.encode([type(exc).__name__])


def said_by(exc: errors.StudentRaised) -> str:
    """An exception as evidence: its class and what it says, whatever the numbers in it. Its class alone would
    name every mistake that happens to raise the same."""
    return f"{exc.kind}: {_PARTICULARS.sub('…', exc.detail)}"


def agree(a: Any, b: Any, rtol: float = NEAR) -> bool:
    """Whether two replies are the same up to rounding."""
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        a, b = (torch.from_numpy(one) if one.dtype.kind in "bif" else one.tolist() for one in (a, b))
    if isinstance(a, torch.Tensor) and isinstance(b, torch.Tensor):
        if a.shape != b.shape or a.dtype != b.dtype:
            return False
        a, b = a.detach(), b.detach()
        return torch.equal(a, b) or torch.allclose(a, b, rtol=rtol, atol=rtol / 100, equal_nan=True)
    if is_number(a) and is_number(b):
        with suppress(OverflowError):
            a, b = float(a), float(b)
    if type(a) is not type(b):
        return False
    if isinstance(a, float):
        return (
            a == b
            or math.isclose(a, b, rel_tol=rtol, abs_tol=rtol / 100)
            or (math.isnan(a) and math.isnan(b))
        )
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(agree(x, y, rtol) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(agree(a[key], b[key], rtol) for key in a)
    return bool(a == b)
