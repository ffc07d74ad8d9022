"""Hidden tests of ``tanh``: values, gradient, extreme inputs, float64, untouched input."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, probes, tensors, weight

NAME = "tanh"
EXTREME = [10.0, 20.0, 50.0, 87.0, 88.75, 104.0, 300.0, 700.0, 710.0, 746.0, 1000.0, 1e4]
ORDINARY = st.sampled_from([n / 4 for n in range(-32, 33)])
FAR = st.sampled_from([sign * x for x in EXTREME for sign in (1, -1)] + [0.0, 1.0, -0.5])


@probe
def mend_sigmoid(student):
    """A right sigmoid, for those who build on their own."""
    import torch

    student.globals["sigmoid"] = lambda X: torch.exp(-torch.logaddexp(-X, torch.zeros_like(X)))


REPAIRS = {"sigmoid": mend_sigmoid}


def right(X):
    """The value, in float64 and without overflow."""
    X = X.detach().double()
    small = torch.exp(-2 * X.abs())
    return torch.sign(X) * (1 - small) / (1 + small)


def slope(X):
    """The derivative."""
    small = torch.exp(-2 * X.double().abs())
    return 4 * small / (1 + small) ** 2


def compare(student, X, **tolerances):
    expect.close(student.call(NAME, X), right(X).to(X.dtype), **tolerances)


def compare_slope(student, X, **tolerances):
    upstream = (torch.cos(torch.arange(X.numel()) * 1.7) * 2 + 0.1).to(X.dtype).reshape(X.shape)
    out, (got,) = probes.gradient(student, NAME, X, upstream=upstream)
    expect.close(out, right(X).to(X.dtype), **tolerances)
    expect.close(got, (upstream.double() * slope(X)).to(X.dtype), asked=Text("the gradient of {}(X)", "{}(X) 的梯度").format(NAME), **tolerances)


@weight(3)
@given(X=tensors(min_dims=1, max_dims=4, elements=ORDINARY))
@settings(max_examples=14)
@example(X=torch.tensor([-1.0, 0.0, 2.0]))
@describe("the value for ordinary numbers, in any shape and layout", "普通数值的函数值，任意形状与内存布局")
def test_values(student, X):
    compare(student, X)


@weight(2.5)
@needs("test_values")
@given(X=tensors(min_dims=1, max_dims=3, elements=FAR))
@settings(max_examples=10)
@example(X=torch.tensor([-1e4, 1e4]))
@describe("very large and very small inputs give finite, right values", "非常大和非常小的输入给出有限且正确的值")
def test_extreme_values(student, X):
    compare(student, X)


@weight(2.5)
@needs("test_values")
@given(X=tensors(min_dims=1, max_dims=3, elements=ORDINARY))
@settings(max_examples=10)
@example(X=torch.tensor([-1.0, 0.0, 2.0]))
@describe("the gradient for ordinary numbers, at 0 too", "普通数值处的梯度，包括 0 处")
def test_gradient(student, X):
    compare_slope(student, X, atol=5e-6)


@weight(2.5)
@needs("test_gradient")
@given(X=tensors(min_dims=1, max_dims=2, elements=FAR))
@settings(max_examples=10)
@example(X=torch.tensor([-1e4, 1e4]))
@describe("the gradient is finite and right for very large and very small inputs", "非常大和非常小的输入处，梯度有限且正确")
def test_extreme_gradient(student, X):
    compare_slope(student, X, atol=5e-6)


@weight(1.5)
@needs("test_values")
@given(X=tensors(min_dims=1, max_dims=2, elements=ORDINARY, dtype=torch.float64))
@settings(max_examples=8)
@example(X=torch.tensor([-1e4, -710.0, 0.3, 710.0, 1e4], dtype=torch.float64))
@describe("float64 stays float64, to its full precision, the gradient too", "float64 保持为 float64，并达到其精度，梯度也是")
def test_float64(student, X):
    compare(student, X, rtol=1e-10, atol=1e-8)
    compare(student, X / 7, rtol=1e-9, atol=1e-9 if bool((X.abs() < 100).all()) else 1e-8)


@weight(1)
@needs("test_gradient")
@given(X=tensors(min_dims=1, max_dims=2, elements=ORDINARY | FAR, dtype=torch.float64))
@settings(max_examples=8)
@describe("the gradient in float64", "float64 下的梯度")
def test_float64_gradient(student, X):
    compare_slope(student, X, rtol=1e-8, atol=1e-8)


@weight(0.5)
@needs("test_values")
@describe("a whole layer at once", "一次处理整层的数据")
def test_large(student):
    numbers = torch.cos(torch.arange(3600) * 2.399) * 12
    for X in (numbers.reshape(60, 60), numbers[:1500], numbers.reshape(3, 4, 15, 20)):
        compare(student, X)
        compare_slope(student, X, atol=5e-6)


@weight(1)
@needs("test_values")
@given(X=tensors(elements=ORDINARY | FAR, dtype=[torch.float32, torch.float64]))
@settings(max_examples=6)
@describe("X is the same after the call, and a later call leaves earlier results alone", "调用之后 X 保持不变，之后的调用也不影响之前的结果")
def test_untouched(student, X):
    _, (after,) = student.after(NAME, X)
    expect.equal(after, X, asked=Text("X after {}(X)", "调用 {}(X) 之后的 X").format(NAME))
    expect.close(probes.kept(student, NAME, [X], [1 - X]), right(X).to(X.dtype), asked=probes.EARLIER)
