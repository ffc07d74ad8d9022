"""Running one test on one student: verdicts, shrunk messages, determinism, seeds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import torch

from autograder.core.errors import SuiteError
from autograder.testing import collect
from autograder.testing.examples import draw
from autograder.testing.run import run
from autograder.testing.student import LiveBackend, Student

TESTS = '''
import pytest, torch
from hypothesis import given, example, settings, strategies as st
from autograder.testing import expect, probe, probes, stats, tensors, weight, needs, Text

@weight(2)
@example(X=torch.tensor([1.0]))
@given(X=tensors())
def test_values(student, X):
    """twice X"""
    expect.close(student.double(X), 2 * X)

@needs("test_values")
@pytest.mark.parametrize("n", [1, 3])
def test_sizes(student, n):
    expect.tensor(student.double(torch.ones(n)), (n,))

@given(X=tensors(elements="nonzero"), upstream=st.just(torch.tensor(3.0)))
@settings(max_examples=7)
def test_gradient(student, X, upstream):
    _, (grad,) = probes.gradient(student, "double", X, upstream=upstream)
    expect.close(grad, torch.full_like(X, 6.0))

def test_plain_assert(student):
    assert student.double(torch.ones(1)).item() == 2.0
'''


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    path = tmp_path_factory.mktemp("hidden") / "test_double.py"
    path.write_text(TESTS)
    return {case.name: case for case in collect.load(path, "double").cases}


def verdict(case, function, seed="s"):
    return run(case, Student(LiveBackend({"double": function})), draw(case, seed), seed)


def test_collects_functions_properties_and_parameters(cases):
    """Names as pytest gives them, weights, needs, words, in the order of the file."""
    assert list(cases) == [
        "test_values",
        "test_sizes[1]",
        "test_sizes[3]",
        "test_gradient",
        "test_plain_assert",
    ]
    assert cases["test_values"].weight == 2 and cases["test_sizes[3]"].needs == ("test_values",)
    assert cases["test_values"].words.en == "twice X" and cases["test_gradient"].words.en == "gradient"


def test_a_right_function_passes_everything(cases):
    """By any style."""
    for function in (lambda X: 2 * X, lambda X: X + X, lambda X: torch.stack([X, X]).sum(0)):
        assert {verdict(case, function).outcome for case in cases.values()} == {"passed"}


def test_examples_are_drawn_once_and_for_all(cases):
    """The same seed draws the same examples, explicit ones first; another seed draws others."""
    first, again, other = (
        draw(cases["test_values"], "a"),
        draw(cases["test_values"], "a"),
        draw(cases["test_values"], "b"),
    )
    assert first[0]["X"].tolist() == [1.0] and len(first) > 20 and len(draw(cases["test_gradient"], "a")) == 7
    assert all(torch.equal(x["X"], y["X"]) for x, y in zip(first, again, strict=True))
    assert any(
        x["X"].shape != y["X"].shape or not torch.equal(x["X"], y["X"])
        for x, y in zip(first, other, strict=False)
    )


def test_the_smallest_failing_input_is_shown(cases):
    """Wrong above 3 only: one number above 3, with one more at most, and the message shows input, expected, got."""
    message = verdict(cases["test_values"], lambda X: torch.where(X > 3, X, 2 * X)).message
    small = r"double\(tensor\(\[(0\., )?(3\.\d+|4\.)\]\)\)\n"
    assert re.fullmatch(small + r"expected: tensor\(\[.*\]\)\ngot: tensor\(\[.*\]\)", message.en)
    assert re.fullmatch(small + r"应为：tensor\(\[.*\]\)\n得到：tensor\(\[.*\]\)", message.zh)


def test_the_same_failure_gives_the_same_message(cases):
    """Shrinking has no luck in it."""
    wrong = lambda X: X * X  # noqa: E731
    assert verdict(cases["test_values"], wrong).message == verdict(cases["test_values"], wrong).message


@pytest.mark.parametrize(
    ("function", "outcome", "words"),
    [
        (lambda X: 1 / 0, "error", "ZeroDivisionError"),
        (lambda X: None, "failed", "is there a `return`"),
        (lambda X: X.tolist(), "failed", "got: a list"),
        (lambda X: (2 * X).double(), "failed", "dtype torch.float64"),
        (lambda X: (2 * X)[None], "failed", "got: shape"),
        (lambda X: X * float("nan"), "failed", "nan"),
        (lambda: 1, "error", "TypeError"),
    ],
)
def test_what_went_wrong_is_told(cases, function, outcome, words):
    """The outcome, and the words that help."""
    found = verdict(cases["test_values"], function)
    assert found.outcome == outcome and words in found.message.en


def test_a_result_without_a_graph_is_told(cases):
    """No gradient can flow: the message says what cuts it."""
    assert "without a graph" in verdict(cases["test_gradient"], lambda X: (2 * X).detach()).message.en


def test_stubs_and_missing_names_are_told_apart(cases):
    """NotImplementedError, no such name, and a name that is no function."""

    def stub(X):
        raise NotImplementedError

    assert verdict(cases["test_values"], stub).not_implemented
    missing = run(cases["test_values"], Student(LiveBackend({})), draw(cases["test_values"], "s"), "s")
    assert missing.missing and "not defined" in missing.message.en
    assert "it is a int" in verdict(cases["test_values"], 3).message.en


def test_what_torch_does_not_implement_is_no_stub(cases):
    """It raises the same class, and says what it is."""
    found = verdict(cases["test_values"], lambda X: X ^ 2.0)
    assert found.outcome == "error" and not found.not_implemented and found.relation.slug == "bits-of-floats"


FURTHER = """
import torch
from hypothesis import given, example, strategies as st
from autograder.testing import expect

