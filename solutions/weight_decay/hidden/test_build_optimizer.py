"""Hidden tests of ``build_optimizer``: what its steps do to the weight and the bias, for gradients given by the test."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, tensors, weight

WEIGHT, BIAS = Text("the weight after the steps", "若干步之后的权重"), Text("the bias after the steps", "若干步之后的偏置")
RATES = st.sampled_from([0.5, 0.125, 0.1, 0.01])
DECAYS = st.sampled_from([0, 3, 0.5, 0.01, 2.0])
QUARTERS = st.integers(-16, 16).map(lambda n: n / 4)


@probe
def _steps(student, start, gradients, args, kwargs):
    """A network with the parameters ``start``, an optimiser for it, and a step for each pair of gradients."""
    import torch

    weight, bias = start
    net = torch.nn.Sequential(torch.nn.Linear(weight.shape[1], 1, dtype=weight.dtype))
    with torch.no_grad():
        net[0].weight.copy_(weight)
        net[0].bias.copy_(bias)
    optimizer = student.build_optimizer(net, *args, **kwargs)
    if not isinstance(optimizer, torch.optim.Optimizer):
        return {"kind": type(optimizer).__name__}
    built = [parameter.detach().clone() for parameter in net.parameters()]
    for pair in gradients:
        for parameter, gradient in zip(net.parameters(), pair):
            parameter.grad = gradient.clone()
        optimizer.step()
    return {
        "kind": "SGD" if isinstance(optimizer, torch.optim.SGD) else type(optimizer).__name__,
        "built": built,
        "trained": [parameter.detach() for parameter in net.parameters()],
        "trainable": [parameter.requires_grad for parameter in net.parameters()],
    }


def _expected(start, gradients, wd, lr):
    w, b = (tensor.double() for tensor in start)
    for grad_w, grad_b in gradients:
        w = w - lr * (grad_w + wd * w)
        b = b - lr * grad_b
    return w.to(start[0].dtype), b.to(start[1].dtype)


def _check(student, start, gradients, wd, lr, args=(), kwargs=None):
    seen = _steps(student, start, gradients, list(args), kwargs or {})
    expect.equal(seen["kind"], "SGD", asked=Text("what build_optimizer returns", "build_optimizer 返回的对象"))
    want_w, want_b = _expected(start, gradients, wd, lr)
    for got, want, asked in zip(seen["trained"], (want_w, want_b), (WEIGHT, BIAS), strict=True):
        expect.close(got, want, asked=asked + Text(" (wd = {}, lr = {})", "（wd = {}，lr = {}）").format(wd, lr))
    return seen


@st.composite
def _problems(draw, steps=1, dtype=torch.float32, sides=st.integers(1, 4)):
    d = draw(sides)
    pair = st.tuples(tensors(shape=(1, d), dtype=dtype, elements=QUARTERS, contiguous=True),
                     tensors(shape=(1,), dtype=dtype, elements=QUARTERS, contiguous=True))
    return draw(pair), draw(st.lists(pair, min_size=steps, max_size=steps))


def _tensor(*numbers):
    return torch.tensor([numbers])


_START = (_tensor(2.0, -1.0), torch.tensor([3.0]))
_PUSH = (_tensor(0.5, 1.0), torch.tensor([-2.0]))
_NONE = (torch.zeros(1, 2), torch.zeros(1))


@weight(1)
@describe("an SGD that moves the weight and the bias against their gradients, when wd = 0",
          "wd = 0 时，是一个沿负梯度方向更新权重和偏置的 SGD")
@settings(max_examples=8)
@given(problem=_problems(), lr=RATES)
@example(problem=(_START, [_PUSH]), lr=0.5)
def test_trains_both(student, problem, lr):
    _check(student, *problem, 0, lr, (0, lr))


@weight(3)
@needs("test_trains_both")
@describe("the weight is decayed by wd, the bias is not", "权重按 wd 衰减，偏置不衰减")
@settings(max_examples=16)
@given(problem=_problems(), wd=DECAYS, lr=RATES)
@example(problem=(_START, [_NONE]), wd=0.5, lr=0.1)
@example(problem=(_START, [_PUSH]), wd=2.0, lr=0.25)
def test_decays_the_weight_only(student, problem, wd, lr):
    _check(student, *problem, wd, lr, (wd, lr))


@weight(2)
@needs("test_trains_both")
@describe("several steps in a row: no momentum, nothing remembered", "连续多步：无动量，不记忆之前的梯度")
@settings(max_examples=8)
@given(problem=_problems(steps=4), wd=DECAYS, lr=RATES)
@example(problem=(_START, [_PUSH, _NONE, _NONE]), wd=0, lr=0.5)
@example(problem=(_START, [_NONE, _PUSH, _PUSH]), wd=1.0, lr=0.5)
def test_no_momentum(student, problem, wd, lr):
    _check(student, *problem, wd, lr, (wd, lr))


@weight(1)
@needs("test_decays_the_weight_only")
@describe("the rate is 0.003 unless another is given, by place or by name", "默认学习率为 0.003；也可以按位置或名字给出其他值")
@settings(max_examples=4)
@given(problem=_problems(), wd=DECAYS)
@example(problem=((_tensor(100.0, -50.0), torch.tensor([100.0])), [(_tensor(100.0, 0.0), torch.tensor([200.0]))]), wd=10.0)
def test_default_rate(student, problem, wd):
    _check(student, *problem, wd, 0.003, (wd,))
    _check(student, *problem, wd, 0.25, (wd,), {"lr": 0.25})


@weight(1)
@needs("test_decays_the_weight_only")
@describe("tensors of float64 networks and networks with many inputs", "float64 的网络，以及输入很多的网络")
@settings(max_examples=4)
@given(problem=_problems(dtype=torch.float64, steps=2), wd=DECAYS, lr=RATES)
@example(problem=((torch.arange(1200.0).reshape(1, -1) / 100, torch.ones(1)), [(torch.ones(1, 1200), torch.ones(1))]),
         wd=0.5, lr=0.25)
def test_other_networks(student, problem, wd, lr):
    _check(student, *problem, wd, lr, (wd, lr))


@weight(1)
@needs("test_decays_the_weight_only")
@describe("building the optimiser leaves the network's parameters as they are", "构造优化器不改变网络的参数")
@settings(max_examples=3)
@given(problem=_problems(steps=0), wd=DECAYS)
@example(problem=(_START, []), wd=3)
def test_leaves_the_network_alone(student, problem, wd):
    seen = _check(student, *problem, wd, 0.1, (wd, 0.1))
    expect.equal(seen["trainable"], [True, True], asked=Text("requires_grad of the parameters", "参数的 requires_grad"))
    for got, want in zip(seen["built"], problem[0], strict=True):
        expect.equal(got, want, asked=Text("the network's parameters", "网络的参数"))


TORCHS_OWN = "0.008 times"  # 0.001, of the rate that is given below


def fingerprint(student):
    """By how much each parameter is pushed, in units of lr, and decayed, in units of wd and of its own rate; is anything remembered?"""
    wd, lr = 0.25, 0.125
    seen = _steps(student, _START, [], [wd, lr], {})
    if "trained" not in seen:
        return {"kind": seen["kind"]}

    def moved(gradients, wd):
        trained = _steps(student, _START, gradients, [wd, lr], {})["trained"]
        return [float(after.flatten()[0] - before.flatten()[0]) for after, before in zip(trained, _START, strict=True)]

    def label(value, unit):
        share = round(value / unit, 3) + 0.0
        return {0.0: "none", 1.0: "right"}.get(share, f"{share:.3g} times")

    def pace(share):
        return share if share in ("none", "right", TORCHS_OWN) else "another"

    decay, pushed, later = moved([_NONE], wd), moved([_PUSH], 0.0), moved([_PUSH, _NONE], 0.0)
    starts, pushes = ([float(tensor.flatten()[0]) for tensor in pair] for pair in (_START, _PUSH))
    rates = [-change / push for change, push in zip(pushed, pushes, strict=True)]
    shares = [label(rate, lr) for rate in rates]
    both = shares[0] == shares[1]
    return {"kind": seen["kind"], "memory": pushed != later, "moves": any([*decay, *pushed]),
            "decay": [label(-change, (rate or lr) * wd * start) for change, rate, start in zip(decay, rates, starts, strict=True)],
            "push": [share if both else pace(share) for share in shares]}
