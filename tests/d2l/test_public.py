"""What the package shows, and what it does not."""

from __future__ import annotations

import inspect

import pytest

from autograder import d2l
from autograder.core.text import set_language

EXERCISES = [
    "sgd",
    "linreg",
    "squared_loss",
    "data_iter",
    "synthetic_data",
    "accuracy",
    "evaluate_accuracy",
    "train_epoch_ch3",
    "evaluate_loss",
    "dropout_layer",
]


@pytest.mark.parametrize("name", d2l.__all__)
def test_public_names_are_documented(name: str):
    """Each public name is there and says what it does."""
    assert inspect.getdoc(getattr(d2l, name))


@pytest.mark.parametrize("name", EXERCISES)
def test_exercises_are_not_to_be_had(name: str):
    """A helper of the book that is an exercise here is refused in words, in both languages."""
    with pytest.raises(AttributeError, match="is an exercise of this course"):
        getattr(d2l, name)
    set_language("zh")
    with pytest.raises(AttributeError, match="练习"):
        getattr(d2l, name)


def test_no_module_of_the_package_holds_an_exercise():
    """Not in the private modules either."""
    from autograder.d2l import _fashion, _figures, _tools, _training, _verdict

    modules = (_fashion, _figures, _tools, _training, _verdict)
    names = {name.lstrip("_") for module in modules for name in vars(module)}
    assert not names & {*EXERCISES, "train_epoch", "softmax", "cross_entropy"}


def test_other_names_are_missing_as_usual():
    """A name that never was is an ordinary AttributeError; plt is pyplot, as in the book's notebooks."""
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = d2l.nonsense
    assert d2l.plt.__name__ == "matplotlib.pyplot"
