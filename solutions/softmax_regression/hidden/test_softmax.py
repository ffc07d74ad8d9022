"""Hidden tests of ``softmax``: values, extreme logits, gradient, dtypes, layouts."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import FLOATS, Text, describe, expect, needs, probes, tensors, weight

SIDES = st.tuples(st.integers(1, 4), st.integers(1, 5))
OVERFLOW = Text("exp(89) is already infinite in float32: what may be subtracted from a row without changing its softmax?",
                "float32 中 exp(89) 就已经是无穷大：从一行中减去什么不会改变它的 softmax？")
UNDERFLOW = Text("a row far below the others must not become all zeros: treat each row by itself",
                 "远小于其他行的一行不能全变成零：请对每一行分别处理")
STEP = 3e-3  # relative, for logits up to ±1e4: one float32 step there is 1e-3, and exp(x - logsumexp(x)) is a right way
_X = torch.tensor([[1.0, 2.0, 0.5], [-1.0, 0.0, 3.0]])


def right(X):
    return torch.softmax(X.double(), dim=1).to(X.dtype)


@weight(3)
@describe("each entry is exp(x) divided by the sum over its row", "exp(x) 除以所在行的和")
@settings(max_examples=15)
@given(X=tensors(shape=SIDES, contiguous=True))
@example(X=_X)
@example(X=torch.tensor([[0.0, 0.0]]))
@example(X=torch.tensor([[-2.0]]))
def test_values(student, X):
    expect.close(student.softmax(X), right(X))


@weight(2)
@needs("test_values")
@describe("no overflow: logits up to ±10000", "不溢出：logits 可达 ±10000")
@settings(max_examples=15)
@given(X=tensors(shape=SIDES, elements="wide"), shift=st.sampled_from([0.0, 1e4, -1e4]))
@example(X=torch.tensor([[1000.0, 1001.0, 999.0]]), shift=0.0)
@example(X=_X, shift=1e4)
@example(X=torch.tensor([[1e4, -1e4], [-1e4, 1e4]]), shift=0.0)
def test_no_overflow(student, X, shift):
    expect.close(student.softmax((X + shift).clamp(-1e4, 1e4)), right((X + shift).clamp(-1e4, 1e4)), rtol=STEP, hint=OVERFLOW)


@weight(2)
@needs("test_values")
@describe("rows of very different sizes do not disturb each other", "大小悬殊的各行互不影响")
@settings(max_examples=10)
@given(X=tensors(shape=SIDES), levels=st.lists(st.sampled_from([-1e4, -200.0, 0.0, 200.0, 1e4]), min_size=4, max_size=4))
@example(X=_X, levels=[1e4, -1e4, 0.0, 0.0])
@example(X=_X, levels=[0.0, -200.0, 0.0, 0.0])
@example(X=torch.tensor([[1.0, 2.0]]), levels=[-1e4, 0.0, 0.0, 0.0])
def test_rows_by_themselves(student, X, levels):
    X = X + torch.tensor(levels)[:len(X)].reshape(-1, 1)
    expect.close(student.softmax(X), right(X), rtol=STEP, hint=UNDERFLOW)


@weight(2)
@needs("test_values")
@describe("the gradient, for extreme logits, too", "梯度，包括极端的 logits")
@settings(max_examples=12)
@given(X=tensors(shape=SIDES, dtype=FLOATS), upstream=tensors(shape=(4, 5), contiguous=True), scale=st.sampled_from([1.0, 1.0, 2500.0]))
@example(X=_X, upstream=torch.arange(20.0).reshape(4, 5) / 4, scale=1.0)
@example(X=_X.double(), upstream=torch.arange(20.0).reshape(4, 5) / 4, scale=1.0)
@example(X=_X, upstream=torch.arange(20.0).reshape(4, 5) / 4, scale=3000.0)
def test_gradient(student, X, upstream, scale):
    X, up = X * scale, upstream[:X.shape[0], :X.shape[1]].to(X.dtype)
    _, (grad,) = probes.gradient(student, "softmax", X, upstream=up)
    p, u = torch.softmax(X.double(), dim=1), up.double()
    expect.close(grad, (p * (u - (p * u).sum(1, keepdim=True))).to(X.dtype), rtol=1e-4, atol=1e-5 if scale == 1 else 2e-2,
                 asked=Text("the gradient of softmax(X)", "softmax(X) 的梯度"))


@weight(1)
@needs("test_values")
@describe("tensors of float64 in full precision, any memory layout, many rows and columns", "float64 的完整精度、任意内存布局、行列很多")
@settings(max_examples=8)
@given(X=tensors(shape=SIDES, dtype=FLOATS))
@example(X=_X.double() / 3)
@example(X=torch.tensor([[0.0, -18.0, 2.0]], dtype=torch.float64))
@example(X=torch.sin(torch.arange(3600.0)).reshape(1200, 3))
@example(X=torch.sin(torch.arange(4000.0)).reshape(2, 2000))
def test_other_tensors(student, X):
    exact = 1e-11 if X.dtype == torch.float64 else None
    expect.close(student.softmax(X), right(X), rtol=exact, atol=exact)


@weight(3)
@needs("test_values")
@describe("X is not changed, and a later call leaves earlier results alone", "X 不被修改，之后的调用也不影响之前的结果")
@settings(max_examples=4)
@given(X=tensors(shape=SIDES))
@example(X=_X)
def test_leaves_x_alone(student, X):
    _, (after,) = student.after("softmax", X)
    expect.unchanged(after, X, "X")
    expect.close(probes.kept(student, "softmax", [X], [-X + X[:, :1]]), right(X), asked=probes.EARLIER)


def fingerprint(student):
    """Along which axis it adds up to 1, what large logits and distant rows do to it, and whether it has a gradient."""
    out = student.softmax(_X)
    if not isinstance(out, torch.Tensor) or out.shape != _X.shape:
        return {"shape": list(out.shape) if isinstance(out, torch.Tensor) else type(out).__name__}

    def ones(sums):
        return torch.allclose(sums, torch.ones_like(sums), atol=1e-4)

    sums = "rows" if ones(out.sum(1)) else "columns" if ones(out.sum(0)) else "all" if ones(out.sum()) else "other"
    if sums == "other" and torch.allclose(out / out.sum(1, keepdim=True), right(_X), atol=1e-5):
        sums = "none"  # but the exponentials are right
    told = {"sums": sums, "right": torch.allclose(out, right(_X), atol=1e-5),
            "log": torch.allclose(out.exp(), right(_X), atol=1e-5)}
    for name, levels in (("large", [1000.0, 1000.0]), ("small", [-1000.0, -1000.0]), ("apart", [0.0, -1000.0])):
        X = _X + torch.tensor(levels).reshape(2, 1)
        got = student.softmax(X)
        told[name] = "finite" if bool(got.isfinite().all()) and ones(got.sum(1)) else "broken"
    told["untouched"] = torch.equal(student.after("softmax", _X)[1][0], _X)
    try:
        probes.gradient(student, "softmax", _X)
        told["graph"] = True
    except expect.Mismatch:
        told["graph"] = False
    return told
