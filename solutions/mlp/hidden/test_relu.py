"""Hidden tests of ``relu``: values, dtypes, layouts, gradient, untouched input."""

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, probes, tensors, weight

GRADIENT = Text("the gradient of relu(X)", "relu(X) 的梯度")


def right(X):
    """What relu gives, in plain steps."""
    out = X.clone()
    out[X < 0] = 0
    return out


def many(shape, scale=1.0):
    """A tensor with as many elements as a real layer, of both signs, from 1e-6 to 1e6 times the scale."""
    size = torch.Size(shape).numel()
    place = torch.arange(size)
    return (torch.cos(place * 2.399) * scale * 10.0 ** (place % 13 - 6)).reshape(shape)


def upstream_for(X):
    """A gradient from above with no two neighbours alike, for as many elements as X has."""
    return (torch.cos(torch.arange(X.numel()) * 1.7) * 3).to(X.dtype).reshape(X.shape)


@weight(3)
@given(X=tensors(min_dims=1, max_dims=4, elements="wide"))
@settings(max_examples=18)
@describe("positive entries are kept and negative ones become 0, in any shape and layout",
          "任意形状、任意内存布局：正数保留，负数变为 0")
def test_values(student, X):
    expect.close(student.relu(X), right(X))
    expect.close(student.relu(-X), right(-X))


@weight(1)
@needs("test_values")
@describe("a whole layer at once, numbers from very small to very large", "一次处理整层的数据，数值从很小到很大")
def test_large(student):
    for X in (many((64, 48)), many((1500,)), many((3, 5, 11, 13), 0.01), many((40,), 1e25), many((40,), 1e-25)):
        expect.close(student.relu(X), right(X), atol=0)
    exact = many((8, 9)).double() / 3  # what float32 cannot hold
    expect.close(student.relu(exact), right(exact), rtol=1e-12, atol=0)


@weight(2.75)
@needs("test_values")
@given(X=tensors(dtype=[torch.float64, torch.float16, torch.bfloat16], elements="wide"))
@settings(max_examples=14)
@describe("the dtype of X is kept: float64, float16, bfloat16", "保持 X 的数据类型：float64、float16、bfloat16")
def test_dtypes(student, X):
    expect.close(student.relu(X), right(X), hint=Text(
        "is a dtype written into the function? torch.zeros makes float32, whatever X is",
        "函数里是否写死了数据类型？不论 X 是什么，torch.zeros 都生成 float32"))


@weight(3)
@needs("test_values")
@given(X=tensors(min_dims=1, max_dims=4, elements=st.sampled_from([n / 4 for n in range(-16, 17) if n] + [-1e4, 1e4]),
                 dtype=[torch.float32, torch.float64]))
@settings(max_examples=16)
@describe("the gradient from above passes where X > 0 and is stopped where X < 0",
          "上游梯度在 X > 0 处原样通过，在 X < 0 处被截断")
def test_gradient(student, X):
    up = upstream_for(X)
    out, (slope,) = probes.gradient(student, "relu", X, upstream=up)
    expect.close(out, right(X))
    expect.close(slope, up * (X > 0), asked=GRADIENT)


@weight(0.5)
@needs("test_gradient")
@describe("the gradient of a whole layer, and in half precision", "整层数据的梯度，以及半精度下的梯度")
def test_gradient_large(student):
    for X in (many((64, 48)), many((8, 9)).clamp(-100, 100).to(torch.bfloat16)):
        up = upstream_for(X)
        _, (slope,) = probes.gradient(student, "relu", X, upstream=up)
        expect.close(slope, up * (X > 0), asked=GRADIENT)


@weight(2)
@needs("test_values")
@given(X=tensors(dtype=[torch.float32, torch.float64]))
@settings(max_examples=8)
@describe("X is the same after the call, and a later call leaves earlier results alone", "调用之后 X 保持不变，之后的调用也不影响之前的结果")
def test_untouched(student, X):
    _, (after,) = student.after("relu", X)
    expect.equal(after, X, asked=Text("X after relu(X)", "调用 relu(X) 之后的 X"), hint=Text(
        "the caller still needs X: make a new tensor", "调用者还需要 X：请生成新的张量"))
    expect.close(probes.kept(student, "relu", [X], [1 - X]), right(X), asked=probes.EARLIER)


@probe
def slopes(student, X):
    """The gradient of the sum; what is raised instead; or that there is none."""
    import torch

    X = X.detach().requires_grad_()
    try:
        out = student.relu(X)
    except Exception as exc:
        return type(exc).__name__
    return torch.autograd.grad(out.sum(), X)[0] if out.requires_grad else "no graph"


def fingerprint(student):
    """The first fault that is found, in words."""
    return {"fault": fault(student)}


def fault(student):  # noqa: PLR0911  a list of questions, the most telling first
    X = torch.tensor([[-4.0, -0.5, 0.0], [0.5, 3.0, 20.0]])
    out, (after,) = student.after("relu", X)
    if not isinstance(out, torch.Tensor) or out.shape != X.shape:
        return "no such tensor"
    if not bool(out.any()) and one_decision(student, X):
        return "one decision"
    known = {"absolute": X.abs(), "negative part": X.clamp(max=0), "step": (X > 0).float(), "identity": X}
    for name, values in known.items():
        if torch.allclose(out.float(), values):
            if name == "identity" and one_decision(student, X):
                return "one decision"
            return name
    if not torch.allclose(out[1, :2].float(), X[1, :2]):
        return "other values"
    if bool((out[0, :2] != 0).any()):
        return "leaky" if bool(((out[0, :2] < 0) & (out[0, :2] > X[0, :2])).all()) else "other negative values"
    if out[1, 2] != 20:
        return "capped"
    if not torch.equal(after, X):
        return "in place"
    got = slopes(student, X[X != 0])
    if type(got) is str and got == "no graph":
        return got
    if any(dtype_of(student, X, dtype) != dtype for dtype in (torch.float32, torch.float64, torch.float16)):
        return "dtype"
    if isinstance(got, str):
        return got
    return "none" if torch.equal(got, (X[X != 0] > 0).float()) else "gradient"


def one_decision(student, X):
    """Whether some tensors come back whole, and of others nothing."""
    given = [X, -X, X.abs() + 1, -X.abs() - 1]
    found = [student.relu(x) for x in given]
    if not all(isinstance(out, torch.Tensor) and out.shape == X.shape for out in found):
        return False
    whole, nothing = ([torch.equal(out, like) for out, like in zip(found, those, strict=True)]
                      for those in (given, [torch.zeros_like(X)] * 4))
    return any(whole) and any(nothing) and all(a or b for a, b in zip(whole, nothing, strict=True))


def dtype_of(student, X, dtype):
    """The dtype of the result for one of the input's."""
    out = student.relu(X.to(dtype))
    return out.dtype if isinstance(out, torch.Tensor) else None
