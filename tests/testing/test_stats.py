"""Statistical assertions: right samples pass under any seed, wrong ones fail with near certainty."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
import torch
from scipy import stats as reference

from autograder.core.text import Text
from autograder.testing import stats
from autograder.testing.expect import Mismatch

WHAT, HINT = Text("the draws", "抽样"), Text("look there", "看那里")
FIXED = torch.Generator().manual_seed(1)  # a sample may be right by accident: the same ones every day


@pytest.mark.parametrize("k", [0, 1, 30, 50, 99, 100])
def test_binomial_tails_are_exact(k):
    """Twice the smaller tail, against scipy's distribution."""
    law = reference.binom(100, 0.3)
    assert stats.binomial_tail(k, 100, 0.3) == pytest.approx(
        min(1.0, 2 * min(law.cdf(k), law.sf(k - 1))), rel=1e-6
    )


@pytest.mark.parametrize("seed", range(20))
def test_right_samples_pass(seed):
    """What is as it should be passes, whatever the seed."""
    generator = torch.Generator().manual_seed(seed)
    sample = torch.randn(5000, generator=generator)
    stats.normal(sample * 0.01 + 3, 3, 0.01, what=WHAT)
    stats.bernoulli(int((sample > 0).sum()), 5000, 0.5, what=WHAT)
    stats.uncorrelated(sample[:2500], sample[2500:], what=WHAT)
    orders = [torch.randperm(6, generator=generator).tolist() for _ in range(400)]
    stats.uniform_permutation(orders, what=WHAT)
    stats.uniform(
        torch.bincount(torch.randint(5, (5000,), generator=generator), minlength=5).tolist(), what=WHAT
    )


@pytest.mark.parametrize(
    "sample",
    [
        torch.randn(5000, generator=FIXED) * 1.2,
        torch.randn(5000, generator=FIXED) + 0.2,
        (torch.rand(5000, generator=FIXED) - 0.5) * 12**0.5,
        torch.zeros(5000),
        torch.full((5000,), float("nan")),
        torch.randn(100, generator=FIXED).repeat(50),
        torch.randn(5000, generator=FIXED).clamp(-2.5, 2.5),
        torch.cat([torch.randn(5000, generator=FIXED), torch.tensor([9.0])]),
    ],
)
def test_wrong_normal_samples_fail(sample):
    """Another mean, spread or shape, constants, nan, values drawn once and repeated, cut off, or one stray value."""
    with pytest.raises(Mismatch):
        stats.normal(sample, 0, 1, what=WHAT)


@pytest.mark.parametrize(
    ("sample", "told"),
    [
        (torch.randn(20_000, generator=FIXED) * 10 + 0.3, "standard deviation"),
        (torch.randn(20_000, generator=FIXED) + 0.3, "mean"),
        (torch.rand(20_000, generator=FIXED) * 0.01, "standard deviation"),
        (torch.full((5000,), 7.0), "mean"),
    ],
)
def test_another_spread_is_not_told_as_another_mean(sample, told):
    """Of two that are off, the one that explains the other."""
    with pytest.raises(Mismatch) as seen:
        stats.normal(sample, 0, 1, what=WHAT)
    assert told in seen.value.got.en


def test_wrong_counts_and_orders_fail():
    """A keep-probability taken for the other, fixed batches in random order, no order at all."""
    with pytest.raises(Mismatch):
        stats.bernoulli(3000, 10_000, 0.7, what=WHAT)
    with pytest.raises(Mismatch):
        stats.uniform([900, 1100, 1500], what=WHAT)
    blocks = [[0, 1, 2, 3] if torch.rand(1, generator=FIXED) < 0.5 else [2, 3, 0, 1] for _ in range(300)]
    for orders in (blocks, [[0, 1, 2, 3]] * 300):
        with pytest.raises(Mismatch):
            stats.uniform_permutation(orders, what=WHAT)
    x = torch.randn(1000, generator=FIXED)
    with pytest.raises(Mismatch):
        stats.uncorrelated(x, x, what=WHAT)


