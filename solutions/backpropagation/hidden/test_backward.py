"""Hidden tests of ``backward``: each gradient against autograd's, sums, composition, a cache used twice."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import FLOATS, Text, describe, expect, needs, probe, relations, tensors, weight

NAMES = ("dX", "dW1", "db1", "dW2", "db2")
ROUNDING = {torch.float32: {"rtol": 1e-4, "atol": 1e-4}, torch.float64: {"rtol": 1e-10, "atol": 1e-10}}


@st.composite
def problems(draw, dtype=torch.float32, contiguous=True):
    """X, the parameters and an upstream gradient; no hidden unit is exactly at the kink of ReLU."""
    n, d, h, q = (draw(st.integers(1, 4)) for _ in range(4))
    kind = draw(st.sampled_from(FLOATS)) if dtype is FLOATS else dtype
    X, W1, b1, W2, b2, up = (draw(tensors(shape=shape, dtype=kind, contiguous=contiguous))
                             for shape in ((n, d), (d, h), (h,), (h, q), (q,), (n, q)))
    return X, [W1, b1 + 1 / 32, W2, b2], up


def waves(size, k, dtype):
    """Numbers with no two neighbours alike, which no float32 holds exactly."""
    return (torch.sin(torch.arange(torch.Size(size).numel(), dtype=torch.float64) * (1.3 + k) + k) / 1.5).reshape(size).to(dtype)


def large(n=60, d=20, h=30, q=10, dtype=torch.float32, scale=1.0):
    """The same, of the size of a real layer; ``scale`` is that of the upstream gradient."""
    X, W1, b1, W2, b2, up = (waves(size, k, dtype) for k, size in enumerate(((n, d), (d, h), (h,), (h, q), (q,), (n, q))))
    return X, [W1, b1, W2, b2], scale * up


def apart(X, params):
    """Whether all hidden units keep a distance from ReLU's kink that rounding does not bridge."""
    return bool(((X @ params[0] + params[1]).abs() > 1e-4).all())


def right(X, params, upstream):
    """The five gradients, by autograd, in float64."""
    leaves = [item.detach().double().requires_grad_() for item in (X, *params)]
    X_, W1, b1, W2, b2 = leaves
    out = torch.relu(X_ @ W1 + b1) @ W2 + b2
    return [grad.to(X.dtype) for grad in torch.autograd.grad(out, leaves, upstream.double())]


def _through(slope):
    """The gradients of the first layer with something else in the place of ReLU's mask."""
    def found(X, params, upstream):
        Z = X @ params[0] + params[1]
        dZ = (upstream @ params[2].T) * slope(Z)
        return [dZ @ params[0].T, X.T @ dZ, dZ.sum(0)]
    return found


RELATIONS = [relations.formulas({f"dZ = (upstream @ W2.T) * {written}": _through(slope) for written, slope in {
    "(Z <= 0)": lambda Z: (Z <= 0).to(Z.dtype),
    "H": torch.relu,
    "Z": lambda Z: Z,
    "H * (1 - H)": lambda Z: torch.relu(Z) * (1 - torch.relu(Z)),
    "(1 - H ** 2)": lambda Z: 1 - torch.relu(Z) ** 2,
    "sigmoid(Z) * (1 - sigmoid(Z))": lambda Z: torch.sigmoid(Z) * (1 - torch.sigmoid(Z)),
    "(1 - tanh(Z) ** 2)": lambda Z: 1 - torch.tanh(Z) ** 2,
}.items()})]


@probe
def gradients(student, X, params, upstream):
    """What backward returns for the cache of one call of forward."""
    return student.backward(upstream, student.forward(X, params)[1])


def found_for(student, problem):
    """The five gradients that the student's functions give."""
    X, params, upstream = problem
    found = gradients(student, X, params, upstream)
    expect.sequence(found, 5, asked=Text("[dX, dW1, db1, dW2, db2]", "[dX, dW1, db1, dW2, db2]"))
    return list(found)


def compare(student, problem, places):
    """Compare the gradients at these places."""
    X, params, upstream = problem
    found, want = found_for(student, problem), right(*problem)
    for place in places:
        expect.close(found[place], want[place], asked=Text("{}", "{}").format(NAMES[place]), **ROUNDING[X.dtype])


