"""Hidden tests of ``fit_polynomial``: its steps, its losses, what it recovers, under- and overfitting.

Where features are orthogonal with mean square 50, one step of SGD with learning rate 0.01 on the whole set lands on the
least-squares weight, wherever it starts; so the first steps can be checked exactly, whatever the initialisation, the
shuffling and the style.
"""

import math

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, timeout, weight

TRUE = (5.0, 1.2, -3.4, 5.6)
LANDING = math.sqrt(50)
NODES = torch.tensor([0.5, 1.0, 1.0, 1.5, 4.5, -0.5, -1.0, -1.0, -1.5, -4.5])  # chosen so that 400 steps converge


@probe
def mend_evaluate_loss(student):
    """A right evaluate_loss, for those who measure with their own."""

    def evaluate_loss(net, data_iter, loss):
        total, count = 0.0, 0
        for X, y in data_iter:
            out = net(X)
            each = loss(out, y.reshape(out.shape))
            total, count = total + float(each.detach().sum()), count + each.numel()
        return total / count

    student.globals["evaluate_loss"] = evaluate_loss


REPAIRS = {"evaluate_loss": mend_evaluate_loss}


def orthogonal(n, d):
    """Features (n, d), n a power of two: columns at right angles, each with mean square 50; the first is constant."""
    H = torch.ones(1, 1)
    while H.shape[0] < n:
        H = torch.cat([torch.cat([H, H], 1), torch.cat([H, -H], 1)])
    return H[:, :d] * LANDING


def numbers(count, start=1):
    """Plain numbers between -3 and 3."""
    return torch.cos(torch.arange(start, start + count) * 1.7) * 3


def polynomials(x, d):
    """Polynomial features, column i = xⁱ / i!."""
    return torch.stack([x**i / math.factorial(i) for i in range(d)], dim=1)


def mse(weight_, features, labels):
    """Mean squared error of a weight (1, d)."""
    return float(((features.double() @ weight_.detach().double().reshape(-1) - labels.double().reshape(-1)) ** 2).mean())


def fit(student, *args, **kwargs):
    """Call it; the weight and both losses as numbers, after a look at their types."""
    result = student.fit_polynomial(*args, **kwargs)
    expect.sequence(result, 3)
    found, *losses = result
    first = isinstance(found, torch.Tensor) or not any(isinstance(loss, torch.Tensor) and loss.ndim == 2 for loss in losses)
    expect.true(first, Text("the weight first, then both losses", "先是权重，然后是两个损失"), relation="outputs-swapped",
                got=Text("a loss first", "先是一个损失"))
    expect.tensor(found, (1, args[0].shape[1]), asked=Text("the weight", "权重"))
    for name, loss in zip((Text("the training loss", "训练损失"), Text("the test loss", "测试损失")), losses, strict=True):
        if isinstance(loss, torch.Tensor):
            expect.tensor(loss, (), asked=name)
        else:
            expect.number(loss, asked=name)
    return found.detach().float(), float(losses[0]), float(losses[1])


def landing(n, d, start=1):
    """A training set on whose least-squares weight every step on the whole set lands, and that weight (1, d)."""
    X, y = orthogonal(n, d), numbers(n, start) * 40 + 30
    return X, y, (X.T @ y / (50 * n)).reshape(1, d)


@weight(4)
@given(size=st.sampled_from([(1, 1), (2, 1), (2, 2), (4, 3), (8, 1), (8, 4)]), num_epochs=st.sampled_from([1, 2, 3]),
       column=st.booleans())
@settings(max_examples=10)
@describe("one step on a batch of up to ten: MSE, learning rate 0.01, gradients that start from zero, labels (n,) or (n, 1)",
          "在至多十个样本的批量上走一步：MSE、学习率 0.01、梯度从零开始、标签为 (n,) 或 (n, 1)")
def test_steps(student, size, num_epochs, column):
    X, y, want = landing(*size)
    shape = (-1, 1) if column else (-1,)
    found, _, _ = fit(student, X, numbers(3 * size[1]).reshape(3, -1), y.reshape(shape), numbers(3, 9).reshape(shape), num_epochs)
    expect.close(found, want, rtol=1e-3, atol=1e-3, asked=Text(
        "the weight after {} epochs on {} examples", "在 {1} 个样本上训练 {0} 轮之后的权重").format(num_epochs, size[0]))