def test_false_alarms_are_counted():
    """Each assertion adds its rate, for the audit to sum."""
    with stats.false_alarms() as spent:
        stats.normal(torch.randn(1000, generator=FIXED), 0, 1, what=WHAT)
        stats.bernoulli(50, 100, 0.5, what=WHAT)
    assert spent == [stats.ALPHA] * 5
    stats.bernoulli(50, 100, 0.5, what=WHAT)
    assert len(spent) == 5  # what comes after is another's


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[float]]:
    """Makes an assertion, and gives the probabilities that it judges by."""

    def judged(assertion: Callable[..., None], *args: object) -> list[float]:
        seen: list[float] = []

        def judge(probability, expected, got, what, hint, *rest, **more):
            assert (what, hint) == (WHAT, HINT)
            seen.append(probability)

        with monkeypatch.context() as patch:
            patch.setattr(stats, "_judge", judge)
            assertion(*args, what=WHAT, hint=HINT)
        return seen

    return judged


def test_a_probability_below_the_rate_fails_and_one_at_it_does_not() -> None:
    """So does nan."""
    at = {"expected": WHAT, "got": WHAT, "what": WHAT, "hint": None}
    stats._judge(stats.ALPHA, **at)
    for lower in (stats.ALPHA * 0.99, float("nan")):
        with pytest.raises(Mismatch):
            stats._judge(lower, **at)


@pytest.mark.parametrize(("k", "n", "p", "tail"), [(0, 9, 0, 1), (1, 9, 0, 0), (9, 9, 1, 1), (8, 9, 1, 0)])
def test_what_is_certain_has_no_tail(k: int, n: int, p: float, tail: float) -> None:
    """A probability of 0 or 1 leaves one count."""
    assert stats.binomial_tail(k, n, float(p)) == tail


