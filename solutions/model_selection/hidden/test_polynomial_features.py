"""Hidden tests of ``polynomial_features``: every column, both shapes of x, dtype, untouched input."""

import math

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probes, relations, tensors, weight

DEGREES = st.integers(1, 20)
SMALLEST = 1e-35  # high powers over high factorials are tiny, and must be right all the same


def features(x, max_degree):
    """Column i holds xⁱ / i!; worked out in float64."""
    flat = x.reshape(-1).double()
    return torch.stack([flat**i / math.factorial(i) for i in range(max_degree)], dim=1).to(x.dtype)


def columns(column):
    """The formula whose column i ``column(x, i)`` gives."""
    return lambda x, max_degree: torch.stack([column(x.reshape(-1).double(), i) for i in range(max_degree)], dim=1)


RELATIONS = [relations.formulas({
    "x * i / i!": columns(lambda x, i: x * i / math.factorial(i)),
    "x ** (i + 1), without a factorial": columns(lambda x, i: x ** (i + 1)),
    "x ** (i + 1) / i!": columns(lambda x, i: x ** (i + 1) / math.factorial(i)),
    "x ** i / (i + 1)!": columns(lambda x, i: x**i / math.factorial(i + 1)),
    "x ** i * i!": columns(lambda x, i: x**i * math.factorial(i)),
    "(x / i!) ** i": columns(lambda x, i: (x / math.factorial(i)) ** i),
    "i ** x / i!": columns(lambda x, i: torch.tensor(i).double() ** x / math.factorial(i)),
    "x ** max_degree / i! in every column": lambda x, n: columns(lambda x, i: x**n / math.factorial(i))(x, n),
    "x ** i / max_degree!": lambda x, n: columns(lambda x, i: x**i / math.factorial(n))(x, n),
})]


@st.composite
def inputs(draw, dtype=torch.float32):
    """x of shape (n,) or (n, 1)."""
    n = draw(st.integers(1, 5))
    return draw(tensors(shape=draw(st.sampled_from([(n,), (n, 1)])), dtype=dtype))


@weight(3)
@given(x=tensors(min_dims=1, max_dims=1), max_degree=DEGREES)
@example(x=torch.tensor([2.0, -1.0, 0.5]), max_degree=20)
@example(x=torch.tensor([3.0]), max_degree=4)
@describe("column i is xⁱ / i! from i = 0 on, max_degree columns, for x of shape (n,)",
          "x 形状为 (n,) 时，第 i 列为 xⁱ / i!，从 i = 0 开始，共 max_degree 列")
def test_values(student, x, max_degree):
    expect.close(student.polynomial_features(x, max_degree), features(x, max_degree), atol=SMALLEST)


@weight(2)
@given(x=st.integers(1, 5).flatmap(lambda n: tensors(shape=(n, 1))), max_degree=DEGREES)
@describe("the same for x of shape (n, 1)", "x 形状为 (n, 1) 时同样成立")
def test_columns(student, x, max_degree):
    expect.close(student.polynomial_features(x, max_degree), features(x, max_degree), atol=SMALLEST)


@weight(1.5)
@needs("test_values", "test_columns")
@given(x=inputs(dtype=torch.float64), max_degree=DEGREES)
@settings(max_examples=12)
@example(x=torch.tensor([1.0, -5.0, 3.5], dtype=torch.float64), max_degree=20)
@describe("float64 stays float64, to a precision that float32 has not", "float64 保持为 float64，并达到 float32 没有的精度")
def test_float64(student, x, max_degree):
    x = x / 3  # what float32 cannot hold
    expect.close(student.polynomial_features(x, max_degree), features(x, max_degree), rtol=1e-10, atol=SMALLEST)


@weight(0.5)
@needs("test_values", "test_columns")
@describe("thousands of examples at once", "一次处理上千个样本")
def test_many(student):
    x = torch.cos(torch.arange(3000) * 0.37) * 3
    for shaped in (x, x.reshape(-1, 1), x.reshape(-1, 2)[:, :1], x[::2]):
        expect.close(student.polynomial_features(shaped, 12), features(shaped, 12), atol=1e-20)


@weight(0.5)
@needs("test_values", "test_columns")
@given(x=inputs(), max_degree=DEGREES)
@settings(max_examples=10)
@describe("x is the same after the call, and a later call leaves earlier results alone", "调用之后 x 保持不变，之后的调用也不影响之前的结果")
def test_untouched(student, x, max_degree):
    _, (after, _) = student.after("polynomial_features", x, max_degree)
    expect.unchanged(after, x, "x")
    got = probes.kept(student, "polynomial_features", (x, max_degree), (x + 1, max_degree))
    expect.close(got, features(x, max_degree), atol=SMALLEST, asked=probes.EARLIER)
