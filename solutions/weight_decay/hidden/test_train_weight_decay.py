"""Hidden tests of ``train_weight_decay``: the steps of gradient descent, followed exactly.

Where a training starts is the student's affair. The labels here are in the millions, so that what is left of any start
after a few steps is far below the tolerance: the results can be compared with the recurrence from zero, step by step.
"""

from functools import cache, partial

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, relations, weight

SCALE = 1e6  # of the labels; a start is of order 1
TOLERANCE = 3e-4  # relative to SCALE: starts, and float32, leave less than a tenth of it
W, B = Text("w", "w"), Text("b", "b")
PENALTY = Text("take the gradient of one batch's objective by hand: what does the penalty add to the step of w?",
               "请手算一个批量的目标函数的梯度：惩罚项给 w 的更新量加上了什么？")
STEPS = Text("work the first steps out by hand: how many does an epoch take, and how long is each?",
             "请手算最初的几步：每轮更新几步，每步有多长？")
FLAT = Text("y_hat (n, 1) minus y (n,) is an (n, n) matrix: reshape one of them",
            "形状 (n, 1) 的 y_hat 减去形状 (n,) 的 y 会得到 (n, n) 的矩阵：请先 reshape 其中一个")
BIAS = Text("the penalty is on w only", "惩罚项只针对 w")


RATES = {  # what the rate is multiplied by in an epoch, counted from 0
    "p -= lr / (epoch + 1) * p.grad": lambda epoch: 1 / (epoch + 1), "p -= lr / (epoch + 1) ** 0.5 * p.grad": lambda epoch: (epoch + 1) ** -0.5,
    **{f"p -= lr * {base} ** epoch * p.grad": partial(pow, base) for base in (0.5, 0.9, 0.95, 0.99)},
    "p -= lr * epoch * p.grad": lambda epoch: epoch, "p -= 2 * lr * p.grad": lambda epoch: 2, "p -= lr / 2 * p.grad": lambda epoch: 0.5}
KEPT = {  # which share of the gradients of w and b stays for the next step
    "not zeroed": (1, 1), "b.grad.zero_() alone, and not w.grad.zero_()": (1, 0), "w.grad.zero_() alone, and not b.grad.zero_()": (0, 1),
    "p -= lr * v with v = 0.9 * v + p.grad": (0.9, 0.9), "p -= lr * v with v = 0.5 * v + p.grad": (0.5, 0.5)}
PENALTIES = ("((y_hat - y) ** 2 / 4).mean() + ...", "loss + lambd / 2 * l2_penalty(w)", "loss + lambd ** 2 * l2_penalty(w)",
             "loss + 4 * lambd * l2_penalty(w)")


AT_ONCE = "one step an epoch, on torch.cat of all batches"


def _same(epoch):
    return 1


def _descend(batches, d, lambd, num_epochs, lr, kind="right"):
    """Gradient descent from zero, in float64; ``kind`` names a mistake."""
    w, b = torch.zeros(d, 1, dtype=torch.float64), torch.zeros(1, dtype=torch.float64)
    kept_w, kept_b = torch.zeros_like(w), torch.zeros_like(b)
    for epoch in range(num_epochs + {"an epoch too few": -1, "an epoch too many": 1}.get(kind, 0)):
        if kind == "starts anew":
            w, b = torch.zeros_like(w), torch.zeros_like(b)
        for index, (X, y) in enumerate(_used(batches, kind)):
            grad_w, grad_b = _gradients(kind, X.double(), y.double(), w, b, lambd, last=index == len(batches) - 1)
            share = {"ascent": -1, "divided twice": 1 / len(X), "sum of all": len(X)}.get(kind, 1) * RATES.get(kind, _same)(epoch)
            grad_w, grad_b = share * grad_w, share * grad_b * {"bias stays": 0, "b += lr * b.grad": -1}.get(kind, 1)
            if kind in KEPT:
                in_w, in_b = KEPT[kind]
                grad_w, grad_b = kept_w, kept_b = in_w * kept_w + grad_w, in_b * kept_b + grad_b
            if kind == "decayed without rate":
                grad_w = grad_w + lambd / lr * w
            if kind == "one step an epoch":
                kept_w, kept_b = kept_w + grad_w, kept_b + grad_b
                if index == len(batches) - 1:
                    w, b, kept_w, kept_b = w - lr * kept_w, b - lr * kept_b, torch.zeros_like(w), torch.zeros_like(b)
                continue
            w, b = w - lr * grad_w, b - lr * grad_b
            w = w * (1 - {"decayed without rate, after": lambd, "decayed after the step": lr * lambd}.get(kind, 0))
        if kind == "decayed after the epoch":
            w = w - lr * lambd * w
    return w.float(), b.float()


