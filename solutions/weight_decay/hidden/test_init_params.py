"""Hidden tests of weight decay's ``init_params``: structure, leaves, distribution, fresh draws."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, probes, stats, weight

W, B = Text("w", "w"), Text("b", "b")
MANY = 30000  # enough to tell a normal distribution from another one with the same mean and variance


@weight(1)
@describe("[w, b] of shapes (d, 1) and (1,), float32, for any d", "返回 [w, b]，形状为 (d, 1) 和 (1,)，float32，d 任意")
@settings(max_examples=8)
@given(d=st.integers(1, 40))
@example(d=3)
@example(d=1)
@example(d=200)
def test_structure(student, d):
    params = student.init_params(d)
    expect.sequence(params, 2)
    expect.tensor(params[0], shape=(d, 1), dtype=torch.float32, asked=W)
    expect.tensor(params[1], shape=(1,), dtype=torch.float32, asked=B)


@weight(3)
@needs("test_structure")
@describe("both are leaves that require a gradient, and backward() fills it", "两者都是需要梯度的叶子张量，backward() 会写入梯度")
@settings(max_examples=4)
@given(d=st.integers(1, 9))
@example(d=3)
@example(d=1)
@example(d=200)
def test_leaves(student, d):
    for name, fact in zip("wb", probes.facts(student, "init_params", d), strict=True):
        asked = Text("{} of init_params({})", "init_params({1}) 的 {0}").format(name, d)
        expect.true(fact["requires_grad"], Text("requires_grad=True", "requires_grad=True"), asked=asked,
                    relation="not-trainable", got=Text("requires_grad=False", "requires_grad=False"))
        expect.true(fact["leaf"], Text("a leaf, so that backward() fills its .grad", "叶子张量，这样 backward() 才会写入 .grad"),
                    asked=asked, relation="not-a-leaf", got=Text("the result of a computation", "由计算得到的结果"),
                    hint=Text("ask for the gradient last, when the tensor has its final shape and scale",
                              "先得到最终的形状和尺度，最后再要求梯度"))


@weight(3)
@needs("test_structure")
@describe("the entries of w are independent draws from N(0, 1)", "w 的各元素独立地服从 N(0, 1)")
def test_normal(student):
    w = student.init_params(MANY)[0]
    stats.normal(w, 0, 1, what=Text("the entries of w", "w 的各元素"))
    stats.uncorrelated(w[:MANY // 2], w[MANY // 2:], what=Text("the two halves of w", "w 的前后两半"))
    expect.true(w.unique().numel() > 0.9 * MANY, Text("a draw of its own for each entry", "每个元素单独抽取"), asked=W,
                relation="draws-repeated", got=Text("the same values again and again", "同样的值反复出现"))


@probe
def _drawn_one_by_one(student, d, times):
    import torch

    return torch.stack([student.init_params(d)[0].detach().reshape(-1) for _ in range(times)])


@weight(2)
@needs("test_normal")
@describe("a fresh draw at each call, for small d, too", "每次调用都重新抽取，d 很小时也是如此")
@settings(max_examples=2)
@given(d=st.sampled_from([1, 2, 3, 5]))
@example(d=1)
@example(d=2)
def test_fresh_draws(student, d):
    draws = _drawn_one_by_one(student, d, 400)
    expect.tensor(draws, shape=(400, d))
    expect.true(not draws.any() or draws.unique().numel() > 0.9 * draws.numel(), Text("other numbers at each call", "每次调用得到不同的数"),
                relation="draws-fixed", got=Text("the same numbers again", "又得到同样的数"))
    stats.normal(draws, 0, 1, what=Text("w over 400 calls of init_params({})", "调用 400 次 init_params({}) 得到的 w").format(d))
    stats.uncorrelated(draws[:-1], draws[1:], what=Text("w of one call and of the next", "相邻两次调用的 w"))


@weight(1)
@needs("test_normal")
@describe("the generator's seed is left alone: two seeds, two draws", "不固定随机种子：种子不同，结果不同")
def test_no_fixed_seed(student):
    first = student.init_params(20)[0]
    student.seed(4)
    second = student.init_params(20)[0]
    student.seed(5)
    third = student.init_params(20)[0]
    for one, other in ((first, second), (second, third), (first, third)):
        expect.true(not torch.equal(one, other), Text("another draw for another seed", "种子不同时结果应不同"),
                    relation="draws-fixed", got=Text("the same w", "同样的 w"), hint=Text("remove the seed from your function", "请去掉函数中的随机种子"))


@probe
def _trained_between(student, d):
    """w and b of a call made after the parameters of an earlier call were changed in place; whether they are others."""
    import torch

    first = student.init_params(d)
    with torch.no_grad():
        for item in first:
            item += 1
    later = student.init_params(d)
    apart = not {item.data_ptr() for item in first} & {item.data_ptr() for item in later}
    return later[0].detach().clone(), later[1].detach().clone(), apart


@weight(3)
@needs("test_normal")
@describe("the bias is exactly 0, and has storage of its own at each call, as w has", "偏置恰好为 0；每次调用都像 w 一样有自己的存储")
@settings(max_examples=3)
@given(d=st.integers(1, 50))
def test_bias_is_zero(student, d):
    w, b = student.init_params(d)
    expect.tensor(w, shape=(d, 1), asked=W)
    expect.equal(b.detach(), torch.zeros(1), asked=B)
    _, trained, apart = _trained_between(student, d)
    expect.equal(trained, torch.zeros(1), asked=Text("b of a second call, after the first b was trained", "训练了第一个 b 之后，第二次调用得到的 b"))
    expect.true(apart, Text("new tensors at each call", "每次调用都得到新的张量"), relation="memory-shared", got=Text("tensors of an earlier call", "之前调用得到的张量"))


def fingerprint(student):
    """Shapes, leaves, and the spread of w, in steps far wider than chance."""
    facts = probes.facts(student, "init_params", MANY)
    if not isinstance(facts, list) or len(facts) != 2 or not all(isinstance(fact, dict) for fact in facts):
        return {"type": type(facts).__name__}
    w, b = facts[0]["value"].double(), facts[1]["value"].double()
    again = probes.facts(student, "init_params", MANY)[0]["value"].double()
    fresh = not torch.equal(w, again)
    kept = not fresh and not _trained_between(student, 2)[2]
    std, mean = float(w.std()), float(w.mean())
    spread = "unit interval" if 0 <= w.min() and w.max() <= 1 and 0.26 < std < 0.32 else next((name for name, low, high in (
        ("constant", -1, 1e-9), ("0.01", 0.009, 0.011), ("0.1", 0.09, 0.11), ("1", 0.9, 1.1))
        if low < std < high), "other")
    return {
        "w": list(w.shape) if w.numel() != MANY else "flat" if w.ndim == 1 else "row" if w.shape == (1, MANY) else "column",
        "grad": [fact["requires_grad"] for fact in facts], "leaf": [fact["leaf"] for fact in facts], "spread": spread,
        "level": round(mean, 3) if spread == "constant" else 0, "fresh": "kept" if kept else fresh,
        "b": "zero" if not b.any() else "one" if bool((b == 1).all()) else "not zero",
    }