@example(n=4)
@given(n=st.integers(2, 6))
def test_root(student, n):
    X = torch.arange(1.0, n + 1)
    expect.close(student.double(X), X.sqrt())
"""


def test_a_relation_holds_on_more_examples_than_the_one_that_is_shown(tmp_path: Path):
    """An example that the author wrote is shown at once; what is said of it must be true of others, too."""
    path = tmp_path / "test_double.py"
    path.write_text(FURTHER)
    (case,) = collect.load(path, "double").cases
    assert verdict(case, lambda X: 3 * X.sqrt()).relation.slug == "times-constant"
    asked = []

    def changing(X):
        asked.append(len(X))
        return (3 if len(X) == 4 else len(X)) * X.sqrt()

    found = verdict(case, changing)
    assert found.relation is None and len(set(asked)) > 1


def test_a_value_that_breaks_the_test_is_the_students(cases):
    """A plain assert on something of another type: failed, and the exception is there for the marker to judge."""
    found = verdict(cases["test_plain_assert"], lambda X: "two")
    assert found.outcome == "failed" and found.unexpected is not None


def test_the_callers_random_state_and_globals_are_put_back():
    """A live check leaves the notebook as it was."""
    namespace = {"double": lambda X: torch.rand(1), "W": 1}
    backend = LiveBackend(namespace)
    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    with backend.quietly():
        student = Student(backend)
        student.seed(1)
        student.double(torch.ones(1))
        student.set(W=2, V=3)
    assert torch.equal(torch.rand(3), expected) and namespace["W"] == 1 and "V" not in namespace


def test_modules_that_cannot_be_tests_are_refused(tmp_path: Path):
    """A syntax error, an unknown fixture, a public test without an exercise."""
    for text, words in (
        ("def test_(:", "cannot be imported"),
        ("def test_a(student, tmp_path): pass", "tmp_path"),
    ):
        path = tmp_path / f"test_{len(text)}.py"
        path.write_text(text)
        with pytest.raises(SuiteError, match=words):
            collect.load(path, "x")
    path.write_text("def test_a(student): pass")
    with pytest.raises(SuiteError, match="belongs to no exercise"):
        collect.load(path)
