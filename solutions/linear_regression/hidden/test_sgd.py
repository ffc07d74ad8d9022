"""Hidden tests of ``sgd``: the step, where it is stored, what becomes of the gradients and of autograd."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import FLOATS, Text, describe, expect, needs, probe, relations, tensors, weight

PARAMETER = Text("a parameter after the step", "更新一步之后的参数")
STORAGE = Text("change the tensor itself: a new tensor of the same name is not the one the model uses",
               "请修改张量本身：另建一个同名的张量，模型用的并不是它")
RATES = st.sampled_from([0.03, 0.1, 0.5, 1.0, 2])
BATCHES = st.sampled_from([1, 2, 3, 10, 16])
QUARTERS = st.integers(-16, 16).map(lambda n: n / 4)


@st.composite
def problems(draw, dtype=torch.float32, layout=True, most=3):
    """Values of one to three parameters, and a gradient for each."""
    shapes = draw(st.lists(st.sampled_from([(2, 1), (1,), (3,), (1, 1), (2, 3), (2, 1, 2)]), min_size=1, max_size=most))
    values = [draw(tensors(shape=shape, dtype=dtype, elements=QUARTERS, contiguous=layout)) for shape in shapes]
    gradients = [draw(tensors(shape=value.shape, dtype=value.dtype, elements=QUARTERS, contiguous=True)) for value in values]
    return values, gradients


@probe
def _step(student, values, gradients, lr, batch_size, steps, wrapped):
    import torch

    make = torch.nn.Parameter if wrapped else (lambda value: value.requires_grad_())
    params = [make(value.detach()) for value in values]
    held = list(params)  # the tensors that the model uses
    storages = [param.data_ptr() for param in held]
    memory = [param.detach() for param in held]  # the same storage, seen from outside
    seen = {"returned": [], "grads": [], "values": []}
    for _ in range(steps):
        for param, gradient in zip(held, gradients):
            param.grad = gradient.clone()
        out = student.sgd(params, lr, batch_size)
        seen["returned"].append(out is None)
        seen["grads"].append([None if param.grad is None else param.grad.detach().clone() for param in held])
        seen["values"].append([param.detach().clone() for param in held])
    seen["memory"] = [value.clone() for value in memory]
    seen["in place"] = all(param.data_ptr() == place for param, place in zip(held, storages))
    seen["leaf"] = all(param.is_leaf and param.requires_grad for param in held)
    seen["recording"] = (held[0] * 2).requires_grad
    seen["list"] = len(params) == len(held) and all(param is kept for param, kept in zip(params, held))
    return seen


def _run(student, problem, lr, batch_size, steps=1, wrapped=False):
    values, gradients = problem
    return _step(student, values, gradients, lr, batch_size, steps, wrapped)


def _moved(problem, lr, batch_size, steps=1):
    values, gradients = problem
    return [(value.double() - steps * lr * gradient.double() / batch_size).to(value.dtype)
            for value, gradient in zip(values, gradients, strict=True)]


def _check(student, problem, lr, batch_size, **how):
    seen = _run(student, problem, lr, batch_size, **how)
    for step, values in enumerate(seen["values"], 1):
        for got, want in zip(values, _moved(problem, lr, batch_size, step), strict=True):
            exact = 1e-11 if want.dtype == torch.float64 else None
            expect.close(got, want, rtol=exact, atol=exact, asked=PARAMETER + Text(" (lr = {}, batch_size = {})", "（lr = {}，batch_size = {}）").format(
                lr, batch_size), hint=STORAGE if torch.equal(got, problem[0][0]) else None)
    return seen


def _steps(step):
    """Where each parameter is after one step of another size."""
    def moved(values, gradients, lr, batch_size, *_):
        return [value - step(value, gradient, lr, batch_size) for value, gradient in zip(values, gradients, strict=True)]
    return moved


RELATIONS = [relations.formulas({text: _steps(step) for text, step in {
    "param - 2 * lr * grad / batch_size": lambda p, g, lr, n: 2 * lr * g / n,
    "param - lr * max(grad, 0) / batch_size": lambda p, g, lr, n: lr * g.clamp(min=0) / n,
    "param - lr * param / batch_size": lambda p, g, lr, n: lr * p / n,
    "param + lr * grad": lambda p, g, lr, n: -lr * g,
    "param - grad": lambda p, g, lr, n: g,
    "param - lr": lambda p, g, lr, n: lr,
    "param - lr * param": lambda p, g, lr, n: lr * p,
    "param - lr * sign(grad)": lambda p, g, lr, n: lr * g.sign(),
    "param - lr * sign(grad) / batch_size": lambda p, g, lr, n: lr * g.sign() / n,
    "param - lr * grad.mean() / batch_size": lambda p, g, lr, n: lr * g.mean() / n,
    "param - lr * grad.sum() / batch_size": lambda p, g, lr, n: lr * g.sum() / n,
    "param - lr * grad / len(param)": lambda p, g, lr, n: lr * g / len(p),
    "param - lr * grad / (batch_size * len(param))": lambda p, g, lr, n: lr * g / n / len(p),
    "param - lr * grad / param.numel()": lambda p, g, lr, n: lr * g / p.numel(),
    "param - lr * grad // batch_size": lambda p, g, lr, n: lr * g // n,
    "param - lr * (grad // batch_size)": lambda p, g, lr, n: lr * (g // n),
    "param - lr * |grad| / batch_size": lambda p, g, lr, n: lr * g.abs() / n,
    "param - lr * grad ** 2 / batch_size": lambda p, g, lr, n: lr * g**2 / n,
    "param - lr * grad / batch_size ** 2": lambda p, g, lr, n: lr * g / n**2,
    "param - lr ** 2 * grad / batch_size": lambda p, g, lr, n: lr**2 * g / n,
    "param - grad / (lr * batch_size)": lambda p, g, lr, n: g / lr / n,
    "param - lr * grad / norm(grad)": lambda p, g, lr, n: lr * g / g.norm(),
    "param - lr / batch_size": lambda p, g, lr, n: lr / n,
    "param * (1 - lr * grad / batch_size)": lambda p, g, lr, n: p * lr * g / n,
    "lr * grad / batch_size": lambda p, g, lr, n: p - lr * g / n,
    "-lr * grad / batch_size": lambda p, g, lr, n: p + lr * g / n,
    "(param - lr * grad) / batch_size": lambda p, g, lr, n: p - (p - lr * g) / n,
    "param - lr * clamp(grad, -1, 1) / batch_size": lambda p, g, lr, n: lr * g.clamp(-1, 1) / n,
}.items()})]

_ONE = ([torch.tensor([[1.0], [2.0]]), torch.tensor([3.0])], [torch.tensor([[4.0], [-8.0]]), torch.tensor([2.0])])


@weight(4)
@describe("each parameter moves by lr · gradient / batch_size against its gradient", "每个参数沿负梯度方向移动 lr · 梯度 / batch_size")
@settings(max_examples=15)
@given(problem=problems(), lr=RATES, batch_size=BATCHES)
@example(problem=_ONE, lr=0.5, batch_size=1)
@example(problem=_ONE, lr=0.5, batch_size=10)
@example(problem=_ONE, lr=0.03, batch_size=4)
def test_step(student, problem, lr, batch_size):
    _check(student, problem, lr, batch_size)


@weight(3)
@needs("test_step")
@describe("afterwards every gradient is zero or None", "之后每个梯度都为零或 None")
@settings(max_examples=6)
@given(problem=problems(), lr=RATES)
@example(problem=_ONE, lr=0.5)
def test_gradients_are_cleared(student, problem, lr):
    for gradients in _check(student, problem, lr, 2, steps=2)["grads"]:
        for gradient in gradients:
            if gradient is not None:
                expect.close(gradient, torch.zeros_like(gradient), asked=Text("a gradient after the step", "更新之后的梯度"),
                             hint=Text("backward() adds to what is there", "backward() 会累加到已有的梯度上"))


@weight(3)
@needs("test_step")
@describe("the parameter's own storage is updated; it stays a leaf that requires a gradient, and autograd stays on",
          "更新的是参数自己的存储；它仍是需要梯度的叶子张量，自动求导仍然开启")
@settings(max_examples=4)
@given(problem=problems(), wrapped=st.booleans())
@example(problem=_ONE, wrapped=False)
@example(problem=_ONE, wrapped=True)
def test_in_place(student, problem, wrapped):
    seen = _check(student, problem, 0.5, 2, wrapped=wrapped)
    for got, want in zip(seen["memory"], _moved(problem, 0.5, 2), strict=True):
        expect.close(got, want, asked=Text("the memory that the parameter had before", "参数原来的存储中的值"), hint=STORAGE)
    expect.true(seen["in place"], Text("the parameter in its own storage", "参数仍在自己的存储中"), hint=STORAGE,
                got=Text("the parameter in new storage", "参数换了新的存储"))
    expect.true(seen["leaf"], Text("leaves that require a gradient", "需要梯度的叶子张量"), asked=PARAMETER,
                relation="not-a-leaf", got=Text("a tensor that is no leaf, or requires no gradient", "不是叶子张量，或不需要梯度"))
    expect.true(seen["recording"], Text("autograd switched on again afterwards", "之后自动求导重新开启"),
                relation="recording-off", got=Text("autograd switched off", "自动求导仍处于关闭状态"))
    expect.true(seen["list"], Text("a list of parameters that holds the same tensors as before", "参数列表仍包含原来的张量"),
                got=Text("a list with other tensors, or of another length", "列表中的张量或其个数变了"))


@weight(1)
@needs("test_step")
@describe("nothing is remembered from step to step, or of other parameters", "不记忆之前的步骤或其他参数")
@settings(max_examples=5)
@given(problem=problems(most=2), lr=RATES, batch_size=BATCHES)
@example(problem=_ONE, lr=0.5, batch_size=10)
def test_several_steps(student, problem, lr, batch_size):
    _check(student, problem, lr, batch_size, steps=3)


@weight(1)
@needs("test_step")
@describe("other tensors: float64, any memory layout, large parameters, large, small and zero gradients; returns nothing",
          "float64、任意内存布局、较大的参数，较大、较小或为零的梯度；没有返回值")
@settings(max_examples=8)
@given(problem=problems(dtype=FLOATS, layout=None), lr=RATES, batch_size=BATCHES)
@example(problem=([torch.ones(1200, 2)], [torch.ones(1200, 2)]), lr=0.5, batch_size=256)
@example(problem=([torch.tensor([1 / 3], dtype=torch.float64)], [torch.tensor([10 / 7], dtype=torch.float64)]), lr=0.1, batch_size=3)
@example(problem=([torch.tensor([1.0, 2.0])], [torch.tensor([1e6, -3000.0])]), lr=0.03, batch_size=1)
@example(problem=([torch.tensor([1e-4]), torch.tensor([0.0])], [torch.tensor([1e-5]), torch.tensor([-1e-6])]), lr=1000.0, batch_size=1)
@example(problem=([torch.ones(2), torch.ones(2), torch.ones(1)], [torch.zeros(2), torch.tensor([4.0, -4.0]), torch.ones(1)]), lr=0.5, batch_size=2)
@example(problem=([torch.tensor(1.0), torch.ones(2), torch.ones(1), torch.ones(3, 1)],
                  [torch.tensor(2.0), torch.ones(2), torch.ones(1), torch.ones(3, 1)]), lr=0.5, batch_size=2)
def test_other_parameters(student, problem, lr, batch_size):
    seen = _check(student, problem, lr, batch_size)
    expect.true(all(seen["returned"]), Text("None: the parameters are updated in place", "None：参数已原地更新"),
                relation="something-returned", got=Text("a returned value", "有返回值"))


def fingerprint(student):
    """The size and direction of the step, and what is left behind."""
    lr, batch_size = 0.4, 8  # no two of the mistakes below are the same factor
    seen = _run(student, _ONE, lr, batch_size)
    later = _run(student, _ONE, lr, batch_size, steps=2)
    units = {1.0: "right", 0.0: "none", -1.0: "ascent", 8.0: "no batch size", -8.0: "ascent without batch size",
             64.0: "times batch size", 4.0: "by the number of parameters", 2.5: "no rate", 0.4: "rate twice"}
    values, gradients = _ONE
    step = [units.get(round(float((value - after).flatten()[0]) / (lr / batch_size * float(gradient.flatten()[0])), 3), "other")
            for value, after, gradient in zip(values, seen["values"][0], gradients, strict=True)]
    cleared = [g is None or not bool(g.any()) for g in seen["grads"][0]]
    if set(step) == {"none"}:
        large = _run(student, (values, [1000 * gradient for gradient in gradients]), lr, batch_size)["values"][0]
        wrapped = _run(student, _ONE, lr, batch_size, wrapped=True)["values"][0]
        return {"step": "none", "cleared": cleared, "large": all(map(torch.equal, values, large)),
                "of Parameters": all(map(torch.equal, values, wrapped))}
    return {"step": step, "cleared": cleared,
            "in place": seen["in place"], "leaf": seen["leaf"], "recording": seen["recording"], "list": seen["list"],
            "again": [units.get(round(float((one - two).flatten()[0]) / (lr / batch_size * float(g.flatten()[0])), 3), "other")
                      for one, two, g in zip(later["values"][0], later["values"][1], gradients, strict=True)]}
