"""Tells a failing solution by name: which known misconception does it behave like?

A deterministic function is compared with each misconception by its replies to the requests that the hidden tests make;
a random one, or one that trains, by the author's ``fingerprint(student)``: a few discrete facts about it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any

import numpy as np
import torch

from autograder.core import errors, values
from autograder.grading import altered_tensors, other_arguments, reference
from autograder.grading.misconceptions import Misconception
from autograder.grading.replay import AnswersAhead, Heard, Plan, Reply, ask_ahead
from autograder.grading.suite import ExerciseSuite, Suite
from autograder.testing.collect import DEFAULT_TIMEOUT, Case
from autograder.testing.examples import seed_of
from autograder.testing.relations import Pair, Relation, find, in_dtype_of
from autograder.testing.relations.model import is_number
from autograder.testing.student import Request, Student, arguments_of, value_of

MAX_REQUESTS = 80
SECONDS = 3.0  # for each request; a diagnosis is worth no more
MAX_SIZE = 32 * 2**20  # bytes of all the replies together
# relative: two codings of one mistake are nearer, a mistake and the truth farther apart
NEAR, FAR = 1e-4, 2e-3
ENOUGH = 0.97  # the share of telling requests on which the two must agree
# how many lost cases are looked at together, and how many examples of each beyond the first
MANY_CASES, A_CASE = 6, 3
CONSTANTS = ("times-constant", "plus-constant")
ROWS = ("one-short", "one-too-many", "part-only", "first-only", "first-wrong", "last-wrong")
BORNE_OUT = 1 / 8  # of a student's wrong answers must be those of the mistake that a fingerprint tells
SEEDS = 8  # under which the reference must answer alike; fewer let small masks pass for no chance at all
FEW = 1 / 4  # of the tests' answers must be without chance to say anything against a name
VAGUE = ("other", "unknown", "odd")  # facts by which no mistake is known
Signature = Any
_VALUE = values.encode(["value", None])[:-1]  # how a reply begins that carries a value
_PARTICULARS = re.compile(r"-?\d[\d.e+-]*")


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
        against = named is not None and _contradicted(suite, exercise, named, backend, heard or {})
        return None if against else named
    replies = [_Reply(data) for data in _replies(_telling(suite, exercise), backend, heard)]
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


def _contradicted(
    suite: Suite, exercise: ExerciseSuite, named: Misconception, backend: AnswersAhead, heard: Heard
) -> bool:
    """Whether the student's wrong answers to the tests are not those of any coding of the mistake: hardly one is the same, nor
    are they, or the parts of them that are wrong, just where it is wrong, too."""
    asked, right, *codings = _steady_answers(suite, exercise, named)
    ours = {
        number: _parts(heard[case, index][place], backend)
        for number, (case, index, place) in enumerate(asked)
        if place < len(heard.get((case, index), ()))
    }
    wrong = {number: off for number, parts in ours.items() if (off := _off(parts, right[number]))}
    somewhere_right = any(wrong.get(number) != right[number].keys() for number in ours)

    def bears_out(theirs: list[dict[str, Any]]) -> bool:
        same = sum(_same_mistake(right[number], ours[number], theirs[number]) for number in wrong)
        there = all(off <= _off(theirs[number], right[number]) for number, off in wrong.items())
        return same >= BORNE_OUT * len(wrong) or (there and somewhere_right)

    return bool(wrong) and not any(map(bears_out, codings))


def _off(answer: dict[str, Any], right: dict[str, Any]) -> set[str]:
    """The parts of an answer that are not right."""
    return {name for name, value in right.items() if not agree(answer.get(name), value, FAR)}


def _same_mistake(right: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    """Whether a part of an answer is wrong in the same way in another, or has in both another form than the right one."""

    def form(answer: dict[str, Any], name: str) -> tuple[Any, ...]:
        value = answer.get(name)
        size = len(value) if isinstance(value, list) else getattr(value, "shape", None)
        return type(value), size, getattr(value, "dtype", None)

    return any(
        agree(ours[name], theirs.get(name)) or form(right, name) not in (form(ours, name), form(theirs, name))
        for name in ours
        if not agree(ours[name], right.get(name), FAR)
    )


def _parts(reply: Reply, backend: AnswersAhead) -> dict[str, Any]:
    """What a reply says: the facts that a probe collects, or its one value; of an exception only that it is one."""
    try:
        kind, value = [*values.decode(_evidence(reply, backend)), None][:2]
    except (errors.Crashed, values.ValueRefused):
        return {"kind": "unreadable"}
    return {"kind": kind} if kind != "value" else value if isinstance(value, dict) else {"value": value}


def _steady_answers(suite: Suite, exercise: ExerciseSuite, named: Misconception) -> list[list[Any]]:
    """The tests' requests in whose answers chance has no part, each as the case, its example and a number; what the reference
    answers to them, and what each coding of the mistake does, by their parts."""
    key = f"answers-{exercise.name}-{named.slug}"
    kept: list[list[Any]] | None = suite.cache.get(key)
    if kept is None:
        asked = [
            (case.name, index, place, request)
            for case, plan, index in _telling(suite, exercise)
            if case.timeout <= DEFAULT_TIMEOUT
            for place, (request, _) in enumerate(plan.examples[index])
        ][:MAX_REQUESTS]
        requests = [request for *_, request in asked]
        solutions = [_answers(suite.cells, requests, SEEDS)]
        for code in named.codings:
            cells = reference.replaced(suite.cells, exercise.name, code)
            solutions.append(_answers(cells, requests, 2))
        steady = [i for i in range(len(asked)) if all(answers[i] is not None for answers in solutions)]
        if len(steady) < FEW * len(asked):
            steady = []  # so few prove nothing against a name that is about the others
        kept = [[list(asked[i][:3]) for i in steady], *([one[i] for i in steady] for one in solutions)]
        suite.cache.put(key, kept)
    return kept


def _answers(
    cells: list[tuple[str, str]], requests: Sequence[Request], seeds: int
) -> list[dict[str, Any] | None]:
    """What these cells answer, by its parts; None where that is not the same under so many seeds."""
    backend = reference.backend(cells, strict=False)
    with backend.quietly():
        first, *others = (
            [_parts(backend.reply([one[0], one[1] and one[1] + seed, *one[2:]]), backend) for one in requests]
            for seed in range(seeds)
        )
    return [
        one if all(agree(one, again[i], FAR) for again in others) else None for i, one in enumerate(first)
    ]


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
    for (request, right, given), data in zip(asked, _replies(examples, backend, heard), strict=False):
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
        replies = _replies(_telling(suite, exercise), backend)
    if right is None:
        return [replies, []]
    pairs = zip(replies, right[0], strict=False)
    return [replies, [not agree(values.decode(one), values.decode(other), FAR) for one, other in pairs]]


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


def _tell(facts: dict[str, Any], right: dict[str, Any]) -> bool:
    """Whether a fact is another than the reference's, and says more than that it is none of those that are known."""
    return any(value != right.get(name) and value not in VAGUE for name, value in facts.items())


