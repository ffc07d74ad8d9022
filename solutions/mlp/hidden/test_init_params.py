"""Hidden tests of ``init_params``: shapes, leaves, distribution, independence, biases."""

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, stats, weight

NAMES = ("W1", "b1", "W2", "b2")
SIZES = (150, 150, 130)  # enough values to tell a uniform distribution of the same spread from a normal one


@probe
def drawn(student, num_inputs, num_hiddens, num_outputs):
    """The parameters of two calls, and what is to be known of them."""
    import torch

    calls = [student.init_params(num_inputs, num_hiddens, num_outputs) for _ in range(2)]
    if not all(isinstance(call, (list, tuple)) and len(call) == 4 for call in calls) or not all(
            isinstance(item, torch.Tensor) for call in calls for item in call):
        return {"returned": calls[0]}
    spaces = [item.data_ptr() for call in calls for item in call]
    return {
        "returned": [item.detach() for item in calls[0]],
        "again": [item.detach() for item in calls[1]],
        "parameter": [isinstance(item, torch.nn.Parameter) for item in calls[0]],
        "leaf": [item.is_leaf for item in calls[0]],
        "requires_grad": [item.requires_grad for item in calls[0]],
        "apart": len(set(spaces)) == len(spaces),
        "kept": spaces[:4] == spaces[4:],
    }


def shapes(num_inputs, num_hiddens, num_outputs):
    return [(num_inputs, num_hiddens), (num_hiddens,), (num_hiddens, num_outputs), (num_outputs,)]


@given(sizes=st.tuples(st.integers(1, 6), st.integers(1, 6), st.integers(1, 6)))
@settings(max_examples=15)
@describe("four tensors in float32, of the right shapes for any sizes", "任意尺寸下，四个形状正确的 float32 张量")
def test_shapes(student, sizes):
    found = student.init_params(*sizes)
    expect.sequence(found, 4)
    for name, item, shape in zip(NAMES, found, shapes(*sizes), strict=True):
        expect.tensor(item, shape, torch.float32,
                      asked=Text("{} of init_params{}", "init_params{1} 的 {0}").format(name, sizes))


@weight(2)
@needs("test_shapes")
@describe("each of the four is an nn.Parameter and a leaf of the graph", "四个都是 nn.Parameter，并且是计算图的叶子")
def test_parameters(student):
    facts = drawn(student, 5, 4, 3)
    for index, name in enumerate(NAMES):
        expect.true(facts["requires_grad"][index], Text("{} requires a gradient", "{} 需要梯度").format(name),
                    relation="not-trainable", got=Text("requires_grad=False", "requires_grad=False"))
        expect.true(facts["leaf"][index], Text("{} is a leaf", "{} 是叶子").format(name), relation="not-a-leaf", got=Text("the result of a computation", "由计算得到的结果"), hint=Text(
            "the result of an operation on a parameter is no leaf: which step comes last?",
            "对参数作运算得到的结果不是叶子：最后一步应该是什么？"))
        expect.true(facts["parameter"][index], Text("{} is an nn.Parameter", "{} 是 nn.Parameter").format(name),
                    relation="plain-tensor", got=Text("a plain tensor", "普通的张量"))


@weight(3)
@needs("test_shapes")
@describe("both weights are draws from N(0, 0.01²)", "两个权重都抽自 N(0, 0.01²)")
def test_weights_are_normal(student):
    facts = drawn(student, *SIZES)
    for index in (0, 2):
        stats.normal(facts["returned"][index], 0.0, 0.01, what=Text("the values of {}", "{} 的取值").format(NAMES[index]))


@probe
def small_layers(student, times):
    """The weights of a small network, of many calls."""
    import torch

    calls = [student.init_params(2, 1, 3) for _ in range(times)]
    return [torch.stack([call[index].detach() for call in calls]) for index in (0, 2)]


@weight(0.5)
@needs("test_weights_are_normal")
@describe("small layers, too, down to one hidden unit", "小的层也一样，直到只有一个隐藏单元")
def test_small_layers(student):
    for name, found in zip(("W1", "W2"), small_layers(student, 200), strict=True):
        stats.normal(found, 0.0, 0.01, what=Text("{} of many calls of init_params(2, 1, 3)", "多次调用 init_params(2, 1, 3) 的 {}").format(name))


