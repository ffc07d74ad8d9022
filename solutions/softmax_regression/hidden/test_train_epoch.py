"""Hidden tests of ``train_epoch``: every update followed exactly, the means, both kinds of updater, training mode.

The loss of the tests is half the squared distance of the scores from the one-hot label, one number for each example: its
steps can be followed in closed form.
"""

from functools import cache

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, weight

WEIGHT = Text("the net's weight after the epoch", "一轮之后网络的权重")
LOSS, ACCURACY = Text("the mean loss", "平均损失"), Text("the accuracy", "精度")
ORDER = Text("for each batch: scores, loss, old gradients away, backward, step", "对每个批量：得分、损失、清除旧梯度、反向传播、更新")
MEANS = Text("add up over all examples, and divide once at the end", "先对所有样本求和，最后只除一次")


@probe
def _epoch(student, start, batches, how):
    """One epoch of a linear net; what came back and what was seen."""
    import torch

    linear = torch.nn.Linear(*start.shape, bias=False, dtype=start.dtype)
    with torch.no_grad():
        linear.weight.copy_(start.T)
    net = torch.nn.Sequential(linear, torch.nn.Dropout(0.0))
    parameters = [linear.weight]
    seen = {"training": [], "sizes": [], "graph": True}
    linear.register_forward_hook(lambda *_: seen["training"].append(net.training and net[1].training))
    net.train(how["training"])
    if how["function"]:
        leaf = start.clone().requires_grad_()
        parameters = [leaf]

        def net(X):
            return X @ leaf

    def loss(y_hat, y):
        target = torch.nn.functional.one_hot(y.long(), y_hat.shape[1]).to(y_hat.dtype)
        return ((y_hat - target) ** 2).sum(1) / 2

    class Own(torch.optim.SGD):
        pass

    lr = how["lr"]
    if how["updater"] == "callable":
        def updater(batch_size):
            seen["sizes"].append(batch_size)
            with torch.no_grad():
                for parameter in parameters:
                    parameter -= lr * parameter.grad / batch_size
                    parameter.grad.zero_()
    else:
        kinds = {"sgd": torch.optim.SGD, "own": Own, "momentum": lambda p, lr: torch.optim.SGD(p, lr=lr, momentum=0.5)}
        updater = kinds[how["updater"]](parameters, lr=lr)
        if how["stale"]:
            for parameter in parameters:
                parameter.grad = torch.full_like(parameter, 100.0)
    pairs = [list(pair) if how["lists"] else tuple(pair) for pair in batches]
    train_iter = pairs if how["again"] else (pair for pair in pairs)
    named = {"updater": updater, "loss": loss, "train_iter": train_iter, "net": net}
    result = student.train_epoch(**named) if how["names"] else student.train_epoch(net, train_iter, loss, updater)
    trained = parameters[0].detach()
    return result, trained.clone() if how["function"] else trained.T.clone(), seen


_DEFAULTS = {"updater": "sgd", "lr": 0.25, "training": True, "function": False, "stale": False, "lists": False, "again": True, "names": False}


def _simulate(start, batches, lr, momentum=0.0, kind="right"):
    """The same epoch in closed form; ``kind`` names a mistake. Returns the weight, per-batch losses, and right answers."""
    w, velocity, kept = start.double(), torch.zeros_like(start).double(), torch.zeros_like(start).double()
    w, told, margin = w, [], 1.0
    for X, y in batches:
        X, target = X.double(), torch.nn.functional.one_hot(y.long(), start.shape[1]).double()
        scores = X @ w
        gradient = X.T @ (scores - target) / (1 if kind == "sum" else len(y) ** 2 if kind == "mean" else len(y))
        if kind == "kept":
            kept = gradient = kept + gradient
        if kind == "late":
            gradient, kept = kept, gradient
        velocity = momentum * velocity + gradient
        w = w - lr * velocity if kind != "none" else w
        if kind == "scores after":
            scores = X @ w
        top = scores.topk(2).values
        margin = min(margin, float((top[:, 0] - top[:, 1]).min()))
        told.append((float(((scores - target) ** 2).sum() / 2), int((scores.argmax(1) == y).sum()), len(y)))
    return w, told, margin


