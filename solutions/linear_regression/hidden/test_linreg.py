"""Hidden tests of ``linreg``: values, gradients, shapes, dtypes."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import FLOATS, Text, describe, expect, needs, probes, relations, tensors, weight

SIDES = st.integers(1, 4)
COLUMN = Text("one row an example, one column: shape (n, 1)", "每个样本一行，共一列：形状 (n, 1)")


@st.composite
def problems(draw, dtype=torch.float32, bias="any", layout=None):
    """X (n, d), w (d, 1), and b: a float or a tensor of shape (1,)."""
    n, d = draw(SIDES), draw(SIDES)
    X = draw(tensors(shape=(n, d), dtype=dtype, contiguous=layout))
    w = draw(tensors(shape=(d, 1), dtype=X.dtype, contiguous=layout))
    b = draw(tensors(shape=(1,), dtype=X.dtype, contiguous=True))
    return X, w, b if bias == "tensor" or draw(st.booleans()) else float(b)


def line(X, w, b):
    return (X.double() @ w.double() + torch.as_tensor(b, dtype=torch.float64)).to(X.dtype)


RELATIONS = [relations.formulas({
    "X @ w + X.shape[1] * b": lambda X, w, b: X @ w + X.shape[1] * b,
    "X @ w + 2 * b": lambda X, w, b: X @ w + 2 * b,
    "(X + b) @ w": lambda X, w, b: (X + b) @ w,
    "(X @ w) * b": lambda X, w, b: (X @ w) * b,
    "X @ (w + b)": lambda X, w, b: X @ (w + b),
    "sigmoid(X @ w + b)": lambda X, w, b: torch.sigmoid(X @ w + b),
    "relu(X @ w + b)": lambda X, w, b: torch.relu(X @ w + b),
    "(X @ w + b) ** 2": lambda X, w, b: (X @ w + b) ** 2,
    "2 * X @ w + b": lambda X, w, b: 2 * X @ w + b,
    "X @ w / X.shape[1] + b": lambda X, w, b: X @ w / X.shape[1] + b,
    "X.sum(1) + b": lambda X, w, b: X.sum(1, keepdim=True) + b,
    "X.sum(1) * w.sum() + b": lambda X, w, b: X.sum(1, keepdim=True) * w.sum() + b,
})]

_X, _W = torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.tensor([[2.0], [-1.0]])


@weight(3)
@describe("Xw + b as a column, for b a number or a (1,) tensor", "Xw + b，结果为一列；b 可以是数或 (1,) 的张量")
@given(problem=problems(layout=True))
@example(problem=(_X, _W, torch.tensor([0.5])))
@example(problem=(_X, _W, -2.0))
@example(problem=(torch.tensor([[3.0]]), torch.tensor([[2.0]]), torch.tensor([1.0])))
@example(problem=(torch.ones(3, 1), torch.tensor([[-2.0]]), 1))
def test_values(student, problem):
    expect.close(student.linreg(*problem), line(*problem), shape_hint=COLUMN)


@weight(1)
@needs("test_values")
@describe("other tensors: float64, any memory layout, many examples and inputs", "float64、任意内存布局、样本和输入很多")
@settings(max_examples=12)
@given(problem=problems(dtype=FLOATS))
@example(problem=(_X.double() / 3, _W.double() / 7, torch.tensor([0.1], dtype=torch.float64)))
@example(problem=(_X.double() / 3, _W.double() / 7, 0.125))
@example(problem=(torch.arange(2400.0).reshape(1200, 2) / 1000, _W, 1.0))
@example(problem=(torch.arange(2400.0).reshape(2, 1200) / 1000, torch.ones(1200, 1) / 4, torch.tensor([1.0])))
def test_other_tensors(student, problem):
    exact = 1e-11 if problem[0].dtype == torch.float64 else None
    expect.close(student.linreg(*problem), line(*problem), rtol=exact, atol=exact)


@weight(2)
@needs("test_values")
@describe("gradients flow to X, w and b", "梯度回传到 X、w 和 b")
@settings(max_examples=12)
@given(problem=problems(dtype=FLOATS, bias="tensor"), data=st.lists(st.integers(-8, 8), min_size=4, max_size=4))
@example(problem=(_X, _W, torch.tensor([0.5])), data=[1, 1, 1, 1])
@example(problem=(_X, _W, torch.tensor([0.5])), data=[1, -2, 0, 3])
def test_gradients(student, problem, data):
    X, w, b = problem
    up = (torch.tensor(data)[:len(X)] / 4).reshape(-1, 1).to(X.dtype)
    _, grads = probes.gradient(student, "linreg", X, w, b, upstream=up, wrt=(0, 1, 2))
    for got, want, name in zip(grads, (up @ w.T, X.T @ up, up.sum(0)), ("X", "w", "b"), strict=True):
        expect.close(got, want, asked=Text("the gradient by {}", "对 {} 的梯度").format(name))


@weight(1)
@needs("test_values")
@describe("the arguments are not changed, and a later call leaves earlier results alone", "参数不被修改，之后的调用也不影响之前的结果")
@settings(max_examples=4)
@given(problem=problems())
@example(problem=(_X, _W, torch.tensor([0.5])))
def test_leaves_its_arguments_alone(student, problem):
    _, after = student.after("linreg", *problem)
    for got, want, name in zip(after, problem, ("X", "w", "b"), strict=True):
        expect.unchanged(got, want, name)
    X, w, b = problem
    expect.close(probes.kept(student, "linreg", problem, (X + 1, w + 1, b)), line(X, w, b), asked=probes.EARLIER)


def fingerprint(student):
    """Shape of the result on a square X (where a wrong product goes through, too), and whether b counts."""
    X, w = torch.tensor([[1.0, 2.0], [4.0, 8.0]]), torch.tensor([[3.0], [5.0]])
    out, zero = (student.linreg(X, w, torch.tensor([b])) for b in (100.0, 0.0))
    if not isinstance(out, torch.Tensor) or not isinstance(zero, torch.Tensor):
        return {"type": type(out).__name__}
    shift = (out - zero).detach().flatten()
    return {"bias": {100.0: "added", 0.0: "none", -100.0: "subtracted"}.get(float(shift[0]) if bool((shift == shift[0]).all()) else None, "odd"),
            "product": [round(value, 2) for value in zero.detach().flatten().tolist()], "shape": list(out.shape),
            "graph": _connected(student, X, w)}


def _connected(student, X, w):
    try:
        probes.gradient(student, "linreg", X, w, 0.0, wrt=(0, 1))
    except expect.Mismatch:
        return False
    return True
