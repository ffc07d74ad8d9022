"""Relations: each is found where it holds on every pair, and nothing is said where it might be an accident."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from autograder.core.errors import StudentRaised
from autograder.core.values import Handle, Opaque
from autograder.testing import Text, expect
from autograder.testing.relations import Normal, Pair, Relation, Share, find, formulas, named, raised, slugs
from autograder.testing.student import arguments_of
from tests.course import ROOT

A = torch.tensor([[1.5, -2.0, 3.25], [0.5, 4.0, -1.0]])
B = torch.tensor([[2.0, 7.0, -3.0, 1.0], [1.0, 0.25, 5.0, 6.0], [8.0, -9.0, 2.5, 0.75]])
V = torch.tensor([3.0, 1.0, 4.0, 1.5, 9.0])


def slug(*pairs: Pair) -> str | None:
    found = find(pairs)
    return found and found.slug


HOLDS = {
    "negated": lambda w: -w,
    "absolute": torch.abs,
    "transposed": lambda w: w.T,
    "times-constant": lambda w: 2 * w,
    "plus-constant": lambda w: w + 3.5,
    "squared": lambda w: w**2,
    "complement": lambda w: 1 - w,
    "reciprocal": lambda w: 1 / w,
    "rounded": torch.round,
    "mean-taken": torch.mean,
    "sum-taken": torch.sum,
    "kept-dimension": lambda w: w.unsqueeze(1),
    "one-too-many": lambda w: torch.cat([w, torch.zeros(len(w), 1)], 1),
    "one-short": lambda w: w[:, :-1],
    "reversed": lambda w: w.flip(0),
    "other-dtype": lambda w: w.double(),
    "imprecise": lambda w: w * (1 + 1e-3 * torch.cos(w)),
    "constant": torch.zeros_like,
    "list-for-tensor": list,
    "one-of-several": lambda w: (w, w.argmax()),
    "flattened": torch.flatten,
    "fixed-shape": lambda w: torch.ones(7, 5),
    "not-finite": lambda w: torch.where(w > 3, torch.nan, w),
}


@pytest.mark.parametrize("name", HOLDS)
def test_holds_on_every_pair(name):
    """What was done to the expected values is told."""
    assert slug(*(Pair(w, HOLDS[name](w)) for w in (A, B))) == name


@pytest.mark.parametrize("name", sorted(set(HOLDS) - {"times-constant"}))
def test_not_said_when_it_fails_on_one_pair(name):
    """One example on which it does not hold is enough to say something else, or nothing."""
    assert slug(Pair(A, HOLDS[name](A)), Pair(B, B + torch.cos(torch.arange(12.0)).reshape(3, 4))) != name


def _only_large(w):
    return Pair(w, w[w > 1], (w + 0.5,))


def test_entries_are_left_out_of_a_result_in_the_shape_of_the_input():
    """What came back of an empty tensor, of a part of the data or of the input itself is told otherwise, or not at all."""
    assert slug(_only_large(A), _only_large(B)) == "entries-left-out"
    assert slug(*(Pair(w, w[w > 1]) for w in (A, B))) is None
    assert slug(*(Pair(w, w[:0, 0]) for w in (A, B))) is None
    x, y = (torch.arange(1.0, n) * 0.7 for n in (4, 6))
    assert slug(*(Pair(v[:, None] ** torch.arange(4), v, (v, 4)) for v in (x, y))) == "unchanged"


@pytest.mark.parametrize(("want", "got"), [(2.0, 4.0), (1.0, 2.0), (1.0, -1.0), (0.5, 0.25)])
def test_one_number_is_no_evidence(want, got):
    """A scalar that is twice another is also 2 more, its square, or anything."""
    assert slug(Pair(want, got)) is None
    assert slug(Pair(torch.tensor([want]), torch.tensor([got]))) is None


def test_numbers_of_several_examples_are_evidence():
    """Scalars of several examples hold as much as one tensor of many entries."""
    assert slug(*(Pair(w, -w) for w in (2.0, 3.0, -1.5))) == "negated"


def test_counts_are_named():
    """The factor is the number of rows, where that differs from example to example."""
    pairs = [
        Pair(float(t.sum()), float(t.sum()) / len(t), (t,)) for t in (A, B, B[:, :1], torch.ones(7, 2) * 3)
    ]
    assert slug(*pairs) == "mean-for-sum"


def test_steps_from_what_was_given():
    """An update of the wrong direction or size, or none, is told from the value before."""
    step = torch.tensor([[0.5, 1.0, -2.0], [0.25, 3.0, 1.0]])
    assert slug(Pair(A - step, A, (A,))) == "unchanged"
    assert slug(Pair(A - step, A + step, (A,))) == "step-reversed"
    assert slug(Pair(A - step, A - 3 * step, (A,))) == "step-times-constant"
    assert slug(Pair(A - step, A - step * (1 + 1e-3), (A,))) != "step-times-constant"


def test_a_gradient_that_is_handed_on():
    """The gradient from above, not what the function was given, is what an unmoved gradient is compared with."""
    given = ("source", "_gradient", ["relu", [A], {}, 2 * A, [0]])
    assert slug(Pair(torch.zeros_like(A), 2 * A, given)) is None  # one expected number is no evidence
    assert slug(Pair(A * A, 2 * A, given)) == "gradient-passed-on"
    assert slug(Pair(A * A, A, given)) != "unchanged"


def test_right_examples_are_evidence():
    """An example that is right shows that only zeros go wrong, or that more than the sign decides."""
    X, none = torch.tensor([-1.0, 0.0, 2.0]), torch.tensor([-3.0, 0.5, 6.0])
    wrong = Pair(X.sigmoid(), torch.where(X == 0, 0.0, X.sigmoid()), (X,))
    assert slug(wrong) is None
    assert slug(wrong, Pair(none.sigmoid(), none.sigmoid(), (none,))) == "wrong-at-zero"
    X = torch.tensor([-1.0, -2.0, -3.5, -0.5, 2.0, 1.0, 0.25])
    wrong = Pair(X.exp(), torch.where(X < 0, X.exp() + X**2, X.exp()), (X,))
    assert slug(wrong) == "wrong-for-negative"
    assert slug(wrong, Pair((X / 9).exp(), (X / 9).exp(), (X / 9,))) != "wrong-for-negative"


def test_where_it_is_wrong_depends_on_the_input_alone():
    """Entries of one input, right in the first row and wrong below, are not told apart by their sign; nor is what is rounded."""
    rows = [[-1.0, -2.0, 3.0], [-1.0, 2.0, -4.0], [-2.0, -3.0, 1.0], [-1.5, -2.5, 1.5], [-3.0, -1.0, -2.0]]
    X = torch.tensor([*rows, *rows])
    wrong = torch.where(X < 0, X.exp() + X**2, X.exp())
    assert slug(Pair(X.exp(), wrong, (X,))) == "wrong-for-negative"
    assert slug(Pair(X.exp(), torch.cat([X[:1].exp(), wrong[1:]]), (X,))) != "wrong-for-negative"
    assert slug(Pair(X.sigmoid(), X.sigmoid().round(decimals=4), (X,))) != "wrong-for-negative"


def test_an_array_for_a_tensor():
    """numpy's numbers are not taken for a tensor's."""
    assert slug(Pair(A, A.numpy()), Pair(B, B.numpy())) == "array-for-tensor"
    assert slug(Pair(A.numpy(), -A.numpy())) == "negated"


def test_another_shape_of_other_values():
    """A dimension is told as lost or kept only where the values are right, or not known."""
    assert slug(Pair(V.reshape(-1, 1), V)) == "lost-dimension"
    assert slug(Pair(V.reshape(-1, 1), V**2 + 1)) is None
    assert (
        slug(Pair(torch.tensor([7.0]), torch.tensor(8e5)), Pair(torch.tensor([3.0]), torch.tensor(2e5)))
        is None
    )


def test_layers_in_another_order():
    """The same layers in other places are not told as replaced."""
    linear, relu = ["Linear", [["in_features", 3]]], ["ReLU", []]
    assert slug(Pair([linear, relu, ["Flatten", []]], [relu, ["Flatten", []], linear])) == "outputs-swapped"
    assert slug(Pair([linear, relu], [linear, ["Tanh", []]])) == "items-replaced"


def test_a_step_is_no_factor():
    """A result that is the expected one times a factor is told as that, though its distance from the input is one, too."""
    pairs = [Pair(X / 0.9, 0.9 * X, (X,)) for X in (A, B)]
    assert slug(*pairs) == "times-constant"
    moved = [Pair(X - 0.1 * X.cos(), X - 0.3 * X.cos(), (X,)) for X in (A, B)]
    assert slug(*moved) == "step-times-constant"


def test_zeros_are_no_sum():
    """Zeros add up to the zero that was expected, whatever they are."""
    assert (
        slug(Pair(torch.ones(1), torch.full((4,), 0.25)), Pair(torch.tensor([2.0]), torch.tensor([1.5, 0.5])))
        == "not-summed"
    )
    assert slug(Pair(torch.zeros(1), torch.zeros(4)), Pair(torch.zeros(1), torch.zeros(2))) is None


def test_only_the_first_line():
    """The others are wrong throughout, not here and there."""
    pairs = [torch.arange(float(4 * n)).reshape(4, n).cos() + 2 for n in (3, 5)]
    first, some = torch.zeros(4, 1), torch.tensor([[1.0], [0.0], [1.0], [1.0]])
    spoilt = [(w.clone(), w.clone()) for w in pairs]
    for w, (all_wrong, some_wrong) in zip(pairs, spoilt, strict=True):
        all_wrong[:, 1:] = first
        some_wrong[:, 1:] = w[:, 1:] * some
    assert slug(*(Pair(w, wrong) for w, (wrong, _) in zip(pairs, spoilt, strict=True))) == "first-only"
    assert slug(*(Pair(w, wrong) for w, (_, wrong) in zip(pairs, spoilt, strict=True))) != "first-only"


def test_an_input_that_is_limited():
    """One number beyond a limit at either end; where it is wrong everywhere, something else is."""
    X = torch.tensor([-100.0, -20.0, -12.0, -1.0, 2.0, 11.0, 50.0], dtype=torch.float64)
    assert slug(Pair(X.tanh() * X, X.clamp(-10, 5).tanh() * X.clamp(-10, 5), (X,))) == "limited"
    assert slug(Pair(X.tanh() * X, X.sign(), (X,))) != "limited"
    lost = torch.arange(X.numel()).reshape(X.shape) % 2 == 0  # 0 at both ends is no limit
    assert slug(Pair(X * 3, (X * 3).masked_fill(lost, 0), (X,))) == "clipped"
    assert slug(Pair(X.sigmoid(), X.clamp(-10, 10).sigmoid(), (X,))) == "limited"  # 0.99995 for 1 is off, too


def test_containers():
    """Outputs swapped, items missing or too many, other layers."""
    assert slug(Pair([A, B], [B, A])) == "outputs-swapped"
    assert slug(Pair({"a": [1.5, 2.5]}, {"a": [2.5, 1.5]})) == "outputs-swapped"
    layers = [["Flatten", []], ["Linear", [["in_features", 3]]], ["ReLU", []]]
    assert slug(Pair(layers, layers[1:])) == "items-missing"
    assert slug(Pair(layers, [*layers, ["Softmax", []]])) == "items-extra"
    assert slug(Pair([2, 2, 2], [2, 2, 2, 2, 2, 1])) == "more-items"  # which of them are too many is not seen
    assert slug(Pair([1, 2, 3], [1, 3])) == "items-missing"
    assert slug(Pair(layers, [*layers[:2], ["Sigmoid", []]])) == "items-replaced"


def test_lines_that_are_alike_and_whole_numbers():
    """Rows that do not differ, 0 and 1 for fractions, the last entry alone: each is told; what is whole by right is not."""
    generator = torch.Generator().manual_seed(0)
    inputs = [torch.rand(n, 3, generator=generator) * 3 for n in (2, 3, 4, 5)]
    assert slug(*(Pair(x.cos(), x[:1].sin().expand_as(x), (x,)) for x in inputs)) == "lines-alike"
    hot = [torch.nn.functional.one_hot(x.argmax(1), 3).float() for x in inputs]
    assert slug(*(Pair(x.softmax(1), h, (x,)) for x, h in zip(inputs, hot, strict=True))) == "whole-numbers"
    whole = [x.round() for x in inputs]
    assert slug(*(Pair(x.softmax(1), x**2 + 1, (x,)) for x in whole)) != "whole-numbers"
    ends = [torch.rand(n, generator=generator) for n in (3, 4, 5)]
    last = [torch.cat([-torch.rand(len(e) - 1, generator=generator), e[-1:]]) for e in ends]
    assert slug(*(Pair(w, g) for w, g in zip(ends, last, strict=True))) == "last-only"


def test_kinds_of_values():
    """Nothing, a class, a list, a number, a tensor in the place of something else."""
    assert slug(Pair(A, None, called=True)) == "nothing-returned"
    assert slug(Pair(A, None)) == "none-for-value"  # a probe's None may be a part of what came back
    assert slug(Pair(A, Handle(0, "Linear"))) == "other-type"
    assert slug(Pair(torch.full((3, 1), torch.nan), torch.zeros(1))) is None  # a shape alone
    assert slug(Pair(A, Opaque("generator"))) == "generator-for-value"
    assert slug(Pair(A, Opaque("torch.max"))) == "several-results"
    assert slug(Pair(Handle(0, "Sequential"), [Handle(1, "Linear")])) == "list-for-module"
    assert slug(Pair(2.5, torch.tensor(2.5))) == "tensor-for-number"
    assert slug(Pair(2.5, torch.tensor(3.5))) == "tensor-where-number"
    assert slug(Pair(V, 3.0)) == "number-for-tensor"
    assert slug(Pair([(A, V), (B, V)], [A, V])) == "generator-missing"


def test_a_dtype_alone_says_nothing_of_the_values():
    """Where only the dtype was asked for, the sentence does not call the values right."""
    with pytest.raises(expect.Mismatch) as caught:
        expect.tensor(A.double(), (2, 3), torch.float32)
    found = find([Pair(*caught.value.values)])
    assert found is not None and found.slug == "other-dtype" and "values" not in found.text.en


def test_an_author_names_what_a_condition_shows():
    """``relation`` of expect.true, and of an argument that is compared with what it was."""
    for look in (
        lambda: expect.true(False, Text("a leaf", "叶子"), relation="not-a-leaf"),
        lambda: expect.unchanged(A + 1, A, "X"),
    ):
        with pytest.raises(expect.Mismatch) as caught:
            look()
        assert named(caught.value.relation).slug in ("not-a-leaf", "argument-changed")
    expect.unchanged(A.clone(), A, "X")


def test_a_function_is_known_up_to_where_it_overflows():
    """log(1 + exp(X)) gives inf for large entries, and is told all the same."""
    x = torch.tensor([-1.0, 0.5, 2.0, 1000.0])
    assert slug(Pair(torch.relu(x), torch.log(1 + torch.exp(x)), (x,))) == "other-function"


def test_what_runs_on_and_lists_of_fixed_shapes():
    """Running sums; and parameters whose shapes do not follow the sizes."""
    assert slug(Pair(V, V.cumsum(0)), Pair(2 * V, 2 * V.cumsum(0))) == "running-sum"
    wants = [[torch.zeros(n, n + 1), torch.zeros(n + 1)] for n in (2, 3)]
    assert slug(*(Pair(want, [torch.ones(7, 5), torch.ones(5)]) for want in wants)) == "fixed-shape"


def test_one_dimension_of_a_fixed_size():
    """Columns whose number is written in; of a shape that goes wrong in another way it is not said."""
    wants = [torch.zeros(n, q) for n, q in ((2, 1), (4, 3), (3, 5), (6, 10))]
    assert slug(*(Pair(want, torch.ones(len(want), 10)) for want in wants)) == "fixed-size"
    assert slug(*(Pair(want, torch.ones(len(want), 10)) for want in wants[:2])) != "fixed-size"
    assert slug(*(Pair(want, torch.ones(len(want), 2 + len(want))) for want in wants)) != "fixed-size"


def test_a_step_and_sizes_of_others():
    """Zeros and ones as X > 0 gives them; shapes of the sizes that were given, in other places."""
    x = torch.tensor([-2.0, -0.5, 0.0, 0.25, 1.0, 3.0])
    assert slug(Pair(torch.sigmoid(x), (x > 0).float(), (x,))) == "other-function"
    calls = [
        Pair(torch.zeros(b, c), torch.zeros(a, c), ("f", [a, b, c], {})) for a, b, c in ((2, 4, 7), (9, 3, 5))
    ]
    assert slug(*calls) == "other-sizes"
    assert slug(*(Pair(one.want, torch.zeros(6, 8), one.given) for one in calls)) != "other-sizes"


def test_a_class_in_the_place_of_another():
    """A test compared the names of classes; of layers in a list it is not said."""
    assert slug(Pair("SGD", "RMSprop")) == "other-type"
    assert slug(Pair(["Linear", "ReLU"], ["Linear", "Sigmoid"])) != "other-type"


def test_broadcast_needs_three():
    """A matrix of (n, n) for n values; a two by two one may come from anywhere."""
    assert slug(Pair(V.reshape(-1, 1), V - V.reshape(-1, 1))) == "broadcast"
    assert slug(Pair(torch.ones(2, 1), torch.rand(2, 2))) != "broadcast"


def test_of_values_that_nobody_knows_only_the_shape_is_told():
    """A test of shapes gives nan for the values: no sum of them can be seen."""
    unknown = [Pair(torch.full((n, 4), torch.nan), torch.full((4,), torch.nan)) for n in (2, 3)]
    assert find(unknown) is None


def test_overflow():
    """Right up to where it overflows."""
    x = torch.tensor([1.0, -3.0, 1000.0, 2.0])
    assert slug(Pair(torch.sigmoid(x), torch.exp(x) / (1 + torch.exp(x)), (x,))) == "overflow"
    tiny = Pair(
        torch.tensor([1.0, 1e-30, 1e-20]),
        torch.tensor([torch.nan, 0.0, 0.0]),
        (torch.tensor([90.0, 21.0, 44.0]),),
    )
    assert slug(tiny) == "overflow"
    nowhere_right = Pair(
        torch.tensor([1.0, 2.0, 3.0]), torch.full((3,), torch.nan), (torch.full((4, 2), 1e6),)
    )
    assert slug(nowhere_right) == "not-finite"
    assert slug(Pair(A, torch.full_like(A, torch.nan))) not in ("constant", "clipped")


@pytest.mark.parametrize(
    ("sample", "name"),
    [
        (lambda s: torch.randn(s), "std-one"),
        (lambda s: torch.randn(s) * 1e-4, "std-squared"),
        (lambda s: torch.rand(s), "draws-uniform"),
        (lambda s: torch.randn(s).sign() / 3, "std-times-constant"),  # two values, none between
        (lambda s: torch.zeros(s), "draws-equal"),
        (lambda s: 0.01 * torch.randn(s[1]).expand(s), "draws-repeated"),
        (lambda s: torch.randn(s) * (2 / sum(s)) ** 0.5, "std-xavier"),
        (lambda s: torch.randn(s).abs(), "draws-one-sided"),
        (lambda s: torch.full(s, torch.inf), None),
        (lambda s: torch.randn(s) * 0.01, None),
        (lambda s: torch.randn(s) * 0.05, "std-times-constant"),  # 1/sqrt(3 * 140) is 0.0488
    ],
)
def test_draws(sample, name):
    """The spread of random numbers."""
    torch.manual_seed(0)
    assert slug(Pair(Normal(0.0, 0.01), sample((150, 140)))) == name


def test_uniform_draws_where_these_will_do_as_well():
    """Only what is wrong with them is said: that they lie on one side of 0."""
    expected = Normal(0.0, 0.1, only=False)
    assert slug(Pair(expected, torch.rand(150, 140))) == "draws-one-sided"
    assert slug(Pair(expected, 3**0.5 * (torch.rand(150, 140) - 0.5))) != "draws-uniform"


def test_two_changes_at_once():
    """A count and the sign; a formula of the author's and a sum over it."""
    inputs = [torch.linspace(1, 9, n * 3).reshape(n, 3) ** 2 for n in (2, 5, 7)]
    assert slug(*(Pair(x, -len(x) * x, (x,)) for x in inputs)) == "negated-times-count"
    pairs = [Pair(x.log().mean(1), x.sum(), ("f", (x,), {})) for x in inputs]
    found = find(pairs, [formulas({"x": lambda x: x})])
    assert found is not None and "(x).sum()" in found.text.en


