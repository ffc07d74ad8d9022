"""The right result for another tensor in the place of one that was given."""

from __future__ import annotations

import pytest


def told(grade, code: str) -> tuple[str | None, str]:
    """The relation of a wrong ``linreg``, and the message of its first failure."""
    result = grade("linear_regression", {"linreg": "def linreg(X, w, b):\n    return " + code + "\n"})
    one = next(one for one in result.exercises if one.name == "linreg")
    return one.relation, next(test.message or "" for test in one.tests if test.outcome == "failed")


@pytest.mark.parametrize(
    ("code", "slug", "said"),
    [
        ("X[:, :1] * w[0] + b", "part-ignored", "X with 0 in the place of every column but the first"),
        ("X.flip(1) @ w + b", "argument-altered", "X.flip(1) in the place of X"),
        ("X @ w.clamp(min=0) + b", "argument-altered", "max(w, 0) in the place of w"),
        ("X.trunc() @ w + b", "argument-altered", "trunc(X) in the place of X"),
    ],
)
def test_what_stands_in_the_place_of_an_argument_is_told(grade, code, slug, said):
    """By the argument's name, and as it is written."""
    relation, message = told(grade, code)
    assert relation == slug and said in message


def test_nothing_is_told_that_holds_on_some_calls_only(grade):
    """A mistake that no altered argument explains on every example has no such relation."""
    relation, _ = told(grade, "torch.where(X[:, :1] > 1, X @ w + b, X @ w - 3 * w[0] * b)")
    assert relation not in ("argument-altered", "part-ignored", "argument-ignored")
