"""Hidden tests of ``train_linear_regression``: the steps of gradient descent, followed exactly.

Where a training starts is the student's affair. Most labels here are in the millions, so that what is left of any start
after a few steps is far below the tolerance: results can be compared with the recurrence from zero. Where batches are
drawn at random, all the results that some order of the examples can give are worked out, and one of them must come back.
"""

from functools import cache
from itertools import permutations, product

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, relations, stats, weight

SCALE = 1e6  # of the labels; a start is of order 1
TOLERANCE = 3e-4  # relative: starts, and float32, leave less than a tenth of it
STEP = Text("work out one step on paper: the mean of the losses of one batch, its gradient, times lr",
            "请在纸上算出一步：一个批量的损失的平均、它的梯度、再乘以 lr")


def _problem(n, d, seed):
    """n examples with inputs of order 1 and labels of order SCALE."""
    generator = torch.Generator().manual_seed(seed)
    X = torch.randint(-4, 5, (n, d), generator=generator) / 4
    return X, SCALE * (1 + torch.randint(-8, 9, (n, 1), generator=generator) / 8)


def _descend(X, y, lr, epochs, batch_size, kind="right", short="own"):
    """Gradient descent from zero over batches in the given orders, one an epoch, in float64; ``kind`` names a mistake.

    A short last batch is divided by its own length or (``short="batch size"``) by the batch size: both are right.
    """
    X, y = X.double(), y.double()
    w, b = torch.zeros(X.shape[1], 1, dtype=torch.float64), torch.zeros(1, dtype=torch.float64)
    kept_w, kept_b = torch.zeros_like(w), torch.zeros_like(b)
    for epoch, order in enumerate(epochs):
        rate = lr / (epoch + 1) if kind == "decayed" else lr
        if kind == "starts anew":
            w, b = torch.zeros_like(w), torch.zeros_like(b)
        for start in range(0, len(order), batch_size):
            rows = list(order[start:start + batch_size])
            error = X[rows] @ w + b - y[rows]
            if kind.startswith("broadcast"):  # each prediction against each label, added up or averaged
                error = (X[rows] @ w + b - y[rows].mean()) * (1 if kind == "broadcast, averaged" else len(rows))
            share = 1 / (len(rows) if short == "own" else batch_size)
            share *= {"divided twice": 1 / batch_size, "summed": batch_size, "no half": 2, "ascent": -1}.get(kind, 1)
            grad_w, grad_b = share * X[rows].T @ error, share * error.sum(0)
            if kind in ("not zeroed", "momentum"):
                share = 0.9 if kind == "momentum" else 1
                grad_w, grad_b = kept_w, kept_b = share * kept_w + grad_w, share * kept_b + grad_b
            w, b = w - rate * grad_w, b - (0 if kind == "bias not trained" else rate) * grad_b
    return torch.cat([w.reshape(-1), b])


@cache
def _full_batch(n, d, seed, lr, num_epochs, kind="right"):
    return _descend(*_problem(n, d, seed), lr, [range(n)] * num_epochs, n, kind)


def _whole(kind):
    """A training of that kind, where the whole data are one batch."""
    def found(X, y, lr=0.03, num_epochs=3, batch_size=10):
        return _descend(X, y, lr, [range(len(X))] * num_epochs, len(X), kind) if batch_size >= len(X) else []
    return found


RELATIONS = [relations.formulas({
    "lstsq([X, 1], y)": lambda X, y, *_: torch.linalg.lstsq(torch.cat([X, torch.ones(len(X), 1)], 1), y).solution.reshape(-1),
    "w - lr / (epoch + 1) * gradient": _whole("decayed"),
    "velocity = 0.9 * velocity + gradient": _whole("momentum"),
})]


@cache
def _possible(n, d, seed, lr, num_epochs, batch_size):
    """Every result that shuffling can lead to, one a row."""
    orders = {tuple(tuple(sorted(order[i:i + batch_size])) for i in range(0, n, batch_size)) for order in permutations(range(n))}
    orders = [[i for batch in batches for i in batch] for batches in orders]
    return torch.stack([_descend(*_problem(n, d, seed), lr, epochs, batch_size, short=short)
                        for epochs in product(orders, repeat=num_epochs) for short in ("own", "batch size")])