def test_a_dimension_that_was_summed():
    """Rows or columns; what has one entry only tells nothing of shapes."""
    pairs = [Pair(w, w.mean(0)) for w in (A, B, torch.ones(1, 1))]
    assert slug(*pairs) == "dimension-summed"


def test_one_count_in_the_place_of_another():
    """Divided by the columns where the rows were meant: three sizes, as one or two may be an accident."""
    inputs = [torch.linspace(1, 9, n * q).reshape(n, q) ** 2 for n, q in ((2, 3), (4, 3), (5, 2))]
    pairs = [Pair(x / len(x), x / x.shape[1], (x,)) for x in inputs]
    assert slug(*pairs) == "count-for-count" and slug(*pairs[:2]) is None
    assert slug(*(Pair(x, x * torch.linspace(2, 4, x.shape[1])) for x in inputs)) == "columns-scaled"


def test_flat_results_of_any_input():
    """One entry in a row where one number was expected is flat, too, and no finder fails on it."""
    flat = [Pair(w, w.flatten()) for w in (torch.tensor(2.0), A, torch.zeros(()))]
    assert slug(*flat) == "flattened"
    assert slug(Pair([torch.tensor(2.0)], [torch.tensor([2.0])])) == "kept-dimension"


@pytest.mark.parametrize(
    ("share", "name"), [(0.8, "share-complement"), (0.0, "never"), (0.2, None), (0.421, "share-of-normal")]
)
def test_shares(share, name):
    """How often something happens."""
    assert slug(Pair(Share(0.2, 4000), Share(share, 4000))) == name


