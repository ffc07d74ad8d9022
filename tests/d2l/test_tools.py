"""Counting, timing, minibatches, devices."""

from __future__ import annotations

import pytest
import torch

from autograder import d2l


def test_accumulator_adds_each_quantity():
    """Sums grow apart and can be set back; tensors count as numbers."""
    metric = d2l.Accumulator(2)
    metric.add(1, torch.tensor(2))
    metric.add(0.5, 3)
    assert (metric[0], metric[1]) == (1.5, 5.0)
    metric.reset()
    assert metric[0] == 0.0


def test_accumulator_wants_a_number_for_each_sum():
    """One number too few is an error, not a quantity left behind."""
    with pytest.raises(ValueError, match="shorter"):
        d2l.Accumulator(3).add(1, 2)


def test_timer_sums_its_stretches():
    """Sum, mean and running sums belong to the same stretches."""
    timer = d2l.Timer()
    first = timer.stop()
    timer.start()
    second = timer.stop()
    assert first >= 0 and timer.sum() == first + second
    assert timer.avg() == timer.sum() / 2
    assert timer.cumsum() == [first, first + second]


def test_timer_before_the_first_stop():
    """A mean of nothing is an error in words."""
    with pytest.raises(ValueError, match="stop"):
        d2l.Timer().avg()


def test_load_array_keeps_rows_together():
    """Every row comes once, features beside their labels, the last minibatch smaller."""
    X = torch.arange(10.0).reshape(5, 2)
    batches = list(d2l.load_array((X, X[:, :1] * 10), 2))
    assert [len(x) for x, _ in batches] == [2, 2, 1]
    assert all(torch.equal(y, x[:, :1] * 10) for x, y in batches)
    assert sorted(torch.cat([x for x, _ in batches])[:, 0].tolist()) == [0, 2, 4, 6, 8]


def test_load_array_for_evaluation_keeps_the_order():
    """With is_train=False nothing is shuffled."""
    X = torch.arange(50.0)
    assert torch.equal(torch.cat([x for (x,) in d2l.load_array((X,), 7, is_train=False)]), X)


def test_try_gpu_is_a_device():
    """Where there is no such GPU, it is the CPU."""
    assert d2l.try_gpu(99) == torch.device("cpu")
