"""Hidden tests of ``grad_check``: functions with known derivatives, any shape, float64 inside, central differences."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import FLOATS, Text, describe, expect, needs, probe, tensors, weight
from autograder.testing.show import show

FORMULAS = {"squares": "Σ k·xₖ²", "sine": "Σ sin(k·xₖ)", "exp": "Σ exp(xₖ/4)", "product": "Π (xₖ/4 + 2)", "mixed": "sin((Σ xₖ)² + Σ k·xₖ)",
            "one element": "xₙ²", "cubes": "Σ xₖ³", "kink": "Σ |xₖ|"}
FUNCTIONS = tuple(FORMULAS)[:6]
CENTRAL = Text("the difference of f at x + eps and f at x − eps, over 2 · eps", "f 在 x + eps 与 x − eps 处的差，除以 2 · eps")


@probe
def checked(student, which, x, options):
    """grad_check of one of a few functions; x afterwards; the dtypes and shapes that f was called with."""
    import torch

    seen = []

    def f(x):
        seen.append([str(x.dtype), list(x.shape)])
        flat = x.reshape(-1)
        ramp = torch.arange(1, flat.numel() + 1, dtype=x.dtype)
        values = {"squares": lambda: (ramp * flat**2).sum(), "sine": lambda: (ramp * flat).sin().sum(), "exp": lambda: (flat / 4).exp().sum(),
                  "product": lambda: (flat / 4 + 2).prod(), "mixed": lambda: (flat.sum() ** 2 + (ramp * flat).sum()).sin(),
                  "one element": lambda: flat[-1] ** 2, "cubes": lambda: (flat**3).sum(), "kink": lambda: flat.abs().sum()}
        return values[which]()

    found = student.grad_check(f, x, *options.get("eps", []), **options.get("named", {}))
    return found, x, [list(item) for item in {(kind, tuple(shape)) for kind, shape in seen}]


def right(which, x):
    """The gradient, by autograd, in float64."""
    leaf = x.detach().double().requires_grad_()
    flat = leaf.reshape(-1)
    ramp = torch.arange(1, flat.numel() + 1, dtype=torch.float64)
    values = {"squares": lambda: (ramp * flat**2).sum(), "sine": lambda: (ramp * flat).sin().sum(), "exp": lambda: (flat / 4).exp().sum(),
              "product": lambda: (flat / 4 + 2).prod(), "mixed": lambda: (flat.sum() ** 2 + (ramp * flat).sum()).sin(),
              "one element": lambda: flat[-1] ** 2}
    return torch.autograd.grad(values[which](), leaf)[0]


def differences(x, eps):
    """The central difference of x³."""
    return 3 * x.double() ** 2 + eps**2


def alike(got, want, x, which, hint=None, rtol=1e-5):
    """Expect these differences, in x's dtype or float64."""
    asked = Text("grad_check(f, x) of f(x) = {}, at x = {}", "f(x) = {}、x = {} 时的 grad_check(f, x)").format(FORMULAS[which], show(x))
    expect.tensor(got, tuple(want.shape), asked=asked)
    expect.true(got.dtype in (x.dtype, torch.float64), Text("dtype {} or torch.float64", "数据类型 {} 或 torch.float64").format(x.dtype),
                asked=asked, got=Text("{}", "{}").format(got.dtype), values=(torch.full(tuple(x.shape), torch.nan, dtype=torch.float64), got))
    expect.close(got, want, rtol=rtol, atol=1e-6 if rtol < 1e-4 else 1e-4, check_dtype=False, asked=asked, hint=hint)


@weight(3)
@given(x=tensors(min_dims=0, max_dims=3, dtype=torch.float64, elements=st.integers(-8, 8).map(lambda n: n / 4), max_side=3,
                 contiguous=True),
       which=st.sampled_from(FUNCTIONS))
@settings(max_examples=24)
@example(x=torch.tensor([[1.0, -0.5], [0.25, 2.0]], dtype=torch.float64), which="product")
@example(x=torch.tensor(0.75, dtype=torch.float64), which="sine")
@describe("many functions, at x of any shape", "多种函数，任意形状的 x")
def test_values(student, x, which):
    found, _, _ = checked(student, which, x, {})
    alike(found, right(which, x), x, which)


@weight(2)
@needs("test_values")
@given(x=tensors(dtype=torch.float64, max_dims=2, contiguous=True), eps=st.sampled_from([0.5, 0.25, 0.125]))
@settings(max_examples=8)
@example(x=torch.tensor([1.0, -2.0, 0.0], dtype=torch.float64), eps=0.5)
@describe("central differences with the eps that is given, by position or by name", "使用给定的 eps（按位置或按名字）作中心差分")
def test_central(student, x, eps):
    for options in ({"eps": [eps]}, {"named": {"eps": eps}}):
        found, _, _ = checked(student, "cubes", x, options)
        alike(found, differences(x, eps), x, "cubes", CENTRAL)


