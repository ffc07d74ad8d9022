"""Forbidden built-ins: which they are, where a notebook's source reaches one, and what to tell the student.

An exercise "from scratch" names one :class:`Family`; nothing else says what is forbidden. What counts is what runs while the
tests' requests are answered (``autograder.sandbox.watch``); the source, which is read and never run, says where it stands.
``autograder.testing.forbidden`` puts the two together.
"""

from autograder.rules.families import (
    AUTOGRAD,
    CROSS_ENTROPY_WITH_LOGITS,
    DROPOUT,
    FAMILIES,
    RELU,
    SIGMOID,
    SOFTMAX,
    TANH,
    TRAIN_FROM_SCRATCH,
    Family,
)
from autograder.rules.report import explain
from autograder.rules.uses import Use, at, find, find_outside_torch

__all__ = [
    "AUTOGRAD",
    "CROSS_ENTROPY_WITH_LOGITS",
    "DROPOUT",
    "FAMILIES",
    "RELU",
    "SIGMOID",
    "SOFTMAX",
    "TANH",
    "TRAIN_FROM_SCRATCH",
    "Family",
    "Use",
    "at",
    "explain",
    "find",
    "find_outside_torch",
]
