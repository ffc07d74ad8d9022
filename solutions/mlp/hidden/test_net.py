"""Hidden tests of ``net``: logits, batches of one, images, globals that change, gradients, dtype, untouched inputs."""

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, relations, tensors, weight

NAMES = ("W1", "b1", "W2", "b2")


@probe
def mend_relu(student):
    """A right relu, for a notebook whose own has lost its marks already."""
    import torch

    student.globals["relu"] = lambda X: torch.where(X > 0, X, torch.zeros_like(X))


REPAIRS = {"relu": mend_relu}


@probe
def gradients(student, X, upstream):
    """The gradients of all that goes into ``net``."""
    import torch

    leaves = [X.detach().requires_grad_()]
    for name in ("W1", "b1", "W2", "b2"):
        student.globals[name] = torch.nn.Parameter(student.globals[name].detach().clone())
        leaves.append(student.globals[name])
    out = student.net(leaves[0])
    if not isinstance(out, torch.Tensor) or not out.requires_grad or out.shape != upstream.shape:
        return out, None
    found = torch.autograd.grad(out, leaves, upstream.to(out.dtype), allow_unused=True)
    return out.detach(), list(found)


@probe
def changed_in_place(student, X):
    """The logits before and after a step that changes the parameters' own storage, as an optimiser does."""
    import torch

    before = student.net(X)
    with torch.no_grad():
        for name in ("W1", "b1", "W2", "b2"):
            student.globals[name] *= -0.5
    return before, student.net(X)


@st.composite
def networks(draw, dtype=torch.float32, min_batch=2, max_batch=5):
    """A network's globals and a batch for it: ``(X, globals)``."""
    n, d, h, q = (draw(st.integers(low, high)) for low, high in ((min_batch, max_batch), (1, 5), (1, 5), (1, 4)))
    X, W1, b1, W2, b2 = (draw(tensors(shape=shape, dtype=dtype)) for shape in ((n, d), (d, h), (h,), (h, q), (q,)))
    return X, {"num_inputs": d, "W1": W1, "b1": b1, "W2": W2, "b2": b2}


def logits(X, network):
    """What the network gives."""
    hidden = X.reshape(X.shape[0], -1) @ network["W1"] + network["b1"]
    return (hidden * (hidden > 0)) @ network["W2"] + network["b2"]


def _with(hidden=torch.relu, output=torch.clone, given=torch.clone):
    """The network with something else in the place of relu, or done to its output or to X."""
    def formula(X, num_inputs, W1, b1, W2, b2):
        return output(hidden(given(X).reshape(-1, num_inputs) @ W1 + b1) @ W2 + b2)
    return formula


RELATIONS = [relations.formulas({
    "log_softmax(relu(X @ W1 + b1) @ W2 + b2)": _with(output=lambda out: out.log_softmax(1)),
    "softmax(relu(relu(X @ W1 + b1) @ W2 + b2))": _with(output=lambda out: out.relu().softmax(1)),
    "sigmoid(relu(X @ W1 + b1) @ W2 + b2)": _with(output=torch.sigmoid),
    "tanh(relu(X @ W1 + b1) @ W2 + b2)": _with(output=torch.tanh),
    "argmax(relu(X @ W1 + b1) @ W2 + b2)": _with(output=lambda out: out.argmax(1)),
    "softmax(relu(X @ W1 + b1)) @ W2 + b2": _with(lambda Z: Z.relu().softmax(1)),
    "relu(X @ W1 + b1) ** 2 @ W2 + b2": _with(lambda Z: Z.relu() ** 2),
    "(Z + relu(Z)) @ W2 + b2 with Z = X @ W1 + b1": _with(lambda Z: Z + Z.relu()),
    "max(X @ W1 + b1, 1) @ W2 + b2": _with(lambda Z: Z.clamp(min=1)),
    "relu((X - X.mean()) @ W1 + b1) @ W2 + b2": _with(given=lambda X: X - X.mean()),
    "relu(X @ W1 + b1) @ W2": lambda X, num_inputs, W1, b1, W2, b2: logits(X, {"W1": W1, "b1": b1, "W2": W2, "b2": 0 * b2}),
    "relu(X @ W1 + b1 + b2) @ W2": lambda X, num_inputs, W1, b1, W2, b2: (X.reshape(-1, num_inputs) @ W1 + b1 + b2).relu() @ W2,
})]


def check(student, X, network, **words):
    """Set the globals and compare one call."""
    student.set(**network)
    expect.close(student.net(X), logits(X, network), **words)


@weight(3)
@given(case=networks())
@settings(max_examples=15)
@describe("the logits of small batches, for networks of many sizes", "小批量的 logits，网络尺寸各不相同")
def test_values(student, case):
    check(student, *case)