@weight(1)
@needs("test_values")
@describe("a small eps unless another is given", "没有给出 eps 时使用很小的值")
def test_default(student):
    x = torch.tensor([2e-6, -2e-6, 3e-6], dtype=torch.float64)
    alike(checked(student, "kink", x, {})[0], x.sign(), x, "kink", CENTRAL)


@weight(2)
@needs("test_values")
@given(x=tensors(dtype=torch.float32, max_dims=2, elements=st.integers(-8, 8).map(lambda n: n / 4), contiguous=True), which=st.sampled_from(FUNCTIONS))
@settings(max_examples=10)
@example(x=torch.tensor([100.0, 0.1, -30.0]), which="squares")
@describe("x in float32: computed in float64", "float32 的 x：用 float64 计算")
def test_float32(student, x, which):
    found, _, seen = checked(student, which, x, {})
    alike(found, right(which, x), x, which, Text("in float32 the difference of two nearly equal numbers is mostly rounding: convert x first",
                                          "在 float32 中，两个几乎相等的数之差大多是舍入误差：请先转换 x"), rtol=1e-4)
    expect.true(all(kind == "torch.float64" and tuple(shape) == tuple(x.shape) for kind, shape in seen),
                Text("f called with float64 tensors of the shape of x", "调用 f 时传入形状与 x 相同的 float64 张量"),
                got=Text(*["; ".join(f"{kind}, {tuple(shape)}" for kind, shape in seen)] * 2))


@weight(1)
@needs("test_values")
@given(x=tensors(dtype=FLOATS, max_dims=2, contiguous=True))
@settings(max_examples=5)
@describe("x is the same after the call", "调用之后 x 保持不变")
def test_untouched(student, x):
    _, after, _ = checked(student, "squares", x, {})
    expect.unchanged(after, x, "x")


def point_of(found, x, eps):
    """Where the other entries are while one is moved, told by a product: its slope by one entry holds all the others."""
    def slope(k, low, high):
        factors = x.reshape(-1) / 4 + 2
        ends = [factors + move / 4 * (torch.arange(x.numel()) < k) + sign * eps / 4 * (torch.arange(x.numel()) == k)
                for sign, move in ((1, high), (-1, low))]
        return (ends[0].prod() - ends[1].prod()) / (2 * eps)

    known = {"x": (0, 0), "left below": (-eps, -eps), "left above": (eps, eps), "both moved on": (-eps, eps)}
    return next((name for name, moves in known.items() if isinstance(found, torch.Tensor) and found.numel() == x.numel() and torch.allclose(
        found.double().reshape(-1), torch.stack([slope(k, *moves) for k in range(x.numel())]), atol=1e-6)), "other")


def fingerprint(student):
    """What the differences are, at large and small eps, and what becomes of x."""
    x, eps = torch.tensor([[1.0, -2.0], [0.5, 1.5]], dtype=torch.float64), 0.3  # at 0.5 nothing would tell whether it was divided
    found, after, seen = checked(student, "cubes", x, {"eps": [eps]})
    if not isinstance(found, torch.Tensor):
        return {"returned": type(found).__name__}
    first = torch.zeros_like(x)
    first[0] = differences(x, eps)[0]
    known = {"central": differences(x, eps), "forward": 3 * x**2 + 3 * x * eps + eps**2, "backward": 3 * x**2 - 3 * x * eps + eps**2,
             "over eps": 2 * differences(x, eps), "not divided": 2 * eps * differences(x, eps), "exact": 3 * x**2, "minus": -differences(x, eps),
             "first row only": first, "a row at once": differences(x, eps).sum(1, keepdim=True).expand_as(x), "all at once": torch.full_like(x, differences(x, eps).sum().item()), "half": differences(x, eps) / 2}
    name = next((name for name, value in known.items() if value.shape == found.shape and torch.allclose(found.double(), value, atol=1e-3)), "other")
    facts = {"differences": name, "shape": tuple(found.shape) == (2, 2), "touched": not torch.equal(after, x)}
    single, _, _ = checked(student, "squares", torch.tensor([100.0, 0.1]), {})
    facts["float32"] = isinstance(single, torch.Tensor) and torch.allclose(single.double(), right("squares", torch.tensor([100.0, 0.1])), rtol=1e-3)
    facts["point"] = point_of(checked(student, "product", x, {"eps": [eps]})[0], x, eps)
    facts["called with"] = sorted({kind for kind, _ in seen})
    return facts
