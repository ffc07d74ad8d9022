"""Forbidden built-ins: which they are, where a notebook reaches one, and what to tell the student.

An exercise "from scratch" names one :class:`Family`; nothing else says what is forbidden. :func:`find` reads
the source on the trusted side and never runs it. A second look is taken in the worker, where
``Watch(**family.watched())`` sees what is really called.
"""

from __future__ import annotations

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
from autograder.rules.finding import find
from autograder.rules.report import Use, explain

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
    "explain",
    "find",
]
