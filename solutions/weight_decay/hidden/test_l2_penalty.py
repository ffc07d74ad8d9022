"""Hidden tests of ``l2_penalty``: values, gradient, shapes, dtypes, what the call leaves behind."""

import math

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import FLOATS, Text, describe, expect, needs, probes, relations, tensors, weight
from autograder.testing.strategies import arranged

NUMBERS = st.integers(-16, 16).map(lambda n: n / 4) | st.floats(-8, 8, width=32, allow_subnormal=False)
SHAPE = Text("which operation adds up all entries, whatever the shape?", "哪种运算会对所有元素求和，而与形状无关？")


def penalty(w):
    return (w.double() ** 2).sum().div(2).to(w.dtype)


RELATIONS = [relations.formulas({
    "w.sum() ** 2 / 2": lambda w: w.sum() ** 2 / 2,
    "w.sum() ** 2": lambda w: w.sum() ** 2,
    "w.sum() / 2": lambda w: w.sum() / 2,
    "w.abs().sum()": lambda w: w.abs().sum(),
    "w.abs().sum() / 2": lambda w: w.abs().sum() / 2,
    "w.norm() / 2": lambda w: w.norm() / 2,
    "w.abs().max() ** 2 / 2": lambda w: w.abs().max() ** 2 / 2,
    "(w ** 3).sum() / 2": lambda w: (w**3).sum() / 2,
    "(w ** 4).sum() / 2": lambda w: (w**4).sum() / 2,
    "((w ** 2 / 2) ** 2).sum()": lambda w: ((w**2 / 2) ** 2).sum(),
    "((w / 2) ** 2).sum()": lambda w: ((w / 2) ** 2).sum(),
    "torch.linalg.matrix_norm(w, 2) ** 2 / 2": lambda w: torch.linalg.matrix_norm(w, 2) ** 2 / 2,  # of matrices alone
})]


@weight(3)
@describe("half the sum of squares, as a tensor of shape ()", "平方和的一半，是形状为 () 的张量")
@given(w=tensors(shape=st.sampled_from([(2, 1), (1, 1), (5, 1), (3,)]), elements=NUMBERS, contiguous=True))
@example(w=torch.tensor([[1.0], [2.0]]))
@example(w=torch.tensor([[-3.0]]))
def test_values(student, w):
    expect.close(student.l2_penalty(w), penalty(w))


@weight(1)
@needs("test_values")
@describe("any shape, from no dimension to four, in any memory layout", "任意形状（零维到四维），任意内存布局")
@given(w=tensors(min_dims=0, max_dims=4, max_side=3, elements=NUMBERS))
@example(w=torch.tensor(-1.5))
@example(w=arranged(torch.arange(6.0).reshape(2, 3) - 2, "transposed"))
@example(w=arranged(torch.arange(24.0).reshape(2, 3, 4) - 7, "strided"))
def test_any_shape(student, w):
    expect.close(student.l2_penalty(w), penalty(w), shape_hint=SHAPE)


@weight(1)
@needs("test_values")
@describe("float64 stays float64, and is computed in it", "float64 的结果仍为 float64，并以该精度计算")
@settings(max_examples=8)
@given(w=tensors(dtype=torch.float64, max_dims=2, elements=st.floats(-8, 8, allow_subnormal=False)))
@example(w=torch.tensor([[1 / 3], [math.pi]], dtype=torch.float64))
def test_float64(student, w):
    expect.close(student.l2_penalty(w), penalty(w), rtol=1e-12)


@weight(3)
@needs("test_values")
@describe("the gradient is w, times what flows back", "梯度等于 w 乘以回传的梯度")
@given(w=tensors(min_dims=0, max_dims=3, dtype=FLOATS, elements=NUMBERS), upstream=st.integers(-8, 8))
@example(w=torch.zeros(3, 1), upstream=1)
@example(w=torch.tensor([[2.0], [-1.0]]), upstream=1)
def test_gradient(student, w, upstream):
    up = torch.tensor(upstream / 4, dtype=w.dtype)
    _, (grad,) = probes.gradient(student, "l2_penalty", w, upstream=up)
    expect.close(grad, up * w, asked=Text("the gradient of l2_penalty(w), with {} flowing back", "l2_penalty(w) 的梯度，回传梯度为 {}")
                 .format(upstream / 4))


@weight(1)
@needs("test_values")
@describe("a weight of many entries, large and small ones", "元素很多的权重，数值有大有小")
@settings(max_examples=6)
@given(size=st.sampled_from([11, 101, 784, 1025, 5000]), scale=st.sampled_from([1e-4, 1.0, 1e3]), seed=st.integers(0, 99))
@example(size=5000, scale=1.0, seed=0)
@example(size=200, scale=1000.0, seed=1)
@example(size=1, scale=1e4, seed=2)
@example(size=7, scale=1e-3, seed=3)
def test_sizes_and_scales(student, size, scale, seed):
    w = torch.randn(size, 1, generator=torch.Generator().manual_seed(seed)) * scale
    expect.close(student.l2_penalty(w), penalty(w), rtol=1e-3, atol=0)


@weight(1)
@needs("test_values")
@describe("the argument w is not changed, and a later call leaves earlier results alone", "w 不被修改，之后的调用也不影响之前的结果")
@settings(max_examples=6)
@given(w=tensors(dtype=FLOATS, elements=NUMBERS))
@example(w=torch.tensor([[1.0], [-2.0]]))
def test_leaves_w_alone(student, w):
    _, (after,) = student.after("l2_penalty", w)
    expect.unchanged(after, w, "w")
    expect.close(probes.kept(student, "l2_penalty", [w], [w + 1]), penalty(w), asked=probes.EARLIER)


def fingerprint(student):
    """What kind of number is it, by how it grows: when w doubles, is repeated, changes sign; and has it a gradient?"""
    w = torch.tensor([[1.0], [-2.0], [4.0]])
    out = student.l2_penalty(w)
    if not isinstance(out, torch.Tensor):
        return {"type": type(out).__name__, "value": round(out, 3) if isinstance(out, float) else None}
    if out.shape != ():
        squares = any(out.shape == w.shape and torch.allclose(out, w**2 * factor) for factor in (0.5, 1.0))
        return {"shape": "entries" if squares else "other"}
    again = student.after("l2_penalty", w)[1][0]
    value = float(out)
    doubled, repeated, flipped = (float(student.l2_penalty(v)) for v in (2 * w, torch.cat([w, w]), -w))
    try:
        probes.gradient(student, "l2_penalty", w)
        graph = True
    except AssertionError:
        graph = False
    growth = {2.0: "linear", 4.0: "square"}.get(round(doubled / value, 3), "other") if value else "none"
    grouped = {1.0: "mean", 2.0: "sum", 1.414: "root"}.get(round(repeated / value, 3), "other") if value else "none"
    factor = {0.5: "half", 1.0: "one", -0.5: "minus half"}.get(round(value / 21, 3), "other")
    if (growth, grouped) != ("square", "sum"):  # the mean of the squares, or the largest of them?
        factor = "" if growth != "square" or round(abs(value) / 7, 3) in (0.5, 1.0) else "other"
    return {"growth": growth, "grouped": grouped, "factor": factor,
            "even": math.isclose(value, flipped, rel_tol=1e-4), "graph": graph, "untouched": bool(torch.equal(again, w))}