def _used(batches, kind):
    if kind == AT_ONCE:
        return [(torch.cat([X for X, _ in batches]), torch.cat([y.reshape(-1, 1) for _, y in batches]))]
    return {"first batch only": batches[:1], "last batch only": batches[-1:]}.get(kind, batches)


def _gradients(kind, X, y, w, b, lambd, last):
    n, d = X.shape
    if kind == "broadcast" and y.ndim == 1:
        y = y.mean().expand(n)
    error = X @ w + b - y.reshape(-1, 1)
    scale = {"sum": 1.0, "no half in the loss": 2 / n, "((y_hat - y) ** 2 / 4).mean() + ...": 0.5 / n}.get(kind, 1 / n)
    decay = {"ignored": 0, "subtracted": -1, "doubled": 2, "mean": 1 / d, "once an epoch": int(last),
             "decayed after the epoch": 0, "decayed without rate": 0,
             "decayed without rate, after": 0, "decayed after the step": 0, "summed over the batch": n, "divided by the batch": 1 / n,
             "loss + lambd / 2 * l2_penalty(w)": 0.5, "loss + lambd ** 2 * l2_penalty(w)": lambd, "loss + 4 * lambd * l2_penalty(w)": 4}.get(kind, 1)
    bias_decay = 1 if kind == "bias, too" else 0
    return scale * X.T @ error + decay * lambd * w, scale * error.sum(0) + bias_decay * lambd * b


@cache
def _solution(sizes, d, seed, lambd, num_epochs, lr, flat=False):
    """What a right training gives on :func:`_batches`; the same for every submission."""
    return _descend(_batches(sizes, d, seed, flat), d, lambd, num_epochs, lr)


def _batches(sizes, d, seed, flat=False):
    """Batches of these sizes: inputs of order 1, labels of order SCALE."""
    generator = torch.Generator().manual_seed(seed)
    batches = []
    for size in sizes:
        X = torch.randint(-4, 5, (size, d), generator=generator) / 4
        y = SCALE * (1 + torch.randint(-8, 9, (size, 1), generator=generator) / 8)
        batches.append((X, y.reshape(-1) if flat else y))
    return batches


def _compare_one(value, right, asked, hint=None, tolerance=TOLERANCE * SCALE):
    expect.tensor(value, asked=asked)
    if value.numel() == right.numel():  # (d,) or (d, 1), () or (1,)
        value = value.detach().reshape(right.shape)
    expect.close(value, right, rtol=tolerance / SCALE, atol=tolerance, asked=asked, hint=hint)


def _size(want):
    """What a tolerance is relative to."""
    return max(SCALE, *(float(part.abs().max()) for part in want))


def _near(found, want):
    """Whether w, or w and b, are these."""
    found, parts = (torch.cat([part.detach().reshape(-1).float() for part in those]) for those in (found, want[:len(found)]))
    return torch.allclose(found, parts, rtol=0, atol=TOLERANCE * _size(want))


def _compare(got, want, hint=None):
    expect.sequence(got, 2)
    shapes = [value.shape if isinstance(value, torch.Tensor) else None for value in got]
    expect.true(shapes != [(1,), want[0].shape], Text("w, then b", "先是 w，然后是 b"), relation="outputs-swapped",
                got=Text("shapes {}", "形状 {}").format([tuple(shape or ()) for shape in shapes]))
    size = _size(want)
    for value, right, asked in zip(got, want, (W, B), strict=True):
        _compare_one(value, right, asked, hint, TOLERANCE * size)


def _check(student, sizes, d, seed, lambd, num_epochs, lr, hint=None):
    got = student.train_weight_decay(_batches(sizes, d, seed), d, lambd, num_epochs, lr)
    _compare(got, _solution(tuple(sizes), d, seed, lambd, num_epochs, lr), hint)


def _formula(kind):
    def parts(batches, d, lambd, num_epochs=100, lr=0.003):
        return list(_descend(batches, d, lambd, num_epochs, lr, kind))
    return parts


def _stay(pairs):
    """Steps that the labels, which are in the millions, do not make longer."""
    short = all(float(pair.got.detach().abs().max()) < 50 and float(pair.want.abs().max()) > 5000 for pair in pairs)
    return relations.named("steps-too-short") if short else None


RELATIONS = [relations.formulas({kind: _formula(kind) for kind in (*RATES, *list(KEPT)[1:], *PENALTIES, AT_ONCE, "b += lr * b.grad")}, rtol=1e-3), _stay]
SIZES = st.lists(st.integers(1, 5), min_size=1, max_size=4)


