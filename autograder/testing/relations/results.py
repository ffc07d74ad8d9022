"""Relations of numbers: what was done to the right ones to get these."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import permutations
from typing import Any

import torch

from autograder.testing.relations.model import (
    ENOUGH,
    Finder,
    Numbers,
    Pair,
    Relation,
    close,
    different,
    flat,
    flattened,
    is_number,
    line_name,
    numbers,
    real,
    rich,
    told,
    word,
)

_EACH: tuple[tuple[str, Callable[[torch.Tensor], torch.Tensor]], ...] = (
    ("negated", torch.neg),
    ("absolute", torch.abs),
    ("complement", lambda w: 1 - w),
    ("squared", torch.square),
    ("square-root", torch.sqrt),
    ("reciprocal", torch.reciprocal),
    ("log-missing", lambda w: torch.exp(-w)),
    ("log-missing", torch.exp),
    ("log-taken", torch.log),
    ("rounded", torch.round),
    ("rounded", torch.trunc),
)


def each(pairs: Sequence[Pair]) -> Relation | None:
    """The same was done to every expected number."""
    those = numbers(pairs)
    for slug, change in _EACH if those else ():
        if told(those, lambda one, change=change: change(one.want)):  # type: ignore[misc]
            return Relation(slug, word(slug))
    return None


def moved(pairs: Sequence[Pair]) -> Relation | None:
    """The right numbers in other places."""
    those = numbers(pairs)
    if not those or not all(one.want.ndim for one in those):
        return None
    square = all(one.want.ndim == 2 and one.want.shape[0] == one.want.shape[1] for one in those)
    if square and told(those, lambda one: one.want.T):
        return Relation("transposed", word("transposed"))
    for d in range(min(one.want.ndim for one in those)):
        if told(those, lambda one, d=d: one.want.flip(d)):  # type: ignore[misc]
            return Relation("reversed", word("reversed"))
        if all(one.want.shape[d] > ENOUGH for one in those) and any(
            told([_inner(one, d, step) for one in those], lambda one: one.want) for step in (1, 0)
        ):
            return Relation("shifted", word("shifted"))
    if told(those, lambda one: one.want.flatten().cumsum(0).reshape(one.want.shape)):
        return Relation("running-sum", word("running-sum"))
    if all(close(o.got.flatten().sort().values, o.want.flatten().sort().values) for o in those) and rich(
        those
    ):
        return Relation("other-order", word("other-order"))
    return None


def _inner(one: Numbers, d: int, step: int) -> Numbers:
    n = one.want.shape[d] - 1
    return Numbers(one.want.narrow(d, step, n), one.got.narrow(d, 1 - step, n), one.pair)


_FACTORS = {2.0: "twice", 0.5: "half", -2.0: "minus-twice", -0.5: "minus-half", 100.0: "hundred", 0.01: "hundredth",
            1 / math.log(2): "base-2", 1 / math.log(10): "base-10"}  # fmt: skip


def _factor(want: torch.Tensor, got: torch.Tensor) -> float | None:
    """The one number by which every entry was multiplied."""
    if not want.numel() or not bool(torch.isfinite(got).all()):
        return None
    at = want.abs() > 1e-9 * want.abs().max()
    if not bool(at.any()) or bool((got[~at].abs() > 1e-9 * got.abs().max()).any()):
        return None
    ratios = got[at] / want[at]
    ratio = float(ratios.flatten()[0])
    return ratio if math.isfinite(ratio) and ratio and close(ratios, torch.full_like(ratios, ratio)) else None


def times(pairs: Sequence[Pair]) -> Relation | None:
    """Every number is the expected one times a factor."""
    those = numbers(pairs)
    factors = [_factor(one.want, one.got) for one in those]
    ratios = [factor for factor in factors if factor is not None]
    if not those or len(ratios) < len(factors) or not rich(those):
        return None
    if (counted := _by_a_count(those, ratios) or _by_two_counts(those, ratios)) is not None:
        return counted
    if not all(math.isclose(ratio, ratios[0], rel_tol=1e-4) for ratio in ratios):
        return None
    named = next(
        (name for value, name in _FACTORS.items() if math.isclose(value, ratios[0], rel_tol=1e-4)), None
    )
    what = word(f"factor.{named}") if named else word("factor.other", ratios[0])
    return Relation("times-constant", word("times-constant", what))


def _counts(one: Numbers) -> dict[str, float]:
    """The numbers by which a result may have been multiplied or divided, by what they are."""
    found: dict[str, float] = {}
    for tensor in [tensor for tensor in one.inputs if tensor.ndim][:3]:
        found.setdefault("entries", tensor.numel())
        found.setdefault("rows", tensor.shape[0])
        found.setdefault("columns", tensor.shape[-1])
    found |= {f"argument {i}": float(item) for i, item in enumerate(filter(is_number, flat(one.pair.given)))}
    return found | ({"results": one.want.numel()} if one.want.ndim else {})


_SMALL, _COMMON = 4, (10.0, 100.0)  # a count of this size may be a constant as well


def _by_a_count(those: Sequence[Numbers], ratios: list[float], prefix: str = "") -> Relation | None:
    """The factor is a count that differs from example to example, or its inverse."""
    if all(ratio < 0 for ratio in ratios) and not prefix:
        return _by_a_count(those, [-ratio for ratio in ratios], "negated-")
    counts = [_counts(one) for one in those]
    scalar = all(one.want.numel() == 1 for one in those)
    for name in counts[0]:
        sizes = [count.get(name, 0.0) for count in counts]
        argument = name.startswith("argument")
        if not all(sizes) or (
            len(set(sizes)) == 1 and (argument or sizes[0] <= _SMALL or sizes[0] in _COMMON)
        ):
            continue
        what = word("count.argument", sizes[-1]) if argument else word(f"count.{name}")
        for slug, powers in (("times-count", sizes), ("divided-by-count", [1 / size for size in sizes])):
            if all(math.isclose(r, p, rel_tol=1e-4) for r, p in zip(ratios, powers, strict=True)):
                mean = {"times-count": "sum-for-mean", "divided-by-count": "mean-for-sum"}[slug]
                if scalar and not argument and not prefix:
                    return Relation(mean, word(mean))
                return Relation(prefix + slug, word(prefix + slug, what))
    return None


def _by_two_counts(those: Sequence[Numbers], ratios: list[float]) -> Relation | None:
    """The factor is one count divided by another, such as rows by columns, and differs from example to example."""
    counts = [_counts(one) for one in those]
    for above, below in permutations(("rows", "columns", "entries", "results"), 2):
        shares = [count.get(above, 0) / (count.get(below) or math.nan) for count in counts]
        told = all(math.isclose(r, s, rel_tol=1e-4) for r, s in zip(ratios, shares, strict=True))
        if told and different([torch.tensor(shares)]) >= ENOUGH:
            return Relation(
                "count-for-count",
                word("count-for-count", word(f"count.{above}"), word(f"count.{below}")),
            )
    return None


def powers(pairs: Sequence[Pair]) -> Relation | None:
    """The square of every number is the expected one times a factor."""
    those = numbers(pairs)
    factors = [_factor(one.got.square(), one.want) for one in those]
    if not those or None in factors or not rich(those):
        return None
    same = all(math.isclose(f or 0, factors[0] or 1, rel_tol=1e-4) for f in factors)
    return Relation("square-missing", word("square-missing")) if same else None


def scaled_lines(pairs: Sequence[Pair]) -> Relation | None:
    """Each column is the expected one times a number of its own."""
    those = numbers(pairs)
    if not those or not all(one.want.ndim == 2 and min(one.want.shape) > 1 for one in those):
        return None
    found = [[_factor(w, g) for w, g in zip(o.want.unbind(1), o.got.unbind(1), strict=True)] for o in those]
    factors = [[factor for factor in each if factor is not None] for each in found]
    whole = all(map(len, factors)) and sum(map(len, factors)) == sum(map(len, found))
    apart = whole and not any(math.isclose(min(each), max(each), rel_tol=1e-3) for each in factors)
    if not apart or not all(different([one.want]) >= 2 * ENOUGH for one in those):
        return None
    shown = ", ".join(f"{factor:.3g}" for factor in factors[0][:6])
    return Relation("columns-scaled", word("columns-scaled", shown))


def _counted(those: Sequence[Numbers]) -> bool:
    """Whether each is a single whole number: a few counts are one off, or 0, for many reasons."""
    return all(one.want.numel() == 1 and bool(one.want == one.want.round()) for one in those)


def plus(pairs: Sequence[Pair]) -> Relation | None:
    """Every number is the expected one plus a constant."""
    those = numbers(pairs)
    if not those or not rich(those):
        return None
    want, got, _ = flattened(those)
    if _counted(those) and different([want]) < 2 * ENOUGH:
        return None
    gaps = got - want
    gap = float(gaps[0])
    if not math.isfinite(gap) or abs(gap) < 1e-3 * float(want.abs().max()):
        return None
    same = close(gaps, torch.full_like(gaps, gap), 1e-3)
    return Relation("plus-constant", word("plus-constant", gap)) if same else None


def from_the_input(pairs: Sequence[Pair]) -> Relation | None:
    """Results that are an argument itself, or that lie on the way from it."""
    those = numbers(pairs)
    moves = [_step(one) if one.want.ndim else None for one in those]
    share = [move for move in moves if move is not None]
    if not those or len(share) < len(those) or not rich(those):
        return None
    slug = "gradient-passed-on" if any(map(_of_gradient, those)) else "unchanged"
    if all(abs(one) < 1e-6 for one in share):
        return Relation(slug, word(slug))
    if slug != "unchanged":
        return None
    if all(math.isclose(one, -1, rel_tol=1e-3) for one in share):
        return Relation("step-reversed", word("step-reversed"))
    if (counted := _by_a_count(those, share, "step-")) is not None:
        return counted
    same = abs(share[0] - 1) > 0.01 and all(math.isclose(one, share[0], rel_tol=1e-3) for one in share)
    if (
        same and times(pairs) is None
    ):  # else it is no step: the whole result is the expected one times a factor
        return Relation("step-times-constant", word("step-times-constant", share[0]))
    return None


def _of_gradient(one: Numbers) -> bool:
    """Whether a gradient was taken, with another one from above."""
    probe = one.pair.given[1:3]
    return len(probe) == 2 and probe[0] == "_gradient" and isinstance(probe[1][3], torch.Tensor)


def _step(one: Numbers) -> float | None:
    """How far the result has moved from an argument of its shape, as a multiple of the move that was expected."""
    for start in [real(one.pair.given[2][3])] if _of_gradient(one) else one.inputs:
        if start.shape == one.want.shape and not close(one.want, start):
            if close(one.got, start):
                return 0.0
            move = _factor(one.want - start, one.got - start)
            if move is not None and different([one.want - start]) >= ENOUGH:
                return move
    return None


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


def formulas(table: Mapping[str, Callable[..., Any]]) -> Finder:
    """A finder of an author's: what came back is the value of another formula of the arguments, or its sum, mean or negative.

    Args:
        table: how the formula is written -> a function of the call's arguments, or of the probe's, that gives its value, or a
            list of what may come back.
    """

    def find(pairs: Sequence[Pair]) -> Relation | None:
        those = numbers(pairs, same_shape=False)
        if not those or not rich(those) or all(any(close(one.got, x) for x in one.inputs) for one in those):
            return None
        for text, formula in table.items():
            values = [formula(*one.pair.given[-2]) for one in those]
            for written, change in _CHANGES.items():
                if all(_is_one_of(one.got, value, change) for one, value in zip(those, values, strict=True)):
                    return Relation("other-formula", word("other-formula", written.format(text)))
        return None

    return find


_CHANGES: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "{}": lambda value: value,
    "({}).sum()": torch.sum,
    "({}).mean()": torch.mean,
    "-({})": torch.neg,
}


def _is_one_of(got: torch.Tensor, values: Any, change: Callable[[torch.Tensor], torch.Tensor]) -> bool:
    values = values if isinstance(values, list) else [values]
    return any(close(got, change(real(value))) for value in values)


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


def overflow(pairs: Sequence[Pair]) -> Relation | None:
    """Right, and nan or inf where it is not."""
    those = numbers(pairs)
    if not those or not all(bool(torch.isfinite(one.want).all()) for one in those):
        return None
    for one in those:
        finite = torch.isfinite(one.got)
        if bool(finite.all()) or not torch.allclose(one.got[finite], one.want[finite], 1e-3, 1e-6):
            return None
    large = all(any(bool((tensor.abs() >= 20).any()) for tensor in one.inputs) for one in those)
    slug = "overflow" if large else "not-finite"
    return Relation(slug, word(slug))


WHERE: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "wrong-for-negative": lambda x: x < 0,
    "wrong-for-positive": lambda x: x > 0,
    "wrong-at-zero": lambda x: x == 0,
    "wrong-for-large": lambda x: x.abs() > 10,
}


SLIGHT = 1e-3  # what is nowhere farther off is rounded, and not wrong in some places


def somewhere(pairs: Sequence[Pair]) -> Relation | None:
    """Right entries and wrong ones, told apart by the argument's entry."""
    those = numbers(pairs)
    if not those or not all(one.input_alike() for one in those):
        return None
    x = torch.cat([one.inputs[0].flatten() for one in those])
    want, got, wrong = flattened(those)
    finite = torch.isfinite(got) & torch.isfinite(want)
    size = min(1.0, float(want[finite].abs().max())) if bool(finite.any()) else 0.0
    if not bool(wrong.any()) or bool((finite & ((got - want).abs() < SLIGHT * size))[wrong].all()):
        return None
    among = (x >= x[wrong].min()) & (
        x <= x[wrong].max()
    )  # what is right here is so for its place, not for its input
    for slug, where in WHERE.items():
        there = where(x)
        enough = 1 if slug == "wrong-at-zero" else ENOUGH
        told = bool((wrong <= there).all()) and float(wrong[there].double().mean()) > 0.8
        told = told and (slug == "wrong-for-large" or bool(wrong[there & among].all()))
        if told and different([x[wrong]]) >= enough and different([x[~there & ~wrong]]) >= ENOUGH:
            return Relation(slug, word("part.somewhere", word(f"part.{slug}")))
    return None


