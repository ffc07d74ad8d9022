"""Hidden tests of ``forward``: the output, and a cache that belongs to its call."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import FLOATS, Text, describe, expect, needs, probe, probes, relations, tensors, weight

ASKED = Text("the output of forward(X, params)", "forward(X, params) 的输出")
OWN = Text("the cache holds what this call has computed: keep nothing in globals or in buffers that are used again",
           "cache 保存的是这一次调用算出的东西：不要放在全局变量或重复使用的缓冲区里")


@st.composite
def problems(draw, dtype=torch.float32, contiguous=True):
    """X and the parameters of a small network, no hidden unit of which is exactly at the kink of ReLU."""
    n, d, h, q = (draw(st.integers(1, 4)) for _ in range(4))
    kind = draw(st.sampled_from(FLOATS)) if dtype is FLOATS else dtype
    X, W1, b1, W2, b2 = (draw(tensors(shape=shape, dtype=kind, contiguous=contiguous))
                         for shape in ((n, d), (d, h), (h,), (h, q), (q,)))
    return X, [W1, b1 + 1 / 32, W2, b2]


def large(n=120, d=40, h=50, q=10, dtype=torch.float32):
    """The same, of the size of a real layer, with numbers that no float32 holds exactly."""
    sizes = ((n, d), (d, h), (h,), (h, q), (q,))
    made = [(torch.sin(torch.arange(torch.Size(size).numel(), dtype=torch.float64) * (1.3 + k)) / 3).reshape(size).to(dtype)
            for k, size in enumerate(sizes)]
    return made[0], made[1:]


def right(X, params):
    """What the network gives."""
    W1, b1, W2, b2 = params
    return torch.relu(X @ W1 + b1) @ W2 + b2


def _with(hidden, output=lambda out: out):
    """The network with something else in the place of relu, or done to its output."""
    return lambda X, params: output(hidden(X @ params[0] + params[1]) @ params[2] + params[3])


RELATIONS = [relations.formulas({
    "abs(X @ W1 + b1) @ W2 + b2": _with(torch.abs),
    "tanh(X @ W1 + b1) @ W2 + b2": _with(torch.tanh),
    "max(X @ W1 + b1, 1) @ W2 + b2": _with(lambda Z: Z.clamp(min=1)),
    "relu((X @ W1 + b1) @ W2 + b2)": _with(lambda Z: Z, torch.relu),
    "leaky_relu(X @ W1 + b1) @ W2 + b2": _with(torch.nn.functional.leaky_relu),
    "elu(X @ W1 + b1) @ W2 + b2": _with(torch.nn.functional.elu),
    "gelu(X @ W1 + b1) @ W2 + b2": _with(torch.nn.functional.gelu),
    "(Z + relu(Z)) @ W2 + b2 with Z = X @ W1 + b1": _with(lambda Z: Z + Z.relu()),
    "softmax(X @ W1 + b1) @ W2 + b2": _with(lambda Z: Z.softmax(1)),
    "H / H.sum(1) @ W2 + b2": _with(lambda Z: Z.relu() / (Z.relu().sum(1, keepdim=True) + 1e-12)),
    "min(X @ W1 + b1, 0) @ W2 + b2": _with(lambda Z: Z.clamp(max=0)),
    "(X @ W1 + b1 > 0) @ W2 + b2": _with(lambda Z: (Z > 0).to(Z.dtype)),
    "(X @ W1 + b1) ** 2 @ W2 + b2": _with(torch.square),
    "clamp(X @ W1 + b1, 0, 1) @ W2 + b2": _with(lambda Z: Z.clamp(0, 1)),
    "sigmoid(relu(X @ W1 + b1) @ W2 + b2)": _with(torch.relu, torch.sigmoid),
    "log_softmax(relu(X @ W1 + b1) @ W2 + b2)": _with(torch.relu, lambda out: out.log_softmax(1)),
    "(relu(X) @ W1 + b1) @ W2 + b2": lambda X, params: (X.relu() @ params[0] + params[1]) @ params[2] + params[3],
    "relu(relu(X) @ W1 + b1) @ W2 + b2": lambda X, params: right(X.relu(), params),
    "relu(X @ W1) @ W2": lambda X, params: (X @ params[0]).relu() @ params[2],
    "relu(X @ W1 - b1) @ W2 + b2": lambda X, params: right(X, [params[0], -params[1], *params[2:]]),
    "relu(X @ W1 + b1) @ W2 - b2": lambda X, params: right(X, [*params[:3], -params[3]]),
})]


@probe
def returned(student, X, params):
    """The output; what was returned instead of a pair, by its type."""
    found = student.forward(X, params)
    if not isinstance(found, (tuple, list)) or len(found) != 2:
        return {"returned": type(found).__name__}
    return found[0]


def output(student, X, params):
    """The output, of a pair."""
    found = returned(student, X, params)
    if isinstance(found, dict):
        expect.fail(Text("a pair (output, cache)", "一对值 (output, cache)"), got=Text("a {}", "一个 {}").format(found["returned"]))
    return found


@weight(3)
@given(problem=problems())
@settings(max_examples=18)
@example(problem=(torch.tensor([[1.0, -1.0]]), [torch.tensor([[2.0], [1.0]]), torch.tensor([0.25]), torch.tensor([[1.0, -3.0]]),
                                                torch.tensor([0.5, 0.0])]))
@describe("relu(X @ W1 + b1) @ W2 + b2, for networks and batches of any size", "任意尺寸的网络与批量：relu(X @ W1 + b1) @ W2 + b2")
def test_values(student, problem):
    X, params = problem
    expect.close(output(student, X, params), right(X, params), atol=1e-5, asked=ASKED)


@weight(1)
@needs("test_values")
@given(problem=problems(dtype=FLOATS, contiguous=None))
@settings(max_examples=8)
@example(problem=large())
@example(problem=large(n=3, dtype=torch.float64))
@describe("float64 in full precision, any memory layout, layers of real size", "float64 的完整精度、任意内存布局、真实大小的层")
def test_other_tensors(student, problem):
    X, params = problem
    exact = {"rtol": 1e-12, "atol": 1e-12} if X.dtype == torch.float64 else {"rtol": 1e-4, "atol": 1e-4}
    expect.close(output(student, X, params), right(X, params), asked=ASKED, **exact)


@weight(1.5)
@needs("test_values")
@given(problem=problems())
@settings(max_examples=5)
@describe("X and the parameters are the same after the call, and a later call leaves earlier results alone",
          "调用之后 X 和参数保持不变，之后的调用也不影响之前的结果")
def test_untouched(student, problem):
    X, params = problem
    _, (after, params_after) = student.after("forward", X, params)
    for got, want, name in zip([after, *params_after], [X, *params], ("X", "W1", "b1", "W2", "b2"), strict=True):
        expect.unchanged(got, want, name)
    got = probes.kept(student, "forward", problem, (X + 1, params))
    expect.sequence(got, 2)
    expect.close(got[0], right(X, params), asked=Text("the output of one call, after another call", "再次调用之后，前一次的输出"))


@probe
def kept(student, first, second, upstream):
    """Whether the cache of one call, and what backward makes of it, are the same after another call of forward."""
    import torch

    def contents(thing, depth=0):
        """The tensors in a cache, by where they are."""
        if isinstance(thing, torch.Tensor):
            return {"": thing.detach().clone()}
        if isinstance(thing, dict):
            parts = thing.items()
        elif isinstance(thing, (list, tuple)):
            parts = enumerate(thing)
        elif getattr(thing, "__closure__", None):
            parts = ((index, cell.cell_contents) for index, cell in enumerate(thing.__closure__))
        else:
            parts = getattr(thing, "__dict__", {}).items() if not isinstance(thing, type) else ()
        found = {}
        for key, part in list(parts)[:50] if depth < 4 else ():
            found.update({f"{key}.{below}": value for below, value in contents(part, depth + 1).items()})
        return found

    def same(before, now):
        return set(before) <= set(now) and all(
            before[key].shape == now[key].shape and torch.equal(before[key], now[key]) for key in before)

    cache = student.forward(*first)[1]
    before = contents(cache)
    student.forward(*second)
    unchanged = same(before, contents(cache))
    try:
        at_once = [item.detach().clone() for item in student.backward(upstream, student.forward(*first)[1])]
        cache = student.forward(*first)[1]
        student.forward(*second)
        later = student.backward(upstream, cache)
        return unchanged and all(torch.equal(a, b) for a, b in zip(at_once, later))
    except Exception:
        return unchanged  # what backward does wrong is its own affair


@weight(1.5)
@needs("test_values")
@describe("the cache of one call survives the next call", "一次调用的 cache 在下一次调用之后不变")
def test_cache(student):
    X, params = large(6, 4, 5, 3)
    for other in ((X.flip(0) * 2, params), (X, [param * 0.5 for param in params]), large(3, 4, 5, 3)):
        expect.true(kept(student, (X, params), other, torch.cos(torch.arange(18.0)).reshape(6, 3)), OWN,
                    relation="memory-shared", got=Text("a cache that the next call changed", "cache 被下一次调用改动了"))


def fingerprint(student):
    """What the output is, and what becomes of the arguments and of the cache."""
    X, params = large(6, 4, 5, 3)
    W1, b1, W2, b2 = params
    found, (after, params_after) = student.after("forward", X, params)
    if type(found) not in (tuple, list) or len(found) != 2 or not isinstance(found[0], torch.Tensor):
        pair = isinstance(found, tuple | list) and len(found) == 2
        return {"output": "second of the pair" if pair and isinstance(found[1], torch.Tensor) else "no pair"}
    known = {"right": right(X, params), "no relu": (X @ W1 + b1) @ W2 + b2, "relu at the end": torch.relu(right(X, params)),
             "no b1": torch.relu(X @ W1) @ W2 + b2, "no b2": torch.relu(X @ W1 + b1) @ W2, "sigmoid": torch.sigmoid(X @ W1 + b1) @ W2 + b2,
             "bias after relu": (torch.relu(X @ W1) + b1) @ W2 + b2,
             "softmax": torch.softmax(right(X, params), 1), "relu on both": torch.relu(torch.relu(X @ W1 + b1) @ W2 + b2)}
    out = found[0]
    name = next((name for name, value in known.items() if value.shape == out.shape and torch.allclose(out, value, atol=1e-5)), "other")
    pairs = zip(("X", "W1", "b1", "W2", "b2"), [after, *params_after], [X, *params], strict=True)
    touched = [name for name, now, before in pairs if not torch.equal(now, before)]
    facts = {"output": name, "touched": touched}
    return facts | {"cache": kept(student, (X, params), (X.flip(0) * 2, params), torch.ones(6, 3))}