@pytest.mark.parametrize(
    ("kind", "detail", "line", "name"),
    [
        ("RuntimeError", "Boolean value of Tensor with more than one value is ambiguous", "if X > 0:", "if-on-a-tensor"),
        ("AttributeError", "cannot assign module before Module.__init__() call", "self.lin1 = x", "super-init-missing"),
        ("TypeError", "torch.nn.modules.activation.ReLU is not a Module subclass", "nn.ReLU", "class-for-module"),
        ("TypeError", "int is not a Module subclass", "nn.Sequential(nn.Flatten(), 784)", "not-a-module"),
        ("RuntimeError", "a Tensor with 3 elements cannot be converted to Scalar", "return torch.exp(-X).item()", "item-of-several"),
        ("TypeError", "only one element tensors can be converted to Python scalars", "return 1 / (1 + math.exp(-X))", "math-on-a-tensor"),
        ("OverflowError", "math range error", "math.exp(-x.item())", "math-domain"),
        ("AttributeError", "module 'torch' has no attribute 'maximun'", "torch.maximun(X, z)", "no-such-function"),
        ("AttributeError", "'tuple' object has no attribute 'item'", "return (w, b).item()", "no-such-attribute"),
        ("RuntimeError", "The size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 1",
         "loss = (X * w + b - y).pow(2).sum() / (2 * len(y))", "sizes-do-not-match"),
        ("TypeError", "linear(): argument 'input' (position 1) must be Tensor, not ReLU", "self.lin2(H)", "module-for-tensor"),
        ("TypeError", "'<' not supported between instances of 'list' and 'float'", "", "operands-do-not-fit"),
        ("RuntimeError", "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", "X @ W", "matmul-shapes"),
        ("RuntimeError", "a leaf Variable that requires grad is being used in an in-place operation.", "", "changed-leaf"),
        ("RuntimeError", "The size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 1",
         "return e / e.sum(1)", "keepdim-missing"),
        ("RuntimeError", "The size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 1",
         "return (y_hat == y).sum()", "sizes-do-not-match"),
        ("NotImplementedError", "\"bitwise_xor_cpu\" not implemented for 'Float'", "(a - b)^2 / 2", "bits-of-floats"),
        ("RuntimeError", "\"exp_out\" not implemented for 'Bool'", "", "dtype-not-supported"),
        ("NotImplementedError", 'Module [Net] is missing the required "forward" function', "", "forward-missing"),
        ("RuntimeError", "1D tensors expected, but got 2D and 2D tensors", "torch.dot(X, w)", "dot-of-matrices"),
        ("RuntimeError", "something of the student's own", "raise RuntimeError", None),
        ("ValueError", "", "", None),
    ],
)  # fmt: skip
def test_exceptions_by_what_they_say(kind, detail, line, name):
    """The message and the line tell; the class alone never does."""
    found = raised.relation(StudentRaised(kind, detail, ("relu", 3, line)))
    assert (found and found.slug) == name