@cache
def _problem(sizes, seed, d=3, q=3, dtype=torch.float32):
    """A start and batches on which no prediction is a near-tie during the epoch."""
    while True:
        generator = torch.Generator().manual_seed(seed)
        start = torch.randn(d, q, generator=generator)
        batches = [(torch.randn(size, d, generator=generator), torch.randint(q, (size,), generator=generator)) for size in sizes]
        if min(_simulate(start, batches, lr, momentum)[2] for lr, momentum in ((0.25, 0.0), (0.1, 0.0), (0.25, 0.5))) > 1e-3:
            return start.to(dtype), [(X.to(dtype), y) for X, y in batches]
        seed += 1000


def _means(told):
    count = sum(n for _, _, n in told)
    return sum(loss for loss, _, _ in told) / count, sum(right for _, right, _ in told) / count


def _check(student, problem, means=True, **how):
    how = {**_DEFAULTS, **how}
    result, trained, seen = _epoch(student, *problem, how)
    w, told, _ = _simulate(*problem, how["lr"], 0.5 if how["updater"] == "momentum" else 0.0)
    expect.sequence(result, 2)
    expect.close(trained, w.to(problem[0].dtype), rtol=1e-4, atol=1e-5, asked=WEIGHT, hint=ORDER)
    for got, asked in zip(result, (LOSS, ACCURACY), strict=True):
        expect.number(got, asked=asked)
    if means:
        for got, want, asked in zip(result, _means(told), (LOSS, ACCURACY), strict=True):
            expect.number(got, want, rtol=1e-4, atol=1e-5, asked=asked, hint=MEANS)
    return seen


SIZES = st.lists(st.integers(1, 5), min_size=1, max_size=4).map(tuple)


@weight(3)
@describe("with an optimiser: a step for each batch, by the gradient of its mean loss", "使用优化器时：每个批量按其平均损失的梯度更新一步")
@settings(max_examples=8)
@given(sizes=SIZES, seed=st.integers(0, 20))
@example(sizes=(4,), seed=0)
@example(sizes=(4, 4), seed=1)
@example(sizes=(3, 3, 1), seed=2)
@example(sizes=(1,), seed=3)
def test_optimizer(student, sizes, seed):
    _check(student, _problem(sizes, seed), means=False)


@weight(2)
@needs("test_optimizer")
@describe("with a callable: the gradient of the summed loss, and the size of each batch", "使用可调用的更新器时：损失之和的梯度，并传入每个批量的大小")
@settings(max_examples=6)
@given(sizes=SIZES, seed=st.integers(0, 20), function=st.booleans())
@example(sizes=(4, 4), seed=1, function=True)
@example(sizes=(3, 3, 1), seed=2, function=False)
def test_callable_updater(student, sizes, seed, function):
    seen = _check(student, _problem(sizes, seed), means=False, updater="callable", function=function)
    expect.true(list(seen["sizes"]) == list(sizes), Text("the updater called with {}", "更新器依次收到 {}").format(list(sizes)),
                got=Text("{}", "{}").format(str(seen["sizes"])))


@weight(2)
@needs("test_optimizer")
@describe("gradients left over from before do not matter", "之前残留的梯度没有影响")
@settings(max_examples=2)
@given(sizes=SIZES)
@example(sizes=(4,))
@example(sizes=(2, 2, 2))
def test_stale_gradients(student, sizes):
    _check(student, _problem(sizes, 4), means=False, stale=True)


@weight(3)
@needs("test_optimizer")
@describe("mean loss and accuracy: weighted by examples, from the scores before each update",
          "平均损失和精度：按样本数加权，取自每次更新之前的得分")
