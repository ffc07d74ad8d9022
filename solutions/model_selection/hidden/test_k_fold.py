"""Hidden tests of ``k_fold``: sizes, disjoint and complete folds, order, alignment, no state."""

import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, weight

NAMES = ("X_train", "y_train", "X_valid", "y_valid")


@st.composite
def splits(draw):
    """``(k, n)`` with 2 ≤ k ≤ n."""
    k = draw(st.integers(2, 6))
    return k, draw(st.integers(k, 20))


def table(n, width=2):
    """Features and labels that tell which example they are of."""
    place = torch.arange(n, dtype=torch.float32)
    return place.reshape(n, 1) + torch.arange(width) / 8, 1000 - place


def folds(student, k, X, y):
    """The four parts of one fold after the other, after a look at their types."""
    for i in range(k):
        parts = student.k_fold(k, i, X, y)
        expect.sequence(parts, 4)
        sizes = [part.shape[1:] for part in parts if isinstance(part, torch.Tensor) and part.ndim]
        right = [whole.shape[1:] for whole in (X, y, X, y)]
        expect.true(sizes == right or sorted(sizes) != sorted(right), Text("X_train, y_train, X_valid, y_valid, in this order",
                    "依次为 X_train、y_train、X_valid、y_valid"), relation="outputs-swapped",
                    got=Text("parts of shapes {}", "各部分的形状依次为 {}").format([tuple(part.shape) for part in parts]))
        for name, part, whole in zip(NAMES, parts, (X, y, X, y), strict=True):
            asked = Text("{} of k_fold({}, {}, X, y) with {} examples", "{3} 个样本时 k_fold({1}, {2}, X, y) 的 {0}").format(
                name, k, i, X.shape[0])
            expect.tensor(part, (part.shape[0], *whole.shape[1:]) if isinstance(part, torch.Tensor) and part.ndim else None,
                          whole.dtype, asked=asked)
        yield parts


def places(part):
    """Which examples a part of the features holds."""
    return part.flatten(1)[:, 0].round().int().tolist()


@weight(3)
@given(split=splits())
@settings(max_examples=10)
@example(split=(5, 10))
@example(split=(3, 10))
@example(split=(4, 4))
@describe("the validation parts of the k folds are disjoint, cover everything, and have the sizes asked for",
          "k 折的验证部分互不相交、覆盖全部样本，并且大小符合要求")
