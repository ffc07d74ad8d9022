"""Replaying what hypothesis drew gives the verdicts that hypothesis gives: over a sample of the solutions that the project
knows, and over all of them in ``tox -e solutions``."""

from __future__ import annotations

import os

import pytest
from hypothesis import Phase

from autograder.core import errors, values
from autograder.grading import misconceptions, reference
from autograder.grading.diagnosis import _likeness as likeness
from autograder.grading.diagnosis import _Reply, diagnose
from autograder.grading.evidence import agree
from autograder.grading.replay import Plan, record, replay, same
from autograder.grading.suite import Suite
from autograder.testing import examples as engine
from autograder.testing.run import run
from autograder.testing.student import LiveBackend, Student
from tests.course import COURSE, right_solutions

ALL = "AUTOGRADER_ALL_SOLUTIONS" in os.environ
SAMPLE = 4  # every so many is taken in the default run
EXERCISES = [
    ("mlp", "relu"),
    ("mlp", "sigmoid"),
    ("weight_decay", "l2_penalty"),
    ("softmax_regression", "softmax"),
    ("softmax_regression", "cross_entropy"),
    ("model_selection", "polynomial_features"),
    ("dropout", "dropout_layer"),
    ("linear_regression", "squared_loss"),
]


def by_hypothesis(case, backend: LiveBackend, seed: str) -> str:
    """The verdict of hypothesis's own engine: does it find an example that fails?"""
    student, failed, index = Student(backend), [], 0
    test = case.function.hypothesis.inner_test
    fixtures = {"student": student} if case.takes_student else {}

    def attempt(**drawn):
        nonlocal index
        student.seed(engine.seed_of(case.name, seed, index))
        index += 1
        try:
            test(**{**drawn, **case.arguments, **fixtures})
        except (
            AssertionError,
            errors.StudentError,
            AttributeError,
            TypeError,
            RuntimeError,
            IndexError,
        ) as exc:
            failed.append(exc)
            raise AssertionError from exc

    engine._with_engine(
        case,
        attempt,
        engine.seed_of(case.name, seed),
        engine._count(case, engine.EXAMPLES),
        (Phase.explicit, Phase.generate),
    )
    return "failed" if failed else "passed"


@pytest.mark.parametrize(("assignment", "name"), EXERCISES)
def test_replay_and_hypothesis_agree(assignment, name):
    """Every right solution and every misconception, property by property."""
    suite = Suite.load(COURSE, assignment)
    exercise = suite.exercise(name)
    known = [path.read_text(encoding="utf-8") for path in right_solutions(assignment, name)]
    known += [
        wrong.code
        for wrong in misconceptions.read_all(COURSE.solutions / assignment / "hidden" / "misconceptions")
        if wrong.exercise == name
    ]
    assert len(known) >= 8
    for code in known[:: 1 if ALL else SAMPLE]:
        backend = reference.backend(reference.replaced(suite.cells, name, code))
        for case in (case for case in exercise.cases if case.property):
            with backend.quietly():
                replayed = run(case, Student(backend), suite.examples(case), suite.seed, shrink=None).outcome
                drawn = by_hypothesis(case, backend, suite.seed)
            assert (replayed == "passed") == (drawn == "passed"), (case.name, code)


class _Session:
    """A session that counts messages."""

    def __init__(self, backend: LiveBackend) -> None:
        self.backend, self.messages = backend, 0

    def ask(self, request, seconds):
        self.messages += 1
        return self.backend.ask(request, seconds)

    def ask_all(self, requests, seconds):
        self.messages += 1
        return self.backend.ask_all(requests, seconds)

    def read(self, data):
        return self.backend.read(data)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "def relu(X):\n    return X.clamp(min=0)\n",
        "def relu(X):\n    return X.clamp(min=0) if X.ndim < 3 else X\n",
    ],
)
def test_planned_replies_change_no_verdict(code):
    """The requests sent together give the verdicts of those sent one by one, with fewer messages."""
    suite = Suite.load(COURSE, "mlp")
    cells = reference.replaced(suite.cells, "relu", code) if code else suite.cells
    for case in suite.exercise("relu").cases:
        session = _Session(reference.backend(cells))
        planned = replay(case, suite.examples(case), suite.seed, suite.plan(case), session)
        plain = run(case, Student(reference.backend(cells)), suite.examples(case), suite.seed)
        assert (planned.outcome, planned.message) == (plain.outcome, plain.message)
        if planned.outcome == "passed" and len(suite.plan(case).examples) > 10:
            assert session.messages < len(suite.plan(case).examples)


