"""Hidden tests of ``evaluate_loss``: uneven batches, shapes of labels, iterators that can be used once, any callables."""

from functools import reduce

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, relations, tensors, weight


@probe
def evaluated(student, batches, factors, kind, loss, net="object"):
    """evaluate_loss of X·factors under a loss by name, over batches offered in one of several ways."""
    import functools

    import torch

    def product(factors, X):
        return X * factors if factors.dim() < 2 else X @ factors

    class Net:
        def __call__(self, X):
            return product(factors, X)

    class Module(torch.nn.Module):
        def forward(self, X):
            return product(factors, X)

    class Loss:
        def __call__(self, a, b):
            return (a - b) ** 2

    class Again:
        def __iter__(self):
            return iter([tuple(batch) for batch in batches])

    losses = {
        "squared": lambda a, b: (a - b) ** 2,
        "absolute": lambda a, b: (a - b).abs(),
        "lopsided": lambda a, b: torch.where(a > b, 3 * (a - b), b - a),
        "signed": lambda a, b: 2 * a - b,
        "module": torch.nn.MSELoss(reduction="none"),
        "object": Loss(),
        "partial": functools.partial(torch.nn.functional.mse_loss, reduction="none"),
    }
    nets = {"object": Net(), "method": Net().__call__, "function": lambda X: product(factors, X), "module": Module(),
            "partial": functools.partial(product, factors)}
    ways = {
        "list of tuples": lambda: [tuple(batch) for batch in batches],
        "list of lists": lambda: [list(batch) for batch in batches],
        "generator": lambda: (tuple(batch) for batch in batches),
        "iterator": lambda: iter([list(batch) for batch in batches]),
        "iterable": Again,
        "loader": lambda: torch.utils.data.DataLoader(torch.utils.data.TensorDataset(*batches[0]), batch_size=3),
    }
    return student.evaluate_loss(nets[net], ways[kind](), losses[loss])


def value(got, want, **words):
    """Compare the number; whether it is a Python number is a test of its own."""
    if isinstance(got, torch.Tensor):
        expect.tensor(got, (), **words)
        got = float(got.detach())
    expect.number(got, want, atol=1e-5, **words)


LOSSES = {
    "squared": lambda a, b: (a - b) ** 2,
    "absolute": lambda a, b: (a - b).abs(),
    "lopsided": lambda a, b: torch.where(a > b, 3 * (a - b), b - a),
    "signed": lambda a, b: 2 * a - b,
    **dict.fromkeys(("module", "object", "partial"), lambda a, b: (a - b) ** 2),
}


def losses(batches, factors, loss):
    """The losses of each batch."""
    outs = [X * factors if factors.dim() < 2 else X @ factors for X, _ in batches]
    return [LOSSES[loss](out, y.reshape(out.shape)).flatten().double() for out, (_, y) in zip(outs, batches, strict=True)]


def mean_loss(batches, factors, loss):
    """Sum of all losses over their number."""
    return float(torch.cat(losses(batches, factors, loss)).mean())


def _of_losses(formula):
    """A formula of the losses of each batch, as one of the probe's arguments."""
    return lambda batches, factors, kind, loss, *rest: formula(losses(batches, factors, loss))