def test_validation_parts(student, split):
    k, n = split
    X, y = table(n)
    held = [places(parts[2]) for parts in folds(student, k, X, y)]
    asked = Text("the validation examples of {} folds of {}", "{1} 个样本分 {0} 折时的验证样本").format(k, n)
    shown = Text("{}", "{}").format(held)
    together = sorted(place for fold in held for place in fold)
    expect.true(len(set(together)) == len(together), Text("no example in two folds", "没有样本属于两折"), asked=asked, got=shown)
    expect.true(together == list(range(n)), Text("every example in one fold", "每个样本都属于某一折"), asked=asked, got=shown)
    sizes = [len(fold) for fold in held]
    expect.true(max(sizes) - min(sizes) <= 1 or sizes == [n // k] * (k - 1) + [n - n // k * (k - 1)], Text(
        "sizes that differ by at most one, or {} each with the rest in the last", "大小至多相差一，或各 {} 个、其余归最后一折").format(n // k),
        asked=asked, relation="uneven-parts", got=Text("sizes {}", "大小 {}").format(sizes))


@weight(3)
@given(split=splits())
@settings(max_examples=10)
@example(split=(4, 11))
@example(split=(4, 4))
@describe("the training part of a fold is all the rest, in order", "一折的训练部分是其余的全部样本，保持原有顺序")
def test_training_parts(student, split):
    k, n = split
    X, y = table(n)
    for i, (train, _, valid, _) in enumerate(folds(student, k, X, y)):
        rest = [place for place in range(n) if place not in places(valid)]
        asked = Text("the training examples of fold {} of {}, with {} in all", "共 {2} 个样本、分 {1} 折时第 {0} 折的训练样本").format(i, k, n)
        if sorted(places(train)) != rest:
            expect.equal(places(train), rest, asked=asked, hint=Text(
                "no example of the fold may be trained on, and none of the others left out",
                "验证折中的样本不能用来训练，其余的样本一个也不能漏"))
        expect.true(places(train) == rest, Text("{}", "{}").format(rest), asked=asked, relation="other-order",
                    got=Text("{}", "{}").format(places(train)))
        expect.true(places(valid) == sorted(places(valid)), Text("the validation examples in order", "验证样本保持原有顺序"), asked=asked, relation="other-order",
                    got=Text("{}", "{}").format(places(valid)))


@weight(1.5)
@needs("test_validation_parts")
@given(split=splits(), width=st.integers(1, 3), column=st.booleans())
@settings(max_examples=8)
@describe("each row of X keeps its label, for y of shape (n,) and (n, 1)", "X 的每一行都保持自己的标签，y 的形状可以是 (n,) 或 (n, 1)")
def test_aligned(student, split, width, column):
    k, n = split
    X, y = table(n, width)
    labels = y.reshape(-1, 1) if column else y
    for X_train, y_train, X_valid, y_valid in folds(student, k, X, labels):
        for rows, marks in ((X_train, y_train), (X_valid, y_valid)):
            chosen = places(rows)
            expect.close(rows, X[chosen], asked=Text("rows of X", "X 的各行"))
            expect.close(marks, labels[chosen], asked=Text("the labels of these rows", "这些行的标签"))


@weight(1)
@needs("test_validation_parts")
@describe("examples that are equal all keep their place in one part or the other", "相同的样本也都各自留在某一部分里")
def test_equal_examples(student):
    X = torch.tensor([[1.0, 2.0], [1.0, 2.0], [0.0, 0.0], [1.0, 2.0], [0.0, 0.0], [3.0, 2.0], [1.0, 2.0]])
    for y in (torch.tensor([1.0, 1.0, 0.0, 2.0, 0.0, 1.0, 1.0]), torch.zeros(7, 1)):
        whole = rows_of(X, y)
        for k in (2, 3, 7):
            for X_train, y_train, X_valid, y_valid in folds(student, k, X, y):
                got = sorted(rows_of(X_train, y_train) + rows_of(X_valid, y_valid))
                expect.equal(got, sorted(whole), asked=Text(
                    "the examples of both parts, sorted, each with its label at the end", "两部分的全部样本（排序后，末位是标签）"))


def rows_of(X, y):
    """Each example as a list of its features and its label."""
    expect.equal(len(y), len(X), asked=Text("how many labels a part has", "一部分中标签的个数"))
    return torch.cat([X, y.reshape(-1, 1)], dim=1).tolist()


@weight(1)
@needs("test_validation_parts")
@describe("the partition is always the same, dtypes and further dimensions are kept, X and y stay as they were",
          "划分总是相同，数据类型和其余维度保持不变，X 和 y 不被修改")
def test_fixed_and_untouched(student):
    X, y = table(11, 6)
    first = list(folds(student, 3, X, y))
    for i in (1, 1, 2, 0):
        expect.close(list(student.k_fold(3, i, X, y)), list(first[i]), asked=Text(
            "fold {}, when the folds are asked for in another order", "以另一顺序调用时的第 {} 折").format(i))
    images, labels = X.double().reshape(11, 2, 3), torch.arange(11)
    for X_train, y_train, X_valid, y_valid in folds(student, 4, images, labels):
        for rows, marks in ((X_train, y_train), (X_valid, y_valid)):
            expect.equal(marks, labels[places(rows)], asked=Text("the labels of small images", "小图像的标签"))
            expect.equal(rows, images[places(rows)], asked=Text("small images", "小图像"))
    list(folds(student, 4, X.t().contiguous().t(), labels))
    _, (_, _, X_after, y_after) = student.after("k_fold", 3, 1, X, y)
    expect.unchanged(X_after, X, "X")
    expect.unchanged(y_after, y, "y")


def fingerprint(student):
    """The first fault that is found, in words."""
    found = {name: fault(student, *split) for name, split in (("even", (5, 10)), ("odd", (3, 11)))}
    return {"fault": found["even"] if found["even"] != "none" else found["odd"]}


def again(student, k, X, y):
    """The training examples of fold 0, under one seed: a shuffle gives the same ones, what counts its calls does not."""
    student.seed(3)
    return student.k_fold(k, 0, X, y)[0]


def fault(student, k, n):  # noqa: PLR0911  a list of questions, the most telling first
    X, y = table(n)
    parts = [student.k_fold(k, i, X, y) for i in range(k)]
    if any(type(fold) not in (list, tuple) or len(fold) != 4 for fold in parts):
        return "no four parts"
    if any(a.shape[1:] != X.shape[1:] or len(a) != len(b) for fold in parts for a, b in (fold[:2], fold[2:])):
        return "other parts"
    train, valid = [places(fold[0]) for fold in parts], [places(fold[2]) for fold in parts]
    if not torch.equal(student.k_fold(k, 0, X, y)[0], parts[0][0]):
        return "shuffled" if torch.equal(*(again(student, k, X, y) for _ in range(2))) else "unlike the call before"
    if sum(map(len, valid)) == n * (k - 1) and sum(map(len, train)) == n:
        return "parts swapped"
    if any(valid) and all(len(set(a) & set(b)) for a, b in zip(train, valid, strict=True) if b):
        return "trained on"
    if valid[0] == list(range(k)) and k > n // k + 1:
        return "k as the size"
    if len({fold[0] for fold in valid if fold}) < sum(bool(fold) for fold in valid) or not all(valid):
        if valid[0] and all(fold == valid[0] for fold in valid):
            return "always the same fold"
        behind, ahead = valid[1][:1] == [0] and valid[2][:1] not in ([], [0]), valid[0][:1] == [len(valid[0])] and valid[1] and not valid[-1]
        return "wrong fold" if behind or ahead else "other folds"
    if any(a != sorted(a) or b != sorted(b) for a, b in zip(train, valid, strict=True)):
        return "out of order"
    if any(not torch.equal(fold[1].flatten(), 1000.0 - torch.tensor(a, dtype=torch.float32))
           for a, fold in zip(train, parts, strict=True)):
        return "misaligned"
    together = sorted(place for fold in valid for place in fold)
    if together == list(range(n // k * k)) and n % k:
        return "remainder dropped"
    if together != list(range(n)):
        return "not covered"
    if any(len(a) + len(b) != n for a, b in zip(train, valid, strict=True)):
        return "lost in training"
    return "none"
