"""Hidden tests of ``dropout_layer``: expectation, variance, independence, exactness at 0 and 1, gradient, dtype, errors."""

import math

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, probes, stats, tensors, weight

RATES = (0.75, 0.1, 0.25, 0.5, 0.9)  # at the first one the usual mistakes all drop other shares
SHAPES = ((64, 64), (2, 1000), (16, 16, 4, 4), (16, 16, 16), (1, 2048), (12, 20, 10))


def values_like(shape, dtype=torch.float32):
    """Numbers without a zero, so that a zero in the result was dropped; of both signs and many sizes."""
    place = torch.arange(torch.Size(shape).numel())
    return ((1 + place % 7) * (1 - 2 * (place % 2)) / 4).to(dtype).reshape(shape)


def kept(result, X, rate):
    """Which entries survived, after a look at every one: 0, or X / (1 - rate)."""
    expect.tensor(result, tuple(X.shape), X.dtype)
    result = result.detach()
    survivors = result != 0
    scaled = X / (1 - rate) if rate < 1 else torch.zeros_like(X)
    expect.close(result, torch.where(survivors, scaled, torch.zeros_like(X)),
                 asked=Text("dropout_layer(X, {}): every entry is 0 or X / (1 - {})",
                            "dropout_layer(X, {})：每个元素为 0 或 X / (1 - {})").format(rate, rate))
    return survivors


@weight(2.5)
@describe("an entry is 0 with probability `dropout`, else divided by 1 − dropout: the expectation is that of X",
          "元素以概率 dropout 变为 0，否则除以 1 − dropout：期望与 X 相同")
def test_expectation(student):
    for rate in RATES:
        for dtype in (torch.float32, torch.float64) if rate == 0.25 else (torch.float32,):
            X = values_like((4096,), dtype)
            result = student.dropout_layer(X, rate)
            expect.tensor(result, (4096,), dtype)
            stats.bernoulli(int((result == 0).sum()), X.numel(), rate,
                            what=Text("zeros in dropout_layer(X, {})", "dropout_layer(X, {}) 中的零").format(rate))
            kept(result, X, rate)


@weight(0.25)
@needs("test_expectation")
@describe("rates near 0 and near 1 hold as exactly", "接近 0 和接近 1 的概率同样准确")
def test_extreme_rates(student):
    for rate in (0.004, 0.996):
        X = values_like((12000,))
        survivors = kept(student.dropout_layer(X, rate), X, rate)
        stats.bernoulli(int((~survivors).sum()), X.numel(), rate,
                        what=Text("zeros in dropout_layer(X, {})", "dropout_layer(X, {}) 中的零").format(rate))


@weight(0.25)
@needs("test_expectation")
@given(X=tensors(min_dims=1, max_dims=4, elements="nonzero", dtype=[torch.float32, torch.float64]), rate=st.sampled_from(RATES))
@describe("any shape and layout, float32 and float64: shape and dtype are kept, survivors rescaled",
          "任意形状与内存布局、float32 与 float64：保持形状和数据类型，保留下来的元素被放大")
def test_values(student, X, rate):
    kept(student.dropout_layer(X, rate), X, rate)


@weight(2.5)
@needs("test_expectation")
@describe("every element is dropped on its own: neighbours, rows, columns, channels and examples are independent",
          "每个元素各自独立地被丢弃：相邻元素、各行、各列、各通道、各样本都相互独立")
def test_independent_elements(student):
    for rate, shape in zip((0.5, 0.5, 0.5, 0.4, 0.6, 0.5), SHAPES, strict=True):
        X = values_like(shape)
        survivors = kept(student.dropout_layer(X, rate), X, rate)
        for axis, size in enumerate(shape):
            if size == 1:
                continue
            lines = survivors.movedim(axis, 0)
            independent(lines[0::2], lines[1::2], rate, Text(
                "neighbours along dimension {} of shape {}", "形状 {1} 第 {0} 维上的相邻元素").format(axis, shape))
            independent(lines[: size // 2], lines[size // 2:], rate, Text(
                "the two halves along dimension {} of shape {}", "形状 {1} 第 {0} 维上的前后两半").format(axis, shape))


def independent(one, other, rate, what):
    """Two masks agree as often as independent ones do."""
    count = min(one.shape[0], other.shape[0])
    agree = one[:count] == other[:count]
    stats.bernoulli(int(agree.sum()), agree.numel(), rate**2 + (1 - rate) ** 2,
                    what=Text("equal fates of {}", "{} 同时保留或同时丢弃").format(what))