def constant(pairs: Sequence[Pair]) -> Relation | None:
    """The same number everywhere, or wherever it is wrong."""
    those = numbers(pairs)
    if not those:
        return None
    want, got, wrong = flattened(those)
    values = got[wrong]
    if not bool(torch.isfinite(values).all()):
        return None
    if not close(values, values[:1].expand_as(values)):
        return _limited(those)
    if different([want[wrong]]) < (2 * ENOUGH if _counted(those) else ENOUGH):
        return None
    if (
        different([want[~wrong]]) >= ENOUGH
    ):  # at the other end, too, it may be off, by less than is called wrong
        return _limited(those, 1e-5) or Relation("clipped", word("clipped", float(values[0])))
    everywhere = close(got, values[:1].expand_as(got))
    return Relation("constant", word("constant", float(values[0]))) if everywhere else None


def _limited(those: Sequence[Numbers], rtol: float = 1e-4) -> Relation | None:
    """One number wherever it is wrong for inputs above 0, and another one for those below."""
    if not all(one.input_alike() for one in those):
        return None
    _, got, wrong = flattened(those, rtol)
    given = torch.cat([one.inputs[0].flatten() for one in those])
    ends = [got[wrong & side] for side in (given > 0, given < 0)]
    constant = all(len(end) and close(end, end[:1].expand_as(end)) for end in ends)
    if not constant or bool(wrong.all()) or different([given[wrong]]) < ENOUGH:
        return None
    return Relation("limited", word("limited", *(float(end[0]) for end in ends)))


