"""Results that are the right ones of another function, or of another formula of the arguments."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch

from autograder.testing.relations.model import (
    ENOUGH,
    Finder,
    Numbers,
    Pair,
    Relation,
    close,
    numbers,
    real,
    rich,
    told,
    word,
)

_FUNCTIONS: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "exp(X)": torch.exp,
    "exp(-X)": lambda x: torch.exp(-x),
    "sigmoid(X)": torch.sigmoid,
    "tanh(X)": torch.tanh,
    "relu(X)": torch.relu,
    "|X|": torch.abs,
    "relu(-X)": lambda x: torch.relu(-x),
    "min(X, 0)": lambda x: x.clamp(max=0),
    "max(X, 1)": lambda x: x.clamp(min=1),
    "sigmoid(-X)": lambda x: torch.sigmoid(-x),
    "sigmoid(2X)": lambda x: torch.sigmoid(2 * x),
    "tanh(X / 2)": lambda x: torch.tanh(x / 2),
    "tanh(2X)": lambda x: torch.tanh(2 * x),
    "softmax(X, dim=1)": lambda x: torch.softmax(x, -1),
    "softmax(-X, dim=1)": lambda x: torch.softmax(-x, -1),
    "log_softmax(X, dim=1)": lambda x: torch.log_softmax(x, -1),
    "sigmoid(X) * (1 - sigmoid(X))": lambda x: torch.sigmoid(x) * (1 - torch.sigmoid(x)),
    "1 - tanh(X) ** 2": lambda x: 1 - torch.tanh(x) ** 2,
    "X > 0": lambda x: (x > 0).double(),
    "X / X.sum(1)": lambda x: x / x.sum(-1, keepdim=True),
    "X ** 2": torch.square,
    "log(1 + exp(X))": torch.nn.functional.softplus,
    "leaky_relu(X, 0.01)": torch.nn.functional.leaky_relu,
    "leaky_relu(X, 0.1)": lambda x: torch.nn.functional.leaky_relu(x, 0.1),
    "elu(X)": torch.nn.functional.elu,
    "2 ** X / (2 ** X).sum(1)": lambda x: torch.softmax(x * math.log(2), -1),
    "1 / (1 - exp(-X))": lambda x: 1 / (1 - torch.exp(-x)),
    "sigmoid(2X) - 1": lambda x: torch.sigmoid(2 * x) - 1,
    "(1 + X / (1 + |X|)) / 2": lambda x: (1 + x / (1 + x.abs())) / 2,
    "clamp(0.2X + 0.5, 0, 1)": lambda x: (0.2 * x + 0.5).clamp(0, 1),
    "clamp(0.25X + 0.5, 0, 1)": lambda x: (0.25 * x + 0.5).clamp(0, 1),
    "clamp(X / 6 + 0.5, 0, 1)": torch.nn.functional.hardsigmoid,
    "clamp(X, -1, 1)": torch.nn.functional.hardtanh,
    "X / (1 + |X|)": torch.nn.functional.softsign,
    "X / sqrt(1 + X ** 2)": lambda x: x / (1 + x**2).sqrt(),
    "arctan(X)": torch.atan,
    "(exp(X) - exp(-X)) / 2": torch.sinh,
    "(exp(X) + exp(-X)) / 2": torch.cosh,
    "X - X ** 3 / 3": lambda x: x - x**3 / 3,
    "sigmoid(X / 2)": lambda x: torch.sigmoid(x / 2),
    "X - X.min()": lambda x: x - x.min(),
    "relu(X) / relu(X).sum()": lambda x: torch.relu(x) / torch.relu(x).sum(),
    "gelu(X)": torch.nn.functional.gelu,
    "silu(X)": torch.nn.functional.silu,
    "relu6(X)": torch.nn.functional.relu6,
}


def formulas(table: Mapping[str, Callable[..., Any]], rtol: float = 1e-4) -> Finder:
    """A finder of an author's: what came back is the value of another formula of the arguments, or its sum, mean or negative.

    Args:
        table: how the formula is written -> a function of the call's arguments, or of the probe's, that gives its value, or a
            list of what may come back. It takes by name what the call did, and the globals that the test has set.
        rtol: relative tolerance; that of what is expected, too.
    """

    def find(pairs: Sequence[Pair]) -> Relation | None:
        those = numbers(pairs, same_shape=False)
        if not those or not rich(those) or all(one.input_returned() for one in those):
            return None
        for text, formula in table.items():

            def value(one: Numbers, formula: Callable[..., Any] = formula) -> Any:
                return formula(*one.pair.given[-2], **one.pair.given[-1])

            first = value(those[0])
            for written, change in _CHANGES.items():
                if not _is_one_of(those[0].got, first, change, rtol):
                    continue  # most are none of these: the first example tells so
                values = [first, *map(value, those[1:])]
                if not all(
                    _is_one_of(one.got, v, change, rtol) for one, v in zip(those, values, strict=True)
                ):
                    continue
                if all(
                    not isinstance(v, list) and close(real(v), one.want, rtol)
                    for one, v in zip(those, values, strict=True)
                ):
                    break  # on these examples the formula is the right one
                return Relation("other-formula", word("other-formula", written.format(text)))
        return None

    return find


_CHANGES: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "{}": lambda value: value,
    "({}).sum()": torch.sum,
    "({}).mean()": torch.mean,
    "-({})": torch.neg,
}


def _is_one_of(
    got: torch.Tensor, values: Any, change: Callable[[torch.Tensor], torch.Tensor], rtol: float
) -> bool:
    values = values if isinstance(values, list) else [values]
    return any(close(got, change(real(value)), rtol) for value in values)


TINY = 1e-6
_ROWS = frozenset(name for name in _FUNCTIONS if "softmax" in name or "sum(1)" in name)  # need whole rows


def functions(pairs: Sequence[Pair]) -> Relation | None:
    """The right result of another function of the first argument, or the softmax over the wrong axis."""
    those = numbers(pairs)
    if not those or not all(one.input_alike() for one in those):
        return None
    if all(one.want.ndim > 1 for one in those) and told(those, lambda one: torch.softmax(one.inputs[0], 0)):
        return Relation("wrong-axis", word("wrong-axis"))
    finite = [torch.isfinite(one.got) for one in those]  # up to where a coding of the function overflows
    there = [
        Numbers(o.want[at], o.got[at], Pair(None, None, (o.inputs[0][at],)))
        for o, at in zip(those, finite, strict=True)
    ]
    there = [one for one in there if not close(one.got, one.want)]
    for name, function in _FUNCTIONS.items() if there else ():
        ones = those if name in _ROWS else there
        few = 2 if name == "X > 0" else ENOUGH  # it gives no more than 0 and 1
        if told(ones, lambda one, f=function: _tiny_as(f(one.inputs[0]), one.got), few=few):  # type: ignore[misc]
            return Relation("other-function", word("other-function", name))
    return None


def _tiny_as(value: torch.Tensor, got: torch.Tensor) -> torch.Tensor:
    """The value; where it and what came back are too small for float32 to tell them from 0 beside 1, what came back."""
    return (
        torch.where((value.abs() < TINY) & (got.abs() < TINY), got, value)
        if value.shape == got.shape
        else value
    )
