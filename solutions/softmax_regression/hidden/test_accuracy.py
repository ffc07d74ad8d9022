"""Hidden tests of ``accuracy``: the number of right predictions, from scores or labels of any dtype."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.core import errors
from autograder.testing import FLOATS, Text, describe, expect, needs, weight
from autograder.testing.strategies import arranged

DTYPES = (torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.float16, torch.float32, torch.float64)
NUMBER = Text("the number of right predictions, as a Python number", "正确预测的个数，是一个 Python 数")


@st.composite
def problems(draw, scale=st.sampled_from([0.25, 1.0, 0.001]), dtype=torch.float32, labels=(torch.int64,)):
    """Scores without ties, and labels of which about half are right."""
    n, q = draw(st.integers(1, 6)), draw(st.integers(2, 5))
    rows = [draw(st.permutations(range(q))) for _ in range(n)]
    offset = draw(st.sampled_from([0, -2, -10]))
    kind = draw(st.sampled_from(dtype)) if isinstance(dtype, tuple) else dtype
    scores = (torch.tensor(rows) + offset).to(kind) * draw(scale)
    right = scores.argmax(1)
    y = torch.tensor([int(right[i]) if draw(st.booleans()) else draw(st.integers(0, q - 1)) for i in range(n)])
    return scores, y.to(draw(st.sampled_from(labels)))


def count(y_hat, y):
    predicted = y_hat.argmax(1) if y_hat.ndim == 2 else y_hat
    return int((predicted.double() == y.double()).sum())


_S, _Y = torch.tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]]), torch.tensor([0, 2])


@weight(4)
@describe("how many rows of scores have their largest entry at the label", "有多少行的最大得分恰在标签处")
@given(problem=problems())
@example(problem=(_S, _Y))
@example(problem=(torch.tensor([[0.2, 0.8]]), torch.tensor([1])))
@example(problem=(torch.tensor([[0.2, 0.8]]), torch.tensor([0])))
@example(problem=(torch.tensor([[0.0, 1.0], [0.0, 1.0], [1.0, 0.0]]), torch.tensor([1, 1, 0])))
def test_scores(student, problem):
    expect.number(student.accuracy(*problem), count(*problem), rtol=0, atol=1e-6, asked=NUMBER)


@weight(2)
@needs("test_scores")
@describe("predictions may be given as labels, too: then entries are compared", "y_hat 也可以是标签：此时逐个比较")
@settings(max_examples=12)
@given(y=st.lists(st.integers(0, 4), min_size=1, max_size=6), other=st.lists(st.integers(0, 4), min_size=6, max_size=6),
       same=st.lists(st.booleans(), min_size=6, max_size=6))
@example(y=[1, 2, 3], other=[0] * 6, same=[True] * 6)
@example(y=[1], other=[1] * 6, same=[True] * 6)
@example(y=[3, 2, 2], other=[3, 1, 2, 0, 0, 0], same=[False] * 6)
def test_labels(student, y, other, same):
    y_hat = torch.tensor([a if keep else b for a, b, keep in zip(y, other, same, strict=False)])
    y = torch.tensor(y)
    expect.number(student.accuracy(y_hat, y), count(y_hat, y), rtol=0, atol=1e-6, asked=NUMBER)


@weight(2)
@needs("test_scores")
@describe("labels and scores of any int or float dtype", "标签和得分可以是任意整数或浮点类型")
@given(problem=problems(dtype=FLOATS, labels=DTYPES), kind=st.sampled_from(DTYPES))
@example(problem=(_S, _Y.float()), kind=torch.float64)
@example(problem=(_S, _Y.to(torch.uint8)), kind=torch.float32)
@example(problem=(_S.double(), _Y.to(torch.int32)), kind=torch.int8)
def test_dtypes(student, problem, kind):
    scores, y = problem
    expect.number(student.accuracy(scores, y), count(scores, y), rtol=0, atol=1e-6, asked=NUMBER)
    labels = scores.argmax(1).to(kind)
    expect.number(student.accuracy(labels, y), count(labels, y), rtol=0, atol=1e-6, asked=NUMBER)


@weight(1)
@needs("test_scores")
@describe("many examples and classes, large and negative scores, any memory layout", "样本和类别很多、得分很大或为负、任意内存布局")
@settings(max_examples=6)
@given(problem=problems(scale=st.sampled_from([1e4, -1e4, 1e-6])), layout=st.sampled_from(["transposed", "strided"]))
@example(problem=(torch.sin(torch.arange(9000.0)).reshape(3000, 3), torch.arange(3000) % 3), layout="contiguous")
@example(problem=(torch.eye(300)[[280, 290]], torch.tensor([24, 290])), layout="contiguous")
def test_other_scores(student, problem, layout):
    scores, y = arranged(problem[0], layout), arranged(problem[1], layout)
    expect.number(student.accuracy(scores, y), count(scores, y), rtol=0, atol=1e-6, asked=NUMBER)


@weight(1)
@needs("test_scores")
@describe("the arguments are not changed", "参数不被修改")
@settings(max_examples=4)
@given(problem=problems())
@example(problem=(_S, _Y))
def test_leaves_its_arguments_alone(student, problem):
    scores, y = problem
    _, after = student.after("accuracy", scores, y)
    for got, want, name in zip(after, problem, ("y_hat", "y"), strict=True):
        expect.unchanged(got, want, name)


def fingerprint(student):
    """What is counted, and how: a number, a fraction, along which axis; for scores below 1, labels, and other dtypes."""
    def kind(y_hat, y, **values):
        try:
            got = student.accuracy(y_hat, y)
        except errors.StudentRaised:
            return "raised"
        if type(got) not in (int, float):
            return "several" if isinstance(got, torch.Tensor) and got.numel() > 1 else type(got).__name__
        return next((name for name, value in values.items() if abs(got - value) < 1e-6), "other")

    square = torch.tensor([[0.2, 0.3, 0.9], [0.25, 0.6, 0.8], [0.1, 0.5, 0.7]])  # rows say 2 2 2, columns say 1 1 0
    mixed = torch.tensor([[0.9, 0.2, 0.3], [0.25, 0.6, 0.8], [0.7, 0.5, 0.1]])  # the smallest of the rows: 1 0 2
    y, labels = torch.tensor([2, 2, 1]), torch.tensor([1, 2, 1])
    return {"scores": kind(square, y, right=2, fraction=2 / 3, none=0, errors=1, percentage=200 / 3, matrix=6, bits=4, both=3), "large scores": kind(10 * square, y, right=2, none=0),
            "the score itself": kind(torch.tensor([[2.0, 0.0, 0.0], [0.0, 1.0, 0.0]]), torch.tensor([2, 1]), right=1, yes=2, none=0),
            "smallest": kind(mixed, torch.tensor([1, 0, 2]), right=0, smallest=3),
            "axis": kind(square, torch.tensor([1, 1, 0]), right=0, columns=3, share=1),
            "labels": kind(labels, labels, right=3, fraction=1, argmax=2, bits=4),
            "dtypes": kind(square, y.to(torch.int32), right=2, fraction=2 / 3, none=0),
            "float labels": kind(labels, labels.double(), right=3, fraction=1, none=0, argmax=2, bits=4)}