def lines(pairs: Sequence[Pair]) -> Relation | None:
    """Some rows or columns right and others wrong, always the same ones."""
    those = [one for one in numbers(pairs) if one.want.ndim]
    if not those or not rich(those):
        return None
    if len({one.want.shape for one in those}) < 2 and those[0].want.shape[0] < 8:
        return None
    flat = [Numbers(one.want.flatten(), one.got.flatten(), one.pair) for one in those]
    axes = [(those, axis) for axis in range(min(one.want.ndim for one in those))]
    for ones, axis in (*axes, (flat, 0)):
        long = [one for one in ones if one.want.shape[axis] >= ENOUGH]
        found = {_bad_lines(one, axis) for one in long}
        slug = found.pop() if len(found) == 1 and (len(long) > 1 or len(ones) == 1) else ""
        if slug:
            return Relation(slug, word(slug, line_name(axis, ones[0].want.ndim)))
    return None


def _bad_lines(one: Numbers, axis: int) -> str:
    bad = [not close(g, w) for g, w in zip(one.got.unbind(axis), one.want.unbind(axis), strict=True)]
    rest = one.got.narrow(axis, 1, len(bad) - 1), one.want.narrow(axis, 1, len(bad) - 1)
    if not bad[0] and all(bad[1:]) and float(torch.isclose(*rest, rtol=1e-4).double().mean()) < 0.2:
        return "first-only"
    if bad[-1] and not any(bad[:-1]):
        return "last-wrong"
    return "first-wrong" if bad[0] and not any(bad[1:]) else ""


def near(pairs: Sequence[Pair]) -> Relation | None:
    """Right up to the third digit."""
    those = numbers(pairs)
    if not those or not told(those, lambda one: one.want, rtol=5e-3):
        return None
    want, got, _ = flattened(those)
    near = float((got - want).abs().max()) <= 0.02 * float(
        want.std()
    )  # seen beside how they differ from one another
    return Relation("imprecise", word("imprecise")) if near else None


def float32_inside(pairs: Sequence[Pair]) -> Relation | None:
    """Right to about seven digits where the dtype holds sixteen."""
    double = all(isinstance(p.want, torch.Tensor) and p.want.dtype == torch.float64 for p in pairs)
    those = numbers(pairs) if double else []
    if not those:
        return None
    want, got, _ = flattened(those)
    gap = (got - want).abs()
    most = float((gap / want.abs().clamp(min=1e-3)).max())  # near zero, rounding on the way counts for more
    rounding = float((gap[gap > 0] < 1e-5 * want[gap > 0].abs()).double().mean()) > 0.75
    told = rich(those) and 1e-9 < most < 1e-5 and rounding
    return Relation("float32-inside", word("float32-inside")) if told else None