def test_an_author_adds_relations():
    """Finders of an author's own come first; one that raises is passed over."""

    def broken(pairs):
        raise ValueError

    def own(pairs):
        return Relation("mine", Text("mine", "我的"))

    assert find([Pair(A, -A)], [broken, own]) == own(())


@given(
    st.lists(st.floats(-100, 100, width=32), min_size=1, max_size=6),
    st.lists(st.floats(-100, 100, width=32), min_size=1, max_size=6),
)
def test_never_raises(want, got):
    """Whatever was compared, there is an answer."""
    find(
        [
            Pair(torch.tensor(want), torch.tensor(got), (torch.tensor(want),)),
            Pair(want, got),
            Pair(want[0], torch.tensor(got)),
            Pair(want[0], 1 << 14000),
        ]
    )


def test_another_formula_of_the_arguments_is_told():
    """An author's formulas are asked with the arguments of the call; one that fails on an example says nothing."""
    finder = formulas({"X * w": lambda X, w: X * w, "X - w": lambda X, w: [X, X - w]})
    given = [("f", [A, 3.0], {}), ("f", [B, 2.0], {})]
    pairs = [Pair(X @ X.T, X @ X.T, one) for X, one in zip((A, B), given, strict=True)]
    assert find(pairs, [finder]) is None
    pairs = [Pair(one[1][0] + 1, one[1][0] - one[1][1], one) for one in given]
    assert "X - w" in str(find(pairs, [finder]).text)
    assert finder([pairs[0], Pair(B + 1, B * 5, given[1])]) is None
    pairs = [Pair(one[1][0] * one[1][1], -one[1][0] * one[1][1], one) for one in given]
    assert find(pairs, [finder]).slug == "negated"


