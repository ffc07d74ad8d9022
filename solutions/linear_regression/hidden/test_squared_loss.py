"""Hidden tests of ``squared_loss``: values, the shapes of y, gradient, dtypes."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import FLOATS, Text, describe, expect, needs, probes, relations, tensors, weight

SHAPE = Text("the result has the shape of y_hat: print (y_hat - y).shape for shapes (3, 1) and (3,)",
             "结果的形状与 y_hat 相同：请打印形状为 (3, 1) 和 (3,) 时 (y_hat - y).shape 是什么")
NUMBERS = st.integers(-16, 16).map(lambda n: n / 4) | st.floats(-8, 8, width=32, allow_subnormal=False)


@st.composite
def pairs(draw, dtype=torch.float32, mixed=True, layout=None, most=5):
    """y_hat and y with the same number of entries; with ``mixed``, y in any of the shapes that labels come in."""
    n = draw(st.integers(1, most))
    shape = draw(st.sampled_from([(n, 1), (n,)] + ([(n, 2), (2, n, 2)] if mixed else [])))
    y_hat = draw(tensors(shape=shape, dtype=dtype, elements=NUMBERS, contiguous=layout))
    other = [shape]
    if mixed:
        other = {(n, 1): [(n,), (n, 1)], (n,): [(n, 1), (n,)]}.get(shape, [shape, (y_hat.numel(),)])
    return y_hat, draw(tensors(shape=draw(st.sampled_from(other)), dtype=y_hat.dtype, elements=NUMBERS, contiguous=layout))


def halves(y_hat, y):
    return ((y_hat.double() - y.double().reshape(y_hat.shape)) ** 2 / 2).to(y_hat.dtype)


def _of_gap(formula):
    return lambda y_hat, y: formula(y_hat - y.reshape(y_hat.shape), y_hat, y.reshape(y_hat.shape))


RELATIONS = [relations.formulas({text: _of_gap(formula) for text, formula in {
    "y_hat - y": lambda gap, a, b: gap,
    "y - y_hat": lambda gap, a, b: -gap,
    "(y_hat - y) / 2": lambda gap, a, b: gap / 2,
    "|y_hat - y|": lambda gap, a, b: gap.abs(),
    "|y_hat - y| / 2": lambda gap, a, b: gap.abs() / 2,
    "(y_hat ** 2 - y ** 2) / 2": lambda gap, a, b: (a**2 - b**2) / 2,
    "y_hat ** 2 - y ** 2": lambda gap, a, b: a**2 - b**2,
    "(y_hat + y) ** 2 / 2": lambda gap, a, b: (a + b) ** 2 / 2,
    "((y_hat - y) / 2) ** 2": lambda gap, a, b: (gap / 2) ** 2,
    "y_hat - y ** 2 / 2": lambda gap, a, b: a - b**2 / 2,
    "(y_hat - y) ** 2 // 2": lambda gap, a, b: gap**2 // 2,
    "(y_hat - y) ** 3 / 2": lambda gap, a, b: gap**3 / 2,
    "smooth_l1_loss(y_hat, y)": lambda gap, a, b: torch.where(gap.abs() < 1, gap**2 / 2, gap.abs() - 0.5),
}.items()})]

_A, _B = torch.tensor([[1.0], [2.0], [4.0]]), torch.tensor([[3.0], [2.0], [-1.0]])


@weight(3)
@describe("half the squared difference, entry by entry, when both have one shape", "形状相同时，逐元素计算差的平方的一半")
@settings(max_examples=15)
@given(pair=pairs(mixed=False, layout=True))
@example(pair=(_A, _B))
@example(pair=(torch.tensor([[2.0]]), torch.tensor([[-1.0]])))
@example(pair=(_A.reshape(-1), _B.reshape(-1)))
def test_values(student, pair):
    expect.close(student.squared_loss(*pair), halves(*pair))


@weight(4)
@needs("test_values")
@describe("labels may have another shape than y_hat; the result has y_hat's", "y 的形状可以与 y_hat 不同；结果的形状与 y_hat 相同")
@given(pair=pairs())
@example(pair=(_A, _B.reshape(-1)))
@example(pair=(_A.reshape(-1), _B))
@example(pair=(torch.tensor([[2.0]]), torch.tensor([-1.0])))
@example(pair=(torch.tensor([2.0]), torch.tensor([[-1.0]])))
def test_shapes(student, pair):
    expect.close(student.squared_loss(*pair), halves(*pair), shape_hint=SHAPE)


@weight(1)
@needs("test_values")
@describe("other tensors: float64, any memory layout, many examples", "float64、任意内存布局、样本很多")
@settings(max_examples=10)
@given(pair=pairs(dtype=FLOATS, mixed=False))
@example(pair=(_A.double() / 3, _B.double() / 7))
@example(pair=(torch.arange(3000.0).reshape(-1, 1) / 100, torch.ones(3000, 1)))
@example(pair=(_A * 1e4, _B))
def test_other_tensors(student, pair):
    exact = 1e-11 if pair[0].dtype == torch.float64 else None
    expect.close(student.squared_loss(*pair), halves(*pair), rtol=exact, atol=exact)


@weight(2)
@needs("test_values")
@describe("gradients flow to y_hat and to y, of another shape and where they agree, too", "梯度回传到 y_hat 和 y，形状不同或两者相等时也一样")
@settings(max_examples=15)
@given(pair=pairs(dtype=FLOATS), data=st.lists(st.integers(-8, 8), min_size=20, max_size=20))
@example(pair=(_A, _B), data=[1] * 20)
@example(pair=(_A, _A.reshape(-1)), data=[1] * 20)
@example(pair=(_A, _B), data=[1, -2, 3, 0, 0] * 4)
@example(pair=(_A.reshape(-1), _B), data=[4, -2, 3, 1, 0] * 4)
def test_gradients(student, pair, data):
    y_hat, y = pair
    up = (torch.tensor(data)[:y_hat.numel()] / 4).reshape(y_hat.shape).to(y_hat.dtype)
    _, grads = probes.gradient(student, "squared_loss", y_hat, y, upstream=up, wrt=(0, 1))
    want = up * (y_hat - y.reshape(y_hat.shape))
    expect.close(grads[0], want, asked=Text("the gradient by y_hat", "对 y_hat 的梯度"))
    expect.close(grads[1], -want.reshape(y.shape), asked=Text("the gradient by y", "对 y 的梯度"))


@weight(1)
@needs("test_values")
@describe("the arguments are not changed, and a later call leaves earlier results alone", "参数不被修改，之后的调用也不影响之前的结果")
@settings(max_examples=4)
@given(pair=pairs(mixed=False))
@example(pair=(_A, _B))
def test_leaves_its_arguments_alone(student, pair):
    y_hat, y = pair
    _, after = student.after("squared_loss", y_hat, y)
    expect.unchanged(after[0], y_hat, "y_hat")
    expect.unchanged(after[1], y, "y")
    expect.close(probes.kept(student, "squared_loss", pair, (y_hat + 1, y - 1)), halves(y_hat, y), asked=probes.EARLIER)


def fingerprint(student):
    """What is done with the squares: kept, added up or averaged, by which factor; and with labels of shape (n,)."""
    out, mixed = student.squared_loss(_A, _B), student.squared_loss(_A, _B.reshape(-1))
    if not isinstance(out, torch.Tensor) or not isinstance(mixed, torch.Tensor):
        return {"type": type(out).__name__}
    (_, after) = student.after("squared_loss", _A, _B)
    out, mixed = out.detach().double(), mixed.detach().double()
    squares = (_A - _B).double() ** 2
    groups = {"entries": squares, "sum": squares.sum(), "mean": squares.mean()}
    kind = next((name if name == "sum" else f"{name} times {factor:g}" for name, value in groups.items() for factor in (0.5, 1.0, 2.0)
                 if value.numel() == out.numel() and torch.allclose(out.reshape(value.shape), factor * value, rtol=1e-5)), "other")
    if kind == "other" and out.numel() == 3:
        kind = "absolute" if torch.allclose(out.reshape(3, 1), (_A - _B).abs().double()) else "other"
    return {"kind": kind, "flat labels": {(3, 1): "kept", (3, 3): "matrix", (): "number", (3,): "flat"}.get(tuple(mixed.shape), "other"),
            "untouched": torch.equal(after[0], _A), "graph": _connected(student)}


def _connected(student):
    try:
        probes.gradient(student, "squared_loss", _A, _B)
    except expect.Mismatch:
        return False
    return True
