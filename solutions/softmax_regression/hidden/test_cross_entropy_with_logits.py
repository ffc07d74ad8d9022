"""Hidden tests of ``cross_entropy_with_logits``: values, extreme logits, the gradient softmax − one-hot."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import FLOATS, Text, describe, expect, needs, probes, relations, tensors, weight
from autograder.testing.strategies import arranged

ONE_EACH = Text("one number for each example: shape (n,)", "每个样本一个数：形状 (n,)")
EXTREME = 2e-3  # absolute; one float32 step at 1e4 is 1e-3


@st.composite
def problems(draw, dtype=torch.float32, contiguous=True, elements="any"):
    """Logits (n, q) and a label for each row."""
    n, q = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    logits = draw(tensors(shape=(n, q), dtype=dtype, contiguous=contiguous, elements=elements))
    y = torch.tensor(draw(st.lists(st.integers(0, q - 1), min_size=n, max_size=n)))
    return logits, y if contiguous else arranged(y, "strided")


def losses(logits, y):
    X = logits.double()
    return torch.logsumexp(X, dim=1) - X[torch.arange(len(y)), y]


def _picked(formula):
    return lambda logits, y: formula(logits.double(), logits.double()[torch.arange(len(y)), y])


RELATIONS = [relations.formulas({text: _picked(formula) for text, formula in {
    "-log(logits[i, y_i])": lambda X, own: -own.log(),
    "-logits[i, y_i]": lambda X, own: -own,
    "logits[i, y_i]": lambda X, own: own,
    "-log_softmax(logits).mean(1)": lambda X, own: X.logsumexp(1) - X.mean(1),
    "-log_softmax(logits).sum(1)": lambda X, own: X.shape[1] * X.logsumexp(1) - X.sum(1),
    "logsumexp(logits) - max(logits)": lambda X, own: X.logsumexp(1) - X.amax(1),
    "log(sum(logits)) - logits[i, y_i]": lambda X, own: X.sum(1).log() - own,
    "logsumexp(logits)": lambda X, own: X.logsumexp(1),
    "logsumexp(logits) + logits[i, y_i]": lambda X, own: X.logsumexp(1) + own,
    "sum(exp(logits)) - logits[i, y_i]": lambda X, own: X.exp().sum(1) - own,
    "sum(exp(logits - max)) + max - logits[i, y_i]": lambda X, own: (X - X.amax(1, True)).exp().sum(1) + X.amax(1) - own,
    "max(0, 1 + logits - logits[i, y_i]).sum(1) - 1": lambda X, own: (1 + X - own[:, None]).clamp(min=0).sum(1) - 1,
    "max(logits) - logits[i, y_i]": lambda X, own: X.amax(1) - own,
    "softmax(logits)[i, y_i]": lambda X, own: (own - X.logsumexp(1)).exp(),
    "1 - softmax(logits)[i, y_i]": lambda X, own: 1 - (own - X.logsumexp(1)).exp(),
    "cross_entropy(softmax(logits), y)": lambda X, own: X.softmax(1).logsumexp(1) - (own - X.logsumexp(1)).exp(),
    "log(mean(exp(logits))) - logits[i, y_i]": lambda X, own: X.exp().mean(1).log() - own,
}.items()} | {
    "logsumexp over the examples - logits[i, y_i]": lambda X, y: X.double().logsumexp(0)[y] - X.double()[torch.arange(len(y)), y],
})]

_X, _Y = torch.tensor([[1.0, 2.0, 0.5], [-1.0, 0.0, 3.0]]), torch.tensor([0, 2])


@weight(3)
@describe("log-sum-exp of the logits minus the logit of the right class, for each example",
          "对每个样本：logits 的 log-sum-exp 减去正确类别的 logit")
@settings(max_examples=15)
@given(problem=problems())
@example(problem=(_X, _Y))
@example(problem=(torch.tensor([[0.0, 0.0]]), torch.tensor([1])))
@example(problem=(torch.tensor([[0.0, 1.0], [2.0, 0.0], [3.0, 1.0]]), torch.tensor([0, 0, 1])))
def test_values(student, problem):
    logits, y = problem
    expect.close(student.cross_entropy_with_logits(logits, y), losses(logits, y).to(logits.dtype), atol=1e-5, shape_hint=ONE_EACH)


@weight(3)
@needs("test_values")
@describe("finite and right for logits up to ±10000", "logits 达到 ±10000 时仍然有限且正确")
@settings(max_examples=15)
@given(problem=problems(elements="wide"), shift=st.sampled_from([0.0, 1e4, -1e4]))
@example(problem=(torch.tensor([[1000.0, 0.0]]), torch.tensor([0])), shift=0.0)
@example(problem=(torch.tensor([[1000.0, 0.0]]), torch.tensor([1])), shift=0.0)
@example(problem=(torch.tensor([[-1000.0, 0.0]]), torch.tensor([0])), shift=0.0)
@example(problem=(_X, _Y), shift=-1e4)
@example(problem=(_X * torch.tensor([[100.0], [-100.0]]), _Y), shift=0.0)
@example(problem=(torch.tensor([[1e4, -1e4], [-1e4, -1e4]]), torch.tensor([1, 0])), shift=0.0)
def test_extreme_logits(student, problem, shift):
    logits, y = (problem[0] + shift).clamp(-1e4, 1e4), problem[1]
    expect.close(student.cross_entropy_with_logits(logits, y), losses(logits, y).to(logits.dtype), rtol=1e-5, atol=EXTREME)


@weight(3)
@needs("test_values")
@describe("the gradient: softmax minus one-hot, for extreme logits, too", "梯度：softmax 减去 one-hot，包括极端的 logits")
@settings(max_examples=15)
@given(problem=problems(dtype=FLOATS), scale=st.sampled_from([1.0, 1.0, 2500.0]),
       data=st.lists(st.integers(-8, 8), min_size=4, max_size=4))
@example(problem=(_X, _Y), scale=1.0, data=[1, 1, 1, 1])
@example(problem=(_X, _Y), scale=3000.0, data=[4, 4, 4, 4])
@example(problem=(_X, _Y), scale=-3000.0, data=[3, -5, 1, 1])
def test_gradient(student, problem, scale, data):
    logits, y = problem[0] * scale, problem[1]
    up = torch.tensor(data)[:len(y)].to(logits.dtype) / 4
    _, (grad,) = probes.gradient(student, "cross_entropy_with_logits", logits, y, upstream=up)
    want = torch.softmax(logits.double(), dim=1)
    want[torch.arange(len(y)), y] -= 1
    expect.close(grad, (want * up.double().reshape(-1, 1)).to(logits.dtype), rtol=1e-4, atol=1e-5 if scale == 1 else 5e-3,
                 asked=Text("the gradient by the logits", "对 logits 的梯度"))


@weight(1)
@needs("test_values")
@describe("tensors of float64 in full precision, any memory layout, many examples and classes", "float64 的完整精度、任意内存布局、样本和类别很多")
@settings(max_examples=8)
@given(problem=problems(dtype=FLOATS, contiguous=None))
@example(problem=(_X.double() / 3, _Y))
@example(problem=(torch.sin(torch.arange(3600.0)).reshape(1200, 3), torch.arange(1200) % 3))
@example(problem=(torch.sin(torch.arange(3000.0)).reshape(2, 1500), torch.tensor([1499, 0])))
def test_other_tensors(student, problem):
    logits, y = problem
    exact = 1e-10 if logits.dtype == torch.float64 else 1e-5
    expect.close(student.cross_entropy_with_logits(logits, y), losses(logits, y).to(logits.dtype), rtol=1e-4 if exact == 1e-5 else exact,
                 atol=exact)


@weight(1)
@needs("test_values")
@describe("the arguments are not changed, and a later call leaves earlier results alone", "参数不被修改，之后的调用也不影响之前的结果")
@settings(max_examples=3)
@given(problem=problems())
@example(problem=(_X, _Y))
def test_leaves_its_arguments_alone(student, problem):
    logits, y = problem
    _, after = student.after("cross_entropy_with_logits", logits, y)
    for got, want, name in zip(after, problem, ("logits", "y"), strict=True):
        expect.unchanged(got, want, name)
    got = probes.kept(student, "cross_entropy_with_logits", problem, (logits.flip(1) - 1, y))
    expect.close(got, losses(logits, y).to(logits.dtype), atol=1e-5, asked=probes.EARLIER)


def fingerprint(student):
    """What comes back for ordinary logits, and where large ones break it."""
    def kind(X, y):
        out = student.cross_entropy_with_logits(X, y)
        if not isinstance(out, torch.Tensor):
            return type(out).__name__
        out, want = out.detach().double(), losses(X, y)
        top = X.double().amax(1)
        values = {"right": want, "mean": want.mean(), "sum": want.sum(), "minus": -want, "shift forgotten outside": want - top,
                  "shift forgotten inside": want + top,
                  "columns": torch.logsumexp(X.double(), 1, keepdim=True) - X.double()[:, y],
                  "columns, by one row": torch.logsumexp(X.double(), 1) - X.double()[:, y]}
        found = next((name for name, value in values.items() if value.shape == out.shape and torch.allclose(out, value, atol=1e-3)), None)
        if found:
            return found
        return "nan" if bool(out.isnan().any()) else "infinite" if bool(out.isinf().any()) else (
            "capped" if out.shape == want.shape else "other")

    X, y = torch.tensor([[1.0, 2.0, 4.0], [-1.0, 0.0, 3.0]]), torch.tensor([0, 2])
    told = {"ordinary": kind(X, y), "large": kind(X + 1000, y), "small": kind(X - 1000, y), "apart": kind(X * 1000, y),
            "levels": kind(X + torch.tensor([[0.0], [1000.0]]), y)}
    try:
        _, (grad,) = probes.gradient(student, "cross_entropy_with_logits", X, y)
        parts = {"label alone": -torch.eye(3)[y], "sum alone": X.softmax(1)}
        told["graph"] = next((name for name, part in parts.items() if torch.allclose(grad.float(), part, atol=1e-4)), True)
    except expect.Mismatch:
        told["graph"] = False
    return told