def test_a_formula_takes_the_globals_that_the_test_has_set():
    """What a test sets before a call is given to it as well; by name, as by ``student.set``."""
    requests = [["set", None, {"w": 3.0}], ["set", None, {"w": 2.0, "b": 1.0}], ["call", 7, "net", [A], {}]]
    assert arguments_of(requests)[1:] == ([A], {"w": 2.0, "b": 1.0})
    assert arguments_of(requests[2:])[1:] == ([A], {})
    finder = formulas({"X * w - b": lambda X, w, b: X * w - b})
    assert "X * w - b" in str(find([Pair(A * 2 + 1, A * 2 - 1, arguments_of(requests))], [finder]).text)


def test_parts_that_are_stacked_are_told():
    """Parts in a list that should have been joined."""
    assert slug(Pair(B.T, torch.stack([B.T[:2], B.T[2:]]))) == "stacked"


def test_slugs_are_plain():
    """Slugs are words with hyphens, the same in both tables only on purpose."""
    assert all(part.isalnum() for name in slugs() for part in name.split("-"))


def test_the_documentation_names_every_relation():
    """docs/authors.md lists every slug."""
    text = (ROOT / "docs" / "authors.md").read_text(encoding="utf-8")
    assert not [name for name in slugs() if f"`{name}`" not in text]


