"""Relations by a factor, a count or a constant: of results, or of the steps that lead to them from an argument."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import permutations

import torch

from autograder.testing.relations.model import (
    ENOUGH,
    Numbers,
    Pair,
    Relation,
    close,
    different,
    flat,
    flattened,
    is_number,
    numbers,
    real,
    rich,
    word,
)

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


def counted(those: Sequence[Numbers]) -> bool:
    """Whether each is a single whole number: a few counts are one off, or 0, for many reasons."""
    return all(one.want.numel() == 1 and bool(one.want == one.want.round()) for one in those)


def plus(pairs: Sequence[Pair]) -> Relation | None:
    """Every number is the expected one plus a constant."""
    those = numbers(pairs)
    if not those or not rich(those):
        return None
    want, got, _ = flattened(those)
    if counted(those) and different([want]) < 2 * ENOUGH:
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
    if same and times(pairs) is None:  # else the whole result is the expected one times a factor
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