@weight(3)
@needs("test_expectation")
@describe("how many are dropped varies as for independent draws: the variance is p/(1−p)·h²",
          "被丢弃的个数像独立抽取那样波动：方差为 p/(1−p)·h²")
def test_variance(student):
    X = values_like((600, 10))
    zeros = (~kept(student.dropout_layer(X, 0.5), X, 0.5)).sum(dim=1)
    share = math.comb(10, 5) / 2**10  # of ten entries, five are kept
    what = Text("{} of ten with exactly five zeros", "含十个元素、恰有五个零的{}")
    stats.bernoulli(int((zeros == 5).sum()), 600, share, what=what.format(Text("rows", "行")))
    calls = zeros_a_call(student, values_like((10,)), 0.5, 300)
    stats.bernoulli(int((torch.tensor(calls) == 5).sum()), 300, share, what=what.format(Text("calls", "调用")))
    pairs = (~kept(student.dropout_layer(values_like((1000, 2)), 0.5), values_like((1000, 2)), 0.5)).sum(dim=1)
    for count, expected in ((0, 0.25), (2, 0.25)):
        stats.bernoulli(int((pairs == count).sum()), 1000, expected, what=Text(
            "rows of two with exactly {} zeros", "两个元素的行中恰有 {} 个零").format(count))
    for size, rate in ((1, 0.5), (2, 0.5), (3, 0.75), (4, 0.25)):
        calls = zeros_a_call(student, values_like((size,)), rate, 100)
        for count, expected in ((0, (1 - rate) ** size), (size, rate**size)):
            stats.bernoulli(int((torch.tensor(calls) == count).sum()), 100, expected, what=Text(
                "calls with {0} entries and dropout = {1} that drop {2}", "{0} 个元素、dropout = {1} 时恰好丢弃 {2} 个的调用").format(
                    size, rate, count))
    signs = values_like((4000,))
    survivors = kept(student.dropout_layer(signs, 0.4), signs, 0.4)
    for en, zh, chosen in (("negative", "负的", signs < 0), ("large", "较大的", signs.abs() > 1)):
        stats.bernoulli(int((~survivors[chosen]).sum()), int(chosen.sum()), 0.4,
                        what=Text(f"zeros among {en} entries", f"{zh}元素中的零"))


@probe
def zeros_a_call(student, X, rate, times):
    """How many entries each of many calls drops."""
    return [int((student.dropout_layer(X.clone(), rate) == 0).sum()) for _ in range(times)]


@weight(2.5)
@needs("test_expectation")
@describe("each call draws a new mask", "每次调用都抽取新的掩码")
def test_fresh_mask_each_call(student):
    for shape in ((64, 64), (2, 32, 32)):
        one, other = (student.dropout_layer(values_like(shape), 0.5) for _ in range(2))
        expect.true(not torch.equal(plain(one), plain(other)), Text("another mask in the second call", "第二次调用应有不同的掩码"),
                    relation="draws-fixed", got=Text("the same mask", "相同的掩码"))
    for dtype in (torch.float64, torch.float32):
        X = values_like((1000,), dtype)
        masks = [kept(student.dropout_layer(X, 0.5), X, 0.5) for _ in range(3)]
        for one, other in ((0, 1), (1, 2), (0, 2)):
            independent(masks[one], masks[other], 0.5, Text("the masks of two calls", "两次调用的掩码"))
    longer = values_like((2000,))
    again = kept(student.dropout_layer(longer, 0.5), longer, 0.5)
    independent(again[:1000], masks[2], 0.5, Text("the masks of calls of different sizes", "尺寸不同的两次调用的掩码"))


@weight(3.5)
@given(X=tensors(min_dims=1, max_dims=3, dtype=[torch.float32, torch.float64]))
@settings(max_examples=8)
@example(X=torch.tensor([1.0, -2.0, 0.5]))
@describe("with 0 nothing is dropped, with 1 everything; both are exact", "概率为 0 时什么都不丢弃，为 1 时全部丢弃；两者都是精确的")
def test_zero_and_one(student, X):
    expect.equal(plain(student.dropout_layer(X, 0.0)), X)
    expect.equal(plain(student.dropout_layer(X, 1.0)) + 0.0, torch.zeros_like(X), hint=Text(
        "what is 1 − dropout then, and what does dividing by it give?", "这时 1 − dropout 是多少？除以它会得到什么？"))


def plain(result):
    """The result as a contiguous tensor, if it is a tensor."""
    expect.tensor(result)
    return result.detach().contiguous()