def _said(exc: errors.StudentRaised) -> str:
    """An exception as evidence: its class and what it says, whatever the numbers in it. Its class alone would
    name every mistake that happens to raise the same."""
    return f"{exc.kind}: {_PARTICULARS.sub('…', exc.detail)}"


def _telling(suite: Suite, exercise: ExerciseSuite) -> list[tuple[Case, Plan, int]]:
    """The examples whose replies tell one mistake from another: a few of each case, each with the plan that it is from."""
    plans = [(case, suite.plan(case)) for case in exercise.cases]
    return [(case, plan, index) for case, plan in plans for index in plan.telling]


def _replies(
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
                replies.append(_evidence(reply, backend))
            except (errors.Crashed, values.ValueRefused):
                return replies
            size += len(replies[-1])
            if size > MAX_SIZE or len(replies) == MAX_REQUESTS:
                return replies
    return replies


def _evidence(reply: Reply, backend: AnswersAhead) -> bytes:
    if isinstance(reply, bytes | bytearray) and reply.startswith(_VALUE):
        return bytes(reply)
    try:
        if isinstance(reply, errors.StudentError):
            raise reply
        return values.encode(["value", backend.read(reply)])
    except errors.StudentRaised as exc:
        return values.encode(["raised", _said(exc)])
    except errors.Crashed:
        raise
    except errors.StudentError as exc:
        return values.encode([type(exc).__name__])


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