@settings(max_examples=10)
@given(sizes=SIZES, seed=st.integers(0, 20))
@example(sizes=(4, 4), seed=1)
@example(sizes=(7, 7, 1), seed=2)
@example(sizes=(1, 6), seed=3)
@example(sizes=(1,), seed=5)
def test_means(student, sizes, seed):
    _check(student, _problem(sizes, seed))
    _check(student, _problem(sizes, seed), updater="callable", function=True)


@weight(3)
@needs("test_optimizer")
@describe("a Module is in training mode while it runs", "Module 在运行时处于训练模式")
@settings(max_examples=1)
@given(updater=st.sampled_from(["sgd", "callable"]))
@example(updater="sgd")
@example(updater="callable")
def test_training_mode(student, updater):
    for training in (False, True):
        seen = _check(student, _problem((3, 2), 6), means=False, training=training, updater=updater)
        expect.true(seen["training"] and all(seen["training"]), Text("training is True while the net runs", "网络运行时 training 为 True"),
                    got=Text("training is False", "training 为 False"),
                    hint=Text("the net may have been evaluated just before", "网络之前可能刚做过评估"))


@weight(1)
@needs("test_optimizer", "test_means")
@describe("any optimiser, one-shot iterators, lists for pairs, float64, many examples, arguments by name",
          "任意优化器、只能遍历一次的迭代器、用列表表示的数据对、float64、样本很多、按名字传入的参数")
def test_other_ways(student):
    _check(student, _problem((3, 3, 2), 7), updater="momentum")
    _check(student, _problem((3, 2), 8), updater="own", again=False, lists=True)
    _check(student, _problem((2, 2), 9, dtype=torch.float64), lr=0.1, names=True)
    _check(student, _problem((2, 2), 9), function=True, names=True, updater="callable", again=False)
    _check(student, _problem((3, 2), 12), function=True, stale=True)
    _check(student, _problem((300, 40), 10, d=2, q=2), lists=True)
    _check(student, _problem((2,) * 40, 11), lr=0.1)


@probe
def mend_accuracy(student):
    def accuracy(y_hat, y):
        predicted = y_hat.argmax(1) if y_hat.ndim == 2 else y_hat
        return int((predicted.double() == y.double()).sum())

    student.globals["accuracy"] = accuracy


MENDS = {"accuracy": mend_accuracy}


def fingerprint(student):
    """Which updates were made, which means came back, in which mode."""
    problem = _problem((5, 3, 1), 12)

    def look(**how):
        how = {**_DEFAULTS, **how}
        result, trained, seen = _epoch(student, *problem, how)
        kind = next((kind for kind in ("right", "sum", "mean", "kept", "late", "none")
                     if torch.allclose(trained.double(), _simulate(*problem, how["lr"], kind=kind)[0], rtol=1e-3, atol=1e-4)), "other")
        return result, kind, seen

    result, optimizer, seen = look()
    told = {"optimizer": optimizer, "callable": look(updater="callable", function=True)[1], "stale": look(stale=True)[1],
            "training": all(look(training=False)[2]["training"])}
    _, batches, _ = _simulate(*problem, 0.25)
    _, after, _ = _simulate(*problem, 0.25, kind="scores after")
    if not isinstance(result, list | tuple) or len(result) != 2 or any(type(value) not in (int, float) for value in result):
        return {**told, "result": "odd"}
    for index, name in enumerate(("loss", "accuracy")):
        sums, sizes = [batch[index] for batch in batches], [batch[2] for batch in batches]
        values = {"right": _means(batches)[index], "mean of means": sum(a / n for a, n in zip(sums, sizes, strict=True)) / 3,
                  "sum": sum(sums), "a batch": sum(sums) / 3, "last": sums[-1] / sizes[-1], "after": _means(after)[index],
                  "mean divided again": sum(a / n for a, n in zip(sums, sizes, strict=True)) / 9}
        told[name] = next((kind for kind, value in values.items() if abs(result[index] - value) < 1e-4), "other")
    return told