RELATIONS = [relations.formulas({text: _of_losses(formula) for text, formula in {
    "max(l)": lambda each: torch.cat(each).max(),
    "min(l)": lambda each: torch.cat(each).min(),
    "median(l)": lambda each: torch.cat(each).median(),
    "sqrt(l.mean())": lambda each: torch.cat(each).mean().sqrt(),
    "(l ** 2).mean()": lambda each: torch.cat(each).square().mean(),
    "sqrt(l).mean()": lambda each: torch.cat(each).sqrt().mean(),
    "l.mean() / 2": lambda each: torch.cat(each).mean() / 2,
    "l.sum() / (n - 1)": lambda each: torch.cat(each).sum() / (sum(map(len, each)) - 1),
    "l.sum() / (n + 1)": lambda each: torch.cat(each).sum() / (sum(map(len, each)) + 1),
    "l.sum() / (len(batches) * len(last_batch))": lambda each: torch.cat(each).sum() / (len(each) * len(each[-1])),
    "l.sum() / (len(batches) * len(first_batch))": lambda each: torch.cat(each).sum() / (len(each) * len(each[0])),
    "l.sum() / len(last_batch)": lambda each: torch.cat(each).sum() / len(each[-1]),
    "l.sum() / len(batches)": lambda each: torch.cat(each).sum() / len(each),
    "last_batch.sum() / n": lambda each: each[-1].sum() / sum(map(len, each)),
    "l.sum() / sum(len(batch) + 1)": lambda each: torch.cat(each).sum() / sum(len(batch) + 1 for batch in each),
    "sum(len(batch) * batch.sum()) / sum(len(batch) ** 2)": lambda each: sum(
        len(batch) * batch.sum() for batch in each) / sum(len(batch) ** 2 for batch in each),
    "sum(len(batch) * batch.sum()) / n": lambda each: sum(len(batch) * batch.sum() for batch in each) / sum(map(len, each)),
    "sum(batch.mean()) / n": lambda each: sum(batch.mean() for batch in each) / sum(map(len, each)),
    "total = (total + batch.mean()) / 2, from 0": lambda each: reduce(lambda total, batch: (total + batch.mean()) / 2, each, 0.0),
    "total = (total + batch.mean()) / 2, from the first": lambda each: reduce(
        lambda total, batch: (total + batch) / 2, [batch.mean() for batch in each]),
    "max(batch.mean() for batch in l)": lambda each: max(batch.mean() for batch in each),
    "max(batch.sum() for batch in l)": lambda each: max(batch.sum() for batch in each),
}.items()} | {
    "l.sum() / sum(X.numel())": lambda batches, factors, kind, loss, *rest: torch.cat(losses(batches, factors, loss)).sum()
    / sum(X.numel() for X, _ in batches)})]


@st.composite
def evaluations(draw, sizes, wide=None, dtype=torch.float32):
    """Batches of the given sizes with features, labels (n, 1) and weights: ``(batches, factors)``."""
    d = draw(st.integers(1, 4))
    q = wide or 1
    factors = draw(tensors(shape=(d, q), dtype=dtype, elements="nonzero"))
    rows = [draw(tensors(shape=(n, d), dtype=dtype)) for n in draw(sizes)]
    return [(X, draw(tensors(shape=(X.shape[0], q), dtype=dtype))) for X in rows], factors


EVEN = st.integers(1, 4).flatmap(lambda n: st.integers(1, 3).map(lambda k: [n] * k))
UNEVEN = st.lists(st.integers(1, 5), min_size=2, max_size=4).filter(lambda sizes: len(set(sizes)) > 1)


@weight(2)
@given(case=evaluations(EVEN), kind=st.sampled_from(["list of tuples", "list of lists"]))
@settings(max_examples=20)
@describe("one batch, or several of one size: the mean of all losses",
          "一个批量，或若干个大小相同的批量：所有损失的均值")
def test_values(student, case, kind):
    batches, factors = case
    value(evaluated(student, batches, factors, kind, "squared"), mean_loss(batches, factors, "squared"),
                  asked=Text("evaluate_loss over batches of {} examples", "对大小为 {} 的批量调用 evaluate_loss").format([len(X) for X, _ in batches]))


@weight(3.5)
@needs("test_values")
@describe("the result is a Python number, not a tensor", "结果是 Python 数，不是张量")
def test_python_number(student):
    X = torch.tensor([[1.0], [2.0]])
    for factors in (torch.tensor([[3.0]]), torch.tensor([[3.0]], requires_grad=True)):
        small = evaluated(student, [(X / 512, X / 512)], factors, "generator", "squared")
        expect.number(small, 10 / 512**2, rtol=1e-4, atol=0, asked=Text("evaluate_loss where the losses are small", "损失很小时的 evaluate_loss"))
        expect.number(evaluated(student, [(X, X), (X[:1], X[:1])], factors, "generator", "squared"), 8.0,
                      asked=Text("evaluate_loss over a generator of batches of 2 and 1 examples", "对依次给出 2 个和 1 个样本的生成器调用 evaluate_loss"))


@weight(3)
@needs("test_values")
@given(case=evaluations(UNEVEN), loss=st.sampled_from(["squared", "absolute"]))
@describe("batches of different sizes: every example counts the same, in whatever batch it stands",
          "批量大小不同：无论在哪个批量里，每个样本的分量都相同")
def test_uneven_batches(student, case, loss):
    batches, factors = case
    sizes = [X.shape[0] for X, _ in batches]
    value(evaluated(student, batches, factors, "list of tuples", loss), mean_loss(batches, factors, loss),
                  asked=Text("evaluate_loss over batches of {} examples", "对大小为 {} 的批量调用 evaluate_loss").format(sizes))