def test_an_explicit_example_is_the_authors_own_wherever_it_was_found(tmp_path):
    """Drawn, or found on disk: how it was made is what a snippet shows."""
    for _ in range(2):
        suite = Suite.load(COURSE, "dropout")
        suite.cache.folder = tmp_path
        case = next(case for case in suite.exercise("dropout_layer").cases if case.name == "test_untouched")
        made = [case.trace.source(example["X"]) for example in suite.examples(case)[:2]]
        assert any("torch.arange(144)" in source for source in made)


def test_a_diagnosis_asks_only_what_was_not_asked_before():
    """The replies that the tests have had tell the mistake as well, and name the same one."""
    suite = Suite.load(COURSE, "mlp")
    exercise = suite.exercise("sigmoid")
    wrong = exercise.misconceptions[0]
    cells = reference.replaced(suite.cells, "sigmoid", wrong.code)
    session, heard = _Session(reference.backend(cells)), {}
    for case in exercise.cases:
        replay(case, suite.examples(case), suite.seed, suite.plan(case), session, 0, heard=heard)
    before = session.messages
    assert diagnose(suite, exercise, session, heard) == wrong
    asked = session.messages - before
    assert diagnose(suite, exercise, session, heard) == wrong and session.messages == before + asked
    alone = _Session(reference.backend(cells))
    assert diagnose(suite, exercise, alone) == wrong and alone.messages > asked


def test_a_commonest_reply_alone_is_no_evidence() -> None:
    """Who answers 0 everywhere is not taken for a mistake that answers 0 mostly, and other numbers now and then."""
    zero, one, five = (values.encode(["value", number]) for number in (0, 1, 5))
    right, wrong = [five] * 20, [zero] * 18 + [one] * 2
    signature = [
        wrong,
        [not agree(values.decode(w), values.decode(r)) for w, r in zip(wrong, right, strict=True)],
    ]
    assert likeness([_Reply(reply) for reply in wrong], signature, 0.85) == 1
    assert likeness([_Reply(zero)] * 20, signature, 0.85) == 0


def test_a_plan_that_does_not_fit_is_given_up():
    """A test that asks something else than it did of the reference is run in the ordinary way."""
    suite = Suite.load(COURSE, "mlp")
    (case, *_) = suite.exercise("relu").cases
    plan, _ = record(case, suite.examples(case), suite.seed, suite.cells)
    wrong_plan = Plan([[(["has", None, "nothing"], b"")] * len(requests) for requests in plan])
    session = _Session(reference.backend(suite.cells))
    assert replay(case, suite.examples(case), suite.seed, wrong_plan, session).outcome == "passed"
    assert same(plan, plan) and not same(plan, wrong_plan.examples)


class _Gone(_Session):
    """A session whose worker is gone."""

    def ask_all(self, requests, seconds):
        raise errors.Crashed("gone")
        yield


def test_a_test_that_asks_nothing_passes_whatever_became_of_the_worker():
    """Nobody is asked on its behalf; one that asks is told what happened, and the student, not us, is at fault."""
    suite = Suite.load(COURSE, "mlp")
    (case, *_) = suite.exercise("relu").cases
    session = _Gone(reference.backend(suite.cells))
    silent = Plan([[] for _ in suite.examples(case)])
    assert replay(case, suite.examples(case), suite.seed, silent, session).outcome == "passed"
    assert replay(case, suite.examples(case), suite.seed, suite.plan(case), session).outcome == "crashed"


def test_examples_that_another_process_has_drawn_meanwhile_are_not_drawn_again(tmp_path, monkeypatch):
    """Two markers that began with the same files on disk share what each of them draws later."""
    one, other = Suite.load(COURSE, "mlp"), Suite.load(COURSE, "mlp")
    one.cache.folder = other.cache.folder = tmp_path
    first, second = [case for case in one.exercise("relu").cases if case.property][:2]
    one.small_examples(first)
    other.small_examples(first)
    drawn = one.small_examples(second)
    monkeypatch.setattr("autograder.grading.suite.draw_small", None)
    assert repr(other.small_examples(second)) == repr(drawn)