@weight(3)
@given(n=st.integers(1, 23), m=st.integers(1, 15), d=st.integers(1, 4), columns=st.tuples(st.booleans(), st.booleans()))
@settings(max_examples=10)
@describe("both losses are the MSE of the returned weight, over the whole training set and the whole test set",
          "两个损失是返回的权重分别在整个训练集和整个测试集上的 MSE")
def test_losses(student, n, m, d, columns):
    X, T = numbers(n * d).reshape(n, d) / 2, numbers(m * d, 50).reshape(m, d) / 2
    y, t = numbers(n, 7) * 4 + 6, numbers(m, 70) * 4 - 5
    y, t = (labels.reshape(-1, 1) if column else labels for labels, column in zip((y, t), columns, strict=True))
    found, train_loss, test_loss = fit(student, X, T, y, t, 1)
    expect.number(train_loss, mse(found, X, y), rtol=1e-3, atol=1e-4, asked=Text("the training loss", "训练损失"))
    expect.true(test_loss != train_loss or math.isclose(mse(found, T, t), train_loss, rel_tol=1e-3), relation="one-result-twice",
                message=Text("a training loss and a test loss", "训练损失与测试损失"), got=Text("{:.6g} twice", "两次都是 {:.6g}").format(test_loss))
    expect.number(test_loss, mse(found, T, t), rtol=1e-3, atol=1e-4, asked=Text("the test loss", "测试损失"))


@weight(1)
@needs("test_steps", "test_losses")
@describe("no bias: what an offset would explain stays in the training loss", "没有偏置：偏置所能解释的部分应留在训练损失里")
def test_no_bias(student):
    X = orthogonal(8, 4)[:, 1:]
    want = torch.tensor([[1.0, -2.0, 3.0]])
    found, train_loss, _ = fit(student, X, X, X @ want[0] + 7, X @ want[0], 20)
    expect.close(found, want, rtol=1e-3, atol=1e-3, asked=Text("the weight", "权重"))
    expect.number(train_loss, 49.0, rtol=1e-3, asked=Text("the training loss of labels that are 7 above the fit",
                                                         "标签比拟合值高 7 时的训练损失"))


@weight(2)
@needs("test_steps")
@describe("batches of ten: how many steps an epoch has, for 30, 25, 21 and 7 examples, each of them once; num_epochs; a second call starts anew",
          "批量大小为十：30、25、21、7 个样本时每轮走多少步，每个样本恰好一次；num_epochs；第二次调用重新开始")
def test_batches(student):
    far = 1e5  # so far away that the initial weight does not matter
    for n, epochs, low, high in ((30, 1, 0.1245, 0.1255), (25, 1, 0.12, 0.19), (21, 1, 0.12, 0.245), (7, 1, 0.499, 0.501), (10, 3, 0.1245, 0.1255),
                                 (20, 2, 0.062, 0.063), (7, 1, 0.499, 0.501)):
        far = -far
        X = torch.full((n, 1), 5.0)
        found, _, _ = fit(student, X, X[:2], X[:, 0] * far, X[:2, 0], num_epochs=epochs)
        left = (1 - found.double() / far).item()
        expect.true(low < left < high, Text("{:.4f} to {:.4f} of the distance left", "剩余距离的比例在 {:.4f} 与 {:.4f} 之间").format(low, high),
                    asked=Text("{} equal examples, {} epochs", "{} 个相同的样本，训练 {} 轮").format(n, epochs),
                    got=Text("{:.4f}", "{:.4f}").format(left), relation="later-epochs" if epochs > 1 else None)
    X = torch.eye(20)  # each example has a feature of its own, which says how often it took part
    found, _, _ = fit(student, X, X[:2], torch.full((20,), far), torch.full((2,), far), num_epochs=1)
    least, most = ((found.double() / far).min().item(), (found.double() / far).max().item())
    expect.true(0.00198 < least and most < 0.00202, Text("0.0020 of the way for each: every example takes part once", "每个都走全程的 0.0020：每个样本恰好参与一次"),
                asked=Text("20 examples, each with a feature of its own, one epoch: how far each weight comes", "20 个样本，各有自己的特征，训练一轮：每个权重走了多远"),
                got=Text("{:.4f} to {:.4f}", "{:.4f} 到 {:.4f}").format(least, most))