@weight(3)
@needs("test_values")
@given(case=networks(min_batch=1, max_batch=1))
@settings(max_examples=8)
@describe("a batch of one example still gives shape (1, q)", "只有一个样本的批量，形状仍为 (1, q)")
def test_batch_of_one(student, case):
    X, network = case
    check(student, X, network)
    check(student, X.reshape(1, 1, -1, 1), network)


@weight(3)
@needs("test_values")
@describe("images of shape (n, 1, height, width), and other shapes with num_inputs values an example, in any layout",
          "形状为 (n, 1, 高, 宽) 的图像，以及每个样本有 num_inputs 个值的其他形状，任意内存布局")
def test_images(student):
    numbers = torch.cos(torch.arange(4000) * 0.7)
    X = numbers[:2352].reshape(3, 1, 28, 28)
    network = {"num_inputs": 784, "W1": numbers[:3136].reshape(784, 4), "b1": numbers[:4], "W2": numbers[:40].reshape(4, 10),
               "b2": numbers[:10]}
    check(student, X, network, rtol=1e-3, atol=1e-3)
    for shape in ((5, 1, 4, 3), (4, 12), (2, 3, 4), (2, 1, 4, 3), (7, 2, 2, 3, 1)):
        X = numbers[: torch.Size(shape).numel()].reshape(shape)
        network = {"num_inputs": 12, "W1": numbers[:72].reshape(12, 6), "b1": numbers[72:78], "W2": numbers[:30].reshape(6, 5),
                   "b2": numbers[30:35]}
        check(student, X, network)
        check(student, 255 * X.transpose(-1, -2).contiguous().transpose(-1, -2), network, rtol=1e-3, atol=1e-3)
    X = numbers[:48].reshape(4, 12)
    check(student, X, {"num_inputs": 12, "W1": numbers[:3600].reshape(12, 300), "b1": numbers[:300],
                       "W2": numbers[:3000].reshape(300, 10) / 8, "b2": numbers[:10]}, rtol=1e-3, atol=1e-3)
    check(student, X.repeat(300, 1), {"num_inputs": 12, "W1": numbers[:72].reshape(12, 6), "b1": numbers[72:78],
                                      "W2": numbers[:30].reshape(6, 5), "b2": numbers[30:35]})


@weight(1.5)
@needs("test_values")
@describe("the globals are read at each call: other values, other sizes, values changed in place",
          "每次调用都读取全局变量：其他取值、其他尺寸、原地修改过的取值")
def test_follows_globals(student):
    X = torch.tensor([[1.0, -2.0], [0.5, 3.0], [2.0, 2.0]])
    first = {"num_inputs": 2, "W1": torch.tensor([[1.0, 2.0, -1.0], [0.5, -1.0, 1.0]]), "b1": torch.tensor([0.0, 1.0, 0.5]),
             "W2": torch.tensor([[1.0], [2.0], [3.0]]), "b2": torch.tensor([0.25])}
    check(student, X, first)
    for name in NAMES:
        check(student, X, {**first, name: first[name] * -2 + 1})
    wider = {"num_inputs": 3, "W1": torch.ones(3, 2), "b1": torch.zeros(2), "W2": torch.ones(2, 2), "b2": torch.zeros(2)}
    check(student, X.reshape(2, 3), wider)
    student.set(**first)
    halves = {name: value if name == "num_inputs" else value * -0.5 for name, value in first.items()}
    expect.close(changed_in_place(student, X), [logits(X, first), logits(X, halves)],
                 asked=Text("net(X) before and after the parameters change in place", "参数原地改变前后的 net(X)"))


@weight(2)
@needs("test_values")
@given(case=networks())
@settings(max_examples=12)
@describe("the gradients for X and for all four parameters", "X 和四个参数的梯度")
def test_gradients(student, case):
    X, network = case
    student.set(**network)
    leaves = [value.clone().requires_grad_() for value in (X, *(network[name] for name in NAMES))]
    hidden = leaves[0] @ leaves[1] + leaves[2]
    if bool((hidden == 0).any()):  # there any slope in [0, 1] is right
        return
    right = (hidden * (hidden > 0)) @ leaves[3] + leaves[4]
    upstream = torch.cos(torch.arange(right.numel()) * 1.3).reshape(right.shape)
    _, found = gradients(student, X, upstream)
    expect.true(found is not None, Text("logits that are connected to the parameters", "与参数相连的 logits"), relation="no-gradient", got=Text("logits without a graph", "没有计算图的 logits"), hint=Text(
        "compute with torch operations only, and not under no_grad", "只用 torch 的运算，并且不要放在 no_grad 里"))
    for name, got, want in zip(("X", *NAMES), found, torch.autograd.grad(right, leaves, upstream), strict=True):
        expect.true(got is not None, Text("a gradient for {}", "{} 有梯度").format(name), relation="no-gradient", got=Text("none", "没有"))
        expect.close(got, want, rtol=1e-3, atol=1e-4, asked=Text("the gradient for {}", "{} 的梯度").format(name))


