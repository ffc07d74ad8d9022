"""Statistical assertions about random functions, each with a declared false-alarm rate.

Each is exact or a proven bound, so that a right solution fails one with probability at most :data:`ALPHA`, whatever its
generator and seed. The rates that one test can use up add; the audit sums them over a suite.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

import numpy as np
import torch

from autograder.core.text import Text, texts
from autograder.testing.expect import Mismatch
from autograder.testing.relations import Normal, Share


@cache
def _special() -> Any:
    """scipy's distributions, imported for the first statistical test: most submissions meet none before they fail."""
    from scipy import special

    return special


_TEXTS = texts(__file__)

ALPHA = 1e-9
_spent: ContextVar[list[float] | None] = ContextVar("autograder_false_alarms", default=None)


@contextmanager
def false_alarms() -> Iterator[list[float]]:
    """Collect the rates of all statistical assertions made inside, for the audit."""
    spent: list[float] = []
    token = _spent.set(spent)
    try:
        yield spent
    finally:
        _spent.reset(token)


def _judge(
    probability: float,
    expected: Text,
    got: Text,
    what: Text,
    hint: Text | None,
    values: tuple[Any, Any] | None = None,
    evidence: tuple[Any, ...] = (),
    how: str = "{}",
) -> None:
    """Raise when something at most this probable was seen; ``values``, ``evidence`` and ``how`` as in :class:`Mismatch`."""
    spent = _spent.get()
    if spent is not None:
        spent.append(ALPHA)
    if not probability >= ALPHA:  # a nan fails
        raise Mismatch(expected, got, what, hint, values, evidence, how)


def binomial_tail(successes: int, n: int, p: float) -> float:
    """Two-sided tail of Binomial(n, p): twice the smaller of P(K ≤ k) and P(K ≥ k), at most 1; exact."""
    lower, upper = _special().bdtr(successes, n, p), _special().bdtrc(successes - 1, n, p)
    return float(min(1.0, 2 * min(lower, upper)))


def bernoulli(successes: int, n: int, p: float, *, what: Text, hint: Text | None = None) -> None:
    """Expect ``successes`` of ``n`` independent trials with probability ``p`` each."""
    tail, mean = binomial_tail(int(successes), int(n), p), n * p
    wanted = _TEXTS["about"].format(f"{mean:.0f}" if mean >= 10 else f"{mean:.2g}", n)
    seen, shares = _TEXTS["so-many"].format(int(successes), n), (Share(p, n), Share(successes / n, n))
    _judge(tail, wanted, seen, what, hint, shares, (successes,), f"{{}}, 'of', {n}")


def normal(sample: torch.Tensor, mean: float, std: float, *, what: Text, hint: Text | None = None) -> None:
    """Expect independent draws from N(mean, std²); any shape, at least 100 values.

    Four assertions: the mean (exactly normal), the variance (exactly chi-squared), the shape (Kolmogorov's distance
    under the Dvoretzky–Kiefer–Wolfowitz bound with Massart's constant, 1990) and the largest value (exact: draws that were
    cut off lack it, a stray value is too large).
    """
    values = sample.detach().double().flatten().numpy()
    n, seen = values.size, (Normal(mean, std), sample)
    if n < 100:
        raise ValueError(f"expected at least 100 values, got {n}")
    if not np.isfinite(values).all():
        odd = "nan" if np.isnan(values).any() else "inf"
        raise Mismatch(
            _TEXTS["finite"], Text(odd, odd), what, hint, seen, (sample,), "{0}[~{0}.isfinite()][:5]"
        )
    centred = (values - mean) / std
    square = float((centred**2).sum())
    shift = float(centred.mean())
    around = square - n * shift**2  # the squares around the mean that was seen
    off, spread = 2 * _special().ndtr(-abs(shift * math.sqrt(n))), std * math.sqrt(square / n)
    wanted_mean, seen_mean = _TEXTS["mean"].format(mean), _TEXTS["mean-over"].format(float(values.mean()), n)
    wanted_std, seen_std = _TEXTS["std"].format(std), _TEXTS["std-over"].format(spread, n)
    root = f"(({{}}.double() - {mean}) ** 2).mean().sqrt().item()"
    checks = [
        (off, wanted_mean, seen_mean, '"mean =", {}.double().mean().item()'),
        (_two_sided(n, square), wanted_std, seen_std, f'"std =", {root}'),
    ]
    if shift**2 * n < around and _two_sided(n - 1, around) < ALPHA:
        checks.reverse()  # numbers of another spread have a mean that is off, too, and the spread tells why
    for probability, wanted, got, how in checks:
        _judge(probability, wanted, got, what, hint, seen, (sample, sample), f'{how}, "n =", {{}}.numel()')
    expected = _special().ndtr(np.sort(centred))
    steps = np.arange(n)
    distance = max(float((expected - steps / n).max()), float(((steps + 1) / n - expected).max()))
    all_within = n * math.log1p(-2 * _special().ndtr(-float(np.abs(centred).max())))
    how = '"min =", {}.min().item(), "max =", {}.max().item()'
    for bound in (
        min(1.0, 2 * math.exp(-2 * n * distance**2)),
        2 * min(math.exp(all_within), -math.expm1(all_within)),
    ):
        _judge(bound, _TEXTS["normal"], _TEXTS["not-normal"], what, hint, seen, (sample, sample), how)


def _two_sided(freedom: int, square: float) -> float:
    """Two-sided tail of the chi-squared distribution."""
    return float(2 * min(_special().chdtr(freedom, square), _special().chdtrc(freedom, square)))


