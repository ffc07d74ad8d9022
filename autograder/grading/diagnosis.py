"""Tells a failing solution by name: which known misconception does it behave like?

A deterministic function is compared with each misconception by its replies to the requests that the hidden tests make;
a random one, or one that trains, by the author's ``fingerprint(student)``: a few discrete facts about it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any

import torch

from autograder.core import errors, values
from autograder.grading import altered_tensors, other_arguments, reference
from autograder.grading.borne_out import contradicted
from autograder.grading.evidence import FAR, SECONDS, agree, replies_to, said_by, telling_examples
from autograder.grading.misconceptions import Misconception
from autograder.grading.replay import AnswersAhead, Heard
from autograder.grading.suite import ExerciseSuite, Suite
from autograder.testing.collect import DEFAULT_TIMEOUT, Case
from autograder.testing.examples import seed_of
from autograder.testing.relations import Pair, Relation, find, in_dtype_of
from autograder.testing.student import Request, Student, arguments_of, value_of

ENOUGH = 0.97  # the share of telling requests on which the two must agree
# how many lost cases are looked at together, and how many examples of each beyond the first
MANY_CASES, A_CASE = 6, 3
CONSTANTS = ("times-constant", "plus-constant")
ROWS = ("one-short", "one-too-many", "part-only", "first-only", "first-wrong", "last-wrong")
VAGUE = ("other", "unknown", "odd")  # facts by which no mistake is known
Signature = Any


def diagnose(
    suite: Suite, exercise: ExerciseSuite, backend: AnswersAhead, heard: Heard | None = None
) -> Misconception | None:
    """The misconception that the student behind ``backend`` behaves like, or None.

    Args:
        heard: what the student has answered already; only the rest is asked, and added to it.

    Raises:
        errors.OurFault: as the backend does.
    """
    if not exercise.misconceptions:
        return None
    known = _known(suite, exercise)
    if exercise.module.fingerprint is not None:
        facts = _facts(exercise.module.fingerprint, Student(backend, SECONDS), suite.seed)
        if facts is None or not _tell(facts, known[""] or {}):
            return None
        named = _told_by(facts, exercise.misconceptions, known)
        against = named is not None and contradicted(suite, exercise, named, backend, heard or {})
        return None if against else named
    replies = [_Reply(data) for data in replies_to(telling_examples(suite, exercise), backend, heard)]
    best, best_score = None, ENOUGH
    for misconception in exercise.misconceptions:
        for wrong in _of(misconception, known):
            score = _likeness(replies, wrong, best_score)
            if score > best_score:
                best, best_score = misconception, score
    return best


def _told_by(
    facts: dict[str, Any], misconceptions: Sequence[Misconception], known: dict[str, Signature]
) -> Misconception | None:
    """The misconception with just these facts. Where it takes several to explain every fact that is not the reference's, the one
    that explains the first of them, and most: the author lists the facts that matter most first."""
    exact = next((m for m in misconceptions if facts in _of(m, known)), None)
    if exact is not None:
        return exact
    right = known[""] or {}

    def off(found: dict[str, Any]) -> dict[str, Any]:
        return {name: found.get(name) for name in right | found if found.get(name) != right.get(name)}

    unlike = off(facts)
    parts = [(m, part) for m in misconceptions for wrong in _of(m, known) if (part := off(wrong))]
    parts = [
        (m, part) for m, part in parts if _tell(part, right) and part == {n: unlike.get(n) for n in part}
    ]
    if not unlike.keys() <= {name for _, part in parts for name in part}:
        return None
    leading = [(len(part), m) for m, part in parts if next(iter(unlike)) in part]
    return max(leading, key=lambda one: one[0])[1] if leading else None


def relate(
    suite: Suite,
    cases: Sequence[Case],
    backend: AnswersAhead,
    first: bool,
    heard: Heard | None = None,
    shown: tuple[Any, Any] | None = None,
) -> Relation | None:
    """The relation between what the student and the reference answer to a few examples of cases that were lost.

    Asked only where the examples that failed already were too few to tell one, and never of tests that train. Those of the
    first case are looked at alone before all are looked at together.

    Args:
        cases: the first one failed, and the others failed or were blocked.
        first: no case before it has passed: what a probe gives is then likely what the function gave.
        heard: as for :func:`diagnose`.
        shown: what the message says was expected and came back; a constant must be the one that is seen there, too, and so
            must rows of tensors that are too few or too many.

    Raises:
        errors.OurFault: as the backend does.
    """
    if cases[0].timeout > DEFAULT_TIMEOUT:
        return None
    tensors = shown is not None and all(isinstance(value, torch.Tensor) for value in shown)
    pairs, failed, right = _compared(suite, cases[0], backend, first, heard)
    relation = find(pairs, cases[0].relations)
    if relation is None and all(pair.called for pair in pairs):
        relation = other_arguments.relation(suite, failed, backend)
    relation = relation or altered_tensors.relation(suite, failed, right)
    if relation is None and len(cases) > 1 and all(pair.called for pair in pairs):
        for case in cases[1:MANY_CASES]:
            if case.timeout <= DEFAULT_TIMEOUT:
                more, *_ = _compared(suite, case, backend, first, heard)
                pairs += [pair for pair in more if pair.called and not agree(pair.want, pair.got, FAR)][
                    :A_CASE
                ]
        relation = find(pairs, cases[0].relations)
        if relation is not None and relation.slug in ROWS and not tensors:
            return None  # the reference may divide rows in another way than the tests ask for
    if relation is None or shown is None:
        return relation
    if relation.slug in CONSTANTS or (relation.slug in ROWS and tensors):
        again = find([Pair(*shown), *pairs], cases[0].relations)
        return again if again is not None and again.slug == relation.slug else None
    return relation


def _compared(
    suite: Suite, case: Case, backend: AnswersAhead, first: bool, heard: Heard | None
) -> tuple[list[Pair], list[tuple[Request, Any]], list[tuple[Request, Any]]]:
    """What the reference and the student answer on a case's examples; the requests whose answers differ; and the others."""
    examples = [(case, suite.plan(case), index) for index in suite.plan(case).telling]
    asked = [
        (request, right, arguments_of([one for one, _ in plan.examples[index][:number]]))
        for _, plan, index in examples
        for number, (request, right) in enumerate(plan.examples[index], 1)
    ]
    pairs: list[Pair] = []
    failed: list[tuple[Request, Any]] = []
    agreed: list[tuple[Request, Any]] = []
    for (request, right, given), data in zip(asked, replies_to(examples, backend, heard), strict=False):
        with suppress(errors.StudentError, values.ValueRefused):
            want = value_of(values.decode(right))
            kind, *got = values.decode(data)
            if kind == "value":
                pairs.append(
                    Pair(want, in_dtype_of(want, got[0]), given, called=first or request[0] == "call")
                )
                (agreed if agree(want, got[0], FAR) else failed).append((request, got[0]))
    return pairs, failed, agreed