@weight(1.5)
@needs("test_values")
@given(case=networks(dtype=torch.float64))
@settings(max_examples=10)
@describe("float64 parameters and inputs give float64 logits", "float64 的参数和输入给出 float64 的 logits")
def test_float64(student, case):
    check(student, *case)


@probe
def left_alone(student, X):
    """Whether a call leaves X and the globals as they were."""
    names = ("num_inputs", "W1", "b1", "W2", "b2")
    before = [X.clone()] + [student.globals[name] for name in names]
    copies = [item.clone() if hasattr(item, "clone") else item for item in before]
    student.net(X)
    after = [X] + [student.globals[name] for name in names]
    return [bool((one == two).all()) if hasattr(one, "all") else one == two for one, two in zip(after, copies)]


@weight(0.5)
@needs("test_values")
@describe("X and the globals are the same after the call", "调用之后 X 和全局变量都保持不变")
def test_untouched(student):
    X = torch.tensor([[-1.0, 2.0], [3.0, -4.0]])
    student.set(num_inputs=2, W1=torch.eye(2), b1=torch.zeros(2), W2=torch.eye(2), b2=torch.zeros(2))
    for name, same in zip(("X", "num_inputs", *NAMES), left_alone(student, X), strict=True):
        expect.true(same, Text("{} as it was", "{} 保持不变").format(name),
                    relation="argument-changed", got=Text("other values", "取值变了"))


@probe
def outcome(student, X):
    """The logits, or the name of what is raised."""
    try:
        return student.net(X)
    except Exception as exc:
        return type(exc).__name__


def fingerprint(student):
    """What becomes of four batches: which known formula gives the logits, or what goes wrong."""
    numbers = torch.cos(torch.arange(4000) * 0.7)
    small = {"num_inputs": 4, "W1": 4 * numbers[:12].reshape(4, 3), "b1": numbers[30:33] + 1, "W2": numbers[17:23].reshape(3, 2),
             "b2": numbers[40:42] + 0.5}
    large = {"num_inputs": 784, "W1": numbers[:3136].reshape(784, 4), "b1": numbers[:4], "W2": numbers[:40].reshape(4, 10),
             "b2": numbers[:10]}
    batches = {"batch": (numbers[:20].reshape(5, 4), small), "one": (numbers[:4].reshape(1, 4), small),
               "images": (numbers[:12].reshape(3, 1, 2, 2), small), "large": (numbers[:1568].reshape(2, 784), large)}
    facts = {}
    for name, (X, network) in batches.items():
        student.set(**network)
        facts[name] = which(outcome(student, X), X.reshape(X.shape[0], -1), network)
    return facts


ACTIVATIONS = (torch.abs, torch.tanh, torch.square, torch.nn.functional.leaky_relu, torch.nn.functional.gelu, torch.nn.functional.elu,
               torch.nn.functional.softplus, lambda H: H.softmax(1), lambda H: H.clamp(max=0), lambda H: H.clamp(0, 1),
               lambda H: (H > 0).to(H.dtype))


def which(got, X, network):
    """The formula that gives ``got``."""
    if not isinstance(got, torch.Tensor):
        return str(got)
    W1, b1, W2, b2 = (network[name] for name in NAMES)
    right = logits(X, network)
    hidden = X @ W1 + b1
    formulas = {"right": right, "no bias": logits(X, {**network, "b1": 0 * b1, "b2": 0 * b2}), "no b1": logits(X, {**network, "b1": 0 * b1}),
                "no b2": logits(X, {**network, "b2": 0 * b2}), "linear": hidden @ W2 + b2, "relu on top": right.clamp(min=0),
                "relu on top only": (hidden @ W2 + b2).clamp(min=0),
                "softmax on top": right.softmax(1), "log softmax on top": right.log_softmax(1), "sigmoid": hidden.sigmoid() @ W2 + b2, "hidden units": hidden.clamp(min=0),
                "bias after relu": ((X @ W1).clamp(min=0) + b1) @ W2 + b2, "relu on the input": (X.clamp(min=0) @ W1 + b1) @ W2 + b2,
                **{f"another activation {i}": other(hidden) @ W2 + b2 for i, other in enumerate(ACTIVATIONS)},
                "b1 subtracted": logits(X, {**network, "b1": -b1}), "b2 subtracted": logits(X, {**network, "b2": -b2}),
                "input divided by 255": logits(X / 255, network), "scrambled": logits(X.reshape(X.shape[1], -1).T, network), "scrambled columns": logits(X.T.reshape(X.shape), network)}
    close = [name for name, want in formulas.items()
             if got.shape == want.shape and torch.allclose(got.to(want.dtype), want, rtol=1e-3, atol=1e-3)]
    return close[0].rstrip("0123456789") if close else f"{got.ndim} dimensions" if got.ndim != 2 else "other"
