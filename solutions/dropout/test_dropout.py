"""The public tests of this assignment: ``check("dropout_layer")`` runs those of one exercise, ``pytest`` all of them."""

import torch

from autograder.pictures import Picture
from autograder.testing import Exercise, Text, exercise, expect, probe, rules


@probe
def kept_shares(student, calls):
    """How much of 200 ones is left, on average, after each of many calls that drop a fifth."""
    import torch

    return [student.dropout_layer(torch.ones(200), 0.2).mean().item() for _ in range(calls)]


def dropout_picture(student):
    """The mean after dropout in many calls, which should lie around the mean before."""
    return Picture.histogram(Text("Mean of 200 ones after dropout_layer(X, 0.2)", "dropout_layer(X, 0.2) 之后 200 个 1 的均值"),
                             kept_shares(student, 300), expected=1.0)


EXERCISES = [
    Exercise(
        "dropout_layer", section="5.6.2", title=Text("The dropout layer", "dropout 层"), forbidden=rules.DROPOUT,
        picture=dropout_picture,
        hint=Text("draw one uniform number an element and compare it with `dropout`; what remains must make up for what is lost",
                  "为每个元素抽一个均匀随机数，与 dropout 比较；保留下来的要补偿失去的"),
        beyond=Text("the probability of a zero; expectation and variance; whether elements, rows and calls are independent; 0 and 1; "
                    "errors; the gradient; float64; an empty X; whether X is left untouched",
                    "出现零的概率；期望与方差；元素之间、行之间、调用之间是否独立；0 和 1；异常；梯度；float64；空的 X；X 是否保持不变")),
]


@exercise("dropout_layer")
def test_dropout_layer_with_zero_and_one(student):
    """with 0 nothing changes, with 1 everything becomes 0"""
    X = torch.arange(16, dtype=torch.float32).reshape(2, 8)
    expect.close(student.dropout_layer(X, 0.0), X)
    expect.close(student.dropout_layer(X, 1.0), torch.zeros(2, 8))


@exercise("dropout_layer")
def test_dropout_layer_keeps_the_expectation(student):
    """about a fifth of 10,000 ones is dropped, and the mean stays near 1"""
    result = student.dropout_layer(torch.ones(100, 100), 0.2)
    expect.tensor(result, (100, 100), torch.float32)
    dropped, mean = (result == 0).float().mean().item(), result.mean().item()
    expect.true(0.16 < dropped < 0.24, Text("about 20% zeros", "约 20% 的零"), got=Text("{:.0%} zeros", "{:.0%} 的零").format(dropped))
    expect.true(0.95 < mean < 1.05, Text("a mean near 1", "均值接近 1"), got=Text("{:.2f}", "{:.2f}").format(mean), hint=Text(
        "what remains must make up for what is lost", "保留下来的要补偿失去的"))


@exercise("dropout_layer")
def test_dropout_layer_draws_anew(student):
    """two calls drop different elements"""
    X = torch.ones(20, 20)
    one, other = student.dropout_layer(X, 0.5), student.dropout_layer(X, 0.5)
    expect.tensor(one, (20, 20))
    expect.tensor(other, (20, 20))
    expect.true(not torch.equal(one, other), Text("another mask in the second call", "第二次调用应有不同的掩码"))


@exercise("dropout_layer")
def test_dropout_layer_leaves_its_input_alone(student):
    """X is the same after the call"""
    X = torch.ones(50)
    _, (after, _) = student.after("dropout_layer", X, 0.5)
    expect.close(after, X, asked=Text("X after dropout_layer(X, 0.5)", "调用 dropout_layer(X, 0.5) 之后的 X"))


@exercise("dropout_layer")
def test_dropout_layer_refuses_what_is_no_probability(student):
    """1.5 and -0.5 raise"""
    for rate in (1.5, -0.5):
        raised = student.raises("dropout_layer", torch.ones(2), rate)
        expect.true(raised is not None and {"AssertionError", "ValueError"} & set(raised),
                    Text("AssertionError or ValueError", "AssertionError 或 ValueError"),
                    got=Text("{}", "{}").format(raised[0]) if raised else Text("no exception", "没有异常"))