_EXAMPLE = (torch.tensor([[1.0, 2.0], [-1.0, 0.5], [0.5, -2.0]]),
            [torch.tensor([[1.0, -1.0, 0.5], [2.0, 1.0, -1.5]]), torch.tensor([0.25, 0.5, -0.25]),
             torch.tensor([[1.0, -2.0], [3.0, 1.0], [0.5, 4.0]]), torch.tensor([0.0, 1.0])],
            torch.tensor([[1.0, -0.5], [2.0, 0.25], [-1.0, 3.0]]))


@weight(2)
@given(problem=problems())
@settings(max_examples=10)
@example(problem=_EXAMPLE)
@describe("dW2 and db2: the gradients of the second layer", "dW2 和 db2：第二层的梯度")
def test_second_layer(student, problem):
    compare(student, problem, (3, 4))


@weight(3)
@given(problem=problems())
@settings(max_examples=14)
@example(problem=_EXAMPLE)
@describe("dW1 and db1: through the second layer and ReLU's mask", "dW1 和 db1：经过第二层和 ReLU 的掩码")
def test_first_layer(student, problem):
    compare(student, problem, (1, 2))


@weight(2)
@given(problem=problems())
@settings(max_examples=10)
@example(problem=_EXAMPLE)
@describe("dX: the gradient with respect to the input", "dX：对输入的梯度")
def test_input(student, problem):
    compare(student, problem, (0,))


@weight(1)
@needs("test_first_layer", "test_second_layer", "test_input")
@given(problem=problems(dtype=FLOATS, contiguous=None).filter(lambda problem: apart(*problem[:2])))
@settings(max_examples=8)
@example(problem=large())
@example(problem=large(5, 4, 6, 3, torch.float64))
@example(problem=large(1, 3, 3, 3))
@example(problem=large(300, 6, 5, 3, torch.float64, scale=1e3))
@describe("float64 in full precision, any memory layout, layers of real size", "float64 的完整精度、任意内存布局、真实大小的层")
def test_other_tensors(student, problem):
    compare(student, problem, range(5))


@weight(1)
@needs("test_first_layer")
@given(problem=problems(), factors=st.tuples(st.integers(-8, 8), st.integers(-8, 8)))
@settings(max_examples=6)
@example(problem=_EXAMPLE, factors=(4, -2))
@describe("linear in the upstream gradient: of a sum, the sum", "对上游梯度是线性的：和的结果等于结果的和")
def test_linear(student, problem, factors):
    X, params, one = problem
    two = waves(one.shape, 3, one.dtype)
    parts = [found_for(student, (X, params, up)) for up in (one, two)]
    whole = found_for(student, (X, params, factors[0] * one + factors[1] * two))
    for name, got, first, second in zip(NAMES, whole, *parts, strict=True):
        for item in (first, second):
            expect.tensor(item, tuple(got.shape) if isinstance(got, torch.Tensor) else None)
        expect.close(got, factors[0] * first + factors[1] * second, rtol=1e-3, atol=1e-3,
                     asked=Text("{} for the sum of two upstream gradients", "两个上游梯度之和的 {}").format(name))


@probe
def through_two(student, X, first, second, upstream):
    """The gradients of two networks, the output of one being the input of the other."""
    middle, cache = student.forward(X, first)
    _, above = student.forward(middle, second)
    behind = student.backward(upstream, above)
    return list(student.backward(behind[0], cache)) + list(behind)


@weight(1)
@needs("test_first_layer", "test_second_layer", "test_input")
@describe("the chain rule across two networks, one behind the other", "两个网络首尾相接时的链式法则")
def test_chain(student):
    X, first, _ = large(6, 4, 5, 3, torch.float64)
    second = [waves(size, k + 5, torch.float64) for k, size in enumerate(((3, 4), (4,), (4, 2), (2,)))]
    upstream = waves((6, 2), 9, torch.float64)
    leaves = [item.clone().requires_grad_() for item in (X, *first, *second)]
    X_, W1, b1, W2, b2, V1, c1, V2, c2 = leaves
    out = torch.relu((torch.relu(X_ @ W1 + b1) @ W2 + b2) @ V1 + c1) @ V2 + c2
    want = torch.autograd.grad(out, leaves, upstream)
    found = through_two(student, X, first, second, upstream)
    expect.sequence(found, 10)
    for index, place in enumerate((0, 1, 2, 3, 4, 6, 7, 8, 9)):
        expect.close(found[place], want[index], rtol=1e-9, atol=1e-9,
                     asked=Text("{} of the {} network", "{1}网络的 {0}").format(
                         NAMES[place % 5], Text("first", "第一个") if place < 5 else Text("second", "第二个")))