def _of(misconception: Misconception, known: dict[str, Signature]) -> list[Signature]:
    """The signatures of all codings of a misconception."""
    every = (known.get(f"{misconception.slug} {i}") for i, _ in enumerate(misconception.codings))
    return [signature for signature in every if signature is not None]


def _known(suite: Suite, exercise: ExerciseSuite) -> dict[str, Signature]:
    """The signatures of the reference (under "") and of every misconception; worked out once a suite."""
    key = f"behaviour-{exercise.name}"
    known: dict[str, Signature] | None = suite.cache.get(key)
    if known is None:
        known = {"": _signature(suite, exercise, suite.cells)}
        for misconception in exercise.misconceptions:
            for i, code in enumerate(misconception.codings):
                cells = reference.replaced(suite.cells, exercise.name, code)
                known[f"{misconception.slug} {i}"] = _signature(suite, exercise, cells, known[""])
        suite.cache.put(key, known)
    return known


def _signature(
    suite: Suite, exercise: ExerciseSuite, cells: list[tuple[str, str]], right: Signature = None
) -> Signature:
    """How a solution behaves: its fingerprint, or the bytes of its replies and which of them are not the reference's."""
    try:
        backend = reference.backend(cells)
    except errors.SuiteError:
        return None  # a misconception whose cell does not even run is told by the error itself
    with backend.quietly():
        if exercise.module.fingerprint is not None:
            return _facts(exercise.module.fingerprint, Student(backend), suite.seed)
        replies = replies_to(telling_examples(suite, exercise), backend)
    if right is None:
        return [replies, []]
    pairs = zip(replies, right[0], strict=False)
    return [replies, [not agree(values.decode(one), values.decode(other), FAR) for one, other in pairs]]


def _facts(fingerprint: Callable[..., dict[str, Any]], student: Student, seed: str) -> dict[str, Any] | None:
    student.seed(seed_of("fingerprint", seed))
    try:
        facts = fingerprint(student)
    except errors.StudentRaised as exc:
        return {"raised": said_by(exc)}
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


def _tell(facts: dict[str, Any], right: dict[str, Any]) -> bool:
    """Whether a fact is another than the reference's, and says more than that it is none of those that are known."""
    return any(value != right.get(name) and value not in VAGUE for name, value in facts.items())


class _Reply:
    """A reply as evidence, and what it holds."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def value(self) -> Any:
        """What the bytes hold; None, which no reply is, where they hold nothing."""
        with suppress(values.ValueRefused):
            return values.decode(self.data)
        return None


def _likeness(replies: list[_Reply], wrong: Signature, least: float) -> float:
    """How much the replies are those of a wrong solution: the smallest share of agreement where it does not differ from the
    reference, where it does with its commonest reply, such as 0, which other mistakes give as well, and where it does with
    others; 0 where that is no more than ``least``."""
    theirs, telling = wrong
    places = range(min(len(replies), len(theirs), len(telling)))
    often = Counter(theirs[place] for place in places if telling[place])
    if not often:
        return 0.0
    common = often.most_common(1)[0][0]
    groups: dict[str, list[int]] = {}
    for place in places:
        kind = "right" if not telling[place] else "common" if theirs[place] == common else "rare"
        groups.setdefault(kind, []).append(place)
    shares = []
    for group in groups.values():
        found = len(group)
        for place in group:
            ours = replies[place]
            found -= not (ours.data == theirs[place] or agree(ours.value, values.decode(theirs[place])))
            if found / len(group) <= least:
                return 0.0
        shares.append(found / len(group))
    return min(shares)