def test_a_zero_has_no_sign_to_read():
    """Whatever computed it."""
    found = find([Pair(A, -torch.zeros_like(A)), Pair(A + 1, -torch.zeros_like(A))])
    assert found is not None and found.slug == "constant" and "it is 0 everywhere" in str(found.text)


def test_a_few_counts_that_are_one_off_tell_nothing() -> None:
    """Three counts one too small may have lost an example each for another reason; six are believed."""
    assert slug(*(Pair(n, n - 1) for n in (2, 3, 4))) is None
    assert slug(*(Pair(n, n - 1) for n in range(2, 9))) == "plus-constant"


def test_a_scheme_is_not_told_where_its_spread_is_the_expected_one() -> None:
    """Right spread, shifted: the mean is told, not that the numbers follow the scheme that was asked for."""
    sample = torch.randn(300, 100, generator=torch.Generator().manual_seed(1)) * (2 / 400) ** 0.5
    assert slug(Pair(Normal(0.0, (2 / 400) ** 0.5, only=False), sample + 1)) == "mean-shifted"
    assert slug(Pair(Normal(0.0, 0.01, only=False), sample)) == "std-xavier"


def test_an_overflow_is_right_where_it_is_finite():
    """Where nothing is, the size of the input is no evidence."""
    X = torch.tensor([30.0, -40.0, 100.0])
    assert slug(Pair(X.sigmoid(), torch.where(X < 50, X.sigmoid(), torch.nan), (X,))) == "overflow"
    assert slug(Pair(X.sigmoid(), torch.full((3,), torch.inf), (X,))) == "not-finite"


def test_one_right_number_among_wrong_ones_is_no_evidence():
    """That the first of several weights is right says nothing; that only the first row's result is, it does."""
    weights = [torch.linspace(1, 3, n)[None] for n in (4, 5, 6)]
    X = [torch.linspace(-2, n, 3 * n).reshape(n, 3) for n in (4, 5, 6)]
    spoilt = [torch.cat([w[:, :1], 0.5 * w[:, 1:] ** 3], 1) for w in weights]
    assert slug(*(Pair(w, s, (x,)) for w, s, x in zip(weights, spoilt, X, strict=True))) != "first-only"
    pairs = [(x.sum(1), torch.cat([x.sum(1)[:1], x.sum(1)[1:] ** 3 + 1]), (x,)) for x in X]
    assert slug(*(Pair(*pair) for pair in pairs)) == "first-only"