@weight(2.5)
@describe("a probability outside [0, 1] raises AssertionError or ValueError, one inside raises nothing",
          "概率在 [0, 1] 之外时抛出 AssertionError 或 ValueError，在其中时不抛出异常")
def test_raises_outside(student):
    X = torch.tensor([1.0, 2.0])
    for rate in (0.0, 0.5, 1.0):
        raised = student.raises("dropout_layer", X, rate)
        expect.true(raised is None, Text("no exception", "不抛出异常"), got=Text(*[raised[0]] * 2) if raised else None)
    for rate in (-0.5, 1.5, -0.001, 1.001, -3.0, 2.0):
        raised = student.raises("dropout_layer", X, rate)
        expect.true(raised is not None and {"AssertionError", "ValueError"} & set(raised),
                    Text("AssertionError or ValueError", "AssertionError 或 ValueError"),
                    got=Text("{}", "{}").format(raised[0]) if raised else Text("no exception", "没有异常"))


@weight(3.5)
@needs("test_expectation")
@given(X=tensors(min_dims=1, max_dims=3, elements="nonzero", dtype=[torch.float32, torch.float64]),
       rate=st.sampled_from(RATES))
@example(X=values_like((40, 30)), rate=0.5)
@settings(max_examples=15)
@describe("the gradient goes through the same mask: what was dropped gets none, survivors get theirs over 1 − dropout",
          "梯度经过同一个掩码：被丢弃的没有梯度，保留的梯度除以 1 − dropout")
def test_gradient(student, X, rate):
    upstream = (torch.cos(torch.arange(X.numel()) * 1.7) + 1.5).to(X.dtype).reshape(X.shape)
    out, (slope,) = probes.gradient(student, "dropout_layer", X, rate, upstream=upstream)
    survivors = kept(out, X, rate)
    expect.close(slope, upstream * survivors / (1 - rate),
                 asked=Text("the gradient of dropout_layer(X, {})", "dropout_layer(X, {}) 的梯度").format(rate))


@probe
def gradient_or_none(student, X, rate):
    """The gradient of the sum, or None when the result has no graph."""
    import torch

    X = X.detach().requires_grad_()
    out = student.dropout_layer(X, rate)
    if not isinstance(out, torch.Tensor) or not out.requires_grad:
        return None
    return torch.autograd.grad(out.sum(), X, allow_unused=True)[0]


@weight(2)
@needs("test_zero_and_one", "test_gradient")
@describe("the gradient with 0 is that from above, with 1 it is 0 (or there is none)",
          "概率为 0 时梯度就是上游梯度，为 1 时梯度为 0（或没有梯度）")
def test_gradient_at_zero_and_one(student):
    X = torch.tensor([[1.0, -2.0], [0.5, 3.0]])
    expect.close(gradient_or_none(student, X, 0.0), torch.ones(2, 2), asked=Text("the gradient with 0", "概率为 0 时的梯度"))
    slope = gradient_or_none(student, X, 1.0)
    if slope is not None:
        expect.close(slope, torch.zeros(2, 2), asked=Text("the gradient with 1", "概率为 1 时的梯度"))


@weight(1.5)
@needs("test_expectation")
@given(X=tensors(min_dims=1, max_dims=3, elements="nonzero", dtype=[torch.float32, torch.float64]),
       rate=st.sampled_from((0.0, 0.5, 0.9, 1.0)))
@example(X=values_like((12, 12)), rate=0.5)
@example(X=values_like((4,)), rate=1.0)
@settings(max_examples=12)
@describe("X is the same after the call, and a later call leaves earlier results alone", "调用之后 X 保持不变，之后的调用也不影响之前的结果")
def test_untouched(student, X, rate):
    _, (after, _) = student.after("dropout_layer", X, rate)
    expect.equal(after, X, asked=Text("X after dropout_layer(X, {})", "调用 dropout_layer(X, {}) 之后的 X").format(rate))
    kept(probes.kept(student, "dropout_layer", (X, rate), (X + 10, rate)), X, rate)


@weight(0.5)
@needs("test_expectation")
@describe("an empty X gives an empty result", "空的 X 给出空的结果")
def test_empty(student):
    for shape in ((0,), (0, 3), (2, 0), (3, 0, 2), (0, 1, 4, 4)):
        for rate in (0.0, 0.3, 0.5, 1.0):
            for dtype in (torch.float32, torch.float64):
                X = torch.empty(shape, dtype=dtype)
                expect.close(student.dropout_layer(X, rate), X)