def _trained(student, *args, **kwargs):
    """What a training returns, as one vector: the entries of w, then b."""
    got = student.train_linear_regression(*args, **kwargs)
    expect.sequence(got, 2, asked=Text("(w, b)", "(w, b)"))
    d = args[0].shape[1]
    for value, count, asked in zip(got, (d, 1), (Text("w", "w"), Text("b", "b")), strict=True):
        expect.tensor(value, asked=asked)
        if value.numel() != count:
            expect.tensor(value, shape=(count, 1) if asked.en == "w" else (1,), asked=asked)
    return torch.cat([value.detach().double().reshape(-1) for value in got])


def _compare(got, want, tolerance=TOLERANCE):
    size = max(SCALE, float(want.abs().max()))
    expect.close(got, want, rtol=0, atol=tolerance * size, hint=STEP, asked=Text("w and b after training", "训练之后的 w 和 b"))


@weight(4)
@describe("with the whole data in one batch: exactly gradient descent, epoch after epoch", "整个数据集为一个批量时：逐轮与梯度下降完全一致")
@settings(max_examples=6)
@given(n=st.integers(1, 6), d=st.integers(1, 3), num_epochs=st.integers(1, 4), lr=st.sampled_from([0.5, 0.25, 0.1]),
       seed=st.integers(0, 99))
@example(n=4, d=2, num_epochs=1, lr=0.5, seed=0)
@example(n=4, d=2, num_epochs=3, lr=0.25, seed=1)
@example(n=1, d=1, num_epochs=2, lr=0.25, seed=2)
@example(n=20, d=5, num_epochs=2, lr=0.1, seed=3)
def test_full_batch(student, n, d, num_epochs, lr, seed):
    got = _trained(student, *_problem(n, d, seed), lr, num_epochs, n)
    _compare(got, _full_batch(n, d, seed, lr, num_epochs))


@weight(3)
@needs("test_full_batch")
@describe("with small batches: a step for each, the smaller last one, too", "小批量时：每个批量各更新一步，较小的最后一个批量也不例外")
@settings(max_examples=4)
@given(case=st.sampled_from([(4, 3, 1), (3, 1, 2), (4, 2, 2)]), d=st.integers(1, 2), seed=st.integers(0, 9))
@example(case=(3, 2, 1), d=1, seed=0)
@example(case=(5, 2, 1), d=2, seed=1)
@example(case=(5, 3, 1), d=1, seed=4)
@example(case=(4, 3, 2), d=1, seed=2)
@example(case=(2, 1, 3), d=1, seed=3)
def test_small_batches(student, case, d, seed):
    n, batch_size, num_epochs = case
    got = _trained(student, *_problem(n, d, seed), 0.5, num_epochs, batch_size)
    possible = _possible(n, d, seed, 0.5, num_epochs, batch_size)
    nearest = possible[(possible - got).abs().amax(1).argmin()]
    _compare(got, nearest)


_LABELS = (0, 1, 37, 74)  # eight labels seen one by one, with weights 2⁻⁸ … 2⁻¹, add up to a number that tells their order


@cache
def _orders():
    """The number that b ends at, in units of SCALE / 2⁸, for every pair of orders of four labels; they all differ."""
    table = {}
    for first in permutations(range(4)):
        for second in permutations(range(4)):
            table[sum(2**place * _LABELS[i] for place, i in enumerate(first + second))] = (first, second)
    return table


