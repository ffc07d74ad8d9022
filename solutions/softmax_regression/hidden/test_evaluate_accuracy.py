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
    """Evaluate a linear net on batches that come in the way that ``how`` says; what was seen while it ran."""
    import torch

    seen = {"training": [], "graph": []}
    if how["module"]:
        linear = torch.nn.Linear(*weight.shape, bias=False, dtype=weight.dtype)
        with torch.no_grad():
            linear.weight.copy_(weight.T)
        net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Dropout(0.5), linear)
        net.train(how["training"])
        linear.register_forward_hook(
            lambda module, X, out: (seen["training"].append(net.training or net[1].training), seen["graph"].append(out.requires_grad)) and None)
    else:
        leaf = weight.clone().requires_grad_()

        def net(X):
            out = X.reshape(len(X), -1) @ leaf
            seen["graph"].append(out.requires_grad)
            return out
    pairs = [list(pair) if how["lists"] else tuple(pair) for pair in batches]
    data_iter = pairs if how["again"] else (pair for pair in pairs)
    result = student.evaluate_accuracy(data_iter=data_iter, net=net) if how["names"] else student.evaluate_accuracy(net, data_iter)
    seen["recording"] = torch.is_grad_enabled()
    seen["unchanged"] = all(torch.equal(a, c) and torch.equal(b, d) for (a, b), (c, d) in zip(pairs, how["copies"]))
    return result, seen


def _run(student, weight_, batches, **how):
    copies = [(X.clone(), y.clone()) for X, y in batches]
    defaults = {"module": False, "training": True, "lists": False, "again": True, "names": False, "copies": copies}
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
@describe("a Module is in evaluation mode while it runs", "Module 在运行时处于评估模式")
@settings(max_examples=4)
@given(sizes=SIZES, seed=st.integers(0, 99))
@example(sizes=[3, 2], seed=0)
@example(sizes=[1], seed=1)
def test_evaluation_mode(student, sizes, seed):
    problem = _problem(sizes, seed)
    for training in (True, False):
        _, seen = _run(student, *problem, module=True, training=training)
        expect.true(seen["training"] and not any(seen["training"]),
                    Text("training is False while the net runs", "网络运行时 training 为 False"),
                    got=Text("training is True", "training 为 True"), hint=MODE)
        _check(student, problem, module=True, training=training)


@weight(3)
@needs("test_even_batches")
@describe("no graph is built, and autograd is on again afterwards", "不构建计算图，之后自动求导恢复开启")
@settings(max_examples=2)
@given(module=st.booleans())
@example(module=True)
@example(module=False)
def test_no_graph(student, module):
    seen = _check(student, _problem([3, 2], 5), module=module)
    expect.true(seen["graph"] and not any(seen["graph"]), Text("results without a graph", "结果没有计算图"),
                got=Text("autograd records what the net does", "自动求导记录了网络的运算"),
                hint=Text("torch has a context that switches recording off", "torch 有一个上下文可以关闭记录"))
    expect.true(seen["recording"], Text("autograd on again after the call", "调用之后自动求导重新开启"))


@weight(1)
@needs("test_even_batches")
@describe("one-shot iterators, lists for pairs, and arguments by name", "只能遍历一次的迭代器、用列表表示的数据对、按名字传入的参数")
@settings(max_examples=6)
@given(sizes=SIZES, lists=st.booleans(), again=st.booleans(), names=st.booleans())
@example(sizes=[4, 4], lists=True, again=False, names=False)
@example(sizes=[4, 4], lists=False, again=False, names=True)
@example(sizes=[3], lists=True, again=True, names=True)
def test_kinds_of_batches(student, sizes, lists, again, names):
    seen = _check(student, _problem([size + 1 for size in sizes], 6), lists=lists, again=again, names=names)
    expect.true(seen["unchanged"], Text("batches as they were", "数据保持不变"))


@weight(1)
@needs("test_even_batches")
@describe("many examples, other dtypes, two classes and many", "样本很多、其他数据类型、两类和多类")
def test_other_data(student):
    _check(student, _problem([700, 700, 3], 7, d=2, q=2))
    _check(student, _problem([30, 5], 8, d=20, q=50))
    _check(student, _problem([5, 2], 9, dtype=torch.float64, label_dtype=torch.int32))
    _check(student, _problem([1] * 150, 10), UNEVEN)
    weight_, batches = _problem([4, 2], 11, d=4)
    result, _ = _run(student, weight_, [(X.reshape(-1, 1, 2, 2), y) for X, y in batches], module=True)  # small images
    expect.number(result, _share(weight_, batches), rtol=1e-5, atol=1e-6, asked=SHARE)


@probe
def mend_accuracy(student):
    def accuracy(y_hat, y):
        predicted = y_hat.argmax(1) if y_hat.ndim == 2 else y_hat
        return int((predicted.double() == y.double()).sum())

    student.globals["accuracy"] = accuracy


MENDS = {"accuracy": mend_accuracy}


def fingerprint(student):
    """How batches are weighed, in which mode, and whether a graph is built."""
    weight_, batches = _problem([8, 4, 1], 0)
    result, seen = _run(student, weight_, batches)
    if type(result) not in (int, float):
        return {"type": type(result).__name__}
    shares = [_share(weight_, [batch]) for batch in batches]
    total = _share(weight_, batches)
    values = {"right": total, "mean of means": sum(shares) / 3, "count": 13 * total, "a batch": 13 * total / 3, "last": shares[-1],
              "first": shares[0], "sum of means": sum(shares), "error": 1 - total}
    kind = next((name for name, value in values.items() if abs(result - value) < 1e-4), "other")
    _, module = _run(student, weight_, batches, module=True)
    return {"kind": kind, "graph": any(seen["graph"]), "training": any(module["training"]), "recording": seen["recording"]}
