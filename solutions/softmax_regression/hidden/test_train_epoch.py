"""Hidden tests of ``train_epoch``: every update followed exactly, the means, both kinds of updater, training mode.

The loss of the tests is half the squared distance of the scores from the one-hot label, one number for each example: its
steps can be followed in closed form.
"""

from functools import cache

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.core import errors
from autograder.testing import Text, describe, expect, needs, probe, weight

WEIGHT = Text("the net's weight after the epoch", "一轮之后网络的权重")
LOSS, ACCURACY = Text("the mean loss", "平均损失"), Text("the accuracy", "精度")
SIZES_SEEN = Text("the batch sizes that the updater was called with", "更新器收到的批量大小")


@probe
def _epoch(student, start, batches, how):
    """One epoch of a linear net; what came back and what was seen."""
    import functools

    import torch

    seen = {"training": [], "sizes": []}
    owned = how["net"] in ("sequential", "module")  # by the net; else it lives outside
    leaf = torch.nn.Parameter(start.clone()) if owned else start.clone().requires_grad_()

    def scores(weight, X):
        return X @ weight

    class Callable:
        def __call__(self, X):
            return scores(leaf, X)

    class Module(torch.nn.Module):
        def __init__(self, weight):
            super().__init__()
            self.weight, self.inner = weight, torch.nn.Dropout(0.0)

        def forward(self, X):
            seen["training"].append(self.training and self.inner.training)
            return scores(self.weight, X)

    nets = {"sequential": lambda: torch.nn.Sequential(Module(leaf), torch.nn.Identity()), "module": lambda: Module(leaf),
            "no parameters": lambda: Module(leaf), "function": lambda: lambda X: scores(leaf, X), "object": Callable,
            "partial": lambda: functools.partial(scores, leaf)}
    net = nets[how["net"]]()
    if isinstance(net, torch.nn.Module):
        net.train(how["training"])

    def squares(factor, y_hat, y):
        target = torch.nn.functional.one_hot(y.long(), y_hat.shape[1]).to(y_hat.dtype)
        return factor * ((y_hat - target) ** 2).sum(1)

    class Loss(torch.nn.Module):
        def forward(self, y_hat, y):
            return squares(0.5, y_hat, y)

    losses = {"function": lambda y_hat, y: squares(0.5, y_hat, y), "module": Loss(), "partial": functools.partial(squares, 0.5)}

    class Own(torch.optim.Optimizer):
        """A user's own optimiser, which is plain gradient descent."""

        def __init__(self, params, lr):
            super().__init__(params, {"lr": lr})

        def step(self, closure=None):
            with torch.no_grad():
                for parameter in self.param_groups[0]["params"]:
                    parameter -= self.param_groups[0]["lr"] * parameter.grad

    lr = how["lr"]

    def update(parameters, batch_size):
        seen["sizes"].append(batch_size)
        with torch.no_grad():
            for parameter in parameters:
                parameter -= lr * parameter.grad / batch_size
                parameter.grad.zero_()

    def updater(batch_size):  # named as the student's parameter: an exception says the name
        update([leaf], batch_size)

    class Updater:
        def __call__(self, batch_size):
            update([leaf], batch_size)

    updaters = {"callable": lambda: updater, "object": Updater,
                "partial": lambda: functools.partial(update, [leaf]), "sgd": lambda: torch.optim.SGD([leaf], lr=lr),
                "own": lambda: Own([leaf], lr), "momentum": lambda: torch.optim.SGD([leaf], lr=lr, momentum=0.5),
                "adam": lambda: torch.optim.Adam([leaf], lr=lr), "rmsprop": lambda: torch.optim.RMSprop([leaf], lr=lr)}
    updater = updaters[how["updater"]]()
    if how["stale"]:
        leaf.grad = torch.full_like(leaf, 100.0)
    pairs = [list(pair) if how["lists"] else tuple(pair) for pair in batches]
    result = student.train_epoch(net, pairs if how["again"] else (pair for pair in pairs), losses[how["loss"]], updater)
    return result, leaf.detach().clone(), seen


