"""Hidden tests of ``evaluate_accuracy``: weighted by examples, evaluation mode, no graph, any kind of batches."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, weight

SHARE = Text("right predictions divided by all examples", "正确预测数除以样本总数")
UNEVEN = Text("the mean of the batches' accuracies counts an example of a small batch for more than another",
              "对各批量的精度取平均，会让小批量中的样本占更大的比重")
MODE = Text("a Module has a method that switches dropout and the like off", "Module 有一个方法可以关闭 dropout 之类的行为")


@probe
def _evaluate(student, weight, batches, how):
    """Evaluate a linear net of some kind on batches that come in the way that ``how`` says; what was seen while it ran."""
    import functools

    import torch

    seen = {"training": [], "graph": []}
    leaf = weight.clone().requires_grad_()

    def scores(leaf, X):
        out = X.reshape(len(X), -1) @ leaf
        seen["graph"].append(out.requires_grad)
        return out

    class Callable:
        def __call__(self, X):
            return scores(leaf, X)

    class Module(torch.nn.Module):
        def __init__(self, weight):
            super().__init__()
            self.weight, self.inner = weight, torch.nn.Dropout(0.5)

        def forward(self, X):
            seen["training"].append(self.training or self.inner.training)
            return self.inner(scores(self.weight, X)) if self.training else scores(self.weight, X)

    kinds = {"function": lambda: lambda X: scores(leaf, X), "object": Callable, "method": lambda: Callable().__call__,
             "partial": lambda: functools.partial(scores, leaf), "module": lambda: Module(torch.nn.Parameter(weight.clone())),
             "no parameters": lambda: Module(leaf), "sequential": lambda: torch.nn.Sequential(
                 torch.nn.Flatten(), torch.nn.Sequential(Module(torch.nn.Parameter(weight.clone()))))}
    net = kinds[how["net"]]()
    if isinstance(net, torch.nn.Module):
        net.train(how["training"])
    pairs = [list(pair) if how["lists"] else tuple(pair) for pair in batches]
    data_iter = pairs if how["again"] else (pair for pair in pairs)
    result = student.evaluate_accuracy(net, data_iter)
    seen["recording"] = torch.is_grad_enabled()
    seen["trainable"] = all(p.requires_grad for p in net.parameters()) if isinstance(net, torch.nn.Module) else True
    seen["unchanged"] = all(torch.equal(a, c) and torch.equal(b, d) for (a, b), (c, d) in zip(pairs, how["copies"]))
    return result, seen


def _run(student, weight_, batches, **how):
    copies = [(X.clone(), y.clone()) for X, y in batches]
    defaults = {"net": "function", "training": True, "lists": False, "again": True, "copies": copies}
    return _evaluate(student, weight_, batches, {**defaults, **how})


def _problem(sizes, seed, d=3, q=3, dtype=torch.float32, label_dtype=torch.int64):
    """A weight, and batches of which the first are mostly right and the later ones mostly wrong; no near-ties."""
    generator = torch.Generator().manual_seed(seed)
    weight_ = torch.randn(d, q, generator=generator, dtype=torch.float64)
    batches = []
    for index, size in enumerate(sizes):
        X = torch.randn(4 * size + 8, d, generator=generator, dtype=torch.float64)
        top = (X @ weight_).topk(2).values
        X = X[top[:, 0] - top[:, 1] > 0.01][:size]
        right = (X @ weight_).argmax(1)
        wrong = torch.rand(len(X), generator=generator) < (0.1 if index == 0 else 0.7)
        batches.append((X.to(dtype), torch.where(wrong, (right + 1) % q, right).to(label_dtype)))
    return weight_.to(dtype), batches


def _share(weight_, batches):
    right = sum(int(((X.double() @ weight_.double()).argmax(1) == y.long()).sum()) for X, y in batches)
    return right / sum(len(y) for _, y in batches)


def _check(student, problem, hint=None, **how):
    result, seen = _run(student, *problem, **how)
    expect.number(result, _share(*problem), rtol=1e-5, atol=1e-6, asked=SHARE, hint=hint)
    return seen


SIZES = st.lists(st.integers(1, 6), min_size=1, max_size=4)


@weight(2)
@describe("right predictions divided by examples, on batches of one size", "批量大小相同时：正确预测数除以样本数")
@settings(max_examples=10)
@given(size=st.integers(1, 5), count=st.integers(1, 3), seed=st.integers(0, 99))
@example(size=4, count=2, seed=0)
@example(size=1, count=1, seed=1)
@example(size=5, count=1, seed=2)
def test_even_batches(student, size, count, seed):
    _check(student, _problem([size] * count, seed))


@weight(3)
@needs("test_even_batches")
@describe("every example counts the same, in a small last batch, too", "每个样本权重相同，较小的最后一个批量也不例外")
@settings(max_examples=10)
@given(sizes=SIZES, seed=st.integers(0, 99))
@example(sizes=[8, 1], seed=0)
@example(sizes=[10, 10, 1], seed=4)
@example(sizes=[1, 9], seed=2)
@example(sizes=[5, 4, 2, 1], seed=3)
def test_uneven_batches(student, sizes, seed):
    _check(student, _problem(sizes, seed), UNEVEN)


@weight(3)
@needs("test_even_batches")
@describe("a Module of any kind is in evaluation mode while it runs, with parameters and without",
          "任何类型的 Module 在运行时都处于评估模式，无论有没有参数")
@settings(max_examples=4)
@given(sizes=SIZES, seed=st.integers(0, 99))
@example(sizes=[3, 2], seed=0)
@example(sizes=[1], seed=1)
def test_evaluation_mode(student, sizes, seed):
    problem = _problem(sizes, seed)
    for net, training in (("sequential", True), ("module", True), ("no parameters", True), ("module", False)):
        _, seen = _run(student, *problem, net=net, training=training)
        expect.true(seen["training"] and not any(seen["training"]),
                    Text("training is False while the net runs", "网络运行时 training 为 False"),
                    relation="other-mode", got=Text("training is True", "training 为 True"), hint=MODE)
        _check(student, problem, net=net, training=training)


@weight(3)
@needs("test_even_batches")
@describe("no graph is built, and autograd is on again afterwards", "不构建计算图，之后自动求导恢复开启")
@settings(max_examples=2)
@given(net=st.sampled_from(["module", "function"]))
@example(net="module")
@example(net="function")
def test_no_graph(student, net):
    seen = _check(student, _problem([3, 2], 5), net=net)
    expect.true(seen["graph"] and not any(seen["graph"]), Text("results without a graph", "结果没有计算图"),
                relation="graph-recorded", got=Text("autograd records what the net does", "自动求导记录了网络的运算"),
                hint=Text("torch has a context that switches recording off", "torch 有一个上下文可以关闭记录"))
    expect.true(seen["recording"], Text("autograd on again after the call", "调用之后自动求导重新开启"),
                relation="recording-off", got=Text("autograd switched off", "自动求导仍处于关闭状态"))
    expect.true(seen["trainable"], Text("a Module that can still be trained", "Module 仍可训练"),
                got=Text("parameters that no longer require a gradient", "参数不再需要梯度"))


@weight(1)
@needs("test_even_batches")
@describe("one-shot iterators, lists for pairs; nets that are objects, methods or partial functions",
          "只能遍历一次的迭代器、用列表表示的数据对；网络可以是对象、方法或偏函数")
@settings(max_examples=6)
@given(sizes=SIZES, lists=st.booleans(), again=st.booleans(), net=st.sampled_from(["object", "method", "partial"]))
@example(sizes=[4, 4], lists=True, again=False, net="object")
@example(sizes=[4, 4], lists=False, again=False, net="partial")
@example(sizes=[3], lists=True, again=True, net="method")
def test_kinds_of_batches(student, sizes, lists, again, net):
    seen = _check(student, _problem([size + 1 for size in sizes], 6), lists=lists, again=again, net=net)
    expect.true(seen["unchanged"], Text("batches as they were", "数据保持不变"), relation="argument-changed", got=Text("changed batches", "数据被修改了"))


@weight(1)
@needs("test_even_batches")
@describe("many examples, other dtypes, two classes and many", "样本很多、其他数据类型、两类和多类")
def test_other_data(student):
    _check(student, _problem([5, 2], 9, dtype=torch.float64, label_dtype=torch.int32))
    _check(student, _problem([700, 700, 3], 7, d=2, q=2))
    _check(student, _problem([30, 5], 8, d=20, q=50))
    _check(student, _problem([1] * 150, 10), UNEVEN)
    weight_, batches = _problem([4, 2], 11, d=4)
    result, _ = _run(student, weight_, [(X.reshape(-1, 1, 2, 2), y) for X, y in batches], net="sequential")  # small images
    expect.number(result, _share(weight_, batches), rtol=1e-5, atol=1e-6, asked=SHARE)


@probe
def mend_accuracy(student):
    def accuracy(y_hat, y):
        predicted = y_hat.argmax(1) if y_hat.ndim == 2 else y_hat
        return int((predicted.double() == y.double()).sum())

    student.globals["accuracy"] = accuracy


REPAIRS = {"accuracy": mend_accuracy}


def fingerprint(student):
    """How batches are weighed, in which mode, and whether a graph is built."""
    weight_, batches = _problem([8, 4, 3], 2)
    result, seen = _run(student, weight_, batches)
    if type(result) not in (int, float):
        return {"type": type(result).__name__}
    shares = [_share(weight_, [batch]) for batch in batches]
    total = _share(weight_, batches)
    values = {"right": total, "mean of means": sum(shares) / 3, "count": 15 * total, "a batch": 15 * total / 3, "last size": 15 * total / 9, "first size": 15 * total / 24, "last": shares[-1],
              "first": shares[0], "sum of means": sum(shares), "error": 1 - total}
    kind = next((name for name, value in values.items() if abs(result - value) < 1e-4), "other")
    _, module = _run(student, weight_, batches, net="module")
    return {"kind": kind, "training": any(module["training"]), "graph": any(seen["graph"]), "recording": seen["recording"]}