@probe
def again(student, X, params, upstream):
    """The gradients of two calls with one cache, a third with another upstream gradient, and the arguments afterwards."""
    up = upstream.clone()
    _, cache = student.forward(X, params)
    kept = student.backward(up, cache)
    first = [item.clone() for item in kept]
    third = [item.clone() for item in student.backward(2 * up, cache)]
    changed = any(not bool((one == other).all()) for one, other in zip(kept, first))
    second = list(student.backward(up, cache))
    return first, second, third, up, X, params, changed


@weight(3)
@needs("test_first_layer")
@given(problem=problems())
@settings(max_examples=5)
@example(problem=_EXAMPLE)
@example(problem=large())
@describe("a second call with the same cache gives the same; the arguments stay as they are", "用同一个 cache 再次调用，结果相同；参数保持不变")
def test_twice(student, problem):
    X, params, upstream = problem
    first, second, third, up, X_after, params_after, changed = again(student, X, params, upstream)
    expect.true(not changed, Text("gradients that a second call leaves alone", "第二次调用不影响第一次得到的梯度"),
                relation="memory-shared", got=Text("gradients that the second call changed", "第一次得到的梯度被第二次调用改动了"))
    for got, want, name in zip([up, X_after, *params_after], [upstream, X, *params], ("upstream", "X", "W1", "b1", "W2", "b2"), strict=True):
        expect.unchanged(got, want, name)
    for name, a, b, c in zip(NAMES, first, second, third, strict=True):
        expect.close(b, a, asked=Text("{} from the same cache, once more", "用同一个 cache 再算一次的 {}").format(name))
        expect.close(c, 2 * a, rtol=1e-4, atol=1e-5, asked=Text("{} for twice the upstream gradient", "上游梯度加倍时的 {}").format(name))


def fingerprint(student):
    """What each of the five is, and whether a second call with the same cache gives it again."""
    X, params, up = large(6, 4, 5, 3, torch.float64)
    W1, b1, W2, _ = params
    Z = X @ W1 + b1
    H, mask = Z.clamp(min=0), (Z > 0).double()
    back, n = up @ W2.T, len(X)
    dX, dW1, db1, dW2, db2 = right(X, params, up)
    known = {
        "dX": {"right": dX, "no mask": back @ W1.T, "not through W1": back * mask},
        "dW1": {"right": dW1, "no mask": X.T @ back, "mean": dW1 / n, "transposed": dW1.T,
                "mask of the sign": X.T @ (back * Z.sign()), "mask of what came back": X.T @ (back * (back > 0))},
        "db1": {"right": db1, "no mask": back.sum(0), "mean": db1 / n, "wrong sum": (back * mask).sum(1), "not summed": back * mask},
        "dW2": {"right": dW2, "mean": dW2 / n, "transposed": dW2.T, "before relu": Z.T @ up},
        "db2": {"right": db2, "mean": db2 / n, "wrong sum": up.sum(1), "not summed": up, "one number": up.sum()},
    }
    found = gradients(student, X, params, up)
    if type(found) not in (list, tuple):
        return {"returned": type(found).__name__}
    if len(found) != 5:
        return {"returned": f"{len(found)} items", "first": tuple(found[0].shape) if found and isinstance(found[0], torch.Tensor) else None}

    def called(name, item):
        if not isinstance(item, torch.Tensor):
            return "no tensor"
        return next((word for word, value in known[name].items()
                     if value.shape == item.shape and torch.allclose(item.double(), value, atol=1e-6)), "other")

    facts = {name: called(name, item) for name, item in zip(NAMES, found, strict=True)}
    try:
        first, second, twice, up_after, *_ = again(student, X, params, up)
        facts["again"] = all(torch.allclose(a, b) and torch.allclose(2 * a, c) for a, b, c in zip(first, second, twice, strict=True))
        facts["upstream"] = torch.equal(up_after, up)
    except Exception:  # noqa: BLE001  a second call may fail in any way
        facts["again"] = "raises"
    return facts