@pytest.mark.parametrize(("mean", "std", "shift"), [(0.0, 1.0, 0.0), (3.0, 0.5, 0.1), (-2.0, 2.0, -0.3)])
@pytest.mark.parametrize("n", [100, 400])
def test_the_probabilities_of_a_normal_sample_are_exact(judged, mean, std, shift, n) -> None:
    """Mean, variance, distance and the largest value, against scipy's distributions, above and below what is expected."""
    sample = torch.randn(n // 4, 4, generator=FIXED).double() * std * (1 + shift) + mean + shift
    z = (sample.flatten().numpy() - mean) / std
    distance = reference.kstest(z, "norm").statistic
    square = (z**2).sum()
    largest = (1 - 2 * reference.norm.sf(abs(z).max())) ** n  # the probability that none is larger
    exact = [
        2 * reference.norm.sf(abs(z.mean()) * math.sqrt(n)),
        2 * min(reference.chi2.cdf(square, n), reference.chi2.sf(square, n)),
        min(1.0, 2 * math.exp(-2 * n * distance**2)),
        2 * min(largest, 1 - largest),
    ]
    assert sorted(judged(stats.normal, sample, mean, std)) == pytest.approx(sorted(exact), rel=1e-9)


def test_a_normal_sample_is_large_and_finite() -> None:
    """A hundred values; what is not finite is named, nan before infinity; a shift is told with its numbers."""
    with pytest.raises(ValueError, match="at least 100 values, got 99"):
        stats.normal(torch.randn(99), 0, 1, what=WHAT)
    sample = torch.randn(100, generator=FIXED)
    for values, got in (([math.inf], "inf"), ([math.inf, math.nan], "nan")):
        sample[: len(values)] = torch.tensor(values)
        with pytest.raises(Mismatch) as found:
            stats.normal(sample, 0, 1, what=WHAT, hint=WHAT)
        assert (found.value.got.en, found.value.asked, found.value.hint) == (got, WHAT, WHAT)
        assert found.value.values[0] == stats.Normal(0, 1) and found.value.values[1] is sample
        assert (
            not eval(found.value.how.format("sample"), {"sample": found.value.evidence[0]}).isfinite().any()
        )


def snippet(mismatch: Mismatch) -> str:
    """What the Python text prints that shows a student what came back."""
    names = ("a", "b")[: len(mismatch.evidence)]
    shown = eval(
        f"[{mismatch.how.format(*names)}]", dict(zip(names, mismatch.evidence, strict=True), torch=torch)
    )
    return " ".join(f"{value:.4g}" if isinstance(value, float) else str(value) for value in shown)


@pytest.mark.parametrize(
    ("sample", "expected", "got", "printed"),
    [
        (torch.full((100,), 3.0), "mean 0", "mean 3 over 100 values", "mean = 3 n = 100"),
        (
            torch.tensor([3.0, -3.0] * 50),
            "standard deviation 1",
            "standard deviation 3 over 100 values",
            "std = 3 n = 100",
        ),
    ],
)
def test_a_wrong_sample_is_told_with_its_numbers(sample, expected, got, printed) -> None:
    """The snippet prints the same, with the names that torch has for them in every language."""
    with pytest.raises(Mismatch) as found:
        stats.normal(sample, 0, 1, what=WHAT)
    mismatch = found.value
    assert (mismatch.expected.en, mismatch.got.en, snippet(mismatch)) == (expected, got, printed)
    assert mismatch.values[0] == stats.Normal(0, 1) and mismatch.values[1] is sample


def test_another_distribution_is_told_by_its_ends() -> None:
    """Mean and standard deviation are right."""
    sample = torch.tensor([1.0, -1.0] * 100)
    with pytest.raises(Mismatch, match="expected a normal distribution") as found:
        stats.normal(sample, 0, 1, what=WHAT)
    assert snippet(found.value) == "min = -1 max = 1"
    assert found.value.values[0] == stats.Normal(0, 1) and found.value.values[1] is sample


def test_the_probability_of_a_correlation_is_exact(judged) -> None:
    """Student's t, against scipy, for both signs; a constant sample correlates with everything."""
    x = torch.randn(50, generator=FIXED).double() + 5
    for y in (torch.randn(50, generator=FIXED).double() - 3, x + 3 * torch.randn(50, generator=FIXED), -x):
        assert judged(stats.uncorrelated, x.reshape(5, 10), y) == pytest.approx(
            [reference.pearsonr(x, y).pvalue], rel=1e-6, abs=1e-300
        )
    for constant in (torch.ones(50), torch.zeros(50)):
        with pytest.raises(Mismatch, match="a correlation of 1"):
            stats.uncorrelated(x, constant, what=WHAT)
    with pytest.raises(Mismatch, match="a correlation of -1") as found:
        stats.uncorrelated(x, -x, what=WHAT)
    assert snippet(found.value) == "r = -1"


def test_counts_are_judged_by_the_worst_of_them(judged) -> None:
    """Times how many there are; one more often or less often than it should be, which the message names."""
    for counts in ([30, 50, 40], [40, 40, 40], [70, 25, 25]):
        tails = [stats.binomial_tail(count, 120, 1 / 3) for count in counts]
        assert judged(stats.uniform, counts) == pytest.approx([min(1.0, 3 * min(tails))])
    assert judged(stats.bernoulli, 20, 100, 0.3) == [stats.binomial_tail(20, 100, 0.3)]
    with pytest.raises(Mismatch, match="about 366.7 of 1100 draws each, got 100 for outcome 1"):
        stats.uniform([500, 100, 500], what=WHAT)
    with pytest.raises(Mismatch, match="about 7.5 of 1000, got 90 of 1000"):
        stats.bernoulli(90, 1000, 0.0075, what=WHAT)
    with pytest.raises(Mismatch, match="about 10 of 1000, got 90 of 1000") as found:
        stats.bernoulli(90, 1000, 0.0104, what=WHAT)
    assert found.value.values == (stats.Share(0.0104, 1000), stats.Share(0.09, 1000))
    assert snippet(found.value) == "90 of 1000"
    with pytest.raises(Mismatch, match="about 300 of 1000"):
        stats.bernoulli(900, 1000, 0.3, what=WHAT)


def round_from_0(order: list[int]) -> list[int]:
    """The places that are met on the way from place to place."""
    met = [order[0]]
    for _ in order:
        met.append(order[met[-1]])
    return met


def by_hand(orders: list[list[int]]) -> list[float]:
    """The probabilities of :func:`stats.uniform_permutation`, counted one by one."""
    passes, n, half = len(orders), len(orders[0]), len(orders[0]) // 2
    found = []
    for step in (1, -1):
        k = sum(b - a == step for order in orders for a, b in pairwise(order))
        found.append(min(1.0, passes**k / math.factorial(k)))
    halves = [order[i] < order[half + i] for order in orders for i in range(half)]
    beside = [order[2 * i] < order[2 * i + 1] for order in orders for i in range(half)]
    ahead = [[order.index(2 * i) < order.index(2 * i + 1) for i in range(half)] for order in orders]
    again = [x == y for a, b in zip(ahead[::2], ahead[1::2], strict=False) for x, y in zip(a, b, strict=True)]
    found += [stats.binomial_tail(sum(one), len(one), 0.5) for one in (halves, beside, again) if one]
    forward = sum(item > place for order in orders for place, item in enumerate(order))
    away = max(0.0, abs(forward - passes * (n - 1) / 2) - passes / 2)
    found.append(min(1.0, 2 * math.exp(-6 * away**2 / (passes * n))))
    cycles = sum(len({0, *round_from_0(order)}) == n for order in orders)
    found.append(stats.binomial_tail(cycles, passes, 1 / n))
    if n > passes**2:
        return found
    places = [sum(order[place] == item for order in orders) for item in range(n) for place in range(n)]
    found.append(min(1.0, n * n * min(stats.binomial_tail(count, passes, 1 / n) for count in places)))
    if n > 2:
        after = [sum((i, i + 1) in pairwise(order) for order in orders) for i in range(n - 1)]
        found.append(min(1.0, (n - 1) * min(stats.binomial_tail(count, passes, 1 / n) for count in after)))
    return found


@pytest.mark.parametrize(
    ("passes", "n"), [(1, 2), (2, 2), (40, 2), (3, 9), (3, 10), (4, 7), (30, 4), (31, 5)]
)
def test_the_probabilities_of_permutations_are_those_counted_by_hand(judged, passes, n) -> None:
    """Few passes and many, an even and an odd number of elements and of passes, in order and shuffled."""
    shuffled = [torch.randperm(n, generator=FIXED).tolist() for _ in range(passes)]
    last_pair = [n - 2, n - 1, *reversed(range(n - 2))]
    for orders in (shuffled, [list(range(n))] * passes, [last_pair] * passes, [last_pair[::-1]] * passes):
        assert judged(stats.uniform_permutation, orders) == pytest.approx(by_hand(orders))
        assert judged(stats.uniform_permutation, np.array(orders)) == pytest.approx(by_hand(orders))


def swapped(
    n: int, generator: torch.Generator, lowest: Callable[[int], int], most: Callable[[int], int]
) -> list[int]:
    """An order made by swapping each place with one from ``lowest`` to ``most``."""
    order = list(range(n))
    for i in range(n):
        low, high = lowest(i), most(i)
        if low <= high:
            j = int(torch.randint(low, high + 1, (), generator=generator))
            order[i], order[j] = order[j], order[i]
    return order


@pytest.mark.parametrize(
    ("n", "passes", "lowest", "told"),
    [
        (3000, 4, lambda i: 0, "come earlier"),
        (40, 8, lambda i: i + 1, "in one cycle"),
        (3000, 4, lambda i: i, None),
    ],
)
def test_swaps_with_any_place_or_never_with_its_own_are_no_shuffle(n, passes, lowest, told) -> None:
    """Only one of three loops of swaps that look alike makes each order as likely as the others."""
    orders = [swapped(n, FIXED, lowest, lambda i: n - 1) for _ in range(passes)]
    if told is None:
        stats.uniform_permutation(orders, what=WHAT)
        return
    with pytest.raises(Mismatch) as seen:
        stats.uniform_permutation(orders, what=WHAT)
    assert told in seen.value.got.en


def test_passes_that_are_the_same_are_told_so() -> None:
    """How many pairs stand as they did in the pass before."""
    order = torch.randperm(90, generator=FIXED).tolist()
    with pytest.raises(
        Mismatch, match="between one pass and the next, got in the same order in 45 of 45 pairs"
    ):
        stats.uniform_permutation([order, order], what=WHAT)