@weight(3)
@needs("test_small_batches")
@describe("the examples are shuffled anew in every epoch", "每一轮都重新打乱样本")
def test_shuffles_every_epoch(student):
    X, y = torch.zeros(4, 1), SCALE * torch.tensor(_LABELS, dtype=torch.float32).reshape(4, 1)
    seen = []
    for _ in range(16):  # batches of one, rate ½, inputs 0: b forgets half of what it was and takes half a label
        got = float(_trained(student, X, y, 0.5, 2, 1)[1]) / SCALE * 2**8
        order = _orders().get(round(got)) if abs(got) < 1e9 else None
        expect.true(order is not None, Text("every example once in each of two epochs", "两轮中每个样本各出现一次"),
                    got=Text("a bias that no order of the examples gives", "任何顺序都得不到这样的偏置"))
        seen.append(order)
    shuffle = Text("shuffle the examples at the start of every epoch", "每一轮开始时都要打乱样本")
    what = Text("the order of the examples", "样本的顺序")
    stats.bernoulli(sum(first == second for first, second in seen), 16, 1 / 24, hint=shuffle,
                    what=Text("the second epoch in the order of the first", "第二轮与第一轮顺序相同"))
    firsts = [order for pair in seen for order in pair]
    stats.bernoulli(sum(order == (0, 1, 2, 3) for order in firsts), 32, 1 / 24, hint=shuffle,
                    what=Text("epochs in the order of the data", "顺序与数据相同的轮次"))
    stats.bernoulli(sum(one == other for (one, _), (other, _) in zip(seen[::2], seen[1::2], strict=True)), 8, 1 / 24,
                    what=Text("two trainings in the same order", "两次训练顺序相同"), hint=shuffle)
    for place in range(4):
        stats.bernoulli(sum(order[place] == 0 for order in firsts), 32, 1 / 4, what=what, hint=shuffle)


@weight(1)
@needs("test_full_batch")
@describe("defaults: lr=0.03, num_epochs=3 and batch_size=10 unless others are given, by place or by name",
          "默认 lr=0.03、num_epochs=3、batch_size=10；也可以按位置或名字给出其他值")
def test_defaults(student):
    _compare(_trained(student, *_problem(10, 2, 5)), _full_batch(10, 2, 5, 0.03, 3))
    for n in (20, 21):  # a constant label: b tells the number of steps and nothing else
        X, y = torch.zeros(n, 1), torch.full((n, 1), SCALE)
        got = _trained(student, X, y)
        right = [_descend(X, y, 0.03, [range(n)] * 3, 10, short=short)[1:] for short in ("own", "batch size")]
        _compare(got[1:], min(right, key=lambda want: float((want - got[1:]).abs())), tolerance=1e-4)
    X, y = _problem(4, 2, 6)
    got = _trained(student, X, y, batch_size=4, num_epochs=2, lr=0.25)
    _compare(got, _full_batch(4, 2, 6, 0.25, 2))


@weight(2)
@needs("test_full_batch")
@describe("it recovers the true w and b from noisy data", "能从带噪声的数据中恢复真实的 w 和 b")
def test_recovers_the_truth(student):
    generator = torch.Generator().manual_seed(0)
    X, w = torch.randn(120, 2, generator=generator), torch.tensor([[2.0], [-3.4]])
    y = X @ w + 4.2 + 0.01 * torch.randn(120, 1, generator=generator)
    got = _trained(student, X, y, 0.1, 10, 10)
    expect.close(got, torch.tensor([2.0, -3.4, 4.2], dtype=torch.float64), rtol=0, atol=0.05,
                 asked=Text("w and b after training", "训练之后的 w 和 b"))


@weight(1)
@needs("test_full_batch")
@describe("the data are not changed; many inputs; batches larger than the data", "数据不被修改；输入很多；批量大于数据集")
def test_other_data(student):
    X, y = _problem(4, 2, 7)
    _, after = student.after("train_linear_regression", X, y, 0.25, 2, 2)
    expect.equal(after[0], X, asked=Text("features after training", "训练之后的 features"))
    expect.equal(after[1], y, asked=Text("labels after training", "训练之后的 labels"))
    _compare(_trained(student, *_problem(3, 1200, 8), 0.5 / 1200, 2, 3), _full_batch(3, 1200, 8, 0.5 / 1200, 2))
    got = _trained(student, X, y, 0.25, 2, 16)
    right = [_descend(X, y, 0.25, [range(4)] * 2, 16, short=short) for short in ("own", "batch size")]
    _compare(got, min(right, key=lambda want: float((want - got).abs().max())))


@probe
def mend_data_iter(student):
    import torch

    def data_iter(batch_size, features, labels):
        for rows in torch.randperm(len(features)).split(batch_size):
            yield features[rows], labels[rows]

    student.globals["data_iter"] = data_iter


@probe
def mend_linreg(student):
    student.globals["linreg"] = lambda X, w, b: X @ w + b


