"""Hidden tests of ``xavier_init``: shape, distribution, independence, and a signal through ten layers."""

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, stats, weight
from autograder.testing.relations import Normal

FANS = ((300, 40), (30, 420), (140, 140))
WHAT = Text("the values of xavier_init({}, {})", "xavier_init({}, {}) 的取值")
VARIANCE = Text("the variance is 2 / (fan_in + fan_out); a standard deviation is the root of a variance",
                "方差为 2 / (fan_in + fan_out)；标准差是方差的平方根")


def sigma(fan_in, fan_out):
    """The right standard deviation."""
    return (2 / (fan_in + fan_out)) ** 0.5


def as_normal(values, std):
    """The same draws as if from N(0, 1): scaled, or, where all lie in the range of the uniform one, by its quantiles."""
    scaled, edge = values.double() / std, 3**0.5
    if bool((scaled.abs() > edge * (1 + 1e-6)).any()):
        return scaled
    return torch.special.ndtri(((scaled / edge + 1) / 2).clamp(2**-25, 1 - 2**-25))


@weight(1)
@given(fans=st.tuples(st.integers(1, 9), st.integers(1, 9)))
@settings(max_examples=10)
@describe("shape (fan_in, fan_out) and float32, for any two numbers", "任意两个数：形状 (fan_in, fan_out)，类型 float32")
def test_shape(student, fans):
    expect.tensor(student.xavier_init(*fans), fans, torch.float32)


@weight(3)
@needs("test_shape")
@describe("normal or uniform, mean 0, variance 2 / (fan_in + fan_out), for layers of different sizes",
          "正态或均匀分布，均值 0，方差 2 / (fan_in + fan_out)，各种尺寸的层")
def test_distribution(student):
    for fans in FANS:
        found = student.xavier_init(*fans)
        expect.tensor(found, fans)
        std = found.double().std().item()
        near = 1 + max(0.05, 6 / (2 * found.numel()) ** 0.5)  # six standard errors at least
        expect.true(1 / near < std / sigma(*fans) < near, Text("a standard deviation of about {:.4g}", "标准差约为 {:.4g}").format(sigma(*fans)),
                    got=Text("{:.4g}", "{:.4g}").format(std), asked=WHAT.format(*fans), hint=VARIANCE, values=(Normal(0.0, sigma(*fans), only=False), found))
        mean, most = found.double().mean().item(), 6 * sigma(*fans) / found.numel() ** 0.5
        expect.true(abs(mean) < most, Text("a mean of about 0", "均值约为 0"), got=Text("{:.4g}", "{:.4g}").format(mean), asked=WHAT.format(*fans),
                    hint=VARIANCE, values=(Normal(0.0, sigma(*fans), only=False), found))
        stats.normal(as_normal(found, sigma(*fans)), 0.0, 1.0, hint=VARIANCE,
                     what=WHAT.format(*fans) + Text(", divided by their standard deviation", "，除以其标准差之后"))


@probe
def small_layers(student, times):
    """The values for a small layer, of many calls."""
    import torch

    return torch.stack([student.xavier_init(1, 3) for _ in range(times)])


@weight(0.5)
@needs("test_distribution")
@describe("small layers, too", "小的层也一样")
def test_small_layers(student):
    stats.normal(as_normal(small_layers(student, 300), sigma(1, 3)), 0.0, 1.0, hint=VARIANCE,
                 what=Text("the values of many calls of xavier_init(1, 3), divided by their standard deviation", "多次调用 xavier_init(1, 3) 的取值，除以其标准差之后"))


@weight(1)
@needs("test_distribution")
@describe("rows, columns, and one call and the next are drawn independently", "各行、各列、前后两次调用都独立抽取")
def test_independent(student):
    first, again = (as_normal(student.xavier_init(140, 140), sigma(140, 140)) for _ in range(2))
    i, j = torch.triu_indices(140, 140, 1)
    pairs = [(Text("two calls", "两次调用"), first, again), (Text("a draw and its transpose", "结果与它的转置"), first[i, j], first[j, i]),
             (Text("the rows", "各行"), first[0::2], first[1::2]), (Text("the columns", "各列"), first[:, 0::2], first[:, 1::2]),
             (Text("the halves", "上下两半"), first[:70], first[70:]), (Text("left and right", "左右两半"), first[:, :70], first[:, 70:])]
    for what, one, other in pairs:
        stats.uncorrelated(one, other, what=what)
    for what, lines in ((Text("the rows", "各行"), first), (Text("the columns", "各列"), first.T)):
        angles = torch.cosine_similarity(lines[0::2], lines[1::2], dim=1).abs()  # each beyond 0.01 nine times in ten
        expect.true(bool((angles > 0.01).any()), Text("lines at random angles, as independent draws have", "独立抽取的行（列）之间夹角是随机的"),
                    asked=what, got=Text("right angles everywhere", "处处都是直角"))


@probe
def through_layers(student, signal, count):
    """The signal after so many layers, and a gradient that came back through them."""
    weights = [student.xavier_init(signal.shape[1], signal.shape[1]) for _ in range(count)]
    forward, back = signal, signal
    for W in weights:
        forward = forward @ W
    for W in reversed(weights):
        back = back @ W.T
    return forward, back


@weight(1)
@needs("test_distribution")
@describe("a signal through ten layers, and a gradient back through them, keep their variance", "信号经过十层、梯度传回十层，方差都保持不变")
def test_ten_layers(student):
    signal = torch.sin(torch.arange(16 * 256.0) * 1.7).reshape(16, 256) * 2**0.5
    for found in through_layers(student, signal, 10):
        expect.tensor(found, (16, 256))
        # the logarithm of a row's variance has a standard deviation of about 0.3: a factor of 10 is eight of them
        ratio = (found.double() ** 2).mean().item()
        expect.true(0.1 < ratio < 10, Text("a variance between 0.1 and 10, where it was 1 at first", "方差在 0.1 与 10 之间（起初为 1）"),
                    got=Text("{:.3g}", "{:.3g}").format(ratio), hint=VARIANCE)


def fingerprint(student):
    """The size of the draws for a layer with many inputs and few outputs, and whether a second call gives other ones."""
    first, again = student.xavier_init(320, 120), student.xavier_init(320, 120)
    if not isinstance(first, torch.Tensor):
        return {"returned": type(first).__name__}
    if tuple(first.shape) != (320, 120):
        return {"shape": tuple(first.shape)}
    known = {"right": 2 / 440, "fan in": 1 / 320, "one over the sum": 1 / 440, "square": (2 / 440) ** 2, "he": 2 / 320, "fan out": 1 / 120,
             "0.01": 1e-4, "three times": 6 / 440, "a third": 2 / 1320, "1": 1.0}
    variance = first.double().var().item()
    near = next((name for name, value in known.items() if abs(variance / value - 1) < 0.05), "zero" if variance == 0 else "other")
    ends = int((first == first.max()).sum())
    return {"variance": near, "piled up at the ends": ends > 1 and ends < first.numel(), "same again": torch.equal(first, again), "centre": abs(first.mean().item()) < 0.3 * variance**0.5 + 1e-9,
            "dtype": str(first.dtype)}