@needs("test_shapes", "test_weights_are_normal")
@describe("both biases are 0 at first", "两个偏置最初都是 0")
def test_biases_are_zero(student):
    found = drawn(student, 7, 5, 5)["returned"]
    for index in (1, 3):
        expect.close(found[index], torch.zeros(5), atol=0, asked=Text("{}", "{}").format(NAMES[index]))


@weight(1.5)
@needs("test_weights_are_normal")
@describe("rows, columns, W1 and W2, and one call and the next are drawn independently; nothing is shared",
          "各行、各列、W1 与 W2、前后两次调用都独立抽取；互不共享内存")
def test_independent_draws(student):
    facts = drawn(student, *SIZES)
    W1, _, W2, _ = facts["returned"]
    _, hiddens, outputs = SIZES
    pairs = [("W1 and W2", "W1 与 W2", W1[:, :outputs], W2),
             ("W1, transposed, and W2", "W1 的转置与 W2", W1.T[:, :outputs], W2),
             ("W1 and W2, value by value", "W1 与 W2 逐个取值", W1.flatten()[: W2.numel()], W2.flatten())]
    for name, weight_, again in (("W1", W1, facts["again"][0]), ("W2", W2, facts["again"][2])):
        rows, columns = weight_.shape[0] // 2, weight_.shape[1] // 2
        pairs += [(f"{name} of two calls", f"两次调用的 {name}", weight_, again),
                  (f"the rows of {name}", f"{name} 的各行", weight_[0::2], weight_[1::2]),
                  (f"the columns of {name}", f"{name} 的各列", weight_[:, 0::2], weight_[:, 1::2]),
                  (f"the halves of {name}", f"{name} 的上下两半", weight_[:rows], weight_[rows:]),
                  (f"left and right of {name}", f"{name} 的左右两半", weight_[:, :columns], weight_[:, columns:])]
    for en, zh, one, other in pairs:
        stats.uncorrelated(one, other, what=Text(en, zh))
    expect.true(drawn(student, 6, 6, 6)["apart"], Text("a tensor of its own for each parameter of each call",
                                                      "每次调用的每个参数都有自己的张量"),
                relation="memory-shared", got=Text("one tensor in two places", "同一个张量出现在两处"))


def fingerprint(student):
    """The first fault that is found, in words."""
    return {"fault": fault(drawn(student, 60, 60, 60))}


def fault(facts):  # noqa: PLR0911  a list of questions, the most telling first
    if "apart" not in facts:
        return "no four tensors"
    W1, b1, W2, b2 = facts["returned"]
    if [tuple(item.shape) for item in (W1, b1, W2, b2)] != shapes(60, 60, 60):
        return "shapes"
    sizes = {spread(weight_) for weight_ in (W1, W2)}
    if sizes != {"0.01"}:
        wrong = sizes - {"0.01"}
        return f"one of them {sizes}" if len(wrong) > 1 or (len(sizes) > 1 and "zero" in sizes) else f"spread {wrong.pop()}"
    if torch.equal(W1.flatten(), W2.flatten()):
        return "same draw"
    if facts["kept"]:
        return "kept"
    if torch.equal(W1, facts["again"][0]):
        return "fixed seed"
    if not all(facts["requires_grad"]):
        return "no gradient"
    if not all(facts["leaf"]):
        return "no leaf"
    if any(bool((b != 0).any()) for b in (b1, b2)):
        return "biases"
    return "none" if all(facts["parameter"]) else "no parameter"


def spread(values):
    """The size of the numbers, in words."""
    if bool((values == values.flatten()[0]).all()):
        return "zero" if values.flatten()[0] == 0 else "none: all equal"
    size = values.double().std().item()
    if bool((values >= 0).all()):  # a normal sample of this size is wider, even one of absolute values
        return "uniform" if float(values.max()) < 3.7 * size else "of positive numbers only"
    return next((word for low, high, word in ((0.009, 0.011, "0.01"), (0.09, 0.11, "0.1"), (0.9, 1.1, "1"))
                 if low < size < high), "other")
