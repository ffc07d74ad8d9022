"""Relations of random numbers: of how they are spread, and of how often something happens."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch

from autograder.testing.relations.model import Found, Pair, Relation, real, word


@dataclass(frozen=True, slots=True)
class Normal:
    """Expected: independent draws from N(mean, std²); what came back is the sample, a tensor.

    Attributes:
        only: whether no other distribution of this mean and standard deviation will do.
    """

    mean: float
    std: float
    only: bool = True


@dataclass(frozen=True, slots=True)
class Share:
    """A share of ``of`` independent trials; expected or seen."""

    value: float
    of: int


def spreads(pairs: Sequence[Pair]) -> Relation | None:
    """The size of random numbers."""
    if not all(
        isinstance(p.want, Normal) and isinstance(p.got, torch.Tensor) and p.got.numel() >= 100 for p in pairs
    ):
        return None
    found = [_draw(pair.want, real(pair.got)) for pair in pairs]
    first = found[0]
    return (
        None if first is None or any(one is None or one[0] != first[0] for one in found) else Relation(*first)
    )


def _draw(want: Normal, sample: torch.Tensor) -> Found:
    mean, std = float(sample.mean()), float(sample.std())
    low, high = float(sample.min()), float(sample.max())
    near = 4 / math.sqrt(sample.numel())  # relative; four standard errors at least
    if not math.isfinite(std):
        return None
    if std == 0:
        return "draws-equal", word("draws-equal", mean)
    if sample.ndim > 1 and any(
        n > 1 and bool((sample.diff(dim=d) == 0).all()) for d, n in enumerate(sample.shape)
    ):
        return "draws-repeated", word("draws-repeated")
    if want.only and high - low < 3.7 * std and _even(sample, low, high):  # a normal sample is wider
        return "draws-uniform", word("draws-uniform", low, high)
    if want.mean == 0 and (low >= 0 or high <= 0) and not math.isclose(std, want.std, rel_tol=near):
        return "draws-one-sided", word("draws-one-sided", low, high)
    right = math.isclose(std, want.std, rel_tol=near)
    scheme = None if right else _scheme(sample, std, near / 2)
    return (
        _multiple(want, std, near / 2)
        or scheme
        or _multiple(want, std, near)
        or _spread(want, mean, std, near)
    )


def _even(sample: torch.Tensor, low: float, high: float) -> bool:
    """Whether the numbers fill the range from end to end, by Kolmogorov's distance."""
    places = (sample.flatten().sort().values - low) / (high - low)
    steps = torch.linspace(0, 1, sample.numel(), dtype=places.dtype)
    return float((places - steps).abs().max()) < 0.05 + 1 / math.sqrt(sample.numel())


def _multiple(want: Normal, std: float, near: float) -> Found:
    """The expected standard deviation times a well-known number, or its square or root."""
    for slug, value in SPREADS.items():
        size = value(want.std)
        if math.isclose(std, size, rel_tol=near) and not math.isclose(size, want.std, rel_tol=2 * near):
            said = "part.spread" if slug in ("std-squared", "std-root") else "part.spread-times"
            return slug, word(said, std, want.std, word(f"part.{slug}"))
    return None


SPREADS: dict[str, Callable[[float], float]] = {
    "std-one": lambda std: 1.0,
    "std-squared": lambda std: std**2,
    "std-root": math.sqrt,
    "std-half": lambda std: std / 2,
    "std-twice": lambda std: std * 2,
    "std-ten-times": lambda std: std * 10,
    "std-tenth": lambda std: std / 10,
    "std-hundredth": lambda std: std / 100,
}


def _spread(want: Normal, mean: float, std: float, near: float) -> Found:
    if math.isclose(std, want.std, rel_tol=near) and abs(mean - want.mean) > near * want.std:
        return "mean-shifted", word("mean-shifted", mean, want.mean)
    if near < 0.05 and abs(mean - want.mean) < near * std and not math.isclose(std, want.std, rel_tol=near):
        return "std-times-constant", word("std-times-constant", std, want.std, std / want.std)
    return None


MANY = 8  # inputs and outputs of a layer, before its numbers are compared with a scheme of initialisation


def _scheme(sample: torch.Tensor, std: float, near: float) -> Found:
    """The usual schemes of initialisation; as there are many, ``near`` is close, and sizes of which one fits by accident tell
    nothing."""
    if sample.ndim != 2 or min(sample.shape) < MANY:
        return None
    a, b = sample.shape
    if math.isclose(std, math.sqrt(2 / (a + b)), rel_tol=near):
        return "std-xavier", word("std-xavier", std)
    fan_in = any(math.isclose(std, math.sqrt(c / n), rel_tol=near) for n in (a, b) for c in (1, 2, 1 / 3))
    return ("std-of-fan-in", word("std-of-fan-in", std)) if fan_in else None


def _phi(x: float) -> float:
    return 0.5 * (1 + math.erf(x / math.sqrt(2)))


_SHARES: tuple[tuple[str, Callable[[float], float]], ...] = (
    ("never", lambda p: 0.0),
    ("always", lambda p: 1.0),
    ("share-complement", lambda p: 1 - p),
    ("share-squared", lambda p: p * p),
    ("share-twice", lambda p: 1 - (1 - p) ** 2),
    ("share-of-normal", _phi),
    ("share-of-normal", lambda p: 1 - _phi(p)),
)


def shares(pairs: Sequence[Pair]) -> Relation | None:
    """How often something happens."""
    if not all(isinstance(p.want, Share) and isinstance(p.got, Share) and p.got.of >= 100 for p in pairs):
        return None
    want, got = pairs[0].want, pairs[0].got
    for slug, share in _SHARES:
        if all(_is_share(pair.got, share(pair.want.value), pair.want.value) for pair in pairs):
            return Relation(slug, word(slug, round(got.value * got.of), got.of, round(want.value * got.of)))
    return None


def _is_share(got: Share, value: float, want: float) -> bool:
    """Whether the share is this one within four standard errors, and this one is clearly another than the expected."""
    return abs(value - want) > 0.05 and abs(got.value - value) <= 4 * math.sqrt(value * (1 - value) / got.of)
