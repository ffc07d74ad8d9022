"""Hidden tests of ``cross_entropy_grad``: against autograd's, for ordinary and for extreme logits."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import FLOATS, Text, describe, expect, needs, probes, relations, tensors, weight
from autograder.testing.strategies import arranged


@st.composite
def problems(draw, dtype=torch.float32, contiguous=True, elements="any"):
    """Logits (n, q) and a label for each row."""
    n, q = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    logits = draw(tensors(shape=(n, q), dtype=dtype, contiguous=contiguous, elements=elements))
    y = torch.tensor(draw(st.lists(st.integers(0, q - 1), min_size=n, max_size=n)))
    return logits, y if contiguous else arranged(y, "strided")


def right(logits, y):
    """The gradient, by autograd, in float64."""
    leaf = logits.detach().double().requires_grad_()
    return torch.autograd.grad(torch.nn.functional.cross_entropy(leaf, y), leaf)[0].to(logits.dtype)


def _of(formula):
    """A formula of the logits, their softmax, the one-hot labels and n."""
    def value(logits, y):
        X = logits.double()
        return formula(X, X.softmax(1), torch.nn.functional.one_hot(y, X.shape[1]).double(), len(X))
    return value


RELATIONS = [relations.formulas({text: _of(formula) for text, formula in {
    "(softmax over the examples - one_hot) / n": lambda X, P, Y, n: (X.softmax(0) - Y) / n,
    "(softmax - one_hot) / n ** 2": lambda X, P, Y, n: (P - Y) / n**2,
    "(softmax - one_hot of the largest logit) / n": lambda X, P, Y, n: (P - (X == X.amax(1, keepdim=True)).to(P.dtype)) / n,
    "(softmax + one_hot) / n": lambda X, P, Y, n: (P + Y) / n,
    "softmax - one_hot / n": lambda X, P, Y, n: P - Y / n,
    "softmax / n - one_hot": lambda X, P, Y, n: P / n - Y,
    "(softmax - 1) / n": lambda X, P, Y, n: (P - 1) / n,
    "(log_softmax - one_hot) / n": lambda X, P, Y, n: (P.log() - Y) / n,
    "(logits - one_hot) / n": lambda X, P, Y, n: (X - Y) / n,
    "(exp(logits) - one_hot) / n": lambda X, P, Y, n: (X.exp() - Y) / n,
    "(sigmoid(logits) - one_hot) / n": lambda X, P, Y, n: (X.sigmoid() - Y) / n,
    "(softmax - one_hot) * one_hot / n": lambda X, P, Y, n: (P - Y) * Y / n,
    "(softmax - one_hot) * softmax * (1 - softmax) / n": lambda X, P, Y, n: (P - Y) * P * (1 - P) / n,
    "softmax * (1 - softmax) / n": lambda X, P, Y, n: P * (1 - P) / n,
    "-one_hot / n": lambda X, P, Y, n: -Y / n,
    "(softmax - one_hot of y - 1) / n": lambda X, P, Y, n: (P - Y.roll(-1, 1)) / n,
    "(softmax - y) / n": lambda X, P, Y, n: (P - Y.argmax(1, keepdim=True)) / n,
}.items()})]

_X, _Y = torch.tensor([[1.0, 2.0, 0.5], [-1.0, 0.0, 3.0]]), torch.tensor([0, 2])


@weight(3)
@given(problem=problems())
@settings(max_examples=18)
@example(problem=(_X, _Y))
@example(problem=(torch.tensor([[0.0, 0.0]]), torch.tensor([1])))
@example(problem=(torch.tensor([[0.0, 1.0], [2.0, 0.0], [3.0, 1.0]]), torch.tensor([0, 0, 1])))
@describe("softmax minus one-hot, over n, for any number of examples and classes", "任意样本数和类别数：（softmax 减 one-hot）除以 n")
def test_values(student, problem):
    expect.close(student.cross_entropy_grad(*problem), right(*problem), atol=1e-5)


@weight(2)
@needs("test_values")
@given(problem=problems(elements="wide"), shift=st.sampled_from([0.0, 1e4, -1e4]))
@settings(max_examples=15)
@example(problem=(torch.tensor([[1000.0, 0.0]]), torch.tensor([1])), shift=0.0)
@example(problem=(torch.tensor([[-1000.0, 0.0]]), torch.tensor([0])), shift=0.0)
@example(problem=(_X, _Y), shift=-1e4)
@example(problem=(torch.tensor([[1e4, 0.0], [-1e4, -1e4]]), torch.tensor([1, 0])), shift=0.0)
@describe("finite and right for logits up to ±10000", "logits 达到 ±10000 时仍然有限且正确")
def test_extreme_logits(student, problem, shift):
    logits, y = (problem[0] + shift).clamp(-1e4, 1e4), problem[1]
    expect.close(student.cross_entropy_grad(logits, y), right(logits, y), rtol=2e-3, atol=2e-3,
                 hint=Text("take the largest logit of each row away before exp", "在 exp 之前，从每一行中减去该行最大的 logit"))


@weight(1)
@needs("test_values")
@given(problem=problems(dtype=FLOATS, contiguous=None))
@settings(max_examples=8)
@example(problem=(_X.double() / 3, _Y))
@example(problem=(torch.sin(torch.arange(3600.0)).reshape(1200, 3), torch.arange(1200) % 3))
@example(problem=(torch.sin(torch.arange(3000.0)).reshape(2, 1500), torch.tensor([1499, 0])))
@describe("float64 in full precision, any memory layout, many examples and classes", "float64 的完整精度、任意内存布局、样本和类别很多")
def test_other_tensors(student, problem):
    exact = {"rtol": 1e-10, "atol": 1e-12} if problem[0].dtype == torch.float64 else {"rtol": 1e-4, "atol": 1e-6}
    expect.close(student.cross_entropy_grad(*problem), right(*problem), **exact)


@weight(1.5)
@needs("test_values")
@given(problem=problems())
@settings(max_examples=5)
@example(problem=(_X, _Y))
@describe("logits and labels are the same after the call, and a later call leaves earlier results alone",
          "调用之后 logits 和标签保持不变，之后的调用也不影响之前的结果")
def test_untouched(student, problem):
    _, after = student.after("cross_entropy_grad", *problem)
    for got, want, name in zip(after, problem, ("logits", "y"), strict=True):
        expect.unchanged(got, want, name)
    logits, y = problem
    got = probes.kept(student, "cross_entropy_grad", problem, (logits.flip(1) - 1, y))
    expect.close(got, right(*problem), atol=1e-5, asked=probes.EARLIER)


def fingerprint(student):
    """What comes back for ordinary logits, for large ones, and what becomes of the argument."""
    def kind(X, y):
        out = student.cross_entropy_grad(X, y)
        if not isinstance(out, torch.Tensor):
            return type(out).__name__
        out, want, n = out.double(), right(X, y).double(), len(y)
        softmax = torch.softmax(X.double(), 1)
        columns = softmax.clone()
        columns[:, y] -= 1
        known = {"right": want, "not divided": want * n, "minus": -want, "minus, not divided": -want * n, "softmax": softmax / n,
                 "softmax, not divided": softmax, "columns": columns / n, "columns, not divided": columns,
                 "over classes": want * n / X.shape[1], "over all": want / X.shape[1],
                 "by column": want + (torch.softmax(X.double(), 0) - softmax) / n, "by probability": (want - softmax / n) / softmax}
        found = next((name for name, value in known.items() if value.shape == out.shape and torch.allclose(out, value, atol=1e-4)), None)
        if found:
            return found
        return "nan" if bool(out.isnan().any()) else "infinite" if bool(out.isinf().any()) else "other"

    X, y = torch.tensor([[1.0, 2.0, 4.0], [-1.0, 0.0, 3.0], [0.0, 0.5, 1.0], [2.0, 0.0, 0.0]]), torch.tensor([0, 2, 1, 1])
    _, (after, _) = student.after("cross_entropy_grad", X, y)
    levels = X + torch.tensor([[0.0], [1000.0], [0.0], [0.0]])
    return {"ordinary": kind(X, y), "large": kind(X + 1000, y), "levels": kind(levels, y), "touched": not torch.equal(after, X)}