_DEFAULTS = {"updater": "sgd", "lr": 0.25, "net": "sequential", "loss": "function", "training": True, "stale": False,
             "lists": False, "again": True}


_OPTIMIZERS = {"momentum": lambda w, lr: torch.optim.SGD([w], lr=lr, momentum=0.5),
               "adam": lambda w, lr: torch.optim.Adam([w], lr=lr), "rmsprop": lambda w, lr: torch.optim.RMSprop([w], lr=lr)}


def _simulate(start, batches, lr, updater="sgd", kind="right"):
    """The same epoch in closed form; ``kind`` names a mistake. Returns the weight, per-batch losses, and right answers."""
    w, kept, told, margin = start.double().clone(), torch.zeros_like(start).double(), [], 1.0
    optimizer = _OPTIMIZERS.get(updater, lambda w, lr: torch.optim.SGD([w], lr=lr))(w, lr)
    for X, y in batches:
        X, target = X.double(), torch.nn.functional.one_hot(y.long(), start.shape[1]).double()
        scores = X @ w
        gradient = X.T @ (scores - target) / (1 if kind == "sum" else len(y) ** 2 if kind == "mean" else len(y))
        if kind == "kept":
            kept = gradient = kept + gradient
        if kind == "late":
            gradient, kept = kept, gradient
        if kind == "once":
            kept = kept + gradient
        w.grad = gradient
        if kind not in ("none", "once"):
            optimizer.step()
        if kind == "scores after":
            scores = X @ w
        top = scores.topk(2).values
        margin = min(margin, float((top[:, 0] - top[:, 1]).min()))
        told.append((float(((scores - target) ** 2).sum() / 2), int((scores.argmax(1) == y).sum()), len(y)))
    if kind == "once":
        w.grad = kept
        optimizer.step()
    return w, told, margin


@cache
def _problem(sizes, seed, d=3, q=3, dtype=torch.float32):
    """A start and batches on which no prediction is a near-tie during the epoch, whatever the updater."""
    while True:
        generator = torch.Generator().manual_seed(seed)
        start = torch.randn(d, q, generator=generator)
        batches = [(torch.randn(size, d, generator=generator), torch.randint(q, (size,), generator=generator)) for size in sizes]
        if min(_simulate(start, batches, lr, updater)[2] for lr, updater in (
                (0.25, "sgd"), (0.1, "sgd"), *((0.25, name) for name in _OPTIMIZERS))) > 1e-3:
            return start.to(dtype), [(X.to(dtype), y) for X, y in batches]
        seed += 1000


def _means(told):
    count = sum(n for _, _, n in told)
    return sum(loss for loss, _, _ in told) / count, sum(right for _, right, _ in told) / count


def _check(student, problem, means=True, **how):
    how = {**_DEFAULTS, **how}
    result, trained, seen = _epoch(student, *problem, how)
    w, told, _ = _simulate(*problem, how["lr"], how["updater"])
    expect.sequence(result, 2)
    if how["updater"] in ("callable", "object", "partial"):
        expect.equal(list(seen["sizes"]), [len(y) for _, y in problem[1]], asked=SIZES_SEEN)
    expect.close(trained, w.to(problem[0].dtype), rtol=1e-4, atol=1e-5, asked=WEIGHT)
    for got, asked in zip(result, (LOSS, ACCURACY), strict=True):
        expect.number(got, asked=asked)
    if means:
        for got, want, asked in zip(result, _means(told), (LOSS, ACCURACY), strict=True):
            expect.number(got, want, rtol=1e-4, atol=1e-5, asked=asked)
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
@given(sizes=SIZES, seed=st.integers(0, 20), net=st.sampled_from(["function", "module"]))
@example(sizes=(4, 4), seed=1, net="function")
@example(sizes=(3, 3, 1), seed=2, net="module")
def test_callable_updater(student, sizes, seed, net):
    _check(student, _problem(sizes, seed), means=False, updater="callable", net=net)


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
    _check(student, _problem(sizes, seed), updater="callable", net="function")


@weight(3)
@needs("test_optimizer")
@describe("a Module of any kind is in training mode while it runs, with parameters and without",
          "任何类型的 Module 在运行时都处于训练模式，无论有没有参数")