@probe
def mend_squared_loss(student):
    student.globals["squared_loss"] = lambda y_hat, y: (y_hat - y.reshape(y_hat.shape)) ** 2 / 2


@probe
def mend_sgd(student):
    import torch

    def sgd(params, lr, batch_size):
        with torch.no_grad():
            for param in params:
                param -= lr * param.grad / batch_size
                param.grad.zero_()

    student.globals["sgd"] = sgd


REPAIRS = {"data_iter": mend_data_iter, "linreg": mend_linreg, "squared_loss": mend_squared_loss, "sgd": mend_sgd}
RATE = 0.2  # no power of the batch size
_KINDS = ("right", "divided twice", "summed", "no half", "ascent", "not zeroed", "starts anew", "bias not trained",
          "broadcast", "broadcast, averaged")


@probe
def passes(student, X, y):
    """How often backward() is called in three epochs of one batch."""
    import torch

    count, genuine = [0], torch.Tensor.backward

    def counted(*args, **kwargs):
        count[0] += 1
        return genuine(*args, **kwargs)

    torch.Tensor.backward = counted
    try:
        student.train_linear_regression(X, y, 0.25, 3, 4)
    finally:
        torch.Tensor.backward = genuine
    return count[0]


def fingerprint(student):
    """Which recurrence does a training over one batch follow, and is there any order in which small ones are taken?"""
    def recognised(got, num_epochs):
        for kind in _KINDS:
            want = _full_batch(4, 2, 1, RATE, num_epochs, kind)
            if got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=TOLERANCE * max(SCALE, float(want.abs().max()))):
                return kind
        for name, epochs in (("an epoch short", num_epochs - 1), ("an epoch more", num_epochs + 1)):
            want = _full_batch(4, 2, 1, RATE, epochs)
            if got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=TOLERANCE * SCALE):
                return name
        return "unknown"

    def vector(*args):
        got = student.train_linear_regression(*args)
        parts = got if isinstance(got, list | tuple) else [got]
        if not all(isinstance(part, torch.Tensor) for part in parts):
            return torch.zeros(0)
        return torch.cat([part.detach().double().reshape(-1) for part in parts])

    X, y = _problem(4, 2, 1)
    told = {"three epochs": recognised(vector(X, y, RATE, 3, 4), 3)}
    if told["three epochs"] == "starts anew":  # or there was one pass only
        told["passes"] = passes(student, X, y)
    labels = SCALE * torch.tensor(_LABELS, dtype=torch.float32).reshape(4, 1)
    ends = [vector(torch.zeros(4, 1), labels, 0.5, 2, 1) for _ in range(6)]
    biases = [round(float(end[-1]) / SCALE * 2**8) if end.numel() and end.isfinite().all() else None for end in ends]
    orders = [_orders().get(bias) for bias in biases]
    told["order"] = ("none" if None in orders and len(set(biases)) == 1 else "unknown" if None in orders else "as given" if set(orders) == {((0, 1, 2, 3), (0, 1, 2, 3))} else
                     "fixed" if len(set(orders)) == 1 else "once" if all(a == b for a, b in orders) else "shuffled")
    told["first epoch"] = recognised(vector(X, y, RATE, 1, 4), 1)
    told["five in twos"] = in_twos(vector)
    return told


def in_twos(vector):
    """What becomes of five equal examples in batches of two: w and b, which move alike, tell how many steps there were, and of
    which size."""
    got = vector(torch.ones(5, 1), torch.full((5, 1), SCALE), 0.25, 1, 2)
    known = {"right": 1 - 0.5**3, "short batch by batch size": 1 - 0.5**2 * 0.75, "once an epoch": 1.25, "once, the last batch": 0.25,
             "once, a batch": 0.5, "by all examples": 1 - 0.8**2 * 0.9, "last dropped": 1 - 0.5**2, "as a sum": 1 - 0.5}
    alike = got.numel() == 2 and bool((got[0] - got[1]).abs() < 1e-3 * SCALE)
    return next((name for name, value in known.items() if alike and abs(float(got.sum()) / SCALE - value) < 1e-3), "other").replace(
        "short batch by batch size", "right")