@weight(2)
@describe("without a penalty (lambd = 0) it is plain linear regression: every batch of every epoch counts once",
          "没有惩罚（lambd = 0）时就是普通的线性回归：每轮的每个批量各更新一次")
@settings(max_examples=8)
@given(sizes=SIZES, d=st.integers(1, 3), epochs=st.integers(1, 4), seed=st.integers(0, 99))
@example(sizes=[4], d=2, epochs=1, seed=0)
@example(sizes=[4, 4, 1], d=2, epochs=3, seed=1)
@example(sizes=[1], d=1, epochs=2, seed=2)
@example(sizes=[3, 3], d=1, epochs=12, seed=3)
def test_without_a_penalty(student, sizes, d, epochs, seed):
    _check(student, sizes, d, seed, 0.0, epochs, 0.25, STEPS)


@weight(4)
@needs("test_without_a_penalty")
@describe("the penalty decays w at every step, in proportion to lambd", "惩罚项在每一步都按 lambd 的比例衰减 w")
@settings(max_examples=8)
@given(sizes=SIZES, d=st.integers(1, 3), epochs=st.integers(2, 4), lambd=st.sampled_from([0.25, 0.5, 1.0]),
       seed=st.integers(0, 99))
@example(sizes=[4], d=1, epochs=2, lambd=1.0, seed=0)
@example(sizes=[2, 2, 2], d=2, epochs=2, lambd=0.5, seed=1)
@example(sizes=[5, 5, 1], d=3, epochs=20, lambd=0.5, seed=2)
@example(sizes=[4], d=2, epochs=3, lambd=2, seed=3)
@example(sizes=[3], d=2, epochs=3, lambd=7.0, seed=4)
def test_penalty(student, sizes, d, epochs, lambd, seed):
    _check(student, sizes, d, seed, lambd, epochs, 0.25, PENALTY)


@weight(3)
@needs("test_without_a_penalty")
@describe("the bias is not decayed, however large lambd is", "无论 lambd 多大，b 都不衰减")
@settings(max_examples=3)
@given(lambd=st.sampled_from([0.5, 1.0, 3.0]), epochs=st.integers(2, 5))
@example(lambd=1.0, epochs=2)
@example(lambd=2.0, epochs=30)
def test_bias_is_not_decayed(student, lambd, epochs):
    batches = [(torch.zeros(2, 2), torch.full((2, 1), SCALE))]
    got = student.train_weight_decay(batches, 2, lambd, epochs, 0.25)
    expect.sequence(got, 2)
    _compare_one(got[1], _descend(batches, 2, lambd, epochs, 0.25)[1], B, BIAS)


@weight(4)
@needs("test_without_a_penalty")
@describe("labels of shape (n,) train as those of shape (n, 1)", "形状为 (n,) 的标签与 (n, 1) 的标签训练结果相同")
@settings(max_examples=4)
@given(sizes=SIZES, seed=st.integers(0, 99))
@example(sizes=[3], seed=0)
@example(sizes=[4, 2], seed=1)
def test_flat_labels(student, sizes, seed):
    batches = _batches(sizes, 2, seed, True)
    got = student.train_weight_decay(batches, 2, 0.25, 3, 0.25)
    expect.sequence(got, 2)
    broadcast = _descend(batches, 2, 0.25, 3, 0.25, "broadcast")
    hint = FLAT if isinstance(got[0], torch.Tensor) and got[0].numel() == 2 and _near(got[:1], broadcast) else None
    _compare(got, _solution(tuple(sizes), 2, seed, 0.25, 3, 0.25, flat=True), hint)


@weight(1)
@needs("test_without_a_penalty")
@describe("defaults: num_epochs=100 and lr=0.003 unless others are given, by place or by name",
          "默认 num_epochs=100、lr=0.003；也可以按位置或名字给出其他值")
@settings(max_examples=1)
@given(seed=st.integers(0, 99))
@example(seed=0)
def test_defaults(student, seed):
    batches = _batches([3, 1], 2, seed)
    _compare(student.train_weight_decay(batches, 2, 0.5), _solution((3, 1), 2, seed, 0.5, 100, 0.003))
    got = student.train_weight_decay(batches, 2, 0.25, lr=0.125, num_epochs=3)
    _compare(got, _solution((3, 1), 2, seed, 0.25, 3, 0.125))


@probe
def _over(student, kind, batches, num_inputs, lambd, num_epochs, lr):
    import torch

    class Again:
        def __iter__(self):
            return (list(batch) for batch in batches)

    sets = torch.utils.data.TensorDataset(*(torch.cat(parts) for parts in zip(*batches)))
    kinds = {"iterable": Again, "loader": lambda: torch.utils.data.DataLoader(sets, batch_size=len(batches[0][0]))}
    w, b = student.train_weight_decay(kinds[kind](), num_inputs, lambd, num_epochs, lr)
    return w.detach(), b.detach()


