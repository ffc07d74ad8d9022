"""Whether a name that rests on an author's fingerprint is borne out by the answers to the tests.

Only answers in which chance has no part can say that: those that are the same under several seeds.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from autograder.core import errors, values
from autograder.grading import reference
from autograder.grading.evidence import FAR, MAX_REQUESTS, agree, evidence_of, telling_examples
from autograder.grading.misconceptions import Misconception
from autograder.grading.replay import AnswersAhead, Heard, Reply
from autograder.grading.suite import ExerciseSuite, Suite
from autograder.testing.collect import DEFAULT_TIMEOUT
from autograder.testing.student import LiveBackend, Request

BORNE_OUT = 1 / 8  # of a student's wrong answers must be those of the mistake that a fingerprint tells
FEW = 1 / 4  # of the tests' answers must be without chance to say anything against a name
SEEDS = 8  # under which the reference must answer alike; fewer let small masks pass for no chance at all
SEEDS_OF_MISTAKES = 2
Answer = dict[str, Any]  # by its parts
Example = tuple[str, int]  # of a case, by its number
Answers = dict[tuple[Example, int], Answer]  # to the requests of examples, by their numbers


def contradicted(
    suite: Suite, exercise: ExerciseSuite, named: Misconception, backend: AnswersAhead, heard: Heard
) -> bool:
    """Whether the student's wrong answers to the tests are not those of any coding of the mistake: hardly one is the same, nor
    are they, or the parts of them that are wrong, just where it is wrong, too."""
    asked = _asked(suite, exercise)
    right = _Solution(suite, exercise.name, suite.cells, SEEDS).answers(asked)
    if len(right) < FEW * sum(map(len, asked.values())):
        return False  # so few prove nothing against a name that is about the others
    ours = {
        (example, place): _parts(heard[example][place], backend)
        for example, place in right
        if place < len(heard.get(example, ()))
    }
    wrong = {at: off for at, parts in ours.items() if (off := _off(parts, right[at]))}

    def bears_out(mistake: _Solution) -> bool:
        theirs: Answers = {}
        same: list[bool] = []
        for example in dict.fromkeys(example for example, _ in wrong):
            found = mistake.answers({example: asked[example]})
            theirs |= {at: answer for at, answer in found.items() if at in wrong}
            same = [_same_mistake(right[at], ours[at], answer) for at, answer in theirs.items()]
            if sum(same) >= BORNE_OUT * len(wrong):
                return True
        if sum(same) >= BORNE_OUT * len(same):
            return True
        compared = [at for at in ours if at in theirs or at not in wrong]
        there = all(wrong[at] <= _off(answer, right[at]) for at, answer in theirs.items())
        return there and any(wrong.get(at) != right[at].keys() for at in compared)

    codings = (
        _Solution(suite, f"{exercise.name}-{named.slug}-{number}", cells, SEEDS_OF_MISTAKES)
        for number, code in enumerate(named.codings)
        for cells in [reference.replaced(suite.cells, exercise.name, code)]
    )
    return bool(wrong) and not any(map(bears_out, codings))


def _asked(suite: Suite, exercise: ExerciseSuite) -> dict[Example, list[Request]]:
    """What the tests that do not train ask in their telling examples."""
    asked: dict[Example, list[Request]] = {}
    for case, plan, index in telling_examples(suite, exercise):
        if case.timeout <= DEFAULT_TIMEOUT and sum(map(len, asked.values())) < MAX_REQUESTS:
            asked[case.name, index] = [request for request, _ in plan.examples[index]]
    return asked


class _Solution:
    """A solution of the course's own. What it answers is kept, and no more is asked than is needed."""

    def __init__(self, suite: Suite, name: str, cells: list[tuple[str, str]], seeds: int) -> None:
        self._cache, self._key, self._cells, self._seeds = suite.cache, f"answers-{name}", cells, seeds

    def answers(self, asked: dict[Example, list[Request]]) -> Answers:
        """The answers in which chance has no part."""
        known: dict[str, list[Answer | None]] = self._cache.get(self._key) or {}
        keys = {f"{case}/{index}": (case, index) for case, index in asked}
        if missing := keys.keys() - known.keys():
            known = known | {key: self._steady(asked[keys[key]]) for key in keys if key in missing}
            self._cache.put(self._key, known)
        return {
            (example, place): answer
            for key, example in keys.items()
            for place, answer in enumerate(known[key])
            if answer is not None
        }

    @cached_property
    def _backend(self) -> LiveBackend:
        return reference.backend(self._cells, strict=False)

    def _steady(self, requests: list[Request]) -> list[Answer | None]:
        """The answers by their parts; None in the place of those that differ under so many seeds."""
        steady: list[Answer | None] = []
        with self._backend.quietly() as backend:
            for seed in range(self._seeds):
                seeded = [[one[0], one[1] and one[1] + seed, *one[2:]] for one in requests]
                answers = [_parts(backend.reply(one), backend) for one in seeded]
                steady = [
                    one if agree(one, again, FAR) else None
                    for one, again in zip(steady or answers, answers, strict=True)
                ]
                if not any(steady):
                    break
        return steady


def _off(answer: Answer, right: Answer) -> set[str]:
    """The parts of an answer that are not right."""
    return {name for name, value in right.items() if not agree(answer.get(name), value, FAR)}


def _same_mistake(right: Answer, ours: Answer, theirs: Answer) -> bool:
    """Whether a part of an answer is wrong in the same way in another, or has in both another form than the right one."""

    def form(answer: Answer, name: str) -> tuple[Any, ...]:
        value = answer.get(name)
        size = len(value) if isinstance(value, list) else getattr(value, "shape", None)
        return type(value), size, getattr(value, "dtype", None)

    return any(
        agree(ours[name], theirs.get(name)) or form(right, name) not in (form(ours, name), form(theirs, name))
        for name in ours
        if not agree(ours[name], right.get(name), FAR)
    )


def _parts(reply: Reply, backend: AnswersAhead) -> Answer:
    """What a reply says: the facts that a probe collects, or its one value; of an exception only that it is one."""
    try:
        kind, value = [*values.decode(evidence_of(reply, backend)), None][:2]
    except (errors.Crashed, values.ValueRefused):
        return {"kind": "unreadable"}
    return {"kind": kind} if kind != "value" else value if isinstance(value, dict) else {"value": value}