@probe
def default_of(student):
    """What the signature says of num_epochs, or None when it does not say."""
    import inspect

    try:
        return inspect.signature(student.fit_polynomial).parameters["num_epochs"].default
    except (KeyError, TypeError, ValueError):
        return None


@weight(0.5)
@needs("test_batches")
@timeout(20)
@describe("400 epochs unless told otherwise", "默认训练 400 轮")
def test_default_epochs(student):
    default = default_of(student)
    if type(default) is int:
        expect.equal(default, 400, asked=Text("num_epochs", "num_epochs"))
        return
    X = torch.tensor([[0.5]])
    found, _, _ = fit(student, X, X, torch.tensor([5e5]), torch.tensor([1.0]))
    left, want = 1 - found.item() / 1e6, 0.995**400
    expect.true(abs(left / want - 1) < 2e-3, Text("400 steps on one example", "在一个样本上走 400 步"),
                got=Text("as many as {:.0f}", "相当于 {:.0f} 步").format(math.log(max(left, 1e-9)) / math.log(0.995)))


@weight(2)
@needs("test_steps")
@timeout(30)
@describe("with four features the coefficients 5, 1.2, −3.4 and 5.6 are recovered", "用四个特征能还原系数 5、1.2、−3.4、5.6")
def test_recovers(student):
    F = polynomials(NODES, 4)
    want = torch.tensor([TRUE])
    T = polynomials(torch.tensor([-2.0, 0.3, 2.5]), 4)
    found, train_loss, test_loss = fit(student, F, T, F @ want[0], (T @ want[0]).reshape(-1, 1))
    expect.close(found, want, rtol=0, atol=0.1, asked=Text("the weight after 400 epochs", "400 轮之后的权重"))
    expect.true(train_loss < 0.05 and test_loss < 0.05, Text("both losses near 0", "两个损失都接近 0"),
                got=Text("{:.3g} and {:.3g}", "{:.3g} 和 {:.3g}").format(train_loss, test_loss))


@weight(1)
@needs("test_steps", "test_losses")
@timeout(30)
@describe("with two features it underfits, with all twenty and twelve examples it overfits",
          "用两个特征会欠拟合；用全部二十个特征和十二个样本会过拟合")
def test_under_and_overfitting(student):
    want = torch.tensor(TRUE)
    F = polynomials(NODES, 4)
    _, train_loss, _ = fit(student, F[:, :2], F[:, :2], F @ want, F @ want, 40)
    expect.true(390 < train_loss < 410, Text("a training loss near 395", "训练损失接近 395"),
                got=Text("{:.4g}", "{:.4g}").format(train_loss))
    x = torch.linspace(-2, 2, 12)
    few, many = polynomials(x, 20), polynomials(torch.linspace(-3.5, 3.5, 40), 20)
    noise = torch.cos(torch.arange(12) * 2.4) * 0.3
    _, train_loss, test_loss = fit(student, few, many, few[:, :4] @ want + noise, many[:, :4] @ want, 40)
    expect.true(train_loss < 20 and test_loss > 2 * train_loss, Text(
        "a small training loss, and a test loss more than twice as large", "训练损失较小，而测试损失是它的两倍以上"),
        got=Text("{:.3g} and {:.3g}", "{:.3g} 和 {:.3g}").format(train_loss, test_loss))


@weight(0.5)
@needs("test_steps")
@describe("features and labels are the same after the call", "调用之后特征和标签保持不变")
def test_untouched(student):
    X, y, _ = landing(8, 2)
    args = (X, X[:3] / 2, y, y[:3])
    _, after = student.after("fit_polynomial", *args, 2)
    for name, before, now in zip(("train_features", "test_features", "train_labels", "test_labels"), args, after, strict=False):
        expect.unchanged(now, before, name)


def fingerprint(student):
    """The first fault that is found, in words."""
    return {"fault": fault(student)}


