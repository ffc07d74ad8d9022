"""Tells a failing solution by name: which known misconception does it behave like?

A deterministic function is compared with each misconception by its replies to the requests that the hidden tests make;
a random one, or one that trains, by the author's ``fingerprint(student)``: a few discrete facts about it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
import torch

from autograder.core import errors, values
from autograder.grading import reference
from autograder.grading.misconceptions import Misconception
from autograder.grading.replay import Recorded
from autograder.grading.suite import ExerciseSuite, Suite
from autograder.testing.collect import DEFAULT_TIMEOUT, Case
from autograder.testing.examples import seed_of
from autograder.testing.relations import Pair, Relation, find
from autograder.testing.student import Backend, Request, Student, value_of

EXAMPLES_A_CASE = 6
MAX_REQUESTS = 80
SECONDS = 3.0  # for each request; a diagnosis is worth no more
MAX_SIZE = 32 * 2**20  # bytes of all the replies together
NEAR, FAR = (
    1e-4,
    2e-3,
)  # relative: two codings of one mistake are nearer than this, a mistake and the truth farther apart
ENOUGH = 0.85  # the share of telling requests on which the two must agree
Signature = Any
_PARTICULARS = re.compile(r"-?\d[\d.e+-]*")


def diagnose(suite: Suite, exercise: ExerciseSuite, backend: Backend) -> Misconception | None:
    """The misconception that the student behind ``backend`` behaves like, or None.

    Raises:
        errors.OurFault: as the backend does.
    """
    if not exercise.misconceptions:
        return None
    known = _known(suite, exercise)
    if exercise.module.fingerprint is not None:
        facts = _facts(exercise.module.fingerprint, Student(backend, SECONDS), suite.seed)
        if facts is None or facts == known[""]:
            return None
        return next((m for m in exercise.misconceptions if facts in _of(m, known)), None)
    replies = _replies(telling_requests(suite, exercise), backend)
    best, best_score = None, ENOUGH
    for misconception in exercise.misconceptions:
        for wrong in _of(misconception, known):
            score = _likeness(replies, wrong, known[""])
            if score > best_score:
                best, best_score = misconception, score
    return best


def relate(suite: Suite, case: Case, backend: Backend, first: bool) -> Relation | None:
    """The relation between what the student and the reference answer to a few examples of a case that failed.

    Asked only where the examples that failed already were too few to tell one, and never of tests that train.

    Args:
        first: no case before it has passed: what a probe gives is then likely what the function gave.

    Raises:
        errors.OurFault: as the backend does.
    """
    if case.timeout > DEFAULT_TIMEOUT:
        return None
    asked = _some(suite.plan(case).examples)
    replies = _replies([request for request, _ in asked], backend)
    pairs = []
    for (request, right), reply in zip(asked, replies, strict=False):
        with suppress(errors.StudentError, values.ValueRefused):
            want = value_of(values.decode(right))
            if reply[0] == "value":
                pairs.append(Pair(want, reply[1], tuple(request[2:]), first or request[0] == "call"))
    return find(pairs, case.relations)


def _of(misconception: Misconception, known: dict[str, Signature]) -> list[Signature]:
    """The signatures of all codings of a misconception."""
    every = (known.get(f"{misconception.slug} {i}") for i, _ in enumerate(misconception.codings))
    return [signature for signature in every if signature is not None]


def _known(suite: Suite, exercise: ExerciseSuite) -> dict[str, Signature]:
    """The signatures of the reference (under "") and of every misconception; worked out once a suite."""
    key = f"signatures-{exercise.name}"
    known: dict[str, Signature] | None = suite.cache.get(key)
    if known is None:
        known = {"": _signature(suite, exercise, suite.cells)}
        for misconception in exercise.misconceptions:
            for i, code in enumerate(misconception.codings):
                cells = reference.replaced(suite.cells, exercise.name, code)
                known[f"{misconception.slug} {i}"] = _signature(suite, exercise, cells)
        suite.cache.put(key, known)
    return known


def _signature(suite: Suite, exercise: ExerciseSuite, cells: list[tuple[str, str]]) -> Signature:
    try:
        backend = reference.backend(cells)
    except errors.SuiteError:
        return None  # a misconception whose cell does not even run is told by the error itself
    with backend.quietly():
        if exercise.module.fingerprint is not None:
            return _facts(exercise.module.fingerprint, Student(backend), suite.seed)
        return _replies(telling_requests(suite, exercise), backend)


def _facts(fingerprint: Callable[..., dict[str, Any]], student: Student, seed: str) -> dict[str, Any] | None:
    student.seed(seed_of("fingerprint", seed))
    try:
        facts = fingerprint(student)
    except errors.StudentRaised as exc:
        return {"raised": _said(exc)}
    except errors.StudentError:
        return None
    except errors.OurFault:
        raise
    except Exception:
        return None
    try:
        decoded: dict[str, Any] = values.decode(values.encode(facts))
    except values.ValueRefused:
        return None
    return decoded


def _said(exc: errors.StudentRaised) -> str:
    """An exception as evidence: its class and what it says, whatever the numbers in it. Its class alone would
    name every mistake that happens to raise the same."""
    return f"{exc.kind}: {_PARTICULARS.sub('…', exc.detail)}"


def telling_requests(suite: Suite, exercise: ExerciseSuite) -> list[Request]:
    """What the tests ask, on a few examples of each case from all over its list: the first ones are the simplest."""
    asked = [request for case in exercise.cases for request, _ in _some(suite.plan(case).examples)]
    return asked[:MAX_REQUESTS]


def _some(recorded: Recorded) -> list[tuple[Request, bytes]]:
    """Requests and the reference's replies of a few examples from all over a list."""
    step = max(1, len(recorded) // EXAMPLES_A_CASE)
    return [asked for example in recorded[::step][:EXAMPLES_A_CASE] for asked in example]


def _replies(requests: list[Request], backend: Backend) -> list[Any]:
    """Copies of the replies: what comes after one that is no value here, or more than the bound, is left out."""
    replies: list[Any] = []
    size = 0
    for request in requests:
        try:
            data = values.encode(["value", backend.ask(request, SECONDS)])
            size += len(data)
            if size > MAX_SIZE:
                break
            replies.append(values.decode(data))
        except values.ValueRefused:  # nested as deeply as a reply may be, and now one deeper
            break
        except errors.StudentRaised as exc:
            replies.append(["raised", _said(exc)])
        except errors.StudentError as exc:
            replies.append([type(exc).__name__])
            if isinstance(exc, errors.CallTimeout | errors.Crashed):
                break
    return replies


def _likeness(replies: list[Any], wrong: list[Any], right: list[Any]) -> float:
    """How much the replies are those of a wrong solution: the smaller share of agreement, where it differs from the
    reference and where it does not."""
    telling: list[bool] = []
    other: list[bool] = []
    for ours, theirs, reference_s in zip(replies, wrong, right, strict=False):
        (other if agree(theirs, reference_s, FAR) else telling).append(agree(ours, theirs))
    if not telling:
        return 0.0
    return min(sum(group) / len(group) for group in (telling, other) if group)


def agree(a: Any, b: Any, rtol: float = NEAR) -> bool:
    """Whether two replies are the same up to rounding."""
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        a, b = (torch.from_numpy(one) if one.dtype.kind in "bif" else one.tolist() for one in (a, b))
    if isinstance(a, torch.Tensor) and isinstance(b, torch.Tensor):
        if a.shape != b.shape or a.dtype != b.dtype:
            return False
        a, b = a.detach(), b.detach()
        return torch.equal(a, b) or torch.allclose(a, b, rtol=rtol, atol=rtol / 100, equal_nan=True)
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