@weight(1)
@needs("test_penalty")
@describe("data that can only be iterated over: no length, no index; pairs that are lists", "只能遍历的数据：没有长度，不能索引；数据对可以是列表")
def test_kinds_of_data(student):
    for kind in ("iterable", "loader"):
        got = _over(student, kind, _batches([3, 3, 2], 2, 5), 2, 0.5, 3, 0.25)
        _compare(got, _solution((3, 3, 2), 2, 5, 0.5, 3, 0.25))


@weight(1)
@needs("test_penalty")
@describe("many inputs and many batches", "输入很多、批量很多的情形")
@settings(max_examples=2)
@given(d=st.sampled_from([20, 200]), lambd=st.sampled_from([0.0, 3.0]))
@example(d=1200, lambd=1.0)
@example(d=30, lambd=0.5)
def test_many_inputs(student, d, lambd):
    _check(student, [4] * 6 + [1], d, 5, lambd, 2, 0.5 / d, STEPS)


@weight(1)
@needs("test_penalty")
@describe("trained to the end, a larger lambd gives a smaller norm of w", "充分训练后，lambd 越大 w 的范数越小")
def test_larger_lambd_smaller_norm(student):
    X = torch.tensor([[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]])
    batches = [(X, X @ torch.tensor([[2.0], [-3.0]]) + 4)]
    norms = []
    for lambd in (0.0, 1.0, 3.0):
        got = student.train_weight_decay(batches, 2, lambd, 30, 0.4)
        expect.sequence(got, 2)
        want = torch.tensor([[2.0], [-3.0]]) / (1 + lambd)
        _compare_one(got[0], want, Text("w for lambd = {}", "lambd = {} 时的 w").format(lambd), tolerance=1e-3)
        _compare_one(got[1], torch.tensor([4.0]), Text("b for lambd = {}", "lambd = {} 时的 b").format(lambd), tolerance=1e-3)
        norms.append(float(got[0].detach().norm()))
    expect.true(norms == sorted(norms, reverse=True), Text("norms that fall", "范数依次减小"),
                got=Text("{:.3g}, {:.3g}, {:.3g}", "{:.3g}、{:.3g}、{:.3g}").format(*norms))


@weight(1)
@needs("test_penalty")
@describe("the examples and labels are not changed", "样本和标签不被修改")
@settings(max_examples=1)
@given(flat=st.booleans())
@example(flat=False)
def test_leaves_the_data_alone(student, flat):
    batches = _batches([3, 2], 2, 7, flat)
    _, after = student.after("train_weight_decay", batches, 2, 0.5, 2, 0.25)
    expect.equal(after[0], batches, asked=Text("the batches after training", "训练之后的数据"))


@probe
def mend_init_params(student):
    import torch

    student.globals["init_params"] = lambda num_inputs: [
        torch.randn(num_inputs, 1, requires_grad=True), torch.zeros(1, requires_grad=True)]


@probe
def mend_l2_penalty(student):
    student.globals["l2_penalty"] = lambda w: (w * w).sum() / 2


REPAIRS = {"init_params": mend_init_params, "l2_penalty": mend_l2_penalty}
_KINDS = ("right", "ignored", "subtracted", "doubled", "mean", "once an epoch", "bias, too", "divided by the batch",
          "summed over the batch", "sum", "no half in the loss", "broadcast", "not zeroed", "starts anew",
          "ascent", "divided twice", "sum of all", "bias stays", "an epoch too few", "an epoch too many", "one step an epoch", "first batch only", "last batch only", "decayed after the epoch", "decayed without rate", "decayed without rate, after", "decayed after the step")


def fingerprint(student):
    """Which recurrence does the training follow, on data on which the usual mistakes all differ?"""
    def recognised(flat, lambd):
        batches = _batches((3, 4, 2), 3, 11, flat)
        w, b = student.train_weight_decay(batches, 3, lambd, 3, 0.125)
        if not (isinstance(w, torch.Tensor) and isinstance(b, torch.Tensor) and w.numel() == 3 and b.numel() == 1):
            return "odd"
        return next((kind for kind in _KINDS if _near([w, b], _descend(batches, 3, lambd, 3, 0.125, kind))), "unknown")

    plain, flat = recognised(False, 0.5), recognised(True, 0.5)
    told = {"column": plain, "flat": flat}
    if plain == "ignored":  # a penalty that does not grow with the square of w is nothing beside such labels
        told["strong"] = recognised(False, SCALE)
    if "unknown" in (plain, flat):
        told["unlike any"] = True
    return told