def fingerprint(student):
    """The first fault that is found, in words."""
    return {"fault": fault(student)}


def fault(student):  # noqa: PLR0911, PLR0912  a list of questions, the most telling first
    X = values_like((40, 50))
    result = student.dropout_layer(X, 0.2)
    if not isinstance(result, torch.Tensor) or result.shape != X.shape:
        return "no such tensor"
    zeros = (result == 0)
    survivors = (result / X)[~zeros]
    rows = bool((zeros == zeros[:, :1]).all())
    columns = bool((zeros == zeros[:1]).all())
    share = float(zeros.float().mean())
    usual = 0.12 < share < 0.28
    if not usual and by_the_values(student, X):
        return "mask of the values"
    if rows and columns and one_draw(student, X):
        return "one draw"
    if rows != columns and torch.equal(student.dropout_layer(X, 0.2) == 0, zeros):
        return "the same lines"  # and no draw at all
    if rows or columns:
        if not zeros.any():  # and what survives is X, or a multiple of it?
            return "nothing dropped" if survivors.std() < 1e-3 else "other values"
        return "all alike" if rows and columns else "rows" if rows else "columns"
    if not usual:
        same = abs(float((student.dropout_layer(X, 0.6) == 0).float().mean()) - share) < 0.05
        return "fixed share" if same else "keep for drop" if 0.7 < share < 0.9 else "other share"
    if not bool(torch.isclose(survivors, torch.tensor(1.25)).all()):
        known = {1.0: "not rescaled", 0.8: "multiplied", 5.0: "divided by p"}
        return next((word for scale, word in known.items() if bool(torch.isclose(survivors, torch.tensor(scale)).all())),
                    "other scale")
    if torch.equal(student.dropout_layer(X, 0.2) == 0, student.dropout_layer(X, 0.2) == 0):
        line = values_like((500,))
        if torch.equal(student.dropout_layer(X.flip(0), 0.2).flip(0) == 0, student.dropout_layer(X, 0.2) == 0):
            return "mask of the values"
        if reseeded(student, X):
            return "fixed seed"
        if student.raises("dropout_layer", line, 0.5) is not None:
            return "same mask"
        short, long = student.dropout_layer(line[:300], 0.5) == 0, student.dropout_layer(line, 0.5) == 0
        return "fixed seed" if torch.equal(short, long[:300]) else "same mask"
    if not torch.equal(student.after("dropout_layer", X, 0.5)[1][0], X):
        return "in place"
    return boundary_fault(student, X)


def by_the_values(student, X):
    """Whether the same values are dropped in every call, wherever they stand."""
    dropped, again, turned = (student.dropout_layer(x, 0.6) == 0 for x in (X, X, X.flip(0)))
    return 0 < int(dropped.sum()) < dropped.numel() and torch.equal(dropped, again) and torch.equal(dropped, turned.flip(0))


def one_draw(student, X):
    """Whether all of a tensor is dropped in some calls, and nothing in others."""
    shares = {float((student.dropout_layer(X, 0.5) == 0).float().mean()) for _ in range(16)}
    return shares == {0.0, 1.0}


@probe
def reseeded(student, X):
    """Whether a call leaves one of the generators in the same state, whatever its state before."""
    import random

    import numpy as np
    import torch

    draws = []
    for seed in (1, 2):
        torch.manual_seed(seed), np.random.seed(seed), random.seed(seed)
        student.dropout_layer(X, 0.5)
        draws.append((torch.rand(1).item(), np.random.rand(), random.random()))
    return any(one == two for one, two in zip(*draws))


def boundary_fault(student, X):
    """The faults that ordinary calls do not show."""
    if any({"AssertionError", "ValueError"} & set(student.raises("dropout_layer", X, rate) or ()) for rate in (0.0, 1.0)):
        return "refuses the bounds"
    raised = student.raises("dropout_layer", X, 1.0)
    if raised is not None:
        return "at one" if "ZeroDivisionError" in raised else "fails at one"
    if bool(student.dropout_layer(X, 1.0).isnan().any()):
        return "at one"
    if not bool((student.dropout_layer(X, 1.0) == 0).all()):
        return "something survives at one"
    if not torch.equal(student.dropout_layer(X[:1], 0.0), X[:1]):
        return "at zero"
    if student.raises("dropout_layer", X, 1.5) is None or student.raises("dropout_layer", X, -0.5) is None:
        return "does not raise"
    if gradient_or_none(student, X, 0.5) is None:
        return "no gradient"
    return "none"