def uncorrelated(a: torch.Tensor, b: torch.Tensor, *, what: Text, hint: Text | None = None) -> None:
    """Expect no correlation between two independent samples, at least one of them normal (exact: Student's t)."""
    x, y = (t.detach().double().flatten() for t in (a, b))
    x, y = x - x.mean(), y - y.mean()
    norm = float(x.norm() * y.norm())
    r = float(x @ y) / norm if norm else 1.0
    freedom = x.numel() - 2
    t = abs(r) * math.sqrt(freedom / max(1 - r * r, 1e-300))
    tail, seen = 2 * float(_special().stdtr(freedom, -t)), _TEXTS["correlation"].format(r)
    how = '"r =", torch.corrcoef(torch.stack([{}.flatten(), {}.flatten()]).double())[0, 1].item()'
    _judge(tail, _TEXTS["no-correlation"], seen, what, hint, evidence=(a, b), how=how)


def uniform(counts: Sequence[int], *, what: Text, hint: Text | None = None) -> None:
    """Expect each of the outcomes equally often (exact binomial tails, Bonferroni over the outcomes)."""
    total, cells = sum(counts), len(counts)
    tails = [binomial_tail(count, total, 1 / cells) for count in counts]
    worst = int(np.argmin(tails))
    wanted, seen = _TEXTS["each"].format(total / cells, total), _TEXTS["outcome"].format(counts[worst], worst)
    _judge(min(1.0, tails[worst] * cells), wanted, seen, what, hint)


def uniform_permutation(
    permutations: Sequence[Sequence[int]], *, what: Text, hint: Text | None = None
) -> None:
    """Expect independent uniform permutations of range(n), 2 ≤ n, one a pass.

    With many passes, exact binomial tails with Bonferroni: every element is equally often in every place, and followed
    by its next neighbour as often as by any other (fixed batches in random order fail this one). With many elements, few
    passes are enough: neighbours seldom stay neighbours (k of them in p passes have probability at most pᵏ / k!); of two
    places, or of two passes, each is as often ahead of the other; as many move forward as backward; and an order is one
    cycle, in which nothing stays in its place, only once in n.
    """
    orders = np.asarray(permutations)
    passes, n = orders.shape
    _mixed(orders, torch.as_tensor(permutations), what, hint)
    if n > passes**2:  # too few passes to tell places apart
        return
    places = np.stack([(orders == item).sum(axis=0) for item in range(n)])
    tails = [binomial_tail(int(count), passes, 1 / n) for count in np.unique(places)]
    _judge(min(1.0, min(tails) * n * n), _TEXTS["every-place"], _TEXTS["near-place"], what, hint)
    if n == 2:
        return
    followed = [int(((orders[:, :-1] == item) & (orders[:, 1:] == item + 1)).sum()) for item in range(n - 1)]
    tails = [binomial_tail(count, passes, 1 / n) for count in followed]
    _judge(min(1.0, min(tails) * (n - 1)), _TEXTS["separated"], _TEXTS["together"], what, hint)


def _mixed(orders: np.ndarray, same: torch.Tensor, what: Text, hint: Text | None) -> None:
    """What can be told of permutations of many elements, pooled over all places; ``same`` are the orders once more."""
    passes, n = orders.shape
    half = n // 2
    for step in (1, -1):
        count = int((same.diff(dim=1) == step).sum())  # in torch: a snippet shows how it is made
        bound = min(1.0, math.exp(count * math.log(passes) - math.lgamma(count + 1)))
        _judge(bound, _TEXTS["separated"], _TEXTS["pairs"].format(count), what, hint)
    where = np.argsort(orders)
    ahead = where[:, 0 : 2 * half : 2] < where[:, 1::2]
    again = ahead[0 : passes - 1 : 2] == ahead[1:passes:2]
    halves = orders[:, :half] < orders[:, half : 2 * half]
    neighbours = orders[:, 0 : 2 * half : 2] < orders[:, 1::2]
    for found, name in ((halves, "halves"), (neighbours, "places"), (again, "passes")):
        if count := found.size:
            same_order = int(found.sum())
            wanted = _TEXTS["no-relation"].format(_TEXTS[name])
            seen = _TEXTS["same-order"].format(same_order, count)
            _judge(binomial_tail(same_order, count, 0.5), wanted, seen, what, hint)
    # how many stand ahead of their place is the whole part of a sum of n uniform numbers (Tanny, 1973), whose tail is
    # at most that of a normal one with their variance, n / 12
    forward = int((orders > np.arange(n)).sum())
    off = max(0.0, abs(forward - passes * (n - 1) / 2) - passes / 2)
    bound = min(1.0, 2 * math.exp(-6 * off**2 / (passes * n)))
    _judge(bound, _TEXTS["both-ways"], _TEXTS["forward"].format(forward, passes * n), what, hint)
    cycles = sum(map(_one_cycle, orders.tolist()))
    tail = binomial_tail(cycles, passes, 1 / n)
    _judge(tail, _TEXTS["may-stay"], _TEXTS["none-stays"].format(cycles, passes), what, hint)


def _one_cycle(order: list[int]) -> bool:
    """Whether the way from place to place comes back only after all of them."""
    place, seen = order[0], 1
    while place != 0 and seen < len(order):  # what is no permutation may never come back
        place, seen = order[place], seen + 1
    return place == 0 and seen == len(order)
