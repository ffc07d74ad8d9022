"""What the look at the source finds, and what it lets pass."""

from __future__ import annotations

import time

import pytest

from autograder import rules
from tests.rules.allowed import ALLOWED
from tests.rules.forbidden import FORBIDDEN

NAMES = {
    "relu": "relu", "sigmoid": "sigmoid", "tanh": "tanh", "softmax": "softmax", "dropout": "dropout_layer",
    "cross-entropy-with-logits": "cross_entropy_with_logits", "train-from-scratch": "train_linear_regression",
}
FAMILIES = {family.slug: family for family in rules.FAMILIES}


def rows(table):
    found = []
    for row in table.strip().split("\n=====\n"):
        head, _, source = row.partition("\n")
        slug, why = head.split(" | ")
        found.append(pytest.param(slug, source, id=f"{slug}: {why}"))
    return found


def look(slug, source):
    cells = [(f"cell-{i}", text) for i, text in enumerate(source.split("# %%\n"), 1)]
    return rules.find(cells, NAMES[slug], FAMILIES[slug])


@pytest.mark.parametrize(("slug", "source"), rows(FORBIDDEN))
def test_forbidden(slug, source):
    """A forbidden built-in is found by whatever way the exercise's function reaches it."""
    assert look(slug, source)


@pytest.mark.parametrize(("slug", "source"), rows(ALLOWED))
def test_allowed(slug, source):
    """What is allowed, and what stands elsewhere in the notebook, is not held against the student."""
    assert look(slug, source) == ()
