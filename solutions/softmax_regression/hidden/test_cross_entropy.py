"""Hidden tests of ``cross_entropy``: values, gradient, probabilities that are zero elsewhere."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import FLOATS, Text, describe, expect, needs, probes, relations, weight
from autograder.testing.strategies import arranged

ONE_EACH = Text("one number for each example: shape (n,)", "每个样本一个数：形状 (n,)")


ZERO = Text("the logarithm of a probability 0 has no finite slope: take the right class first, and the logarithm afterwards",
            "概率 0 的对数没有有限的斜率：请先取出正确类别的概率，再取对数")


@st.composite
def problems(draw, dtype=torch.float32, layout="contiguous"):
    """Rows of positive probabilities that add up to 1, and a label for each."""
    n, q = draw(st.integers(1, 5)), draw(st.integers(2, 5))
    parts = torch.tensor(draw(st.lists(st.integers(1, 40), min_size=n * q, max_size=n * q)), dtype=torch.float64).reshape(n, q)
    kind = draw(st.sampled_from(dtype)) if isinstance(dtype, tuple) else dtype
    arrangement = draw(st.sampled_from(["contiguous", "transposed", "strided"])) if layout is None else layout
    y = torch.tensor(draw(st.lists(st.integers(0, q - 1), min_size=n, max_size=n)))
    return arranged((parts / parts.sum(1, keepdim=True)).to(kind), arrangement), arranged(y, "strided" if layout is None else "contiguous")


def losses(y_hat, y):
    return -y_hat.double()[torch.arange(len(y)), y].log().to(torch.float64)


def _check(student, y_hat, y, rtol=None):
    expect.close(student.cross_entropy(y_hat, y), losses(y_hat, y).to(y_hat.dtype), rtol=rtol, shape_hint=ONE_EACH)


def _of_own(formula):
    return lambda y_hat, y: formula(y_hat.double()[torch.arange(len(y)), y], y_hat.double())


def _kept_off(p, eps, value):
    """A value that a small number has changed: where it is too small to be seen, nothing."""
    return [value] if float(p.min()) < eps else []


RELATIONS = [relations.formulas({text: _of_own(formula) for text, formula in {
    "1 - y_hat[i, y_i]": lambda p, P: 1 - p,
    "log(y_hat[i, y_i])": lambda p, P: p.log(),
    "-y_hat[i, y_i]": lambda p, P: -p,
    "y_hat[i, y_i]": lambda p, P: p,
    "1 / y_hat[i, y_i]": lambda p, P: 1 / p,
    "-log2(y_hat[i, y_i])": lambda p, P: -p.log2(),
    "-y_hat[i, y_i] * log(y_hat[i, y_i])": lambda p, P: -p * p.log(),
    "-log(1 - y_hat[i, y_i])": lambda p, P: -(1 - p).log(),
    "-(one_hot * log(y_hat) + (1 - one_hot) * log(1 - y_hat)).sum(1)": lambda p, P: (1 - p).log() - p.log() - (1 - P).log().sum(1),
    "((y_hat - one_hot) ** 2).sum(1)": lambda p, P: (P * P).sum(1) - 2 * p + 1,
    "((y_hat - one_hot) ** 2).mean(1)": lambda p, P: ((P * P).sum(1) - 2 * p + 1) / P.shape[1],
    "(1 - y_hat[i, y_i]) ** 2": lambda p, P: (1 - p) ** 2,
    "-log1p(y_hat[i, y_i])": lambda p, P: -p.log1p(),
    "-log(softmax(y_hat)[i, y_i])": lambda p, P: P.exp().sum(1).log() - p,
    "-(y_hat * log(y_hat)).sum(1)": lambda p, P: -(P * P.log()).sum(1),
    "-log(y_hat).sum(1)": lambda p, P: -P.log().sum(1),
    "-log(y_hat).mean(1)": lambda p, P: -P.log().mean(1),
    **{f"-log(y_hat[i, y_i] + 1e-{k})": lambda p, P, k=k: _kept_off(p, 10 ** (3 - k), -(p + 0.1**k).log()) for k in range(1, 5)},
    **{f"-log(clamp(y_hat, min=1e-{k})[i, y_i])": lambda p, P, k=k: _kept_off(p, 0.1**k, -p.clamp(min=0.1**k).log()) for k in range(1, 6)},
}.items()} | {"-log(y_hat[i, y_i - 1])": lambda y_hat, y: losses(y_hat, y - 1)})]

_P, _Y = torch.tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]]), torch.tensor([0, 2])


@weight(3)
@describe("minus the logarithm of the probability of the right class, for each example", "对每个样本，取正确类别概率的负对数")
@given(problem=problems())
@example(problem=(_P, _Y))
@example(problem=(torch.tensor([[0.25, 0.75]]), torch.tensor([1])))
@example(problem=(torch.tensor([[0.5, 0.5], [0.25, 0.75], [1.0, 0.0]]), torch.tensor([0, 0, 0])))
def test_values(student, problem):
    _check(student, *problem)


@weight(1)
@needs("test_values")
@describe("other classes may have probability 0, and the right one as little as 0.000001", "其他类别的概率可以是 0，正确类别可以低至 0.000001")
def test_small_probabilities(student):
    _check(student, torch.tensor([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]), torch.tensor([0, 1]))
    _check(student, torch.tensor([[0.999999, 1e-6], [0.5, 0.5], [4e-6, 0.999996]]), torch.tensor([1, 0, 0]))
    _check(student, torch.tensor([[1e-4, 0.0, 0.9999]], dtype=torch.float64), torch.tensor([0]), rtol=1e-6)


@weight(2)
@needs("test_values")
@describe("the gradient: −1/ŷ for the right class, 0 for the others, also where their probability is 0",
          "梯度：正确类别为 −1/ŷ，其他类别为 0，即使其概率为 0")
@settings(max_examples=12)
@given(problem=problems(dtype=FLOATS), data=st.lists(st.integers(-8, 8), min_size=5, max_size=5))
@example(problem=(_P, _Y), data=[1, 1, 1, 1, 1])
@example(problem=(_P, _Y), data=[2, -3, 0, 0, 0])
@example(problem=(torch.tensor([[0.0, 1.0, 0.0], [0.5, 0.5, 0.0], [0.25, 0.0, 0.75]]), torch.tensor([1, 0, 2])), data=[1, 2, 3, 0, 0])
@example(problem=(torch.tensor([[0.999, 0.001], [1e-6, 0.999999]]), torch.tensor([1, 0])), data=[1, 2, 0, 0, 0])
@example(problem=(torch.tensor([[0.001, 0.999], [0.99999, 1e-5]]), torch.tensor([0, 1])), data=[1, 2, 0, 0, 0])
def test_gradient(student, problem, data):
    y_hat, y = problem
    up = torch.tensor(data)[:len(y)].to(y_hat.dtype) / 4
    _, (grad,) = probes.gradient(student, "cross_entropy", y_hat, y, upstream=up)
    want = torch.zeros_like(y_hat)
    want[torch.arange(len(y)), y] = -up / y_hat[torch.arange(len(y)), y]
    expect.close(grad, want, rtol=1e-4, atol=1e-5, asked=Text("the gradient by y_hat", "对 y_hat 的梯度"), hint=ZERO if grad.isnan().any() else None)


@weight(1)
@needs("test_values")
@describe("other tensors: float64, any memory layout, many examples and classes", "float64、任意内存布局、样本和类别很多")
@settings(max_examples=8)
@given(problem=problems(dtype=FLOATS, layout=None))
@example(problem=(_P.double() / _P.double().sum(1, keepdim=True), _Y))
@example(problem=(torch.softmax(torch.sin(torch.arange(3600.0)).reshape(1200, 3), 1), torch.arange(1200) % 3))
@example(problem=(torch.softmax(torch.sin(torch.arange(3000.0)).reshape(2, 1500), 1), torch.tensor([1499, 0])))
def test_other_tensors(student, problem):
    _check(student, *problem, rtol=1e-9 if problem[0].dtype == torch.float64 else None)


@weight(1)
@needs("test_values")
@describe("the arguments are not changed, and a later call leaves earlier results alone", "参数不被修改，之后的调用也不影响之前的结果")
@settings(max_examples=3)
@given(problem=problems())
@example(problem=(_P, _Y))
def test_leaves_its_arguments_alone(student, problem):
    _, after = student.after("cross_entropy", *problem)
    for got, want, name in zip(after, problem, ("y_hat", "y"), strict=True):
        expect.unchanged(got, want, name)
    y_hat, y = problem
    got = probes.kept(student, "cross_entropy", problem, (y_hat.flip(1) / 2, y))
    expect.close(got, losses(y_hat, y).to(y_hat.dtype), asked=probes.EARLIER)


def fingerprint(student):
    """Which entries are picked, and what is done with them."""
    y_hat, y = torch.tensor([[0.1, 0.3, 0.6], [0.35, 0.2, 0.45], [0.15, 0.05, 0.8]]), torch.tensor([0, 2, 1])
    out = student.cross_entropy(y_hat, y)
    if not isinstance(out, torch.Tensor):
        return {"type": type(out).__name__}
    out, picked = out.detach().double(), y_hat.double()[torch.arange(3), y]
    candidates = {
        "right": -picked.log(), "probability": picked, "minus probability": -picked, "one minus": 1 - picked, "plus": picked.log(),
        "log2": -picked.log2(), "mean": -picked.log().mean(), "sum": -picked.log().sum(), "columns": -y_hat.double()[:, y].log(),
        "all classes": -y_hat.double().log(), "all, summed": -y_hat.double().log().sum(1),
        "the largest": -y_hat.double().amax(1).log(), "one-hot rows": -y_hat.double().log() * torch.eye(3, dtype=torch.float64)[y],
        "softmax first": -torch.softmax(y_hat.double(), 1)[torch.arange(3), y].log()}
    told = {"kind": next((name for name, value in candidates.items()
                          if value.shape == out.shape and torch.allclose(out, value, atol=1e-4)), "other")}
    try:
        probes.gradient(student, "cross_entropy", y_hat, y)
        told["graph"] = True
    except expect.Mismatch:
        told["graph"] = False
    return told
