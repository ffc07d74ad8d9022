"""Statistical assertions: right samples pass under any seed, wrong ones fail with near certainty."""

from __future__ import annotations

import pytest
import torch
from scipy import stats as reference

from autograder.core.text import Text
from autograder.testing import stats
from autograder.testing.expect import Mismatch

WHAT = Text("the draws", "抽样")
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
    ],
)
def test_wrong_normal_samples_fail(sample):
    """Another mean, spread or shape, constants, nan, values drawn once and repeated."""
    with pytest.raises(Mismatch):
        stats.normal(sample, 0, 1, what=WHAT)


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
    assert spent == [stats.ALPHA] * 4
