"""Hidden tests of ``synthetic_data``: shapes, the line, the distributions of X and of the noise, fresh draws."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, probes, stats, tensors, weight

X_, Y = Text("X", "X"), Text("y", "y")
NOISE = Text("the noise y − (Xw + b)", "噪声 y − (Xw + b)")
MANY = 20000  # enough to tell a normal distribution from another one with the same mean and variance
TRUE_W, TRUE_B = torch.tensor([2.0, -3.5]), 4.25


def residual(X, y, w, b):
    """What is left of y without Xw + b, in float64."""
    return y.detach().double() - (X.detach().double() @ w.double().reshape(-1, 1) + torch.as_tensor(b, dtype=torch.float64))


@st.composite
def _weights(draw, sides=st.integers(1, 5)):
    d = draw(sides)
    shape = draw(st.sampled_from([(d,), (d, 1)]))
    return draw(tensors(shape=shape))


BIASES = st.integers(-16, 16).map(lambda n: n / 4) | st.integers(-16, 16).map(lambda n: torch.tensor([n / 4]))


@weight(2)
@describe("X is (n, d) and y is (n, 1), for w of shape (d,) or (d, 1) and b a number or a (1,) tensor",
          "X 为 (n, d)，y 为 (n, 1)；w 的形状可以是 (d,) 或 (d, 1)，b 可以是数或 (1,) 的张量")
@settings(max_examples=10)
@given(w=_weights(), b=BIASES, n=st.integers(1, 30))
@example(w=TRUE_W, b=TRUE_B, n=5)
@example(w=TRUE_W.reshape(2, 1), b=torch.tensor([TRUE_B]), n=3)
@example(w=torch.tensor([1.5]), b=0.0, n=1)
@example(w=torch.ones(1, 1), b=1, n=2)
@example(w=torch.ones(300) / 8, b=0.5, n=2)
def test_shapes(student, w, b, n):
    pair = student.synthetic_data(w, b, n)
    expect.sequence(pair, 2)
    expect.tensor(pair[0], shape=(n, w.numel()), dtype=torch.float32, asked=X_)
    expect.tensor(pair[1], shape=(n, 1), dtype=torch.float32, asked=Y)


@weight(3)
@needs("test_shapes")
@describe("labels are Xw + b, up to noise of about 0.01", "y 等于 Xw + b，误差是约 0.01 的噪声")
@settings(max_examples=10)
@given(w=_weights(), b=BIASES, n=st.integers(1, 30))
@example(w=TRUE_W, b=TRUE_B, n=20)
@example(w=TRUE_W.reshape(2, 1), b=torch.tensor([-TRUE_B]), n=1)
@example(w=torch.zeros(3), b=2.0, n=4)
def test_line(student, w, b, n):
    X, y = student.synthetic_data(w, b, n)
    size = float(residual(X, y, w, b).abs().max())
    expect.true(size < 0.5, Text("y within noise of Xw + b", "y 与 Xw + b 只差噪声"), asked=Y, relation="not-finite" if size != size else None,
                got=Text("a difference of {:.3g}", "相差 {:.3g}").format(size))


@weight(2)
@needs("test_shapes")
@describe("the entries of X are independent draws from N(0, 1)", "X 的各元素独立地服从 N(0, 1)")
def test_features(student):
    X, _ = student.synthetic_data(TRUE_W, TRUE_B, MANY)
    stats.normal(X, 0, 1, what=Text("the entries of X", "X 的各元素"))
    stats.uncorrelated(X[:, 0], X[:, 1], what=Text("the two columns of X", "X 的两列"))
    stats.uncorrelated(X[:-1], X[1:], what=Text("neighbouring rows of X", "X 的相邻两行"))
    stats.uncorrelated(X[:MANY // 2], X[MANY // 2:], what=Text("the two halves of X", "X 的上下两半"))
    expect.true(X.unique().numel() > 0.9 * X.numel(), Text("a draw of its own for each entry", "每个元素单独抽取"), asked=X_,
                relation="draws-repeated", got=Text("the same values again and again", "同样的值反复出现"))


@weight(4)
@needs("test_line")
@describe("the noise is N(0, 0.01²), drawn for each example by itself", "噪声服从 N(0, 0.01²)，每个样本单独抽取")
def test_noise(student):
    X, y = student.synthetic_data(TRUE_W, TRUE_B, MANY)
    noise = residual(X, y, TRUE_W, TRUE_B)
    stats.normal(noise, 0, 0.01, what=NOISE, hint=Text("0.01 is the standard deviation", "0.01 是标准差"))
    for column in (X[:, :1], X[:, 1:], X.reshape(-1, 1)[:MANY]):  # the last: the same random numbers used twice
        stats.uncorrelated(noise, column, what=Text("the noise and X", "噪声与 X"))
    stats.uncorrelated(noise[:MANY // 2], noise[MANY // 2:], what=Text("the noise of the two halves", "前后两半的噪声"))
    stats.uncorrelated(noise[:-1], noise[1:], what=Text("the noise of neighbouring examples", "相邻样本的噪声"))
    if bool((noise == 0).all()) or (noise * 1e4).round().unique().numel() < 100:
        expect.fail(Text("a draw of its own for each example", "每个样本单独抽取噪声"), asked=NOISE,
                    relation="draws-repeated", got=Text("the same values again and again", "同样的值反复出现"))


@probe
def _collected(student, w, b, n, times):
    import torch

    drawn = [student.synthetic_data(w, b, n) for _ in range(times)]
    return torch.stack([X.detach() for X, _ in drawn]), torch.stack([y.detach() for _, y in drawn])


@weight(3)
@needs("test_noise", "test_features")
@describe("fresh draws at each call, few examples at a time, too", "每次调用都重新抽取，样本很少时也是如此")
@settings(max_examples=1)
@given(n=st.integers(1, 3))
@example(n=1)
@example(n=2)
def test_fresh_draws(student, n):
    w, b = TRUE_W.reshape(2, 1), torch.tensor([TRUE_B])
    X, y = _collected(student, w, b, n, 200)
    expect.tensor(X, shape=(200, n, 2))
    expect.tensor(y, shape=(200, n, 1))
    stats.normal(X, 0, 1, what=Text("X over 200 calls", "调用 200 次得到的 X"))
    stats.normal(residual(X.reshape(-1, 2), y.reshape(-1, 1), w, b), 0, 0.01, what=NOISE)
    stats.uncorrelated(X[:-1], X[1:], what=Text("X of one call and of the next", "相邻两次调用的 X"))
    expect.true(X.unique().numel() > 0.9 * X.numel(), Text("other numbers at each call", "每次调用得到不同的数"),
                relation="draws-fixed", got=Text("the same numbers again", "又得到同样的数"))


@weight(1)
@needs("test_line")
@describe("the arguments w and b are not changed, and a later call leaves earlier results alone",
          "w 和 b 不被修改，之后的调用也不影响之前的结果")
@settings(max_examples=4)
@given(w=_weights(), b=BIASES)
@example(w=TRUE_W, b=torch.tensor([TRUE_B]))
def test_leaves_the_truth_alone(student, w, b):
    _, after = student.after("synthetic_data", w, b, 4)
    expect.unchanged(after[0], w, "w")
    expect.unchanged(after[1], b, "b")
    X, y = probes.kept(student, "synthetic_data", (w, b, 3), (w + 1, b + 40, 3))
    expect.tensor(X, shape=(3, w.numel()), asked=X_)
    size = float(residual(X, y, w, b).abs().max())
    expect.true(size < 0.5, Text("y within noise of Xw + b", "y 与 Xw + b 只差噪声"), got=Text("a difference of {:.3g}", "相差 {:.3g}").format(size),
                asked=Text("X and y of one call, after another call", "再次调用之后，前一次得到的 X 和 y"))


def fingerprint(student):
    """The shape of y, the spread of X and of the noise, and whether w and b are used and draws are fresh."""
    X, y = student.synthetic_data(TRUE_W, TRUE_B, 4000)
    if X.shape != (4000, 2) or y.numel() != 4000:
        return {"X": list(X.shape), "y": list(y.shape)}
    again, labels = student.synthetic_data(TRUE_W, TRUE_B, 4000)
    noise = residual(X, y.reshape(-1, 1), TRUE_W, TRUE_B)

    shifts = [float(residual(*pair, TRUE_W, TRUE_B).mean()) for pair in ((X, y.reshape(-1, 1)), (again, labels.reshape(-1, 1)))]

    shift = max(shifts, key=abs)
    shift = {-1: "b missing", -2: "b subtracted"}.get(round(shift / TRUE_B), "large") if abs(shift) > 0.5 else (
        "small" if abs(shift) > 0.001 else "none")

    def spread(values, steps):
        std = float(values.std())
        return next((name for name, low, high in steps if low < std < high), "other")

    return {
        "y": "flat" if y.ndim == 1 else "column" if y.shape == (4000, 1) else "row",
        "X": spread(X, (("1", 0.9, 1.1), ("uniform", 0.25, 0.33), ("0.01", 0.009, 0.011))), "fresh": not torch.equal(X, again),
        "X positive": bool((X >= 0).all()), "shift": shift,
        "noise": spread(noise, (("none", -1, 5e-6), ("0.0001", 9e-5, 1.2e-4), ("0.01", 0.009, 0.011), ("0.1", 0.09, 0.11), ("1", 0.9, 1.1))),
    }