@settings(max_examples=1)
@given(updater=st.sampled_from(["sgd", "callable"]))
@example(updater="sgd")
@example(updater="callable")
def test_training_mode(student, updater):
    for net, training in (("sequential", False), ("sequential", True), ("module", False), ("no parameters", False)):
        seen = _check(student, _problem((3, 2), 6), means=False, net=net, training=training, updater=updater)
        expect.true(seen["training"] and all(seen["training"]), Text("training is True while the net runs", "网络运行时 training 为 True"),
                    relation="other-mode", got=Text("training is False", "training 为 False"),
                    hint=Text("the net may have been evaluated just before", "网络之前可能刚做过评估"))


@weight(1)
@needs("test_optimizer", "test_means")
@describe("any optimiser; nets, losses and updaters that are modules, objects or partial functions; one-shot iterators, lists for "
          "pairs, float64, many examples", "任意优化器；网络、损失和更新器可以是 Module、对象或偏函数；只能遍历一次的迭代器、用列表表示的数据对、"
          "float64、样本很多")
def test_other_ways(student):
    _check(student, _problem((3, 3, 2), 7), updater="momentum")
    _check(student, _problem((3, 2, 2), 7), updater="adam", stale=True, net="function")
    _check(student, _problem((2, 3), 13), updater="rmsprop", net="module", loss="module")
    _check(student, _problem((3, 2), 8), updater="own", again=False, lists=True)
    _check(student, _problem((2, 2), 9, dtype=torch.float64), lr=0.1, loss="partial")
    _check(student, _problem((2, 2), 9), net="object", updater="callable", again=False)
    for ways in ({"updater": "object", "loss": "partial"}, {"updater": "partial", "net": "partial", "loss": "module"}):
        _check(student, _problem((3, 1), 14), **ways)
    _check(student, _problem((3, 2), 12), net="partial", stale=True)
    _check(student, _problem((300, 40), 10, d=2, q=2), lists=True)
    _check(student, _problem((2,) * 40, 11), lr=0.1)


@probe
def mend_accuracy(student):
    def accuracy(y_hat, y):
        predicted = y_hat.argmax(1) if y_hat.ndim == 2 else y_hat
        return int((predicted.double() == y.double()).sum())

    student.globals["accuracy"] = accuracy


REPAIRS = {"accuracy": mend_accuracy}


def fingerprint(student):
    """Which updates were made, which means came back, in which mode."""
    problem = _problem((5, 3, 1), 12)

    def look(**how):
        how = {**_DEFAULTS, **how}
        result, trained, seen = _epoch(student, *problem, how)
        kind = next((kind for kind in ("right", "sum", "mean", "kept", "late", "once", "none")
                     if torch.allclose(trained.double(), _simulate(*problem, how["lr"], kind=kind)[0], rtol=1e-3, atol=1e-4)), "other")
        return result, kind, seen

    result, optimizer, seen = look()
    def called():
        try:
            return look(updater="callable", net="function")[1]
        except errors.StudentRaised:
            return "raised"

    told = {"optimizer": optimizer, "callable": called(), "stale": look(stale=True)[1],
            "training": all(look(training=False)[2]["training"])}
    _, batches, _ = _simulate(*problem, 0.25)
    _, after, _ = _simulate(*problem, 0.25, kind="scores after")
    if not isinstance(result, list | tuple) or len(result) != 2 or any(type(value) not in (int, float) for value in result):
        return {**told, "result": "odd"}
    for index, name in enumerate(("loss", "accuracy")):
        sums, sizes = [batch[index] for batch in batches], [batch[2] for batch in batches]
        values = {"right": _means(batches)[index], "mean of means": sum(a / n for a, n in zip(sums, sizes, strict=True)) / 3,
                  "sum": sum(sums), "a batch": sum(sums) / 3, "last": sums[-1] / sizes[-1], "first": sums[0] / sizes[0], "after": _means(after)[index],
                  "mean divided again": sum(a / n for a, n in zip(sums, sizes, strict=True)) / 9}
        told[name] = next((kind for kind, value in values.items() if abs(result[index] - value) < 1e-4), "other")
    return told