@weight(3)
@needs("test_values")
@given(case=evaluations(EVEN))
@settings(max_examples=15)
@describe("labels of shape (n,) beside outputs (n, 1): y takes the output's shape; the other way round, too",
          "标签形状为 (n,) 而输出为 (n, 1) 时，y 取输出的形状；反过来也一样")
def test_shape_of_labels(student, case):
    batches, factors = case
    flat = [(X, y.reshape(-1)) for X, y in batches]
    want = mean_loss(batches, factors, "squared")
    asked = Text("evaluate_loss with labels of shape (n,) and outputs of shape (n, 1)",
                 "标签形状为 (n,)、输出形状为 (n, 1) 时的 evaluate_loss")
    value(evaluated(student, flat, factors, "list of tuples", "squared"), want, asked=asked)
    rows = [(X[:, 0], y) for X, y in batches]
    value(evaluated(student, rows, factors[0], "list of tuples", "squared"),
                  mean_loss(rows, factors[0], "squared"),
                  asked=Text("evaluate_loss with labels of shape (n, 1) and outputs of shape (n,)",
                             "标签形状为 (n, 1)、输出形状为 (n,) 时的 evaluate_loss"))


@weight(2.5)
@needs("test_values")
@given(case=evaluations(EVEN), kind=st.sampled_from(["generator", "iterator", "iterable"]))
@settings(max_examples=12)
@describe("data that can be gone through only once, and data without a length", "只能遍历一次的数据，以及没有长度的数据")
def test_iterators(student, case, kind):
    batches, factors = case
    value(evaluated(student, batches, factors, kind, "squared"), mean_loss(batches, factors, "squared"))


@weight(1)
@needs("test_values")
@given(case=evaluations(EVEN, wide=3), loss=st.sampled_from(["lopsided", "absolute", "signed"]))
@settings(max_examples=8)
@describe("several outputs an example, and other losses: loss(output, label), divided by the number of losses; nets and losses that "
          "are modules, objects, methods or partial functions",
          "每个样本有多个输出，以及其他损失函数：loss(输出, 标签)，再除以损失值的个数；网络和损失可以是 Module、对象、方法或偏函数")
def test_other_losses(student, case, loss):
    batches, factors = case
    value(evaluated(student, batches, factors, "list of tuples", loss), mean_loss(batches, factors, loss))
    for net, other in (("module", "module"), ("partial", "object"), ("method", "partial"), ("function", loss)):
        value(evaluated(student, batches, factors, "list of lists", other, net), mean_loss(batches, factors, other))


@weight(0.5)
@needs("test_values")
@describe("a real DataLoader, a large set, float64, and a network with parameters", "真正的 DataLoader、较大的数据集、float64、带参数的网络")
def test_larger(student):
    X = torch.cos(torch.arange(2600) * 0.7).reshape(1300, 2)
    y = torch.sin(torch.arange(1300) * 0.3)
    factors = torch.tensor([[2.0], [-1.0]])
    whole = mean_loss([(X, y)], factors, "squared")
    value(evaluated(student, [(X[:10], y[:10])], factors, "loader", "squared"), mean_loss([(X[:10], y[:10])], factors, "squared"))
    value(evaluated(student, [(X[:1000], y[:1000]), (X[1000:], y[1000:])], factors, "generator", "squared"), whole)
    exact = evaluated(student, [(X.double(), y.double())], factors.double(), "generator", "squared")
    value(exact, mean_loss([(X.double(), y.double())], factors.double(), "squared"))
    value(evaluated(student, [(X, y)], factors.requires_grad_(), "list of tuples", "squared"), whole)


@probe
def left_alone(student, batches):
    """The batches after a call."""
    student.evaluate_loss(lambda X: X.sum(1, keepdim=True), batches, lambda a, b: (a - b) ** 2)
    return [tuple(batch) for batch in batches]


@weight(0.5)
@needs("test_values")
@describe("the batches are the same after the call", "调用之后各批量保持不变")
def test_untouched(student):
    X, y = torch.tensor([[1.0, 2.0], [-3.0, 4.0]]), torch.tensor([1.0, -1.0])
    expect.unchanged(left_alone(student, [(X, y), (X[:1], y[:1])]), [(X, y), (X[:1], y[:1])], Text("the batches", "各批量"))