def fault(student):  # noqa: PLR0911  a list of questions, the most telling first
    X, y, want = landing(8, 2)
    y, t = y.reshape(-1, 1), numbers(8, 30).reshape(-1, 1)
    found, train_loss, test_loss = fit(student, X, X, y, t, 1)
    if not torch.allclose(fit(student, X, X, y, t + 1e6, 1)[0], found, rtol=0, atol=1000):
        return "trained on test data"
    left, again = (remaining(student, X, y, want, epochs) for epochs in (1, 2))
    if abs(left - 1) < 1e-4:
        if stays(student, X, y):
            return dropped if (dropped := batch_fault(student)) == "last batch dropped" else "no steps"  # of eight examples, all
        if abs(again) < 0.05:
            return "an epoch too few"
        many = remaining(student, X, y, want, 400)
        return "steps that do not grow with the gradient" if 1e-5 < left - many < 1e-3 else "no first step"
    left, again = round(left, 2), round(again, 2)
    carried = (left**2 - again) / (1 - left) if left not in (0, 1) else 0  # of the first step into the second, at any rate
    if left not in (0, 0.5, -7.0) and batch_fault(student) == "batches of one":
        return "batches of one"
    if left not in (0.5, -7.0) and 0.3 < carried < 1.05:
        return f"second step leaves {-carried:.1f}0"
    if left != 0:
        ordinary = left in (0.5, -7.0) or not math.isclose(again, left**2, rel_tol=0.05, abs_tol=0.02)
        return f"first step leaves {left:.2f}" if ordinary else "another rate"
    if again != 0:
        return f"second step leaves {again:.2f}"
    found_flat, *flat = fit(student, X, X, y.flatten(), t.flatten(), 1)
    if not torch.allclose(found_flat, want, rtol=0.01, atol=0.5):
        return "labels (n,)"
    out = X.double() @ found_flat.double().T
    pairs = zip(flat, (y, t), strict=True)
    if any(math.isclose(loss, float(((out - labels.flatten().double()) ** 2).mean()), rel_tol=1e-3) for loss, labels in pairs):
        return "labels (n,) in the losses"
    return loss_fault(student, found, train_loss, test_loss, X, y, t)


def stays(student, X, y):
    """Whether the weight is the same, whatever is trained on and for how long."""
    found = []
    for labels, epochs in ((y, 1), (-1e4 * y, 40)):
        student.seed(5)
        found.append(fit(student, X, X, labels, y, epochs)[0])
    return torch.equal(*found)


def remaining(student, X, y, want, epochs):
    """The share of the way that is left, to a weight so far off that where it starts does not matter."""
    found = fit(student, X, X, 1e4 * y, y, epochs)[0]
    return 1 - float(found @ want.T / (want @ want.T)) / 1e4


def batch_fault(student):
    """The faults that more examples than ten show. A step on these equal ones leaves 0.6 of the way; two at once are none of them."""
    def steps(n):
        X = torch.full((n, 1), math.sqrt(20))
        found, _, _ = fit(student, X, X, torch.full((n,), 5e5), X[:, 0], 1)
        return round(math.log(max(abs(1 - found.item() * X[0, 0].item() / 5e5), 1e-9), 0.6), 1)

    known = {(3.0, 3.0): "none", (1.0, 1.0): "the whole set a step", (3.0, 2.0): "last batch dropped"}
    taken = steps(30), steps(25)
    return "batches of one" if min(taken) > 20 else known.get(taken, "none")  # so many that float32 no longer counts them


def loss_fault(student, found, train_loss, test_loss, X, y, t):
    """The faults that only the losses show."""
    train, test = mse(found, X, y), mse(found, X, t)
    pairs = {"losses swapped": (test, train), "losses halved": (train / 2, test / 2), "losses summed": (8 * train, 8 * test), "one loss twice": (train, train),
             "none": (train, test)}
    named = [name for name, pair in pairs.items()
             if math.isclose(pair[0], train_loss, rel_tol=1e-3) and math.isclose(pair[1], test_loss, rel_tol=1e-3)]
    if named:
        return batch_fault(student).replace("batches of one", "more steps") if named[0] == "none" else named[0]
    if math.isclose(test, test_loss, rel_tol=1e-3) and math.isclose(fit(student, X, X, y, t, 2)[1], train, rel_tol=0.1):
        return "training loss before the last step"
    offset, sevens = orthogonal(8, 4)[:, 1:], torch.full((8,), 70.0)
    return "bias" if fit(student, offset, offset, sevens, sevens, 40)[1] < 4000 else "other losses"
